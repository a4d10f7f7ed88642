"""The models of the pack files."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

import pytest
from pydantic import ValidationError

from deescalate import results
from deescalate._files import FILES
from deescalate._schema import ElementsFile, Rule, SignalsFile, StatesFile, WordingFile

if TYPE_CHECKING:
    from pathlib import Path

    from deescalate._schema import Table


def test_states_signals_and_elements_are_those_of_the_results() -> None:
    """A pack can name exactly what a result can say."""
    states = {state.value for state in results.State} - {"unknown"}
    assert set(StatesFile.model_fields) == states
    assert tuple(SignalsFile.model_fields) == results.SIGNALS
    assert tuple(ElementsFile.model_fields)[:4] == results.ELEMENTS


@pytest.mark.parametrize(("name", "model"), FILES.items())
def test_a_sound_file_is_read(toy: Path, name: str, model: type[Table]) -> None:
    """Each file of the toy pack fits its model."""
    content = tomllib.loads((toy / name).read_text(encoding="utf-8"))
    assert isinstance(model.model_validate(content), model)


@pytest.mark.parametrize("model", FILES.values())
def test_no_file_takes_names_that_it_does_not_know(model: type[Table]) -> None:
    """A misspelt table is refused, never passed over."""
    with pytest.raises(ValidationError, match="Extra inputs"):
        model.model_validate({"no_such_name": 1})


@pytest.mark.parametrize(
    "rule_id", ["refusal", "refusal.", ".no", "Refusal.no", "refusal.no way", "refusal.no.way"]
)
def test_a_rule_id_has_a_category_and_a_short_name(rule_id: str) -> None:
    """Other shapes are refused."""
    with pytest.raises(ValidationError, match="id"):
        Rule.model_validate({"id": rule_id})


def test_lists_know_where_they_stand(toy: Path) -> None:
    """The place of a list leads back to its table in the file."""
    content = tomllib.loads((toy / "states.toml").read_text(encoding="utf-8"))
    places = [listed.place for listed, _ in StatesFile.model_validate(content).tables()]
    assert ("frustrated", 1) in places
    assert len(set(places)) == len(places)


def test_what_silences_a_rule_is_a_list_of_its_own(toy: Path) -> None:
    """Both lists of a rule bear its id."""
    content = tomllib.loads((toy / "wording.toml").read_text(encoding="utf-8"))
    lists = list(WordingFile.model_validate(content).lists())
    assert [(each.group, each.cues) for each in lists if each.name == "policy.regulo"] == [
        ("rule", ("nia regulo",)),
        ("unless", ("se vi vola",)),
    ]

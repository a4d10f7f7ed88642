"""The fit of the weights: it can be told again, and it learns kinds of features, not words."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from deescalate._registry import Registry
from deescalate.results import STATES

if TYPE_CHECKING:
    from types import ModuleType

pytest.importorskip("scipy")

ROWS = [
    {"text": f"{words} {tail}", "lang": "en", "state": state}
    for tail in ("Room nine.", "It was Monday.", "The lamp is blue.")
    for words, state in (
        ("What time do you open?", "calm"),
        ("Thank you, that was lovely!", "satisfied"),
        ("I don't understand the second line.", "confused"),
        ("I am worried about my mother.", "worried"),
        ("We are so disappointed.", "disappointed"),
        ("Still no answer, and I called three times.", "frustrated"),
        ("You are thieves and liars!!", "angry"),
    )
]


@pytest.fixture(scope="module")
def fit() -> ModuleType:
    """Return the script, imported from where it stands."""
    path = Path(__file__).parents[1] / "tools" / "fit.py"
    spec = importlib.util.spec_from_file_location("fit_script", path)
    assert spec
    assert spec.loader
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    return script


def test_the_fit_gives_the_same_each_time(fit: ModuleType) -> None:
    """The same rows in the same order give the same weights, and these read the rows rightly."""
    counts, states = fit.counted(ROWS, Registry()), [row["state"] for row in ROWS]
    weights = fit.fit(counts, states)
    assert fit.fit(fit.counted(ROWS, Registry()), states) == weights
    assert fit.read_states(weights, counts) == states


def test_the_fit_learns_no_word(fit: ModuleType) -> None:
    """A weight belongs to a kind of cue, signal or style, so no brand or name can be learnt."""
    kinds = {state.value for state in STATES} | {"last", "mixed", "signal", "style"}
    weights = fit.fit(fit.counted(ROWS, Registry()), [row["state"] for row in ROWS])
    assert {name.partition(".")[0] for name in weights["features"]} <= kinds


def test_what_is_rare_keeps_the_sense_of_the_pack(fit: ModuleType) -> None:
    """A cue that no row shows speaks for its state as much as before any data was seen."""
    weights = fit.fit([{"style.length": 1.0}], ["calm"])
    assert weights["features"]["angry.strong"] == {"angry": fit.PRIOR["strong"]}

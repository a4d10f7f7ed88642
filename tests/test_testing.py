"""How a pack is checked for its author."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from deescalate import testing
from deescalate._phrases import parse
from deescalate._registry import builtin_folder
from deescalate._saying import spoken
from deescalate.testing import check_pack, coverage, unmarked

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from deescalate._pack import Common

    Edit = Callable[[str, str, str], Path]


@pytest.fixture(autouse=True)
def _plain_weights(monkeypatch: pytest.MonkeyPatch, common: Common) -> None:
    """Check the toy pack with weights that never change."""
    monkeypatch.setattr(testing, "read_common", lambda _: common)


def test_a_sound_pack_has_no_problem(toy: Path) -> None:
    """The toy pack passes, its golden texts included."""
    assert [str(problem) for problem in check_pack(toy)] == []


def test_a_path_may_be_a_string(toy: Path) -> None:
    """As it comes from a command line."""
    assert check_pack(str(toy)) == ()


def test_a_folder_that_is_not_there_is_no_error(tmp_path: Path) -> None:
    """Its files are named as missing."""
    assert {problem.message for problem in check_pack(tmp_path / "x")} == {"the file is missing"}


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        ("states.toml", '"[Timo]!"', '"Timo!"', "the example should hit [], and hits ['Timo']"),
        ("states.toml", '"[Timo]!"', '"[Timo!]"', "should hit ['Timo!'], and hits ['Timo']"),
        ("states.toml", '"[Timo]!"', '"Mi [grumas]."', "all of the kind: 'grumas' (angry)"),
        ("states.toml", '"Timoro."', '"Ho, timo."', "the near miss is hit: 'timo'"),
        ("states.toml", '["timo"]', '["timo", "nen timo"]', ""),
        ("states.toml", '"welako"]', '"wela*"]', "the cue 'wela*' never fires"),
        ("signals.toml", '"Radio."', '"Adio."', "the near miss is hit: 'Adio'"),
        ("elements.toml", '"Mi [bedaras] tio."', '"Mi bedaras [tio]."', "should hit ['tio']"),
        ("elements.toml", '"Abeda."', '"Bedo, beda."', "the near miss is hit: 'beda'"),
        ("elements.toml", '"Mi sendis preter."', '"Mi sendis."', "is hit: 'Mi sendis'"),
        ("elements.toml", '"sendi* preter"', '"mi sendi*"', "the cue 'mi sendi*' never fires"),
        ("wording.toml", '"Tio eble."', '"Ne eble."', "refusal.neeble fires on it"),
        ("wording.toml", '"Tio [ne eble]."', '"Tio [ne] eble."', "should hit ['ne']"),
        ("wording.toml", '"Tio [ne eble]."', '["Tio ne eble.", "Jes."]', "has no swap"),
        ("wording.toml", '["Du musi veni.", "Bonvo veni."]', '"[Du musi veni]."', "is a pair"),
        ("wording.toml", '"Bonvo veni."', '"Bonvolu veni."', "becomes 'Bonvo veni.'"),
        ("wording.toml", '"Du musi veni."', '"Jen."', "command.du-musi doesn't change it"),
        ("wording.toml", '"Du musi veni."', '"Malfe, jen."', "rules that do: ['negative.malfe']"),
        ("wording.toml", '"[tre]? malfe"', '"[tre]? malfe", "du musi malfe"',
         "the cue 'du musi malfe' never fires"),
        ("wording.toml", '["nia regulo"]', '["nia regulo", "tre malfe eble ne eble"]', ""),
        ("wording.toml", '["du musi rajti"]', '["du musi {do}"]', "the cue 'du musi {do}' never"),
        ("golden.toml", '"angry"', '"calm"', "the state should be calm, and is angry"),
        ("golden.toml", '["repeat_contact"]', '["churn"]',
         "signals: missing ['churn'], not expected ['repeat_contact']"),
        ("golden.toml", '["acknowledge"]', '["guide"]',
         "elements: missing ['guide'], not expected ['acknowledge']"),
        ("golden.toml", '["refusal"]', "[]", "wording: missing [], not expected ['refusal']"),
        ("golden.toml", '"refusal"', '"refusal", "blame"', "wording: missing ['blame']"),
        ("states.toml", '"mild"', '"weak"', "is not in the list"),
    ],
)  # fmt: skip
def test_a_proof_that_fails_is_told_with_its_place(
    edited: Edit, name: str, old: str, new: str, message: str
) -> None:
    """The message says what was found instead, and the line is that of the proof."""
    folder = edited(name, old, new)
    if not message:
        assert check_pack(folder) == ()
        return
    told = [problem for problem in check_pack(folder) if message in problem.message]
    assert told, [str(problem) for problem in check_pack(folder)]
    lines = (folder / name).read_text(encoding="utf-8").splitlines()
    assert all(problem.file == name for problem in told)
    assert all(problem.excerpt.strip("\u2026") in lines[problem.line - 1] for problem in told)


def test_golden_texts_can_be_left_out(edited: Edit) -> None:
    """While cues are being written, the whole readings may wait."""
    folder = edited("golden.toml", '"angry"', '"calm"')
    assert check_pack(folder, golden=False) == ()
    assert len(check_pack(folder)) == 1


def test_all_problems_come_in_one_run(edited: Edit) -> None:
    """A near miss, a rule and a golden text, each in its file."""
    edited("states.toml", '"Timoro."', '"Ho, timo."')
    edited("wording.toml", '"Tio eble."', '"Ne eble."')
    folder = edited("golden.toml", '"angry"', '"calm"')
    assert [problem.file for problem in check_pack(folder)] == [
        "states.toml",
        "wording.toml",
        "golden.toml",
    ]


def test_an_example_says_where_its_hits_are() -> None:
    """The brackets are taken off, several of them too."""
    assert unmarked("[Still] here, [waiting].") == ("Still here, waiting.", ["Still", "waiting"])


@pytest.mark.parametrize(
    ("cue", "ways"),
    [
        ("still wait*", ["still wait"]),
        ("[a|b c] d", ["a d", "b c d"]),
        ("no ~ {n}", ["no 3"]),
        ("see {link} or {mail}", ["see https://example.com or a@example.com"]),
        ("fix your [~] issue", ["fix your xyz issue"]),
        ("must {do} by {time} for {money}", ["must xyz by 14:00 for $49"]),
    ],
)
def test_a_cue_can_be_said(cue: str, ways: list[str]) -> None:
    """Each choice stands in one of the ways, with something in every slot."""
    assert list(spoken(parse(cue))) == ways


def test_coverage_tells_where_a_pack_is_thin(talu_folder: Path) -> None:
    """A pack of a few words is thin beside English, and English is not beside itself."""
    rows = {(row.file, row.name): row for row in coverage(talu_folder)}
    assert rows["states.toml", "frustrated"].thin
    assert rows["states.toml", "frustrated"].own < rows["states.toml", "frustrated"].beside
    assert rows["wording.toml", "with a swap"].own >= 1
    assert not any(row.thin for row in coverage(builtin_folder() / "en"))

"""How a pack is read and compiled."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from deescalate._files import FILES
from deescalate._lexicon import MESSAGE, REPLY
from deescalate._pack import pack_of_no_language, read_common, read_pack
from deescalate._registry import builtin_folder
from deescalate.errors import PackError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from deescalate._pack import Common, Pack


def test_a_pack_knows_its_language(talu: Pack) -> None:
    """The tag, the settings and the rules are those of the files."""
    assert talu.tag == "qta"
    assert talu.settings is not None
    assert talu.settings.name == "Talu"
    assert set(talu.rules) >= {"command.du-musi", "policy.regulo"}


def test_a_broken_pack_is_refused_with_everything(
    edited: Callable[[str, str, str], Path], common: Common
) -> None:
    """The error names the pack and holds all problems."""
    edited("states.toml", '"mild"', '"weak"')
    folder = edited("wording.toml", "policy.regulo", "blame.regulo")
    with pytest.raises(PackError, match="language pack toy: 2 problems") as caught:
        read_pack(folder, "toy", common)
    assert [problem.file for problem in caught.value.problems] == ["states.toml", "wording.toml"]


def test_a_folder_that_is_not_there_has_no_files(tmp_path: Path, common: Common) -> None:
    """Every file is named as missing."""
    with pytest.raises(PackError) as caught:
        read_pack(tmp_path / "nowhere", "x", common)
    assert [problem.file for problem in caught.value.problems] == list(FILES)


def test_what_all_packs_share_is_refused_when_broken(tmp_path: Path) -> None:
    """A slip in the JSON of the weights has its line."""
    for path in (builtin_folder() / "common").glob("*.*"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / "weights.json").write_text('{\n "bias": }', encoding="utf-8")
    with pytest.raises(PackError) as caught:
        read_common(tmp_path)
    (problem,) = caught.value.problems
    assert (problem.file, problem.line) == ("weights.json", 2)
    assert problem.message.startswith("not valid JSON")


def test_the_weights_are_small_sorted_and_readable() -> None:
    """Anyone can read them, and a new fit shows as a small difference."""
    text = (builtin_folder() / "common" / "weights.json").read_text(encoding="utf-8")
    weights = json.loads(text)
    assert list(weights["features"]) == sorted(weights["features"])
    assert all(list(row) == sorted(row) for row in weights["features"].values())
    assert len(text) < 50_000


def test_the_pack_of_no_language_reads_what_all_share(common: Common) -> None:
    """It has no rules, no elements and no words, but it knows emoji."""
    nobody = pack_of_no_language(common)
    assert (nobody.tag, nobody.settings, nobody.elements, nobody.rules) == ("und", None, None, {})
    assert nobody.lexicon.read("\U0001f621", MESSAGE).hits("state")


def test_a_message_and_a_reply_are_read_for_different_things(talu: Pack) -> None:
    """States and signals are looked for in messages, elements and wording in replies."""
    text = "Danga! Mi grumas. Mi bedaras. Malfe."
    message, reply = talu.lexicon.read(text, MESSAGE), talu.lexicon.read(text, REPLY)
    groups = {"state", "signal.safety", "element.acknowledge", "rule"}
    assert {group for group in groups if message.hits(group)} == {"state", "signal.safety"}
    assert {group for group in groups if reply.hits(group)} == {"element.acknowledge", "rule"}


def test_the_languages_of_mail_programs_need_not_be_the_writers(talu: Pack) -> None:
    """A quoted mail is known by the words of any program."""
    reading = talu.lexicon.read("Mi wela.\nAm 3. Mai schrieb Ann:\nmi grumas", MESSAGE)
    assert [hit.cue.list.name for hit in reading.hits("state")] == ["satisfied"]

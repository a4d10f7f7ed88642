"""What holds of every pack that comes along."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

import pytest

from deescalate._files import FILES, PHRASES
from deescalate._registry import Registry, builtin_folder
from deescalate._schema import StatesFile
from deescalate.results import ELEMENTS
from deescalate.testing import check_pack, unmarked

if TYPE_CHECKING:
    from pathlib import Path

    from deescalate._pack import Common

PACKS = sorted(folder.parent for folder in builtin_folder().glob("*/pack.toml"))
every_pack = pytest.mark.parametrize("folder", PACKS, ids=lambda folder: folder.name)


@every_pack
def test_the_pack_passes_its_own_check(folder: Path) -> None:
    """Every cue, example, near miss, rule and golden text proves itself."""
    assert "\n".join(map(str, check_pack(folder))) == ""


@every_pack
def test_the_folder_bears_the_tag(folder: Path) -> None:
    """The pack is found under the name of its folder."""
    assert Registry().pack(folder.name).tag == folder.name


@every_pack
def test_the_pack_has_its_files_and_no_others(folder: Path) -> None:
    """The same names in every language."""
    assert {path.name for path in folder.glob("*.*")} == {*FILES, PHRASES}


@every_pack
def test_the_pack_speaks_of_everything(folder: Path) -> None:
    """All states, all signals, all categories have cues, and all elements have parts."""
    files = {name: tomllib.loads((folder / name).read_text("utf-8")) for name in FILES}
    assert len(files["states.toml"]) == 7
    assert len(files["signals.toml"]) == 16
    elements = {name: files["elements.toml"][name] for name in ELEMENTS}
    assert all(len(table["parts"]) >= 3 for table in elements.values())
    assert len({rule["category"] for rule in files["wording.toml"]["rule"]}) == 12
    assert len(files["wording.toml"]["rule"]) >= (150 if folder.name == "en" else 80)
    assert files["golden.toml"]["message"]
    assert files["golden.toml"]["reply"]


@every_pack
def test_names_are_plain_and_texts_are_straight(folder: Path) -> None:
    """Files are UTF-8 without a byte order mark, with plain line ends and no tabs."""
    for path in folder.glob("*.*"):
        raw = path.read_bytes()
        assert not raw.startswith(b"\xef\xbb\xbf")
        assert b"\r" not in raw
        assert b"\t" not in raw
        raw.decode("utf-8")


def test_what_all_packs_share_proves_itself(common: Common) -> None:
    """The examples and near misses of emoji and emoticons hold."""
    reader = Registry().pack("und").lexicon
    assert isinstance(common.states, StatesFile)
    for listed, table in common.states.tables():
        for example in table.examples:
            text, marked = unmarked(example)
            reading = reader.read(text, "message")
            hits = [hit for hit in reading.hits("state") if hit.cue.text in listed.cues]
            assert [reading.text(hit.start, hit.end) for hit in hits] == marked, example
        for text in table.near_misses:
            reading = reader.read(text, "message")
            hits = [hit for hit in reading.hits("state") if hit.cue.text in listed.cues]
            assert not hits, text
        for cue in listed.cues:
            hits = reader.read(cue, "message").hits("state")
            assert cue in {hit.cue.text for hit in hits}, cue

"""What was worked out from packs is kept beside them, and made anew when it must be."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from deescalate import Deescalator, PackError, _cache
from deescalate._cache import remembered

KEPT = Path("__pycache__")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with a file in it."""
    (tmp_path / "pack.toml").write_text("a = 1", encoding="utf-8")
    return tmp_path


def made(folder: Path, *others: Path) -> list[str]:
    """Return what is made of a folder, and whether it had to be."""
    calls: list[str] = []

    def make() -> str:
        calls.append("made")
        return folder.joinpath("pack.toml").read_text("utf-8")

    return [remembered(folder, others, make), *calls]


def test_it_is_made_once(folder: Path) -> None:
    """The second time it is read."""
    assert made(folder) == ["a = 1", "made"]
    assert made(folder) == ["a = 1"]


def test_a_changed_file_is_read_anew(folder: Path, tmp_path: Path) -> None:
    """Also one of the others, and one that comes or goes."""
    other = tmp_path / "other"
    other.mkdir()
    made(folder, other)
    (folder / "pack.toml").write_text("a = 22", encoding="utf-8")
    assert made(folder, other) == ["a = 22", "made"]
    (other / "more.toml").write_text("", encoding="utf-8")
    assert made(folder, other) == ["a = 22", "made"]
    assert made(folder, other) == ["a = 22"]


def test_what_is_spoilt_is_made_anew(folder: Path) -> None:
    """A file that was cut off, or that somebody else wrote, is not believed."""
    made(folder)
    (kept,) = (folder / KEPT).iterdir()
    kept.write_bytes(kept.read_bytes()[:-1])
    assert made(folder) == ["a = 1", "made"]
    kept.write_bytes(b"nonsense")
    assert made(folder) == ["a = 1", "made"]
    assert made(folder) == ["a = 1"]


def test_another_library_makes_it_anew(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The engines may read packs otherwise."""
    made(folder)
    monkeypatch.setattr(_cache, "VERSION", "another")
    assert made(folder) == ["a = 1", "made"]


def test_where_nothing_may_be_written_nothing_is(folder: Path) -> None:
    """That is no error."""
    (folder / KEPT).write_text("in the way", encoding="utf-8")
    assert made(folder) == made(folder) == ["a = 1", "made"]


def test_a_pack_reads_the_same_from_what_was_kept(talu_folder: Path, tmp_path: Path) -> None:
    """And a broken one is broken each time."""
    folder = tmp_path / "pack"
    shutil.copytree(talu_folder, folder)
    text = "Still no answer, and it is the third time!"
    first, second = (
        Deescalator(language="qta", packs=[folder]).detect(text).model_dump() for _ in range(2)
    )
    assert first == second
    assert list((folder / KEPT).iterdir())
    (folder / "states.toml").write_text("[[angry]]\n", encoding="utf-8")
    for _ in range(2):
        with pytest.raises(PackError):
            Deescalator(language="qta", packs=[folder]).detect(text)

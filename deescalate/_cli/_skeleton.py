"""The skeleton of a new language pack, and the places in it that are still to be filled."""

from __future__ import annotations

import re
from errno import EEXIST
from pathlib import Path

from deescalate._files import FILES, PHRASES
from deescalate.errors import Problem

__all__ = ["make", "unfilled"]

_TEMPLATES = Path(__file__).parent / "skeleton"
_PLACE = re.compile(r'["\']FILL ME\b')
_TAG = "{tag}"


def make(folder: Path, tag: str) -> list[Path]:
    """Write the files of a new pack into a folder; raise `FileExistsError` if one is there."""
    for name in (*FILES, PHRASES):
        if (folder / name).exists():
            raise FileExistsError(
                EEXIST, "exists already and is left as it is", str(folder / name)
            )
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    for name in (*FILES, PHRASES):
        content = (_TEMPLATES / name).read_text(encoding="utf-8").replace(_TAG, tag)
        path = folder / name
        path.write_text(content, encoding="utf-8", newline="\n")
        made.append(path)
    return made


def unfilled(folder: Path) -> list[Problem]:
    """Return the lines of a pack in which a place of the skeleton is still to be filled."""
    problems = []
    for name in (*FILES, PHRASES):
        try:
            source = (folder / name).read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError):
            continue  # the check of the pack says so
        for number, line in enumerate(source.splitlines(), 1):
            if not line.lstrip().startswith("#") and _PLACE.search(line):
                problems.append(Problem(name, number, "to be filled", line))
    return problems

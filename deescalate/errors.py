"""The errors that the library raises on purpose.

    DeescalateError
    ├── UnknownLanguageError   (also a LookupError)
    └── PackError              (also a ValueError)

A text of the wrong type is a plain ``TypeError``; an option outside its list a plain
``ValueError``.
"""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["DeescalateError", "PackError", "Problem", "UnknownLanguageError"]


class DeescalateError(Exception):
    """Base of the errors that are this library's own."""


class UnknownLanguageError(DeescalateError, LookupError):
    """Say that there is no pack for a language, and which packs there are."""

    def __init__(self, tag: str, available: tuple[str, ...]) -> None:
        self.tag = tag
        """The tag that was asked for."""
        self.available = available
        """The tags that there are packs for."""
        names = ", ".join(available) or "none"
        super().__init__(f"no language pack for {tag!r}; there are packs for: {names}")

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.tag, self.available)


class Problem(NamedTuple):
    """One thing that is wrong in a pack, at the place where it stands."""

    file: str
    """File name, inside the pack's folder."""
    line: int
    """Line in the file, from 1; 0 when the file as a whole is meant."""
    message: str
    """What is wrong."""
    excerpt: str = ""
    """The line itself."""
    hint: str = ""
    """What to do about it."""

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        parts = [f"{place}: {self.message}"]
        if self.excerpt:
            parts.append(f"    {self.excerpt.strip()}")
        if self.hint:
            parts.append(f"    hint: {self.hint}")
        return "\n".join(parts)


class PackError(DeescalateError, ValueError):
    """Say everything that is wrong in a language pack, at once."""

    def __init__(self, pack: str, problems: tuple[Problem, ...]) -> None:
        self.pack = pack
        """The pack's folder or tag."""
        self.problems = problems
        """All that is wrong, in the order of the files."""
        count = f"{len(problems)} problem{'s' if len(problems) != 1 else ''}"
        listing = "\n".join(str(problem) for problem in problems)
        super().__init__(f"language pack {pack}: {count}\n{listing}")

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.pack, self.problems)

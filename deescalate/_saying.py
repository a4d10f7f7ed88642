"""Say a cue in words, so that it can be tried."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deescalate._phrases import Pattern, parse
from deescalate._text import FIRST, LAST

if TYPE_CHECKING:
    from collections.abc import Iterator

    from deescalate._phrases import Step

__all__ = ["spoken", "ways_to_say"]

_SPOKEN = {
    "n": "3",
    "time": "14:00",
    "money": "$49",
    "{link}": "https://example.com",
    "{mail}": "a@example.com",
    "{cheer}": "\U0001f600",
}


_ANY = "xyz"
"""A word that no pack knows."""


def spoken(pattern: Pattern) -> Iterator[str]:
    """Yield ways to say a cue, one for each choice that stands first in turn."""
    most = max(len(item.choices) for item in pattern.items)
    for turn in range(most):
        words = []
        for item in pattern.items:
            choice = item.choices[turn % len(item.choices)]
            words += [_say(step, caught=bool(item.name)) for step in choice]
        yield " ".join(word for word in words if word)


def ways_to_say(cue: str) -> list[str]:
    """Return ways to say a cue: alone, and with a word behind it."""
    alone = list(spoken(parse(cue)))
    return [*alone, *(f"{words} {_ANY}" for words in alone)]


def _say(step: Step, *, caught: bool) -> str:
    if step.kind == "gap" and not caught:
        return ""
    if step.kind in ("gap", "do"):
        return _ANY
    if step.kind == "value" or step.symbol.startswith("{"):
        return _SPOKEN[step.symbol]
    return step.symbol.strip("*" + FIRST + LAST)

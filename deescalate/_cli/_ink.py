"""Marks the words that a line is about: underlined in colour, else in [brackets]."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import click

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Ink", "Mark", "clean"]

# A text must not steer the terminal: control characters and half surrogate pairs are pictured,
# marks that turn the direction of writing are dropped, and so are carriage returns.
_TAMED: dict[int, int | None] = {
    **{code: 0x2400 + code for code in range(32) if chr(code) not in "\t\n"},
    **dict.fromkeys((0x7F, *range(0x80, 0xA0), *range(0xD800, 0xE000)), 0xFFFD),
    **dict.fromkeys((0x0D, *range(0x202A, 0x202F), *range(0x2066, 0x206A))),
}


def clean(text: str) -> str:
    r"""Return a text that a terminal shows and doesn't obey.

    >>> clean("\x1b[31mred\r\n")
    '␛[31mred\n'
    """
    return text.translate(_TAMED)


class Mark(NamedTuple):
    """A place in a text to be marked."""

    start: int
    end: int
    colour: str


class Ink:
    """Writes in colour where that is wanted, and in plain characters where it isn't."""

    def __init__(self, *, colour: bool) -> None:
        self.colour = colour

    def bold(self, text: str, colour: str | None = None) -> str:
        """Return a text in bold, and in a colour."""
        return click.style(text, fg=colour, bold=True) if self.colour else text

    def tint(self, text: str, colour: str) -> str:
        """Return a text in a colour."""
        return click.style(text, fg=colour) if self.colour else text

    def dim(self, text: str) -> str:
        """Return a text that steps back."""
        return click.style(text, dim=True) if self.colour else text

    def mark(self, words: str, colour: str) -> str:
        """Return words underlined, line by line, or in brackets.

        >>> Ink(colour=False).mark("no refund", "red")
        '[no refund]'
        """
        tamed = clean(words)
        if not self.colour:
            return f"[{tamed}]" if tamed else ""
        lines = tamed.split("\n")
        return "\n".join(click.style(line, fg=colour, underline=True) for line in lines)

    def words(self, words: str, colour: str) -> str:
        """Return words marked, on one line."""
        return self.mark(" ".join(words.split()), colour)

    def quote(self, text: str, marks: Iterable[Mark], before: str = "  ") -> str:
        """Return a text with places marked and something before each line.

        >>> Ink(colour=False).quote("It is late.", [Mark(6, 10, "red"), Mark(3, 8, "red")])
        '  It [is late].'
        """
        parts, at = [], 0
        for start, end, colour in _merged(marks):
            parts += [clean(text[at:start]), self.mark(text[start:end], colour)]
            at = end
        whole = "".join((*parts, clean(text[at:])))
        return "\n".join(f"{before}{line}" for line in whole.split("\n"))


def _merged(marks: Iterable[Mark]) -> list[Mark]:
    """Return the places in order, with those that overlap made one."""
    merged: list[Mark] = []
    for mark in sorted(marks):
        if mark.start == mark.end:
            continue
        if merged and mark.start < merged[-1].end:
            merged[-1] = merged[-1]._replace(end=max(merged[-1].end, mark.end))
        else:
            merged.append(mark)
    return merged

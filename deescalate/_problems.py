"""Say what is wrong in a pack file so that its author finds and mends it: line, excerpt, hint."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, NamedTuple

from deescalate.errors import Problem

if TYPE_CHECKING:
    import tomllib
    from collections.abc import Iterable

    from pydantic import ValidationError

__all__ = ["Place", "SourceFile"]

Place = tuple[str | int, ...]
"""Where something stands in a file: names of tables and keys, and numbers in lists."""

_HEADER = re.compile(r"^\s*\[\[?\s*([^\]]+?)\s*\]\]?")
_AT_LINE = re.compile(r"\(at (?:line (\d+), column \d+|end of document)\)")
_CURLY_VALUE = re.compile("(^|[=\\[,])\\s*[\u201c\u201d\u201e\u2018\u2019]")
_LONE_STRING = re.compile(r"^\s*\x22[^\x22]*\x22\s*$")
_BEFORE, _AFTER = 30, 70
"""How much of a long line an excerpt shows before and after what it is about."""


class SourceFile(NamedTuple):
    """A pack file as text, which turns what is wrong in it into problems."""

    name: str
    text: str

    def invalid_toml(self, error: tomllib.TOMLDecodeError) -> Problem:
        """Return the problem of a file that is no TOML, with a hint for the common slips."""
        match = _AT_LINE.search(str(error))
        lines = self.text.splitlines()
        line = int(match[1]) if match and match[1] else len(lines)
        message = _AT_LINE.sub("", str(error)).strip()
        above = next((text for text in reversed(lines[: line - 1]) if text.strip()), "")
        excerpt = self._line(line)
        hint = _slip(excerpt, above, message)
        return Problem(self.name, line, f"not valid TOML: {message}", _clipped(excerpt), hint)

    def invalid_values(self, error: ValidationError, known: Iterable[str]) -> list[Problem]:
        """Return a problem for each thing that a model refused; `known` are the names it has."""
        names = sorted(known)
        return [self._invalid_value(detail, names) for detail in error.errors()]

    def _invalid_value(self, detail: Any, known: list[str]) -> Problem:  # noqa: ANN401 - pydantic's
        place = tuple(detail["loc"])
        name = str(place[-1]) if place else self.name
        hint = ""
        if detail["type"] == "extra_forbidden":
            message = f"unknown name {name!r}"
            close = get_close_matches(name, known, n=1)
            hint = f"did you mean {close[0]!r}?" if close else f"known names: {', '.join(known)}"
        elif detail["type"] == "literal_error":
            message = f"{name} = {detail['input']!r} is not in the list"
            hint = f"allowed: {detail['ctx']['expected']}"
        elif detail["type"] == "missing":
            message = f"{name!r} is missing"
        else:
            where = ".".join(str(part) for part in place)
            message = f"{where}: {detail['msg'][:1].lower()}{detail['msg'][1:]}"
        line = self.line_of(place)
        return Problem(self.name, line, message, _clipped(self._line(line)), hint)

    def problem(self, place: Place, text: str, message: str, hint: str = "") -> Problem:
        """Return a problem about one text of a list, at the line where that text stands."""
        lines = self.text.splitlines()
        start = self.line_of(place) - 1
        for needle in (f'"{text}"', f"'{text}'", text):
            for i in range(start, len(lines)):
                if needle in lines[i]:
                    excerpt = _clipped(lines[i], lines[i].index(needle))
                    return Problem(self.name, i + 1, message, excerpt, hint)
        return Problem(self.name, start + 1, message, _clipped(text.partition("\n")[0]), hint)

    def line_of(self, place: Place) -> int:
        """Return the line that a place means: count the tables, then find the key."""
        lines, rest = self.text.splitlines(), list(place)
        start, path = 0, ""
        while rest and isinstance(rest[0], str):
            name = f"{path}.{rest[0]}" if path else rest[0]
            numbered = len(rest) > 1 and isinstance(rest[1], int)
            nth = int(rest[1]) if numbered else 0
            heads = [i for i in range(start, len(lines)) if _header(lines[i]) == name]
            if len(heads) <= nth:
                break
            start, path, rest = heads[nth], name, rest[2 if numbered else 1 :]
        key = next((part for part in rest if isinstance(part, str)), None)
        return self._line_of_key(key, start) if key else start + 1

    def _line_of_key(self, key: str, start: int) -> int:
        lines = self.text.splitlines()
        for i in range(start, len(lines)):
            if i > start and _header(lines[i]):
                break
            if re.match(rf"\s*{re.escape(key)}\s*=", lines[i]):
                return i + 1
        return start + 1

    def _line(self, number: int) -> str:
        lines = self.text.splitlines()
        return lines[number - 1] if 0 < number <= len(lines) else ""


def _header(line: str) -> str:
    match = _HEADER.match(line)
    return match[1] if match else ""


def _clipped(line: str, at: int = 0) -> str:
    """Return a line, or of a long one what stands around a place."""
    start, end = max(0, at - _BEFORE), at + _AFTER
    head = "\u2026" if start else ""
    tail = "\u2026" if end < len(line) else ""
    return f"{head}{line[start:end].strip()}{tail}"


_UNCLOSED = "Unclosed array"
_SLIPS = (
    ("escape", 'a backslash has a meaning inside "..."; write two of them for one'),
    ("overwrite", "the same name stands here a second time; put both together"),
    ("twice", "the same name stands here a second time; put both together"),
    ("Illegal character", 'a closing quote " is missing on this line'),
    (_UNCLOSED, "a list is not closed with ], or a comma is missing between two values"),
)


def _slip(line: str, above: str, message: str) -> str:
    """Return a hint for the slip that most often leads to a message of the parser."""
    if _CURLY_VALUE.search(line):
        return 'curly quotes around a value: write straight ones, "like this"'
    if _UNCLOSED in message and (_LONE_STRING.match(above) or _LONE_STRING.match(line)):
        return "a comma is missing at the end of the line above"
    if re.match(r"^\s*[^\x00-\x7f]", line):
        return "names are plain ASCII; words of the language are values, in quotes"
    fallback = 'every value is "in quotes", every list [in brackets] with commas'
    return next((hint for words, hint in _SLIPS if words in message), fallback)

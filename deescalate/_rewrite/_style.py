"""Mend how a text is written: marks in a row, and sentences in capitals.

Why they are mended is said by the pack; without a reason they stay.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from deescalate._rewrite._change import Change
from deescalate._text import Kind
from deescalate._values import Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from deescalate._pack import Pack
    from deescalate._reading import Reading

__all__ = ["DOUBLED", "SHOUTING", "style_changes"]

DOUBLED, SHOUTING = "marks.doubled", "case.shouting"
_SHORT = 4
"""A word in capitals up to this length may be an abbreviation."""
_ENOUGH = 3
"""So many longer words in capitals make a sentence shouted."""
# Most texts have neither: seeing that at a glance spares a look at each token.
_MARKS = re.compile("[!?\uff01\uff1f]{2}")
_CAPITALS = re.compile(r"[A-Z\xc0-\xde\u0391-\u03a9\u0400-\u042f]{5}")
_SINGLE = {"!": "!", "?": "?", "\uff01": "\uff01", "\uff1f": "\uff1f"}


def style_changes(pack: Pack, reading: Reading) -> list[Change]:
    """Return what is to be mended in how a text is written."""
    if pack.settings is None:
        return []
    style = pack.settings.style
    changes: list[Change] = []
    if style.doubled and _MARKS.search(reading.source):
        changes += _single_marks(reading)
    if style.shouting and _CAPITALS.search(reading.source):
        changes += _calm_sentences(pack, reading)
    return changes


def _single_marks(reading: Reading) -> Iterator[Change]:
    """Yield one mark for each row of them; a question stays a question."""
    for i, token in enumerate(reading.tokens):
        start, end = reading.spans[i]
        if token.kind is not Kind.MARK or end - start == 1 or reading.quoted(i, i + 1):
            continue
        raw = reading.source[start:end]
        if set(raw) <= _SINGLE.keys():
            asked = [sign for sign in raw if sign in "?\uff1f"]
            yield Change(start, end, (asked or raw)[0], (DOUBLED,))


def _calm_sentences(pack: Pack, reading: Reading) -> Iterator[Change]:
    """Yield the sentence case of sentences in capitals whose words are all known."""
    tokens = reading.tokens
    start = 0
    for i in range(len(tokens) + 1):
        if i == len(tokens) or tokens[i].kind >= Kind.MARK:
            if i - start >= _ENOUGH:
                yield from _calm(pack, reading, start, i)
            start = i + 1


def _calm(pack: Pack, reading: Reading, start: int, end: int) -> Iterator[Change]:
    source, spans, tokens = reading.source, reading.spans, reading.tokens
    words = [i for i in range(start, end) if tokens[i].kind is Kind.WORD]
    loud = [i for i in words if len(_raw(reading, i)) > _SHORT and _raw(reading, i).isalpha()]
    if len(loud) < _ENOUGH or not all(_raw(reading, i).isupper() for i in words):
        return
    known = pack.guard.words
    if any(tokens[i].folded not in known for i in loud) or reading.quoted(start, end):
        return
    parts, at = [], spans[words[0]][0]
    for i in words:
        raw = _raw(reading, i)
        new = _calmed(pack, reading, i, raw)
        if i == words[0] and reading.begins_sentence(i):
            new = new[0].upper() + new[1:]
        parts += [source[at : spans[i][0]], new]
        at = spans[i][1]
    yield Change(spans[words[0]][0], at, "".join(parts), (SHOUTING,))


def _raw(reading: Reading, i: int) -> str:
    start, end = reading.spans[i]
    return reading.source[start:end]


def _calmed(pack: Pack, reading: Reading, i: int, raw: str) -> str:
    """Return a word in small letters, unless it may be an abbreviation or has a capital always."""
    assert pack.settings is not None
    token = reading.tokens[i]
    lowered = raw.lower()
    grammar = pack.settings.grammar
    if lowered in grammar.abbreviations or not raw.replace("\x27", "").isalpha():
        return raw
    named = token.role in (Role.WEEKDAY, Role.MONTH) and len(raw) > _SHORT
    if named or lowered in grammar.capitals:
        return lowered[0].upper() + lowered[1:]
    if len(raw) > _SHORT or lowered in pack.guard.words:
        return lowered
    return raw

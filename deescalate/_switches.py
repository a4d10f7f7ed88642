"""Let words pass: words that are allowed, and stretches of a text where rules are switched off.

A file of canned replies says so itself, in a comment: an HTML comment anywhere, or a line that is
a comment. What is let pass is taken out of a reading before any engine sees it, so that all obey.
"""

from __future__ import annotations

import re
from difflib import get_close_matches
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from deescalate._text import Kind, fold, scan
from deescalate.results import CATEGORIES

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

    from deescalate._reading import Hit, Reading

__all__ = [
    "NOTHING",
    "STYLES",
    "Allowed",
    "Stretch",
    "allowed",
    "blanked",
    "count_words",
    "hush",
    "hush_switched",
    "switched",
]

STYLES = {"marks.doubled": "doubled", "case.shouting": "shouting"}
"""Ids by which ways of writing are switched off, each with its reason's name in a pack."""

_NAME = "deescalate"
_RULE = r"[a-z_]+(?:\.[a-z0-9-]+)?"
_SAID = (
    rf"[ \t]*{_NAME}[ \t-](?P<WAY>off|on)"
    rf"(?:[ \t]*:[ \t]*(?P<IDS>{_RULE}(?:(?:[ \t]*,[ \t]*|[ \t]+){_RULE})*))?[ \t]*"
)
_SWITCH = re.compile(
    rf"<!--{_SAID.replace('WAY', 'way').replace('IDS', 'ids')}-->"
    rf"|^[ \t]*(?:#|//|;|--|%|/\*|\{{#|\{{\{{!)"
    rf"{_SAID.replace('WAY', 'line_way').replace('IDS', 'line_ids')}"
    r"(?:\*/|#\}|\}\})?[ \t]*\r?$",
    re.MULTILINE | re.IGNORECASE,
)
_BREAK = ";"
_ID = re.compile(r"[^\s,]+")
_COUNTED = (Kind.WORD, Kind.NUMBER, Kind.DATE, Kind.LINK)


class Stretch(NamedTuple):
    """Characters of a text within which rules are switched off."""

    start: int
    end: int
    names: frozenset[str] | None = None
    """Ids and categories of the rules; ``None`` for all of them."""
    but: frozenset[str] = frozenset()
    """Ids and categories that are on all the same."""

    def covers(self, rule: str, start: int, end: int) -> bool:
        """Say whether a rule is switched off for some characters that it would speak of."""
        if start >= self.end or end <= self.start:
            return False
        if self.names is None:
            return not _named(rule, self.but)
        return _named(rule, self.names)


def _named(rule: str, names: frozenset[str]) -> bool:
    return rule in names or rule.partition(".")[0] in names


def switched(source: str) -> tuple[Stretch, ...]:
    """Return the stretches of a text where its comments switch rules off.

    >>> text = "A <!-- deescalate off: negative --> B <!-- deescalate on --> C"
    >>> [text[stretch.start : stretch.end] for stretch in switched(text)]
    [' B ']
    """
    return tuple(_stretches(source)) if _NAME in source.lower() else ()


def blanked(source: str) -> str:
    """Return a text with a break of the same length in the place of each comment that switches.

    What stands in such a comment is nobody's wording, and no sentence goes on across it.

    >>> blanked("<!-- deescalate off -->No.")
    ';                      No.'
    """
    if _NAME not in source.lower():
        return source
    return _SWITCH.sub(lambda match: _BREAK.ljust(len(match[0])), source)


def _stretches(source: str) -> Iterator[Stretch]:
    everything, named = False, frozenset[str]()
    at = 0
    for match in _SWITCH.finditer(source):
        yield from _between(at, match.start(), everything=everything, named=named)
        at = match.end()
        off = (match["way"] or match["line_way"]).lower() == "off"
        ids = frozenset(_ID.findall((match["ids"] or match["line_ids"] or "").lower()))
        if not ids:
            everything, named = off, frozenset()
        else:
            # While everything is off, those that are named are on.
            named = named - ids if everything == off else named | ids
    yield from _between(at, len(source), everything=everything, named=named)


def _between(
    start: int, end: int, *, everything: bool, named: frozenset[str]
) -> Iterator[Stretch]:
    if everything:
        yield Stretch(start, end, None, named)
    elif named:
        yield Stretch(start, end, named)


class Allowed(NamedTuple):
    """Words and rules to let pass."""

    words: tuple[tuple[str, ...], ...] = ()
    """Each as its folded tokens."""
    rules: frozenset[str] = frozenset()


NOTHING = Allowed()


def allowed(given: Collection[str], rules: Collection[str]) -> Allowed:
    """Return what is to be let pass: ids of rules as such, anything else as words.

    Raises `TypeError` for a bare string or what is no string, `ValueError` for what looks like the
    id of a rule and is none.
    """
    if isinstance(given, str) or not all(isinstance(each, str) for each in given):
        message = f"allow must be a collection of words and rule ids, not {given!r}"
        raise TypeError(message)
    if not given:
        return NOTHING
    ids = {each for each in given if each in rules or each in STYLES}
    for each in given:
        category, dot, name = each.partition(".")
        if each not in ids and category in CATEGORIES and dot and name and " " not in name:
            close = get_close_matches(each, rules, n=1)
            hint = f"; did you mean {close[0]!r}?" if close else ""
            message = f"there is no rule {each!r}{hint}"
            raise ValueError(message)
    words = (_folded(each) for each in given if each not in ids)
    return Allowed(tuple(dict.fromkeys(each for each in words if each)), frozenset(ids))


@lru_cache(maxsize=1024)
def _folded(words: str) -> tuple[str, ...]:
    """Return the folded tokens of words."""
    return tuple(scan(words, fold)[0])


def hush_switched(reading: Reading) -> None:
    """Take out of a reading the rules that the text itself switches off, by its comments."""
    stretches = switched(reading.source)
    if stretches:
        reading.hushed += stretches
        _drop(reading, lambda hit: _off(reading, stretches, hit))


def hush(reading: Reading, allow: Allowed) -> None:
    """Take out of a reading the rules that are let pass, and those that need allowed words."""
    if allow.rules:
        stretches = (Stretch(0, len(reading.source), allow.rules),)
        reading.hushed += stretches
        _drop(reading, lambda hit: _off(reading, stretches, hit))
    words = list(_places(reading, allow.words)) if allow.words else []
    if words:
        ways = frozenset(STYLES)
        reading.hushed += tuple(Stretch(*reading.span(*place), ways) for place in words)
        _drop(reading, lambda hit: _in(reading, words, hit))


def _drop(reading: Reading, passes: Callable[[Hit], bool]) -> None:
    """Drop the hits of rules that are let pass; exceptions stay, since they fire nothing."""
    for group, hits in reading.found.items():
        if group == "rule" or group.startswith("when."):
            reading.found[group] = [
                found
                for found, hit in zip(hits, reading.all_hits(group), strict=True)
                if hit.cue.exception or not passes(hit)
            ]


def _off(reading: Reading, stretches: Iterable[Stretch], hit: Hit) -> bool:
    span = reading.span(hit.start, hit.end)
    return any(stretch.covers(hit.cue.list.name, *span) for stretch in stretches)


def _in(reading: Reading, places: Iterable[tuple[int, int]], hit: Hit) -> bool:
    """Say whether a hit needs words that are allowed; those in its ``{do}`` it doesn't need."""
    for start, end in places:
        if hit.end <= start or end <= hit.start:
            continue
        slots = [place for name, place in reading.captured(hit).items() if name.startswith("do")]
        if not any(first <= start and end <= last for first, last in slots):
            return True
    return False


def _places(reading: Reading, phrases: Iterable[tuple[str, ...]]) -> Iterator[tuple[int, int]]:
    """Yield where allowed words stand, by their tokens."""
    by_first: dict[str, list[tuple[str, ...]]] = {}
    for phrase in phrases:
        by_first.setdefault(phrase[0], []).append(phrase)
    words = [fold(reading.source[start:end]) for start, end in reading.spans]
    for i, word in enumerate(words):
        for phrase in by_first.get(word, ()):
            if tuple(words[i : i + len(phrase)]) == phrase:
                yield i, i + len(phrase)


def count_words(reading: Reading) -> int:
    """Return how many words a reply has: without marks, quoted mail and comments that switch."""
    return sum(token.kind in _COUNTED for token in reading.tokens)

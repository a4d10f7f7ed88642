"""Compare what two texts state: the guard that no edit passes which changes a fact.

It looks at numbers, times, amounts, names, links, addresses, placeholders, code and quoted words,
and at how often something is denied, demanded, called possible or promised. The words for the last
four come from the pack.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from deescalate._lexicon import REPLY
from deescalate._text import Kind, fold
from deescalate.results import Comparison, Difference, FactKind, Span, StatedFact

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from deescalate._pack import Guard
    from deescalate._reading import Reading

__all__ = ["CHECKS", "Check", "changed_facts", "compare"]

_SHOUTED = 3
"""So many words in capitals in a row are a way of writing, no names."""
_HEADING = 4
"""So many known words in a row that begin with a capital are a heading."""
_STEM, _ENDING = 4, 3
"""Forms of a word begin with so many letters that are the same, and differ in so many."""
_LONGEST = 4
"""How many words of a row have to be kept in mind."""


class _Side(NamedTuple):
    """One of the two texts, as read for the guard."""

    reading: Reading
    guard: Guard
    wordless: list[int]
    """Indexes of its tokens that are no words: links, handles, breaks, what is not to be read."""
    cased: list[tuple[int, str]]
    """Its words that hold a capital, as they are written, with their indexes."""


class _Found(NamedTuple):
    """A fact that was found: what it is compared by, and the characters it stands on."""

    key: str
    start: int
    end: int


_Pair = tuple[list[_Found], list[_Found]]


class Check(NamedTuple):
    """One way in which two texts may differ in what they state."""

    kind: FactKind
    differ: Callable[[_Side, _Side], _Pair]
    """Return what only the first text states, and what only the second does."""


def compare(guard: Guard, language: str, before: str, after: str) -> Comparison:
    """Return how two texts differ in the facts that they state."""
    sides = _side(guard, before), _side(guard, after)
    differences = []
    for check in CHECKS:
        lost, added = check.differ(*sides)
        if lost or added:
            difference = Difference(
                kind=check.kind, lost=_stated(before, lost), added=_stated(after, added)
            )
            differences.append(difference)
    return Comparison(
        before=before,
        after=after,
        language=language,
        same=not differences,
        differences=tuple(differences),
    )


def changed_facts(guard: Guard, before: str, after: str) -> set[FactKind]:
    """Return the kinds of facts in which two texts differ."""
    sides = _side(guard, before), _side(guard, after)
    return {check.kind for check in CHECKS if any(check.differ(*sides))}


def _side(guard: Guard, text: str) -> _Side:
    reading = guard.lexicon.read(text, REPLY)
    wordless = [i for i, token in enumerate(reading.tokens) if token.kind in _WORDLESS]
    cased = [
        (i, raw)
        for i, token in enumerate(reading.tokens)
        if token.kind is Kind.WORD and (raw := reading.text(i, i + 1)) != raw.lower()
    ]
    return _Side(reading, guard, wordless, cased)


_WORDLESS = (Kind.LINK, Kind.HANDLE, Kind.OPAQUE, Kind.BREAK)


def _stated(text: str, found: Sequence[_Found]) -> tuple[StatedFact, ...]:
    return tuple(
        StatedFact(span=Span(start, end), text=text[start:end])
        for _, start, end in sorted(found, key=_place)
    )


def _place(found: _Found) -> tuple[int, int]:
    return found.start, found.end


def _each(find: Callable[[_Side], Iterator[_Found]]) -> Callable[[_Side, _Side], _Pair]:
    """Return a comparison that wants each fact as often in one text as in the other."""

    def differ(before: _Side, after: _Side) -> _Pair:
        old, new = list(find(before)), list(find(after))
        return _less(old, new), _less(new, old)

    return differ


def _less(found: Sequence[_Found], others: Sequence[_Found]) -> list[_Found]:
    """Return what is left of facts when those of another text are taken away."""
    if not found:
        return []
    taken = Counter(other.key for other in others)
    rest = []
    for each in found:
        if taken[each.key]:
            taken[each.key] -= 1
        else:
            rest.append(each)
    return rest


def _counted(group: str) -> Callable[[_Side, _Side], _Pair]:
    """Return a comparison that wants words of a group, whichever they are, equally often."""

    def differ(before: _Side, after: _Side) -> _Pair:
        old, new = list(_hits(before, group)), list(_hits(after, group))
        if not old and not new:
            return [], []
        if Counter(each.key for each in old) == Counter(each.key for each in new):
            return [], []
        by_words = [
            [each._replace(key=_folded(side, each)) for each in found]
            for side, found in ((before, old), (after, new))
        ]
        return _less(*by_words), _less(*reversed(by_words))

    return differ


def _not_more(group: str) -> Callable[[_Side, _Side], _Pair]:
    """Return a comparison that wants words of a group no more often in the second text."""

    def differ(before: _Side, after: _Side) -> _Pair:
        return [], _less(list(_hits(after, group)), list(_hits(before, group)))

    return differ


def _hits(side: _Side, group: str) -> Iterator[_Found]:
    """Yield the words of a group; those of one list of the group count as the same.

    Words of a time, such as the month of May, say nothing else.
    """
    hits = side.reading.hits(group)
    taken = _taken(side.reading, "time") if hits else set()
    for hit in hits:
        if hit.start not in taken:
            yield _Found(hit.cue.list.name, *side.reading.span(hit.start, hit.end))


def _folded(side: _Side, found: _Found) -> str:
    return fold(side.reading.source[found.start : found.end])


def _of_kind(side: _Side, kind: Kind) -> Iterator[tuple[str, Span]]:
    """Yield the wordless tokens of a kind, as they are written, and where they stand."""
    for i in side.wordless:
        if side.reading.tokens[i].kind is kind:
            yield side.reading.text(i, i + 1), side.reading.span(i, i + 1)


def _unread(sort: str) -> Callable[[_Side], Iterator[_Found]]:
    """Return what finds, as they are written, the tokens of a sort that are not to be read."""

    def find(side: _Side) -> Iterator[_Found]:
        for raw, place in _of_kind(side, Kind.OPAQUE):
            if _sort(raw) == sort:
                yield _Found(raw, *place)

    return find


_CODE, _ADDRESS, _PLACEHOLDER = "code", "address", "placeholder"
_MAIL = re.compile(r"[^\s@<>{}]*@[^\s<>{}]+\Z")


def _sort(raw: str) -> str:
    """Say what a token that isn't to be read is, by how it is written."""
    if raw.startswith("`"):
        return _CODE
    return _ADDRESS if _MAIL.match(raw) else _PLACEHOLDER


def _links(side: _Side) -> Iterator[_Found]:
    for raw, place in _of_kind(side, Kind.LINK):
        yield _Found(raw, *place)


def _quotes(side: _Side) -> Iterator[_Found]:
    source = side.reading.source
    for start, end in side.reading.quotations:
        yield _Found(source[start:end], start, end)
    for raw, place in _of_kind(side, Kind.BREAK):
        if raw.lstrip().startswith(">"):
            yield _Found(raw, *place)


def _values(kind: str) -> Callable[[_Side], Iterator[_Found]]:
    """Return what finds the longest values of a kind, none within another."""

    def find(side: _Side) -> Iterator[_Found]:
        for start, end in _longest(side.reading, kind):
            first, last = side.reading.span(start, end)
            yield _Found(" ".join(fold(side.reading.source[first:last]).split()), first, last)

    return find


def _longest(reading: Reading, kind: str) -> Iterator[tuple[int, int]]:
    reach = 0
    for start in sorted(reading.values):
        ends = [value.end for value in reading.values[start] if value.kind == kind]
        if ends and start >= reach:
            reach = max(ends)
            yield start, reach


def _taken(reading: Reading, kind: str) -> set[int]:
    """Return the tokens that values of a kind stand on."""
    return {i for start, end in _longest(reading, kind) for i in range(start, end)}


def _numbers(side: _Side) -> Iterator[_Found]:
    """Yield the numbers that are part of no time and no amount."""
    reading = side.reading
    taken = _taken(reading, "time") | _taken(reading, "money")
    for i in reading.marked:
        token = reading.tokens[i]
        if i in taken or token.folded in side.guard.plain:
            continue
        start, end = reading.spans[i]
        if token.number is not None:
            yield _Found(str(token.number), start, end)
        elif token.kind in (Kind.NUMBER, Kind.DATE):
            yield _Found(fold(reading.source[start:end]), start, end)


def _differing_names(before: _Side, after: _Side) -> _Pair:
    """Return the names that only one of the texts has.

    The first word of a sentence has a capital anyway, so it counts as a name only where the other
    text shows that it is one, or where it is no word of the pack and the other text lacks it.
    """
    lost, added = _strange_openers(before, after), _strange_openers(after, before)
    old, new = list(_names(before)), list(_names(after))
    if {name.key for name in old} == {name.key for name in new}:
        return lost, added
    lost += [name for name in old if name.key not in _capitalised(after)]
    written = {name.key for name in old}.union(_words(before))
    return lost, added + [name for name in new if name.key not in written]


def _strange_openers(side: _Side, other: _Side) -> list[_Found]:
    """Return the words that begin a sentence, that no pack knows, and the other text hasn't."""
    guard, reading = side.guard, side.reading
    if not guard.words:
        return []
    return [
        _Found(token.folded, *reading.spans[i])
        for i, raw in side.cased
        if not (token := reading.tokens[i]).role
        and token.folded not in guard.words
        and token.folded not in guard.plain
        and _is_title(raw)
        and opens(reading, i)
        and not _is_akin(token.folded, _words(other))
    ]


def _is_title(raw: str) -> bool:
    return len(raw) > 1 and raw[0].isupper() and raw[1:].islower()


def _is_akin(word: str, words: set[str]) -> bool:
    """Say whether a word is among others, or but for its ending."""
    stem = word[: max(_STEM, len(word) - _ENDING)]
    return word in words or any(
        each.startswith(stem) and len(each) - len(stem) <= 2 * _ENDING for each in words
    )


def _capitalised(side: _Side) -> set[str]:
    reading = side.reading
    return {
        token.folded
        for token, (start, _) in zip(reading.tokens, reading.spans, strict=True)
        if token.folded and not reading.source[start].islower()
    } | {name.key for name in _names(side)}


def _words(side: _Side) -> set[str]:
    return {token.folded for token in side.reading.tokens}


def _names(side: _Side) -> Iterator[_Found]:
    """Yield the words that are written as names: a capital in a sentence, or inside a word."""
    reading = side.reading
    shouted = _shouted(side) if len(side.cased) >= min(_SHOUTED, _HEADING) else ()
    for i, raw in side.cased:
        token = reading.tokens[i]
        if i in shouted or token.role or token.folded in side.guard.plain:
            continue
        known = token.folded in side.guard.words
        inside = raw[1:] != raw[1:].lower() and not raw.isupper()
        doubtful = i in reading.commas or raw.isupper()
        if inside or not (opens(reading, i) or (known and doubtful)):
            yield _Found(token.folded, *reading.span(i, i + 1))
    for raw, place in _of_kind(side, Kind.HANDLE):
        yield _Found(raw, *place)


def opens(reading: Reading, i: int) -> bool:
    """Say whether a capital says nothing at a token: a sentence or a line begins there."""
    if reading.begins_sentence(i):
        return True
    between = reading.source[reading.spans[i - 1][1] : reading.spans[i][0]]
    return "\n" in between or reading.tokens[i - 1].kind in (Kind.LINK, Kind.OPAQUE)


def _shouted(side: _Side) -> set[int]:
    """Return the words in capitals in a row, and those of headings: they say nothing of names."""
    reading, known = side.reading, side.guard.words
    found: set[int] = set()
    loud: list[int] = []
    title: list[int] = []
    for i, token in enumerate(reading.tokens):
        raw = reading.source[slice(*reading.spans[i])]
        word = token.kind is Kind.WORD
        loud = [*loud[-_LONGEST:], i] if word and raw.isupper() else []
        capital = word and raw[0].isupper() and token.folded in known
        title = [*title[-_LONGEST:], i] if capital else []
        if len(loud) >= _SHOUTED:
            found.update(loud)
        if len(title) >= _HEADING:
            found.update(title)
    return found


CHECKS: tuple[Check, ...] = (
    Check("number", _each(_numbers)),
    Check("time", _each(_values("time"))),
    Check("money", _each(_values("money"))),
    Check("name", _differing_names),
    Check("link", _each(_links)),
    Check("address", _each(_unread(_ADDRESS))),
    Check("placeholder", _each(_unread(_PLACEHOLDER))),
    Check("code", _each(_unread(_CODE))),
    Check("quote", _each(_quotes)),
    Check("negation", _counted("fact.negation")),
    Check("obligation", _counted("fact.obligation")),
    Check("modality", _counted("fact.modality")),
    Check("promise", _not_more("fact.promise")),
)
"""Everything that the guard looks at; two texts state the same if none finds a difference."""

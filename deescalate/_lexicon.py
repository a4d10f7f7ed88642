"""Compile all cues of a pack to one automaton, and read texts with it: once each, in one pass."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

from deescalate._anchor import Heads, anchored
from deescalate._automaton import Automaton, Firsts, Words
from deescalate._phrases import parse, respelled
from deescalate._quoting import mail_tail
from deescalate._reading import EXCEPTIONS, Cue, Reading
from deescalate._switches import NOTHING, Allowed, blanked, hush, hush_switched
from deescalate._text import scan
from deescalate._values import find_values
from deescalate._vocabulary import Vocabulary, values_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from deescalate._automaton import State
    from deescalate._phrases import Item, Pattern
    from deescalate._schema import Listed
    from deescalate._smallwords import SmallWords

__all__ = ["MESSAGE", "REPLY", "Index", "Lexicon"]

_Belongs = tuple[str, "Pattern | None", "State | None"]
"""Of a cue the group, where it counts if not anywhere, and where its head begins."""
MESSAGE, REPLY = "message", "reply"
"""The two doors to the automaton: what a text is read as decides which cues matter."""


class Index(NamedTuple):
    """What is known of all cues before one of them is spelt out."""

    firsts: dict[str, Firsts]
    """Behind each door the numbers of cues, by what is looked for first."""
    words: Words


def index_of(lists: Iterable[tuple[str, Listed]], small: SmallWords) -> Index:
    """Return what cues begin with: each has to be spelt out once for it."""
    automaton = Automaton()
    for number, (listed, text, _) in enumerate(_each(lists)):
        head, tail = _cut(text, small)
        automaton.words.add(head)
        for door in _doors(listed.group):
            automaton.add(number, tail, door)
    return Index(automaton.firsts, automaton.words)


def _each(lists: Iterable[tuple[str, Listed]]) -> Iterator[tuple[Listed, str, bool]]:
    """Yield each cue with its list, and whether it is an exception."""
    for _, listed in lists:
        for text in listed.cues:
            yield listed, text, False
        for text in listed.exceptions:
            yield listed, text, True


def _cut(text: str, small: SmallWords) -> tuple[tuple[Item, ...], Pattern]:
    """Spell out a cue, cut at what is looked for first."""
    return anchored(respelled(parse(text), small.spelling), small.ranks)


class Lexicon:
    """All cues of a pack, compiled; it changes no more, but for what it works out on demand.

    A cue is spelt out when a text first holds what it begins with.
    """

    def __init__(
        self,
        lists: Iterable[tuple[str, Listed]],
        small: SmallWords,
        allow: Allowed = NOTHING,
        index: Index | None = None,
    ) -> None:
        lists = list(lists)
        self.small = small
        self.allow = allow
        self.cues = [
            Cue(text, listed, source, number, small.spelling, exception)
            for number, (source, listed) in enumerate(lists)
            for exception, texts in ((False, listed.cues), (True, listed.exceptions))
            for text in texts
        ]
        self.index = index_of(lists, small) if index is None else index
        self._automaton = Automaton(self._tail, self.index.words, self.index.firsts)
        self._heads = Heads()
        self._belongs: list[_Belongs | None] = [None] * len(self.cues)
        self._lock = Lock()
        self._roots = {door: self._automaton.root(door) for door in (MESSAGE, REPLY)}
        self._values = values_of(small)
        self._vocabularies = {
            door: Vocabulary(self._automaton, self._values, small, door)
            for door in (MESSAGE, REPLY)
        }

    def _tail(self, number: int) -> Pattern:
        return _cut(self.cues[number].text, self.small)[1]

    def _belonging(self, number: int) -> _Belongs:
        """Return where the hits of a cue belong, and remember it."""
        cue = self.cues[number]
        head, _ = _cut(cue.text, self.small)
        with self._lock:
            before = self._heads.add(head) if head else None
        group = EXCEPTIONS if cue.exception else cue.list.group
        bound = cue.pattern if cue.pattern.bound else None
        self._belongs[number] = belongs = (group, bound, before)
        return belongs

    def read(self, source: str, door: str) -> Reading:
        """Return what stands in a text, read as a `MESSAGE` or as a `REPLY`.

        Linear in its length, whatever the number of cues.
        """
        small, vocabulary = self.small, self._vocabularies[door]
        tail = len(source)
        if "\n" in source:
            tail = mail_tail(source, small.wrote, small.banners, small.fields)
        readable = source if tail == len(source) else source[:tail]
        if door == REPLY:
            readable = blanked(readable)
        scanned = scan(readable, vocabulary.known)
        reading = Reading(source, tail, scanned, small, self.cues)
        if reading.marked:
            spelt, root = small.values, self._values.root()
            reading.values = find_values(reading, reading.marked, spelt, root)
        self._match(reading, self._roots[door])
        if door == REPLY:
            hush_switched(reading)
            if self.allow != NOTHING:
                hush(reading, self.allow)
        return reading

    def _match(self, reading: Reading, root: State) -> None:
        """Enter the hits of all cues that begin at a root, by group."""
        looks, values = reading.looks, reading.values
        met: list[tuple[int, int, Sequence[int]]] = []
        for i, look in enumerate(looks):
            state, at = look.first, i + 1
            # The same as `State.walk`, but most walks meet nothing and are spared a call.
            while state is not None:
                if not state.bare:
                    if state.do or at in values:
                        met += [(i, end, numbers) for end, numbers in state.walk(at, reading)]
                        break
                    if state.ends:
                        met.append((i, at, state.ends))
                state = state[looks[at]]
                at += 1
        for i, begun in values.items():
            for value in begun:
                after = root.over(value.kind)
                if after is not None:
                    hits = after.walk(value.end, reading)
                    met += [(i, end, numbers) for end, numbers in hits]
        self._enter(reading, met)

    def _enter(self, reading: Reading, met: list[tuple[int, int, Sequence[int]]]) -> None:
        """Enter hits: where each starts and ends, and the numbers of its cues."""
        belongs, found, looks = self._belongs, reading.found, reading.looks
        for at, end, numbers in met:
            for number in numbers:
                group, bound, head = belongs[number] or self._belonging(number)
                if bound is None and head is None:
                    found[group].append((at, -end, number))
                    continue
                starts = [at] if head is None else head.walk_back(at, looks)
                last = reading.word_end(end) if bound is not None and bound.stretches else end
                for start in starts:
                    if bound is None or reading.in_bounds(bound, start, last):
                        found[group].append((start, -last, number))


def _doors(group: str) -> tuple[str, ...]:
    """Return what a text must be read as for a group's cues to matter."""
    if group in ("negation", "boosters", "softeners"):
        return MESSAGE, REPLY
    return (MESSAGE,) if group.startswith(("state", "signal")) else (REPLY,)

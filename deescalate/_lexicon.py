"""Compile all cues of a pack to one automaton, and read texts with it: once each, in one pass."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deescalate._phrases import Automaton, parse, respelled
from deescalate._reading import Cue, Hit, Reading
from deescalate._text import mail_tail, scan
from deescalate._values import find_values
from deescalate._vocabulary import SmallWords, Vocabulary, times_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from deescalate._schema import Listed

__all__ = ["MESSAGE", "REPLY", "Lexicon"]

MESSAGE, REPLY = "message", "reply"
"""The two doors to the automaton: what a text is read as decides which cues matter."""
_VALUES = ("n", "time", "money")


class Lexicon:
    """All cues of a pack, compiled; it changes no more, but for what its vocabularies remember."""

    def __init__(self, lists: Iterable[tuple[str, Listed]], small: SmallWords) -> None:
        self.small = small
        self.cues: list[Cue] = []
        self._automaton = Automaton()
        for number, (source, listed) in enumerate(lists):
            for exception, texts in ((False, listed.cues), (True, listed.exceptions)):
                for text in texts:
                    pattern = respelled(parse(text), small.respellings)
                    for door in _doors(listed.group):
                        self._automaton.add(len(self.cues), pattern, door)
                    self.cues.append(Cue(text, listed, source, number, pattern, exception))
        self._times = times_of(small)
        self._vocabularies = {
            door: Vocabulary(self._automaton, self._times, small, door)
            for door in (MESSAGE, REPLY)
        }
        self._values = {
            door: {kind: self._automaton.first_value(kind, door) for kind in _VALUES}
            for door in (MESSAGE, REPLY)
        }

    def read(self, source: str, door: str) -> Reading:
        """Return what stands in a text, read as a `MESSAGE` or as a `REPLY`.

        Linear in its length, whatever the number of cues.
        """
        small, vocabulary = self.small, self._vocabularies[door]
        tail = len(source)
        if "\n" in source:
            tail = mail_tail(source, small.wrote, small.banners, small.fields)
        readable = source if tail == len(source) else source[:tail]
        tokens, spans = scan(readable, vocabulary.known, vocabulary.learn)
        reading = Reading(source, tail, tokens, spans, small)
        valued = [i for i, token in enumerate(tokens) if token.valued]
        if valued:
            reading.values = find_values(reading, valued, self._times)
        self._match(reading, door)
        return reading

    def _match(self, reading: Reading, door: str) -> None:
        """Enter the hits of all cues of a door, by group."""
        tokens, walk = reading.tokens, self._automaton.walk
        last = len(tokens) - 1
        for i, token in enumerate(tokens):
            state = token.first
            # Most tokens begin no cue that the next one goes on with: leave them at once.
            if state is not None and (
                state.eager
                or (i < last and state.next.get(tokens[i + 1].number_of_class, state) is not None)
            ):
                self._enter(reading, i, walk(state, i + 1, reading))
        for i, values in reading.values.items():
            for value in values:
                hits = walk(self._values[door][value.kind], value.end, reading)
                self._enter(reading, i, hits)

    def _enter(self, reading: Reading, start: int, hits: Iterable[tuple[int, int]]) -> None:
        for number, end in hits:
            cue = self.cues[number]
            if not cue.pattern.initial or reading.begins_sentence(start):
                reading.found[cue.list.group].append(Hit(start, end, cue))


def _doors(group: str) -> tuple[str, ...]:
    """Return what a text must be read as for a group's cues to matter."""
    if group in ("negation", "boosters", "softeners"):
        return MESSAGE, REPLY
    return (MESSAGE,) if group.startswith(("state", "signal")) else (REPLY,)

"""What was seen in one text: its tokens, values and hits. Engines look at this alone."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from deescalate._phrases import Pattern, Value, captures
from deescalate._sentences import sentence_ends
from deescalate._text import Kind, Token, quotations
from deescalate.results import Span

if TYPE_CHECKING:
    from deescalate._schema import Listed
    from deescalate._vocabulary import SmallWords

__all__ = ["Cue", "Hit", "Reading"]


class Cue(NamedTuple):
    """One cue of a list, as the pack writes it."""

    text: str
    list: Listed
    source: str
    """The pack file that holds it, such as ``en/states.toml``."""
    number: int
    """Number of the list in its lexicon."""
    pattern: Pattern
    exception: bool = False
    """It fires nothing, but a hit of its list that it overlaps doesn't count."""


class Hit(NamedTuple):
    """A cue found in a text."""

    start: int
    """Index of its first token."""
    end: int
    """Index after its last token."""
    cue: Cue


class Reading:
    """What a lexicon saw in one text."""

    def __init__(
        self,
        source: str,
        tail: int,
        tokens: list[Token],
        spans: list[tuple[int, int]],
        small: SmallWords,
    ) -> None:
        self.source = source
        self.tail = tail
        """Where a quoted mail begins that runs to the end; nothing after it is read."""
        self.tokens = tokens
        self.spans = spans
        self.values: dict[int, list[Value]] = {}
        """Numbers, times and amounts by the token they begin at."""
        self.small = small
        self.found: dict[str, list[Hit]] = defaultdict(list)
        """All hits, overlapping ones too, by group."""
        self.quotations = quotations(source)

    def hits(self, group: str) -> list[Hit]:
        """Return the hits of a group in the order of the text: exceptions heeded, longest first.

        A hit that an exception of its own list overlaps is dropped, and so is one that lies within
        a longer hit of the group.
        """
        found = self.found.get(group)
        if not found:
            return []
        if len(found) > 1:
            found = self._without_exceptions(found)
            found.sort(key=_by_place)
        elif found[0].cue.exception:
            return []
        kept: list[Hit] = []
        reach = 0
        for hit in found:
            if hit.end > reach:
                kept.append(hit)
                reach = hit.end
            elif (hit.start, hit.end) == kept[-1][:2] and hit.cue.list.name != kept[
                -1
            ].cue.list.name:
                kept.append(hit)
        return kept

    @staticmethod
    def _without_exceptions(found: list[Hit]) -> list[Hit]:
        exceptions = [hit for hit in found if hit.cue.exception]
        if not exceptions:
            return list(found)
        shadows: dict[int, set[int]] = defaultdict(set)
        for hit in exceptions:
            shadows[hit.cue.number].update(range(hit.start, hit.end))
        return [
            hit
            for hit in found
            if not hit.cue.exception
            and shadows[hit.cue.number].isdisjoint(range(hit.start, hit.end))
        ]

    def span(self, start: int, end: int) -> Span:
        """Return the characters that tokens stand on."""
        return Span(self.spans[start][0], self.spans[end - 1][1])

    def text(self, start: int, end: int) -> str:
        """Return the characters of tokens, as the caller wrote them."""
        return self.source[self.spans[start][0] : self.spans[end - 1][1]]

    def captured(self, hit: Hit) -> dict[str, tuple[int, int]]:
        """Return which tokens each slot and bracket of a hit's cue caught."""
        return captures(hit.cue.pattern, hit.start, hit.end, self)

    def begins_sentence(self, i: int) -> bool:
        """Say whether a sentence begins at a token."""
        return i == 0 or self.tokens[i - 1].kind in _OPENERS

    def quoted(self, start: int, end: int) -> bool:
        """Say whether tokens lie in a quotation."""
        if not self.quotations:
            return False
        first, last = self.spans[start][0], self.spans[end - 1][1]
        at = bisect_right(self.quotations, (first, len(self.source))) - 1
        return at >= 0 and self.quotations[at][1] >= last

    def negated(self, hit: Hit) -> bool:
        """Say whether a negator of the pack reaches a hit from within its clause."""
        if "negation" not in self.found:
            return False
        negators = self.negators
        reach, after = self.small.reach, self.small.reach_after
        for i in range(hit.start - 1, max(hit.start - reach, 0) - 1, -1):
            if self.tokens[i].kind >= Kind.MARK:
                break
            if i in negators:
                return True
        return any(i in negators for i in range(hit.end, hit.end + after))

    def near(self, group: str, hit: Hit) -> bool:
        """Say whether a booster or softener stands right before a hit, one word off, or after it."""
        return group in self.found and any(
            hit.start - _NEAR <= other.end <= hit.start or other.start == hit.end
            for other in self.found[group]
        )

    @cached_property
    def negators(self) -> frozenset[int]:
        """Indexes of the last tokens of negators."""
        return frozenset(hit.end - 1 for hit in self.found.get("negation", ()))

    @cached_property
    def last_sentence_start(self) -> int:
        """Index of the token that the last sentence with a word in it begins with."""
        tokens = self.tokens
        i = len(tokens)
        while i and tokens[i - 1].kind >= Kind.LINK:
            i -= 1
        while i and tokens[i - 1].kind is not Kind.MARK:
            i -= 1
        return i

    @cached_property
    def commas(self) -> frozenset[int]:
        """Indexes of the tokens that have a comma or dash before them."""
        source, spans = self.source, self.spans
        return frozenset(
            i
            for i in range(1, len(spans))
            if spans[i][0] - spans[i - 1][1] > 1
            and not _COMMAS.isdisjoint(source[spans[i - 1][1] : spans[i][0]])
        )

    @cached_property
    def sentence_ends(self) -> list[int]:
        """Indexes after the last token of each sentence, in order."""
        return sentence_ends(self.tokens, self.spans, self.source, self.small.abbreviations)

    def sentence(self, i: int) -> int:
        """Return the number of the sentence that a token stands in, from 0."""
        return bisect_right(self.sentence_ends, i)


_NEAR = 1
"""How many words may stand between a booster and what it boosts."""
_OPENERS = frozenset((Kind.MARK, Kind.BREAK, Kind.HANDLE, Kind.EMOJI))
_COMMAS = frozenset(",\u060c\u3001\uff0c\u2013\u2014")


def _by_place(hit: Hit) -> tuple[int, int, int]:
    return hit.start, -hit.end, hit.cue.number

"""What was seen in one text: its tokens, values and hits. Engines look at this alone."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from functools import lru_cache, partial
from typing import TYPE_CHECKING, NamedTuple

from deescalate._phrases import Pattern, Value, captures, parse, respelled
from deescalate._quoting import quotations
from deescalate._sentences import sentence_ends
from deescalate._text import END, Kind, Token
from deescalate.results import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from deescalate._schema import Listed
    from deescalate._smallwords import SmallWords
    from deescalate._switches import Stretch
    from deescalate._text import Spelling

__all__ = ["EXCEPTIONS", "Cue", "Hit", "Reading"]


EXCEPTIONS = "exceptions"
"""The group that all exceptions are found under, whatever list they belong to."""


class Cue(NamedTuple):
    """One cue of a list, as the pack writes it."""

    text: str
    list: Listed
    source: str
    """The pack file that holds it, such as ``en/states.toml``."""
    number: int
    """Number of the list in its lexicon."""
    spelling: Spelling
    exception: bool = False
    """It fires nothing, but a hit of its list that it overlaps doesn't count."""

    @property
    def closes(self) -> bool:
        """It counts only where a clause ends."""
        return self.text.endswith(" ,")

    @property
    def ward(self) -> int | str:
        """What it is excepted from: its list by number, or a group if the list has no cues."""
        return self.number if self.list.cues else self.list.group

    @property
    def pattern(self) -> Pattern:
        """What its notation spells."""
        return _pattern(self.text, self.spelling)


@lru_cache(maxsize=10_000)
def _pattern(text: str, spelling: Spelling) -> Pattern:
    return respelled(parse(text), spelling)


class Hit(NamedTuple):
    """A cue found in a text."""

    start: int
    """Index of its first token."""
    end: int
    """Index after its last token."""
    cue: Cue


class Reading:
    """What a lexicon saw in one text."""

    # What is worked out on demand has a slot too: a cached property would open the `__dict__`,
    # and every look at an object whose `__dict__` was opened takes longer.
    __slots__ = (
        "_commas",
        "_ends",
        "_negators",
        "_sentence_ends",
        "_shadows",
        "_spans",
        "_starts",
        "cues",
        "edges",
        "found",
        "hushed",
        "looks",
        "marked",
        "quotations",
        "small",
        "source",
        "tail",
        "tokens",
        "values",
    )

    def __init__(
        self,
        source: str,
        tail: int,
        scanned: tuple[list[Token], list[int]],
        small: SmallWords,
        cues: Sequence[Cue],
    ) -> None:
        self.source = source
        self.tail = tail
        """Where a quoted mail begins that runs to the end; nothing after it is read."""
        self.tokens, self.edges = scanned
        """What is known of each token, and where each starts and ends, in turn."""
        self.values: dict[int, list[Value]] = {}
        """Numbers, times and amounts by the token they begin at."""
        self.small = small
        self.looks = [token.look for token in self.tokens]
        """What each token is to an automaton, and after the last the end of the text."""
        self.looks.append(END)
        self.cues = cues
        """All cues of the lexicon, by their numbers."""
        self.found: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
        """All hits, overlapping ones too, by group: start, minus the end, number of the cue.

        So they sort as they are wanted: by place, and the longest first.
        """
        self.hushed: tuple[Stretch, ...] = ()
        """Where rules have nothing to say: they are switched off, or the words are allowed."""
        self.quotations = quotations(source)
        self.marked = [i for i, token in enumerate(self.tokens) if token.marked]
        """Indexes of the tokens that are valued, or written with style."""
        self._starts: dict[str, set[int]] = {}
        self._ends: dict[str, set[int]] = {}
        self._spans: list[tuple[int, int]] | None = None
        self._shadows: dict[int | str, set[int]] | None = None
        self._negators: list[int] | None = None
        self._commas: frozenset[int] | None = None
        self._sentence_ends: list[int] | None = None

    @property
    def spans(self) -> list[tuple[int, int]]:
        """Where each token stands."""
        if self._spans is None:
            edges = self.edges
            self._spans = list(zip(edges[::2], edges[1::2]))  # noqa: B905 - the last edge is alone
        return self._spans

    def hits(self, group: str) -> list[Hit]:
        """Return the hits of a group in the order of the text: exceptions heeded, longest first.

        A hit that an exception of its own list or group overlaps is dropped, and so is one that
        lies within a longer hit of the group, unless that is a weak sign and it is a strong one.
        """
        found = self.found.get(group)
        if not found:
            return []
        if EXCEPTIONS in self.found:
            cues, shadows = self.cues, self._shaded()
            whole = group in shadows
            found = [
                each
                for each in found
                if not (whole or cues[each[2]].number in shadows) or not self._is_excepted(*each)
            ]
        if len(found) == 1:
            start, minus_end, number = found[0]
            return [_hit((start, -minus_end, self.cues[number]))]
        kept: list[Hit] = []
        reach = firm = 0  # how far what is kept goes, and how far what is no weak sign
        for start, minus_end, number in sorted(found):
            end, cue = -minus_end, self.cues[number]
            strength = cue.list.strength
            if end > reach or (end > firm and strength == "strong"):
                kept.append(_hit((start, end, cue)))
                reach = max(reach, end)
                if strength != "weak":
                    firm = end
            elif (start, end) == kept[-1][:2] and cue.list.name != kept[-1].cue.list.name:
                kept.append(_hit((start, end, cue)))
        return kept

    def own_hits(self, group: str) -> list[Hit]:
        """Return the hits of a group in the writer's own words, or of lists that may be quoted."""
        hits = self.hits(group)
        if self.quotations:
            hits = [
                hit for hit in hits if hit.cue.list.quoted or not self.quoted(hit.start, hit.end)
            ]
        return hits

    def _is_excepted(self, start: int, minus_end: int, number: int) -> bool:
        cue = self.cues[number]
        wards = (cue.number, cue.list.group)
        if cue.closes:  # what stands behind it is of another clause
            return any(
                first < -minus_end and start < -minus_last and minus_end <= minus_last
                for first, minus_last, other in self.found[EXCEPTIONS]
                if self.cues[other].ward in wards
            )
        shadows, place = self._shaded(), range(start, -minus_end)
        return any(not shadows[ward].isdisjoint(place) for ward in wards if ward in shadows)

    def _shaded(self) -> dict[int | str, set[int]]:
        """Return the tokens that exceptions lie on, by what they are excepted from."""
        if self._shadows is None:
            self._shadows = {}
            for start, minus_end, number in self.found[EXCEPTIONS]:
                shadow = self._shadows.setdefault(self.cues[number].ward, set())
                shadow.update(range(start, -minus_end))
        return self._shadows

    def all_hits(self, group: str) -> list[Hit]:
        """Return all hits of a group, overlapping ones too, and whatever their exceptions."""
        return [
            _hit((start, -minus_end, self.cues[number]))
            for start, minus_end, number in self.found.get(group, ())
        ]

    def keep(self, group: str, counts: Callable[[Hit], bool]) -> None:
        """Drop the hits of a group that don't count."""
        hits = zip(self.found[group], self.all_hits(group), strict=True)
        self.found[group] = [each for each, hit in hits if counts(hit)]

    def span(self, start: int, end: int) -> Span:
        """Return the characters that tokens stand on."""
        return _span((self.edges[2 * start], self.edges[2 * end - 1]))

    def text(self, start: int, end: int) -> str:
        """Return the characters of tokens, as the caller wrote them."""
        return self.source[self.edges[2 * start] : self.edges[2 * end - 1]]

    def captured(self, hit: Hit) -> dict[str, tuple[int, int]]:
        """Return which tokens each slot and bracket of a hit's cue caught."""
        return captures(hit.cue.pattern, hit.start, hit.end, self)

    def begins_sentence(self, i: int) -> bool:
        """Say whether a sentence begins at a token."""
        return i == 0 or self.tokens[i - 1].kind in _OPENERS

    def in_bounds(self, pattern: Pattern, start: int, end: int) -> bool:
        """Say whether a cue counts between two tokens, by what begins and ends there."""
        return (
            (not pattern.initial or self.begins_sentence(start))
            and (not pattern.opens or self.begins_sentence(start) or start in self.commas)
            and (not pattern.closes or self.ends_clause(end))
        )

    @property
    def size(self) -> int:
        """How many tokens there are, syllables counted as the words that they make."""
        tokens = self.tokens
        if not self.small.syllables:
            return len(tokens)
        return len(tokens) - sum(token.kind is Kind.PART for token in tokens)

    def word_end(self, i: int) -> int:
        """Return the index after the last syllable of the word that goes on at a token."""
        tokens, past = self.tokens, len(self.tokens)
        while i < past and tokens[i].kind is Kind.PART:
            i += 1
        return i

    def ends_clause(self, i: int) -> bool:
        """Say whether no word of the same clause stands at a token."""
        return i == len(self.tokens) or self.tokens[i].kind not in _READ or i in self.commas

    def quoted(self, start: int, end: int) -> bool:
        """Say whether tokens lie in a quotation."""
        if not self.quotations:
            return False
        first, last = self.edges[2 * start], self.edges[2 * end - 1]
        at = bisect_right(self.quotations, (first, len(self.source))) - 1
        return at >= 0 and self.quotations[at][1] >= last

    def values_of(self, kind: str) -> list[tuple[str, int, int]]:
        """Return the writer's own values of a kind, the longest at each place.

        Each comes with its words, folded, its first token and its end.
        """
        found: list[tuple[str, int, int]] = []
        reach = 0
        for i in sorted(self.values):
            ends = [value.end for value in self.values[i] if value.kind == kind]
            if ends and i >= reach and not self.quoted(i, i + 1):
                reach = max(ends)
                words = " ".join(self.text(i, reach).casefold().split())
                found.append((words, i, reach))
        return found

    def negated(self, hit: Hit) -> bool:
        """Say whether a negator of the pack reaches a hit from within its clause."""
        if "negation" not in self.found:
            return False
        start, end, _ = hit
        ends = self._negators
        if ends is None:
            # Where negators end, in order.
            ends = sorted({-minus_end for _, minus_end, _ in self.found["negation"]})
            self._negators = ends
        nearest = bisect_right(ends, start)
        reaches = nearest > 0 and start - ends[nearest - 1] < self.small.reach
        if reaches and self._is_readable(ends[nearest - 1], start):
            return True
        after = bisect_right(ends, end)
        reached = after < len(ends) and ends[after] - end <= self.small.reach_after
        return reached and self._is_readable(end, ends[after])

    def _is_readable(self, start: int, end: int) -> bool:
        """Say whether some tokens stand in one clause."""
        return all(look.readable for look in self.looks[start:end])

    def near(self, group: str, hit: Hit) -> bool:
        """Say whether a booster or softener is right before a hit, one word off, or after it."""
        if group not in self.found:
            return False
        if not self._ends_of(group).isdisjoint(range(hit.start - _NEAR, hit.start + 1)):
            return True
        return hit.end in self._starts_of(group)

    def _starts_of(self, group: str) -> set[int]:
        """Return where the hits of a group start."""
        starts = self._starts.get(group)
        if starts is None:
            self._starts[group] = starts = {start for start, _, _ in self.found[group]}
        return starts

    def _ends_of(self, group: str) -> set[int]:
        """Return where the hits of a group end."""
        ends = self._ends.get(group)
        if ends is None:
            self._ends[group] = ends = {-minus_end for _, minus_end, _ in self.found[group]}
        return ends

    @property
    def last_sentence_start(self) -> int:
        """Index of the token that the last sentence with a word in it begins with."""
        tokens, mark, link = self.tokens, Kind.MARK, Kind.LINK
        i = len(tokens)
        while i and tokens[i - 1].kind >= link:
            i -= 1
        while i and tokens[i - 1].kind is not mark:
            i -= 1
        return i

    @property
    def commas(self) -> frozenset[int]:
        """Indexes of the tokens that have a comma or dash before them."""
        if self._commas is None:
            source, spans = self.source, self.spans
            self._commas = frozenset(
                i
                for i in range(1, len(spans))
                if spans[i][0] - spans[i - 1][1] > 1
                and not _COMMAS.isdisjoint(source[spans[i - 1][1] : spans[i][0]])
            )
        return self._commas

    @property
    def sentence_ends(self) -> list[int]:
        """Indexes after the last token of each sentence, in order."""
        if self._sentence_ends is None:
            known = self.small.abbreviations
            self._sentence_ends = sentence_ends(self.tokens, self.spans, self.source, known)
        return self._sentence_ends

    def sentence(self, i: int) -> int:
        """Return the number of the sentence that a token stands in, from 0."""
        return bisect_right(self.sentence_ends, i)


# Texts have many of these: they are made at half the cost of calling the class.
_span, _hit = partial(tuple.__new__, Span), partial(tuple.__new__, Hit)
_NEAR = 1
"""How many words may stand between a booster and what it boosts."""
_READ = frozenset((Kind.WORD, Kind.PART, Kind.NUMBER, Kind.DATE))
_OPENERS = frozenset((Kind.MARK, Kind.BREAK, Kind.HANDLE, Kind.EMOJI))
_COMMAS = frozenset(",\u060c\u3001\uff0c\u2013\u2014")

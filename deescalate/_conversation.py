"""Follow a conversation: its stage, its trend, what wears out, what stays open, what to do next.

What is known so far is kept in a `Course`, so that each turn costs only itself.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from deescalate._text import Kind
from deescalate.results import OpenQuestion, Stage, State, Trend, Worn

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from deescalate._pack import Pack
    from deescalate._reading import Reading
    from deescalate._schema import Technique, TechniqueRule
    from deescalate._text import Token
    from deescalate.results import Detection, Element, ElementName, Review, Span

__all__ = ["Course", "boundary", "emoji_for", "sentence_at", "technique"]

_RECENT = 3
"""How many customer turns the trend looks at."""
_ALIKE = 0.5
"""Two questions are one if they share this part of their words."""


@dataclass
class Course:
    """What is known of a conversation so far."""

    heats: deque[int] = field(default_factory=lambda: deque(maxlen=_RECENT))
    """The heat of the last customer turns, the newest last."""
    seen: Detection | None = None
    """The last customer turn."""
    review: Review | None = None
    """The last agent turn."""
    moved: bool = False
    """It passed the customer on."""
    shown: set[ElementName] = field(default_factory=set)
    """The elements that agents have shown so far."""
    open: list[OpenQuestion] = field(default_factory=list)
    transfers: int = 0
    holds: int = 0
    unsolved: int = 0
    """Replies in a row that had no solution, and agreed on nothing."""
    care: bool = False
    """Danger or grief was told; then nothing cheers."""
    rude: int = 0
    """Customer turns with insults or threats."""
    phrases: dict[str, int] = field(default_factory=dict)
    """What agents said to acknowledge, with the turn that said it first."""
    asked: list[tuple[int, frozenset[str]]] = field(default_factory=list)
    """What agents asked for, by the words of the matter, the latest last."""

    @property
    def stage(self) -> Stage:
        """Where the talk stands: by heat, thanks, questions and answers.

        Venting is heat of 3 or more, or of 2 that isn't falling. Connected is a satisfied
        customer, or a cool one who was answered and whose questions were all picked up. What is
        between them is softening.
        """
        if self.seen is None:
            return "connected"
        heat = self.heats[-1]
        before = self.heats[-2] if len(self.heats) > 1 else 0
        if heat >= State.FRUSTRATED.heat or (heat >= State.WORRIED.heat and heat >= before):
            return "venting"
        cool = heat <= State.CONFUSED.heat and "guide" in self.shown and not self.open
        return "connected" if cool or self.seen.state is State.SATISFIED else "softening"

    @property
    def trend(self) -> Trend:
        """Where the heat of the last three customer turns goes."""
        change = self.heats[-1] - self.heats[0] if self.heats else 0
        return "rising" if change > 0 else "falling" if change < 0 else "steady"

    def hear(self, seen: Detection, *, asks: bool) -> None:
        """Take up a customer's turn; who is cool and asks no more lets earlier questions go."""
        self.seen = seen
        self.heats.append(seen.heat)
        if seen.state is State.SATISFIED or (seen.heat <= State.CONFUSED.heat and not asks):
            self.open = []
        self.rude += any(signal.name in ("abuse", "threat") for signal in seen.signals)

    def say(self, pack: Pack, turn: int, review: Review, reading: Reading) -> list[Worn]:
        """Take up an agent's turn; return what was said or asked before."""
        self.review = review
        shown = {name for name, element in review.elements.items() if _is_shown(element)}
        self.shown |= shown
        self.unsolved = self.unsolved + 1 if shown.isdisjoint(_MOVES) else 0
        self.moved = bool(reading.own_hits("answer.transfers"))
        self.transfers += self.moved
        self.holds += bool(reading.own_hits("answer.holds"))
        return [
            *self._worn_phrases(turn, review, reading),
            *self._worn_questions(pack, turn, reading),
        ]

    def leave_open(self, question: OpenQuestion) -> None:
        """Take up a question that a reply didn't pick up; a word or two only echo the talk."""
        if question not in self.open and len(question.text.split()) > _ECHO:
            self.open = [*self.open[-_KEPT_OPEN:], question]

    def _worn_phrases(self, turn: int, review: Review, reading: Reading) -> Iterator[Worn]:
        """Yield the first words of each sentence that acknowledges as an earlier one did."""
        sentences = set()
        for each in review.elements["acknowledge"].evidence if review.elements else ():
            words = " ".join(each.text.casefold().split())
            first = self.phrases.setdefault(words, turn)
            sentence = reading.sentence(bisect_right(reading.edges[::2], each.span.start) - 1)
            if first != turn and each.weight > 0 and sentence not in sentences:
                sentences.add(sentence)
                yield Worn(kind="phrase", turn=turn, first=first, text=each.text, span=each.span)

    def _worn_questions(self, pack: Pack, turn: int, reading: Reading) -> Iterator[Worn]:
        start = 0
        for end in reading.sentence_ends:
            if reading.tokens[end - 1].folded == "?":
                words = _matter(pack, reading.tokens[start:end])
                first = self._asked_before(turn, words)
                if first is not None:
                    span = reading.span(start, end)
                    text = reading.text(start, end)
                    yield Worn(kind="question", turn=turn, first=first, text=text, span=span)
                elif words:
                    self.asked = [*self.asked[-_KEPT_ASKED:], (turn, words)]
            start = end

    def _asked_before(self, turn: int, words: frozenset[str]) -> int | None:
        for first, before in self.asked:
            if first != turn and len(words & before) > _ALIKE * len(words | before):
                return first
        return None


def _is_shown(element: Element) -> bool:
    """Say whether a reply holds an element: a plain fact may guide, but it moves nothing on."""
    return element.present and (element.name != "guide" or element.strength == "strong")


_MOVES = ("guide", "agree")
"""What moves the matter on: a reply with none of these is no solution, nor on the way to one."""
_ECHO = 2
_KEPT_OPEN, _KEPT_ASKED = 5, 50
"""How many open questions and asked ones are kept in mind, so that a turn costs only itself."""


def _matter(pack: Pack, tokens: Sequence[Token]) -> frozenset[str]:
    """Return the words that a question is about: all but the small ones, stems where known."""
    ranks = pack.lexicon.small.ranks
    return frozenset(
        stem or token.folded
        for token, stem in zip(tokens, pack.stems.of(tokens), strict=True)
        if stem or (token.kind is Kind.WORD and ranks.get(token.folded, _SMALL) >= _SMALL)
    )


_SMALL = 100
"""So many of the most common words say nothing of what is asked for."""


class Sentence(NamedTuple):
    """A sentence of a text."""

    text: str
    span: Span


def sentence_at(reading: Reading, place: int) -> Sentence | None:
    """Return the sentence that a character stands in; ``None`` if there is none."""
    i = bisect_right(reading.edges[::2], place) - 1
    if not 0 <= i < len(reading.tokens):
        return None
    number, ends = reading.sentence(i), reading.sentence_ends
    start, end = ends[number - 1] if number else 0, ends[number]
    return Sentence(reading.text(start, end), reading.span(start, end))


def technique(pack: Pack, course: Course, channel: str | None, *, hand_over: bool) -> Technique:
    """Return the technique to use next: the first row of the table that fits."""
    for row in pack.common.conversation.technique:
        if row.hand_over == hand_over and _fits(row, course, channel):
            return row.name
    return "listen"


def _fits(row: TechniqueRule, course: Course, channel: str | None) -> bool:
    signals = {signal.name for signal in course.seen.signals} if course.seen else set()
    state = course.seen.state if course.seen else None
    return (
        (not row.stages or course.stage in row.stages)
        and (not row.states or state in row.states)
        and (not row.signals or not signals.isdisjoint(row.signals))
        and (not row.trends or course.trend in row.trends)
        and (not row.channels or channel in row.channels)
        and course.shown.issuperset(row.shown)
        and course.shown.isdisjoint(row.not_shown)
        and (row.unsolved is None or row.unsolved == _is_unsolved(course))
        and course.holds >= row.holds
    )


def _is_unsolved(course: Course) -> bool:
    """Say whether the last reply agreed on something but had no solution."""
    guide = course.review.elements.get("guide") if course.review else None
    return guide is not None and guide.expected and not _is_shown(guide)


def emoji_for(pack: Pack, course: Course, channel: str | None) -> tuple[str, ...]:
    """Return the emoji that soften a reply to the customer's state on a channel."""
    if course.care:
        return ()
    state = course.seen.state if course.seen else None
    for row in pack.common.emoji.fitting:
        fits = not row.states or state in row.states
        if fits and (not row.channels or channel in row.channels):
            return row.emoji
    return ()


def boundary(pack: Pack, course: Course) -> str:
    """Return what to say to insults: the limit, then the offer to go on, at last the end."""
    said = pack.phrases.boundaries
    if course.rude <= 1:
        return said.limit
    return f"{said.limit} {said.offer}" if course.rude <= _PATIENCE else said.end


_PATIENCE = 2
"""After how many rude turns the talk ends."""

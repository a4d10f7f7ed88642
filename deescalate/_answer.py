"""Compare a reply with the message it answers: it should pick up what the customer said.

The customer's words for the matter are found again in any form, amounts and times by what they
are, a question by an answer of its kind. What is not found again is named, with its place in the
customer's message.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, NamedTuple

from deescalate._text import Kind
from deescalate._values import parse_number
from deescalate.results import LeftOpen, Span, maker

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from deescalate._pack import Pack
    from deescalate._reading import Hit, Reading
    from deescalate._schema import AnswerTable
    from deescalate.results import Element, ElementName, OpenKind, Signal, SignalName

__all__ = ["Heard", "asks_why", "hear", "left_open", "told", "uncared"]

_make_left_open = maker(LeftOpen)
_MATTERS: tuple[SignalName, ...] = (
    "defect",
    "outage",
    "money",
    "poor_service",
    "security",
    "long_wait",
)
"""The signals that name a concern."""
_WAITS: tuple[SignalName, ...] = ("long_wait", "repeat_contact")
_ANSWERS: tuple[ElementName, ...] = ("guide", "agree")
_NUMBERED = re.compile(r"\w*\d\w*\d\w*\d\w*\d\w*")
"""Four digits or more: a number that things are likely to be filed under."""
_CLAUSE = 25
"""How far a clause is followed on each side of what it tells."""
_NAME = 3
"""How many words a greeting may greet."""


class Heard(NamedTuple):
    """What a reply has to do with the message that it answers."""

    message: Reading
    stems: tuple[str, ...]
    """What each token of the message says of the matter; empty for most."""
    echoes: dict[int, str]
    """The tokens of the reply that pick up a word of the message, with its stem."""


def hear(pack: Pack, reply: Reading, message: Reading) -> Heard:
    """Return which words of a message a reply picks up."""
    stems = tuple(pack.stems.of(message.tokens))
    asked = {stem for i, stem in enumerate(stems) if stem and not _is_quoted(message, i)}
    echoes = {i: stem for i, stem in enumerate(pack.stems.of(reply.tokens)) if stem in asked}
    if echoes:
        greeted = _greeted(reply)
        echoes = {i: stem for i, stem in echoes.items() if i not in greeted}
    return Heard(message, stems, echoes)


def _is_quoted(reading: Reading, i: int) -> bool:
    return bool(reading.quotations) and reading.quoted(i, i + 1)


def _greeted(reply: Reading) -> set[int]:
    """Return the tokens that are the name of whom the reply greets: no acknowledgement."""
    names: set[int] = set()
    for hit in reply.hits("answer.greets"):
        for i in range(hit.end, min(hit.end + _NAME, len(reply.tokens))):
            written = reply.text(i, i + 1)
            if i in reply.commas or reply.tokens[i].kind >= Kind.LINK or written[0].islower():
                break
            names.add(i)
    return names


def _said(reading: Reading, name: str) -> list[Hit]:
    """Return where a text says something, by one of the lists of cues for comparing."""
    hits = reading.hits(name) if name in reading.found else []
    return [hit for hit in hits if not reading.quoted(hit.start, hit.end)]


_TOLD = "bereavement"


def told(message: Reading) -> frozenset[str]:
    """Return what a message tells that matters to the reply alone, beside its signals."""
    return frozenset((_TOLD,) if _said(message, f"signal.{_TOLD}") else ())


def asks_why(message: Reading) -> bool:
    """Say whether a customer asks for a reason."""
    return bool(_said(message, "signal.asks_why"))


def uncared(
    pack: Pack,
    reply: Reading,
    message: Reading,
    signals: Sequence[Signal],
    wanted: Mapping[OpenKind, str],
) -> tuple[LeftOpen, ...]:
    """Return what a message about harm or loss calls for and the reply doesn't name.

    `wanted` is what it calls for, each with the signal that does.
    """
    if pack.elements is None:
        return ()
    places: dict[str, Span] = {signal.name: signal.spans[0] for signal in signals}
    for hit in _said(message, f"signal.{_TOLD}")[:1]:
        places[_TOLD] = message.span(hit.start, hit.end)
    return tuple(
        _open(pack.elements.answer, kind, message, places[name])
        for kind, name in wanted.items()
        if not _said(reply, f"answer.{kind}")
    )


def _open(table: AnswerTable, kind: OpenKind, message: Reading, span: Span) -> LeftOpen:
    text = message.source[span.start : span.end]
    return _make_left_open(kind=kind, text=text, span=span, advice=table.advice.get(kind, ""))


def left_open(
    pack: Pack,
    reply: Reading,
    heard: Heard,
    signals: Sequence[Signal],
    elements: Mapping[ElementName, Element],
) -> tuple[LeftOpen, ...]:
    """Return what a message holds and the reply doesn't pick up, in the order of the message."""
    if pack.elements is None:
        return ()
    judge = _Judge(reply, heard, signals, elements)
    found = sorted(set(judge.all()), key=lambda each: (each[1], each[0]))
    return tuple(_open(pack.elements.answer, kind, heard.message, span) for kind, span in found)


class _Judge:
    """Goes through what a message holds, and yields what the reply leaves open."""

    def __init__(
        self,
        reply: Reading,
        heard: Heard,
        signals: Sequence[Signal],
        elements: Mapping[ElementName, Element],
    ) -> None:
        self.reply = reply
        self.message = heard.message
        self.heard = heard
        self.signals = {signal.name: signal for signal in signals}
        self.picked_up = set(heard.echoes.values())
        self.answers = any(name in elements and elements[name].evidence for name in _ANSWERS)
        self.times = reply.values_of("time")

    def all(self) -> Iterator[tuple[OpenKind, Span]]:
        """Yield all that is left open."""
        yield from self.concerns()
        yield from self.questions()
        yield from self.dates()
        yield from self.amounts()
        yield from self.references()
        yield from self.contacts()

    def concerns(self) -> Iterator[tuple[OpenKind, Span]]:
        """Yield the places that name the matter, if the reply repeats no word of theirs."""
        named = [self.signals[name] for name in _MATTERS if name in self.signals]
        whole = set(self.heard.stems) - {""}
        if whole and not (named and self.picked_up) and self.picked_up.isdisjoint(whole):
            yield "concern", self._matter(named)
            return
        for signal in named:
            words = {stem for span in signal.spans for stem in self._around(span)}
            if words and words.isdisjoint(self.picked_up) and not self._says_wait(signal):
                yield "concern", signal.spans[0]

    def _says_wait(self, signal: Signal) -> bool:
        return signal.name in _WAITS and bool(_said(self.reply, "answer.again"))

    def _matter(self, named: Sequence[Signal]) -> Span:
        """Return the place to point at if nothing at all was picked up."""
        if named:
            return named[0].spans[0]
        first = next(i for i, stem in enumerate(self.heard.stems) if stem)
        last = first + 1
        stems = self.heard.stems
        while last < len(stems) and stems[last]:
            last += 1
        return self.message.span(first, last)

    def _around(self, span: Span) -> set[str]:
        """Return the words of the matter in the clause that a place stands in."""
        first, last = self._tokens(span)
        tokens, commas = self.message.tokens, self.message.commas
        least, most = max(first - _CLAUSE, 0), min(last + _CLAUSE, len(tokens))
        while first > least and tokens[first - 1].kind < Kind.MARK and first not in commas:
            first -= 1
        while last < most and tokens[last].kind < Kind.MARK and last not in commas:
            last += 1
        return {stem for stem in self.heard.stems[first:last] if stem}

    def _tokens(self, span: Span) -> tuple[int, int]:
        """Return the first token of a place, and the one after the last."""
        spans = self.message.spans
        return bisect_right(spans, span.start, key=_end), bisect_left(spans, span.end, key=_start)

    def _told_in(self, *names: SignalName) -> set[int]:
        """Return the tokens in which the message tells of any of some signals."""
        told_in = [
            span for name in names if name in self.signals for span in self.signals[name].spans
        ]
        return {i for span in told_in for i in range(*self._tokens(span))}

    def questions(self) -> Iterator[tuple[OpenKind, Span]]:
        """Yield the questions that get no answer of their kind."""
        message = self.message
        times = _sentences(message, _said(message, "signal.asks_time"))
        amounts = _sentences(message, _said(message, "signal.asks_amount"))
        for number, (first, last) in self._asked():
            span = message.span(first, last)
            if number in times:
                if not self.times and not self._promised():
                    yield "question", span
            elif number in amounts:
                counted = self.reply.values_of("money") or self.reply.values_of("n")
                if not counted and not self._promised():
                    yield "question", span
            elif not self.answers:
                yield "question", span

    def _promised(self) -> bool:
        agreed = self.reply.hits("element.agree")
        return any(cue.list.strength != "none" and cue.list.name != "time" for _, _, cue in agreed)

    def _asked(self) -> Iterator[tuple[int, tuple[int, int]]]:
        """Yield the sentences that ask, with their numbers, but for those that only vent."""
        message = self.message
        asks = _sentences(message, _said(message, "signal.asks"))
        vents = _sentences(
            message, [hit for hit in message.hits("state") if hit.cue.list.name in _VENTING]
        )
        start = 0
        for number, end in enumerate(message.sentence_ends):
            asking = message.tokens[end - 1].folded == "?" and not _is_quoted(message, start)
            if (asking and number not in vents) or number in asks:
                yield number, (start, end)
            start = end

    def dates(self) -> Iterator[tuple[OpenKind, Span]]:
        """Yield the deadline and the times that the reply doesn't speak of."""
        message = self.message
        deadline = self.signals.get("deadline")
        theirs = {text for text, _, _ in self.times}
        known = self._told_in("deadline")
        if self._waiting():
            known |= self._told_in(*_WAITS)
        for text, start, end in message.values_of("time"):
            fresh = text not in theirs and known.isdisjoint(range(start, end))
            if fresh and self._is_dated(start, end):
                yield "time", message.span(start, end)
        if deadline and not self.times:
            yield "deadline", deadline.spans[0]

    def _is_dated(self, start: int, end: int) -> bool:
        """Say whether a time is one that can be checked: it holds a number or a date."""
        tokens = self.message.tokens[start:end]
        return any(token.kind in _DATED or token.number is not None for token in tokens)

    def _waiting(self) -> bool:
        """Say whether the reply speaks of the wait."""
        return bool(_said(self.reply, "answer.again"))

    def amounts(self) -> Iterator[tuple[OpenKind, Span]]:
        """Yield the amounts of money that the reply doesn't name."""
        theirs = {_digits(text) for text, _, _ in self.reply.values_of("money")}
        theirs |= {_digits(text) for text, _, _ in self.reply.values_of("n")}
        seen: set[object] = set()
        for text, start, end in self.message.values_of("money"):
            digits = _digits(text)
            if digits not in theirs and digits not in seen:
                seen.add(digits)
                yield "amount", self.message.span(start, end)

    def references(self) -> Iterator[tuple[OpenKind, Span]]:
        """Yield the numbers that things are filed under, if the reply doesn't repeat them."""
        matches = list(_NUMBERED.finditer(self.message.source, 0, self.message.tail))
        if not matches:
            return
        theirs = self.reply.source.casefold()
        message, starts = self.message, [start for start, _ in self.message.spans]
        valued = {
            i
            for kind in ("time", "money")
            for _, start, end in message.values_of(kind)
            for i in range(start, end)
        }
        for match in matches:
            i = bisect_right(starts, match.start()) - 1
            plain = i >= 0 and message.tokens[i].kind in (Kind.WORD, Kind.NUMBER)
            if plain and i not in valued and match[0].casefold() not in theirs:
                yield "number", Span(*match.span())

    def contacts(self) -> Iterator[tuple[OpenKind, Span]]:
        """Yield that it isn't the first contact, if the reply doesn't speak of it."""
        signal = self.signals.get("repeat_contact")
        if signal and not _said(self.reply, "answer.again"):
            yield "repeat_contact", signal.spans[0]


_VENTING = ("angry", "frustrated")
_DATED = (Kind.NUMBER, Kind.DATE)


def _start(span: tuple[int, int]) -> int:
    return span[0]


def _end(span: tuple[int, int]) -> int:
    return span[1]


def _sentences(reading: Reading, hits: Sequence[Hit]) -> set[int]:
    """Return the numbers of the sentences in which hits begin."""
    return {reading.sentence(hit.start) for hit in hits}


def _digits(text: str) -> float | int | str:
    """Return the number in an amount, however it is written."""
    digits = "".join(sign for sign in text if sign.isdigit() or sign in ".,")
    number = parse_number(digits.strip(".,")) if any(sign.isdigit() for sign in digits) else None
    return text if number is None else number

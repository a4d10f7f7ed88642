"""Check a reply for the four elements of an empathetic reply, by their parts."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

from deescalate.results import Element, ElementName, Evidence, maker

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from deescalate._pack import Pack
    from deescalate._reading import Hit, Reading
    from deescalate._schema import ElementTable
    from deescalate.results import Span

__all__ = ["read_elements"]

Strength = Literal["strong", "weak", "none"]
_WEIGHTS = {"strong": 1.0, "weak": 0.5, "none": 0.0}
_make_element, _make_evidence = maker(Element), maker(Evidence)
_ENOUGH = _WEIGHTS["strong"]
"""An element is there from one strong sign, or from two different weak ones."""
_CONCERNED = frozenset(("apology", "validation", "feeling", "ownership"))
"""The parts of ``acknowledge`` beside which a word of the customer's names their concern."""
_MESSAGE = "message"
_OF_FACTS: ElementName = "guide"
"""Any plain fact may guide, so one weak sign is enough. But excuses and refusals are facts too: in
a reply that pushes the customer away it takes as much as of the other elements."""


def read_elements(
    pack: Pack,
    reading: Reading,
    echoes: Mapping[int, str] = MappingProxyType({}),
    needless: Collection[ElementName] = (),
    spoiled: Collection[Span] = (),
) -> dict[ElementName, Element]:
    """Return the four elements of a reply; empty for a pack that knows none.

    `echoes` are the tokens that pick up a word of the customer's for the matter, with its stem;
    `needless` are the elements that nobody expects here; `spoiled` are the places where what
    looks like guidance pushes the customer away.
    """
    if pack.elements is None:
        return {}
    return {
        name: _element(
            name,
            reading,
            table,
            echoes,
            spoiled if name == _OF_FACTS else (),
            enough=_WEIGHTS["weak"] if name == _OF_FACTS and not spoiled else _ENOUGH,
            expected=name not in needless,
        )
        for name, table in pack.elements.each()
    }


def _element(  # noqa: PLR0913 - what decides of an element, each by its name
    name: ElementName,
    reading: Reading,
    table: ElementTable,
    echoes: Mapping[int, str],
    spoiled: Collection[Span],
    *,
    enough: float,
    expected: bool,
) -> Element:
    hits = [
        hit
        for hit in reading.hits(f"element.{name}")
        if hit.cue.list.strength != "none"
        and not reading.quoted(hit.start, hit.end)
        and not (spoiled and _lies_in(reading.span(hit.start, hit.end), spoiled))
    ]
    evidence = [_evidence(reading, hit) for hit in hits]
    weight = _weight(hits)
    if echoes and name == "acknowledge":
        restated = list(_restated(reading, hits, echoes))
        weight += len(restated)
        evidence = sorted([*evidence, *restated], key=_by_span)
    present = weight >= enough
    strength: Strength = "strong" if weight >= _ENOUGH else "weak" if hits else "none"
    return _make_element(
        name=name,
        present=present,
        expected=expected,
        strength=strength,
        parts=tuple(dict.fromkeys(each.speaks_for for each in evidence)),
        evidence=tuple(evidence),
        advice=None if present else table.advice,
        sample=None if present else table.samples[0],
    )


def _lies_in(span: Span, places: Collection[Span]) -> bool:
    return any(span.start < place.end and place.start < span.end for place in places)


def _by_span(evidence: Evidence) -> Span:
    return evidence.span


def _restated(
    reading: Reading, hits: Sequence[Hit], echoes: Mapping[int, str]
) -> Iterator[Evidence]:
    """Yield the customer's words that stand beside a sign of concern, one for each sentence."""
    concerned = {reading.sentence(hit.start) for hit in hits if hit.cue.list.name in _CONCERNED}
    for i, stem in echoes.items():
        sentence = reading.sentence(i)
        if sentence in concerned and not reading.quoted(i, i + 1):
            concerned.remove(sentence)
            span = reading.span(i, i + 1)
            yield _make_evidence(
                span=span,
                text=reading.source[span.start : span.end],
                speaks_for="restated",
                weight=1.0,
                cue=stem,
                source=_MESSAGE,
            )


def _weight(hits: Sequence[Hit]) -> float:
    """Return the weight of all signs; the same words twice are one sign."""
    different = {hit.cue.text: _WEIGHTS[hit.cue.list.strength] for hit in hits}
    return sum(different.values())


def _evidence(reading: Reading, hit: Hit) -> Evidence:
    span = reading.span(hit.start, hit.end)
    return _make_evidence(
        span=span,
        text=reading.source[span.start : span.end],
        speaks_for=hit.cue.list.name,
        weight=_WEIGHTS[hit.cue.list.strength],
        cue=hit.cue.text,
        source=hit.cue.source,
    )

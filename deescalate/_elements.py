"""Check a reply for the four elements of an empathetic reply, by their parts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from deescalate.results import Element, ElementName, Evidence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from deescalate._pack import Pack
    from deescalate._reading import Hit, Reading

__all__ = ["read_elements"]

Strength = Literal["strong", "weak", "none"]
_WEIGHTS = {"strong": 1.0, "weak": 0.5, "none": 0.0}
_ENOUGH = 1.0
"""An element is there from one strong sign, or from two different weak ones."""


def read_elements(pack: Pack, reading: Reading) -> dict[ElementName, Element]:
    """Return the four elements of a reply; empty for a pack that knows none."""
    if pack.elements is None:
        return {}
    return {
        name: _element(name, reading, table.advice, table.samples[0])
        for name, table in pack.elements.each()
    }


def _element(name: ElementName, reading: Reading, advice: str, sample: str) -> Element:
    hits = [
        hit
        for hit in reading.hits(f"element.{name}")
        if hit.cue.list.strength != "none" and not reading.quoted(hit.start, hit.end)
    ]
    weight = _weight(hits)
    present = weight >= _ENOUGH
    strength: Strength = "strong" if present else "weak" if hits else "none"
    return Element(
        name=name,
        present=present,
        expected=True,
        strength=strength,
        parts=tuple(dict.fromkeys(hit.cue.list.name for hit in hits)),
        evidence=tuple(_evidence(reading, hit) for hit in hits),
        advice=None if present else advice,
        sample=None if present else sample,
    )


def _weight(hits: Sequence[Hit]) -> float:
    """Return the weight of all signs; the same words twice are one sign."""
    different = {hit.cue.text: _WEIGHTS[hit.cue.list.strength] for hit in hits}
    return sum(different.values())


def _evidence(reading: Reading, hit: Hit) -> Evidence:
    span = reading.span(hit.start, hit.end)
    return Evidence(
        span=span,
        text=reading.source[span.start : span.end],
        speaks_for=hit.cue.list.name,
        weight=_WEIGHTS[hit.cue.list.strength],
        cue=hit.cue.text,
        source=hit.cue.source,
    )

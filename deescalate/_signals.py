"""Read the signals in a message, with their values, and what they ask of the queue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deescalate.results import SIGNALS, Escalation, Signal, SignalName, Span, State, maker

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from deescalate._pack import Pack
    from deescalate._reading import Hit, Reading

__all__ = ["escalation", "read_signals", "signal_hits"]

_VALUES = {"repeat_contact": "n", "long_wait": "time", "deadline": "time", "money": "money"}
"""The signals that carry a value, and which kind it is."""
_NAMES = {f"signal.{name}": name for name in SIGNALS}
_RANKS = {group: rank for rank, group in enumerate(_NAMES)}
_make_signal, _make_escalation = maker(Signal), maker(Escalation)
_NONE = _make_escalation(level="none", to=None, why=())


def signal_hits(reading: Reading) -> dict[SignalName, list[Hit]]:
    """Return the hits of each signal that the writer says in their own words."""
    groups = [group for group in reading.found if group in _NAMES]
    if len(groups) > 1:
        groups.sort(key=_RANKS.__getitem__)
    found = {_NAMES[group]: hits for group in groups if (hits := reading.own_hits(group))}
    return _heeding(found) if len(found) > 1 else found


def _heeding(found: dict[SignalName, list[Hit]]) -> dict[SignalName, list[Hit]]:
    """Leave out the hits of lists that yield to another signal with as many hits or more."""
    counts: dict[str, int] = {name: len(hits) for name, hits in found.items()}
    heeded = {}
    for name, hits in found.items():
        own = counts[name]
        kept = [
            hit
            for hit in hits
            if not (others := hit.cue.list.yields_to)
            or not any(counts.get(other, 0) >= own for other in others)
        ]
        if kept:
            heeded[name] = kept
    return heeded


def read_signals(
    reading: Reading, found: Mapping[SignalName, Sequence[Hit]]
) -> tuple[Signal, ...]:
    """Return the signals of a message in the order in which they first show."""
    signals = [_signal(reading, name, hits) for name, hits in found.items()]
    if len(signals) > 1:
        signals.sort(key=_by_first_span)
    return tuple(signals)


def _by_first_span(signal: Signal) -> Span:
    return signal.spans[0]


def _signal(reading: Reading, name: SignalName, hits: Sequence[Hit]) -> Signal:
    spans = tuple([reading.span(hit.start, hit.end) for hit in hits])
    return _make_signal(
        name=name,
        spans=spans,
        text=reading.source[spans[0].start : spans[0].end],
        value=_value(reading, name, hits),
        cue=hits[0].cue.text,
        source=hits[0].cue.source,
    )


def _value(reading: Reading, name: str, hits: Sequence[Hit]) -> int | float | str | None:
    """Return the first value of the signal's kind in its hits; of counts the highest."""
    kind = _VALUES.get(name)
    if not kind or not reading.values:
        return None
    if kind == "n":
        return max((count for hit in hits for count in _counts(reading, hit)), default=None)
    for hit in hits:
        for i in range(hit.start, hit.end):
            for value in reversed(reading.values.get(i, ())):
                if value.kind == kind and value.end <= hit.end:
                    return value.value
    return None


def _counts(reading: Reading, hit: Hit) -> Iterator[int | float]:
    """Yield the numbers that a cue's slots and brackets caught, but for times and amounts.

    What stands in a gap of a cue may be anything, such as the number of a ticket.
    """
    values = reading.values
    if values.keys().isdisjoint(range(hit.start, hit.end)):
        return
    for start, end in reading.captured(hit).values():
        for i in range(start, end):
            begun = values.get(i, ())
            if all(value.kind == "n" for value in begun):
                yield from (value.value for value in begun if not isinstance(value.value, str))


def escalation(pack: Pack, state: State, signals: Sequence[Signal]) -> Escalation:
    """Return the first row of the escalation table that fits a state and signals."""
    for row in pack.common.escalation[state, tuple([signal.name for signal in signals])]:
        named = [signal for signal in signals if signal.name in row.signals]
        if row.at_least is None or any(_reaches(each, row.at_least) for each in named):
            why = (row.why, *[f"{signal.name}: {signal.text}" for signal in named])
            return _make_escalation(level=row.level, to=row.to, why=why)
    return _NONE


def _reaches(signal: Signal, count: float) -> bool:
    return isinstance(signal.value, int | float) and signal.value >= count

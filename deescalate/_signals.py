"""Read the signals in a message, with their values, and what they ask of the queue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deescalate.results import SIGNALS, Escalation, Signal, SignalName, Span, State, maker

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from deescalate._pack import Pack
    from deescalate._reading import Hit, Reading

__all__ = ["escalation", "read_signals", "signal_hits"]

_VALUES = {"repeat_contact": "n", "long_wait": "time", "deadline": "time", "money": "money"}
"""The signals that carry a value, and which kind it is."""
_GROUPS = tuple((name, f"signal.{name}") for name in SIGNALS)
_make_signal = maker(Signal)


def signal_hits(reading: Reading) -> dict[SignalName, list[Hit]]:
    """Return the hits of each signal that the writer says in their own words."""
    found = {}
    for name, group in _GROUPS:
        if group in reading.found:
            hits = reading.own_hits(group)
            if hits:
                found[name] = hits
    return found


def read_signals(
    reading: Reading, found: Mapping[SignalName, Sequence[Hit]]
) -> tuple[Signal, ...]:
    """Return the signals of a message in the order in which they first show."""
    signals = [_signal(reading, name, hits) for name, hits in found.items()]
    signals.sort(key=_by_first_span)
    return tuple(signals)


def _by_first_span(signal: Signal) -> Span:
    return signal.spans[0]


def _signal(reading: Reading, name: SignalName, hits: Sequence[Hit]) -> Signal:
    spans = tuple([reading.span(hit.start, hit.end) for hit in hits])
    return _make_signal(
        {
            "name": name,
            "spans": spans,
            "text": reading.source[spans[0].start : spans[0].end],
            "value": _value(reading, name, hits),
            "cue": hits[0].cue.text,
            "source": hits[0].cue.source,
        }
    )


def _value(reading: Reading, name: str, hits: Sequence[Hit]) -> int | float | str | None:
    """Return the first value of the signal's kind in its hits; of counts the highest."""
    kind = _VALUES.get(name)
    if not kind or not reading.values:
        return None
    values = [
        value.value
        for hit in hits
        for i in range(hit.start, hit.end)
        for value in reversed(reading.values.get(i, ()))
        if value.kind == kind and value.end <= hit.end
    ]
    if not values:
        return None
    numbers = [value for value in values if not isinstance(value, str)]
    return max(numbers) if numbers else values[0]


def escalation(pack: Pack, state: State, signals: Sequence[Signal]) -> Escalation:
    """Return the first row of the escalation table that fits a state and signals."""
    by_name = {signal.name: signal for signal in signals}
    names = by_name.keys()
    for row in pack.common.escalation.rule:
        if row.states and state not in row.states:
            continue
        if row.signals and names.isdisjoint(row.signals):
            continue
        named = [by_name[name] for name in row.signals if name in by_name]
        if row.at_least is not None and not any(_reaches(each, row.at_least) for each in named):
            continue
        why = (row.why, *(f"{signal.name}: {signal.text}" for signal in named))
        return Escalation(level=row.level, to=row.to, why=why)
    return Escalation(level="none")


def _reaches(signal: Signal, count: float) -> bool:
    return isinstance(signal.value, int | float) and signal.value >= count

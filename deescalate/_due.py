"""Tell when the time of a promise is over, reckoned from when it was made.

There is no clock here: the times are given.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from deescalate._lexicon import REPLY

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from deescalate._pack import Pack
    from deescalate._reading import Hit, Reading

__all__ = ["due"]

_LENGTHS = {
    "minutes": timedelta(minutes=1),
    "hours": timedelta(hours=1),
    "days": timedelta(days=1),
    "weeks": timedelta(weeks=1),
    "months": timedelta(days=30),
}
_DAYS = {"today": 0, "tomorrow": 1}
_CLOCK = re.compile(r"(?P<hour>[01]?\d|2[0-4])[:.](?P<minute>[0-5]\d)\Z")
_NOON = 12
_DAY_HOURS = 24
_OPENS = 8
"""An hour before this, said of either half of the day, is one after noon."""


class _Named(NamedTuple):
    """A time that a sentence names."""

    kind: str
    number: int
    """Of a weekday or month, from 0."""
    start: int
    end: int
    counted: float | None
    """The number that belongs to it."""


def due(pack: Pack, sentence: str, at: datetime) -> datetime | None:
    """Return when the latest time that a sentence names is over, said at a time.

    A duration counts from then on, a working day as any other; a day lasts until its end; a time
    of day is the next one. ``None`` if no time in it can be reckoned.
    """
    reading = pack.calendar.read(sentence, REPLY)
    named = [_named(reading, hit) for hit in reading.hits("calendar")]
    days = [day for day in _days(reading, named, at) if day is not None]
    hour = _hour(reading, named)
    if hour is None:
        return max((*days, *_durations(named, at)), default=None)
    day = max(days, default=at)
    then = day.replace(hour=0, minute=0, second=0, microsecond=0) + hour
    return then if days or then >= at else then + timedelta(days=1)


def _named(reading: Reading, hit: Hit) -> _Named:
    kind, _, number = hit.cue.list.name.partition(" ")
    return _Named(kind, int(number or 0), hit.start, hit.end, _count(reading, hit))


def _count(reading: Reading, hit: Hit) -> float | None:
    """Return the number in a hit, else the one that ends where it begins."""
    within = [_number_at(reading, i) for i in range(hit.start, hit.end)]
    before = [
        value.value
        for i in range(max(hit.start - _LONGEST, 0), hit.start)
        for value in reading.values.get(i, ())
        if value.kind == "n" and value.end == hit.start and not isinstance(value.value, str)
    ]
    own = reading.tokens[hit.start - 1].number if hit.start else None
    return next((each for each in (*within, *before, own) if each is not None), None)


_LONGEST = 4
"""Tokens of the longest number that is spelt out."""


def _number_at(reading: Reading, i: int) -> float | None:
    numbers = [
        value.value
        for value in reading.values.get(i, ())
        if value.kind == "n" and not isinstance(value.value, str)
    ]
    return numbers[-1] if numbers else reading.tokens[i].number


def _durations(named: Sequence[_Named], at: datetime) -> Iterator[datetime]:
    """Yield when durations are over, but for the days of dates."""
    dated = {after.start for before, after in pairwise(named) if before.kind == "month"}
    for each in named:
        if each.kind in _LENGTHS and each.start not in dated:
            yield at + _LENGTHS[each.kind] * (each.counted or 1)


def _days(reading: Reading, named: Sequence[_Named], at: datetime) -> Iterator[datetime | None]:
    """Yield the ends of the days that are named."""
    for each in named:
        if each.kind in _DAYS:
            yield _end_of(at + timedelta(days=_DAYS[each.kind]))
        elif each.kind == "weekday":
            yield _end_of(at + timedelta(days=(each.number - at.weekday()) % 7 or 7))
        elif each.kind == "month":
            after = reading.tokens[each.end].number if each.end < len(reading.tokens) else None
            before = reading.tokens[each.start - 1].number if each.start else None
            yield _end_of_date(at, each.number + 1, int(after or before or 0))


def _hour(reading: Reading, named: Sequence[_Named]) -> timedelta | None:
    """Return the latest time of day that a sentence names, as the time since midnight."""
    pairs = (_CLOCK.match(token.folded) for token in reading.tokens)
    found = [(int(each["hour"]), int(each["minute"])) for each in pairs if each]
    found += [(_said(each), 0) for each in named if _tells_hour(each)]
    found += [(_NOON, 0) for each in named if each.kind == "noon"]
    if not found:
        return None
    hour, minute = max(found)
    late = hour < _NOON and any(each.kind == "afternoon" for each in named)
    return timedelta(hours=hour + _NOON * late, minutes=minute)


def _tells_hour(each: _Named) -> bool:
    hours = each.kind in ("clock", "either", "afternoon")
    return hours and each.counted is not None and each.counted <= _DAY_HOURS


def _said(each: _Named) -> int:
    hour = int(each.counted or 0)
    return hour + _NOON if each.kind == "either" and hour < _OPENS else hour


def _end_of(day: datetime) -> datetime:
    return day.replace(hour=23, minute=59, second=59, microsecond=0)


def _end_of_date(at: datetime, month: int, day: int) -> datetime | None:
    """Return the end of the next such date; ``None`` if there is no such day."""
    for year in (at.year, at.year + 1):
        try:
            then = _end_of(at.replace(year=year, month=month, day=day))
        except ValueError:
            return None
        if then >= at:
            return then
    return None

"""Tell when the time of a promise is over, reckoned from when it was made.

There is no clock here: the times are given.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from deescalate._pack import Pack
    from deescalate._reading import Reading
    from deescalate._schema import PackFile
    from deescalate.results import Span

__all__ = ["due"]

_CLOCK = re.compile(r"(?P<hour>[01]?\d|2[0-4])[:.](?P<minute>[0-5]\d)\Z")
_LENGTHS = {
    "minutes": timedelta(minutes=1),
    "hours": timedelta(hours=1),
    "days": timedelta(days=1),
    "weeks": timedelta(weeks=1),
    "months": timedelta(days=30),
}


def due(pack: Pack, reading: Reading, span: Span, at: datetime) -> datetime | None:
    """Return when the latest time that a sentence names is over, said at a time.

    A duration counts from then on; a day lasts until its end; a time of day is the next one.
    ``None`` if no time in it can be reckoned.
    """
    if pack.settings is None:
        return None
    found = []
    clock = None
    for i, values in reading.values.items():
        start = reading.spans[i][0]
        for value in values:
            if value.kind == "time" and span.start <= start < span.end:
                words = [token.folded for token in reading.tokens[i : value.end]]
                number = reading.tokens[i].number
                clock = clock or _clock(words)
                found.append(_over(pack.settings, words, number, at))
    days = [each for each in found if each is not None]
    if clock is None:
        return max(days, default=None)
    day = max(days, default=at)
    then = day.replace(hour=clock[0] % 24, minute=clock[1], second=0, microsecond=0)
    return then if days or then >= at else then + timedelta(days=1)


def _clock(words: Iterable[str]) -> tuple[int, int] | None:
    for word in words:
        match = _CLOCK.match(word)
        if match:
            return int(match["hour"]), int(match["minute"])
    return None


def _over(
    settings: PackFile, words: Sequence[str], number: float | None, at: datetime
) -> datetime | None:
    """Return when the time that some words name is over; ``None`` for a time of day alone."""
    joined, cut = "".join(words), settings.writing != "spaced"

    def named(names: Iterable[str]) -> bool:
        # Words that are cut into syllables are told from all of them together.
        return any(name in words or (cut and name in joined) for name in names)

    calendar = settings.calendar
    for unit, length in _LENGTHS.items():
        if named(getattr(calendar, unit)):
            return at + length * (number or 1)
    for days, names in ((0, calendar.today), (1, calendar.tomorrow)):
        if named(names):
            return _end_of(at + timedelta(days=days))
    for index, forms in enumerate(settings.weekdays):
        if named(forms):
            ahead = (index - at.weekday()) % 7 or 7
            return _end_of(at + timedelta(days=ahead))
    for index, forms in enumerate(settings.months, start=1):
        if named(forms):
            return _end_of_date(at, index, next(map(int, filter(str.isdecimal, words)), 0))
    return None


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

"""Find the numbers, times and amounts in a text.

Which words are numbers, weekdays, units of time or money comes from the pack; how they combine
is the same in every language: a number and a unit is a duration, in either order a number and a
month is a date, a number next to a sign of money is an amount.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

from deescalate._phrases import Value
from deescalate._text import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from deescalate._automaton import State
    from deescalate._text import Look, Token

__all__ = ["Role", "find_values", "parse_number"]


class Role:
    """What a word can be in a time or an amount."""

    ARTICLE = "article"
    UNIT = "unit"
    WEEKDAY = "weekday"
    MONTH = "month"
    CLOCK = "clock"
    MONEY = "money"


def parse_number(digits: str) -> int | float | None:
    """Return the value of digits with thousands or decimals; ``None`` for a time such as 14:00.

    >>> [parse_number(digits) for digits in ("1,200", "49.99", "3.500,5", "14:00")]
    [1200, 49.99, 3500.5, None]
    """
    if ":" in digits:
        return None
    signs = [sign for sign in digits if sign in ".,"]
    if not signs:
        return int(digits) if len(digits) < 16 else float(digits)  # noqa: PLR2004
    last = signs[-1]
    whole, _, rest = digits.rpartition(last)
    thousands = len(rest) == 3 and (len(set(signs)) == 1)  # noqa: PLR2004
    whole = whole.replace(",", "").replace(".", "")
    value = float(whole + rest) if thousands else float(f"{whole}.{rest}")
    return int(value) if value.is_integer() and value < 1e15 else value  # noqa: PLR2004


class Spelt(NamedTuple):
    """A value that is no single word, by the cue for it."""

    kind: str
    """``time``, ``money`` or ``n``."""
    cue: str
    value: float | None = None
    """Of a number."""


class Cut(Protocol):
    """A text cut into tokens, as far as values need to see it."""

    tokens: list[Token]
    looks: list[Look]
    values: dict[int, list[Value]]

    @property
    def commas(self) -> frozenset[int]: ...

    def text(self, start: int, end: int) -> str: ...


_DIGITS = (Kind.NUMBER, Kind.DATE)


def find_values(
    cut: Cut, places: Sequence[int], spelt: Sequence[Spelt], root: State
) -> dict[int, list[Value]]:
    """Return the values that begin at some tokens; at others none does.

    `spelt` are those that are no single word, by the numbers of their cues, which begin at `root`.
    """
    found: dict[int, list[Value]] = {}
    cut.values = found  # cues for values may hold numbers, which are found from the end on
    tokens, after_number = cut.tokens, root.over("n")
    for i in reversed(places):
        token = tokens[i]
        begun = token.begun
        if begun is not None and begun.bare and begun[cut.looks[i + 1]] is None:
            begun = None
        if begun is None and not token.valued:
            continue
        values = _from_token(cut, i)
        if begun is not None:
            values += _spelt(cut, i, begun.walk(i + 1, cut), spelt)
        if after_number is not None and values:
            ends = [value.end for value in values if value.kind == "n"]
            met = [hit for end in ends for hit in after_number.walk(end, cut)]
            values += _spelt(cut, i, met, spelt)
        if values:
            found[i] = values
        elif token.role == Role.UNIT and i and tokens[i - 1].role == Role.ARTICLE:
            found[i - 1] = [_time(cut, i - 1, i + 1)]
    return found if len(found) <= 1 else dict(sorted(found.items()))


def _from_token(cut: Cut, i: int) -> list[Value]:
    token = cut.tokens[i]
    if token.number is not None or token.kind in _DIGITS:
        return _from_number(cut, i)
    return _from_role(cut, i) if token.role else []


def _spelt(
    cut: Cut, i: int, met: Iterable[tuple[int, Sequence[int]]], spelt: Sequence[Spelt]
) -> list[Value]:
    """Return the values of the cues that were met, the shortest first."""
    ends = {(end, spelt[n].kind): spelt[n].value for end, numbers in met for n in numbers}
    return [
        Value(kind, end, cut.text(i, end) if value is None else value)
        for (end, kind), value in sorted(ends.items())
    ]


def _from_number(cut: Cut, i: int) -> list[Value]:
    token = cut.tokens[i]
    if token.kind is Kind.DATE or token.unit:
        return [_time(cut, i, i + 1)]
    number = token.number
    if number is None:
        clock = token.role == Role.CLOCK
        return [_time(cut, i, i + 1 + (_role(cut, i + 1) == Role.CLOCK))] if clock else []
    values = [Value("n", i + 1, number), *_amount(cut, i)]
    after = i + 1
    ranged = after < len(cut.tokens) and cut.tokens[after].number is not None  # such as 2-3 weeks
    role = _role(cut, after + ranged)
    if role == Role.UNIT or (role in (Role.MONTH, Role.CLOCK) and not ranged):
        values.append(_time(cut, i, after + ranged + 1))
    return values


def _amount(cut: Cut, i: int) -> list[Value]:
    """Return the amount that a number makes with a sign or word of money beside it."""
    if cut.tokens[i].role == Role.MONEY:
        stop = i + 1
    elif _role(cut, i + 1) == Role.MONEY:
        stop = i + 2
    else:
        return []
    return [Value("money", stop, cut.text(i, stop))]


def _from_role(cut: Cut, i: int) -> list[Value]:
    role, after = cut.tokens[i].role, cut.tokens[i + 1 : i + 2]
    counted = bool(after) and after[0].number is not None
    if role == Role.WEEKDAY:
        return [_time(cut, i, i + 1)]
    if role == Role.MONTH and counted:
        return [_time(cut, i, i + 2)]
    if role == Role.MONTH and i and cut.tokens[i - 1].kind < Kind.MARK:
        # A month alone is one only with a capital inside a sentence: some are plain words too.
        return [_time(cut, i, i + 1)] if cut.text(i, i + 1)[0].isupper() else []
    if role == Role.MONEY and counted:
        return [Value("money", i + 2, cut.text(i, i + 2))]
    return []


def _time(cut: Cut, start: int, end: int) -> Value:
    return Value("time", end, cut.text(start, end))


def _role(cut: Cut, i: int) -> str:
    return cut.tokens[i].role if i < len(cut.tokens) else ""

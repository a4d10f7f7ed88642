"""Numbers, times and amounts in a text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from deescalate._lexicon import MESSAGE, Lexicon
from deescalate._smallwords import SmallWords
from deescalate._values import parse_number

if TYPE_CHECKING:
    from deescalate._pack import Pack


def values(pack: Pack, text: str, kind: str) -> list[object]:
    """Return the values of a kind in a text: at each place the longest, none inside another."""
    reading = pack.lexicon.read(text, MESSAGE)
    found: list[object] = []
    reach = 0
    for i in sorted(reading.values):
        here = [value for value in reading.values[i] if value.kind == kind]
        longest = max(here, key=lambda value: value.end, default=None)
        if longest and longest.end > reach:
            found.append(longest.value)
            reach = longest.end
    return found


@pytest.mark.parametrize(
    ("digits", "value"),
    [
        ("3", 3),
        ("1,200", 1200),
        ("1.200", 1200),
        ("49.99", 49.99),
        ("49,9", 49.9),
        ("1,200.50", 1200.5),
        ("1.200,50", 1200.5),
        ("1.200.000", 1200000),
        ("50.00", 50),
        ("14:00", None),
        ("9" * 15, 999999999999999),
        ("9" * 20, 1e20),
    ],
)
def test_digits_have_a_value(digits: str, value: float | None) -> None:
    """Thousands and decimals are told apart, and a time of day is no number."""
    assert parse_number(digits) == value


def test_a_number_of_any_length_has_a_value() -> None:
    """Thousands of digits are no error: they are very many."""
    assert parse_number("9" * 5000) == float("inf")


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("3 fojo", [3]),
        ("3ma fojo", [3]),
        ("tri fojo", [3]),
        ("TRIA fojo", [3]),
        ("3xyz fojo", []),
        ("14:00", []),
    ],
)
def test_numbers_are_digits_words_and_ordinals(
    talu: Pack, text: str, numbers: list[object]
) -> None:
    """Digits with an unknown ending, and times of day, are no numbers."""
    assert values(talu, text, "n") == numbers


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("ni mopo 14 dagi", "14 dagi"),
        ("ni mopo 2-3 dagi", "2-3 dagi"),
        ("ni mopo tri dagi", "tri dagi"),
        ("ni mopo ul dago", "ul dago"),
        ("ni mopo 24h", "24h"),
        ("ni venu lundo", "lundo"),
        ("ni venu 3 mayo", "3 mayo"),
        ("ni venu mayo 3", "mayo 3"),
        ("ni venu Mayo", "Mayo"),
        ("ni venu 14:00", "14:00"),
        ("ni venu 14:00 hor", "14:00 hor"),
        ("ni venu 9 hor", "9 hor"),
        ("ni venu 2026-05-03", "2026-05-03"),
        ("ni venu morgo", "morgo"),
        ("ni venu sekva semo", "sekva semo"),
        ("ni venu lasta semo", "lasta semo"),
    ],
)
def test_times_are_found_as_they_are_written(talu: Pack, text: str, time: str) -> None:
    """Durations, dates, days and points of time are told from the pack's words."""
    assert values(talu, text, "time") == [time]


@pytest.mark.parametrize("text", ["ni may ven", "dago", "semo", "3 fojo", "Mayo ven"])
def test_words_that_only_look_like_times_are_none(talu: Pack, text: str) -> None:
    """A bare unit is no time, nor is a month in small letters or at the start of a sentence."""
    assert values(talu, text, "time") == []


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("jen $49.99", "$49.99"),
        ("jen 49 €", "49 €"),
        ("jen 49€", "49€"),
        ("jen 49 krono", "49 krono"),
        ("jen krono 49", "krono 49"),
        ("jen 49krono", "49krono"),
        ("jen tri krono", "tri krono"),
    ],
)
def test_amounts_are_a_number_beside_money(talu: Pack, text: str, amount: str) -> None:
    """The sign or word of money may stand before or after, close or apart."""
    assert values(talu, text, "money") == [amount]


@pytest.mark.parametrize("text", ["krono", "49", "49 dagi", "krono. 49"])
def test_a_number_or_money_alone_is_no_amount(talu: Pack, text: str) -> None:
    """Both must stand side by side."""
    assert values(talu, text, "money") == []


@pytest.mark.parametrize(
    ("text", "value"),
    [("1 200", 1200), ("12\xa0500", 12500), ("3. gang", 3), ("12. mai", 12), ("5:ttä", 5)],
)
def test_numbers_are_read_as_they_are_typed_elsewhere(text: str, value: int) -> None:
    """Spaces between thousands, a dot that makes an ordinal, a sign before an ending."""
    reading = Lexicon([], SmallWords()).read(text, MESSAGE)
    assert reading.tokens[0].number == value


def test_a_comma_and_a_dash_make_an_amount() -> None:
    """As prices are written in some countries."""
    reading = Lexicon([], SmallWords()).read("det kostet 499,- i fjor", MESSAGE)
    assert [value.value for value in reading.values[2] if value.kind == "money"] == ["499,-"]

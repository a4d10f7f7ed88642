"""Signals in a message, their values, and what they ask of the queue."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from deescalate._lexicon import MESSAGE
from deescalate._signals import escalation, read_signals, signal_hits
from deescalate.results import Signal, State

if TYPE_CHECKING:
    from deescalate._pack import Pack


def read(pack: Pack, text: str) -> tuple[Signal, ...]:
    """Return the signals that a pack reads in a text."""
    reading = pack.lexicon.read(text, MESSAGE)
    return read_signals(reading, signal_hits(reading))


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        ("Jen la tria fojo.", "repeat_contact", 3),
        ("Jen la 4ma fojo.", "repeat_contact", 4),
        ("Mi skribi denovo.", "repeat_contact", None),
        ("Mi mopo 14 dagi.", "long_wait", "14 dagi"),
        ("Antan lundo!", "deadline", "lundo"),
        ("Jen 49 krono.", "money", "49 krono"),
        ("Jen la pago.", "money", None),
        ("Vi cefo?", "supervisor", None),
    ],
)
def test_a_signal_has_the_value_that_it_names(
    talu: Pack, text: str, name: str, value: object
) -> None:
    """Counts are numbers, times and amounts stand as they were written."""
    (signal,) = read(talu, text)
    assert (signal.name, signal.value) == (name, value)


def test_of_several_counts_the_highest_is_the_value(talu: Pack) -> None:
    """Who wrote two times and then three has written three times."""
    (signal,) = read(talu, "La due fojo, la tri fojo, la uno fojo.")
    assert signal.value == 3
    assert len(signal.spans) == 3


def test_signals_come_in_the_order_of_the_text(talu: Pack) -> None:
    """The first to show is the first in the list."""
    assert [s.name for s in read(talu, "Adio! Mi mopo 3 dagi, vi cefo?")] == [
        "churn",
        "long_wait",
        "supervisor",
    ]


def test_a_signal_points_at_all_its_places(talu: Pack) -> None:
    """Text, cue and file are those of the first."""
    text = "\U0001f600 Denovo!\r\nDENOVO!"
    (signal,) = read(talu, text)
    assert [text[start:end] for start, end in signal.spans] == ["Denovo", "DENOVO"]
    assert (signal.text, signal.cue, signal.source) == ("Denovo", "denovo", "qta/signals.toml")


def test_what_is_quoted_is_no_signal(talu: Pack) -> None:
    """Words of somebody else don't speak for the writer."""
    assert read(talu, 'Vi diri "adio" al mi.') == ()


@pytest.mark.parametrize(
    ("text", "state", "level", "to"),
    [
        ("Danga!", State.CALM, "hand_over", "safety contact"),
        ("Mi vola la cefo.", State.CALM, "hand_over", "supervisor"),
        ("Tria fojo.", State.ANGRY, "hand_over", "supervisor"),
        ("Due fojo.", State.FRUSTRATED, "priority", None),
        ("Denovo.", State.CALM, "watch", None),
        ("Adio.", State.ANGRY, "priority", "supervisor"),
        ("Adio.", State.CALM, "watch", None),
        ("Jen $49.", State.WORRIED, "priority", "billing"),
        ("Jen $49.", State.CALM, "none", None),
        ("Nula reto.", State.FRUSTRATED, "priority", "technical team"),
        ("Jen.", State.ANGRY, "priority", None),
        ("Jen.", State.DISAPPOINTED, "watch", None),
        ("Jen.", State.SATISFIED, "none", None),
        ("", State.UNKNOWN, "none", None),
    ],
)
def test_state_and_signals_decide_who_takes_it(
    talu: Pack, text: str, state: State, level: str, to: str | None
) -> None:
    """The first row of the table that fits says how urgent it is, and for whom."""
    asked = escalation(talu, state, read(talu, text))
    assert (asked.level, asked.to) == (level, to)


def test_the_reason_names_the_signal_and_its_words(talu: Pack) -> None:
    """Why a message is handed over can be shown to a person."""
    assert "safety: Danga" in escalation(talu, State.CALM, read(talu, "Danga!")).why


def test_safety_comes_before_all_else(talu: Pack) -> None:
    """Who may come to harm is not sent to billing first."""
    signals = read(talu, "Jen $49, mi vola la cefo, danga!")
    assert escalation(talu, State.ANGRY, signals).to == "safety contact"

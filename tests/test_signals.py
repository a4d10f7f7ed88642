"""Signals in a message, their values, and what they ask of the queue."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from deescalate._lexicon import MESSAGE
from deescalate._pack import read_pack
from deescalate._signals import escalation, read_signals, signal_hits
from deescalate.results import SIGNALS, Signal, State

if TYPE_CHECKING:
    from pathlib import Path

    from deescalate import Deescalator
    from deescalate._pack import Common, Pack


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


EXTRA = """
[[outage]]
quoted = true
cues = ["eraro"]
examples = ["[Eraro]!"]
near_misses = ["Erari."]

[[defect]]
yields_to = ["outage"]
cues = ["rompa"]
examples = ["[Rompa]."]
near_misses = ["Rompi."]

[[defect]]
cues = ["tranca"]
examples = ["[Tranca]."]
near_misses = ["Tranci."]

[[repeat_contact]]
cues = ["bileto ~ [{n} fojoj|malfermita]"]
examples = ["[Bileto malfermita]."]
near_misses = ["Bileto."]
"""


@pytest.fixture(scope="module")
def choosy(talu_folder: Path, common: Common, tmp_path_factory: pytest.TempPathFactory) -> Pack:
    """Return the toy pack with lists that may be quoted, and lists that yield."""
    folder = tmp_path_factory.mktemp("choosy")
    shutil.copytree(talu_folder, folder, dirs_exist_ok=True)
    signals = folder / "signals.toml"
    signals.write_text(signals.read_text("utf-8") + EXTRA, encoding="utf-8")
    return read_pack(folder, "qta", common)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ('La paga diri "eraro".', ["outage"]),
        ('La paga diri "rompa".', []),
        ("Rompa.", ["defect"]),
        ("Rompa, nula reto.", ["outage"]),
        ("Rompa, rompa, nula reto.", ["defect", "outage"]),
        ("Tranca, nula reto.", ["defect", "outage"]),
        ("Rompa, adio.", ["defect", "churn"]),
    ],
)
def test_a_list_may_be_quoted_and_may_yield(choosy: Pack, text: str, names: list[str]) -> None:
    """As its table says; what yields gives way to as many hits or more."""
    assert [signal.name for signal in read(choosy, text)] == names


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Bileto 40911 malfermita.", None),
        ("Bileto 40911 3 fojoj.", 3),
        ("Bileto 14 dagi 3 fojoj.", 3),
    ],
)
def test_a_number_in_a_gap_is_no_count(choosy: Pack, text: str, value: int | None) -> None:
    """It may be that of a ticket, or a time."""
    (signal, *_) = read(choosy, text)
    assert (signal.name, signal.value) == ("repeat_contact", value)


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        ("This is my third call about the boiler.", "repeat_contact", 3),
        ("I have called your desk 4 times now.", "repeat_contact", 4),
        ("Ticket 40911 was opened in June.", "repeat_contact", None),
        ("I have been waiting for 14 days.", "long_wait", "14 days"),
        ("I need the passport by Friday.", "deadline", "Friday"),
        ("You charged me \u20ac49 twice.", "money", "\u20ac49"),
        ("Your guard is an idiot.", "abuse", None),
        ("My solicitor will write to you.", "legal", None),
        ("There is smoke coming out of the charger.", "safety", None),
        ("I'll wring his neck.", "threat", None),
        ('The page says "service unavailable".', "outage", None),
    ],
)
def test_english_signals_have_their_values(
    english: Deescalator, text: str, name: str, value: object
) -> None:
    """The third contact is 3; waits, deadlines and amounts stand as they were written."""
    values = {signal.name: signal.value for signal in english.detect(text).signals}
    assert name in values
    assert values[name] == value


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Thanks again for the quick answer!", "repeat_contact"),
        ("My son is 14 years old and loves the tram.", "long_wait"),
        ("Is the desk open by 8 on Friday?", "deadline"),
        ("How much is a ticket to Bergen?", "money"),
        ("There is an issue with the door, but Tuesday is fine.", "legal"),
        ("Is the tennis court lit at night?", "legal"),
        ("This damn printer eats paper.", "abuse"),
        ("Your agent was great, thank you.", "supervisor"),
        ("My insurance agent sent me here.", "supervisor"),
        ("Please cancel the order of the blue chair.", "churn"),
        ("How do I leave a review?", "exposure"),
        ("The battery died, and the queue is killing me.", "threat"),
        ("The battery died, and the queue is killing me.", "safety"),
        ("Does the plan include scam protection?", "distrust"),
        ("Can I freeze my membership in June?", "defect"),
    ],
)
def test_false_friends_are_no_signals(english: Deescalator, text: str, name: str) -> None:
    """Words that look like a signal and aren't."""
    assert name not in {signal.name for signal in english.detect(text).signals}


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
        ("Jen $49.", State.CALM, "none", "billing"),
        ("Jen $49.", State.SATISFIED, "none", None),
        ("Mi mopo 14 dagi.", State.CALM, "watch", None),
        ("Nula reto.", State.CALM, "none", "technical team"),
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


def test_every_signal_is_in_the_table(talu: Pack) -> None:
    """None of the sixteen leads nowhere."""
    rows = talu.common.escalation.rows
    assert {name for row in rows for name in row.signals} == set(SIGNALS)


def test_the_reason_names_the_signal_and_its_words(talu: Pack) -> None:
    """Why a message is handed over can be shown to a person."""
    assert "safety: Danga" in escalation(talu, State.CALM, read(talu, "Danga!")).why


def test_safety_comes_before_all_else(talu: Pack) -> None:
    """Who may come to harm is not sent to billing first."""
    signals = read(talu, "Jen $49, mi vola la cefo, danga!")
    assert escalation(talu, State.ANGRY, signals).to == "safety contact"

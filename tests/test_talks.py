"""Conversations that a trainer wrote and labelled before the library read them.

Each turn says where the talk stands after it, and each of the customer's what to do next and who
should take over. A turn that is read otherwise is marked as ``missed``, with what is wrong; when
it comes right the mark has to go. What was judged of a text itself (``state``, ``signals``,
``elements``) is kept beside it.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from deescalate import Conversation, Deescalator

FILES = sorted((Path(__file__).parent / "talks").glob("*.toml"))
TALKS = [
    pytest.param(path.stem, talk, id=f"{path.stem}: {talk['about']}")
    for path in FILES
    for talk in tomllib.loads(path.read_text(encoding="utf-8"))["conversation"]
]
MOST_MISSED = 0.15
"""The part of the turns that may be read otherwise."""


def seen(talk: Conversation, turn: dict[str, Any]) -> dict[str, str]:
    """Return what the library makes of the turn that comes next, under the labels' names."""
    read = talk.add(turn["by"], turn["text"])
    told: dict[str, str] = {"stage": read.stage, "trend": read.trend}
    if read.detection is not None:
        told["technique"] = talk.next.technique if talk.next else ""
        told["hand_over"] = (talk.hand_over.to or "") if talk.hand_over else ""
    return told


@pytest.mark.parametrize(("language", "talk"), TALKS)
def test_a_talk_is_followed_as_a_trainer_would(language: str, talk: dict[str, Any]) -> None:
    """Stage, trend, technique and hand-over, turn by turn."""
    read = Deescalator(language=language).follow(customer="customer", channel=talk["channel"])
    for number, turn in enumerate(talk["turn"]):
        told = seen(read, turn)
        labelled = {name: turn[name] for name in told}
        if "missed" in turn:
            assert told != labelled, f"turn {number} is read rightly now: take `missed` away"
        else:
            assert told == labelled, f"turn {number}: {turn['text']}"


def test_there_are_talks_enough_and_most_turns_come_right() -> None:
    """At least thirty of six turns and more."""
    turns = [turn for talk in TALKS for turn in talk.values[1]["turn"]]  # type: ignore[index]
    assert len(TALKS) >= 30
    assert all(6 <= len(talk.values[1]["turn"]) <= 20 for talk in TALKS)  # type: ignore[index]
    assert sum("missed" in turn for turn in turns) <= MOST_MISSED * len(turns)

"""Asking how somebody feels, and what they pick."""

from __future__ import annotations

import pytest

import deescalate as de
from deescalate import Deescalator, PackError, State


def test_the_check_in_tells_the_wait_and_that_nobody_has_to_answer() -> None:
    """With the waiting time if there is one."""
    asked = de.check_in("en", wait="4 minutes")
    assert "about 4 minutes" in asked.text
    assert "if you like" in asked.text.casefold()
    assert "{" not in de.check_in("en").text


def test_the_mood_chart_has_six_moods() -> None:
    """Each with an emoji and a label."""
    moods = de.check_in("en").moods
    assert len({mood.state for mood in moods}) == 6
    assert all(mood.emoji and mood.label for mood in moods)


@pytest.mark.parametrize("pick", ["frustrated", "\U0001f624", " Frustrated "])
def test_a_pick_is_a_detection_like_any_other(pick: str) -> None:
    """By the name of the state, its emoji or its label; its evidence is the pick."""
    seen = Deescalator(language="en").from_mood(pick)
    assert (seen.state, seen.heat, seen.text) == (State.FRUSTRATED, 3, pick)
    assert seen.scores[State.FRUSTRATED] == 1.0 == sum(seen.scores.values())
    assert [pick[slice(*each.span)] for each in seen.evidence] == [pick]
    assert seen.escalation.level == "watch"
    assert de.Detection.model_validate_json(seen.model_dump_json()) == seen


@pytest.mark.parametrize("state", [state for state in State if state is not State.UNKNOWN])
def test_each_state_can_be_given_by_name(state: State) -> None:
    """Also the one that the chart leaves out, and in no language."""
    assert de.from_mood(state.value).state is state


def test_a_reply_is_checked_against_a_mood() -> None:
    """It stands in for a message."""
    review = de.check("Haha, calm down.", to=de.from_mood("angry", language="en"))
    assert "acknowledge" in review.missing


def test_another_pick_is_an_error_that_names_the_moods() -> None:
    """So is one that is no string."""
    with pytest.raises(ValueError, match=r"no mood is called 'grumpy'; moods are .*worried"):
        de.from_mood("grumpy")
    with pytest.raises(TypeError, match="pick must be a str, not int"):
        de.from_mood(3)  # type: ignore[arg-type]


def test_a_check_in_needs_a_language_that_has_phrases() -> None:
    """The error says what is missing."""
    with pytest.raises(ValueError, match=r"needs a language, of .*en"):
        de.check_in()
    with pytest.raises(PackError, match=r"phrases\.toml"):
        de.check_in("und")

"""The values that the library answers with."""

from __future__ import annotations

import json

import pytest
from pydantic import ValidationError

from deescalate import results
from deescalate.results import (
    Detection,
    Edit,
    Escalation,
    Evidence,
    Review,
    Rewrite,
    Signal,
    Span,
    State,
)

DETECTION = Detection(
    text="Still no refund",
    language="en",
    state=State.FRUSTRATED,
    heat=3,
    intensity=0.5,
    scores={State.FRUSTRATED: 0.75, State.CALM: 0.25},
    signals=(
        Signal(name="money", spans=(Span(9, 15),), text="refund", cue="refund", source="en/x"),
    ),
    evidence=(),
    escalation=Escalation(level="watch"),
)


@pytest.mark.parametrize(
    ("state", "heat"),
    [
        ("satisfied", 0),
        ("calm", 0),
        ("confused", 1),
        ("worried", 2),
        ("disappointed", 2),
        ("frustrated", 3),
        ("angry", 4),
        ("unknown", 0),
    ],
)
def test_every_state_has_its_heat(state: str, heat: int) -> None:
    """Heat goes from 0 for a cool customer to 4 for an angry one."""
    assert State(state).heat == heat


def test_the_names_that_the_guide_defines_are_all_there() -> None:
    """Sixteen signals, four elements, twelve categories of wording, each once."""
    sizes = [len(set(names)) for names in (results.SIGNALS, results.ELEMENTS, results.CATEGORIES)]
    assert sizes == [16, 4, 12]


@pytest.mark.parametrize("name", results.__all__)
def test_every_public_name_is_there(name: str) -> None:
    """What ``__all__`` promises can be imported."""
    assert hasattr(results, name)


def test_a_result_is_frozen() -> None:
    """An answer can't be changed by accident."""
    with pytest.raises(ValidationError, match="frozen"):
        DETECTION.heat = 0


def test_a_result_refuses_fields_it_does_not_know() -> None:
    """A misspelt field is an error, not a silent extra."""
    with pytest.raises(ValidationError, match="Extra inputs"):
        Escalation(level="none", urgency="high")  # type: ignore[call-arg]


def test_a_result_comes_back_from_json() -> None:
    """A result that was written as JSON is read back equal."""
    assert Detection.model_validate_json(DETECTION.model_dump_json()) == DETECTION


def test_half_a_surrogate_pair_does_not_break_json() -> None:
    """What no encoding can hold becomes a question mark in JSON, and stays as it is in Python."""
    evidence = Evidence(
        span=Span(0, 3), text="a\ud800b", speaks_for="x", weight=1.0, cue="x", source="x"
    )
    assert json.loads(evidence.model_dump_json())["text"] == "a?b"
    assert evidence.model_dump()["text"] == "a\ud800b"


def test_text_in_json_is_the_text() -> None:
    """What can be encoded is kept, whatever the script."""
    signal = Signal(name="money", spans=(Span(0, 4),), text="€9 \U0001f600", cue="", source="")
    assert json.loads(signal.model_dump_json())["text"] == "€9 \U0001f600"


def test_a_detection_shows_its_reading() -> None:
    """State, heat, intensity, signals and language stand in its repr."""
    assert repr(DETECTION) == "<Detection frustrated heat=3 intensity=0.50 [money] en>"


def test_a_detection_without_signals_says_so() -> None:
    """An empty list of signals reads as words."""
    quiet = DETECTION.model_copy(update={"signals": ()})
    assert "[no signals]" in repr(quiet)


def test_a_review_shows_its_verdict() -> None:
    """Whether it passed, the score and what is missing stand in its repr."""
    values = {
        "text": "No.",
        "language": "en",
        "elements": {},
        "missing": ("guide",),
        "findings": (),
        "score": 80,
        "arithmetic": (),
    }
    failed = Review.model_validate({**values, "passed": False})
    passed = Review.model_validate({**values, "missing": (), "passed": True})
    assert repr(failed) == "<Review not passed score=80 missing: guide; 0 findings en>"
    assert repr(passed) == "<Review passed score=80 missing: nothing; 0 findings en>"


def test_a_rewrite_shows_its_text() -> None:
    """The number of edits and proposals and the new text stand in its repr."""
    edit = Edit(old=Span(0, 2), new=Span(0, 3), before="No", after="Yes", rule="r", why="w")
    mended = Rewrite(original="No", text="Yes", language="en", edits=(edit,), proposals=())
    assert repr(mended) == "<Rewrite 1 edits, 0 proposals: 'Yes'>"

"""The values that the library answers with."""

from __future__ import annotations

import json
import pickle
from math import exp
from typing import TYPE_CHECKING

import pytest
from pydantic import ValidationError

from deescalate import results
from deescalate.results import (
    Detection,
    Edit,
    Escalation,
    Evidence,
    Lazy,
    Review,
    Rewrite,
    Signal,
    Span,
    State,
    maker,
)

if TYPE_CHECKING:
    from deescalate import Deescalator

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


def test_an_explanation_adds_up(english: Deescalator) -> None:
    """The start and what was found add up to the sum, and the sums give the shares."""
    seen = english.detect("STILL no refund!! This is the third time I write.")
    parts = [part.split("\n") for part in seen.explain().split("\n\n")]
    assert [part[0].partition(":")[0] for part in parts] == [
        seen.state.value,
        f"What adds up to {seen.state.value}",
        "What the sums make of the shares",
        "Signals",
        "Escalation",
    ]
    *added, total = (float(line.split()[0]) for line in parts[1][1:])
    assert len(added) == 1 + len(seen.evidence)
    assert total == pytest.approx(sum(added), abs=0.01 * len(added))
    *states, hot = parts[2][1:]
    sums = [float(line.split()[0]) for line in states]
    shares = [int(line.split()[-1].rstrip("%")) for line in states]
    assert sums == sorted(sums, reverse=True)
    assert total in sums
    whole = sum(map(exp, sums))
    assert shares == pytest.approx([100 * exp(each) / whole for each in sums], abs=1)
    own = sum(share for state, share in seen.scores.items() if state.heat > 1)
    assert hot.split() == ["hot", "together", f"{own:.0%}"]
    assert any(line.startswith("  repeat_contact = 3 ") for line in parts[3])


def test_an_explanation_needs_no_scores() -> None:
    """What could not be read is told too, and so is a result that was put together by hand."""
    unknown = DETECTION.model_copy(
        update={"state": State.UNKNOWN, "heat": 0, "scores": {}, "signals": ()}
    )
    assert unknown.explain() == (
        "unknown: heat 0 of 4, intensity 0.50, language en\n\nEscalation: watch"
    )
    assert "+0.00  sum" in DETECTION.explain()


def test_an_explanation_has_a_line_for_each_piece(english: Deescalator) -> None:
    """Long words and line breaks of the text don't break its lines."""
    seen = english.detect("I have been\nwaiting\tfor " + "a" * 500 + " three weeks")
    assert all(len(line) < 160 for line in seen.explain().split("\n"))


def test_a_result_comes_back_from_json() -> None:
    """A result that was written as JSON is read back equal."""
    assert Detection.model_validate_json(DETECTION.model_dump_json()) == DETECTION


PLACES = ((0, 5, "frustrated", 0.5), (9, 15, "money", 1.0))


def evidence() -> tuple[Evidence, ...]:
    """Return two pieces of evidence."""
    text = "Still no refund"
    return tuple(
        Evidence(
            span=Span(start, end),
            text=text[start:end],
            speaks_for=speaks_for,
            weight=weight,
            cue="x",
            source="en/x",
        )
        for start, end, speaks_for, weight in PLACES
    )


LISTED = Lazy(evidence)


def test_evidence_is_made_when_it_is_asked_for() -> None:
    """Lazy evidence is a sequence like any other, equal to a tuple of the same, and made once."""
    made: list[int] = []
    lazy = Lazy(lambda: (made.append(1), evidence())[1])
    assert not made
    assert lazy[0] == lazy[-2]
    assert made == [1]
    assert [each.text for each in LISTED] == ["Still", "refund"]
    assert LISTED[1:] == (LISTED[-1],)
    assert tuple(LISTED) == LISTED
    assert LISTED[:1] != LISTED
    assert LISTED != "evidence"
    assert hash(LISTED) == hash(tuple(LISTED))
    assert repr(LISTED) == repr(tuple(LISTED))


def test_evidence_comes_back_from_json() -> None:
    """Evidence is written as a list of objects; a detection with it is read back equal."""
    seen = DETECTION.model_copy(update={"evidence": LISTED})
    assert seen.model_dump()["evidence"][0]["span"] == Span(0, 5)
    back = Detection.model_validate_json(seen.model_dump_json())
    assert back == seen
    assert isinstance(back.evidence, tuple)
    assert "evidence" in Detection.model_json_schema()["properties"]


def test_a_detection_survives_pickling() -> None:
    """A detection that is sent to another process is the same there."""
    seen = DETECTION.model_copy(update={"evidence": LISTED})
    assert pickle.loads(pickle.dumps(seen)) == seen


def test_a_maker_makes_what_the_class_makes() -> None:
    """What a maker leaves out has its default, as with the class; only nothing is checked."""
    make = maker(Escalation)
    for made, called in (
        (make(level="watch"), Escalation(level="watch")),
        (make(level="none", to=None, why=()), Escalation(level="none", to=None, why=())),
    ):
        assert made == called
        assert repr(made) == repr(called)
        assert made.model_dump(exclude_unset=True) == called.model_dump(exclude_unset=True)
        assert made.model_copy(update={"level": "priority"}).level == "priority"


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

"""The judgement of a reply: score, arithmetic, verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deescalate._review import care_for, review
from deescalate._schema import ReviewFile
from deescalate.results import ELEMENTS, Element, Evidence, Finding, LeftOpen, Review, Span

if TYPE_CHECKING:
    from deescalate.results import Severity

PROFILE = ReviewFile.model_validate(
    {
        "score": {
            "full": 100,
            "bar": 60,
            "missing": {"acknowledge": 20, "guide": 20, "agree": 20, "ensure": 10},
            "cost": {"error": 15, "warning": 6, "info": 2},
            "most": {"info": 10},
            "left_open": {"concern": 6},
        },
        "empathy": {
            "perspective": ["restated"],
            "feeling": ["feeling"],
            "communicated": ["feeling", "apology"],
            "judges": ["blame"],
        },
        "care": [
            {"signals": ["safety"], "needless": ["ensure"], "wanted": ["person", "help"]},
            {"signals": ["threat"], "needless": ["ensure"], "wanted": ["person"]},
        ],
    }
)


def element(name: str, *, present: bool = True, expected: bool = True) -> Element:
    """Return an element of a reply."""
    return Element.model_validate(
        {"name": name, "present": present, "expected": expected, "strength": "none"}
    )


def finding(severity: Severity, category: str = "refusal") -> Finding:
    """Return a finding of a severity."""
    return Finding(
        category=category,  # type: ignore[arg-type]
        rule="refusal.no",
        severity=severity,
        span=Span(0, 2),
        text="no",
        why="",
        source="",
    )


def judged(
    *findings: Finding, absent: tuple[str, ...] = (), needless: tuple[str, ...] = ()
) -> Review:
    """Return the review of a reply with some elements absent and some not expected."""
    elements = {
        name: element(name, present=name not in absent, expected=name not in needless)
        for name in ELEMENTS
    }
    return review(PROFILE, "no", "en", elements, findings)


def test_a_reply_that_lacks_nothing_passes() -> None:
    """All four elements and no findings make the full score."""
    assert (judged().score, judged().passed, judged().missing) == (100, True, ())


def test_a_missing_element_costs_and_fails() -> None:
    """It is named, it lowers the score, and the reply doesn't pass."""
    seen = judged(absent=("guide",))
    assert seen.missing == ("guide",)
    assert seen.score < 100
    assert not seen.passed


def test_an_element_that_nobody_expects_is_not_missing() -> None:
    """Its absence costs nothing."""
    seen = judged(absent=("guide",), needless=("guide",))
    assert (seen.missing, seen.score, seen.passed) == ((), 100, True)


def test_only_errors_fail_a_reply() -> None:
    """Warnings and hints cost points, an error the verdict."""
    scores = [judged(finding(severity)).score for severity in ("info", "warning", "error")]
    assert scores == sorted(scores, reverse=True)
    assert [judged(finding(each)).passed for each in ("info", "warning", "error")] == [
        True,
        True,
        False,
    ]


def test_the_arithmetic_is_shown() -> None:
    """The lines add up to the score, and each says what it is for."""
    seen = judged(finding("error"), finding("info"), absent=("agree",))
    assert sum(line.points for line in seen.arithmetic) == seen.score
    assert [line.label for line in seen.arithmetic][1:] == [
        "agree is missing",
        "refusal.no: no",
        "refusal.no: no",
    ]


def test_a_score_is_never_below_zero() -> None:
    """Even a reply that does everything wrong."""
    assert judged(*[finding("error")] * 20, absent=ELEMENTS).score == 0


def test_the_arithmetic_says_where_a_score_was_stopped() -> None:
    """Below zero and for many hints a line gives back what is not taken."""
    worst = judged(*[finding("error")] * 20)
    assert worst.arithmetic[-1].points > 0
    assert sum(line.points for line in worst.arithmetic) == worst.score == 0
    hinted = judged(*[finding("info")] * 30)
    assert sum(line.points for line in hinted.arithmetic) == hinted.score == 90


def test_a_reply_passes_at_the_bar() -> None:
    """Warnings alone can take a reply below the least score that passes."""
    assert judged(*[finding("warning")] * 6).passed
    seen = judged(*[finding("warning")] * 7)
    assert (seen.bar, seen.score, seen.passed) == (60, 58, False)


def test_what_is_left_open_costs_what_the_profile_says() -> None:
    """A kind without a price costs nothing and has no line."""
    elements = {name: element(name) for name in ELEMENTS}
    left = [
        LeftOpen.model_validate({"kind": kind, "text": "x", "span": Span(0, 1), "advice": ""})
        for kind in ("concern", "number")
    ]
    seen = review(PROFILE, "no", "en", elements, (), left_open=left)
    assert seen.score == 94
    assert [line.label for line in seen.arithmetic][1:] == ["concern left open: x"]


def test_empathy_is_read_from_what_acknowledges() -> None:
    """Each part has the evidence of the parts of `acknowledge` that the profile names."""
    evidence = Evidence(
        span=Span(0, 2), text="no", speaks_for="apology", weight=1, cue="no", source="x"
    )
    elements = {name: element(name) for name in ELEMENTS}
    elements["acknowledge"] = elements["acknowledge"].model_copy(update={"evidence": (evidence,)})
    empathy = review(PROFILE, "no", "en", elements, ()).empathy
    assert empathy is not None
    assert empathy.communicated.evidence == (evidence,)
    assert not empathy.feeling.present
    assert repr(empathy) == "<Empathy no_judgement, communicated>"


def test_wording_that_judges_goes_against_empathy() -> None:
    """The finding is the evidence, with a negative weight."""
    empathy = judged(finding("warning", "blame")).empathy
    assert empathy is not None
    assert not empathy.no_judgement.present
    assert [each.weight for each in empathy.no_judgement.evidence] == [-1]


def test_harm_changes_what_is_asked_of_a_reply() -> None:
    """What is needless and what is wanted come from the profile, the first signal first."""
    care = care_for(PROFILE, {"threat", "safety", "money"})
    assert set(care.needless) == {"ensure"}
    assert dict(care.wanted) == {"person": "safety", "help": "safety"}
    assert care_for(PROFILE, {"money"}) == ((), {})


def test_without_elements_nothing_is_missing() -> None:
    """A pack that knows none calls none missing."""
    assert review(PROFILE, "no", "und", {}, ()).missing == ()

"""The judgement of a reply: score, arithmetic, verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deescalate._review import review
from deescalate.results import ELEMENTS, Element, Finding, Review, Span

if TYPE_CHECKING:
    from deescalate.results import Severity


def element(name: str, *, present: bool = True, expected: bool = True) -> Element:
    """Return an element of a reply."""
    return Element.model_validate(
        {"name": name, "present": present, "expected": expected, "strength": "none"}
    )


def finding(severity: Severity) -> Finding:
    """Return a finding of a severity."""
    return Finding(
        category="refusal",
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
    return review("no", "en", elements, findings, None)


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


def test_without_elements_nothing_is_missing() -> None:
    """A pack that knows none calls none missing."""
    assert review("no", "und", {}, (), None).missing == ()

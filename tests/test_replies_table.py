"""A table of replies, each with what a quality lead says of it."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from deescalate import Deescalator
    from deescalate.results import Review

ROWS: list[dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("replies_table.toml").read_text(encoding="utf-8")
)["row"]
KNOWN = {
    "to",
    "says",
    "has",
    "lacks",
    "parts",
    "no_parts",
    "finds",
    "spares",
    "severity",
    "open",
    "picked",
    "promise",
    "empathy",
    "not_expected",
}


def test_the_table_is_long_enough_and_says_something_of_each_reply() -> None:
    """At least 120 replies, no unknown column, no row without a verdict, none twice."""
    assert len(ROWS) >= 120
    assert all(row.keys() <= KNOWN for row in ROWS)
    assert all(row.keys() - {"to", "says"} for row in ROWS)
    assert len({(row.get("to"), row["says"]) for row in ROWS}) == len(ROWS)


def rules(review: Review, name: str) -> list[str]:
    """Return the severities of the findings of a rule or a category."""
    return [each.severity for each in review.findings if name in (each.rule, each.category)]


def parts(review: Review) -> set[str]:
    """Return the parts of all elements that a reply shows."""
    return {part for element in review.elements.values() for part in element.parts}


def wrong(what: str, row: dict[str, Any], yes: str, no: str, seen: set[str]) -> list[str]:
    """Return what is seen otherwise than the columns for yes and no of a row say."""
    missing = [f"{what} {name} is missing" for name in {*row.get(yes, ())} - seen]
    return missing + [f"{what} {name} is too much" for name in {*row.get(no, ())} & seen]


def told(row: dict[str, Any], review: Review) -> list[str]:
    """Return where a review is of another opinion than the table."""
    elements = review.elements.values()
    fired = {name for each in review.findings for name in (each.rule, each.category)}
    shown = [name for name, part in review.empathy or () if part.present]
    found = [
        *wrong("element", row, "has", "lacks", {each.name for each in elements if each.present}),
        *wrong("part", row, "parts", "no_parts", parts(review)),
        *wrong("finding", row, "finds", "spares", fired),
        *wrong("open", row, "open", "picked", {each.kind for each in review.left_open}),
        *wrong("expected", row, "", "not_expected", {e.name for e in elements if e.expected}),
    ]
    if "severity" in row and row["severity"] not in rules(review, row["finds"][0]):
        found.append(f"{row['finds'][0]} should be {row['severity']}")
    if "promise" in row and row["promise"] not in {each.kind for each in review.promises}:
        found.append(f"the promise should be {row['promise']}")
    if "empathy" in row and shown != row["empathy"]:
        found.append(f"empathy should be {row['empathy']}, and is {shown}")
    return found


@pytest.mark.parametrize("row", ROWS, ids=[row["says"][:60] for row in ROWS])
def test_a_reply_is_judged_as_a_quality_lead_judges_it(
    english: Deescalator, row: dict[str, Any]
) -> None:
    """Elements, wording, what is left open, promises and empathy are as the table says."""
    review = english.check(row["says"], to=row.get("to"))
    assert told(row, review) == []


@pytest.mark.parametrize("row", ROWS, ids=[row["says"][:60] for row in ROWS])
def test_everything_points_at_its_words(english: Deescalator, row: dict[str, Any]) -> None:
    """Evidence and findings lie in the reply, what is left open in the message."""
    to, says = row.get("to", ""), row["says"]
    review = english.check(says, to=row.get("to"))
    evidence = [each for element in review.elements.values() for each in element.evidence]
    places = [(each.span, each.text) for each in evidence]
    places += [(finding.span, finding.text) for finding in review.findings]
    places += [(promise.span, promise.text) for promise in review.promises]
    assert all(says[span.start : span.end] == text for span, text in places)
    for left in review.left_open:
        assert to[left.span.start : left.span.end] == left.text
        assert left.advice
    assert sum(line.points for line in review.arithmetic) == review.score

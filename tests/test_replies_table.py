"""A table of replies, each with what a quality lead says of it."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterable

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


def told(row: dict[str, Any], review: Review) -> Iterable[str]:
    """Yield where a review is of another opinion than the table."""
    present = {name for name, element in review.elements.items() if element.present}
    kinds = {each.kind for each in review.left_open}
    for name in {*row.get("has", ())} - present:
        yield f"{name} should be there"
    for name in present & {*row.get("lacks", ())}:
        yield f"{name} should not be there"
    for part in {*row.get("parts", ())} - parts(review):
        yield f"the part {part} should be found"
    for part in parts(review) & {*row.get("no_parts", ())}:
        yield f"the part {part} should not be found"
    for name in row.get("finds", ()):
        if not rules(review, name):
            yield f"{name} should fire"
    for name in row.get("spares", ()):
        if rules(review, name):
            yield f"{name} should not fire"
    if "severity" in row and row["severity"] not in rules(review, row["finds"][0]):
        yield f"{row['finds'][0]} should be {row['severity']}"
    for kind in {*row.get("open", ())} - kinds:
        yield f"{kind} should be left open"
    for kind in kinds & {*row.get("picked", ())}:
        yield f"{kind} should be picked up"
    if "promise" in row and row["promise"] not in {each.kind for each in review.promises}:
        yield f"the promise should be {row['promise']}"
    for name in row.get("not_expected", ()):
        if review.elements[name].expected:
            yield f"{name} should not be expected"
    if "empathy" in row:
        shown = [name for name, part in review.empathy or () if part.present]
        if shown != row["empathy"]:
            yield f"empathy should be {row['empathy']}, and is {shown}"


@pytest.mark.parametrize("row", ROWS, ids=[row["says"][:60] for row in ROWS])
def test_a_reply_is_judged_as_a_quality_lead_judges_it(
    english: Deescalator, row: dict[str, Any]
) -> None:
    """Elements, wording, what is left open, promises and empathy are as the table says."""
    review = english.check(row["says"], to=row.get("to"))
    assert list(told(row, review)) == []


@pytest.mark.parametrize("row", ROWS, ids=[row["says"][:60] for row in ROWS])
def test_everything_points_at_its_words(english: Deescalator, row: dict[str, Any]) -> None:
    """Spans of evidence and findings lie in the reply, those of what is left open in the message."""
    to, says = row.get("to", ""), row["says"]
    review = english.check(says, to=row.get("to"))
    evidence = [each for element in review.elements.values() for each in element.evidence]
    for each in (*evidence, *review.findings, *review.promises):
        assert says[each.span.start : each.span.end] == each.text
    for left in review.left_open:
        assert to[left.span.start : left.span.end] == left.text
        assert left.advice
    assert sum(line.points for line in review.arithmetic) == review.score

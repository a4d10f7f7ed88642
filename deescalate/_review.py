"""Bring what the engines found in a reply to one judgement: a score, its arithmetic, a verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deescalate.results import ELEMENTS, Detection, Element, ElementName, Finding, Points, Review

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["review"]

_FULL = 100
_MISSING = 20
_COST = {"error": 15, "warning": 7, "info": 2}


def review(
    text: str,
    language: str,
    elements: Mapping[ElementName, Element],
    findings: Sequence[Finding],
    seen: Detection | None,
) -> Review:
    """Return the review of a reply, from its elements and its findings."""
    missing = tuple(
        name
        for name in ELEMENTS
        if name in elements and elements[name].expected and not elements[name].present
    )
    lines = [Points(label="a reply that lacks nothing", points=_FULL)]
    lines += [Points(label=f"{name} is missing", points=-_MISSING) for name in missing]
    lines += [
        Points(label=f"{finding.rule}: {finding.text}", points=-_COST[finding.severity])
        for finding in findings
    ]
    score = max(0, sum(line.points for line in lines))
    return Review(
        text=text,
        language=language,
        elements=dict(elements),
        missing=missing,
        findings=tuple(findings),
        score=score,
        arithmetic=tuple(lines),
        passed=not missing and all(finding.severity != "error" for finding in findings),
    )

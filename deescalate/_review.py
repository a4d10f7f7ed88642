"""Bring what the engines found in a reply to one judgement: a score, its arithmetic, a verdict.

What everything costs, and which parts of the reply show empathy, is data: see ``ReviewFile``.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from deescalate.results import (
    ELEMENTS,
    Element,
    ElementName,
    Empathy,
    EmpathyPart,
    Evidence,
    Finding,
    Fit,
    LeftOpen,
    Points,
    Promise,
    Review,
    maker,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from deescalate._schema import EmpathyTable, ReviewFile, ScoreTable
    from deescalate.results import OpenKind

__all__ = ["Care", "care_for", "review"]

_make_review, _make_points, _make_evidence = maker(Review), maker(Points), maker(Evidence)
_make_empathy, _make_part = maker(Empathy), maker(EmpathyPart)
_CEILING = "no more for: {}"
_FLOOR = "no less than 0"


class Care(NamedTuple):
    """What a message about harm or loss changes in what is asked of the reply."""

    needless: tuple[ElementName, ...] = ()
    """The elements that nobody expects."""
    wanted: Mapping[OpenKind, str] = MappingProxyType({})
    """What the reply should name, each with the signal that calls for it."""


def care_for(profile: ReviewFile, signals: Collection[str]) -> Care:
    """Return what a message with some signals asks of the reply."""
    needless: list[ElementName] = []
    wanted: dict[OpenKind, str] = {}
    for rule in profile.care:
        named = [signal for signal in rule.signals if signal in signals]
        if named:
            needless += rule.needless
            wanted |= {kind: named[0] for kind in rule.wanted if kind not in wanted}
    return Care(tuple(needless), wanted)


def review(  # noqa: PLR0913 - what every engine found, each by its name
    profile: ReviewFile,
    text: str,
    language: str,
    elements: Mapping[ElementName, Element],
    findings: Sequence[Finding],
    *,
    left_open: Sequence[LeftOpen] = (),
    promises: Sequence[Promise] = (),
    fit: Fit | None = None,
) -> Review:
    """Return the review of a reply, from what was found in it, by a profile."""
    missing = tuple(
        name
        for name in ELEMENTS
        if name in elements and elements[name].expected and not elements[name].present
    )
    lines = _arithmetic(profile.score, missing, findings, left_open, fit)
    score = sum(line.points for line in lines)
    failed = _fails(profile.score, missing, findings)
    return _make_review(
        text=text,
        language=language,
        elements=dict(elements),
        missing=missing,
        findings=tuple(findings),
        score=score,
        arithmetic=tuple(lines),
        passed=not failed and score >= profile.score.bar,
        bar=profile.score.bar,
        left_open=tuple(left_open),
        promises=tuple(promises),
        empathy=_empathy(profile.empathy, elements["acknowledge"], findings) if elements else None,
        fit=fit,
    )


def _fails(
    table: ScoreTable, missing: Collection[ElementName], findings: Iterable[Finding]
) -> bool:
    """Say whether a reply lacks what it must have, or holds what no reply may hold."""
    return not set(table.must_have).isdisjoint(missing) or any(
        name in table.fail
        for finding in findings
        for name in (finding.severity, finding.category, finding.rule)
    )


def _arithmetic(
    table: ScoreTable,
    missing: Iterable[ElementName],
    findings: Sequence[Finding],
    left_open: Iterable[LeftOpen],
    fit: Fit | None,
) -> list[Points]:
    """Return the lines that add up to the score."""
    lines = [_make_points(label="a reply that lacks nothing", points=table.full)]
    lines += [
        _make_points(label=f"{name} is missing", points=-table.missing.get(name, 0))
        for name in missing
    ]
    for finding in findings:
        cost = table.cost.get(finding.severity, 0)
        lines.append(_make_points(label=f"{finding.rule}: {finding.text}", points=-cost))
    for severity, most in table.most.items():
        costs = table.cost.get(severity, 0) * sum(each.severity == severity for each in findings)
        if costs > most:
            lines.append(_make_points(label=_CEILING.format(severity), points=costs - most))
    for each in left_open:
        cost = table.left_open.get(each.kind, 0)
        if cost:
            lines.append(_make_points(label=f"{each.kind} left open: {each.text}", points=-cost))
    if fit is not None and fit.too_long and table.too_long:
        label = f"{fit.words} words, where {fit.longest} are enough"
        lines.append(_make_points(label=label, points=-table.too_long))
    total = sum(line.points for line in lines)
    if total < 0:
        lines.append(_make_points(label=_FLOOR, points=-total))
    return lines


def _empathy(table: EmpathyTable, acknowledge: Element, findings: Sequence[Finding]) -> Empathy:
    """Return the four parts of empathy: three from what acknowledges, one from what judges."""

    def shown(parts: Sequence[str]) -> EmpathyPart:
        evidence = tuple(each for each in acknowledge.evidence if each.speaks_for in parts)
        return _make_part(present=bool(evidence), evidence=evidence)

    judging = tuple(_against(each) for each in findings if each.category in table.judges)
    return _make_empathy(
        perspective=shown(table.perspective),
        no_judgement=_make_part(present=not judging, evidence=judging),
        feeling=shown(table.feeling),
        communicated=shown(table.communicated),
    )


def _against(finding: Finding) -> Evidence:
    return _make_evidence(
        span=finding.span,
        text=finding.text,
        speaks_for=finding.category,
        weight=-1.0,
        cue=finding.rule,
        source=finding.source,
    )

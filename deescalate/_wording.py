"""Find wording that is better avoided, by the pack's rules."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from deescalate.results import Finding

if TYPE_CHECKING:
    from deescalate._pack import Pack
    from deescalate._reading import Hit, Reading
    from deescalate._schema import Rule

__all__ = ["RuleHit", "findings", "rule_hits"]


class RuleHit(NamedTuple):
    """A rule and the place where it fires."""

    rule: Rule
    hit: Hit


def rule_hits(pack: Pack, reading: Reading) -> list[RuleHit]:
    """Return where rules fire, in the order of the text, no two of them overlapping.

    Where two overlap, the longer one counts, then the earlier one. Nothing fires in words that
    are somebody else's: quotations and quoted mail.
    """
    silenced = {
        (hit.cue.list.name, reading.sentence(hit.start)) for hit in reading.found.get("unless", ())
    }
    found = [
        hit
        for hit in reading.hits("rule")
        if not reading.quoted(hit.start, hit.end)
        and not (silenced and (hit.cue.list.name, reading.sentence(hit.start)) in silenced)
    ]
    found.sort(key=lambda hit: (hit.start - hit.end, hit.start))
    taken: set[int] = set()
    kept = []
    for hit in found:
        place = range(hit.start, hit.end)
        if taken.isdisjoint(place):
            taken.update(place)
            kept.append(hit)
    kept.sort(key=lambda hit: hit.start)
    return [RuleHit(pack.rules[hit.cue.list.name], hit) for hit in kept]


def findings(pack: Pack, reading: Reading, fired: list[RuleHit]) -> tuple[Finding, ...]:
    """Return a finding for each place where a rule fires."""
    return tuple(_finding(pack, reading, rule, hit) for rule, hit in fired if not rule.silent)


def _finding(pack: Pack, reading: Reading, rule: Rule, hit: Hit) -> Finding:
    span = reading.span(hit.start, hit.end)
    return Finding(
        category=rule.category,
        rule=rule.id,
        severity=rule.severity,
        span=span,
        text=reading.source[span.start : span.end],
        why=rule.why,
        suggestions=rule.propose,
        source=f"{pack.tag}/wording.toml",
    )

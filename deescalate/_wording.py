"""Find wording that is better avoided, by the pack's rules.

A rule is words to find and, if it says so, the replies in which they count: to an upset customer,
from the third time on, before anything was solved. Those conditions are data of the pack.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from deescalate.results import ELEMENTS, Finding, maker

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from deescalate._pack import Pack
    from deescalate._reading import Hit, Reading
    from deescalate._schema import Rule, WhenTable
    from deescalate.results import Severity, State

__all__ = ["SPOILING", "Asked", "RuleHit", "findings", "rule_hits"]

_make_finding = maker(Finding)
_REACH = 2
"""In how many sentences after it something may ease a hit."""
_CONDITIONAL = "when."
SPOILING = frozenset(("refusal", "blame", "defensive", "policy", "minimise", "escape", "sarcasm"))
"""Categories of wording that push a customer away: what looks like guidance in them is none."""


class RuleHit(NamedTuple):
    """A rule and the place where it fires."""

    rule: Rule
    hit: Hit
    severity: Severity | None = None
    """What it counts as here, if not as the rule says."""


class Asked(NamedTuple):
    """What rules need to know of the message that a reply answers."""

    state: State | None = None
    signals: frozenset[str] = frozenset()
    why: bool = False
    """The customer asks for the reason."""


_NOBODY = Asked()


def rule_hits(
    pack: Pack, reading: Reading, asked: Asked = _NOBODY, *, always: str = ""
) -> list[RuleHit]:
    """Return where rules fire, in the order of the text, no two of them overlapping.

    Where two overlap, the longer one counts, then the earlier one, then the one that mends.
    Nothing fires in words that are somebody else's (quotations and quoted mail) or part of a name.
    Rules for a certain customer fire only if that is who `asked`; the one with the id `always`
    fires in any case.
    """
    found = _spoken(reading, reading.hits("rule"))
    shown = _Shown(reading)
    for group in reading.found:
        if group.startswith(_CONDITIONAL):
            rule = pack.rules[group.removeprefix(_CONDITIONAL)]
            hits = _spoken(reading, reading.hits(group))
            if rule.when is not None and rule.id != always:
                hits = _counting(rule.when, hits, shown, asked)
            found += hits
    found.sort(key=lambda hit: _rank(pack, hit))
    taken: set[int] = set()
    kept = []
    for hit in found:
        place = range(hit.start, hit.end)
        if taken.isdisjoint(place):
            taken.update(place)
            kept.append(hit)
    kept.sort(key=_in_order)
    return [_fired(pack.rules[hit.cue.list.name], hit, shown) for hit in kept]


def _rank(pack: Pack, hit: Hit) -> tuple[int, int, bool]:
    """Return what hits are sorted by: the longest come first, then the first, then what mends."""
    return hit.start - hit.end, hit.start, pack.rules[hit.cue.list.name].say is None


def _in_order(hit: Hit) -> int:
    return hit.start


def _spoken(reading: Reading, hits: Iterable[Hit]) -> list[Hit]:
    """Return the hits in the writer's own words that nothing in their sentence silences."""
    own = [
        hit
        for hit in hits
        if not reading.quoted(hit.start, hit.end) and not _is_name(reading, hit)
    ]
    if not own or "unless" not in reading.found:
        return own
    names = {hit.cue.list.name for hit in own}
    silenced = {
        (name, reading.sentence(start))
        for start, _, number in reading.found["unless"]
        if (name := reading.cues[number].list.name) in names
    }
    if not silenced:
        return own
    return [hit for hit in own if (hit.cue.list.name, reading.sentence(hit.start)) not in silenced]


def _is_name(reading: Reading, hit: Hit) -> bool:
    """Say whether a hit is part of a name: capitals inside a sentence, in a row of capitals."""
    if not reading.source[reading.spans[hit.start][0]].isupper() or reading.begins_sentence(
        hit.start
    ):
        return False
    first, after = hit.start, hit.end
    if not _joined(reading, first) or not all(_titled(reading, i) for i in range(first, after)):
        return False
    if _titled(reading, first - 1) and not reading.begins_sentence(first - 1):
        return True
    return after < len(reading.tokens) and _joined(reading, after) and _titled(reading, after)


def _titled(reading: Reading, i: int) -> bool:
    """Say whether a token is written with one capital, at its beginning, and is more than that."""
    word = reading.text(i, i + 1)
    return len(word) > 1 and word[0].isupper() and word[1:].islower()


def _joined(reading: Reading, i: int) -> bool:
    """Say whether just a space stands between a token and the one before."""
    return reading.source[reading.spans[i - 1][1] : reading.spans[i][0]] == " "


class _Shown:
    """Where a reply shows elements, parts of them, and other lists of cues."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self._places: dict[str, list[Hit]] = {}
        self._sorted: dict[tuple[str, ...], list[Hit]] = {}

    def places(self, names: Sequence[str]) -> list[Hit]:
        """Return where the reply shows any of some things."""
        return [hit for name in names for hit in self._of(name)]

    def _of(self, name: str) -> list[Hit]:
        if name not in self._places:
            element, _, part = name.partition(".")
            group = f"element.{element}" if element in ELEMENTS else f"answer.{name}"
            self._places[name] = [
                hit
                for hit in self.reading.hits(group)
                if part in ("", hit.cue.list.name)
                and hit.cue.list.strength != "none"
                and not self.reading.quoted(hit.start, hit.end)
            ]
        return self._places[name]

    def eases(self, hit: Hit, names: Sequence[str]) -> bool:
        """Say whether something stands in the next two sentences, or in that of the hit."""
        reading, key = self.reading, tuple(names)
        if key not in self._sorted:
            self._sorted[key] = sorted(self.places(names), key=_in_order)
        others = self._sorted[key]
        sentence = reading.sentence(hit.start)
        after = bisect_left(others, hit.end, key=_in_order)
        if after < len(others) and reading.sentence(others[after].start) - sentence <= _REACH:
            return True
        before = bisect_left(others, hit.start, key=_in_order) - 1
        return (
            before >= 0
            and others[before].end <= hit.start
            and reading.sentence(others[before].start) == sentence
        )


def _counting(when: WhenTable, hits: list[Hit], shown: _Shown, asked: Asked) -> list[Hit]:
    """Return the hits that count in this reply, to whoever asked."""
    if (
        (when.to and asked.state not in when.to)
        or (when.signals and asked.signals.isdisjoint(when.signals))
        or (when.unasked and asked.why)
        or shown.places(when.without)
    ):
        return []
    if when.not_yet:
        first = min((hit.start for hit in shown.places(when.not_yet)), default=None)
        hits = [hit for hit in hits if first is None or hit.start <= first]
    if when.already:
        first = min((hit.end for hit in shown.places(when.already)), default=None)
        hits = [hit for hit in hits if first is not None and first <= hit.start]
    return hits[when.count - 1 :]


def _fired(rule: Rule, hit: Hit, shown: _Shown) -> RuleHit:
    """Return a hit with its rule; only a hint where something eases it."""
    if rule.when is not None and rule.when.eased_by and shown.eases(hit, rule.when.eased_by):
        return RuleHit(rule, hit, "info")
    return RuleHit(rule, hit)


def findings(_pack: Pack, reading: Reading, fired: list[RuleHit]) -> tuple[Finding, ...]:
    """Return a finding for each place where a rule fires."""
    return tuple(_finding(reading, each) for each in fired if not each.rule.silent)


def _finding(reading: Reading, fired: RuleHit) -> Finding:
    rule, hit = fired.rule, fired.hit
    span = reading.span(hit.start, hit.end)
    return _make_finding(
        category=rule.category,
        rule=rule.id,
        severity=fired.severity or rule.severity,
        span=span,
        text=reading.source[span.start : span.end],
        why=rule.why,
        suggestions=rule.propose,
        source=hit.cue.source,
    )

"""Mend the wording of a text by the pack's safe rules, and the grammar around each edit.

Rules are applied until none fires any more, so the result is a fixed point; what all passes did
is told as one list of edits between the text that was given and the one that came out.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from deescalate._text import Kind
from deescalate.results import Edit, Proposal, Rewrite, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from deescalate._pack import Pack
    from deescalate._reading import Reading
    from deescalate._wording import RuleHit

__all__ = ["rewrite"]

_PASSES = 12
"""Rules that still fire after so many passes feed each other; then nothing is changed."""
_SLOT = re.compile(r"\{(\w+)\}")
_WORD_EDGE = re.compile(r"\s+")


class Change(NamedTuple):
    """A replacement in a text, and the rules that asked for it."""

    start: int
    end: int
    text: str
    rules: tuple[str, ...]


def rewrite(
    pack: Pack, source: str, read: Callable[[str], tuple[Reading, Sequence[RuleHit]]]
) -> Rewrite:
    """Return a text with its wording mended; `read` reads a text and finds where rules fire."""
    text, changes = source, list[Change]()
    reading, fired = read(source)
    for _ in range(_PASSES):
        step = _changes(reading, fired)
        if not step:
            break
        changes = _composed(source, changes, text, step)
        text = _applied(text, step)
        reading, fired = read(text)
    else:
        text, changes = source, []
        reading, fired = read(source)
    return Rewrite(
        original=source,
        text=text,
        language=pack.tag,
        edits=_edits(pack, source, changes),
        proposals=_proposals(reading, fired),
    )


def _changes(reading: Reading, fired: Sequence[RuleHit]) -> list[Change]:
    """Return what the safe rules change in one pass, in order, none touching another."""
    changes: list[Change] = []
    for each in fired:
        change = _change(reading, each)
        if change and (not changes or changes[-1].end < change.start):
            changes.append(change)
    return changes


def _change(reading: Reading, fired: RuleHit) -> Change | None:
    """Return what a rule changes at a place; ``None`` if it has no swap that is safe there."""
    rule, hit = fired
    if rule.say is None:
        return None
    filled = _filled(reading, fired)
    if filled is None:
        return None
    if not filled:
        return _dropped(reading, fired)
    start, end = reading.span(hit.start, hit.end)
    old = reading.source[start:end]
    change = _trimmed(reading.source, start, end, _cased(reading, fired, old, filled))
    return Change(*change, (rule.id,)) if change else None


def _filled(reading: Reading, fired: RuleHit) -> str | None:
    """Return the swap with its slots filled; ``None`` if it would lose what must be kept."""
    rule, hit = fired
    caught = reading.captured(hit)
    used = set(_SLOT.findall(rule.say or ""))
    kept = {i for name, (start, end) in caught.items() if name in used for i in range(start, end)}
    for i in range(hit.start, hit.end):
        if reading.tokens[i].kind in _KEPT and i not in kept:
            return None

    def fill(match: re.Match[str]) -> str:
        place = caught.get(match[1])
        return reading.text(*place) if place else ""

    return _WORD_EDGE.sub(" ", _SLOT.sub(fill, rule.say or "")).strip()


_KEPT = frozenset((Kind.NUMBER, Kind.DATE, Kind.EMOJI, Kind.OPAQUE, Kind.LINK, Kind.HANDLE))


def _cased(reading: Reading, fired: RuleHit, old: str, new: str) -> str:
    """Return the new words in the case of the old: capitals throughout, or at the start."""
    if len(old) > 3 and old.isupper():  # noqa: PLR2004 - shorter ones are "I" and abbreviations
        return new.upper()
    if old[0].isupper() and reading.begins_sentence(fired.hit.start):
        return new[0].upper() + new[1:]
    return new


def _trimmed(source: str, start: int, end: int, new: str) -> tuple[int, int, str] | None:
    """Return the change without the words that stay at its ends; ``None`` if nothing changes."""
    old = source[start:end]
    if old == new:
        return None
    head = 0
    for match in re.finditer(r"\S+\s+", old):
        if not new.startswith(match[0], match.start()):
            break
        head = match.end()
    old, new, start = old[head:], new[head:], start + head
    tail = 0
    for match in reversed(list(re.finditer(r"\s+\S+", old))):
        size = len(old) - match.start()
        if not new.endswith(old[match.start() :]) or size >= len(new):
            break
        tail = size
    return (start, end - tail, new[: len(new) - tail]) if tail else (start, end, new)


def _dropped(reading: Reading, fired: RuleHit) -> Change | None:
    """Return the change that drops words, with the comma and space that went with them."""
    rule, hit = fired
    source = reading.source
    start, end = reading.span(hit.start, hit.end)
    if hit.end == len(reading.tokens) or reading.tokens[hit.end].kind >= Kind.MARK:
        if reading.begins_sentence(hit.start):
            return None
        before = re.search(r"[,\s]*\Z", source[:start])
        return Change(before.start() if before else start, end, "", (rule.id,))
    behind = re.match(r"\s*,?\s*", source[end:])
    after = end + (behind.end() if behind else 0)
    if reading.begins_sentence(hit.start):
        first = source[after : after + 1]
        if source[start].isupper() and first.islower() and not _plain_start(source, after):
            return None
        capital = first.upper() if source[start].isupper() else first
        return Change(start, after + 1, capital, (rule.id,))
    if "," in source[end:after]:
        comma = re.search(r"\s*,\s*\Z", source[:start])
        if comma:
            return Change(comma.start(), after, " ", (rule.id,))
    return Change(start, after, "", (rule.id,))


def _plain_start(source: str, at: int) -> bool:
    """Say whether the word at a place may be given a capital: not one such as iPhone."""
    match = re.match(r"\w+", source[at:])
    return match is not None and match[0] == match[0].lower()


def _applied(text: str, changes: Sequence[Change]) -> str:
    parts, at = [], 0
    for change in changes:
        parts += [text[at : change.start], change.text]
        at = change.end
    return "".join((*parts, text[at:]))


def _composed(
    source: str, done: Sequence[Change], text: str, step: Sequence[Change]
) -> list[Change]:
    """Return the changes that lead from the source where `done` and then `step` lead.

    `done` speaks of the source, `step` of the text it made; where they touch they become one.
    """
    placed, shift = [], 0
    for change in done:
        start = change.start + shift
        placed.append((start, start + len(change.text), change))
        shift += len(change.text) - (change.end - change.start)
    marks = sorted(
        [(start, end, change, True) for start, end, change in placed]
        + [(change.start, change.end, change, False) for change in step],
        key=lambda mark: mark[:2],
    )
    clusters: list[tuple[int, int, list[tuple[int, int, Change, bool]]]] = []
    for mark in marks:
        if clusters and mark[0] <= clusters[-1][1]:
            start, end, members = clusters[-1]
            clusters[-1] = (start, max(end, mark[1]), [*members, mark])
        else:
            clusters.append((mark[0], mark[1], [mark]))
    composed, shift = [], 0
    for start, end, members in clusters:
        first = start + shift
        old = [change for _, _, change, is_old in members if is_old]
        shift += sum((change.end - change.start) - len(change.text) for change in old)
        inner = [
            change._replace(start=change.start - start, end=change.end - start)
            for _, _, change, is_old in members
            if not is_old
        ]
        rules = tuple(dict.fromkeys(rule for _, _, change, _ in members for rule in change.rules))
        new = _applied(text[start:end], inner)
        change = Change(first, end + shift, new, rules)
        if source[change.start : change.end] != new:
            composed.append(change)
    return composed


def _edits(pack: Pack, source: str, changes: Sequence[Change]) -> tuple[Edit, ...]:
    edits, shift = [], 0
    for change in changes:
        start = change.start + shift
        edits.append(
            Edit(
                old=Span(change.start, change.end),
                new=Span(start, start + len(change.text)),
                before=source[change.start : change.end],
                after=change.text,
                rule=" ".join(change.rules),
                why=" ".join(pack.rules[rule].why for rule in change.rules),
            )
        )
        shift += len(change.text) - (change.end - change.start)
    return tuple(edits)


def _proposals(reading: Reading, fired: Sequence[RuleHit]) -> tuple[Proposal, ...]:
    return tuple(
        Proposal(
            span=reading.span(hit.start, hit.end),
            text=reading.text(hit.start, hit.end),
            rule=rule.id,
            why=rule.why,
            options=rule.propose or ((rule.say,) if rule.say else ()),
        )
        for rule, hit in fired
        if not rule.silent
    )

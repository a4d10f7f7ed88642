"""Mend the wording of a text by the pack's safe rules, and the grammar around each edit.

Where rules overlap, the longest counts, then the first: of words, then of ways of writing. An edit
that changes a fact which its rule doesn't declare is not made; it is left to a person. Rules are
applied until none fires any more, so the result is a fixed point; what all passes did is told as
one list of edits between the text that was given and the one that came out.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from deescalate._facts import changed_facts
from deescalate._rewrite._change import Change, applied, composed
from deescalate._rewrite._proposals import concern_of, proposals
from deescalate._rewrite._style import DOUBLED, SHOUTING, style_changes
from deescalate._rewrite._swap import swap
from deescalate._text import Kind
from deescalate.results import Edit, Rewrite, Span, maker

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from deescalate._pack import Pack
    from deescalate._reading import Reading
    from deescalate._wording import RuleHit

__all__ = ["check_apply", "rewrite", "untouched"]

_make_rewrite, _make_edit = maker(Rewrite), maker(Edit)
_PASSES = 12
"""Rules that still fire after so many passes feed each other; then nothing is changed."""
_AROUND = 5
"""So many tokens on each side of an edit the guard looks at too."""
_WAYS = ("safe", "none")


def check_apply(pack: Pack, apply: str | Collection[str]) -> None:
    """Raise `ValueError` if that is no way to choose what is applied, or no such rule is there."""
    if isinstance(apply, str):
        if apply not in _WAYS:
            message = f"apply must be 'safe', 'none' or a set of rule ids, not {apply!r}"
            raise ValueError(message)
        return
    unknown = sorted(set(apply) - pack.rules.keys() - {DOUBLED, SHOUTING})
    if unknown:
        message = f"no such rules in the language pack {pack.tag!r}: {', '.join(unknown)}"
        raise ValueError(message)


def rewrite(
    pack: Pack,
    source: str,
    read: Callable[[str], tuple[Reading, Sequence[RuleHit]]],
    *,
    apply: str | Collection[str] = "safe",
    to: str | None = None,
) -> Rewrite:
    """Return a text with its wording mended; `read` reads a text and finds where rules fire."""
    text, changes = source, list[Change]()
    reading, fired = read(source)
    for _ in range(_PASSES):
        step = _step(pack, reading, fired, apply)
        if not step:
            break
        changes = composed(source, changes, text, step)
        text = applied(text, step)
        reading, fired = read(text)
    else:
        text, changes = source, []
        reading, fired = read(source)
    concern = concern_of(pack, to) if to and fired else None
    fired = [each for each in fired if not (each.rule.after and _is_first(reading, each))]
    return _make_rewrite(
        original=source,
        text=text,
        language=pack.tag,
        edits=_edits(pack, source, changes),
        proposals=proposals(pack, reading, fired, concern),
    )


def untouched(pack: Pack, source: str) -> Rewrite:
    """Return a text as it is, with nothing proposed."""
    return _make_rewrite(original=source, text=source, language=pack.tag, edits=(), proposals=())


def _step(
    pack: Pack, reading: Reading, fired: Sequence[RuleHit], apply: str | Collection[str]
) -> list[Change]:
    """Return what is changed in one pass, in order, no change touching another."""
    if apply == "none":
        return []
    found = [*_swaps(pack, reading, fired), *style_changes(pack, reading)]
    if not isinstance(apply, str):
        found = [change for change in found if change.rules[0] in apply]
    if reading.hushed:
        found = [change for change in found if not _is_hushed(reading, change)]
    if len(found) > 1:
        found.sort(key=lambda change: change[:2])
    changes: list[Change] = []
    for change in found:
        if (not changes or changes[-1].end < change.start) and _keeps_facts(pack, reading, change):
            changes.append(change)
    return changes


def _is_hushed(reading: Reading, change: Change) -> bool:
    """Say whether something that a change comes from has nothing to say at its place."""
    return any(
        stretch.covers(rule, change.start, change.end)
        for stretch in reading.hushed
        for rule in change.rules
    )


def _swaps(pack: Pack, reading: Reading, fired: Sequence[RuleHit]) -> Iterator[Change]:
    for each in fired:
        if each.rule.say is None or (each.rule.after and _is_first(reading, each)):
            continue
        change = swap(pack, each, reading)
        if change is not None:
            yield change


def _is_first(reading: Reading, fired: RuleHit) -> bool:
    """Say whether none of a rule's `after` cues stands before a hit in its paragraph."""
    hits = [hit for hit in reading.all_hits("after") if hit.cue.list.name == fired.rule.id]
    return not any(
        hit.end <= fired.hit.start and not _paragraph_ends(reading, hit.end, fired.hit.start)
        for hit in hits
    )


def _paragraph_ends(reading: Reading, start: int, end: int) -> bool:
    return any(_is_blank_line(reading, i) for i in range(start, end))


def _is_blank_line(reading: Reading, i: int) -> bool:
    if reading.tokens[i].kind is not Kind.BREAK:
        return False
    start, end = reading.spans[i]
    return reading.source.count("\n", start, end) > 1


def _keeps_facts(pack: Pack, reading: Reading, change: Change) -> bool:
    """Say whether the words around a change state the same before and after it."""
    first, last = _around(reading, change)
    before = reading.source[first:last]
    after = applied(before, [change._replace(start=change.start - first, end=change.end - first)])
    changed = changed_facts(pack.guard, before, after)
    if not changed:
        return True
    rule = pack.rules.get(change.rules[0])
    return rule is not None and changed.issubset(rule.changes)


def _around(reading: Reading, change: Change) -> tuple[int, int]:
    """Return the characters of a change and of some tokens around it, within its paragraph."""
    spans = reading.spans
    left = bisect_left(spans, (change.start, change.start))
    right = bisect_left(spans, (change.end, change.end))
    first, last = left, right
    while first and left - first < _AROUND and not _is_blank_line(reading, first - 1):
        first -= 1
    while last < len(spans) and last - right < _AROUND and not _is_blank_line(reading, last):
        last += 1
    start = min(spans[first][0] if first < len(spans) else change.start, change.start)
    return start, max(spans[last - 1][1] if last else change.end, change.end)


def _edits(pack: Pack, source: str, changes: Sequence[Change]) -> tuple[Edit, ...]:
    edits, shift = [], 0
    for change in changes:
        start = change.start + shift
        edits.append(
            _make_edit(
                old=Span(change.start, change.end),
                new=Span(start, start + len(change.text)),
                before=source[change.start : change.end],
                after=change.text,
                rule=" ".join(change.rules),
                why=" ".join(_why(pack, rule) for rule in change.rules),
            )
        )
        shift += len(change.text) - (change.end - change.start)
    return tuple(edits)


def _why(pack: Pack, rule: str) -> str:
    """Return why a rule changes what it does."""
    if rule in pack.rules:
        return pack.rules[rule].why
    assert pack.settings is not None  # ways of writing are mended by packs with reasons
    style = pack.settings.style
    return (style.doubled if rule == DOUBLED else style.shouting) or ""

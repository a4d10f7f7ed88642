"""Find what a reply promises."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from deescalate.results import Promise, maker

if TYPE_CHECKING:
    from collections.abc import Sequence

    from deescalate._reading import Hit, Reading
    from deescalate._wording import RuleHit

__all__ = ["promises"]

_make_promise = maker(Promise)
_DOUBTED = "false_promise"
_OWNED = ("action", "owner")


def promises(reply: Reading, fired: Sequence[RuleHit]) -> tuple[Promise, ...]:
    """Return the sentences that promise something: to do it, by when, or beyond all doubt."""
    acts: dict[int, list[Hit]] = {}
    for hit in reply.hits("element.agree"):
        if hit.cue.list.strength != "none" and not reply.quoted(hit.start, hit.end):
            acts.setdefault(reply.sentence(hit.start), []).append(hit)
    doubts: dict[int, list[RuleHit]] = {}
    for each in fired:
        if each.rule.category == _DOUBTED and not each.rule.silent:
            doubts.setdefault(reply.sentence(each.hit.start), []).append(each)
    if not acts and not doubts:
        return ()
    dated = {reply.sentence(start) for _, start, _ in reply.values_of("time")}
    ends = reply.sentence_ends
    found = []
    for number in sorted({*acts, *doubts}):
        parts = {hit.cue.list.name for hit in acts.get(number, ())}
        strong = any(hit.cue.list.strength == "strong" for hit in acts.get(number, ()))
        if strong or len(parts) > 1 or number in doubts:
            span = reply.span(ends[number - 1] if number else 0, ends[number])
            found.append(
                _make_promise(
                    kind=_kind(doubts.get(number, ()), has_time=number in dated),
                    owned=not parts.isdisjoint(_OWNED),
                    text=reply.source[span.start : span.end],
                    span=span,
                )
            )
    return tuple(found)


def _kind(
    doubts: Sequence[RuleHit], *, has_time: bool
) -> Literal["dated", "undated", "vague", "absolute"]:
    # A rule that a dated promise silences is one about a time that says nothing.
    if any(each.rule.when is None or not each.rule.when.without for each in doubts):
        return "absolute"
    if has_time:
        return "dated"
    return "vague" if doubts else "undated"

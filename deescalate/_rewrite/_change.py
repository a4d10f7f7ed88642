"""Replacements in a text: applying them, and telling many passes as one list of edits."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Change", "applied", "composed"]


class Change(NamedTuple):
    """A replacement in a text, and the rules that asked for it."""

    start: int
    end: int
    text: str
    rules: tuple[str, ...]


def applied(text: str, changes: Sequence[Change]) -> str:
    """Return a text with changes made, which are in order and don't overlap."""
    parts, at = [], 0
    for change in changes:
        parts += [text[at : change.start], change.text]
        at = change.end
    return "".join((*parts, text[at:]))


class _Mark(NamedTuple):
    """A change, and where it stands in the text between two passes."""

    start: int
    end: int
    change: Change
    done: bool


def composed(
    source: str, done: Sequence[Change], text: str, step: Sequence[Change]
) -> list[Change]:
    """Return the changes that lead from the source where `done` and then `step` lead.

    `done` speaks of the source, `step` of the text it made; where they touch they become one.
    """
    clusters = _clusters(done, step)
    result, shift = [], 0
    for marks in clusters:
        start, end = marks[0].start, max(mark.end for mark in marks)
        first = start + shift
        old = [mark.change for mark in marks if mark.done]
        shift += sum((change.end - change.start) - len(change.text) for change in old)
        inner = [
            change._replace(start=change.start - start, end=change.end - start)
            for _, _, change, is_done in marks
            if not is_done
        ]
        rules = tuple(dict.fromkeys(rule for mark in marks for rule in mark.change.rules))
        change = Change(first, end + shift, applied(text[start:end], inner), rules)
        if source[change.start : change.end] != change.text:
            result.append(change)
    return result


def _clusters(done: Sequence[Change], step: Sequence[Change]) -> list[list[_Mark]]:
    """Return the changes of both lists in order, those that touch together."""
    marks, shift = [], 0
    for change in done:
        start = change.start + shift
        marks.append(_Mark(start, start + len(change.text), change, done=True))
        shift += len(change.text) - (change.end - change.start)
    marks += [_Mark(change.start, change.end, change, done=False) for change in step]
    marks.sort(key=lambda mark: mark[:2])
    clusters: list[list[_Mark]] = []
    reach = -1
    for mark in marks:
        if mark.start <= reach:
            clusters[-1].append(mark)
        else:
            clusters.append([mark])
        reach = max(reach, mark.end)
    return clusters

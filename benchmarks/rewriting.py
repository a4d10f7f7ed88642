"""Measure what rewriting does to the words that people marked in replies as better avoided.

    python benchmarks/rewriting.py replies.en.dev.jsonl

Each line of the file has ``text`` and ``wording``, a list of marked places with ``category`` and
``text``. A marked place is mended if an edit touches it, pointed at if a proposal does, else it
is missed. ``--edits`` prints every edit and ``--misses`` every place that was missed (to look at,
not to keep).
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import deescalate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from deescalate import Rewrite, Span

_SHOWN = 40
"""Characters on each side of a place that is printed."""


def fate(mended: Rewrite, start: int, end: int) -> str:
    """Return what became of a place in the text that was given."""
    if any(edit.old.start < end and start < edit.old.end for edit in mended.edits):
        return "mended"
    shift = sum(
        len(edit.after) - len(edit.before) for edit in mended.edits if edit.old.end <= start
    )
    place = (start + shift, end + shift)
    pointed = any(touch(proposal.span, place) for proposal in mended.proposals)
    return "pointed at" if pointed else "missed"


def touch(span: Span, place: tuple[int, int]) -> bool:
    """Say whether two stretches of a text share a character."""
    return span.start < place[1] and place[0] < span.end


def places(reply: dict[str, Any]) -> Iterator[tuple[str, int, int]]:
    """Yield the category of each marked place in a reply, and where it stands."""
    for marked in reply["wording"]:
        start = reply["text"].find(marked["text"])
        if start >= 0:
            yield marked["category"], start, start + len(marked["text"])


def shown(text: str, start: int, end: int) -> str:
    """Return a place in brackets with some of the text around it."""
    around = text[max(0, start - _SHOWN) : start], text[start:end], text[end : end + _SHOWN]
    return "{}[{}]{}".format(*around).replace("\n", " ")


def main() -> None:
    """Print the figures for each file, and by category."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--language", default="en")
    parser.add_argument("--edits", action="store_true")
    parser.add_argument("--misses", action="store_true")
    options = parser.parse_args()
    for path in options.files:
        replies = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
        fates: Counter[tuple[str, str]] = Counter()
        changed = 0
        for reply in replies:
            mended = deescalate.rewrite(reply["text"], language=options.language)
            changed += bool(mended.edits)
            if options.edits and mended.edits:
                print(mended.diff())
            for category, start, end in places(reply):
                seen = fate(mended, start, end)
                fates[category, seen] += 1
                if options.misses and seen == "missed":
                    print(f"{category}: {shown(reply['text'], start, end)}")
        print(f"{path.name}: {len(replies)} replies, {changed} changed")
        report(fates)


def report(fates: Counter[tuple[str, str]]) -> None:
    """Print how many marked places were mended, pointed at and missed."""
    names = ("mended", "pointed at", "missed")
    for category in (*sorted({category for category, _ in fates}), ""):
        counts = [
            sum(n for (each, seen), n in fates.items() if seen == name and category in (each, ""))
            for name in names
        ]
        told = ", ".join(f"{name} {n}" for name, n in zip(names, counts, strict=True))
        share = 1 - counts[-1] / (sum(counts) or 1)
        print(f"  {category or 'all':14} {told}; mended or pointed at {share:.0%}")


if __name__ == "__main__":
    main()

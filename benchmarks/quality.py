"""Measure how well the library reads labelled messages and replies.

    python benchmarks/quality.py messages.en.dev.jsonl [replies.en.dev.jsonl ...]

A file of messages has ``text``, ``state`` and ``signals`` in each line; a file of replies has
``text``, ``customer``, ``elements`` and ``wording``. ``--confusion`` prints the table of states,
``--misses N`` some of the texts that were read wrongly (to look at, not to keep).
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import deescalate
from deescalate.results import CATEGORIES, ELEMENTS, SIGNALS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from collections.abc import Set as AbstractSet

STATES = [state.value for state in deescalate.State if state is not deescalate.State.UNKNOWN]
HOT = 2
"""A state is hot from this heat on."""


def f1(true: int, found: int, wanted: int) -> float:
    """Return the F1 score from the numbers of right, found and wanted ones."""
    return 2 * true / (found + wanted) if found + wanted else 1.0


def kappa(pairs: Sequence[tuple[Any, Any]]) -> float:
    """Return Cohen's kappa of pairs (expected, read): agreement beyond chance."""
    total = len(pairs)
    agreed = sum(a == b for a, b in pairs) / total
    left, right = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    chance = sum(left[name] * right[name] for name in left) / total**2
    return 1.0 if chance == 1 else (agreed - chance) / (1 - chance)


def macro_f1(pairs: Sequence[tuple[str, str]], names: Iterable[str]) -> float:
    """Return the mean of the F1 scores of all names that occur."""
    scores = []
    for name in names:
        true = sum(a == b == name for a, b in pairs)
        found, wanted = sum(b == name for _, b in pairs), sum(a == name for a, _ in pairs)
        if found + wanted:
            scores.append(f1(true, found, wanted))
    return sum(scores) / len(scores)


def micro_f1(pairs: Sequence[tuple[AbstractSet[str], AbstractSet[str]]]) -> float:
    """Return the F1 score over all names of all pairs of sets."""
    true = sum(len(a & b) for a, b in pairs)
    return f1(true, sum(len(b) for _, b in pairs), sum(len(a) for a, _ in pairs))


def print_messages(rows: list[dict[str, Any]], *, confusion: bool, misses: int) -> None:
    """Print the figures for a file of messages."""
    language = rows[0].get("lang")
    seen = [deescalate.detect(row["text"], language=language) for row in rows]
    pairs = [(row["state"], each.state.value) for row, each in zip(rows, seen, strict=True)]
    hot = [(deescalate.State(a).heat >= HOT, deescalate.State(b).heat >= HOT) for a, b in pairs]
    both = sum(a and b for a, b in hot)
    signals = [
        (set(row["signals"]), {signal.name for signal in each.signals} - {"security"})
        for row, each in zip(rows, seen, strict=True)
    ]
    print(f"  state macro-F1  {macro_f1(pairs, STATES):.3f}")
    print(f"  state accuracy  {sum(a == b for a, b in pairs) / len(pairs):.3f}")
    print(f"  state kappa     {kappa(pairs):.3f}")
    print(f"  hot or not F1   {f1(both, sum(b for _, b in hot), sum(a for a, _ in hot)):.3f}")
    print(f"  signals micro-F1 {micro_f1(signals):.3f}")
    if confusion:
        print_confusion(pairs)
        print_names(signals, SIGNALS)
    wrong = [i for i, (a, b) in enumerate(pairs) if a != b]
    for i in wrong[:misses]:
        print(f"    {pairs[i][0]} read as {pairs[i][1]}: {rows[i]['text'][:200]!r}")


def print_confusion(pairs: Sequence[tuple[str, str]]) -> None:
    """Print how often each expected state was read as each other."""
    counts = Counter(pairs)
    print("  expected \\ read " + " ".join(f"{name[:6]:>6}" for name in STATES))
    for name in STATES:
        row = " ".join(f"{counts[name, other]:6d}" for other in STATES)
        print(f"  {name:15s} {row}")


def print_names(
    pairs: Sequence[tuple[AbstractSet[str], AbstractSet[str]]], names: Iterable[str]
) -> None:
    """Print precision, recall and F1 of each name that occurs."""
    for name in names:
        true = sum(name in a and name in b for a, b in pairs)
        wanted, found = sum(name in a for a, _ in pairs), sum(name in b for _, b in pairs)
        if wanted or found:
            precision = true / found if found else 0.0
            recall = true / wanted if wanted else 0.0
            score = f1(true, found, wanted)
            print(f"  {name:15s} P {precision:.2f}  R {recall:.2f}  F1 {score:.2f}  n {wanted}")


def print_replies(rows: list[dict[str, Any]], *, confusion: bool, misses: int) -> None:
    """Print the figures for a file of replies."""
    seen = [
        deescalate.check(row["text"], to=row.get("customer"), language=row.get("lang"))
        for row in rows
    ]
    for name in ELEMENTS:
        pairs = [
            (name in row["elements"], each.elements[name].present)
            for row, each in zip(rows, seen, strict=True)
        ]
        true = sum(a and b for a, b in pairs)
        score = f1(true, sum(b for _, b in pairs), sum(a for a, _ in pairs))
        print(f"  {name:12s} F1 {score:.3f}  kappa {kappa(pairs):.3f}")
        wrong = [i for i, (a, b) in enumerate(pairs) if a != b]
        for i in wrong[:misses]:
            print(f"    {'missed' if pairs[i][0] else 'seen'}: {rows[i]['text'][:200]!r}")
    wording = [
        (
            {word if isinstance(word, str) else word["category"] for word in row["wording"]},
            {found.category for found in each.findings},
        )
        for row, each in zip(rows, seen, strict=True)
    ]
    any_or_none = [(bool(a), bool(b)) for a, b in wording]
    true = sum(a and b for a, b in any_or_none)
    score = f1(true, sum(b for _, b in any_or_none), sum(a for a, _ in any_or_none))
    print(f"  wording, any or none F1 {score:.3f}")
    print(f"  wording, categories micro-F1 {micro_f1(wording):.3f}")
    if confusion:
        print_names(wording, CATEGORIES)


def main() -> None:
    """Read the files named on the command line and print their figures."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--confusion", action="store_true")
    parser.add_argument("--misses", type=int, default=0)
    options = parser.parse_args()
    for path in options.files:
        lines = path.read_text(encoding="utf-8").splitlines()
        rows = [json.loads(line) for line in lines if line.strip()]
        print(f"{path.name}: {len(rows)} rows")
        show = print_messages if "state" in rows[0] else print_replies
        show(rows, confusion=options.confusion, misses=options.misses)


if __name__ == "__main__":
    main()

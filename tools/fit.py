"""Fit the weights of the features to labelled messages; needs scikit-learn (for its SciPy).

    python tools/fit.py messages.en.train.jsonl [more.jsonl ...] --out weights.json

Each line has ``text``, ``lang``, ``state`` and ``source``. The weights are shared by all
languages: they belong to kinds of cues and of style, never to words, so no brand, handle or
product name can be learnt. The same files give the same weights, digit by digit.

The fit is a multinomial logistic regression whose weights are drawn to a prior instead of to zero:
a cue of a state speaks for that state, the more the stronger it is, and a signal that by its
definition comes with a state speaks for that. So what is rare in the data keeps its sense.
``--by-source`` fits on all sources but one and measures on that one, for each source in turn; the
constants below were chosen by that.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize

from deescalate._lexicon import MESSAGE
from deescalate._registry import Registry
from deescalate._signals import signal_hits
from deescalate._states import features, likeliest, shares
from deescalate.results import STATES, State

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))
from quality import HOT, f1, kappa, macro_f1

NAMES = [state.value for state in STATES]
PRIOR = {"mild": 0.6, "clear": 1.4, "strong": 2.4}
"""What a cue adds to its own state before any data is seen."""
MEANS = {
    "signal.abuse": ("angry", "clear"),
    "signal.safety": ("worried", "clear"),
    "signal.security": ("worried", "clear"),
    "signal.threat": ("angry", "strong"),
}
"""Signals that show a state by what they are, and how strongly."""
PULL = 8.0
"""How strongly weights are drawn to the prior."""
BALANCE = 0.6
"""How far rare states are weighed up: 0 not at all, 1 as if all were equally frequent."""
SMALLEST = 0.02
"""Weights nearer to zero than this are left out."""

Counts = list[dict[str, float]]


def read_rows(paths: list[Path]) -> list[dict[str, Any]]:
    """Return the rows of all files, in order."""
    return [
        json.loads(line)
        for path in paths
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.strip()
    ]


def counted(rows: list[dict[str, Any]], registry: Registry) -> Counts:
    """Return the features of each row, summed by name."""
    counts = []
    for row in rows:
        reading = registry.pack(row["lang"]).lexicon.read(row["text"], MESSAGE)
        sums: dict[str, float] = {}
        for feature in features(reading, signal_hits(reading)):
            sums[feature.name] = sums.get(feature.name, 0.0) + feature.value
        counts.append(sums)
    return counts


def matrix(counts: Counts, names: list[str]) -> Any:  # noqa: ANN401 - an array
    """Return the features as a matrix, a column for each name."""
    place = {name: i for i, name in enumerate(names)}
    table = np.zeros((len(counts), len(names)))
    for row, sums in zip(table, counts, strict=True):
        for name, value in sums.items():
            if name in place:
                row[place[name]] = value
    return table


def prior(names: list[str]) -> Any:  # noqa: ANN401 - an array
    """Return the weights that are believed before any data is seen."""
    table = np.zeros((len(names), len(NAMES)))
    for row, name in zip(table, names, strict=True):
        state, _, strength = name.partition(".")
        if state in NAMES and strength in PRIOR:
            row[NAMES.index(state)] = PRIOR[strength]
        elif name in MEANS:
            meant, strength = MEANS[name]
            row[NAMES.index(meant)] = PRIOR[strength]
    return table


def fit(counts: Counts, states: list[str]) -> dict[str, Any]:
    """Return the weights that fit features to states."""
    known = {f"{state}.{strength}" for state in NAMES for strength in PRIOR} | set(MEANS)
    names = sorted(known.union(*counts))
    start = prior(names)
    table, wanted = matrix(counts, names), np.array([NAMES.index(state) for state in states])
    frequent = np.maximum(np.bincount(wanted, minlength=len(NAMES)), 1)
    rows = (len(states) / len(NAMES) / frequent)[wanted] ** BALANCE
    rows /= rows.mean()
    one_hot = np.eye(len(NAMES))[wanted]
    size = start.size

    def loss(point: Any) -> tuple[float, Any]:  # noqa: ANN401 - an array
        moved, bias = point[:size].reshape(start.shape), point[size:]
        scores = table @ (start + moved) + bias
        scores -= scores.max(axis=1, keepdims=True)
        parts = np.exp(scores)
        parts /= parts.sum(axis=1, keepdims=True)
        told = np.log((parts * one_hot).sum(axis=1) + 1e-12)
        value = -(rows * told).sum() + PULL * (moved**2).sum() / 2 + 0.01 * (bias**2).sum() / 2
        slope = (parts - one_hot) * rows[:, None]
        return value, np.r_[
            (table.T @ slope + PULL * moved).ravel(), slope.sum(axis=0) + 0.01 * bias
        ]

    found = minimize(loss, np.zeros(size + len(NAMES)), jac=True, method="L-BFGS-B").x
    weights = start + found[:size].reshape(start.shape)
    return {
        "bias": _rounded(found[size:]),
        "features": {
            name: kept
            for name, row in zip(names, weights, strict=True)
            if (kept := {s: w for s, w in _rounded(row).items() if abs(w) >= SMALLEST})
        },
    }


def _rounded(row: Any) -> dict[str, float]:  # noqa: ANN401 - an array
    return {name: round(float(value), 2) for name, value in zip(NAMES, row, strict=True)}


def read_states(weights: dict[str, Any], counts: Counts) -> list[str]:
    """Return the state that weights make of each row, chosen as the library does."""
    told = []
    for sums in counts:
        scores = dict(weights["bias"])
        for name, value in sums.items():
            for state, weight in weights["features"].get(name, {}).items():
                scores[state] += weight * value
        told.append(NAMES[likeliest(shares([scores[name] for name in NAMES]))])
    return told


def print_figures(label: str, pairs: list[tuple[str, str]]) -> None:
    """Print the figures of one measurement."""
    hot = [(State(a).heat >= HOT, State(b).heat >= HOT) for a, b in pairs]
    score = f1(sum(a and b for a, b in hot), sum(b for _, b in hot), sum(a for a, _ in hot))
    macro = macro_f1(pairs, NAMES)
    print(f"{label:24s} macro-F1 {macro:.3f}  kappa {kappa(pairs):.3f}  hot or not F1 {score:.3f}")


def print_by_source(rows: list[dict[str, Any]], counts: Counts) -> None:
    """Fit on all sources but one, measure on that one; then on all of these together."""
    states = [row["state"] for row in rows]
    together: list[tuple[str, str]] = []
    for source in sorted({row["source"] for row in rows}):
        own = [i for i, row in enumerate(rows) if row["source"] != source]
        others = [i for i, row in enumerate(rows) if row["source"] == source]
        weights = fit([counts[i] for i in own], [states[i] for i in own])
        told = read_states(weights, [counts[i] for i in others])
        pairs = list(zip([states[i] for i in others], told, strict=True))
        print_figures(f"unseen {source}", pairs)
        together += pairs
    print_figures("unseen, all together", together)


def main() -> None:
    """Fit on the files named on the command line, and measure the fit."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--by-source", action="store_true")
    options = parser.parse_args()
    rows = read_rows(options.files)
    counts = counted(rows, Registry())
    if options.by_source:
        print_by_source(rows, counts)
    states = [row["state"] for row in rows]
    weights = fit(counts, states)
    told = read_states(weights, counts)
    print_figures("fitted on all", list(zip(states, told, strict=True)))
    if options.out:
        text = json.dumps(weights, indent=1, sort_keys=True)
        options.out.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

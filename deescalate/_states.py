"""Read a customer's state from what a pack's cues and the style of writing show.

Features (cue hits by state and strength, signals, style) are counted, weighed and added up for
each state; the softmax of the sums is the share of each. The shares decide first whether the text
is hot or cool, then which state on that side. What every feature added is kept as evidence. The
weights are fitted by ``tools/fit.py`` and are the same for all languages.
"""

from __future__ import annotations

from functools import partial
from math import exp, floor, log2
from typing import TYPE_CHECKING, NamedTuple

from deescalate._text import Kind
from deescalate.results import STATES, Evidence, Lazy, SignalName, Span, State, maker

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from deescalate._pack import Pack
    from deescalate._reading import Cue, Hit, Reading
    from deescalate._weights import Vector

__all__ = ["Feature", "Sign", "features", "likeliest", "read_state", "shares"]


class Feature(NamedTuple):
    """Something in a text that speaks for or against states."""

    name: str
    """Its name in the weights, such as ``angry.strong`` or ``style.exclamation``."""
    value: float
    """How much of it there is; 1 for a cue."""
    speaks_for: str
    hit: tuple[int, int, Cue | Sign]
    """Its first token, the index after its last, and what was found; no token is all of them."""


class Sign(NamedTuple):
    """What the way of writing shows: to evidence what a cue is."""

    text: str
    source: str = "style"


_Row = tuple[str, float, str, "tuple[int, int, Cue | Sign]"]
"""A feature as a plain tuple, its fields in order: texts have many, and a name costs time."""

_make_evidence = maker(Evidence)
_BOOST, _SOFTEN = 1.4, 0.6
_STYLE = "style"


class StateReading(NamedTuple):
    """What the engine makes of a text."""

    state: State
    intensity: float
    scores: dict[State, float]
    evidence: Lazy[Evidence] | tuple[()]
    base: float = 0.0
    """The bias of the state, which its evidence adds to."""


def read_state(
    pack: Pack, reading: Reading, signals: Mapping[SignalName, Sequence[Hit]]
) -> StateReading:
    """Return the state that a text shows, with its scores and what they are made of."""
    rows = _rows(reading, signals)
    weights = pack.common.weights
    vectors = [
        weights[name] if value == 1 else weights.scaled[name, value] for name, value, _, _ in rows
    ]
    *sums, points = map(sum, zip(weights.bias, *vectors))  # noqa: B905 - all equally long
    intensity = floor((1 - exp(-points)) * 10_000 + 0.5) / 10_000
    if not rows or (pack.settings is None and not any(_has_words(row) for row in rows)):
        return StateReading(State.UNKNOWN, intensity, {}, ())
    parts = shares(sums)
    best = likeliest(parts)
    return StateReading(
        STATES[best],
        intensity,
        dict(zip(STATES, parts)),  # noqa: B905 - equally long
        Lazy(partial(_evidence, reading.source, reading.edges, rows, vectors, best)),
        weights.bias[best],
    )


def _has_words(row: _Row) -> bool:
    return not isinstance(row[3][2], Sign)


def _evidence(
    source: str, edges: Sequence[int], rows: Sequence[_Row], vectors: Sequence[Vector], best: int
) -> tuple[Evidence, ...]:
    """Return what each feature adds to the score of the `best` state, in the order of the text."""
    places = sorted(
        (*_place(source, edges, hit), speaks_for, round(weight, 4), hit[2].text, hit[2].source)
        for (_, _, speaks_for, hit), vector in zip(rows, vectors, strict=True)
        if (weight := vector[best])
    )
    return tuple(
        _make_evidence(
            span=Span(start, end),
            text=source[start:end],
            speaks_for=speaks_for,
            weight=weight,
            cue=cue,
            source=file,
        )
        for start, end, speaks_for, weight, cue, file in places
    )


def _place(source: str, edges: Sequence[int], hit: tuple[int, int, Cue | Sign]) -> tuple[int, int]:
    """Return the characters that a hit stands on."""
    start, end, _ = hit
    return (edges[2 * start], edges[2 * end - 1]) if end else (0, len(source))


def shares(sums: Sequence[float]) -> list[float]:
    """Return the softmax of the sums of all states."""
    top = max(sums)
    powers = [exp(each - top) for each in sums]
    total = sum(powers)
    return [power / total for power in powers]


def likeliest(parts: Sequence[float]) -> int:
    """Return the place of the best state on the side, hot or cool, that has most of the shares.

    Heat is spread over more states than calm is: the best of all would too often be cool.
    """
    hot, cool = parts[_HOT:], parts[:_HOT]
    if sum(hot) > sum(cool):
        return _HOT + hot.index(max(hot))
    return cool.index(max(cool))


_HOT = next(i for i, state in enumerate(STATES) if state.heat > State.CONFUSED.heat)
"""Place of the first hot state."""


def features(reading: Reading, signals: Mapping[SignalName, Sequence[Hit]]) -> list[Feature]:
    """Return all that a text shows of states: cues, signals, style."""
    return [Feature(*row) for row in _rows(reading, signals)]


def _rows(reading: Reading, signals: Mapping[SignalName, Sequence[Hit]]) -> list[_Row]:
    size = reading.size
    if not size:
        return []
    length = log2(1 + size) - _USUAL_LENGTH
    rows: list[_Row] = [("style.length", length, _STYLE, _LENGTH)]
    if signals:
        rows += [(hit.cue.list.feature, 1.0, name, hit) for name, (hit, *_) in signals.items()]
        rows.append(("mixed.signals", log2(1 + len(signals)), *rows[1][2:]))
    hits = reading.hits("state")
    plain = _add_cues(reading, hits, rows) if hits else ()
    if plain:
        _add_mixed(plain, rows, length, signals)
    elif _TELLING.isdisjoint(signals):
        rows.append(("style.no_cue", 1.0, "calm", _NO_CUE))
    if reading.marked:
        _add_style(reading, rows)
    if reading.tokens[-1].folded == "?":
        last = len(reading.tokens) - 1
        rows.append(("style.ends_asking", 1.0, _STYLE, (last, last + 1, _ENDS_ASKING)))
    return rows


_LENGTH = 0, 0, Sign("length")
_NO_CUE = 0, 0, Sign("no cue of a state")
_ALL_CAPITALS = 0, 0, Sign("all capitals")
_ENDS_ASKING = Sign("ends asking")
_SIGNS = {
    name: Sign(name)
    for name in ("capitals", "dots", "exclamation", "question", "shouting", "stacked", "stretched")
}


def _add_cues(reading: Reading, hits: Sequence[Hit], rows: list[_Row]) -> list[_Row]:
    """Add what the cues of states show; return which of it is neither negated nor quoted.

    The more often the same, the less each adds.
    """
    plain: list[_Row] = []
    seen: dict[str, int] = {}
    found = reading.found
    may_turn = "negation" in found or bool(reading.quotations)
    may_press = "boosters" in found or "softeners" in found
    last = reading.last_sentence_start or len(reading.tokens)
    for hit in hits:
        listed = hit.cue.list
        state = listed.name
        turned = _turned(reading, hit) if may_turn else ""
        name = f"{state}.{turned}" if turned else listed.feature
        seen[name] = times = seen.get(name, 0) + 1
        force = _force(reading, hit) if may_press and not turned else 1.0
        row = (name, force / times, state, hit)
        rows.append(row)
        if not turned:
            plain.append(row)
            if hit.start >= last and (ending := f"last.{state}") not in seen:
                seen[ending] = 1
                rows.append((ending, 1.0, state, hit))
    return plain


def _add_mixed(
    plain: Sequence[_Row], rows: list[_Row], length: float, signals: Iterable[SignalName]
) -> None:
    """Add what only the cues and the signals of a text together show."""
    states = {row[2] for row in plain}
    hot = [row for row in plain if row[2] in _HEATED]
    if "satisfied" in states:
        praise = [row for row in plain if row[2] == "satisfied"]
        place = praise[0][2:]
        if not states <= _KIND or not _FAILURES.isdisjoint(signals):
            rows.append(("mixed.praise_and_failure", 1.0, *place))
        more = log2((1 + len(praise)) / (1 + len(hot)))
        rows.append(("mixed.praise_over_heat", more, *place))
    if not hot:
        return
    place = hot[0][2:]
    if len(states & _HEATED) > 1:
        rows.append(("mixed.hot_states", 1.0, *place))
    if _MILD.issuperset([row[0] for row in hot]):
        # One "still" says less in a long report than in a line.
        rows.append(("mixed.mild_at_length", length, *place))
        if not _FAULTS.isdisjoint(signals):
            # "Every time" may only tell when the fault comes.
            rows.append(("mixed.mild_at_fault", 1.0, *place))


_TELLING = frozenset(("abuse", "threat"))
"""Signals that are anger by what they are, so that a text with one is not without a cue."""
_KIND = {"satisfied", "calm"}
_HEATED = frozenset(STATES[_HOT:])
_MILD = frozenset(f"{state}.mild" for state in STATES)
_USUAL_LENGTH = 5
"""Of a message, as the logarithm of its tokens."""
_FAULTS = {"outage", "defect"}
_FAILURES = {"outage", "defect", "poor_service", "distrust", "long_wait", "repeat_contact"}


def _turned(reading: Reading, hit: Hit) -> str:
    """Return why a cue of a state doesn't say what it says; empty if it does."""
    if reading.quotations and reading.quoted(hit.start, hit.end):
        return "quoted"
    return "negated" if "negation" in reading.found and reading.negated(hit) else ""


def _force(reading: Reading, hit: Hit) -> float:
    """Return how much a cue counts by the boosters and softeners beside it."""
    force = 1.0
    if "boosters" in reading.found and reading.near("boosters", hit):
        force *= _BOOST
    if "softeners" in reading.found and reading.near("softeners", hit):
        force *= _SOFTEN
    return force


def _add_style(reading: Reading, rows: list[_Row]) -> None:
    """Add what the way of writing shows: marks, capitals, stretched letters."""
    tokens = reading.tokens
    first: dict[str, int] = {}
    counts: dict[str, int] = {}
    for i in reading.marked:
        if tokens[i].style:
            for name, amount in _shown(reading, i):
                first.setdefault(name, i)
                counts[name] = counts.get(name, 0) + amount
    if "shouting" in first and _is_in_capitals(reading):
        # Who writes all in capitals doesn't raise the voice by them.
        rows.append(("style.all_capitals", 1.0, _STYLE, _ALL_CAPITALS))
    for name, i in first.items():
        hit = i, i + 1, _SIGNS[name]
        rows.append((f"style.{name}", log2(1 + counts[name]), _STYLE, hit))


def _is_in_capitals(reading: Reading) -> bool:
    """Say whether at least half of the words are written in capitals."""
    words = [token for token in reading.tokens if token.kind is Kind.WORD]
    return 2 * sum(token.style == "capitals" for token in words) >= len(words)


def _shown(reading: Reading, i: int) -> tuple[tuple[str, int], ...]:
    """Return what shows feeling in how a token is written, and how much of it."""
    tokens, style = reading.tokens, reading.tokens[i].style
    size = reading.edges[2 * i + 1] - reading.edges[2 * i]
    if style == "capitals":
        # One word may be a name or an abbreviation; two in a row are a raised voice.
        if size < _LONG_WORD:
            return ()
        in_a_row = i > 0 and tokens[i - 1].style == "capitals"
        return (("capitals", 1), ("shouting", 1)) if in_a_row else (("capitals", 1),)
    shown = (style, size if style == "exclamation" else 1)
    stacked = size > 1 and style in ("exclamation", "question")
    return (shown, ("stacked", 1)) if stacked else (shown,)


_LONG_WORD = 4
"""Letters from which a word in capitals is hardly an abbreviation."""

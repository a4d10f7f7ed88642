"""Read a customer's state from what a pack's cues and the style of writing show.

Features (cue hits by state and strength, signals, style) are counted, weighed and added up for
each state; the softmax of the sums is the share of each. What every feature added is kept as
evidence. The weights are fitted by ``tools/fit.py`` and are the same for all languages.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from math import exp, floor, log2
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from deescalate.results import STATES, Evidence, SignalName, State, maker

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from deescalate._pack import Pack
    from deescalate._reading import Hit, Reading

__all__ = ["Feature", "features", "read_state"]


class Feature(NamedTuple):
    """Something in a text that speaks for or against states."""

    name: str
    """Its name in the weights, such as ``angry.strong`` or ``style.exclamation``."""
    value: float
    """How much of it there is; 1 for a cue."""
    start: int
    """Index of its first token."""
    end: int
    """Index after its last token."""
    speaks_for: str
    cue: str
    source: str


_Added = tuple[Feature, Sequence[float]]
"""A feature, and what it adds to the score of each state."""

_make_evidence = maker(tuple[Evidence, ...])
# Texts have many of these: they are made at half the cost of calling the class.
_make_feature = partial(tuple.__new__, Feature)
_BOOST, _SOFTEN = 1.4, 0.6
_SOURCE = "style"


class StateReading(NamedTuple):
    """What the engine makes of a text."""

    state: State
    intensity: float
    scores: dict[State, float]
    evidence: tuple[Evidence, ...]


def read_state(
    pack: Pack, reading: Reading, signals: Mapping[SignalName, Sequence[Hit]]
) -> StateReading:
    """Return the state that a text shows, with its scores and what they are made of."""
    found = features(reading, signals)
    strength = intensity(found)
    if not found or (pack.settings is None and all(each.source is _SOURCE for each in found)):
        return StateReading(State.UNKNOWN, strength, {}, ())
    bias, weights = pack.common.weights
    added = [(each, weights[each.name]) for each in found if each.name in weights]
    sums = _sums(bias, added)
    best = sums.index(max(sums))
    shown = [_evidence(reading, each, vector[best]) for each, vector in added if vector[best]]
    shown.sort(key=_by_span)
    return StateReading(STATES[best], strength, _shares(sums), _make_evidence(shown))


def _sums(bias: Sequence[float], added: Iterable[_Added]) -> list[float]:
    """Return the score of each state: its bias, and what the features add."""
    vectors = [
        vector if feature.value == 1 else [weight * feature.value for weight in vector]
        for feature, vector in added
    ]
    return list(map(sum, zip(bias, *vectors)))  # noqa: B905 - all are as long as there are states


def _shares(sums: Sequence[float]) -> dict[State, float]:
    """Return the softmax of the sums."""
    top = max(sums)
    powers = [exp(each - top) for each in sums]
    total = sum(powers)
    return dict(zip(STATES, [power / total for power in powers]))  # noqa: B905 - equally long


def _evidence(reading: Reading, feature: Feature, weight: float) -> dict[str, object]:
    """Return what a feature added to the score of the state, as the fields of evidence."""
    _, value, first, last, speaks_for, cue, source = feature
    span = start, end = reading.span(first, last)
    return {
        "span": span,
        "text": reading.source[start:end],
        "speaks_for": speaks_for,
        "weight": weight if value == 1 else _rounded(weight * value),
        "cue": cue,
        "source": source,
    }


_by_span = itemgetter("span")


def _rounded(value: float) -> float:
    """Return a number with four decimals, at a fifth of the cost of `round`."""
    return floor(value * 10_000 + 0.5) / 10_000


def features(reading: Reading, signals: Mapping[SignalName, Sequence[Hit]]) -> list[Feature]:
    """Return all that a text shows of states: cues, signals, style."""
    size = len(reading.tokens)
    if not size:
        return []
    found = _from_cues(reading)
    states = {feature.speaks_for for feature in found if feature.name.endswith(_PLAIN)}
    found += [
        _feature(f"signal.{signal}", 1.0, signal_hits[0], signal)
        for signal, signal_hits in signals.items()
    ]
    if "satisfied" in states and (states - _KIND or not _FAILURES.isdisjoint(signals)):
        praise = next(feature for feature in found if feature.speaks_for == "satisfied")
        found.append(praise._replace(name="mixed.praise_and_failure", value=1.0))
    if not states:
        found.append(Feature("style.no_cue", 1.0, 0, size, "calm", "no cue of a state", _SOURCE))
    found += _style(reading)
    return found


def _from_cues(reading: Reading) -> list[Feature]:
    """Return what the cues of states show; the more often the same, the less each adds."""
    hits = reading.hits("state")
    if not hits:
        return []
    found: list[Feature] = []
    seen: dict[str, int] = {}
    last = reading.last_sentence_start
    for hit in hits:
        name, value = _reading_of(reading, hit)
        state = hit.cue.list.name
        seen[name] = seen.get(name, 0) + 1
        found.append(_feature(name, value / seen[name], hit, state))
        ending = f"last.{state}"
        if hit.start >= last > 0 and ending not in seen and name.endswith(_PLAIN):
            seen[ending] = 1
            found.append(_feature(ending, 1.0, hit, state))
    return found


_PLAIN = (".mild", ".clear", ".strong")
_KIND = {"satisfied", "calm"}
_FAILURES = {"outage", "defect", "poor_service", "distrust", "long_wait", "repeat_contact"}


def _feature(name: str, value: float, hit: Hit, speaks_for: str) -> Feature:
    start, end, cue = hit
    return _make_feature((name, value, start, end, speaks_for, cue.text, cue.source))


def _reading_of(reading: Reading, hit: Hit) -> tuple[str, float]:
    """Return the name of the feature that a cue of a state makes, and how much it counts."""
    state, strength = hit.cue.list.name, hit.cue.list.strength
    if reading.quoted(hit.start, hit.end):
        return f"{state}.quoted", 1.0
    if reading.negated(hit):
        return f"{state}.negated", 1.0
    value = 1.0
    if reading.near("boosters", hit):
        value *= _BOOST
    if reading.near("softeners", hit):
        value *= _SOFTEN
    return f"{state}.{strength}", value


def _style(reading: Reading) -> list[Feature]:
    """Return what the way of writing shows: marks, capitals, stretched letters, length."""
    first: dict[str, int] = {}
    counts: dict[str, int] = {}
    for i in reading.special:
        for name, amount in _shown(reading, i):
            first.setdefault(name, i)
            counts[name] = counts.get(name, 0) + amount
    found = [
        _style_feature(name, log2(1 + counts[name]), i, i + 1, name) for name, i in first.items()
    ]
    size = len(reading.tokens)
    if reading.tokens[-1].folded == "?":
        found.append(_style_feature("ends_asking", 1.0, size - 1, size, "ends asking"))
    found.append(_style_feature("length", log2(1 + size) - 5, 0, size, "length"))
    return found


def _style_feature(name: str, value: float, start: int, end: int, cue: str) -> Feature:
    return _make_feature((f"style.{name}", value, start, end, "style", cue, _SOURCE))


def _shown(reading: Reading, i: int) -> tuple[tuple[str, int], ...]:
    """Return what shows feeling in how a token is written, and how much of it."""
    tokens, style = reading.tokens, reading.tokens[i].style
    if not style:
        return ()
    start, end = reading.spans[i]
    size = end - start
    if style == "capitals":
        # One word may be a name or an abbreviation; two in a row are a raised voice.
        if size < _LONG_WORD:
            return ()
        in_a_row = i > 0 and tokens[i - 1].style == "capitals"
        return (("shouting" if in_a_row else "capitals", 1),)
    shown = (style, size if style == "exclamation" else 1)
    stacked = size > 1 and style in ("exclamation", "question")
    return (shown, ("stacked", 1)) if stacked else (shown,)


_LONG_WORD = 4
"""Letters from which a word in capitals is hardly an abbreviation."""


def intensity(found: Iterable[Feature]) -> float:
    """Return how strongly feeling is shown, 0-1: never less by another cue or mark."""
    points = 0.0
    for feature in found:
        points += _POINTS.get(feature.name, 0.0) * feature.value
    return _rounded(1 - exp(-points))


_POINTS = {
    f"{state}.{strength}": points
    for state in STATES
    if state is not State.CALM
    for strength, points in (("mild", 0.3), ("clear", 0.6), ("strong", 1.0))
} | {
    "style.exclamation": 0.15,
    "style.stacked": 0.15,
    "style.shouting": 0.25,
    "style.capitals": 0.1,
    "style.stretched": 0.1,
}
"""What features show of feeling, whatever the state."""

"""What features weigh: what each adds to the score of each state, and to the feeling shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deescalate.results import STATES, State

if TYPE_CHECKING:
    from collections.abc import Mapping

    from deescalate._schema import WeightsFile

__all__ = ["Vector", "Weights", "weights_of"]

Vector = tuple[float, ...]
"""What something adds to the score of each state, in their order, and to the feeling last."""

_KEPT_VECTORS = 10_000
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
"""What features show of feeling, whatever the state: all of it more, never less."""


class _Scaled(dict[tuple[str, float], Vector]):
    """What some of a feature adds, by its name and how much of it: texts show the same amounts."""

    def __init__(self, weights: Weights) -> None:
        super().__init__()
        self._weights = weights

    def __missing__(self, shown: tuple[str, float]) -> Vector:
        if len(self) >= _KEPT_VECTORS:
            self.clear()
        name, value = shown
        self[shown] = vector = tuple(each * value for each in self._weights[name])
        return vector


class Weights(dict[str, Vector]):
    """The vectors of features by their names; what has no weight adds nothing to any state."""

    def __init__(self, bias: Vector, features: Mapping[str, Vector]) -> None:
        super().__init__(features)
        self.bias = bias
        """Where the scores start."""
        self.scaled = _Scaled(self)

    def __missing__(self, name: str) -> Vector:
        return (0.0,) * len(STATES) + (_POINTS.get(name, 0.0),)


def weights_of(file: WeightsFile) -> Weights:
    """Return the weights of a file as vectors."""

    def vector(by_state: Mapping[State, float], points: float = 0.0) -> Vector:
        return *(by_state.get(state, 0.0) for state in STATES), points

    features = {
        name: vector(by_state, _POINTS.get(name, 0.0)) for name, by_state in file.features.items()
    }
    return Weights(vector(file.bias), features)

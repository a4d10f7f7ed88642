"""Draw a conversation with matplotlib, which is an extra."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from deescalate.results import State

if TYPE_CHECKING:
    from collections.abc import Sequence

    from deescalate.results import Turn

__all__ = ["draw"]

_COLOURS = {"venting": "#f4c7c3", "softening": "#fdeeba", "connected": "#cfe8cf"}


def draw(turns: Sequence[Turn]) -> Any:  # noqa: ANN401 - matplotlib needs no types here
    """Return a figure of the heat over the turns, with stages as colours and signals named."""
    figure = import_module("matplotlib.figure").Figure(figsize=(9, 4), layout="constrained")
    axes = figure.subplots()
    for turn in turns:
        colour = _COLOURS[turn.stage]
        axes.axvspan(turn.number - 0.5, turn.number + 0.5, color=colour, linewidth=0)
    spoken = [(turn.number, turn.detection) for turn in turns if turn.detection is not None]
    axes.plot([at for at, _ in spoken], [seen.heat for _, seen in spoken], "o-", color="#333333")
    for at, seen in spoken:
        names = "\n".join(signal.name for signal in seen.signals)
        axes.annotate(names, (at, seen.heat), (4, 4), textcoords="offset points", fontsize=7)
    axes.set(xlabel="turn", ylabel="heat", ylim=(-0.2, State.ANGRY.heat + 0.6))
    axes.set_yticks(range(State.ANGRY.heat + 1))
    patch = import_module("matplotlib.patches").Patch
    handles = [patch(color=colour, label=stage) for stage, colour in _COLOURS.items()]
    axes.legend(handles=handles, loc="upper right")
    return figure

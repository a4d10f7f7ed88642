"""Count what a pack holds beside another, to see where it is thin."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from deescalate._schema import (
    ElementsFile,
    GoldenFile,
    PhrasesFile,
    SignalsFile,
    StatesFile,
    WordingFile,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["Coverage", "compared"]

_THIN = 0.2
"""A pack is thin where it has less than this part of what the other has."""


class Coverage(NamedTuple):
    """How much a pack holds of one kind of thing."""

    file: str
    name: str
    """A state, a signal, a part of an element, a category, or a kind of text."""
    own: int
    """Cues; rules for a category; texts for golden ones and phrases."""
    beside: int
    """As many as the other pack has."""

    @property
    def thin(self) -> bool:
        """It has so little beside the other pack that something is likely to be missing."""
        return self.own < _THIN * self.beside


def compared(models: Mapping[str, Any], others: Mapping[str, Any]) -> tuple[Coverage, ...]:
    """Return how much there is of each thing in a pack's files, beside another pack's."""
    own, beside = _counts(models), _counts(others)
    names = sorted({*own, *beside}, key=[*beside, *own].index)
    return tuple(Coverage(*name, own[name], beside[name]) for name in names)


def _counts(models: Mapping[str, Any]) -> Counter[tuple[str, str]]:
    counts: Counter[tuple[str, str]] = Counter()
    for file, model in models.items():
        for name, count in _things(model):
            counts[file, name] += count
    return counts


def _things(model: object) -> Iterator[tuple[str, int]]:
    """Yield the name of each thing in a file, and how many of it there are."""
    if isinstance(model, StatesFile | SignalsFile | ElementsFile):
        for listed, _ in model.tables():
            group = listed.group.rpartition(".")[2]
            yield (
                (listed.name if group in ("state", listed.name) else f"{group}.{listed.name}"),
                (len(listed.cues)),
            )
    elif isinstance(model, WordingFile):
        for rule in model.rule:
            yield rule.category, 1
            if rule.say is not None:
                yield "with a swap", 1
    elif isinstance(model, GoldenFile):
        yield from (("messages", len(model.message)), ("replies", len(model.reply)))
    elif isinstance(model, PhrasesFile):
        yield from _phrases(model)


def _phrases(model: PhrasesFile) -> Iterator[tuple[str, int]]:
    for name, openings in model.draft.acknowledge.items():
        yield f"draft.acknowledge.{name}", len(openings)
    for name in ("moods", "techniques", "hand_over"):
        yield name, len(getattr(model, name))

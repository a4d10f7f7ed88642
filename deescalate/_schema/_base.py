"""What the models of all files share: tables, and lists of cues."""

# Annotations are read when a class is made: as text each would have to be compiled, which takes
# longer than all other work at import.
from typing import Annotated, NamedTuple

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Cues = Annotated[tuple[Words, ...], Field(min_length=1)]
ProfileName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
"""The name of a channel or a turn."""


class Table(BaseModel):
    """Base of all tables: frozen, and no name that isn't known."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, defer_build=True)


class Listed(NamedTuple):
    """A list of cues, and where its hits belong."""

    group: str
    """What its hits compete with: ``state``, ``signal.money``, ``element.guide``, ``rule``…"""
    name: str
    """What a hit speaks for: a state, a signal, a part of an element, the id of a rule."""
    strength: str
    place: tuple[str | int, ...]
    """Where the list stands in its file."""
    cues: tuple[str, ...]
    exceptions: tuple[str, ...] = ()
    quoted: bool = False
    yields_to: tuple[str, ...] = ()
    feature: str = ""
    """What a hit is called in the weights, such as ``angry.strong``; empty if it has none."""


class CueTable(Table):
    """A list of cues that mean the same thing, with its proof beside it."""

    cues: Cues
    exceptions: tuple[Words, ...] = Field(default=(), alias="except")
    """Cues around which a hit of this list doesn't count."""
    examples: Annotated[tuple[Words, ...], Field(min_length=1)]
    """Sentences with exactly what is to be found in [brackets]."""
    near_misses: Annotated[tuple[Words, ...], Field(min_length=1)]
    """Sentences in which nothing of this list may be found."""

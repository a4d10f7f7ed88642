"""The file ``elements.toml``."""

# Annotations are read when a class is made: as text each would have to be compiled, which takes
# longer than all other work at import.
from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from deescalate._schema._base import CueTable, Listed, ProfileName, Table, Words
from deescalate.results import ELEMENTS, ElementName, OpenKind

Weight = Literal["strong", "weak", "none"]
Part = Literal[
    "apology",
    "validation",
    "feeling",
    "restated",
    "ownership",
    "thanks",
    "done",
    "offer",
    "choice",
    "instruction",
    "question",
    "pointer",
    "action",
    "owner",
    "time",
    "fallback",
    "summary",
    "way_back",
    "channels",
    "close",
]

AnswerName = Literal[
    "asks",
    "asks_time",
    "asks_amount",
    "asks_why",
    "bereavement",
    "again",
    "dated",
    "explains",
    "greets",
    "person",
    "help",
    "transfers",
    "holds",
]
ASKED: tuple[AnswerName, ...] = ("asks", "asks_time", "asks_amount", "asks_why", "bereavement")
"""The lists of cues that are looked for in the customer's message, not in the reply."""


class PartTable(CueTable):
    """Cues for a part of an element."""

    part: Part
    strength: Weight
    """``strong`` counts alone, ``weak`` half, ``none`` only looks like it. Of ``guide`` a weak one
    is enough where nothing in the reply pushes the customer away."""


class ElementTable(Table):
    """One element of an empathetic reply."""

    advice: Words
    """What to add when it is missing."""
    samples: Annotated[tuple[Words, ...], Field(min_length=1)]
    """Sentences that would do it, with {slots}."""
    exceptions: tuple[Words, ...] = Field(default=(), alias="except")
    """Cues around which a hit of no part counts."""
    near_misses: tuple[Words, ...] = ()
    """Sentences in which nothing of the element may be found; they prove the exceptions."""
    parts: tuple[PartTable, ...]


class AnswerCues(CueTable):
    """Cues by which a reply and the message that it answers are compared."""

    name: AnswerName


class AnswerTable(Table):
    """What a reply should pick up of the customer's message."""

    advice: dict[OpenKind, Words] = {}
    """What to do about each kind of thing that was left open."""
    alike: tuple[tuple[Words, ...], ...] = ()
    """Words of which one picks up another."""
    plain: tuple[Words, ...] = ()
    """Words that say nothing about the matter, beside the most common ones."""
    cues: tuple[AnswerCues, ...] = ()

    def tables(self) -> Iterator[tuple[Listed, CueTable]]:
        """Yield each list with its table."""
        for i, table in enumerate(self.cues):
            # What a customer says is looked for in messages, with the signals.
            side = "signal" if table.name in ASKED else "answer"
            group, place = f"{side}.{table.name}", ("answer", "cues", i)
            yield Listed(group, table.name, "", place, table.cues, table.exceptions), table


class ElementsFile(Table):
    """The file ``elements.toml``: the four elements, with their parts."""

    acknowledge: ElementTable
    guide: ElementTable
    agree: ElementTable
    ensure: ElementTable
    channels: dict[ProfileName, Words] = {}
    """What matters on a channel or at a turn of a talk, besides words."""
    answer: AnswerTable = Field(default_factory=AnswerTable)

    def each(self) -> list[tuple[ElementName, ElementTable]]:
        """Return each element with its table."""
        return [(name, getattr(self, name)) for name in ELEMENTS]

    def tables(self) -> Iterator[tuple[Listed, CueTable]]:
        """Yield each list with its table."""
        for name, element in self.each():
            for i, table in enumerate(element.parts):
                group, place = f"element.{name}", (name, "parts", i)
                cues = (table.cues, table.exceptions)
                yield Listed(group, table.part, table.strength, place, *cues), table
        yield from self.answer.tables()

    def lists(self) -> Iterator[Listed]:
        """Yield each list, and what is excepted from all parts of an element."""
        for listed, _ in self.tables():
            yield listed
        for name, element in self.each():
            if element.exceptions:
                group = f"element.{name}"
                yield Listed(group, name, "", (name, "except"), (), element.exceptions)

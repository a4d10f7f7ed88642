"""The files of a house style."""

# Annotations are read when a class is made: as text each would have to be compiled, which takes
# longer than all other work at import.
from collections.abc import Iterator

from pydantic import Field

from deescalate._schema._base import CueTable, Listed, Table, Words
from deescalate._schema._elements import PartTable
from deescalate._schema._golden import GoldenFile
from deescalate._schema._readings import SignalsFile, StatesFile
from deescalate._schema._wording import Rule, WordingFile
from deescalate.results import ELEMENTS, ElementName, Severity


class HouseElementTable(Table):
    """What a house adds to one element of an empathetic reply."""

    advice: Words | None = None
    """What to add when it is missing, instead of what the pack says."""
    samples: tuple[Words, ...] = ()
    """Sentences that would do it, with {slots}, instead of the pack's."""
    parts: tuple[PartTable, ...] = ()


class HouseElements(Table):
    """The file ``elements.toml`` of a house: like that of a pack, but nothing has to be there."""

    acknowledge: HouseElementTable = Field(default_factory=HouseElementTable)
    guide: HouseElementTable = Field(default_factory=HouseElementTable)
    agree: HouseElementTable = Field(default_factory=HouseElementTable)
    ensure: HouseElementTable = Field(default_factory=HouseElementTable)

    def each(self) -> list[tuple[ElementName, HouseElementTable]]:
        """Return each element with its table."""
        return [(name, getattr(self, name)) for name in ELEMENTS]

    def tables(self) -> Iterator[tuple[Listed, CueTable]]:
        """Yield each list with its table."""
        for name, element in self.each():
            for i, table in enumerate(element.parts):
                group, place = f"element.{name}", (name, "parts", i)
                cues = (table.cues, table.exceptions)
                yield Listed(group, table.part, table.strength, place, *cues), table


class HouseWording(WordingFile):
    """The file ``wording.toml`` of a house: rules of its own."""

    rule: tuple[Rule, ...] = ()


class HouseFile(GoldenFile):
    """The file ``house.toml``: what a house says otherwise than the language pack below it."""

    language: Words | None = None
    """Tag of the language pack that it lies over; over every pack if it says none."""
    preset: Words | None = None
    """The trade to start from, of those in ``common/presets.toml``."""
    off: tuple[Words, ...] = ()
    """Rule ids and categories that are switched off."""
    severity: tuple[tuple[Words, Severity], ...] = ()
    """Rule ids and categories, each with its severity; an id counts more than its category."""
    allow: tuple[Words, ...] = ()
    """Words in which no rule fires, such as the name of a product."""
    states: StatesFile = Field(default_factory=StatesFile)
    """Cues for states, as in ``states.toml``."""
    signals: SignalsFile = Field(default_factory=SignalsFile)
    """Cues for signals, as in ``signals.toml``."""
    elements: HouseElements = Field(default_factory=HouseElements)
    """Cues for parts of elements, as in ``elements.toml``."""
    rule: tuple[Rule, ...] = ()
    """Rules of its own, as in ``wording.toml``; one with the id of the pack's takes its place."""

"""The files by which texts are read: ``states.toml`` and ``signals.toml``."""

# Annotations are read when a class is made: as text each would have to be compiled, which takes
# longer than all other work at import.
from collections.abc import Iterator
from sys import intern
from typing import Literal

from deescalate._schema._base import CueTable, Listed, Table
from deescalate.results import SignalName

Strength = Literal["mild", "clear", "strong"]


class StateTable(CueTable):
    """Cues for a state."""

    strength: Strength
    """How sure the words show the state."""


class StatesFile(Table):
    """The file ``states.toml``: for each state, lists of cues in three strengths."""

    satisfied: tuple[StateTable, ...] = ()
    calm: tuple[StateTable, ...] = ()
    confused: tuple[StateTable, ...] = ()
    worried: tuple[StateTable, ...] = ()
    disappointed: tuple[StateTable, ...] = ()
    frustrated: tuple[StateTable, ...] = ()
    angry: tuple[StateTable, ...] = ()

    def tables(self) -> Iterator[tuple[Listed, CueTable]]:
        """Yield each list with its table."""
        for name in type(self).model_fields:
            for i, table in enumerate(getattr(self, name)):
                listed = Listed(
                    group="state",
                    name=name,
                    strength=table.strength,
                    place=(name, i),
                    cues=table.cues,
                    exceptions=table.exceptions,
                    feature=intern(f"{name}.{table.strength}"),
                )
                yield listed, table


class SignalTable(CueTable):
    """Cues for a signal."""

    quoted: bool = False
    """What stands in a quotation counts too: people quote what a screen says."""
    yields_to: tuple[SignalName, ...] = ()
    """Signals of which as many or more hits make the list's own count for nothing: its words say
    how something fails, and theirs what has failed."""


class SignalsFile(Table):
    """The file ``signals.toml``: for each signal, lists of cues."""

    repeat_contact: tuple[SignalTable, ...] = ()
    long_wait: tuple[SignalTable, ...] = ()
    deadline: tuple[SignalTable, ...] = ()
    money: tuple[SignalTable, ...] = ()
    outage: tuple[SignalTable, ...] = ()
    defect: tuple[SignalTable, ...] = ()
    poor_service: tuple[SignalTable, ...] = ()
    distrust: tuple[SignalTable, ...] = ()
    churn: tuple[SignalTable, ...] = ()
    legal: tuple[SignalTable, ...] = ()
    exposure: tuple[SignalTable, ...] = ()
    supervisor: tuple[SignalTable, ...] = ()
    abuse: tuple[SignalTable, ...] = ()
    threat: tuple[SignalTable, ...] = ()
    safety: tuple[SignalTable, ...] = ()
    security: tuple[SignalTable, ...] = ()

    def tables(self) -> Iterator[tuple[Listed, CueTable]]:
        """Yield each list with its table."""
        for name in type(self).model_fields:
            for i, table in enumerate(getattr(self, name)):
                listed = Listed(
                    group=f"signal.{name}",
                    name=name,
                    strength="",
                    place=(name, i),
                    cues=table.cues,
                    exceptions=table.exceptions,
                    quoted=table.quoted,
                    yields_to=table.yields_to,
                    feature=f"signal.{name}",
                )
                yield listed, table

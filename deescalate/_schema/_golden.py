"""The file ``golden.toml``."""

# Annotations are read when a class is made: as text each would have to be compiled, which takes
# longer than all other work at import.
from deescalate._schema._base import Table, Words
from deescalate.results import Category, ElementName, SignalName, State


class GoldenMessage(Table):
    """A message with the reading that a support lead expects."""

    text: Words
    state: State
    signals: tuple[SignalName, ...] = ()
    missed: Words | None = None
    """Why the library doesn't read it so yet; the check says when it does."""


class GoldenReply(Table):
    """A reply with the reading that a quality lead expects."""

    text: Words
    to: str | None = None
    elements: tuple[ElementName, ...] = ()
    wording: tuple[Category, ...] = ()
    missed: Words | None = None
    """Why the library doesn't read it so yet; the check says when it does."""


class GoldenFile(Table):
    """The file ``golden.toml``."""

    message: tuple[GoldenMessage, ...] = ()
    reply: tuple[GoldenReply, ...] = ()

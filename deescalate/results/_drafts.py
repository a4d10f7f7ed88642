"""What a reply is built from sentences of the pack."""

from deescalate.results._base import Result, Words

__all__ = ["Draft"]


class Draft(Result):
    """A reply made of a pack's sentences, to be filled and sent by a person."""

    text: Words
    slots: tuple[str, ...]
    """What is still open in it, such as ``solution``: in braces in the text."""
    situation: str
    """What it answers: a signal or a state; ``danger``, ``bereavement`` or ``threat`` where a
    person must take over and nothing is scripted."""
    added: tuple[str, ...]
    """The parts it is made of, in order; those that were added to a reply that was given."""
    language: str

    def __repr__(self) -> str:
        open_slots = ", ".join(self.slots) or "nothing"
        return f"<Draft {self.situation} open: {open_slots} {self.language}>"

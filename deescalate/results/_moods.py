"""What is asked of a customer who waits, and what may be picked."""

from deescalate.results._base import Result, Words
from deescalate.results._names import State

__all__ = ["CheckIn", "Mood"]


class Mood(Result):
    """One of the moods of the mood chart."""

    state: State
    """What picking it says; `from_mood` makes a `Detection` of it."""
    emoji: str
    label: Words
    """Its name in the language of the chart."""


class CheckIn(Result):
    """The invitation to say how one feels, and the moods to pick from."""

    text: Words
    """What the customer reads; that nobody has to answer is said in it."""
    moods: tuple[Mood, ...]
    """The mood chart, in the order in which it is shown."""
    language: str
    """Tag of the language that it is in."""

    def __repr__(self) -> str:
        faces = " ".join(mood.emoji for mood in self.moods)
        return f"<CheckIn {self.language} {faces}>"

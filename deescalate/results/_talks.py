"""What is seen in a conversation, turn by turn."""

from datetime import datetime
from typing import Literal

from deescalate.results._base import Result, Span, Words
from deescalate.results._messages import Detection
from deescalate.results._names import Level
from deescalate.results._replies import Promise, Review

__all__ = ["Advice", "HandOver", "OpenQuestion", "Pledge", "Stage", "Trend", "Turn", "Worn"]

Stage = Literal["venting", "softening", "connected"]
Trend = Literal["rising", "steady", "falling"]


class Turn(Result):
    """One turn of a conversation, and where the conversation stood after it."""

    number: int
    """From 0."""
    speaker: Words
    text: Words
    at: datetime | None = None
    """When it was said, if that was given."""
    detection: Detection | None = None
    """What a customer's turn shows; ``None`` for an agent's."""
    review: Review | None = None
    """What is said of an agent's turn; ``None`` for a customer's."""
    stage: Stage
    trend: Trend

    def __repr__(self) -> str:
        seen = self.detection or self.review
        return f"<Turn {self.number} {self.speaker} {self.stage}, {self.trend}: {seen!r}>"


class Worn(Result):
    """What an agent has said or asked before in the conversation."""

    kind: Literal["phrase", "question"]
    turn: int
    first: int
    """The turn that said it first."""
    text: Words
    span: Span
    """Where it stands in the text of the turn."""


class OpenQuestion(Result):
    """A customer's question that no reply has picked up yet."""

    turn: int
    text: Words
    span: Span


class Pledge(Result):
    """A promise made in the conversation."""

    turn: int
    promise: Promise
    due: datetime | None = None
    """When its time is over; ``None`` if it names none, or the turn has no time."""


class Advice(Result):
    """What an agent can do next."""

    technique: str
    advice: str
    """In the customer's language."""
    sample: str
    """A sentence to say."""
    emoji: tuple[str, ...] = ()
    """Emoji that soften it, on the channel and for the customer's state; mostly none."""


class HandOver(Result):
    """That somebody else should take over: who, why, and what to say."""

    level: Level
    to: str | None
    turn: int
    """The turn that decides it."""
    why: tuple[str, ...]
    say: str
    """In the customer's language."""

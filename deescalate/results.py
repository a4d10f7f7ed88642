"""The values that the library answers with.

Every value is frozen and turns into JSON with ``model_dump_json()``. Every span is half-open, in
code points, into the text the caller gave: ``text[span.start:span.end]`` is the text it speaks of.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal, NamedTuple, get_args

from pydantic import BaseModel, ConfigDict, PlainSerializer, SkipValidation
from pydantic_core import CoreSchema, core_schema

__all__ = [
    "CATEGORIES",
    "ELEMENTS",
    "SIGNALS",
    "STATES",
    "Category",
    "Detection",
    "Edit",
    "Element",
    "ElementName",
    "Escalation",
    "Evidence",
    "Failure",
    "Finding",
    "Level",
    "Points",
    "Proposal",
    "Review",
    "Rewrite",
    "Severity",
    "Signal",
    "SignalName",
    "Span",
    "State",
]


class State(StrEnum):
    """A customer's emotional state, from the coolest to the hottest; or ``UNKNOWN``."""

    SATISFIED = "satisfied"
    CALM = "calm"
    CONFUSED = "confused"
    WORRIED = "worried"
    DISAPPOINTED = "disappointed"
    FRUSTRATED = "frustrated"
    ANGRY = "angry"
    UNKNOWN = "unknown"

    @property
    def heat(self) -> int:
        """How hot the state is, from 0 (satisfied, calm) to 4 (angry)."""
        return _HEAT[self]


_HEAT = {
    State.SATISFIED: 0,
    State.CALM: 0,
    State.CONFUSED: 1,
    State.WORRIED: 2,
    State.DISAPPOINTED: 2,
    State.FRUSTRATED: 3,
    State.ANGRY: 4,
    State.UNKNOWN: 0,
}

STATES: tuple[State, ...] = tuple(state for state in State if state is not State.UNKNOWN)
"""The states that a text can be read as, from the coolest to the hottest."""

SignalName = Literal[
    "repeat_contact",
    "long_wait",
    "deadline",
    "money",
    "outage",
    "defect",
    "poor_service",
    "distrust",
    "churn",
    "legal",
    "exposure",
    "supervisor",
    "abuse",
    "threat",
    "safety",
    "security",
]
SIGNALS: tuple[SignalName, ...] = get_args(SignalName)
"""The names of all signals, in the order of the guide."""

ElementName = Literal["acknowledge", "guide", "agree", "ensure"]
ELEMENTS: tuple[ElementName, ...] = get_args(ElementName)
"""The four elements of an empathetic reply, in their order."""

Category = Literal[
    "negative",
    "refusal",
    "blame",
    "defensive",
    "policy",
    "command",
    "minimise",
    "escape",
    "false_promise",
    "over_apology",
    "sarcasm",
    "impersonal",
]
CATEGORIES: tuple[Category, ...] = get_args(Category)
"""The twelve categories of wording to avoid."""

Severity = Literal["error", "warning", "info"]
Level = Literal["none", "watch", "priority", "hand_over"]


def _encodable(text: str) -> str:
    """Return a text that UTF-8 can hold: half surrogate pairs become question marks."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")


Words = Annotated[
    str, SkipValidation, PlainSerializer(_encodable, return_type=str, when_used="json")
]
"""Characters of the caller, whatever they are: also what no encoding can hold."""


class Span(NamedTuple):
    """A stretch of the caller's text: half-open, in code points."""

    start: int
    """Index of the first character."""
    end: int
    """Index after the last character."""

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: object, _handler: object) -> CoreSchema:
        """Say how pydantic checks a span: as it is in Python, as two numbers in JSON."""
        numbers = core_schema.tuple_schema([core_schema.int_schema(), core_schema.int_schema()])
        return core_schema.json_or_python_schema(
            json_schema=core_schema.no_info_after_validator_function(cls._make, numbers),
            python_schema=core_schema.is_instance_schema(cls),
        )


class Result(BaseModel):
    """Base of the results: frozen, and strict about its fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Evidence(Result):
    """A place in the text that speaks for something, and how much."""

    span: Span
    """Where it stands."""
    text: Words
    """The words at that place."""
    speaks_for: str
    """The state, signal or part of an element that it speaks for."""
    weight: float
    """What it adds to the score that it explains; for an element 1 strong, 0.5 weak."""
    cue: str
    """The cue as the pack writes it, or the name of the feature."""
    source: str
    """The pack file that holds the cue, such as ``en/states.toml``."""


class Signal(Result):
    """A circumstance that a message tells of, such as a long wait."""

    name: SignalName
    spans: tuple[Span, ...]
    """Where the message says so, in order."""
    text: Words
    """The words at the first of the spans."""
    value: int | float | Words | None = None
    """The number of contacts, the time or the amount that it names, where there is one."""
    cue: str
    """The cue at the first of the spans, as the pack writes it."""
    source: str
    """The pack file that holds the cue."""


class Escalation(Result):
    """What a message asks of the queue: how urgent, to whom, and why."""

    level: Level
    to: str | None = None
    """Who should take it, such as ``supervisor``; ``None`` for whoever is there."""
    why: tuple[str, ...] = ()
    """The state and signals that led to it."""


class Detection(Result):
    """What `detect` reads in a customer's message."""

    text: Words
    """The message as it was given."""
    language: str
    """Tag of the pack that read it, or ``und``."""
    state: State
    heat: int
    """How hot the state is, 0-4."""
    intensity: float
    """How strongly feeling is shown, 0-1, whatever the state."""
    scores: dict[State, float]
    """A share for each state; they sum to 1. Empty when the state is unknown."""
    signals: tuple[Signal, ...]
    evidence: tuple[Evidence, ...]
    """What the state was read from; the weights add up to the state's score before the softmax."""
    escalation: Escalation

    def __repr__(self) -> str:
        names = ", ".join(signal.name for signal in self.signals) or "no signals"
        return (
            f"<Detection {self.state.value} heat={self.heat} intensity={self.intensity:.2f} "
            f"[{names}] {self.language}>"
        )


class Element(Result):
    """One of the four elements of an empathetic reply: whether it is there, and what shows it."""

    name: ElementName
    present: bool
    expected: bool
    """Whether a reply of this kind needs it."""
    strength: Literal["strong", "weak", "none"]
    parts: tuple[str, ...] = ()
    """The parts that were found, such as ``apology``."""
    evidence: tuple[Evidence, ...] = ()
    advice: str | None = None
    """What to add, in the reply's language, when it is missing."""
    sample: str | None = None
    """A sentence that would do it, with slots to fill, when it is missing."""


class Finding(Result):
    """Wording that is better avoided."""

    category: Category
    rule: str
    """The rule's id, which never changes."""
    severity: Severity
    span: Span
    text: Words
    why: str
    suggestions: tuple[str, ...] = ()
    """Better wordings; ``{slots}`` are for a person to fill."""
    source: str
    """The pack file that holds the rule."""


class Points(Result):
    """One line of the arithmetic of a score."""

    label: str
    points: int


class Review(Result):
    """What `check` says of an agent's reply."""

    text: Words
    """The reply as it was given."""
    language: str
    elements: dict[ElementName, Element]
    missing: tuple[ElementName, ...]
    """The elements that were expected and are not there."""
    findings: tuple[Finding, ...]
    score: int
    """0-100."""
    arithmetic: tuple[Points, ...]
    """What the score is the sum of."""
    passed: bool
    """No element is missing and no finding is an error."""

    def __repr__(self) -> str:
        missing = ", ".join(self.missing) or "nothing"
        verdict = "passed" if self.passed else "not passed"
        return (
            f"<Review {verdict} score={self.score} missing: {missing}; "
            f"{len(self.findings)} findings {self.language}>"
        )


class Edit(Result):
    """One change that `rewrite` made."""

    old: Span
    """Where it stood, in the text that was given."""
    new: Span
    """Where the replacement stands, in the new text."""
    before: Words
    after: Words
    rule: str
    why: str


class Proposal(Result):
    """Wording that a person has to change, with ways to do it."""

    span: Span
    """Where it stands, in the new text."""
    text: Words
    rule: str
    why: str
    options: tuple[str, ...]
    """Other wordings; ``{slots}`` are for a person to fill."""


class Rewrite(Result):
    """What `rewrite` made of a text."""

    original: Words
    """The text as it was given."""
    text: Words
    """The mended text."""
    language: str
    edits: tuple[Edit, ...]
    """In the order of the text; applied to the original they give the text."""
    proposals: tuple[Proposal, ...]

    def __repr__(self) -> str:
        return f"<Rewrite {len(self.edits)} edits, {len(self.proposals)} proposals: {self.text!r}>"


class Failure(Result):
    """Stands in the place of an item of a ``_many`` call that could not be read."""

    index: int
    """Place of the item, from 0."""
    error: str
    """The error's class and message."""

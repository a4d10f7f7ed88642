"""What is found in an agent's reply."""

from typing import Literal

from deescalate.results._base import Result, Span, Words
from deescalate.results._messages import Evidence
from deescalate.results._names import Category, ElementName, OpenKind, Severity

__all__ = [
    "Element",
    "Empathy",
    "EmpathyPart",
    "Finding",
    "Fit",
    "LeftOpen",
    "Points",
    "Promise",
    "Review",
]


class Element(Result):
    """One of the four elements of an empathetic reply: whether it is there, and what shows it."""

    name: ElementName
    present: bool
    expected: bool
    """Whether a reply of this kind needs it."""
    strength: Literal["strong", "weak", "none"]
    """What its signs come to; a weak one alone may be enough, of `guide` or by the channel."""
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


class LeftOpen(Result):
    """Something in the customer's message that the reply does not pick up."""

    kind: OpenKind
    """What it is; ``person`` and ``help`` are what a message about harm or loss calls for."""
    text: Words
    """The customer's words."""
    span: Span
    """Where they stand, in the customer's message."""
    advice: str
    """What to do about it, in the reply's language."""


class Promise(Result):
    """A sentence of a reply that promises something."""

    kind: Literal["dated", "undated", "vague", "absolute"]
    """With a time; with none; with a time that says nothing; with what nobody can be sure of."""
    owned: bool
    """It says who will act."""
    text: Words
    span: Span


class EmpathyPart(Result):
    """One of the four parts of empathy: whether a reply shows it, and where."""

    present: bool
    evidence: tuple[Evidence, ...] = ()
    """What shows it; for ``no_judgement`` what goes against it, with negative weight."""


class Empathy(Result):
    """The four parts of empathy after Theresa Wiseman, read from the words of a reply."""

    perspective: EmpathyPart
    """It sees the matter as the customer does."""
    no_judgement: EmpathyPart
    """It neither blames nor belittles nor orders about."""
    feeling: EmpathyPart
    """It recognises a feeling."""
    communicated: EmpathyPart
    """It says so."""

    def __repr__(self) -> str:
        names = [name for name in type(self).model_fields if getattr(self, name).present]
        return f"<Empathy {', '.join(names) or 'none'}>"


class Fit(Result):
    """How a reply fits the channel and the turn that it is for."""

    channel: str | None
    """Such as ``chat``; ``None`` if none was named."""
    turn: str | None
    """Such as ``first``; ``None`` if none was named."""
    words: int
    """How many words it has, without quoted mail."""
    longest: int | None = None
    """How many words people read there at most; ``None`` if that isn't known."""
    too_long: bool = False
    """It has more."""
    advice: tuple[str, ...] = ()
    """What matters on the channel and at the turn besides words."""


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
    """What adds up to the score."""
    passed: bool
    """No element that it must have is missing, nothing in it fails every reply, such as a finding
    that is an error, and the score reaches the bar."""
    bar: int = 0
    """The least score that passes."""
    left_open: tuple[LeftOpen, ...] = ()
    """What the customer's message holds and the reply does not pick up."""
    promises: tuple[Promise, ...] = ()
    empathy: Empathy | None = None
    """The four parts of empathy; ``None`` for a text in no known language."""
    fit: Fit | None = None
    """How it fits its channel and turn; ``None`` if none was named."""

    def __repr__(self) -> str:
        missing = ", ".join(self.missing) or "nothing"
        verdict = "passed" if self.passed else "not passed"
        return (
            f"<Review {verdict} score={self.score} missing: {missing}; "
            f"{len(self.findings)} findings {self.language}>"
        )

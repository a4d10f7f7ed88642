"""The files that all packs share."""

# Annotations are read when a class is made: as text each would have to be compiled, which takes
# longer than all other work at import.
from typing import Annotated, Literal

from pydantic import Field

from deescalate._schema._base import Table, Words
from deescalate._schema._elements import Part
from deescalate.results import (
    ELEMENTS,
    Category,
    ElementName,
    Level,
    OpenKind,
    Severity,
    SignalName,
    Stage,
    State,
    Trend,
)

Technique = Literal[
    "no_hold",
    "apologise",
    "listen",
    "empathise",
    "stay_calm",
    "not_personal",
    "simplify",
    "find_cause",
    "offer_solution",
    "check_further",
    "no_solution_yet",
    "supervisor",
]
"""What an agent can do next."""


class MailFile(Table):
    """The file ``common/mail.toml``: what mail programs put around a quoted mail."""

    wrote: tuple[Words, ...]
    banners: tuple[Words, ...]
    fields: tuple[Words, ...]


class FittingTable(Table):
    """Emoji that soften a reply; what is named must all hold."""

    states: tuple[State, ...] = ()
    channels: tuple[Words, ...] = ()
    emoji: tuple[Words, ...]


class EmojiFile(Table):
    """The file ``common/emoji.toml``: which emoji fit in a reply."""

    cheerful: tuple[Words, ...]
    """Signs of good cheer, found by the cue ``{cheer}``."""
    fitting: tuple[FittingTable, ...]
    """By state and channel: the first row that fits."""


class Neighbour(Table):
    """A language without a pack that looks like one with a pack."""

    tag: Words
    script: Words
    common: Annotated[tuple[Words, ...], Field(min_length=50)]
    """Its most common words, the commonest first."""


class NeighboursFile(Table):
    """The file ``common/neighbours.toml``: languages that a text may be in besides the packs'."""

    language: tuple[Neighbour, ...]


class EscalationRule(Table):
    """One row of the escalation table."""

    level: Level
    to: Words | None = None
    """Who should take it."""
    signals: tuple[SignalName, ...] = ()
    """Any of these must be there."""
    states: tuple[State, ...] = ()
    """The state must be one of these, if any are named."""
    at_least: float | None = None
    """The signal's value, a count, must be at least this."""
    why: Words


class EscalationFile(Table):
    """The file ``common/escalation.toml``: the first row that fits decides."""

    rule: tuple[EscalationRule, ...]


class ScoreTable(Table):
    """What the score of a reply is reckoned with."""

    full: int
    """What a reply has that lacks nothing."""
    bar: int
    """The least score that passes."""
    missing: dict[ElementName, int]
    """What each element costs that is missing."""
    cost: dict[Severity, int]
    """What a finding costs."""
    most: dict[Severity, int] = {}
    """What all findings of a severity cost at most."""
    left_open: dict[OpenKind, int] = {}
    """What it costs to leave a thing of the customer's message open."""
    too_long: int = 0
    """What it costs to say more than the channel holds."""
    must_have: tuple[ElementName, ...] = ELEMENTS
    """The elements without which no reply passes that should have them."""
    fail: tuple[str, ...] = ("error",)
    """Rule ids, categories and severities of findings with which no reply passes."""


class EmpathyTable(Table):
    """Which parts of ``acknowledge`` show which part of empathy, and what goes against it."""

    perspective: tuple[Part, ...]
    feeling: tuple[Part, ...]
    communicated: tuple[Part, ...]
    judges: tuple[Category, ...]
    """Categories of wording that judge the customer."""


class CareRule(Table):
    """What a message about harm or loss changes in what is asked of the reply."""

    signals: tuple[SignalName | Literal["bereavement"], ...]
    needless: tuple[ElementName, ...] = ()
    """The elements that nobody expects then."""
    wanted: tuple[Literal["person", "help"], ...] = ()
    """What the reply should name."""


class ReviewFile(Table):
    """The file ``common/review.toml``: how a reply is judged."""

    score: ScoreTable
    empathy: EmpathyTable
    care: tuple[CareRule, ...] = ()


class WeightsFile(Table):
    """The file ``common/weights.json``: what each feature adds to the score of each state."""

    bias: dict[State, float]
    features: dict[str, dict[State, float]]


class MoodTable(Table):
    """One of the moods of the mood chart."""

    state: State
    emoji: Words


class TechniqueRule(Table):
    """When a technique comes next; what is named must all hold."""

    name: Technique
    hand_over: bool = False
    """For when it is time to hand over, and only then."""
    stages: tuple[Stage, ...] = ()
    states: tuple[State, ...] = ()
    """The last customer turn is in one of these states."""
    signals: tuple[SignalName, ...] = ()
    """It has one of these signals."""
    trends: tuple[Trend, ...] = ()
    channels: tuple[Words, ...] = ()
    shown: tuple[ElementName, ...] = ()
    """Agents have shown these elements."""
    not_shown: tuple[ElementName, ...] = ()
    """Agents have shown none of these."""
    unsolved: bool | None = None
    """The last reply had no solution, or had one."""
    holds: int = 0
    """So many holds were announced at least."""


class ConversationFile(Table):
    """The file ``common/conversation.toml``: what conversations, drafts and moods go by."""

    situations: tuple[SignalName, ...]
    """What a draft answers: the first of these signals that is there, else the state."""
    short: tuple[Words, ...]
    """Channels on which a reply has no greeting and no close, and is one paragraph."""
    care: dict[
        Literal["danger", "threat", "bereavement"],
        tuple[SignalName | Literal["bereavement"], ...],
    ]
    """Where nothing is scripted, and a person must take over, by the signals that say so."""
    specialists: tuple[Words, ...] = ()
    """Who takes a matter over that is theirs, once replies had no solution for it."""
    patience: int = 2
    """How many replies in a row without a solution that takes."""
    lasting: tuple[Words, ...] = ()
    """Who must take over even if the customer is content again."""
    technique: tuple[TechniqueRule, ...]
    """What to do next: the first row that fits."""
    mood: Annotated[tuple[MoodTable, ...], Field(min_length=6, max_length=6)]
    """The mood chart, in the order in which it is shown."""

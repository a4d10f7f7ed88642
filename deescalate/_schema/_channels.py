"""The file ``channels.toml``, scorecards, and the presets of trades."""

# Annotations are read when a class is made: as text each would have to be compiled, which takes
# longer than all other work at import.
from typing import Annotated, get_args

from pydantic import AfterValidator, Field

from deescalate._schema._base import ProfileName, Table, Words
from deescalate._schema._elements import Part
from deescalate.results import CATEGORIES, ELEMENTS, ElementName, OpenKind, Severity


def _known_part(text: str) -> str:
    """Return an element or a part of one, if it is one."""
    element, dot, part = text.partition(".")
    if element in ELEMENTS and (not dot or part in get_args(Part)):
        return text
    message = f"{text!r} is no element and no part of one, such as 'guide' or 'guide.question'"
    raise ValueError(message)


def _known_failing(text: str) -> str:
    """Return a severity, a category or what may be the id of a rule."""
    if text in get_args(Severity) or text.partition(".")[0] in CATEGORIES:
        return text
    message = f"{text!r} is no severity, no category and no id of a rule"
    raise ValueError(message)


OfElement = Annotated[Words, AfterValidator(_known_part)]
"""An element (``guide``) or a part of one (``guide.offer``)."""
Failing = Annotated[Words, AfterValidator(_known_failing)]
"""A severity, a category or the id of a rule."""


class BriefTable(Table):
    """A reply so short that it can't hold everything, which says where the talk goes on."""

    words: Annotated[int, Field(ge=1)]
    """Up to so many words."""
    shows: Annotated[tuple[OfElement, ...], Field(min_length=1)]
    """It shows one of these."""
    needless: tuple[ElementName, ...]
    """What nobody expects of it then."""


class ChannelTable(Table):
    """What is expected of a reply on a channel."""

    name: ProfileName
    expected: tuple[ElementName, ...] = ELEMENTS
    """The elements that it should have."""
    longest: Annotated[int, Field(ge=1)] | None = None
    """How many words people read there at most."""
    enough: tuple[OfElement, ...] = ()
    """Elements and parts of which one weak sign is enough there."""
    turns: dict[ProfileName, tuple[ElementName, ...]] = {}
    """What a turn should have there; for other turns, what the channel and the turn both ask."""
    brief: BriefTable | None = None
    """What is asked of a very short reply there."""
    advice: Words | None = None
    """What matters there besides words, instead of what the pack says."""


class TurnTable(Table):
    """What is expected of a reply at a turn of a talk."""

    name: ProfileName
    expected: tuple[ElementName, ...] = ELEMENTS
    """The elements that it should have."""
    enough: tuple[OfElement, ...] = ()
    """Elements and parts of which one weak sign is enough then."""
    instead: tuple[tuple[ElementName, ElementName], ...] = ()
    """Pairs of elements: the first isn't expected where the second is there."""
    advice: Words | None = None
    """What matters then, instead of what the pack says."""


class ScorecardTable(Table):
    """What a scorecard says otherwise than ``review.toml``; names and meanings as there."""

    full: int | None = None
    """What a reply has that lacks nothing."""
    bar: int | None = None
    """The least score that passes."""
    missing: dict[ElementName, int] = {}
    """What each element costs that is missing."""
    cost: dict[Severity, int] = {}
    """What a finding costs."""
    most: dict[Severity, int] = {}
    """What all findings of a severity cost at most."""
    left_open: dict[OpenKind, int] = {}
    """What it costs to leave a thing of the customer's message open."""
    too_long: int | None = None
    """What it costs to say more than the channel holds."""
    must_have: tuple[ElementName, ...] | None = None
    """The elements without which no reply passes that should have them."""
    fail: tuple[Failing, ...] | None = None
    """Rule ids, categories and severities of findings with which no reply passes."""


class ChannelsFile(Table):
    """The file ``common/channels.toml``, and a team's own scorecard over it.

    A scorecard names what it says otherwise; everything else stays. It may name channels and
    turns of its own.
    """

    channel: tuple[ChannelTable, ...] = ()
    turn: tuple[TurnTable, ...] = ()
    score: ScorecardTable = Field(default_factory=ScorecardTable)


class PresetTable(Table):
    """What a trade is strict about, and what it lets pass."""

    name: ProfileName
    off: tuple[Words, ...] = ()
    """Rule ids and categories that are switched off. Ids that a pack doesn't have are skipped."""
    severity: tuple[tuple[Words, Severity], ...] = ()
    """Rule ids and categories, each with its severity; an id counts more than its category."""


class PresetsFile(Table):
    """The file ``common/presets.toml``: trades that a house style can start from."""

    preset: tuple[PresetTable, ...]

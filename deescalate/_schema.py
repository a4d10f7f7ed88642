"""The models of the pack files: which names there are, and what may stand in them.

What is wrong with a value is said by pydantic, with the place; `deescalate._pack` turns the place
into a line.
"""

# Annotations are read when a class is made: as text each would have to be compiled, which takes
# longer than all other work at import.
from collections.abc import Iterator
from typing import Annotated, Literal, NamedTuple, get_args

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from deescalate.results import (
    CATEGORIES,
    ELEMENTS,
    Category,
    ElementName,
    Level,
    OpenKind,
    Severity,
    SignalName,
    State,
)

__all__ = [
    "ASKED",
    "AnswerTable",
    "BriefTable",
    "ChannelTable",
    "ChannelsFile",
    "CueTable",
    "ElementTable",
    "ElementsFile",
    "EscalationFile",
    "GoldenFile",
    "GoldenMessage",
    "GoldenReply",
    "HouseElements",
    "HouseFile",
    "HouseWording",
    "Listed",
    "MailFile",
    "PackFile",
    "PartTable",
    "PresetTable",
    "PresetsFile",
    "ReviewFile",
    "Rule",
    "ScoreTable",
    "ScorecardTable",
    "SignalTable",
    "SignalsFile",
    "StateTable",
    "StatesFile",
    "Strength",
    "TurnTable",
    "WeightsFile",
    "WhenTable",
    "WordingFile",
]

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Cues = Annotated[tuple[Words, ...], Field(min_length=1)]
Strength = Literal["mild", "clear", "strong"]
Weight = Literal["strong", "weak", "none"]
Part = Literal[
    "apology",
    "validation",
    "feeling",
    "restated",
    "ownership",
    "thanks",
    "done",
    "offer",
    "choice",
    "instruction",
    "question",
    "pointer",
    "action",
    "owner",
    "time",
    "fallback",
    "summary",
    "way_back",
    "channels",
    "close",
]
Fact = Literal["number", "time", "money", "name", "negation", "obligation", "modality"]


AnswerName = Literal[
    "asks",
    "asks_time",
    "asks_amount",
    "asks_why",
    "bereavement",
    "again",
    "dated",
    "explains",
    "greets",
    "person",
    "help",
]
ASKED: tuple[AnswerName, ...] = ("asks", "asks_time", "asks_amount", "asks_why", "bereavement")
"""The lists of cues that are looked for in the customer's message, not in the reply."""
Shown = Annotated[str, StringConstraints(pattern=r"^[a-z]+(\.[a-z_]+)?$")]
"""An element (``guide``), a part of one (``guide.offer``), or a list of cues (``explains``)."""


class Table(BaseModel):
    """Base of all tables: frozen, and no name that isn't known."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, defer_build=True)


class Listed(NamedTuple):
    """A list of cues, and where its hits belong."""

    group: str
    """What its hits compete with: ``state``, ``signal.money``, ``element.guide``, ``rule``…"""
    name: str
    """What a hit speaks for: a state, a signal, a part of an element, the id of a rule."""
    strength: str
    place: tuple[str | int, ...]
    """Where the list stands in its file."""
    cues: tuple[str, ...]
    exceptions: tuple[str, ...] = ()
    quoted: bool = False
    yields_to: tuple[str, ...] = ()


class CueTable(Table):
    """A list of cues that mean the same thing, with its proof beside it."""

    cues: Cues
    exceptions: tuple[Words, ...] = Field(default=(), alias="except")
    """Cues around which a hit of this list doesn't count."""
    examples: Annotated[tuple[Words, ...], Field(min_length=1)]
    """Sentences with exactly what is to be found in [brackets]."""
    near_misses: Annotated[tuple[Words, ...], Field(min_length=1)]
    """Sentences in which nothing of this list may be found."""


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
                place = (name, i)
                listed = Listed("state", name, table.strength, place, table.cues, table.exceptions)
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
                )
                yield listed, table


class PartTable(CueTable):
    """Cues for a part of an element."""

    part: Part
    strength: Weight
    """``strong`` counts alone, ``weak`` half, ``none`` only looks like it."""


class ElementTable(Table):
    """One element of an empathetic reply."""

    advice: Words
    """What to add when it is missing."""
    samples: Annotated[tuple[Words, ...], Field(min_length=1)]
    """Sentences that would do it, with {slots}."""
    parts: tuple[PartTable, ...]


class AnswerCues(CueTable):
    """Cues by which a reply and the message that it answers are compared."""

    name: AnswerName


class AnswerTable(Table):
    """What a reply should pick up of the customer's message."""

    advice: dict[OpenKind, Words] = {}
    """What to do about each kind of thing that was left open."""
    alike: tuple[tuple[Words, ...], ...] = ()
    """Words of which one picks up another."""
    plain: tuple[Words, ...] = ()
    """Words that say nothing about the matter, beside the most common ones."""
    cues: tuple[AnswerCues, ...] = ()

    def tables(self) -> Iterator[tuple[Listed, CueTable]]:
        """Yield each list with its table."""
        for i, table in enumerate(self.cues):
            # What a customer says is looked for in messages, with the signals.
            side = "signal" if table.name in ASKED else "answer"
            group, place = f"{side}.{table.name}", ("answer", "cues", i)
            yield Listed(group, table.name, "", place, table.cues, table.exceptions), table


ProfileName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
"""The name of a channel or a turn."""


class ElementsFile(Table):
    """The file ``elements.toml``: the four elements, with their parts."""

    acknowledge: ElementTable
    guide: ElementTable
    agree: ElementTable
    ensure: ElementTable
    channels: dict[ProfileName, Words] = {}
    """What matters on a channel or at a turn of a talk, besides words."""
    answer: AnswerTable = Field(default_factory=AnswerTable)

    def each(self) -> list[tuple[ElementName, ElementTable]]:
        """Return each element with its table."""
        return [(name, getattr(self, name)) for name in ELEMENTS]

    def tables(self) -> Iterator[tuple[Listed, CueTable]]:
        """Yield each list with its table."""
        for name, element in self.each():
            for i, table in enumerate(element.parts):
                group, place = f"element.{name}", (name, "parts", i)
                cues = (table.cues, table.exceptions)
                yield Listed(group, table.part, table.strength, place, *cues), table
        yield from self.answer.tables()


class WhenTable(Table):
    """In which replies a rule counts, beside its words. All that is said must hold."""

    to: tuple[State, ...] = ()
    """The customer is in one of these states."""
    signals: tuple[SignalName | Literal["bereavement"], ...] = ()
    """The customer's message has one of these signals."""
    unasked: bool = False
    """The customer doesn't ask for the reason."""
    count: Annotated[int, Field(ge=1)] = 1
    """It counts from this hit on."""
    without: tuple[Shown, ...] = ()
    """The whole reply shows none of these."""
    not_yet: tuple[Shown, ...] = ()
    """The reply shows none of these before the hit."""
    already: tuple[Shown, ...] = ()
    """The reply shows one of these before the hit."""
    eased_by: tuple[Shown, ...] = ()
    """One of these within two sentences after the hit, or before it in its own sentence, makes
    it a hint only."""

    @property
    def silences(self) -> bool:
        """Whether a hit may count for nothing, which must then not hide other rules' hits."""
        return self != WhenTable(eased_by=self.eased_by)


class Rule(Table):
    """One rule of wording: what to avoid, why, and what to say instead."""

    id: Annotated[str, StringConstraints(pattern=r"^[a-z_]+\.[a-z0-9-]+$")]
    """``category.short-name``; it never changes, since people switch rules off by it."""
    category: Category
    severity: Severity
    find: Cues
    exceptions: tuple[Words, ...] = Field(default=(), alias="except")
    """Cues around which a hit doesn't count."""
    unless: tuple[Words, ...] = ()
    """Cues that silence the rule when they stand in the same sentence."""
    why: Words
    say: str | None = None
    """A swap that is safe in every sentence; an empty one drops the words."""
    propose: tuple[Words, ...] = ()
    """Wordings for a person to choose from and fill."""
    changes: tuple[Fact, ...] = ()
    """Facts that the swap changes on purpose."""
    after: tuple[Words, ...] = ()
    """Cues of which one must stand before the hit in the same paragraph."""
    silent: bool = False
    """Only `rewrite` uses it: plainer words, but nothing that a check should speak of."""
    when: WhenTable | None = None
    """In which replies it counts; in all of them if nothing is said."""
    examples: Annotated[tuple[Words | tuple[Words, Words], ...], Field(min_length=1)]
    """(before, after) for a rule that swaps; else sentences with the hit in [brackets]."""
    unchanged: Annotated[tuple[Words, ...], Field(min_length=1)]
    """Sentences that the rule leaves alone."""


class WordingFile(Table):
    """The file ``wording.toml``."""

    rule: tuple[Rule, ...]

    def lists(self) -> Iterator[Listed]:
        """Yield what each rule finds, and what silences it."""
        for i, rule in enumerate(self.rule):
            group = f"when.{rule.id}" if rule.when and rule.when.silences else "rule"
            yield Listed(group, rule.id, "", ("rule", i), rule.find, rule.exceptions)
            if rule.unless:
                yield Listed("unless", rule.id, "", ("rule", i), rule.unless)
            if rule.after:
                yield Listed("after", rule.id, "", ("rule", i), rule.after)


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


class WordList(Table):
    """Cues that change what other cues mean."""

    words: tuple[Words, ...] = ()


class Negation(WordList):
    """Words that turn a cue round."""

    reach: Annotated[int, Field(ge=0, le=10)] = 3
    """How many words before a cue they may stand."""
    after: Annotated[int, Field(ge=0, le=10)] = 0
    """How many words after it."""


class FactsTable(Table):
    """The words by which a text denies, demands, calls possible or promises something."""

    negation: tuple[Words, ...] = ()
    obligation: tuple[Words, ...] = ()
    modality: tuple[tuple[Words, ...], ...] = ()
    """Lists of cues; those of one list mean the same."""
    promise: tuple[Words, ...] = ()
    plain: tuple[Words, ...] = ()
    """Words that count as no name and no number, however they are written."""

    def lists(self) -> Iterator[Listed]:
        """Yield the lists of cues that the guard of facts looks for."""
        for name in ("negation", "obligation", "promise"):
            yield Listed(f"fact.{name}", name, "", ("facts", name), getattr(self, name))
        for i, cues in enumerate(self.modality):
            yield Listed("fact.modality", str(i), "", ("facts", "modality", i), cues)


class Agreement(Table):
    """Words of which the next word's beginning decides, such as a and an."""

    forms: dict[Words, tuple[Words, ...]]
    """Each form with the beginnings that ask for it; the longest decides."""


class GrammarTable(Table):
    """What has to come out right around an edit."""

    capitals: tuple[Words, ...] = ()
    """Words that have a capital wherever they stand."""
    abbreviations: tuple[Words, ...] = ()
    """Short words that are written in capitals throughout."""
    starters: tuple[Words, ...] = ()
    """Words that begin a main clause."""
    joints: tuple[Words, ...] = ()
    """Words after which a clause goes on without a comma."""
    agreement: tuple[Agreement, ...] = ()
    forms: dict[str, tuple[tuple[Words, Words], ...]] = {}
    """Forms of a verb by name: ``{do:ing}`` in a swap takes the first word in the form ``ing``."""


class StyleTable(Table):
    """Why a way of writing is mended; what has no reason here is left alone."""

    doubled: Words | None = None
    """Marks in a row."""
    shouting: Words | None = None
    """Sentences in capitals."""


class ConcernTable(Table):
    """How the customer's own words for the matter are found, and where they may be filled in."""

    cues: tuple[Words, ...] = ()
    """Noun phrases that name the matter beyond doubt."""
    say: Words = "{words}"
    """The phrase as it is filled in."""
    slots: tuple[Words, ...] = ()
    """Slots of proposals that hold the matter."""
    before: tuple[Words, ...] = ()
    """Words after which such a slot holds a phrase like that, and no clause."""
    bare: tuple[Words, ...] = ()
    """Slots that hold the noun phrase without what ``say`` puts around it."""

    def lists(self) -> Iterator[Listed]:
        """Yield the cues for the matter."""
        if self.cues:
            yield Listed("concern", "concern", "", ("concern",), self.cues)


class PackFile(Table):
    """The file ``pack.toml``: the language and its small words."""

    tag: Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]+)*$")]
    name: Words
    """In the language itself."""
    english_name: Words
    aliases: tuple[Words, ...] = ()
    """Other tags that mean this pack."""
    writing: Literal["spaced", "agglutinative", "unspaced"] = "spaced"
    script: Words
    """Such as ``Latin``, ``Cyrillic`` or ``Hangul``."""
    stemmer: str | None = None
    """Name of a Snowball stemmer of nltk."""
    numbers: tuple[tuple[Words, float], ...] = ()
    ordinals: tuple[tuple[Words, float], ...] = ()
    ordinal_endings: tuple[Words, ...] = ()
    articles: tuple[Words, ...] = ()
    """Words that count as one before a unit of time."""
    weekdays: tuple[tuple[Words, ...], ...] = ()
    months: tuple[tuple[Words, ...], ...] = ()
    units: tuple[Words, ...] = ()
    clock: tuple[Words, ...] = ()
    times: tuple[Words, ...] = ()
    """Cues for times that are more than a number and a unit."""
    money: tuple[Words, ...] = ()
    """Words and signs beside which a number is an amount."""
    abbreviations: tuple[Words, ...] = ()
    """Without their last dot; they do not end a sentence."""
    letters: tuple[tuple[Words, Words], ...] = ()
    """Letters that count as others wherever they stand, each with what it counts as."""
    respellings: tuple[tuple[Words, Words], ...] = ()
    """Misspelt or chat words, each with the word it stands for."""
    common: Annotated[tuple[Words, ...], Field(min_length=50)]
    """The most common words, the commonest first: by them the language is known."""
    negation: Negation = Field(default_factory=Negation)
    boosters: WordList = Field(default_factory=WordList)
    softeners: WordList = Field(default_factory=WordList)
    facts: FactsTable = Field(default_factory=FactsTable)
    grammar: GrammarTable = Field(default_factory=GrammarTable)
    style: StyleTable = Field(default_factory=StyleTable)
    concern: ConcernTable = Field(default_factory=ConcernTable)

    def lists(self) -> Iterator[Listed]:
        """Yield the lists of words that change what other cues mean."""
        for name in ("negation", "boosters", "softeners"):
            yield Listed(name, name, "", (name,), getattr(self, name).words)


class MailFile(Table):
    """The file ``common/mail.toml``: what mail programs put around a quoted mail."""

    wrote: tuple[Words, ...]
    banners: tuple[Words, ...]
    fields: tuple[Words, ...]


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


class WeightsFile(Table):
    """The file ``common/weights.json``: what each feature adds to the score of each state."""

    bias: dict[State, float]
    features: dict[str, dict[State, float]]

"""The models of the pack files: which names there are, and what may stand in them.

What is wrong with a value is said by pydantic, with the place; `deescalate._pack` turns the place
into a line.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from deescalate.results import ELEMENTS, Category, ElementName, Level, Severity, SignalName, State

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = [
    "CueTable",
    "ElementTable",
    "ElementsFile",
    "EscalationFile",
    "GoldenFile",
    "GoldenMessage",
    "GoldenReply",
    "Listed",
    "MailFile",
    "PackFile",
    "PartTable",
    "Rule",
    "SignalsFile",
    "StateTable",
    "StatesFile",
    "Strength",
    "WeightsFile",
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


class Table(BaseModel):
    """Base of all tables: frozen, and no name that isn't known."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


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


class SignalsFile(Table):
    """The file ``signals.toml``: for each signal, lists of cues."""

    repeat_contact: tuple[CueTable, ...] = ()
    long_wait: tuple[CueTable, ...] = ()
    deadline: tuple[CueTable, ...] = ()
    money: tuple[CueTable, ...] = ()
    outage: tuple[CueTable, ...] = ()
    defect: tuple[CueTable, ...] = ()
    poor_service: tuple[CueTable, ...] = ()
    distrust: tuple[CueTable, ...] = ()
    churn: tuple[CueTable, ...] = ()
    legal: tuple[CueTable, ...] = ()
    exposure: tuple[CueTable, ...] = ()
    supervisor: tuple[CueTable, ...] = ()
    abuse: tuple[CueTable, ...] = ()
    threat: tuple[CueTable, ...] = ()
    safety: tuple[CueTable, ...] = ()
    security: tuple[CueTable, ...] = ()

    def tables(self) -> Iterator[tuple[Listed, CueTable]]:
        """Yield each list with its table."""
        for name in type(self).model_fields:
            for i, table in enumerate(getattr(self, name)):
                group, place = f"signal.{name}", (name, i)
                yield Listed(group, name, "", place, table.cues, table.exceptions), table


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


class ElementsFile(Table):
    """The file ``elements.toml``: the four elements, with their parts."""

    acknowledge: ElementTable
    guide: ElementTable
    agree: ElementTable
    ensure: ElementTable

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
    silent: bool = False
    """Only `rewrite` uses it: plainer words, but nothing that a check should speak of."""
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
            yield Listed("rule", rule.id, "", ("rule", i), rule.find, rule.exceptions)
            if rule.unless:
                yield Listed("unless", rule.id, "", ("rule", i), rule.unless)


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
    """Cues for times that hold no number."""
    money: tuple[Words, ...] = ()
    """Words and signs beside which a number is an amount."""
    abbreviations: tuple[Words, ...] = ()
    """Without their last dot; they do not end a sentence."""
    respellings: tuple[tuple[Words, Words], ...] = ()
    """Misspelt or chat words, each with the word it stands for."""
    common: Annotated[tuple[Words, ...], Field(min_length=50)]
    """The most common words, by which the language is known."""
    negation: Negation = Negation()
    boosters: WordList = WordList()
    softeners: WordList = WordList()

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


class WeightsFile(Table):
    """The file ``common/weights.json``: what each feature adds to the score of each state."""

    bias: dict[State, float]
    features: dict[str, dict[State, float]]

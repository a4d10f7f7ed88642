"""The file ``pack.toml``."""

# Annotations are read when a class is made: as text each would have to be compiled, which takes
# longer than all other work at import.
from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from deescalate._schema._base import Listed, Table, Words


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


class CalendarTable(Table):
    """Cues by which it is reckoned when the time of a promise is over.

    A unit or an hour counts by the number in its cue, else by the one before it.
    """

    minutes: tuple[Words, ...] = ()
    hours: tuple[Words, ...] = ()
    days: tuple[Words, ...] = ()
    weeks: tuple[Words, ...] = ()
    months: tuple[Words, ...] = ()
    today: tuple[Words, ...] = ()
    tomorrow: tuple[Words, ...] = ()
    clock: tuple[Words, ...] = ()
    """Cues for an hour as it is said, such as ``{n} am``."""
    either: tuple[Words, ...] = ()
    """Cues for an hour of either half of the day; under 8 it counts from noon on."""
    afternoon: tuple[Words, ...] = ()
    """Cues for an hour counted from noon on, such as ``{n} pm``, and for a word that says so."""
    noon: tuple[Words, ...] = ()

    def lists(self) -> Iterator[Listed]:
        """Yield the cues, each list under its name."""
        for name in type(self).model_fields:
            yield Listed("calendar", name, "", ("calendar", name), getattr(self, name))


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
    calendar: CalendarTable = Field(default_factory=CalendarTable)
    common: Annotated[tuple[Words, ...], Field(min_length=50)]
    """The most common words, the commonest first: by them the language is known."""
    negation: Negation = Field(default_factory=Negation)
    boosters: WordList = Field(default_factory=WordList)
    softeners: WordList = Field(default_factory=WordList)
    facts: FactsTable = Field(default_factory=FactsTable)
    grammar: GrammarTable = Field(default_factory=GrammarTable)
    style: StyleTable = Field(default_factory=StyleTable)
    concern: ConcernTable = Field(default_factory=ConcernTable)

    def dates(self) -> Iterator[Listed]:
        """Yield the names of weekdays and months as cues, each under its number, from 0."""
        ending = "*" if self.writing == "unspaced" else ""
        for group in ("weekdays", "months"):
            for i, names in enumerate(getattr(self, group)):
                cues = tuple(f"{name}{ending}" for name in names)
                yield Listed("calendar", f"{group[:-1]} {i}", "", (group, i), cues)

    def lists(self) -> Iterator[Listed]:
        """Yield the lists of words that change what other cues mean."""
        for name in ("negation", "boosters", "softeners"):
            yield Listed(name, name, "", (name,), getattr(self, name).words)

"""Read and compile a language pack: the only place that opens pack files.

A pack is a folder of TOML; `read_pack` returns it compiled, or raises a `PackError` that lists
everything that is wrong.
"""

from __future__ import annotations

import gc
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar, cast

from deescalate._cache import remembered
from deescalate._files import PHRASES, PackFolder, lists_of, read_folder
from deescalate._lexicon import Index, Lexicon
from deescalate._schema import (
    ChannelsFile,
    ConversationFile,
    ElementsFile,
    EmojiFile,
    EscalationFile,
    EscalationRule,
    MailFile,
    NeighboursFile,
    PackFile,
    PhrasesFile,
    PresetsFile,
    ReviewFile,
    Rule,
    StatesFile,
    WeightsFile,
)
from deescalate._smallwords import small_words
from deescalate._stems import Stems
from deescalate._switches import allowed
from deescalate._weights import Weights, weights_of
from deescalate.errors import PackError, Problem
from deescalate.results import SignalName, State

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from importlib.resources.abc import Traversable

    from pydantic import BaseModel

    from deescalate._schema import Listed, Neighbour

__all__ = [
    "Common",
    "Laid",
    "Pack",
    "compile_pack",
    "pack_of_no_language",
    "read_common",
    "read_neighbours",
    "read_pack",
    "scored",
]


_Model = TypeVar("_Model", bound="BaseModel")


_Shown = tuple[State, tuple[SignalName, ...]]


class Escalations(dict[_Shown, tuple[EscalationRule, ...]]):
    """The rows of the escalation table that may fit, by a state and the names of signals.

    It fills itself with what it is asked for.
    """

    def __init__(self, rows: tuple[EscalationRule, ...]) -> None:
        super().__init__()
        self.rows = rows

    def __missing__(self, shown: _Shown) -> tuple[EscalationRule, ...]:
        """Return the rows that ask for nothing else, first to last, and remember them."""
        state, names = shown
        if len(self) > _KEPT_ANSWERS:
            self.clear()
        self[shown] = fitting = tuple(
            row
            for row in self.rows
            if (not row.states or state in row.states)
            and (not row.signals or not set(names).isdisjoint(row.signals))
        )
        return fitting


_KEPT_ANSWERS = 10_000


@dataclass(frozen=True)
class Common:
    """What is the same in every language."""

    folder: Traversable
    states: StatesFile
    mail: MailFile
    escalation: Escalations
    weights: Weights
    review: ReviewFile
    channels: ChannelsFile
    presets: PresetsFile
    conversation: ConversationFile
    emoji: EmojiFile


class Guard(NamedTuple):
    """What is needed to compare the facts of two texts."""

    lexicon: Lexicon
    words: frozenset[str]
    """The words of its cues and swaps: with a capital where one may stand, they are no names."""
    plain: frozenset[str]
    """Words that count as no name and no number."""


@dataclass(frozen=True)
class Pack:
    """A language pack, compiled. Nothing in it changes once it is made."""

    tag: str
    settings: PackFile | None
    """What ``pack.toml`` says; ``None`` for the pack of no language, which has only the common."""
    common: Common
    lexicon: Lexicon
    elements: ElementsFile | None = None
    rules: dict[str, Rule] = field(default_factory=dict)
    spoken: PhrasesFile | None = None
    """What ``phrases.toml`` says."""

    @property
    def phrases(self) -> PhrasesFile:
        """What ``phrases.toml`` says; raises `PackError` if there is none."""
        if self.spoken is None:
            problem = Problem(PHRASES, 0, "the file is missing, and what is asked needs it")
            raise PackError(self.tag, (problem,))
        return self.spoken

    @cached_property
    def stems(self) -> Stems:
        """What tells the words that speak of a text's matter; made when it is first needed."""
        if self.settings is None or self.elements is None:
            return Stems(None, (), ())
        settings, answer = self.settings, self.elements.answer
        shades = (settings.negation, settings.boosters, settings.softeners)
        small = [word for each in shades for text in each.words for word in text.split()]
        plain = (*settings.common, *answer.plain, *small)
        return Stems(settings.stemmer, plain, answer.alike, self.lexicon.small.spelling.letters)

    @cached_property
    def calendar(self) -> Lexicon:
        """What finds times that can be reckoned; made when it is first needed."""
        small = self.lexicon.small
        lists = (
            ()
            if self.settings is None
            else (*self.settings.calendar.lists(), *self.settings.dates())
        )
        return Lexicon([(f"{self.tag}/pack.toml", each) for each in lists], small)

    @cached_property
    def guard(self) -> Guard:
        """What compares facts; made when it is first needed, since most texts stay as they are."""
        small = self.lexicon.small
        if self.settings is None:
            return Guard(Lexicon((), small), frozenset(), frozenset())
        facts, concern = self.settings.facts, self.settings.concern
        lists = [(f"{self.tag}/pack.toml", each) for each in (*facts.lists(), *concern.lists())]
        said = " ".join(rule.say or "" for rule in self.rules.values()).split()
        swaps = (word.strip(".,!?") for word in said)
        spell = small.spelling.letters
        words = frozenset(
            (*self.lexicon.index.words.exact, *map(spell, (*self.settings.common, *swaps)))
        )
        plain = frozenset(map(spell, (*facts.plain, *self.settings.grammar.capitals)))
        return Guard(Lexicon(lists, small), frozenset(words), plain)


def read_common(folder: Traversable) -> Common:
    """Return what all packs share; raise `PackError` if it is broken."""
    return remembered(folder, (), lambda: _read_common(folder))


def _read_common(folder: Traversable) -> Common:
    files = PackFolder(folder, "common")

    def read(name: str, model: type[_Model]) -> _Model:
        # Where it is `None` there is a problem, which is raised before anybody looks at it.
        return cast("_Model", files.read(name, model))

    states = read("states.toml", StatesFile)
    mail = read("mail.toml", MailFile)
    escalation = read("escalation.toml", EscalationFile)
    weights = read("weights.json", WeightsFile)
    review = read("review.toml", ReviewFile)
    channels = read("channels.toml", ChannelsFile)
    presets = read("presets.toml", PresetsFile)
    conversation = read("conversation.toml", ConversationFile)
    emoji = read("emoji.toml", EmojiFile)
    files.raise_problems()
    return Common(
        folder=folder,
        states=states,
        mail=mail,
        escalation=Escalations(escalation.rule),
        weights=weights_of(weights),
        review=scored(review, channels),
        channels=channels,
        presets=presets,
        conversation=conversation,
        emoji=emoji,
    )


def read_neighbours(folder: Traversable) -> tuple[Neighbour, ...]:
    """Return the languages that a text may be in besides those of packs."""
    files = PackFolder(folder, "common")
    neighbours = files.read("neighbours.toml", NeighboursFile)
    files.raise_problems()
    return neighbours.language if neighbours else ()


def scored(review: ReviewFile, channels: ChannelsFile) -> ReviewFile:
    """Return how a reply is judged when a scorecard has its say."""
    score = review.score
    own = channels.score
    said = {name: getattr(own, name) for name in own.model_fields_set}
    for name, value in said.items():
        if isinstance(value, dict):
            said[name] = getattr(score, name) | value
    return review.model_copy(update={"score": score.model_copy(update=said)})


def read_pack(folder: Traversable, label: str, common: Common) -> Pack:
    """Return a pack, compiled; raise `PackError` with all that is wrong in its files."""

    def read() -> tuple[dict[str, Any], Index]:
        files, models = read_folder(folder, label)
        files.raise_problems()
        del models["golden.toml"]  # only checks look at it
        return models, compile_pack(models, common).lexicon.index

    with _keeping_all():
        models, index = remembered(folder, (common.folder,), read)
        return compile_pack(models, common, index=index)


@contextmanager
def _keeping_all() -> Iterator[None]:
    """Let nobody look for garbage meanwhile: so much is made, and none of it is any.

    Else the collector would go through all of it again and again, which takes twice as long as
    making it.
    """
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


class Laid(NamedTuple):
    """What is laid over the files of a pack."""

    own: tuple[tuple[str, Listed], ...] = ()
    """Lists of cues, each with the file that holds it."""
    rules: tuple[Rule, ...] = ()
    """The rules that some of them belong to."""
    allow: tuple[str, ...] = ()
    """Words in which no rule fires."""


def compile_pack(
    models: Mapping[str, Any],
    common: Common,
    laid: Laid = Laid(),  # noqa: B008 - it is a tuple of tuples
    *,
    index: Index | None = None,
) -> Pack:
    """Return the pack that sound files make, with what is `laid` over them.

    The `index` of the cues is worked out if it isn't given.
    """
    settings: PackFile = models["pack.toml"]
    lists = (
        *_lists("common", {"states.toml": common.states}),
        *_lists(settings.tag, models),
        *laid.own,
    )
    small = small_words(settings, common.mail, common.emoji.cheerful)
    return Pack(
        tag=settings.tag,
        settings=settings,
        common=common,
        lexicon=Lexicon(lists, small, allowed(laid.allow, ()), index),
        elements=models["elements.toml"],
        rules={rule.id: rule for rule in (*models["wording.toml"].rule, *laid.rules)},
        spoken=models.get(PHRASES),
    )


def pack_of_no_language(common: Common) -> Pack:
    """Return the pack for a text whose language is not known: it reads only what all share."""
    lists = _lists("common", {"states.toml": common.states})
    lexicon = Lexicon(lists, small_words(None, common.mail, common.emoji.cheerful))
    return Pack(tag="und", settings=None, common=common, lexicon=lexicon)


def _lists(tag: str, models: Mapping[str, object]) -> Iterator[tuple[str, Listed]]:
    """Yield each list of cues in files, with the pack file that holds it."""
    for name, model in models.items():
        for listed in lists_of(model):
            yield f"{tag}/{name}", listed

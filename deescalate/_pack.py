"""Read and compile a language pack: the only place that opens pack files.

A pack is a folder of TOML; `read_pack` returns it compiled, or raises a `PackError` that lists
everything that is wrong.
"""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, TypeVar, cast

from pydantic import BaseModel, ValidationError

from deescalate._cache import remembered
from deescalate._lexicon import Index, Lexicon
from deescalate._phrases import CueError, parse
from deescalate._problems import SourceFile
from deescalate._schema import (
    ChannelsFile,
    ConversationFile,
    ElementsFile,
    EmojiFile,
    EscalationFile,
    EscalationRule,
    GoldenFile,
    HouseElements,
    MailFile,
    NeighboursFile,
    PackFile,
    PhrasesFile,
    PresetsFile,
    ReviewFile,
    Rule,
    SignalsFile,
    StatesFile,
    WeightsFile,
    WordingFile,
)
from deescalate._smallwords import small_words
from deescalate._stems import Stems
from deescalate._switches import allowed
from deescalate.errors import PackError, Problem
from deescalate.results import STATES, SignalName, State

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from importlib.resources.abc import Traversable

    from deescalate._problems import Place
    from deescalate._schema import Listed, Neighbour, Table

__all__ = [
    "FILES",
    "PHRASES",
    "Common",
    "Laid",
    "Notes",
    "Pack",
    "PackFolder",
    "check_models",
    "compile_pack",
    "pack_of_no_language",
    "read_common",
    "read_folder",
    "read_neighbours",
    "read_pack",
    "scored",
]

_Model = TypeVar("_Model", bound=BaseModel)

PHRASES = "phrases.toml"
"""The file that a pack may have besides: without it there are no drafts and no check-ins."""
FILES: dict[str, type[Table]] = {
    "pack.toml": PackFile,
    "states.toml": StatesFile,
    "signals.toml": SignalsFile,
    "elements.toml": ElementsFile,
    "wording.toml": WordingFile,
    "golden.toml": GoldenFile,
}
"""The files that every pack has, with the model of each."""


class PackFolder:
    """The files of a pack as they were read, and what is wrong with them."""

    def __init__(self, folder: Traversable, label: str) -> None:
        self.folder = folder
        self.label = label
        """How messages call the pack."""
        self.sources: dict[str, SourceFile] = {}
        self.problems: list[Problem] = []

    def read(self, name: str, model: type[_Model]) -> _Model | None:
        """Return a file as its model; else note its problems and return ``None``."""
        source = self._source(name)
        if source is None:
            return None
        try:
            parse_file = json.loads if name.endswith(".json") else tomllib.loads
            content: Any = parse_file(source.text)
            return model.model_validate(content)
        except json.JSONDecodeError as error:
            self.problems.append(Problem(name, error.lineno, f"not valid JSON: {error.msg}"))
        except tomllib.TOMLDecodeError as error:
            self.problems.append(source.invalid_toml(error))
        except ValidationError as error:
            self.problems += source.invalid_values(error, _names(model))
        return None

    def _source(self, name: str) -> SourceFile | None:
        try:
            text = self.folder.joinpath(name).read_bytes().decode("utf-8-sig")
        except OSError:
            self.problems.append(Problem(name, 0, "the file is missing"))
        except UnicodeDecodeError as error:
            hint = "save the file as UTF-8 in your editor"
            self.problems.append(Problem(name, 0, f"not UTF-8: {error.reason}", "", hint))
        else:
            self.sources[name] = SourceFile(name, text)
            return self.sources[name]
        return None

    def problem(self, name: str, place: Place, text: str, message: str, hint: str = "") -> None:
        """Note a problem about one text in a file."""
        self.problems.append(self.sources[name].problem(place, text, message, hint))

    def raise_problems(self) -> None:
        """Raise a `PackError` if anything is wrong."""
        if self.problems:
            raise PackError(self.label, tuple(self.problems))


def _names(model: type[BaseModel]) -> set[str]:
    """Return all names that may stand in a file."""
    schema = model.model_json_schema(by_alias=True)
    tables = [schema, *schema.get("$defs", {}).values()]
    return {name for table in tables for name in table.get("properties", {})}


class Weights(NamedTuple):
    """What each feature adds to the score of each state, in the order of the states."""

    bias: tuple[float, ...]
    features: dict[str, tuple[float, ...]]


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
        weights=_vectors(weights),
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


def _vectors(weights: WeightsFile) -> Weights:
    def vector(by_state: dict[State, float]) -> tuple[float, ...]:
        return tuple(by_state.get(state, 0.0) for state in STATES)

    features = {name: vector(by_state) for name, by_state in weights.features.items()}
    return Weights(vector(weights.bias), features)


def read_folder(folder: Traversable, label: str) -> tuple[PackFolder, dict[str, Any]]:
    """Return the files of a pack as models, by name; what is wrong is in the folder's problems."""
    files = PackFolder(folder, label)
    models = {name: files.read(name, model) for name, model in FILES.items()}
    if folder.joinpath(PHRASES).is_file():
        models[PHRASES] = files.read(PHRASES, PhrasesFile)
    for name, model in models.items():
        check_models(files, name, model)
    return files, models


class Notes(Protocol):
    """What notes problems of a file."""

    def problem(self, name: str, place: Place, text: str, message: str, hint: str = "") -> None:
        """Note a problem about one text in a file."""


def check_models(files: Notes, name: str, model: object) -> None:
    """Note what is wrong in a file that its model can't know: cues and rules."""
    if model is not None:
        _check_cues(files, name, model)
    if isinstance(model, WordingFile):
        _check_rules(files, name, model)


def read_pack(folder: Traversable, label: str, common: Common) -> Pack:
    """Return a pack, compiled; raise `PackError` with all that is wrong in its files."""

    def read() -> tuple[dict[str, Any], Index]:
        files, models = read_folder(folder, label)
        files.raise_problems()
        del models["golden.toml"]  # only checks look at it
        return models, compile_pack(models, common).lexicon.index

    models, index = remembered(folder, (common.folder,), read)
    return compile_pack(models, common, index=index)


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
        for listed in _lists_of(model):
            yield f"{tag}/{name}", listed


def _lists_of(model: object) -> Iterable[Listed]:
    if isinstance(model, StatesFile | SignalsFile | ElementsFile | HouseElements):
        return [listed for listed, _ in model.tables()]
    if isinstance(model, PackFile | WordingFile):
        return model.lists()
    return ()


def _check_cues(files: Notes, name: str, model: object) -> None:
    """Note each cue that the notation doesn't know, and each that stands twice."""
    seen: dict[tuple[str, object], str] = {}
    for listed in _lists_of(model):
        group = f"unless {listed.name}" if listed.group == "unless" else listed.group
        for text in listed.cues:
            key = (group, _check_cue(files, name, listed.place, text))
            if key[1] is not None and key in seen:
                message = f"the cue {text!r} says the same as {seen[key]!r} after folding"
                files.problem(name, listed.place, text, message, "keep one of the two")
            seen.setdefault(key, text)
        for text in listed.exceptions:
            _check_cue(files, name, listed.place, text)
    if isinstance(model, PackFile):
        for text in model.times:
            _check_cue(files, name, ("times",), text)
        for listed in (*model.facts.lists(), *model.concern.lists(), *model.calendar.lists()):
            for text in listed.cues:
                _check_cue(files, name, listed.place, text)


def _check_cue(files: Notes, name: str, place: Place, text: str) -> tuple[object, ...] | None:
    """Return what a cue means, whatever the order of its choices; note it if it means nothing."""
    try:
        pattern = parse(text)
    except CueError as error:
        files.problem(name, place, text, f"the cue {text!r} {error}")
        return None
    items = tuple((frozenset(item.choices), item.maybe) for item in pattern.items)
    return (*items, pattern.initial, pattern.opens, pattern.closes)


def _check_rules(files: Notes, name: str, wording: WordingFile) -> None:
    """Note what is wrong with rules as rules: ids, categories, swaps."""
    seen: set[str] = set()
    for i, rule in enumerate(wording.rule):
        place = ("rule", i, "id")
        if rule.id in seen:
            files.problem(name, place, rule.id, f"the id {rule.id!r} stands twice")
        seen.add(rule.id)
        if rule.id.partition(".")[0] != rule.category:
            message = f"the id {rule.id!r} must begin with its category {rule.category!r}"
            files.problem(name, place, rule.id, message)
        if rule.say is None and not rule.propose:
            message = f"{rule.id!r} offers nothing better"
            files.problem(name, place, rule.id, message, "give it say or propose")

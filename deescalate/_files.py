"""Read the files of a pack, and note all that is wrong with them before anything is compiled."""

from __future__ import annotations

import json
import tomllib
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from pydantic import BaseModel, ValidationError

from deescalate._phrases import CueError, parse
from deescalate._problems import SourceFile
from deescalate._schema import (
    ElementsFile,
    GoldenFile,
    HouseElements,
    PackFile,
    PhrasesFile,
    SignalsFile,
    StatesFile,
    Table,
    WordingFile,
)
from deescalate.errors import PackError, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable
    from importlib.resources.abc import Traversable

    from deescalate._problems import Place
    from deescalate._schema import Listed

__all__ = [
    "FILES",
    "PHRASES",
    "Notes",
    "PackFolder",
    "check_models",
    "lists_of",
    "read_folder",
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


def lists_of(model: object) -> Iterable[Listed]:
    """Return the lists of cues in a file that texts are read by."""
    if isinstance(model, StatesFile | SignalsFile | HouseElements):
        return [listed for listed, _ in model.tables()]
    if isinstance(model, PackFile | ElementsFile | WordingFile):
        return model.lists()
    return ()


def _check_cues(files: Notes, name: str, model: object) -> None:
    """Note each cue that the notation doesn't know, and each that stands twice."""
    seen: dict[tuple[str, object], str] = {}
    for listed in lists_of(model):
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

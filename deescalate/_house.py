"""What a team lays over a language pack: its house style, and its scorecard over the library's.

A house style is `house.toml`, or a folder with that and files named like those of a pack. It is
laid over a pack when the pack is compiled, so engines know nothing of it.
"""

from __future__ import annotations

from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from deescalate._files import FILES, PackFolder, check_models
from deescalate._pack import Laid, Pack, compile_pack, scored
from deescalate._schema import (
    ChannelsFile,
    HouseElements,
    HouseFile,
    HouseWording,
    PresetTable,
    Rule,
    SignalsFile,
    StatesFile,
)
from deescalate._switches import STYLES
from deescalate.results import CATEGORIES

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from deescalate._pack import Common
    from deescalate._problems import Place
    from deescalate._schema import ChannelTable, ElementsFile, Listed, Table, TurnTable
    from deescalate.results import Severity

__all__ = ["HOUSE", "House", "Section", "compile_with", "read_house", "with_scorecard"]

HOUSE = "house.toml"
"""The file that every house style has."""
_FILES = {name: model for name, model in FILES.items() if name != "pack.toml"} | {
    "elements.toml": HouseElements,
    "wording.toml": HouseWording,
}
"""The files that a house style may have beside it, with the model of each."""


class Section(NamedTuple):
    """What a house says in place of one file of a pack, and where it says so."""

    name: str
    """The file of a pack that it is like."""
    file: str
    """The file that it stands in."""
    inside: Place
    """The table that it stands in, in a file of many."""
    model: Table
    files: PackFolder

    @property
    def source(self) -> str:
        """How evidence and findings call the file."""
        return self.file if self.file == self.files.label else f"{self.files.label}/{self.file}"

    def problem(self, name: str, place: Place, text: str, message: str, hint: str = "") -> None:  # noqa: ARG002 - the pack's name of the file, not the house's
        """Note a problem about one text."""
        self.files.problem(self.file, (*self.inside, *place), text, message, hint)

    def lists(self) -> Iterator[tuple[str, Listed]]:
        """Yield the lists of cues, each with what evidence calls the file."""
        if isinstance(self.model, StatesFile | SignalsFile | HouseElements):
            for listed, _ in self.model.tables():
                yield self.source, listed
        elif isinstance(self.model, HouseWording):
            for listed in self.model.lists():
                yield self.source, listed

    def rules(self) -> tuple[Rule, ...]:
        """Return the rules that stand in it."""
        return self.model.rule if isinstance(self.model, HouseWording) else ()


class House(NamedTuple):
    """A house style, read and sound in itself; which rules there are, only a pack knows."""

    main: HouseFile
    file: str
    """The name of its ``house.toml``."""
    sections: tuple[Section, ...]
    files: PackFolder

    def rules(self) -> tuple[Rule, ...]:
        """Return the rules of its own."""
        return tuple(rule for section in self.sections for rule in section.rules())


def read_house(path: str | Path) -> House:
    """Return a house style; raise `PackError` with all that is wrong in its files."""
    path = Path(path)
    folder, name = (path, HOUSE) if path.is_dir() else (path.parent, path.name)
    files = PackFolder(folder, path.name)
    main = files.read(name, HouseFile)
    sections = list(_sections(main, name, files)) if main else []
    if path.is_dir():
        for each, model in _FILES.items():
            held = files.read(each, model) if (folder / each).is_file() else None
            if held is not None:
                sections.append(Section(each, each, (), held, files))
    for section in sections:
        check_models(section, section.name, section.model)
    files.raise_problems()
    assert main is not None  # else there was a problem
    return House(main, name, tuple(sections), files)


def _sections(main: HouseFile, file: str, files: PackFolder) -> Iterator[Section]:
    """Yield what a ``house.toml`` itself says in place of files of a pack."""
    yield Section("states.toml", file, ("states",), main.states, files)
    yield Section("signals.toml", file, ("signals",), main.signals, files)
    yield Section("elements.toml", file, ("elements",), main.elements, files)
    yield Section("wording.toml", file, (), HouseWording(rule=main.rule), files)
    yield Section("golden.toml", file, (), main, files)


def compile_with(houses: Iterable[House], models: Mapping[str, Any], common: Common) -> Pack:
    """Return the pack that sound files make with houses over it, the later over the earlier.

    Raises `PackError` if a house speaks of a rule or a preset that isn't there.
    """
    rules: dict[str, Rule] = {rule.id: rule for rule in models["wording.toml"].rule}
    own: dict[str, Rule] = {}
    where: dict[str, Section] = {}
    settings, elements = models["pack.toml"], models["elements.toml"]
    sections: list[Section] = []
    allow: list[str] = []
    for house in houses:
        _check(house, {*rules, *own}, common)
        changes = _changes(house, common)
        rules, own = dict(_changed(rules, changes)), dict(_changed(own, changes))
        for section in house.sections:
            for rule in section.rules():
                rules.pop(rule.id, None)
                own[rule.id], where[rule.id] = rule, section
        settings = _without_styles(settings, changes.off)
        elements = _with_advice(elements, house.sections)
        sections += house.sections
        allow += house.main.allow
    laid = {
        **models,
        "pack.toml": settings,
        "elements.toml": elements,
        "wording.toml": models["wording.toml"].model_copy(update={"rule": tuple(rules.values())}),
    }
    lists = (
        (source, listed)
        for section in sections
        for source, listed in section.lists()
        if listed.place[0] != "rule" or (listed.name in own and where[listed.name] is section)
    )
    over = Laid(tuple(lists), tuple(own.values()), tuple(allow))
    return compile_pack(laid, common, over)


class _Changes(NamedTuple):
    """What a house changes in the rules below it."""

    off: frozenset[str]
    """Ids and categories."""
    back: frozenset[str]
    """Ids that a preset switches off, and the house speaks of all the same."""
    severity: dict[str, Severity]


def _changes(house: House, common: Common) -> _Changes:
    main = house.main
    preset = _preset(main.preset, common) or PresetTable(name="none")
    own = dict(main.severity)
    said = dict(preset.severity)
    for name in own:
        if name in CATEGORIES:  # what the house says of a category counts more than a preset's ids
            said = {each: said[each] for each in said if each.partition(".")[0] != name}
    back = frozenset(name for name in own if name in preset.off)
    return _Changes(frozenset((*preset.off, *main.off)) - back, back, said | own)


def _changed(rules: Mapping[str, Rule], changes: _Changes) -> Iterator[tuple[str, Rule]]:
    """Yield the rules that are left, as severe as the house wants them."""
    for name, rule in rules.items():
        if name in changes.off or (rule.category in changes.off and name not in changes.back):
            continue
        severity = changes.severity.get(name, changes.severity.get(rule.category, rule.severity))
        same = severity == rule.severity
        yield name, rule if same else rule.model_copy(update={"severity": severity})


def _preset(name: str | None, common: Common) -> PresetTable | None:
    return next((each for each in common.presets.preset if each.name == name), None)


def _check(house: House, rules: Collection[str], common: Common) -> None:
    """Raise `PackError` if a house speaks of what isn't there."""
    main, files = house.main, house.files
    before = len(files.problems)
    known = sorted({*rules, *STYLES, *CATEGORIES, *(rule.id for rule in house.rules())})
    named = [("off", name) for name in main.off]
    named += [("severity", name) for name, _ in main.severity]
    for key, name in named:
        if name not in known:
            close = get_close_matches(name, known, n=1)
            hint = f"did you mean {close[0]!r}?" if close else _categories()
            message = f"there is no rule and no category {name!r}"
            files.problem(house.file, (key,), name, message, hint)
    if main.preset is not None and _preset(main.preset, common) is None:
        presets = ", ".join(each.name for each in common.presets.preset)
        message = f"there is no preset {main.preset!r}"
        files.problem(house.file, ("preset",), main.preset, message, f"presets: {presets}")
    try:
        files.raise_problems()
    finally:
        del files.problems[before:]


def _categories() -> str:
    return f"categories: {', '.join(CATEGORIES)}"


def _without_styles(settings: Any, off: Collection[str]) -> Any:  # noqa: ANN401 - a model in, a model out
    """Return the settings of a pack without the reasons to mend ways of writing that are off."""
    gone = dict.fromkeys(reason for name, reason in STYLES.items() if name in off)
    style = settings.style.model_copy(update=gone)
    return settings.model_copy(update={"style": style}) if gone else settings


def _with_advice(elements: ElementsFile, sections: Iterable[Section]) -> ElementsFile:
    """Return the elements of a pack with the advice and samples of a house."""
    for section in sections:
        if isinstance(section.model, HouseElements):
            said: dict[str, Any] = {}
            for name, table in section.model.each():
                own = {
                    key: getattr(table, key)
                    for key in ("advice", "samples")
                    if getattr(table, key)
                }
                said[name] = getattr(elements, name).model_copy(update=own)
            elements = elements.model_copy(update=said)
    return elements


_Profile = TypeVar("_Profile", "ChannelTable", "TurnTable")


def with_scorecard(path: str | Path, common: Common) -> Common:
    """Return what all packs share with a team's scorecard over it.

    Raises `PackError` with all that is wrong in the file.
    """
    path = Path(path)
    files = PackFolder(path.parent, path.name)
    own = files.read(path.name, ChannelsFile)
    files.raise_problems()
    assert own is not None  # else there was a problem
    channels = ChannelsFile(
        channel=_laid_over(common.channels.channel, own.channel),
        turn=_laid_over(common.channels.turn, own.turn),
        score=own.score,
    )
    return replace(common, review=scored(common.review, own), channels=channels)


def _laid_over(profiles: Iterable[_Profile], own: Iterable[_Profile]) -> tuple[_Profile, ...]:
    """Return profiles with what others of their names say, and those of other names."""
    by_name = {each.name: each for each in profiles}
    for each in own:
        if each.name in by_name:
            said = {name: getattr(each, name) for name in each.model_fields_set}
            by_name[each.name] = by_name[each.name].model_copy(update=said)
        else:
            by_name[each.name] = each
    return tuple(by_name.values())

"""Find language packs: those that come along, those of other distributions, and given folders.

A distribution offers packs in the entry point group ``deescalate.packs``, each as
``tag = "package:folder"``. An entry point is read as a place and never loaded: a pack is data.
"""

from __future__ import annotations

import tomllib
from functools import cache, cached_property
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from deescalate._files import read_folder
from deescalate._house import compile_with, read_house, with_scorecard
from deescalate._pack import Pack, pack_of_no_language, read_common, read_neighbours, read_pack
from deescalate.errors import PackError, Problem, UnknownLanguageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from importlib.resources.abc import Traversable

    from deescalate._house import House
    from deescalate._pack import Common
    from deescalate._schema import Neighbour

__all__ = ["GROUP", "UNDETERMINED", "Registry", "builtin_folder"]

GROUP = "deescalate.packs"
"""The entry point group in which other distributions offer packs."""
UNDETERMINED = "und"
"""Tag of the pack of no language."""


def builtin_folder() -> Path:
    """Return the folder of the packs that come with the library."""
    return Path(__file__).parent / "packs"


class Registry:
    """Finds packs by tag, reads each once when it is first asked for, and keeps it.

    `folders` are packs given by hand; they win over installed ones of the same tag. `houses` are
    house styles to lay over packs, and `scorecard` a team's own. Safe to use from many threads.
    """

    def __init__(
        self,
        folders: Iterable[str | Path] = (),
        *,
        houses: Iterable[str | Path] = (),
        scorecard: str | Path | None = None,
    ) -> None:
        self._lock = Lock()
        self._packs: dict[str, Pack] = {}
        self._common: Common | None = None
        """What all packs share, if it is not as it comes with the library."""
        self._folders: dict[str, Traversable] = dict(_builtin())
        self._folders |= _installed()
        for folder in folders:
            path = Path(folder)
            self._folders[_tag_of(path)] = path
        self._houses = [read_house(house) for house in houses]
        if scorecard is not None:
            self._common = with_scorecard(scorecard, _common())

    def tags(self) -> tuple[str, ...]:
        """Return the tags of all packs there are, sorted."""
        return tuple(sorted(self._folders))

    def folder(self, tag: str) -> Traversable:
        """Return the folder of a pack; raise `UnknownLanguageError` if there is none."""
        return self._folders[self.match(tag)]

    def match(self, tag: str) -> str:
        """Return the tag of the pack for a language tag; raise `UnknownLanguageError` if none.

        A tag is only ever shortened (``nb-NO`` finds ``nb``) or known to a pack as an alias;
        another language never steps in.
        """
        wanted = tag.replace("_", "-").lower()
        while wanted:
            if wanted in self._tags:
                return self._tags[wanted]
            if wanted in self._aliases:
                return self._aliases[wanted]
            wanted = wanted.rpartition("-")[0]
        raise UnknownLanguageError(tag, self.tags())

    @cached_property
    def _tags(self) -> dict[str, str]:
        return {tag.lower(): tag for tag in self._folders}

    @cached_property
    def _aliases(self) -> dict[str, str]:
        return {
            alias.lower(): tag for tag, head in self.heads() for alias in head.get("aliases", ())
        }

    def pack(self, tag: str) -> Pack:
        """Return the pack for a tag, read and compiled.

        Raises `UnknownLanguageError` if there is none, `PackError` if it is broken.
        """
        pack = self._packs.get(tag)
        if pack is not None:
            return pack
        found = UNDETERMINED if tag == UNDETERMINED else self.match(tag)
        pack = self._packs.get(found)
        if pack is None:
            with self._lock:
                pack = self._packs.get(found) or self._read(found)
                self._packs[found] = pack
        return pack

    def _read(self, tag: str) -> Pack:
        common = self._common or _common()
        if tag == UNDETERMINED:
            return pack_of_no_language(common)
        houses = [house for house in self._houses if self._is_for(house, tag)]
        if not houses and self._common is None and self._folders[tag] == builtin_folder() / tag:
            return _shared(tag)
        if not houses:
            return read_pack(self._folders[tag], tag, common)
        files, models = read_folder(self._folders[tag], tag)
        files.raise_problems()
        return compile_with(houses, models, common)

    def _is_for(self, house: House, tag: str) -> bool:
        return house.main.language is None or self.match(house.main.language) == tag

    def neighbours(self) -> tuple[Neighbour, ...]:
        """Return the languages without a pack that a text may turn out to be in."""
        known = read_neighbours(builtin_folder() / "common")
        return tuple(each for each in known if each.tag not in self._tags)

    def heads(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """Yield each tag with what its ``pack.toml`` says, without compiling the pack."""
        for tag in self.tags():
            yield tag, _head(self._folders[tag])


@cache
def _common() -> Common:
    return read_common(builtin_folder() / "common")


@cache
def _shared(tag: str) -> Pack:
    """Return a pack as it comes with the library: nothing in it changes, so all share it."""
    return read_pack(builtin_folder() / tag, tag, _common())


def _builtin() -> Iterator[tuple[str, Traversable]]:
    for folder in sorted(builtin_folder().iterdir()):
        if folder.joinpath("pack.toml").is_file():
            yield folder.name, folder


def _installed() -> dict[str, Traversable]:
    """Return the folders that other distributions offer, by tag."""
    # Reading metadata takes as long to import as all the rest: not before it is needed.
    offered = import_module("importlib.metadata").entry_points(group=GROUP)
    return {
        entry.name: _place(entry.value) for entry in sorted(offered, key=lambda entry: entry.name)
    }


def _place(value: str) -> Path:
    """Return the folder that an entry point ``package:folder`` means, without importing it."""
    package, _, folder = value.partition(":")
    spec = find_spec(package.partition(".")[0]) if package else None
    places = list(spec.submodule_search_locations or ()) if spec else []
    inner = package.split(".")[1:]
    return Path(places[0] if places else package).joinpath(*inner, folder)


def _head(folder: Traversable) -> dict[str, Any]:
    """Return what ``pack.toml`` says, unchecked; empty if it can't be read."""
    try:
        return tomllib.loads(folder.joinpath("pack.toml").read_bytes().decode("utf-8-sig"))
    except (OSError, ValueError):
        return {}


def _tag_of(folder: Path) -> str:
    """Return the tag that a given folder says it is for; raise `PackError` if it says none."""
    tag = _head(folder).get("tag")
    if isinstance(tag, str) and tag:
        return tag
    hint = "a pack is a folder with pack.toml in it, which says tag = ..."
    problem = Problem("pack.toml", 0, "cannot be read, or names no tag", "", hint)
    raise PackError(str(folder), (problem,))

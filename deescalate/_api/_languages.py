"""Choose the pack that reads a text."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from deescalate._language import Candidate, Identifier
from deescalate._registry import UNDETERMINED
from deescalate._text import fold

if TYPE_CHECKING:
    from collections.abc import Callable

    from deescalate._language import Run
    from deescalate._pack import Pack
    from deescalate._registry import Registry

__all__ = ["Languages"]

_SURE = 20
"""From so many characters on the language of a text is told from the text alone."""


class Languages:
    """The packs there are, and which of them reads a text.

    `default` is the tag of the pack that reads all texts, if there is one; `identify` tells
    languages in place of the library's own way.
    """

    def __init__(
        self, registry: Registry, default: str | None, identify: Callable[[str], str] | None
    ) -> None:
        self.registry = registry
        self.default = default
        self._identify = identify

    def identify(self, text: str) -> str:
        """Return the tag of the language that a text is in, or ``und``."""
        return self._own(text) if self._identify is None else self._identify(text)

    def of(self, text: str, asked: str | None) -> Pack:
        """Return the pack that reads a text; the pack of no language if none does."""
        tag = asked or self.default
        if tag is not None:
            return self.registry.pack(tag)
        told = self.identify(text)
        if told != UNDETERMINED and self._identify is not None and not self._has(told):
            told = UNDETERMINED
        return self.registry.pack(told)

    def named(self, tag: str) -> Pack:
        """Return the pack of a tag; raise `UnknownLanguageError` if there is none."""
        return self.registry.pack(tag)

    def phrased(self, asked: str | None) -> Pack:
        """Return the pack of a language to write in; raise `ValueError` if none is known."""
        tag = asked or self.default
        if tag is None:
            message = f"needs a language, of {', '.join(self.registry.tags())}"
            raise ValueError(message)
        return self.registry.pack(tag)

    def runs(self, text: str) -> list[Run]:
        """Return the stretches of a text that mixes languages; none if it doesn't, or may not."""
        free = self.default is None and self._identify is None
        return self._own.runs(text) if free and len(text) > 2 * _SURE else []

    @staticmethod
    def near(text: str, language: str | None) -> str | None:
        """Return the language of what a text stands beside, if it is too short to tell its own."""
        short = len(text.strip()) < _SURE and any(map(str.isalpha, text))
        return language if short and language != UNDETERMINED else None

    @cached_property
    def _own(self) -> Identifier:
        packs = [
            Candidate(
                tag=tag,
                script=str(head.get("script", "Latin")),
                common=frozenset(map(fold, head.get("common", ()))),
            )
            for tag, head in self.registry.heads()
        ]
        strangers = [
            Candidate(each.tag, each.script, frozenset(map(fold, each.common)), known=False)
            for each in self.registry.neighbours()
        ]
        return Identifier([*packs, *strangers])

    def _has(self, tag: str) -> bool:
        try:
            self.registry.match(tag)
        except LookupError:
            return False
        return True

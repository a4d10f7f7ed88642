"""Tell which words of a text speak of its matter, whatever their endings.

Words are cut to their stems by the Snowball stemmer of nltk that the pack names, which needs no
download and is imported when it is first used. Of a language without one the beginnings of words
are compared instead. What was cut is remembered.
"""

from __future__ import annotations

from functools import lru_cache
from importlib import import_module
from itertools import takewhile
from typing import TYPE_CHECKING, Any

from deescalate._text import Kind, fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from deescalate._text import Token

__all__ = ["Stems"]

_SHORT = 3
"""Letters that a word of the matter has at least."""
_KEPT = 5
"""Letters that are kept of a word in a language without a stemmer."""
_SYLLABLES_KEPT = 2
_SYLLABLES = "\u1100"
"""From this letter on one sign is a syllable, and words are shorter."""
_LONGEST = 12
"""Syllables of a word that are looked at."""
_REMEMBERED = 50_000


class Stems:
    """Knows the stems of words, which words say nothing, and which mean the same."""

    def __init__(
        self,
        stemmer: str | None,
        plain: Iterable[str],
        alike: Iterable[Sequence[str]],
        spell: Callable[[str], str] = fold,
    ) -> None:
        self._stemmer = stemmer
        self._plain = frozenset(map(spell, plain))
        self._groups = tuple(tuple(map(spell, words)) for words in alike)
        self._same: dict[str, str] | None = None
        self._known: dict[str, str] = {}

    def of(self, tokens: Sequence[Token]) -> Iterator[str]:
        """Yield what each token says of the matter, as a stem; empty if it says nothing.

        What a word says that is cut into syllables stands at the first of them.
        """
        for i, token in enumerate(tokens):
            if token.kind is not Kind.WORD:
                yield ""
            elif i + 1 < len(tokens) and tokens[i + 1].kind is Kind.PART:
                yield self._remembered(_syllables(tokens, i))
            elif token.role or token.number is not None:
                yield ""
            else:
                yield self._remembered(token.folded)

    def _remembered(self, word: str) -> str:
        stem = self._known.get(word)
        if stem is None:
            if len(self._known) > _REMEMBERED:
                self._known = {}
            stem = self._known[word] = self._read(word)
        return stem

    def _read(self, word: str) -> str:
        if word in self._plain or (len(word) < _SHORT and word < _SYLLABLES):
            return ""
        if any(sign.isdigit() for sign in word):
            return word
        if self._same is None:
            self._same = {
                self._cut(each): self._cut(words[0]) for words in self._groups for each in words
            }
        stem = self._cut(word)
        return self._same.get(stem, stem)

    def _cut(self, word: str) -> str:
        if self._stemmer is not None:
            return str(_snowball(self._stemmer).stem(word))
        return word[: _SYLLABLES_KEPT if word >= _SYLLABLES else _KEPT]


def _syllables(tokens: Sequence[Token], i: int) -> str:
    """Return the word that begins with a syllable, or as much of it as is compared."""
    parts = takewhile(lambda token: token.kind is Kind.PART, tokens[i + 1 : i + 1 + _LONGEST])
    return tokens[i].folded + "".join(token.folded for token in parts)


@lru_cache(maxsize=64)
def _snowball(name: str) -> Any:  # noqa: ANN401 - nltk is untyped
    return import_module("nltk.stem.snowball").SnowballStemmer(name)

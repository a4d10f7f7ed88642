"""Tell where sentences end.

A mark ends a sentence, and so does a paragraph. Only a full stop is ever in doubt. Within a word,
such as a name of a file, it ends nothing; after an abbreviation, an initial or a number nltk's
Punkt decides, with the pack's abbreviations. Punkt needs no trained model for that, so nothing is
downloaded.
"""

from __future__ import annotations

from functools import lru_cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

from deescalate._text import Kind, Token

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["sentence_ends"]

_WINDOW = 500
"""Characters before and after a full stop that Punkt is shown."""


def sentence_ends(
    tokens: Sequence[Token],
    spans: Sequence[tuple[int, int]],
    source: str,
    abbreviations: frozenset[str],
) -> list[int]:
    """Return, in order, the index after the last token of each sentence."""
    ends: list[int] = []
    for i, token in enumerate(tokens):
        if token.kind is Kind.MARK:
            if _ends(tokens, spans, source, i, abbreviations):
                ends.append(i + 1)
        elif token.kind is Kind.BREAK and "\n" in source[spans[i][0] : spans[i][1]]:
            ends.append(i + 1)
    if tokens and (not ends or ends[-1] != len(tokens)):
        ends.append(len(tokens))
    return ends


def _ends(
    tokens: Sequence[Token],
    spans: Sequence[tuple[int, int]],
    source: str,
    i: int,
    abbreviations: frozenset[str],
) -> bool:
    """Say whether a sentence ends at a mark."""
    start, end = spans[i]
    if source[start:end] != "." or i == 0 or i + 1 == len(tokens):
        return True
    before, after = tokens[i - 1], source[spans[i + 1][0]]
    short = before.folded in abbreviations or len(before.folded) == 1
    number = before.kind is Kind.NUMBER
    if spans[i + 1][0] == end and (short or number or after.islower()):
        return False
    if short or (number and not after.isupper()):
        return _punkt_ends(source, end, abbreviations)
    return True


def _punkt_ends(source: str, stop: int, abbreviations: frozenset[str]) -> bool:
    """Ask Punkt whether a sentence ends at a full stop, shown the text around it."""
    first = max(0, stop - _WINDOW)
    window = source[first : stop + _WINDOW]
    return any(first + end == stop for _, end in _punkt(abbreviations).span_tokenize(window))


@lru_cache(maxsize=64)
def _punkt(abbreviations: frozenset[str]) -> Any:  # noqa: ANN401 - nltk is untyped
    punkt = import_module("nltk.tokenize.punkt")
    parameters = punkt.PunktParameters()
    parameters.abbrev_types = set(abbreviations)
    return punkt.PunktSentenceTokenizer(parameters)

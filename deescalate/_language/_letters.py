"""How likely languages make the letters of a text, by the profiles that ``langdetect`` brings."""

from __future__ import annotations

import json
import math
from collections import Counter
from importlib import import_module
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

__all__ = ["DECOYS", "Letters", "Writer"]

# Evidence is in natural logarithms of odds. The three grams that end at a letter say much the
# same, so a gram counts half.
_GRAM_WEIGHT = 0.5

# Chances of a gram that a profile doesn't have: a profile from a few words lacks more of them.
_UNSEEN = 2e-5
_UNSEEN_IN_WORDS = 1e-4
# A gram that is rarer than this in every language tells too little for the memory it takes.
_RARE = 1e-4
# A candidate's own words make up this part of its profile; the rest is from an encyclopedia.
_OWN_PART = 0.3
_GRAM_LENGTHS = (1, 2, 3)

# The profiles of the scripts that several languages share: each stands for its language when that
# is no candidate, so that a text in it is not taken for its nearest candidate's.
DECOYS = {
    "Latin": "af ca cs cy da de en es et fi fr hr hu id it lt lv nl no pl pt ro sk sl so sq sv sw "
    "tl tr vi",
    "Cyrillic": "bg mk ru uk",
    "Arabic": "ar fa ur",
    "Devanagari": "hi mr ne",
    "Ethiopic": "",
    "Han": "ja zh-cn zh-tw",
}
# Tags whose profile has another name, which may be that of another member of the macrolanguage.
# The longest beginning of a tag that is found counts.
_PROFILES = {
    "bs": "hr",
    "cnr": "hr",
    "fil": "tl",
    "in": "id",
    "iw": "he",
    "ms": "id",
    "nb": "no",
    "nn": "no",
    "sh": "hr",
    "sr": "hr",
    "zh": "zh-cn zh-tw",
    "zh-hans": "zh-cn",
    "zh-hant": "zh-tw",
    "zh-hk": "zh-tw",
    "zh-mo": "zh-tw",
    "zh-sg": "zh-cn",
}


class Writer(NamedTuple):
    """A language that makes texts, with a sample of its words as they are compared."""

    tag: str
    words: Collection[str]


class Letters:
    """How likely each writer, then each decoy, makes one to three letters in a row."""

    def __init__(self, script: str, writers: Sequence[Writer]) -> None:
        folder, self._normal = _langdetect()
        known = DECOYS.get(script, "").split()
        named = [_profiles_of(writer.tag, known) for writer in writers]
        decoys = [[name] for name in known if not any(name in names for names in named)]
        read = {name: _profile(folder / name) for name in known}
        columns = [
            _blend(
                *((1 - _OWN_PART, read[name]) for name in names),
                (_OWN_PART * max(len(names), 1), self._chances(writer.words)),
            )
            for names, writer in zip(named, writers, strict=True)
        ]
        columns += [read[name] for (name,) in decoys]
        unseen = [_UNSEEN if names else _UNSEEN_IN_WORDS for names in [*named, *decoys]]
        self._rows = _rows(columns, unseen)
        self._none = (0.0,) * len(columns)

    def scores(self, text: str) -> list[float]:
        """Return the logarithm of how likely each writer, then each decoy, makes a text."""
        rows = [row for gram in self._grams(text) if (row := self._rows.get(gram))]
        return [math.fsum(column) for column in zip(*(rows or [self._none]), strict=True)]

    def _grams(self, text: str) -> list[str]:
        """Return all rows of one to three letters; a space stands for the edge of a word."""
        edged = f" {text.translate(self._normal)} "
        pairs = [first + second for first, second in pairwise(edged)]
        triples = [pair + third for pair, third in zip(pairs, edged[2:], strict=False)]
        return [*edged, *pairs, *triples]

    def _chances(self, words: Collection[str]) -> dict[str, float]:
        """Return the chance of each gram in a list of words."""
        grams = (gram for word in words for gram in self._grams(word))
        # No profile looks beyond the edge of a word.
        counts = Counter(gram for gram in grams if len(gram.split()) == 1)
        totals = {n: sum(counts[gram] for gram in counts if len(gram) == n) for n in _GRAM_LENGTHS}
        return {gram: count / totals[len(gram)] for gram, count in counts.items()}


def _profiles_of(tag: str, known: Sequence[str]) -> list[str]:
    """Return which of the known profiles are a tag's, none where there are none."""
    name = tag.lower()
    while name:
        names = _PROFILES.get(name, name).split()
        if set(names) <= set(known):
            return names
        name = name.rpartition("-")[0]
    return []


class _Normal(dict[int, str]):
    """A table for ``str.translate`` that is filled while it is used."""

    def __init__(self, normalise: Callable[[str], str]) -> None:
        super().__init__()
        self._normalise = normalise

    def __missing__(self, code: int) -> str:
        self[code] = normal = self._normalise(chr(code))
        return normal


def _langdetect() -> tuple[Path, _Normal]:
    """Return langdetect's folder of profiles and its table of letters that count as the same."""
    # Imported on first use, because most texts never need it; it has no type hints.
    factory: Any = import_module("langdetect.detector_factory")
    ngram: Any = import_module("langdetect.utils.ngram")
    return Path(factory.PROFILES_DIRECTORY), _Normal(ngram.NGram.normalize)


def _profile(path: Path) -> dict[str, float]:
    """Read the chance of each gram from one of langdetect's profiles, whatever its case."""
    stored = json.loads(path.read_text(encoding="utf-8"))
    totals = dict(zip(_GRAM_LENGTHS, stored["n_words"], strict=True))
    chances: dict[str, float] = {}
    for gram, count in stored["freq"].items():
        folded = gram.casefold()
        if len(folded) in totals:
            chances[folded] = chances.get(folded, 0.0) + count / totals[len(folded)]
    return chances


def _blend(*parts: tuple[float, Mapping[str, float]]) -> dict[str, float]:
    """Return the weighted mean of chances, leaving out what is empty."""
    parts = tuple((weight, chances) for weight, chances in parts if chances)
    whole = sum(weight for weight, _ in parts)
    blended: dict[str, float] = {}
    for weight, chances in parts:
        for gram, chance in chances.items():
            blended[gram] = blended.get(gram, 0.0) + weight / whole * chance
    return blended


def _rows(
    columns: Sequence[Mapping[str, float]], unseen: Sequence[float]
) -> dict[str, tuple[float, ...]]:
    """Return the weighted logarithms of the chances of each gram, language by language."""
    floor = [_GRAM_WEIGHT * math.log(chance) for chance in unseen]
    rows = {
        gram: floor.copy()
        for column in columns
        for gram, chance in column.items()
        if chance >= _RARE
    }
    for index, (column, least) in enumerate(zip(columns, unseen, strict=True)):
        for gram in rows.keys() & column.keys():
            rows[gram][index] = _GRAM_WEIGHT * math.log(column[gram] + least)
    return {gram: tuple(row) for gram, row in rows.items()}

"""Tell which of the given languages a text is written in, or that it is none of them.

Three steps, each asked only when the one before leaves it open. The script: most scripts belong
to one language. The common words: three of them or more, if no other language has nearly as many,
settle it. Last the letters: how likely each language makes the text's letters, by the profiles
that ``langdetect`` brings, against languages nobody asked for, so that the answer can be "none of
these".

``langdetect`` itself draws letters at random until it feels sure. Here its profiles are summed
over all the letters instead: the same answer every time, better on short texts, and many times as
fast. They are loaded when they are first needed, for one script at a time, and belong to the
``Identifier``; nothing is shared between two of them.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from functools import lru_cache
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

from deescalate._language._letters import DECOYS, Letters, Writer

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["UNDETERMINED", "Candidate", "Identifier"]

UNDETERMINED = "und"

# How much is looked at. What no person wrote (links, code) is cut from the first of these, the
# words are counted in the second, and more letters than the last don't make it more certain.
_CUT_FROM = 20_000
_OPENING = 16
_READ = 2_000
_WORDS_READ = 100
_LETTERS_READ = 150

# Common words settle it when there are this many, in this share, and another language has at most
# that part of them.
_ENOUGH_WORDS = 3
_ENOUGH_SHARE = 0.3
_RUNNER_UP = 0.6

# Evidence is in natural logarithms of odds. A common word tells the candidates apart, and tells
# them from others by its length, because many languages share the short ones.
_WORD_WEIGHT = 8.0
_WEIGHT_BY_LENGTH = (0.0, 1.0, 2.0, 4.0, 6.0, 8.0)
# Every candidate starts ahead of the others, the more the fewer words there are to judge by.
_HEAD_START = 0.75
_HEAD_START_OF_A_WORD = 3.0
# A language that nobody asked for is less likely than the one with a pack that it looks like.
_FOREIGN = 3.5

_SHORT = 2
"""A word of so few letters is one in many languages."""

_NOISE = re.compile(
    r"```.*?(?:```|\Z)|`[^`\n]{1,200}`"
    r"|^[ \t]*>[^\n]*"
    r"|https?://\S+|\bwww\.\S+"
    r"|(?<![\w.+-])[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+|(?<!\w)@\w+"
    r"|(?<![\w.@-])(?:[\w-]{1,63}\.){1,8}(?:com|org|net|edu|gov|io|app|dev|info)\b(?:/\S*)?"
    r"|\{\{[^{}\n]{0,80}\}\}|\$?\{[\w. -]{1,60}\}|%\(\w{1,40}\)[sdf]|%[sd]\b"
    r"|</?[A-Za-z][^<>\n]{0,400}>|&\#?\w{2,8};"
    r"|(?<![A-Za-z\d_])[A-Za-z]*+[\d_][A-Za-z\d_]*+",
    re.DOTALL | re.MULTILINE,
)
# Vowel signs are no letters for ``re``, so those of the scripts that several languages share are
# named.
_WORD_PART = (
    r"(?:[^\W\d_]|[\u0300-\u036f\u064b-\u065f\u0670"
    r"\u0900-\u0903\u093a-\u094f\u0951-\u0957\u0962\u0963])++"
)
_WORD = re.compile(rf"{_WORD_PART}(?:'{_WORD_PART})*+")
_LETTER = re.compile(r"[^\W\d_]")
_SAME_SIGN = str.maketrans(
    dict.fromkeys("\u2018\u2019\u02bc\u0060\u00b4\uff07", "'")
    | dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", "")
)

# The first word of a letter's Unicode name is its script, but for these.
_SCRIPTS = {
    "BOPOMOFO": "Han",
    "CJK": "Han",
    "IDEOGRAPHIC": "Han",
    "HIRAGANA": "Kana",
    "KATAKANA": "Kana",
    "KATAKANA-HIRAGANA": "Kana",
}
# Names of products are Latin everywhere, and a letter that is a syllable or a word says more.
_LETTER_WEIGHT = {"Latin": 1, "Han": 4, "Hangul": 4, "Kana": 4}
_OTHER_LETTER_WEIGHT = 2
_KANA_AMONG_HAN = 0.1


class Candidate(NamedTuple):
    """A language that a text may turn out to be written in."""

    tag: str
    """BCP 47 tag, the answer when it is this language."""
    script: str
    """The script it is written in: "Latin", "Cyrillic", "Hangul", "Han", "Kana" ..."""
    common: frozenset[str]
    """Its most common words."""
    known: bool = True
    """It is asked for; else a text in it is none of the candidates'."""


class Identifier:
    """Tell the language of a text among the candidates, from any thread, always the same.

    >>> only = Identifier([Candidate("el", "Greek", frozenset())])
    >>> only("\u03ba\u03b1\u03bb\u03b7\u03bc\u03ad\u03c1\u03b1"), only("12:30 :)")
    ('el', 'und')
    """

    def __init__(self, candidates: Iterable[Candidate]) -> None:
        by_script: dict[str, list[Candidate]] = {}
        for candidate in candidates:
            by_script.setdefault(candidate.script, []).append(candidate)
        # Without a candidate that writes Han only, a text without Kana may still be theirs.
        if "Kana" in by_script:
            by_script.setdefault("Han", by_script["Kana"])
        self._groups = {script: _Group(script, group) for script, group in by_script.items()}

    def __call__(self, text: str) -> str:
        """Return the tag of the candidate the text is written in, or ``"und"``."""
        plain = _plain(text)
        group = self._groups.get(_script_of(plain))
        return UNDETERMINED if group is None else group.identify(plain)

    def runs(self, text: str) -> list[Run]:
        """Return the stretches of a text that are in different languages, sentence by sentence.

        None for a text in one language, which costs little more than looking up its words.
        """
        if not self._is_mixed(_plain(text)):
            return []
        runs: list[Run] = []
        for match in _PIECE.finditer(text[:_CUT_FROM]):
            start, end = match.span()
            short = sum(map(_weight, filter(str.isalpha, match[0]))) < _TELLING
            tag = UNDETERMINED if short else self(match[0])
            if runs and tag in (UNDETERMINED, runs[-1].tag):
                runs[-1] = runs[-1]._replace(end=end)
            elif runs and runs[-1].tag == UNDETERMINED:
                runs[-1] = Run(runs[-1].start, end, tag)
            else:
                runs.append(Run(start, end, tag))
        return runs if len(runs) > 1 else []

    def _is_mixed(self, plain: str) -> bool:
        """Say whether some words of a text can only be of one language, and some of another."""
        seen: dict[str, set[str]] = {}
        for word in _WORD.findall(plain)[:_WORDS_READ]:
            tag = next((tag for each in self._groups.values() if (tag := each.only(word))), "")
            if tag:
                seen.setdefault(tag, set()).add(word)
        return sum(len(words) >= _ENOUGH_WORDS for words in seen.values()) > 1


def _weight(letter: str) -> int:
    """Return how much a letter says of a language, beside a Latin one."""
    return _LETTER_WEIGHT.get(_script_of_letter(letter), _OTHER_LETTER_WEIGHT)


class Run(NamedTuple):
    """A stretch of a text in one language."""

    start: int
    end: int
    tag: str


_PIECE = re.compile(r"[^.!?\n]+[.!?\n]*\s*|[.!?\n]+\s*")
_TELLING = 12
"""Latin letters by which the language of a sentence may be told."""


class _Hit(NamedTuple):
    """A common word that was found, and the candidates it is common in."""

    word: str
    speakers: tuple[int, ...]


class _Group:
    """The candidates that share a script."""

    def __init__(self, script: str, candidates: Sequence[Candidate]) -> None:
        self._candidates = tuple(candidates)
        self._sole = len(candidates) == 1 and (
            script not in DECOYS or script == candidates[0].script == "Han"
        )
        self._speakers: dict[str, tuple[int, ...]] = {}
        for index, candidate in enumerate(self._candidates):
            for word in {_fold(word) for word in candidate.common}:
                self._speakers[word] = (*self._speakers.get(word, ()), index)
        self._script = script
        self._lock = Lock()
        self._letters: Letters | None = None

    def identify(self, plain: str) -> str:
        """Return the tag of the candidate that a plain text of this script is written in."""
        if self._sole:
            return self._answer(0)
        words = _WORD.findall(plain)[:_WORDS_READ]
        hits = [_Hit(word, found) for word in words if (found := self._speakers_of(word))]
        index = self._by_words(hits, len(words))
        if index is None:
            index = self._by_letters(hits, words)
        return UNDETERMINED if index is None else self._answer(index)

    def _answer(self, index: int) -> str:
        candidate = self._candidates[index]
        return candidate.tag if candidate.known else UNDETERMINED

    def only(self, word: str) -> str:
        """Return the tag of the one candidate that a word can be of; empty if none or several."""
        if self._sole:
            own = _script_of_letter(word[0]) == self._script
            return self._candidates[0].tag if own else ""
        found = self._speakers.get(word, ())
        sure = len(found) == 1 and len(word) > _SHORT and self._candidates[found[0]].known
        return self._candidates[found[0]].tag if sure else ""

    def _speakers_of(self, word: str) -> tuple[int, ...]:
        """Return the candidates that have a word, or its part before the apostrophe, in common."""
        found = self._speakers.get(word, ())
        if not found and "'" in word:
            return self._speakers.get(word.partition("'")[0], ())
        return found

    def _by_words(self, hits: Sequence[_Hit], words: int) -> int | None:
        """Return the candidate whose common words leave no doubt, if there is one."""
        if len({word for word, _ in hits}) < _ENOUGH_WORDS:
            return None
        # A single letter is a word in many languages.
        counts = Counter(index for word, found in hits if len(word) > 1 for index in found)
        ranking = [*counts.most_common(2), (0, 0), (0, 0)]
        (best, most), (_, second) = ranking[:2]
        enough = most >= _ENOUGH_WORDS and most >= _ENOUGH_SHARE * words
        return best if enough and second <= _RUNNER_UP * most else None

    def _by_letters(self, hits: Sequence[_Hit], words: Sequence[str]) -> int | None:
        """Return the candidate that letters and words speak for, unless others do it more."""
        head_start = _HEAD_START + _HEAD_START_OF_A_WORD / max(len(words), 1)
        among = [0.0 if each.known else -_FOREIGN for each in self._candidates]
        against = [head_start] * len(self._candidates)
        for word, found in hits:
            weight = _WEIGHT_BY_LENGTH[min(len(word), len(_WEIGHT_BY_LENGTH) - 1)]
            for index in found:
                among[index] += _WORD_WEIGHT if len(word) > 1 else weight
                against[index] += weight
        scores = self._loaded().scores(" ".join(words)[:_LETTERS_READ])
        best = max(range(len(among)), key=lambda index: among[index] + scores[index])
        rest = max(scores[len(among) :], default=-math.inf)
        return best if against[best] + scores[best] >= rest else None

    def _loaded(self) -> Letters:
        """Return the profiles, loaded by the first thread that needs them."""
        if self._letters is None:
            with self._lock:
                if self._letters is None:
                    writers = [
                        Writer(each.tag, [*map(_fold, each.common)]) for each in self._candidates
                    ]
                    self._letters = Letters(self._script, writers)
        return self._letters


def _fold(text: str) -> str:
    """Return a text in the form that words are compared in: case, quotes, width, hidden marks."""
    folded = text.translate(_SAME_SIGN)
    if folded.isascii():
        return folded.lower()
    return unicodedata.normalize("NFKC", folded).casefold().replace("i\u0307", "i")


def _plain(text: str) -> str:
    """Return the beginning of what a person wrote, folded: no links, addresses, code, quotes."""
    first = _LETTER.search(text)
    if first is None:
        return ""
    # What makes it a handle or code may stand before the first letter.
    start = max(0, first.start() - _OPENING)
    written = _NOISE.sub(" ", text[start : start + _CUT_FROM])
    return _fold(" ".join(written.split())[:_READ])


def _script_of(plain: str) -> str:
    """Return the script of most of a text's letters, or an empty string where there are none."""
    if plain.isascii():
        return "Latin" if _LETTER.search(plain) else ""
    weights: Counter[str] = Counter()
    for letter, count in Counter(plain).items():
        if letter.isalpha():
            weights[_script_of_letter(letter)] += count * _weight(letter)
    if weights["Kana"] > _KANA_AMONG_HAN * weights["Han"]:
        weights["Kana"] += weights.pop("Han", 0)
    # The name breaks a tie, so that the order of the letters doesn't.
    return max(weights, key=lambda script: (weights[script], script), default="")


@lru_cache(maxsize=4096)
def _script_of_letter(letter: str) -> str:
    """Return the script of one letter."""
    first = unicodedata.name(letter, "").partition(" ")[0]
    return _SCRIPTS.get(first, first.capitalize())

"""Make of what ``pack.toml`` says the small words that texts are read by."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from deescalate._text import Spelling, fold, is_syllable, scan
from deescalate._values import Role, Spelt

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from deescalate._schema import MailFile, PackFile

__all__ = ["SmallWords", "small_words"]


class SmallWords(NamedTuple):
    """The small words of a pack, which other cues and engines build on."""

    spelling: Spelling = Spelling()
    roles: Mapping[str, str] = {}
    """What a word is in a time or an amount."""
    numbers: Mapping[str, float] = {}
    ordinal_endings: tuple[str, ...] = ()
    values: tuple[Spelt, ...] = ()
    """Times, amounts and numbers that are no single word."""
    ranks: Mapping[str, int] = {}
    """The most common words of the language with their ranks, the commonest 1."""
    abbreviations: frozenset[str] = frozenset()
    reach: int = 3
    """How many words before a hit a negator may stand."""
    reach_after: int = 0
    """How many words after it."""
    wrote: frozenset[str] = frozenset()
    banners: frozenset[str] = frozenset()
    fields: frozenset[str] = frozenset()
    stemmer: str | None = None
    cheerful: frozenset[str] = frozenset()
    """Emoji of good cheer."""
    syllables: bool = False
    """Words are cut into their syllables."""


def small_words(
    settings: PackFile | None, mail: MailFile, cheerful: Iterable[str] = ()
) -> SmallWords:
    """Return the small words of a language; of no language, what all languages share."""
    shared = SmallWords(
        wrote=frozenset(map(fold, mail.wrote)),
        banners=frozenset(map(fold, mail.banners)),
        fields=frozenset(map(fold, mail.fields)),
        cheerful=frozenset(map(fold, cheerful)),
    )
    if settings is None:
        return shared
    spelling = Spelling(settings.letters, settings.respellings)
    spell = spelling.letters
    return shared._replace(
        spelling=spelling,
        roles={spell(word): role for role, words in _roles(settings) for word in words},
        numbers={spell(word): _whole(value) for word, value in _numbers(settings)},
        ordinal_endings=tuple(map(spell, settings.ordinal_endings)),
        values=tuple(_values(settings)),
        ranks={spell(word): rank for rank, word in enumerate(settings.common, start=1)},
        abbreviations=frozenset(
            form for each in settings.abbreviations for form in (fold(each), spell(each))
        ),
        reach=settings.negation.reach,
        reach_after=settings.negation.after,
        stemmer=settings.stemmer,
        syllables=settings.writing != "spaced",
    )


def _numbers(settings: PackFile) -> tuple[tuple[str, float], ...]:
    return (*settings.numbers, *settings.ordinals)


def _roles(settings: PackFile) -> Iterator[tuple[str, Iterable[str]]]:
    """Yield what words are in a time or an amount, with the words."""
    yield Role.ARTICLE, settings.articles
    yield Role.MONEY, settings.money
    yield Role.CLOCK, settings.clock
    yield Role.UNIT, settings.units
    yield Role.MONTH, (name for names in settings.months for name in names)
    yield Role.WEEKDAY, (name for names in settings.weekdays for name in names)


# What kind of value a word of several syllables makes, and by what cue.
_CUES = {
    Role.MONEY: ("money", "{{n}} {}*"),
    Role.CLOCK: ("time", "{{n}} {}*"),
    Role.UNIT: ("time", "{{n}} {}*"),
    Role.MONTH: ("time", "{}*"),
    Role.WEEKDAY: ("time", "{}*"),
}


def _values(settings: PackFile) -> Iterator[Spelt]:
    """Yield the values that are no single token: the pack's times, words of several syllables."""
    for cue in settings.times:
        yield Spelt("time", cue)
    for role, words in _roles(settings):
        kind, cue = _CUES.get(role, ("", ""))
        for word in words:
            if kind and _of_syllables(word):
                yield Spelt(kind, cue.format(word))
    for word, value in _numbers(settings):
        if _of_syllables(word):
            yield Spelt("n", f"{word}*", _whole(value))


def _of_syllables(word: str) -> bool:
    tokens, _ = scan(word, str)
    return len(tokens) > 1 and all(map(is_syllable, tokens))


def _whole(value: float) -> float:
    return int(value) if value.is_integer() else value

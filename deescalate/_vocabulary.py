"""Know each word once: its folded form, what it means in a time, where cues go on from it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from deescalate._automaton import Automaton
from deescalate._phrases import parse, respelled
from deescalate._text import FIRST, LAST, Kind, Token, at_edges, is_syllable, kind_of, squeezed
from deescalate._values import Role, parse_number

if TYPE_CHECKING:
    from collections.abc import Callable

    from deescalate._smallwords import SmallWords

__all__ = ["Vocabulary", "values_of"]

_REMEMBERED = 50_000
"""How many different words are kept in mind before a vocabulary starts anew."""
_NAMING_NOBODY = (Kind.WORD, Kind.EMOJI)
"""Tokens of these kinds are remembered."""
_SHORT = 5
"""Marks and breaks shorter than this are remembered, and numbers of fewer digits: no number of a
person or a thing is so short."""
_NUMBER = re.compile(r"(\D*)(\d+(?:[.,:\s]\d+)*)(.*)", re.DOTALL)
_STYLES = {"!": "exclamation", "?": "question", "...": "dots"}


class _Known(dict[str, "Token"]):
    """The words that a vocabulary remembers; what it doesn't is learnt when it is asked for."""

    __slots__ = ("_vocabulary",)

    def __init__(self, vocabulary: Vocabulary) -> None:
        super().__init__()
        self._vocabulary = vocabulary

    def __missing__(self, raw: str) -> Token:
        return self._vocabulary.learn(raw)


class Vocabulary:
    """The words of texts that are read through one door of an automaton.

    It remembers words (never long numbers, links, handles or addresses), so that each is folded
    and looked up once. What it remembers changes no answer.
    """

    def __init__(
        self, automaton: Automaton, values: Automaton, small: SmallWords, door: str
    ) -> None:
        self._automaton = automaton
        self._values = values
        self._small = small
        self._door = door
        self._known = _Known(self)
        self._nameless = self._all_nameless()

    @property
    def known(self) -> Callable[[str], Token]:
        """What tells the token for a piece of text: remembered, or learnt."""
        if len(self._known) > _REMEMBERED:
            self._known = _Known(self)
        return self._known.__getitem__

    def learn(self, raw: str) -> Token:
        """Return the token for a piece of text that was not remembered."""
        kind = kind_of(raw)
        if kind in self._nameless:
            token = self._nameless["@" if kind is Kind.OPAQUE and "@" in raw else kind]
        elif kind is Kind.NUMBER:
            token = self._number(raw)
        elif kind is Kind.MARK:
            token = self._mark(raw)
        else:
            token = self._word(raw, kind)
        token.marked = token.valued or token.begun is not None or bool(token.style)
        if _names_nobody(raw, kind):
            self._known[raw] = token
        return token

    def _all_nameless(self) -> dict[object, Token]:
        """Return the tokens that are the same whatever they say: links, handles, breaks."""
        tokens: dict[object, Token] = {
            kind: self._token(kind) for kind in (Kind.OPAQUE, Kind.HANDLE, Kind.BREAK, Kind.DATE)
        }
        tokens[Kind.LINK] = self._token(Kind.LINK, symbols=self._automaton.symbols("{link}"))
        tokens["@"] = self._token(Kind.OPAQUE, symbols=self._automaton.symbols("{mail}"))
        tokens[Kind.DATE].valued = True
        return tokens

    def _token(self, kind: Kind, folded: str = "", symbols: tuple[str, ...] = ()) -> Token:
        """Return a token with its look."""
        readable = kind < Kind.MARK
        return Token(kind, folded, self._automaton.look(symbols, self._door, readable=readable))

    def _word(self, raw: str, kind: Kind) -> Token:
        small = self._small
        folded, stretched = self._read_letters(raw.strip(FIRST + LAST))
        # Words of values are symbols too, so that a token has one look for both automata.
        forms: tuple[str, ...] = (folded,)
        if is_syllable(raw):
            first, last = FIRST if raw[0] == FIRST else "", LAST if raw[-1] == LAST else ""
            forms = at_edges(f"{first}{folded}{last}")
        cues = (self._automaton, self._values)
        symbols = [each for form in forms for known in cues for each in known.symbols(form)]
        if kind is Kind.EMOJI and folded in small.cheerful:
            symbols += self._automaton.symbols("{cheer}")
        if is_syllable(raw) and not raw.startswith(FIRST):
            kind = Kind.PART
        token = self._token(kind, folded, tuple(dict.fromkeys(symbols)))
        token.number = small.numbers.get(folded)
        token.role = small.roles.get(folded, "")
        token.valued = token.role not in ("", Role.ARTICLE) or token.number is not None
        token.begun = self._values.root()[token.look]
        if stretched:
            token.style = "stretched"
        elif len(raw) > 1 and raw.isupper():
            token.style = "capitals"
        return token

    def _read_letters(self, raw: str) -> tuple[str, bool]:
        """Return the standard form of a word, and whether letters in it were stretched."""
        spelling = self._small.spelling
        stretched = squeezed(spelling.letters(raw))
        for reading in stretched:
            standard = spelling(reading)
            if self._automaton.symbols(standard):
                return standard, True
        return spelling(raw), bool(stretched)

    def _number(self, raw: str) -> Token:
        if raw.isdecimal():  # most are, and long ones are read anew each time
            token = self._token(Kind.NUMBER, raw, self._automaton.symbols(raw))
            token.valued, token.number = True, parse_number(raw)
            return token
        match = _NUMBER.match(raw)
        before, digits, after = match.groups() if match else ("", raw, "")
        digits, after = "".join(digits.split()), after.removesuffix(".")
        ending = self._small.spelling.letters(after.lstrip("-:"))
        token = self._token(Kind.NUMBER, digits, self._automaton.symbols(digits + ending))
        token.valued = True
        role = self._small.roles.get(ending, "")
        if ":" in digits:
            token.role = Role.CLOCK
        elif before or role == Role.MONEY or (ending and not ending[-1].isalnum()):
            token.number, token.role = parse_number(digits), Role.MONEY
        elif role in (Role.UNIT, Role.CLOCK):
            token.number, token.unit = parse_number(digits), True
        elif not ending or (after[0] in "-:") or ending in self._small.ordinal_endings:
            token.number = parse_number(digits)
        return token

    def _mark(self, raw: str) -> Token:
        if any(sign in raw for sign in "?\uff1f\u061f"):
            sign = "?"
        elif any(sign in raw for sign in "!\uff01"):
            sign = "!"
        else:
            sign = "..." if len(raw) > 1 or raw == "\u2026" else "."
        token = self._token(Kind.MARK, sign, self._automaton.symbols(sign))
        token.style = _STYLES.get(sign, "")
        return token


def _names_nobody(raw: str, kind: Kind) -> bool:
    """Say whether a token may be remembered."""
    if kind is Kind.NUMBER:
        return sum(map(str.isdecimal, raw)) < _SHORT
    return kind in _NAMING_NOBODY or (kind in (Kind.MARK, Kind.BREAK) and len(raw) < _SHORT)


def values_of(small: SmallWords) -> Automaton:
    """Return the automaton of a pack's cues for values."""
    values = Automaton()
    for number, (_, cue, _) in enumerate(small.values):
        values.add(number, respelled(parse(cue), small.spelling))
    return values

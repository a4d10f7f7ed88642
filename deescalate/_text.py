"""Cut a text into tokens that point back at the caller's characters.

Nothing is normalised before cutting, so a token's offsets are the caller's own; folding (case,
curly quotes, width, zero-width characters) happens a token at a time. One regular expression cuts
words, marks, emoji and everything that must not be read as words: links, addresses, handles,
placeholders, code and quoted mail.
"""

from __future__ import annotations

import re
import unicodedata
from enum import IntEnum
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from deescalate._automaton import State

__all__ = [
    "END",
    "FIRST",
    "LAST",
    "Kind",
    "Look",
    "Spelling",
    "Stop",
    "Token",
    "as_text",
    "at_edges",
    "fold",
    "is_syllable",
    "kind_of",
    "scan",
    "squeezed",
]

_T = TypeVar("_T")


class Kind(IntEnum):
    """What a token is."""

    WORD = 0
    NUMBER = 1
    DATE = 2
    EMOJI = 3
    OPAQUE = 4
    """Not to be read or changed: a placeholder, code, an e-mail address."""
    LINK = 5
    HANDLE = 6
    MARK = 7
    """Ends a sentence: a full stop, question mark, exclamation mark or dots."""
    BREAK = 8
    """Ends a clause: a colon, bracket, bullet, blank line or quoted mail."""
    PART = -1
    """A syllable that goes on the word before it."""


class Look:
    """What a token is to an automaton of cues: tokens of the same look lead to the same places.

    A look is itself the key by which an automaton knows where it leads, so it is made once.
    """

    # Two slots make it 48 bytes: the hashes of neighbours, their addresses by 16, differ by three
    # and fill dicts evenly. Three slots make it 64, and a step takes half as many probes again.
    __slots__ = ("first", "symbols")
    readable = True
    """It stands in a clause, so that a gap may skip it."""

    def __init__(self, symbols: tuple[str, ...] = ()) -> None:
        self.symbols = symbols
        """The steps that it can take: its folded form, and prefixes of it."""
        self.first: State | None = None
        """Where cues that begin with it are after it."""


class Stop(Look):
    """How a mark or break looks: no gap leads over it."""

    __slots__ = ()
    readable = False


END = Stop()
"""How the end of a text looks: no cue leads over it."""


class Token:
    """What a reader knows of one token, whatever text it stands in."""

    __slots__ = (
        "begun",
        "folded",
        "kind",
        "look",
        "marked",
        "number",
        "role",
        "style",
        "unit",
        "valued",
    )

    def __init__(self, kind: Kind, folded: str = "", look: Look = END) -> None:
        self.kind = kind
        self.folded = folded
        """The form that cues are compared with."""
        self.look = look
        self.marked = False
        """It begins a value, or is written with style; most tokens do neither."""
        self.valued = False
        """It is a number, or means something in a time or an amount."""
        self.begun: State | None = None
        """Where cues for values that begin with it are after it."""
        self.number: int | float | None = None
        """Its value, if it is a number or an ordinal."""
        self.unit = False
        """A number with a unit of time in one word, such as ``24h``."""
        self.role = ""
        """What it is in a time or an amount, such as ``weekday``; empty for most."""
        self.style = ""
        """What shows feeling in how it is written, such as ``capitals``; empty for most."""

    def __repr__(self) -> str:
        return f"<{self.kind.name} {self.folded!r}>"


_APOSTROPHES = "\x27\u2018\u2019\u02bc\u0060\u00b4\uff07"
_INVISIBLE = "\u00ad\u200b-\u200d\u2060\ufeff"
_EMOJI = "\u2190-\u21ff\u2300-\u27bf\u2b00-\u2bff\u3030\u303d\U0001f000-\U0001faff"
_SYLLABLE = "\uac00-\ud7a3"
# Scripts whose spaces don't tell words apart, or not reliably, are cut sign by sign.
_IDEOGRAPH = f"\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff{_SYLLABLE}"
# By exclusion, since combining marks are no word characters to the re module.
_LETTER = (
    r"[^\s\x00-\x1f!-/:-@\[-`{-\xa9\xab-\xb4\xb6-\xb9\xbb-\xbf\xd7\xf7\u2000-\u206f\u20a0-\u20cf"
    r"\u2190-\u2bff\u3000-\u303f\u060c\u061b\u061f\u0964\u0965\uff01-\uff0f\uff1a-\uff20\ufeff"
    rf"\ufe0f{_EMOJI}{_IDEOGRAPH}]"
)
_LETTERS = f"{_LETTER}++(?:[{_APOSTROPHES}{_INVISIBLE}]+{_LETTER}++)*+"
_MONEY = "[$\xa2-\xa5\u20a0-\u20cf]"
# Some languages put a sign between digits and the ending that is spoken.
_CASE_ENDING = rf":[^\W\d_]{{1,5}}(?!{_LETTER})|-[\u0400-\u04ff]{{1,3}}(?!{_LETTER})"
# Thousands with a space between, and a dot that makes a number an ordinal: 1 200, 3. gang.
_SPACED = r"\d{1,3}(?:[ \xa0\u2009\u202f]\d{3})+(?!\d)"
_ORDINAL_DOT = r"(?<=(?<!\d)\d)\.(?= [a-z\xe0-\u017f])|(?<=(?<!\d)\d\d)\.(?= [a-z\xe0-\u017f])"
_PICTURE = (
    f"[\U0001f1e6-\U0001f1ff]{{2}}|[{_EMOJI}](?:[\ufe0f\U0001f3fb-\U0001f3ff]|\u200d[{_EMOJI}])*"
)
_EMOTICON = (
    r"[:;][\x27\u2019]?[-^]?[)(|*]+|[=8][-^]?[)(]+(?!\w)"
    r"|(?<![\w:/])[:;=][\x27\u2019]?[-^]?[DPpOoSs\\/3@$](?![\w/])"
    r"|<3|</3|\^_*\^|>:\(+|(?<!\w)-_+-|(?<!\w)T_+T(?!\w)"
    r"|;{2,}|\){2,}|\({2,}"
)
# No token begins with a space: saying so first spares every alternative a try at each space.
# The first alternatives take the words and stops of running text, the plainest before all, so
# that the rare tokens after them cost nothing.
# A given string is always cut as one kind, whatever stands around it: readers remember it.
_TOKEN = (
    r"(?=[^ ])(?:(?P<PLAIN>[A-Za-z]++(?=[ ,\n]))|(?P<STOP>[.!?\u2026]++(?=\s|\Z))"
    rf"|(?P<WORD>(?!\d){_LETTERS}(?=[\s,!?]|\.(?:\s|\Z)|\Z))"
    r"|(?P<BREAK>(?m:^[ \t]*>(?!:\()[^\n]*(?:\n[ \t]*>[^\n]*)*)"
    r"|\n[ \t\r]*(?:\n\s*|(?:[-*\u2022\u2013]|\d{1,2}[.)])[ \t]+)"
    r"|(?!\[\[)[:;()\[\]\uff1a\uff1b\uff08\uff09\u061b](?![\x27\u2019]?[-^]?[)(|*DPpOoSs\\/3@$]))"
    r"|(?P<OPAQUE>```.*?(?:```|\Z)|`[^`\n]{1,200}`"
    r"|\{\{[^{}\n]{0,80}\}\}|\$\{[^{}\n]{1,80}\}|\{\w[\w. -]{0,60}\}"
    r"|%\(\w{1,60}\)[sdf]|%[sd](?!\w)|\[\[[^\[\]\n]{1,80}\]\]|%%\w{1,60}%%"
    r"|</?[A-Za-z][^<>\n]{0,400}>|&\#?\w{2,8};"
    r"|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,80}(?:\.[\w-]{1,80})+)"
    r"|(?P<LINK>(?:https?://|www\.)[^\s<>\x22]+(?<![.,:;!?)\]}\x27])"
    r"|(?<![\w.@-])(?:[A-Za-z\d-]{1,63}\.){1,6}(?:com|org|net|edu|gov|io|app|dev|info)(?![\w-])"
    r"(?:/[^\s<>\x22]*(?<![.,:;!?)\]}\x27]))?)"
    r"|(?P<HANDLE>(?<!\w)@\w+)"
    rf"|(?P<EMOJI>{_PICTURE}|{_EMOTICON})"
    r"|(?P<MARK>[.!?\u2026\u3002\uff01\uff1f\uff0e\u061f\u0964]+)"
    r"|(?P<DATE>\d{4}-\d\d?-\d\d?(?!\d)|\d\d?(?:\.\d\d?\.|/\d\d?/|-\d\d?-)\d\d(?:\d\d)?(?!\d))"
    rf"|(?P<NUMBER>(?:{_MONEY} ?)?(?:{_SPACED}|\d+)(?:[.,:]\d+)*"
    rf"(?:{_LETTER}+| ?{_MONEY}(?!\d)|{_CASE_ENDING}|{_ORDINAL_DOT}|,-(?![\w-]))?)"
    r"|(?P<INITIALS>(?:[^\W\d_]\.){2,})"
    rf"|(?P<LETTERS>{_LETTERS}|[{_IDEOGRAPH}])"
    r"|(?P<COLON>[:;()\[\]\uff1a\uff1b\uff08\uff09\u061b]))"
)
# The same as one group without names: so a text is split in tokens and what is between them.
_KINDS = {kind.name: kind for kind in Kind} | {
    "PLAIN": Kind.WORD,
    "STOP": Kind.MARK,
    "INITIALS": Kind.WORD,
    "LETTERS": Kind.WORD,
    "COLON": Kind.BREAK,
}

_FOLDS = {ord(quote): "\x27" for quote in _APOSTROPHES} | dict.fromkeys(
    (0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0xFE0E, 0xFE0F, *range(0x1F3FB, 0x1F400))
)
_STRETCH = re.compile(r"([^\W\d_])\1{2,}")


def as_text(value: object, name: str = "text") -> str:
    """Return the value if it is a string; raise a `TypeError` that says what was given."""
    if isinstance(value, str):
        return value
    message = f"{name} must be a str, not {type(value).__name__}"
    if isinstance(value, bytes | bytearray):
        message += "; decode it first, for instance with .decode('utf-8')"
    raise TypeError(message)


def fold(word: str) -> str:
    """Return the form of a word that cues are compared with: case, quotes, width, hidden marks.

    >>> fold("CAN\u2019T"), fold("\uff26\uff35\uff2c\uff2c"), fold("a.m.")
    ("can't", 'full', 'am')
    """
    folded = word.translate(_FOLDS)
    if not folded.isascii():
        folded = unicodedata.normalize("NFKC", folded)
    folded = folded.casefold()
    return folded.replace(".", "") if len(folded) > 1 else folded


class Spelling:
    """How the words of a language are spelt to be compared: by its letters, then word by word.

    >>> spelling = Spelling([("\u0451", "\u0435"), ("sh", "\u0448")], [("thx", "thanks")])
    >>> spelling("THX"), spelling("sh\u0451") == "\u0448\u0435"
    ('thanks', True)
    """

    def __init__(
        self,
        letters: Iterable[tuple[str, str]] = (),
        respellings: Iterable[tuple[str, str]] = (),
    ) -> None:
        self._letters = {fold(typed): fold(meant) for typed, meant in letters}
        longest_first = sorted(self._letters, key=lambda typed: (-len(typed), typed))
        self._typed = re.compile("|".join(map(re.escape, longest_first)))
        self._standard = {self.letters(wrong): self.letters(right) for wrong, right in respellings}

    def __call__(self, word: str) -> str:
        """Return the standard form of a word."""
        spelt = self.letters(word)
        return self._standard.get(spelt, spelt)

    def letters(self, word: str) -> str:
        """Return the folded form of a word with each letter as the one that it counts as."""
        folded = fold(word)
        if not self._letters:
            return folded
        return self._typed.sub(lambda typed: self._letters[typed[0]], folded)


def squeezed(folded: str) -> tuple[str, ...]:
    """Return the readings of a stretched word: letters three times in a row meant twice or once.

    >>> squeezed("sooooo"), squeezed("goooood"), squeezed("good")
    (('soo', 'so'), ('good', 'god'), ())
    """
    if not _STRETCH.search(folded):
        return ()
    return _STRETCH.sub(r"\1\1", folded), _STRETCH.sub(r"\1", folded)


# Compiling takes as long as the rest of the import: not before the first text is cut.
@cache
def _token() -> re.Pattern[str]:
    return re.compile(_TOKEN, re.DOTALL)


@cache
def _cut() -> re.Pattern[str]:
    """Return what splits a text into tokens and what stands between them, in turn."""
    return re.compile("(" + re.sub(r"\?P<[A-Z]+>", "?:", _TOKEN) + ")", re.DOTALL)


def scan(source: str, known: Callable[[str], _T]) -> tuple[list[_T], list[int]]:
    """Return what is `known` of each token of a text, and the tokens' edges.

    A token's edges are its start and its end, one after the other; so token ``i`` stands from
    ``edges[2 * i]`` to ``edges[2 * i + 1]``, and the last edge is the end of the text. What is
    asked of a syllable that begins or ends a word has `FIRST` before it, `LAST` behind it. One
    pass, linear.
    """
    pieces = _cut().split(source)  # what stands between tokens, and tokens, in turn
    edges = list(accumulate(map(len, pieces)))
    if not source.isascii() and _SYLLABLES.search(source):
        return list(map(known, _edged(pieces))), edges
    return list(map(known, pieces[1::2])), edges


FIRST, LAST = "\x02", "\x03"
"""Stand beside a syllable that begins, that ends a word; no token holds them by itself."""
_SYLLABLES = re.compile(f"[{_SYLLABLE}]")


def _edged(pieces: Sequence[str]) -> Iterator[str]:
    """Yield the tokens of a text, the syllables among them with the edges of words they are at."""
    before = False
    for i in range(1, len(pieces), 2):
        piece = pieces[i]
        if not _SYLLABLES.match(piece):
            before = False
            yield piece
            continue
        first = FIRST if pieces[i - 1] or not before else ""
        before = True
        goes_on = i + 2 < len(pieces) and not pieces[i + 1] and _SYLLABLES.match(pieces[i + 2])
        yield f"{first}{piece}{'' if goes_on else LAST}"


def is_syllable(folded: str) -> bool:
    """Say whether a token is a syllable, with or without the edges of its word."""
    return _SYLLABLES.search(folded[:2]) is not None


def at_edges(folded: str) -> tuple[str, ...]:
    """Return the forms that a token can be looked for in: with and without the edges of its word.

    >>> at_edges("still"), at_edges(FIRST + "\uc548") == ("\uc548", FIRST + "\uc548")
    (('still',), True)
    """
    bare = folded.strip(FIRST + LAST)
    forms = (bare, folded.rstrip(LAST), folded.lstrip(FIRST), folded)
    return tuple(dict.fromkeys(forms))


def kind_of(word: str) -> Kind:
    """Return the kind of token that a string is always cut as.

    >>> kind_of("waiting"), kind_of("49.99"), kind_of("?!")
    (<Kind.WORD: 0>, <Kind.NUMBER: 1>, <Kind.MARK: 7>)
    """
    if word.isdecimal():
        return Kind.NUMBER
    if word.startswith("@"):
        return Kind.HANDLE
    match = _token().match(word)
    return _KINDS[match.lastgroup or "WORD"] if match else Kind.WORD

"""The notation of cues.

A cue is words and a few signs (``*  ~  ^  [a|b]  [a]?  {n}  {time}  {money}  {do}``). Here it is
spelt out as a pattern, and laid over words that it was found in; `deescalate._automaton` finds it.
"""

from __future__ import annotations

import re
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple, Protocol

from deescalate._text import FIRST, LAST, Kind, fold, is_syllable, kind_of, scan

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from deescalate._text import Look, Spelling

__all__ = [
    "DO",
    "GAP",
    "Choices",
    "CueError",
    "Cut",
    "Item",
    "Pattern",
    "Step",
    "Value",
    "captures",
    "parse",
    "respelled",
]

GAP = 3
"""How many words ``~`` may skip."""
_SYLLABLES = 12
"""How many syllables it may skip where words are cut into them."""
_REST = 4
"""How many syllables ``*`` may skip inside a cue there."""
DO = 25
"""How many words ``{do}`` may take."""
_VALUES = ("n", "time", "money")
_OPAQUE = ("link", "mail", "cheer")
_MARKS = ("?", "!", "...", ".")
_CLAUSE = ","
"""At the start or the end of a cue: there a clause has to begin or end."""


class CueError(ValueError):
    """Say what is wrong with a cue; the message names what is allowed."""


class Step(NamedTuple):
    """One step of a cue."""

    kind: str
    """``word`` (an exact symbol), ``gap``, ``value`` (n, time, money) or ``do``."""
    symbol: str = ""
    """The word, a part of it with its stars, a mark, the kind of value, the reach of a gap."""
    name: str = ""
    """What a rule calls what it catches, such as ``do`` or ``time2``."""


_NOTHING_LEFT: tuple[tuple[Step, ...], ...] = ((),)
"""What is left after most words; there are so many that they share it."""


class Choices(tuple[tuple[Step, ...], ...]):  # noqa: SLOT001 - it keeps what it works out
    """What may stand at a place in a cue: the choices of a bracket, or a single one."""

    @cached_property
    def words(self) -> dict[str, tuple[tuple[Step, ...], ...]]:
        """The steps that are left after each word that a choice begins with."""
        words: dict[str, tuple[tuple[Step, ...], ...]] = {}
        for first, *rest in self:
            if first.kind == "word":
                known = words.get(first.symbol, ())
                words[first.symbol] = (*known, tuple(rest)) if known or rest else _NOTHING_LEFT
        return words

    @cached_property
    def others(self) -> list[tuple[Step, ...]]:
        """The choices that begin with something else than a word."""
        return [choice for choice in self if choice[0].kind != "word"]


class Item(NamedTuple):
    """A step of a cue, or a bracket: choices of several steps."""

    choices: Choices
    maybe: bool = False
    """It may be left out."""
    name: str = ""
    """The number of a bracket, by which a rule calls what it caught."""


class Pattern(NamedTuple):
    """A cue as its notation spells it."""

    items: tuple[Item, ...]
    initial: bool
    """It counts only at the start of a sentence."""
    opens: bool = False
    """It counts only where a clause begins."""
    closes: bool = False
    """It counts only where a clause ends."""
    stretches: bool = False
    """It goes on to the end of the word whose first syllables it spells."""

    @property
    def bound(self) -> bool:
        """It doesn't count wherever its words are found, or not as far as they go."""
        return self.initial or self.opens or self.closes or self.stretches


class Value(NamedTuple):
    """A number, time or amount in a text."""

    kind: str
    end: int
    """Index of the token after it."""
    value: int | float | str


class Cut(Protocol):
    """A text cut into tokens, as far as cues need to see it."""

    @property
    def looks(self) -> Sequence[Look]:
        """What each token is to an automaton, and after the last the end of the text."""

    @property
    def values(self) -> Mapping[int, Sequence[Value]]:
        """Numbers, times and amounts by the token they begin at."""

    @property
    def commas(self) -> frozenset[int]:
        """Indexes of the tokens that have a comma before them: there ``{do}`` ends."""


_ITEM = re.compile(
    r"\[(?P<choice>[^\[\]]*)\](?P<maybe>\?)?|(?P<slot>\{\w+\})|(?P<other>[^\s\[\]{}]+)"
)
_SLOT = re.compile(r"\{(?P<kind>[a-z]+)\d?\}\Z")


def parse(cue: str) -> Pattern:
    """Spell a cue out; raise `CueError` for what the notation doesn't know.

    >>> [[step.symbol for step in item.choices[0]] for item in parse("[3rd|third]? time*").items]
    [['3rd'], ['time*']]
    """
    text = cue.strip()
    initial = text.startswith("^") and not text.startswith(("^^", "^_"))  # those are faces
    text = text[initial:]
    opens, closes = text.startswith(f"{_CLAUSE} "), text.endswith(f" {_CLAUSE}")
    text = text[2 * opens : len(text) - 2 * closes]
    rest = _ITEM.sub("", text).strip()
    if rest:
        message = (
            f"has a bracket without its partner ({rest}); brackets are [a|b] and {{n}}, not nested"
        )
        raise CueError(message)
    pattern = Pattern(tuple(_items(text)), initial, opens, closes)
    if _HANGUL.search(text):
        pattern = _with_edges(pattern)
    elif any(step == _ANY_BACK for item in pattern.items for step in item.choices[0]):
        message = "has * alone: it stands at an end of a word"
        raise CueError(message)
    _demand_sense(pattern)
    return pattern


def _items(text: str) -> Iterator[Item]:
    bracket = 0
    for match in _ITEM.finditer(text):
        if match["choice"] is None:
            yield _item(match[0])
        else:
            bracket += 1
            yield _item(match[0], str(bracket))


@lru_cache(maxsize=20_000)
def _item(text: str, bracket: str = "") -> Item:
    """Spell out a piece of a cue; the many that come again are kept once."""
    if not bracket:
        return Item(Choices((_steps(text),)))
    inner, _, maybe = text[1:].rpartition("]")
    choices = Choices(
        tuple(step for part in _ITEM.finditer(choice) for step in _steps(part[0]))
        for choice in inner.split("|")
    )
    if () in choices:
        message = "has an empty choice in brackets; for 'maybe' write [word]?"
        raise CueError(message)
    if len(set(choices)) != len(choices):
        message = f"has the same choice twice in [{inner}]"
        raise CueError(message)
    return Item(choices, bool(maybe), bracket)


def _steps(text: str) -> tuple[Step, ...]:
    """Return the steps of a piece without brackets."""
    if text.startswith("{"):
        return (_slot(text),)
    if text == "~":
        return (Step("gap", str(GAP)),)
    if text in _MARKS:
        return (Step("word", text),)
    return _words(text)


def _slot(text: str) -> Step:
    match = _SLOT.match(text)
    kind = match["kind"] if match else ""
    name = text.strip("{}")
    if kind in _VALUES:
        return Step("value", kind, name)
    if kind in _OPAQUE:
        return Step("word", text, name)
    if kind == "do":
        return Step("do", "do", name)
    message = (
        f"has an unknown slot {text}; slots are {{n}} {{time}} {{money}} {{do}} {{link}} "
        "{mail} {cheer}"
    )
    raise CueError(message)


@lru_cache(maxsize=20_000)
def _words(text: str) -> tuple[Step, ...]:
    """Cut plain words as a text is cut."""
    pieces = _pieces(text)
    if [kind for kind, _ in pieces] == [Kind.EMOJI]:
        return (Step("word", pieces[0][1]),)
    bare = text.removesuffix("*").removeprefix("*")
    if any(sign in bare for sign in "*~^|"):
        message = (
            f"has {text!r}: * stands at an end of a word, ~ alone, ^ at the very start, | in "
            "brackets; stars inside a masked word cut it, so write its pieces as words"
        )
        raise CueError(message)
    if bare != text:
        pieces = _pieces(bare)
    steps = [Step("word", folded) for kind, folded in pieces if kind in _READABLE]
    if len(steps) != len(pieces) or not (steps or text == "*"):
        message = f"has {text!r}: it holds a sign that no word has; a mark stands after a space"
        raise CueError(message)
    return tuple(_starred(steps, front=text.startswith("*"), back=text.endswith("*")))


def _starred(steps: list[Step], *, front: bool, back: bool) -> Iterator[Step]:
    """Yield the steps of a word that may go on at its front or back."""
    last = len(steps) - 1
    for i, step in enumerate(steps):
        if is_syllable(step.symbol):
            if front and i == 0:
                yield _ANY_FRONT
            yield step
        else:
            before, behind = "*" * (front and i == 0), "*" * (back and i == last)
            yield Step("word", f"{before}{step.symbol}{behind}")
    if back and (not steps or is_syllable(steps[-1].symbol)):
        yield _ANY_BACK


_HANGUL = re.compile("[\uac00-\ud7a3]")
_ANY_FRONT, _ANY_BACK = Step("rest", "before"), Step("rest", "behind")
"""Stars at a word of syllables, until it is known where in the cue it stands."""


def _with_edges(pattern: Pattern) -> Pattern:
    """Return a cue of syllables that begins and ends only at the edges of words, or as it says."""
    items = pattern.items
    edged = []
    may_begin = True
    for i, item in enumerate(items):
        ends = i == len(items) - 1
        choices = Choices(_edged(choice, begins=may_begin, ends=ends) for choice in item.choices)
        may_begin = may_begin and item.maybe
        edged.append(item._replace(choices=choices))
    stretches = any(choice[-1] == _ANY_BACK for choice in items[-1].choices)
    return pattern._replace(
        items=tuple(item for item in edged if item.choices != _NOTHING_LEFT), stretches=stretches
    )


def _edged(choice: Sequence[Step], *, begins: bool, ends: bool) -> tuple[Step, ...]:
    free_front, free_back = choice[0] == _ANY_FRONT, choice[-1] == _ANY_BACK
    steps = [step for step in choice if step != _ANY_FRONT]
    if ends and free_back:
        steps = steps[:-1]
    steps = [_in_syllables(step) for step in steps]
    if begins and not free_front and steps and is_syllable(steps[0].symbol):
        steps[0] = steps[0]._replace(symbol=FIRST + steps[0].symbol)
    if ends and not free_back and steps and is_syllable(steps[-1].symbol):
        steps[-1] = steps[-1]._replace(symbol=steps[-1].symbol + LAST)
    return tuple(steps)


def _in_syllables(step: Step) -> Step:
    """Return a step as far as it reaches where words are cut into syllables."""
    if step == _ANY_BACK:
        return Step("gap", str(_REST))
    return step._replace(symbol=str(_SYLLABLES)) if step.kind == "gap" else step


def _pieces(text: str) -> list[tuple[Kind, str]]:
    """Cut a text; return the kind and folded form of each token."""
    pieces, _ = scan(text, lambda raw: (kind_of(raw), fold(raw.strip(FIRST + LAST))))
    return pieces


def respelled(pattern: Pattern, spelling: Spelling) -> Pattern:
    """Return a cue with its words respelled as those of texts are."""
    items = tuple(_respelled(item, spelling) for item in pattern.items)
    return pattern._replace(items=items) if items != pattern.items else pattern


def _respelled(item: Item, spelling: Spelling) -> Item:
    choices = tuple(tuple(_standard(step, spelling) for step in each) for each in item.choices)
    return item if choices == item.choices else item._replace(choices=Choices(choices))


def _standard(step: Step, spelling: Spelling) -> Step:
    if step.kind != "word" or step.symbol in _MARKS or step.symbol.startswith("{"):
        return step
    spell = spelling.letters if "*" in step.symbol else spelling
    return step._replace(symbol=spell(step.symbol))


_READABLE = (Kind.WORD, Kind.NUMBER, Kind.DATE, Kind.EMOJI)


def _demand_sense(pattern: Pattern) -> None:
    items = pattern.items
    if all(item.maybe for item in items):
        message = "can be empty"
        raise CueError(message)
    if any(choice[0].kind in ("gap", "do") for choice in items[0].choices) or (
        items[0].maybe and (items[1].choices[0][0].kind in ("gap", "do"))
    ):
        message = "begins with a gap; it must begin with a word, a number, a time or an amount"
        raise CueError(message)
    if any(choice[-1].kind == "gap" for choice in items[-1].choices):
        message = "ends with a gap; it must end with what is looked for"
        raise CueError(message)


def captures(pattern: Pattern, at: int, end: int, cut: Cut) -> dict[str, tuple[int, int]]:
    """Return which tokens (start, end) each slot and bracket caught, for a hit that was found."""
    return dict(_align(pattern.items, at, end, cut) or ())


_Caught = list[tuple[str, tuple[int, int]]]


def _align(items: Sequence[Item], at: int, end: int, cut: Cut) -> _Caught | None:
    """Lay a cue's items over tokens so that both end together; the shortest catch first."""
    if not items:
        return [] if at == end else None
    item = items[0]
    for choice in item.choices:
        for stop, caught in _lay_over(choice, at, end, cut):
            rest = _align(items[1:], stop, end, cut)
            if rest is not None:
                own = [(item.name, (at, stop))] if item.name else []
                return [*own, *caught, *rest]
    return _align(items[1:], at, end, cut) if item.maybe else None


def _lay_over(steps: Sequence[Step], at: int, end: int, cut: Cut) -> Iterator[tuple[int, _Caught]]:
    """Yield each token that steps may end before, with what their slots caught."""
    if not steps:
        yield at, []
        return
    step = steps[0]
    for stop in _stops(step, at, end, cut):
        own = [(step.name, (at, stop))] if step.name else []
        for last, caught in _lay_over(steps[1:], stop, end, cut):
            yield last, [*own, *caught]


def _stops(step: Step, at: int, end: int, cut: Cut) -> Iterator[int]:
    """Yield the tokens before which a step that begins at a token may end."""
    if step.kind == "word":
        if at < end and step.symbol in cut.looks[at].symbols:
            yield at + 1
    elif step.kind == "value":
        yield from (value.end for value in cut.values.get(at, ()) if value.kind == step.symbol)
    elif step.kind == "gap":
        yield from range(at, min(at + int(step.symbol), end) + 1)
    else:
        yield from range(at + 1, min(at + DO, end) + 1)

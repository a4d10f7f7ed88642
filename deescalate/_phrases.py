"""The notation of cues, and the one automaton that finds them all.

A cue is words and a few signs (``*  ~  ^  [a|b]  [a]?  {n}  {time}  {money}  {do}``). All cues of
a pack are laid into one nondeterministic automaton, whose size is that of the cues as written:
brackets are not multiplied out. Walking it builds the deterministic states that texts really
lead to, and keeps them; so a step costs one look-up, whatever the number of cues. What a cue may
skip is bounded, and the cost is linear in the text.
"""

from __future__ import annotations

import re
from itertools import count
from typing import TYPE_CHECKING, NamedTuple, Protocol

from deescalate._text import Kind, Token, fold, scan

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

__all__ = [
    "Automaton",
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
DO = 25
"""How many words ``{do}`` may take."""
_KEPT_STATES = 20_000
"""How many states an automaton keeps before it starts anew."""

_VALUES = ("n", "time", "money")
_OPAQUE = ("link", "mail")
_MARKS = ("?", "!", "...", ".")


class CueError(ValueError):
    """Say what is wrong with a cue; the message names what is allowed."""


class Step(NamedTuple):
    """One step of a cue."""

    kind: str
    """``word`` (an exact symbol), ``gap``, ``value`` (n, time, money) or ``do``."""
    symbol: str = ""
    """The word, a prefix with its star, a mark, or the kind of value."""
    name: str = ""
    """What a rule calls what it catches, such as ``do`` or ``time2``."""


class Item(NamedTuple):
    """A step of a cue, or a bracket: choices of several steps."""

    choices: tuple[tuple[Step, ...], ...]
    maybe: bool = False
    """It may be left out."""
    name: str = ""
    """The number of a bracket, by which a rule calls what it caught."""


class Pattern(NamedTuple):
    """A cue as its notation spells it."""

    items: tuple[Item, ...]
    initial: bool
    """It counts only at the start of a sentence."""


class Value(NamedTuple):
    """A number, time or amount in a text."""

    kind: str
    end: int
    """Index of the token after it."""
    value: int | float | str


class Cut(Protocol):
    """A text cut into tokens, as far as cues need to see it."""

    @property
    def tokens(self) -> Sequence[Token]:
        """All tokens in order."""

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
    rest = _ITEM.sub("", text).strip()
    if rest:
        message = (
            f"has a bracket without its partner ({rest}); brackets are [a|b] and {{n}}, not nested"
        )
        raise CueError(message)
    pattern = Pattern(tuple(_items(text)), initial)
    _demand_sense(pattern)
    return pattern


def _items(text: str) -> Iterator[Item]:
    bracket = 0
    for match in _ITEM.finditer(text):
        if match["choice"] is None:
            yield Item((_steps(match[0]),))
            continue
        bracket += 1
        choices = tuple(
            tuple(step for part in _ITEM.finditer(choice) for step in _steps(part[0]))
            for choice in match["choice"].split("|")
        )
        if () in choices:
            message = "has an empty choice in brackets; for 'maybe' write [word]?"
            raise CueError(message)
        if len(set(choices)) != len(choices):
            message = f"has the same choice twice in [{match['choice']}]"
            raise CueError(message)
        yield Item(choices, bool(match["maybe"]), str(bracket))


def _steps(text: str) -> tuple[Step, ...]:
    """Return the steps of a piece without brackets."""
    if text.startswith("{"):
        return (_slot(text),)
    if text == "~":
        return (Step("gap"),)
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
        f"has an unknown slot {text}; slots are {{n}} {{time}} {{money}} {{do}} {{link}} {{mail}}"
    )
    raise CueError(message)


def _words(text: str) -> tuple[Step, ...]:
    """Cut plain words as a text is cut."""
    tokens, _ = scan(text, {}, lambda raw, kind: Token(kind, fold(raw)))
    if [token.kind for token in tokens] == [Kind.EMOJI]:
        return (Step("word", tokens[0].folded),)
    bare = text.removesuffix("*")
    if any(sign in bare for sign in "*~^|"):
        message = (
            f"has {text!r}: * stands at the end of a word, ~ alone, ^ at the very start, | in "
            "brackets; stars inside a masked word cut it, so write its pieces as words"
        )
        raise CueError(message)
    tokens, _ = scan(bare, {}, lambda raw, kind: Token(kind, fold(raw)))
    steps = [Step("word", token.folded) for token in tokens if token.kind in _READABLE]
    if not steps or len(steps) != len(tokens):
        message = f"has {text!r}: it holds a sign that no word has; a mark stands after a space"
        raise CueError(message)
    if text.endswith("*"):
        steps[-1] = Step("word", steps[-1].symbol + "*")
    return tuple(steps)


def _respelled(step: Step, respellings: Mapping[str, str]) -> Step:
    word = respellings.get(step.symbol) if step.kind == "word" else None
    return step if word is None else step._replace(symbol=word)


def respelled(pattern: Pattern, respellings: Mapping[str, str]) -> Pattern:
    """Return a cue with its words respelled as those of texts are."""
    if not respellings:
        return pattern
    items = tuple(
        item._replace(
            choices=tuple(
                tuple(_respelled(step, respellings) for step in choice)
                for choice in item.choices
            )
        )
        for item in pattern.items
    )
    return pattern._replace(items=items)


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


class _Node:
    """A place in the automaton: where each next step leads, and the cues that end here."""

    __slots__ = ("any", "do", "ends", "free", "number", "values", "words")

    def __init__(self, number: int) -> None:
        self.number = number
        self.words: dict[str, list[_Node]] = {}
        self.any: _Node | None = None
        """Where any word leads: inside a gap."""
        self.free: list[_Node] = []
        """Where nothing at all leads."""
        self.values: dict[str, list[_Node]] = {}
        self.do: list[_Node] = []
        self.ends: list[int] = []
        """Numbers of the cues that end here."""


class State:
    """A set of places that a text can be at, and where each class of token leads from it."""

    __slots__ = ("do", "eager", "ends", "next", "nodes", "values")

    def __init__(self, nodes: tuple[_Node, ...]) -> None:
        self.nodes = nodes
        self.next: dict[int, State | None] = {}
        self.ends: tuple[int, ...] = tuple(sorted(end for node in nodes for end in node.ends))
        self.values = any(node.values for node in nodes)
        """It leads over values too."""
        self.do = any(node.do for node in nodes)
        """It leads over ``{do}`` too."""
        self.eager = bool(self.ends or self.values or self.do)
        """It has more to look at than the next token."""


class Automaton:
    """All cues of a pack in one machine.

    >>> automaton = Automaton()
    >>> automaton.add(7, parse("still wait*"))
    >>> automaton.symbols("waiting"), automaton.symbols("unknown")
    (('wait*',), ())
    """

    def __init__(self) -> None:
        self._count = 0
        self._roots: dict[str, _Node] = {}
        self._exact: set[str] = set()
        self._prefixes: dict[str, set[str]] = {}
        self._classes: dict[tuple[bool, tuple[str, ...]], int] = {}
        # A counter gives each thread a number of its own; the length of the dict might not.
        self._numbers = count()
        self._states: dict[tuple[int, ...], State] = {}

    def _node(self) -> _Node:
        self._count += 1
        return _Node(self._count)

    def add(self, number: int, pattern: Pattern, door: str = "") -> None:
        """Enter a cue under a number, behind a door: a walk sees the cues of one door alone."""
        if door not in self._roots:
            self._roots[door] = self._node()
        node = self._roots[door]
        for item in pattern.items:
            after = self._node()
            for choice in item.choices:
                self._lay(node, choice, after)
            if item.maybe:
                node.free.append(after)
            node = after
        node.ends.append(number)

    def _lay(self, node: _Node, steps: Sequence[Step], after: _Node) -> None:
        """Lead from a node over steps to another."""
        for step in steps[:-1]:
            middle = self._node()
            self._link(node, step, middle)
            node = middle
        self._link(node, steps[-1], after)

    def _link(self, node: _Node, step: Step, after: _Node) -> None:
        if step.kind == "gap":
            for _ in range(GAP):
                node.free.append(after)
                node.any = node.any or self._node()
                node = node.any
            node.free.append(after)
        elif step.kind == "do":
            node.do.append(after)
        elif step.kind == "value":
            node.values.setdefault(step.symbol, []).append(after)
        else:
            node.words.setdefault(step.symbol, []).append(after)
            self._know(step.symbol)

    def _know(self, symbol: str) -> None:
        if symbol.endswith("*") and len(symbol) > 1:
            prefix = symbol[:-1]
            self._prefixes.setdefault(prefix[:2], set()).add(prefix)
        else:
            self._exact.add(symbol)

    def symbols(self, folded: str) -> tuple[str, ...]:
        """Return the steps that a word can take anywhere: its form, and prefixes of it."""
        found = [folded] if folded in self._exact else []
        for head in dict.fromkeys((folded[:1], folded[:2])):
            found += [
                f"{prefix}*"
                for prefix in sorted(self._prefixes.get(head, ()))
                if folded.startswith(prefix)
            ]
        return tuple(found)

    def class_of(self, token: Token) -> int:
        """Return the number that all tokens have that lead to the same places."""
        key = (token.kind < Kind.MARK, token.symbols)
        known = self._classes.get(key)
        return self._classes.setdefault(key, next(self._numbers)) if known is None else known

    def first(self, token: Token, door: str = "") -> State | None:
        """Return where cues of a door that begin with a token are after it."""
        nodes = self._beginnings(door)
        symbols = token.symbols
        return self._state(after for at in nodes for s in symbols for after in at.words.get(s, ()))

    def first_value(self, kind: str, door: str = "") -> State | None:
        """Return where cues of a door that begin with a value of a kind are after it."""
        nodes = self._beginnings(door)
        return self._state(after for at in nodes for after in at.values.get(kind, ()))

    def _beginnings(self, door: str) -> list[_Node]:
        root = self._roots.get(door)
        return [root, *root.free] if root is not None else []

    def _state(self, nodes: Iterable[_Node]) -> State | None:
        """Return the state of being at any of some nodes, or where nothing leads from them."""
        reached = {node.number: node for node in nodes}
        todo = list(reached.values())
        while todo:
            for node in todo.pop().free:
                if node.number not in reached:
                    reached[node.number] = node
                    todo.append(node)
        if not reached:
            return None
        key = tuple(sorted(reached))
        state = self._states.get(key)
        if state is None:
            if len(self._states) >= _KEPT_STATES:
                self._states = {}
            state = State(tuple(reached[number] for number in key))
            self._states[key] = state
        return state

    def _step(self, state: State, token: Token) -> State | None:
        """Return where a token leads from a state, and remember it."""
        found = [
            after
            for node in state.nodes
            for symbol in token.symbols
            for after in node.words.get(symbol, ())
        ]
        if token.kind < Kind.MARK:
            found += [node.any for node in state.nodes if node.any is not None]
        after = self._state(found)
        state.next[token.number_of_class] = after
        return after

    def walk(self, start: State | None, at: int, cut: Cut) -> list[tuple[int, int]]:
        """Return (number, end) of each cue that goes on from a state at a token."""
        found: list[tuple[int, int]] = []
        tokens = cut.tokens
        size = len(tokens)
        state, j = start, at
        while state is not None:
            if state.ends:
                found += [(number, j) for number in state.ends]
            if j == size:
                break
            if state.values and j in cut.values:
                found += self._walk_values(state, j, cut)
            if state.do:
                found += self._walk_do(state, j, cut)
            token = tokens[j]
            following = state.next
            if token.number_of_class in following:
                state = following[token.number_of_class]
            else:
                state = self._step(state, token)
            j += 1
        return found

    def _walk_values(self, state: State, at: int, cut: Cut) -> list[tuple[int, int]]:
        """Go on over the values that begin at a token."""
        found = []
        for value in cut.values[at]:
            nodes = [after for node in state.nodes for after in node.values.get(value.kind, ())]
            found += self.walk(self._state(nodes), value.end, cut)
        return found

    def _walk_do(self, state: State, at: int, cut: Cut) -> list[tuple[int, int]]:
        """Go on over ``{do}``: to the end of the clause, or over the fewest words that lead on."""
        end = _clause_end(cut, at)
        after = self._state([node for each in state.nodes for node in each.do])
        if after is None or end == at or end - at > DO:
            return []
        found = [(number, end) for number in after.ends]
        for j in range(at + 1, end):
            further = [hit for hit in self.walk(after, j, cut) if hit[1] > j]
            if further:
                return found + further
        return found


def _clause_end(cut: Cut, at: int) -> int:
    """Return the index after the last token of the clause that goes on at a token."""
    tokens = cut.tokens
    j = at
    while j < len(tokens) and tokens[j].kind < Kind.MARK and (j == at or j not in cut.commas):
        j += 1
        if j - at > DO:
            break
    return j


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
        if at < end and step.symbol in cut.tokens[at].symbols:
            yield at + 1
    elif step.kind == "value":
        yield from (value.end for value in cut.values.get(at, ()) if value.kind == step.symbol)
    elif step.kind == "gap":
        yield from range(at, min(at + GAP, end) + 1)
    else:
        yield from range(at + 1, min(at + DO, end) + 1)

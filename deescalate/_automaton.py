"""The one automaton that finds all cues of a pack.

It is nondeterministic, and its places are places in the cues as they are spelt out: brackets are
not multiplied out, and nothing is built before a text leads there. Walking it makes the
deterministic states that texts really lead to, and keeps them; so a step costs one look-up,
whatever the number of cues. What a cue may skip is bounded, and the cost is linear in the text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from deescalate._phrases import DO, Step
from deescalate._text import Look, Stop

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from deescalate._phrases import Cut, Item, Pattern

__all__ = ["Automaton", "Firsts", "State", "Words"]

Firsts = dict[str, list[int]]
"""The numbers of cues by what they begin with: words, and the names of slots."""

_KEPT_STATES = 20_000
"""How many states an automaton keeps before it starts anew."""
_LONGEST_GAP = 20
_SHORTER = {Step("gap", str(left)): Step("gap", str(left - 1)) for left in range(2, _LONGEST_GAP)}
"""What is left of a gap after a word in it."""


class _Place(NamedTuple):
    """A place in a cue."""

    number: int
    """Number of the cue."""
    item: int
    """Index of the item that is next, or under way."""
    steps: tuple[Step, ...] = ()
    """What is left of a choice that is under way; nothing before an item."""


class State(dict[Look, "State | None"]):
    """A set of places that a text can be at, as a dict from looks to where they lead.

    It fills itself with what it is asked for: it holds where the looks lead that were met.
    """

    # Python lays slots out by name: what each step looks at should be near the dict.
    __slots__ = ("bare", "do", "ends", "machine", "places", "slots")

    def __init__(self, automaton: Automaton, places: tuple[_Place, ...] = ()) -> None:
        super().__init__()
        self.machine = automaton
        self.slots: dict[str, State | None] = {}
        self.places = [place for place in places if not automaton.ends(place)]
        self.ends = tuple(sorted({place.number for place in places if automaton.ends(place)}))
        """Numbers of the cues that end here."""
        slots = {each.steps[0].symbol for each in places if each.steps and _is_slot(each.steps[0])}
        self.do = "do" in slots
        """It leads over ``{do}`` too."""
        self.bare = not self.ends and not slots
        """It has nothing to look at but the next token."""

    def __missing__(self, look: Look) -> State | None:
        """Return where a look leads, and remember it."""
        automaton, places = self.machine, self._ahead(look.symbols)
        self[look] = after = automaton.state(
            after for place in places for after in automaton.step(place, look)
        )
        return after

    def over(self, slot: str) -> State | None:
        """Return where a value of a kind leads, or ``{do}``, and remember it."""
        if slot not in self.slots:
            self.slots[slot] = self.machine.state(
                _after(number, item, steps[1:])
                for number, item, steps in self._ahead((slot,))
                if steps and _is_slot(steps[0]) and steps[0].symbol == slot
            )
        return self.slots[slot]

    def _ahead(self, _symbols: tuple[str, ...]) -> Iterable[_Place]:
        """Return the places from which some symbols may lead on."""
        return self.places

    def forget(self) -> None:
        """Forget what was remembered."""
        self.clear()
        self.slots.clear()

    def walk(self, at: int, cut: Cut) -> list[tuple[int, Sequence[int]]]:
        """Return where cues end that go on from here at a token, with their numbers."""
        found: list[tuple[int, Sequence[int]]] = []
        looks, values = cut.looks, cut.values
        state: State | None = self
        while state is not None:
            if not state.bare:
                if state.ends:
                    found.append((at, state.ends))
                if at in values:
                    found += state.walk_values(at, cut)
                if state.do:
                    found += state.walk_do(at, cut)
            state = state[looks[at]]
            at += 1
        return found

    def walk_back(self, at: int, looks: Sequence[Look]) -> list[int]:
        """Return where cues end that are spelt backwards, going on from here before a token."""
        found: list[int] = []
        state: State | None = self
        while state is not None:
            if state.ends:
                found.append(at)
            at -= 1
            state = state[looks[at]] if at >= 0 else None
        return found

    def walk_values(self, at: int, cut: Cut) -> Iterator[tuple[int, Sequence[int]]]:
        """Go on over the values that begin at a token."""
        for value in cut.values[at]:
            after = self.over(value.kind)
            if after is not None:
                yield from after.walk(value.end, cut)

    def walk_do(self, at: int, cut: Cut) -> list[tuple[int, Sequence[int]]]:
        """Go on over ``{do}``: to the end of the clause, or over the fewest words that lead on."""
        end = _clause_end(cut, at)
        after = self.over("do")
        if after is None or end == at or end - at > DO:
            return []
        found: list[tuple[int, Sequence[int]]] = [(end, after.ends)]
        for j in range(at + 1, end):
            further = [hit for hit in after.walk(j, cut) if hit[0] > j]
            if further:
                return found + further
        return found


class _Root(State):
    """Where all cues behind a door begin, by what they begin with: too many to try each."""

    __slots__ = ("_firsts",)

    def __init__(self, automaton: Automaton, firsts: Firsts) -> None:
        super().__init__(automaton)
        self._firsts = firsts

    def _ahead(self, symbols: tuple[str, ...]) -> Iterable[_Place]:
        automaton, firsts = self.machine, self._firsts
        return {
            place
            for symbol in symbols
            for number in firsts.get(symbol, ())
            for place in automaton.beginnings(number)
            if symbol in automaton.firsts_of(place)
        }


class Words:
    """The words of cues, and what tells which of them a word of a text is."""

    def __init__(self) -> None:
        self.exact: set[str] = set()
        """All of them, as they stand in cues."""
        self._prefixes: set[str] = set()
        self._initials: set[str] = set()
        self._longest = 0
        self._endings: dict[int, set[str]] = {}
        """Words with any beginning, by the length of what is told of them."""
        self._parts: dict[int, set[str]] = {}
        """Words with any beginning and ending, the same way."""

    def add(self, items: Iterable[Item]) -> None:
        """Enter the words of a cue."""
        words = {
            step.symbol
            for item in items
            for choice in item.choices
            for step in choice
            if step.kind == "word"
        }
        self.exact |= words
        for word in words:
            if "*" in word:
                self._add_open(word)

    def _add_open(self, word: str) -> None:
        """Enter a word that may go on."""
        if word.startswith("*"):
            kept = self._parts if word.endswith("*") else self._endings
            kept.setdefault(len(word.strip("*")), set()).add(word)
        elif word.endswith("*"):
            prefix = word[:-1]
            self._prefixes.add(prefix)
            self._initials.add(prefix[0])
            self._longest = max(self._longest, len(prefix))

    def of(self, folded: str) -> tuple[str, ...]:
        """Return the words of cues that a word of a text is: its form, and parts of it."""
        found = [folded] if folded in self.exact else []
        if folded[:1] in self._initials:
            sizes = range(1, min(len(folded), self._longest) + 1)
            found += [f"{folded[:size]}*" for size in sizes if folded[:size] in self._prefixes]
        for size, endings in self._endings.items():
            if f"*{folded[-size:]}" in endings:
                found.append(f"*{folded[-size:]}")
        for size, parts in self._parts.items():
            held = {f"*{folded[i : i + size]}*" for i in range(len(folded) - size + 1)}
            found += sorted(held & parts)
        return tuple(found)


class _Patterns(dict[int, "Pattern"]):
    """The cues that were spelt out so far; others are when they are asked for."""

    __slots__ = ("_spell",)

    def __init__(self, spell: Callable[[int], Pattern] | None) -> None:
        super().__init__()
        self._spell = spell

    def __missing__(self, number: int) -> Pattern:
        if self._spell is None:
            raise KeyError(number)
        self[number] = pattern = self._spell(number)
        return pattern


class Automaton:
    """All cues of a pack in one machine.

    >>> from deescalate._phrases import parse
    >>> automaton = Automaton()
    >>> automaton.add(7, parse("still wait*"))
    >>> automaton.symbols("waiting"), automaton.symbols("unknown")
    (('wait*',), ())
    """

    def __init__(
        self,
        spell: Callable[[int], Pattern] | None = None,
        words: Words | None = None,
        firsts: Mapping[str, Firsts] | None = None,
    ) -> None:
        self._patterns = _Patterns(spell)
        self.words = Words() if words is None else words
        self.firsts: dict[str, Firsts] = dict(firsts or {})
        """By what cues begin, behind each door."""
        self._roots: dict[str, _Root] = {}
        self._looks: dict[tuple[str, bool, tuple[str, ...]], Look] = {}
        self._states: dict[tuple[_Place, ...], State] = {}
        self._starts: dict[int, State] = {}

    def add(self, number: int, pattern: Pattern, door: str = "") -> None:
        """Enter a cue under a number, behind a door: a walk sees the cues of one door alone."""
        self._patterns[number] = pattern
        self.words.add(pattern.items)
        firsts = self.firsts.setdefault(door, {})
        for place in self.beginnings(number):
            for symbol in self.firsts_of(place):
                numbers = firsts.setdefault(symbol, [])
                if numbers[-1:] != [number]:
                    numbers.append(number)

    def beginnings(self, number: int) -> set[_Place]:
        """Return the places at which a cue may begin."""
        return self._closed([_Place(number, 0)])

    def root(self, door: str = "") -> State:
        """Return where all cues behind a door begin."""
        root = self._roots.get(door)
        if root is None:
            firsts = self.firsts.setdefault(door, {})
            root = self._roots.setdefault(door, _Root(self, firsts))
        return root

    def start(self, number: int) -> State:
        """Return where one cue begins."""
        start = self._starts.get(number)
        if start is None:
            places = tuple(sorted(self.beginnings(number)))
            self._starts[number] = start = State(self, places)
        return start

    def symbols(self, folded: str) -> tuple[str, ...]:
        """Return the steps that a word can take anywhere: its form, and parts of it."""
        return self.words.of(folded)

    def look(self, symbols: tuple[str, ...], door: str = "", *, readable: bool = True) -> Look:
        """Return the look of tokens that can take some steps, to who comes in by a door."""
        key = (door, readable, symbols)
        look = self._looks.get(key)
        if look is None:
            look = (Look if readable else Stop)(symbols)
            look.first = self.root(door)[look]
            # Of two threads that come here at once, both leave with the look that was first.
            look = self._looks.setdefault(key, look)
        return look

    def state(self, places: Iterable[_Place]) -> State | None:
        """Return the state of being at any of some places; ``None`` if there are none."""
        reached = self._closed(places)
        if not reached:
            return None
        key = tuple(sorted(reached))
        state = self._states.get(key)
        if state is None:
            if len(self._states) >= _KEPT_STATES:
                self._forget()
            self._states[key] = state = State(self, key)
        return state

    def _forget(self) -> None:
        """Let go of all states but the first; a walk that is under way goes on with its own."""
        self._states = {}
        firsts = [look.first for look in list(self._looks.values()) if look.first is not None]
        for state in (*self._roots.values(), *self._starts.values(), *firsts):
            state.forget()

    def ends(self, place: _Place) -> bool:
        """Say whether a cue ends at a place."""
        return place.item == len(self._patterns[place.number].items)

    def step(self, place: _Place, look: Look) -> Iterator[_Place]:
        """Yield where a look leads from a place."""
        number, item, steps = place
        if not steps:
            words = self._patterns[number].items[item].choices.words
            for symbol in look.symbols:
                for rest in words.get(symbol, ()):
                    yield _after(number, item, rest)
        elif steps[0].kind == "word":
            if steps[0].symbol in look.symbols:
                yield _after(number, item, steps[1:])
        elif steps[0].kind == "gap" and look.readable:
            shorter = _SHORTER.get(steps[0])
            yield _after(number, item, (shorter, *steps[1:]) if shorter else steps[1:])

    def _closed(self, places: Iterable[_Place]) -> set[_Place]:
        """Return places with those that are reached from them without a step."""
        reached: set[_Place] = set()
        todo = list(places)
        while todo:
            place = todo.pop()
            if place not in reached:
                reached.add(place)
                todo += self._free(place)
        return reached

    def _free(self, place: _Place) -> Iterator[_Place]:
        number, item, steps = place
        if steps:
            if steps[0].kind == "gap":
                yield _after(number, item, steps[1:])
        elif not self.ends(place):
            choices, maybe, _ = self._patterns[number].items[item]
            for choice in choices.others:
                yield _Place(number, item, choice)
            if maybe:
                yield _Place(number, item + 1)

    def firsts_of(self, place: _Place) -> Iterable[str]:
        """Return what leads on from a place: words, and the names of slots."""
        number, item, steps = place
        if steps:
            return (steps[0].symbol,)
        return () if self.ends(place) else self._patterns[number].items[item].choices.words


def _is_slot(step: Step) -> bool:
    return step.kind in ("value", "do")


def _after(number: int, item: int, steps: tuple[Step, ...]) -> _Place:
    """Return the place after a step, by the steps that are left of its choice."""
    return _Place(number, item, steps) if steps else _Place(number, item + 1)


def _clause_end(cut: Cut, at: int) -> int:
    """Return the index after the last token of the clause that goes on at a token."""
    looks = cut.looks
    j = at
    while looks[j].readable and (j == at or j not in cut.commas):
        j += 1
        if j - at > DO:
            break
    return j

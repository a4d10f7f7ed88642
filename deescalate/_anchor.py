"""Look for a cue by a word in it that texts rarely hold, not by the common word it begins with.

Cues that begin with a common word and a gap, such as *it ~ broken*, would be followed over the
gap from each such word of a text, mostly in vain. So a cue may be cut in two after a gap: what
follows is looked for forwards, and only where that is found is its head looked for backwards.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from deescalate._automaton import Automaton
from deescalate._phrases import Choices, Item, Pattern
from deescalate._text import FIRST, LAST

if TYPE_CHECKING:
    from collections.abc import Mapping

    from deescalate._automaton import State
    from deescalate._phrases import Step

__all__ = ["Heads", "anchored"]

Head = tuple[Item, ...]
"""The items of a cue before the one that it is looked for by."""
_LOOK_BACK = 16
"""How much rarer the words after a gap must be for looking back from them to pay."""
_MARK = 0.1
"""How often marks count as standing in a text, beside the commonest word's 1."""
_BOTH_WAYS = ("word", "gap")
"""Kinds of steps that can be read backwards; values and ``{do}`` are read forwards only."""


def anchored(pattern: Pattern, ranks: Mapping[str, int]) -> tuple[Head, Pattern]:
    """Cut a cue at its beginning or after a gap: where the words that follow are the rarest.

    `ranks` are the most common words of the language with their ranks, the commonest 1.

    >>> from deescalate._phrases import parse
    >>> head, tail = anchored(parse("[i|we] ~ waiting for"), {"i": 1, "we": 2, "for": 3})
    >>> len(head), len(tail.items)
    (2, 2)
    """
    items = pattern.items
    # What may be left out at the beginning adds to how often the cue begins.
    first = next(i for i, item in enumerate(items) if not item.maybe)
    best, rarest = 0, sum(_frequency(item, ranks) for item in items[: first + 1])
    for i, (before, item) in enumerate(pairwise(items), start=1):
        if not all(step.kind in _BOTH_WAYS for choice in before.choices for step in choice):
            break
        after_gap = any(choice[-1].kind == "gap" for choice in before.choices)
        if after_gap and not item.maybe and _frequency(item, ranks) * _LOOK_BACK < rarest:
            best, rarest = i, _frequency(item, ranks)
    return items[:best], pattern._replace(items=items[best:])


def _frequency(item: Item, ranks: Mapping[str, int]) -> float:
    """Return how often a text goes on with an item, by Zipf's law: the inverse of a word's rank.

    No cue is looked for by what is no word.
    """
    firsts = [choice[0] for choice in item.choices]
    if any(step.kind != "word" for step in firsts):
        return float("inf")
    return sum(_share(step, ranks) for step in firsts)


def _share(step: Step, ranks: Mapping[str, int]) -> float:
    part = step.symbol.strip("*" + FIRST + LAST)
    if not part or not part[0].isalnum():
        return _MARK
    if "*" not in step.symbol:
        return 1 / ranks[part] if part in ranks else 0.0
    fits = str.startswith if step.symbol[0] != "*" else str.__contains__
    return sum(1 / rank for word, rank in ranks.items() if fits(word, part))


class Heads:
    """The heads of cues, spelt backwards.

    >>> from deescalate._phrases import parse
    >>> heads, (head, _) = Heads(), anchored(parse("[i|we] ~ waiting"), {"i": 1, "we": 2})
    >>> heads.add(head) is heads.add(head)
    True
    """

    def __init__(self) -> None:
        self._automaton = Automaton()
        self._numbers: dict[Head, int] = {}

    def add(self, head: Head) -> State:
        """Enter a head; return where to walk back from, once what follows it is found."""
        number = self._numbers.setdefault(head, len(self._numbers))
        if number == len(self._numbers) - 1:
            items = tuple(
                item._replace(choices=Choices(choice[::-1] for choice in item.choices))
                for item in reversed(head)
            )
            self._automaton.add(number, Pattern(items, initial=False))
        return self._automaton.start(number)

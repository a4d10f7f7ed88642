"""Look for a cue by a word in it that texts rarely hold, not by the common word it begins with.

Cues that begin with a common word and a gap, such as *it ~ broken*, would be followed over the
gap from each such word of a text, mostly in vain. So a cue may be cut in two after a gap: what
follows is looked for forwards, and only where that is found is its head looked for backwards.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from deescalate._automaton import Automaton
from deescalate._phrases import GAP, Choices, Item, Pattern
from deescalate._text import FIRST, LAST

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from deescalate._automaton import State
    from deescalate._phrases import Step

__all__ = ["Heads", "anchored"]

Head = tuple[Item, ...]
"""The items of a cue before the one that it is looked for by."""
_COMMONEST = 0.06
"""The share of the commonest word in a text; of the next, by Zipf's law, it over their rank."""
_RARE = 0.0003
"""The share of a word that isn't among the common ones."""
_SIGN = 0.02
"""The share of a mark, a number, a time or an amount."""
_BACK = 12
"""How many steps it takes to look back for a head."""
_BOTH_WAYS = ("word", "gap")
"""Kinds of steps that can be read backwards; values and ``{do}`` are read forwards only."""


def anchored(pattern: Pattern, ranks: Mapping[str, int]) -> tuple[Head, Pattern]:
    """Cut a cue at its beginning or after a gap: where the fewest steps are taken in vain.

    `ranks` are the most common words of the language with their ranks, the commonest 1.

    >>> from deescalate._phrases import parse
    >>> head, tail = anchored(parse("[i|we] ~ waiting for"), {"i": 1, "we": 2, "for": 3})
    >>> len(head), len(tail.items)
    (2, 2)
    """
    items = pattern.items
    best, fewest = 0, _steps(items, ranks)[0]
    for i, (before, item) in enumerate(pairwise(items), start=1):
        if not all(step.kind in _BOTH_WAYS for choice in before.choices for step in choice):
            break
        after_gap = any(choice[-1].kind == "gap" for choice in before.choices)
        if after_gap and not item.maybe and not item.choices.others:
            steps, found = _steps(items[i:], ranks)
            if steps + found * _BACK < fewest:
                best, fewest = i, steps + found * _BACK
    return items[:best], pattern._replace(items=items[best:])


def _steps(items: Sequence[Item], ranks: Mapping[str, int]) -> tuple[float, float]:
    """Return how many steps gaps take for each word of a text, and how often all is found."""
    steps, found = 0.0, 1.0
    for item in items:
        here = 0.0
        for choice in item.choices:
            so_far = found
            for step in choice:
                if step.kind == "gap":
                    steps += so_far * GAP
                    so_far *= GAP
                else:
                    so_far *= _share(step, ranks)
            here += so_far
        found = max(found, here) if item.maybe else here
    return steps, found


def _share(step: Step, ranks: Mapping[str, int]) -> float:
    """Return how often a step is taken, for each word of a text."""
    part = step.symbol.strip("*" + FIRST + LAST)
    if step.kind != "word" or not part or not part[0].isalnum():
        return _SIGN
    if "*" not in step.symbol:
        return _COMMONEST / ranks[part] if part in ranks else _RARE
    fits = str.startswith if step.symbol[0] != "*" else str.__contains__
    return _RARE + sum(_COMMONEST / rank for word, rank in ranks.items() if fits(word, part))


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

"""Ask customers who wait how they feel, and read the mood that they pick."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deescalate._text import fold
from deescalate.results import STATES, CheckIn, Mood, State

if TYPE_CHECKING:
    from collections.abc import Iterator

    from deescalate._pack import Pack

__all__ = ["asked", "picked"]


def asked(pack: Pack, wait: str | None) -> CheckIn:
    """Return the check-in of a language, with the waiting time if there is one."""
    phrases = pack.phrases
    text = phrases.check_in.text
    if wait is not None:
        text = phrases.check_in.with_wait.replace("{wait}", wait)
    return CheckIn(text=text, moods=tuple(_chart(pack)), language=pack.tag)


def _chart(pack: Pack) -> Iterator[Mood]:
    for mood in pack.common.conversation.mood:
        label = pack.phrases.moods[mood.state]
        yield Mood(state=mood.state, emoji=mood.emoji, label=label)


def picked(pack: Pack, pick: str) -> State:
    """Return the state that is named, by its own name, its emoji or its label.

    Raises `ValueError` if it is no mood.
    """
    names = {state.value: state for state in STATES}
    moods = pack.common.conversation.mood
    names |= {fold(mood.emoji): mood.state for mood in moods}
    if pack.settings is not None:
        names |= {fold(pack.phrases.moods[mood.state]): mood.state for mood in moods}
    state = names.get(fold(pick.strip()))
    if state is None:
        message = f"no mood is called {pick!r}; moods are {', '.join(names)}"
        raise ValueError(message)
    return state

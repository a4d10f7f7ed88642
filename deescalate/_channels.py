"""Say what is expected of a reply on its channel and at its turn, and whether it fits.

The channels and turns are data: see ``ChannelsFile``.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from deescalate.results import ELEMENTS, Fit, maker

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from deescalate._schema import BriefTable, ChannelsFile, ChannelTable, TurnTable
    from deescalate.results import Element, ElementName

__all__ = ["ANYWHERE", "Profile", "fit", "fitted", "is_brief", "profile_of"]

_make_fit = maker(Fit)
_Named = TypeVar("_Named", "ChannelTable", "TurnTable")


class Profile(NamedTuple):
    """What is expected of a reply."""

    channel: str | None = None
    turn: str | None = None
    expected: tuple[ElementName, ...] = ELEMENTS
    longest: int | None = None
    enough: frozenset[str] = frozenset()
    """Elements and parts of which one weak sign is enough."""
    instead: tuple[tuple[ElementName, ElementName], ...] = ()
    brief: BriefTable | None = None
    advice: tuple[str, ...] = ()


ANYWHERE = Profile()
"""What is expected where nobody said where and when."""


def profile_of(
    file: ChannelsFile,
    channel: str | None,
    turn: str | None,
    advice: Mapping[str, str] = MappingProxyType({}),
) -> Profile:
    """Return what is expected on a channel and at a turn.

    `advice` is what the language of the reply says of channels and turns. Raises `ValueError` for
    a channel or turn that isn't there; the message names those that are.
    """
    if channel is None and turn is None:
        return ANYWHERE
    on = None if channel is None else _named("channel", file.channel, channel)
    at = None if turn is None else _named("turn", file.turn, turn)
    said = [each for each in (on, at) if each is not None]
    return Profile(
        channel=channel,
        turn=turn,
        expected=_expected(on, at),
        longest=on.longest if on else None,
        enough=frozenset(name for each in said for name in each.enough),
        instead=at.instead if at else (),
        brief=on.brief if on else None,
        advice=tuple(text for each in said if (text := each.advice or advice.get(each.name, ""))),
    )


def _named(what: str, there: Iterable[_Named], name: str) -> _Named:
    by_name = {each.name: each for each in there}
    if name not in by_name:
        message = f"{what} must be one of {', '.join(by_name)}, not {name!r}"
        raise ValueError(message)
    return by_name[name]


def _expected(on: ChannelTable | None, at: TurnTable | None) -> tuple[ElementName, ...]:
    if on is None or at is None:
        return on.expected if on else at.expected if at else ELEMENTS
    if at.name in on.turns:
        return on.turns[at.name]
    return tuple(name for name in on.expected if name in at.expected)


def fitted(
    profile: Profile, elements: Mapping[ElementName, Element], words: int
) -> dict[ElementName, Element]:
    """Return the elements of a reply of so many words as a profile expects and counts them."""
    if profile == ANYWHERE:
        return dict(elements)
    counted = {name: _counted(profile, each) for name, each in elements.items()}
    needless = _needless(profile, counted, words)
    wanted = set(profile.expected).difference(needless)
    return {
        name: each.model_copy(update={"expected": each.expected and name in wanted})
        for name, each in counted.items()
    }


def _counted(profile: Profile, element: Element) -> Element:
    """Return an element, present if its weak signs are enough."""
    signs = {element.name, *(f"{element.name}.{part}" for part in element.parts)}
    if element.present or not element.parts or profile.enough.isdisjoint(signs):
        return element
    return element.model_copy(update={"present": True, "advice": None, "sample": None})


def _needless(
    profile: Profile, elements: Mapping[ElementName, Element], words: int
) -> Collection[ElementName]:
    """Return the elements that this very reply needn't have."""
    needless = [
        absent
        for absent, there in profile.instead
        if absent in elements and not elements[absent].present and elements[there].present
    ]
    if profile.brief is not None and is_brief(profile, elements, words):
        needless += profile.brief.needless
    return needless


def is_brief(profile: Profile, elements: Mapping[ElementName, Element], words: int) -> bool:
    """Say whether a reply is one of so few words that it may leave the rest to elsewhere."""
    brief = profile.brief
    return brief is not None and words <= brief.words and _shows(elements, brief.shows)


def _shows(elements: Mapping[ElementName, Element], names: Iterable[str]) -> bool:
    shown = {name for name, each in elements.items() if each.present}
    parts = {f"{name}.{part}" for name, each in elements.items() for part in each.parts}
    return any(name in shown or name in parts for name in names)


def fit(profile: Profile, words: int) -> Fit | None:
    """Return how a reply of so many words fits a profile; ``None`` if none was asked for."""
    if profile == ANYWHERE:
        return None
    return _make_fit(
        channel=profile.channel,
        turn=profile.turn,
        words=words,
        longest=profile.longest,
        too_long=profile.longest is not None and words > profile.longest,
        advice=profile.advice,
    )

"""The methods of a `Deescalator` as functions over a default one."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from datetime import datetime

    from deescalate._api._bulk import OnError
    from deescalate._api._conversation import Conversation
    from deescalate._api._desk import Apply, CheckItem, Deescalator
    from deescalate.results import CheckIn, Comparison, Detection, Draft, Failure, Review, Rewrite

__all__ = [
    "check",
    "check_in",
    "check_many",
    "complete",
    "detect",
    "detect_many",
    "draft",
    "follow",
    "from_mood",
    "languages",
    "rewrite",
    "rewrite_many",
    "same_facts",
]


@lru_cache(maxsize=1)
def _default() -> Deescalator:
    from deescalate._api._desk import Deescalator  # noqa: PLC0415 - it leads to all engines

    return Deescalator()


def detect(text: str, *, language: str | None = None) -> Detection:
    """Read a customer's emotional state and the signals in a message; see `Deescalator.detect`.

    >>> detect("Great, another broken promise.", language="en").heat
    3
    """
    return _default().detect(text, language=language)


def check(  # noqa: PLR0913 - as in the method
    reply: str,
    *,
    to: str | Detection | None = None,
    channel: str | None = None,
    turn: str | None = None,
    language: str | None = None,
    allow: Collection[str] = (),
) -> Review:
    """Check an agent's reply; see `Deescalator.check`.

    >>> check("Please calm down.").findings[0].category
    'command'
    """
    return _default().check(
        reply, to=to, channel=channel, turn=turn, language=language, allow=allow
    )


def rewrite(
    text: str,
    *,
    to: str | Detection | None = None,
    language: str | None = None,
    apply: Apply = "safe",
    allow: Collection[str] = (),
) -> Rewrite:
    """Mend the wording of a text; see `Deescalator.rewrite`.

    >>> rewrite("Don't hesitate to call us.").text
    'Please call us.'
    """
    return _default().rewrite(text, to=to, language=language, apply=apply, allow=allow)


def same_facts(before: str, after: str, *, language: str | None = None) -> Comparison:
    """Compare what two texts state; see `Deescalator.same_facts`.

    >>> same_facts("It leaves at 9:30.", "It leaves at 9:45.").differences[0].kind
    'time'
    """
    return _default().same_facts(before, after, language=language)


def detect_many(
    texts: Iterable[str], *, language: str | None = None, on_error: OnError = "return"
) -> Iterator[Detection | Failure]:
    """Yield a `Detection` for each message; see `Deescalator.detect_many`.

    >>> [seen.heat for seen in detect_many(["How do I pay?", "Thank you, it works now!"])]
    [0, 0]
    """
    return _default().detect_many(texts, language=language, on_error=on_error)


def check_many(  # noqa: PLR0913 - as in the method
    replies: Iterable[CheckItem],
    *,
    channel: str | None = None,
    turn: str | None = None,
    language: str | None = None,
    allow: Collection[str] = (),
    on_error: OnError = "return",
) -> Iterator[Review | Failure]:
    """Yield a `Review` for each reply; see `Deescalator.check_many`.

    >>> [type(item).__name__ for item in check_many(["We refunded you today.", 5])]
    ['Review', 'Failure']
    """
    return _default().check_many(
        replies, channel=channel, turn=turn, language=language, allow=allow, on_error=on_error
    )


def rewrite_many(
    texts: Iterable[str],
    *,
    language: str | None = None,
    apply: Apply = "safe",
    allow: Collection[str] = (),
    on_error: OnError = "return",
) -> Iterator[Rewrite | Failure]:
    """Yield a `Rewrite` for each text; see `Deescalator.rewrite_many`.

    >>> [len(item.edits) for item in rewrite_many(["All good.", "Regrettably, it is late."])]
    [0, 1]
    """
    return _default().rewrite_many(
        texts, language=language, apply=apply, allow=allow, on_error=on_error
    )


def check_in(language: str | None = None, *, wait: str | None = None) -> CheckIn:
    """Return the invitation to say how one feels, and the mood chart; see `Deescalator.check_in`.

    >>> check_in("en").moods[0].label
    'Happy'
    """
    return _default().check_in(language, wait=wait)


def from_mood(pick: str, *, language: str | None = None) -> Detection:
    """Make a `Detection` of a mood that was picked; see `Deescalator.from_mood`.

    >>> from_mood("\U0001f624").heat
    3
    """
    return _default().from_mood(pick, language=language)


def draft(  # noqa: PLR0913 - as in the method
    to: str | Detection,
    *,
    solution: str | None = None,
    options: Iterable[str] = (),
    when: str | None = None,
    owner: str | None = None,
    channel: str | None = None,
    name: str | None = None,
    variant: int = 0,
    language: str | None = None,
) -> Draft:
    """Build a reply from the pack's sentences; see `Deescalator.draft`.

    >>> draft("The app crashes and I need it!", solution="Version 5.2 fixes it").slots
    ('when', 'owner')
    """
    return _default().draft(
        to,
        solution=solution,
        options=options,
        when=when,
        owner=owner,
        channel=channel,
        name=name,
        variant=variant,
        language=language,
    )


def complete(
    reply: str,
    *,
    to: str | Detection,
    channel: str | None = None,
    variant: int = 0,
    language: str | None = None,
) -> Draft:
    """Add to a reply only what it lacks; see `Deescalator.complete`.

    >>> complete("We have sent a new one.", to="It came broken!").slots
    ('when',)
    """
    return _default().complete(reply, to=to, channel=channel, variant=variant, language=language)


def follow(
    turns: Iterable[tuple[str, str] | tuple[str, str, datetime]] = (),
    *,
    customer: str | None = None,
    channel: str | None = None,
    language: str | None = None,
) -> Conversation:
    """Follow a conversation turn by turn; see `Deescalator.follow`.

    >>> follow([("customer", "Thanks, it works now!"), ("agent", "Glad to hear it!")]).stage
    'connected'
    """
    return _default().follow(turns, customer=customer, channel=channel, language=language)


def languages() -> tuple[str, ...]:
    """Return the tags of the languages that there are packs for, sorted.

    >>> "en" in languages()
    True
    """
    return _default().languages

"""The rooms people use: a `Deescalator`, and its methods as functions over a default one."""

from __future__ import annotations

from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Literal, TypeVar

from deescalate._elements import read_elements
from deescalate._language import Candidate, Identifier
from deescalate._lexicon import MESSAGE, REPLY
from deescalate._registry import UNDETERMINED, Registry
from deescalate._review import review
from deescalate._rewrite import rewrite as rewrite_text
from deescalate._signals import escalation, read_signals, signal_hits
from deescalate._states import read_state
from deescalate._text import as_text, fold
from deescalate._wording import findings, rule_hits
from deescalate.results import Detection, Failure, Review, Rewrite

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from deescalate._pack import Pack
    from deescalate._reading import Reading
    from deescalate._wording import RuleHit

__all__ = [
    "Deescalator",
    "check",
    "check_many",
    "detect",
    "detect_many",
    "languages",
    "rewrite",
    "rewrite_many",
]

_Item = TypeVar("_Item")
_Answer = TypeVar("_Answer")

OnError = Literal["return", "raise"]


class Deescalator:
    """Reads customers' messages, checks agents' replies and mends their wording.

    `language` is the tag of the language that all texts are in; without it each text's language
    is told from the text. `packs` are folders of further language packs; they win over installed
    ones of the same tag. `identify` is a callable from text to tag to tell languages with,
    instead of the library's own. Packs are read when they are first needed, once. An instance may
    be used from many threads.

    Raises `UnknownLanguageError` if there is no pack for the language.

    >>> german_shop = Deescalator(language="en")
    >>> german_shop.detect("Still no answer, and nobody picks up!").state
    <State.FRUSTRATED: 'frustrated'>
    """

    def __init__(
        self,
        language: str | None = None,
        *,
        packs: Iterable[str | Path] = (),
        identify: Callable[[str], str] | None = None,
    ) -> None:
        self._registry = Registry(packs)
        self._identify = identify
        self.language = None if language is None else self._registry.match(language)
        """Tag of the pack that reads all texts, or ``None``."""

    @property
    def languages(self) -> tuple[str, ...]:
        """The tags of the languages that there are packs for, sorted."""
        return self._registry.tags()

    def identify(self, text: str) -> str:
        """Return the tag of the language a text is in, or ``und`` if it is none of the packs'.

        >>> Deescalator().identify("Where is my parcel?"), Deescalator().identify("\U0001f600 42")
        ('en', 'und')
        """
        as_text(text)
        return self._own_identify(text) if self._identify is None else self._identify(text)

    @cached_property
    def _own_identify(self) -> Identifier:
        return Identifier(
            Candidate(
                tag=tag,
                script=str(head.get("script", "Latin")),
                common=frozenset(map(fold, head.get("common", ()))),
            )
            for tag, head in self._registry.heads()
        )

    def _pack(self, text: str, language: str | None) -> Pack:
        """Return the pack that reads a text; the pack of no language if none does."""
        asked = language or self.language
        if asked is not None:
            return self._registry.pack(asked)
        told = self.identify(text)
        if told != UNDETERMINED and self._identify is not None and not self._has(told):
            told = UNDETERMINED
        return self._registry.pack(told)

    def _has(self, tag: str) -> bool:
        try:
            self._registry.match(tag)
        except LookupError:
            return False
        return True

    def detect(self, text: str, *, language: str | None = None) -> Detection:
        """Read a customer's emotional state and the signals in a message.

        Takes the message and, if known, the tag of its language; returns a `Detection`. A text in
        no known language is read by its emoji alone, and its state may be ``State.UNKNOWN``.
        Raises `TypeError` if the text is no string, `UnknownLanguageError` if there is no pack
        for the language.

        >>> seen = Deescalator().detect("Third time I write. Still no refund!")
        >>> seen.state, seen.heat, [signal.name for signal in seen.signals]
        (<State.FRUSTRATED: 'frustrated'>, 3, ['repeat_contact', 'money'])
        """
        as_text(text)
        pack = self._pack(text, language)
        return _detect(pack, pack.lexicon.read(text, MESSAGE))

    def check(
        self, reply: str, *, to: str | Detection | None = None, language: str | None = None
    ) -> Review:
        """Check an agent's reply for the four elements and for wording to avoid.

        Takes the reply, and if there is one the customer's message or its `Detection`; returns a
        `Review`. Raises `TypeError` if the reply or `to` is of another type,
        `UnknownLanguageError` if there is no pack for the language.

        >>> Deescalator().check("Unfortunately we can't do anything, it's our policy.").missing
        ('acknowledge', 'guide', 'agree', 'ensure')
        """
        as_text(reply, "reply")
        pack = self._pack(reply, language)
        if to is not None and not isinstance(to, Detection):
            to = self.detect(as_text(to, "to"), language=language)
        reading = pack.lexicon.read(reply, REPLY)
        found = findings(pack, reading, rule_hits(pack, reading))
        return review(reply, pack.tag, read_elements(pack, reading), found, to)

    def rewrite(self, text: str, *, language: str | None = None) -> Rewrite:
        """Mend the wording of a text where that is safe, and propose where a person must decide.

        Takes the text; returns a `Rewrite`, whose edits lead from the text that was given to the
        mended one. Numbers, names, links, placeholders, code and quoted words are left as they
        are. Raises `TypeError` if the text is no string, `UnknownLanguageError` if there is no
        pack for the language.

        >>> Deescalator().rewrite("Unfortunately, we can't ship it until Monday.").text
        'We can ship it from Monday.'
        """
        as_text(text)
        pack = self._pack(text, language)

        def read(source: str) -> tuple[Reading, list[RuleHit]]:
            reading = pack.lexicon.read(source, REPLY)
            return reading, rule_hits(pack, reading)

        return rewrite_text(pack, text, read)

    def detect_many(
        self,
        texts: Iterable[str],
        *,
        language: str | None = None,
        on_error: OnError = "return",
    ) -> Iterator[Detection | Failure]:
        """Yield a `Detection` for each message of any iterable, lazily and in order.

        A message that can't be read comes back as a `Failure` in its place, and the rest goes on;
        with ``on_error="raise"`` its error is raised. Raises `ValueError` for another `on_error`.

        >>> [type(seen).__name__ for seen in Deescalator().detect_many(["Thanks a lot!", None])]
        ['Detection', 'Failure']
        """
        return _many(texts, lambda text: self.detect(text, language=language), on_error)

    def check_many(
        self,
        replies: Iterable[str | tuple[str, str | Detection | None]],
        *,
        language: str | None = None,
        on_error: OnError = "return",
    ) -> Iterator[Review | Failure]:
        """Yield a `Review` for each reply of any iterable, lazily and in order.

        An item is a reply, or a pair of a reply and the message it answers. Errors as in
        `detect_many`.

        >>> [review.passed for review in Deescalator().check_many([("No.", "Can you help?")])]
        [False]
        """

        def check_item(item: str | tuple[str, str | Detection | None]) -> Review:
            reply, to = item if isinstance(item, tuple) else (item, None)
            return self.check(reply, to=to, language=language)

        return _many(replies, check_item, on_error)

    def rewrite_many(
        self,
        texts: Iterable[str],
        *,
        language: str | None = None,
        on_error: OnError = "return",
    ) -> Iterator[Rewrite | Failure]:
        """Yield a `Rewrite` for each text of any iterable, lazily and in order.

        Errors as in `detect_many`.

        >>> [mended.text for mended in Deescalator().rewrite_many(["Sadly, it is late."])]
        ['It is late.']
        """
        return _many(texts, lambda text: self.rewrite(text, language=language), on_error)


def _detect(pack: Pack, reading: Reading) -> Detection:
    hits = signal_hits(reading)
    signals = read_signals(reading, hits)
    seen = read_state(pack, reading, hits)
    return Detection(
        text=reading.source,
        language=pack.tag,
        state=seen.state,
        heat=seen.state.heat,
        intensity=seen.intensity,
        scores=seen.scores,
        signals=signals,
        evidence=seen.evidence,
        escalation=escalation(pack, seen.state, signals),
    )


def _many(
    items: Iterable[_Item], answer: Callable[[_Item], _Answer], on_error: OnError
) -> Iterator[_Answer | Failure]:
    """Check the option at once, then answer item by item."""
    if on_error not in ("return", "raise"):
        message = f"on_error must be 'return' or 'raise', not {on_error!r}"
        raise ValueError(message)
    return _answers(items, answer, on_error)


def _answers(
    items: Iterable[_Item], answer: Callable[[_Item], _Answer], on_error: OnError
) -> Iterator[_Answer | Failure]:
    for index, item in enumerate(items):
        try:
            result: _Answer | Failure = answer(item)
        except Exception as error:
            if on_error == "raise":
                raise
            result = Failure(index=index, error=f"{type(error).__name__}: {error}")
        yield result


@lru_cache(maxsize=1)
def _default() -> Deescalator:
    return Deescalator()


def detect(text: str, *, language: str | None = None) -> Detection:
    """Read a customer's emotional state and the signals in a message; see `Deescalator.detect`.

    >>> detect("Great, another broken promise.", language="en").heat
    3
    """
    return _default().detect(text, language=language)


def check(reply: str, *, to: str | Detection | None = None, language: str | None = None) -> Review:
    """Check an agent's reply; see `Deescalator.check`.

    >>> check("Please calm down.").findings[0].category
    'command'
    """
    return _default().check(reply, to=to, language=language)


def rewrite(text: str, *, language: str | None = None) -> Rewrite:
    """Mend the wording of a text; see `Deescalator.rewrite`.

    >>> rewrite("Don't hesitate to call us.").text
    'Please call us.'
    """
    return _default().rewrite(text, language=language)


def detect_many(
    texts: Iterable[str], *, language: str | None = None, on_error: OnError = "return"
) -> Iterator[Detection | Failure]:
    """Yield a `Detection` for each message; see `Deescalator.detect_many`.

    >>> [seen.heat for seen in detect_many(["How do I pay?", "Thank you, it works now!"])]
    [0, 0]
    """
    return _default().detect_many(texts, language=language, on_error=on_error)


def check_many(
    replies: Iterable[str | tuple[str, str | Detection | None]],
    *,
    language: str | None = None,
    on_error: OnError = "return",
) -> Iterator[Review | Failure]:
    """Yield a `Review` for each reply; see `Deescalator.check_many`.

    >>> [type(item).__name__ for item in check_many(["We refunded you today.", 5])]
    ['Review', 'Failure']
    """
    return _default().check_many(replies, language=language, on_error=on_error)


def rewrite_many(
    texts: Iterable[str], *, language: str | None = None, on_error: OnError = "return"
) -> Iterator[Rewrite | Failure]:
    """Yield a `Rewrite` for each text; see `Deescalator.rewrite_many`.

    >>> [len(item.edits) for item in rewrite_many(["All good.", "Regrettably, it is late."])]
    [0, 1]
    """
    return _default().rewrite_many(texts, language=language, on_error=on_error)


def languages() -> tuple[str, ...]:
    """Return the tags of the languages that there are packs for, sorted.

    >>> "en" in languages()
    True
    """
    return _default().languages

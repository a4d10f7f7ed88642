"""The rooms people use: a `Deescalator`, and its methods as functions over a default one."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cached_property, lru_cache
from os import PathLike
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from deescalate._answer import asks_why, hear, left_open, promises, told, uncared
from deescalate._channels import ANYWHERE, Profile, fit, fitted, is_brief, profile_of
from deescalate._elements import read_elements
from deescalate._facts import compare
from deescalate._language import Candidate, Identifier
from deescalate._lexicon import MESSAGE, REPLY
from deescalate._registry import UNDETERMINED, Registry
from deescalate._review import Care, care_for, review
from deescalate._rewrite import check_apply
from deescalate._rewrite import rewrite as rewrite_text
from deescalate._signals import escalation, read_signals, signal_hits
from deescalate._states import read_state
from deescalate._switches import allowed, count_words, hush
from deescalate._text import as_text, fold
from deescalate._wording import SPOILING, Asked, findings, rule_hits
from deescalate.results import Comparison, Detection, Failure, Review, Rewrite, maker

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
    "same_facts",
]

_Item = TypeVar("_Item")
_Answer = TypeVar("_Answer")
_make_detection = maker(Detection)

OnError = Literal["return", "raise"]
CheckItem = str | tuple[str, str | Detection | None] | Mapping[str, Any]
Apply = Literal["safe", "none"] | Collection[str]


class Deescalator:
    """Reads customers' messages, checks agents' replies and mends their wording.

    `language` is the tag of the language that all texts are in; without it each text's language
    is told from the text. `packs` are folders of further language packs; they win over installed
    ones of the same tag. `identify` is a callable from text to tag to tell languages with,
    instead of the library's own. `house` is a house style to lay over packs, a file or a folder,
    or several of them; `scorecard` a file with a team's own scorecard. Packs are read when they
    are first needed, once. An instance may be used from many threads.

    Raises `UnknownLanguageError` if there is no pack for the language, `PackError` if a house
    style or a scorecard is broken.

    >>> desk = Deescalator(language="en")
    >>> desk.detect("Still no answer, and nobody picks up!").state
    <State.FRUSTRATED: 'frustrated'>
    """

    def __init__(
        self,
        language: str | None = None,
        *,
        packs: Iterable[str | Path] = (),
        identify: Callable[[str], str] | None = None,
        house: str | Path | Iterable[str | Path] = (),
        scorecard: str | Path | None = None,
    ) -> None:
        houses = (house,) if isinstance(house, str | PathLike) else house
        self._registry = Registry(packs, houses=houses, scorecard=scorecard)
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
        (<State.FRUSTRATED: 'frustrated'>, 3, ['repeat_contact', 'long_wait', 'money'])
        """
        as_text(text)
        pack = self._pack(text, language)
        return _detect(pack, pack.lexicon.read(text, MESSAGE))

    def check(  # noqa: PLR0913 - what is known of a reply, each by its name
        self,
        reply: str,
        *,
        to: str | Detection | None = None,
        channel: str | None = None,
        turn: str | None = None,
        language: str | None = None,
        allow: Collection[str] = (),
    ) -> Review:
        """Check an agent's reply for the four elements and for wording to avoid.

        Takes the reply, and if there is one the customer's message or its `Detection`; returns a
        `Review`. The `channel` (``help_page``, ``chat``, ``email``, ``phone``, ``social``,
        ``in_person``) and the `turn` (``first``, ``middle``, ``last``, ``hand_over``) say which
        elements are expected and how long a reply may be; without them all four are. `allow` are
        words and ids of rules to let pass.

        Raises `TypeError` if the reply or `to` is of another type, `ValueError` for an unknown
        channel, turn or rule, `UnknownLanguageError` if there is no pack for the language.

        >>> Deescalator().check("Unfortunately we can't do anything, it's our policy.").missing
        ('acknowledge', 'guide', 'agree', 'ensure')
        """
        as_text(reply, "reply")
        pack = self._pack(reply, language)
        advice = pack.elements.channels if pack.elements else {}
        profile = profile_of(pack.common.channels, channel, turn, advice)
        reading = pack.lexicon.read(reply, REPLY)
        hush(reading, allowed(allow, pack.rules))
        if to is None:
            return _reviewed(pack, reading, None, None, profile)
        if isinstance(to, Detection):
            message = self._registry.pack(to.language).lexicon.read(to.text, MESSAGE)
        else:
            theirs = self._pack(as_text(to, "to"), language)
            message = theirs.lexicon.read(to, MESSAGE)
            to = _detect(theirs, message)
        return _reviewed(pack, reading, to, message, profile)

    def rewrite(
        self,
        text: str,
        *,
        to: str | Detection | None = None,
        language: str | None = None,
        apply: Apply = "safe",
        allow: Collection[str] = (),
    ) -> Rewrite:
        """Mend the wording of a text where that is safe, and propose where a person must decide.

        Takes the text, and if there is one the customer's message or its `Detection`, whose own
        words for the matter are filled into proposals where they are certain. `apply` says which
        rules may change the text: those that are safe (``"safe"``), ``"none"``, or a set of rule
        ids; all others are proposed. `allow` are words that stay as they are and ids of rules to
        let pass. Returns a `Rewrite`, whose edits lead from the text that was
        given to the mended one. Numbers, names, links, placeholders, code and quoted words are
        left as they are.

        Raises `TypeError` if the text or `to` is of another type, `ValueError` for another
        `apply` or an unknown rule, `UnknownLanguageError` if there is no pack for the language.

        >>> Deescalator().rewrite("Unfortunately, we can't ship it until Monday.").text
        'We can ship it from Monday.'
        """
        as_text(text)
        pack = self._pack(text, language)
        check_apply(pack, apply)
        if to is not None:
            to = to.text if isinstance(to, Detection) else as_text(to, "to")
        passing = allowed(allow, pack.rules)

        def read(source: str) -> tuple[Reading, list[RuleHit]]:
            reading = pack.lexicon.read(source, REPLY)
            hush(reading, passing)
            return reading, rule_hits(pack, reading)

        return rewrite_text(pack, text, read, apply=apply, to=to)

    def same_facts(self, before: str, after: str, *, language: str | None = None) -> Comparison:
        """Compare what two texts state, whoever or whatever rewrote the one into the other.

        Takes the two texts and, if known, the tag of their language; returns a `Comparison` that
        lists the numbers, times, amounts, names, links, addresses, placeholders, code and quoted
        words that only one of them has, and where they differ in what is denied, demanded,
        possible or newly promised. Raises `TypeError` if a text is no string,
        `UnknownLanguageError` if there is no pack for the language.

        >>> Deescalator().same_facts("We can't refund the $40.", "We can refund the $40.")
        <Comparison differs in: negation en>
        """
        as_text(before, "before")
        as_text(after, "after")
        pack = self._pack(before, language)
        return compare(pack.guard, pack.tag, before, after)

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

    def check_many(  # noqa: PLR0913 - as in `check`
        self,
        replies: Iterable[CheckItem],
        *,
        channel: str | None = None,
        turn: str | None = None,
        language: str | None = None,
        allow: Collection[str] = (),
        on_error: OnError = "return",
    ) -> Iterator[Review | Failure]:
        """Yield a `Review` for each reply of any iterable, lazily and in order.

        An item is a reply, a pair of a reply and the message it answers, or a mapping with
        ``reply`` and any argument of `check`, which counts more than the one given for all.
        Errors as in `detect_many`.

        >>> [review.passed for review in Deescalator().check_many([("No.", "Can you help?")])]
        [False]
        """
        shared: dict[str, Any] = {
            "channel": channel,
            "turn": turn,
            "language": language,
            "allow": allow,
        }

        def check_item(item: CheckItem) -> Review:
            if isinstance(item, Mapping):
                return self.check(**(shared | dict(item)))
            reply, to = item if isinstance(item, tuple) else (item, None)
            return self.check(reply, to=to, **shared)

        return _many(replies, check_item, on_error)

    def rewrite_many(
        self,
        texts: Iterable[str],
        *,
        language: str | None = None,
        apply: Apply = "safe",
        allow: Collection[str] = (),
        on_error: OnError = "return",
    ) -> Iterator[Rewrite | Failure]:
        """Yield a `Rewrite` for each text of any iterable, lazily and in order.

        Errors as in `detect_many`.

        >>> [mended.text for mended in Deescalator().rewrite_many(["Sadly, it is late."])]
        ['It is late.']
        """

        def rewrite_item(text: str) -> Rewrite:
            return self.rewrite(text, language=language, apply=apply, allow=allow)

        return _many(texts, rewrite_item, on_error)


def _detect(pack: Pack, reading: Reading) -> Detection:
    hits = signal_hits(reading)
    signals = read_signals(reading, hits)
    seen = read_state(pack, reading, hits)
    return _make_detection(
        text=reading.source,
        language=pack.tag,
        state=seen.state,
        heat=seen.state.heat,
        intensity=seen.intensity,
        scores=seen.scores,
        signals=signals,
        evidence=seen.evidence,
        base=seen.base,
        escalation=escalation(pack, seen.state, signals),
    )


def _reviewed(
    pack: Pack,
    reading: Reading,
    seen: Detection | None,
    message: Reading | None,
    expected: Profile,
) -> Review:
    """Return the review of a reply, and of what it does with the message that it answers."""
    profile = pack.common.review
    asked, care, heard = Asked(), Care(), None
    if seen is not None and message is not None:
        signals = frozenset(signal.name for signal in seen.signals) | told(message)
        asked = Asked(seen.state, signals, asks_why(message))
        care = care_for(profile, signals)
        # Words are compared within one language only; what somebody feels is the same in all.
        heard = hear(pack, reading, message) if seen.language == pack.tag else None
    found = findings(pack, reading, fired := rule_hits(pack, reading, asked))
    spoiled = [each.span for each in found if each.category in SPOILING]
    echoes = heard.echoes if heard else {}
    elements = read_elements(pack, reading, echoes, care.needless, spoiled)
    words = 0 if expected == ANYWHERE else count_words(reading)
    elements = fitted(expected, elements, words)
    left = left_open(pack, reading, heard, seen.signals, elements) if heard and seen else ()
    if left and is_brief(expected, elements, words):
        left = ()  # the talk goes on where there is room for it
    if message is not None and care.wanted:
        left = (*left, *uncared(pack, reading, message, seen.signals if seen else (), care.wanted))
    return review(
        profile,
        reading.source,
        pack.tag,
        elements,
        found,
        left_open=left,
        promises=promises(reading, fired),
        fit=fit(expected, words),
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


def languages() -> tuple[str, ...]:
    """Return the tags of the languages that there are packs for, sorted.

    >>> "en" in languages()
    True
    """
    return _default().languages

"""The room people use: a `Deescalator`."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from os import PathLike
from typing import TYPE_CHECKING, Any, Literal

from deescalate._api._answers import detected, detected_mixed, detected_mood, reviewed, shown
from deescalate._api._bulk import OnError, many
from deescalate._api._conversation import Conversation
from deescalate._api._languages import Languages
from deescalate._channels import profile_of
from deescalate._draft import Given, build, care_in, complete, situation_of
from deescalate._facts import compare
from deescalate._lexicon import MESSAGE, REPLY
from deescalate._moods import asked
from deescalate._registry import UNDETERMINED, Registry
from deescalate._rewrite import check_apply, untouched
from deescalate._rewrite import rewrite as rewrite_text
from deescalate._switches import allowed, hush
from deescalate._text import as_text
from deescalate._wording import rule_hits
from deescalate.results import CheckIn, Comparison, Detection, Draft, Failure, Review, Rewrite

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import datetime
    from pathlib import Path

    from deescalate._language import Run
    from deescalate._pack import Pack
    from deescalate._reading import Reading
    from deescalate._wording import RuleHit

__all__ = ["Apply", "CheckItem", "Deescalator"]

CheckItem = str | tuple[str, str | Detection | None] | Mapping[str, Any]
_CUSTOMER = "customer"
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
        registry = Registry(packs, houses=houses, scorecard=scorecard)
        self.language = None if language is None else registry.match(language)
        """Tag of the pack that reads all texts, or ``None``."""
        self._languages = Languages(registry, self.language, identify)

    @property
    def languages(self) -> tuple[str, ...]:
        """The tags of the languages that there are packs for, sorted."""
        return self._languages.registry.tags()

    def identify(self, text: str) -> str:
        """Return the tag of the language a text is in, or ``und`` if it is none of the packs'.

        >>> Deescalator().identify("Where is my parcel?"), Deescalator().identify("\U0001f600 42")
        ('en', 'und')
        """
        return self._languages.identify(as_text(text))

    def detect(self, text: str, *, language: str | None = None) -> Detection:
        """Read a customer's emotional state and the signals in a message.

        Takes the message and, if known, the tag of its language; returns a `Detection`. A text in
        no known language is read by its emoji alone, and its state may be ``State.UNKNOWN``. A
        text that mixes languages is read sentence by sentence, and its hottest part counts.
        Raises `TypeError` if the text is no string, `UnknownLanguageError` if there is no pack
        for the language.

        >>> seen = Deescalator().detect("Third time I write. Still no refund!")
        >>> seen.state, seen.heat, [signal.name for signal in seen.signals]
        (<State.FRUSTRATED: 'frustrated'>, 3, ['repeat_contact', 'long_wait', 'money'])
        """
        as_text(text)
        runs = self._languages.runs(text) if language is None else ()
        if runs:
            return self._detect_mixed(text, runs)
        pack = self._languages.of(text, language)
        return detected(pack, pack.lexicon.read(text, MESSAGE))

    def _detect_mixed(self, text: str, runs: Sequence[Run]) -> Detection:
        """Read each stretch of a text by the pack of its language."""
        parts = []
        for start, end, tag in [*runs[:-1], runs[-1]._replace(end=len(text))]:
            pack = self._languages.named(tag)
            seen = detected(pack, pack.lexicon.read(text[start:end], MESSAGE))
            parts.append((start, pack, seen))
        return detected_mixed(text, parts)

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
        seen = message = None
        if isinstance(to, Detection):
            seen, message = to, self._languages.named(to.language).lexicon.read(to.text, MESSAGE)
        elif to is not None:
            theirs = self._languages.of(as_text(to, "to"), language)
            message = theirs.lexicon.read(to, MESSAGE)
            seen = detected(theirs, message)
        near = self._languages.near(reply, seen.language) if seen is not None else None
        pack = self._languages.of(reply, language or self.language or near)
        advice = pack.elements.channels if pack.elements else {}
        profile = profile_of(pack.common.channels, channel, turn, advice)
        reading = pack.lexicon.read(reply, REPLY)
        hush(reading, allowed(allow, pack.rules))
        return reviewed(pack, reading, seen, message, profile)

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
        let pass. Returns a `Rewrite`, whose edits lead from the text that was given to the mended
        one. Numbers, names, links, placeholders, code and quoted words are left as they are; to
        a customer in danger or grief everything is, for there a person finds the words.

        Raises `TypeError` if the text or `to` is of another type, `ValueError` for another
        `apply` or an unknown rule, `UnknownLanguageError` if there is no pack for the language.

        >>> Deescalator().rewrite("Unfortunately, we can't ship it until Monday.").text
        'We can ship it from Monday.'
        """
        as_text(text)
        pack = self._languages.of(text, language)
        check_apply(pack, apply)
        if to is not None:
            if not isinstance(to, Detection):
                to = self.detect(as_text(to, "to"), language=language)
            if care_in(pack, self._shown(to)):
                return untouched(pack, text)
            to = to.text
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
        pack = self._languages.of(before, language)
        return compare(pack.guard, pack.tag, before, after)

    def check_in(self, language: str | None = None, *, wait: str | None = None) -> CheckIn:
        """Return what to ask of a customer who waits: how they feel, if they like to say it.

        Takes the tag of the language, if it is not the instance's own, and the waiting time in
        the customer's words; returns a `CheckIn` with the text and the mood chart of six. Raises
        `ValueError` if there is no language, `UnknownLanguageError` if there is no pack for it
        or the pack has no phrases.

        >>> Deescalator(language="en").check_in(wait="4 minutes").text
        'Thank you for writing. The wait is about 4 minutes. If you like, ...'
        """
        if wait is not None:
            as_text(wait, "wait")
        return asked(self._languages.phrased(language), wait)

    def from_mood(self, pick: str, *, language: str | None = None) -> Detection:
        """Make a `Detection` of a mood that a customer picked.

        Takes a state's name (``"frustrated"``), the emoji of the mood chart, or its label in a
        language. Raises `TypeError` if it is no string, `ValueError` if it is no mood.

        >>> Deescalator().from_mood("worried").escalation.level
        'watch'
        """
        as_text(pick, "pick")
        tag = language or self.language or UNDETERMINED
        return detected_mood(self._languages.named(tag), pick)

    def draft(  # noqa: PLR0913 - what is known of a case, each by its name
        self,
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
        """Build a reply from the pack's sentences for the customer's state and signals.

        Takes the customer's message or its `Detection`, and what is known: the `solution`, the
        `options` to choose from, `when` it will be done, the `owner` who sees to it, the
        customer's `name`. What is given stands in the text once and unchanged; what isn't is a
        slot in braces. On `chat`, `phone`, `social` and `in_person` it is one paragraph.
        Another `variant` gives other words. In danger, grief or after a threat it holds no
        script: only that a person takes over, with a slot for the house's own ``{contact}``.

        Raises `TypeError` if `to` or a fact is of another type, `ValueError` for a blank fact or
        an unknown channel, `UnknownLanguageError` if there is no pack for the language,
        `PackError` if the pack has no phrases.

        >>> desk = Deescalator(language="en")
        >>> built = desk.draft("Third time I write!", when="Friday, 5 pm", channel="chat")
        >>> built.situation, built.slots
        ('repeat_contact', ('solution',))
        """
        given = Given(
            solution=_fact(solution, "solution"),
            options=tuple(str(_fact(each, "options")) for each in options),
            when=_fact(when, "when"),
            owner=_fact(owner, "owner"),
            name=_fact(name, "name"),
        )
        pack, situation = self._situation(to, language)
        profile_of(pack.common.channels, channel, None, {})
        letter = channel not in pack.common.conversation.short
        return build(pack, situation, given, letter=letter, variant=variant)

    def complete(
        self,
        reply: str,
        *,
        to: str | Detection,
        channel: str | None = None,
        variant: int = 0,
        language: str | None = None,
    ) -> Draft:
        """Add to a reply only what it lacks, from the pack's sentences.

        Takes the reply and the customer's message or its `Detection`; returns a `Draft` with the
        reply's own words unchanged, a sentence for each element that is missing, and slots for
        what only a person knows. Errors as in `check` and `draft`.

        >>> desk = Deescalator(language="en")
        >>> desk.complete("We refunded you today.", to="Where is my refund?!").added
        ('acknowledge', 'when', 'ensure')
        """
        review = self.check(reply, to=to, channel=channel, language=language)
        pack, situation = self._situation(to, language)
        reading = pack.lexicon.read(reply, REPLY)
        return complete(pack, reading, review.missing, situation, variant)

    def follow(
        self,
        turns: Iterable[tuple[str, str] | tuple[str, str, datetime]] = (),
        *,
        customer: str | None = None,
        channel: str | None = None,
        language: str | None = None,
    ) -> Conversation:
        """Follow a conversation: its stage, its trend, what wears out, what to do next.

        Takes the turns so far, each a speaker and a text, and if known a `datetime`; more can be
        added to the `Conversation` that is returned. `customer` is the customer's name; if it
        isn't given, the speaker called ``customer``, or who speaks first. All others are agents.
        Raises `TypeError` and `ValueError` as `detect` and `check` do.

        >>> talk = Deescalator(language="en").follow([("Kim", "Still no answer! Where is it?")])
        >>> talk.stage, talk.next.technique
        ('venting', 'apologise')
        """
        profile_of(self._languages.named(UNDETERMINED).common.channels, channel, None, {})
        turns = list(turns)
        if customer is None and any(turn[0].casefold() == _CUSTOMER for turn in turns):
            customer = _CUSTOMER
        talk = Conversation(self, self._languages, customer, channel, language)
        for speaker, text, *at in turns:
            talk.add(speaker, text, at=at[0] if at else None)
        return talk

    def _situation(self, to: str | Detection, language: str | None) -> tuple[Pack, str]:
        """Return the pack that answers a message, and what has to be answered."""
        if not isinstance(to, Detection):
            to = self.detect(as_text(to, "to"), language=language)
        pack = self._languages.phrased(language or to.language)
        return pack, situation_of(pack, to.state, self._shown(to))

    def _shown(self, seen: Detection) -> frozenset[str]:
        """Return what a message shows that its answer has to deal with."""
        return shown(self._languages.named(seen.language), seen)

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
        return many(texts, lambda text: self.detect(text, language=language), on_error)

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

        return many(replies, check_item, on_error)

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

        return many(texts, rewrite_item, on_error)


def _fact(value: str | None, name: str) -> str | None:
    """Return a fact for a draft, if it is one."""
    if value is not None and not as_text(value, name).strip():
        message = f"{name} must not be blank; leave it out, and it stays open as a slot"
        raise ValueError(message)
    return value

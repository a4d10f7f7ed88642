"""A conversation that is followed turn by turn."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from deescalate._api._answers import shown
from deescalate._conversation import Course, boundary, emoji_for, sentence_at, technique
from deescalate._draft import care_in
from deescalate._due import due
from deescalate._lexicon import MESSAGE, REPLY
from deescalate._text import as_text
from deescalate.results import Advice, HandOver, OpenQuestion, Pledge, Span, State, Turn

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from deescalate._api._desk import Deescalator
    from deescalate._api._languages import Languages
    from deescalate._pack import Pack
    from deescalate.results import Detection, Review, Stage, Trend, Worn

__all__ = ["Conversation"]


_BETWEEN = "\n\n"
"""Stands between messages that are answered together."""
_ASKING = "?\uff1f\u061f"
_ASKED = ("question",)
"""Kinds of what a reply leaves open that a question may be about."""


class Conversation:
    """A talk between a customer and agents, as far as it has gone; `add` each turn as it comes.

    Made by `follow`. Each turn costs only itself, however long the talk is.
    """

    def __init__(
        self,
        desk: Deescalator,
        languages: Languages,
        customer: str | None,
        channel: str | None,
        language: str | None,
    ) -> None:
        self._desk = desk
        self._languages = languages
        self._customer = customer
        self._channel = channel
        self._language = language
        self._turns: list[Turn] = []
        self._course = Course()
        self._care = ""
        self._worn: list[Worn] = []
        self._pledges: list[Pledge] = []
        self._handed: set[str | None] = set()
        self._hand_over: HandOver | None = None
        self._hot: Turn | None = None
        self._unanswered: list[Turn] = []

    @property
    def turns(self) -> tuple[Turn, ...]:
        """All turns so far."""
        return tuple(self._turns)

    @property
    def stage(self) -> Stage:
        """Where the talk stands: ``venting``, ``softening`` or ``connected``."""
        return self._course.stage

    @property
    def trend(self) -> Trend:
        """Where the heat of the last three customer turns goes."""
        return self._course.trend

    @property
    def worn(self) -> tuple[Worn, ...]:
        """What agents have said or asked before."""
        return tuple(self._worn)

    @property
    def promises(self) -> tuple[Pledge, ...]:
        """What agents have promised, and when its time is over."""
        return tuple(self._pledges)

    @property
    def transfers(self) -> int:
        """How often an agent passed the customer on."""
        return self._course.transfers

    @property
    def holds(self) -> int:
        """How often an agent let the customer wait."""
        return self._course.holds

    @property
    def open_questions(self) -> tuple[OpenQuestion, ...]:
        """The customer's questions that a reply was given to, but no answer."""
        return tuple(self._course.open)

    @property
    def hand_over(self) -> HandOver | None:
        """Who should take over, or ``None``: nobody is handed on twice to the same."""
        return self._hand_over

    def overdue(self, now: datetime) -> tuple[Pledge, ...]:
        """Return the promises whose time is over at a time."""
        return tuple(each for each in self._pledges if each.due is not None and each.due < now)

    def add(self, speaker: str, text: str, *, at: datetime | None = None) -> Turn:
        """Take up the next turn, and return it with what it shows and where the talk stands.

        Takes who speaks, what is said, and if known when. Raises `TypeError` if the speaker or
        the text is no string.

        >>> from deescalate import follow
        >>> talk = follow([])
        >>> talk.add("customer", "Third time I write, and still no refund!").stage
        'venting'
        """
        as_text(speaker, "speaker")
        as_text(text)
        if self._customer is None:
            self._customer = speaker
        seen = review = None
        if self.is_customer(speaker):
            seen = self._hear(text)
        else:
            review = self._say(text, at)
        turn = Turn(
            number=len(self._turns),
            speaker=speaker,
            text=text,
            at=at,
            detection=seen,
            review=review,
            stage=self.stage,
            trend=self.trend,
        )
        self._turns.append(turn)
        if seen is not None:
            self._unanswered.append(turn)
            self._decide(turn)
        else:
            self._unanswered = []
        return turn

    def is_customer(self, speaker: str) -> bool:
        """Say whether a speaker is the customer: all others are agents."""
        return speaker.casefold() == (self._customer or "").casefold()

    def _hear(self, text: str) -> Detection:
        seen = self._desk.detect(text, language=self._tag(text))
        pack = self._languages.named(seen.language)
        self._care = care_in(pack, shown(pack, seen))
        self._course.care |= bool(self._care)
        self._course.hear(seen, asks=any(sign in text for sign in _ASKING))
        return seen

    def _say(self, text: str, at: datetime | None) -> Review:
        """Take up an agent's turn, as the answer to all that the customer said before it."""
        asked = _BETWEEN.join(turn.text for turn in self._unanswered) or None
        number = len(self._turns)
        language = self._tag(text)
        review = self._desk.check(text, to=asked, channel=self._channel, language=language)
        pack = self._languages.named(review.language)
        reading = pack.lexicon.read(text, REPLY)
        self._course.open = [each for each in self._course.open if self._stays_open(each, text)]
        self._worn += self._course.say(pack, number, review, reading)
        for each in review.left_open:
            if each.kind in _ASKED:
                self._leave_open(each.span)
        for promise in review.promises:
            over = due(pack, promise.text, at) if at is not None else None
            self._pledges.append(Pledge(turn=number, promise=promise, due=over))
        if self._hand_over is not None and self._course.moved:
            self._handed.add(self._hand_over.to)
            self._hand_over = None
        return review

    def _tag(self, text: str) -> str | None:
        """Return the language of a turn if it is known; a short one is in that of the talk."""
        talk = self._course.seen.language if self._course.seen else None
        return self._language or self._languages.near(text, talk)

    def _stays_open(self, question: OpenQuestion, reply: str) -> bool:
        """Say whether a reply leaves a question of an earlier turn open too."""
        review = self._desk.check(reply, to=question.text, language=self._tag(reply))
        return any(each.kind in _ASKED for each in review.left_open)

    def _leave_open(self, span: Span) -> None:
        """Keep the question that a place in the customer's last messages stands in, if any."""
        start = span.start
        for turn in self._unanswered:
            if start < len(turn.text):
                break
            start -= len(turn.text) + len(_BETWEEN)
        assert turn.detection is not None
        pack = self._languages.named(turn.detection.language)
        reading = pack.lexicon.read(turn.text, MESSAGE)
        sentence = sentence_at(reading, start)
        if sentence is not None and sentence.text.endswith("?"):
            own = OpenQuestion(turn=turn.number, text=sentence.text, span=sentence.span)
            self._course.leave_open(own)

    def _decide(self, turn: Turn) -> None:
        """Work out whether a customer's turn asks for somebody else."""
        assert turn.detection is not None
        asked = turn.detection.escalation
        pack = self._phrases(turn.detection)
        if self._is_settled(turn.detection):
            self._hand_over = None
        due = asked.level == "hand_over" or self._is_for_specialists(turn.detection)
        if due and asked.to not in self._handed:
            say = pack.phrases.hand_over.get(asked.to or "", "") if pack else ""
            self._hand_over = HandOver(
                level="hand_over", to=asked.to, turn=turn.number, why=asked.why, say=say
            )

    def _is_for_specialists(self, seen: Detection) -> bool:
        """Say whether replies had no solution for a matter of those who know more of it."""
        rules = self._languages.named(seen.language).common.conversation
        unsolved = self._course.unsolved >= rules.patience
        return unsolved and seen.escalation.to in rules.specialists and seen.heat > 0

    def _is_settled(self, seen: Detection) -> bool:
        """Say whether the one who should take over need not any more: the customer is content."""
        if self._hand_over is None or seen.state is not State.SATISFIED:
            return False
        lasting = self._languages.named(seen.language).common.conversation.lasting
        return self._hand_over.to not in lasting

    def _phrases(self, seen: Detection) -> Pack | None:
        """Return the pack that speaks to the customer, if it has phrases."""
        pack = self._languages.named(seen.language)
        return pack if pack.spoken is not None else None

    @property
    def next(self) -> Advice | None:
        """What to do next, with a sentence in the customer's language.

        ``None`` before the customer has spoken, and in a language without phrases. In danger and
        grief it is that a person takes over, for insults and threats the limit.
        """
        seen = self._course.seen
        pack = self._phrases(seen) if seen is not None else None
        if seen is None or pack is None:
            return None
        careful = self._careful(pack, seen)
        if careful:
            return careful
        hand_over = self._hand_over is not None
        name = technique(pack, self._course, self._channel, hand_over=hand_over)
        told = pack.phrases.techniques[name]
        sample = self._hand_over.say if self._hand_over is not None else ""
        return Advice(
            technique=name,
            advice=told.advice,
            sample=sample or told.sample,
            emoji=emoji_for(pack, self._course, self._channel),
        )

    def _careful(self, pack: Pack, seen: Detection) -> Advice | None:
        """Return what to say where nothing is scripted, or where a limit is to be set."""
        if self._care:
            said = getattr(pack.phrases.care, self._care)
            told = pack.phrases.techniques["supervisor"]
            return Advice(technique=self._care, advice=told.advice, sample=said)
        if any(signal.name in ("abuse", "threat") for signal in seen.signals):
            told = pack.phrases.techniques["not_personal"]
            said = boundary(pack, self._course)
            return Advice(technique="boundary", advice=told.advice, sample=said)
        return None

    def plot(self) -> Any:  # noqa: ANN401 - matplotlib is an extra
        """Draw the heat over the turns, with the stages and the signals; return the figure.

        Needs matplotlib; raises `ImportError` without it.
        """
        from deescalate._api._plot import draw  # noqa: PLC0415 - an extra

        return draw(self.turns)

    def __len__(self) -> int:
        return len(self._turns)

    def __repr__(self) -> str:
        return f"<Conversation {len(self)} turns, {self.stage}, {self.trend}>"

    def _repr_html_(self) -> str:
        """Return the talk for a notebook, with the words marked that show something."""
        rows = "".join(_row(turn) for turn in self._turns)
        return f"<table><tbody>{rows}</tbody></table>"


def _row(turn: Turn) -> str:
    seen = turn.detection
    told = f"{seen.state.value}, heat {seen.heat}" if seen else f"score {_score(turn)}"
    cells = (escape(turn.speaker), "".join(_marked(turn)), f"{told}<br>{turn.stage}")
    return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"


def _score(turn: Turn) -> int:
    return turn.review.score if turn.review else 0


def _marked(turn: Turn) -> Iterator[str]:
    """Yield the text of a turn as HTML, its cues and findings marked and explained."""
    at = 0
    for (start, end), title in sorted(_marks(turn)):
        if start >= at:
            yield escape(turn.text[at:start])
            yield f'<mark title="{escape(title)}">{escape(turn.text[start:end])}</mark>'
            at = end
    yield escape(turn.text[at:])


def _marks(turn: Turn) -> Iterable[tuple[Span, str]]:
    if turn.detection is not None:
        evidence = turn.detection.evidence
        cued = [(each.span, each.speaks_for) for each in evidence if "/" in each.source]
        signals = turn.detection.signals
        return [*cued, *((span, each.name) for each in signals for span in each.spans)]
    return [(each.span, each.rule) for each in turn.review.findings] if turn.review else []

"""The values that the library answers with.

Every value is frozen and turns into JSON with ``model_dump_json()``. Every span is half-open, in
code points, into the text the caller gave: ``text[span.start:span.end]`` is the text it speaks of.
"""

import re

# Annotations are read when a class is made: as text each would have to be compiled, which takes
# longer than all other work at import.
from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum
from html import escape
from math import inf, log
from typing import Annotated, Literal, NamedTuple, ParamSpec, TypeVar, cast, get_args, overload

from pydantic import BaseModel, ConfigDict, GetCoreSchemaHandler, PlainSerializer, SkipValidation
from pydantic_core import CoreSchema, core_schema

__all__ = [
    "CATEGORIES",
    "ELEMENTS",
    "SIGNALS",
    "STATES",
    "Category",
    "Comparison",
    "Detection",
    "Difference",
    "Edit",
    "Element",
    "ElementName",
    "Empathy",
    "EmpathyPart",
    "Escalation",
    "Evidence",
    "EvidenceList",
    "FactKind",
    "Failure",
    "Finding",
    "Fit",
    "LeftOpen",
    "Level",
    "OpenKind",
    "Points",
    "Promise",
    "Proposal",
    "Review",
    "Rewrite",
    "Severity",
    "Signal",
    "SignalName",
    "Span",
    "State",
    "StatedFact",
]


_P = ParamSpec("_P")
_Kind = TypeVar("_Kind")


class State(StrEnum):
    """A customer's emotional state, from the coolest to the hottest; or ``UNKNOWN``."""

    SATISFIED = "satisfied"
    CALM = "calm"
    CONFUSED = "confused"
    WORRIED = "worried"
    DISAPPOINTED = "disappointed"
    FRUSTRATED = "frustrated"
    ANGRY = "angry"
    UNKNOWN = "unknown"

    @property
    def heat(self) -> int:
        """How hot the state is, from 0 (satisfied, calm) to 4 (angry)."""
        return _HEAT[self]


_HEAT = {
    State.SATISFIED: 0,
    State.CALM: 0,
    State.CONFUSED: 1,
    State.WORRIED: 2,
    State.DISAPPOINTED: 2,
    State.FRUSTRATED: 3,
    State.ANGRY: 4,
    State.UNKNOWN: 0,
}

STATES: tuple[State, ...] = tuple(state for state in State if state is not State.UNKNOWN)
"""The states that a text can be read as, from the coolest to the hottest."""

SignalName = Literal[
    "repeat_contact",
    "long_wait",
    "deadline",
    "money",
    "outage",
    "defect",
    "poor_service",
    "distrust",
    "churn",
    "legal",
    "exposure",
    "supervisor",
    "abuse",
    "threat",
    "safety",
    "security",
]
SIGNALS: tuple[SignalName, ...] = get_args(SignalName)
"""The names of all signals, in the order of the guide."""

ElementName = Literal["acknowledge", "guide", "agree", "ensure"]
ELEMENTS: tuple[ElementName, ...] = get_args(ElementName)
"""The four elements of an empathetic reply, in their order."""

Category = Literal[
    "negative",
    "refusal",
    "blame",
    "defensive",
    "policy",
    "command",
    "minimise",
    "escape",
    "false_promise",
    "over_apology",
    "sarcasm",
    "impersonal",
]
CATEGORIES: tuple[Category, ...] = get_args(Category)
"""The twelve categories of wording to avoid."""

FactKind = Literal[
    "number",
    "time",
    "money",
    "name",
    "link",
    "address",
    "placeholder",
    "code",
    "quote",
    "negation",
    "obligation",
    "modality",
    "promise",
]
OpenKind = Literal[
    "concern",
    "question",
    "deadline",
    "time",
    "amount",
    "number",
    "repeat_contact",
    "person",
    "help",
]
Severity = Literal["error", "warning", "info"]
Level = Literal["none", "watch", "priority", "hand_over"]


def _encodable(text: str) -> str:
    """Return a text that UTF-8 can hold: half surrogate pairs become question marks."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")


Words = Annotated[
    str, SkipValidation, PlainSerializer(_encodable, return_type=str, when_used="json")
]
"""Characters of the caller, whatever they are: also what no encoding can hold."""


class Span(NamedTuple):
    """A stretch of the caller's text: half-open, in code points."""

    start: int
    """Index of the first character."""
    end: int
    """Index after the last character."""

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: object, _handler: object) -> CoreSchema:
        """Say how pydantic checks a span: as it is in Python, as two numbers in JSON."""
        numbers = core_schema.tuple_schema([core_schema.int_schema(), core_schema.int_schema()])
        return core_schema.json_or_python_schema(
            json_schema=core_schema.no_info_after_validator_function(cls._make, numbers),
            python_schema=core_schema.is_instance_schema(cls),
        )


class Result(BaseModel):
    """Base of the results: frozen, and strict about its fields."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    def __str__(self) -> str:
        return repr(self)


def maker(kind: Callable[_P, _Kind]) -> Callable[_P, _Kind]:
    """Return what makes results of a kind, called as the class is, at a third of the cost.

    Texts have many of these. The engines' own values were checked by the type checker, so nothing
    checks them once more; a result is put together as pydantic's ``model_construct`` does it.
    """
    model = cast("type[BaseModel]", kind)
    fields = model.model_fields
    defaults = {
        name: None if each.is_required() else each.default for name, each in fields.items()
    }
    names, size = set(fields), len(fields)
    new, put = model.__new__, object.__setattr__

    def made(**values: object) -> BaseModel:
        whole = len(values) == size
        result = new(model)
        put(result, "__dict__", values if whole else defaults | values)
        put(result, "__pydantic_fields_set__", names if whole else set(values))
        put(result, "__pydantic_extra__", None)
        put(result, "__pydantic_private__", None)
        return result

    return cast("Callable[_P, _Kind]", made)


class Evidence(Result):
    """A place in the text that speaks for something, and how much."""

    span: Span
    """Where it stands."""
    text: Words
    """The words at that place."""
    speaks_for: str
    """The state, signal or part of an element that it speaks for."""
    weight: float
    """What it adds to the score that it explains; for an element 1 strong, 0.5 weak."""
    cue: str
    """The cue as the pack writes it, or the name of the feature."""
    source: str
    """The pack file that holds the cue, such as ``en/states.toml``."""


_Ground = tuple[str, float, int, int, str, str, str]
"""What evidence is made from: a feature and how much there is of it, the start and the end, what
it speaks for, the cue and its source."""


class EvidenceList(Sequence[Evidence]):
    """Evidence in the order of the text, as in a tuple; it is made when it is asked for.

    Many messages are read for their state alone, and evidence is most of what is in an answer.
    """

    __slots__ = ("_grounds", "_made", "_text", "_weights")

    def __init__(self, text: str, grounds: Sequence[_Ground], weights: Sequence[float]) -> None:
        self._text = text
        self._grounds = grounds
        self._weights = weights
        self._made: tuple[Evidence, ...] | None = None

    def _all(self) -> tuple[Evidence, ...]:
        if self._made is None:
            places = [
                (start, end, speaks_for, round(weight, 4), cue, source)
                for (_, _, start, end, speaks_for, cue, source), weight in zip(
                    self._grounds, self._weights, strict=True
                )
                if weight
            ]
            self._made = tuple(
                _make_evidence(
                    span=Span(start, end),
                    text=self._text[start:end],
                    speaks_for=speaks_for,
                    weight=weight,
                    cue=cue,
                    source=source,
                )
                for start, end, speaks_for, weight, cue, source in sorted(places)
            )
        return self._made

    def __len__(self) -> int:
        return len(self._all())

    @overload
    def __getitem__(self, index: int) -> Evidence: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Evidence, ...]: ...
    def __getitem__(self, index: int | slice) -> Evidence | tuple[Evidence, ...]:
        return self._all()[index]

    def __eq__(self, other: object) -> bool:
        if isinstance(other, EvidenceList):
            return self._all() == other._all()
        return self._all() == other if isinstance(other, tuple) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._all())

    def __repr__(self) -> str:
        return repr(self._all())

    @classmethod
    def __get_pydantic_core_schema__(
        cls, _source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Say how pydantic checks and writes it: as a tuple of evidence."""
        evidence = handler.generate_schema(tuple[Evidence, ...])
        return core_schema.union_schema(
            [core_schema.is_instance_schema(cls), evidence],
            serialization=core_schema.plain_serializer_function_ser_schema(
                tuple, return_schema=evidence
            ),
        )


_make_evidence = maker(Evidence)


class Signal(Result):
    """A circumstance that a message tells of, such as a long wait."""

    name: SignalName
    spans: tuple[Span, ...]
    """Where the message says so, in order."""
    text: Words
    """The words at the first of the spans."""
    value: int | float | Words | None = None
    """The number of contacts, the time or the amount that it names, where there is one."""
    cue: str
    """The cue at the first of the spans, as the pack writes it."""
    source: str
    """The pack file that holds the cue."""


class Escalation(Result):
    """What a message asks of the queue: how urgent, to whom, and why."""

    level: Level
    to: str | None = None
    """Who should take it, such as ``supervisor``; ``None`` for whoever is there."""
    why: tuple[str, ...] = ()
    """The state and signals that led to it."""


class Detection(Result):
    """What `detect` reads in a customer's message."""

    text: Words
    """The message as it was given."""
    language: str
    """Tag of the pack that read it, or ``und``."""
    state: State
    heat: int
    """How hot the state is, 0-4."""
    intensity: float
    """How strongly feeling is shown, 0-1, whatever the state."""
    scores: dict[State, float]
    """A share for each state; they sum to 1. Empty when the state is unknown."""
    signals: tuple[Signal, ...]
    evidence: EvidenceList | tuple[Evidence, ...]
    """What the state was read from; its weights and the `base` add up to the state's score, of
    which the softmax makes shares."""
    base: float = 0.0
    """What the state's score starts from: how frequent the state is."""
    escalation: Escalation

    def explain(self) -> str:
        """Return how the state was read, line by line: what adds up to its score, and the rest.

        >>> from deescalate import detect
        >>> print(detect("Still no answer!", language="en").explain())
        frustrated: heat 3 of 4, ...
        <BLANKLINE>
        What adds up to frustrated
           ...  start
           ...  frustrated     "Still no answer"  en/states.toml: ...
           ...  sum
        <BLANKLINE>
        What the sums make of the shares
        ...
        Escalation: priority...
        """
        return "\n".join(line.rstrip() for line in _explained(self))

    def __repr__(self) -> str:
        names = ", ".join(signal.name for signal in self.signals) or "no signals"
        return (
            f"<Detection {self.state.value} heat={self.heat} intensity={self.intensity:.2f} "
            f"[{names}] {self.language}>"
        )


def _explained(seen: Detection) -> Iterator[str]:
    """Yield the lines of an explanation."""
    heat = f"heat {seen.heat} of {State.ANGRY.heat}"
    yield f"{seen.state.value}: {heat}, intensity {seen.intensity:.2f}, language {seen.language}"
    if seen.scores:
        score = seen.base + sum(each.weight for each in seen.evidence)
        yield from ("", f"What adds up to {seen.state.value}")
        yield f"  {seen.base:+6.2f}  start"
        for each in seen.evidence:
            yield f"  {each.weight:+6.2f}  {each.speaks_for:<14} {_ground(each)}"
        yield f"  {score:+6.2f}  sum"
        yield from ("", "What the sums make of the shares")
        for state, share in sorted(seen.scores.items(), key=lambda item: -item[1]):
            # The softmax keeps the distances: of one sum and the shares follow the others.
            other = score + log(share / seen.scores[seen.state]) if share else -inf
            yield f"  {other:+6.2f}  {state.value:<14} {share:4.0%}"
        hot = sum(share for state, share in seen.scores.items() if state.heat > _COOL)
        yield f"  {'':6}  {'hot together':<14} {hot:4.0%}"
    for signal in seen.signals:
        if signal is seen.signals[0]:
            yield from ("", "Signals")
        value = "" if signal.value is None else f" = {signal.value}"
        places = dict.fromkeys(_quoted(seen.text[start:end]) for start, end in signal.spans)
        yield f"  {signal.name + value:<22} {', '.join(places)}"
    asked = seen.escalation
    to = f" to {asked.to}" if asked.to else ""
    yield from ("", f"Escalation: {asked.level}{to}", *(f"  {why}" for why in asked.why))


def _ground(evidence: Evidence) -> str:
    """Return what evidence is made of: the words and their cue, or the name of a style."""
    if "/" not in evidence.source:
        return evidence.cue
    return f"{_quoted(evidence.text)}  {evidence.source}: {_cut(evidence.cue)}"


def _quoted(words: str) -> str:
    return f'"{_cut(" ".join(words.split()))}"'


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}\u2026"


_LONGEST = 48
"""Characters of words and cues that an explanation shows."""
_COOL = State.CONFUSED.heat
"""The highest heat of a state that isn't hot."""


class Element(Result):
    """One of the four elements of an empathetic reply: whether it is there, and what shows it."""

    name: ElementName
    present: bool
    expected: bool
    """Whether a reply of this kind needs it."""
    strength: Literal["strong", "weak", "none"]
    parts: tuple[str, ...] = ()
    """The parts that were found, such as ``apology``."""
    evidence: tuple[Evidence, ...] = ()
    advice: str | None = None
    """What to add, in the reply's language, when it is missing."""
    sample: str | None = None
    """A sentence that would do it, with slots to fill, when it is missing."""


class Finding(Result):
    """Wording that is better avoided."""

    category: Category
    rule: str
    """The rule's id, which never changes."""
    severity: Severity
    span: Span
    text: Words
    why: str
    suggestions: tuple[str, ...] = ()
    """Better wordings; ``{slots}`` are for a person to fill."""
    source: str
    """The pack file that holds the rule."""


class LeftOpen(Result):
    """Something in the customer's message that the reply does not pick up."""

    kind: OpenKind
    """What it is; ``person`` and ``help`` are what a message about harm or loss calls for."""
    text: Words
    """The customer's words."""
    span: Span
    """Where they stand, in the customer's message."""
    advice: str
    """What to do about it, in the reply's language."""


class Promise(Result):
    """A sentence of a reply that promises something."""

    kind: Literal["dated", "undated", "vague", "absolute"]
    """With a time; with none; with a time that says nothing; with what nobody can be sure of."""
    owned: bool
    """It says who will act."""
    text: Words
    span: Span


class EmpathyPart(Result):
    """One of the four parts of empathy: whether a reply shows it, and where."""

    present: bool
    evidence: tuple[Evidence, ...] = ()
    """What shows it; for ``no_judgement`` what goes against it, with negative weight."""


class Empathy(Result):
    """The four parts of empathy after Theresa Wiseman, read from the words of a reply."""

    perspective: EmpathyPart
    """It sees the matter as the customer does."""
    no_judgement: EmpathyPart
    """It neither blames nor belittles nor orders about."""
    feeling: EmpathyPart
    """It recognises a feeling."""
    communicated: EmpathyPart
    """It says so."""

    def __repr__(self) -> str:
        names = [name for name in type(self).model_fields if getattr(self, name).present]
        return f"<Empathy {', '.join(names) or 'none'}>"


class Fit(Result):
    """How a reply fits the channel and the turn that it is for."""

    channel: str | None
    """Such as ``chat``; ``None`` if none was named."""
    turn: str | None
    """Such as ``first``; ``None`` if none was named."""
    words: int
    """How many words it has, without quoted mail."""
    longest: int | None = None
    """How many words people read there at most; ``None`` if that isn't known."""
    too_long: bool = False
    """It has more."""
    advice: tuple[str, ...] = ()
    """What matters on the channel and at the turn besides words."""


class Points(Result):
    """One line of the arithmetic of a score."""

    label: str
    points: int


class Review(Result):
    """What `check` says of an agent's reply."""

    text: Words
    """The reply as it was given."""
    language: str
    elements: dict[ElementName, Element]
    missing: tuple[ElementName, ...]
    """The elements that were expected and are not there."""
    findings: tuple[Finding, ...]
    score: int
    """0-100."""
    arithmetic: tuple[Points, ...]
    """What adds up to the score."""
    passed: bool
    """No element that it must have is missing, nothing in it fails every reply, such as a finding
    that is an error, and the score reaches the bar."""
    bar: int = 0
    """The least score that passes."""
    left_open: tuple[LeftOpen, ...] = ()
    """What the customer's message holds and the reply does not pick up."""
    promises: tuple[Promise, ...] = ()
    empathy: Empathy | None = None
    """The four parts of empathy; ``None`` for a text in no known language."""
    fit: Fit | None = None
    """How it fits its channel and turn; ``None`` if none was named."""

    def __repr__(self) -> str:
        missing = ", ".join(self.missing) or "nothing"
        verdict = "passed" if self.passed else "not passed"
        return (
            f"<Review {verdict} score={self.score} missing: {missing}; "
            f"{len(self.findings)} findings {self.language}>"
        )


class Edit(Result):
    """One change that `rewrite` made."""

    old: Span
    """Where it stood, in the text that was given."""
    new: Span
    """Where the replacement stands, in the new text."""
    before: Words
    after: Words
    rule: str
    why: str


class Proposal(Result):
    """Wording that a person has to change, with ways to do it."""

    span: Span
    """Where it stands, in the new text."""
    text: Words
    rule: str
    why: str
    options: tuple[str, ...]
    """Other wordings; ``{slots}`` are for a person to fill."""
    sentence: Span | None = None
    """The sentence around it, in the new text: an option that is a sentence replaces that."""


class StatedFact(Result):
    """A place where a text states a fact."""

    span: Span
    text: Words


class Difference(Result):
    """One kind of fact in which two texts differ."""

    kind: FactKind
    lost: tuple[StatedFact, ...] = ()
    """What only the text before states."""
    added: tuple[StatedFact, ...] = ()
    """What only the text after states."""


class Comparison(Result):
    """Whether two texts state the same, as `same_facts` sees it."""

    before: Words
    after: Words
    language: str
    same: bool
    """No difference was found."""
    differences: tuple[Difference, ...] = ()

    def __repr__(self) -> str:
        if self.same:
            return f"<Comparison same facts {self.language}>"
        kinds = ", ".join(difference.kind for difference in self.differences)
        return f"<Comparison differs in: {kinds} {self.language}>"


_SLOT = re.compile(r"\{(\w+)\}")
_ENDS = (".", "!", "?", "\u2026", "\u3002", "\uff01", "\uff1f", "\u0964")
_PLAIN = (("[-", "-]"), ("{+", "+}"))
_ANSI = (("\x1b[31;9m", "\x1b[0m"), ("\x1b[32m", "\x1b[0m"))


class Rewrite(Result):
    """What `rewrite` made of a text."""

    original: Words
    """The text as it was given."""
    text: Words
    """The mended text."""
    language: str
    edits: tuple[Edit, ...]
    """In the order of the text; applied to the original they give the text."""
    proposals: tuple[Proposal, ...]

    def accept(self, proposal: Proposal, choice: int = 0, /, **slots: str) -> str:
        """Return the next text: a proposal's option in its place, with its slots filled.

        An option that is a sentence replaces the whole sentence, any other the words that the
        proposal points at. Raises `ValueError` if the proposal is none of this text's, has no such
        option, or if slots are left open; the message names them.

        >>> from deescalate import rewrite
        >>> mended = rewrite("Sadly, we can't change the date.", language="en")
        >>> mended.accept(mended.proposals[0], option="move you to the morning tour")
        'What I can do is move you to the morning tour.'
        """
        if proposal not in self.proposals:
            message = "the proposal is none of this text's"
            raise ValueError(message)
        if not -len(proposal.options) <= choice < len(proposal.options):
            message = f"there is no option {choice}: the proposal has {len(proposal.options)}"
            raise ValueError(message)
        option = proposal.options[choice]
        still_open = [name for name in dict.fromkeys(_SLOT.findall(option)) if name not in slots]
        if still_open:
            message = f"open slots: {', '.join(still_open)}"
            raise ValueError(message)
        new = _SLOT.sub(lambda match: slots[match[1]], option)
        whole = proposal.sentence if option.endswith(_ENDS) else None
        start, end = whole or proposal.span
        words_before = self.text[:start].rsplit(maxsplit=1)
        first, _, rest = new.partition(" ")
        if not whole and words_before and words_before[-1].casefold() == first.casefold():
            new = rest  # an article that stands in both
        if self.text[start:end][:1].isupper() or whole:
            new = new[:1].upper() + new[1:]
        return self.text[:start] + new + self.text[end:]

    def diff(self, *, color: bool = False) -> str:
        """Return the new text with what changed, word by word.

        Words that went stand in ``[-…-]`` and words that came in ``{+…+}``, or in red and green
        for a terminal with ``color=True``.

        >>> from deescalate import rewrite
        >>> rewrite("Don't hesitate to call us.", language="en").diff()
        "[-Don't hesitate to-]{+Please+} call us."
        """
        return self._marked(*(_ANSI if color else _PLAIN))

    def _repr_html_(self) -> str:
        body = self._marked(("<del>", "</del>"), ("<ins>", "</ins>"), escape)
        return f'<p style="white-space: pre-wrap">{body}</p>'

    def _marked(
        self, gone: tuple[str, str], new: tuple[str, str], said: Callable[[str], str] = str
    ) -> str:
        """Return the text with marks around the words that went and the words that came."""
        parts, at = [], 0
        for start, end, after in self._word_edits():
            before = self.original[start:end]
            parts.append(said(self.original[at:start]))
            parts += [
                part
                for words, (left, right) in ((before, gone), (after, new))
                if words
                for part in (left, said(words), right)
            ]
            at = end
        return "".join((*parts, said(self.original[at:])))

    def _word_edits(self) -> list[tuple[int, int, str]]:
        """Return the edits (start, end, new words), each grown to whole words of the original."""
        grown: list[tuple[int, int, str]] = []
        text, reach = self.original, 0
        for i, edit in enumerate(self.edits):
            start, end = edit.old
            limit = self.edits[i + 1].old.start if i + 1 < len(self.edits) else len(text)
            while (
                start > reach and text[start - 1].isalnum() and text[start : start + 1].isalnum()
            ):
                start -= 1
            while end < limit and text[end].isalnum() and text[end - 1 : end].isalnum():
                end += 1
            after = text[start : edit.old.start] + edit.after + text[edit.old.end : end]
            grown.append((start, end, after))
            reach = end
        return grown

    def __repr__(self) -> str:
        return f"<Rewrite {len(self.edits)} edits, {len(self.proposals)} proposals: {self.text!r}>"


class Failure(Result):
    """Stands in the place of an item of a ``_many`` call that could not be read."""

    index: int
    """Place of the item, from 0."""
    error: str
    """The error's class and message."""

"""What is read in a customer's message."""

from collections.abc import Iterator
from math import inf, log

from deescalate.results._base import Lazy, Result, Span, Words
from deescalate.results._names import Level, SignalName, State

__all__ = [
    "Detection",
    "Escalation",
    "Evidence",
    "Signal",
]


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
    evidence: Lazy[Evidence] | tuple[Evidence, ...]
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

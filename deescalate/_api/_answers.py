"""Put together what the engines see in one text: a detection, a review."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deescalate._answer import asks_why, hear, left_open, told, uncared
from deescalate._channels import ANYWHERE, Profile, fit, fitted, is_brief
from deescalate._elements import read_elements
from deescalate._lexicon import MESSAGE
from deescalate._moods import picked
from deescalate._promises import promises
from deescalate._review import Care, care_for, review
from deescalate._signals import escalation, read_signals, signal_hits
from deescalate._states import read_state
from deescalate._switches import count_words
from deescalate._wording import SPOILING, Asked, findings, rule_hits
from deescalate.results import (
    SIGNALS,
    STATES,
    Detection,
    Evidence,
    Review,
    Signal,
    Span,
    State,
    maker,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from deescalate._pack import Pack
    from deescalate._reading import Reading

__all__ = ["detected", "detected_mixed", "detected_mood", "reviewed", "shown"]

_make_detection = maker(Detection)
_PICKED = 0.5
"""The intensity of a mood that was picked: how strongly it is felt, nobody has said."""


def detected(pack: Pack, reading: Reading) -> Detection:
    """Return what a message shows."""
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


def detected_mixed(text: str, parts: Sequence[tuple[int, Pack, Detection]]) -> Detection:
    """Return what a text in several languages shows: the state is that of its hottest part.

    Each part comes with where it begins, the pack that read it, and what it shows by itself.
    """
    start, pack, hottest = max(parts, key=lambda part: (part[2].heat, len(part[2].text)))
    signals: dict[str, Signal] = {}
    for at, _, seen in parts:
        for each in seen.signals:
            spans = tuple(_moved(span, at) for span in each.spans)
            before = signals.get(each.name)
            update = {"spans": spans} if before is None else {"spans": (*before.spans, *spans)}
            signals[each.name] = (before or each).model_copy(update=update)
    found = tuple(signals[name] for name in SIGNALS if name in signals)
    moved = [
        each.model_copy(update={"span": _moved(each.span, start)}) for each in hottest.evidence
    ]
    return hottest.model_copy(
        update={
            "text": text,
            "intensity": max(seen.intensity for _, _, seen in parts),
            "signals": found,
            "evidence": tuple(moved),
            "escalation": escalation(pack, hottest.state, found),
        }
    )


def _moved(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)


def detected_mood(pack: Pack, pick: str) -> Detection:
    """Return what the pick of a mood says."""
    state = picked(pack, pick)
    evidence = Evidence(
        span=Span(0, len(pick)),
        text=pick,
        speaks_for=state.value,
        weight=1.0,
        cue=pick,
        source="common/conversation.toml",
    )
    return Detection(
        text=pick,
        language=pack.tag,
        state=state,
        heat=state.heat,
        intensity=0.0 if state is State.CALM else _PICKED,
        scores={each: float(each is state) for each in STATES},
        signals=(),
        evidence=(evidence,),
        escalation=escalation(pack, state, ()),
    )


def shown(pack: Pack, seen: Detection) -> frozenset[str]:
    """Return what a message shows that its answer has to deal with: its signals, and more."""
    message = pack.lexicon.read(seen.text, MESSAGE)
    return told(message).union(signal.name for signal in seen.signals)


def reviewed(
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

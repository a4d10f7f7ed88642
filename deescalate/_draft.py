"""Build replies from a pack's sentences: whole ones, and what a reply lacks.

What the caller gives stands in the draft exactly once and as it was given, behind a colon, so that
it needs no inflection; what isn't given stays open as a slot. Nothing is invented.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple

from deescalate._text import Kind
from deescalate.results import Draft

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from deescalate._pack import Pack
    from deescalate._reading import Reading
    from deescalate._schema import PhrasesFile
    from deescalate.results import ElementName, State

__all__ = ["Given", "build", "care_in", "complete", "situation_of"]

_ENDS = re.compile(r"[.!?\u2026\u3002\uff01\uff1f][\"'\u201d\u2019\u00bb)\]]*\Z")
_PARTS: dict[ElementName, str] = {
    "acknowledge": "acknowledge",
    "guide": "solution",
    "agree": "when",
    "ensure": "ensure",
}
"""The part of a draft that makes each element."""


_CARE: tuple[Literal["danger", "bereavement"], ...] = ("danger", "bereavement")
"""Situations in which a person must take over."""


class Given(NamedTuple):
    """The facts that a caller gives; nothing else gets into a draft."""

    solution: str | None = None
    options: tuple[str, ...] = ()
    when: str | None = None
    owner: str | None = None
    name: str | None = None


def care_in(pack: Pack, shown: frozenset[str]) -> str:
    """Return why a person must take over, by what a message shows; empty if nobody must."""
    care = pack.common.conversation.care
    return next((each for each in _CARE if not shown.isdisjoint(care[each])), "")


def situation_of(pack: Pack, state: State, shown: frozenset[str]) -> str:
    """Return what a draft has to answer: what weighs most of all shown, else the state."""
    conversation = pack.common.conversation
    for name, signals in conversation.care.items():
        if not shown.isdisjoint(signals):
            return name
    openings = pack.phrases.draft.acknowledge
    weightiest = (name for name in conversation.situations if name in shown and name in openings)
    return next(weightiest, state.value if state.value in openings else "calm")


def build(pack: Pack, situation: str, given: Given, *, letter: bool, variant: int) -> Draft:
    """Return a whole reply; a `letter` has a greeting, paragraphs and a close."""
    careful = _careful(pack.phrases, situation)
    if careful:
        return _draft(pack, situation, [("care", careful)], letter=letter)
    sentences = pack.phrases.draft
    parts = [("acknowledge", _pick(sentences.acknowledge[situation], variant))]
    parts.append(("solution", _filled(_pick(sentences.solution, variant), given.solution)))
    if given.options:
        told = _listed(given.options, letter=letter)
        lead = _pick(sentences.options, variant).removesuffix("{options}").rstrip()
        parts.append(("options", f"{lead}{told}"))
    parts.append(("when", _filled(_pick(sentences.when, variant), given.when)))
    if given.owner or letter:
        parts.append(("owner", _filled(_pick(sentences.owner, variant), given.owner)))
    parts.append(("ensure", _pick(sentences.ensure, variant)))
    if letter:
        parts.insert(0, ("greeting", _greeting(pack.phrases, given.name, variant)))
        parts.append(("close", _pick(sentences.close, variant)))
    return _draft(pack, situation, parts, letter=letter)


def complete(
    pack: Pack, reply: Reading, missing: Iterable[ElementName], situation: str, variant: int
) -> Draft:
    """Return a reply with a sentence for each element that it lacks, and otherwise as it is."""
    careful = _careful(pack.phrases, situation)
    text = reply.source
    start, end = _after_greeting(reply), _before_close(text)
    sentences = pack.phrases.draft
    lists: dict[str, Sequence[str]] = {
        "acknowledge": sentences.acknowledge.get(situation, ()),
        "solution": sentences.solution,
        "when": sentences.when,
        "ensure": sentences.ensure,
    }
    parts = [_PARTS[name] for name in missing if not careful]
    opening = [_pick(lists[part], variant) for part in parts if part == "acknowledge"]
    closing = [_said(lists[part], part, variant) for part in parts if part != "acknowledge"]
    if careful and careful not in text:
        closing, parts = [careful], ["care"]
    head, body, tail = text[:start], text[start:end], text[end:]
    lead = body[: len(body) - len(body.lstrip())]
    trail = body[len(body.rstrip()) :]
    gap = "\n\n" if "\n" in text else " "
    pieces = [" ".join(opening), body.strip(), *closing]
    return Draft(
        text=f"{head}{lead}{gap.join(piece for piece in pieces if piece)}{trail}{tail}",
        slots=_open_slots(closing),
        situation=situation,
        added=tuple(parts),
        language=pack.tag,
    )


def _careful(phrases: PhrasesFile, situation: str) -> str:
    """Return what is said where nothing is scripted; empty for any other situation."""
    limit = f"{phrases.boundaries.limit} {phrases.boundaries.offer}"
    said = {
        "danger": phrases.care.danger,
        "bereavement": phrases.care.bereavement,
        "threat": limit,
    }
    return said.get(situation, "")


def _draft(pack: Pack, situation: str, parts: Sequence[tuple[str, str]], *, letter: bool) -> Draft:
    # In a letter what was greeted, said and promised stands in paragraphs of its own.
    glue = "\n\n" if letter else " "
    texts = [text for _, text in parts]
    return Draft(
        text=glue.join(texts),
        slots=_open_slots(texts) if situation else (),
        situation=situation,
        added=tuple(name for name, _ in parts),
        language=pack.tag,
    )


_SLOTS = ("solution", "options", "when", "owner", "name", "contact")


def _open_slots(texts: Iterable[str]) -> tuple[str, ...]:
    ends = [text.rstrip(".") for text in texts]
    return tuple(slot for slot in _SLOTS if any(text.endswith(f"{{{slot}}}") for text in ends))


def _pick(variants: Sequence[str], variant: int) -> str:
    return variants[variant % len(variants)]


def _said(variants: Sequence[str], part: str, variant: int) -> str:
    """Return a sentence of a part whose fact nobody has given."""
    sentence = _pick(variants, variant)
    return _filled(sentence, None) if f"{{{part}}}" in sentence else sentence


def _filled(template: str, fact: str | None) -> str:
    """Return a sentence with a fact at its slot, and a full stop where the fact ends it."""
    if fact is None:
        return f"{template}."
    before, _, rest = template.partition("{")
    after = rest.partition("}")[2]
    ended = after or _ENDS.search(fact)
    return f"{before}{fact}{after}{'' if ended else '.'}"


def _greeting(phrases: PhrasesFile, name: str | None, variant: int) -> str:
    if name is None:
        return _pick(phrases.draft.greeting_unnamed, variant)
    return _pick(phrases.draft.greeting, variant).replace("{name}", name)


def _listed(options: Sequence[str], *, letter: bool) -> str:
    if letter:
        return "".join(f"\n- {option}" for option in options)
    return " " + "; ".join(f"({i}) {each}" for i, each in enumerate(options, start=1)) + "."


_NAME = 5
"""How many tokens a greeting has at most after its first word."""


def _after_greeting(reply: Reading) -> int:
    """Return where a reply goes on after its greeting: 0 if it has none."""
    for hit in reply.hits("answer.greets"):
        if hit.start:
            break
        for i in range(hit.end, min(hit.end + _NAME, len(reply.tokens) + 1)):
            ended = i == len(reply.tokens) or i in reply.commas
            if ended or reply.tokens[i].kind in (Kind.MARK, Kind.BREAK):
                return _line_break(reply, i)
    return 0


def _line_break(reply: Reading, i: int) -> int:
    """Return the place after what ends a greeting: its comma or mark."""
    if i == len(reply.tokens):
        return len(reply.source)
    if i in reply.commas:
        return reply.edges[2 * i]
    stops = reply.tokens[i].kind is Kind.MARK
    return reply.edges[2 * i + 1] if stops else reply.edges[2 * i]


_CLOSING = 4
"""How many words a line of a close has at most: a greeting or a name."""


def _before_close(text: str) -> int:
    """Return where the close of a letter begins: short lines without a mark at its end."""
    lines = text.splitlines(keepends=True)
    end = len(text)
    for line in reversed(lines[1:]):
        words = line.strip()
        if words and (len(words.split()) > _CLOSING or _ENDS.search(words)):
            break
        end -= len(line)
    return end if text[:end].strip() else len(text)

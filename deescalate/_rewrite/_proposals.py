"""What a person has to decide, with the customer's own words filled in where that is certain."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from deescalate._lexicon import REPLY
from deescalate._rewrite._swap import filled
from deescalate._text import Kind, fold
from deescalate.results import Proposal, Span, maker

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from deescalate._pack import Pack
    from deescalate._reading import Reading
    from deescalate._schema import ConcernTable
    from deescalate._wording import RuleHit

__all__ = ["Concern", "concern_of", "proposals"]

_make_proposal = maker(Proposal)


class Concern(NamedTuple):
    """The customer's own words for the matter."""

    words: str
    phrase: str
    """The words as they stand after a preposition."""


def concern_of(pack: Pack, message: str) -> Concern | None:
    """Return the customer's own words for the matter; ``None`` if there are none or several."""
    if pack.settings is None or not pack.settings.concern.cues:
        return None
    reading = pack.guard.lexicon.read(message, REPLY)
    found = {
        fold(reading.text(hit.start, hit.end)): reading.text(hit.start, hit.end)
        for hit in reading.hits("concern")
        if not reading.quoted(hit.start, hit.end)
    }
    if len(found) != 1:
        return None
    (words,) = found
    return Concern(words, pack.settings.concern.say.replace("{words}", words))


def proposals(
    pack: Pack, reading: Reading, fired: Sequence[RuleHit], concern: Concern | None
) -> tuple[Proposal, ...]:
    """Return a proposal for each place where a rule fires that speaks to people."""
    told = [each for each in fired if not each.rule.silent]
    if not told:
        return ()
    starts = _sentence_starts(reading)
    return tuple(
        _make_proposal(
            span=reading.span(each.hit.start, each.hit.end),
            text=reading.text(each.hit.start, each.hit.end),
            rule=each.rule.id,
            why=each.rule.why,
            options=tuple(_options(pack, reading, each, concern)),
            sentence=_sentence(reading, each, starts),
        )
        for each in told
    )


def _options(
    pack: Pack, reading: Reading, fired: RuleHit, concern: Concern | None
) -> Iterator[str]:
    """Yield the wordings that a rule proposes; else what it would have said."""
    if not fired.rule.propose:
        said = filled(pack, fired, reading)
        if said:
            yield said
        return
    for option in fired.rule.propose:
        yield _concerned(pack, option, concern) if concern and "{" in option else option


def _concerned(pack: Pack, option: str, concern: Concern) -> str:
    """Return an option with the customer's own words, where no clause is asked for."""
    assert pack.settings is not None
    table = pack.settings.concern
    for slot in _bare_slots(table):
        if option == slot:
            return concern.words
        option = option.replace(slot, concern.phrase)
    for name in table.slots:
        for word in table.before:
            option = option.replace(f" {word} {{{name}}}", f" {word} {concern.phrase}")
    return option


def _bare_slots(table: ConcernTable) -> list[str]:
    return [f"{{{name}}}" for name in table.bare]


def _sentence_starts(reading: Reading) -> list[int]:
    """Return the tokens that sentences begin with: cheaply, since a person will look at them."""
    starts, begins = [], True
    abbreviations = reading.small.abbreviations
    for i, token in enumerate(reading.tokens):
        if token.kind is Kind.BREAK and "\n" in reading.source[slice(*reading.spans[i])]:
            begins = True
            continue
        if begins:
            starts.append(i)
        begins = token.kind is Kind.MARK and not (
            i and reading.tokens[i - 1].folded in abbreviations
        )
    return starts


def _sentence(reading: Reading, fired: RuleHit, starts: Sequence[int]) -> Span:
    """Return where the sentence stands that a rule fires in, its last mark included."""
    at = bisect_right(starts, fired.hit.start)
    first = starts[at - 1] if at else 0
    last = starts[at] if at < len(starts) else len(reading.tokens)
    last = max(last, fired.hit.end)
    while last > fired.hit.end and reading.tokens[last - 1].kind is Kind.BREAK:
        last -= 1
    return reading.span(first, last)

"""The file ``phrases.toml``."""

# Annotations are read when a class is made: as text each would have to be compiled, which takes
# longer than all other work at import.
from typing import Annotated

from pydantic import AfterValidator, Field

from deescalate._schema._base import Table, Words
from deescalate._schema._common import Technique
from deescalate.results import SIGNALS, STATES, State


def _holding(slot: str) -> AfterValidator:
    """Return what demands that a sentence has a slot exactly once."""

    def demand(text: str) -> str:
        if text.count(slot) != 1:
            message = f"needs {slot} exactly once"
            raise ValueError(message)
        return text

    return AfterValidator(demand)


def _ending_in(slot: str) -> AfterValidator:
    """Return what demands that a sentence ends with a slot, and holds it once."""

    def demand(text: str) -> str:
        if text.count("{") != 1 or not text.endswith(slot):
            message = f"has to end with {slot}, after a colon, so that it takes any words"
            raise ValueError(message)
        return text

    return AfterValidator(demand)


def _of_situations(openings: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    known = (*SIGNALS, *STATES)
    for name in openings:
        if name not in known:
            message = f"{name!r} is no signal and no state"
            raise ValueError(message)
    for state in STATES:
        if state not in openings:
            message = f"has nothing for {state.value}"
            raise ValueError(message)
    return openings


_Variants = Annotated[tuple[Words, ...], Field(min_length=2)]


class CheckInTable(Table):
    """What a customer reads who waits: an invitation to say how one feels, clearly optional."""

    text: Words
    with_wait: Annotated[Words, _holding("{wait}")]
    """The same with the waiting time."""


class TechniqueTable(Table):
    """What an agent can do next."""

    advice: Words
    """For the agent."""
    sample: Words
    """One sentence to say."""


class BoundariesTable(Table):
    """What to say to insults and threats."""

    limit: Words
    """The limit, politely."""
    offer: Words
    """The offer to go on."""
    end: Words
    """The end of the talk, when it goes on."""


class CareTable(Table):
    """What to say in danger and grief, where a person must take over."""

    danger: Annotated[Words, _holding("{contact}")]
    bereavement: Annotated[Words, _holding("{contact}")]


class DraftTable(Table):
    """The sentences that drafts are built from; of each kind at least two that may change."""

    greeting: Annotated[tuple[Annotated[Words, _holding("{name}")], ...], Field(min_length=1)]
    greeting_unnamed: Annotated[tuple[Words, ...], Field(min_length=1)]
    acknowledge: Annotated[dict[str, _Variants], AfterValidator(_of_situations)]
    """What opens a draft: by signal, and for each state."""
    solution: Annotated[
        tuple[Annotated[Words, _ending_in("{solution}")], ...], Field(min_length=2)
    ]
    options: Annotated[tuple[Annotated[Words, _ending_in("{options}")], ...], Field(min_length=2)]
    when: Annotated[tuple[Annotated[Words, _ending_in("{when}")], ...], Field(min_length=2)]
    owner: Annotated[tuple[Annotated[Words, _ending_in("{owner}")], ...], Field(min_length=2)]
    ensure: _Variants
    close: Annotated[tuple[Words, ...], Field(min_length=1)]


class PhrasesFile(Table):
    """The file ``phrases.toml``: whole sentences, for drafts, check-ins and conversations."""

    check_in: CheckInTable
    moods: dict[State, Words]
    """The label of each mood of the mood chart."""
    techniques: dict[Technique, TechniqueTable]
    hand_over: dict[str, Words]
    """What to say when the matter goes to somebody else, by who takes it."""
    boundaries: BoundariesTable
    care: CareTable
    draft: DraftTable

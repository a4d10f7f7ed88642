"""The names that answers use: states, signals, elements, categories."""

from enum import StrEnum
from typing import Literal, get_args

__all__ = [
    "CATEGORIES",
    "ELEMENTS",
    "SIGNALS",
    "STATES",
    "Category",
    "ElementName",
    "FactKind",
    "Level",
    "OpenKind",
    "Severity",
    "SignalName",
    "State",
]


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

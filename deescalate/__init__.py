"""Read a customer's emotional state, check an agent's reply, mend its wording.

>>> import deescalate as de
>>> de.detect("Third time I write. Still no refund, and nobody answers!").state
<State.FRUSTRATED: 'frustrated'>
"""

from __future__ import annotations

from importlib import import_module as _import_module

from deescalate._api import (
    Conversation,
    Deescalator,
    check,
    check_in,
    check_many,
    complete,
    detect,
    detect_many,
    draft,
    follow,
    from_mood,
    languages,
    rewrite,
    rewrite_many,
    same_facts,
)
from deescalate.errors import DeescalateError, PackError, Problem, UnknownLanguageError
from deescalate.results import (
    Advice,
    CheckIn,
    Comparison,
    Detection,
    Difference,
    Draft,
    Edit,
    Element,
    Escalation,
    Evidence,
    Failure,
    Finding,
    Fit,
    HandOver,
    Mood,
    OpenQuestion,
    Pledge,
    Points,
    Proposal,
    Review,
    Rewrite,
    Signal,
    Span,
    State,
    StatedFact,
    Turn,
    Worn,
)

__all__ = [
    "Advice",
    "CheckIn",
    "Comparison",
    "Conversation",
    "DeescalateError",
    "Deescalator",
    "Detection",
    "Difference",
    "Draft",
    "Edit",
    "Element",
    "Escalation",
    "Evidence",
    "Failure",
    "Finding",
    "Fit",
    "HandOver",
    "Mood",
    "OpenQuestion",
    "PackError",
    "Pledge",
    "Points",
    "Problem",
    "Proposal",
    "Review",
    "Rewrite",
    "Signal",
    "Span",
    "State",
    "StatedFact",
    "Turn",
    "UnknownLanguageError",
    "Worn",
    "check",
    "check_in",
    "check_many",
    "complete",
    "detect",
    "detect_many",
    "draft",
    "follow",
    "from_mood",
    "languages",
    "rewrite",
    "rewrite_many",
    "same_facts",
]


def __getattr__(name: str) -> str:
    """Return the version when it is asked for; looking it up takes time."""
    if name == "__version__":
        version: str = _import_module("importlib.metadata").version("deescalate-replies")
        return version
    message = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(message)

"""Read a customer's emotional state, check an agent's reply, mend its wording.

>>> import deescalate as de
>>> de.detect("Third time I write. Still no refund, and nobody answers!").state
<State.FRUSTRATED: 'frustrated'>
"""

from __future__ import annotations

from importlib import import_module as _import_module
from typing import TYPE_CHECKING as _TYPE_CHECKING

from deescalate._api._functions import (
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

if _TYPE_CHECKING:
    from deescalate._api._conversation import Conversation
    from deescalate._api._desk import Deescalator

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


_LATE = {"Conversation": "_api._conversation", "Deescalator": "_api._desk"}
"""Where stand the rooms that lead to all engines: they are entered when they are first needed."""


def __getattr__(name: str) -> object:
    """Return what takes time to import, or the version, when it is asked for."""
    if name in _LATE:
        globals()[name] = found = getattr(_import_module(f"{__name__}.{_LATE[name]}"), name)
        return found
    if name == "__version__":
        return _import_module("importlib.metadata").version("deescalate-replies")
    message = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(message)


def __dir__() -> list[str]:
    """Return all names, those too that were not imported yet."""
    return sorted({*globals(), *__all__})

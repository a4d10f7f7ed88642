"""The values that the library answers with.

Every value is frozen and turns into JSON with ``model_dump_json()``. Every span is half-open, in
code points, into the text the caller gave: ``text[span.start:span.end]`` is the text it speaks of.
"""

# In these modules annotations are read when a class is made: as text each would have to be
# compiled, which takes longer than all other work at import.
from deescalate.results._base import Lazy, Result, Span, Words, maker
from deescalate.results._drafts import Draft
from deescalate.results._messages import (
    Detection,
    Escalation,
    Evidence,
    Signal,
)
from deescalate.results._moods import CheckIn, Mood
from deescalate.results._names import (
    CATEGORIES,
    ELEMENTS,
    SIGNALS,
    STATES,
    Category,
    ElementName,
    FactKind,
    Level,
    OpenKind,
    Severity,
    SignalName,
    State,
)
from deescalate.results._replies import (
    Element,
    Empathy,
    EmpathyPart,
    Finding,
    Fit,
    LeftOpen,
    Points,
    Promise,
    Review,
)
from deescalate.results._rewrites import (
    Comparison,
    Difference,
    Edit,
    Failure,
    Proposal,
    Rewrite,
    StatedFact,
)
from deescalate.results._talks import (
    Advice,
    HandOver,
    OpenQuestion,
    Pledge,
    Stage,
    Trend,
    Turn,
    Worn,
)

__all__ = [
    "CATEGORIES",
    "ELEMENTS",
    "SIGNALS",
    "STATES",
    "Advice",
    "Category",
    "CheckIn",
    "Comparison",
    "Detection",
    "Difference",
    "Draft",
    "Edit",
    "Element",
    "ElementName",
    "Empathy",
    "EmpathyPart",
    "Escalation",
    "Evidence",
    "FactKind",
    "Failure",
    "Finding",
    "Fit",
    "HandOver",
    "Lazy",
    "LeftOpen",
    "Level",
    "Mood",
    "OpenKind",
    "OpenQuestion",
    "Pledge",
    "Points",
    "Promise",
    "Proposal",
    "Result",
    "Review",
    "Rewrite",
    "Severity",
    "Signal",
    "SignalName",
    "Span",
    "Stage",
    "State",
    "StatedFact",
    "Trend",
    "Turn",
    "Words",
    "Worn",
    "maker",
]

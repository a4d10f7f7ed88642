"""The file ``wording.toml``."""

# Annotations are read when a class is made: as text each would have to be compiled, which takes
# longer than all other work at import.
from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from deescalate._schema._base import Cues, Listed, Table, Words
from deescalate.results import Category, Severity, SignalName, State

Fact = Literal["number", "time", "money", "name", "negation", "obligation", "modality"]
Shown = Annotated[str, StringConstraints(pattern=r"^[a-z]+(\.[a-z_]+)?$")]
"""An element (``guide``), a part of one (``guide.offer``), or a list of cues (``explains``)."""


class WhenTable(Table):
    """In which replies a rule counts, beside its words. All that is said must hold."""

    to: tuple[State, ...] = ()
    """The customer is in one of these states."""
    signals: tuple[SignalName | Literal["bereavement"], ...] = ()
    """The customer's message has one of these signals."""
    unasked: bool = False
    """The customer doesn't ask for the reason."""
    count: Annotated[int, Field(ge=1)] = 1
    """It counts from this hit on."""
    without: tuple[Shown, ...] = ()
    """The whole reply shows none of these."""
    not_yet: tuple[Shown, ...] = ()
    """The reply shows none of these before the hit."""
    already: tuple[Shown, ...] = ()
    """The reply shows one of these before the hit."""
    eased_by: tuple[Shown, ...] = ()
    """One of these within two sentences after the hit, or before it in its own sentence, makes
    it a hint only."""

    @property
    def silences(self) -> bool:
        """Whether a hit may count for nothing, which must then not hide other rules' hits."""
        return self != WhenTable(eased_by=self.eased_by)


class Rule(Table):
    """One rule of wording: what to avoid, why, and what to say instead."""

    id: Annotated[str, StringConstraints(pattern=r"^[a-z_]+\.[a-z0-9-]+$")]
    """``category.short-name``; it never changes, since people switch rules off by it."""
    category: Category
    severity: Severity
    find: Cues
    exceptions: tuple[Words, ...] = Field(default=(), alias="except")
    """Cues around which a hit doesn't count."""
    unless: tuple[Words, ...] = ()
    """Cues that silence the rule when they stand in the same sentence."""
    why: Words
    say: str | None = None
    """A swap that is safe in every sentence; an empty one drops the words."""
    propose: tuple[Words, ...] = ()
    """Wordings for a person to choose from and fill."""
    changes: tuple[Fact, ...] = ()
    """Facts that the swap changes on purpose."""
    after: tuple[Words, ...] = ()
    """Cues of which one must stand before the hit in the same paragraph."""
    silent: bool = False
    """Only `rewrite` uses it: plainer words, but nothing that a check should speak of."""
    when: WhenTable | None = None
    """In which replies it counts; in all of them if nothing is said."""
    examples: Annotated[tuple[Words | tuple[Words, Words], ...], Field(min_length=1)]
    """(before, after) for a rule that swaps; else sentences with the hit in [brackets]."""
    unchanged: Annotated[tuple[Words, ...], Field(min_length=1)]
    """Sentences that the rule leaves alone."""


class WordingFile(Table):
    """The file ``wording.toml``."""

    rule: tuple[Rule, ...]

    def lists(self) -> Iterator[Listed]:
        """Yield what each rule finds, and what silences it."""
        for i, rule in enumerate(self.rule):
            group = f"when.{rule.id}" if rule.when and rule.when.silences else "rule"
            yield Listed(group, rule.id, "", ("rule", i), rule.find, rule.exceptions)
            if rule.unless:
                yield Listed("unless", rule.id, "", ("rule", i), rule.unless)
            if rule.after:
                yield Listed("after", rule.id, "", ("rule", i), rule.after)

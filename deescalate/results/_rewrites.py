"""What becomes of a text that is rewritten, and how two texts differ."""

import re
from collections.abc import Callable
from html import escape

from deescalate.results._base import Result, Span, Words
from deescalate.results._names import FactKind

__all__ = [
    "Comparison",
    "Difference",
    "Edit",
    "Failure",
    "Proposal",
    "Rewrite",
    "StatedFact",
]


class Edit(Result):
    """One change that `rewrite` made."""

    old: Span
    """Where it stood, in the text that was given."""
    new: Span
    """Where the replacement stands, in the new text."""
    before: Words
    after: Words
    rule: str
    why: str


class Proposal(Result):
    """Wording that a person has to change, with ways to do it."""

    span: Span
    """Where it stands, in the new text."""
    text: Words
    rule: str
    why: str
    options: tuple[str, ...]
    """Other wordings; ``{slots}`` are for a person to fill."""
    sentence: Span | None = None
    """The sentence around it, in the new text: an option that is a sentence replaces that."""


class StatedFact(Result):
    """A place where a text states a fact."""

    span: Span
    text: Words


class Difference(Result):
    """One kind of fact in which two texts differ."""

    kind: FactKind
    lost: tuple[StatedFact, ...] = ()
    """What only the text before states."""
    added: tuple[StatedFact, ...] = ()
    """What only the text after states."""


class Comparison(Result):
    """Whether two texts state the same, as `same_facts` sees it."""

    before: Words
    after: Words
    language: str
    same: bool
    """No difference was found."""
    differences: tuple[Difference, ...] = ()

    def __repr__(self) -> str:
        if self.same:
            return f"<Comparison same facts {self.language}>"
        kinds = ", ".join(difference.kind for difference in self.differences)
        return f"<Comparison differs in: {kinds} {self.language}>"


_SLOT = re.compile(r"\{(\w+)\}")
_ENDS = (".", "!", "?", "\u2026", "\u3002", "\uff01", "\uff1f", "\u0964")
_PLAIN = (("[-", "-]"), ("{+", "+}"))
_ANSI = (("\x1b[31;9m", "\x1b[0m"), ("\x1b[32m", "\x1b[0m"))


class Rewrite(Result):
    """What `rewrite` made of a text."""

    original: Words
    """The text as it was given."""
    text: Words
    """The mended text."""
    language: str
    edits: tuple[Edit, ...]
    """In the order of the text; applied to the original they give the text."""
    proposals: tuple[Proposal, ...]

    def accept(self, proposal: Proposal, choice: int = 0, /, **slots: str) -> str:
        """Return the next text: a proposal's option in its place, with its slots filled.

        An option that is a sentence replaces the whole sentence, any other the words that the
        proposal points at. Raises `ValueError` if the proposal is none of this text's, has no such
        option, or if slots are left open; the message names them.

        >>> from deescalate import rewrite
        >>> mended = rewrite("Sadly, we can't change the date.", language="en")
        >>> mended.accept(mended.proposals[0], option="move you to the morning tour")
        'What I can do is move you to the morning tour.'
        """
        if proposal not in self.proposals:
            message = "the proposal is none of this text's"
            raise ValueError(message)
        if not -len(proposal.options) <= choice < len(proposal.options):
            message = f"there is no option {choice}: the proposal has {len(proposal.options)}"
            raise ValueError(message)
        option = proposal.options[choice]
        still_open = [name for name in dict.fromkeys(_SLOT.findall(option)) if name not in slots]
        if still_open:
            message = f"open slots: {', '.join(still_open)}"
            raise ValueError(message)
        new = _SLOT.sub(lambda match: slots[match[1]], option)
        whole = proposal.sentence if option.endswith(_ENDS) else None
        start, end = whole or proposal.span
        words_before = self.text[:start].rsplit(maxsplit=1)
        first, _, rest = new.partition(" ")
        if not whole and words_before and words_before[-1].casefold() == first.casefold():
            new = rest  # an article that stands in both
        if self.text[start:end][:1].isupper() or whole:
            new = new[:1].upper() + new[1:]
        return self.text[:start] + new + self.text[end:]

    def diff(self, *, color: bool = False) -> str:
        """Return the new text with what changed, word by word.

        Words that went stand in ``[-…-]`` and words that came in ``{+…+}``, or in red and green
        for a terminal with ``color=True``.

        >>> from deescalate import rewrite
        >>> rewrite("Don't hesitate to call us.", language="en").diff()
        "[-Don't hesitate to-]{+Please+} call us."
        """
        return self._marked(*(_ANSI if color else _PLAIN))

    def _repr_html_(self) -> str:
        body = self._marked(("<del>", "</del>"), ("<ins>", "</ins>"), escape)
        return f'<p style="white-space: pre-wrap">{body}</p>'

    def _marked(
        self, gone: tuple[str, str], new: tuple[str, str], said: Callable[[str], str] = str
    ) -> str:
        """Return the text with marks around the words that went and the words that came."""
        parts, at = [], 0
        for start, end, after in self._word_edits():
            before = self.original[start:end]
            parts.append(said(self.original[at:start]))
            parts += [
                part
                for words, (left, right) in ((before, gone), (after, new))
                if words
                for part in (left, said(words), right)
            ]
            at = end
        return "".join((*parts, said(self.original[at:])))

    def _word_edits(self) -> list[tuple[int, int, str]]:
        """Return the edits (start, end, new words), each grown to whole words of the original."""
        grown: list[tuple[int, int, str]] = []
        text, reach = self.original, 0
        for i, edit in enumerate(self.edits):
            start, end = edit.old
            limit = self.edits[i + 1].old.start if i + 1 < len(self.edits) else len(text)
            while (
                start > reach and text[start - 1].isalnum() and text[start : start + 1].isalnum()
            ):
                start -= 1
            while end < limit and text[end].isalnum() and text[end - 1 : end].isalnum():
                end += 1
            after = text[start : edit.old.start] + edit.after + text[edit.old.end : end]
            grown.append((start, end, after))
            reach = end
        return grown

    def __repr__(self) -> str:
        return f"<Rewrite {len(self.edits)} edits, {len(self.proposals)} proposals: {self.text!r}>"


class Failure(Result):
    """Stands in the place of an item of a ``_many`` call that could not be read."""

    index: int
    """Place of the item, from 0."""
    error: str
    """The error's class and message."""

"""What people see: results as pages of text that show the words each line is about."""

from __future__ import annotations

import shutil
import textwrap
from typing import TYPE_CHECKING

from deescalate._cli._ink import Ink, Mark, clean
from deescalate.results import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from deescalate.results import (
        Detection,
        Edit,
        Element,
        Evidence,
        Finding,
        Fit,
        Review,
        Rewrite,
    )

__all__ = ["detection_page", "explanation_page", "review_page", "rewrite_page"]

_HEAT = ("green", "cyan", "yellow", "magenta", "red")
"""The colour of each heat, 0-4."""
_SEVERITY = {"error": "red", "warning": "yellow", "info": "cyan"}
_SIGNAL, _GOOD, _BAD, _OPEN = "blue", "green", "red", "yellow"
_SHOWN_SCORES = 3
_WIDEST, _LONGEST = 100, 40
"""The most columns that sentences fill, and characters of a cue that are shown."""
_UNDETERMINED = "und"


def _marks(spans: Iterable[Span], colour: str) -> list[Mark]:
    return [Mark(*span, colour) for span in spans]


def _prose(text: str, indent: int) -> str:
    """Return sentences broken into lines that fit."""
    space = " " * indent
    return textwrap.fill(
        clean(text),
        width=max(min(shutil.get_terminal_size().columns, _WIDEST), indent + 20),
        initial_indent=space,
        subsequent_indent=space,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _page(lines: Iterable[str]) -> str:
    return "\n".join(line.rstrip() for line in lines)


def detection_page(seen: Detection, ink: Ink) -> str:
    """Return what was read in a message, for people."""
    return _page(_detection_lines(seen, ink))


def explanation_page(seen: Detection, _ink: Ink) -> str:
    """Return how a state was read, for people."""
    return clean(seen.explain())


def _detection_lines(seen: Detection, ink: Ink) -> Iterator[str]:
    colour = _HEAT[seen.heat]
    facts = f"heat {seen.heat} of {len(_HEAT) - 1}, intensity {seen.intensity:.2f}"
    yield f"{ink.bold(seen.state.value, colour)}  {facts}, language {seen.language}"
    if seen.scores:
        ranked = sorted(seen.scores.items(), key=lambda item: -item[1])[:_SHOWN_SCORES]
        yield ink.dim(", ".join(f"{state.value} {share:.0%}" for state, share in ranked))
    yield from _escalation_lines(seen, ink)
    cues = [each for each in seen.evidence if _is_cue(each)]
    marks = _marks((span for signal in seen.signals for span in signal.spans), _SIGNAL)
    marks += _marks((each.span for each in cues), colour)
    yield from ("", ink.quote(seen.text, marks))
    if seen.signals:
        yield from ("", ink.bold("signals"))
        for signal in seen.signals:
            value = "" if signal.value is None else f" = {clean(str(signal.value))}"
            shown = f"{signal.name}{value}"
            words = dict.fromkeys(seen.text[start:end] for start, end in signal.spans)
            yield f"  {shown:<24}  {' '.join(ink.words(each, _SIGNAL) for each in words)}"
    if seen.evidence:
        yield from ("", ink.bold(f"evidence: what it adds to {seen.state.value}"))
        yield from (_evidence_line(each, ink, colour) for each in seen.evidence)
    yield from _language_hint(seen.language)


def _escalation_lines(seen: Detection, ink: Ink) -> Iterator[str]:
    asked = seen.escalation
    if asked.level != "none":
        to = f", to {clean(asked.to)}" if asked.to else ""
        why = "; ".join(" ".join(reason.split()) for reason in asked.why)
        yield f"{ink.bold(asked.level.replace('_', ' '))}{to}: {clean(why)}"


def _is_cue(evidence: Evidence) -> bool:
    """Say whether evidence is words of a pack file, not a style of the whole text."""
    return "/" in evidence.source


def _evidence_line(evidence: Evidence, ink: Ink, colour: str) -> str:
    weight = f"  {evidence.weight:+6.2f}  "
    if not _is_cue(evidence):
        return f"{weight}{evidence.source}: {evidence.cue}"
    cue = evidence.cue if len(evidence.cue) <= _LONGEST else f"{evidence.cue[:_LONGEST]}..."
    words = ink.words(evidence.text, colour)
    return f"{weight}{evidence.speaks_for:<14} {words}  {ink.dim(f'{evidence.source}: {cue}')}"


def _language_hint(language: str) -> Iterator[str]:
    if language == _UNDETERMINED:
        yield from ("", "No language pack was found to fit; name the language with --language.")


def review_page(review: Review, ink: Ink) -> str:
    """Return what is said of a reply, for people."""
    return _page(_review_lines(review, ink))


def _review_lines(review: Review, ink: Ink) -> Iterator[str]:
    verdict = ink.bold("passed", _GOOD) if review.passed else ink.bold("not passed", _BAD)
    yield f"{verdict}  score {review.score} of 100, language {review.language}"
    if review.fit is not None:
        yield from _fit_lines(review.fit, ink)
    marks = [Mark(*each.span, _SEVERITY[each.severity]) for each in review.findings]
    for element in review.elements.values():
        marks += _marks((each.span for each in element.evidence), _GOOD)
    yield from ("", ink.quote(review.text, marks))
    if review.elements:
        yield from ("", ink.bold("elements"))
        for element in review.elements.values():
            yield from _element_lines(element, ink)
    if review.findings:
        yield from ("", ink.bold("wording"))
        for finding in review.findings:
            yield from _finding_lines(finding, ink)
    yield from ("", ink.bold("score"))
    yield from (f"  {line.points:+5d}  {clean(line.label)}" for line in review.arithmetic)
    yield from _language_hint(review.language)


def _fit_lines(fit: Fit, ink: Ink) -> Iterator[str]:
    place = ", ".join(name.replace("_", " ") for name in (fit.channel, fit.turn) if name)
    limit = f" of at most {fit.longest}" if fit.longest else ""
    words = f"{fit.words} words{limit}"
    yield f"{place}: {ink.tint(words, _OPEN) if fit.too_long else words}"
    yield from (_prose(advice, 2) for advice in fit.advice)


def _element_lines(element: Element, ink: Ink) -> Iterator[str]:
    words = " ".join(ink.words(each.text, _GOOD) for each in element.evidence)
    if element.present:
        yield f"  {ink.tint('yes', _GOOD)}  {element.name:<12} {words}"
        return
    needed = "missing" if element.expected else "not needed here"
    weak = f", only a weak sign: {words}" if words else ""
    yield f"  {ink.tint('no ', _BAD)}  {element.name:<12} {needed}{weak}"
    if element.expected and element.advice:
        yield _prose(element.advice, 20)
    if element.expected and element.sample:
        yield _prose(f"for instance: {element.sample}", 20)


def _finding_lines(finding: Finding, ink: Ink) -> Iterator[str]:
    colour = _SEVERITY[finding.severity]
    severity = ink.tint(f"{finding.severity:<9}", colour)
    yield f"  {severity}{ink.words(finding.text, colour)}  {ink.dim(finding.rule)}"
    yield _prose(finding.why, 11)
    yield from (_prose(f"instead: {each}", 11) for each in finding.suggestions)


def rewrite_page(mended: Rewrite, ink: Ink) -> str:
    """Return what was changed in a text, for people."""
    return _page(_rewrite_lines(mended, ink))


def _rewrite_lines(mended: Rewrite, ink: Ink) -> Iterator[str]:
    counts = f"{_count(len(mended.edits), 'edit')}, {_count(len(mended.proposals), 'proposal')}"
    yield f"{ink.bold(counts)}, language {mended.language}"
    old, new = list[Mark](), list[Mark]()
    for edit in mended.edits:
        before, after = _whole_words(mended, edit)
        old += _marks([before], _BAD)
        new += _marks([after], _GOOD)
    marks = new + [Mark(*each.span, _OPEN) for each in mended.proposals]
    yield ""
    if mended.edits:
        yield ink.quote(mended.original, old, "- ")
        yield ink.quote(mended.text, marks, "+ ")
        yield from ("", ink.bold("edits"))
        for edit, was, now in zip(mended.edits, old, new, strict=True):
            gone = ink.words(mended.original[was.start : was.end], _BAD)
            come = ink.words(mended.text[now.start : now.end], _GOOD) or "nothing"
            yield f"  {gone} becomes {come}  {ink.dim(edit.rule)}"
            yield _prose(edit.why, 4)
    else:
        yield ink.quote(mended.text, marks)
    if mended.proposals:
        yield from ("", ink.bold("proposals, for a person to decide"))
        for proposal in mended.proposals:
            yield f"  {ink.words(proposal.text, _OPEN)}  {ink.dim(proposal.rule)}"
            yield _prose(proposal.why, 4)
            yield from (_prose(f"instead: {option}", 4) for option in proposal.options)
    yield from _language_hint(mended.language)


def _whole_words(mended: Rewrite, edit: Edit) -> tuple[Span, Span]:
    """Return what an edit changed, old and new, with the rest of a word that it begins or ends in.

    An edit may end inside a word, where it only gives it a capital.
    """
    (start, end), text = edit.old, mended.original
    head = _letters(text[:start][::-1]) if _at_letter(edit.before, edit.after, 0) else 0
    tail = _letters(text[end:]) if _at_letter(edit.before, edit.after, -1) else 0
    return (
        Span(start - head, end + tail),
        Span(edit.new.start - head, edit.new.end + tail),
    )


def _at_letter(before: str, after: str, at: int) -> bool:
    return any(part and part[at].isalnum() for part in (before, after))


def _letters(text: str) -> int:
    """Return how many letters a text begins with."""
    return next((i for i, sign in enumerate(text) if not sign.isalnum()), len(text))


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"

"""What holds for every text, however odd."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from deescalate import Deescalator
from deescalate._phrases import parse
from deescalate._registry import Registry
from deescalate._saying import spoken

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import FrameType

    from deescalate import Detection, Review

PROTECTED = (
    "3", "14:00", "2026-05-03", "$49.99", "\u20ac5", "1,200", "{{ticket.id}}", "{name}", "%s",
    "${a}", "%(x)s", "<b>", "</b>", "a.b+c@example.com", "https://example.com/A?b=c_d",
    "www.example.com/x", "@ann", "`you  must pay`", "```\nunfortunately  x\n```",
    '"you must  pay"', "\u201cwe can't\u201d", '"unfortunately"', "\U0001f600",
)  # fmt: skip
ODD = (
    "\U0001f926\u200d\u2640\ufe0f", "\U0001f44d\U0001f3fd", "\ud800", "\udc00", "e\u0301",
    "\u200b", "\u200d", "\r\n", "\n", "\n\n", "\t", "\u2019", "\u201c", "\u201d", '"', "'", ",",
    ".", "!", "?", "...", "\u2026", ":", "(", ")", "-", "\u2014", "> ", "\n> ", "\n- ", "\x00",
    "\ufeff", "\u202e", "\u05e9\u05dc\u05d5\u05dd", "\u9000\u6b3e", "\u0130", "\u00df",
    "\ufb01", "*", "_", "#", "/", "`", "{", "}", "<",
)  # fmt: skip
ENGLISH = (
    "you need to", "You must", "please", "unfortunately,", "Unfortunately", "we can't",
    "ship it", "until Monday", "I'm sorry", "but", "don't hesitate to", "calm down",
    "our policy", "no problem", "I am furious", "not", "very", "still waiting", "third time",
    "no refund", "for 14 days", "SORRY", "UNFORTUNATELY", "as I said", "the customer", "iPhone",
    "a", "an", "and", "to", "it", "you",
)  # fmt: skip
TALU = (
    "du musi", "DU MUSI", "Du musi", "malfe", "Malfe,", "tre malfe", "ne eble", "ne povi",
    "antan", "lundo", "3 dagi", "la kliento", "LA UZANTO", "nia regulo", "se vi vola",
    "mi grumas", "nen", "vato", "ankor mopas", "kialo", "danga", "bedaras", "komprena", "veni",
    "mi sendis", "ekde",
)  # fmt: skip


def mixture(words: tuple[str, ...]) -> st.SearchStrategy[str]:
    """Return texts of any characters, and texts that are full of what packs look for."""
    pieces = st.sampled_from((*words, *PROTECTED, *ODD))
    spaced = st.lists(
        st.tuples(pieces, st.sampled_from((" ", " ", " ", "", ", ", ". "))), max_size=12
    )
    joined = spaced.map(lambda each: "".join(part for pair in each for part in pair))
    return st.one_of(joined, st.text(st.characters(), max_size=60), st.text(max_size=60))


texts = {"en": mixture(ENGLISH), "qta": mixture(TALU)}
both = st.sampled_from(("en", "qta")).flatmap(lambda tag: st.tuples(st.just(tag), texts[tag]))
relaxed = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.fixture(scope="session")
def reader(talu_folder: Path) -> Deescalator:
    """Return a reader for English and the toy language."""
    return Deescalator(packs=[talu_folder])


def spans_of(answer: Detection | Review) -> list[tuple[tuple[int, int], str]]:
    """Return all spans of an answer, each with the text that it claims to hold."""
    found: list[tuple[tuple[int, int], str]] = []
    for evidence in getattr(answer, "evidence", ()):
        found += [(evidence.span, evidence.text)]
    for signal in getattr(answer, "signals", ()):
        found.append((signal.spans[0], signal.text))
        found += [(span, answer.text[span[0] : span[1]]) for span in signal.spans]
    for finding in getattr(answer, "findings", ()):
        found.append((finding.span, finding.text))
    for element in getattr(answer, "elements", {}).values():
        found += [(evidence.span, evidence.text) for evidence in element.evidence]
    return found


@relaxed
@given(both)
def test_spans_hold_in_what_is_detected(reader: Deescalator, item: tuple[str, str]) -> None:
    """Every span cuts the words that it speaks of out of the text that was given."""
    language, text = item
    seen = reader.detect(text, language=language)
    assert seen.text == text
    for (start, end), words in spans_of(seen):
        assert 0 <= start < end <= len(text)
        assert text[start:end] == words
    assert not seen.scores or sum(seen.scores.values()) == pytest.approx(1)
    assert 0 <= seen.intensity <= 1


@relaxed
@given(both)
def test_spans_hold_in_what_is_checked(reader: Deescalator, item: tuple[str, str]) -> None:
    """Findings and elements too point at their words, and the arithmetic adds up."""
    language, text = item
    seen = reader.check(text, language=language)
    for (start, end), words in spans_of(seen):
        assert 0 <= start < end <= len(text)
        assert text[start:end] == words
    assert seen.score == max(0, sum(line.points for line in seen.arithmetic))


@relaxed
@given(both)
def test_edits_lead_from_the_text_to_the_new_one(
    reader: Deescalator, item: tuple[str, str]
) -> None:
    """Applied to the original they give the text; both their spans hold; none overlap."""
    language, text = item
    mended = reader.rewrite(text, language=language)
    parts, at = [], 0
    for edit in mended.edits:
        assert at <= edit.old.start <= edit.old.end <= len(text)
        assert text[edit.old.start : edit.old.end] == edit.before != edit.after
        assert mended.text[edit.new.start : edit.new.end] == edit.after
        parts += [text[at : edit.old.start], edit.after]
        at = edit.old.end
    assert "".join((*parts, text[at:])) == mended.text
    for proposal in mended.proposals:
        assert mended.text[proposal.span.start : proposal.span.end] == proposal.text


@relaxed
@given(both)
def test_a_mended_text_is_final(reader: Deescalator, item: tuple[str, str]) -> None:
    """Mending it again changes nothing."""
    language, text = item
    mended = reader.rewrite(text, language=language)
    again = reader.rewrite(mended.text, language=language)
    assert (again.text, again.edits) == (mended.text, ())
    assert again.proposals == mended.proposals


@st.composite
def guarded(draw: st.DrawFn) -> tuple[str, str, list[str]]:
    """Return a language, a text with protected things in it, and the things in their order."""
    language = draw(st.sampled_from(("en", "qta")))
    words = ENGLISH if language == "en" else TALU
    # A number of the pack's own words is no protected thing, so it would blur the count.
    plain = tuple(word for word in words if not any(sign.isdigit() for sign in word))
    parts: list[str] = []
    things: list[str] = []
    for kind in draw(st.lists(st.booleans(), min_size=2, max_size=9)):
        part = draw(st.sampled_from(PROTECTED if kind else plain))
        parts.append(part)
        if kind:
            things.append(part)
    ends = draw(st.lists(st.sampled_from((" ", " ", ", ", ". ", "\n")), min_size=9, max_size=9))
    text = "".join(part + end for part, end in zip(parts, ends, strict=False))
    return language, text, things


@relaxed
@given(guarded())
def test_protected_things_survive(reader: Deescalator, item: tuple[str, str, list[str]]) -> None:
    """Numbers, links, addresses, placeholders, code and quotations come out as they went in."""
    language, text, things = item
    mended = reader.rewrite(text, language=language).text
    at = 0
    for thing in things:
        at = mended.find(thing, at)
        assert at >= 0, (thing, mended)
        at += len(thing)


@relaxed
@given(both)
def test_the_same_text_has_the_same_answer(reader: Deescalator, item: tuple[str, str]) -> None:
    """Whatever was read in between, and whatever is remembered."""
    language, text = item
    first = [
        getattr(reader, name)(text, language=language) for name in ("detect", "check", "rewrite")
    ]
    reader.detect(text[::-1], language=language)
    reader.rewrite(text.upper(), language=language)
    assert first == [
        getattr(reader, name)(text, language=language) for name in ("detect", "check", "rewrite")
    ]


MOODS = (
    "I am furious", "I am worried", "still waiting", "this is the third time", "no refund",
    "nobody answers", "thanks a lot", "thank you", "the app", "is broken", "please help",
    "for 14 days", "not", "my bag", "what a joke", "so", "I love it", "never again", "you people",
)  # fmt: skip
FEELINGS = (
    "angry", "furious", "annoyed", "disappointed", "worried", "frustrated", "pleased",
)  # fmt: skip
sentences = st.lists(st.sampled_from(MOODS), min_size=1, max_size=8).map(" ".join)


def strength(reader: Deescalator, text: str) -> float:
    """Return how strongly feeling is shown in an English message."""
    return reader.detect(text, language="en").intensity


@relaxed
@given(sentences, st.integers(min_value=1, max_value=6))
def test_exclamation_marks_never_cool_a_message(
    reader: Deescalator, said: str, marks: int
) -> None:
    """The more of them, the more feeling is shown."""
    assert strength(reader, said) <= strength(reader, said + "!" * marks)
    assert strength(reader, f"{said}!") <= strength(reader, said + "!" * (marks + 1))


@relaxed
@given(sentences, st.data())
def test_capitals_never_cool_a_message(
    reader: Deescalator, said: str, data: st.DataObject
) -> None:
    """Whichever of its words they are."""
    words = said.split()
    loud = data.draw(st.lists(st.booleans(), min_size=len(words), max_size=len(words)))
    louder = [more or data.draw(st.booleans()) for more in loud]
    first, second = (
        " ".join(
            word.upper() if raised else word for word, raised in zip(words, each, strict=True)
        )
        for each in (loud, louder)
    )
    assert strength(reader, said) <= strength(reader, first) <= strength(reader, second)


@relaxed
@given(sentences, st.lists(sentences, max_size=2), st.sampled_from((". ", "! ", "\n")))
def test_repeating_oneself_never_cools_a_message(
    reader: Deescalator, said: str, others: list[str], end: str
) -> None:
    """A sentence that is said again counts for no less than once."""
    text = end.join((said, *others))
    assert strength(reader, text + end) <= strength(reader, f"{text}{end}{said}{end}")


@pytest.mark.parametrize("feeling", FEELINGS)
def test_boosters_raise_and_softeners_lower_what_is_felt(
    reader: Deescalator, feeling: str
) -> None:
    """All of the pack's own words, beside a word of feeling."""
    pack = Registry().pack("en")
    assert pack.settings
    plain = strength(reader, f"We are {feeling} today.")
    assert plain > 0
    for cue in pack.settings.boosters.words:
        for word in spoken(parse(cue)):
            assert strength(reader, f"We are {word} {feeling} today.") >= plain, word
    for cue in pack.settings.softeners.words:
        for word in spoken(parse(cue)):
            assert strength(reader, f"We are {word} {feeling} today.") <= plain, word


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(texts["qta"])
def test_what_is_remembered_changes_no_answer(
    reader: Deescalator, talu_folder: Path, text: str
) -> None:
    """A reader that has read much says what one says that has read nothing."""
    fresh = Deescalator("qta", packs=[talu_folder])
    assert fresh.detect(text) == reader.detect(text, language="qta")
    assert fresh.rewrite(text) == reader.rewrite(text, language="qta")


@relaxed
@given(st.text(st.characters(), max_size=80))
def test_a_text_of_no_known_language_is_answered(reader: Deescalator, text: str) -> None:
    """Telling the language never fails, and the answer turns into JSON."""
    assert reader.detect(text).model_dump_json()
    assert reader.check(text).model_dump_json()
    assert reader.rewrite(text).model_dump_json()


def steps(call: Callable[[str], Any], text: str) -> int:
    """Return how many lines of Python are run in a call."""
    count = 0

    def trace(frame: FrameType, event: str, arg: object) -> Callable[..., Any]:
        nonlocal count
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        call(text)
    finally:
        sys.settrace(before)
    return count


GROWING = {
    "prose": "We looked at your parcel, and it will be with you on Monday. ",
    "orders": "you need to ",
    "orders with ends": "you need to wait. ",
    "openers": "unfortunately ",
    "openers in a row": "Unfortunately, ",
    "boosted": "very angry ",
    "negated": "not not angry ",
    "apologies": "sorry ",
    "waiting": "I have been waiting for 3 days ",
    "numbers": "3 $5 2nd ",
    "abbreviations": "Mr. e.g. ",
    "quotations": '"no" ',
    "stretched": "soooo noooo ",
    "faces": ":( \U0001f621 ",
    "commas": "no, ",
    "lines": "no refund\n",
    "quoted lines": "> no\nno\n",
    "placeholders": "{name} please ",
}


@pytest.mark.parametrize("piece", GROWING.values(), ids=GROWING.keys())
@pytest.mark.parametrize("method", ["detect", "check", "rewrite"])
def test_work_grows_with_the_text_and_no_faster(
    english: Deescalator, method: str, piece: str
) -> None:
    """Eight times the text takes about eight times the steps, counted in lines of Python."""
    call = getattr(english, method)
    words = len(piece.split())
    call(piece * (1000 // words))
    few, many = (steps(call, piece * (size // words)) for size in (1000, 8000))
    assert many <= 10 * few, (few, many)


def test_the_number_of_cues_does_not_matter(talu_folder: Path) -> None:
    """A text takes about as many steps with a pack of many cues as with one of few."""
    registry = Registry([talu_folder])
    text = "xyz abc uvw " * 300

    def read(tag: str) -> int:
        lexicon = registry.pack(tag).lexicon
        lexicon.read(text, "message")
        return steps(lambda source: lexicon.read(source, "message"), text)

    assert read("en") <= 1.5 * read("qta")

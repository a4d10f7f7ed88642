"""What people use: the three functions, their bulk forms, and what they refuse."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

import deescalate as de
from deescalate import Deescalator, Failure, State, UnknownLanguageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

ODD = {
    "empty": "",
    "blank": " \t\r\n\u2003",
    "NUL": "\x00a\x00",
    "half a surrogate pair": "I am \ud800 angry \udc00!",
    "emoji alone": "\U0001f926\u200d\u2640\ufe0f\U0001f44d\U0001f3fd\U0001f1eb\U0001f1ee",
    "right to left": "\u05e9\u05dc\u05d5\u05dd \u202eabc\u202c \u0645\u0631\u062d\u0628\u0627!",
    "joiners": "re\u200dfund\u200b \u2060no\ufeff",
    "combining marks": "Cafe\u0301 " + "a" + "\u0301" * 500,
    "line ends": "I am\r\nstill\rwaiting\x0b\x0c\x85\u2028\u2029!",
    "marks alone": "!?...,;:()[]{}<>\"'\u201c\u2019",
    "a long word": "a" * 10_000,
    "long numbers": "9" * 10_000,
}


@pytest.fixture(params=["detect", "check", "rewrite"])
def method(request: pytest.FixtureRequest) -> str:
    """Return the name of each of the three methods in turn."""
    return str(request.param)


class TestBadInput:
    """What isn't a text is refused; whatever is one is answered."""

    @pytest.mark.parametrize("value", [None, 5, 1.5, b"text", bytearray(b"x"), ["text"], object()])
    def test_what_is_no_text_is_a_type_error(
        self, english: Deescalator, method: str, value: object
    ) -> None:
        """The error says that a str was expected, and what was given."""
        with pytest.raises(TypeError, match=f"must be a str, not {type(value).__name__}"):
            getattr(english, method)(value)

    @pytest.mark.parametrize("value", [5, b"text", ["text"]])
    def test_what_is_no_message_is_a_type_error(self, english: Deescalator, value: Any) -> None:
        """`to` may be a message or a Detection."""
        with pytest.raises(TypeError, match="to must be a str"):
            english.check("A reply.", to=value)

    def test_identify_refuses_too(self, english: Deescalator) -> None:
        """A language can be told of a text only."""
        with pytest.raises(TypeError, match="must be a str"):
            english.identify(None)  # type: ignore[arg-type]

    @pytest.mark.parametrize("text", ODD.values(), ids=ODD.keys())
    @pytest.mark.parametrize("language", ["en", None])
    def test_an_odd_text_is_answered(
        self, english: Deescalator, method: str, text: str, language: str | None
    ) -> None:
        """The answer holds the text as it was given, and turns into JSON."""
        answer = getattr(de if language is None else english, method)(text)
        assert (answer.original if method == "rewrite" else answer.text) == text
        assert answer.model_dump_json()

    @pytest.mark.parametrize("text", ["", " \r\n", "\x00", "\u200b"])
    def test_nothing_to_read_is_unknown(self, english: Deescalator, text: str) -> None:
        """An honest answer: no state, no heat, nothing to do."""
        seen = english.detect(text)
        assert (seen.state, seen.heat, seen.scores) == (State.UNKNOWN, 0, {})
        assert (seen.signals, seen.evidence, seen.escalation.level) == ((), (), "none")

    def test_a_megabyte_is_answered(self, english: Deescalator, method: str) -> None:
        """Length is no error, and the end is read too."""
        text = "Internationalisation considerations notwithstanding, " * 20_000 + "I am furious!"
        answer = getattr(english, method)(text)
        if method == "detect":
            assert answer.evidence[-1].span.end > 1_000_000


class TestLanguage:
    """Which pack reads a text."""

    def test_the_language_asked_for_reads(self, toy: Path) -> None:
        """A tag given with the call, or with the reader."""
        reader = Deescalator("qta-XX", packs=[toy])
        assert reader.language == "qta"
        assert reader.detect("Danga!").language == "qta"
        assert Deescalator(packs=[toy]).detect("Danga!", language="qtb").language == "qta"
        assert reader.detect("Danger!", language="en").language == "en"

    def test_an_unknown_language_is_an_error_that_names_what_there_is(self, method: str) -> None:
        """Wherever it is asked for."""
        with pytest.raises(UnknownLanguageError, match=r"'xx'.*en"):
            getattr(de, method)("text", language="xx")
        with pytest.raises(LookupError, match="'xx'"):
            Deescalator("xx")

    def test_without_a_tag_the_text_tells(self) -> None:
        """English is known for what it is."""
        assert de.detect("Where is my parcel, and why does nobody answer?").language == "en"

    @pytest.mark.parametrize("text", ["", "\U0001f600", "42", "https://example.com"])
    def test_nothing_to_tell_it_by_is_undetermined(self, text: str) -> None:
        """No language, no guess."""
        assert Deescalator().identify(text) == "und"
        assert de.detect(text).language == "und"

    def test_a_language_without_a_pack_is_undetermined(self) -> None:
        """Only what all languages share is read."""
        text = "Wo bleibt meine Bestellung?"
        assert de.detect(text).state is State.UNKNOWN
        assert de.detect(f"{text} \U0001f621").state is not State.UNKNOWN
        assert de.check(text).elements == {}
        assert de.rewrite(text).text == text

    def test_another_identifier_may_be_given(self, toy: Path) -> None:
        """Any callable from text to tag; a tag without a pack is undetermined."""
        asked: list[str] = []

        def identify(text: str) -> str:
            asked.append(text)
            return {"d": "qta-XX", "u": "und"}.get(text[:1], "xx")

        reader = Deescalator(packs=[toy], identify=identify)
        texts = ["danga", "undecided", "other"]
        assert [reader.detect(text).language for text in texts] == ["qta", "und", "und"]
        assert asked == texts
        assert reader.identify("other") == "xx"

    def test_the_languages_are_listed(self, toy: Path) -> None:
        """Those that come along, and those that were given."""
        assert "en" in de.languages()
        assert set(Deescalator(packs=[toy]).languages) == {*de.languages(), "qta"}


class TestEnglish:
    """The whole way through, in a language that people speak."""

    def test_a_message_is_read(self, english: Deescalator) -> None:
        """State, heat, signals with values, evidence, and who should take it."""
        text = "This is the third time I'm writing. Still no refund of \u20ac49, I am furious!!"
        seen = english.detect(text)
        assert seen.heat >= 3
        values = {signal.name: signal.value for signal in seen.signals}
        assert values["repeat_contact"] == 3
        assert values["money"] == "\u20ac49"
        assert seen.escalation.level == "hand_over"
        assert all(text[e.span.start : e.span.end] == e.text for e in seen.evidence)

    def test_a_reply_is_checked(self, english: Deescalator) -> None:
        """A refusal lacks all four elements and has findings."""
        seen = english.check("Unfortunately we can't do anything, it's our policy.")
        assert seen.missing == ("acknowledge", "guide", "agree", "ensure")
        assert seen.findings
        assert not seen.passed

    def test_a_reply_may_answer_a_message_or_its_detection(self, english: Deescalator) -> None:
        """Both lead to the same review."""
        message, reply = "Still no refund!", "I'm sorry about the delay."
        assert english.check(reply, to=message) == english.check(reply, to=english.detect(message))

    def test_a_text_is_mended(self, english: Deescalator) -> None:
        """Safe swaps are made."""
        mended = english.rewrite("Unfortunately, we can't ship it until Monday.")
        assert mended.text == "We can ship it from Monday."

    def test_functions_and_methods_say_the_same(self, english: Deescalator, method: str) -> None:
        """The functions are sugar over a default reader."""
        text = "Unfortunately you need to wait, I am sorry."
        assert getattr(de, method)(text, language="en") == getattr(english, method)(text)


class TestMany:
    """The bulk forms: lazy, in order, and one bad item doesn't stop the rest."""

    @pytest.fixture(params=["detect_many", "check_many", "rewrite_many"])
    def many(self, request: pytest.FixtureRequest) -> Callable[..., Iterator[Any]]:
        """Return each of the bulk functions in turn."""
        return getattr(de, str(request.param))  # type: ignore[no-any-return]

    def test_answers_come_in_order(self, many: Callable[..., Iterator[Any]]) -> None:
        """One for each item, of any iterable."""
        texts = ["One.", "Two.", "Three."]
        answers = list(many(iter(texts), language="en"))
        assert [getattr(each, "original", each.text) for each in answers] == texts

    def test_nothing_is_read_before_it_is_asked_for(
        self, many: Callable[..., Iterator[Any]]
    ) -> None:
        """An endless iterable is no problem."""

        def endless() -> Iterator[str]:
            yield "One."
            pytest.fail("more was read than was asked for")

        next(many(endless(), language="en"))

    @pytest.mark.parametrize("bad", [None, b"x", 5])
    def test_a_bad_item_comes_back_as_a_failure_in_its_place(
        self, many: Callable[..., Iterator[Any]], bad: object
    ) -> None:
        """It says which one, and what was wrong."""
        first, failed, last = many(["One.", bad, "Three."], language="en")
        assert isinstance(failed, Failure)
        assert failed.index == 1
        assert failed.error.startswith("TypeError: ")
        assert not isinstance(first, Failure)
        assert not isinstance(last, Failure)

    def test_a_bad_item_raises_if_asked(self, many: Callable[..., Iterator[Any]]) -> None:
        """After the answers before it."""
        answers = many(["One.", None], language="en", on_error="raise")
        assert not isinstance(next(answers), Failure)
        with pytest.raises(TypeError, match="must be a str"):
            next(answers)

    def test_another_option_is_refused_at_once(self, many: Callable[..., Iterator[Any]]) -> None:
        """Before anything is read."""
        with pytest.raises(ValueError, match="on_error must be 'return' or 'raise', not 'skip'"):
            many([], on_error="skip")

    def test_an_unknown_language_fails_every_item(
        self, many: Callable[..., Iterator[Any]]
    ) -> None:
        """Each failure names what there is."""
        (failed,) = many(["One."], language="xx")
        assert "UnknownLanguageError" in failed.error

    def test_a_reply_may_come_with_its_message(self) -> None:
        """A pair of reply and message, or the reply alone."""
        alone, paired, bad = de.check_many(
            ["Sorry.", ("Sorry.", "No refund!"), ("Sorry.", 5)],  # type: ignore[list-item]
            language="en",
        )
        assert [alone.text, paired.text] == ["Sorry.", "Sorry."]  # type: ignore[union-attr]
        assert isinstance(bad, Failure)


def test_nothing_of_a_text_is_logged(
    english: Deescalator, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    """What customers write stays with the caller."""
    with caplog.at_level(0):
        english.detect("My card is 4111 1111 1111 1111 and I am angry!")
        list(english.detect_many([None]))  # type: ignore[list-item]
    assert not caplog.records
    assert capfd.readouterr() == ("", "")


def test_a_text_in_two_languages_is_read_by_both_packs(toy: Path) -> None:
    """The hottest part counts, the signals of all are there, and every span holds."""
    mixed = (
        "\u041c\u043d\u0435 \u043d\u0438\u043a\u0442\u043e \u043d\u0435 \u043e\u0442\u0432\u0435"
        "\u0447\u0430\u0435\u0442, \u0438 \u044d\u0442\u043e \u0443\u0436\u0435 \u0442\u0440"
        "\u0435\u0442\u0438\u0439 \u0440\u0430\u0437! Still no refund of my $49, and I have "
        "been waiting for two weeks. Does anyone work there?"
    )
    seen = de.detect(mixed)
    assert seen.text == mixed
    assert seen.heat >= 3
    assert {"money", "long_wait", "repeat_contact"} <= {signal.name for signal in seen.signals}
    for span, text in [(each.span, each.text) for each in seen.evidence]:
        assert mixed[span.start : span.end] == text
    assert all(mixed[slice(*signal.spans[0])] == signal.text for signal in seen.signals)

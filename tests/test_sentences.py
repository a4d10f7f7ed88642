"""Where sentences end."""

from __future__ import annotations

import pytest

from deescalate._lexicon import REPLY, Lexicon
from deescalate._smallwords import SmallWords

LEXICON = Lexicon([], SmallWords(abbreviations=frozenset({"mr", "eg"})))


def sentences(text: str) -> list[str]:
    """Return the sentences of a text."""
    reading = LEXICON.read(text, REPLY)
    ends = reading.sentence_ends
    starts = [0, *ends]
    return [reading.text(start, end) for start, end in zip(starts, ends, strict=False)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two! Three?", ["One.", "Two!", "Three?"]),
        ("No end", ["No end"]),
        ("One?! Two...", ["One?!", "Two..."]),
        ("Ask Mr. Smith now. He knows.", ["Ask Mr. Smith now.", "He knows."]),
        ("Send it, e.g. by post. Thanks.", ["Send it, e.g. by post.", "Thanks."]),
        ("It cost 49. Too much.", ["It cost 49.", "Too much."]),
        ("One\n\nTwo", ["One\n\n", "Two"]),
        ("One\n- two\n- three", ["One\n- ", "two\n- ", "three"]),
        ("Yes: no. Maybe", ["Yes: no.", "Maybe"]),
        ("\u9000\u6b3e\u3002\u8c22", ["\u9000\u6b3e\u3002", "\u8c22"]),
    ],
)
def test_sentences_end_where_a_reader_says(text: str, expected: list[str]) -> None:
    """Marks, paragraphs and list items end a sentence; abbreviations don't."""
    assert sentences(text) == expected


def test_nothing_has_no_sentence() -> None:
    """An empty text has no sentence."""
    assert sentences("") == []


def test_every_token_has_a_sentence() -> None:
    """Tokens know the number of their sentence, from 0."""
    reading = LEXICON.read("One two. Three.", REPLY)
    assert [reading.sentence(i) for i in range(len(reading.tokens))] == [0, 0, 0, 1, 1]


def test_a_doubtful_stop_is_judged_by_what_is_near() -> None:
    """Far away words don't change where a sentence ends."""
    text = "filler words, " * 200 + "Ask Mr. Smith now. He knows."
    assert len(sentences(text)) == 2

"""The four elements of an empathetic reply."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from deescalate._elements import read_elements
from deescalate._lexicon import REPLY
from deescalate._pack import pack_of_no_language

if TYPE_CHECKING:
    from deescalate._pack import Common, Pack
    from deescalate.results import Element


def read(pack: Pack, text: str) -> dict[str, Element]:
    """Return the elements that a pack finds in a reply."""
    return {**read_elements(pack, pack.lexicon.read(text, REPLY))}  # type: ignore[dict-item]


@pytest.mark.parametrize(
    ("text", "present"),
    [
        ("Mi bedaras.", ["acknowledge"]),
        ("Mi komprena.", []),
        ("Mi komprena. Mi sentas tio.", ["acknowledge"]),
        ("Mi komprena. Mi komprena.", []),
        ("Mi ege ege bedaras.", ["acknowledge"]),
        ("Mi komprena sed ne. Mi sentas tio.", []),
        ('Vi diri "mi bedaras".', []),
        ("Mi sendis tio.", ["guide"]),
        ("La bolilo estas dekstre.", ["guide"]),
        ("Ekde lundo.", ["agree"]),
        ("Skribu al a@example.com.", ["ensure"]),
        ("Mi bedaras. Mi sendis tio ekde lundo, vidu www.example.com.", [
            "acknowledge", "guide", "agree", "ensure",
        ]),
        ("", []),
    ],
)  # fmt: skip
def test_an_element_needs_one_strong_or_two_weak_signs(
    talu: Pack, text: str, present: list[str]
) -> None:
    """The same weak sign twice is one; what only looks like a sign, or is quoted, is none.

    Any plain fact may guide: of that one weak sign is enough.

    A longer weak sign doesn't hide a strong one within it.
    """
    assert [name for name, element in read(talu, text).items() if element.present] == present


@pytest.mark.parametrize(
    ("text", "strength"),
    [("Mi bedaras.", "strong"), ("Mi komprena.", "weak"), ("Jen.", "none")],
)
def test_an_element_says_how_strongly_it_shows(talu: Pack, text: str, strength: str) -> None:
    """Strong, weak, or not at all."""
    assert read(talu, text)["acknowledge"].strength == strength


def test_a_missing_element_comes_with_advice_and_a_sample(talu: Pack) -> None:
    """The agent is told what to add, in the language of the reply."""
    element = read(talu, "Jen.")["acknowledge"]
    assert (element.advice, element.sample) == ("Nomu la problemo.", "Mi beda pro {problemo}.")


def test_a_present_element_needs_no_advice(talu: Pack) -> None:
    """What is there isn't advised again."""
    element = read(talu, "Mi bedaras.")["acknowledge"]
    assert (element.advice, element.sample) == (None, None)


def test_parts_and_evidence_are_named(talu: Pack) -> None:
    """Each sign has its words, its part and its weight."""
    text = "Mi komprena, kaj mi bedaras."
    element = read(talu, text)["acknowledge"]
    assert element.parts == ("feeling", "apology")
    assert [(e.text, e.speaks_for, e.weight) for e in element.evidence] == [
        ("komprena", "feeling", 0.5),
        ("bedaras", "apology", 1.0),
    ]
    assert all(text[e.span.start : e.span.end] == e.text for e in element.evidence)


def test_without_a_language_nothing_is_said_of_elements(common: Common) -> None:
    """An honest answer: nothing is found, and nothing is called missing."""
    assert read(pack_of_no_language(common), "Mi bedaras.") == {}


def test_a_word_of_the_customer_beside_a_sign_restates_the_concern(talu: Pack) -> None:
    """It counts as strong in a sentence that acknowledges, and not at all in another."""
    reading = talu.lexicon.read("Mi sentas la kettolo. La bolilo restas.", REPLY)
    found = read_elements(talu, reading, {3: "ketol", 6: "bolil"})["acknowledge"]
    assert [(e.text, e.speaks_for, e.weight) for e in found.evidence] == [
        ("Mi sentas", "feeling", 0.5),
        ("kettolo", "restated", 1.0),
    ]
    assert found.present


def test_an_element_that_nobody_expects_is_marked(talu: Pack) -> None:
    """What is needless here is still looked for."""
    found = read_elements(talu, talu.lexicon.read("Jen.", REPLY), needless=["ensure"])
    assert [name for name, element in found.items() if not element.expected] == ["ensure"]


def test_guidance_inside_words_that_push_away_does_not_count(talu: Pack) -> None:
    """Spoiled places hold no sign of guidance."""
    reading = talu.lexicon.read("Mi sendis tio.", REPLY)
    found = read_elements(talu, reading, spoiled=[reading.span(0, 3)])
    assert not found["guide"].present


def test_a_weak_sign_of_guidance_is_too_little_where_words_push_away(talu: Pack) -> None:
    """Excuses and refusals are made of facts too."""
    reading = talu.lexicon.read("Zim. La bolilo estas dekstre.", REPLY)
    assert read_elements(talu, reading)["guide"].present
    found = read_elements(talu, reading, spoiled=[reading.span(0, 1)])
    assert (found["guide"].present, found["guide"].strength) == (False, "weak")

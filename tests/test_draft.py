"""Replies built from a pack's sentences."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

import deescalate as de
from deescalate import Deescalator, UnknownLanguageError
from deescalate._draft import Given, build
from deescalate._registry import Registry

FACTS = {
    "en": Given(
        solution="We refund the €49 to your card",
        when="Friday, 27 November, 5 pm",
        owner="Anna Berg",
        name="Ms Lund",
    ),
    "fi": Given(
        solution="Palautamme 49 euroa kortillesi",
        when="perjantaina 27.11. klo 17",
        owner="Anna Berg",
        name="Matti Lund",
    ),
    "ko": Given(
        solution="결제하신 49,000원을 카드로 환불해 드리겠습니다",
        when="11월 27일 금요일 오후 5시",
        owner="김민지",
        name="이수진",
    ),
    "lv": Given(
        solution="Mēs atmaksāsim 49 eiro uz jūsu karti",
        when="piektdien, 27. novembrī, plkst. 17.00",
        owner="Anna Bērziņa",
        name="Jānis Kalniņš",
    ),
    "nb": Given(
        solution="Vi refunderer 490 kroner til kortet ditt",
        when="fredag 27. november kl. 17",
        owner="Anna Berg",
        name="Kari Lund",
    ),
    "ru": Given(
        solution="Мы вернём 490 рублей на вашу карту",
        when="в пятницу, 27 ноября, до 17:00",
        owner="Анна Берг",
        name="Мария",
    ),
}
"""What a caller may give, in each language that has phrases."""
COMPLAINT = "Third time I write. Still no refund, and nobody answers!"


def _situations() -> list[tuple[str, str]]:
    packs = {tag: Registry().pack(tag) for tag in Registry().tags()}
    return [(tag, each) for tag in packs for each in packs[tag].phrases.draft.acknowledge]


@pytest.mark.parametrize("tag", Registry().tags())
def test_every_pack_has_phrases_and_facts_to_try_them(tag: str) -> None:
    """So that the tests below see all languages."""
    assert Registry().pack(tag).phrases
    assert tag in FACTS


@pytest.mark.parametrize(("tag", "situation"), _situations())
def test_what_is_built_passes_the_check(tag: str, situation: str) -> None:
    """Every situation, in each variant, as a letter and in a chat; and nothing is to be mended."""
    desk, facts = Deescalator(language=tag), FACTS[tag]
    pack = Registry().pack(tag)
    for variant, letter in product(range(3), (True, False)):
        built = build(pack, situation, facts, letter=letter, variant=variant)
        review = desk.check(built.text)
        assert review.missing == ()
        assert review.score >= 90, review.findings
        assert desk.rewrite(built.text).edits == ()
        assert built.slots == ()
        given = [facts.solution, facts.when, facts.owner, *([facts.name] if letter else [])]
        assert [built.text.count(fact) for fact in given if fact] == [1] * len(given)


@pytest.mark.parametrize("tag", Registry().tags())
def test_another_variant_says_it_otherwise(tag: str) -> None:
    """The same variant says the same."""
    pack = Registry().pack(tag)
    for situation in pack.phrases.draft.acknowledge:
        texts = [
            build(pack, situation, FACTS[tag], letter=True, variant=variant).text
            for variant in (0, 1, 0)
        ]
        assert texts[0] == texts[2] != texts[1]


def test_what_is_not_given_stays_open() -> None:
    """Visibly, in the text and in the list."""
    built = de.draft(COMPLAINT)
    assert built.slots == ("solution", "when", "owner")
    assert all(f"{{{slot}}}" in built.text for slot in built.slots)
    assert (built.situation, built.language) == ("repeat_contact", "en")


def test_options_are_listed() -> None:
    """Line by line in a letter, in a row in a chat."""
    options = ["a refund", "a new one by Friday"]
    assert "\n- a refund\n- a new one by Friday" in de.draft(COMPLAINT, options=options).text
    chat = de.draft(COMPLAINT, options=options, channel="chat").text
    assert "(1) a refund; (2) a new one by Friday." in chat
    assert "\n" not in chat


def test_a_chat_has_no_greeting_and_no_close() -> None:
    """And nobody has to be named as the owner."""
    built = de.draft(COMPLAINT, channel="chat", name="Ms Lund")
    assert built.added == ("acknowledge", "solution", "when", "ensure")


@pytest.mark.parametrize(
    ("message", "situation"),
    [
        ("I smell gas in my kitchen and nobody picks up!", "danger"),
        ("My husband passed away last week, please close his account.", "bereavement"),
        ("I know where you live. I will come and hurt you.", "threat"),
    ],
)
def test_nothing_is_scripted_where_a_person_must_take_over(message: str, situation: str) -> None:
    """No cheer, no solution, no closing question."""
    built = de.draft(message, solution="We refund you", when="Friday")
    assert (built.situation, built.added) == (situation, ("care",))
    assert "refund" not in built.text
    assert de.complete("We will see.", to=message).added == ("care",)


def test_a_threat_is_met_with_a_limit_and_an_offer() -> None:
    """No contact of the house is needed for it."""
    assert de.draft("I will come and hurt you.").slots == ()


class TestComplete:
    """What a reply lacks is added; its own words stay."""

    def test_only_what_is_missing_is_added(self) -> None:
        """In its place: the concern at the start, the rest at the end."""
        built = de.complete("We have refunded the €49 to your card.", to=COMPLAINT)
        assert built.added == ("acknowledge", "when", "ensure")
        assert built.slots == ("when",)
        assert built.text.index("sorry") < built.text.index("€49") < built.text.index("{when}")

    def test_greeting_and_close_keep_their_places(self) -> None:
        """What is added stands between them."""
        built = de.complete("Hi Anna,\n\nWe refunded you.\n\nBest wishes\nTom", to=COMPLAINT)
        assert built.text.startswith("Hi Anna,\n\nI'm sorry")
        assert built.text.endswith("\n\nBest wishes\nTom")

    def test_a_whole_reply_stays_as_it_is(self) -> None:
        """Completing twice adds nothing."""
        facts = {"solution": "We refund the €49", "when": "Friday, 5 pm", "owner": "Anna"}
        whole = de.draft(COMPLAINT, **facts).text
        again = de.complete(whole, to=COMPLAINT)
        assert (again.text, again.added) == (whole, ())


def test_bad_input_is_named() -> None:
    """What was wrong, and what is allowed."""
    with pytest.raises(ValueError, match="when must not be blank"):
        de.draft(COMPLAINT, when=" ")
    with pytest.raises(TypeError, match="solution must be a str, not int"):
        de.draft(COMPLAINT, solution=49)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="to must be a str"):
        de.draft(None)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="channel"):
        de.draft(COMPLAINT, channel="pigeon")
    with pytest.raises(UnknownLanguageError):
        de.draft(COMPLAINT, language="xx")


@given(
    solution=st.text(min_size=1).filter(str.strip),
    when=st.text(min_size=1).filter(str.strip),
    owner=st.text(min_size=1).filter(str.strip),
    variant=st.integers(0, 50),
)
def test_what_is_given_stands_there_as_it_was_given(
    solution: str, when: str, owner: str, variant: int
) -> None:
    """Whatever it is; what it holds is no slot."""
    facts = Given(solution=f"<{solution}>", when=f"<{when}>", owner=f"<{owner}>")
    text = build(Registry().pack("en"), "money", facts, letter=True, variant=variant).text
    assert all(f"<{fact}>" in text for fact in (solution, when, owner))

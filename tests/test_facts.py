"""The guard: what two texts state is compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import deescalate
from deescalate import Deescalator, _facts
from deescalate._facts import CHECKS, changed_facts

if TYPE_CHECKING:
    from deescalate._pack import Guard

SLIPS = {
    "number": ("It has 4 doors.", "It has 5 doors."),
    "time": ("It leaves on Monday.", "It leaves on Friday."),
    "money": ("The fee is $40.", "The fee is $45."),
    "name": ("I asked Lena about it.", "I asked Tom about it."),
    "link": ("See https://example.com/a today.", "See https://example.com/b today."),
    "address": ("Write to a@example.com today.", "Write to b@example.com today."),
    "placeholder": ("Your order {{id}} is here.", "Your order {{number}} is here."),
    "code": ("Run `reset -a` here.", "Run `reset -b` here."),
    "quote": ('It says "open at dawn" here.', 'It says "shut at dawn" here.'),
    "negation": ("The lid does not fit.", "The lid fits."),
    "obligation": ("You must come.", "You come."),
    "modality": ("It may rain.", "It rains."),
    "promise": ("The fitter comes.", "The fitter will come."),
}


@pytest.fixture(scope="module")
def guard(english: Deescalator) -> Guard:
    """Return what compares facts in English."""
    return english._languages.named("en").guard


@pytest.mark.parametrize(("kind", "pair"), SLIPS.items(), ids=SLIPS)
def test_a_changed_fact_is_seen(guard: Guard, kind: str, pair: tuple[str, str]) -> None:
    """Each kind of fact is told from the others."""
    assert changed_facts(guard, *pair) == {kind}


@pytest.mark.parametrize(("kind", "pair"), SLIPS.items(), ids=SLIPS)
def test_every_check_is_needed(
    guard: Guard, kind: str, pair: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the check for a kind of fact, a change of such a fact slips through."""
    rest = tuple(check for check in CHECKS if check.kind != kind)
    assert len(rest) == len(CHECKS) - 1
    monkeypatch.setattr(_facts, "CHECKS", rest)
    assert changed_facts(guard, *pair) == set()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Unfortunately, we can't ship it.", "We cannot ship it."),
        ("Lena, who is in Oslo, will ring you.", "From Oslo, Lena will ring you."),
        ("We can't do it.", "We are unable to do it."),
        ("You have to sign it by Friday.", "You need to sign it by Friday."),
        ("It may rain.", "Perhaps it rains."),
        ("I guarantee that it will fit.", "It will fit."),
        ("That is not an option.", "That is no option."),
        ("Hi Tom, Thanks for the photo.", "Hi Tom, thanks for the photo."),
        ("WE CAN SHIP IT TODAY.", "We can ship it today."),
        ("The parcel is here.", "Your parcel is here."),
        ("iPhone users wait 2 days.", "Users of an iPhone wait 2 days."),
        ("Kettles cost 40.", "The kettle costs 40."),
        ("Luckily, we found it.", "We found it."),
        ("The yurt is here.", "Yurts are here."),
        ("", ""),
    ],
)
def test_other_words_for_the_same_facts_are_the_same(before: str, after: str) -> None:
    """What counts is how often something is denied, demanded or possible, not the word for it."""
    assert deescalate.same_facts(before, after, language="en").same


@pytest.mark.parametrize(
    ("before", "after", "kinds"),
    [
        ("It costs €40 on 3 May.", "It costs €50 on 4 May.", ["time", "money"]),
        ("We can refund it.", "We will refund it.", ["modality", "promise"]),
        ("The fee is 40.", "The fee is 40 or 50.", ["number"]),
        ("Ask @ann about it.", "Ask @tom about it.", ["name"]),
        ("The phone is an iPhone.", "The phone is a phone.", ["name"]),
        ("See `a` or {b}.", "See them.", ["placeholder", "code"]),
        ("We got it:\n> no refund\nThanks.", "We got it. Thanks.", ["quote"]),
        ("Version 2.0.1 is out.", "Version 2.0.2 is out.", ["number"]),
        ("It plays in 4K.", "It plays in 8K.", ["number"]),
        ("We ship it.", "Anna ships it.", ["name"]),
        ("It is late. Zoltan rings you.", "It is late. We ring you.", ["name"]),
    ],
)
def test_the_kinds_of_facts_that_differ_are_listed(
    before: str, after: str, kinds: list[str]
) -> None:
    """They stand in the order of the checks."""
    seen = deescalate.same_facts(before, after, language="en")
    assert not seen.same
    assert [difference.kind for difference in seen.differences] == kinds


def test_a_difference_points_at_both_texts() -> None:
    """What was lost is found in the text before, what was added in the text after."""
    before, after = "Lena refunds $40 by Friday.", "Lena refunds $40 by Monday, or on 3 May."
    (difference,) = deescalate.same_facts(before, after, language="en").differences
    assert [before[slice(*fact.span)] for fact in difference.lost] == ["Friday"]
    assert [after[slice(*fact.span)] for fact in difference.added] == ["Monday", "3 May"]
    assert [fact.text for fact in difference.added] == ["Monday", "3 May"]


def test_words_that_count_alike_are_listed_when_their_number_differs() -> None:
    """Only the words that the other text lacks are named."""
    seen = deescalate.same_facts("It can't and won't fit.", "It can't fit.", language="en")
    assert [fact.text for fact in seen.differences[0].lost] == ["won't"]


def test_a_comparison_can_be_read_at_a_prompt() -> None:
    """It names the kinds that differ, or says that there are none."""
    assert repr(deescalate.same_facts("It is 4.", "It is 5.", language="en")) == (
        "<Comparison differs in: number en>"
    )
    assert repr(deescalate.same_facts("Yes.", "Yes!", language="en")) == (
        "<Comparison same facts en>"
    )


def test_without_a_language_the_facts_that_all_share_are_compared() -> None:
    """Numbers, links and placeholders need no words."""
    assert deescalate.same_facts("\U0001f600 42", "Zzz \U0001f600 42").same
    seen = deescalate.same_facts("\U0001f600 42 {a}", "\U0001f600 43 {a}")
    assert (seen.language, [each.kind for each in seen.differences]) == ("und", ["number"])


@pytest.mark.parametrize(("before", "after"), [(1, "a"), ("a", None)])
def test_what_is_no_text_is_refused(before: str, after: str) -> None:
    """The message names the argument."""
    with pytest.raises(TypeError, match=r"(before|after) must be a str"):
        deescalate.same_facts(before, after)


PIECES = st.lists(
    st.sampled_from(
        (
            "we",
            "can't",
            "can",
            "not",
            "must",
            "may",
            "will",
            "ship",
            "it",
            "on",
            "Monday",
            "3",
            "$40",
            "Lena",
            "{id}",
            "https://example.com/a",
            "a@example.com",
            "`x`",
            '"y z"',
            "no",
            "and",
            ".",
            "!",
            "\n\n",
        )
    ),
    max_size=12,
)


@settings(max_examples=200, deadline=None)
@given(PIECES)
def test_a_text_states_what_it_states(pieces: list[str]) -> None:
    """Compared with itself no text differs."""
    text = " ".join(pieces)
    assert deescalate.same_facts(text, text, language="en").same


@settings(max_examples=200, deadline=None)
@given(
    PIECES, st.sampled_from(("3", "$40", "{id}", "https://example.com/a", "`x`", "not", "must"))
)
def test_a_fact_that_is_put_in_is_seen(pieces: list[str], fact: str) -> None:
    """Wherever it stands, it is one more."""
    text = " ".join((*pieces, "so"))
    assert not deescalate.same_facts(text, f"{text} {fact}", language="en").same

"""Channels, turns and scorecards: what is expected of a reply where, and what fails it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from deescalate import Deescalator, PackError, check, check_many
from deescalate._channels import ANYWHERE, fitted, profile_of
from deescalate.results import ELEMENTS, Element

if TYPE_CHECKING:
    from pathlib import Path

    from deescalate import Review
    from deescalate._pack import Common

CHANNELS = ("help_page", "chat", "email", "phone", "social", "in_person")
TURNS = ("first", "middle", "last", "hand_over")


def elements(**strengths: str) -> dict[str, Element]:
    """Return four elements: those that are named with their strength and part, the rest absent."""
    made = {}
    for name in ELEMENTS:
        strength, _, part = strengths.get(name, "none").partition(" ")
        made[name] = Element.model_validate(
            {
                "name": name,
                "present": strength == "strong",
                "expected": True,
                "strength": strength,
                "parts": [part] if part else [],
            }
        )
    return made


def expected(review: Review) -> tuple[str, ...]:
    """Return the elements that a review expects."""
    return tuple(name for name, each in review.elements.items() if each.expected)


@pytest.fixture
def scorecard(tmp_path: Path):
    """Return a function that writes a scorecard and returns its path."""

    def write(text: str) -> Path:
        path = tmp_path / "scorecard.toml"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_every_channel_and_turn_has_a_profile(common: Common) -> None:
    """Each alone and each pair expects something."""
    for channel in (*CHANNELS, None):
        for turn in (*TURNS, None):
            profile = profile_of(common.channels, channel, turn)
            assert profile.expected, (channel, turn)
            assert set(profile.expected) <= set(ELEMENTS)


def test_the_profiles_are_those_of_the_documentation(common: Common) -> None:
    """Their names are part of the interface."""
    assert tuple(each.name for each in common.channels.channel) == CHANNELS
    assert tuple(each.name for each in common.channels.turn) == TURNS


def test_without_channel_and_turn_all_four_are_expected() -> None:
    """And nothing is said of a fit."""
    seen = check("Okay.", language="en")
    assert expected(seen) == ELEMENTS
    assert seen.fit is None


@pytest.mark.parametrize(("what", "name"), [("channel", "fax"), ("turn", "second")])
def test_an_unknown_name_is_an_error_that_names_those_there_are(what: str, name: str) -> None:
    """So nobody needs to look them up."""
    allowed = CHANNELS if what == "channel" else TURNS
    with pytest.raises(ValueError, match=f"{what} must be one of {', '.join(allowed)}, not"):
        check("Okay.", language="en", **{what: name})


def test_a_help_page_wants_only_the_answer() -> None:
    """Dry steps pass there, and not in a mail."""
    steps = "Open Settings, choose Network and tap Reset."
    assert check(steps, channel="help_page", language="en").passed
    assert not check(steps, channel="email", language="en").passed


def test_a_short_social_reply_that_moves_on_is_not_punished() -> None:
    """What it can't hold is said in private."""
    seen = check(
        "So sorry about this, Ana! Please send us a DM with your order number.",
        channel="social",
        language="en",
    )
    assert seen.missing == ()
    assert seen.score == 100


def test_a_social_reply_that_leads_nowhere_is_expected_to_be_whole(common: Common) -> None:
    """Being short alone excuses nothing."""
    social = profile_of(common.channels, "social", None)
    judged = fitted(social, elements(acknowledge="strong apology"), 5)
    assert all(each.expected for each in judged.values())


def test_a_long_social_reply_is_expected_to_be_whole(common: Common) -> None:
    """Who has the room for a novel has the room for a time."""
    social = profile_of(common.channels, "social", None)
    shown = elements(guide="strong question")
    assert not fitted(social, shown, 50)["agree"].expected
    assert fitted(social, shown, 51)["agree"].expected


def test_a_social_reply_that_moves_on_needn_t_name_the_customer_s_matter() -> None:
    """What is left open there is taken up in private."""
    to = "My order 5512 with the blue lamp never came. When will it be here? I need it by Friday!"
    reply = "So sorry about this! Please send us a DM with your order number."
    assert check(reply, to=to, channel="social", language="en").left_open == ()
    assert check(reply, to=to, language="en").left_open != ()


def test_a_channel_says_how_long_a_reply_may_be() -> None:
    """What is longer costs a little, with a line that says so."""
    long = "We looked at it again. " * 20
    seen = check(long, channel="chat", language="en")
    assert seen.fit is not None
    assert (seen.fit.words, seen.fit.longest, seen.fit.too_long) == (100, 80, True)
    assert "100 words, where 80 are enough" in [line.label for line in seen.arithmetic]
    assert seen.score == max(0, sum(line.points for line in seen.arithmetic))


def test_a_reply_of_just_the_length_is_not_too_long() -> None:
    """The limit itself is allowed."""
    seen = check("word " * 80, channel="chat", language="en")
    assert seen.fit is not None
    assert not seen.fit.too_long


def test_quoted_mail_counts_for_no_length() -> None:
    """Only what the agent wrote does."""
    quoted = "It is on its way.\n\n> " + "what about it " * 100
    seen = check(quoted, channel="chat", language="en")
    assert seen.fit is not None
    assert seen.fit.words == 5


def test_a_fit_has_the_advice_for_channel_and_turn() -> None:
    """What matters there besides words."""
    seen = check("Okay.", channel="phone", turn="last", language="en")
    assert seen.fit is not None
    assert [("tone" in each, "way back" in each) for each in seen.fit.advice] == [
        (True, False),
        (False, True),
    ]


def test_a_turn_alone_says_what_is_expected() -> None:
    """At first nobody can agree on anything yet."""
    seen = check("Okay.", turn="first", language="en")
    assert expected(seen) == ("acknowledge", "guide")


def test_a_mail_is_whole_at_every_turn_but_the_last() -> None:
    """The channel's own word on a turn counts."""
    assert expected(check("Okay.", channel="email", turn="middle", language="en")) == ELEMENTS
    assert expected(check("Okay.", channel="email", turn="last", language="en")) == ("ensure",)


def test_a_needed_question_is_help_enough_in_the_middle_of_a_chat() -> None:
    """One question, and nothing is missing."""
    seen = check("Which browser do you use?", channel="chat", turn="middle", language="en")
    assert seen.missing == ()


def test_what_is_being_done_stands_for_a_solution_in_the_middle(common: Common) -> None:
    """No step for the customer is needed while the agent acts."""
    middle = profile_of(common.channels, "chat", "middle")
    acting = fitted(middle, elements(agree="strong action"), 5)
    idle = fitted(middle, elements(), 5)
    assert (acting["guide"].expected, idle["guide"].expected) == (False, True)


def test_one_weak_sign_is_enough_where_the_profile_says_so(common: Common) -> None:
    """The element counts as there, and its strength stays told."""
    weak = elements(acknowledge="weak thanks", agree="weak owner")
    judged = fitted(profile_of(common.channels, "chat", None), weak, 5)
    assert (judged["acknowledge"].present, judged["acknowledge"].strength) == (True, "weak")
    assert not judged["agree"].present


def test_what_nobody_expects_for_other_reasons_stays_needless(common: Common) -> None:
    """A profile never asks for more than the message allows."""
    given = elements()
    given["ensure"] = given["ensure"].model_copy(update={"expected": False})
    judged = fitted(profile_of(common.channels, "email", None), given, 5)
    assert not judged["ensure"].expected


def test_without_a_profile_elements_stay_as_they_are() -> None:
    """Nobody said where it goes."""
    given = elements(guide="weak question")
    assert fitted(ANYWHERE, given, 5) == given


def test_items_in_bulk_name_their_own_channel() -> None:
    """A mapping may hold any argument, and counts more than what is given for all."""
    steps = "Open Settings, choose Network and tap Reset."
    items = [steps, (steps, None), {"reply": steps, "channel": "email"}]
    seen = check_many(items, channel="help_page", language="en", on_error="raise")
    assert [each.passed for each in seen] == [True, True, False]


def test_an_unknown_channel_in_bulk_is_a_failure_of_its_item() -> None:
    """The rest goes on."""
    items = [{"reply": "Okay.", "channel": "fax"}, "Okay."]
    kinds = [type(each).__name__ for each in check_many(items, language="en")]
    assert kinds == ["Failure", "Review"]


def test_a_scorecard_changes_costs_and_the_bar(scorecard) -> None:
    """What it doesn't name stays."""
    path = scorecard("[score]\nbar = 95\nmissing = { agree = 50 }\n")
    theirs = Deescalator("en", scorecard=path).check("Okay.")
    ours = check("Okay.", language="en")
    assert theirs.bar == 95
    cost = {line.label: line.points for line in theirs.arithmetic}
    before = {line.label: line.points for line in ours.arithmetic}
    assert cost["agree is missing"] == -50
    assert cost["guide is missing"] == before["guide is missing"]


def test_a_scorecard_says_what_a_reply_must_have(scorecard) -> None:
    """Whatever else is missing costs, but fails nothing by itself."""
    path = scorecard('[score]\nbar = 0\nmust_have = ["acknowledge"]\n')
    desk = Deescalator("en", scorecard=path)
    assert desk.check("I'm so sorry for the long wait.").passed
    assert not desk.check("Open Settings and tap Reset.").passed


@pytest.mark.parametrize("name", ["negative.malfe", "negative", "warning"])
def test_a_scorecard_says_what_fails_every_reply(scorecard, talu_folder: Path, name: str) -> None:
    """By the id of a rule, its category or its severity."""
    path = scorecard(f'[score]\nbar = 0\nmust_have = []\nfail = ["{name}"]\n')
    desk = Deescalator("qta", packs=[talu_folder], scorecard=path)
    assert desk.check("Ni venas.").passed
    assert not desk.check("Malfe, ni venas.").passed


def test_a_scorecard_may_have_channels_of_its_own(scorecard) -> None:
    """Beside those there are, which it may change in part."""
    path = scorecard(
        '[[channel]]\nname = "sms"\nexpected = ["guide"]\nlongest = 30\n'
        '[[channel]]\nname = "chat"\nlongest = 3\n'
    )
    desk = Deescalator("en", scorecard=path)
    assert expected(desk.check("Okay.", channel="sms")) == ("guide",)
    chat = desk.check("We send it today.", channel="chat")
    assert chat.fit is not None
    assert chat.fit.too_long
    assert expected(chat) == ELEMENTS


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[score]\nbarr = 5\n", "did you mean 'bar'"),
        ('[score]\nfail = ["eror"]\n', "no severity, no category and no id"),
        ('[[channel]]\nname = "chat"\nenough = ["guide.apples"]\n', "no part of one"),
        ("[score\n", "not valid TOML"),
    ],
)
def test_a_broken_scorecard_is_an_error_with_the_line(scorecard, text: str, words: str) -> None:
    """As for any file of a pack, when the object is made."""
    with pytest.raises(PackError, match=words) as caught:
        Deescalator(scorecard=scorecard(text))
    assert caught.value.problems[0].file == "scorecard.toml"
    assert caught.value.problems[0].line


def test_a_scorecard_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    """And says so."""
    with pytest.raises(PackError, match="the file is missing"):
        Deescalator(scorecard=tmp_path / "none.toml")


def test_a_text_in_no_language_has_a_fit_and_no_elements() -> None:
    """Its length is known all the same."""
    seen = check("12 34", channel="chat")
    assert seen.elements == {}
    assert seen.fit is not None
    assert seen.fit.words == 2

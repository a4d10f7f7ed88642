"""Let words pass: per call, and by comments in a file of canned replies."""

from __future__ import annotations

import pytest

from deescalate import check, check_many, rewrite, rewrite_many
from deescalate._switches import Stretch, allowed, blanked, switched

SADLY = "Sadly, it rains."


def rules(reply: str, **given: object) -> list[str]:
    """Return the ids of the rules that fire on a reply."""
    return [each.rule for each in check(reply, language="en", **given).findings]


# ---------------------------------------------------------------- allow per call


@pytest.mark.parametrize("allow", [["Sadly"], ("negative.sadly",), {"SADLY, it"}])
def test_words_and_rules_are_let_pass_per_call(allow: object) -> None:
    """In any collection, whatever the case."""
    assert rules(SADLY) == ["negative.sadly"]
    assert rules(SADLY, allow=allow) == []
    assert rewrite(SADLY, language="en", allow=allow).text == SADLY


def test_only_the_next_call_is_meant() -> None:
    """Nothing is remembered."""
    assert rules(SADLY, allow=["sadly"]) == []
    assert rules(SADLY) == ["negative.sadly"]


def test_an_allowed_rule_lets_others_fire() -> None:
    """They are other rules."""
    assert rules("Sadly, it's our policy.", allow=["negative.sadly"]) != []


def test_ways_of_writing_may_be_allowed() -> None:
    """By their ids, or where they stand in allowed words."""
    assert rewrite("Yes!!", language="en", allow=["marks.doubled"]).text == "Yes!!"
    shouted = "PLEASE RETURN THE PARCEL TODAY"
    assert rewrite(shouted, language="en").text != shouted
    assert rewrite(shouted, language="en", allow=[shouted]).text == shouted


def test_the_name_of_a_category_is_a_word() -> None:
    """Rules are allowed one by one, so that a word never lets a dozen rules pass."""
    assert rules(SADLY, allow=["negative"]) == ["negative.sadly"]


def test_an_unknown_rule_is_an_error_with_a_hint() -> None:
    """A slip would let nothing pass, and nobody would see it."""
    with pytest.raises(ValueError, match=r"did you mean 'negative\.sadly'"):
        check(SADLY, language="en", allow=["negative.sady"])
    with pytest.raises(ValueError, match="there is no rule"):
        rewrite(SADLY, language="en", allow=["policy.xyzzy-plugh"])


@pytest.mark.parametrize("allow", ["sadly", [3]])
def test_what_is_no_collection_of_words_is_an_error(allow: object) -> None:
    """A bare string is a common slip."""
    with pytest.raises(TypeError, match="allow must be a collection"):
        check(SADLY, language="en", allow=allow)


def test_words_without_a_letter_allow_nothing() -> None:
    """They stand nowhere."""
    assert allowed(["", " , "], ()).words == ()


def test_calls_in_bulk_allow_too() -> None:
    """For all items, or for one."""
    bulk = check_many([SADLY, {"reply": SADLY, "allow": []}], language="en", allow=["sadly"])
    assert [len(each.findings) for each in bulk] == [0, 1]
    assert [each.text for each in rewrite_many([SADLY], language="en", allow=["sadly"])] == [SADLY]


# ---------------------------------------------------------------- comments


@pytest.mark.parametrize(
    "comment",
    [
        "<!-- deescalate off: negative.sadly -->",
        "<!-- deescalate-off -->",
        "<!--deescalate off:negative-->",
        "# deescalate off: negative.sadly, policy",
        "  // deescalate-off: policy negative",
        "; Deescalate off",
        "-- deescalate off",
        "% deescalate off",
        "/* deescalate off */",
        "{# deescalate off: negative #}",
        "{{! deescalate off }}",
    ],
)
def test_a_comment_switches_rules_off(comment: str) -> None:
    """In the ways that files of replies have comments; check and rewrite both obey."""
    text = f"{comment}\n\n{SADLY}"
    assert rules(f"# something\n\n{SADLY}") == ["negative.sadly"]
    assert rules(text) == []
    assert rewrite(text, language="en").text == text


@pytest.mark.parametrize(
    "comment",
    [
        "<!-- deescalate offers: negative -->",
        "<!-- please deescalate off -->",
        "Use deescalate off: negative.",
        "deescalate-off",
        "undeescalate off",
        "# deescalate off: negative.sadly and so on, 100 %",
        "# deescalate off: policy",
        "<!-- deescalate off -->\n<!-- deescalate on -->",
        "# deescalate off: negative\n# deescalate on: negative.sadly\n# deescalate on: negative",
    ],
)
def test_what_only_looks_like_it_switches_nothing(comment: str) -> None:
    """Words about it, other rules, and what was switched on again."""
    assert "negative.sadly" in rules(f"{comment}\n\n{SADLY}")


def test_rules_are_off_up_to_the_next_comment() -> None:
    """Then they fire again."""
    text = f"{SADLY}\n<!-- deescalate off -->\n{SADLY}\n<!-- deescalate on -->\n{SADLY}"
    places = [each.span.start for each in check(text, language="en").findings]
    assert places == [0, text.rindex(SADLY)]
    mended = "It rains."
    assert rewrite(text, language="en").text == text.replace(SADLY, mended).replace(
        f"off -->\n{mended}", f"off -->\n{SADLY}"
    )


def test_a_rule_is_switched_on_alone_while_all_others_are_off() -> None:
    """It is the exception."""
    text = f"# deescalate off\n# deescalate on: negative.sadly\n{SADLY} It's our policy."
    assert rules(text) == ["negative.sadly"]


def test_ways_of_writing_are_switched_off_too() -> None:
    """With all rules, or by their ids."""
    text = "# deescalate off: marks.doubled\nYes!!\n# deescalate on\nYes!!"
    assert rewrite(text, language="en").text == text[:-1]


def test_a_comment_in_a_line_parts_words() -> None:
    """No rule reads across it, and nothing in it is read."""
    assert rules("It is our <!-- deescalate on: negative.problem --> policy.") == []


def test_comments_are_no_words_of_the_reply() -> None:
    """Its length is what the customer reads."""
    text = "<!-- deescalate off: negative.sadly -->\nIt rains today."
    fit = check(text, channel="chat", language="en").fit
    assert fit is not None
    assert fit.words == 3


def test_elements_are_found_where_rules_are_off() -> None:
    """Only wording is let pass."""
    text = "<!-- deescalate off -->\nI'm so sorry for the wait."
    assert check(text, language="en").elements["acknowledge"].present


def test_places_stay_those_of_the_text() -> None:
    """A comment shifts nothing."""
    text = f"<!-- deescalate off: policy -->\r\n{SADLY}"
    (finding,) = check(text, language="en").findings
    assert text[finding.span.start : finding.span.end] == finding.text


def test_a_text_is_as_long_without_its_comments() -> None:
    """What is blanked keeps its length, and everything else its words."""
    text = f"A\n  # deescalate off: negative\r\n{SADLY}<!-- deescalate on -->B"
    assert len(blanked(text)) == len(text)
    assert "deescalate" not in blanked(text)
    assert f"\n{SADLY};" in blanked(text)


def test_a_stretch_covers_what_touches_it() -> None:
    """And nothing before or after it."""
    stretch = Stretch(5, 10, frozenset({"policy"}))
    assert [
        stretch.covers("policy.x", *place) for place in ((0, 6), (9, 12), (0, 5), (10, 12))
    ] == [
        True,
        True,
        False,
        False,
    ]


def test_many_comment_signs_take_no_time() -> None:
    """Time grows with the length of the text alone."""
    assert switched("<!-- deescalate" * 20_000 + " " * 100_000) == ()
    assert switched("<!-- deescalate off:" + " a" * 50_000) == ()

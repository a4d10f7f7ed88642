"""How wording is mended."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import deescalate
from deescalate._lexicon import REPLY
from deescalate._pack import read_pack
from deescalate._rewrite import rewrite
from deescalate._rewrite._swap import _form
from deescalate._wording import rule_hits
from deescalate.testing import check_pack

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from deescalate import Deescalator
    from deescalate._pack import Common, Pack
    from deescalate._reading import Reading
    from deescalate._wording import RuleHit
    from deescalate.results import Rewrite


def mend(pack: Pack, text: str) -> Rewrite:
    """Return what a pack makes of a reply."""

    def read(source: str) -> tuple[Reading, list[RuleHit]]:
        reading = pack.lexicon.read(source, REPLY)
        return reading, rule_hits(pack, reading)

    return rewrite(pack, text, read)


@pytest.fixture
def with_rules(toy: Path, common: Common) -> Callable[..., Pack]:
    """Return a function that makes a pack whose only rules swap one word for another."""

    def make(**swaps: str) -> Pack:
        rules = [
            f'[[rule]]\nid = "negative.r{i}"\ncategory = "negative"\nseverity = "info"\n'
            f'find = ["{find.replace("_", " ")}"]\nwhy = "w"\nsay = "{say}"\n'
            'examples = [["a", "b"]]\nunchanged = ["c"]\n'
            for i, (find, say) in enumerate(swaps.items())
        ]
        (toy / "wording.toml").write_text("\n".join(rules), encoding="utf-8")
        return read_pack(toy, "qta", common)

    return make


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("Du musi veni.", "Bonvo veni."),
        ("du musi veni.", "bonvo veni."),
        ("DU MUSI VENI.", "BONVO VENI."),
        ("Se jes, du musi veni.", "Se jes, bonvo veni."),
        ("Jen. Du musi veni", "Jen. Bonvo veni"),
        ("Jen: du musi veni!", "Jen: bonvo veni!"),
        ("Du musi veni, kaj ni venas.", "Bonvo veni, kaj ni venas."),
        ("Malfe, ni venas.", "Ni venas."),
        ("Malfe ni venas.", "Ni venas."),
        ("malfe, ni venas.", "ni venas."),
        ("Jen. Malfe, ni venas.", "Jen. Ni venas."),
        ("Ni, malfe, venas.", "Ni venas."),
        ("Ni malfe venas.", "Ni venas."),
        ("Ni venas, malfe.", "Ni venas."),
        ("Ni venas malfe!", "Ni venas!"),
        ("La kliento venas, malfe.", "Nia kliento venas."),
        ("Ni ne povi veni antan lundo.", "Ni povi veni ekde lundo."),
        ("Ni ne povi veni antan 3 dagi.", "Ni povi veni ekde 3 dagi."),
        ("Malfe, la kliento kaj la uzanto venas.", "Nia kliento kaj nia uzanto venas."),
        ("Line\r\nMalfe, ni venas.\r\n", "Line\r\nNi venas.\r\n"),
        ("Saluton Ann\nMalfe, ni venas.", "Saluton Ann\nNi venas."),
        ("Saluton Ann,\nMalfe, ni venas.", "Saluton Ann,\nNi venas."),
        ("Saluton Ann,\n\nmalfe, ni venas.", "Saluton Ann,\n\nni venas."),
        ("\u201cMalfe\u201d ni malfe venas.", "\u201cMalfe\u201d ni venas."),
    ],
)
def test_a_safe_swap_is_made_and_the_rest_comes_out_right(
    talu: Pack, text: str, mended: str
) -> None:
    """Capitals, spaces and commas around an edit are mended with it."""
    assert mend(talu, text).text == mended


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \r\n",
        "Jen la domo.",
        "Malfe.",
        "Malfe!",
        "Malfe iPhone venas.",
        "Tio ne eble.",
        'Vi diri "du musi veni" al ni.',
        "> malfe, ni venas",
        "`du musi veni`",
        "Jen {malfe}.",
    ],
)
def test_a_text_stays_as_it_is_where_no_swap_is_safe(talu: Pack, text: str) -> None:
    """A lone word, a name in small letters, quotations and code are left alone."""
    seen = mend(talu, text)
    assert (seen.text, seen.edits) == (text, ())


@pytest.mark.parametrize(
    "kept",
    [
        "3",
        "14:00",
        "2026-05-03",
        "$49.99",
        "\U0001f600",
        "{{ticket.id}}",
        "{name}",
        "%s",
        "<b>",
        "a@example.com",
        "https://example.com/A?b=c",
        "@ann",
        "`x  =  1`",
        '"two  words"',
    ],
)
def test_what_a_swap_carries_over_is_untouched(talu: Pack, kept: str) -> None:
    """Numbers, links, placeholders, code and quotations pass through a swap unchanged."""
    assert mend(talu, f"Du musi vidi {kept} nun.").text == f"Bonvo vidi {kept} nun."


@pytest.mark.parametrize("kept", ["3 dagi", "$49", "{name}", "a@example.com", "\U0001f600"])
def test_a_swap_that_would_lose_a_fact_is_not_made(
    with_rules: Callable[..., Pack], kept: str
) -> None:
    """A rule that drops what its words caught is left to a person."""
    pack = with_rules(**{"ni_mopo_{do}": "ni venas"})
    seen = mend(pack, f"ni mopo por {kept}.")
    assert seen.text == f"ni mopo por {kept}."
    assert [proposal.rule for proposal in seen.proposals] == ["negative.r0"]


def test_edits_say_what_was_changed_and_why(talu: Pack) -> None:
    """Only the words that change are in an edit, with their places in both texts."""
    text = "\U0001f600 Malfe, ni venas. Ni ne povi veni antan lundo."
    seen = mend(talu, text)
    assert [(edit.before, edit.after, edit.rule, edit.why) for edit in seen.edits] == [
        ("Malfe, n", "N", "negative.malfe", "Nigra vorto."),
        ("ne povi veni antan", "povi veni ekde", "negative.ne-antan", "Ne al jes."),
    ]
    for edit in seen.edits:
        assert text[edit.old.start : edit.old.end] == edit.before
        assert seen.text[edit.new.start : edit.new.end] == edit.after


def test_words_that_stay_are_no_part_of_an_edit(talu: Pack) -> None:
    """What a slot carries over at the end is not called changed."""
    (edit,) = mend(talu, "Du musi veni al ni.").edits
    assert (edit.before, edit.after) == ("Du musi", "Bonvo")


def test_proposals_point_into_the_new_text(talu: Pack) -> None:
    """What a person must decide is found where it now stands."""
    seen = mend(talu, "Malfe, tio ne eble.")
    (proposal,) = seen.proposals
    assert seen.text[proposal.span.start : proposal.span.end] == proposal.text == "ne eble"
    assert proposal.options == ("Mi povi {ofero}.",)


def test_a_swap_that_was_not_safe_is_proposed(talu: Pack) -> None:
    """The rule is named, so that a person may look at it."""
    assert [proposal.rule for proposal in mend(talu, "Malfe.").proposals] == ["negative.malfe"]


def test_one_swap_may_lead_to_the_next(with_rules: Callable[..., Pack]) -> None:
    """Both rules are named in the one edit that they make together."""
    seen = mend(with_rules(alfa="beta", beta="gama"), "jen alfa nun, jen beta")
    assert seen.text == "jen gama nun, jen gama"
    assert [(edit.before, edit.after, edit.rule) for edit in seen.edits] == [
        ("alfa", "gama", "negative.r0 negative.r1"),
        ("beta", "gama", "negative.r1"),
    ]


def test_a_swap_that_is_undone_is_no_edit(with_rules: Callable[..., Pack]) -> None:
    """Where rules lead back to the text that was given, nothing was changed."""
    seen = mend(with_rules(a_b="c d", c_d="e f", e_f="g"), "x a b y")
    assert (seen.text, len(seen.edits)) == ("x g y", 1)


def test_rules_that_feed_each_other_change_nothing(with_rules: Callable[..., Pack]) -> None:
    """A pair of rules that would go on for ever is left to a person."""
    seen = mend(with_rules(alfa="beta", beta="alfa"), "jen alfa")
    assert (seen.text, seen.edits) == ("jen alfa", ())
    assert [proposal.options for proposal in seen.proposals] == [("beta",)]


def test_a_rule_that_grows_for_ever_changes_nothing(with_rules: Callable[..., Pack]) -> None:
    """Nor does a rule that finds itself in what it says."""
    seen = mend(with_rules(alfa="alfa alfa"), "jen alfa")
    assert (seen.text, seen.edits) == ("jen alfa", ())


def test_swaps_side_by_side_are_all_made(with_rules: Callable[..., Pack]) -> None:
    """Hits that touch are mended one after the other."""
    seen = mend(with_rules(alfa="a", beta="b"), "alfa beta alfa")
    assert seen.text == "a b a"


def test_a_swap_that_changes_a_fact_is_proposed(with_rules: Callable[..., Pack]) -> None:
    """What the rule would have said is its option."""
    seen = mend(with_rules(uno="due"), "jen uno")
    assert (seen.text, seen.edits) == ("jen uno", ())
    assert [proposal.options for proposal in seen.proposals] == [("due",)]


def test_the_same_swap_is_made_if_the_rule_declares_it(
    edited: Callable[[str, str, str], Path], common: Common
) -> None:
    """What a rule changes on purpose is no reason to hold it back."""
    folder = edited("wording.toml", 'say = "nia {1}"', 'say = "unu {1}"')
    pack = folder / "pack.toml"
    pack.write_text(f'{pack.read_text("utf-8")}\n[facts]\nnegation = ["unu"]\n', "utf-8")
    text = "La kliento venas."
    assert mend(read_pack(folder, "qta", common), text).text == text
    edited("wording.toml", 'say = "unu {1}"', 'say = "unu {1}"\nchanges = ["negation"]')
    assert mend(read_pack(folder, "qta", common), text).text == "Unu kliento venas."


@pytest.mark.parametrize("text", ["Malfe, malfe, ni venas.", "Ni malfe malfe venas, malfe."])
def test_words_that_stand_twice_are_dropped_twice(talu: Pack, text: str) -> None:
    """Nothing is left for a second call."""
    once = mend(talu, text).text
    assert once == "Ni venas."
    assert mend(talu, once).edits == ()


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("Hello, Unfortunately, it is late.", "Hello, it is late."),
        ("Hi Anna, unfortunately, we are full.", "Hi Anna, we are full."),
        ("We are, unfortunately, full.", "We are full."),
        ("I looked, but, unfortunately, we are full.", "I looked, but we are full."),
        (
            "See https://example.com/a Unfortunately, we are full.",
            "See https://example.com/a We are full.",
        ),
        ("<p>Unfortunately, we are full.</p>", "<p>We are full.</p>"),
        ("<b>Unfortunately</b>, we are full.", "<b>Unfortunately</b>, we are full."),
        ("**Unfortunately**, we are full.", "We are full."),
        ("You need to **restart** it now.", "Please **restart** it now."),
        ("You **need to** restart it now.", "You **need to** restart it now."),
        ("Do Not Hesitate To Call Me", "Please Call Me"),
        (
            "Hi Tom, If you still have problems with it, reply.",
            "Hi Tom, If you still need help with it, reply.",
        ),
        (
            "1. Unfortunately, we moved.\n2. You need to sign it.",
            "1. We moved.\n2. Please sign it.",
        ),
        ("You need to restart it\nand wait  a bit.", "Please restart it\nand wait  a bit."),
        ("We recommend to restart it.", "We recommend restarting it."),
        ("We recommend to sing it.", "We recommend to sing it."),
        (
            "I understand your concern, but the hall is full.",
            "I understand your concern. The hall is full.",
        ),
        (
            "I understand your concern, but iPhone cases are gone.",
            "I understand your concern, but iPhone cases are gone.",
        ),
    ],
)
def test_english_comes_out_right_around_an_edit(
    english: Deescalator, text: str, mended: str
) -> None:
    """Greetings, links, tags, emphasis, titles, lists and forms of verbs."""
    assert english.rewrite(text).text == mended


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("Why???", "Why?"),
        ("What?!", "What?"),
        ("Thanks!!!", "Thanks!"),
        ("Wait...", "Wait..."),
        ('He wrote "why???" to us.', 'He wrote "why???" to us.'),
        ("PLEASE RESTART YOUR ROUTER TODAY.", "Please restart your router today."),
        (
            "PLEASE CALL US ON MONDAY ABOUT YOUR ORDER.",
            "Please call us on Monday about your order.",
        ),
        ("PLEASE RESTART YOUR ZYXOMAT TODAY.", "PLEASE RESTART YOUR ZYXOMAT TODAY."),
        (
            "PLEASE CHANGE YOUR SIM CARD AND ORDER AB12.",
            "Please change your SIM card and order AB12.",
        ),
        ("I THINK THERE IS SOMETHING WRONG.", "I think there is something wrong."),
        ("NASA AND BBC", "NASA AND BBC"),
        ('"PLEASE RESTART YOUR ROUTER"', '"PLEASE RESTART YOUR ROUTER"'),
    ],
)
def test_ways_of_writing_are_calmed(english: Deescalator, text: str, mended: str) -> None:
    """Marks in a row become one, and shouted sentences whose words are all known small."""
    assert english.rewrite(text).text == mended


def test_ways_of_writing_have_a_reason_too(english: Deescalator) -> None:
    """It comes from the pack."""
    (edit,) = english.rewrite("Why???").edits
    assert (edit.rule, bool(edit.why)) == ("marks.doubled", True)


@pytest.mark.parametrize("text", ["Kial???", "\U0001f600 !!!", "LA KLIENTO VENAS MORGAU NUN!!!"])
def test_what_has_no_reason_in_the_pack_stays(talu: Pack, text: str) -> None:
    """A pack without a style leaves marks and capitals alone."""
    assert "marks.doubled" not in {edit.rule for edit in mend(talu, text).edits}


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        (
            "I am sorry for the wait. I'm so sorry. It is here.",
            "I am sorry for the wait. It is here.",
        ),
        ("Sorry for the wait. We apologize again.", "Sorry for the wait."),
        ("I'm so sorry. It is here.", "I'm so sorry. It is here."),
        (
            "Sorry for the wait.\n\nI'm so sorry. It is here.",
            "Sorry for the wait.\n\nI'm so sorry. It is here.",
        ),
    ],
)
def test_only_the_first_apology_of_a_paragraph_stays(
    english: Deescalator, text: str, mended: str
) -> None:
    """A bare one after another in the same paragraph is dropped with its mark."""
    assert english.rewrite(text).text == mended


def test_a_and_an_agree_after_an_edit(english: Deescalator) -> None:
    """The article goes along with the first word of a swap."""
    agreed = english.rewrite("It is a utilized car.").text
    assert agreed == "It is a used car."
    grammar = english._languages.named("en").settings.grammar
    forms = grammar.agreement[0].forms
    words = ("hour", "house", "user", "umbrella", "update", "euro", "apple", "one", "x-ray")
    assert [_form(forms, word) for word in words] == [
        "an",
        "a",
        "a",
        "an",
        "an",
        "a",
        "an",
        "a",
        "an",
    ]


def test_an_article_changes_with_what_follows(
    edited: Callable[[str, str, str], Path], common: Common
) -> None:
    """Also where it has a capital."""
    folder = edited("wording.toml", 'say = "nia {1}"', 'say = "ado {1}"')
    table = '\n[[grammar.agreement]]\n[grammar.agreement.forms]\nbo = ["l"]\nbon = ["a"]\n'
    pack = folder / "pack.toml"
    pack.write_text(pack.read_text("utf-8") + table, "utf-8")
    seen = mend(read_pack(folder, "qta", common), "Bo la kliento. Jen bo la uzanto, bo domo.")
    assert seen.text == "Bon ado kliento. Jen bon ado uzanto, bo domo."


@pytest.mark.parametrize("apply", ["none", (), frozenset({"command.you-need-to"})])
def test_only_what_is_asked_for_is_applied(english: Deescalator, apply: str) -> None:
    """The rest is proposed."""
    text = "Unfortunately, it is late!! You need to call us."
    seen = english.rewrite(text, apply=apply)
    changed = {edit.rule for edit in seen.edits}
    assert changed == (set() if apply == "none" else set(apply))
    assert "negative.unfortunately" in {proposal.rule for proposal in seen.proposals}


def test_ways_of_writing_can_be_asked_for(english: Deescalator) -> None:
    """Their ids count like those of rules."""
    seen = english.rewrite("Unfortunately, it is late!!", apply={"marks.doubled"})
    assert seen.text == "Unfortunately, it is late!"


@pytest.mark.parametrize(
    ("apply", "message"),
    [("all", "apply must be 'safe', 'none'"), ({"negative.nix"}, "no such rules .*negative.nix")],
)
def test_another_way_to_apply_is_refused(english: Deescalator, apply: str, message: str) -> None:
    """The message names what there is, or the ids that are unknown."""
    with pytest.raises(ValueError, match=message):
        english.rewrite("Yes.", apply=apply)


def test_the_customers_own_words_are_filled_in(english: Deescalator) -> None:
    """A noun phrase that names the matter beyond doubt takes the place of its slot."""
    to = "I have seen a double charge on my card!"
    seen = english.rewrite("We look into the problem.", to=to, apply="none")
    assert seen.proposals[0].options[0] == "{action} the double charge"
    with_detection = english.rewrite(
        "We look into the problem.", to=english.detect(to), apply="none"
    )
    assert with_detection == seen


@pytest.mark.parametrize(
    "to",
    ["It broke.", "A double charge, and my lost parcel!", 'He wrote "double charge" to me.', ""],
)
def test_nothing_is_filled_in_where_it_is_not_certain(english: Deescalator, to: str) -> None:
    """No phrase, several of them, or somebody else's."""
    seen = english.rewrite("We look into the problem.", to=to, apply="none")
    assert seen.proposals[0].options[0] == "{action} {concrete_thing}"


@pytest.mark.parametrize("apply", ["safe", "none", {"negative.unfortunately"}])
@pytest.mark.parametrize(
    "to",
    [
        "I smell gas in my kitchen and nobody picks up!",
        "My husband passed away last week, please close his account.",
        "Mieheni kuoli viime viikolla, miten irtisanon hänen liittymänsä?",
    ],
)
def test_nothing_is_rewritten_for_danger_and_grief(to: str, apply: str | set[str]) -> None:
    """Nor proposed: a person finds the words. The message may be in another language."""
    reply = "Unfortunately, we can't send it until Monday."
    desk = deescalate.Deescalator()
    assert desk.rewrite(reply, to="Where is it?").edits
    for message in (to, desk.detect(to)):
        seen = desk.rewrite(reply, to=message, apply=apply)
        assert (seen.text, seen.edits, seen.proposals) == (reply, (), ())


def test_a_customers_message_must_be_a_text(english: Deescalator) -> None:
    """The message names the argument."""
    with pytest.raises(TypeError, match="to must be a str"):
        english.rewrite("Yes.", to=3)


def test_an_option_that_is_a_sentence_replaces_the_sentence(english: Deescalator) -> None:
    """The sentences around it stay."""
    seen = english.rewrite("Hello Tom. We can't change it, Mr. Poe. Bye!")
    text = seen.accept(seen.proposals[0], option="move it to May")
    assert text == "Hello Tom. What I can do is move it to May. Bye!"


def test_any_other_option_replaces_the_words(english: Deescalator) -> None:
    """In their case."""
    seen = english.rewrite("The issue was new.")
    assert seen.accept(seen.proposals[0], concrete_thing="leak") == "The leak was new."
    assert (
        seen.accept(seen.proposals[0], 1, thing="the tap") == "The question about the tap was new."
    )


def test_open_slots_are_named(english: Deescalator) -> None:
    """So is an option that isn't there, and a proposal of another text."""
    seen = english.rewrite("We can't change it.")
    with pytest.raises(ValueError, match="open slots: option"):
        seen.accept(seen.proposals[0])
    with pytest.raises(ValueError, match="no option 99"):
        seen.accept(seen.proposals[0], 99)
    with pytest.raises(ValueError, match="none of this text's"):
        english.rewrite("Yes.").accept(seen.proposals[0])


def test_what_changed_is_shown_word_by_word(english: Deescalator) -> None:
    """In signs, in colours or in HTML, with what the text holds made harmless."""
    seen = english.rewrite("Sadly, it is <b>late</b>!! You need to call us.")
    assert seen.diff() == (
        "[-Sadly, it-]{+It+} is <b>late</b>[-!!-]{+!+} [-You need to-]{+Please+} call us."
    )
    assert "\x1b[31;9mSadly, it\x1b[0m\x1b[32mIt\x1b[0m is" in seen.diff(color=True)
    html = seen._repr_html_()
    assert "<del>Sadly, it</del><ins>It</ins> is &lt;b&gt;late" in html


def test_a_text_that_stays_is_shown_as_it_is(english: Deescalator) -> None:
    """No signs at all."""
    assert english.rewrite("It is here.").diff() == "It is here."


PIECES = (
    "You need to",
    "you must",
    "please",
    "Unfortunately,",
    "unfortunately",
    "we can't",
    "ship it",
    "Lena",
    "until Monday",
    "I'm sorry.",
    "We apologize.",
    "but",
    "don't hesitate to",
    "no problem",
    "the issue",
    "3",
    "persists",
    "SORRY",
    "PLEASE RESTART YOUR ROUTER",
    "!!",
    "?",
    ".",
    ",",
    "\n",
    "\n- ",
    "$4",
    "{x}",
    "`y`",
    "https://example.com/a",
    "<b>",
    "</b>",
    "**",
    '"no"',
    "iPhone",
    "In order to",
    "a",
    "\u2019",
    "\u2026",
    "(",
    ")",
)
TEXTS = st.lists(st.sampled_from(PIECES), min_size=1, max_size=10).map(" ".join)


@settings(max_examples=200, deadline=None)
@given(TEXTS, TEXTS)
def test_texts_with_a_blank_line_between_are_mended_alone(first: str, second: str) -> None:
    """What stands in one paragraph changes nothing in another."""
    apart = [deescalate.rewrite(text, language="en").text for text in (first, second)]
    together = deescalate.rewrite(f"{first}\n\n{second}", language="en").text
    assert together == "\n\n".join(apart)


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_what_the_guard_lets_through_was_declared(text: str) -> None:
    """Numbers, names, links, placeholders, code and quotations are the same in the new text."""
    seen = deescalate.rewrite(text, language="en")
    kinds = {
        each.kind for each in deescalate.same_facts(text, seen.text, language="en").differences
    }
    assert kinds.isdisjoint(("number", "money", "link", "address", "placeholder", "code", "quote"))
    pack = deescalate._api._functions._default()._languages.named("en")
    ids = {rule for edit in seen.edits for rule in edit.rule.split()}
    declared = {fact for rule in ids if rule in pack.rules for fact in pack.rules[rule].changes}
    assert kinds & {"negation", "obligation"} <= declared


def test_a_declared_change_that_no_example_shows_is_a_problem(
    edited: Callable[[str, str, str], Path],
) -> None:
    """What a rule may change it has to prove."""
    folder = edited("wording.toml", 'changes = ["negation"]', 'changes = ["negation", "money"]')
    pack = folder / "pack.toml"
    pack.write_text(f'{pack.read_text("utf-8")}\n[facts]\nnegation = ["ne"]\n', "utf-8")
    told = [str(problem) for problem in check_pack(folder)]
    assert len(told) == 1
    assert "declares that it changes 'money', and no example does" in told[0]


def test_a_rule_that_says_the_same_changes_nothing(with_rules: Callable[..., Pack]) -> None:
    """It is no edit."""
    assert mend(with_rules(pa="pa"), "jen pa").edits == ()


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("Ni ne povi *veni* antan lundo.", "Ni povi *veni* ekde lundo."),
        ("Ni ne *povi* veni antan lundo.", "Ni ne *povi* veni antan lundo."),
        ("Ni tre *malfe venas.", "Ni tre *malfe venas."),
    ],
)
def test_signs_of_emphasis_stay_in_pairs(talu: Pack, text: str, mended: str) -> None:
    """They go along with the words that they stick to; else the words are left alone."""
    assert mend(talu, text).text == mended


def test_an_abbreviation_in_a_shouted_sentence_stays(english: Deescalator) -> None:
    """A short word that no cue knows may be one."""
    seen = english.rewrite("PLEASE RESTART YOUR ROUTER NOW, ZYX.")
    assert seen.text == "Please restart your router now, ZYX."


def test_a_bare_slot_takes_the_words_alone(english: Deescalator) -> None:
    """The article before them is there already."""
    seen = english.rewrite("The issue was new.", to="My lost parcel!")
    assert seen.proposals[0].options[0] == "lost parcel"
    assert seen.proposals[0].options[1] == "the question about the lost parcel"


def test_a_pack_without_words_for_the_matter_fills_nothing_in(talu: Pack) -> None:
    """Its options stay as the pack has them."""

    def read(source: str) -> tuple[Reading, list[RuleHit]]:
        reading = talu.lexicon.read(source, REPLY)
        return reading, rule_hits(talu, reading)

    (proposal,) = rewrite(talu, "Tio ne eble.", read, to="double charge").proposals
    assert proposal.options == ("Mi povi {ofero}.",)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("A reply was posted in your other ticket.", "There is a reply in your other ticket."),
        (
            "See https://example.com/a according to the details already sent to you.",
            "See https://example.com/a.",
        ),
        ("According to the details already sent to you.", None),
        ("To fix the issue, you can restart it.", "To fix this, you can restart it."),
        ("To fix the issue of damp walls, open a window.", None),
        ("Sorry for the trouble, Ann!", "Sorry about this, Ann!"),
        ("Sorry for the trouble finding us.", None),
        ("If you like tea, you need to boil the kettle.", None),
        ("If it beeps, you need to press OK.", "If it beeps, please press OK."),
        ("Anna said you need to press OK.", None),
    ],
)
def test_what_a_clause_begins_or_ends_with_counts(
    english: Deescalator, before: str, after: str | None
) -> None:
    """Words that end a clause are mended, and left alone where more is said of them."""
    assert english.rewrite(before).text == (after or before)

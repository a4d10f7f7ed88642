"""How wording is mended."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from deescalate._lexicon import REPLY
from deescalate._pack import read_pack
from deescalate._rewrite import rewrite
from deescalate._wording import rule_hits

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

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
        "3", "14:00", "2026-05-03", "$49.99", "\U0001f600", "{{ticket.id}}", "{name}", "%s", "<b>",
        "a@example.com", "https://example.com/A?b=c", "@ann", "`x  =  1`", '"two  words"',
    ],
)  # fmt: skip
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


@pytest.mark.parametrize("text", ["Malfe, malfe, ni venas.", "Ni malfe malfe venas, malfe."])
def test_words_that_stand_twice_are_dropped_twice(talu: Pack, text: str) -> None:
    """Nothing is left for a second call."""
    once = mend(talu, text).text
    assert once == "Ni venas."
    assert mend(talu, once).edits == ()

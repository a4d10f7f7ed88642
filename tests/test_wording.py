"""Wording that is better avoided."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from deescalate._lexicon import REPLY
from deescalate._pack import read_pack
from deescalate._wording import Asked, findings, rule_hits
from deescalate.results import State

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from deescalate import Deescalator
    from deescalate._pack import Common, Pack
    from deescalate.results import Finding


def find(pack: Pack, text: str) -> tuple[Finding, ...]:
    """Return what a pack finds in a reply."""
    reading = pack.lexicon.read(text, REPLY)
    return findings(pack, reading, rule_hits(pack, reading))


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("Tio ne eble.", ["refusal.neeble"]),
        ("Malfe, tio ne eble.", ["negative.malfe", "refusal.neeble"]),
        ("Jen nia regulo.", ["policy.regulo"]),
        ("Jen nia regulo, se vi vola.", []),
        ("Jen nia regulo. Venu se vi vola.", ["policy.regulo"]),
        ("Du musi veni.", ["command.du-musi"]),
        ("Du musi rajti.", []),
        ('Vi diri "tio ne eble" al ni.', []),
        ("> tio ne eble", []),
        ("Ni ne povi veni antan lundo.", ["negative.ne-antan"]),
        ("Du musi diri malfe ne eble.", ["command.du-musi"]),
        ("Jen.", []),
        ("", []),
    ],
)
def test_rules_fire_where_their_words_stand(talu: Pack, text: str, rules: list[str]) -> None:
    """In the order of the text; exceptions, silencers and quotations keep rules quiet."""
    assert [finding.rule for finding in find(talu, text)] == rules


def test_of_two_equal_hits_the_one_that_mends_counts(english: Deescalator) -> None:
    """Else the place would only be pointed at."""
    (finding,) = english.check("Your comfort is our main priority.").findings
    assert finding.rule == "impersonal.is-our-priority"


def test_a_finding_says_all_about_its_rule(talu: Pack) -> None:
    """Category, severity, reason, suggestions and file come from the pack."""
    text = "\U0001f600 Tio\u2026 NENIAM  eble!"
    (finding,) = find(talu, text)
    assert (finding.category, finding.severity) == ("refusal", "error")
    assert (finding.why, finding.suggestions) == ("Muro.", ("Mi povi {ofero}.",))
    assert finding.source == "qta/wording.toml"
    assert text[finding.span.start : finding.span.end] == finding.text == "NENIAM  eble"


def test_no_two_findings_overlap(talu: Pack) -> None:
    """Where rules compete for words, the longer one has them."""
    found = find(talu, "Du musi veni al la kliento. La kliento ne povi veni antan lundo.")
    spans = [finding.span for finding in found]
    assert all(one.end <= two.start for one, two in pairwise(spans))
    assert [finding.rule for finding in found] == [
        "command.du-musi",
        "impersonal.la-kliento",
        "negative.ne-antan",
    ]


WHEN = """
[[rule]]
id = "sarcasm.zim"
category = "sarcasm"
severity = "warning"
find = ["zim"]
why = "Zim."
propose = ["Zam."]
examples = ["[Zim]."]
unchanged = ["Zam."]
[rule.when]
"""


@pytest.fixture
def conditional(toy: Path, common: Common) -> Callable[[str], Pack]:
    """Return a function that makes the toy pack with a rule that counts under a condition."""

    def make(condition: str) -> Pack:
        wording = toy / "wording.toml"
        wording.write_text(wording.read_text("utf-8") + WHEN + condition, encoding="utf-8")
        return read_pack(toy, "qta", common)

    return make


@pytest.mark.parametrize(
    ("condition", "asked", "text", "count"),
    [
        ('to = ["angry"]', Asked(State.ANGRY), "Zim.", 1),
        ('to = ["angry"]', Asked(State.CALM), "Zim.", 0),
        ('to = ["angry"]', Asked(), "Zim.", 0),
        ('signals = ["safety"]', Asked(signals=frozenset({"safety"})), "Zim.", 1),
        ('signals = ["bereavement"]', Asked(signals=frozenset({"safety"})), "Zim.", 0),
        ("unasked = true", Asked(why=True), "Zim.", 0),
        ("unasked = true", Asked(why=False), "Zim.", 1),
        ("count = 3", Asked(), "Zim, zim.", 0),
        ("count = 3", Asked(), "Zim, zim. Zim! Zim?", 2),
        ('without = ["acknowledge"]', Asked(), "Zim. Mi bedaras.", 0),
        ('without = ["acknowledge.feeling"]', Asked(), "Zim. Mi bedaras.", 1),
        ('not_yet = ["acknowledge"]', Asked(), "Zim. Mi bedaras. Zim.", 1),
        ('not_yet = ["acknowledge"]', Asked(), "Mi bedaras. Zim.", 0),
    ],
)
def test_a_rule_counts_under_its_condition(
    conditional: Callable[[str], Pack],
    condition: str,
    asked: Asked,
    text: str,
    count: int,
) -> None:
    """To whom, for which message, from which hit on, without and before what."""
    pack = conditional(condition)
    fired = rule_hits(pack, pack.lexicon.read(text, REPLY), asked)
    assert [each.rule.id for each in fired] == ["sarcasm.zim"] * count


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("Zim.", "warning"),
        ("Zim. Mi sendis tio.", "info"),
        ("Zim. Jen. Mi sendis tio.", "info"),
        ("Zim. Jen. Jen. Mi sendis tio.", "warning"),
        ("Mi sendis tio, zim.", "info"),
        ("Mi sendis tio. Zim.", "warning"),
    ],
)
def test_something_better_nearby_eases_a_finding(
    conditional: Callable[[str], Pack],
    text: str,
    severity: str,
) -> None:
    """Within two sentences after it, or before it in its own."""
    pack = conditional('eased_by = ["guide.done"]')
    reading = pack.lexicon.read(text, REPLY)
    (found,) = findings(pack, reading, rule_hits(pack, reading))
    assert found.severity == severity


def test_a_rule_that_does_not_count_hides_no_other(
    conditional: Callable[[str], Pack],
) -> None:
    """Its longer words leave the shorter ones of other rules alone."""
    pack = conditional('to = ["angry"]')
    reading = pack.lexicon.read("Zim.", REPLY)
    assert "when.sarcasm.zim" in reading.found
    assert rule_hits(pack, reading, Asked(State.CALM)) == []


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Jen la Nia Regulo Klubo.", 0),
        ("Jen la Klubo Nia Regulo.", 0),
        ("Jen la nia regulo klubo.", 1),
        ("Nia regulo.", 1),
        ("Jen, Nia regulo.", 1),
        ("Jen NIA REGULO.", 1),
    ],
)
def test_names_are_left_alone(talu: Pack, text: str, count: int) -> None:
    """Words with capitals inside a sentence, in a row of such words, are somebody's name."""
    assert len(find(talu, text)) == count


def test_a_rule_may_be_asked_for_in_any_case(
    conditional: Callable[[str], Pack],
) -> None:
    """The check of packs looks whether its words are found at all."""
    pack = conditional("count = 3")
    assert len(rule_hits(pack, pack.lexicon.read("Zim.", REPLY), always="sarcasm.zim")) == 1

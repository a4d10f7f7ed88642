"""Wording that is better avoided."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from deescalate._lexicon import REPLY
from deescalate._wording import findings, rule_hits

if TYPE_CHECKING:
    from deescalate._pack import Pack
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

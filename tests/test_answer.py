"""Whether a reply picks up what the customer said."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from deescalate._answer import asks_why, hear, left_open, told, uncared
from deescalate._elements import read_elements
from deescalate._lexicon import MESSAGE, REPLY
from deescalate._pack import pack_of_no_language, read_pack
from deescalate._promises import promises
from deescalate._signals import read_signals, signal_hits
from deescalate._wording import rule_hits

if TYPE_CHECKING:
    from pathlib import Path

    from deescalate._pack import Common, Pack
    from deescalate.results import LeftOpen

ANSWER = """
[answer]
plain = ["estas", "mia", "mi", "mopas", "mopo", "fojo"]
alike = [["pakajo", "sendajo"], ["rompita", "difekta"]]

[answer.advice]
concern = "Nomu tion."
question = "Respondu."
person = "Kiu?"

[[answer.cues]]
name = "asks_time"
cues = ["kiam venas"]
examples = ["[Kiam venas] tio?"]
near_misses = ["Kiam mi."]

[[answer.cues]]
name = "asks_amount"
cues = ["kiom kostas"]
examples = ["[Kiom kostas] tio?"]
near_misses = ["Kiom mi."]

[[answer.cues]]
name = "asks_why"
cues = ["kial"]
examples = ["[Kial] tio?"]
near_misses = ["Kiel."]

[[answer.cues]]
name = "bereavement"
cues = ["mortis"]
examples = ["Li [mortis]."]
near_misses = ["Li mortigis."]

[[answer.cues]]
name = "again"
cues = ["denove"]
examples = ["Vi skribi [denove]."]
near_misses = ["De nove."]

[[answer.cues]]
name = "greets"
cues = ["^saluton"]
examples = ["[Saluton] Marta."]
near_misses = ["La saluton."]

[[answer.cues]]
name = "person"
cues = ["mi restas"]
examples = ["[Mi restas]."]
near_misses = ["Vi restas."]
"""


@pytest.fixture
def pack(toy: Path, common: Common) -> Pack:
    """Return the toy pack with what is needed to compare a reply with a message."""
    elements = toy / "elements.toml"
    elements.write_text(elements.read_text("utf-8") + ANSWER, encoding="utf-8")
    return read_pack(toy, "qta", common)


def left(pack: Pack, to: str, says: str) -> tuple[LeftOpen, ...]:
    """Return what a reply leaves open of a message."""
    message, reply = pack.lexicon.read(to, MESSAGE), pack.lexicon.read(says, REPLY)
    signals = read_signals(message, signal_hits(message))
    heard = hear(pack, reply, message)
    elements = read_elements(pack, reply, heard.echoes)
    return left_open(pack, reply, heard, signals, elements)


@pytest.mark.parametrize(
    ("to", "says", "kinds"),
    [
        ("Mia kettolo estas rompita.", "La kettolo venas.", []),
        ("Mia kettolo estas rompita.", "La kettolon ni vidas.", []),
        ("Mia pakajo estas for.", "La sendajo venas.", []),
        ("Mia kettolo estas rompita.", "Bonan tagon.", ["concern"]),
        ("Mi estas Marta Kettolo.", "Saluton Marta, venu.", ["concern"]),
        ("Mia kettolo kostis 49 krono.", "La kettolo por 49 krono.", []),
        ("Mia kettolo kostis 49 krono.", "La kettolo.", ["amount"]),
        ("Mia kettolo kostis $49 kaj $49.", "La kettolo.", ["amount"]),
        ("Mia kettolo de 3 dagi.", "La kettolo de 3 dagi.", []),
        ("Mia kettolo de 3 dagi.", "La kettolo.", ["time"]),
        ("Mia kettolo morgo.", "La kettolo.", []),
        ("Mi bezona kettolo antan lundo.", "La kettolo venas marto.", []),
        ("Mi bezona kettolo antan lundo.", "La kettolo venas.", ["deadline"]),
        ("Kiam venas mia kettolo?", "La kettolo venas lundo.", []),
        ("Kiam venas mia kettolo?", "La kettolo estas bela.", ["question"]),
        ("Kiom kostas kettolo?", "La kettolo kostas $49.", []),
        ("Kiom kostas kettolo?", "La kettolo estas bela.", ["question"]),
        ("Venas mia kettolo?", "La kettolo estas bela.", ["question"]),
        ("Venas mia kettolo?", "Mi sendis la kettolo.", []),
        ("Grumas mia kettolo?", "La kettolo estas bela.", []),
        ("Kettolo, tria fojo!", "La kettolo denove.", []),
        ("Kettolo, tria fojo!", "La kettolo.", ["repeat_contact"]),
        ("Kettolo AB12345.", "La kettolo ab12345.", []),
        ("Kettolo AB12345.", "La kettolo.", ["number"]),
        ("Kettolo 123.", "La kettolo.", []),
        ("Mi grumas.", "Bonan tagon.", ["concern"]),
        ("", "Bonan tagon.", []),
        ("!!!", "", []),
    ],
)
def test_what_is_not_picked_up_is_named(pack: Pack, to: str, says: str, kinds: list[str]) -> None:
    """Words in any form, amounts, times, the deadline, the question, earlier contacts, numbers."""
    assert [each.kind for each in left(pack, to, says)] == kinds


def test_it_points_at_the_words_and_advises(pack: Pack) -> None:
    """The place is the customer's, the advice the pack's."""
    to = "\U0001f600 Venas mia kettolo? Jen."
    (each,) = left(pack, to, "La kettolo estas bela.")
    assert to[each.span.start : each.span.end] == each.text == "\U0001f600 Venas mia kettolo?"
    assert each.advice == "Respondu."


def test_a_quoted_word_is_not_the_customers(pack: Pack) -> None:
    """What the customer only quotes needn't be picked up."""
    message = pack.lexicon.read('Mi legis "kettolo".', MESSAGE)
    assert hear(pack, pack.lexicon.read("La kettolo.", REPLY), message).echoes == {}


def test_the_stems_of_a_pack_with_a_stemmer_are_snowballs(toy: Path, common: Common) -> None:
    """Inflected forms of a language with a stemmer are one word."""
    path = toy / "pack.toml"
    path.write_text('stemmer = "english"\n' + path.read_text("utf-8"), encoding="utf-8")
    stemmed = read_pack(toy, "qta", common)
    message = stemmed.lexicon.read("Batteries", MESSAGE)
    assert list(hear(stemmed, stemmed.lexicon.read("A battery", REPLY), message).echoes) == [1]


def test_a_death_and_a_question_for_the_reason_are_noticed(pack: Pack) -> None:
    """They change what is asked of the reply."""
    message = pack.lexicon.read("Kial? Li mortis.", MESSAGE)
    assert (told(message), asks_why(message)) == (frozenset({"bereavement"}), True)
    calm = pack.lexicon.read("Jen.", MESSAGE)
    assert (told(calm), asks_why(calm)) == (frozenset(), False)


@pytest.mark.parametrize(("says", "kinds"), [("Jen.", ["person"]), ("Mi restas.", [])])
def test_what_harm_or_loss_calls_for_is_named(pack: Pack, says: str, kinds: list[str]) -> None:
    """With the words that call for it."""
    message = pack.lexicon.read("Li mortis.", MESSAGE)
    found = uncared(pack, pack.lexicon.read(says, REPLY), message, (), {"person": "bereavement"})
    assert [each.kind for each in found] == kinds
    assert all(each.text == "mortis" for each in found)


@pytest.mark.parametrize(
    ("says", "kind", "owned"),
    [
        ("Ekde lundo.", "dated", False),
        ("Mi mem, ekde lundo.", "dated", True),
        ("Jen.", None, False),
    ],
)
def test_promises_are_told_apart(pack: Pack, says: str, kind: str | None, owned: bool) -> None:
    """By whether they name a time, and somebody."""
    reply = pack.lexicon.read(says, REPLY)
    found = promises(reply, rule_hits(pack, reply))
    assert [(each.kind, each.owned) for each in found] == ([(kind, owned)] if kind else [])


def test_without_a_language_nothing_is_compared(common: Common) -> None:
    """The pack of no language leaves nothing open."""
    pack = pack_of_no_language(common)
    assert left(pack, "Kettolo 12345?", "Jen.") == ()
    message = pack.lexicon.read("x", MESSAGE)
    assert uncared(pack, pack.lexicon.read("y", REPLY), message, (), {"person": "safety"}) == ()

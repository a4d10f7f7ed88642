"""How a state is read, and what is said for it."""

from __future__ import annotations

from math import log
from typing import TYPE_CHECKING

import pytest

from deescalate._lexicon import MESSAGE
from deescalate._pack import pack_of_no_language
from deescalate._signals import signal_hits
from deescalate._states import StateReading, features, likeliest, read_state, shares
from deescalate.results import State

if TYPE_CHECKING:
    from deescalate._pack import Common, Pack


def read(pack: Pack, text: str) -> StateReading:
    """Return the state that a pack reads in a text."""
    reading = pack.lexicon.read(text, MESSAGE)
    return read_state(pack, reading, signal_hits(reading))


def shown(pack: Pack, text: str) -> dict[str, float]:
    """Return the features of a text with their values, added up by name."""
    reading = pack.lexicon.read(text, MESSAGE)
    found: dict[str, float] = {}
    for feature in features(reading, signal_hits(reading)):
        found[feature.name] = found.get(feature.name, 0) + feature.value
    return found


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("Mi wela.", State.SATISFIED),
        ("Mi konfusa.", State.CONFUSED),
        ("Mi timo.", State.WORRIED),
        ("Mi trista.", State.DISAPPOINTED),
        ("Mi ankor mopas.", State.FRUSTRATED),
        ("Mi grumas.", State.ANGRY),
        ("Jen la domo.", State.CALM),
    ],
)
def test_a_cue_decides_a_plain_text(talu: Pack, text: str, state: State) -> None:
    """One clear cue and nothing else makes its state; no cue at all is calm."""
    assert read(talu, text).state is state


@pytest.mark.parametrize("text", ["", " \r\n", "\x00", "\u200d"])
def test_nothing_to_read_is_unknown(talu: Pack, text: str) -> None:
    """A text without a token has no state, no scores and no evidence."""
    assert read(talu, text) == (State.UNKNOWN, 0.0, {}, (), 0.0)


def test_scores_are_shares(talu: Pack) -> None:
    """Seven shares that sum to one, the highest for the state that was read."""
    seen = read(talu, "Mi grumas, kaj mi timo!")
    assert sum(seen.scores.values()) == pytest.approx(1)
    assert set(seen.scores) == set(State) - {State.UNKNOWN}
    assert seen.scores[seen.state] == max(seen.scores.values())


def test_evidence_adds_up_to_the_score(talu: Pack) -> None:
    """The weights tell how far the state is ahead of one that nothing speaks for."""
    seen = read(talu, "Mi VATO grumas!! Mi liti grumas, brula kapo...")
    ahead = log(seen.scores[State.ANGRY] / seen.scores[State.CONFUSED])
    assert sum(evidence.weight for evidence in seen.evidence) == pytest.approx(ahead, abs=0.001)


def test_evidence_points_at_the_words(talu: Pack) -> None:
    """Each piece of evidence cuts its words out of the text, in the order of the text."""
    text = "\U0001f926\r\nMi VATO grumas, kaj cafe\u0301 trista!!"
    seen = read(talu, text)
    assert seen.evidence
    assert [text[e.span.start : e.span.end] for e in seen.evidence] == [
        e.text for e in seen.evidence
    ]
    assert [e.span for e in seen.evidence] == sorted(e.span for e in seen.evidence)


def test_evidence_names_its_cue_and_file(talu: Pack) -> None:
    """A reader can look the cue up where it stands."""
    found = {e.cue: (e.speaks_for, e.source) for e in read(talu, "Mi grumas.").evidence}
    assert found["grum*"] == ("angry", "qta/states.toml")


@pytest.mark.parametrize(
    ("text", "feature"),
    [
        ("mi grumas", "angry.strong"),
        ("mi nen grumas", "angry.negated"),
        ('vi diri "mi grumas"', "angry.quoted"),
        ("mi cefo", "signal.supervisor"),
        ("mi VENAS", "style.capitals"),
        ("VENU NUNE", "style.shouting"),
        ("mi venas!", "style.exclamation"),
        ("mi venas!!", "style.stacked"),
        ("mi venas? jes", "style.question"),
        ("mi venas...", "style.dots"),
        ("mi venaaaas", "style.stretched"),
        ("mi venas?", "style.ends_asking"),
        ("mi venas", "style.length"),
        ("mi venas", "style.no_cue"),
        ("mi wela. sed nula reto", "mixed.praise_and_failure"),
        ("mi wela. sed mi grumas", "mixed.praise_and_failure"),
        ("mi venas. mi grumas", "last.angry"),
        ("mi cefo", "mixed.signals"),
        ("mi wela. sed mi grumas", "mixed.praise_over_heat"),
        ("mi timo kaj mi grumas", "mixed.hot_states"),
        ("sed kialo?", "mixed.mild_at_length"),
        ("sed kialo? nula reto", "mixed.mild_at_fault"),
        ("JEN LA DOMO VENAS", "style.all_capitals"),
    ],
)
def test_a_text_shows_features(talu: Pack, text: str, feature: str) -> None:
    """Cues, negation, quotation, signals and style each have a feature of their own."""
    assert feature in shown(talu, text)


@pytest.mark.parametrize(
    ("text", "feature"),
    [
        ("mi OK", "style.capitals"),
        ("mi venas", "style.exclamation"),
        ("mi wela", "mixed.praise_and_failure"),
        ("mi grumas", "last.angry"),
        ("mi grumas", "style.no_cue"),
        ("mi venki vin", "style.no_cue"),
        ("mi nen grumas", "angry.strong"),
        ("mi venas", "mixed.signals"),
        ("mi grumas, grumas", "mixed.hot_states"),
        ("mi grumas", "mixed.mild_at_length"),
        ("mi venas kaj ili ankor mopas en la DOMO VENAS", "style.all_capitals"),
    ],
)
def test_a_text_does_not_show_what_is_not_there(talu: Pack, text: str, feature: str) -> None:
    """Short capitals, a lone sentence and a negated cue don't count as more."""
    assert feature not in shown(talu, text)


def test_boosters_and_softeners_change_what_a_cue_counts(talu: Pack) -> None:
    """A boosted cue counts more than a plain one, a softened one less."""
    plain, boosted, softened = (
        shown(talu, text)["angry.strong"]
        for text in ("mi grumas", "mi vato grumas", "mi liti grumas")
    )
    assert softened < plain < boosted


def test_the_second_hit_counts_less_than_the_first(talu: Pack) -> None:
    """Repeating a word over and over doesn't double the score each time."""
    once, twice, often = (shown(talu, "grumas. " * n)["angry.strong"] for n in (1, 2, 10))
    assert once < twice < 2 * once
    assert often < 4 * once


def test_intensity_grows_with_every_sign(talu: Pack) -> None:
    """More cues and marks never make a text look cooler; the top is 1."""
    texts = ["Jen.", "Jen!", "Grumas!", "Vato grumas!", "VATO GRUMAS!!", "VATO GRUMAS!!! " * 9]
    values = [read(talu, text).intensity for text in texts]
    assert values == sorted(values)
    assert 0 <= values[0] < values[-1] <= 1


def test_without_a_language_emoji_are_read(common: Common) -> None:
    """What all languages share is enough to say something."""
    nobody = pack_of_no_language(common)
    seen = read(nobody, "xyz \U0001f621")
    assert seen.state is State.ANGRY
    assert next(iter(seen.evidence)).source == "common/states.toml"


def test_without_a_language_words_say_nothing(common: Common) -> None:
    """Style alone is not enough to name a state."""
    seen = read(pack_of_no_language(common), "XYZ XYZ!!")
    assert (seen.state, seen.scores, seen.evidence) == (State.UNKNOWN, {}, ())
    assert seen.intensity > 0


@pytest.mark.parametrize(
    ("parts", "place"),
    [
        ([0.1, 0.3, 0.1, 0.1, 0.1, 0.2, 0.1], 1),
        ([0.0, 0.4, 0.0, 0.1, 0.1, 0.3, 0.1], 5),
        ([0.5, 0.0, 0.0, 0.5, 0.0, 0.0, 0.0], 0),
        ([0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0], 6),
    ],
)
def test_heat_is_decided_before_the_state(parts: list[float], place: int) -> None:
    """The hot states together outweigh a calm that is the best of all; of two halves, the cool."""
    assert likeliest(parts) == place


def test_shares_keep_the_distances_of_the_sums() -> None:
    """However large the sums, they make shares of one."""
    parts = shares([1000.0, 1000.0, 999.0])
    assert sum(parts) == pytest.approx(1)
    assert log(parts[0] / parts[2]) == pytest.approx(1)

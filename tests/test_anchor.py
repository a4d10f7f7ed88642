"""Cues are looked for by their rarest words; what is found doesn't depend on it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deescalate._anchor import anchored
from deescalate._lexicon import REPLY, Lexicon
from deescalate._phrases import parse
from deescalate._schema import Listed
from deescalate._smallwords import SmallWords

RANKS = {"a": 1, "b": 2, "c": 90}
CUES = (
    "a ~ x",
    "[a|b x] ~ [y|x b]",
    "a ~ b ~ x [y]?",
    "b [a]? ~ x",
    "a [~ b|c] y",
    "^a ~ x",
    "{n} ~ x",
    "a ~ c x*",
    "[a]? b ~ y",
)


def found(text: str, ranks: dict[str, int]) -> set[tuple[str, int, int]]:
    """Return all hits of the cues in a text, looked for with some words taken for common."""
    lists = [("test.toml", Listed("test", "name", "", (), CUES))]
    reading = Lexicon(lists, SmallWords(ranks=ranks)).read(text, REPLY)
    return {(hit.cue.text, hit.start, hit.end) for hit in reading.all_hits("test")}


@pytest.mark.parametrize(
    ("cue", "head", "tail"),
    [
        ("a ~ x", 2, 1),
        ("a b ~ x y", 3, 2),
        ("x ~ a", 0, 3),
        ("a x", 0, 2),
        ("a ~ b", 0, 3),
        ("a ~ c", 2, 1),
        ("b ~ c", 2, 1),
        ("[a|b] ~ c", 2, 1),
        ("a ~ [x]? y", 0, 4),
        ("a {n} ~ x", 0, 4),
        ("a ~ {n} x", 0, 4),
        ("a ~ c*", 2, 1),
        ("a ~ a*", 0, 3),
    ],
)
def test_a_cue_is_cut_after_a_gap_before_rarer_words(cue: str, head: int, tail: int) -> None:
    """What is looked for is what begins after a gap, if fewer steps are taken in vain for it."""
    before, pattern = anchored(parse(cue), RANKS)
    assert (len(before), len(pattern.items)) == (head, tail)


def test_a_cue_keeps_where_it_counts() -> None:
    """A cue for the start of a sentence stays one when its head is cut off."""
    _, pattern = anchored(parse("^a ~ x"), RANKS)
    assert pattern.initial


@pytest.mark.parametrize(
    ("text", "hits"),
    [
        ("a 1 2 x", {("a ~ x", 0, 4), ("^a ~ x", 0, 4)}),
        ("a a x", {("a ~ x", 0, 3), ("a ~ x", 1, 3), ("^a ~ x", 0, 3)}),
        ("a. x", set()),
        ("a 1 2 3 4 x", {("{n} ~ x", start, 6) for start in (1, 2, 3, 4)}),
    ],
)
def test_heads_are_found_backwards(text: str, hits: set[tuple[str, int, int]]) -> None:
    """Each place where the head ends before the rare word counts, within reach and clause."""
    assert found(text, RANKS) >= hits
    assert {hit for hit in found(text, RANKS) if hit[0] in {cue for cue, _, _ in hits}} == hits


@given(st.lists(st.sampled_from(["a", "b", "c", "x", "y", "xs", "5", ".", ","]), max_size=14))
def test_looking_for_rare_words_finds_the_same(words: list[str]) -> None:
    """What is found is the same, whichever words are taken for common."""
    text = " ".join(words)
    assert found(text, RANKS) == found(text, {}) == found(text, {"x": 1, "y": 2, "c": 3})

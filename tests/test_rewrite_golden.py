"""Replies of many trades, each with the text that a strict editor lets pass."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path

import pytest

from deescalate import Deescalator

FILES = {
    path.stem.partition(".")[2] or "en": tomllib.loads(path.read_text("utf-8"))
    for path in sorted(Path(__file__).parent.glob("golden_rewrites*.toml"))
}
PAIRS = [
    (tag, pair["before"], pair["after"])
    for tag, golden in FILES.items()
    for pairs in golden.values()
    for pair in pairs
]


@lru_cache
def desk(tag: str) -> Deescalator:
    """Return what reads a language."""
    return Deescalator(language=tag)


@pytest.mark.parametrize(("tag", "before", "after"), PAIRS)
def test_a_reply_becomes_what_an_editor_expects(tag: str, before: str, after: str) -> None:
    """Where nothing can be mended safely, the reply stays as it is."""
    assert desk(tag).rewrite(before).text == after


@pytest.mark.parametrize(("tag", "after"), sorted({(tag, after) for tag, _, after in PAIRS}))
def test_what_an_editor_expects_is_final(tag: str, after: str) -> None:
    """Mending it again changes nothing."""
    assert desk(tag).rewrite(after).edits == ()


@pytest.mark.parametrize(
    ("kind", "least"), [("refusal", 60), ("unchanged", 30), ("protected", 30), ("long", 10)]
)
def test_there_are_english_replies_enough_of_each_kind(kind: str, least: int) -> None:
    """All of them together are at least two hundred."""
    assert len(FILES["en"][kind]) >= least
    assert sum(tag == "en" for tag, _, _ in PAIRS) >= 200


@pytest.mark.parametrize("tag", sorted(set(FILES) - {"en"}))
def test_there_are_replies_enough_in_each_language(tag: str) -> None:
    """At least sixty, a quarter of which must not change."""
    golden = FILES[tag]
    assert sum(map(len, golden.values())) >= 60
    assert len(golden["unchanged"]) >= 15


@pytest.mark.parametrize("tag", FILES)
def test_what_must_not_change_does_not(tag: str) -> None:
    """In that section both texts are the same."""
    assert all(pair["before"] == pair["after"] for pair in FILES[tag]["unchanged"])

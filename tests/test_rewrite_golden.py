"""Replies of many trades, each with the text that a strict editor lets pass."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from deescalate import Deescalator

GOLDEN = tomllib.loads((Path(__file__).parent / "golden_rewrites.toml").read_text("utf-8"))
PAIRS = [(pair["before"], pair["after"]) for pairs in GOLDEN.values() for pair in pairs]


@pytest.mark.parametrize(("before", "after"), PAIRS)
def test_a_reply_becomes_what_an_editor_expects(
    english: Deescalator, before: str, after: str
) -> None:
    """Where nothing can be mended safely, the reply stays as it is."""
    assert english.rewrite(before).text == after


@pytest.mark.parametrize("after", sorted({after for _, after in PAIRS}))
def test_what_an_editor_expects_is_final(english: Deescalator, after: str) -> None:
    """Mending it again changes nothing."""
    assert english.rewrite(after).edits == ()


@pytest.mark.parametrize(
    ("kind", "least"), [("refusal", 60), ("unchanged", 30), ("protected", 30), ("long", 10)]
)
def test_there_are_replies_enough_of_each_kind(kind: str, least: int) -> None:
    """All of them together are at least two hundred."""
    assert len(GOLDEN[kind]) >= least
    assert len(PAIRS) >= 200


def test_what_must_not_change_does_not() -> None:
    """In that section both texts are the same."""
    assert all(pair["before"] == pair["after"] for pair in GOLDEN["unchanged"])

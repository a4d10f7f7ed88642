"""The rooms people use: a `Deescalator`, and its methods as functions over a default one."""

from __future__ import annotations

from deescalate._api._conversation import Conversation
from deescalate._api._desk import Deescalator
from deescalate._api._functions import (
    check,
    check_in,
    check_many,
    complete,
    detect,
    detect_many,
    draft,
    follow,
    from_mood,
    languages,
    rewrite,
    rewrite_many,
    same_facts,
)

__all__ = [
    "Conversation",
    "Deescalator",
    "check",
    "check_in",
    "check_many",
    "complete",
    "detect",
    "detect_many",
    "draft",
    "follow",
    "from_mood",
    "languages",
    "rewrite",
    "rewrite_many",
    "same_facts",
]

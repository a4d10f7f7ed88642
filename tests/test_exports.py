"""The one door: what ``deescalate`` offers is pinned."""

from __future__ import annotations

from importlib.metadata import version
from types import ModuleType

import pytest

import deescalate


def test_every_public_name_is_listed_and_sorted() -> None:
    """``__all__`` holds all public members, in order, and nothing else."""
    members = [
        name
        for name in dir(deescalate)
        if not name.startswith("_")
        and not isinstance(value := getattr(deescalate, name), ModuleType)
        and getattr(value, "__module__", "") != "__future__"
    ]
    assert deescalate.__all__ == sorted(members)


@pytest.mark.parametrize("name", deescalate.__all__)
def test_every_public_name_is_documented(name: str) -> None:
    """A name without a docstring is no offer."""
    assert getattr(deescalate, name).__doc__


def test_the_version_is_that_of_the_distribution() -> None:
    """It stands in one place only."""
    assert deescalate.__version__ == version("deescalate-replies")


def test_another_name_is_an_attribute_error() -> None:
    """Asking for the version lazily hides no typo."""
    with pytest.raises(AttributeError, match="has no attribute 'detekt'"):
        deescalate.detekt  # noqa: B018

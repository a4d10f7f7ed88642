"""Answer for many texts, lazily and in order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeVar

from deescalate.results import Failure

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

__all__ = ["OnError", "many"]

_Item = TypeVar("_Item")
_Answer = TypeVar("_Answer")
OnError = Literal["return", "raise"]


def many(
    items: Iterable[_Item], answer: Callable[[_Item], _Answer], on_error: OnError
) -> Iterator[_Answer | Failure]:
    """Check the option at once, then answer item by item."""
    if on_error not in ("return", "raise"):
        message = f"on_error must be 'return' or 'raise', not {on_error!r}"
        raise ValueError(message)
    return _answers(items, answer, on_error)


def _answers(
    items: Iterable[_Item], answer: Callable[[_Item], _Answer], on_error: OnError
) -> Iterator[_Answer | Failure]:
    for index, item in enumerate(items):
        try:
            result: _Answer | Failure = answer(item)
        except Exception as error:
            if on_error == "raise":
                raise
            result = Failure(index=index, error=f"{type(error).__name__}: {error}")
        yield result

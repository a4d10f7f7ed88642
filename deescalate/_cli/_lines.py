"""JSON Lines: one object in, one object out, in order, as they come.

What an object holds besides its text is kept; the answer goes under a key of its own. A line that
can't be read comes back with ``error``, and the next one is read.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

from deescalate.errors import PackError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from deescalate.results import Result

__all__ = ["Answered", "Job", "answered"]

_AnyResult = TypeVar("_AnyResult", bound="Result")
_BOM = b"\xef\xbb\xbf"


class LineError(ValueError):
    """Say what is wrong with a line, in words for the person who made it."""


class Job(NamedTuple, Generic[_AnyResult]):
    """What is done with each text."""

    key: str
    """Where the result goes in an object."""
    repeated: str
    """The field of the result that would repeat the text."""
    answer: Callable[[str, dict[str, Any]], _AnyResult]
    """Makes the result from the text and the object that it came in."""


class Answered(NamedTuple, Generic[_AnyResult]):
    """What became of a line."""

    line: bytes
    """The object to write, without a line end."""
    result: _AnyResult | None
    """The result in it; ``None`` for a line that could not be read."""


def answered(
    lines: Iterable[bytes], job: Job[_AnyResult], field: str
) -> Iterator[Answered[_AnyResult]]:
    """Yield what becomes of each line, lazily; blank lines are left out.

    `field` names the text in an object. A broken pack is no fault of a line: its `PackError` is
    raised.
    """
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield _answered(number, line, job, field)


def _answered(number: int, line: bytes, job: Job[_AnyResult], field: str) -> Answered[_AnyResult]:
    item: dict[str, Any] = {}
    try:
        item = _object(line.removeprefix(_BOM) if number == 1 else line)
        result = job.answer(_text(item, field), item)
        told = result.model_dump(mode="json", exclude={job.repeated})
        return Answered(_encoded({**item, job.key: told}), result)
    except PackError:
        raise
    except Exception as error:  # noqa: BLE001 - whatever one line does, the next is read
        return Answered(_encoded({**item, "error": f"line {number}: {_said(error)}"}), None)


def _object(line: bytes) -> dict[str, Any]:
    try:
        item = json.loads(line.decode())
    except UnicodeDecodeError as error:
        message = f"not UTF-8: {error.reason}"
        raise LineError(message) from error
    except json.JSONDecodeError as error:
        message = f"not JSON: {error.msg} (character {error.pos + 1})"
        raise LineError(message) from error
    if not isinstance(item, dict):
        message = f"must be an object, such as {{...}}, not {type(item).__name__}"
        raise LineError(message)
    return item


def _text(item: dict[str, Any], field: str) -> str:
    if field not in item:
        message = f"has no field {field!r}"
        raise LineError(message)
    text = item[field]
    if not isinstance(text, str):
        message = f"{field!r} must be a string, not {type(text).__name__}"
        raise LineError(message)
    return text


def _said(error: Exception) -> str:
    return str(error) if isinstance(error, LineError) else f"{type(error).__name__}: {error}"


def _encoded(item: dict[str, Any]) -> bytes:
    """Return an object as JSON; in ASCII if it holds what UTF-8 can't."""
    try:
        return json.dumps(item, ensure_ascii=False, separators=(",", ":")).encode()
    except UnicodeEncodeError:
        return json.dumps(item, separators=(",", ":")).encode()

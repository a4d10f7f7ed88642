"""Where the command line gets its texts from: an argument, a file or standard input."""

from __future__ import annotations

import os
import stat
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["BadUse", "opened", "read_text", "watched"]

_STDIN = "-"


class BadUse(click.ClickException):
    """Say that the command can't be carried out as it was given; exit status 2."""

    exit_code = 2


def read_text(text: str | None, path: str | None) -> str:
    """Return the text that was given as an argument, else that of a file or standard input."""
    if text is not None and text != _STDIN:
        return text
    with opened(path or text) as stream:
        content = stream.read()
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        message = f"{path or 'standard input'} is not UTF-8 text: {error.reason}"
        raise BadUse(message) from error


@contextmanager
def opened(path: str | None) -> Iterator[IO[bytes]]:
    """Open a file; without a path, or with ``-``, use standard input if something is piped in."""
    if path is not None and path != _STDIN:
        with Path(path).open("rb") as stream:
            yield stream
        return
    if path is None and sys.stdin.isatty():
        message = "nothing to read: give a text, --file PATH, or pipe something in"
        raise click.UsageError(message)
    yield sys.stdin.buffer


def watched(stream: IO[bytes]) -> Iterator[bytes]:
    """Yield lines as they come, with a progress bar on a terminal that nothing else writes on."""
    if not sys.stderr.isatty() or sys.stdout.isatty():
        yield from stream
        return
    size = _size(stream)
    if size is None:
        with click.progressbar(stream, file=sys.stderr, show_pos=True) as counter:
            yield from counter
        return
    with click.progressbar(length=size, file=sys.stderr) as bar:
        for line in stream:
            yield line
            bar.update(len(line))


def _size(stream: IO[bytes]) -> int | None:
    """Return how many bytes a regular file holds; ``None`` for anything else."""
    try:
        status = os.fstat(stream.fileno())
    except (OSError, ValueError):
        return None
    return status.st_size if stat.S_ISREG(status.st_mode) else None

"""Find what a text has from somebody else: quoted words, quoted and forwarded mail."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from deescalate._text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["mail_tail", "quotations"]

_QUOTATION = re.compile(
    r"\x22(?=\S)[^\x22\n]{1,300}(?<=\S)\x22"
    r"|[\u201c\u201e](?=\S)[^\u201c\u201d\u201e\n]{1,300}[\u201c\u201d]"
    r"|\xab[^\xab\xbb\n]{1,300}\xbb|\u300c[^\u300c\u300d\n]{1,300}\u300d"
)
_OPENING = re.compile("[\u201c\u201e\xab\u300c]")
"""What a quotation begins with that no plain mark opens: most texts have none of it."""


def quotations(source: str) -> list[tuple[int, int]]:
    """Return where somebody's words are quoted, the quotation marks included."""
    if "\x22" not in source and (source.isascii() or not _OPENING.search(source)):
        return []
    return [match.span() for match in _QUOTATION.finditer(source)]


_DASHES = "-_*= \t"
_LONGEST_HEADER = 200
"""A line longer than this is no header of a mail."""
_FIELD = re.compile(r"\*{0,2}(?P<name>[^\W\d_][^:\n]{0,20}?)\*{0,2}:\*{0,2}[ \t]+\S")


def mail_tail(
    source: str, wrote: frozenset[str], banners: frozenset[str], fields: frozenset[str]
) -> int:
    """Return where a quoted or forwarded mail begins that runs to the end; else the length.

    The words that mail programs put there come from the packs: what they say before a quoted mail
    (`wrote`), in the line over it (`banners`), and as names of its header `fields`. A header with
    nothing before it is no tail: then the quoted mail is all there is to read.
    """
    size = len(source)
    if "\n" not in source:
        return size
    start, fields_before = 0, 0
    field_start = size
    for line in source.splitlines(keepends=True):
        stripped = line.strip()
        if _is_banner(stripped, banners) or _is_attribution(stripped, wrote):
            break
        field = _FIELD.match(stripped)
        if field and fold(field["name"]) in fields:
            field_start = start if not fields_before else field_start
            fields_before += 1
            if fields_before == 2:  # noqa: PLR2004 - one such line alone may be the writer's own
                start = field_start
                break
        elif stripped:
            fields_before = 0
        start += len(line)
    return start if source[:start].strip() else size


def _is_banner(line: str, banners: frozenset[str]) -> bool:
    words = line.strip(_DASHES)
    dashed = len(line) - len(words) > 1 and len(line) <= _LONGEST_HEADER
    return dashed and line[0] != words[:1] and fold(words) in banners


def _is_attribution(line: str, wrote: Iterable[str]) -> bool:
    if not line.endswith(":") or len(line) > _LONGEST_HEADER:
        return False
    if not any(sign.isdigit() for sign in line):
        return False
    words = f" {fold(line[:-1])} "
    return any(f" {word} " in words for word in wrote)

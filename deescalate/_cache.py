"""Keep what was worked out from pack files beside them, as Python keeps compiled modules.

It goes where Python puts those of the same folder (``__pycache__``, or below
``sys.pycache_prefix``), and nowhere if that may not be written. It holds nothing but what the
packs say: no text that was read ever comes here. It is used as long as neither the packs nor the
library have changed since.
"""

from __future__ import annotations

import os
import pickle
import sys
from contextlib import suppress
from hashlib import blake2b
from importlib.util import cache_from_source
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar, cast

from pydantic import VERSION

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from importlib.resources.abc import Traversable

__all__ = ["remembered"]

_T = TypeVar("_T")
_LIBRARY = Path(__file__).parent
_SEAL = 32
"""Bytes that say what a file was made from, and as many that say it is whole."""


def remembered(folder: Traversable, others: Iterable[Traversable], make: Callable[[], _T]) -> _T:
    """Return what `make` makes of the files of a folder and of others, if need be by making it.

    Raises what `make` raises; that a result can't be kept is no error.
    """
    folders = [folder, *others]
    if not all(isinstance(each, Path) for each in folders) or not sys.implementation.cache_tag:
        return make()  # they are in an archive, or this Python keeps nothing
    places = cast("list[Path]", folders)
    try:
        path = Path(cache_from_source(str(places[0] / "pack.py"))).with_suffix(".deescalate")
        seal = _seal(places)
    except OSError:
        return make()
    with suppress(Exception):  # whatever it is, it isn't what was kept
        kept = path.read_bytes()
        if kept[:_SEAL] == seal and kept[_SEAL : 2 * _SEAL] == _digest(kept[2 * _SEAL :]):
            return cast("_T", pickle.loads(kept[2 * _SEAL :]))  # noqa: S301 - as sure as a .pyc
    made = make()
    with suppress(OSError):
        _write(path, seal, pickle.dumps(made, protocol=5))
    return made


def _write(path: Path, seal: bytes, content: bytes) -> None:
    """Write a file so that nobody ever reads half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(f".{os.getpid()}")
    draft.write_bytes(seal + _digest(content) + content)
    draft.replace(path)


def _seal(folders: Iterable[Path]) -> bytes:
    """Return what changes when a file of the packs or of the library does."""
    stamps = [sys.version, VERSION, *_stamps(_LIBRARY.rglob("*.py"))]
    for folder in folders:
        stamps += _stamps(folder.iterdir())
    return _digest("\n".join(stamps).encode("utf-8", "surrogatepass"))


def _stamps(paths: Iterable[Path]) -> Iterator[str]:
    for path in sorted(paths):
        if path.suffix in (".py", ".toml", ".json"):
            stat = path.stat()
            yield f"{path} {stat.st_size} {stat.st_mtime_ns}"


def _digest(content: bytes) -> bytes:
    return blake2b(content, digest_size=_SEAL).digest()

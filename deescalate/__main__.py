"""The door of the command line: ``python -m deescalate``, and the script ``deescalate``."""

from __future__ import annotations

import sys

__all__ = ["main"]


def main() -> None:
    """Run the command line; without click, say how to get it."""
    try:
        from deescalate._cli._commands import cli  # noqa: PLC0415 - click is an extra
    except ModuleNotFoundError as error:
        if error.name != "click":
            raise
        sys.stderr.write("The command line needs click: pip install 'deescalate-replies[cli]'\n")
        sys.exit(2)
    cli()


if __name__ == "__main__":
    main()

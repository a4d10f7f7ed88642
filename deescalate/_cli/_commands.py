"""The commands of ``deescalate``.

Exit status: 0 fine, 1 findings or missing elements (check) or problems (pack check), 2 bad use.
"""

from __future__ import annotations

import os
import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from deescalate._api._desk import Deescalator
from deescalate._cli._ink import Ink, clean
from deescalate._cli._lines import Job, answered
from deescalate._cli._show import (
    detection_page,
    explanation_page,
    review_page,
    rewrite_page,
)
from deescalate._cli._skeleton import make, unfilled
from deescalate._cli._source import BadUse, opened, read_text, watched
from deescalate._files import FILES
from deescalate._house import HOUSE
from deescalate._registry import Registry, builtin_folder
from deescalate.errors import DeescalateError
from deescalate.results import Detection, Result, Review, Rewrite
from deescalate.testing import check_house, check_pack, coverage

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from deescalate.errors import Problem

__all__ = ["cli"]

_AnyResult = TypeVar("_AnyResult", bound=Result)
_Command = TypeVar("_Command", bound="Callable[..., None]")

_BROKEN_PIPE, _INTERRUPTED = 141, 130
"""What a shell says of a program that these signals end."""
_TAG = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]+)*")


class _Door(click.Group):
    """A group of commands that tells errors in words, and ends quietly when it is cut off."""

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - as click has it
        """Run the command that was named."""
        try:
            return super().invoke(ctx)
        except DeescalateError as error:
            raise BadUse(clean(str(error))) from error
        except BrokenPipeError:
            # Python would complain when it flushes at the end: let it flush into nothing.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            ctx.exit(_BROKEN_PIPE)
        except OSError as error:
            message = f"{error.filename}: {error.strerror}"
            raise BadUse(message) from error
        except KeyboardInterrupt:
            ctx.exit(_INTERRUPTED)


@click.group(cls=_Door, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="deescalate-replies", prog_name="deescalate")
def cli() -> None:
    """Read a customer's emotional state, check a reply for empathy, mend its wording. Offline.

    Exit status: 0 fine, 1 findings or missing elements, 2 bad use.
    """


@dataclass(frozen=True)
class _Options:
    """What was asked for on the command line."""

    text: str | None
    file: str | None
    language: str | None
    packs: tuple[str, ...]
    as_json: bool
    as_jsonl: bool
    field: str | None
    colour: bool | None
    house: tuple[str, ...] = ()
    scorecard: str | None = None

    def __post_init__(self) -> None:
        if self.text is not None and self.file is not None:
            message = "give a text or --file, not both"
            raise click.UsageError(message)
        if self.as_json and self.as_jsonl:
            message = "give --json or --jsonl, not both"
            raise click.UsageError(message)
        if self.field is not None and not self.as_jsonl:
            message = "--field goes with --jsonl"
            raise click.UsageError(message)

    def engine(self) -> Deescalator:
        """Return the one that does the work."""
        return Deescalator(
            self.language, packs=self.packs, house=self.house, scorecard=self.scorecard
        )

    def ink(self) -> Ink:
        """Return what to write pages with."""
        if self.colour is not None:
            return Ink(colour=self.colour)
        plain = bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"
        return Ink(colour=sys.stdout.isatty() and not plain)


_SHARED = (
    click.argument("text", required=False),
    click.option("--file", metavar="PATH", help="Read the text from a file; - is standard input."),
    click.option("--language", metavar="TAG", help="Its language; else told from the text."),
    click.option(
        "--pack",
        "packs",
        multiple=True,
        metavar="FOLDER",
        help="Add a language pack; it wins over an installed one.",
    ),
    click.option(
        "--house",
        multiple=True,
        metavar="PATH",
        help="Lay a house style over the pack: a file or a folder.",
    ),
    click.option("--json", "as_json", is_flag=True, help="Write the result as a JSON object."),
    click.option(
        "--jsonl",
        "as_jsonl",
        is_flag=True,
        help="Read a JSON object a line, from the file that TEXT then names or from standard "
        "input, and write each with its result; other fields are kept.",
    ),
    click.option(
        "--field", metavar="NAME", help="Field of the text with --jsonl. [default: text]"
    ),
    click.option("--color/--no-color", "colour", default=None, help="Else as the terminal is."),
)


def _reads_texts(command: _Command) -> _Command:
    """Give a command the argument and options of all commands that read texts."""
    for option in reversed(_SHARED):
        command = option(command)
    return command


@cli.command()
@_reads_texts
@click.option("--explain", is_flag=True, help="Show how the state's score comes about.")
def detect(*, explain: bool, **given: Any) -> None:  # noqa: ANN401 - click gives what the options say
    """Read the state and the signals in a customer's message TEXT."""
    options = _Options(**given)
    engine = options.engine()

    def answer(text: str, _item: dict[str, Any]) -> Detection:
        return engine.detect(text)

    page = explanation_page if explain else detection_page
    _run(options, Job("detection", "text", answer), page)


@cli.command()
@_reads_texts
@click.option("--to", metavar="TEXT", help="The customer's message that is answered.")
@click.option("--channel", metavar="NAME", help="Where it goes, such as chat or help_page.")
@click.option("--turn", metavar="NAME", help="When: first, middle, last or hand_over.")
@click.option("--scorecard", metavar="PATH", help="A file with a team's own scorecard.")
def check(to: str | None, channel: str | None, turn: str | None, **given: Any) -> None:  # noqa: ANN401
    """Check an agent's reply TEXT for the four elements and for wording to avoid.

    With --jsonl the customer's message is in the field "customer" or "to", and the fields
    "channel" and "turn" count more than the options.
    """
    options = _Options(**given)
    engine = options.engine()
    where = {
        name: value for name, value in (("channel", channel), ("turn", turn)) if value is not None
    }
    if where:
        try:
            engine.check("", **where)
        except ValueError as error:
            raise BadUse(clean(str(error))) from error

    def answer(text: str, item: dict[str, Any]) -> Review:
        own = {name: item[name] for name in ("channel", "turn") if name in item}
        return engine.check(text, to=item.get("customer", item.get("to", to)), **(where | own))

    _run(options, Job("review", "text", answer), review_page)


@cli.command()
@_reads_texts
def rewrite(**given: Any) -> None:  # noqa: ANN401
    """Mend the wording of a TEXT where that is safe, and propose where it isn't."""
    options = _Options(**given)
    engine = options.engine()

    def answer(text: str, _item: dict[str, Any]) -> Rewrite:
        return engine.rewrite(text)

    _run(options, Job("rewrite", "original", answer), rewrite_page)


def _run(options: _Options, job: Job[_AnyResult], page: Callable[[_AnyResult, Ink], str]) -> None:
    """Do a job on what was given, and end with its exit status."""
    if options.as_jsonl:
        faulty = _run_lines(options, job)
    else:
        result = job.answer(read_text(options.text, options.file), {})
        faulty = _faulty(result)
        if options.as_json:
            click.echo(result.model_dump_json().encode())
        else:
            ink = options.ink()
            _say(page(result, ink), colour=ink.colour)
    click.get_current_context().exit(int(faulty))


def _run_lines(options: _Options, job: Job[_AnyResult]) -> bool:
    """Do a job on each line; say whether any of the results is at fault."""
    faulty, unread = False, 0
    with opened(options.file or options.text) as stream:
        for line, result in answered(watched(stream), job, options.field or "text"):
            click.echo(line)
            unread += result is None
            faulty = faulty or _faulty(result)
    if unread:
        click.echo(f"lines that could not be read: {unread} (each has its error)", err=True)
    return faulty


def _faulty(result: Result | None) -> bool:
    """Say whether a result is a review that found something or misses something."""
    return isinstance(result, Review) and bool(result.findings or result.missing)


def _say(page: str, *, colour: bool = False) -> None:
    """Print a page, with a question mark for what the terminal's encoding can't hold."""
    encoding = sys.stdout.encoding
    click.echo(page.encode(encoding, "replace").decode(encoding), color=colour)


@cli.group()
def pack() -> None:
    """List language packs, check one, or make the skeleton of a new one."""


@pack.command("list")
def list_packs() -> None:
    """List the language packs there are: tag, name, and where each comes from."""
    registry = Registry()
    rows = []
    for tag, head in registry.heads():
        folder = registry.folder(tag)
        own = Path(str(folder)).parent == builtin_folder()
        names = f"{head.get('english_name', '?')} ({head.get('name', '?')})"
        rows.append((tag, names, "built in" if own else str(folder)))
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=True)]
        _say("  ".join(cells).rstrip())


@pack.command("check")
@click.argument("folder", type=click.Path(exists=True, path_type=Path))
@click.option(
    "--language",
    metavar="TAG",
    default="en",
    show_default=True,
    help="The pack that a house style lies over, if it names none.",
)
def check_folder(folder: Path, language: str) -> None:
    """Run all proofs of the language pack in FOLDER, and list every problem with its line.

    FOLDER may also be a house style: a folder with house.toml in it, or such a file.
    """
    if folder.is_file() or (folder / HOUSE).is_file():
        _list_problems(check_house(folder, language))
        return
    if not any((folder / name).is_file() for name in FILES):
        message = f"{folder} is no language pack: it has none of the files {', '.join(FILES)}"
        raise BadUse(message)
    problems = unfilled(folder)
    places = {(problem.file, problem.line) for problem in problems}
    # A place that is to be filled sets off other problems on its line: one is enough.
    problems += [each for each in check_pack(folder) if (each.file, each.line) not in places]
    if not problems:
        _show_coverage(folder)
    _list_problems(problems)


def _show_coverage(folder: Path) -> None:
    """Print how much a sound pack holds beside the English one, and where it is thin."""
    rows = coverage(folder)
    if all(row.own == row.beside for row in rows):
        return  # it is the English one
    for file in dict.fromkeys(row.file for row in rows):
        own = [row for row in rows if row.file == file]
        count, beside = sum(row.own for row in own), sum(row.beside for row in own)
        thin = ", ".join(f"{row.name} ({row.own} of {row.beside})" for row in own if row.thin)
        _say(f"{file}: {count}, English has {beside}{f'; thin: {thin}' if thin else ''}")


def _list_problems(problems: Collection[Problem]) -> None:
    """Print problems and how many they are, and end with the exit status that they make."""
    for problem in problems:
        _say(str(problem))
    _say(f"{len(problems)} problem{'' if len(problems) == 1 else 's'}")
    click.get_current_context().exit(int(bool(problems)))


@pack.command("new")
@click.argument("tag")
@click.option("--into", metavar="DIR", default=".", help="Where the folder TAG is made.")
def new_pack(tag: str, into: str) -> None:
    """Make a folder TAG with the files of a language pack, to be filled.

    TAG is the language's, such as sv, nb or pt-BR.
    """
    if not _TAG.fullmatch(tag):
        message = f"{tag!r} is no language tag; write it such as sv, nb or pt-BR"
        raise click.BadParameter(message)
    folder = Path(into) / tag
    for path in make(folder, tag):
        _say(str(path))
    _say(f'Fill each "FILL ME", then run: deescalate pack check {folder}')

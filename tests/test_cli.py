"""How the command line reads texts, what it writes, and how it ends."""

from __future__ import annotations

import io
import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import click
import pytest
from click.testing import CliRunner, Result

from deescalate import __main__ as door
from deescalate._cli import _commands, _source
from deescalate._cli._commands import cli
from deescalate._cli._ink import Ink, Mark
from deescalate._files import FILES, PHRASES
from deescalate._registry import Registry
from deescalate.testing import check_pack

ROOT = Path(__file__).resolve().parent.parent
HEADER = re.compile(r"\[\[?([\w.]+)\]\]?")
PLACE = re.compile(r'"FILL ME[^"]*"')


class Filled(NamedTuple):
    """A made-up language pack, and the one cue of each of its lists by the list's name."""

    folder: Path
    words: dict[str, str]


class Filler:
    """Fills a skeleton as a careful author would, in a language of made-up words."""

    def __init__(self) -> None:
        self.words: dict[str, str] = {}
        self.count = 0
        self.name = ""

    def word(self) -> str:
        """Return a word that was not there before."""
        self.count += 1
        return "zu" + "".join("bdfgklmnpr"[int(digit)] + "a" for digit in f"{self.count:03}")

    def fill(self, folder: Path) -> None:
        """Fill all files of a folder, and write them."""
        for name in FILES:
            path = folder / name
            lines = path.read_text(encoding="utf-8").splitlines()
            path.write_text("\n".join(map(self.line, lines)), encoding="utf-8")
        phrases = (folder / PHRASES).read_text(encoding="utf-8")
        (folder / PHRASES).write_text(phrases.replace("FILL ME", "Mi ta:"), encoding="utf-8")

    def line(self, line: str) -> str:
        """Return a line with its places filled."""
        header = HEADER.match(line)
        if header:
            self.name = header[1].removesuffix(".parts")
        key, _, value = line.partition(" = ")
        if key in ("part", "id"):
            named = value.strip('"')
            self.name = f"{self.name}.{named}" if key == "part" else named
        if line.startswith("#") or not PLACE.search(line):
            return line
        return self.place(key, line)

    def place(self, key: str, line: str) -> str:
        """Return a line with the places of its key filled."""
        if key in ("cues", "find", "words"):
            self.words[self.name] = self.word()
        made = self.words.get(self.name, "")
        filled = {
            "examples": f'examples = ["Mi [{made}] ta."]',
            "common": f"common = {[self.word() for _ in range(60)]}",
            "text": f'text = "{self.text(line)}"' if key == "text" else "",
            **{name: f'{name} = ["{made}"]' for name in ("cues", "find", "words")},
        }
        if key in filled:
            return filled[key]
        if "the same sentence" in line:
            return f'["{made.title()}, mi ta.", "Mi ta."],'
        if key in ("near_misses", "unchanged", "advice", "samples", "why", "propose"):
            return PLACE.sub('"Mi ta {thing}."', line)
        return PLACE.sub(lambda _: f'"{self.word()}"', line)

    def text(self, line: str) -> str:
        """Return a golden text."""
        state = re.search(r"a message that is (\w+)", line)
        if state:
            # Said twice and with stress, so that the reading hangs on no fitted weight.
            word = self.words[state[1]]
            return f"Mi {self.words['boosters']} {word} ta. Ta {self.words['boosters']} {word}."
        return self.good() if "all four" in line else f"Mi {self.words['policy.our-policy']} ta."

    def good(self) -> str:
        """Return a reply that has all four elements."""
        parts = ("acknowledge.apology", "guide.done", "agree.action", "ensure.question")
        return " ".join(f"Mi {self.words[part]} ta." for part in parts)


@pytest.fixture(scope="session")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Filled:
    """Make the skeleton of a pack, and fill it."""
    folder = tmp_path_factory.mktemp("packs")
    made = CliRunner().invoke(cli, ["pack", "new", "zu", "--into", str(folder)])
    assert made.exit_code == 0, made.output
    filler = Filler()
    filler.fill(folder / "zu")
    return Filled(folder / "zu", {**filler.words, "good reply": filler.good()})


def run(pack: Filled, *arguments: str, stdin: str | bytes | None = None) -> Result:
    """Run a command in the made-up language."""
    command, *rest = arguments
    language = ["--pack", str(pack.folder), "--language", "zu"]
    return CliRunner().invoke(cli, [command, *language, *rest], input=stdin)


def objects(result: Result) -> list[dict[str, object]]:
    """Return the objects that a command wrote on standard output."""
    return [json.loads(line) for line in result.stdout.splitlines()]


def start(*arguments: str) -> subprocess.Popen[str]:
    """Start the command line in a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "deescalate", *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        cwd=ROOT,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )


# --- pages for people


def test_detect_brackets_the_words_where_there_is_no_colour(pack):
    """The quoted text and the lists both show what was found."""
    angry, money = pack.words["angry"], pack.words["money"]

    result = run(pack, "detect", f"Mi {angry} ta {money}.")

    assert result.exit_code == 0
    assert f"  Mi [{angry}] ta [{money}]." in result.stdout
    assert re.search(rf"money +\[{money}\]", result.stdout)
    assert result.stdout.startswith("angry  heat 4 of 4")


def test_detect_explains_itself(pack):
    """What --explain prints is what the result says of itself, tamed for a terminal."""
    text = f"Mi {pack.words['angry']} ta!"
    result = run(pack, "detect", "--explain", text)
    lines = result.stdout.splitlines()
    assert lines[0].startswith("angry: heat 4 of 4")
    assert "What adds up to angry" in lines
    assert run(pack, "detect", "--explain", "--json", text).stdout.startswith("{")


def test_detect_underlines_the_words_where_there_is_colour(pack):
    """Colour takes the place of brackets."""
    angry = pack.words["angry"]

    result = run(pack, "detect", "--color", f"Mi {angry} ta.")

    assert f"\x1b[4m{angry}\x1b[0m ta." in result.stdout
    assert f"[{angry}]" not in result.stdout


def test_no_color_wins_on_a_terminal(monkeypatch):
    """The variable NO_COLOR turns colour off."""
    options = {"text": "x", "file": None, "language": None, "packs": (), "as_json": False}
    asked = _commands._Options(**options, as_jsonl=False, field=None, colour=None)
    monkeypatch.setattr(sys, "stdout", Terminal())
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert asked.ink().colour
    monkeypatch.setenv("NO_COLOR", "1")
    assert not asked.ink().colour


def test_a_text_in_no_known_language_gets_a_hint():
    """What no pack reads is said to be unknown, and how to name the language."""
    result = CliRunner().invoke(cli, ["detect", "1234567"])

    assert result.exit_code == 0
    assert "unknown" in result.stdout
    assert "--language" in result.stdout


def test_a_text_cannot_steer_the_terminal():
    """Control characters are pictured, and half surrogate pairs replaced."""
    page = Ink(colour=False).quote("a\x1b[31mb\r\nc\ud800", [Mark(0, 1, "red")])

    assert page == "  [a]␛[31mb\n  c\ufffd"


def test_marks_run_over_lines():
    """Words that a line end divides are underlined on both lines."""
    page = Ink(colour=True).quote("to\nday", [Mark(0, 6, "red"), Mark(2, 2, "red")])

    assert page.count("\x1b[4m") == 2
    assert "\x1b[4mto\x1b[0m\n" in page


def test_check_lists_elements_and_findings(pack):
    """Each missing element has advice and a sample, each finding its reason."""
    policy = pack.words["policy.our-policy"]

    result = run(pack, "check", f"Mi {policy} ta.", "--to", "Mi ta.")

    assert result.exit_code == 1
    assert result.stdout.startswith("not passed")
    assert f"  Mi [{policy}] ta." in result.stdout
    assert "policy.our-policy" in result.stdout
    assert re.search(r"no +acknowledge +missing\n +Mi ta \{thing\}\.", result.stdout)


def test_check_shows_a_weak_sign_of_an_element(pack):
    """A sign that is not enough is shown as such."""
    weak = pack.words["agree.owner"]

    assert f"only a weak sign: [{weak}]" in run(pack, "check", f"Mi {weak} ta.").stdout


def test_check_of_a_reply_that_lacks_nothing_is_fine(pack):
    """All four elements and no finding end with status 0."""
    result = run(pack, "check", pack.words["good reply"])

    assert result.exit_code == 0
    assert result.stdout.startswith("passed")


def test_rewrite_shows_old_and_new(pack):
    """Edits are marked by whole words, before and after; the status is 0."""
    sad, policy = pack.words["negative.sad-opener"], pack.words["policy.our-policy"]

    result = run(pack, "rewrite", f"{sad.title()}, mi {policy} ta.")

    assert result.exit_code == 0
    assert f"- [{sad.title()}, mi] {policy} ta." in result.stdout
    assert f"+ [Mi] [{policy}] ta." in result.stdout
    assert f"[{sad.title()}, mi] becomes [Mi]" in result.stdout
    assert "1 edit, 1 proposal" in result.stdout


def test_rewrite_of_a_text_without_edits_shows_it_once(pack):
    """Where nothing changes there is no before and after."""
    assert "\n  Mi ta.\n" in run(pack, "rewrite", "Mi ta.").stdout


# --- where a text comes from


def test_a_text_is_read_from_an_argument_a_file_or_standard_input(pack, tmp_path):
    """All ways to give a text give the same result."""
    text = f"Mi {pack.words['worried']} ta."
    path = tmp_path / "message.txt"
    path.write_text(text, encoding="utf-8-sig")

    ways = [
        run(pack, "detect", "--json", text),
        run(pack, "detect", "--json", "--file", str(path)),
        run(pack, "detect", "--json", "--file", "-", stdin=text),
        run(pack, "detect", "--json", "-", stdin=text),
        run(pack, "detect", "--json", stdin=text),
    ]

    assert {way.exit_code for way in ways} == {0}
    assert len({way.stdout for way in ways}) == 1


def test_line_ends_of_a_file_are_kept(pack, tmp_path):
    """Spans point into the file's own characters."""
    path = tmp_path / "message.txt"
    path.write_bytes(b"Mi\r\nta.\r\n")

    assert objects(run(pack, "detect", "--json", "--file", str(path)))[0]["text"] == (
        "Mi\r\nta.\r\n"
    )


def test_json_is_the_result_as_an_object(pack):
    """The object is what model_dump_json gives, and check keeps its exit status."""
    result = run(pack, "check", "--json", "Mi ta.")

    assert result.exit_code == 1
    assert objects(result)[0]["missing"] == ["acknowledge", "guide", "agree", "ensure"]


# --- JSON Lines


def test_lines_keep_their_order_and_unknown_fields(pack):
    """Each object comes back with its own fields and the result under a key."""
    lines = [{"id": 7, "text": f"Mi {pack.words['angry']}.", "tags": ["å"]}, {"text": "Mi ta."}]

    result = run(pack, "detect", "--jsonl", stdin="\n\n".join(map(json.dumps, lines)))

    assert result.exit_code == 0
    first, second = objects(result)
    assert {**first, "detection": None} == {**lines[0], "detection": None}
    assert first["detection"]["state"] == "angry"
    assert second["detection"]["state"] == "calm"
    assert "å" in result.stdout


def test_lines_do_not_repeat_the_text(pack):
    """The text stands in the object already."""
    for command, key, field in (
        ("detect", "detection", "text"),
        ("check", "review", "text"),
        ("rewrite", "rewrite", "original"),
    ):
        result = run(pack, command, "--jsonl", stdin='{"text": "Mi ta."}')
        assert field not in objects(result)[0][key]


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        (b"nope", "not JSON"),
        (b"[1]", "must be an object"),
        (b'{"id": 3}', "has no field 'text'"),
        (b'{"id": 3, "text": null}', "must be a string"),
        (b'{"text": "\xff"}', "not UTF-8"),
        (b"[" * 100_000, "RecursionError"),
    ],
)
def test_a_bad_line_has_its_error_and_the_rest_goes_on(pack, bad, said):
    """The error stands in the place of the answer, with what could be read."""
    good = b'{"text": "Mi ta."}'

    result = run(pack, "detect", "--jsonl", stdin=b"\n".join((good, bad, good)))

    first, second, third = objects(result)
    assert result.exit_code == 0
    assert said in second["error"]
    assert second["error"].startswith("line 2: ")
    assert second.get("id", 3) == 3
    assert "detection" in first
    assert "detection" in third
    assert "could not be read: 1" in result.stderr


def test_lines_are_read_from_the_file_that_is_named(pack, tmp_path):
    """With --jsonl the argument is a path; a byte order mark is no part of the first line."""
    path = tmp_path / "messages.jsonl"
    path.write_text('{"body": "Mi ta."}\n', encoding="utf-8-sig")

    result = run(pack, "detect", "--jsonl", str(path), "--field", "body")

    assert objects(result)[0]["detection"]["state"] == "calm"


def test_what_utf_8_cannot_hold_comes_back_escaped(pack):
    """Half a surrogate pair in a field of the caller's is kept as it was."""
    result = run(pack, "detect", "--jsonl", stdin='{"text": "Mi \\ud800 å", "id": "\\udfff"}')

    assert objects(result)[0]["text"] == "Mi \ud800 å"
    assert objects(result)[0]["id"] == "\udfff"


def test_check_takes_the_message_from_its_line(pack, monkeypatch):
    """The customer's message is in ``customer`` or ``to``, else what --to says."""
    asked = []

    def check(_self, reply, *, to=None, language=None):
        asked.append(to)
        raise ValueError(reply)

    monkeypatch.setattr("deescalate.Deescalator.check", check)
    lines = [{"customer": "a"}, {"to": "b"}, {"customer": "c", "to": "d"}, {}]
    stdin = "\n".join(json.dumps({"text": "x", **line}) for line in lines)

    run(pack, "check", "--jsonl", "--to", "e", stdin=stdin)

    assert asked == ["a", "b", "c", "e"]


def test_check_of_lines_ends_with_1_if_any_is_at_fault(pack):
    """One reply that lacks something is enough; a bad line alone is none."""
    good = json.dumps({"text": pack.words["good reply"]})

    assert run(pack, "check", "--jsonl", stdin=f"{good}\nnope\n{good}").exit_code == 0
    assert run(pack, "check", "--jsonl", stdin=f'{good}\n{{"text": "Mi."}}').exit_code == 1


class Terminal(io.StringIO):
    """A place to write to that is a terminal."""

    def isatty(self) -> bool:
        """Say that somebody watches."""
        return True


def test_a_terminal_gets_a_progress_bar(monkeypatch, tmp_path):
    """The bar counts bytes of a file, and lines of anything else; the lines come through."""
    path = tmp_path / "lines"
    path.write_bytes(b"a\nb\n")
    for stream in (path.open("rb"), io.BytesIO(b"a\nb\n")):
        monkeypatch.setattr(sys, "stderr", Terminal())
        monkeypatch.setattr(sys, "stdout", io.StringIO())
        with stream:
            assert list(_source.watched(stream)) == [b"a\n", b"b\n"]
        assert sys.stderr.getvalue()


def test_a_pipe_gets_no_progress_bar(pack):
    """Nothing is written to standard error."""
    assert run(pack, "detect", "--jsonl", stdin='{"text": "Mi."}').stderr == ""


# --- bad use


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["detect", "--language", "xx", "Hi"], "no language pack for 'xx'"),
        (["detect", "--file", "no/such/file"], "No such file"),
        (["detect", "--jsonl", "no/such/file"], "No such file"),
        (["detect", "--file", "."], "."),
        (["detect", "Hi", "--file", "x"], "not both"),
        (["detect", "Hi", "--json", "--jsonl"], "not both"),
        (["detect", "Hi", "--field", "x"], "--jsonl"),
        (["detect", "--nonsense"], "--nonsense"),
        (["detect", "--pack", "no/such/folder", "Hi"], "names no tag"),
        (["pack", "check", "no/such/folder"], "does not exist"),
        (["pack", "new", "../x"], "no language tag"),
        (["nonsense"], "nonsense"),
    ],
)
def test_bad_use_ends_with_2_and_says_why(arguments, said):
    """What can't be carried out is told in a sentence, without a traceback."""
    result = CliRunner().invoke(cli, arguments)

    assert result.exit_code == 2
    assert said in result.stderr
    assert result.stdout == ""


def test_bytes_that_are_no_text_are_bad_use(pack):
    """A text that is not UTF-8 is refused."""
    result = run(pack, "detect", stdin=b"\xff\xfeM\x00")

    assert result.exit_code == 2
    assert "not UTF-8" in result.stderr


def test_nothing_to_read_is_bad_use(monkeypatch):
    """On a terminal the command doesn't wait for somebody to type."""
    monkeypatch.setattr(sys, "stdin", Terminal())
    with pytest.raises(click.UsageError, match="nothing to read"), _source.opened(None):
        pass


@pytest.mark.parametrize("lines", [[], ["--jsonl"]])
def test_a_broken_pack_is_told_in_full(pack, tmp_path, lines):
    """All problems of a pack are printed, also when a line was to be read with it."""
    for name in FILES:
        (tmp_path / name).write_bytes((pack.folder / name).read_bytes())
    (tmp_path / "golden.toml").unlink()
    (tmp_path / "states.toml").write_text("[[angy]]", encoding="utf-8")
    arguments = ["detect", "--pack", str(tmp_path), "--language", "zu", *lines]

    result = CliRunner().invoke(cli, arguments, input='{"text": "Mi"}')

    assert result.exit_code == 2
    assert "golden.toml: the file is missing" in result.stderr
    assert "states.toml:1" in result.stderr


def test_without_click_the_extra_is_named(monkeypatch, capsys):
    """One line says what to install."""
    monkeypatch.delitem(sys.modules, "deescalate._cli._commands")
    monkeypatch.setitem(sys.modules, "click", None)

    with pytest.raises(SystemExit) as ended:
        door.main()

    assert ended.value.code == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_another_module_that_is_missing_is_an_error(monkeypatch):
    """Only click is excused."""
    monkeypatch.setitem(sys.modules, "deescalate._cli._commands", None)

    with pytest.raises(ModuleNotFoundError, match="_commands"):
        door.main()


def test_an_interrupted_command_ends_quietly(pack, monkeypatch):
    """Ctrl-C ends with the status that a shell gives it, and without a word."""

    def interrupted(*_arguments):
        raise KeyboardInterrupt

    monkeypatch.setattr(_commands, "read_text", interrupted)

    result = run(pack, "detect", "Mi ta.")

    assert (result.exit_code, result.output) == (130, "")


# --- packs


def test_a_filled_skeleton_passes_the_check(pack):
    """What ``pack new`` makes is a sound pack once its places are filled."""
    result = CliRunner().invoke(cli, ["pack", "check", str(pack.folder)])

    assert result.stdout.endswith("\n0 problems\n")
    assert "states.toml: " in result.stdout  # how much it holds beside English
    assert result.exit_code == 0


def test_a_new_skeleton_says_what_is_to_be_filled(tmp_path):
    """Each place is told with its line, and nothing else."""
    made = CliRunner().invoke(cli, ["pack", "new", "nb", "--into", str(tmp_path)])
    assert made.exit_code == 0
    assert [line for line in made.stdout.splitlines() if line.endswith(".toml")] == [
        str(tmp_path / "nb" / name) for name in (*FILES, PHRASES)
    ]

    result = CliRunner().invoke(cli, ["pack", "check", str(tmp_path / "nb")])

    *problems, count = [line for line in result.stdout.splitlines() if not line.startswith(" ")]
    lines = [
        line
        for name in (*FILES, PHRASES)
        for line in (tmp_path / "nb" / name).read_text(encoding="utf-8").splitlines()
        if PLACE.search(line) and not line.startswith("#")
    ]
    assert result.exit_code == 1
    assert all(problem.endswith("to be filled") for problem in problems)
    assert count == f"{len(lines)} problems" == f"{len(problems)} problems"
    assert 'tag = "nb"' in (tmp_path / "nb" / "pack.toml").read_text(encoding="utf-8")


def test_a_skeleton_explains_the_notation_in_each_file_with_cues(tmp_path):
    """An author needs no other page."""
    CliRunner().invoke(cli, ["pack", "new", "nb", "--into", str(tmp_path)])

    for name in ("states.toml", "signals.toml", "elements.toml", "wording.toml"):
        head = (tmp_path / "nb" / name).read_text(encoding="utf-8").partition("\n[")[0]
        for sign in ("frustrat*", "[a|b]?", "~", "{time}", "^"):
            assert sign in head, (name, sign)


def test_a_new_skeleton_leaves_files_that_are_there(pack):
    """Nobody's work is overwritten."""
    before = (pack.folder / "states.toml").read_bytes()

    result = CliRunner().invoke(cli, ["pack", "new", "zu", "--into", str(pack.folder.parent)])

    assert result.exit_code == 2
    assert "exists already" in result.stderr
    assert (pack.folder / "states.toml").read_bytes() == before


def test_the_skeleton_is_no_pack():
    """The templates don't show among the languages."""
    assert all(re.fullmatch(r"[a-z]{2,3}(-\w+)*", tag) for tag in Registry().tags())


def test_pack_check_prints_what_check_pack_finds(pack, tmp_path):
    """Each problem comes with its line, the count last; one file is enough to be a pack."""
    (tmp_path / "golden.toml").write_bytes((pack.folder / "golden.toml").read_bytes())

    result = CliRunner().invoke(cli, ["pack", "check", str(tmp_path)])

    found = check_pack(tmp_path)
    assert found
    assert result.exit_code == 1
    assert result.stdout == "".join(f"{each}\n" for each in [*found, f"{len(found)} problems"])


def test_a_folder_without_pack_files_is_bad_use(tmp_path):
    """It is more likely a wrong path than an empty pack."""
    result = CliRunner().invoke(cli, ["pack", "check", str(tmp_path)])

    assert result.exit_code == 2
    assert "no language pack" in result.stderr


def test_pack_check_survives_a_file_that_is_no_text(tmp_path):
    """A file that is not UTF-8 is a problem like others."""
    (tmp_path / "states.toml").write_bytes(b"\xff\xfe")

    result = CliRunner().invoke(cli, ["pack", "check", str(tmp_path)])

    assert "states.toml: not UTF-8" in result.stdout


def test_pack_list_names_the_packs():
    """Each line has the tag, the names, and where the pack comes from."""
    result = CliRunner().invoke(cli, ["pack", "list"])

    assert result.exit_code == 0
    assert re.search(r"^en +English \(English\) +built in$", result.stdout, re.MULTILINE)


# --- in a process of its own


def test_a_pipe_gets_no_colour(pack):
    """What another program reads has no escape sequences, and its status is the shell's."""
    arguments = ["--pack", str(pack.folder), "--language", "zu", "Mi ta."]

    with start("check", *arguments) as process:
        output, errors = process.communicate()

    assert process.returncode == 1
    assert "acknowledge" in output
    assert "\x1b" not in output
    assert errors == ""


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such signals")
def test_an_answer_comes_before_the_next_line_and_ctrl_c_ends_it(pack):
    """Lines are answered as they come; Ctrl-C ends the run without a traceback."""
    arguments = ["--pack", str(pack.folder), "--language", "zu", "--jsonl"]

    with start("detect", *arguments) as process:
        process.stdin.write('{"text": "Mi ta."}\n')
        process.stdin.flush()
        answer = process.stdout.readline()
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate()

    assert json.loads(answer)["detection"]["state"] == "calm"
    assert process.returncode == 130
    assert errors.strip() == ""


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such pipes")
def test_a_reader_that_goes_away_ends_it_quietly(pack, tmp_path):
    """With ``| head`` there is no traceback."""
    path = tmp_path / "many.jsonl"
    path.write_text('{"text": "Mi ta."}\n' * 2000, encoding="utf-8")
    arguments = ["--pack", str(pack.folder), "--language", "zu", "--jsonl", str(path)]

    with start("detect", *arguments) as process:
        process.stdout.readline()
        process.stdout.close()
        errors = process.stderr.read()

    assert process.returncode == 141
    assert errors == ""


def test_help_is_there_in_a_process_of_its_own():
    """``python -m deescalate --help`` names the commands."""
    with start("--help") as process:
        output, _ = process.communicate()

    assert process.returncode == 0
    assert all(name in output for name in ("detect", "check", "rewrite", "pack"))

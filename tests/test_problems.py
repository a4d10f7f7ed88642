"""What is said of a broken pack file: the message, the line, the line's text, a hint."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from deescalate._files import read_folder

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from deescalate.errors import Problem

    Edit = Callable[[str, str, str], Path]


def problems(folder: Path) -> list[Problem]:
    """Return what is wrong with the files of a pack."""
    files, _ = read_folder(folder, "toy")
    return files.problems


def only(folder: Path) -> Problem:
    """Return the one thing that is wrong with a pack."""
    (problem,) = problems(folder)
    return problem


def line_of(folder: Path, name: str, words: str) -> int:
    """Return the number of the first line with certain words, from 1."""
    lines = (folder / name).read_text(encoding="utf-8").splitlines()
    return next(i for i, line in enumerate(lines, 1) if words in line)


def test_a_sound_pack_has_no_problem(toy: Path) -> None:
    """Nothing is said where nothing is wrong."""
    assert problems(toy) == []


@pytest.mark.parametrize(
    ("name", "old", "new", "message", "hint"),
    [
        ("states.toml", '"timo"', "\u201ctimo\u201d", "not valid TOML", "curly quotes"),
        ("states.toml", '"timo"', '"timo\u201d', "not valid TOML", ""),
        ("states.toml", '"grum*", "brula', '"grum*" "brula', "not valid TOML", "comma is missing"),
        ("states.toml", '["timo"]', '["timo"', "not valid TOML", "not closed"),
        ("states.toml", '"timo"', '"timo', "not valid TOML", ""),
        ("states.toml", '"timo"', '"ti\\mo"', "not valid TOML", "backslash"),
        ("states.toml", '["timo"]', '["a"]\ncues = ["timo"]', "not valid TOML", "second time"),
        ("states.toml", 'cues = ["timo"]', '\u00e9 = "timo"', "not valid TOML", "plain ASCII"),
        ("states.toml", '"timo"', "timo", "not valid TOML", "in quotes"),
        ("states.toml", '"mild"', '"weak"', "strength = 'weak' is not in the list", "'mild'"),
        ("pack.toml", "boosters]", "boster]", "unknown name 'boster'", "did you mean 'boosters'?"),
        ("pack.toml", "reach = 3", "reach = 300", "negation.reach: input should be less", ""),
        ("pack.toml", 'tag = "qta"', 'tag = "Q T"', "tag: string should match pattern", ""),
        ("states.toml", '["timo"]', "[]", "worried.0.cues: ", ""),
        ("states.toml", '"timo"', '"timo ["', "has a bracket without its partner", ""),
        ("pack.toml", '"morgo"', '"mor*go"', "the cue 'mor*go' has", ""),
        ("states.toml", '"welako"', '"~ welako"', "begins with a gap", ""),
        ("states.toml", '["timo"]', '["timo", "TIMO"]', "says the same as 'timo'", "keep one"),
        ("states.toml", '["timo"]', '["ti\u200bmo", "timo"]', "says the same as", "keep one"),
        ("states.toml", '"brula kapo"', '"b [a|c]", "b [c|a]"', "says the same as", "keep one"),
        ("wording.toml", "policy.regulo", "policy.du musi", "rule.5.id: string should match", ""),
        ("wording.toml", "policy.regulo", "blame.regulo", "must begin with its category", ""),
        ("golden.toml", '"angry"', '"furious"', "'angry'", ""),
        ("golden.toml", '"repeat_contact"', '"repeat"', "not in the list", "'repeat_contact'"),
    ],
)  # fmt: skip
def test_a_slip_is_named_with_its_line(  # noqa: PLR0913, PLR0917 - a table of five columns
    edited: Edit, name: str, old: str, new: str, message: str, hint: str
) -> None:
    """Each slip is said in words, at its line, with what to do where that is known."""
    folder = edited(name, old, new)
    found = problems(folder)
    place = line_of(folder, name, new.splitlines()[-1])
    told = [problem for problem in found if message in problem.message and hint in problem.hint]
    assert told, [str(problem) for problem in found]
    assert {problem.file for problem in found} == {name}
    assert any(abs(problem.line - place) <= 1 for problem in told), (told, place)
    assert all(problem.excerpt for problem in told)


def test_a_rule_id_may_stand_once_only(edited: Edit) -> None:
    """The second rule of the name is the one to mend."""
    folder = edited("wording.toml", "impersonal.la-kliento", "command.du-musi")
    found = problems(folder)
    assert "the id 'command.du-musi' stands twice" in [problem.message for problem in found]
    lines = (folder / "wording.toml").read_text(encoding="utf-8").splitlines()
    second = [i for i, line in enumerate(lines, 1) if line == 'id = "command.du-musi"'][1]
    assert {problem.line for problem in found} == {second}


def test_a_rule_must_offer_something(edited: Edit) -> None:
    """Nobody is helped by what not to say alone."""
    folder = edited("wording.toml", 'propose = ["Mi povi {ofero}."]', "")
    problem = only(folder)
    assert problem.message == "'refusal.neeble' offers nothing better"
    assert problem.hint == "give it say or propose"
    assert problem.line == line_of(folder, "wording.toml", "refusal.neeble")


def test_a_misspelt_name_is_both_unknown_and_missing(edited: Edit) -> None:
    """The author is told what was meant, and that it lacks."""
    found = problems(edited("states.toml", "near_misses", "near_mises"))
    assert {(problem.message, problem.hint) for problem in found} == {
        ("unknown name 'near_mises'", "did you mean 'near_misses'?"),
        ("'near_misses' is missing", ""),
    }


def test_a_name_like_no_other_is_answered_with_all_names(edited: Edit) -> None:
    """Where nothing is near, the known names are listed."""
    problem = only(edited("states.toml", "[[calm]]", "xyzzy = 1\n[[calm]]"))
    assert problem.message == "unknown name 'xyzzy'"
    assert "near_misses" in problem.hint


def test_a_missing_comma_between_lines_is_seen_on_the_line_above(edited: Edit) -> None:
    """The parser stops a line too late; the hint knows."""
    folder = edited("states.toml", '["timo"]', '[\n    "timo"\n    "timoro",\n]')
    assert only(folder).hint == "a comma is missing at the end of the line above"


def test_a_byte_order_mark_is_no_problem(toy: Path) -> None:
    """Editors that write one don't break a pack."""
    path = toy / "states.toml"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert problems(toy) == []


def test_windows_line_ends_are_no_problem(edited: Edit) -> None:
    """Nor are CR LF, and lines are counted right."""
    folder = edited("states.toml", '"timo"', "timo")
    path = folder / "states.toml"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert only(folder).line == line_of(folder, "states.toml", "[timo]")


@pytest.mark.parametrize("encoding", ["utf-16", "latin-1"])
def test_another_encoding_is_named(toy: Path, encoding: str) -> None:
    """The author is told to save the file as UTF-8."""
    text = (toy / "states.toml").read_text(encoding="utf-8") + "# \u00e9\n"
    (toy / "states.toml").write_bytes(text.encode(encoding))
    problem = only(toy)
    assert (problem.file, problem.line) == ("states.toml", 0)
    assert problem.message.startswith("not UTF-8")
    assert "UTF-8" in problem.hint


def test_a_missing_file_is_named(toy: Path) -> None:
    """The problem is that of the file as a whole."""
    (toy / "golden.toml").unlink()
    assert str(only(toy)) == "golden.toml: the file is missing"


def test_two_problems_are_told_at_once(edited: Edit, toy: Path) -> None:
    """Nobody has to mend one thing to learn of the next."""
    edited("states.toml", '"mild"', '"weak"')
    edited("states.toml", "near_misses", "near_mises")
    edited("wording.toml", "policy.regulo", "blame.regulo")
    (toy / "golden.toml").unlink()
    found = problems(toy)
    assert {problem.file for problem in found} == {"states.toml", "wording.toml", "golden.toml"}
    assert len(found) == 5


def test_the_right_one_of_two_equal_tables_is_meant(edited: Edit) -> None:
    """The line is that of the second table where the second is wrong."""
    folder = edited("states.toml", '"kialo ?"', '"kialo ["')
    assert only(folder).line == line_of(folder, "states.toml", "kialo [")


def test_a_nested_table_is_found(edited: Edit) -> None:
    """The line of a part of an element is its own."""
    folder = edited("elements.toml", 'part = "owner"', 'part = "owner_of"')
    problem = only(folder)
    assert problem.line == line_of(folder, "elements.toml", "owner_of")
    assert problem.message == "part = 'owner_of' is not in the list"


def test_a_long_line_is_clipped_around_the_slip(edited: Edit) -> None:
    """An excerpt shows the place, not a screenful."""
    words = ", ".join(f'"word{i}"' for i in range(200))
    folder = edited("states.toml", '["timo"]', f'[{words}, "timo [", {words.upper()}]')
    problem = next(each for each in problems(folder) if "bracket" in each.message)
    assert '"timo ["' in problem.excerpt
    assert len(problem.excerpt) < 120

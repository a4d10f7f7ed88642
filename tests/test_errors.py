"""The errors that the library raises on purpose."""

from __future__ import annotations

import pickle

from deescalate.errors import DeescalateError, PackError, Problem, UnknownLanguageError

PROBLEM = Problem(
    "states.toml", 4, "no such name", '  srength = "mild"', "did you mean 'strength'?"
)


def test_an_unknown_language_is_a_failed_lookup() -> None:
    """Who catches LookupError catches it, and who catches the library's base does too."""
    error = UnknownLanguageError("xx", ("en", "nb"))
    assert isinstance(error, LookupError)
    assert isinstance(error, DeescalateError)


def test_an_unknown_language_names_what_there_is() -> None:
    """The message says what was asked for and which packs there are."""
    error = UnknownLanguageError("xx", ("en", "nb"))
    assert str(error) == "no language pack for 'xx'; there are packs for: en, nb"
    assert (error.tag, error.available) == ("xx", ("en", "nb"))


def test_an_unknown_language_without_any_pack_says_so() -> None:
    """An empty list of packs reads as "none"."""
    assert str(UnknownLanguageError("xx", ())).endswith("there are packs for: none")


def test_a_problem_reads_as_place_line_and_hint() -> None:
    """The excerpt is indented under the message, and the hint under that."""
    assert str(PROBLEM).splitlines() == [
        "states.toml:4: no such name",
        '    srength = "mild"',
        "    hint: did you mean 'strength'?",
    ]


def test_a_problem_of_a_whole_file_has_no_line() -> None:
    """Line 0 is left out of what is printed."""
    assert str(Problem("golden.toml", 0, "the file is missing")) == (
        "golden.toml: the file is missing"
    )


def test_a_broken_pack_is_a_value_error_with_all_problems() -> None:
    """The message counts the problems and lists every one."""
    error = PackError("folder", (PROBLEM, PROBLEM._replace(line=9)))
    assert isinstance(error, ValueError)
    assert isinstance(error, DeescalateError)
    assert str(error).startswith("language pack folder: 2 problems\n")
    assert "states.toml:4:" in str(error)
    assert "states.toml:9:" in str(error)


def test_one_problem_is_counted_in_the_singular() -> None:
    """A single problem reads as "1 problem"."""
    assert str(PackError("folder", (PROBLEM,))).startswith("language pack folder: 1 problem\n")


def test_errors_come_back_from_another_process() -> None:
    """Pickling keeps the class, the message and the fields."""
    for error in (UnknownLanguageError("xx", ("en",)), PackError("folder", (PROBLEM,))):
        copy = pickle.loads(pickle.dumps(error))
        assert type(copy) is type(error)
        assert str(copy) == str(error)
        assert vars(copy) == vars(error)

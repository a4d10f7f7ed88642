"""The one machine that holds all cues."""

from __future__ import annotations

from threading import Thread

import pytest

from deescalate import _automaton
from deescalate._automaton import Automaton
from deescalate._lexicon import REPLY, Lexicon
from deescalate._phrases import parse
from deescalate._schema import Listed
from deescalate._smallwords import SmallWords


def lexicon(*cues: str) -> Lexicon:
    """Return a lexicon of cues."""
    return Lexicon([("test.toml", Listed("test", "name", "", (), cues))], SmallWords())


def found(pack: Lexicon, text: str) -> list[str]:
    """Return what a lexicon finds in a text."""
    reading = pack.read(text, REPLY)
    return [reading.text(hit.start, hit.end) for hit in reading.hits("test")]


def test_a_word_knows_its_prefixes() -> None:
    """A word can take the steps of all prefixes it begins with."""
    automaton = Automaton()
    for number, cue in enumerate(["waiting", "wait*", "w*", "went"]):
        automaton.add(number, parse(cue))
    assert automaton.symbols("waiting") == ("waiting", "w*", "wait*")


def test_many_cues_are_found_in_one_walk() -> None:
    """Cues that begin alike don't hide one another."""
    cues = ["a", "a b", "a [b|c] d", "a ~ d", "[a|x] b c"]
    reading = lexicon(*cues).read("a b d", REPLY)
    assert {hit.cue.text for hit in reading.all_hits("test")} == set(cues) - {"[a|x] b c"}


@pytest.mark.parametrize(
    ("cue", "text", "hits"),
    [
        ("[a]? [b]? c", "a b c, b c, a c, c", ["a b c", "b c", "a c", "c"]),
        ("[a ~ b|c] d", "a x y b d, c d, a d", ["a x y b d", "c d"]),
        ("a [b|b c] d", "a b d, a b c d", ["a b d", "a b c d"]),
        ("a [b]?", "a b, a", ["a b", "a"]),
        ("a ~ ~ b", "a 1 2 3 4 5 6 b, a 1 2 3 4 5 6 7 b", ["a 1 2 3 4 5 6 b"]),
        ("[{n}|a] b", "5 b, a b", ["5 b", "a b"]),
        ("[b]? {n} a", "b 5 a, 5 a", ["b 5 a", "5 a"]),
        ("wait* [wait*|time*]", "waits waiting. wait times", ["waits waiting", "wait times"]),
    ],
)
def test_signs_combine(cue: str, text: str, hits: list[str]) -> None:
    """Brackets, gaps and slots mean the same wherever they stand."""
    assert found(lexicon(cue), text) == hits


def test_a_full_memory_changes_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    """An automaton that forgets its states finds the same."""
    cue, text = "no ~ [full|part]? refund", "no a full refund and no b part refund " * 3
    before = found(lexicon(cue), text)
    monkeypatch.setattr(_automaton, "_KEPT_STATES", 1)
    assert found(lexicon(cue), text) == before != []


def test_what_is_forgotten_is_let_go(monkeypatch: pytest.MonkeyPatch) -> None:
    """A full memory drops its states, and those it starts with no longer hold on to them."""
    monkeypatch.setattr(_automaton, "_KEPT_STATES", 3)
    automaton = Automaton()
    for number in range(50):
        automaton.add(number, parse(f"a w{number} x y"))
    first = automaton.look(("a",)).first
    assert first is not None
    for number in range(50):
        assert first[automaton.look((f"w{number}",))] is not None
        assert len(first) <= 4


def test_long_brackets_are_not_multiplied_out() -> None:
    """Ten brackets of ten choices are a hundred steps, not ten thousand million."""
    bracket = "[" + "|".join(f"w{i}x" for i in range(10)) + "]"
    cue = " ".join([bracket] * 10)
    assert found(lexicon(cue), "w0x " * 10) == [("w0x " * 10).strip()]


def test_many_threads_find_the_same() -> None:
    """States that several threads make at once lead to the same hits."""
    words = [f"w{i}" for i in range(30)]
    pack = lexicon(*(f"{a} ~ {b}" for a in words for b in words[:5]))
    text = " ".join(words * 3)
    answers: list[list[str]] = []
    threads = [Thread(target=lambda: answers.append(found(pack, text))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [found(pack, text)] * 8

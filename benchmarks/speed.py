"""Measure how fast the library is, beside vaderSentiment on the same texts in the same run.

    python benchmarks/speed.py messages.en.dev.jsonl replies.en.dev.jsonl

Each line of a file is an object with a ``text``; one of a reply may have the message that it
answers as ``customer``: then VADER too is given both. All that is compared takes turns, and of
several rounds the fastest counts for each text; so other work on the machine weighs little on the
ratios.
Then follow the time to import the library, the time and memory that a pack takes, and how the time
grows with the length of a text and with the number of cues.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import cycle, islice, product
from pathlib import Path
from time import perf_counter
from typing import TypeVar

from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

import deescalate
from deescalate import Deescalator
from deescalate._registry import builtin_folder

LANGUAGE = "en"
ROUNDS = 10
RUNS = 5
"""How often a fresh process is started; the fastest counts."""
LENGTHS = (100, 300, 1_000, 3_000, 10_000, 30_000, 100_000)
CUES = 2_000
"""How many invented cues a pack gets at first."""
TIMES = (1, 2, 4, 8)

IMPORT = "import deescalate"
LOAD = "from deescalate import detect; detect('', language='en')"
MEMORY = f"""
import tracemalloc
from deescalate import Deescalator
desk = Deescalator()
tracemalloc.start()
desk.detect("", language="{LANGUAGE}")
import gc; gc.collect()
print(tracemalloc.get_traced_memory()[0])
"""

Call = Callable[[str], object]
_Item = TypeVar("_Item")


def read_lines(path: Path) -> list[dict[str, str]]:
    """Return the objects of a file of JSON lines."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def seconds(
    calls: Mapping[str, Callable[[_Item], object]], texts: Sequence[_Item], rounds: int
) -> dict[str, float]:
    """Return the mean of each call's fastest time for each text."""
    best = {name: [float("inf")] * len(texts) for name in calls}
    for call in calls.values():
        for text in texts:
            call(text)
    for _ in range(rounds):
        for name, call in calls.items():
            fastest = best[name]
            for i, text in enumerate(texts):
                start = perf_counter()
                call(text)
                fastest[i] = min(fastest[i], perf_counter() - start)
    return {name: sum(times) / len(times) for name, times in best.items()}


def print_speed(title: str, calls: Mapping[str, Call], texts: Sequence[str], rounds: int) -> None:
    """Print how many texts a second each call reads, and its time as a multiple of VADER's."""
    means = seconds({"VADER": vader(), **calls}, texts, rounds)
    size = sum(map(len, texts)) / len(texts)
    print_ratios(f"{len(texts)} {title} of {size:.0f} characters", means)


def print_speed_of_pairs(pairs: Sequence[tuple[str, str]], rounds: int) -> None:
    """Print the same for a reply checked against the message that it answers."""
    if not pairs:
        return
    score, desk = vader(), Deescalator(LANGUAGE)
    calls: dict[str, Callable[[tuple[str, str]], object]] = {
        "VADER": lambda pair: [score(text) for text in pair],
        "check with the message": lambda pair: desk.check(pair[0], to=pair[1]),
    }
    print_ratios(f"{len(pairs)} replies with their messages", seconds(calls, pairs, rounds))


def vader() -> Call:
    """Return the peer that speed is measured beside."""
    score: Call = SentimentIntensityAnalyzer().polarity_scores
    return score


def print_ratios(title: str, means: Mapping[str, float]) -> None:
    """Print how many texts a second each call reads, and its time as a multiple of VADER's."""
    print(f"{title}\n  {'':26} texts a second   time / VADER")
    for name, mean in means.items():
        print(f"  {name:26} {1 / mean:14,.0f} {mean / means['VADER']:14.2f}")


def in_fresh_process(code: str) -> tuple[float, str]:
    """Return the fastest of several runs of some code in a process of its own, and its output."""
    best, output = float("inf"), ""
    for _ in range(RUNS):
        start = perf_counter()
        # What runs is a constant of this file.
        ran = subprocess.run(  # noqa: S603
            [sys.executable, "-c", code], check=True, capture_output=True, text=True
        )
        best = min(best, perf_counter() - start)
        output = ran.stdout
    return best, output


def print_start() -> None:
    """Print what it takes to import the library, and to read and keep a pack."""
    nothing, _ = in_fresh_process("")
    imported, _ = in_fresh_process(IMPORT)
    loaded, _ = in_fresh_process(LOAD)
    _, kept = in_fresh_process(MEMORY)
    print("Start")
    print(f"  import deescalate          {imported - nothing:6.2f} s")
    print(f"  first text, pack read      {loaded - imported:6.2f} s")
    print(f"  memory of the pack         {int(kept) / 1e6:6.1f} MB")


def of_length(texts: Sequence[str], length: int) -> str:
    """Return running text of a length."""
    words = islice(cycle(" ".join(texts).split()), length)
    return " ".join(words)[:length]


def print_growth_with_length(texts: Sequence[str]) -> None:
    """Print the time for a character in texts of growing length."""
    calls = language_given()
    print("Microseconds for a character, by length of the text")
    print(f"  {'characters':>10} " + " ".join(f"{name:>10}" for name in calls))
    for length in LENGTHS:
        rounds = max(3, min(ROUNDS * 10, 300_000 // length))
        means = seconds(calls, [of_length(texts, length)], rounds)
        row = " ".join(f"{mean / length * 1e6:10.3f}" for mean in means.values())
        print(f"  {length:10,} {row}")


def invented(common: Sequence[str]) -> Iterator[str]:
    """Yield cues that begin as texts do: two common words, and then one that nobody uses."""
    syllables = ("ba", "do", "ki", "lu", "me", "po", "ra", "ti")
    words = map("".join, product(syllables, repeat=4))
    pairs = cycle(product(common[:60], common[60:120]))
    for word, pair in zip(words, pairs, strict=False):
        yield " ".join((*pair, word))


def write_pack(folder: Path, cues: Sequence[str]) -> None:
    """Write the English pack with more cues."""
    shutil.copytree(builtin_folder() / LANGUAGE, folder)
    table = {
        "strength": "mild",
        "cues": list(cues),
        "examples": [f"[{cue}]" for cue in cues[:1]],
        "near_misses": ["-"],
    }
    # A JSON string, number or list of strings is TOML too.
    lines = ["", "[[angry]]", *(f"{key} = {json.dumps(value)}" for key, value in table.items())]
    with (folder / "states.toml").open("a", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")


def print_growth_with_cues(texts: Sequence[str], rounds: int) -> None:
    """Print the time for a message with packs of more and more cues."""
    common = Deescalator()._languages.named(LANGUAGE).settings  # noqa: SLF001
    assert common is not None
    cues = list(islice(invented(common.common), CUES * TIMES[-1]))
    desks: dict[str, Deescalator] = {"as it is": Deescalator(LANGUAGE)}
    with tempfile.TemporaryDirectory() as name:
        for times in TIMES:
            folder = Path(name) / f"{times}x"
            write_pack(folder, cues[: CUES * times])
            desks[f"{CUES * times:+,} cues"] = Deescalator(LANGUAGE, packs=[folder])
        for desk in desks.values():
            desk.detect("")
    means = seconds({title: desk.detect for title, desk in desks.items()}, texts, rounds)
    print("Microseconds for a message, by number of cues")
    for title, mean in means.items():
        print(f"  {title:>14} {mean * 1e6:10.1f}")


def language_given() -> dict[str, Call]:
    """Return the three functions, told which language it is."""
    desk = Deescalator(LANGUAGE)
    return {"detect": desk.detect, "check": desk.check, "rewrite": desk.rewrite}


def main() -> None:
    """Read the files named on the command line and print all figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("messages", type=Path)
    parser.add_argument("replies", type=Path)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    options = parser.parse_args()
    messages = [line["text"] for line in read_lines(options.messages)]
    lines = read_lines(options.replies)
    replies = [line["text"] for line in lines]
    told, given = deescalate.detect, language_given()
    of_messages = {"detect, language given": given["detect"], "detect, language told": told}
    print_speed("messages", of_messages, messages, options.rounds)
    of_replies = {name: given[name] for name in ("check", "rewrite")}
    print_speed("replies", of_replies, replies, options.rounds)
    pairs = [(line["text"], line["customer"]) for line in lines if line.get("customer")]
    print_speed_of_pairs(pairs, options.rounds)
    print_start()
    print_growth_with_length(messages)
    print_growth_with_cues(messages, options.rounds)


if __name__ == "__main__":
    main()

"""Measure how well and how fast the language of a text is identified.

    python tools/measure_language.py DATA LABELS

DATA holds the public corpora (folders xed, brighter, latvian, kote), LABELS the customers'
messages (messages.en.*.jsonl). The common words of each language come from every other line of its
corpus, the lines that are judged from the rest; those of English alone come from its pack.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import time
import tomllib
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from deescalate._language import Candidate, Identifier

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

COMMON = 250
"""How many common words a language has, about as many as a pack."""
LINES = 300
"""How many lines of a language are judged at most."""
ENOUGH = 500
"""A corpus with fewer lines gives no list of common words."""
ROUNDS = 5
"""How often the messages are read for the speed; the best round counts."""

# Names of files that are no tags. Serbian and Bosnian stay away: their files are in broken
# encodings, and both are read as the language they share with Croatian; so does Malay.
TAGS = {
    "br": "pt",
    "chn": "zh",
    "cn": "zh",
    "deu": "de",
    "eng": "en",
    "esp": "es",
    "hin": "hi",
    "no": "nb",
    "ptbr": "pt",
    "ron": "ro",
    "rus": "ru",
    "swe": "sv",
    "tw": "zh",
    "ukr": "uk",
}
SET_ASIDE = {"bs", "sr", "ms"}
SCRIPTS = {
    "ar": "Arabic",
    "bg": "Cyrillic",
    "el": "Greek",
    "fa": "Arabic",
    "he": "Hebrew",
    "hi": "Devanagari",
    "ko": "Hangul",
    "ru": "Cyrillic",
    "th": "Thai",
    "uk": "Cyrillic",
    "zh": "Han",
}


def corpora(data: Path) -> dict[str, list[str]]:
    """Read the distinct lines of each language that has enough of them."""
    lines: dict[str, dict[str, None]] = {}
    for tag, text in read(data):
        lines.setdefault(TAGS.get(tag, tag), {})[text] = None
    return {tag: list(lines[tag]) for tag in sorted(lines) if len(lines[tag]) >= ENOUGH}


def read(data: Path) -> Iterator[tuple[str, str]]:
    """Yield each text of the corpora with the language that its file's name says."""
    for path in sorted(data.glob("xed/*-projections*.tsv")):
        for line in path.read_text(encoding="utf-8").splitlines():
            yield path.name.partition("-")[0], line.partition("\t")[0].strip('"')
    for path in sorted(data.glob("brighter/*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                yield path.name.partition(".")[0], row["text"]
    for folder, tag in (("latvian", "lv"), ("kote", "ko")):
        for path in sorted(data.glob(f"{folder}/*.jsonl")):
            for text in messages(path):
                yield tag, text


def messages(path: Path) -> list[str]:
    """Read the texts of a JSON Lines file."""
    with path.open(encoding="utf-8") as file:
        return [json.loads(line)["text"] for line in file]


def halves(lines: Sequence[str]) -> tuple[Sequence[str], Sequence[str]]:
    """Return the half that the common words come from, and lines spread over the other half."""
    learnt, rest = lines[::2], lines[1::2]
    return learnt, rest[:: max(1, len(rest) // LINES)][:LINES]


def common(lines: Sequence[str]) -> frozenset[str]:
    """Return the words that stand in these lines most often."""
    words = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
    counts = Counter(
        word for line in lines for word in words.findall(line.casefold().replace("\u2019", "'"))
    )
    return frozenset(word for word, _ in counts.most_common(COMMON))


def share(identify: Identifier, tag: str, lines: Sequence[str]) -> float:
    """Return the share of lines that are taken for one language."""
    return sum(identify(line) == tag for line in lines) / len(lines)


def report_all(lines: Mapping[str, Sequence[str]]) -> None:
    """Print how many lines of each language are recognised where all are candidates."""
    split = {tag: halves(own) for tag, own in lines.items()}
    identify = Identifier(
        Candidate(tag, SCRIPTS.get(tag, "Latin"), common(learnt))
        for tag, (learnt, _) in split.items()
    )
    for _, judged in split.values():  # the first texts load the profiles
        identify(judged[0])
    start = time.perf_counter()
    right = {tag: share(identify, tag, judged) for tag, (_, judged) in split.items()}
    took = time.perf_counter() - start
    read_lines = sum(len(judged) for _, judged in split.values())
    mean = sum(right.values()) / len(right)
    print(f"{len(right)} candidates, {read_lines} lines: {mean:.3f}, {read_lines / took:,.0f}/s")
    print("  " + " ".join(f"{tag} {value:.2f}" for tag, value in right.items()))


def report_one(
    candidate: Candidate, lines: Mapping[str, Sequence[str]], sets: Sequence[Path]
) -> None:
    """Print how one candidate's own texts and those of other languages are read."""
    identify = Identifier([candidate])
    others = {
        tag: share(identify, candidate.tag, halves(own)[1])
        for tag, own in lines.items()
        if tag != candidate.tag and SCRIPTS.get(tag, "Latin") == candidate.script
    }
    mean = sum(others.values()) / len(others)
    print(f"{candidate.tag} alone: {mean:.3f} of the lines of {len(others)} others taken for it")
    print("  " + " ".join(f"{tag} {value:.2f}" for tag, value in others.items()))
    own = halves(lines[candidate.tag])[1]
    print(f"  own lines of the corpus: {share(identify, candidate.tag, own):.3f}")
    for path in sets:
        texts = messages(path)
        print(f"  {path.name}: {share(identify, candidate.tag, texts):.4f}", end=", ")
        print(f"{speed(identify, texts):,.0f} messages/s")


def speed(identify: Identifier, texts: Sequence[str]) -> float:
    """Return how many texts are read in a second, in the best of some rounds."""
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        for text in texts:
            identify(text)
        times.append(time.perf_counter() - start)
    return len(texts) / min(times)


def main() -> None:
    """Print all figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("data", type=Path, help="folder of the public corpora")
    parser.add_argument("labels", type=Path, help="folder of the labelled messages")
    root = Path(__file__).resolve().parent.parent
    pack = root / "deescalate" / "packs" / "en" / "pack.toml"
    parser.add_argument("--pack", type=Path, default=pack, help="pack.toml of the one candidate")
    options = parser.parse_args()

    lines = corpora(options.data)
    report_all({tag: own for tag, own in lines.items() if tag not in SET_ASIDE})
    written = tomllib.loads(options.pack.read_text(encoding="utf-8"))
    candidate = Candidate(written["tag"], written["script"], frozenset(written["common"]))
    sets = sorted(options.labels.glob(f"messages.{candidate.tag}.*.jsonl"))
    report_one(candidate, lines, sets)
    start = time.perf_counter()
    Identifier([candidate])("zzxq")  # no common word, so its letters are looked at
    print(f"  profiles loaded in {time.perf_counter() - start:.2f} s")


if __name__ == "__main__":
    main()

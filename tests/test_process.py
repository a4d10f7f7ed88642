"""What holds in a process of its own: first use, threads, hash seeds, files, the network."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any

import pytest

TEXTS = [
    "Third time I write. Still no refund of \u20ac49, and nobody answers!!",
    "Where do I find the invoice for my last order?",
    "Unfortunately, we can't ship it until Monday. Mr. Smith, e.g. will call. You need to wait.",
    "Hvorfor svarer ingen p\u00e5 henvendelsen min? Jeg har ventet i to uker n\u00e5.",
    "I'm so sorry about this. I have refunded you today, and I'll call you on Friday.",
    "\U0001f621 ?!",
]
ANSWER = """
import deescalate as de

def answer(text):
    return [f(text).model_dump_json() for f in (de.detect, de.check, de.rewrite)]
"""


def run(code: str, *arguments: str, **environment: str) -> str:
    """Run Python code in a fresh process and return what it prints."""
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
        env={**os.environ, "PYTHONIOENCODING": "utf-8", **environment},
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def answers(code: str, **environment: str) -> Any:
    """Return what a fresh process answers to the texts."""
    return json.loads(run(code, json.dumps(TEXTS), **environment))


ONE_BY_ONE = f"""
import json, sys
{ANSWER}
print(json.dumps([answer(text) for text in json.loads(sys.argv[1])]))
"""
AT_ONCE = f"""
import json, sys, threading
{ANSWER}
texts = json.loads(sys.argv[1])
gate = threading.Barrier(8)
told = [None] * 8

def work(i):
    gate.wait()
    turned = texts[i % len(texts):] + texts[:i % len(texts)]
    told[i] = dict(zip(turned, map(answer, turned)))

threads = [threading.Thread(target=work, args=(i,)) for i in range(8)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(json.dumps([[each[text] for text in texts] for each in told]))
"""


@pytest.fixture(scope="module")
def expected() -> Any:
    """Return the answers of a process with one thread."""
    return answers(ONE_BY_ONE, PYTHONHASHSEED="0")


@pytest.mark.parametrize("seed", ["1", "4711"])
def test_answers_do_not_depend_on_the_hash_seed(expected: Any, seed: str) -> None:
    """No order of a set or dict leaks into an answer."""
    assert answers(ONE_BY_ONE, PYTHONHASHSEED=seed) == expected


def test_eight_threads_on_first_use_answer_alike(expected: Any) -> None:
    """All of them begin before anything was read."""
    assert answers(AT_ONCE, PYTHONHASHSEED="1") == [expected] * 8


def test_importing_is_light() -> None:
    """No pack file is opened, and neither nltk nor langdetect is imported."""
    code = """
import sys
opened = []
sys.addaudithook(lambda event, args: opened.append(str(args[0])) if event == "open" else None)
import deescalate
heavy = {"nltk", "langdetect", "numpy", "click", "rich"} & set(sys.modules)
assert not heavy, heavy
read = [path for path in opened if path.endswith((".toml", ".json"))]
assert not read, read
"""
    run(code)


def test_no_model_or_corpus_is_asked_for() -> None:
    """Sentences and languages are told without anything that nltk would have to download."""
    code = f"""
import sys
{ANSWER}
import nltk
def refuse(*args, **kwargs):
    raise AssertionError(args)
nltk.download = nltk.data.find = nltk.data.load = refuse
assert de.check("Ask Mr. Smith, e.g. today. It is our policy.").findings is not None
answer("Where is it? It cost 49. why so much, Mr. A. Smith?")
"""
    run(code)


def test_nothing_reaches_the_network_and_nothing_is_written() -> None:
    """Every call that would open a socket, write a file or start a process fails loudly."""
    code = f"""
import json, sys
{ANSWER}
def guard(event, args):
    if event.startswith(("socket.", "urllib.", "http.", "ftplib.", "subprocess.", "os.system")):
        raise AssertionError((event, args))
    if event == "open" and set(str(args[1] or "r")) & set("wax+"):
        raise AssertionError((event, args))
sys.addaudithook(guard)
for text in json.loads(sys.argv[1]):
    answer(text)
"""
    run(code, json.dumps(TEXTS), PYTHONDONTWRITEBYTECODE="1")


HARD = {
    "a dashed line": "a\n--" + " " * 8_000 + "x" + " " * 8_000 + "y",
    "dashes": "a\n" + "- " * 8_000 + "x",
    "brackets": "[[" * 8_000,
    "open tags": "<a " * 8_000,
    "fences": "```a" * 8_001,
    "at signs": "a@" * 8_000,
    "links": "https://" * 8_000,
    "dots": "a." * 8_000,
    "quotation marks": '"a' * 8_000,
    "marks": "?!" * 8_000,
    "spaces": "a" + " " * 16_000 + "b",
    "line ends": "\r\n" * 8_000,
    "combining marks": "a" + "\u0301" * 16_000,
    "joiners": "\u200d" * 16_000,
    "faces": ":(" * 8_000,
    "drops": "x, unfortunately, y " * 4_000,
    "drops and spaces": "unfortunately" + " " * 8_000 + "x" + "   unfortunately, y" * 2_000,
}


def test_no_text_takes_for_ever() -> None:
    """Texts made to trip a matcher up are answered; if one took for ever, it would be named."""
    code = """
import json, sys
import deescalate as de
for name, text in json.load(sys.stdin).items():
    print(name, file=sys.stderr, flush=True)
    for call in (de.detect, de.check, de.rewrite):
        call(text, language="en")
    de.detect(text)
"""
    try:
        subprocess.run(
            [sys.executable, "-c", code],
            input=json.dumps(HARD).encode(),
            stderr=subprocess.PIPE,
            timeout=90,
            check=True,
        )
    except subprocess.TimeoutExpired as error:
        begun = (error.stderr or b"").decode().splitlines()
        pytest.fail(f"not answered: {begun[-1] if begun else 'the first'}")


def test_importing_enters_no_engine() -> None:
    """What leads to packs and engines is imported when it is first needed."""
    shown = "print('deescalate._pack' in sys.modules)"
    assert run(f"import sys, deescalate; {shown}").strip() == "False"
    assert run(f"import sys, deescalate; deescalate.Deescalator; {shown}").strip() == "True"

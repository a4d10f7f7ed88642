"""Check language packs: every cue, example, near miss, rule and golden text, in one run.

For authors of packs: ``python -m deescalate pack check FOLDER`` prints what `check_pack` finds.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from deescalate._answer import asks_why, hear, told
from deescalate._coverage import Coverage, compared
from deescalate._elements import read_elements
from deescalate._facts import changed_facts
from deescalate._files import read_folder
from deescalate._house import read_house
from deescalate._lexicon import MESSAGE, REPLY
from deescalate._pack import compile_pack, read_common
from deescalate._registry import Registry, builtin_folder
from deescalate._rewrite import rewrite
from deescalate._saying import ways_to_say
from deescalate._schema import ElementsFile
from deescalate._signals import signal_hits
from deescalate._states import read_state
from deescalate._wording import SPOILING, Asked, rule_hits
from deescalate.errors import PackError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from deescalate._files import Notes
    from deescalate._pack import Pack
    from deescalate._problems import Place
    from deescalate._reading import Hit, Reading
    from deescalate._schema import (
        CueTable,
        GoldenFile,
        GoldenMessage,
        GoldenReply,
        Listed,
        Rule,
    )
    from deescalate._wording import RuleHit
    from deescalate.errors import Problem
    from deescalate.results import Rewrite

__all__ = ["Coverage", "check_house", "check_pack", "coverage"]


def check_pack(folder: str | Path, *, golden: bool = True) -> tuple[Problem, ...]:
    """Return everything that is wrong in a language pack; an empty tuple for a sound one.

    Takes the pack's folder; with ``golden=False`` the golden texts are left out. Each problem
    has the file, the line, the line's text and a hint. Nothing is raised for a broken pack; a
    folder that isn't there has all its files missing.

    >>> from deescalate.testing import check_pack
    >>> [str(problem) for problem in check_pack("no/such/folder")][:1]
    ['pack.toml: the file is missing']
    """
    path = Path(folder)
    files, models = read_folder(path, path.name)
    if files.problems:
        return tuple(files.problems)
    pack = compile_pack(models, read_common(builtin_folder() / "common"))
    checker = _Checker(files, models, pack)
    checker.check_cues()
    checker.check_rules()
    if golden:
        checker.check_golden()
    return tuple(files.problems)


def coverage(folder: str | Path, beside: str = "en") -> tuple[Coverage, ...]:
    """Return how much a language pack holds of each thing, beside an installed pack.

    Takes the pack's folder and the other's tag. Each `Coverage` has the ``file``, the ``name`` of
    a state, signal, part of an element, category or kind of text, its ``own`` count of cues,
    rules or texts, the other's count ``beside`` it, and says if it is ``thin``: less than a
    fifth of it.
    Raises `PackError` if a file can't be read, `UnknownLanguageError` if there is no pack to
    compare with.

    >>> from deescalate.testing import builtin_folder, coverage
    >>> [row.name for row in coverage(builtin_folder() / "en") if row.thin]
    []
    """
    path = Path(folder)
    files, models = read_folder(path, path.name)
    files.raise_problems()
    _, others = read_folder(Registry().folder(beside), beside)
    return compared(models, others)


def check_house(
    house: str | Path, language: str = "en", *, packs: Iterable[str | Path] = ()
) -> tuple[Problem, ...]:
    """Return everything that is wrong in a house style; an empty tuple for a sound one.

    Takes the file or folder of the house style and the language of the pack that it lies over,
    which counts if the house names none; `packs` are folders of further packs. Its own cues,
    rules and golden texts are run with the house over the pack. Raises `UnknownLanguageError` if
    there is no pack for the language.

    >>> from deescalate.testing import check_house
    >>> [str(problem) for problem in check_house("no/such/house.toml")]
    ['house.toml: the file is missing']
    """
    try:
        own = read_house(house)
        registry = Registry(packs, houses=(house,))
        pack = registry.pack(own.main.language or language)
    except PackError as error:
        return error.problems
    for section in own.sections:
        checker = _HouseChecker(section, {section.name: section.model}, pack)
        checker.check_cues()
        if section.name == "wording.toml":
            checker.check_rules()
        elif section.name == "golden.toml":
            checker.check_golden()
    return tuple(own.files.problems)


class _Checker:
    """Runs the proofs of one pack, or of what a house lays over it, and notes what fails."""

    def __init__(self, files: Notes, models: dict[str, Any], pack: Pack) -> None:
        self.files = files
        self.models = models
        self.pack = pack

    def check_cues(self) -> None:
        """Run the examples and near misses of all lists, and each cue on its own words."""
        for file, listed, table in self._tables():
            place, group = listed.place, listed.group
            for example in table.examples:
                text, marked = unmarked(example)
                found = self._found(group, text, table)
                if found != marked:
                    self._problem(file, place, example, self._said(found, marked, group, text))
            for text in table.near_misses:
                if self._found(group, text, table):
                    words = ", ".join(map(repr, self._found(group, text, table)))
                    self._problem(file, place, text, f"the near miss is hit: {words}")
            for cue in table.cues:
                if not self._fires(group, cue, table):
                    hint = "an except or a longer cue takes its place, or a respelling its words"
                    self._problem(file, place, cue, f"the cue {cue!r} never fires", hint)

        self._check_exceptions()

    def _check_exceptions(self) -> None:
        """Run the near misses of whole elements."""
        file = "elements.toml"
        elements = self.models.get(file)
        for name, element in elements.each() if isinstance(elements, ElementsFile) else ():
            for text in element.near_misses:
                reading = self.pack.lexicon.read(text, REPLY)
                found = [
                    repr(reading.text(hit.start, hit.end))
                    for hit in reading.hits(f"element.{name}")
                    if hit.cue.list.strength != "none"
                ]
                if found:
                    message = f"the near miss is hit: {', '.join(found)}"
                    self._problem(file, (name,), text, message)

    def _tables(self) -> Iterator[tuple[str, Listed, CueTable]]:
        for file in ("states.toml", "signals.toml", "elements.toml"):
            model = self.models.get(file)
            for listed, table in model.tables() if model is not None else ():
                yield file, listed, table

    def _hits(self, group: str, text: str, table: CueTable) -> list[Hit]:
        cues = set(table.cues)
        reading = self.pack.lexicon.read(text, _door(group))
        return [hit for hit in reading.hits(group) if hit.cue.text in cues]

    def _found(self, group: str, text: str, table: CueTable) -> list[str]:
        reading = self.pack.lexicon.read(text, _door(group))
        return [reading.text(hit.start, hit.end) for hit in self._hits(group, text, table)]

    def _fires(self, group: str, cue: str, table: CueTable) -> bool:
        return any(
            hit.cue.text == cue
            for text in ways_to_say(cue)
            for hit in self._hits(group, text, table)
        )

    def _said(self, found: list[str], marked: list[str], group: str, text: str) -> str:
        message = f"the example should hit {marked}, and hits {found}"
        reading = self.pack.lexicon.read(text, _door(group))
        others = [
            f"{reading.text(hit.start, hit.end)!r} ({hit.cue.list.name})"
            for hit in reading.hits(group)
        ]
        return f"{message}; all of the kind: {', '.join(others)}" if others else message

    def check_rules(self) -> None:
        """Run the examples of all rules: exact hits, exact swaps, and nothing left to swap."""
        for i, rule in enumerate(self.models["wording.toml"].rule):
            place = ("rule", i)
            for example in rule.examples:
                if isinstance(example, str):
                    self._check_hit(place, rule, example)
                else:
                    self._check_swap(place, rule, *example)
            self._check_changes(place, rule)
            for text in rule.unchanged:
                if any(fired.rule.id == rule.id for fired in self._fired(text, rule)):
                    self._problem("wording.toml", place, text, f"{rule.id} fires on it")
            for cue in rule.find:
                if not any(
                    fired.hit.cue.text == cue
                    for text in ways_to_say(cue)
                    for fired in rule_hits(self.pack, self._read(text)[0], always=rule.id)
                ):
                    message = f"the cue {cue!r} never fires"
                    self._problem(
                        "wording.toml", place, cue, message, "another rule takes its place"
                    )

    def _read(self, text: str) -> tuple[Reading, Sequence[Any]]:
        reading = self.pack.lexicon.read(text, REPLY)
        return reading, rule_hits(self.pack, reading)

    def _fired(self, text: str, rule: Rule) -> list[RuleHit]:
        """Return where rules fire in a reply to whom a rule is about."""
        return rule_hits(self.pack, self.pack.lexicon.read(text, REPLY), _asker(rule))

    def _rewrite(self, text: str) -> Rewrite:
        return rewrite(self.pack, text, self._read)

    def _check_hit(self, place: Place, rule: Rule, example: str) -> None:
        if rule.say is not None:
            message = f"{rule.id} swaps, so an example is a pair: before, after"
            self._problem("wording.toml", place, example, message)
            return
        text, marked = unmarked(example)
        reading = self.pack.lexicon.read(text, REPLY)
        fired = self._fired(text, rule)
        found = [
            reading.text(each.hit.start, each.hit.end) for each in fired if each.rule.id == rule.id
        ]
        if found != marked:
            others = [each.rule.id for each in fired]
            message = f"{rule.id} should hit {marked}, and hits {found}; rules that fire: {others}"
            self._problem("wording.toml", place, example, message)

    def _check_changes(self, place: Place, rule: Rule) -> None:
        """Note the facts that a rule says it changes and none of its examples does."""
        if not rule.changes:
            return
        pairs = [pair for pair in rule.examples if not isinstance(pair, str)]
        shown = {kind for pair in pairs for kind in changed_facts(self.pack.guard, *pair)}
        facts = self.pack.settings.facts if self.pack.settings else None
        for kind in rule.changes:
            # A pack without the words for a kind of fact can't show a change of it.
            if kind not in shown and getattr(facts, kind, True):
                message = f"{rule.id} declares that it changes {kind!r}, and no example does"
                hint = "add such an example, or take it out of `changes`"
                self._problem("wording.toml", (*place, "changes"), kind, message, hint)

    def _check_swap(self, place: Place, rule: Rule, before: str, after: str) -> None:
        if rule.say is None:
            message = (
                f"{rule.id} has no swap, so an example is a sentence with the hit in [brackets]"
            )
            self._problem("wording.toml", place, before, message)
            return
        mended = self._rewrite(before)
        if rule.id not in {part for edit in mended.edits for part in edit.rule.split()}:
            others = [edit.rule for edit in mended.edits] + [
                each.rule for each in mended.proposals
            ]
            message = f"{rule.id} doesn't change it; rules that do: {others}"
            self._problem("wording.toml", place, before, message)
        elif mended.text != after:
            self._problem("wording.toml", place, after, f"{before!r} becomes {mended.text!r}")
        elif self._rewrite(after).text != after:
            again = self._rewrite(after)
            message = f"it isn't final: {again.edits[0].rule} makes {again.text!r} of it"
            self._problem("wording.toml", place, after, message)

    def check_golden(self) -> None:
        """Compare what the golden texts are read as with what a support lead expects.

        One that is marked as missed must be read otherwise than expected.
        """
        golden: GoldenFile = self.models["golden.toml"]
        for i, message in enumerate(golden.message):
            found = self._told_of_message(message)
            self._compare(("message", i, "text"), message.text, message.missed, found)
        for i, reply in enumerate(golden.reply):
            told = self._told_of_reply(reply)
            self._compare(("reply", i, "text"), reply.text, reply.missed, told)

    def _compare(self, place: Place, text: str, missed: str | None, told: list[str]) -> None:
        if missed is None:
            for message in told:
                self._problem("golden.toml", place, text, message)
        elif not told:
            self._problem("golden.toml", place, text, "it is read rightly now: take `missed` away")

    def _told_of_message(self, message: GoldenMessage) -> list[str]:
        reading = self.pack.lexicon.read(message.text, MESSAGE)
        hits = signal_hits(reading)
        state = read_state(self.pack, reading, hits).state
        told = _differences("signals", message.signals, hits)
        if state != message.state:
            told.append(f"the state should be {message.state.value}, and is {state.value}")
        return told

    def _told_of_reply(self, reply: GoldenReply) -> list[str]:
        pack, reading = self.pack, self.pack.lexicon.read(reply.text, REPLY)
        asked, echoes = Asked(), {}
        if reply.to is not None:
            message = pack.lexicon.read(reply.to, MESSAGE)
            hits = signal_hits(message)
            state = read_state(pack, message, hits).state
            asked = Asked(state, frozenset(hits) | told(message), asks_why(message))
            echoes = hear(pack, reading, message).echoes
        fired = rule_hits(pack, reading, asked)
        spoiled = [
            reading.span(each.hit.start, each.hit.end)
            for each in fired
            if each.rule.category in SPOILING
        ]
        elements = read_elements(pack, reading, echoes, spoiled=spoiled)
        present = [name for name, element in elements.items() if element.present]
        categories = [each.rule.category for each in fired if not each.rule.silent]
        return [
            *_differences("elements", reply.elements, present),
            *_differences("wording", reply.wording, categories),
        ]

    def _problem(self, file: str, place: Place, text: str, message: str, hint: str = "") -> None:
        self.files.problem(file, place, text, message, hint)


class _HouseChecker(_Checker):
    """Runs the proofs of a house; its golden texts are compared in what they say."""

    def _told_of_message(self, message: GoldenMessage) -> list[str]:
        told = super()._told_of_message(message)
        if "signals" not in message.model_fields_set:
            told = [each for each in told if not each.startswith("signals:")]
        return told

    def _told_of_reply(self, reply: GoldenReply) -> list[str]:
        told = super()._told_of_reply(reply)
        return [each for each in told if each.partition(":")[0] in reply.model_fields_set]


def _differences(what: str, wanted: Iterable[str], got: Iterable[str]) -> list[str]:
    missing, extra = sorted(set(wanted) - set(got)), sorted(set(got) - set(wanted))
    return [f"{what}: missing {missing}, not expected {extra}"] if missing or extra else []


def _asker(rule: Rule) -> Asked:
    """Return the customer to whom a rule counts."""
    when = rule.when
    if when is None:
        return Asked()
    return Asked(when.to[0] if when.to else None, frozenset(when.signals))


def _door(group: str) -> str:
    return REPLY if group.startswith(("element", "answer")) else MESSAGE


_MARKED = re.compile(r"\[([^\[\]]*)\]")


def unmarked(example: str) -> tuple[str, list[str]]:
    """Return an example without its brackets, and what stood in them.

    >>> unmarked("I am [still waiting] for it.")
    ('I am still waiting for it.', ['still waiting'])
    """
    return _MARKED.sub(r"\1", example), _MARKED.findall(example)

"""What one rule changes at one place, with the grammar around it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from deescalate._facts import opens
from deescalate._rewrite._change import Change
from deescalate._text import Kind, fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from deescalate._pack import Pack
    from deescalate._reading import Reading
    from deescalate._schema import GrammarTable
    from deescalate._wording import RuleHit

__all__ = ["filled", "swap"]

_SLOT = re.compile(r"\{(\w+)(?::(\w+))?\}")
_KEPT = frozenset((Kind.NUMBER, Kind.DATE, Kind.EMOJI, Kind.OPAQUE, Kind.LINK, Kind.HANDLE))
_SIGNS = re.compile(r"[^\w\s,.!?\u2019\x27\u2018\u2010-\u2015-]")
_MARKERS = "*_~"
_SHORT = 3
"""Words up to this length in capitals are "I" and abbreviations: nobody shouts."""


_ENDS = (".", "!", "?")
_MARKS = (*_ENDS, ",", ":", ";")


class _Part(NamedTuple):
    """A piece of what a rule says: words of its own, or words that it caught."""

    text: str
    caught: bool


def swap(pack: Pack, fired: RuleHit, reading: Reading) -> Change | None:
    """Return what a rule changes at a place; ``None`` if it has no swap that fits there."""
    rule, hit = fired.rule, fired.hit
    grammar = _grammar(pack)
    parts = _filled(grammar, reading, fired)
    if parts is None:
        return None
    start, end = reading.span(hit.start, hit.end)
    old = reading.source[start:end]
    if not parts:
        return _dropped(grammar, reading, fired)
    parts = _with_comma(grammar, reading, fired, parts)
    parts = _moved(pack, reading, fired, parts)
    new = _joined(_cased(grammar, reading, fired, parts))
    if sorted(_SIGNS.findall(old)) != sorted(_SIGNS.findall(new)):
        return None
    change = _trimmed(reading.source, start, end, new)
    if change is None:
        return None
    return _agreed(grammar, reading, Change(*change, (rule.id,)))


def filled(pack: Pack, fired: RuleHit, reading: Reading) -> str | None:
    """Return what a rule says at a place with its slots filled; ``None`` if that is not sure."""
    parts = _filled(_grammar(pack), reading, fired)
    return None if parts is None else _joined(parts)


def _joined(parts: Iterable[_Part]) -> str:
    """Return the words of a swap with spaces between them, but none before a mark."""
    words = ""
    for part in parts:
        words += part.text if not words or part.text[0] in _MARKS else f" {part.text}"
    return words


def _grammar(pack: Pack) -> GrammarTable:
    assert pack.settings is not None  # a pack with rules has settings
    return pack.settings.grammar


def _filled(grammar: GrammarTable, reading: Reading, fired: RuleHit) -> list[_Part] | None:
    """Return the swap with its slots filled; ``None`` if it would lose what must be kept."""
    rule, hit = fired.rule, fired.hit
    say = rule.say or ""
    caught = reading.captured(hit) if "{" in say else {}
    slots = _SLOT.findall(say)
    used = {name for name, _ in slots}
    kept = {i for name, (start, end) in caught.items() if name in used for i in range(start, end)}
    for i in range(hit.start, hit.end):
        if reading.tokens[i].kind in _KEPT and i not in kept:
            return None
    forms = {name: form for name, form in slots if form}
    limits = reading.span(hit.start, hit.end)
    texts = {
        name: _with_signs(reading.source, *reading.span(*place), limits)
        for name, place in caught.items()
        if name in used
    }
    for name, form in forms.items():
        formed = _formed(grammar, texts.get(name, ""), form)
        if formed is None:
            return None
        texts[name] = formed
    return list(_parts(say, texts))


def _with_signs(source: str, start: int, end: int, limits: tuple[int, int]) -> str:
    """Return caught words with the signs of emphasis that stick to them within a hit."""
    while start > limits[0] and source[start - 1] in _MARKERS:
        start -= 1
    while end < limits[1] and source[end] in _MARKERS:
        end += 1
    return source[start:end]


def _parts(say: str, texts: dict[str, str]) -> Iterator[_Part]:
    """Yield the words of a swap; a slot that caught nothing leaves nothing."""
    for word in say.split():
        match = _SLOT.fullmatch(word)
        if match:
            text, caught = texts.get(match[1], ""), True
        else:
            text, caught = _SLOT.sub(lambda slot: texts.get(slot[1], ""), word), False
        if text:
            yield _Part(text, caught)


def _formed(grammar: GrammarTable, caught: str, form: str) -> str | None:
    """Return caught words with the first in another form; ``None`` if the pack has none for it."""
    first, space, rest = caught.partition(" ")
    other = _forms(grammar.forms.get(form, ())).get(fold(first))
    return None if other is None else other + space + rest


@lru_cache(maxsize=64)
def _forms(pairs: tuple[tuple[str, str], ...]) -> dict[str, str]:
    return dict(pairs)


def _with_comma(
    grammar: GrammarTable, reading: Reading, fired: RuleHit, parts: list[_Part]
) -> list[_Part]:
    """Return a swap with the comma kept after an adverb that the sentence begins with."""
    first, i = parts[0], fired.hit.start
    word = fold(first.text)
    if (
        len(parts) > 1
        and first.caught
        and i + 1 in reading.commas
        and opens(reading, i)
        and word == reading.tokens[i].folded
        and word not in _folded(grammar.joints) | _folded(grammar.starters)
    ):
        parts[0] = first._replace(text=f"{first.text},")
    return parts


def _cased(
    grammar: GrammarTable, reading: Reading, fired: RuleHit, parts: list[_Part]
) -> list[_Part]:
    """Return a swap in the case of the words it replaces: in capitals, as a title, at a start."""
    start, end = reading.span(fired.hit.start, fired.hit.end)
    old = reading.source[start:end]
    if len(old) > _SHORT and old.isupper():
        return [part if part.caught else part._replace(text=part.text.upper()) for part in parts]
    words = old.split()
    if len(words) > 1 and all(_is_title(word) for word in words):
        return [part if part.caught else part._replace(text=_capital(part.text)) for part in parts]
    for i in range(1, len(parts)):
        ends = parts[i - 1].text.endswith(_ENDS) and not parts[i - 1].caught
        if ends and _may_have_capital(parts[i].text):
            parts[i] = parts[i]._replace(text=_capital(parts[i].text))
    first = parts[0]
    if _wants_capital(grammar, reading, fired.hit.start) and _may_have_capital(first.text):
        parts[0] = first._replace(text=_capital(first.text))
    return parts


def _moved(pack: Pack, reading: Reading, fired: RuleHit, parts: list[_Part]) -> list[_Part]:
    """Return a swap in which a common word that a sentence began with has its small letter."""
    i = fired.hit.start
    word = reading.text(i, i + 1)
    folded = reading.tokens[i].folded
    if (
        not (_is_title(word) and opens(reading, i) and folded in pack.guard.words)
        or folded in _folded(_grammar(pack).capitals)
        or parts[0].text.startswith(word)
    ):
        return parts
    return [
        part._replace(text=word.lower() + part.text.removeprefix(word))
        if part.caught and re.match(rf"{re.escape(word)}\b", part.text)
        else part
        for part in parts
    ]


def _is_title(word: str) -> bool:
    return word[0].isupper() and word[1:] == word[1:].lower()


def _wants_capital(grammar: GrammarTable, reading: Reading, i: int) -> bool:
    """Say whether the word at a token has a capital because of where it stands."""
    if not reading.source[reading.spans[i][0]].isupper():
        return False
    if opens(reading, i):
        return True
    # After a greeting's comma some begin with a capital; but some words always have one.
    return i in reading.commas and reading.tokens[i].folded not in _folded(grammar.capitals)


def _capital(words: str) -> str:
    return words[0].upper() + words[1:]


def _may_have_capital(words: str) -> bool:
    """Say whether words may be given a capital: not such as iPhone."""
    match = re.match(r"\w+", words)
    return match is not None and match[0] == match[0].lower()


@lru_cache(maxsize=64)
def _folded(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(fold, words))


def _trimmed(source: str, start: int, end: int, new: str) -> tuple[int, int, str] | None:
    """Return the change without the words that stay at its ends; ``None`` if nothing changes."""
    old = source[start:end]
    if old == new:
        return None
    head = 0
    for match in re.finditer(r"\S+\s+", old):
        if not new.startswith(match[0], match.start()):
            break
        head = match.end()
    old, new, start = old[head:], new[head:], start + head
    tail = 0
    for match in reversed(list(re.finditer(r"\s+\S+", old))):
        size = len(old) - match.start()
        if not new.endswith(old[match.start() :]) or size >= len(new):
            break
        tail = size
    return (start, end - tail, new[: len(new) - tail]) if tail else (start, end, new)


def _agreed(grammar: GrammarTable, reading: Reading, change: Change) -> Change:
    """Return a change that takes the word before it along where that has to agree: a, an."""
    if not grammar.agreement or not change.text:
        return change
    source = reading.source
    before = re.search(r"(\w+)[ ]\Z", source[max(0, change.start - 8) : change.start])
    if before is None:
        return change
    old = re.match(r"\w+", source[change.start : change.end + 1])
    new = re.match(r"\w+", change.text)
    if old is None or new is None:
        return change
    for agreement in grammar.agreement:
        word = fold(before[1])
        if word in agreement.forms and _form(agreement.forms, old[0]) == word:
            other = _form(agreement.forms, new[0])
            if other != word:
                start = change.start - len(before[0])
                shown = _capital(other) if before[1][0].isupper() else other
                return change._replace(start=start, text=f"{shown} {change.text}")
    return change


def _form(forms: dict[str, tuple[str, ...]], word: str) -> str:
    """Return the form that the beginning of the next word asks for; else the first."""
    folded = fold(word)
    fitting = [
        (len(beginning), form)
        for form, beginnings in forms.items()
        for beginning in beginnings
        if folded.startswith(beginning)
    ]
    return max(fitting)[1] if fitting else next(iter(forms))


def _dropped(grammar: GrammarTable, reading: Reading, fired: RuleHit) -> Change | None:
    """Return the change that drops words, with the comma and space that went with them."""
    rule, hit = fired.rule, fired.hit
    source, tokens = reading.source, reading.tokens
    start, end = reading.span(hit.start, hit.end)
    if _SIGNS.search(source[start:end]):
        return None
    start, end = _with_markers(source, start, end)
    if hit.end < len(tokens) and reading.spans[hit.end][0] == end and source[end] == "<":
        return None  # a tag would be left with nothing in it
    if tokens[hit.end - 1].kind is Kind.MARK:
        return _dropped_sentence(source, start, end, rule.id)
    opener = opens(reading, hit.start)
    if hit.end == len(tokens) or tokens[hit.end].kind >= Kind.MARK:
        alone = opener and (reading.begins_sentence(hit.start) or "\n" in _gap(reading, hit.start))
        return None if alone else Change(_back(source, start, ", \t"), end, "", (rule.id,))
    after = _ahead(source, end)
    if opener:
        return _dropped_opener(source, start, after, rule.id)
    return _dropped_inside(grammar, reading, fired, (start, end, after))


def _gap(reading: Reading, i: int) -> str:
    """Return the characters between a token and the one before."""
    return reading.source[reading.spans[i - 1][1] : reading.spans[i][0]]


def _dropped_inside(
    grammar: GrammarTable, reading: Reading, fired: RuleHit, places: tuple[int, int, int]
) -> Change:
    """Return the change that drops words in a sentence; of two commas one stays, or none."""
    start, end, after = places
    source, hit, rules = reading.source, fired.hit, (fired.rule.id,)
    first = reading.tokens[hit.start].folded
    capital = source[start].isupper() and first not in _folded(grammar.capitals)
    comma = _back(source, start, " \t\n\r") - 1
    if comma < 0 or source[comma] != "," or capital or "," not in source[end:after]:
        return Change(start, after, "", rules)
    begins = reading.tokens[hit.end].folded in _folded(grammar.starters)
    joined = hit.start and reading.tokens[hit.start - 1].folded in _folded(grammar.joints)
    if begins and not joined:
        return Change(start, after, "", rules)
    return Change(comma, after, " ", rules)


def _with_markers(source: str, start: int, end: int) -> tuple[int, int]:
    """Return a span with the signs of emphasis that stand in pairs around it."""
    while (
        start
        and end < len(source)
        and source[start - 1] == source[end]
        and source[end] in _MARKERS
    ):
        start, end = start - 1, end + 1
    return start, end


def _back(source: str, at: int, signs: str) -> int:
    """Return where the signs begin that stand before a place."""
    while at and source[at - 1] in signs:
        at -= 1
    return at


def _ahead(source: str, at: int) -> int:
    """Return where the space and the one comma end that stand after a place."""
    match = re.compile(r"[ \t\r\n]*+(?:,[ \t\r\n]*+)?").match(source, at)
    return match.end() if match else at


def _dropped_sentence(source: str, start: int, end: int, rule: str) -> Change:
    """Return the change that drops a whole sentence, with the space on one side of it."""
    after = end
    while after < len(source) and source[after] in " \t":
        after += 1
    if after == len(source) or source[after] in "\r\n":
        return Change(_back(source, start, " \t"), end, "", (rule,))
    return Change(start, after, "", (rule,))


def _dropped_opener(source: str, start: int, after: int, rule: str) -> Change | None:
    """Return the change that drops an opener, and gives the next word its capital."""
    first = source[after : after + 1]
    at = start
    while source[at] in _MARKERS:
        at += 1
    if not source[at].isupper():
        return Change(start, after, "", (rule,))
    if first.islower() and not _may_have_capital(source[after : after + 60]):
        return None
    if not (first.isalnum() or first in "\x22\x27\u201c\u2018([{<@$"):
        return None
    return Change(start, after + 1, first.upper(), (rule,))

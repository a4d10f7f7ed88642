"""Write the pages in ``docs/reference/`` and ``docs/packs/`` from models, docstrings and packs.

    python tools/generate_docs.py

What a field means stands once, under the field, in the source; these pages repeat it. A test
fails when a page is stale.
"""

from __future__ import annotations

import argparse
import ast
import inspect
import re
import sys
import types
import typing
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from pydantic import BaseModel, StringConstraints

import deescalate
from deescalate import _schema, results
from deescalate._files import FILES, PHRASES, read_folder
from deescalate._registry import builtin_folder
from deescalate.testing import Coverage, coverage

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pydantic.fields import FieldInfo

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "docs"
SOURCE = ROOT / "deescalate"

_WIDTH = 88
_HEADS = 4
"""How many names of tables a heading may list."""
_WRITTEN = "<!-- Written by tools/generate_docs.py: change the source, then run it again. -->"


# ------------------------------------------------------------------------------- what stands where


class Described(NamedTuple):
    """A field or attribute of a class, as its source has it."""

    name: str
    type: str
    doc: str


class Module:
    """The source of a module or package, for what is lost when it is imported."""

    def __init__(self, *paths: Path) -> None:
        body = [node for path in paths for node in ast.parse(path.read_text("utf-8")).body]
        self.classes = {node.name: node for node in body if isinstance(node, ast.ClassDef)}
        self.functions = {node.name: node for node in body if isinstance(node, ast.FunctionDef)}

    def fields(self, name: str) -> list[Described]:
        """Return the fields and documented attributes of a class, each with its docstring."""
        node = self.classes[name]
        found = list(_fields(node.body))
        for method in node.body:
            if isinstance(method, ast.FunctionDef) and method.name == "__init__":
                found += _attributes(method)
        return found

    def methods(self, name: str) -> list[ast.FunctionDef]:
        """Return the public methods of a class, in their order."""
        body = self.classes[name].body
        return [
            node
            for node in body
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
        ]


def _fields(body: Sequence[ast.stmt]) -> Iterator[Described]:
    for node, after in zip(body, [*body[1:], None], strict=True):
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            yield Described(node.target.id, ast.unparse(node.annotation), _bare_string(after))


def _attributes(init: ast.FunctionDef) -> Iterator[Described]:
    """Yield what ``__init__`` documents on ``self``; the type is that of the argument."""
    arguments = (*init.args.args, *init.args.kwonlyargs)
    types_of = {each.arg: ast.unparse(each.annotation) for each in arguments if each.annotation}
    for node, after in zip(init.body, [*init.body[1:], None], strict=True):
        doc = _bare_string(after)
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Attribute) and doc:
            name = node.targets[0].attr
            yield Described(name, types_of.get(name, ""), doc)


def _bare_string(node: ast.stmt | None) -> str:
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        value = node.value.value
        return inspect.cleandoc(value) if isinstance(value, str) else ""
    return ""


# ------------------------------------------------------------------------------------ how it looks


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a Markdown table."""
    lines = [heads, ["---"] * len(heads), *([_cell(each) for each in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def code(text: str) -> str:
    """Return a text as code in a line."""
    return f"`{text}`" if "`" not in text else f"`` {text} ``"


def prose(text: str, page: str = "") -> str:
    """Return docstring markup as Markdown: literals as code, names as links into the API page."""
    text = re.sub(r"``([^`]+)``", r"\0\1\0", text)
    text = re.sub(r"`([A-Za-z_][\w.]*)`", lambda match: _link(match[1], page), text)
    return text.replace("\0", "`")


def _link(name: str, page: str) -> str:
    known = name.partition(".")[0] in {*deescalate.__all__, *_PROOFS}
    # GitHub numbers the second of two headings that differ in their capitals alone.
    second = name[0].isupper() and name.lower() in deescalate.__all__
    anchor = f"{page}#{slug(name)}{'-1' if second else ''}"
    return f"[`{name}`]({anchor})" if known else f"`{name}`"


def slug(heading: str) -> str:
    """Return the anchor that a heading gets on GitHub."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def docstring(text: str | None, *, examples: bool = True) -> str:
    """Return a docstring as Markdown, its examples in a block of their own or left out."""
    words, mark, code_lines = inspect.cleandoc(text or "").partition(">>>")
    said = prose(words.strip())
    return f"{said}\n\n```python\n{mark}{code_lines}\n\n```" if mark and examples else said


def signature(name: str, node: ast.FunctionDef) -> str:
    """Return how a function is called, a line an argument if it is long."""
    arguments = _arguments(node.args)
    answer = f" -> {ast.unparse(node.returns)}" if node.returns and node.name != "__init__" else ""
    line = f"{name}({', '.join(arguments)}){answer}"
    if len(line) > _WIDTH:
        line = f"{name}(\n" + "".join(f"    {each},\n" for each in arguments) + f"){answer}"
    return f"```text\n{_plain(line)}\n```"


def _arguments(given: ast.arguments) -> list[str]:
    placed = [*given.posonlyargs, *given.args]
    optional = [None] * (len(placed) - len(given.defaults)) + list(given.defaults)
    named = [
        _argument(each, default)
        for each, default in zip(placed, optional, strict=True)
        if each.arg != "self"
    ]
    if given.posonlyargs:
        named.insert(len(given.posonlyargs) - 1, "/")
    keyword = [
        _argument(each, default)
        for each, default in zip(given.kwonlyargs, given.kw_defaults, strict=True)
    ]
    rest = [f"**{_argument(given.kwarg, None)}"] if given.kwarg else []
    return [*named, *(["*", *keyword] if keyword else ()), *rest]


def _argument(argument: ast.arg, default: ast.expr | None) -> str:
    kind = f": {ast.unparse(argument.annotation)}" if argument.annotation else ""
    return f"{argument.arg}{kind}" + (f" = {ast.unparse(default)}" if default else "")


_WRITTEN_OUT = {
    r"\bWords\b": "str",
    r"\bOnError\b": "Literal['return', 'raise']",
    r"\bApply\b": "Literal['safe', 'none'] | Collection[str]",
    r"\bCheckItem\b": "str | tuple[str, str | Detection | None] | Mapping[str, Any]",
}


def _plain(text: str) -> str:
    """Return a type without the names that only the source knows."""
    for name, meaning in _WRITTEN_OUT.items():
        text = re.sub(name, meaning, text)
    return text


# ------------------------------------------------------------------------------------------ api.md

_RESULTS = Module(*sorted((SOURCE / "results").glob("*.py")))
_ERRORS = Module(SOURCE / "errors.py")
_API = Module(*sorted((SOURCE / "_api").glob("*.py")))
_PROOFS = ("check_pack", "check_house", "coverage")
_TESTING = Module(SOURCE / "testing.py")
_NAMES: dict[str, Any] = {
    "ElementName": results.ElementName,
    "SignalName": results.SignalName,
    "Category": results.Category,
    "Severity": results.Severity,
    "Level": results.Level,
    "FactKind": results.FactKind,
    "OpenKind": results.OpenKind,
}


def api_page() -> str:
    """Return the page about all public names."""
    names = deescalate.__all__
    functions = [name for name in names if name in _API.functions]
    values = [name for name in names if name in _RESULTS.classes and name != "State"]
    errors = [name for name in names if name in _ERRORS.classes]
    parts = [
        "# The API",
        _WRITTEN,
        (
            "All that is here is imported from `deescalate`, but for what says otherwise. What "
            "isn't here may change any day."
        ),
        (
            "```python\n>>> from deescalate import *\n"
            ">>> from deescalate.testing import check_house, check_pack\n\n```"
        ),
        "## Functions",
        (
            "They call the methods of one [`Deescalator`](#deescalator) that all share, made when "
            "it is first needed."
        ),
        *(part for name in functions for part in _function(name)),
        "## Deescalator",
        *_room("Deescalator"),
        "## Conversation",
        *_room("Conversation", made=False),
        "## Results",
        prose(inspect.cleandoc(results.__doc__ or "").partition("\n\n")[2]),
        *_state(),
        *(part for name in values for part in _class(_RESULTS, name, getattr(results, name))),
        "### Names",
        "The types of some fields are names from a list. The lists are in `deescalate.results`.",
        table(
            ("type", "values"),
            ((code(each), _choices(literal)) for each, literal in _NAMES.items()),
        ),
        "## Errors",
        (
            "A text of the wrong type is a plain `TypeError`, an option outside its list a plain "
            "`ValueError`."
        ),
        *(part for name in errors for part in _class(_ERRORS, name, getattr(deescalate, name))),
        "## Testing a pack",
        "In `deescalate.testing`, for authors of packs and house styles.",
        *(part for name in _PROOFS for part in _proof(name)),
    ]
    return _page(parts)


def _function(name: str) -> Iterator[str]:
    node = _API.functions[name]
    yield f"### {name}"
    yield signature(name, node)
    yield docstring(ast.get_docstring(node))


def _proof(name: str) -> Iterator[str]:
    node = _TESTING.functions[name]
    yield f"### {name}"
    yield signature(name, node)
    yield docstring(ast.get_docstring(node))


def _room(name: str, *, made: bool = True) -> Iterator[str]:
    """Yield what stands about a class with methods; `made` by its users or not."""
    node = _API.classes[name]
    init = next(each for each in node.body if getattr(each, "name", "") == "__init__")
    assert isinstance(init, ast.FunctionDef)
    if made:
        yield signature(name, init)
    yield docstring(ast.get_docstring(node))
    for field in _API.fields(name):
        yield f"### {name}.{field.name}"
        yield prose(field.doc)
    for method in _API.methods(name):
        yield f"### {name}.{method.name}"
        if not method.decorator_list:
            yield signature(method.name, method)
        # The function of the same name has the example.
        examples = method.name not in _API.functions
        yield docstring(ast.get_docstring(method), examples=examples)


def _state() -> Iterator[str]:
    yield "### State"
    yield docstring(results.State.__doc__)
    rows = (
        (code(f"State.{each.name}"), code(each.value), str(each.heat)) for each in results.State
    )
    yield table(("member", "value", "`heat`"), rows)


def _class(module: Module, name: str, value: type) -> Iterator[str]:
    yield f"### {name}"
    yield docstring(value.__doc__)
    fields = module.fields(name)
    if fields:
        rows = ((code(each.name), code(_plain(each.type)), prose(each.doc)) for each in fields)
        yield table(("field", "type", "what it is"), rows)
    for method in module.methods(name) if issubclass(value, results.Result) else ():
        yield f"#### {name}.{method.name}"
        yield signature(method.name, method)
        yield docstring(ast.get_docstring(method))


def _choices(literal: object) -> str:
    return ", ".join(code(each) for each in typing.get_args(literal))


# ---------------------------------------------------------------------------------- pack-format.md

_SCHEMA = Module(*sorted((SOURCE / "_schema").glob("*.py")))
_FILES = FILES | {PHRASES: _schema.PhrasesFile}
_COMMON: dict[str, type[BaseModel]] = {
    "channels.toml": _schema.ChannelsFile,
    "conversation.toml": _schema.ConversationFile,
    "emoji.toml": _schema.EmojiFile,
    "escalation.toml": _schema.EscalationFile,
    "mail.toml": _schema.MailFile,
    "neighbours.toml": _schema.NeighboursFile,
    "presets.toml": _schema.PresetsFile,
    "review.toml": _schema.ReviewFile,
    "weights.json": _schema.WeightsFile,
}


def format_page() -> str:
    """Return the page about the files of a pack."""
    notation = (OUT / "reference" / "_notation.md").read_text(encoding="utf-8")
    files = ", ".join(code(name) for name in FILES)
    parts = [
        "# The pack format",
        _WRITTEN,
        (
            f"A language pack is a folder with the files {files}, in TOML, saved as UTF-8. Words "
            "are values in straight double quotes. A name that isn't on this page is an error."
        ),
        re.sub(r"\A<!--.*?-->\s*", "", notation).strip(),
        *(part for name, model in _FILES.items() for part in _file(name, model)),
        "## house.toml",
        docstring(_schema.HouseFile.__doc__),
        (
            "A house style is this file, or a folder with it and any of the files above but "
            "`pack.toml`. How to use it: [house words](../how-to/house-words.md)."
        ),
        *_house(),
        "## What all packs share",
        (
            "These files come with the library, in `deescalate/packs/common/`. A pack doesn't "
            "have them. Beside them stands a `states.toml` for emoji and emoticons."
        ),
        *(part for name, model in _COMMON.items() for part in _file(name, model, "###")),
    ]
    return _page(parts)


def _house() -> Iterator[str]:
    """Yield what may stand in a house style; what is as in a pack is not told again."""
    rows = []
    for name, field in _schema.HouseFile.model_fields.items():
        held = _table_in(field.annotation)
        rows.append(
            (
                code(name),
                "tables" if held else _kind(field),
                _doc(_schema.HouseFile, name) or "Texts that prove it, as in `golden.toml`.",
            )
        )
    yield table(("name", "what it holds", "what it is for"), rows)


def _file(name: str, model: type[BaseModel], level: str = "##") -> Iterator[str]:
    """Yield the part of the page about one file."""
    yield f"{level} {name}"
    yield docstring(model.__doc__)
    yield from _fields_of(model, "", f"{level}#")


def _fields_of(model: type[BaseModel], path: str, level: str) -> Iterator[str]:
    """Yield a table of what stands in a model, then the tables inside it, by model."""
    plain, inner = [], dict[type[BaseModel], list[str]]()
    for field_name, field in model.model_fields.items():
        name = field.alias or field_name
        held = _table_in(field.annotation)
        if held is None:
            plain.append((code(name), _kind(field), _default(field), _doc(model, field_name)))
        else:
            many = {tuple: f"[[{path}{name}]]", dict: f"[{path}{name}.NAME]"}
            head = many.get(typing.get_origin(field.annotation) or held, f"[{path}{name}]")
            inner.setdefault(held, []).append(head)
    if plain:
        yield table(("name", "what it holds", "if left out", "what it is for"), plain)
    for held, heads in inner.items():
        yield f"{level} {_heading(heads)}"
        if len(heads) > _HEADS:
            yield f"The tables {', '.join(code(head) for head in heads)}."
        yield docstring(held.__doc__)
        nested = heads[0].strip("[]")
        yield from _fields_of(held, f"{nested}.", f"{level}#")


def _heading(heads: Sequence[str]) -> str:
    """Return a heading for tables of one kind: of many, the first and the last."""
    if len(heads) > _HEADS:
        return f"{code(heads[0])} … {code(heads[-1])}"
    return ", ".join(map(code, heads))


def _table_in(annotation: Any) -> type[BaseModel] | None:  # noqa: ANN401 - any annotation
    """Return the model of a table, or of a list of tables; ``None`` for anything else."""
    if typing.get_origin(annotation) is types.UnionType:
        annotation = typing.get_args(annotation)[0]
    if typing.get_origin(annotation) is tuple:
        annotation = typing.get_args(annotation)[0]
    elif typing.get_origin(annotation) is dict:
        annotation = typing.get_args(annotation)[1]
    is_table = isinstance(annotation, type) and issubclass(annotation, BaseModel)
    return annotation if is_table else None


def _doc(model: type[BaseModel], name: str) -> str:
    """Return the docstring of a field, wherever the model has it from."""
    for each in model.__mro__:
        if each.__name__ in _SCHEMA.classes:
            for field in _SCHEMA.fields(each.__name__):
                if field.name == name:
                    return prose(field.doc, "api.md")
    return ""


def _default(field: FieldInfo) -> str:
    if field.is_required():
        return "an error"
    return code(str(field.default)) if field.default not in ((), None) else "none"


def _kind(field: FieldInfo) -> str:
    """Return in words what a field may hold."""
    said = _type(field.annotation)
    for each in field.metadata:
        at_least = getattr(each, "min_length", None)
        pattern = getattr(each, "pattern", None)
        said += f", at least {at_least}" if at_least and at_least > 1 else ""
        said += f" of the form {code(pattern)}" if pattern else ""
        low, high = getattr(each, "ge", None), getattr(each, "le", None)
        said += f" from {low}" if low is not None else ""
        said += f" up to {high}" if high is not None else ""
    return said


_PLAIN_TYPES = {
    str: "text",
    int: "whole number",
    float: "number",
    bool: "true or false",
    results.State: "state",
}


def _type(annotation: Any) -> str:  # noqa: ANN401 - any annotation
    """Return in words what an annotation admits."""
    origin, inside = typing.get_origin(annotation), typing.get_args(annotation)
    if annotation in _PLAIN_TYPES:
        return _PLAIN_TYPES[annotation]
    if origin is Literal:
        return f"one of {_choices(annotation)}"
    if origin is typing.Annotated or StringConstraints in map(type, inside):
        return _type(inside[0])
    if origin in (typing.Union, types.UnionType):
        return " or ".join(_type(each) for each in inside if each is not type(None))
    if origin in (tuple, dict):
        return _type_of_many(origin, inside)
    message = f"no words for {annotation!r}"
    raise TypeError(message)


def _type_of_many(origin: type, inside: tuple[Any, ...]) -> str:
    """Return in words what a mapping, a list or a pair holds."""
    if origin is dict:
        return f"{_type(inside[1])}, by {_type(inside[0])}"
    if inside[-1] is ...:
        return f"list of: {_type(inside[0])}"
    return f"pair ({', '.join(map(_type, inside))})"


# ---------------------------------------------------------------------------------- packs/<tag>.md


def pack_page(tag: str) -> str:
    """Return the page about a language pack: how much it holds, and all its rules of wording."""
    source = builtin_folder() / tag
    files, models = read_folder(source, tag)
    files.raise_problems()
    settings, wording = models["pack.toml"], models["wording.toml"]
    categories = [
        (category, [rule for rule in wording.rule if rule.category == category])
        for category in results.CATEGORIES
    ]
    parts = [
        f"# {settings.english_name}",
        _WRITTEN,
        (
            f"The pack `{tag}`, {settings.name}. Aliases: "
            f"{', '.join(map(code, settings.aliases)) or 'none'}."
        ),
        "## What it holds",
        (
            "Cues of states, signals and parts of elements; rules for a category of wording; "
            "texts of the other files."
        ),
        *_holdings(coverage(source)),
        "## Rules of wording",
        (
            f"{len(wording.rule)} rules. A *swap* is made by `rewrite`; a *proposal* is for a "
            "person, who fills its {slots}. `{1}` stands for what the first bracket of the cue "
            "caught. A *silent* rule is for `rewrite` alone. What a category means is in the "
            "[glossary](../glossary.md)."
        ),
        *(
            part
            for category, rules in categories
            if rules
            for part in (f"### {category}", _rules_table(rules))
        ),
    ]
    return _page(parts)


def _holdings(rows: Iterable[Coverage]) -> Iterator[str]:
    """Yield a line for each file: how much there is of each thing."""
    by_file: dict[str, list[Coverage]] = {}
    for row in rows:
        by_file.setdefault(row.file, []).append(row)
    for file, own in by_file.items():
        things = ", ".join(f"{row.name} {row.own}" for row in own if row.own)
        yield f"- `{file}`: {things}"


def _rules_table(rules: Iterable[_schema.Rule]) -> str:
    rows = (
        (
            code(rule.id),
            f"{rule.severity}, silent" if rule.silent else rule.severity,
            rule.why,
            _instead(rule),
        )
        for rule in rules
    )
    return table(("id", "severity", "why", "instead"), rows)


def _instead(rule: _schema.Rule) -> str:
    options = [f"proposal: {code(each)}" for each in rule.propose]
    if rule.say == "":
        options.insert(0, "swap: the words are dropped")
    elif rule.say is not None:
        options.insert(0, f"swap: {code(rule.say)}")
    return "<br>".join(options)


# ----------------------------------------------------------------------------------------- writing


def pages() -> Iterator[tuple[str, str]]:
    """Yield each page with its place below ``docs/``."""
    yield "reference/api.md", api_page()
    yield "reference/pack-format.md", format_page()
    for folder in sorted(builtin_folder().glob("*/pack.toml")):
        yield f"packs/{folder.parent.name}.md", pack_page(folder.parent.name)


def _page(parts: Iterable[str]) -> str:
    return "\n\n".join(part.strip() for part in parts if part.strip()) + "\n"


def write(folder: Path) -> list[Path]:
    """Write all pages into a folder; return their paths."""
    paths = []
    for name, page in pages():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(page, encoding="utf-8", newline="\n")
        paths.append(path)
    return paths


def main() -> None:
    """Write the pages into the folder named on the command line, or where they belong."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--out", type=Path, default=OUT)
    for path in write(parser.parse_args().out):
        sys.stdout.write(f"{path}\n")


if __name__ == "__main__":
    main()

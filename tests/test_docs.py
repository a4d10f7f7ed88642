"""The documentation says what is so: nothing stale, no dead link, no name left out."""

from __future__ import annotations

import ast
import importlib.util
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import deescalate
from deescalate import results
from deescalate._registry import builtin_folder
from deescalate.testing import check_pack

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", *sorted(DOCS.rglob("*.md"))]
_FENCED = re.compile(r"^```.*?^```", re.DOTALL | re.MULTILINE)
_LINK = re.compile(r"(?<!!)\[(?:[^\[\]]|\[[^\]]*\])*\]\(([^()\s]+)\)")


def _names(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.fixture(scope="module")
def generator() -> Any:
    """Return the script that writes the reference pages."""
    spec = importlib.util.spec_from_file_location("generate_docs", ROOT / "tools/generate_docs.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def written(generator: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the reference pages as they should be now."""
    folder = tmp_path_factory.mktemp("reference")
    generator.write(folder)
    return folder


PACKS = [f"packs/{folder.parent.name}.md" for folder in builtin_folder().glob("*/pack.toml")]


@pytest.mark.parametrize("name", ["reference/api.md", "reference/pack-format.md", *sorted(PACKS)])
def test_a_generated_page_is_up_to_date(written: Path, name: str) -> None:
    """If this fails, run ``python tools/generate_docs.py``."""
    fresh = (written / name).read_text(encoding="utf-8")
    kept = (DOCS / name).read_text(encoding="utf-8")
    assert kept == fresh, "stale: run python tools/generate_docs.py"


def test_every_public_name_has_a_heading_in_the_api_page(written: Path) -> None:
    """What can be imported is described."""
    headings = re.findall(
        r"^#+ (.+)$", (written / "reference/api.md").read_text("utf-8"), re.MULTILINE
    )
    assert set(deescalate.__all__) <= set(headings)


def test_every_name_of_a_pack_file_is_in_the_format_page(written: Path, generator: Any) -> None:
    """An author finds all names that may stand in a pack."""
    page = (written / "reference/pack-format.md").read_text(encoding="utf-8")
    for module in generator.FILES.values():
        for name in _all_names(module):
            assert re.search(rf"`\[*(?:\w+\.)?{name}\]*`", page), name


def _all_names(model: Any) -> Iterator[str]:
    schema = model.model_json_schema(by_alias=True)
    for each in (schema, *schema.get("$defs", {}).values()):
        yield from each.get("properties", {})


def _anchors(path: Path, generator: Any) -> set[str]:
    """Return the anchors of a page's headings, numbered where two are the same."""
    seen: dict[str, int] = {}
    anchors = set()
    text = _FENCED.sub("", path.read_text(encoding="utf-8"))
    for heading in re.findall(r"^#+ +(.+?) *$", text, re.MULTILINE):
        slug = generator.slug(heading)
        number = seen.get(slug, 0)
        anchors.add(f"{slug}-{number}" if number else slug)
        seen[slug] = number + 1
    return anchors


@pytest.mark.parametrize("page", PAGES, ids=_names)
def test_every_relative_link_leads_somewhere(page: Path, generator: Any) -> None:
    """To a file, and to a heading in it where the link names one."""
    text = _FENCED.sub("", page.read_text(encoding="utf-8"))
    for link in _LINK.findall(text):
        if "://" in link or link.startswith("mailto:"):
            continue
        place, _, anchor = link.partition("#")
        target = (page.parent / place).resolve() if place else page
        if page.name == "_notation.md" and not place:
            target = page.parent / "pack-format.md"  # which it becomes a part of
        assert target.exists(), link
        assert not anchor or anchor in _anchors(target, generator), link


@pytest.mark.parametrize("page", PAGES, ids=_names)
def test_every_python_block_is_run(page: Path) -> None:
    """It begins with a prompt, and a blank line ends its output."""
    text = page.read_text(encoding="utf-8")
    for block in re.findall(r"^```python\n(.*?)^```", text, re.DOTALL | re.MULTILINE):
        assert block.startswith(">>> "), block
        assert block.endswith("\n\n"), block


def test_the_index_names_every_page() -> None:
    """No page is lost."""
    index = (DOCS / "index.md").read_text(encoding="utf-8")
    links = {(DOCS / link.partition("#")[0]).resolve() for link in _LINK.findall(index)}
    pages = {path.resolve() for path in DOCS.rglob("*.md") if not path.name.startswith("_")}
    assert pages - links == {(DOCS / "index.md").resolve()}


def test_the_picture_of_the_floors_is_the_one_that_is_held() -> None:
    """The page on architecture shows the floors of the test on floors."""
    source = (ROOT / "tests" / "test_floors.py").read_text(encoding="utf-8")
    held = re.search(r"^FLOORS = (\(.*?^\))", source, re.DOTALL | re.MULTILINE)
    assert held
    page = (DOCS / "explanation" / "architecture.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\d+) \| ([^|]+) \|", page, re.MULTILINE)
    shown = {int(floor): set(re.findall(r"`(\w+)`", names)) for floor, names in rows}
    assert shown == {i: set(names) for i, names in enumerate(ast.literal_eval(held[1]))}


def test_the_glossary_has_every_name_from_a_list() -> None:
    """States, signals, elements and categories are explained."""
    glossary = (DOCS / "glossary.md").read_text(encoding="utf-8")
    names = [*results.STATES, *results.SIGNALS, *results.ELEMENTS, *results.CATEGORIES]
    assert [name for name in names if name not in glossary] == []


def _blocks(page: Path, mark: str) -> list[str]:
    """Return the blocks of a page that follow a mark such as ``<!-- rule -->``."""
    text = page.read_text(encoding="utf-8")
    return re.findall(rf"<!-- {mark} -->\n```\w+\n(.*?)```", text, re.DOTALL)


def test_the_page_on_rules_shows_what_the_check_says(tmp_path: Path) -> None:
    """Its good rules have no problem, and its bad one those that the page shows."""
    page = DOCS / "how-to" / "write-a-rule.md"
    folder = tmp_path / "en"
    shutil.copytree(builtin_folder() / "en", folder)
    wording = folder / "wording.toml"
    before = wording.read_text(encoding="utf-8")
    own = [*_blocks(page, "rule"), *_blocks(page, "wrong")]
    wording.write_text("\n".join([before, *own]), encoding="utf-8")
    first = len(before.splitlines()) + 1
    problems = [
        str(problem)
        for problem in check_pack(folder, golden=False)
        if problem.file == wording.name and problem.line >= first
    ]
    (shown,) = _blocks(page, "says")
    assert _unnumbered("\n".join(problems)) == _unnumbered(shown.strip())


def _unnumbered(text: str) -> str:
    return re.sub(r"(?m)^(\w+\.toml):\d+:", r"\1:", text)

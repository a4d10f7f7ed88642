"""The house has floors: imports go down only, never sideways, never through the front door."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import deescalate

HOUSE = Path(deescalate.__file__).parent
FLOORS = (
    ("errors", "results"),
    ("_cache", "_text", "_schema", "_problems"),
    ("_phrases", "_quoting", "_sentences", "_stems", "_weights"),
    ("_automaton", "_files", "_saying"),
    ("_anchor", "_reading", "_values"),
    ("_smallwords",),
    ("_vocabulary", "_switches"),
    ("_lexicon",),
    ("_pack",),
    ("_coverage", "_facts", "_house"),
    ("_registry",),
    (
        "_answer",
        "_channels",
        "_conversation",
        "_draft",
        "_due",
        "_elements",
        "_language",
        "_moods",
        "_promises",
        "_review",
        "_rewrite",
        "_signals",
        "_states",
        "_wording",
    ),
    ("_api", "testing"),
    ("_cli",),
    ("__init__", "__main__"),
)
FLOOR = {name: floor for floor, names in enumerate(FLOORS) for name in names}
FILES = sorted(path for path in HOUSE.rglob("*.py") if "packs" not in path.parts)


def module_of(path: Path) -> str:
    """Return the name that a file's floor is listed under: its module, or the folder it is in."""
    first = path.relative_to(HOUSE).parts[0]
    return first.removesuffix(".py")


def imports(path: Path) -> list[tuple[str, int]]:
    """Return the modules of the house that a file imports when it runs, with the lines."""
    found: list[tuple[str, int]] = []
    todo: list[ast.AST] = [ast.parse(path.read_text(encoding="utf-8"))]
    while todo:
        node = todo.pop()
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            todo += node.orelse
            continue
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: a relative import"
            names = [node.module or ""]
            if node.module == "deescalate":
                names = [f"deescalate.{alias.name}" for alias in node.names]
            found += [(name, node.lineno) for name in names]
        elif isinstance(node, ast.Import):
            found += [(alias.name, node.lineno) for alias in node.names]
        todo += ast.iter_child_nodes(node)
    return [(name, line) for name, line in found if name.split(".")[0] == "deescalate"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(HOUSE)))
def test_imports_go_down(path: Path) -> None:
    """Every module stands on a floor and imports from lower floors only."""
    own = module_of(path)
    assert own in FLOOR, f"{own} stands on no floor"
    for name, line in imports(path):
        parts = name.split(".")
        assert len(parts) > 1, f"{path}:{line}: imports through the front door"
        other = parts[1]
        assert other in FLOOR, f"{path}:{line}: imports through the front door ({other})"
        inside = other == own and path.parent != HOUSE
        assert inside or FLOOR[other] < FLOOR[own], f"{path}:{line}: {own} imports {other}"


def test_every_floor_is_lived_on() -> None:
    """A module that is gone has no floor."""
    assert set(FLOOR) == {module_of(path) for path in FILES}

"""The source of csaleads as syntax trees, for the tests that keep the plan of the house."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGES = ("routes", "forms", "presenters")
NO_PAGES = {"held_forms"}  # what was typed and held, not a form


@dataclass(frozen=True)
class Module:
    """One file of csaleads: `room` is "core" for csaleads/core/clock.py, `name` is "clock"."""

    path: Path
    room: str
    name: str
    tree: ast.Module

    @property
    def where(self) -> str:
        return str(self.path.relative_to(ROOT))

    @property
    def is_page(self) -> bool:
        """Whether this is above services: routes, forms, presenters and their journeys (ask_routes)."""
        return self.name.rpartition("_")[2] in PAGES and self.name not in NO_PAGES

    def imports(self) -> Iterator[tuple[str, list[str]]]:
        """(module, names) of each import from csaleads."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("csaleads"):
                yield node.module, [alias.name for alias in node.names]
            elif isinstance(node, ast.Import):
                for alias in node.names:
                    if alias.name.startswith("csaleads"):
                        yield alias.name, []


@cache
def modules() -> tuple[Module, ...]:
    """Every Python file of csaleads."""
    found = []
    for path in sorted((ROOT / "csaleads").rglob("*.py")):
        parts = path.relative_to(ROOT / "csaleads").parts
        room = parts[0].removesuffix(".py")
        found.append(Module(path, room, path.stem, ast.parse(path.read_text())))
    return tuple(found)


@cache
def module_names() -> frozenset[str]:
    """Dotted names of every file of csaleads."""
    return frozenset(
        ".".join(module.path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        for module in modules()
    )


def calls(tree: ast.AST) -> Iterator[ast.Call]:
    """Every call in `tree`."""
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def dotted(node: ast.AST) -> str:
    """`db.session.commit` of an attribute chain; "" for anything else."""
    parts: list[str] = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    return ".".join(reversed([*parts, node.id])) if isinstance(node, ast.Name) else ""

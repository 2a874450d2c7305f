"""The table in docs/security.md names tests that exist."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NAMED = re.compile(r"`((?:tests|deploy)/[\w./]+?)(?:::(\w+))?`")


def test_every_test_that_the_table_names_exists() -> None:
    named = NAMED.findall((ROOT / "docs" / "security.md").read_text(encoding="utf-8"))

    missing = [f"{path}::{name}" for path, name in named if not _exists(ROOT / path, name)]

    assert len(named) > 50
    assert missing == []


def _exists(path: Path, name: str) -> bool:
    if not path.is_file():
        return False
    if not name:
        return True
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return any(isinstance(node, ast.FunctionDef) and node.name == name for node in tree.body)

"""Reads the demonstration content that ships beside this module: areas, cases, amendments, reasons."""

import json
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "content"


@cache
def read(name: str) -> Any:
    """The content of one file."""
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))


@cache
def cases() -> tuple[dict[str, Any], ...]:
    """Every case, the kinds of concern taking turns, so that neighbours in time differ."""
    by_kind = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("cases_*.json"))]
    longest = max(map(len, by_kind))
    return tuple(kind[turn] for turn in range(longest) for kind in by_kind if turn < len(kind))

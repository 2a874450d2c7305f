"""The tables that a person reads, and the same figures as JSON."""

import json
import os
import platform
import sys
from pathlib import Path
from typing import Any

import granian

from benchmarks.measure import AIM_SHARE, Result
from benchmarks.rush import RushResult
from csaleads.core import clock

HEADINGS = (
    "page", "req/s", "p95 ms", "bare/s", "% bare", "SQL", "kB", "rows", "1/100 req/s", "full/small", "",
)  # fmt: skip
FORMAT = "{:<26}{:>8}{:>8}{:>8}{:>8}{:>5}{:>7}{:>6}{:>13}{:>12}  {}"


def heading(kind: str, settings: dict[str, str]) -> str:
    """What stands above the rows of one database."""
    known = ", ".join(f"{name} {value}" for name, value in settings.items())
    return f"\n{kind} ({known})\n{FORMAT.format(*HEADINGS)}"


def line(result: Result) -> str:
    """One page."""
    return FORMAT.format(
        result.name,
        f"{result.rate:.0f}",
        f"{1000 * result.p95:.1f}",
        f"{result.rate_bare:.0f}",
        f"{result.share:.1f}",
        result.statements,
        f"{result.bytes / 1000:.1f}",
        result.rows or "",
        f"{result.rate_small:.0f}",
        f"{result.of_small:.2f}",
        f"MISSED {', '.join(result.missed)}" if result.missed else "ok",
    )


def rush_lines(result: RushResult) -> str:
    """The rush in three sentences."""
    return (
        f"rush for one slot: {result.winners} booked it, {result.refusals} were refused kindly, "
        f"{result.errors} errors, longest {1000 * result.one_slot_longest:.0f} ms\n"
        f"rush for {result.bookings} slots in {result.areas} areas: {result.rate:.0f} bookings a second, "
        f"p95 {1000 * result.p95:.0f} ms, longest {1000 * result.longest:.0f} ms\n"
        + (f"MISSED {', '.join(result.missed)}" if result.missed else "ok")
    )


def summary(kind: str, results: list[Result]) -> str:
    """How the database did as a whole."""
    if not results:
        return ""
    shares = sorted(result.share for result in results)
    reached = sum(not result.missed for result in results)
    aimed = sum(result.share >= AIM_SHARE[kind] for result in results)
    return (
        f"{kind}: {reached} of {len(results)} pages reach every bar; {aimed} reach {AIM_SHARE[kind]:g} % of bare; "
        f"lowest {shares[0]:.1f} %, middle {shares[len(shares) // 2]:.1f} %, highest {shares[-1]:.1f} %"
    )


def machine() -> dict[str, Any]:
    """What kind of machine measured, without saying which."""
    return {
        "on": clock.today().isoformat(),
        "processors": os.cpu_count(),
        "kind": platform.machine(),
        "system": platform.system(),
        "python": ".".join(map(str, sys.version_info[:3])),
        "granian": granian.__version__,
        "load": [round(value, 1) for value in os.getloadavg()],
    }


def write(path: Path, figures: dict[str, Any]) -> None:
    """The figures as JSON."""
    path.write_text(json.dumps(figures, indent=1, default=str))

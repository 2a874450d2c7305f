"""Verifying the audit trail: every chain is walked, and that it was walked is itself an event."""

import time
from collections.abc import Sequence
from dataclasses import dataclass

from csaleads.access.viewer import Viewer
from csaleads.audit import service as audit
from csaleads.audit.queries import Break, find_break
from csaleads.core.unit_of_work import writes
from csaleads.insight.trail_queries import VERIFIED

SECONDS_AT_ONCE = 15.0


@dataclass(frozen=True)
class Walk:
    """How far a walk along the chains came. `next_chain` is where to go on, None at the end."""

    checked: int
    breaks: tuple[Break, ...]
    next_chain: int | None


def walk_chains(chains: Sequence[int], *, start: int, seconds: float = SECONDS_AT_ONCE) -> Walk:
    """Walks the chains from `start` on, one after the other, until all are walked or the time is up. Reads only."""
    waiting = [chain for chain in chains if chain >= start]
    began = time.monotonic()
    breaks: list[Break] = []
    for place, chain in enumerate(waiting):
        if place and time.monotonic() - began > seconds:
            return Walk(place, tuple(breaks), chain)
        found = find_break(chain)
        if found:
            breaks.append(found)
    return Walk(len(waiting), tuple(breaks), None)


@writes
def note_verification(actor: Viewer, walk: Walk) -> None:
    """That `actor` walked these chains, and how many do not hold, is in the trail."""
    audit.record(
        actor,
        VERIFIED,
        subject=("audit_trail", 0),
        area_id=None,
        chains=walk.checked,
        broken=len(walk.breaks),
        whole=walk.next_chain is None,
    )

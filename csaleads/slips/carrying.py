"""What is carried past the restore of an older backup: which requests were reported, when, and what became of it.

A backup that is older than a correction brings the old words back, and the corrected ones are not in it. So such requests
are hidden again, and their authors asked once more.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple, TextIO
from uuid import UUID, uuid4

from sqlalchemy import select

from csaleads.access.viewer import SYSTEM
from csaleads.advice import correcting as requests
from csaleads.audit import service as audit
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.errors import NotFound
from csaleads.core.unit_of_work import unit_of_work, writes
from csaleads.slips import queries, service
from csaleads.slips.models import Slip, SlipState


class NotAnExport(Exception):
    """A line that `write_slips` did not write."""

    def __init__(self, line: int) -> None:
        super().__init__(str(line))
        self.line = line


class Carried(NamedTuple):
    """A line of the export."""

    slip_id: UUID
    request_id: UUID
    state: SlipState
    corrected_at: datetime | None


@dataclass
class Result:
    """What became of the lines of an export."""

    hidden: int = 0
    known: int = 0
    absent: int = 0


def write_slips(file: TextIO) -> int:
    """One JSON object a line for every slip that was not dismissed; how many. Ids and times: no name, no word, no reference."""
    rows = db.session.execute(
        select(Slip.id, Slip.request_id, Slip.state, Slip.corrected_at)
        .where(Slip.state != SlipState.DISMISSED)
        .order_by(Slip.reported_at, Slip.id)
    )
    count = 0
    for slip_id, request_id, state, corrected_at in rows:
        line = {
            "slip": slip_id.hex,
            "request": request_id.hex,
            "state": state.value,
            "corrected_at": corrected_at.isoformat() if corrected_at else None,
        }
        file.write(json.dumps(line) + "\n")
        count += 1
    return count


def hide_again(lines: Iterable[str]) -> Result:
    """Each request that the lines name is hidden, unless this database knows the correction. Each in a unit of its own.

    Raises NotAnExport before anything is changed.
    """
    result = Result()
    for carried in _read(lines):
        with unit_of_work():
            outcome = _hide_again(carried)
        setattr(result, outcome, getattr(result, outcome) + 1)
    return result


def _read(lines: Iterable[str]) -> list[Carried]:
    found = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            found.append(_carried(json.loads(line)))
        except (ValueError, KeyError, TypeError, AttributeError):
            raise NotAnExport(number) from None
    return found


def _carried(line: dict[str, Any]) -> Carried:
    at = line["corrected_at"]
    return Carried(
        UUID(hex=line["slip"]),
        UUID(hex=line["request"]),
        SlipState(line["state"]),
        datetime.fromisoformat(at) if at else None,
    )


@writes
def _hide_again(carried: Carried) -> str:
    """What became of one line: the name of a count of Result."""
    try:
        request = requests.locked(carried.request_id)
    except NotFound:
        return "absent"
    known = db.session.get(Slip, carried.slip_id, populate_existing=True)
    knows_correction = carried.corrected_at is None or (
        known is not None and known.corrected_at is not None and known.corrected_at >= carried.corrected_at
    )
    if known is not None and knows_correction:
        return "known"
    service.hide(request.id)
    if queries.find_open_slip(request.id) is not None:
        return "known"
    slip = Slip(
        id=carried.slip_id if known is None else uuid4(),
        request_id=request.id,
        area_id=request.area_id,
        reported_at=clock.now(),
        version=1,
    )
    db.session.add(slip)
    audit.record(SYSTEM, "hide_again", subject=("request", request.id), area_id=request.area_id)
    db.session.flush()
    service.tell_reported(slip)
    return "hidden"

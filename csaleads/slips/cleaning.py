"""What is left in the database's files of words that were corrected: which slips still wait for that, and when it is done."""

from sqlalchemy import func, select, update

from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.unit_of_work import unit_of_work
from csaleads.slips.models import Slip, SlipState

_WAITING = (Slip.state == SlipState.PURGED, Slip.scrubbed_at.is_(None))


def mark_scrubbed() -> int:
    """The files were scrubbed a moment ago: every slip that is closed by then is clean. How many those are. Commits."""
    with unit_of_work():
        done = update(Slip).where(*_WAITING, Slip.closed_at <= clock.now()).values(scrubbed_at=clock.now())
        count: int = db.session.execute(done).rowcount  # type: ignore[attr-defined]  # an UPDATE has a row count
    return count


def count_waiting() -> int:
    """How many closed slips may still have left old bytes in the files."""
    return db.session.scalar(select(func.count()).select_from(Slip).where(*_WAITING)) or 0

"""What is known of a session follows it when the morning is planned anew."""

from collections.abc import Mapping, Sequence

from sqlalchemy import delete

from csaleads.core.database import db
from csaleads.programmes.cohorts.timetable import Part
from csaleads.programmes.days import session_queries
from csaleads.programmes.days.session_models import (
    DaySession,
    DaySessionResource,
    DaySessionTopic,
    SessionSpeaker,
)
from csaleads.programmes.models import PartKind


def new_positions(before: Mapping[int, str], after: Sequence[Part]) -> dict[int, int]:
    """Old position → new position: by title first, in order; else by place, if the session there has a new title. Pure."""
    free = {
        position: part.title for position, part in enumerate(after, start=1) if part.kind is PartKind.SESSION
    }
    moved: dict[int, int] = {}
    for old, title in sorted(before.items()):
        new = old if free.get(old) == title else next((at for at in free if free[at] == title), None)
        if new is not None:
            moved[old] = new
            del free[new]
    for old in sorted(set(before) - set(moved)):
        if old in free:
            moved[old] = old
            del free[old]
    return moved


def follow_morning(day_id: int, parts: Sequence[Part]) -> None:
    """Speakers and materials stand with their sessions in the morning `parts`; those of sessions that are gone are gone too.

    Belongs before the parts are written, into a write that has locked the day.
    """
    rows = session_queries.lock_sessions(day_id)
    if not rows:
        return
    moved = new_positions(session_queries.titles_of_parts(day_id), parts)
    gone = [row.id for row in rows if row.position not in moved]
    for table in (SessionSpeaker, DaySessionTopic, DaySessionResource):
        db.session.execute(delete(table).where(table.session_id.in_(gone)))
    db.session.execute(delete(DaySession).where(DaySession.id.in_(gone)))
    staying = [(row, moved[row.position]) for row in rows if row.position in moved]
    for row, _ in staying:
        row.position = -row.position  # so that no two stand in one place meanwhile
    db.session.flush()
    for row, position in staying:
        row.position = position
    db.session.flush()

"""What goes with a learning day that is removed: its sessions and pack, what was prepared for it, how people were after it."""

from sqlalchemy import delete, select

from csaleads.core.database import db
from csaleads.programmes.afternoons.models import CheckOut, PresentedCase
from csaleads.programmes.afternoons.presenting_service import wipe
from csaleads.programmes.days.session_models import (
    DayPreparation,
    DaySession,
    DaySessionResource,
    DaySessionTopic,
    PackVisit,
    SessionSpeaker,
)
from csaleads.programmes.members.removing_service import also_removed


@also_removed
def remove_rows_of(day_id: int) -> None:
    """Nothing of what a day held is left over when the day goes, nor of what was kept in its cases."""
    sessions = select(DaySession.id).where(DaySession.day_id == day_id)
    for part in (DaySessionTopic, DaySessionResource, SessionSpeaker):
        db.session.execute(delete(part).where(part.session_id.in_(sessions)))
    for table in (DaySession, DayPreparation, PackVisit, CheckOut):
        db.session.execute(delete(table).where(table.day_id == day_id))
    wipe(list(db.session.scalars(select(PresentedCase.id).where(PresentedCase.day_id == day_id))))

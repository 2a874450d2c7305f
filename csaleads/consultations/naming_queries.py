"""References of records, for whoever may know of them. One statement, without narrative."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import and_, or_, select

from csaleads.access.permissions import Permission
from csaleads.access.viewer import Viewer
from csaleads.advice.models import RequestForAdvice
from csaleads.consultations.models import Consultation, RecordState
from csaleads.core.database import db


def known_references(viewer: Viewer | None, record_ids: Collection[UUID]) -> dict[UUID, str]:
    """By id of the record: those that the viewer writes, and signed ones on what they asked; all of them for None."""
    query = (
        select(Consultation.id, RequestForAdvice.reference)
        .join(RequestForAdvice, RequestForAdvice.id == Consultation.request_id)
        .where(Consultation.id.in_(record_ids))
    )
    if viewer is not None:
        written = and_(
            Consultation.lead_id == viewer.person_id,
            Consultation.area_id.in_(viewer.areas_with(Permission.WRITE_RECORDS)),
        )
        asked = and_(
            Consultation.worker_id == viewer.person_id,
            Consultation.state == RecordState.SIGNED,
            Consultation.area_id.in_(viewer.areas_with(Permission.ASK_FOR_ADVICE)),
        )
        query = query.where(or_(written, asked))
    return {row.id: row.reference for row in db.session.execute(query)}

"""What Today asks about sharing for learning: what waits for the viewer to read it first, and what came back to them."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, func, or_, select

from csaleads.access.permissions import Permission
from csaleads.access.viewer import Viewer
from csaleads.advice.models import RequestForAdvice
from csaleads.consultations.models import Consultation
from csaleads.core.statements import Query, Statement, many, one
from csaleads.sharing.list_queries import waiting_conditions
from csaleads.sharing.models import LearningVersion, SharingState

MOST = 60  # of both kinds together


@dataclass(frozen=True)
class OpenVersion:
    """A version that waits for the viewer. `reference` is empty unless it is their own."""

    number: str
    reference: str
    is_own: bool
    since: datetime


def list_open_versions(viewer: Viewer) -> list[OpenVersion]:
    """What waits for the viewer's review, and what was sent back to them; the oldest first. One statement."""
    rows = _open_versions.rows(
        person_id=viewer.person_id,
        area_ids=viewer.areas_with(Permission.REVIEW_FOR_LEARNING),
        writes_in=viewer.areas_with(Permission.WRITE_RECORDS),
    )
    return [
        OpenVersion(number, reference if is_own else "", bool(is_own), since)
        for number, reference, is_own, since in rows
    ]


@Statement
def _open_versions() -> Query:
    returned = and_(
        LearningVersion.lead_id == one("person_id"),
        LearningVersion.area_id.in_(many("writes_in")),
        LearningVersion.state == SharingState.RETURNED,
        LearningVersion.hidden_at.is_(None),
    )
    since = func.coalesce(LearningVersion.proposed_at, LearningVersion.saved_at)
    return (
        select(
            LearningVersion.number,
            RequestForAdvice.reference,
            (LearningVersion.lead_id == one("person_id")).label("is_own"),
            since.label("since"),
        )
        .join(Consultation, Consultation.id == LearningVersion.consultation_id)
        .join(RequestForAdvice, RequestForAdvice.id == Consultation.request_id)
        .where(or_(returned, and_(*waiting_conditions())))
        .order_by(since, LearningVersion.number)
        .limit(MOST)
    )

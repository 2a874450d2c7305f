"""What Today asks about sharing for learning: what waits for the viewer to read it first, and what came back to them."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, func, or_, select

from csaleads.access.permissions import Permission, Role
from csaleads.access.viewer import Viewer
from csaleads.advice.models import RequestForAdvice
from csaleads.consultations.models import Consultation
from csaleads.core.statements import Query, Statement, many, one
from csaleads.sharing.list_queries import waiting_conditions, without_lead_conditions
from csaleads.sharing.models import LearningVersion, SharingState

MOST = 60  # of both kinds together


@dataclass(frozen=True)
class OpenVersion:
    """A version that waits for the viewer. `reference` is empty unless it is their own. `is_without_lead`: its lead has left,
    and the viewer coordinates its area."""

    number: str
    reference: str
    is_own: bool
    is_without_lead: bool
    since: datetime


def list_open_versions(viewer: Viewer) -> list[OpenVersion]:
    """What waits for the viewer's review, what was sent back to them, and what is shared in areas that they coordinate though
    its lead has left; the oldest first. One statement."""
    rows = _open_versions.rows(
        person_id=viewer.person_id,
        area_ids=viewer.areas_with(Permission.REVIEW_FOR_LEARNING),
        writes_in=viewer.areas_with(Permission.WRITE_RECORDS),
        stops_in=viewer.areas_with(Permission.STOP_SHARING),
        lead_role=Role.PRACTICE_LEAD,
    )
    return [
        OpenVersion(
            number,
            reference if is_own and not is_shared else "",
            is_own=bool(is_own) and not is_shared,
            is_without_lead=bool(is_shared),
            since=since,
        )
        for number, reference, is_own, is_shared, since in rows
    ]


@Statement
def _open_versions() -> Query:
    returned = and_(
        LearningVersion.lead_id == one("person_id"),
        LearningVersion.area_id.in_(many("writes_in")),
        LearningVersion.state == SharingState.RETURNED,
        LearningVersion.hidden_at.is_(None),
    )
    since = func.coalesce(LearningVersion.proposed_at, LearningVersion.shared_at, LearningVersion.saved_at)
    return (
        select(
            LearningVersion.number,
            RequestForAdvice.reference,
            (LearningVersion.lead_id == one("person_id")).label("is_own"),
            (LearningVersion.state == SharingState.SHARED).label("is_shared"),
            since.label("since"),
        )
        .join(Consultation, Consultation.id == LearningVersion.consultation_id)
        .join(RequestForAdvice, RequestForAdvice.id == Consultation.request_id)
        .where(or_(returned, and_(*waiting_conditions()), and_(*without_lead_conditions())))
        .order_by(since, LearningVersion.number)
        .limit(MOST)
    )

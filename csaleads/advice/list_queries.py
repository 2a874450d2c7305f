"""Lists of requests: the worker's own, drafts, the queue of an area, what a lead has taken. Never a word of narrative."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import and_, func, select

from csaleads.access.permissions import Permission
from csaleads.access.viewer import Viewer
from csaleads.accounts.models import Person, Team
from csaleads.advice.models import AgeBand, Booking, Concern, RequestForAdvice, RequestState, Stage
from csaleads.clinics.models import Slot
from csaleads.core.database import db
from csaleads.core.paging import ROWS_PER_PAGE, Page, count_rows

MOST_DRAFTS = 5


@dataclass(frozen=True)
class RequestFilter:
    """What somebody wants to see of their requests; None means all."""

    state: RequestState | None = None
    concern: Concern | None = None


class MyRequest(NamedTuple):
    """A line about a request of one's own."""

    id: UUID
    reference: str
    state: RequestState
    concern: Concern | None
    started_at: datetime
    starts_at: datetime | None  # of the slot that it holds


class Draft(NamedTuple):
    """A request that was begun and not sent."""

    reference: str
    started_at: datetime
    saved_at: datetime


class QueuedRequest(NamedTuple):
    """A line about a request between clinics."""

    reference: str
    worker_name: str
    team_name: str | None
    concern: Concern
    age_band: AgeBand
    stage: Stage
    confidence_before: int
    submitted_at: datetime
    is_own: bool


def page_of_my_requests(viewer: Viewer, *, asked: RequestFilter, number: int) -> Page[MyRequest]:
    """The viewer's own requests, the newest first."""
    conditions = [
        RequestForAdvice.worker_id == viewer.person_id,
        RequestForAdvice.area_id.in_(viewer.areas_with(Permission.ASK_FOR_ADVICE)),
    ]
    if asked.state is not None:
        conditions.append(RequestForAdvice.state == asked.state)
    if asked.concern is not None:
        conditions.append(RequestForAdvice.concern == asked.concern)
    query = (
        select(RequestForAdvice.id, RequestForAdvice.reference, RequestForAdvice.state)
        .add_columns(RequestForAdvice.concern, RequestForAdvice.started_at, Slot.starts_at)
        .outerjoin(Booking, and_(Booking.request_id == RequestForAdvice.id, Booking.released_at.is_(None)))
        .outerjoin(Slot, Slot.id == Booking.slot_id)
        .where(*conditions)
        .order_by(RequestForAdvice.started_at.desc(), RequestForAdvice.id)
    )
    total = count_rows(select(RequestForAdvice.id).where(*conditions))
    return Page(_page(query, number, MyRequest), number, total)


def list_drafts(viewer: Viewer) -> list[Draft]:
    """What the viewer began and has not sent, the latest first; a few at most."""
    query = (
        select(RequestForAdvice.reference, RequestForAdvice.started_at, RequestForAdvice.saved_at)
        .where(
            RequestForAdvice.worker_id == viewer.person_id,
            RequestForAdvice.area_id.in_(viewer.areas_with(Permission.ASK_FOR_ADVICE)),
            RequestForAdvice.state == RequestState.DRAFT,
        )
        .order_by(RequestForAdvice.started_at.desc(), RequestForAdvice.id)
        .limit(MOST_DRAFTS)
    )
    return [Draft(*row) for row in db.session.execute(query)]


def page_of_queue(viewer: Viewer, *, number: int) -> Page[QueuedRequest]:
    """What waits for a lead in the viewer's areas, the longest waiting first."""
    area_ids = viewer.areas_with(Permission.ANSWER_REQUESTS)
    conditions = [
        RequestForAdvice.area_id.in_(area_ids),
        RequestForAdvice.state == RequestState.QUEUED,
    ]
    total = count_rows(select(RequestForAdvice.id).where(*conditions))
    return Page(_queue_rows(viewer, conditions, number), number, total)


def list_taken(viewer: Viewer) -> list[QueuedRequest]:
    """What the viewer took from the queue and has not met about yet, the longest waiting first."""
    conditions = [
        RequestForAdvice.area_id.in_(viewer.areas_with(Permission.ANSWER_REQUESTS)),
        RequestForAdvice.lead_id == viewer.person_id,
        RequestForAdvice.state == RequestState.ACCEPTED,
    ]
    return _queue_rows(viewer, conditions, 1)


def count_queued(viewer: Viewer) -> int:
    """How many requests of others wait for a lead in the viewer's areas."""
    query = select(func.count()).where(
        RequestForAdvice.area_id.in_(viewer.areas_with(Permission.ANSWER_REQUESTS)),
        RequestForAdvice.state == RequestState.QUEUED,
        RequestForAdvice.worker_id != viewer.person_id,
    )
    return db.session.scalar(query.select_from(RequestForAdvice)) or 0


def _queue_rows(viewer: Viewer, conditions: Sequence[Any], number: int) -> list[QueuedRequest]:
    query = (
        select(RequestForAdvice.reference, Person.full_name, Team.name, RequestForAdvice.concern)
        .add_columns(RequestForAdvice.age_band, RequestForAdvice.stage, RequestForAdvice.confidence_before)
        .add_columns(RequestForAdvice.submitted_at, RequestForAdvice.worker_id == viewer.person_id)
        .join(Person, Person.id == RequestForAdvice.worker_id)
        .outerjoin(Team, Team.id == RequestForAdvice.team_id)
        .where(*conditions)
        .order_by(RequestForAdvice.submitted_at, RequestForAdvice.id)
    )
    return _page(query, number, QueuedRequest)


def _page(query: Any, number: int, kind: Any) -> list[Any]:
    rows = db.session.execute(query.limit(ROWS_PER_PAGE).offset((number - 1) * ROWS_PER_PAGE))
    return [kind(*row) for row in rows]

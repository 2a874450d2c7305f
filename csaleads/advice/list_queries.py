"""Lists of requests: the worker's own, drafts, the queue of an area, what a lead has taken. Never a word of narrative."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, select

from csaleads.access.permissions import Permission
from csaleads.access.viewer import Viewer
from csaleads.accounts.models import Person, Team
from csaleads.advice.models import Booking, RequestForAdvice, RequestState, Stage
from csaleads.clinics.models import Slot
from csaleads.core.database import db
from csaleads.core.paging import ROWS_PER_PAGE, Page
from csaleads.core.statements import Query, Statement, and_total, many, one
from csaleads.practice.models import AgeBand, Concern

MOST_DRAFTS = 5


@dataclass(frozen=True)
class RequestFilter:
    """What somebody wants to see of their requests; None means all."""

    state: RequestState | None = None
    concern: Concern | None = None


@dataclass(frozen=True, eq=False, slots=True)
class MyRequest:
    """A line about a request of one's own, one object while it stays as it is."""

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


@dataclass(frozen=True, eq=False, slots=True)
class QueuedRequest:
    """A line about a request between clinics, one object while it stays as it is."""

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
    shape = (asked.state is not None, asked.concern is not None)
    values = {
        "worker_id": viewer.person_id,
        "area_ids": viewer.areas_with(Permission.ASK_FOR_ADVICE),
        "state": asked.state,
        "concern": asked.concern,
    }
    found, total = _own.found(*shape, **values, **_part(number)).page(
        number, lambda: _count_own.scalar(*shape, **values)
    )
    return Page(found.made(_my_request), number, total)


def _my_request(row: Any) -> MyRequest:
    return MyRequest(*row)


def _queued(row: Any) -> QueuedRequest:
    return QueuedRequest(*row)


def _part(number: int) -> dict[str, int]:
    """The values for the page `number` of a list."""
    return {"limit": ROWS_PER_PAGE, "offset": (number - 1) * ROWS_PER_PAGE}


@Statement
def _own(has_state: bool, has_concern: bool) -> Query:
    columns: Query = select(
        RequestForAdvice.id,
        RequestForAdvice.reference,
        RequestForAdvice.state,
        RequestForAdvice.concern,
        RequestForAdvice.started_at,
        Slot.starts_at,
    )
    return (
        and_total(columns, _counted_own(has_state=has_state, has_concern=has_concern))
        .outerjoin(Booking, and_(Booking.request_id == RequestForAdvice.id, Booking.released_at.is_(None)))
        .outerjoin(Slot, Slot.id == Booking.slot_id)
        .where(*_of_worker(has_state=has_state, has_concern=has_concern))
        .order_by(RequestForAdvice.started_at.desc(), RequestForAdvice.id)
        .limit(one("limit"))
        .offset(one("offset"))
    )


@Statement
def _count_own(has_state: bool, has_concern: bool) -> Query:
    return _counted_own(has_state=has_state, has_concern=has_concern)


def _counted_own(*, has_state: bool, has_concern: bool) -> Query:
    conditions = _of_worker(has_state=has_state, has_concern=has_concern)
    return select(func.count()).select_from(RequestForAdvice).where(*conditions)


def _of_worker(*, has_state: bool, has_concern: bool) -> list[ColumnElement[bool]]:
    conditions = [
        RequestForAdvice.worker_id == one("worker_id"),
        RequestForAdvice.area_id.in_(many("area_ids")),
    ]
    if has_state:
        conditions.append(RequestForAdvice.state == one("state"))
    if has_concern:
        conditions.append(RequestForAdvice.concern == one("concern"))
    return conditions


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
    found, total = _waiting.found(area_ids=area_ids, viewer_id=viewer.person_id, **_part(number)).page(
        number, lambda: _count_waiting.scalar(area_ids=area_ids)
    )
    return Page(found.made(_queued), number, total)


def list_taken(viewer: Viewer) -> list[QueuedRequest]:
    """What the viewer took from the queue and has not met about yet, the longest waiting first."""
    area_ids = viewer.areas_with(Permission.ANSWER_REQUESTS)
    return _taken.found(area_ids=area_ids, viewer_id=viewer.person_id, **_part(1)).made(_queued)


def count_queued(viewer: Viewer) -> int:
    """How many requests of others wait for a lead in the viewer's areas."""
    query = select(func.count()).where(
        RequestForAdvice.area_id.in_(viewer.areas_with(Permission.ANSWER_REQUESTS)),
        RequestForAdvice.state == RequestState.QUEUED,
        RequestForAdvice.worker_id != viewer.person_id,
    )
    return db.session.scalar(query.select_from(RequestForAdvice)) or 0


@Statement
def _waiting() -> Query:
    return and_total(_queue_rows(RequestForAdvice.state == RequestState.QUEUED), _counted_waiting())


@Statement
def _taken() -> Query:
    return _queue_rows(
        RequestForAdvice.lead_id == one("viewer_id"), RequestForAdvice.state == RequestState.ACCEPTED
    )


@Statement
def _count_waiting() -> Query:
    return _counted_waiting()


def _counted_waiting() -> Query:
    return (
        select(func.count())
        .select_from(RequestForAdvice)
        .where(
            RequestForAdvice.area_id.in_(many("area_ids")),
            RequestForAdvice.state == RequestState.QUEUED,
        )
    )


def _queue_rows(*conditions: ColumnElement[bool]) -> Query:
    return (
        select(RequestForAdvice.reference, Person.full_name, Team.name, RequestForAdvice.concern)
        .add_columns(RequestForAdvice.age_band, RequestForAdvice.stage, RequestForAdvice.confidence_before)
        .add_columns(RequestForAdvice.submitted_at, RequestForAdvice.worker_id == one("viewer_id"))
        .join(Person, Person.id == RequestForAdvice.worker_id)
        .outerjoin(Team, Team.id == RequestForAdvice.team_id)
        .where(RequestForAdvice.area_id.in_(many("area_ids")), *conditions)
        .order_by(RequestForAdvice.submitted_at, RequestForAdvice.id)
        .limit(one("limit"))
        .offset(one("offset"))
    )

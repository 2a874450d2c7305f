"""Lists of slips: those of the areas that one coordinates, and those about one's own words. Never a word of either."""

from collections.abc import Collection
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, and_, case, exists, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from csaleads.access.permissions import Permission
from csaleads.access.viewer import Viewer
from csaleads.accounts.models import Person, RoleInArea
from csaleads.accounts.queries import is_current
from csaleads.advice.models import RequestForAdvice, RequestState
from csaleads.consultations.content import LEAD_NOTE, SHARED_NAMES
from csaleads.consultations.models import Action, AgencyInvolved, Consultation
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.paging import ROWS_PER_PAGE, Page
from csaleads.core.statements import Query, Statement, many, one
from csaleads.core.working_days import count_working_days
from csaleads.slips.models import OPEN, Slip, SlipState
from csaleads.slips.policy import DAYS_TO_CORRECT

MOST = 60  # open ones on Today


class SlipRow(NamedTuple):
    """A line of a list. `is_coordinated`: it lies in an area that the viewer coordinates."""

    id: UUID
    reference: str
    area_id: int
    state: SlipState
    reported_at: datetime
    closed_at: datetime | None
    is_author: bool
    author_left: bool  # whose words the coordinator corrects in their place
    is_coordinated: bool

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def days_open(self) -> int:
        return count_working_days(self.reported_at, clock.now())

    @property
    def is_overdue(self) -> bool:
        return self.is_open and self.days_open > DAYS_TO_CORRECT


def page_of_slips(viewer: Viewer, *, number: int) -> Page[SlipRow]:
    """Slips of the viewer's areas and about the viewer's words: open ones first, the longest waiting on top. Two statements."""
    values = _values(viewer)
    total = _count.scalar(**values) or 0
    rows = _slips.rows(False, **values, limit=ROWS_PER_PAGE, offset=(number - 1) * ROWS_PER_PAGE)
    return Page(_rows(viewer, rows), number, total)


def list_open_slips(viewer: Viewer) -> list[SlipRow]:
    """The open ones, the longest waiting first. One statement."""
    return _rows(viewer, _slips.rows(True, **_values(viewer), limit=MOST, offset=0))


def _values(viewer: Viewer) -> dict[str, Any]:
    return {
        "person_id": viewer.person_id,
        "coordinated": viewer.areas_with(Permission.BREAK_GLASS),
        "asks_in": viewer.areas_with(Permission.ASK_FOR_ADVICE),
    }


def _rows(viewer: Viewer, rows: list[Any]) -> list[SlipRow]:
    coordinated = set(viewer.areas_with(Permission.BREAK_GLASS))
    return [SlipRow._make([*row, row.area_id in coordinated]) for row in rows]


@Statement
def _slips(only_open: bool) -> Query:
    query = _from_slips(
        select(
            Slip.id,
            RequestForAdvice.reference,
            Slip.area_id,
            Slip.state,
            Slip.reported_at,
            Slip.closed_at,
            _is_by_viewer().label("is_author"),
            or_(_has_left(RequestForAdvice.worker_id), _has_left(_lead_id())).label("author_left"),
        )
    )
    if only_open:
        query = query.where(Slip.state.in_(OPEN))
    order = (Slip.closed_at.is_not(None), Slip.closed_at.desc(), Slip.reported_at, Slip.id)
    return query.order_by(*order).limit(one("limit")).offset(one("offset"))


@Statement
def _count() -> Query:
    return _from_slips(select(func.count()))


def _from_slips(query: Query) -> Query:
    mine = and_(_is_by_viewer(), Slip.area_id.in_(many("asks_in")))
    return (
        query.select_from(Slip)
        .join(RequestForAdvice, RequestForAdvice.id == Slip.request_id)
        .outerjoin(Consultation, Consultation.request_id == Slip.request_id)
        .where(or_(Slip.area_id.in_(many("coordinated")), mine))
    )


def _is_by_viewer() -> ColumnElement[bool]:
    """The worker who asked, and the lead who wrote something: the record, or why a request was declined."""
    return or_(RequestForAdvice.worker_id == one("person_id"), _lead_id() == one("person_id"))


def _lead_id() -> ColumnElement[int]:
    """The lead some of whose words there are, or 0. Who took a request, or a record over, and wrote nothing has none."""
    declined = RequestForAdvice.state == RequestState.DECLINED
    wrote = case((_has_words(), Consultation.lead_id), (declined, RequestForAdvice.lead_id), else_=0)
    return func.coalesce(wrote, 0)


def _has_words() -> ColumnElement[bool]:
    """Whether the record says anything of its lead's, agencies and actions included."""
    own = (*SHARED_NAMES, LEAD_NOTE)
    agency = exists().where(
        AgencyInvolved.consultation_id == Consultation.id, AgencyInvolved.role_sealed.is_not(None)
    )
    action = exists().where(Action.consultation_id == Consultation.id, Action.description_sealed.is_not(None))
    return or_(*(getattr(Consultation, f"{name}_sealed").is_not(None) for name in own), agency, action)


def _has_left(person_id: ColumnElement[int] | InstrumentedAttribute[int]) -> ColumnElement[bool]:
    """Whether that person, if there is one, holds no role in the area of the slip today."""
    is_here = exists().where(
        RoleInArea.person_id == person_id,
        RoleInArea.area_id == Slip.area_id,
        Person.id == RoleInArea.person_id,
        Person.left_on.is_(None),
        is_current(RoleInArea),
    )
    return and_(person_id != 0, ~is_here)


def list_to_correct(request_ids: Collection[UUID]) -> list[Slip]:
    """The slips of those requests that wait for their authors, in order. For services, which know whom to tell."""
    query = select(Slip).where(Slip.request_id.in_(request_ids), Slip.state == SlipState.REPORTED)
    return list(db.session.scalars(query.order_by(Slip.reported_at, Slip.id)))


def list_to_correct_of(reference: str) -> list[Slip]:
    """The same by the reference of a request: one, or none."""
    query = select(RequestForAdvice.id).where(RequestForAdvice.reference == reference)
    return list_to_correct(db.session.scalars(query).all())


def count_to_correct(person_id: int, area_id: int) -> int:
    """How many slips of the area wait for words that stay that person's: what they asked, and records that they signed."""
    signed = and_(Consultation.lead_id == person_id, Consultation.signed_at.is_not(None))
    query = (
        select(func.count())
        .select_from(Slip)
        .join(RequestForAdvice, RequestForAdvice.id == Slip.request_id)
        .outerjoin(Consultation, Consultation.request_id == Slip.request_id)
        .where(Slip.area_id == area_id, Slip.state == SlipState.REPORTED)
        .where(or_(RequestForAdvice.worker_id == person_id, signed))
    )
    return db.session.scalar(query) or 0

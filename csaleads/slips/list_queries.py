"""Lists of slips: those of the areas that one coordinates, and those about one's own words. Never a word of either."""

from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, or_, select

from csaleads.access.permissions import Permission
from csaleads.access.viewer import Viewer
from csaleads.advice.models import RequestForAdvice
from csaleads.consultations.models import Consultation
from csaleads.core import clock
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
    """The worker who asked, and the lead of the record or, without one, whoever took the request."""
    lead_id = func.coalesce(Consultation.lead_id, RequestForAdvice.lead_id, 0)
    return or_(RequestForAdvice.worker_id == one("person_id"), lead_id == one("person_id"))

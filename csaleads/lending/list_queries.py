"""Lists of loans: by side, and what waits. A fixed number of statements."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, and_, case, false, func, or_, select

from csaleads.access.viewer import Viewer
from csaleads.core.paging import ROWS_PER_PAGE, Page
from csaleads.core.statements import Query, Statement, and_total, many, one
from csaleads.learning.lent_queries import is_lendable
from csaleads.learning.models import Resource
from csaleads.lending import policy
from csaleads.lending.models import Loan, LoanState
from csaleads.lending.policy import OPEN
from csaleads.lending.queries import borrower, lender, scope_of, title_told


@dataclass(frozen=True, eq=False, slots=True)
class LoanLine:
    """A loan in a list."""

    id: UUID
    title: str
    area_name: str
    lender_name: str
    state: LoanState
    state_since: datetime
    edition: int | None
    is_newer: bool


class Tasks(NamedTuple):
    """What waits for the viewer: how many, of each kind."""

    to_answer: int
    to_recommend: int
    to_deliver: int
    newer: int
    to_acknowledge: int


def list_loans(viewer: Viewer, *, is_ours: bool, state: LoanState | None, page: int) -> Page[LoanLine]:
    """A page of what the viewer's areas have asked for, or are asked for: what is open first. One statement."""
    policy.require_asker(viewer)
    shape = (is_ours, state is not None)
    values = scope_of(viewer) | {"state": state}
    found, total_count = _loans.found(
        *shape, **values, limit=ROWS_PER_PAGE, offset=(page - 1) * ROWS_PER_PAGE
    ).page(page, lambda: _count_loans.scalar(*shape, **values))
    return Page(found.made(_read_loan), page, total_count)


def _read_loan(row: Any) -> LoanLine:
    values = {name: getattr(row, name) for name in LoanLine.__slots__}
    return LoanLine(**values | {"is_newer": bool(values["is_newer"])})


def _is_newer() -> ColumnElement[bool]:
    """There is a later edition about which nobody has decided, as `policy.is_undecided` says of one."""
    known = func.coalesce(Loan.kept_edition, 0)
    is_read = Loan.state.in_(policy.READ_THERE)
    return and_(is_read, is_lendable(), Resource.edition > Loan.edition, Resource.edition > known)


def has_newer(loan_id: UUID) -> bool:
    """Whether there is a later edition of what was lent about which nobody has decided. One statement."""
    return _newer.first(id=loan_id) is not None


@Statement
def _newer() -> Query:
    query = select(Loan.id).join(Resource, Resource.id == Loan.resource_id)
    return query.where(Loan.id == one("id"), _is_newer())


def _is_on_side(is_ours: bool, has_state: bool) -> list[ColumnElement[bool]]:
    theirs = or_(
        Loan.lender_area_id.in_(many("lends_in")),
        and_(Resource.owner_id == one("person_id"), Loan.lender_area_id.in_(many("asks_in"))),
    )
    found = [Loan.area_id.in_(many("asks_in")) if is_ours else theirs]
    return found + ([Loan.state == one("state")] if has_state else [])


@Statement
def _loans(is_ours: bool, has_state: bool) -> Query:
    waits = case((Loan.state.in_(OPEN), 0), else_=1)
    lines = (
        select(
            Loan.id,
            title_told().label("title"),
            borrower.name.label("area_name"),
            lender.name.label("lender_name"),
            Loan.state,
            Loan.state_since,
            Loan.edition,
            _is_newer().label("is_newer"),
        )
        .join(Resource, Resource.id == Loan.resource_id)
        .join(borrower, borrower.id == Loan.area_id)
        .join(lender, lender.id == Loan.lender_area_id)
        .where(*_is_on_side(is_ours, has_state))
        .order_by(waits, Loan.state_since.desc(), Loan.id)
        .limit(one("limit"))
        .offset(one("offset"))
    )
    return and_total(lines, _counted_loans(is_ours, has_state))


@Statement
def _count_loans(is_ours: bool, has_state: bool) -> Query:
    return _counted_loans(is_ours, has_state)


def _counted_loans(is_ours: bool, has_state: bool) -> Query:
    query = select(func.count()).select_from(Loan).join(Resource, Resource.id == Loan.resource_id)
    return query.where(*_is_on_side(is_ours, has_state))


def task_columns() -> list[ColumnElement[int]]:
    """What waits for a viewer, in the order of Tasks, for the one statement in which Today asks what waits; see `scope_of`."""
    lends = Loan.lender_area_id.in_(many("lends_in"))
    recommends = and_(Resource.owner_id == one("person_id"), Loan.lender_area_id.in_(many("asks_in")))
    waits_here = or_(
        Loan.area_id.in_(many("lends_in")),
        and_(Loan.area_id.in_(many("asks_in")), Loan.asked_by_id == one("person_id")),
    )
    is_asked = Loan.state == LoanState.ASKED
    return [
        _how_many(is_asked, lends),
        _how_many(is_asked, recommends, ~func.coalesce(lends, false()), Loan.opinion.is_(None)),
        _how_many(Loan.state == LoanState.AGREED, lends),
        _how_many(_is_newer(), lends),
        _how_many(Loan.state == LoanState.DELIVERED, waits_here),
    ]


def _how_many(*conditions: ColumnElement[bool]) -> Any:
    query = select(func.count()).select_from(Loan).join(Resource, Resource.id == Loan.resource_id)
    return query.where(*conditions).scalar_subquery()

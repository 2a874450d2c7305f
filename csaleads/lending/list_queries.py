"""Lists of lending: what other areas have to lend, loans by side, and what waits. A fixed number of statements."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, and_, case, false, func, or_, select

from csaleads.access.viewer import Viewer
from csaleads.accounts.models import Area
from csaleads.core.paging import ROWS_PER_PAGE, Page
from csaleads.core.statements import Query, Statement, and_total, many, one
from csaleads.learning.lent_queries import is_lendable
from csaleads.learning.models import Audience, Resource, ResourceKind, ResourceTopic, Topic
from csaleads.lending import policy
from csaleads.lending.models import Loan, LoanState
from csaleads.lending.policy import OPEN
from csaleads.lending.queries import borrower, lender, scope_of

TOLD_OF_SUMMARY = 600


@dataclass(frozen=True)
class Wanted:
    """What the catalogue is narrowed down to."""

    topic_id: UUID | None = None
    kind: ResourceKind | None = None
    area_id: int | None = None

    @property
    def narrowed_by(self) -> tuple[str, ...]:
        return tuple(name for name in NARROWINGS if getattr(self, name) is not None)


@dataclass(frozen=True, eq=False, slots=True)
class Offer:
    """A resource of another area, as far as it is told of before it is lent. `loan_id` is the open loan to the viewer's area."""

    id: UUID
    title: str
    kind: ResourceKind
    audience: Audience
    topic_title: str
    area_id: int
    area_name: str
    summary: str
    loan_id: UUID | None
    loan_state: LoanState | None


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


def list_offers(viewer: Viewer, wanted: Wanted, *, page: int) -> Page[Offer]:
    """A page of what other areas have to lend, by title. One statement."""
    policy.require_asker(viewer)
    own = policy.areas_to_ask_for(viewer)
    shape = (len(own) == 1, wanted.narrowed_by)
    values = vars(wanted) | {"own": own}
    found, total_count = _offers.found(
        *shape, **values, limit=ROWS_PER_PAGE, offset=(page - 1) * ROWS_PER_PAGE
    ).page(page, lambda: _count.scalar(*shape, **values))
    return Page(found.made(_read_offer), page, total_count)


def find_offer(viewer: Viewer, resource_id: UUID) -> Offer | None:
    """A resource of another area that can be asked for; None for every other."""
    policy.require_asker(viewer)
    own = policy.areas_to_ask_for(viewer)
    row = _offers.first(len(own) == 1, ("id",), own=own, id=resource_id, limit=1, offset=0)
    return _read_offer(row) if row else None


def _read_offer(row: Any) -> Offer:
    return Offer(**{name: getattr(row, name) for name in Offer.__slots__})


def _is_of_topic() -> ColumnElement[bool]:
    of_topic = and_(ResourceTopic.resource_id == Resource.id, ResourceTopic.topic_id == one("topic_id"))
    return select(ResourceTopic.topic_id).where(of_topic).exists()


NARROWINGS: dict[str, Callable[[], ColumnElement[bool]]] = {
    "topic_id": _is_of_topic,
    "kind": lambda: Resource.kind == one("kind"),
    "area_id": lambda: Resource.area_id == one("area_id"),
}


def _is_offered(is_of_one_area: bool, narrowed_by: tuple[str, ...]) -> list[ColumnElement[bool]]:
    """Whoever asks for two areas finds what each of them has, to lend it to the other."""
    found = [is_lendable()]
    if is_of_one_area:
        found.append(Resource.area_id.not_in(many("own")))
    return found + [Resource.id == one("id") if name == "id" else NARROWINGS[name]() for name in narrowed_by]


@Statement
def _offers(is_of_one_area: bool, narrowed_by: tuple[str, ...]) -> Query:
    by_title = (Resource.sort_title, Resource.id)
    page = (
        select(Resource.id)
        .where(*_is_offered(is_of_one_area, narrowed_by))
        .order_by(*by_title)
        .limit(one("limit"))
        .offset(one("offset"))
        .subquery("page")
    )

    def of_open_loan(column: Any) -> Any:
        loans = select(column).where(Loan.resource_id == Resource.id, Loan.area_id.in_(many("own")))
        return loans.where(Loan.state.in_(OPEN)).order_by(Loan.area_id).limit(1).scalar_subquery()

    lines: Query = (
        select(
            Resource.id,
            Resource.title,
            Resource.kind,
            Resource.audience,
            Topic.title.label("topic_title"),
            Resource.area_id,
            Area.name.label("area_name"),
            func.substr(Resource.summary, 1, TOLD_OF_SUMMARY).label("summary"),
            of_open_loan(Loan.id).label("loan_id"),
            of_open_loan(Loan.state).label("loan_state"),
        )
        .join(page, page.c.id == Resource.id)
        .join(Topic, Topic.id == Resource.main_topic_id)
        .join(Area, Area.id == Resource.area_id)
        .order_by(*by_title)
    )
    return and_total(lines, _counted(is_of_one_area, narrowed_by))


@Statement
def _count(is_of_one_area: bool, narrowed_by: tuple[str, ...]) -> Query:
    return _counted(is_of_one_area, narrowed_by)


def _counted(is_of_one_area: bool, narrowed_by: tuple[str, ...]) -> Query:
    return select(func.count()).select_from(Resource).where(*_is_offered(is_of_one_area, narrowed_by))


def list_loans(viewer: Viewer, *, is_ours: bool, state: LoanState | None, page: int) -> Page[LoanLine]:
    """A page of what the viewer's areas have asked for, or are asked for: what waits first. One statement."""
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
    """There is a later edition about which nobody has decided."""
    known = func.coalesce(Loan.kept_edition, 0)
    is_read = Loan.state.in_(policy.READ_THERE)
    return and_(is_read, is_lendable(), Resource.edition > Loan.edition, Resource.edition > known)


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
            Resource.title,
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

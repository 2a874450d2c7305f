"""Reads of one loan: as its page shows it, what happened to it, and the rows that the service changes."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import aliased

from csaleads.access.permissions import Permission
from csaleads.access.viewer import SYSTEM, Viewer
from csaleads.accounts.models import Area, Person
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.errors import NotFound
from csaleads.core.statements import Query, Statement, many, one
from csaleads.learning.lent_queries import can_be_lent, is_lendable
from csaleads.learning.models import Resource, ResourceEdition, ResourceKind
from csaleads.lending.models import Loan, LoanEvent, LoanState, Opinion, Reason
from csaleads.lending.policy import OPEN, LoanFacts, is_undecided
from csaleads.lending.terms import Terms

MOST_EVENTS = 200


class LoanView(NamedTuple):
    """A loan as its page shows it, and how its resource stands in the area that has it. `title` is that of `title_told`."""

    id: UUID
    facts: LoanFacts
    version: int
    state_since: datetime
    resource_id: UUID
    title: str
    kind: ResourceKind
    newest_edition: int
    is_lendable: bool
    area_name: str
    lender_name: str
    asked_by: str
    asked_at: datetime
    wanted_for: str
    opinion: Opinion | None
    opinion_words: str
    opinion_by: str
    terms: Terms
    reason: Reason | None
    edition: int | None
    kept_edition: int | None
    copy_id: UUID | None

    @property
    def is_over(self) -> bool:
        """Whether the day until which it is lent is past, though the night has not told so yet."""
        return self.terms.until is not None and self.terms.until < clock.today()

    @property
    def has_newer(self) -> bool:
        """Whether there is a later edition about which the lender has not decided."""
        return self.is_lendable and is_undecided(
            self.facts.state, self.newest_edition, edition=self.edition, kept=self.kept_edition
        )


class EventView(NamedTuple):
    """Something that happened to a loan."""

    happened_at: datetime
    full_name: str
    verb: str
    edition: int | None
    words: str


def is_seen() -> ColumnElement[bool]:
    """The condition that a viewer sees a loan beside its resource, as `policy.can_see` says of one."""
    return or_(
        Loan.area_id.in_(many("asks_in")),
        Loan.lender_area_id.in_(many("lends_in")),
        and_(Resource.owner_id == one("person_id"), Loan.lender_area_id.in_(many("asks_in"))),
    )


def scope_of(viewer: Viewer) -> dict[str, Any]:
    """The values for the places of `is_seen`."""
    return {
        "asks_in": viewer.areas_with(Permission.ADD_RESOURCES),
        "lends_in": viewer.areas_with(Permission.APPROVE_RESOURCES),
        "person_id": viewer.person_id,
    }


def title_told() -> ColumnElement[str]:
    """What the resource was called in the edition that is read, or else was agreed, or else was asked for.

    What it is called while its own area changes it is no business of another one.
    """
    earlier = aliased(ResourceEdition)
    asked_for = (
        select(func.max(earlier.number))
        .where(earlier.resource_id == Loan.resource_id, earlier.made_at <= Loan.asked_at)
        .correlate(Loan)
        .scalar_subquery()
    )
    said = (
        select(ResourceEdition.content["title"].as_string())
        .where(ResourceEdition.resource_id == Loan.resource_id)
        .where(ResourceEdition.number == func.coalesce(Loan.edition, asked_for))
        .correlate(Loan)
        .scalar_subquery()
    )
    return func.coalesce(said, Resource.title)


def find_title_told(loan_id: UUID) -> str:
    """What the resource of a loan is called to the area that asked, inside a write."""
    query = select(title_told()).select_from(Loan).join(Resource, Resource.id == Loan.resource_id)
    return str(db.session.scalar(query.where(Loan.id == loan_id)))


def get_loan(viewer: Viewer, loan_id: UUID) -> LoanView:
    """A loan that the viewer sees; NotFound for every other. One statement."""
    row = _loan.first(id=loan_id, **scope_of(viewer))
    if row is None:
        raise NotFound("loan")
    return LoanView(
        id=row.id,
        facts=LoanFacts(row.area_id, row.lender_area_id, row.owner_id, row.state),
        version=row.version,
        state_since=row.state_since,
        resource_id=row.resource_id,
        title=row.title,
        kind=row.kind,
        newest_edition=row.newest_edition,
        is_lendable=bool(row.is_lendable),
        area_name=row.area_name,
        lender_name=row.lender_name,
        asked_by=row.asked_by,
        asked_at=row.asked_at,
        wanted_for=row.wanted_for,
        opinion=row.opinion,
        opinion_words=row.opinion_words,
        opinion_by=row.opinion_by or "",
        terms=terms_of(row),
        reason=row.reason,
        edition=row.edition,
        kept_edition=row.kept_edition,
        copy_id=row.copy_id,
    )


def terms_of(row: Any) -> Terms:
    """The terms that a row of a loan holds."""
    return Terms(
        may_adapt=bool(row.may_adapt),
        must_credit=bool(row.must_credit),
        stays_in_area=bool(row.stays_in_area),
        until=row.until,
        words=row.terms_words,
    )


borrower, lender = aliased(Area), aliased(Area)
asker, adviser = aliased(Person), aliased(Person)


@Statement
def _loan() -> Query:
    columns: Any = [column for column in Loan.__table__.c if column.key != "asked_by_id"]
    return (
        select(
            *columns,
            title_told().label("title"),
            Resource.kind,
            Resource.owner_id,
            Resource.edition.label("newest_edition"),
            is_lendable().label("is_lendable"),
            borrower.name.label("area_name"),
            lender.name.label("lender_name"),
            asker.full_name.label("asked_by"),
            adviser.full_name.label("opinion_by"),
        )
        .join(Resource, Resource.id == Loan.resource_id)
        .join(borrower, borrower.id == Loan.area_id)
        .join(lender, lender.id == Loan.lender_area_id)
        .join(asker, asker.id == Loan.asked_by_id)
        .outerjoin(adviser, adviser.id == Loan.opinion_by_id)
        .where(Loan.id == one("id"), is_seen())
    )


def list_events(viewer: Viewer, loan_id: UUID) -> list[EventView]:
    """What happened to a loan that the viewer sees, the newest first; NotFound for every other."""
    get_loan(viewer, loan_id)
    rows = _events.rows(id=loan_id, limit=MOST_EVENTS)
    return [EventView(row[0], row[1] or SYSTEM.full_name, *row[2:]) for row in rows]


@Statement
def _events() -> Query:
    return (
        select(LoanEvent.happened_at, Person.full_name, LoanEvent.verb, LoanEvent.edition, LoanEvent.words)
        .outerjoin(Person, Person.id == LoanEvent.person_id)
        .where(LoanEvent.loan_id == one("id"))
        .order_by(LoanEvent.id.desc())
        .limit(one("limit"))
    )


def seen_of(viewer: Viewer, loan_ids: Collection[UUID]) -> set[UUID]:
    """Those of the loans that the viewer sees. One statement."""
    rows = _seen.rows(ids=list(loan_ids), **scope_of(viewer))
    return {loan_id for (loan_id,) in rows}


@Statement
def _seen() -> Query:
    query = select(Loan.id).join(Resource, Resource.id == Loan.resource_id)
    return query.where(Loan.id.in_(many("ids")), is_seen())


class Source(NamedTuple):
    """A resource that is asked for, with what policy and messages need to know of it."""

    id: UUID
    area_id: int | None
    owner_id: int | None
    title: str
    edition: int
    is_lendable: bool


def lock_source(resource_id: UUID) -> Source:
    """The resource, locked: always before its loans. NotFound where there is none."""
    query = select(Resource).where(Resource.id == resource_id).with_for_update()
    row = db.session.scalar(query.execution_options(populate_existing=True))
    if row is None:
        raise NotFound("resource")
    return Source(row.id, row.area_id, row.owner_id, row.title, row.edition, can_be_lent(row))


def lock_loan(loan_id: UUID) -> tuple[Loan, Source]:
    """The loan and its resource, both locked, the resource first; NotFound where there is none."""
    resource_id = db.session.scalar(select(Loan.resource_id).where(Loan.id == loan_id))
    if resource_id is None:
        raise NotFound("loan")
    source = lock_source(resource_id)
    query = select(Loan).where(Loan.id == loan_id).with_for_update()
    return db.session.scalars(query.execution_options(populate_existing=True)).one(), source


def lock_open_loans(resource_id: UUID) -> list[Loan]:
    """The loans of a locked resource that are open, in one order for everybody."""
    query = select(Loan).where(Loan.resource_id == resource_id, Loan.state.in_(OPEN)).order_by(Loan.id)
    found = db.session.scalars(query.with_for_update().execution_options(populate_existing=True))
    return list(found)


def find_open_loan(resource_id: UUID, area_id: int) -> UUID | None:
    """The open loan of the resource to the area."""
    query = select(Loan.id).where(
        Loan.resource_id == resource_id, Loan.area_id == area_id, Loan.state.in_(OPEN)
    )
    return db.session.scalar(query)


def list_past(today: date) -> list[UUID]:
    """Loans whose last day is over and that are still open."""
    query = select(Loan.id).where(Loan.until < today, Loan.state.in_(OPEN)).order_by(Loan.id)
    return list(db.session.scalars(query))


def find_state(loan_id: UUID) -> LoanState | None:
    """How the loan stands now."""
    return db.session.scalar(select(Loan.state).where(Loan.id == loan_id))

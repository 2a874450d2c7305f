"""Lists of this room: a person's own entries by year, and what colleagues share with their line manager."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, select

from csaleads.access.permissions import Permission
from csaleads.access.viewer import Viewer
from csaleads.accounts.models import LineManagement, Person
from csaleads.accounts.queries import is_current
from csaleads.core.errors import NotFound
from csaleads.core.paging import ROWS_PER_PAGE, Page
from csaleads.core.statements import Query, Statement, and_total, many, one
from csaleads.development import policy
from csaleads.development.models import CpdEntry, CpdShare, CpdSource, EntryKind, EntryState
from csaleads.development.years import CpdYear
from csaleads.learning.models import Resource, Topic
from csaleads.learning.scope_queries import Sight, is_seen, sight_of


@dataclass(frozen=True, slots=True)
class EntryLine:
    """An entry as the list shows it: never a word that its owner wrote."""

    id: UUID
    kind: EntryKind
    done_on: date
    state: EntryState
    has_peer: bool
    about: str


class SharedLine(NamedTuple):
    """Somebody who says that their CPD of the year is complete, and since when."""

    person_id: int
    full_name: str
    shared_at: datetime


def list_entries(viewer: Viewer, year: CpdYear, *, page: int) -> Page[EntryLine]:
    """A page of the viewer's own entries of the year, the latest first. One statement."""
    policy.require_keeper(viewer)
    asked = {"person_id": viewer.person_id, "first": year.first_day, "last": year.last_day}
    sight, reach = sight_of(viewer)
    found, total = _entries.found(
        sight, **reach, **asked, limit=ROWS_PER_PAGE, offset=(page - 1) * ROWS_PER_PAGE
    ).page(page, lambda: _count_entries.scalar(**asked))
    return Page(found.made(_line), page, total)


def _line(row: Any) -> EntryLine:
    about = row.resource_title or row.topic_title or ""
    return EntryLine(row.id, row.kind, row.done_on, row.state, bool(row.has_peer), about)


@Statement
def _entries(sight: Sight) -> Query:
    lines = (
        select(
            CpdEntry.id,
            CpdEntry.kind,
            CpdEntry.done_on,
            CpdEntry.state,
            CpdEntry.has_peer,
            Resource.title.label("resource_title"),
            Topic.title.label("topic_title"),
        )
        .outerjoin(CpdSource, CpdSource.entry_id == CpdEntry.id)
        .outerjoin(Resource, and_(Resource.id == CpdSource.resource_id, is_seen(sight)))
        .outerjoin(Topic, Topic.id == CpdEntry.topic_id)
        .where(*_of_year())
        .order_by(CpdEntry.done_on.desc(), CpdEntry.id)
        .limit(one("limit"))
        .offset(one("offset"))
    )
    return and_total(lines, _entries_counted())


@Statement
def _count_entries() -> Query:
    return _entries_counted()


def _entries_counted() -> Query:
    return select(func.count()).select_from(CpdEntry).where(*_of_year())


def _of_year() -> tuple[ColumnElement[bool], ...]:
    return (
        CpdEntry.person_id == one("person_id"),
        CpdEntry.done_on.between(one("first"), one("last")),
    )


def list_shared(viewer: Viewer, year: CpdYear, *, page: int) -> Page[SharedLine]:
    """A page of those whom the viewer manages today and who share that their year is complete, by name. One statement.

    Raises NotFound to whoever is no line manager.
    """
    areas = viewer.areas_with(Permission.SEE_SHARED_CPD)
    if not areas:
        raise NotFound("shared CPD")
    asked = {"manager_id": viewer.person_id, "managed_in": areas, "begins_in": year.begins_in}
    found, total = _shared.found(**asked, limit=ROWS_PER_PAGE, offset=(page - 1) * ROWS_PER_PAGE).page(
        page, lambda: _count_shared.scalar(**asked)
    )
    return Page(found.made(_shared_line), page, total)


def _shared_line(row: Any) -> SharedLine:
    return SharedLine(*row)


@Statement
def _shared() -> Query:
    lines = (
        select(Person.id, Person.full_name, CpdShare.shared_at)
        .join(CpdShare, CpdShare.person_id == Person.id)
        .where(*is_shared_with())
        .order_by(func.lower(Person.full_name), Person.id)
        .limit(one("limit"))
        .offset(one("offset"))
    )
    return and_total(lines, _shared_counted())


@Statement
def _count_shared() -> Query:
    return _shared_counted()


def _shared_counted() -> Query:
    return (
        select(func.count())
        .select_from(CpdShare)
        .join(Person, Person.id == CpdShare.person_id)
        .where(*is_shared_with())
    )


def is_shared_with() -> tuple[ColumnElement[bool], ...]:
    """The conditions on CpdShare and Person: of the year `begins_in`, of whom `manager_id` manages today in `managed_in`."""
    managed = select(LineManagement.person_id).where(
        LineManagement.manager_id == one("manager_id"),
        LineManagement.area_id.in_(many("managed_in")),
        is_current(LineManagement),
    )
    return (
        CpdShare.begins_in == one("begins_in"),
        CpdShare.person_id.in_(managed),
        Person.left_on.is_(None),
    )

"""Who has ticked an announcement off, and who has not: counts by area and names, for the programme team."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, exists, func, select

from csaleads.access.permissions import Role
from csaleads.access.viewer import Viewer
from csaleads.accounts.models import Area, Person, RoleInArea
from csaleads.accounts.queries import is_current
from csaleads.core.database import db
from csaleads.core.errors import NotFound
from csaleads.core.paging import ROWS_PER_PAGE, Page
from csaleads.core.statements import Query, Statement, and_total, one
from csaleads.forum import policy
from csaleads.forum.following.models import Tick
from csaleads.forum.following.news_queries import is_to_read
from csaleads.forum.models import Space, Thread
from csaleads.network.models import NetworkMember
from csaleads.network.people_queries import areas_led, belongs


class TickedArea(NamedTuple):
    """How many Practice Leads of an area are asked to read an announcement, and how many have ticked it off."""

    name: str
    asked: int
    ticked: int


class Ticked(NamedTuple):
    """The same for everybody. Somebody who leads in two areas is one person here."""

    asked: int
    ticked: int
    areas: Sequence[TickedArea]


class Open(NamedTuple):
    """Somebody who has not ticked it off."""

    full_name: str
    areas: str


def count_ticked(viewer: Viewer, thread_id: int) -> Ticked:
    """How many of how many have ticked the announcement off. Two statements; NotFound for whoever does not run the network."""
    _require(viewer)
    total = _total.first(thread_id=thread_id)
    areas = [TickedArea(*row) for row in _by_area.rows(thread_id=thread_id)]
    return Ticked(total.asked, total.ticked or 0, areas) if total else Ticked(0, 0, areas)


def list_open(viewer: Viewer, thread_id: int, *, page: int) -> Page[Open]:
    """Who has not, by name. One statement."""
    _require(viewer)
    found, total = _open.found(
        thread_id=thread_id, limit=ROWS_PER_PAGE, offset=(page - 1) * ROWS_PER_PAGE
    ).page(page, lambda: _count.scalar(thread_id=thread_id) or 0)
    return Page(found.made(_read_open), page, total)


def list_open_ids(thread_id: int) -> list[int]:
    """The same as ids of people; inside a write."""
    query = _of_announcement(select(Person.id), thread_id).where(~_is_ticked()).order_by(Person.id)
    return list(db.session.scalars(query))


def _require(viewer: Viewer) -> None:
    if not policy.runs(viewer):
        raise NotFound("announcement")


def _read_open(row: Any) -> Open:
    return Open(row.full_name, row.areas or "")


def _is_ticked() -> ColumnElement[bool]:
    return exists().where(Tick.thread_id == Thread.id, Tick.person_id == Person.id)


def _of_announcement(query: Query, thread_id: Any) -> Query:
    """`query` of the people who are asked to read it today."""
    return (
        query.select_from(Thread)
        .join(Space, Space.id == Thread.space_id)
        .join(NetworkMember, NetworkMember.joined_at <= Thread.started_at)
        .join(Person, Person.id == NetworkMember.person_id)
        .where(Thread.id == thread_id, *is_to_read(), belongs())
    )


def _counts() -> list[ColumnElement[Any]]:
    return [func.count(Person.id).label("asked"), func.count(Tick.person_id).label("ticked")]


def _joined_tick(query: Query) -> Query:
    return query.outerjoin(Tick, and_(Tick.thread_id == Thread.id, Tick.person_id == Person.id))


@Statement
def _total() -> Query:
    return _joined_tick(_of_announcement(select(*_counts()), one("thread_id")))


@Statement
def _by_area() -> Query:
    query = _joined_tick(_of_announcement(select(Area.name, *_counts()), one("thread_id")))
    leads = and_(
        RoleInArea.person_id == Person.id, RoleInArea.role == Role.PRACTICE_LEAD, is_current(RoleInArea)
    )
    return (
        query.join(RoleInArea, leads)
        .join(Area, Area.id == RoleInArea.area_id)
        .group_by(Area.id, Area.name)
        .order_by(Area.name, Area.id)
    )


@Statement
def _open() -> Query:
    query = _of_announcement(select(Person.full_name, areas_led().label("areas")), one("thread_id"))
    query = query.where(~_is_ticked()).order_by(Person.full_name, Person.id)
    return and_total(query, _count_open()).limit(one("limit")).offset(one("offset"))


@Statement
def _count() -> Query:
    return _count_open()


def _count_open() -> Query:
    return _of_announcement(select(func.count()), one("thread_id")).where(~_is_ticked())

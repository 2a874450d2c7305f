"""Reads of who knows a topic well. Only those are named who still read resources somewhere."""

from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists, func, select

from csaleads.access.viewer import Viewer
from csaleads.accounts.models import Area, Person, RoleInArea
from csaleads.accounts.queries import is_current
from csaleads.core.database import db
from csaleads.core.paging import ROWS_PER_PAGE, Page
from csaleads.core.statements import Query, Statement, and_total, one
from csaleads.finding import policy
from csaleads.finding.models import TopicKnower


class Knower(NamedTuple):
    """Somebody who says that they know a topic well. Without areas they are of the programme team."""

    full_name: str
    areas: str


def find_when_said(viewer: Viewer, topic_id: UUID) -> datetime | None:
    """Since when the viewer says that they know the topic well; None where they do not. One statement."""
    said_at: datetime | None = _said.scalar(person_id=viewer.person_id, topic_id=topic_id)
    return said_at


@Statement
def _said() -> Query:
    return select(TopicKnower.said_at).where(
        TopicKnower.person_id == one("person_id"), TopicKnower.topic_id == one("topic_id")
    )


def list_knowers(
    viewer: Viewer, topic_id: UUID, *, page: int, rows_per_page: int = ROWS_PER_PAGE
) -> Page[Knower]:
    """A page of those who say that they know the topic well, by name; NotFound for whoever is not shown them. One statement."""
    policy.require_who_knows(viewer)
    found, total = _knowers.found(
        topic_id=topic_id, limit=rows_per_page, offset=(page - 1) * rows_per_page
    ).page(page, lambda: _count.scalar(topic_id=topic_id))
    return Page(found.made(_knower), page, total, rows_per_page)


def _knower(row: Any) -> Knower:
    return Knower(row.full_name, row.areas or "")


@Statement
def _knowers() -> Query:
    areas = (
        select(func.aggregate_strings(Area.name, ", "))
        .where(exists().where(RoleInArea.area_id == Area.id, *_reads_still()).correlate(Area, Person))
        .correlate(Person)
        .scalar_subquery()
    )
    lines = (
        select(Person.id, Person.full_name, areas.label("areas"))
        .join(TopicKnower, TopicKnower.person_id == Person.id)
        .where(*_is_shown())
        .order_by(func.lower(Person.full_name), Person.id)
        .limit(one("limit"))
        .offset(one("offset"))
    )
    return and_total(lines, _counted())


@Statement
def _count() -> Query:
    return _counted()


def _counted() -> Query:
    return (
        select(func.count())
        .select_from(TopicKnower)
        .join(Person, Person.id == TopicKnower.person_id)
        .where(*_is_shown())
    )


def _is_shown() -> list[ColumnElement[bool]]:
    return [
        TopicKnower.topic_id == one("topic_id"),
        Person.left_on.is_(None),
        exists().where(and_(*_reads_still())).correlate(Person),
    ]


def _reads_still() -> list[ColumnElement[bool]]:
    """A role of today with which the person reads resources."""
    return [
        RoleInArea.person_id == Person.id,
        RoleInArea.role.in_(policy.READERS),
        is_current(RoleInArea),
    ]


def reads_somewhere(person_id: int) -> bool:
    """Whether the person holds a role today with which they read resources, inside a write."""
    query = select(RoleInArea.id).where(
        RoleInArea.person_id == person_id, RoleInArea.role.in_(policy.READERS), is_current(RoleInArea)
    )
    return db.session.scalar(query.limit(1)) is not None

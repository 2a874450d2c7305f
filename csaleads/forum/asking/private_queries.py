"""Reads of one-to-one threads: those of the viewer, whom a thread is with, and whom one may ask."""

from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, exists, func, select
from sqlalchemy.orm import aliased

from csaleads.access.viewer import Viewer
from csaleads.accounts.models import Person
from csaleads.core.database import db
from csaleads.core.errors import NotFound
from csaleads.core.paging import ROWS_PER_PAGE, Page
from csaleads.core.statements import Query, Statement, and_total, one
from csaleads.forum import policy
from csaleads.forum.models import Participant, Space, SpaceKind, Thread
from csaleads.forum.threads.queries import ThreadLine, joined_reads, line_columns, read_line
from csaleads.network.models import DirectoryEntry, NetworkMember
from csaleads.network.people_queries import belongs, takes_questions

_mine, _other = aliased(Participant), aliased(Participant)


class PrivateLine(NamedTuple):
    """A one-to-one thread in the list of one of its two."""

    thread: ThreadLine
    with_id: int


class Asked(NamedTuple):
    """A member whom the viewer would ask privately."""

    id: int
    full_name: str
    takes_questions: bool


def list_private(viewer: Viewer, *, page: int) -> Page[PrivateLine]:
    """A page of the one-to-one threads of the viewer, by their newest post. One statement."""
    _require(viewer)
    found = _private.found(person_id=viewer.person_id, limit=ROWS_PER_PAGE, offset=(page - 1) * ROWS_PER_PAGE)
    rows, total = found.page(page, lambda: int(_count.scalar(person_id=viewer.person_id) or 0))
    return Page(rows.made(_line), page, total)


def _line(row: Any) -> PrivateLine:
    return PrivateLine(read_line(row), row.with_id)


@Statement
def _private() -> Query:
    query = joined_reads(select(*line_columns(), _other.person_id.label("with_id")))
    query = (
        query.join(_mine, and_(_mine.thread_id == Thread.id, _mine.person_id == one("person_id")))
        .join(_other, and_(_other.thread_id == Thread.id, _other.person_id != one("person_id")))
        .where(Thread.is_listed)
        .order_by(Thread.last_posted_at.desc(), Thread.id.desc())
    )
    return and_total(query.limit(one("limit")).offset(one("offset")), _counted())


@Statement
def _count() -> Query:
    return _counted()


def _counted() -> Query:
    query = select(func.count()).select_from(Participant).join(Thread, Thread.id == Participant.thread_id)
    return query.where(Participant.person_id == one("person_id"), Thread.is_listed)


def find_other(viewer: Viewer, thread_id: int) -> int | None:
    """With whom the viewer has that one-to-one thread; None where it is none of theirs. One statement."""
    found: int | None = _with.scalar(thread_id=thread_id, person_id=viewer.person_id)
    return found


@Statement
def _with() -> Query:
    mine = exists().where(_mine.thread_id == one("thread_id"), _mine.person_id == one("person_id"))
    return select(_other.person_id).where(
        _other.thread_id == one("thread_id"), _other.person_id != one("person_id"), mine
    )


def get_asked(viewer: Viewer, person_id: int) -> Asked:
    """A listed member whom the viewer sees in the directory; NotFound for everybody else and for oneself. One statement."""
    _require(viewer)
    row = _asked.first(id=person_id) if person_id != viewer.person_id else None
    if row is None:
        raise NotFound("person")
    return Asked(row.id, row.full_name, bool(row.takes))


@Statement
def _asked() -> Query:
    takes: ColumnElement[bool] = and_(*takes_questions())
    return (
        select(Person.id, Person.full_name, takes.label("takes"))
        .join(NetworkMember, NetworkMember.person_id == Person.id)
        .join(DirectoryEntry, DirectoryEntry.person_id == Person.id)
        .where(Person.id == one("id"), DirectoryEntry.is_listed.is_(True), belongs())
    )


def space_of_private() -> int:
    """The space in which one-to-one threads stand; NotFound where the data that csaleads ships with is missing."""
    query = select(Space.id).where(Space.kind == SpaceKind.ONE_TO_ONE).order_by(Space.id).limit(1)
    found = db.session.scalar(query)
    if found is None:
        raise NotFound("space")
    return found


def _require(viewer: Viewer) -> None:
    if not policy.belongs(viewer):
        raise NotFound("network")

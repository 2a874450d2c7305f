"""Reads of threads over all spaces that a viewer reads: questions without an answer, and one's own."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, func, select

from csaleads.access.viewer import Viewer
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.errors import NotFound
from csaleads.core.kept import Kept
from csaleads.core.paging import ROWS_PER_PAGE, Page
from csaleads.core.statements import Query, Statement, and_total, many, one
from csaleads.forum import policy
from csaleads.forum.authorship import Author, is_by
from csaleads.forum.models import Space, Thread
from csaleads.forum.spaces.queries import SpaceLine, is_seen, scope_of
from csaleads.forum.spaces.threads_queries import is_open_question
from csaleads.forum.threads.queries import ThreadLine, joined_reads, line_columns, read_line

MOST_COUNTED = 100  # unanswered questions, for the row of ways
MOST_KEPT = 256
_kept: Kept[int] = Kept(MOST_KEPT)
LOOKED_BACK = timedelta(days=366)  # for what one asked without a name
MOST_LOOKED_AT = (
    1000  # of the newest threads without a name: none of them tells whose it is but by being opened
)


def list_unanswered(viewer: Viewer, *, newest_first: bool, page: int) -> Page[ThreadLine]:
    """A page of the open questions without any answer, of all spaces that the viewer reads and that are in use. One statement."""
    _require(viewer)
    found = _unanswered.found(
        policy.runs(viewer),
        newest_first,
        **scope_of(viewer),
        limit=ROWS_PER_PAGE,
        offset=(page - 1) * ROWS_PER_PAGE,
    )
    rows, total = found.page(page, lambda: int(_count.scalar(policy.runs(viewer), **scope_of(viewer)) or 0))
    return Page(rows.made(read_line), page, total)


def count_some_unanswered(spaces: Sequence[SpaceLine]) -> int:
    """How many there are in spaces that the viewer reads, and MOST_COUNTED where there are more.

    It costs the same however many there are, and nothing while nothing has changed in these spaces. One statement.
    """
    versions = tuple((space.id, space.version) for space in spaces if not space.is_archived)
    key = (str(db.engine.url), versions, MOST_COUNTED)
    known = _kept.get(key)
    if known is not None:
        return known
    ids = [space_id for space_id, _ in versions]
    return _kept.keep(key, int(_some.scalar(space_ids=ids, most=MOST_COUNTED) or 0) if ids else 0)


def forget() -> None:
    """Nothing is kept of what was counted: for another database in the same process."""
    global _kept
    _kept = Kept(MOST_KEPT)


@Statement
def _some() -> Query:
    found = select(Thread.id).where(*is_open_question(), Thread.space_id.in_(many("space_ids")))
    return select(func.count()).select_from(found.limit(one("most")).subquery())


@Statement
def _unanswered(runs: bool, newest_first: bool) -> Query:
    query = joined_reads(select(*line_columns()).join(Space, Space.id == Thread.space_id))
    order = Thread.id.desc() if newest_first else Thread.id
    query = query.where(*_is_unanswered(runs)).order_by(order)
    return and_total(query.limit(one("limit")).offset(one("offset")), _counted(runs))


@Statement
def _count(runs: bool) -> Query:
    return _counted(runs)


def _counted(runs: bool) -> Query:
    return (
        select(func.count())
        .select_from(Thread)
        .join(Space, Space.id == Thread.space_id)
        .where(*_is_unanswered(runs))
    )


def _is_unanswered(runs: bool) -> list[ColumnElement[bool]]:
    return [*is_open_question(), Space.archived_at.is_(None), is_seen(runs)]


def list_asked_by_name(viewer: Viewer, *, page: int) -> Page[ThreadLine]:
    """A page of the threads that the viewer began with their name, the newest first. One statement."""
    _require(viewer)
    found = _by_name.found(
        policy.runs(viewer),
        **scope_of(viewer),
        limit=ROWS_PER_PAGE,
        offset=(page - 1) * ROWS_PER_PAGE,
    )
    rows, total = found.page(
        page, lambda: int(_count_by_name.scalar(policy.runs(viewer), **scope_of(viewer)) or 0)
    )
    return Page(rows.made(read_line), page, total)


@Statement
def _by_name(runs: bool) -> Query:
    query = joined_reads(select(*line_columns()).join(Space, Space.id == Thread.space_id))
    query = query.where(*_is_by_name(runs)).order_by(Thread.id.desc())
    return and_total(query.limit(one("limit")).offset(one("offset")), _counted_by_name(runs))


@Statement
def _count_by_name(runs: bool) -> Query:
    return _counted_by_name(runs)


def _counted_by_name(runs: bool) -> Query:
    return (
        select(func.count())
        .select_from(Thread)
        .join(Space, Space.id == Thread.space_id)
        .where(*_is_by_name(runs))
    )


def _is_by_name(runs: bool) -> list[ColumnElement[bool]]:
    return [Thread.author_id == one("person_id"), Thread.is_listed.is_(True), is_seen(runs)]


def list_asked_unnamed(viewer: Viewer) -> list[ThreadLine]:
    """The threads of the last twelve months that the viewer asked without a name, the newest first. Two statements at most.

    No column says whose they are, so the newest of all are opened; what is found is kept nowhere.
    """
    _require(viewer)
    since = clock.now() - LOOKED_BACK
    rows = _unnamed.rows(policy.runs(viewer), **scope_of(viewer), since=since, limit=MOST_LOOKED_AT)
    own = [row.id for row in rows if is_by(viewer, Author(None, row.anonymous_key, row.sealed_author))]
    return _lines_of(viewer, own)


def _lines_of(viewer: Viewer, thread_ids: Sequence[int]) -> list[ThreadLine]:
    if not thread_ids:
        return []
    return [read_line(row) for row in _lines.rows(person_id=viewer.person_id, ids=sorted(thread_ids))]


@Statement
def _unnamed(runs: bool) -> Query:
    return (
        select(Thread.id, Thread.anonymous_key, Thread.sealed_author)
        .join(Space, Space.id == Thread.space_id)
        .where(
            Thread.author_id.is_(None),
            Thread.started_at > one("since"),
            Thread.is_listed,
            is_seen(runs),
        )
        .order_by(Thread.id.desc())
        .limit(one("limit"))
    )


@Statement
def _lines() -> Query:
    query = joined_reads(select(*line_columns()))
    return query.where(Thread.id.in_(many("ids"))).order_by(Thread.id.desc())


def _require(viewer: Viewer) -> None:
    if not policy.belongs(viewer):
        raise NotFound("network")


def people_in(lines: Sequence[ThreadLine]) -> set[int]:
    """Ids of everybody whom a list of these threads names."""
    found: set[Any] = {person for line in lines for person in (line.author_id, line.last_author_id)}
    return {person for person in found if person is not None}

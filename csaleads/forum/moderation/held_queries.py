"""Posts that wait: all of them for moderators, and one's own."""

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import case, func, or_, select

from csaleads.access.viewer import Viewer
from csaleads.core.errors import NotFound
from csaleads.core.paging import ROWS_PER_PAGE, Page
from csaleads.core.statements import Query, Statement, and_total, one
from csaleads.forum.authorship import is_by
from csaleads.forum.models import Space, SpaceKind, Thread
from csaleads.forum.moderation.models import HeldPost
from csaleads.forum.spaces.queries import name_now
from csaleads.learning.models import Topic


class HeldLine(NamedTuple):
    """A post that waits. `title` is that of its thread, or of the one that it would begin."""

    id: int
    thread_id: int | None
    title: str
    space_name: str
    author_id: int | None
    anonymous_key: str | None
    sealed_author: bytes | None
    body: str
    written_at: datetime


def list_held(*, page: int) -> Page[HeldLine]:
    """A page of what waits, the oldest first. The caller asks who moderates. One statement."""
    found, total = _held.found("all", limit=ROWS_PER_PAGE, offset=(page - 1) * ROWS_PER_PAGE).page(
        page, lambda: _count_held.scalar()
    )
    return Page(found.made(_line), page, total)


def get_held(held_id: int) -> HeldLine:
    """One that waits; NotFound where it was decided. One statement."""
    row = _held.first("one", id=held_id, limit=1, offset=0)
    if row is None:
        raise NotFound("held_post")
    return HeldLine(*row[:-1])


def list_own_held(viewer: Viewer, thread_id: int | None = None) -> list[HeldLine]:
    """What the viewer wrote and waits, in one thread or everywhere; at most a hundred. One statement."""
    shape = "own" if thread_id is None else "own_in_thread"
    values: dict[str, Any] = {} if thread_id is None else {"thread_id": thread_id}
    rows = _held.rows(shape, person_id=viewer.person_id, limit=500, offset=0, **values)
    return [line for line in (HeldLine(*row[:-1]) for row in rows) if is_by(viewer, line)][:100]


def _line(row: Any) -> HeldLine:
    return HeldLine(*row)


@Statement
def _held(shape: str) -> Query:
    title = func.coalesce(Thread.title, HeldPost.title)
    told = title if shape.startswith("own") else case((Space.kind == SpaceKind.ONE_TO_ONE, ""), else_=title)
    query = (
        select(
            HeldPost.id,
            HeldPost.thread_id,
            told.label("title"),
            name_now().label("space_name"),
            HeldPost.author_id,
            HeldPost.anonymous_key,
            HeldPost.sealed_author,
            HeldPost.body,
            HeldPost.written_at,
        )
        .outerjoin(Thread, Thread.id == HeldPost.thread_id)
        .join(Space, Space.id == func.coalesce(HeldPost.space_id, Thread.space_id))
        .outerjoin(Topic, Topic.id == Space.topic_id)
        .order_by(HeldPost.written_at, HeldPost.id)
        .limit(one("limit"))
        .offset(one("offset"))
    )
    if shape == "one":
        query = query.where(HeldPost.id == one("id"))
    if shape.startswith("own"):
        query = query.where(or_(HeldPost.author_id == one("person_id"), HeldPost.author_id.is_(None)))
    if shape == "own_in_thread":
        query = query.where(HeldPost.thread_id == one("thread_id"))
    return and_total(query, select(func.count(HeldPost.id)))


@Statement
def _count_held() -> Query:
    return select(func.count(HeldPost.id))

"""What somebody has begun to write and not posted: theirs alone."""

from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import and_, case, func, or_, select

from csaleads.access.viewer import Viewer
from csaleads.core.database import db
from csaleads.core.errors import NotFound
from csaleads.core.statements import Query, columns_of, one, rows_like
from csaleads.forum import policy
from csaleads.forum.models import Draft, Post, Space, Thread
from csaleads.forum.spaces.queries import scope_of
from csaleads.forum.threads.queries import is_seen_thread
from csaleads.learning.models import Topic

MOST_DRAFTS = 200  # shown at once; nobody writes so many


class Place(NamedTuple):
    """Where a draft belongs: an answer in a thread, or a new thread of a space. One of the two is None."""

    thread_id: int | None = None
    space_id: int | None = None


class DraftView(NamedTuple):
    """A draft with its words, for its author."""

    id: UUID
    place: Place
    title: str
    body: str
    saved_at: datetime
    version: int


class DraftLine(NamedTuple):
    """A draft in the list of one's own. `about` is the title of the thread or the name of the space; empty where it is closed
    to the author by now."""

    draft: DraftView
    about: str

    @property
    def is_answer(self) -> bool:
        return self.draft.place.thread_id is not None


def find_draft(viewer: Viewer, place: Place) -> DraftView | None:
    """The viewer's draft for that place. One statement."""
    row = _of_place.first(
        place.thread_id is not None,
        person_id=viewer.person_id,
        place_id=place.space_id if place.thread_id is None else place.thread_id,
    )
    return None if row is None else _view(row)


@rows_like(Draft)
def _of_place(is_answer: bool) -> Query:
    of_place = Draft.thread_id if is_answer else Draft.space_id
    query: Query = select(*columns_of(Draft))
    return query.where(Draft.person_id == one("person_id"), of_place == one("place_id"))


def get_draft(viewer: Viewer, draft_id: UUID) -> DraftView:
    """A draft of the viewer's own; NotFound for every other. One statement."""
    row = _draft.first(id=draft_id, person_id=viewer.person_id)
    if row is None:
        raise NotFound("draft")
    return _view(row)


@rows_like(Draft)
def _draft() -> Query:
    query: Query = select(*columns_of(Draft))
    return query.where(Draft.id == one("id"), Draft.person_id == one("person_id"))


def list_drafts(viewer: Viewer) -> list[DraftLine]:
    """The viewer's drafts, the newest first. One statement."""
    rows = _drafts.rows(policy.runs(viewer), limit=MOST_DRAFTS, **scope_of(viewer))
    return [DraftLine(_view(row), row.about or "") for row in rows]


@rows_like(Draft)
def _drafts(runs: bool) -> Query:
    """Beside each draft where it belongs, if the author still reads there."""
    name = func.coalesce(Topic.title, Space.name)
    about = case(
        (
            and_(is_seen_thread(runs), or_(Draft.space_id.is_not(None), Thread.is_listed)),
            func.coalesce(Thread.title, name),
        )
    )
    query: Query = select(*columns_of(Draft), about.label("about"))
    return (
        query.outerjoin(Thread, Thread.id == Draft.thread_id)
        .outerjoin(Space, or_(Space.id == Draft.space_id, Space.id == Thread.space_id))
        .outerjoin(Topic, Topic.id == Space.topic_id)
        .where(Draft.person_id == one("person_id"))
        .order_by(Draft.saved_at.desc(), Draft.id)
        .limit(one("limit"))
    )


def _view(row: Any) -> DraftView:
    return DraftView(
        row.id, Place(row.thread_id, row.space_id), row.title, row.body, row.saved_at, row.version
    )


def lock_draft(viewer: Viewer, place: Place) -> Draft | None:
    """The row of the viewer's draft for that place, locked."""
    of_place = (
        Draft.space_id == place.space_id if place.thread_id is None else Draft.thread_id == place.thread_id
    )
    query = select(Draft).where(Draft.person_id == viewer.person_id, of_place).with_for_update()
    return db.session.scalar(query.execution_options(populate_existing=True))


def newest_words(viewer: Viewer) -> str | None:
    """What the viewer posted last by name. Inside a write."""
    query = select(Post.body).where(Post.author_id == viewer.person_id)
    return db.session.scalar(query.order_by(Post.posted_at.desc(), Post.id.desc()).limit(1))

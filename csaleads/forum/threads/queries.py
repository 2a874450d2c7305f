"""Reads of threads: the list of a space, one thread, and the row that a service changes."""

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, case, exists, func, not_, or_, select

from csaleads.access.viewer import Viewer
from csaleads.accounts.models import Person
from csaleads.core.database import db
from csaleads.core.errors import NotFound
from csaleads.core.statements import Query, Statement, one
from csaleads.forum import policy
from csaleads.forum.following.models import Heed, SpaceFollow, SpaceRead, ThreadFollow, ThreadRead
from csaleads.forum.models import Participant, Post, PostState, Space, SpaceKind, Thread, ThreadKind
from csaleads.forum.policy import SpaceFacts, ThreadFacts
from csaleads.forum.spaces.queries import is_seen, scope_of
from csaleads.learning.models import Topic
from csaleads.network.models import NetworkMember
from csaleads.network.people_queries import belongs


class ThreadLine(NamedTuple):
    """A thread in a list. `new_count` posts of it are unread; authors are None where they are anonymous."""

    id: int
    kind: ThreadKind
    title: str
    author_id: int | None
    last_author_id: int | None
    started_at: datetime
    last_posted_at: datetime
    last_number: int
    answer_count: int
    is_answered: bool
    is_pinned: bool
    is_locked: bool
    new_count: int


class ThreadView(NamedTuple):
    """A thread as its page shows it. Posts up to `seen_number` are read."""

    id: int
    facts: ThreadFacts
    space_id: int
    space_name: str
    title: str
    author_id: int | None
    anonymous_key: str | None
    sealed_author: bytes | None
    started_at: datetime
    last_number: int
    answer_count: int
    accepted_post_id: int | None
    is_pinned: bool
    must_read: bool
    merged_into_id: int | None
    version: int
    seen_number: int
    heed: Heed | None
    space_heed: Heed | None
    told_at: datetime  # of an announcement: when members were last asked to read it
    accepted_number: int | None  # None too while the accepted post is not shown
    accepted_author_id: int | None

    @property
    def is_anonymous(self) -> bool:
        return self.author_id is None


def read_before() -> ColumnElement[datetime]:
    """Up to which moment everything in a space counts as read: when it was marked so, or else when the member entered."""
    return func.coalesce(SpaceRead.read_before, NetworkMember.joined_at)


def is_new() -> ColumnElement[bool]:
    """The condition that something in a thread is unread. It says the same as `seen_number() < Thread.last_number`."""
    own = func.coalesce(ThreadRead.last_number, 0)
    return and_(Thread.last_number > own, Thread.last_posted_at > read_before())


def seen_number() -> ColumnElement[int]:
    """Up to which post the viewer has read: by the thread itself, or because of `read_before`.

    For a statement that joins ThreadRead, SpaceRead and NetworkMember of the viewer to Thread.
    """
    first_after = (
        select(
            func.min(Post.number + 0)
        )  # + 0: by the index of moments, and not through all posts in their order
        .where(Post.thread_id == Thread.id, Post.posted_at > read_before())
        .correlate(Thread, SpaceRead, NetworkMember)
        .scalar_subquery()
    )
    own = func.coalesce(ThreadRead.last_number, 0)
    before = func.coalesce(first_after - 1, 0)
    return case(
        (or_(own >= Thread.last_number, Thread.last_posted_at <= read_before()), Thread.last_number),
        (Thread.started_at > read_before(), own),
        (before > own, before),
        else_=own,
    )


def joined_reads(query: Query, person: Any = None) -> Query:
    """`query` with what the viewer, or whom the column `person` names, has read and heeds of each thread beside it."""
    who = one("person_id") if person is None else person
    return (
        query.outerjoin(ThreadRead, and_(ThreadRead.thread_id == Thread.id, ThreadRead.person_id == who))
        .outerjoin(SpaceRead, and_(SpaceRead.space_id == Thread.space_id, SpaceRead.person_id == who))
        .outerjoin(NetworkMember, NetworkMember.person_id == who)
        .outerjoin(ThreadFollow, and_(ThreadFollow.thread_id == Thread.id, ThreadFollow.person_id == who))
    )


def read_line(row: Any) -> ThreadLine:
    """A line of a row that `line_columns` selected."""
    return ThreadLine(
        row.id,
        row.kind,
        row.title,
        row.author_id,
        row.last_author_id,
        row.started_at,
        row.last_posted_at,
        row.last_number,
        row.answer_count,
        row.accepted_post_id is not None,
        bool(row.is_pinned),
        bool(row.is_locked),
        row.last_number - row.seen_number,
    )


def line_columns() -> list[Any]:
    """What a list reads of each thread; the statement has `joined_reads`. In a thread that is muted nothing is new."""
    return [
        Thread.id,
        Thread.kind,
        Thread.title,
        Thread.author_id,
        Thread.last_author_id,
        Thread.started_at,
        Thread.last_posted_at,
        Thread.last_number,
        Thread.answer_count,
        Thread.accepted_post_id,
        Thread.is_pinned,
        Thread.is_locked,
        case((ThreadFollow.heed == Heed.MUTE, Thread.last_number), else_=seen_number()).label("seen_number"),
    ]


def is_seen_thread(runs: bool) -> ColumnElement[bool]:
    """The condition that a viewer reads a thread joined to its space: by the space, or as one of two. See `scope_of`."""
    takes_part = exists().where(Participant.thread_id == Thread.id, Participant.person_id == one("person_id"))
    return or_(is_seen(runs), and_(Space.kind == SpaceKind.ONE_TO_ONE, takes_part))


def get_thread(viewer: Viewer, thread_id: int) -> ThreadView:
    """A thread that the viewer reads; NotFound for every other. One statement."""
    if not policy.belongs(viewer):
        raise NotFound("thread")
    row = _thread.first(policy.runs(viewer), id=thread_id, **scope_of(viewer))
    if row is None:
        raise NotFound("thread")
    facts = ThreadFacts(
        SpaceFacts(row.space_kind, row.archived_at is not None),
        row.kind,
        bool(row.is_locked),
        bool(row.is_listed),
        bool(row.has_left),
    )
    return ThreadView(
        row.id,
        facts,
        row.space_id,
        row.space_name,
        row.title,
        row.author_id,
        row.anonymous_key,
        row.sealed_author,
        row.started_at,
        row.last_number,
        row.answer_count,
        row.accepted_post_id,
        bool(row.is_pinned),
        bool(row.must_read),
        row.merged_into_id,
        row.version,
        row.seen_number,
        row.heed,
        row.space_heed,
        row.told_at,
        row.accepted_number,
        row.accepted_author_id,
    )


@Statement
def _thread(runs: bool) -> Query:
    query = select(
        Thread.id,
        Thread.kind,
        Thread.is_locked,
        Thread.is_listed,
        Thread.space_id,
        Thread.title,
        Thread.author_id,
        Thread.anonymous_key,
        Thread.sealed_author,
        Thread.started_at,
        Thread.last_number,
        Thread.answer_count,
        Thread.accepted_post_id,
        Thread.is_pinned,
        Thread.must_read,
        Thread.merged_into_id,
        Thread.version,
        Space.kind.label("space_kind"),
        func.coalesce(Topic.title, Space.name).label("space_name"),
        Space.archived_at,
        seen_number().label("seen_number"),
        ThreadFollow.heed,
        SpaceFollow.heed.label("space_heed"),
        func.coalesce(Thread.reminded_at, Thread.started_at).label("told_at"),
        _of_accepted(Post.number).label("accepted_number"),
        _of_accepted(Post.author_id).label("accepted_author_id"),
        _has_left().label("has_left"),
    ).join(Space, Space.id == Thread.space_id)
    of_space = and_(SpaceFollow.space_id == Space.id, SpaceFollow.person_id == one("person_id"))
    query = query.outerjoin(Topic, Topic.id == Space.topic_id).outerjoin(SpaceFollow, of_space)
    return joined_reads(query).where(Thread.id == one("id"), is_seen_thread(runs))


def _of_accepted(column: Any) -> Any:
    """A column of the post that was accepted, where it is shown."""
    found = select(column).where(Post.id == Thread.accepted_post_id, Post.state == PostState.SHOWN)
    return found.correlate(Thread).scalar_subquery()


def _has_left() -> ColumnElement[bool]:
    """Whether one of the two of a one-to-one thread belongs to the network no longer."""
    takes_part = exists().where(
        Participant.thread_id == Thread.id, Person.id == Participant.person_id, not_(belongs())
    )
    return takes_part.correlate(Thread)


def lock_thread(viewer: Viewer, thread_id: int) -> tuple[Thread, ThreadView]:
    """The row of a thread that the viewer reads, locked, and how it stands then; NotFound for every other.

    A thread is always locked before its space.
    """
    query = select(Thread).where(Thread.id == thread_id).with_for_update()
    row = db.session.scalar(query.execution_options(populate_existing=True))
    if row is None:
        raise NotFound("thread")
    return row, get_thread(viewer, thread_id)

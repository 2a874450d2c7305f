"""What is new to somebody who follows threads and spaces, and announcements that wait to be ticked off: lists and counts."""

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, exists, func, or_, select, true

from csaleads.access.viewer import Viewer
from csaleads.core.errors import NotFound
from csaleads.core.paging import ROWS_PER_PAGE, Page
from csaleads.core.statements import Query, Statement, and_total, one
from csaleads.forum import policy
from csaleads.forum.following.models import Heed, SpaceFollow, SpaceRead, ThreadFollow, Tick
from csaleads.forum.library.models import KnowledgeConsent, KnowledgeProposal
from csaleads.forum.models import Post, Space, SpaceKind, Thread
from csaleads.forum.spaces.queries import is_seen, name_now, scope_of
from csaleads.forum.threads.queries import (
    ThreadLine,
    is_new,
    is_seen_thread,
    joined_reads,
    line_columns,
    read_before,
    read_line,
)
from csaleads.learning.knowledge import Consent, KnowledgeState
from csaleads.learning.models import Topic
from csaleads.network.models import NetworkMember

MOST_OPEN = 20  # announcements that are listed at once; the rest follow as these are ticked off


class FollowedLine(NamedTuple):
    """A thread that somebody follows, and the space in which it stands."""

    thread: ThreadLine
    space_name: str


class FollowedSpace(NamedTuple):
    """A space that somebody follows, or has muted."""

    id: int
    name: str
    heed: Heed


class OpenAnnouncement(NamedTuple):
    """An announcement that the viewer has not ticked off."""

    id: int
    title: str
    started_at: datetime


class News(NamedTuple):
    """How much of the network waits for somebody."""

    announcements: int
    followed: int  # threads
    consents: int  # posts under the viewer's name about which they are asked


def list_followed(viewer: Viewer, *, only_new: bool, page: int) -> Page[FollowedLine]:
    """Threads that the viewer follows, those with new posts first; of spaces that they follow, the threads with new posts.

    One statement.
    """
    if not policy.belongs(viewer):
        raise NotFound("network")
    runs, scope = policy.runs(viewer), scope_of(viewer)
    found, total = _followed.found(
        runs, only_new, limit=ROWS_PER_PAGE, offset=(page - 1) * ROWS_PER_PAGE, **scope
    ).page(page, lambda: _count.scalar(runs, only_new, **scope) or 0)
    return Page(found.made(_line), page, total)


def _line(row: Any) -> FollowedLine:
    return FollowedLine(read_line(row), row.name)


@Statement
def _followed(runs: bool, only_new: bool) -> Query:
    query = joined_reads(select(*line_columns(), name_now()).join(Space, Space.id == Thread.space_id))
    query = query.outerjoin(Topic, Topic.id == Space.topic_id).where(*_is_followed(runs, only_new))
    order = (is_new().desc(), Thread.last_posted_at.desc(), Thread.id.desc())
    return (
        and_total(query, _count_of(runs, only_new)).order_by(*order).limit(one("limit")).offset(one("offset"))
    )


@Statement
def _count(runs: bool, only_new: bool) -> Query:
    return _count_of(runs, only_new)


def _count_of(runs: bool, only_new: bool) -> Query:
    query = select(func.count()).select_from(Thread).join(Space, Space.id == Thread.space_id)
    return joined_reads(query).where(*_is_followed(runs, only_new))


def _is_followed(runs: bool, only_new: bool) -> list[ColumnElement[bool]]:
    is_heard = or_(ThreadFollow.heed.is_(None), ThreadFollow.heed == Heed.FOLLOW)
    is_shown = is_new() if only_new else or_(ThreadFollow.heed == Heed.FOLLOW, is_new())
    return [
        Thread.id.in_(_candidates()),
        Thread.is_listed == true(),
        is_heard,
        is_shown,
        is_seen_thread(runs),
    ]


def _candidates() -> Any:
    """Ids of what the viewer follows, from their own rows on, and of what is recent in spaces that they follow."""
    own = (ThreadFollow.person_id == one("person_id"), ThreadFollow.heed == Heed.FOLLOW)
    is_recent = and_(
        Thread.space_id == SpaceFollow.space_id, Thread.is_listed, Thread.last_posted_at > read_before()
    )
    recent = (
        select(Thread.id)
        .select_from(SpaceFollow)
        .join(NetworkMember, NetworkMember.person_id == SpaceFollow.person_id)
        .outerjoin(
            SpaceRead,
            and_(SpaceRead.space_id == SpaceFollow.space_id, SpaceRead.person_id == SpaceFollow.person_id),
        )
        .join(Thread, is_recent)
        .where(SpaceFollow.person_id == one("person_id"), SpaceFollow.heed == Heed.FOLLOW)
    )
    return select(ThreadFollow.thread_id).where(*own).union(recent)


def list_spaces_heeded(viewer: Viewer) -> list[FollowedSpace]:
    """The spaces that the viewer follows or has muted, by name. One statement."""
    rows = _spaces.rows(policy.runs(viewer), **scope_of(viewer))
    return [FollowedSpace(row.id, row.name, row.heed) for row in rows]


@Statement
def _spaces(runs: bool) -> Query:
    return (
        select(Space.id, name_now(), SpaceFollow.heed)
        .join(SpaceFollow, SpaceFollow.space_id == Space.id)
        .outerjoin(Topic, Topic.id == Space.topic_id)
        .where(SpaceFollow.person_id == one("person_id"), is_seen(runs))
        .order_by(name_now(), Space.id)
    )


def list_open_announcements(viewer: Viewer) -> list[OpenAnnouncement]:
    """What the viewer has to tick off, the oldest first. One statement."""
    rows = _open.found(person_id=viewer.person_id, limit=MOST_OPEN)
    return rows.made(_announcement)


def _announcement(row: Any) -> OpenAnnouncement:
    return OpenAnnouncement(*row)


@Statement
def _open() -> Query:
    query = select(Thread.id, Thread.title, Thread.started_at).where(*is_open_announcement())
    return joined_member(query).order_by(Thread.started_at, Thread.id).limit(one("limit"))


def joined_member(query: Query) -> Query:
    """`query` with the space of each thread, and the viewer as a member; nothing for whoever has not entered."""
    return query.join(Space, Space.id == Thread.space_id).join(
        NetworkMember, NetworkMember.person_id == one("person_id")
    )


def is_open_announcement() -> list[ColumnElement[bool]]:
    """The conditions that a member has to tick a thread off: it was announced since they entered, and by somebody else."""
    is_ticked = exists().where(Tick.thread_id == Thread.id, Tick.person_id == NetworkMember.person_id)
    return [*is_to_read(), ~is_ticked]


def is_to_read() -> list[ColumnElement[bool]]:
    """The conditions that a member is asked to read an announcement, whether they have or not."""
    return [
        Thread.must_read == true(),
        Thread.is_listed == true(),
        Space.kind == SpaceKind.ANNOUNCEMENTS,
        Thread.started_at >= NetworkMember.joined_at,
        Thread.author_id != NetworkMember.person_id,
    ]


def news_columns(runs: bool) -> list[Any]:
    """What of the network waits for a viewer, in the order of News, for the one statement of Today; see `scope_of`."""
    announcements = joined_member(select(func.count()).select_from(Thread)).where(*is_open_announcement())
    consents = (
        select(func.count())
        .select_from(KnowledgeConsent)
        .join(KnowledgeProposal, KnowledgeProposal.id == KnowledgeConsent.knowledge_id)
        .join(Post, Post.id == KnowledgeConsent.post_id)
        .where(KnowledgeProposal.state == KnowledgeState.ASKED, KnowledgeConsent.consent == Consent.ASKED)
        .where(Post.author_id == one("person_id"))
    )
    counted = (announcements, _count_of(runs, True), consents)
    return [each.scalar_subquery() for each in counted]


def scope_of_news(viewer: Viewer) -> tuple[bool, dict[str, Any]]:
    """Whether the viewer runs the network, and the values for the places of `news_columns`."""
    return policy.runs(viewer), scope_of(viewer)

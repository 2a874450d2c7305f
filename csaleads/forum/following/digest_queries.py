"""Who is due a mail of what is new in what they follow, and of what it tells."""

from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import and_, exists, false, func, or_, select

from csaleads.access.permissions import Permission
from csaleads.access.viewer import Viewer
from csaleads.accounts import viewer_queries
from csaleads.core import clock
from csaleads.core.statements import Query, Statement, many, one
from csaleads.forum import policy
from csaleads.forum.following.models import (
    Heed,
    Mention,
    NetworkDigest,
    SpaceFollow,
    ThreadFollow,
    ThreadTold,
)
from csaleads.forum.models import Post, PostState, Space, Thread
from csaleads.forum.spaces.queries import name_now, scope_of
from csaleads.forum.threads.queries import is_new, is_seen_thread, joined_reads, seen_number
from csaleads.learning.models import Topic
from csaleads.network.models import MailRhythm, NetworkMember
from csaleads.network.queries import find_standing

SPANS = {MailRhythm.DAILY: timedelta(days=1), MailRhythm.WEEKLY: timedelta(days=7)}
MOST_TITLES = 40


class Due(NamedTuple):
    """A member whose mail is due, and of what has been new since when it would tell if they never had one."""

    reader: Viewer
    rhythm: MailRhythm
    first_since: datetime


class FollowedTitle(NamedTuple):
    """A thread with something new in it."""

    space_name: str
    title: str


def due_since(rhythm: MailRhythm, now: datetime) -> datetime:
    """Whoever was mailed before this moment is due: the beginning of the day, or of the Monday of the week."""
    day = clock.to_local(now).date()
    return clock.start_of_day(day - timedelta(days=day.weekday()) if rhythm is MailRhythm.WEEKLY else day)


def list_due(now: datetime) -> list[Due]:
    """Members who chose a mail a day or a week and had none yet. Two statements."""
    viewers = {each.person_id: each for each in viewer_queries.list_viewers(Permission.USE_NETWORK)}
    return [
        Due(viewers[row.person_id], row.mail_rhythm, max(row.joined_at, now - SPANS[row.mail_rhythm]))
        for row in _members.rows(rhythms=list(SPANS))
        if row.person_id in viewers and row.last < due_since(row.mail_rhythm, now)
    ]


@Statement
def _members() -> Query:
    """A new member's first mail is due on the first day, or Monday, after they entered."""
    last = func.coalesce(NetworkDigest.until, NetworkMember.joined_at)
    return (
        select(
            NetworkMember.person_id,
            NetworkMember.mail_rhythm,
            NetworkMember.joined_at,
            last.label("last"),
        )
        .outerjoin(NetworkDigest, NetworkDigest.person_id == NetworkMember.person_id)
        .where(NetworkMember.mail_rhythm.in_(many("rhythms")))
        .order_by(NetworkMember.person_id)
    )


def may_read(reader: Viewer) -> bool:
    """Whether the reader may enter the network now, and still chose a mail a day or a week. One statement."""
    standing = find_standing(reader)
    return standing.may_enter and standing.mail_rhythm in SPANS


def count_news(reader: Viewer, *, since: datetime) -> int:
    """How many threads have something new since then of which the reader was told, or is to be. One statement."""
    return int(_count.scalar(policy.runs(reader), since=since, **scope_of(reader)) or 0)


def list_titles(reader: Viewer, *, since: datetime) -> list[FollowedTitle]:
    """Their titles as they are now, by space. One statement."""
    rows = _titles.rows(policy.runs(reader), since=since, limit=MOST_TITLES, **scope_of(reader))
    return [FollowedTitle(row.name, row.title) for row in rows]


@Statement
def _count(runs: bool) -> Query:
    return _told(select(func.count()), runs)


@Statement
def _titles(runs: bool) -> Query:
    query = _told(select(name_now(), Thread.title), runs)
    return query.order_by(name_now(), Space.id, Thread.last_posted_at.desc(), Thread.id).limit(one("limit"))


def _told(query: Query, runs: bool) -> Query:
    """`query` of threads of which the viewer was told and that hold, since then, what they have not read."""
    is_muted = and_(ThreadFollow.heed.is_(None), func.coalesce(SpaceFollow.heed == Heed.MUTE, false()))
    follows = or_(
        ThreadFollow.heed == Heed.FOLLOW,
        and_(ThreadFollow.heed.is_(None), SpaceFollow.heed == Heed.FOLLOW),
    )
    mentioned = (
        select(Mention.post_id)
        .join(Post, Post.id == Mention.post_id)
        .where(
            Mention.person_id == one("person_id"),
            Post.thread_id == Thread.id,
            Post.number > seen_number(),
            ThreadFollow.heed.is_(None),
            ~is_muted,
        )
    )
    readable = exists().where(
        Post.thread_id == Thread.id,
        Post.number > seen_number(),
        Post.posted_at > one("since"),
        Post.state == PostState.SHOWN,
    )
    query = (
        query.select_from(ThreadTold)
        .join(Thread, Thread.id == ThreadTold.thread_id)
        .join(Space, Space.id == Thread.space_id)
    )
    return (
        joined_reads(query)
        .outerjoin(Topic, Topic.id == Space.topic_id)
        .outerjoin(
            SpaceFollow, and_(SpaceFollow.space_id == Space.id, SpaceFollow.person_id == one("person_id"))
        )
        .where(
            ThreadTold.person_id == one("person_id"),
            Thread.is_listed,
            Thread.last_posted_at > one("since"),
            is_new(),
            or_(follows, mentioned.exists()),
            readable,
            is_seen_thread(runs),
        )
    )

"""Who is told of what is new in a thread, and whether a mail about it is still true when it is sent."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Integer, and_, exists, false, func, literal, or_, select

from csaleads.access.permissions import PERMISSIONS, Permission
from csaleads.access.viewer import Viewer
from csaleads.accounts.models import Person, RoleInArea
from csaleads.accounts.queries import is_current
from csaleads.accounts.viewer_queries import find_viewer
from csaleads.core.database import db
from csaleads.core.errors import NotFound
from csaleads.core.statements import Query, Statement, one
from csaleads.forum.following.models import Heed, Mention, SpaceFollow, ThreadFollow, ThreadTold, Tick
from csaleads.forum.models import Participant, Post, PostState, Space, SpaceKind, Thread
from csaleads.forum.spaces.queries import OF_COHORT
from csaleads.forum.threads.queries import ThreadView, get_thread, joined_reads, seen_number
from csaleads.network.models import MailRhythm, NetworkMember
from csaleads.network.people_queries import belongs
from csaleads.network.queries import find_standing
from csaleads.network.standing import Standing
from csaleads.programmes.models import CohortMember

AREA_READERS = tuple(sorted(role for role, held in PERMISSIONS.items() if Permission.USE_NETWORK in held))
RUNNERS = tuple(sorted(role for role, held in PERMISSIONS.items() if Permission.RUN_NETWORK in held))


class Whom(StrEnum):
    """Whom a post may concern."""

    ALL = "all"  # an announcement that must be read
    FOLLOWERS = "followers"  # and whom it mentions
    MENTIONED = "mentioned"


class Hearer(NamedTuple):
    """Somebody who is told."""

    person_id: int
    mail_rhythm: MailRhythm
    is_mentioned: bool


class Told(NamedTuple):
    """Somebody to whom a mail about a thread goes, and how it stands with both when it goes."""

    viewer: Viewer
    standing: Standing
    thread: ThreadView


def list_hearers(thread: Thread, post: Post, author_id: int, whom: Whom) -> list[Hearer]:
    """Members who may read the thread, are to hear of the post, and were told nothing of the thread that they have not read.

    Inside a write, the thread locked. One statement.
    """
    mentioned = exists().where(Mention.post_id == post.id, Mention.person_id == Person.id)
    of_space = and_(SpaceFollow.space_id == Thread.space_id, SpaceFollow.person_id == Person.id)
    told = and_(ThreadTold.thread_id == Thread.id, ThreadTold.person_id == Person.id)
    query: Query = (
        select(Person.id, NetworkMember.mail_rhythm, mentioned.label("is_mentioned"))
        .select_from(Person)
        .join(Thread, Thread.id == thread.id)
        .join(Space, Space.id == Thread.space_id)
    )
    query = (
        joined_reads(query, Person.id)
        .outerjoin(SpaceFollow, of_space)
        .outerjoin(ThreadTold, told)
        .where(
            *_is_concerned(thread, post, whom),
            Person.id != author_id,
            NetworkMember.person_id.is_not(None),
            belongs(),
            _reads(),
            seen_number() < post.number,
            func.coalesce(ThreadTold.number, 0) <= seen_number(),
        )
        .order_by(Person.id)
    )
    return [Hearer(*row) for row in db.session.execute(query)]


def _is_concerned(thread: Thread, post: Post, whom: Whom) -> list[ColumnElement[bool]]:
    """From the few rows that name the thread, its space or the post, and not from all members.

    What was said of the thread counts before what was said of its space, and muting before being mentioned.
    """
    if whom is Whom.ALL:
        return []
    mentioned = select(Mention.person_id).where(Mention.post_id == post.id)
    of_thread = select(ThreadFollow.person_id).where(
        ThreadFollow.thread_id == thread.id, ThreadFollow.heed == Heed.FOLLOW
    )
    of_space = select(SpaceFollow.person_id).where(
        SpaceFollow.space_id == thread.space_id, SpaceFollow.heed == Heed.FOLLOW
    )
    named = mentioned if whom is Whom.MENTIONED else mentioned.union(of_thread, of_space)
    is_muted_by_space = and_(
        ThreadFollow.heed.is_(None), func.coalesce(SpaceFollow.heed == Heed.MUTE, false())
    )
    is_muted = func.coalesce(ThreadFollow.heed == Heed.MUTE, false())
    return [Person.id.in_(named), ~is_muted, ~is_muted_by_space]


def told_rows(thread: Thread, person_ids: Sequence[int]) -> Any:
    """A SELECT of what `ThreadTold` keeps of those who are told of the thread now."""
    upto = literal(thread.last_number, Integer)
    return select(Person.id, literal(thread.id, Integer), upto).where(Person.id.in_(person_ids))


def _reads() -> ColumnElement[bool]:
    """The condition that a member reads what stands in the space of a thread; as `is_seen_thread` says it of one viewer."""

    def holds(roles: Sequence[Any], *conditions: ColumnElement[bool]) -> ColumnElement[bool]:
        return exists().where(
            RoleInArea.person_id == Person.id,
            RoleInArea.role.in_(roles),
            is_current(RoleInArea),
            *conditions,
        )

    in_cohort = exists().where(
        CohortMember.cohort_id == Space.cohort_id,
        CohortMember.person_id == Person.id,
        CohortMember.state.in_(OF_COHORT),
    )
    takes_part = exists().where(Participant.thread_id == Thread.id, Participant.person_id == Person.id)
    return or_(
        Space.kind.in_((SpaceKind.OPEN, SpaceKind.TOPIC, SpaceKind.ANNOUNCEMENTS)),
        and_(Space.kind == SpaceKind.AREA, holds(AREA_READERS, RoleInArea.area_id == Space.area_id)),
        and_(Space.kind == SpaceKind.COHORT, or_(in_cohort, holds(RUNNERS))),
        and_(Space.kind == SpaceKind.ONE_TO_ONE, takes_part),
    )


def find_told(person_id: int, thread_id: int) -> Told | None:
    """How it stands with somebody and a thread now; None where they may not read it any more. Three statements."""
    viewer = find_viewer(person_id)
    if viewer is None:
        return None
    try:
        thread, standing = get_thread(viewer, thread_id), find_standing(viewer)
    except NotFound:
        return None
    return Told(viewer, standing, thread) if thread.facts.is_listed and standing.may_enter else None


def has_unread(thread_id: int, *, after: int) -> bool:
    """Whether a post of the thread behind number `after` can be read. One statement."""
    return _shown.first(thread_id=thread_id, after=after) is not None


@Statement
def _shown() -> Query:
    return (
        select(Post.id)
        .where(Post.thread_id == one("thread_id"), Post.number > one("after"), Post.state == PostState.SHOWN)
        .limit(1)
    )


def is_answered_by_name(thread_id: int, *, but: int = 0) -> bool:
    """Whether somebody has written in the thread under their name, but for the post with the id `but`. One statement."""
    return _by_name.first(thread_id=thread_id, but=but) is not None


@Statement
def _by_name() -> Query:
    named = (Post.thread_id == one("thread_id"), Post.author_id.is_not(None), Post.id != one("but"))
    return select(Post.id).where(*named).limit(1)


def has_ticked(person_id: int, thread_id: int) -> bool:
    """Whether somebody ticked an announcement off. One statement."""
    return _tick.first(person_id=person_id, thread_id=thread_id) is not None


@Statement
def _tick() -> Query:
    return select(Tick.ticked_at).where(
        Tick.thread_id == one("thread_id"), Tick.person_id == one("person_id")
    )

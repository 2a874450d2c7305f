"""How many threads of each space hold something that the viewer has not read: exact, and counted only where something changed.

What is unread in a space changes when something in the space does, which its `version` tells, or when the viewer has read or
muted something, which their `read_version` tells. While both stay the same, what was counted holds.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Integer, and_, case, func, literal, select

from csaleads.access.viewer import Viewer
from csaleads.core.database import db
from csaleads.core.kept import Kept
from csaleads.core.statements import Query, Statement, many, one
from csaleads.forum.following.models import Heed, SpaceFollow, SpaceRead, ThreadFollow, ThreadRead
from csaleads.forum.models import Space, Thread
from csaleads.forum.spaces.queries import SpaceLine
from csaleads.forum.threads.queries import read_before
from csaleads.network.models import NetworkMember
from csaleads.network.standing import Standing

NO_MORE = 2**31 - 1  # no thread has as many posts
MOST_KEPT = 200_000  # counts of one person in one space; some ten megabytes
_kept: Kept[int] = Kept(MOST_KEPT)


def forget() -> None:
    """Nothing is kept: for tests, which begin a database anew."""
    global _kept
    _kept = Kept(MOST_KEPT)


def count_unread(viewer: Viewer, spaces: Sequence[SpaceLine], standing: Standing) -> dict[int, int]:
    """By space, the threads with unread posts, of spaces that the viewer reads. At most one statement.

    What they have muted is not counted. `standing` and `spaces` were read before, in this request.
    """
    keys = {
        space.id: (str(db.engine.url), viewer.person_id, space.id, space.version, standing.read_version)
        for space in spaces
        if space.last_posted_at is not None
    }
    counts = {space_id: _kept.get(key) for space_id, key in keys.items()}
    unknown = [space_id for space_id, count in counts.items() if count is None]
    found = {row.id: row.unread for row in _ask(viewer, unknown)}
    for space_id in unknown:
        counts[space_id] = _kept.keep(keys[space_id], found.get(space_id, 0))
    return {space_id: count for space_id, count in counts.items() if count}


def _ask(viewer: Viewer, space_ids: list[int]) -> list[Any]:
    return _unread.rows(space_ids=space_ids, person_id=viewer.person_id) if space_ids else []


@Statement
def _unread() -> Query:
    """The threads of each space with something since `read_before`, less those of them that the viewer read or muted.

    The first count walks an index of the space from `read_before` on; the second begins with the viewer's own rows. Neither looks
    for what they read of each thread that there is.
    """
    is_recent = and_(Thread.space_id == Space.id, Thread.is_listed, Thread.last_posted_at > read_before())
    recent = select(func.count()).select_from(Thread).where(is_recent)
    recent_count = recent.correlate(Space, SpaceRead, NetworkMember).scalar_subquery()
    done = _done().subquery("done")
    counted = case((SpaceFollow.heed == Heed.MUTE, 0), else_=recent_count - func.coalesce(done.c.done, 0))
    return (
        _joined(select(Space.id, counted.label("unread")).select_from(Space), Space.id)
        .outerjoin(
            SpaceFollow, and_(SpaceFollow.space_id == Space.id, SpaceFollow.person_id == one("person_id"))
        )
        .outerjoin(done, done.c.space_id == Space.id)
        .where(Space.id.in_(many("space_ids")))
    )


def _done() -> Query:
    """By space, how many recent threads the viewer has read to the end or muted: from their own rows on."""
    read = select(ThreadRead.thread_id, ThreadRead.last_number).where(
        ThreadRead.person_id == one("person_id")
    )
    muted = select(ThreadFollow.thread_id, literal(NO_MORE, Integer).label("last_number")).where(
        ThreadFollow.person_id == one("person_id"), ThreadFollow.heed == Heed.MUTE
    )
    own = read.union_all(muted).subquery("own")
    upto = select(own.c.thread_id, func.max(own.c.last_number).label("upto")).group_by(own.c.thread_id)
    rows = upto.subquery("upto")
    query = select(Thread.space_id, func.count().label("done")).select_from(rows)
    return (
        _joined(query.join(Thread, Thread.id == rows.c.thread_id), Thread.space_id)
        .where(Thread.is_listed, Thread.last_number <= rows.c.upto, Thread.last_posted_at > read_before())
        .group_by(Thread.space_id)
    )


def _joined(query: Query, space_id: Any) -> Query:
    """`query` with the viewer as a member and what they marked as read of the space beside it."""
    of_space = and_(SpaceRead.space_id == space_id, SpaceRead.person_id == one("person_id"))
    return query.join(NetworkMember, NetworkMember.person_id == one("person_id")).outerjoin(
        SpaceRead, of_space
    )

"""Asked before anything is written into the forum: is it too fast, and does it wait for a moderator? The service calls it."""

from datetime import timedelta

from sqlalchemy import func, select

from csaleads.access.viewer import Viewer
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.errors import WrongState
from csaleads.core.unit_of_work import after_unit
from csaleads.forum import pace
from csaleads.forum.errors import HELD, TooFast
from csaleads.forum.models import Post, SpaceKind, ThreadKind
from csaleads.forum.moderation import policy as moderation_policy
from csaleads.network.queries import find_standing
from csaleads.network.standing import Standing

NEW_FOR = timedelta(days=7)
FEW_POSTS = 5
HELD_KINDS = (ThreadKind.QUESTION, ThreadKind.DISCUSSION)  # polls and events are more than words


def check_admission(actor: Viewer, *, is_thread: bool) -> bool:
    """Whether what the actor writes waits for a moderator. It counts once the unit is kept. Raises TooFast."""
    standing = find_standing(actor)
    held_to = pace.pace_in_force()
    if held_to is not None and not moderation_policy.can_moderate(standing):
        most = held_to.most(is_new=_is_new(standing), is_thread=is_thread)
        _count(actor, most, is_thread=is_thread)
    return standing.held


def check_begin(actor: Viewer, kind: ThreadKind, space: SpaceKind) -> bool:
    """The same for a thread. Raises WrongState too where the actor's posts are held and such a thread cannot wait."""
    waits = check_admission(actor, is_thread=True)
    if waits and (kind not in HELD_KINDS or space is SpaceKind.ONE_TO_ONE):
        raise WrongState("begin_thread", HELD)
    return waits


def _count(actor: Viewer, most: int, *, is_thread: bool) -> None:
    counts, key = pace.counts(), pace.key_of(actor.person_id, is_thread=is_thread)
    if counts.count_of(key) >= most:
        raise TooFast(counts.ends_at(), most, is_thread=is_thread)
    after_unit(lambda is_kept: counts.add(key) if is_kept else None)


def _is_new(standing: Standing) -> bool:
    """Somebody who entered less than a week ago, or has written few posts under their name."""
    if standing.joined_at is None or clock.now() - standing.joined_at < NEW_FOR:
        return True
    few = select(Post.id).where(Post.author_id == standing.person_id).limit(FEW_POSTS).subquery()
    return (db.session.scalar(select(func.count()).select_from(few)) or 0) < FEW_POSTS

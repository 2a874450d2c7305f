"""Saying that a post of somebody else was helpful, and taking it back. Only how many said so is ever shown.

The audit trail does not tell of it: who thanked is told to nobody, and so nobody thanks to be seen.
"""

from typing import Any

from sqlalchemy import delete

from csaleads.access.viewer import Viewer
from csaleads.core.database import db, table_of
from csaleads.core.errors import NotFound, WrongState
from csaleads.core.unit_of_work import writes
from csaleads.forum import policy
from csaleads.forum.authorship import is_by
from csaleads.forum.following.models import Thanks
from csaleads.forum.models import Post, PostState
from csaleads.forum.posts.queries import get_place, lock_post
from csaleads.forum.threads.queries import get_thread


@writes
def thank(actor: Viewer, *, post_id: int) -> None:
    """The actor found the post helpful; a second time changes nothing.

    Raises NotFound for a post that they do not read and for their own, WrongState where it is not shown or its space is closed.
    """
    post = _lock(actor, post_id)
    if post.state is not PostState.SHOWN:
        raise WrongState("thank", post.state.value)
    post.thanks_count += _inserted(post_id, actor.person_id)
    db.session.flush()


@writes
def take_back(actor: Viewer, *, post_id: int) -> None:
    """The actor did not find it helpful after all; nothing happens where they never said so. Raises as `thank`."""
    post = _lock(actor, post_id)
    gone = delete(Thanks).where(Thanks.post_id == post_id, Thanks.person_id == actor.person_id)
    post.thanks_count -= _rows(db.session.execute(gone))
    db.session.flush()


def _lock(actor: Viewer, post_id: int) -> Post:
    """Its row, locked, so that the count is exact however many thank at once."""
    view = get_thread(actor, get_place(actor, post_id).thread_id)
    post = lock_post(post_id)
    if post.thread_id != view.id or is_by(actor, post) or not view.facts.is_listed:
        raise NotFound("post")
    if not policy.can_thank(actor, view.facts):
        raise WrongState("thank", "archived")
    return post


def _inserted(post_id: int, person_id: int) -> int:
    """1 where the row is new. The lock on the post lets nobody in between."""
    if db.session.get(Thanks, (post_id, person_id)) is not None:
        return 0
    connection = db.session.connection()
    connection.execute(table_of(Thanks).insert().values(post_id=post_id, person_id=person_id))
    return 1


def _rows(result: Any) -> int:
    return int(result.rowcount)

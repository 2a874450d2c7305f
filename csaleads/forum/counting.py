"""Counts of threads and spaces that moderators change as a whole: worked out from the posts that there are."""

from sqlalchemy import func, select

from csaleads.core.database import db
from csaleads.forum.models import Post, PostState, Space, Thread


def recount_thread(thread: Thread) -> None:
    """What a locked thread says of its posts is so. One without posts keeps its moments."""
    db.session.flush()
    of_it = Post.thread_id == thread.id
    thread.last_number = db.session.scalar(select(func.max(Post.number)).where(of_it)) or 0
    thread.answer_count = (
        db.session.scalar(select(func.count()).where(of_it, Post.number > 1, Post.state == PostState.SHOWN))
        or 0
    )
    newest = db.session.execute(
        select(Post.posted_at, Post.author_id)
        .where(of_it, Post.state != PostState.MOVED)
        .order_by(Post.posted_at.desc(), Post.number.desc())
        .limit(1)
    ).first()
    if newest is not None:
        thread.last_posted_at, thread.last_author_id = newest.posted_at, newest.author_id
    if thread.accepted_post_id is not None and not _stands_there(thread):
        thread.accepted_post_id = None
    thread.version += 1


def _stands_there(thread: Thread) -> bool:
    accepted = db.session.get(Post, thread.accepted_post_id)
    return (
        accepted is not None
        and accepted.thread_id == thread.id
        and accepted.number > 1
        and accepted.state in (PostState.SHOWN, PostState.HIDDEN)
    )


def lock_spaces(space_ids: set[int]) -> dict[int, Space]:
    """The rows of spaces, locked in their order: always after threads and posts."""
    query = select(Space).where(Space.id.in_(sorted(space_ids))).order_by(Space.id).with_for_update()
    return {row.id: row for row in db.session.scalars(query.execution_options(populate_existing=True))}


def recount_space(space: Space) -> None:
    """What a locked space says of its listed threads is so."""
    db.session.flush()
    listed = (Thread.space_id == space.id, Thread.is_listed.is_(True))
    space.thread_count = db.session.scalar(select(func.count()).select_from(Thread).where(*listed)) or 0
    space.last_posted_at = db.session.scalar(select(func.max(Thread.last_posted_at)).where(*listed))
    space.version += 1

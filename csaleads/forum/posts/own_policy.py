"""What an author may do with a post of their own, and until when. Pure questions."""

from datetime import datetime, timedelta
from typing import NamedTuple

from csaleads.core.errors import NotFound, WrongState
from csaleads.forum.models import PostState
from csaleads.forum.policy import ThreadFacts

EDITED_WITHIN = timedelta(hours=24)
MOST_CORRECTIONS = 10


class PostFacts(NamedTuple):
    """What policy needs to know of a post of one's own."""

    state: PostState
    posted_at: datetime
    correction_count: int
    thread: ThreadFacts


def is_open(thread: ThreadFacts) -> bool:
    """Whether anybody writes in the thread now."""
    return thread.is_listed and not thread.is_locked and not thread.space.is_archived


def can_edit(post: PostFacts, now: datetime) -> bool:
    """Within a day; and a hidden post for as long as it is hidden, so that its author can mend it."""
    if post.state is PostState.HIDDEN:
        return post.thread.is_listed
    return post.state is PostState.SHOWN and is_open(post.thread) and not _is_over(post, now)


def can_correct(post: PostFacts, now: datetime) -> bool:
    """When the day is over, a few times."""
    return _takes_corrections(post, now) and post.correction_count < MOST_CORRECTIONS


def can_remove(post: PostFacts) -> bool:
    """At any time, where its words still stand there."""
    return post.thread.is_listed and post.state in (PostState.SHOWN, PostState.HIDDEN)


def require_edit(post: PostFacts, now: datetime) -> None:
    """Raises NotFound for a thread that is not there any more, WrongState where the post is not edited now."""
    _require_listed(post)
    if not can_edit(post, now):
        raise WrongState("edit", "over" if post.state is PostState.SHOWN else post.state.value)


def require_correct(post: PostFacts, now: datetime) -> None:
    """Raises as `require_edit`, for adding a correction."""
    _require_listed(post)
    if not can_correct(post, now):
        raise WrongState("correct", "full" if _takes_corrections(post, now) else post.state.value)


def require_remove(post: PostFacts) -> None:
    """Raises as `require_edit`, for removing the post."""
    _require_listed(post)
    if not can_remove(post):
        raise WrongState("remove", post.state.value)


def _require_listed(post: PostFacts) -> None:
    if not post.thread.is_listed:
        raise NotFound("post")


def _takes_corrections(post: PostFacts, now: datetime) -> bool:
    return post.state is PostState.SHOWN and is_open(post.thread) and _is_over(post, now)


def _is_over(post: PostFacts, now: datetime) -> bool:
    return now - post.posted_at >= EDITED_WITHIN

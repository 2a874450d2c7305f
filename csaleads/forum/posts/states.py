"""A post is taken from view and put back: its thread, which is locked, counts right and shows no title of a hidden first post."""

from csaleads.forum.models import Post, PostState, Thread
from csaleads.forum.posts import posting

NO_TITLE = "Title not shown"


def take_from_view(thread: Thread, post: Post, state: PostState) -> None:
    """The post stands in `state`, which is not shown. What its thread was called is kept aside with the first post."""
    if post.state is PostState.SHOWN and post.number > 1:
        thread.answer_count -= 1
    post.state = state
    if post.number == 1 and thread.hidden_title is None:
        thread.hidden_title, thread.title = thread.title, NO_TITLE
    if thread.accepted_post_id == post.id and state is not PostState.HIDDEN:
        thread.accepted_post_id = None
    note_change(thread)


def put_back(thread: Thread, post: Post) -> None:
    """The post is shown again, and with the first one the title."""
    if post.state is not PostState.SHOWN and post.number > 1:
        thread.answer_count += 1
    post.state = PostState.SHOWN
    if post.number == 1 and thread.hidden_title is not None:
        thread.title, thread.hidden_title = thread.hidden_title, None
    note_change(thread)


def note_change(thread: Thread) -> None:
    """Readers of the thread and of its space can see that something is different."""
    thread.version += 1
    posting.touch_space(thread.space_id)

"""What everybody and its author can do with a post: quote it; change it, add to it, remove it."""

from flask import url_for

from csaleads.core import clock
from csaleads.forum import beside, policy
from csaleads.forum.beside import Action, Looking, OfPost
from csaleads.forum.models import PostState
from csaleads.forum.posts import own_policy
from csaleads.forum.posts import queries as post_queries
from csaleads.forum.posts.own_policy import PostFacts


@beside.post_action
def quote(looking: Looking, of_post: OfPost) -> Action | None:
    """The form of an answer, with the words of the post in it."""
    is_shown = of_post.line.state is PostState.SHOWN
    if not is_shown or not policy.can_answer(looking.viewer, looking.thread.facts):
        return None
    page = post_queries.page_of(looking.thread.last_number)
    where = f"quote={of_post.line.id}" + (f"&page={page}" if page > 1 else "")
    return Action("Quote", f"{url_for('forum.thread', thread_id=looking.thread.id)}?{where}#answer", rank=20)


@beside.post_action
def change(looking: Looking, of_post: OfPost) -> Action | None:
    """Edit a post of one's own, or add to it when the day is over."""
    facts = _facts(looking, of_post)
    if not of_post.is_own or of_post.line.state is PostState.HIDDEN:  # that one is changed and sent back
        return None
    if own_policy.can_edit(facts, clock.now()):
        return Action("Edit", url_for("forum.edit", post_id=of_post.line.id), rank=60)
    if own_policy.can_correct(facts, clock.now()):
        return Action("Add a correction", url_for("forum.correct", post_id=of_post.line.id), rank=60)
    return None


@beside.post_action
def remove(looking: Looking, of_post: OfPost) -> Action | None:
    """Take a post of one's own away."""
    if not of_post.is_own or not own_policy.can_remove(_facts(looking, of_post)):
        return None
    return Action("Remove", url_for("forum.ask_to_remove", post_id=of_post.line.id), rank=70)


def _facts(looking: Looking, of_post: OfPost) -> PostFacts:
    line = of_post.line
    return PostFacts(line.state, line.posted_at, line.correction_count, looking.thread.facts)

"""What moderation adds to the page of a thread, what is said to whoever waits or is too fast, and why somebody is suspended."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from csaleads.access.guards import viewer
from csaleads.accounts import held_forms
from csaleads.core import once
from csaleads.core.unit_of_work import roll_back
from csaleads.forum import beside
from csaleads.forum.beside import Action, Looking, OfPost, Piece
from csaleads.forum.blueprint import blueprint
from csaleads.forum.errors import TooFast, WaitsForModerator
from csaleads.forum.models import PostState, SpaceKind
from csaleads.forum.moderation import act_queries, held_queries
from csaleads.forum.moderation import policy as moderation_policy
from csaleads.forum.moderation import presenters as moderation_presenters
from csaleads.forum.posts import own_links
from csaleads.forum.wording import pace_words
from csaleads.network.explaining import explained_by
from csaleads.network.gate import NEVER_SHOWN

WAITS = "Your post waits for a moderator. You are told when it is shown."

explained_by(act_queries.find_reason)


def _network() -> str:
    """Where the pages of this room begin."""
    there: str = url_for("forum.spaces")
    return there


@beside.post_action
def report(looking: Looking, of_post: OfPost) -> Action | None:
    """Two clicks: this one, and the kind."""
    if of_post.is_own or of_post.line.state is not PostState.SHOWN:
        return None
    return Action("Report", f"{_network()}/posts/{of_post.line.id}/report", rank=90)


@beside.post_action
def mend(looking: Looking, of_post: OfPost) -> Action | None:
    """The author of a hidden post changes it at any time."""
    if not of_post.is_own or of_post.line.state is not PostState.HIDDEN:
        return None
    link = own_links.link_to(looking.viewer, own_links.POST, of_post.line.id)
    return Action("Change it and send it back", f"{_network()}/hidden/{link}", rank=5)


@beside.post_action
def moderate(looking: Looking, of_post: OfPost) -> Action | None:
    """For moderators: one link to the page on which a post is decided about, and its author, and from which it is split off."""
    state = of_post.line.state
    if of_post.is_own or state is PostState.MOVED or not moderation_policy.can_moderate(looking.standing):
        return None
    href = f"{_network()}/moderation/posts/{of_post.line.id}"
    if not moderation_policy.decisions_from(state):
        href += "/author"
    return Action("Moderate", href, is_for_moderators=True, rank=10)


def _of_thread(looking: Looking, label: str, verb: str, rank: int) -> Action | None:
    if not moderation_policy.can_moderate(looking.standing):
        return None
    href = f"{_network()}/threads/{looking.thread.id}/{verb}"
    return Action(label, href, is_for_moderators=True, rank=rank)


@beside.thread_action
def lock(looking: Looking) -> Action | None:
    """Closing and opening."""
    if looking.thread.facts.is_locked:
        return _of_thread(looking, "Open again", "unlock", 10)
    return _of_thread(looking, "Close", "lock", 10)


@beside.thread_action
def pin(looking: Looking) -> Action | None:
    """Pinning, and taking the pin off."""
    if looking.thread.is_pinned:
        return _of_thread(looking, "Take the pin off", "unpin", 20)
    return _of_thread(looking, "Pin", "pin", 20)


@beside.thread_action
def move(looking: Looking) -> Action | None:
    """To another space."""
    can_move = moderation_policy.can_move(looking.thread.facts.space.kind)
    return _of_thread(looking, "Move to another space", "move", 30) if can_move else None


@beside.thread_action
def split(looking: Looking) -> Action | None:
    """Some of its posts into a thread of their own."""
    can_split = moderation_policy.can_split(looking.thread.facts.space.kind)
    has_answers = looking.thread.last_number > 1
    return _of_thread(looking, "Split posts off", "split", 35) if can_split and has_answers else None


@beside.thread_action
def merge(looking: Looking) -> Action | None:
    """With another thread."""
    facts = looking.thread.facts
    can_merge = moderation_policy.can_merge(facts.space.kind, facts.kind)
    return _of_thread(looking, "Join with another thread", "merge", 40) if can_merge else None


@beside.piece
def seen_alone(looking: Looking) -> Piece | None:
    """The two of a private question know what moderators would read."""
    if looking.thread.facts.space.kind is not SpaceKind.ONE_TO_ONE:
        return None
    return Piece("forum/_seen_alone.html", None)


@beside.piece
def waiting(looking: Looking) -> Piece | None:
    """What the viewer has written here and waits for a moderator."""
    if not looking.standing.held:
        return None
    lines = held_queries.list_own_held(looking.viewer, looking.thread.id)
    rows = [moderation_presenters.shown_held(line, {}) for line in lines]
    return Piece("forum/_waiting.html", rows, is_below=True)


@blueprint.errorhandler(WaitsForModerator)
def say_that_it_waits(error: WaitsForModerator) -> ResponseReturnValue:
    """What was written is kept: whoever wrote it is led back to where it will stand."""
    if error.thread_id is not None:
        there = url_for("forum.thread", thread_id=error.thread_id)
    else:
        there = url_for("forum.space", space_id=error.space_id)
    once.leave_result(there)
    held_forms.let_go(viewer(), request)
    flash(WAITS, "info")
    return redirect(there)


@blueprint.errorhandler(TooFast)
def say_when(error: TooFast) -> ResponseReturnValue:
    """For forms that do not say it themselves: what was typed stands on the page, to be copied."""
    roll_back()
    typed = [text for name, text in request.form.items(multi=True) if name not in NEVER_SHOWN and " " in text]
    return render_template("forum/too_fast.html", words=pace_words(error), typed=typed), 429

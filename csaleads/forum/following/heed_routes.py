"""Following and muting: what one hears of a thread is said above its posts, and changed by a button below its title."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from csaleads.access.guards import requires, viewer
from csaleads.access.permissions import Permission
from csaleads.forum import beside
from csaleads.forum.beside import Action, Looking, Piece
from csaleads.forum.blueprint import blueprint
from csaleads.forum.following import heed_service, telling_queries
from csaleads.forum.following.models import Heed
from csaleads.forum.service import may_stay_anonymous
from csaleads.forum.wording import ASKED_UNNAMED, SPACE_HEED, THREAD_HEED, heed_words

READS = Permission.USE_NETWORK
VERBS = {"follow": Heed.FOLLOW, "mute": Heed.MUTE, "neither": None}


@beside.thread_action
def follow(looking: Looking) -> Action | None:
    """Follow the thread, or stop following it. Whoever will follow as soon as somebody answers has nothing to press."""
    if _will_follow(looking):
        return None
    if looking.thread.heed is Heed.FOLLOW:
        return _action(looking, "Stop following", "neither", rank=20)
    return _action(looking, "Follow this thread", "follow", rank=20)


@beside.thread_action
def mute(looking: Looking) -> Action:
    """Mute the thread, or hear of it again."""
    if looking.thread.heed is Heed.MUTE:
        return _action(looking, "Unmute this thread", "neither", rank=21)
    return _action(looking, "Mute this thread", "mute", rank=21)


def _action(looking: Looking, label: str, verb: str, *, rank: int) -> Action:
    href = url_for("forum.heed_thread", thread_id=looking.thread.id, verb=verb)
    return Action(label, href, is_button=True, rank=rank)


@beside.piece
def heeded(looking: Looking) -> Piece:
    """What the viewer hears of the thread, in words."""
    thread = looking.thread
    words = heed_words(thread.heed, thread.space_heed, thread.space_name)
    return Piece("forum/_heeded.html", ASKED_UNNAMED if _will_follow(looking) else words)


def _will_follow(looking: Looking) -> bool:
    """Whether the viewer asked without a name and waits for the first answer: until then no row says that they follow."""
    thread = looking.thread
    if thread.heed is not None or not may_stay_anonymous(looking.viewer, thread):
        return False
    return not telling_queries.is_answered_by_name(thread.id)


@blueprint.post("/network/threads/<int:thread_id>/heed/<any(follow, mute, neither):verb>")
@requires(READS)
def heed_thread(thread_id: int, verb: str) -> ResponseReturnValue:
    """Follow, mute, or neither."""
    heed_service.heed_thread(viewer(), thread_id=thread_id, heed=VERBS[verb])
    flash(THREAD_HEED[VERBS[verb]], "success")
    return redirect(url_for("forum.thread", thread_id=thread_id))


@blueprint.post("/network/spaces/<int:space_id>/heed/<any(follow, mute, neither):verb>")
@requires(READS)
def heed_space(space_id: int, verb: str) -> ResponseReturnValue:
    """Follow all of a space, mute it, or neither."""
    heed_service.heed_space(viewer(), space_id=space_id, heed=VERBS[verb])
    flash(SPACE_HEED[VERBS[verb]], "success")
    return redirect(url_for("forum.space", space_id=space_id))

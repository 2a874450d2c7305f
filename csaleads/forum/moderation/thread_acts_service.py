"""Acts on a thread that can be undone: closing and opening it, pinning, and moving it to another space."""

from uuid import UUID

from csaleads.access.viewer import Viewer
from csaleads.core.database import db
from csaleads.core.errors import NotFound, WrongState
from csaleads.core.unit_of_work import writes
from csaleads.forum import changes, counting
from csaleads.forum.changes import Change
from csaleads.forum.models import Thread
from csaleads.forum.moderation import policy as moderation_policy
from csaleads.forum.moderation.acts import record_act
from csaleads.forum.moderation.models import ActVerb
from csaleads.forum.posts import states as post_states
from csaleads.forum.screened import reason_subject
from csaleads.forum.spaces import queries as space_queries
from csaleads.forum.threads.queries import ThreadView, lock_thread
from csaleads.network.queries import find_standing
from csaleads.screening import service as screening
from csaleads.screening.service import NO_ANSWERS, Answers

SWITCHES = {
    ActVerb.LOCK: ("is_locked", True),
    ActVerb.UNLOCK: ("is_locked", False),
    ActVerb.PIN: ("is_pinned", True),
    ActVerb.UNPIN: ("is_pinned", False),
}


@writes
def switch(
    actor: Viewer,
    *,
    thread_id: int,
    verb: ActVerb,
    reason: str,
    key: UUID,
    screened: Answers = NO_ANSWERS,
) -> None:
    """The thread is closed, opened, pinned or not pinned.

    Raises NotFound to whoever does not moderate or does not read it, WrongState where it stands so already, CouldIdentify and
    CannotScreen for the reason.
    """
    thread, _ = lock_for_act(actor, thread_id)
    name, value = SWITCHES[verb]
    if getattr(thread, name) is value:
        raise WrongState(verb.value, "done")
    passed = screening.pass_texts(
        actor, subject=reason_subject(key), texts={"reason": reason}, answers=screened
    )
    setattr(thread, name, value)
    post_states.note_change(thread)
    record_act(
        actor,
        verb,
        reason=str(passed["reason"]),
        author=thread,
        subject=("thread", thread.id),
        thread=thread,
        counts=passed.counts,
    )


@writes
def move(
    actor: Viewer,
    *,
    thread_id: int,
    space_id: int,
    reason: str,
    key: UUID,
    screened: Answers = NO_ANSWERS,
) -> None:
    """The thread stands in another space that the same people read.

    Raises NotFound to whoever does not moderate or does not read both, WrongState where it stands there already or one of the two
    has other readers, CouldIdentify and CannotScreen for the reason.
    """
    thread, view = lock_for_act(actor, thread_id)
    target = space_queries.get_space(actor, space_id)
    if not (
        moderation_policy.can_move(view.facts.space.kind) and moderation_policy.can_move(target.facts.kind)
    ):
        raise WrongState("move", "readers")
    if target.facts.is_archived or target.id == thread.space_id:
        raise WrongState("move", "there")
    passed = screening.pass_texts(
        actor, subject=reason_subject(key), texts={"reason": reason}, answers=screened
    )
    before = thread.space_id
    set_space(actor, thread, space_id)
    record_act(
        actor,
        ActVerb.MOVE,
        reason=str(passed["reason"]),
        author=thread,
        subject=("thread", thread.id),
        thread=thread,
        from_space_id=before,
        counts=passed.counts,
    )


@writes
def set_space(actor: Viewer, thread: Thread, space_id: int) -> None:
    """The locked thread stands in the space from now on, and both spaces count right."""
    before = thread.space_id
    spaces = counting.lock_spaces({before, space_id})
    thread.space_id = space_id
    thread.version += 1
    for space in spaces.values():
        counting.recount_space(space)
    changes.announce(actor, Change.MOVED, thread)
    db.session.flush()


@writes
def lock_for_act(actor: Viewer, thread_id: int) -> tuple[Thread, ThreadView]:
    """A thread that the moderator reads and that is listed, locked. NotFound for every other."""
    moderation_policy.require_moderator(find_standing(actor))
    thread, view = lock_thread(actor, thread_id)
    if not thread.is_listed:
        raise NotFound("thread")
    return thread, view

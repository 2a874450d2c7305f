"""Appealing against an act, and deciding about it: another moderator than the one who acted. What can be undone is undone."""

from uuid import UUID

from csaleads.access.viewer import Viewer
from csaleads.audit import service as audit
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.errors import NotFound, WrongState
from csaleads.core.unit_of_work import writes
from csaleads.forum import addresses, changes
from csaleads.forum.authorship import is_by, person_behind, told_actor
from csaleads.forum.changes import Change
from csaleads.forum.locking import lock_any_post, lock_any_thread
from csaleads.forum.moderation import author_service, judging_service, thread_acts_service
from csaleads.forum.moderation import news as moderation_news
from csaleads.forum.moderation import policy as moderation_policy
from csaleads.forum.moderation.acts import concerned_by, has_author
from csaleads.forum.moderation.author_service import lock_act
from csaleads.forum.moderation.models import ActVerb, AppealState, ModerationAct
from csaleads.forum.posts import states as post_states
from csaleads.forum.screened import reason_subject, report_subject
from csaleads.forum.spaces import queries as space_queries
from csaleads.network.queries import find_standing
from csaleads.notify.models import MessageKind
from csaleads.screening import service as screening
from csaleads.screening.service import NO_ANSWERS, Answers

V = ActVerb
SWITCHED_BACK = {V.LOCK: ("is_locked", False), V.UNPIN: ("is_pinned", True)}
ON_POSTS = (V.HIDE, V.REMOVE)
UNDONE = (*ON_POSTS, *SWITCHED_BACK, V.MOVE, V.HOLD, V.SUSPEND)


@writes
def appeal(actor: Viewer, *, act_id: int, words: str, key: UUID, screened: Answers = NO_ANSWERS) -> None:
    """Another moderator looks at the act again. The trail names csaleads where what it is about was written anonymously.

    Raises NotFound where the act does not concern the actor, WrongState where it cannot be appealed or was, CouldIdentify and
    CannotScreen for the words. Somebody who is suspended may appeal.
    """
    if not find_standing(actor).has_agreed:
        raise NotFound("act")
    act = lock_act(act_id)
    concerned = concerned_by(act)
    if not has_author(concerned) or not is_by(actor, concerned):
        raise NotFound("act")
    if not moderation_policy.can_appeal(act.verb, act.appeal):
        raise WrongState("appeal", act.appeal.value if act.appeal else act.verb.value)
    told = told_actor(actor, concerned)
    passed = screening.pass_texts(told, subject=report_subject(key), texts={"words": words}, answers=screened)
    act.appeal, act.appealed_at = AppealState.ASKED, clock.now()
    act.appeal_words = str(passed["words"])
    audit.record(told, "appeal_act", subject=("act", act.id), area_id=None, **passed.counts)
    moderation_news.announce_to_moderators(
        MessageKind.APPEAL_TO_DECIDE,
        addresses.APPEALS,
        but=frozenset({act.moderator_id, actor.person_id}),
    )
    db.session.flush()


@writes
def decide(
    actor: Viewer,
    *,
    act_id: int,
    is_reversed: bool,
    answer: str,
    key: UUID,
    screened: Answers = NO_ANSWERS,
) -> bool:
    """The act stands or is undone, and whom it concerns reads the answer. Whether something was undone.

    Raises NotFound to whoever does not moderate, NotAllowed to whoever acted and whom it concerns, WrongState where it is
    decided, CouldIdentify and CannotScreen for the answer.
    """
    moderation_policy.require_moderator(find_standing(actor))
    _lock_what_it_is_about(act_id)
    act = lock_act(act_id)
    concerned = concerned_by(act)
    moderation_policy.require_decide_appeal(
        actor.person_id, act.appeal, moderator_id=act.moderator_id, is_own=is_by(actor, concerned)
    )
    passed = screening.pass_texts(
        actor, subject=reason_subject(key), texts={"answer": answer}, answers=screened
    )
    verb = "reverse" if is_reversed else "uphold"
    act.appeal = moderation_policy.APPEAL_MOVES[AppealState.ASKED, verb]
    act.appeal_answer, act.appeal_by_id = str(passed["answer"]), actor.person_id
    act.appeal_decided_at = clock.now()
    is_undone = is_reversed and _undo(actor, act)
    audit.record(
        actor,
        f"{verb}_act",
        subject=("act", act.id),
        area_id=None,
        of=act.verb.value,
        undone=is_undone,
        **passed.counts,
    )
    moderation_news.announce_to_person(person_behind(concerned), MessageKind.APPEAL_DECIDED)
    db.session.flush()
    return is_undone


def _lock_what_it_is_about(act_id: int) -> None:
    """Threads and posts are locked before acts, as everywhere."""
    act = db.session.get(ModerationAct, act_id)
    if act is None:
        raise NotFound("act")
    if act.verb in ON_POSTS and act.post_id is not None:
        lock_any_post(act.post_id)
    elif act.thread_id is not None:
        lock_any_thread(act.thread_id)


def _undo(actor: Viewer, act: ModerationAct) -> bool:
    """Whether the act could be undone: what was wiped or joined cannot, and what others changed since stays."""
    try:
        if act.verb in ON_POSTS and act.post_id is not None:
            _show_again(actor, act.post_id)
        elif act.verb in SWITCHED_BACK and act.thread_id is not None:
            _switch_back(act)
        elif act.verb is V.MOVE:
            _move_back(actor, act)
        elif act.verb in author_service.KINDS:
            author_service.lift_what_was_laid(actor, act)
        else:
            return False
    except WrongState:  # nothing was changed before it was raised
        return False
    return True


def _show_again(actor: Viewer, post_id: int) -> None:
    thread, post = lock_any_post(post_id)
    judging_service.restore(thread, post)
    changes.announce(actor, Change.SHOWN, thread, post)


def _switch_back(act: ModerationAct) -> None:
    name, value = SWITCHED_BACK[act.verb]
    thread = lock_any_thread(act.thread_id or 0)
    if getattr(thread, name) is value or not thread.is_listed:
        raise WrongState("reverse", "done")
    setattr(thread, name, value)
    post_states.note_change(thread)


def _move_back(actor: Viewer, act: ModerationAct) -> None:
    thread = lock_any_thread(act.thread_id or 0)
    space_id = act.from_space_id
    if space_id is None or not thread.is_listed or thread.space_id == space_id:
        raise WrongState("reverse", "done")
    if space_queries.get_space(actor, space_id).facts.is_archived:
        raise WrongState("reverse", "archived")
    thread_acts_service.set_space(actor, thread, space_id)

"""Deciding about a post: shown again, hidden, removed or wiped, each with a reason. Its open reports are answered by it."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select

from csaleads.access.viewer import Viewer
from csaleads.audit import service as audit
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.errors import WrongState
from csaleads.core.unit_of_work import writes
from csaleads.forum import addresses, changes
from csaleads.forum.authorship import is_by
from csaleads.forum.changes import Change
from csaleads.forum.locking import lock_any_post
from csaleads.forum.models import Post, PostState, Thread
from csaleads.forum.moderation import case_queries
from csaleads.forum.moderation import policy as moderation_policy
from csaleads.forum.moderation.acts import record_act
from csaleads.forum.moderation.models import Report, ReportState
from csaleads.forum.moderation.policy import ACT_OF, Decision
from csaleads.forum.posts import states as post_states
from csaleads.forum.posts import wiping
from csaleads.forum.screened import reason_subject
from csaleads.network.queries import find_standing
from csaleads.notify import service as notify
from csaleads.notify.models import MessageKind
from csaleads.notify.service import News
from csaleads.screening import service as screening
from csaleads.screening.service import NO_ANSWERS, Answers

CHANGES = {
    Decision.SHOW: Change.SHOWN,
    Decision.HIDE: Change.HIDDEN,
    Decision.REMOVE: Change.REMOVED,
    Decision.WIPE: Change.WIPED,
}


@writes
def judge(
    actor: Viewer,
    *,
    post_id: int,
    decision: Decision,
    seen_state: PostState,
    reason: str,
    key: UUID,
    screened: Answers = NO_ANSWERS,
) -> None:
    """The post stands as was decided, its author and whoever reported it are told.

    Raises NotFound to whoever does not moderate or neither reads it nor was asked to look, NotAllowed for one's own, WrongState
    where it does not stand as the page showed it, CouldIdentify and CannotScreen for the reason.
    """
    moderation_policy.require_moderator(find_standing(actor))
    case_queries.get_case(actor, post_id)
    thread, post = lock_any_post(post_id)
    moderation_policy.require_not_own(is_by(actor, post))
    if post.state is not seen_state:
        raise WrongState("judge", post.state.value)
    state = moderation_policy.after(post.state, decision.value)
    reports = _lock_reports(post.id)
    if decision is Decision.SHOW and post.state is PostState.SHOWN and not reports:
        raise WrongState("judge", "nothing")
    passed = screening.pass_texts(
        actor, subject=reason_subject(key), texts={"reason": reason}, answers=screened
    )
    was_shown = post.state is PostState.SHOWN
    _answer_reports(actor, post, reports, decision)
    if decision is Decision.SHOW and was_shown:
        audit.record(actor, "leave_post_shown", subject=("post", post.id), area_id=None, **passed.counts)
        db.session.flush()
        return
    _carry_out(actor, thread, post, decision, state)
    record_act(
        actor,
        ACT_OF[decision],
        reason=str(passed["reason"]),
        author=post,
        subject=("post", post.id),
        thread=thread,
        post_id=post.id,
        counts=passed.counts,
    )
    changes.announce(actor, CHANGES[decision], thread, post)
    db.session.flush()


def _carry_out(actor: Viewer, thread: Thread, post: Post, decision: Decision, state: PostState) -> None:
    if decision is Decision.SHOW:
        post_states.put_back(thread, post)
    else:
        post_states.take_from_view(thread, post, state)
    if decision is Decision.WIPE:
        wiping.wipe(actor, thread, post)


def _lock_reports(post_id: int) -> Sequence[Report]:
    query = select(Report).where(Report.post_id == post_id, Report.state == ReportState.OPEN)
    locked = query.order_by(Report.id).with_for_update().execution_options(populate_existing=True)
    return db.session.scalars(locked).all()


def _answer_reports(actor: Viewer, post: Post, reports: Sequence[Report], decision: Decision) -> None:
    """Every open report of the post is upheld or dismissed, and whoever made it hears which."""
    verb = "dismiss" if decision is Decision.SHOW else "uphold"
    kind = MessageKind.REPORT_DISMISSED if decision is Decision.SHOW else MessageKind.REPORT_UPHELD
    for row in reports:
        row.state = moderation_policy.REPORT_MOVES[row.state, verb]
        row.decided_by_id, row.decided_at = actor.person_id, clock.now()
    if reports:
        audit.record(actor, f"{verb}_reports", subject=("post", post.id), area_id=None, reports=len(reports))
    told = {row.reporter_id for row in reports if row.reporter_id not in (None, actor.person_id)}
    path = addresses.of_post(post.id)
    notify.tell_all([News(person_id, kind, {}, path) for person_id in sorted(told) if person_id])


def restore(thread: Thread, post: Post) -> None:
    """An act on a post is undone: it is shown again. Raises WrongState where its words are gone or it stands elsewhere by now."""
    if post.body == "":
        raise WrongState("reverse", "wiped")
    if post.state not in (PostState.HIDDEN, PostState.REMOVED_BY_MODERATOR):
        raise WrongState("reverse", post.state.value)
    post_states.put_back(thread, post)

"""Acts on whoever wrote a post: a warning, holding what they write, suspending them until a day, and lifting it again.

For an anonymous post a moderator does it without learning to whom: the act holds the sealed author and no person, the restriction
holds the person and no post, and the trail names the post alone. What holds for others (their rank, what is laid on them already)
is not checked then, for a refusal would tell who it is.
"""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from csaleads.access.viewer import Viewer
from csaleads.core.database import db
from csaleads.core.errors import InvalidChoice, NotAllowed, NotFound, WrongState
from csaleads.core.unit_of_work import writes
from csaleads.forum.authorship import Author, is_by, person_behind
from csaleads.forum.locking import lock_any_post
from csaleads.forum.moderation import case_queries, moderator_queries
from csaleads.forum.moderation import policy as moderation_policy
from csaleads.forum.moderation.acts import concerned_by, has_author, record_act
from csaleads.forum.moderation.models import ActVerb, ModerationAct
from csaleads.forum.screened import reason_subject
from csaleads.network import service as network
from csaleads.network.models import RestrictionKind
from csaleads.network.queries import find_standing
from csaleads.screening import service as screening
from csaleads.screening.service import NO_ANSWERS, Answers

KINDS = {ActVerb.HOLD: RestrictionKind.HELD, ActVerb.SUSPEND: RestrictionKind.SUSPENDED}


@writes
def act_on_author(
    actor: Viewer,
    *,
    post_id: int,
    verb: ActVerb,
    until: datetime | None,
    reason: str,
    key: UUID,
    screened: Answers = NO_ANSWERS,
) -> None:
    """Whoever wrote the post is warned, or what is laid on them holds until `until`, or until it is lifted; they are told.

    Raises NotFound to whoever does not moderate or neither reads the post nor was asked to look, NotAllowed for oneself, and for
    the programme team where a named moderator asks by name, InvalidChoice for another verb or an end that is over, WrongState
    where one of that kind holds already, CouldIdentify and CannotScreen for the reason.
    """
    moderation_policy.require_moderator(find_standing(actor))
    case_queries.get_case(actor, post_id)
    if verb is not ActVerb.WARN and verb not in KINDS:
        raise InvalidChoice("verb")
    thread, post = lock_any_post(post_id)
    moderation_policy.require_not_own(is_by(actor, post))
    passed = screening.pass_texts(
        actor, subject=reason_subject(key), texts={"reason": reason}, answers=screened
    )
    author = Author(post.author_id, post.anonymous_key, post.sealed_author)
    record_act(
        actor,
        verb,
        reason=str(passed["reason"]),
        author=author,
        subject=("post", post.id),
        thread=thread,
        post_id=post.id,
        restriction_id=_lay(actor, author, verb, until),
        counts=passed.counts,
    )


def _lay(actor: Viewer, author: Author, verb: ActVerb, until: datetime | None) -> int | None:
    """The id of the restriction where it may be known whom it holds for."""
    if verb not in KINDS:
        return None
    if author.author_id is not None:
        return network.restrict(actor, person_id=author.author_id, kind=KINDS[verb], until=until)
    network.restrict_unnamed(actor, person_id=person_behind(author), kind=KINDS[verb], until=until)
    return None


@writes
def lift(actor: Viewer, *, act_id: int, reason: str, key: UUID, screened: Answers = NO_ANSWERS) -> None:
    """What the act laid on somebody holds no longer, and they are told.

    Raises NotFound to whoever does not moderate and for an act that laid nothing, NotAllowed for oneself, WrongState where it
    holds no longer already, CouldIdentify and CannotScreen for the reason.
    """
    moderation_policy.require_moderator(find_standing(actor))
    act = lock_act(act_id)
    concerned = concerned_by(act)
    if act.verb not in KINDS or not has_author(concerned):
        raise NotFound("act")
    if is_by(actor, concerned):
        raise NotAllowed("lift")
    passed = screening.pass_texts(
        actor, subject=reason_subject(key), texts={"reason": reason}, answers=screened
    )
    lift_what_was_laid(actor, act)
    record_act(
        actor,
        ActVerb.LIFT,
        reason=str(passed["reason"]),
        author=concerned,
        subject=("act", act.id),
        post_id=act.post_id,
        counts=passed.counts,
    )


@writes
def lift_what_was_laid(actor: Viewer, act: ModerationAct) -> None:
    """Raises WrongState where nothing of it holds any more."""
    if act.restriction_id is not None:
        network.lift(actor, restriction_id=act.restriction_id)
        return
    person_id = person_behind(concerned_by(act))
    ids = moderator_queries.list_unnamed_restrictions(person_id, KINDS[act.verb])
    if not ids:
        raise WrongState("lift", "over")
    for restriction_id in ids:
        network.lift_unnamed(actor, restriction_id=restriction_id)


def lock_act(act_id: int) -> ModerationAct:
    """The row of an act, locked; NotFound where there is none."""
    query = select(ModerationAct).where(ModerationAct.id == act_id).with_for_update()
    act = db.session.scalar(query.execution_options(populate_existing=True))
    if act is None:
        raise NotFound("act")
    return act

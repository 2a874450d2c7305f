"""One act of a moderator: its row with the reason, its event in the trail, and the message to whom it concerns.

Of what was written anonymously the row holds the sealed author and no person. No row and no event names both a person and an
anonymous post.
"""

from collections.abc import Mapping

from csaleads.access.viewer import Viewer
from csaleads.audit import service as audit
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.unit_of_work import writes
from csaleads.forum.authorship import Author, Authored, person_behind
from csaleads.forum.models import Thread
from csaleads.forum.moderation import news as moderation_news
from csaleads.forum.moderation.models import ActVerb, ModerationAct
from csaleads.notify.models import MessageKind

TRAIL = {
    ActVerb.HIDE: "hide_post",
    ActVerb.SHOW_AGAIN: "show_post_again",
    ActVerb.REMOVE: "take_down_post",
    ActVerb.WIPE: "wipe_post",
    ActVerb.LOCK: "lock_thread",
    ActVerb.UNLOCK: "unlock_thread",
    ActVerb.PIN: "pin_thread",
    ActVerb.UNPIN: "unpin_thread",
    ActVerb.MOVE: "move_thread",
    ActVerb.MERGE: "merge_thread",
    ActVerb.SPLIT: "split_thread",
    ActVerb.WARN: "warn_author",
    ActVerb.HOLD: "hold_author",
    ActVerb.SUSPEND: "suspend_author",
    ActVerb.LIFT: "lift_from_author",
    ActVerb.APPROVE: "approve_held_post",
    ActVerb.REFUSE: "refuse_held_post",
}
SILENT = (ActVerb.PIN, ActVerb.UNLOCK)  # nobody loses anything by these


@writes
def record_act(
    actor: Viewer,
    verb: ActVerb,
    *,
    reason: str,
    author: Authored | None,
    subject: tuple[str, int],
    thread: Thread | None = None,
    post_id: int | None = None,
    restriction_id: int | None = None,
    from_space_id: int | None = None,
    counts: Mapping[str, int | str | bool] | None = None,
) -> ModerationAct:
    """The act stands there with its reason, and its author, whom it concerns, is told."""
    concerned = author_of(author)
    act = ModerationAct(
        verb=verb,
        moderator_id=actor.person_id,
        done_at=clock.now(),
        reason=reason,
        thread_id=thread.id if thread else None,
        post_id=post_id,
        person_id=concerned.author_id,
        anonymous_key=concerned.anonymous_key,
        sealed_author=concerned.sealed_author,
        restriction_id=restriction_id,
        from_space_id=from_space_id,
    )
    db.session.add(act)
    audit.record(actor, TRAIL[verb], subject=subject, area_id=None, **(counts or {}))
    if author is not None and verb not in SILENT:
        _tell(actor, author)
    db.session.flush()
    return act


def author_of(row: Authored | None) -> Author:
    """Whom an act on `row` concerns, as its own row says it."""
    return Author(row.author_id, row.anonymous_key, row.sealed_author) if row else Author(None, None, None)


def concerned_by(act: ModerationAct) -> Author:
    """The same of an act that is there."""
    return Author(act.person_id, act.anonymous_key, act.sealed_author)


def has_author(author: Author) -> bool:
    """Whether the act concerns somebody."""
    return author.author_id is not None or author.anonymous_key is not None


def _tell(actor: Viewer, author: Authored) -> None:
    person_id = person_behind(author)
    if person_id != actor.person_id:
        moderation_news.announce_to_person(person_id, MessageKind.MODERATED)

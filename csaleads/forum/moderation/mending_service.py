"""The author of a hidden post mends it and sends it back; a moderator shows it again. What it said before is not kept."""

from uuid import UUID

from sqlalchemy import delete

from csaleads.access.viewer import Viewer
from csaleads.audit import service as audit
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.errors import NotFound, WrongState
from csaleads.core.unit_of_work import writes
from csaleads.forum import addresses, changes, naming
from csaleads.forum.authorship import Author, is_by, told_actor
from csaleads.forum.changes import Change
from csaleads.forum.locking import lock_read_post
from csaleads.forum.models import Correction, PostEdition
from csaleads.forum.moderation import news as moderation_news
from csaleads.forum.moderation import policy as moderation_policy
from csaleads.forum.moderation import report_service
from csaleads.forum.moderation.models import ReportKind
from csaleads.forum.posts import posting
from csaleads.forum.screened import post_subject
from csaleads.notify.models import MessageKind
from csaleads.screening import service as screening
from csaleads.screening.service import NO_ANSWERS, Answers

SENT_BACK = "Its author has changed it and sends it back."


@writes
def mend(
    actor: Viewer,
    *,
    post_id: int,
    edition: int,
    title: str,
    body: str,
    key: UUID,
    screened: Answers = NO_ANSWERS,
) -> None:
    """The post, still hidden, says `body` and nothing else, and moderators are told. With a first post goes the title.

    Raises NotFound to everybody but its author, WrongState where it is not hidden or was changed after `edition`, CouldIdentify
    and CannotScreen for the words.
    """
    meant = naming.meant_in(actor, body)
    thread, post = lock_read_post(actor, post_id)
    if not is_by(actor, post):
        raise NotFound("post")
    state = moderation_policy.after(post.state, "mend")
    if post.edition != edition:
        raise WrongState("mend", "changed")
    author = Author(post.author_id, post.anonymous_key, post.sealed_author)
    texts = {"title": title, "body": body} if post.number == 1 else {"body": body}
    passed = screening.pass_texts(
        told_actor(actor, author), subject=post_subject(key, meant), texts=texts, answers=screened
    )
    posting.rewrite(post, posting.written(str(passed["body"]), meant))
    post.state, post.edited_at, post.edition = state, clock.now(), post.edition + 1
    post.correction_count = 0
    if post.number == 1:
        thread.hidden_title = str(passed["title"])
    for model in (PostEdition, Correction):  # what identified somebody may stand in these
        db.session.execute(delete(model).where(model.post_id == post.id))
    audit.record(
        told_actor(actor, author), "mend_post", subject=("post", post.id), area_id=None, **passed.counts
    )
    report_service.report_by_itself(actor, post=post, kind=ReportKind.OTHER, words=SENT_BACK)
    moderation_news.announce_to_moderators(
        MessageKind.POST_TO_JUDGE, addresses.QUEUE, but=frozenset({actor.person_id})
    )
    changes.announce(told_actor(actor, author), Change.EDITED, thread, post)
    db.session.flush()

"""A moderator finds out who wrote something without a name: for a reason, in the trail, and the person is told."""

from uuid import UUID

from sqlalchemy import select

from csaleads.access.viewer import Viewer
from csaleads.audit import service as audit
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.errors import NotAllowed, NotFound
from csaleads.core.unit_of_work import writes
from csaleads.forum import addresses
from csaleads.forum.asking import reveal_queries
from csaleads.forum.asking.models import Reveal
from csaleads.forum.asking.reveal_queries import Found
from csaleads.forum.authorship import is_by, person_behind
from csaleads.forum.posts.queries import lock_post
from csaleads.forum.screened import post_subject
from csaleads.network.queries import find_standing
from csaleads.notify import service as notify
from csaleads.notify.models import MessageKind
from csaleads.screening import service as screening
from csaleads.screening.service import NO_ANSWERS, Answers


@writes
def reveal_author(
    actor: Viewer, *, post_id: int, reason: str, key: UUID, screened: Answers = NO_ANSWERS
) -> Found:
    """Who wrote the post. The reason is kept, the trail tells that the actor looked, and the person is told.

    The second of two clicks is answered with the same and nothing is written anew. Raises NotFound to whoever does not moderate
    and for a post with a name, NotAllowed for one's own, CannotOpen where no key opens it, CouldIdentify and CannotScreen for
    the words.
    """
    standing = find_standing(actor)
    if not (standing.is_moderator and standing.may_enter):
        raise NotFound("post")
    reveal_queries.get_unnamed(actor, post_id)
    post = lock_post(post_id)
    person_id = person_behind(post)
    if is_by(actor, post):
        raise NotAllowed("reveal")
    if not _was_written(actor, post_id, key):
        passed = screening.pass_texts(
            actor, subject=post_subject(key), texts={"reason": reason}, answers=screened
        )
        _write(actor, post_id, str(passed["reason"]), key)
        audit.record(actor, "reveal_author", subject=("post", post_id), area_id=None, **passed.counts)
        notify.tell(person_id, MessageKind.AUTHOR_REVEALED, facts={}, path=addresses.MY_QUESTIONS)
    return reveal_queries.find_person(person_id)


def _was_written(actor: Viewer, post_id: int, key: UUID) -> bool:
    known = db.session.scalar(select(Reveal).where(Reveal.key == key.hex))
    if known is not None and (known.moderator_id, known.post_id) != (actor.person_id, post_id):
        raise NotFound("post")
    return known is not None


def _write(actor: Viewer, post_id: int, reason: str, key: UUID) -> None:
    db.session.add(
        Reveal(
            key=key.hex,
            post_id=post_id,
            moderator_id=actor.person_id,
            reason=reason,
            revealed_at=clock.now(),
        )
    )
    db.session.flush()

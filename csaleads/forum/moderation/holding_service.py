"""Posts that wait for a moderator: put aside, approved in the name of their author, or refused with a reason."""

from uuid import UUID

from sqlalchemy import select

from csaleads.access.viewer import SYSTEM, Viewer
from csaleads.accounts.viewer_queries import find_viewer
from csaleads.audit import service as audit
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.errors import NotFound, WrongState
from csaleads.core.unit_of_work import writes
from csaleads.forum import changes, naming
from csaleads.forum.authorship import Author, is_by, person_behind, told_actor
from csaleads.forum.changes import Change
from csaleads.forum.errors import WaitsForModerator
from csaleads.forum.locking import lock_any_thread
from csaleads.forum.models import Draft, Space, Thread, ThreadKind
from csaleads.forum.moderation import news as moderation_news
from csaleads.forum.moderation import policy as moderation_policy
from csaleads.forum.moderation.acts import record_act
from csaleads.forum.moderation.models import ActVerb, HeldPost
from csaleads.forum.posts import posting
from csaleads.forum.screened import reason_subject
from csaleads.network.queries import find_standing
from csaleads.notify.models import MessageKind
from csaleads.screening import service as screening
from csaleads.screening.service import NO_ANSWERS, Answers


@writes
def put_aside(
    actor: Viewer,
    author: Author,
    *,
    body: str,
    thread_id: int | None = None,
    space_id: int | None = None,
    kind: ThreadKind | None = None,
    title: str = "",
) -> None:
    """Screened words wait. Always raises WaitsForModerator, after which the unit is kept."""
    row = HeldPost(
        thread_id=thread_id,
        space_id=space_id,
        thread_kind=kind,
        title=title,
        author_id=author.author_id,
        anonymous_key=author.anonymous_key,
        sealed_author=author.sealed_author,
        body=body,
        written_at=clock.now(),
    )
    db.session.add(row)
    db.session.flush()
    audit.record(told_actor(actor, author), "hold_post", subject=("held_post", row.id), area_id=None)
    db.session.flush()
    raise WaitsForModerator(thread_id=thread_id, space_id=space_id)


@writes
def approve(actor: Viewer, *, held_id: int) -> int:
    """The post stands in its thread in its author's name, or unnamed as they wrote it; the id of the post.

    Raises NotFound to whoever does not moderate and where somebody else has decided, NotAllowed for one's own, WrongState where
    the thread or the space is closed by now.
    """
    moderation_policy.require_moderator(find_standing(actor))
    thread, held = _lock(actor, held_id)
    author = Author(held.author_id, held.anonymous_key, held.sealed_author)
    if thread is None:
        thread = _begin(held, author)
    post = posting.append(thread, author, posting.written(held.body, naming.meant_in(actor, held.body)))
    if author.author_id is not None:
        posting.note_read(author.author_id, thread.id, post.number)
    record_act(
        actor,
        ActVerb.APPROVE,
        reason="",
        author=None,
        subject=("post", post.id),
        thread=thread,
        post_id=post.id,
    )
    moderation_news.announce_to_person(person_behind(author), MessageKind.HELD_POST_SHOWN)
    writer = find_viewer(author.author_id) if author.author_id is not None else None
    changes.announce(writer or SYSTEM, Change.POSTED, thread, post)
    db.session.delete(held)
    db.session.flush()
    return post.id


@writes
def refuse(actor: Viewer, *, held_id: int, reason: str, key: UUID, screened: Answers = NO_ANSWERS) -> None:
    """The post is not shown. Its author reads why, and has the words back as a draft. Raises as `approve`, and for the reason."""
    moderation_policy.require_moderator(find_standing(actor))
    thread, held = _lock(actor, held_id, is_closed_fine=True)
    passed = screening.pass_texts(
        actor, subject=reason_subject(key), texts={"reason": reason}, answers=screened
    )
    author = Author(held.author_id, held.anonymous_key, held.sealed_author)
    _give_back(held, person_behind(author))
    record_act(
        actor,
        ActVerb.REFUSE,
        reason=str(passed["reason"]),
        author=author,
        subject=("held_post", held.id),
        thread=thread,
        counts=passed.counts,
    )
    db.session.delete(held)
    db.session.flush()


def _lock(actor: Viewer, held_id: int, *, is_closed_fine: bool = False) -> tuple[Thread | None, HeldPost]:
    """The thread, where there is one, and the held post behind it; both locked."""
    thread_id = db.session.scalar(select(HeldPost.thread_id).where(HeldPost.id == held_id))
    thread = lock_any_thread(thread_id) if thread_id is not None else None
    query = select(HeldPost).where(HeldPost.id == held_id).with_for_update()
    held = db.session.scalar(query.execution_options(populate_existing=True))
    if held is None:
        raise NotFound("held_post")
    if held.thread_id != thread_id:  # joined with another thread meanwhile
        return _lock(actor, held_id, is_closed_fine=is_closed_fine)
    moderation_policy.require_not_own(is_by(actor, held))
    if not is_closed_fine and thread is not None and (thread.is_locked or not thread.is_listed):
        raise WrongState("approve", "locked")
    return thread, held


def _begin(held: HeldPost, author: Author) -> Thread:
    """The thread that was asked for, still without posts."""
    space = db.session.get_one(Space, held.space_id)
    if space.archived_at is not None:
        raise WrongState("approve", "archived")
    thread = Thread(
        space_id=space.id,
        kind=held.thread_kind,
        title=held.title,
        author_id=author.author_id,
        anonymous_key=author.anonymous_key,
        sealed_author=author.sealed_author,
        started_at=clock.now(),
        last_posted_at=clock.now(),
        last_number=0,
        answer_count=0,
    )
    db.session.add(thread)
    db.session.flush()
    posting.touch_space(space.id, threads=1)
    return thread


def _give_back(held: HeldPost, person_id: int) -> None:
    """The words stand in the draft of their author, after whatever they have begun since."""
    place = (
        Draft.thread_id == held.thread_id if held.thread_id is not None else Draft.space_id == held.space_id
    )
    draft = db.session.scalar(select(Draft).where(Draft.person_id == person_id, place).with_for_update())
    if draft is None:
        draft = Draft(person_id=person_id, thread_id=held.thread_id, space_id=held.space_id, version=0)
        draft.saved_at = clock.now()
        db.session.add(draft)
    draft.body = f"{draft.body}\n\n{held.body}" if draft.body else held.body
    if held.space_id is not None:
        draft.title = draft.title or held.title
    draft.saved_at, draft.saved_from = clock.now(), None
    draft.version += 1
    db.session.flush()

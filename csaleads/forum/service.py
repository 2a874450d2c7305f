"""Beginning a thread, and answering in one. Two who answer at once both keep their words, one after the other."""

from collections.abc import Mapping
from typing import NamedTuple
from uuid import UUID

from csaleads.access.viewer import Viewer
from csaleads.audit import service as audit
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.errors import WrongState
from csaleads.core.unit_of_work import writes
from csaleads.forum import changes, naming, policy
from csaleads.forum.authorship import Authored, author_for, is_by, told_actor
from csaleads.forum.changes import Change
from csaleads.forum.models import SpaceKind, Thread, ThreadKind
from csaleads.forum.moderation import holding_service
from csaleads.forum.naming import Meant
from csaleads.forum.policy import SpaceFacts
from csaleads.forum.posts import posting
from csaleads.forum.screened import post_subject
from csaleads.forum.spaces.queries import lock_space
from csaleads.forum.threads import admission
from csaleads.forum.threads.queries import ThreadView, lock_thread
from csaleads.screening import service as screening
from csaleads.screening.service import NO_ANSWERS, Answers, Passed


class NewThread(NamedTuple):
    """What somebody begins a thread with."""

    kind: ThreadKind
    title: str
    body: str
    is_anonymous: bool = False
    must_read: bool = False  # of an announcement: every member is asked to tick it off


@writes
def begin_thread(
    actor: Viewer, *, space_id: int, new: NewThread, key: UUID, screened: Answers = NO_ANSWERS
) -> int:
    """The thread is begun with its first post, and its author follows it; the id of the thread.

    Raises NotFound where the actor may not, WrongState where the space is closed, CouldIdentify and CannotScreen for the words,
    TooFast for haste, and WaitsForModerator once it is kept for one.
    """
    thread = Thread(space_id=space_id)
    start(actor, thread, new=new, key=key, screened=screened)
    return thread.id


@writes
def start(
    actor: Viewer,
    thread: Thread,
    *,
    new: NewThread,
    key: UUID,
    screened: Answers,
    beside: Mapping[str, str] | None = None,
) -> Passed:
    """The same for a thread of any kind, whose poll or event the caller adds in the same write. Raises as `begin_thread`.

    `beside` holds further texts by field, which are screened with the others; they stand in the answer.
    """
    meant = naming.meant_in(actor, new.body)
    space = lock_space(actor, thread.space_id)
    facts = SpaceFacts(space.kind, space.archived_at is not None)
    policy.require_begin(actor, facts, new.kind, is_anonymous=new.is_anonymous, must_read=new.must_read)
    return open_thread(
        actor, thread, space.kind, new=new, key=key, screened=screened, beside=beside, meant=meant
    )


@writes
def open_thread(
    actor: Viewer,
    thread: Thread,
    space: SpaceKind,
    *,
    new: NewThread,
    key: UUID,
    screened: Answers,
    beside: Mapping[str, str] | None = None,
    meant: Meant | None = None,
) -> Passed:
    """The same where the caller has found that the actor may: the words are screened and stand as the first post.

    `meant` says whom the words name, where the caller has asked before it locked anything.

    No row tells that an unnamed author has read their own thread: they are no reader until they open it.
    """
    waits = admission.check_begin(actor, new.kind, space)
    meant = naming.meant_in(actor, new.body) if meant is None else meant
    author = author_for(actor, is_anonymous=new.is_anonymous)
    passed = screening.pass_texts(
        told_actor(actor, author),
        subject=post_subject(key, meant),
        texts={"title": new.title, "body": new.body, **(beside or {})},
        answers=screened,
    )
    if waits:
        holding_service.put_aside(
            actor,
            author,
            space_id=thread.space_id,
            kind=new.kind,
            title=str(passed["title"]),
            body=str(passed["body"]),
        )
    thread.kind, thread.title, thread.must_read = new.kind, str(passed["title"]), new.must_read
    thread.author_id, thread.anonymous_key, thread.sealed_author = author
    thread.started_at = thread.last_posted_at = clock.now()
    thread.last_number = thread.answer_count = 0
    db.session.add(thread)
    db.session.flush()
    posting.touch_space(thread.space_id, threads=1)
    post = posting.append(thread, author, posting.written(str(passed["body"]), meant))
    if not author.is_anonymous:
        posting.note_read(actor.person_id, thread.id, post.number)
    audit.record(
        told_actor(actor, author),
        "begin_thread",
        subject=("thread", thread.id),
        area_id=None,
        **passed.counts,
    )
    changes.announce(told_actor(actor, author), Change.POSTED, thread, post)
    db.session.flush()
    return passed


@writes
def answer(
    actor: Viewer,
    *,
    thread_id: int,
    body: str,
    key: UUID,
    is_anonymous: bool = False,
    seen_number: int = 0,
    screened: Answers = NO_ANSWERS,
) -> int:
    """The words stand last in the thread; the id of the post. Who had read up to there by `seen_number` has read it too.

    Only whoever began a thread anonymously goes on anonymously in it. Raises NotFound where the actor may not, WrongState where
    the thread is locked or nobody goes on unnamed in it, CouldIdentify and CannotScreen for
    the words, TooFast for haste, and WaitsForModerator once it is kept for one.
    """
    meant = naming.meant_in(actor, body)
    thread, view = _lock_open_thread(actor, thread_id)
    policy.require_answer(actor, view.facts)
    waits = admission.check_admission(actor, is_thread=False)
    if is_anonymous and not may_stay_anonymous(actor, thread):
        raise WrongState("answer", "named")  # never under a name that somebody did not want to show
    author = author_for(actor, is_anonymous=is_anonymous)
    passed = screening.pass_texts(
        told_actor(actor, author), subject=post_subject(key, meant), texts={"body": body}, answers=screened
    )
    if waits:
        holding_service.put_aside(actor, author, thread_id=thread.id, body=str(passed["body"]))
    post = posting.append(thread, author, posting.written(str(passed["body"]), meant))
    if not author.is_anonymous and max(seen_number, view.seen_number) >= post.number - 1:
        posting.note_read(actor.person_id, thread.id, post.number)
    audit.record(
        told_actor(actor, author), "answer_thread", subject=("post", post.id), area_id=None, **passed.counts
    )
    changes.announce(told_actor(actor, author), Change.POSTED, thread, post)
    db.session.flush()
    return post.id


def _lock_open_thread(actor: Viewer, thread_id: int) -> tuple[Thread, ThreadView]:
    """The thread, or the one with which it was joined while somebody wrote; locked."""
    thread, view = lock_thread(actor, thread_id)
    while thread.merged_into_id is not None:
        thread, view = lock_thread(actor, thread.merged_into_id)
    return thread, view


def may_stay_anonymous(viewer: Viewer, thread: Authored) -> bool:
    """Whether the viewer began the thread anonymously, and so can go on in it unnamed."""
    return thread.anonymous_key is not None and is_by(viewer, thread)

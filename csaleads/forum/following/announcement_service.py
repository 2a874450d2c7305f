"""Announcements that must be read: members tick them off, and the programme team reminds those who have not."""

from csaleads.access.viewer import Viewer
from csaleads.audit import service as audit
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.errors import NotFound, WrongState
from csaleads.core.unit_of_work import writes
from csaleads.forum import policy
from csaleads.forum.following import announcement_queries
from csaleads.forum.following.models import Tick
from csaleads.forum.following.telling import announced
from csaleads.forum.models import SpaceKind, Thread
from csaleads.forum.posts import posting
from csaleads.forum.threads.queries import ThreadView, get_thread, lock_thread
from csaleads.notify import service as notify


@writes
def tick_off(actor: Viewer, *, thread_id: int, number: int) -> None:
    """The actor has read the announcement, up to post `number`. Doing it again changes nothing. Raises NotFound."""
    view = get_thread(actor, thread_id)
    if not view.must_read or not view.facts.is_listed:
        raise NotFound("announcement")
    new = posting.inserting(Tick).values(
        thread_id=thread_id, person_id=actor.person_id, ticked_at=clock.now()
    )
    ticked = db.session.connection().execute(
        new.on_conflict_do_nothing(index_elements=["thread_id", "person_id"]).returning(Tick.thread_id)
    )
    if number > view.seen_number:
        posting.note_read(actor.person_id, thread_id, min(number, view.last_number))
    if ticked.first() is not None:
        audit.record(actor, "tick_announcement", subject=("thread", thread_id), area_id=None)
    db.session.flush()


@writes
def ask_to_read(actor: Viewer, *, thread_id: int, is_asked: bool) -> None:
    """Members are asked, or asked no longer, to tick an announcement off that is there already.

    Who has ticked it off has for good. Raises NotFound to whoever does not run the network and for other threads.
    """
    thread, view = _lock(actor, thread_id)
    if bool(thread.must_read) == is_asked:
        return
    thread.must_read = is_asked
    posting.touch_space(view.space_id)
    verb = "ask_to_read" if is_asked else "end_ask_to_read"
    audit.record(actor, verb, subject=("thread", thread_id), area_id=None)
    db.session.flush()
    if is_asked:
        _tell(thread)


@writes
def remind(actor: Viewer, *, thread_id: int) -> int:
    """Everybody who is asked and has not ticked it off is told again; how many.

    Raises NotFound to whoever does not run the network, WrongState("remind", "today") where they were told today already.
    """
    thread, view = _lock(actor, thread_id)
    if not view.must_read:
        raise NotFound("announcement")
    if clock.to_local(view.told_at).date() >= clock.today():
        raise WrongState("remind", "today")
    count = _tell(thread)
    audit.record(actor, "remind_of_announcement", subject=("thread", thread_id), area_id=None, told=count)
    db.session.flush()
    return count


def _lock(actor: Viewer, thread_id: int) -> tuple[Thread, ThreadView]:
    if not policy.runs(actor):
        raise NotFound("announcement")
    thread, view = lock_thread(actor, thread_id)
    if not view.facts.is_listed or view.facts.space.kind is not SpaceKind.ANNOUNCEMENTS:
        raise NotFound("announcement")
    return thread, view


def _tell(thread: Thread) -> int:
    thread.reminded_at = clock.now()
    db.session.flush()
    people = announcement_queries.list_open_ids(thread.id)
    notify.tell_all([announced(person_id, thread.id) for person_id in people])
    return len(people)

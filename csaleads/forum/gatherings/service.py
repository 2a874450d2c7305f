"""Events: making one, saying whether one comes, changing and cancelling it.

All answers to an event wait for one another at its thread, so that no place is given twice. Whoever says that they come when all
places are taken waits in that order, and is told when a place has become free.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from csaleads.access.viewer import Viewer
from csaleads.audit import service as audit
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.errors import ChangedMeanwhile, InvalidChoice, NotFound, WrongState
from csaleads.core.unit_of_work import writes
from csaleads.forum import service
from csaleads.forum.gatherings import news as gathering_news
from csaleads.forum.gatherings import policy as gathering_policy
from csaleads.forum.gatherings import queries as gathering_queries
from csaleads.forum.gatherings.models import MOST_DAYS, Answer, Gathering, GatheringAnswer, GatheringKind
from csaleads.forum.models import Thread, ThreadKind
from csaleads.forum.service import NewThread
from csaleads.forum.threads.queries import ThreadView, lock_thread
from csaleads.network.queries import find_standing
from csaleads.notify.models import MessageKind
from csaleads.screening.service import NO_ANSWERS, Answers

JUST_AFTER = timedelta(microseconds=1)


class Setting(NamedTuple):
    """When and where an event is, and for how many."""

    starts_at: datetime
    ends_at: datetime
    place: str
    online_link: str
    places_count: int | None


class NewEvent(NamedTuple):
    """What somebody invites to."""

    kind: GatheringKind
    title: str
    body: str
    setting: Setting


@writes
def begin_event(
    actor: Viewer, *, space_id: int, new: NewEvent, key: UUID, screened: Answers = NO_ANSWERS
) -> int:
    """Members read of the event and can say whether they come; the id of its thread.

    Raises as `service.begin_thread`, NotFound where the actor may not make that kind, InvalidChoice for its times, WrongState for
    a member who is held.
    """
    gathering_policy.require_begin(find_standing(actor), "begin_event")
    if not gathering_policy.can_make(actor, new.kind):
        raise NotFound("event")
    _check_times(new.setting)
    thread = Thread(space_id=space_id)
    service.start(
        actor,
        thread,
        new=NewThread(ThreadKind.EVENT, new.title, new.body),
        key=key,
        screened=screened,
    )
    db.session.add(Gathering(thread_id=thread.id, kind=new.kind, version=1, **new.setting._asdict()))
    db.session.flush()
    return thread.id


def _check_times(setting: Setting) -> None:
    if setting.starts_at <= clock.now():
        raise InvalidChoice("starts")
    if not timedelta(0) < setting.ends_at - setting.starts_at < timedelta(days=MOST_DAYS):
        raise InvalidChoice("ends")


@writes
def answer_event(actor: Viewer, *, thread_id: int, answer: Answer) -> bool:
    """That is the actor's answer now, whatever it was before; whether they wait for a place.

    Raises NotFound where the actor does not read it, WrongState once it has begun or is cancelled.
    """
    _, view = lock_thread(actor, thread_id)
    gathering = gathering_queries.lock_gathering(thread_id)
    if not gathering_policy.takes_answers(
        view.facts, gathering.starts_at, gathering.cancelled_at, clock.now()
    ):
        raise WrongState("answer_event", "over")
    before = gathering_queries.list_coming(thread_id)
    own = gathering_queries.find_answer(thread_id, actor.person_id)
    if own is None:
        own = GatheringAnswer(thread_id=thread_id, person_id=actor.person_id, answered_at=clock.now())
        db.session.add(own)
    if own.answer is not answer:
        own.answer, own.answered_at = answer, _after(before)
        db.session.flush()
        audit.record(actor, "answer_event", subject=("thread", thread_id), area_id=None)
        _give_places(actor, gathering, before)
    places = gathering_queries.list_coming(thread_id)
    seated = {person_id for person_id, _ in places[: gathering.places_count]}
    return answer is Answer.COMING and actor.person_id not in seated


def _after(coming: list[tuple[int, datetime]]) -> datetime:
    """Now, and later than everybody who comes: no two stand in the same place."""
    return max([clock.now(), *(moment + JUST_AFTER for _, moment in coming)])


def _give_places(
    actor: Viewer, gathering: Gathering, before: Iterable[tuple[int, datetime]], had: int | None = -1
) -> None:
    """Whoever waited and has a place now is told. `had` is how many places there were, where that changed."""
    places_before = gathering.places_count if had == -1 else had
    coming_before = [person_id for person_id, _ in before]
    waited = set(coming_before) - set(coming_before[:places_before])
    now = gathering_queries.list_coming(gathering.thread_id)
    seated = {person_id for person_id, _ in now[: gathering.places_count]}
    gathering_news.announce(actor, gathering, waited & seated, MessageKind.EVENT_PLACE)


@writes
def change_event(actor: Viewer, *, thread_id: int, version: int, setting: Setting) -> None:
    """It is then and there; whoever said that they come or perhaps come is told where that changed.

    Raises NotFound to all but whoever made it and moderators, WrongState once it has begun, ChangedMeanwhile where somebody else
    changed it after `version`, InvalidChoice for its times.
    """
    gathering, _ = _lock(actor, thread_id)
    if gathering.version != version:
        raise ChangedMeanwhile
    _check_times(setting)
    known = Setting(*(getattr(gathering, name) for name in Setting._fields))
    if setting == known:
        return
    before = gathering_queries.list_coming(thread_id)
    for name, value in setting._asdict().items():
        setattr(gathering, name, value)
    gathering.version += 1
    audit.record(actor, "change_event", subject=("thread", thread_id), area_id=None)
    db.session.flush()
    if setting._replace(places_count=None) != known._replace(places_count=None):
        people = gathering_queries.list_to_tell(thread_id)
        gathering_news.announce(actor, gathering, people, MessageKind.EVENT_CHANGED)
    _give_places(actor, gathering, before, had=known.places_count)


@writes
def cancel_event(actor: Viewer, *, thread_id: int) -> None:
    """It does not take place; whoever said that they come or perhaps come is told. Raises as `change_event`."""
    gathering, _ = _lock(actor, thread_id)
    gathering.cancelled_at = clock.now()
    gathering.version += 1
    audit.record(actor, "cancel_event", subject=("thread", thread_id), area_id=None)
    db.session.flush()
    people = gathering_queries.list_to_tell(thread_id)
    gathering_news.announce(actor, gathering, people, MessageKind.EVENT_CANCELLED)


def _lock(actor: Viewer, thread_id: int) -> tuple[Gathering, ThreadView]:
    """The event, for somebody who may change it now."""
    thread, view = lock_thread(actor, thread_id)
    gathering = gathering_queries.lock_gathering(thread_id)
    is_ahead = gathering.cancelled_at is None and clock.now() < gathering.starts_at
    gathering_policy.require_change(
        actor, find_standing(actor), thread.author_id, view.facts, is_ahead=is_ahead
    )
    return gathering, view

"""The polls, events and support sessions of the demonstration's forum."""

from collections.abc import Callable, Iterator
from datetime import datetime, time, timedelta
from typing import Any, NamedTuple, Protocol
from uuid import UUID

from sqlalchemy import select

from csaleads.access.viewer import Viewer
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.demo.calendar import next_working_day
from csaleads.forum.gatherings import poll_service, presence_service
from csaleads.forum.gatherings import service as gathering_service
from csaleads.forum.gatherings.models import Answer, Gathering, GatheringKind, PollOption
from csaleads.forum.gatherings.poll_service import NewPoll
from csaleads.forum.gatherings.service import NewEvent, Setting
from csaleads.forum.models import ThreadKind

BETWEEN = timedelta(minutes=3)
CLOSING = time(17)
NOTED_AFTER = timedelta(hours=2)


class Tells(Protocol):
    """Who is there, and which thread is which."""

    people: dict[str, Viewer]
    threads: dict[int, int]

    def key(self) -> UUID: ...


class Act(NamedTuple):
    """Something that somebody does at a moment."""

    at: datetime
    act: Callable[[], None]


def begin(teller: Tells, thread: dict[str, Any], *, space_id: int) -> int:
    """The poll or the event of the content; the id of its thread."""
    actor = teller.people[thread["by"]]
    if thread["kind"] == ThreadKind.POLL:
        new = NewPoll(
            thread["title"],
            thread["body"],
            thread["options"],
            thread["is_multiple"],
            _closing(thread),
        )
        return poll_service.begin_poll(actor, space_id=space_id, new=new, key=teller.key())
    event = NewEvent(GatheringKind(thread["event"]), thread["title"], thread["body"], _setting(thread))
    return gathering_service.begin_event(actor, space_id=space_id, new=event, key=teller.key())


def _since_begun(thread: dict[str, Any], days: int) -> datetime:
    """The day that lies so many days from today, seen from the moment at which the thread is begun."""
    return clock.now() + timedelta(days=thread["days"] + days)


def _closing(thread: dict[str, Any]) -> datetime:
    day = clock.to_local(_since_begun(thread, thread["closes_in"])).date()
    return clock.from_local(day, CLOSING)


def _setting(thread: dict[str, Any]) -> Setting:
    day = next_working_day(clock.to_local(_since_begun(thread, thread["starts_in"])).date())
    starts_at = clock.from_local(day, time.fromisoformat(thread["at"]))
    return Setting(
        starts_at,
        starts_at + timedelta(minutes=thread["minutes"]),
        "Online",
        "https://meet.example/network",
        thread.get("places"),
    )


def steps_of(teller: Tells, number: int, thread: dict[str, Any], at: datetime) -> Iterator[Act]:
    """Votes and answers after the thread was begun at `at`, and who was there once a session is over."""
    said = [(name, Answer.COMING) for name in thread.get("coming", [])]
    said += [(name, Answer.PERHAPS) for name in thread.get("perhaps", [])]
    for place, (name, answer) in enumerate(said, start=1):
        yield Act(at + BETWEEN * place, _saying(teller, number, name, answer))
    for place, (name, chosen) in enumerate(thread.get("votes", {}).items(), start=1):
        yield Act(at + BETWEEN * place, _voting(teller, number, name, chosen))
    if "there" in thread:
        over = timedelta(days=thread["days"] + thread["starts_in"] + 6) + NOTED_AFTER
        yield Act(at + over, lambda: _note(teller, number, thread))


def _saying(teller: Tells, number: int, name: str, answer: Answer) -> Callable[[], None]:
    def act() -> None:
        gathering_service.answer_event(teller.people[name], thread_id=teller.threads[number], answer=answer)

    return act


def _voting(teller: Tells, number: int, name: str, chosen: list[int]) -> Callable[[], None]:
    def act() -> None:
        thread_id = teller.threads[number]
        query = select(PollOption.id).where(
            PollOption.thread_id == thread_id, PollOption.position.in_(chosen)
        )
        ids = list(db.session.scalars(query))
        poll_service.vote(teller.people[name], thread_id=thread_id, option_ids=ids)

    return act


def _note(teller: Tells, number: int, thread: dict[str, Any]) -> None:
    thread_id = teller.threads[number]
    presence_service.mark_presence(
        teller.people[thread["by"]],
        thread_id=thread_id,
        version=db.session.get_one(Gathering, thread_id).version,
        present_ids=[teller.people[name].person_id for name in thread["there"]],
        added_ids=[teller.people[name].person_id for name in thread["added"]],
    )

"""Polls and events of tests."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from csaleads.access.viewer import Viewer
from csaleads.accounts.models import Person
from csaleads.accounts.viewer_queries import find_viewer
from csaleads.core import clock
from csaleads.core.unit_of_work import unit_of_work
from csaleads.forum.gatherings import poll_service
from csaleads.forum.gatherings import service as gathering_service
from csaleads.forum.gatherings.models import Answer, GatheringKind
from csaleads.forum.gatherings.poll_service import NewPoll
from csaleads.forum.gatherings.service import NewEvent, Setting


def in_hours(hours: int) -> datetime:
    """The moment that many hours from now."""
    return clock.now() + timedelta(hours=hours)


def setting_in(hours: int, *, places: int | None = None, length: int = 1, **options: Any) -> Setting:
    """An event that begins in so many hours."""
    setting = Setting(in_hours(hours), in_hours(hours + length), "Online", "https://meet.example/abc", places)
    return setting._replace(**options)


def viewer_of(person: Person) -> Viewer:
    """The actor that the person would be."""
    found = find_viewer(person.id)
    assert found is not None
    return found


def poll(person: Person, space_id: int, *, options: Sequence[str] = ("Red", "Green"), **more: Any) -> int:
    """A poll of that person's that closes in two days."""
    new = NewPoll("Pebble note", "A zebra crossing.", options, False, in_hours(48))._replace(**more)
    with unit_of_work():
        return poll_service.begin_poll(viewer_of(person), space_id=space_id, new=new, key=uuid4())


def vote(person: Person, thread_id: int, *option_ids: int) -> None:
    with unit_of_work():
        poll_service.vote(viewer_of(person), thread_id=thread_id, option_ids=option_ids)


def event(
    person: Person,
    space_id: int,
    *,
    kind: GatheringKind = GatheringKind.EVENT,
    setting: Setting | None = None,
    title: str = "Pebble note",
) -> int:
    """An event of that person's, in two days where no setting is given."""
    new = NewEvent(kind, title, "A zebra crossing.", setting or setting_in(48))
    with unit_of_work():
        return gathering_service.begin_event(viewer_of(person), space_id=space_id, new=new, key=uuid4())


def say(person: Person, thread_id: int, answer: Answer) -> bool:
    with unit_of_work():
        return gathering_service.answer_event(viewer_of(person), thread_id=thread_id, answer=answer)

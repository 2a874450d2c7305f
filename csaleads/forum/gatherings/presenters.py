"""Events as their pages show them."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import groupby
from typing import NamedTuple

from csaleads.core import clock
from csaleads.core.formatting import plural, uk_date, uk_datetime, uk_time_range
from csaleads.forum.gatherings.event_queries import EventLine
from csaleads.forum.gatherings.models import Answer, GatheringKind
from csaleads.forum.gatherings.queries import AnswerLine, GatheringView
from csaleads.forum.gatherings.wording import KIND_LABELS, OWN_LABELS
from csaleads.forum.presenters import Badge, name_of
from csaleads.network.name_queries import MemberName

Names = Mapping[int, MemberName]


class ShownEvent(NamedTuple):
    """What an event says of itself."""

    thread_id: int
    kind: str
    when: str
    place: str
    online_link: str
    places: str
    coming: str
    own: str
    attendance: str
    is_cancelled: bool
    is_over: bool
    comes: bool


def shown_event(event: GatheringView) -> ShownEvent:
    """The event above the posts of its thread."""
    return ShownEvent(
        event.thread_id,
        KIND_LABELS[event.kind],
        when_of(event.starts_at, event.ends_at),
        event.place,
        event.online_link,
        _places(event),
        _coming(event),
        _own(event),
        attendance_of(event.kind, event.was_there),
        event.cancelled_at is not None,
        event.ends_at <= clock.now(),
        event.own_answer in (Answer.COMING, Answer.PERHAPS),
    )


def when_of(starts_at: datetime, ends_at: datetime) -> str:
    """ "Wednesday 2 December 2026, 1:30pm to 4pm", by the clocks of England and Wales."""
    if clock.to_local(starts_at).date() == clock.to_local(ends_at).date():
        return f"{uk_date(starts_at)}, {uk_time_range(starts_at, ends_at)}"
    return f"{uk_datetime(starts_at)} to {uk_datetime(ends_at)}"


def _places(event: GatheringView) -> str:
    if event.places_count is None:
        return ""
    free = max(0, event.places_count - event.coming_count)
    waiting = max(0, event.coming_count - event.places_count)
    more = f", {plural(waiting, 'member')} waiting" if waiting else ""
    return f"{free:,} of {plural(event.places_count, 'place')} free{more}"


def _coming(event: GatheringView) -> str:
    seated = event.coming_count
    if event.places_count is not None:
        seated = min(seated, event.places_count)
    verb = "came" if event.has_begun else "coming"
    said = f"{seated:,} said they were coming" if event.has_begun else f"{seated:,} {verb}"
    return f"{said}, {event.perhaps_count:,} perhaps"


def _own(event: GatheringView) -> str:
    if event.own_answer is None or event.has_begun:
        return ""
    if event.is_waiting:
        place = event.own_place - (event.places_count or 0)
        return f"You are waiting for a place, as number {place:,}. You are told when there is one for you"
    return OWN_LABELS[event.own_answer]


def attendance_of(kind: GatheringKind, was_there: bool | None) -> str:
    """What is noted of the viewer's own attendance."""
    if kind is not GatheringKind.SUPPORT_SESSION or was_there is None:
        return ""
    return "It is noted that you were there" if was_there else "It is noted that you were not there"


class ShownLine(NamedTuple):
    """An event in a list."""

    id: int
    title: str
    when: str
    place: str
    own: str
    badges: tuple[Badge, ...]


class Month(NamedTuple):
    """The events of a month on one page of the list."""

    label: str
    key: str
    rows: tuple[ShownLine, ...]


def months_of(lines: Sequence[EventLine], *, is_past: bool) -> list[Month]:
    """The events under a heading for each month, in the order in which they come."""
    return [
        Month(label, f"month-{place}", tuple(shown_line(line, is_past=is_past) for line in each))
        for place, (label, each) in enumerate(
            groupby(lines, key=lambda line: uk_date(line.starts_at, "month")), start=1
        )
    ]


def shown_line(line: EventLine, *, is_past: bool) -> ShownLine:
    """An event in the list of those ahead or over."""
    own = OWN_LABELS[line.own_answer] if line.own_answer and not line.is_cancelled else ""
    if is_past:
        own = attendance_of(line.kind, line.was_there)
    badges: list[Badge] = []
    if line.kind is GatheringKind.SUPPORT_SESSION:
        badges.append((KIND_LABELS[line.kind], "active"))
    if line.is_cancelled:
        badges.append(("Cancelled", "over"))
    return ShownLine(
        line.thread_id,
        line.title,
        when_of(line.starts_at, line.ends_at),
        line.place or "Online",
        own,
        tuple(badges),
    )


class ShownMember(NamedTuple):
    """Somebody who comes, or perhaps comes."""

    name: str
    note: str
    said: str


def shown_members(
    lines: Sequence[AnswerLine], names: Names, *, first_number: int, places_count: int | None
) -> list[ShownMember]:
    """Those who come in the order of their places, from number `first_number` on, and those who perhaps come."""
    return [
        ShownMember(
            name_of(line.person_id, names),
            names[line.person_id].areas if line.person_id in names else "",
            _said(line, number, places_count),
        )
        for number, line in enumerate(lines, start=first_number)
    ]


def _said(line: AnswerLine, number: int, places_count: int | None) -> str:
    if line.answer is Answer.PERHAPS:
        return "Perhaps"
    is_waiting = places_count is not None and number > places_count
    return "Waiting for a place" if is_waiting else "Coming"

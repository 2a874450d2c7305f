"""A person's calendar as an iCalendar file: when and where, and where to read on. Never who booked, never what about."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from icalendar import Calendar, Event, vDuration, vText

from csaleads.clinics.models import ClinicState
from csaleads.core import clock
from csaleads.programmes.feeds.queries import ClinicEntry, DayEntry, Owner
from csaleads.programmes.feeds.sources import FeedEntry
from csaleads.programmes.models import Mode

ASK_AGAIN = timedelta(hours=4)  # a hint to calendars


def feed_file(
    owner: Owner,
    days: Iterable[DayEntry],
    clinics: Iterable[ClinicEntry],
    others: Iterable[FeedEntry] = (),
    *,
    root: str,
) -> bytes:
    """The file. Nothing in it tells the time at which it was made: the same entries are the same bytes."""
    calendar = Calendar()
    calendar.add("prodid", "-//csaleads//calendar//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", vText("csaleads"))
    calendar.add("refresh-interval", vDuration(ASK_AGAIN), parameters={"value": "DURATION"})
    for day in days:
        calendar.add_component(_learning_day(day, owner.made_at, root))
    for clinic in clinics:
        calendar.add_component(_clinic(clinic, owner.made_at, root))
    for other in others:
        calendar.add_component(_other(other, owner.made_at, root))
    written: bytes = calendar.to_ical()
    return written


def _event(uid: str, *, sequence: int, stamp: datetime, summary: str, place: str, url: str) -> Event:
    event = Event()
    event.add("uid", uid)
    event.add("sequence", sequence)
    event.add("dtstamp", stamp)
    event.add("summary", vText(summary))
    event.add("location", vText(place))
    event.add("url", url)
    event.add("class", "PRIVATE")
    return event


def _learning_day(day: DayEntry, stamp: datetime, root: str) -> Event:
    said = "Learning day"
    if day.group_number is not None:
        said += f" (you see to group {day.group_number})"
    elif day.presents:
        said += " (you present)"
    event = _event(
        f"learning-day-{day.id}@csaleads",
        sequence=day.version,
        stamp=stamp,
        summary=f"{said}, {day.cohort_name}",
        place=day.place or ("Online" if day.mode is Mode.ONLINE else ""),
        url=f"{root}/cohorts/{day.cohort_id}/days/{day.id}",
    )
    event.add("dtstart", clock.from_local(day.held_on, day.starts))
    event.add("dtend", clock.from_local(day.held_on, day.ends))
    event.add("status", "TENTATIVE" if day.is_away else "CONFIRMED")
    more = "You said that you cannot come. " if day.is_away else ""
    event.add("description", vText(f"{more}What it teaches, and how to join, is in csaleads."))
    return event


def _clinic(clinic: ClinicEntry, stamp: datetime, root: str) -> Event:
    is_draft = clinic.state is ClinicState.DRAFT
    event = _event(
        f"clinic-{clinic.id.hex}@csaleads",
        sequence=clinic.version,
        stamp=stamp,
        summary="Practice Lead clinic (draft)" if is_draft else "Practice Lead clinic",
        place=clinic.place or "Online",
        url=f"{root}/clinics/{clinic.id}",
    )
    event.add("dtstart", clinic.starts_at)
    event.add("dtend", clinic.ends_at)
    is_off = clinic.state is ClinicState.CANCELLED
    event.add("status", "CANCELLED" if is_off else "TENTATIVE" if is_draft else "CONFIRMED")
    event.add("description", vText("Running order and requests are in csaleads."))
    return event


def _other(entry: FeedEntry, stamp: datetime, root: str) -> Event:
    event = _event(
        entry.uid,
        sequence=entry.sequence,
        stamp=stamp,
        summary=entry.summary,
        place=entry.place,
        url=f"{root}{entry.path}",
    )
    event.add("dtstart", entry.starts_at)
    event.add("dtend", entry.ends_at)
    event.add("status", entry.status.value)
    event.add("description", vText(entry.description))
    return event

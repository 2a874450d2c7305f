"""An event as an iCalendar file: its title, when and where. Never what was written about it, or who comes."""

from icalendar import Calendar, Event, vText

from csaleads.core import clock
from csaleads.forum.gatherings.queries import GatheringView


def event_file(event: GatheringView, *, title: str, page_url: str) -> bytes:
    """The file; its UID stays the same, so that a newer one takes the place of an older in a calendar."""
    entry = Event()
    entry.add("uid", uid_of(event.thread_id))
    entry.add("sequence", event.version)
    entry.add("dtstamp", clock.now())
    entry.add("dtstart", event.starts_at)
    entry.add("dtend", event.ends_at)
    entry.add("summary", vText(title))
    entry.add("location", vText(event.place or "Online"))
    entry.add("description", vText("How to join is in csaleads."))
    entry.add("url", page_url)
    entry.add("status", "CANCELLED" if event.cancelled_at else "CONFIRMED")
    entry.add("class", "PRIVATE")
    calendar = Calendar()
    calendar.add("prodid", "-//csaleads//network//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(entry)
    written: bytes = calendar.to_ical()
    return written


def uid_of(thread_id: int) -> str:
    """What names the event in a calendar, here and in the calendar behind a member's address."""
    return f"network-event-{thread_id}@csaleads"

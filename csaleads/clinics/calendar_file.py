"""A clinic as an iCalendar file for its leads: time, place and where to read on. Never who booked or why."""

from icalendar import Calendar, Event, vText

from csaleads.clinics.models import ClinicState
from csaleads.clinics.queries import ClinicView
from csaleads.core import clock


def calendar_file(clinic: ClinicView, *, page_url: str) -> bytes:
    """The file; its UID stays the same, so that a newer one takes the place of an older in a calendar."""
    event = Event()
    event.add("uid", f"clinic-{clinic.id.hex}@csaleads")
    event.add("sequence", clinic.version)
    event.add("dtstamp", clock.now())
    event.add("dtstart", clinic.starts_at)
    event.add("dtend", clinic.ends_at)
    event.add("summary", "Practice Lead clinic")
    event.add("location", vText(clinic.place or "Online"))
    event.add("description", vText("Running order and requests are in csaleads."))
    event.add("url", page_url)
    event.add("status", "CANCELLED" if clinic.state is ClinicState.CANCELLED else "CONFIRMED")
    event.add("class", "PRIVATE")
    calendar = Calendar()
    calendar.add("prodid", "-//csaleads//clinics//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(event)
    written: bytes = calendar.to_ical()
    return written

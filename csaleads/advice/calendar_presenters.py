"""A booking as a calendar file (RFC 5545). It carries reference, time, place and link: never a word of what is asked."""

from icalendar import Calendar, Event

from csaleads.advice.models import RequestState
from csaleads.advice.queries import BookingView, RequestView
from csaleads.core import clock

PRODUCT = "-//csaleads//Practice Lead clinics//EN"


def calendar_file(request: RequestView, booking: BookingView, *, address: str) -> bytes:
    """One event. Its UID stays with the request and its SEQUENCE rises, so that a calendar replaces what it has."""
    is_on = booking.is_held and request.state is not RequestState.WITHDRAWN
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    event = Event()
    event.add("uid", f"{request.id}@csaleads")
    event.add("sequence", booking.sequence)
    event.add("dtstamp", clock.now())
    event.add("dtstart", booking.starts_at)
    event.add("dtend", booking.ends_at)
    event.add("summary", f"Practice Lead clinic – {request.reference}")
    event.add("location", ", ".join(filter(None, (booking.place, booking.online_link))))
    event.add("url", address)
    event.add("status", "CONFIRMED" if is_on else "CANCELLED")
    calendar.add_component(event)
    return bytes(calendar.to_ical())

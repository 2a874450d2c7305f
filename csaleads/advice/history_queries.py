"""What has happened to a request, in order, for whoever may read it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from csaleads.accounts.queries import names_of
from csaleads.advice.models import Attendance, Booking, ReleaseKind, RequestState
from csaleads.advice.queries import RequestView
from csaleads.audit.models import AuditEvent
from csaleads.clinics.models import Slot
from csaleads.core.formatting import uk_datetime
from csaleads.core.statements import Query, Statement, columns_of, one, rows_like

RELEASED = {
    ReleaseKind.MOVED: "Time given up for another",
    ReleaseKind.CANCELLED_BY_WORKER: "Booking cancelled",
    ReleaseKind.CANCELLED_BY_LEAD: "Booking cancelled by the Practice Lead",
    ReleaseKind.CLINIC_CANCELLED: "Clinic cancelled",
}
ATTENDED = {Attendance.ATTENDED: "Attended", Attendance.DID_NOT_ATTEND: "Did not attend"}
ENDED = {RequestState.WITHDRAWN: "Request withdrawn", RequestState.DECLINED: "Not taken on"}
FROM_THE_TRAIL = {
    "join_queue": "Joined the queue between clinics",
    "accept": "Taken on",
    "hand_back": "Handed back to the queue",
    "hand_over": "Handed over to",
    "edit": "Answers changed",
    "report_slip": "Hidden: something in it could identify somebody",
    "correct_slip": "Words changed that could have identified somebody",
    "dismiss_slip": "Shown again: nothing in it identifies anybody",
    "purge_slip": "Shown again without what could have identified somebody",
}


@dataclass(frozen=True)
class Happening:
    """One entry of the history. `text` may be narrative: only for the page."""

    at: datetime
    title: str
    by_id: int | None = None
    text: str = ""
    to_id: int | None = None  # whose name follows the title


def list_history(request: RequestView) -> list[dict[str, Any]]:
    """Entries for the timeline, the oldest first; `request` was loaded for its viewer."""
    found = [*_of_request(request), *_of_bookings(request), *_of_trail(request)]
    concerned = (i for entry in found for i in (entry.by_id, entry.to_id))
    names = names_of([person_id for person_id in concerned if person_id is not None])
    return [
        {
            "title": f"{entry.title} {names.get(entry.to_id or -1, '')}".strip(),
            "at": entry.at,
            "by": names.get(entry.by_id or -1, ""),
            "text": entry.text,
        }
        for entry in sorted(found, key=lambda entry: entry.at)
    ]


def _of_request(request: RequestView) -> list[Happening]:
    found = [Happening(request.started_at, "Request begun", request.worker_id)]
    if request.submitted_at is not None:
        found.append(Happening(request.submitted_at, "Request sent", request.worker_id))
    if request.ended_at is not None and request.state in ENDED:
        found.append(Happening(request.ended_at, ENDED[request.state], text=request.ended_reason))
    if request.ended_at is not None and request.state is RequestState.CONSULTED:
        found.append(Happening(request.ended_at, "Record of the consultation started"))
    return found


def _of_bookings(request: RequestView) -> list[Happening]:
    found = []
    for booking in _bookings.rows(request_id=request.id):
        when = uk_datetime(booking.starts_at)
        found.append(Happening(booking.booked_at, f"Booked: {when}", booking.booked_by_id))
        if booking.attendance_at is not None and booking.attendance in ATTENDED:
            found.append(Happening(booking.attendance_at, ATTENDED[booking.attendance]))
        if booking.released_at is not None and booking.released_kind is not None:
            title = f"{RELEASED[booking.released_kind]}: {when}"
            reason = "" if request.hidden_at else booking.released_reason
            found.append(Happening(booking.released_at, title, booking.released_by_id, reason))
    return found


@rows_like(Booking)
def _bookings() -> Query:
    return (
        select(*columns_of(Booking), Slot.starts_at)
        .join(Slot, Slot.id == Booking.slot_id)
        .where(Booking.request_id == one("request_id"))
        .order_by(Booking.booked_at, Booking.id)
    )


def _of_trail(request: RequestView) -> list[Happening]:
    rows = _events.rows(subject_id=request.id.hex)
    return [
        Happening(at, FROM_THE_TRAIL[verb], actor_id, to_id=_to(details))
        for at, verb, actor_id, details in rows
    ]


def _to(details: dict[str, Any]) -> int | None:
    """To whom it was handed over; none of the other happenings names anybody."""
    to_id: int | None = details.get("to_person_id")
    return to_id


@Statement
def _events() -> Query:
    return (
        select(AuditEvent.at, AuditEvent.verb, AuditEvent.actor_id, AuditEvent.details)
        .where(
            AuditEvent.subject_kind == "request",
            AuditEvent.subject_id == one("subject_id"),
            AuditEvent.verb.in_(FROM_THE_TRAIL),
        )
        .order_by(AuditEvent.at, AuditEvent.id)
    )

"""A request whose words could identify somebody: hidden, read by those who correct it, corrected, shown again.

For the room that decides who may: nothing here asks policy, and nothing here is for a page. `locked` first, in every unit, so
that nobody waits in a circle.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import undefer_group

from csaleads.advice.locking import lock_requests
from csaleads.advice.models import Booking, RequestForAdvice, RequestState
from csaleads.advice.steps import LONGEST_KEPT
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.encryption import uncovered
from csaleads.core.errors import NotFound
from csaleads.core.unit_of_work import writes

QUESTIONS = {
    "known": "What is known",
    "worrying": "What is worrying",
    "going_well": "What is going well",
    "question": "Question for the Practice Lead",
}
WHY_ENDED = "Why the request ended"
WHY_CANCELLED = "Why a booking was cancelled"
LONGEST_REASON = 1000


class Part(NamedTuple):
    """One text that somebody wrote: what it is called on pages, by whom it is, and how long it may be.

    `key` names it in a form. A private part is shown to its author alone, and its heading to nobody else.
    """

    key: str
    heading: str
    author_id: int | None
    text: str
    longest: int
    is_private: bool = False


@writes
def hide_request(request_id: UUID) -> None:
    """From now on nobody reads the words of the request; one that is hidden stays as it is."""
    request = locked(request_id)
    request.hidden_at = request.hidden_at or clock.now()
    db.session.flush()


@writes
def show_request(request_id: UUID) -> None:
    """Whoever could read the request before can read it again."""
    locked(request_id).hidden_at = None
    db.session.flush()


@writes
def mark_corrected(request_id: UUID, *, headings: list[str], at: datetime) -> None:
    """The pages of the request and its record say that parts with these headings were corrected, and when."""
    request = locked(request_id)
    before = request.corrected_parts.split("; ") if request.corrected_parts else []
    request.corrected_parts = "; ".join(dict.fromkeys([*before, *headings]))[:600]
    request.corrected_at = at
    db.session.flush()


def locked(request_id: UUID) -> RequestForAdvice:
    """The request as it is now, locked until the unit ends; raises NotFound."""
    found = lock_requests([request_id]).get(request_id)
    if found is None:
        raise NotFound
    return found


def parts_of_request(request_id: UUID) -> list[Part]:
    """Every text of the request and its bookings that is not empty, hidden or not. For its correction alone."""
    request, bookings = _rows(request_id)
    with uncovered():
        parts = [
            Part(f"request_{name}", heading, request.worker_id, getattr(request, name), LONGEST_KEPT)
            for name, heading in QUESTIONS.items()
        ]
        ended = Part(
            "request_ended_reason", WHY_ENDED, _who_ended(request), request.ended_reason, LONGEST_REASON
        )
        parts += [ended, *map(_why_released, bookings)]
    return [part for part in parts if part.text]


def _rows(request_id: UUID) -> tuple[RequestForAdvice, list[Booking]]:
    everything = undefer_group("narrative")
    request = select(RequestForAdvice).where(RequestForAdvice.id == request_id).options(everything)
    bookings = select(Booking).where(Booking.request_id == request_id).options(everything)
    found = db.session.scalar(request.execution_options(populate_existing=True))
    if found is None:
        raise NotFound
    return found, list(db.session.scalars(bookings.order_by(Booking.booked_at, Booking.id)))


def _who_ended(request: RequestForAdvice) -> int | None:
    return request.worker_id if request.state is RequestState.WITHDRAWN else request.lead_id


def _why_released(booking: Booking) -> Part:
    key = f"booking_{booking.id.hex}"
    return Part(key, WHY_CANCELLED, booking.released_by_id, booking.released_reason, LONGEST_REASON)


@writes
def correct_request(request_id: UUID, texts: Mapping[str, str]) -> list[str]:
    """The parts named by their keys say what `texts` say, the old words are overwritten; headings of those that changed.

    A page that was opened before can no longer save over it. Keys of other rooms are left to them.
    """
    locked(request_id)
    request, bookings = _rows(request_id)
    changed = []
    for part in parts_of_request(request_id):
        if part.key not in texts or texts[part.key] == part.text:
            continue
        _set(request, bookings, part.key, texts[part.key])
        changed.append(part.heading)
    if changed:
        request.version += 1
        request.saved_at = clock.now()
    db.session.flush()
    return changed


def _set(request: RequestForAdvice, bookings: list[Booking], key: str, text: str) -> None:
    kind, _, name = key.partition("_")
    if kind == "request":
        setattr(request, name, text)
    else:
        next(row for row in bookings if row.id.hex == name).released_reason = text

"""What people are told about their requests: kind, facts and page. Facts are references, times and places, never words."""

from collections.abc import Iterable
from datetime import datetime
from typing import Protocol

from csaleads.accounts import queries as people
from csaleads.advice.models import RequestForAdvice
from csaleads.advice.queries import BookingView
from csaleads.notify.models import MessageKind
from csaleads.notify.service import News, tell, tell_all

Facts = dict[str, str | int]


def path_of(reference: str, *, page: str = "") -> str:
    """The page of a request; `page` is a page below it."""
    return f"/requests/{reference}{page}"


class Meeting(Protocol):
    """What news tell of a slot: one that is offered, or one that is held."""

    @property
    def slot_id(self) -> int: ...
    @property
    def starts_at(self) -> datetime: ...
    @property
    def ends_at(self) -> datetime: ...
    @property
    def where(self) -> str: ...
    @property
    def lead_ids(self) -> tuple[int, ...]: ...


def facts_of(reference: str, meeting: Meeting) -> Facts:
    """What may be said of a booking in a mail."""
    return {
        "reference": reference,
        "starts_at": meeting.starts_at.isoformat(),
        "ends_at": meeting.ends_at.isoformat(),
        "place": meeting.where,
        "slot_id": meeting.slot_id,
    }


def tell_booked(reference: str, worker_id: int, meeting: Meeting, *, before: Meeting | None) -> None:
    """The worker and the leads hear of a new booking, or that one has moved; leads who are left behind, that it is gone."""
    facts, page = facts_of(reference, meeting), path_of(reference)
    to_worker, to_leads = MessageKind.BOOKED, MessageKind.BOOKED_WITH_YOU
    news: list[News] = []
    stayed: set[int] = set()
    if before is not None:
        facts["old_starts_at"] = before.starts_at.isoformat()
        to_worker = MessageKind.MOVED
        stayed = set(before.lead_ids) & set(meeting.lead_ids)
        gone = facts_of(reference, before)
        left = [lead_id for lead_id in before.lead_ids if lead_id not in stayed]
        news += [News(lead_id, MessageKind.CANCELLED_WITH_YOU, gone, path="") for lead_id in left]
    news.append(News(worker_id, to_worker, facts, page))
    for lead_id in meeting.lead_ids:
        kind = MessageKind.MOVED_WITH_YOU if lead_id in stayed else to_leads
        news.append(News(lead_id, kind, facts, page))
    tell_all(news)


def tell_cancelled(request: RequestForAdvice, booking: BookingView, *, by_worker: bool) -> None:
    """Both sides hear that a booking is gone."""
    facts = facts_of(request.reference, booking)
    tell(
        request.worker_id,
        MessageKind.CANCELLED,
        facts=facts,
        path=path_of(request.reference),
        mail=not by_worker,
    )
    clinic = f"/clinics/{booking.clinic_id}/running-order"
    _tell_each(booking.lead_ids, MessageKind.CANCELLED_WITH_YOU, facts, path=clinic)


def tell_clinic_cancelled(request: RequestForAdvice, booking: BookingView) -> None:
    """The worker hears that the clinic is off, and where to choose another time."""
    facts = facts_of(request.reference, booking)
    page = path_of(request.reference, page="/slots")
    tell(request.worker_id, MessageKind.CLINIC_CANCELLED, facts=facts, path=page)


def tell_clinic_changed(request: RequestForAdvice, booking: BookingView) -> None:
    """The worker hears of a new time, place or lead."""
    facts = facts_of(request.reference, booking)
    tell(request.worker_id, MessageKind.CLINIC_CHANGED, facts=facts, path=path_of(request.reference))


def tell_queued(request: RequestForAdvice, *, but: Iterable[int] = ()) -> None:
    """The leads of the area hear that a request waits for one of them."""
    leads = [lead.id for lead in people.list_leads([request.area_id])]
    others = [lead_id for lead_id in leads if lead_id not in {request.worker_id, *but}]
    _tell_each(others, MessageKind.QUEUED, {"reference": request.reference}, path=path_of(request.reference))


def tell_worker(request: RequestForAdvice, kind: MessageKind) -> None:
    """The worker hears what became of the request in the queue."""
    tell(request.worker_id, kind, facts={"reference": request.reference}, path=path_of(request.reference))


def tell_workers(requests: Iterable[RequestForAdvice], kind: MessageKind) -> None:
    """The same for several requests, in as many statements as for one."""
    tell_all(
        [
            News(each.worker_id, kind, {"reference": each.reference}, path_of(each.reference))
            for each in requests
        ]
    )


def tell_withdrawn(request: RequestForAdvice, lead_id: int) -> None:
    """The lead who had taken it hears that it is withdrawn."""
    _tell_each([lead_id], MessageKind.CANCELLED_WITH_YOU, {"reference": request.reference}, path="/queue")


def _tell_each(person_ids: Iterable[int], kind: MessageKind, facts: Facts, *, path: str) -> None:
    tell_all([News(person_id, kind, facts, path) for person_id in person_ids])

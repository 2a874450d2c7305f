"""Requests as pages show them: tags, next steps, answers with their change links, open slots by day."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import groupby
from operator import attrgetter
from typing import Any
from uuid import UUID

from flask import url_for

from csaleads.advice.list_queries import MyRequest, QueuedRequest
from csaleads.advice.models import Attendance, ReleaseKind, RequestForAdvice, RequestState
from csaleads.advice.queries import RequestView
from csaleads.advice.running_order_queries import BookingLine, RunningOrder, Sitting
from csaleads.advice.steps import Step
from csaleads.clinics.open_queries import OpenClinic
from csaleads.core import clock
from csaleads.core.formatting import joined, plural, uk_date, uk_datetime, uk_time_range
from csaleads.core.working_days import count_working_days

KEPT = 4096  # lines of lists, of everybody together
S = RequestState
TONES = {
    S.DRAFT: "plain",
    S.SUBMITTED: "attention",
    S.BOOKED: "active",
    S.QUEUED: "waiting",
    S.ACCEPTED: "active",
    S.CONSULTED: "good",
    S.WITHDRAWN: "over",
    S.DECLINED: "over",
    S.DID_NOT_ATTEND: "attention",
}
AFTER_CLINIC = "Your Practice Lead writes up the advice"
NEXT_STEPS = {
    S.DRAFT: "Finish your answers and send them",
    S.SUBMITTED: "Choose a time, or ask between clinics",
    S.BOOKED: "Bring your question to the clinic",
    S.QUEUED: "A Practice Lead will take it on",
    S.ACCEPTED: "Your Practice Lead will contact you",
    S.CONSULTED: AFTER_CLINIC,
    S.WITHDRAWN: "Nothing to do",
    S.DECLINED: "Read why, and what you can do now",
    S.DID_NOT_ATTEND: "Choose another time",
}
TEXT_QUESTIONS = {
    "known": ("What is known", Step.SITUATION),
    "worrying": ("What is worrying", Step.SITUATION),
    "going_well": ("What is going well", Step.SITUATION),
    "question": ("Question for the Practice Lead", Step.QUESTION),
}


@dataclass(frozen=True)
class SlotLine:
    """An open slot as a radio button."""

    value: str
    label: str


@dataclass(frozen=True, eq=False, slots=True)
class SlotClinic:
    """The open slots of one clinic, under who leads it and where it is. One object while they stay as they are."""

    key: str
    about: str
    slots: tuple[SlotLine, ...]

    def picked(self, chosen: Collection[str]) -> str:
        """The value of the slot among these that is picked, or nothing."""
        return next((slot.value for slot in self.slots if slot.value in chosen), "") if chosen else ""


@dataclass(frozen=True)
class SlotDay:
    """The clinics of one day that have open slots."""

    on: date
    clinics: list[SlotClinic]


@dataclass(frozen=True)
class SlotChoices:
    """What can be booked: by day, and apart from it the time at which asking began."""

    days: list[SlotDay]
    kept: SlotDay | None = None


def answers_of(request: RequestView, *, origin: str = "", can_change: bool = False) -> list[dict[str, Any]]:
    """Rows of the summary list; with `can_change` each leads to its question, and from there back to `origin`."""
    rows: list[tuple[str, Any, Step]] = [
        ("Kind of concern", request.concern.label if request.concern else "", Step.CONCERN),
        ("Age of the child", request.age_band.label if request.age_band else "", Step.AGE),
        ("Stage of the response", request.stage.label if request.stage else "", Step.STAGE),
    ]
    rows += [(key, getattr(request, name), step) for name, (key, step) in TEXT_QUESTIONS.items()]
    confidence = request.confidence_before
    rows.append(("Confidence now", f"{confidence} out of 10" if confidence else "", Step.CONFIDENCE))
    return [
        {"key": key, "value": value} | (_change(request.reference, step, origin) if can_change else {})
        for key, value, step in rows
    ]


def _change(reference: str, step: Step, origin: str) -> dict[str, str]:
    return {"href": url_for("advice.step", reference=reference, step=step.value, origin=origin or None)}


def days_of(clinics: Sequence[OpenClinic]) -> list[SlotDay]:
    """Open clinics, which come in order of time, by day."""
    return [
        SlotDay(day, [_slot_clinic(clinic) for clinic in group])
        for day, group in groupby(clinics, key=attrgetter("day"))
    ]


@lru_cache(maxsize=KEPT)
def _slot_clinic(clinic: OpenClinic) -> SlotClinic:
    lines = [SlotLine(str(slot.id), uk_time_range(slot.starts_at, slot.ends_at)) for slot in clinic.slots]
    return SlotClinic(f"clinic-{clinic.id}", _about(clinic), tuple(lines))


def _about(clinic: OpenClinic) -> str:
    place = clinic.place or ("online" if clinic.is_online else "")
    where = f"{place}, or online" if clinic.place and clinic.is_online else place
    with_whom = f"With {joined(clinic.lead_names)}" if clinic.lead_names else ""
    about = ", ".join(part for part in (with_whom, where) if part)
    return about[:1].upper() + about[1:]


@dataclass(frozen=True, eq=False, slots=True)
class MyRequestLine:
    """A request of one's own as the list shows it. `reference`, `is_draft` and `has_advice` say where it leads."""

    reference: str
    is_draft: bool
    has_advice: bool
    state: str
    tone: str
    concern: str
    begun: str
    clinic: str
    next_step: str


def my_request_lines(rows: Sequence[MyRequest], with_advice: Collection[UUID]) -> list[MyRequestLine]:
    """Rows of the list with the next step of each; `with_advice` are the requests that have a signed record."""
    now = clock.now()
    return [
        _my_request_line(row, row.id in with_advice, row.starts_at is not None and row.starts_at <= now)
        for row in rows
    ]


@lru_cache(maxsize=KEPT)
def _my_request_line(row: MyRequest, has_advice: bool, is_past: bool) -> MyRequestLine:
    return MyRequestLine(
        reference=row.reference,
        is_draft=row.state is RequestState.DRAFT,
        has_advice=has_advice,
        state=row.state.label,
        tone=TONES[row.state],
        concern=row.concern.label if row.concern else "Not chosen yet",
        begun=uk_date(row.started_at, "short"),
        clinic=uk_datetime(row.starts_at, "short") if row.starts_at else "–",
        next_step=AFTER_CLINIC if row.state is RequestState.BOOKED and is_past else NEXT_STEPS[row.state],
    )


@dataclass(frozen=True, eq=False, slots=True)
class WaitingLine:
    """A request between clinics as the queue shows it."""

    request: QueuedRequest
    concern: str
    about: str
    waited: str


def waiting_lines(rows: Sequence[QueuedRequest]) -> list[WaitingLine]:
    """Rows of the queue with how long they have waited."""
    now = clock.now()
    return [_waiting_line(row, count_working_days(row.submitted_at, now)) for row in rows]


@lru_cache(maxsize=KEPT)
def _waiting_line(row: QueuedRequest, working_days: int) -> WaitingLine:
    return WaitingLine(
        row,
        row.concern.label,
        f"{row.age_band.label}, {row.stage.label[0].lower()}{row.stage.label[1:]}",
        waited_text(working_days),
    )


def waited_text(working_days: int) -> str:
    """How long somebody has waited, as people say it."""
    return plural(working_days, "working day") if working_days else "Less than a working day"


@dataclass(frozen=True)
class SittingLine:
    """A slot of the running order: facts on top, the answers under it for whoever may read them."""

    sitting: Sitting
    facts: list[dict[str, Any]]
    answers: list[dict[str, Any]]
    released: list[str]


CANCELLED_BY = {
    ReleaseKind.MOVED: "moved to another time",
    ReleaseKind.CANCELLED_BY_WORKER: "cancelled by the worker",
    ReleaseKind.CANCELLED_BY_LEAD: "cancelled by the Practice Lead",
    ReleaseKind.CLINIC_CANCELLED: "cancelled with the clinic",
}


def sittings_of(order: RunningOrder) -> list[SittingLine]:
    """The running order as its page shows it."""
    return [
        SittingLine(
            sitting,
            _facts_of(sitting.request) if sitting.request else [],
            _words_of(sitting.request) if sitting.request else [],
            [_released_text(line, order) for line in sitting.released],
        )
        for sitting in order.sittings
    ]


def _facts_of(request: RequestForAdvice) -> list[dict[str, Any]]:
    return [
        {"key": "Kind of concern", "value": request.concern.label if request.concern else ""},
        {"key": "Age of the child", "value": request.age_band.label if request.age_band else ""},
        {"key": "Stage of the response", "value": request.stage.label if request.stage else ""},
        {"key": "Confidence now", "value": f"{request.confidence_before} out of 10"},
    ]


def _words_of(request: RequestForAdvice) -> list[dict[str, Any]]:
    return [{"key": key, "value": getattr(request, name)} for name, (key, _) in TEXT_QUESTIONS.items()]


def _released_text(line: BookingLine, order: RunningOrder) -> str:
    if line.attendance is Attendance.DID_NOT_ATTEND:
        what = "did not attend"
    else:
        what = CANCELLED_BY.get(line.released_kind or ReleaseKind.MOVED, "")
    who = f" ({line.worker_name})" if order.is_for_lead else ""
    reason = order.reasons.get(line.id, "")
    return f"{line.reference}{who}: {what} on {uk_date(line.released_at)}" + (f". {reason}" if reason else "")

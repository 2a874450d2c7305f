"""Clinics, requests, consultations, messages and the audit trail of one area over two years, as they would have come about."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import cycle
from random import Random
from uuid import UUID

from benchmarks.bulk import Batch, Row
from benchmarks.paper import Numbers, Paper
from benchmarks.people import AreaPeople
from csaleads.advice.models import Attendance, RequestForAdvice, RequestState, Stage
from csaleads.clinics.models import ClinicState, SlotState
from csaleads.consultations.models import (
    Action,
    Agency,
    AgencyInvolved,
    Consultation,
    ExternalAdvice,
    OwnerRole,
    RecordState,
)
from csaleads.core.clock import from_local
from csaleads.core.encryption import KeyRing
from csaleads.notify.models import MessageKind
from csaleads.practice.models import AgeBand, Concern

MONTHS = 24
SLOTS = 4
SLOT_MINUTES, GAP_MINUTES = 40, 10
BETWEEN_CLINICS = 12  # consultations of a lead that came from the queue
OPEN_CLINICS = 3  # of each lead, in the coming five weeks
WAITING, DRAFTS, WITHDRAWN = 60, 20, 20  # requests of an area in these states
EVERY_TWENTIETH = 20  # consultation is for the one social worker whose pages are measured


@dataclass(frozen=True)
class Held:
    """A slot with whoever leads its clinic."""

    slot_id: int
    clinic_id: UUID
    lead_id: int
    starts_at: datetime


class AreaStory(Paper):
    """Writes the work of one area into a batch."""

    def __init__(
        self,
        batch: Batch,
        people: AreaPeople,
        *,
        random: Random,
        ring: KeyRing,
        today: date,
        numbers: Numbers,
    ) -> None:
        super().__init__(batch, people.area_id, random=random, ring=ring, numbers=numbers)
        self.people, self.today = people, today
        self.now = datetime.combine(today, time(8), tzinfo=UTC)
        self.open_slots: list[Held] = []
        self.first_open_clinic: UUID | None = None  # of the first lead, fully booked
        self.team_of = dict(zip(people.workers, cycle(people.team_ids)))
        self._turn = cycle(people.workers)
        self._asked = 0

    def tell(self, months: int = MONTHS, *, is_whole: bool = True) -> None:
        """Two years of clinics and what is open now; an area that is not whole has one consultation."""
        if not is_whole:
            self._clinic(self.people.leads[0], self._past_day(3, 0), ClinicState.HELD, booked=1)
            self._chain()
            return
        for place, lead_id in enumerate(self.people.leads):
            for month in range(months):
                self._clinic(lead_id, self._past_day(month, place), ClinicState.HELD, booked=2)
            for number in range(BETWEEN_CLINICS):
                asked = self.now - timedelta(days=20 + number * 57 + place)
                self._consultation(self._worker(), lead_id, asked, None)
            for number in range(OPEN_CLINICS):
                booked = SLOTS if place == number == 0 else 1
                on = self.today + timedelta(days=1 + number * 12 + place % 11)
                self._clinic(lead_id, on, ClinicState.PUBLISHED, booked=booked)
        self._unfinished()
        self._chain()

    # Clinics

    def _past_day(self, month: int, place: int) -> date:
        return self.today - timedelta(days=3 + month * 30 + place % 20)

    def _clinic(self, lead_id: int, on: date, state: ClinicState, *, booked: int) -> None:
        clinic_id = self._uuid()
        starts = from_local(on, time(13, 30) if lead_id % 2 else time(9, 30))
        step = timedelta(minutes=SLOT_MINUTES + GAP_MINUTES)
        is_held = state is ClinicState.HELD
        if state is ClinicState.PUBLISHED and self.first_open_clinic is None:
            self.first_open_clinic = clinic_id
        self.batch.add(
            "clinics",
            id=clinic_id,
            area_id=self.area_id,
            state=state,
            starts_at=starts,
            ends_at=starts + SLOTS * step,
            slot_minutes=SLOT_MINUTES,
            gap_minutes=GAP_MINUTES,
            place=f"Meeting room {1 + lead_id % 6}, Civic Centre",
            online_link="https://meet.example/clinic" if lead_id % 3 == 0 else "",
            made_by_id=lead_id,
            made_at=starts - timedelta(days=45),
            published_at=starts - timedelta(days=44),
            held_at=starts + SLOTS * step if is_held else None,
            version=1,
        )
        self.batch.add("clinic_leads", clinic_id=clinic_id, person_id=lead_id, position=1)
        if lead_id % 7 == 0:  # two leads
            other = self.people.leads[(self.people.leads.index(lead_id) + 1) % len(self.people.leads)]
            if other != lead_id:
                self.batch.add("clinic_leads", clinic_id=clinic_id, person_id=other, position=2)
        self._event(starts - timedelta(days=44), lead_id, "publish", "clinic", clinic_id, {"slots": SLOTS})
        self._slots(clinic_id, lead_id, starts, step, is_held=is_held, booked=booked)

    def _slots(
        self, clinic_id: UUID, lead_id: int, starts: datetime, step: timedelta, *, is_held: bool, booked: int
    ) -> None:
        for place in range(SLOTS):
            held = Held(self.numbers.slot, clinic_id, lead_id, starts + place * step)
            self.numbers.slot += 1
            is_booked = place < booked
            self.batch.add(
                "slots",
                id=held.slot_id,
                clinic_id=clinic_id,
                starts_at=held.starts_at,
                ends_at=held.starts_at + timedelta(minutes=SLOT_MINUTES),
                state=SlotState.BOOKED if is_booked else SlotState.FREE,
            )
            if is_booked and is_held:
                asked = starts - timedelta(days=self.random.randint(4, 16))
                self._consultation(self._worker(), lead_id, asked, held)
            elif is_booked:
                request = self._request(self._worker(), RequestState.BOOKED, self._recently(6))
                self._booking(request, held, attended=False)
            elif not is_held:
                self.open_slots.append(held)

    # Requests

    def _worker(self) -> int:
        """Whose turn it is; the first social worker gets every twentieth."""
        self._asked += 1
        return self.people.workers[0] if self._asked % EVERY_TWENTIETH == 1 else next(self._turn)

    def _recently(self, days: int) -> datetime:
        return self.now - timedelta(days=self.random.random() * days, minutes=30)

    def _request(
        self,
        worker_id: int,
        state: RequestState,
        asked: datetime,
        *,
        lead_id: int | None = None,
        ended: datetime | None = None,
    ) -> Row:
        row_id = self._uuid()
        is_draft = state is RequestState.DRAFT
        words = {"known": 5, "worrying": 4, "going_well": 2, "question": 2}
        row = self.batch.add(
            "requests",
            id=row_id,
            reference=self._reference(),
            area_id=self.area_id,
            worker_id=worker_id,
            team_id=self.team_of[worker_id],
            lead_id=lead_id,
            state=state,
            concern=self.random.choice(tuple(Concern)),
            age_band=self.random.choice(tuple(AgeBand)),
            stage=self.random.choice(tuple(Stage)),
            confidence_before=self.random.randint(2, 7),
            started_at=asked,
            saved_at=asked,
            submitted_at=None if is_draft else asked + timedelta(minutes=6),
            ended_at=ended,
            version=1,
            **self._sealed(RequestForAdvice, row_id, words),
        )
        if not is_draft:
            self._event(asked + timedelta(minutes=6), worker_id, "submit", "request", row_id, {})
        return row

    def _booking(self, request: Row, held: Held, *, attended: bool) -> None:
        booked_at = request["submitted_at"] + timedelta(minutes=2)
        self.batch.add(
            "bookings",
            id=self._uuid(),
            request_id=request["id"],
            slot_id=held.slot_id,
            booked_by_id=request["worker_id"],
            booked_at=booked_at,
            attendance=Attendance.ATTENDED if attended else Attendance.EXPECTED,
            attendance_at=held.starts_at if attended else None,
        )
        worker_id = request["worker_id"]
        self._event(booked_at, worker_id, "take_slot", "clinic", held.clinic_id, {"slot_id": held.slot_id})
        self._event(booked_at, worker_id, "book", "request", request["id"], {"slot_id": held.slot_id})
        facts = {"reference": request["reference"], "starts_at": held.starts_at.isoformat()}
        path = f"/requests/{request['reference']}"
        self._message(worker_id, MessageKind.BOOKED, facts, path, booked_at)
        running_order = f"/clinics/{held.clinic_id}/running-order"
        self._message(held.lead_id, MessageKind.BOOKED_WITH_YOU, facts, running_order, booked_at)

    def _unfinished(self) -> None:
        """What waits, was begun or was withdrawn."""
        for _ in range(WAITING):
            self._request(self._worker(), RequestState.QUEUED, self._recently(9))
        for state, count in ((RequestState.DRAFT, DRAFTS), (RequestState.WITHDRAWN, WITHDRAWN)):
            for _ in range(count):
                asked = self._recently(12)
                ended = asked + timedelta(minutes=20) if state is RequestState.WITHDRAWN else None
                self._request(self._worker(), state, asked, ended=ended)
        self._request(self.people.workers[0], RequestState.SUBMITTED, self._recently(1))

    # Consultations

    def _consultation(self, worker_id: int, lead_id: int, asked: datetime, held: Held | None) -> None:
        held_at = held.starts_at if held else asked + timedelta(days=3)
        by_queue = None if held else lead_id
        request = self._request(worker_id, RequestState.CONSULTED, asked, lead_id=by_queue, ended=held_at)
        if held:
            self._booking(request, held, attended=True)
        record_id = self._uuid()
        is_signed = self.now - held_at > timedelta(days=5)
        signed_at = held_at + timedelta(days=2) if is_signed else None
        has_feedback = is_signed and self.random.random() < 0.8
        words = {
            "hypotheses": 5, "evidence_for": 4, "evidence_against": 2, "protective_factors": 3, "advice": 8,
            "lead_note": 2, "manager_decision": 1, "say_to_child": 3,
        }  # fmt: skip
        self.batch.add(
            "consultations",
            id=record_id,
            request_id=request["id"],
            area_id=self.area_id,
            lead_id=lead_id,
            worker_id=worker_id,
            clinic_id=held.clinic_id if held else None,
            state=RecordState.SIGNED if is_signed else RecordState.DRAFT,
            held_at=held_at,
            saved_at=signed_at or held_at,
            signed_at=signed_at,
            working_days_to_advice=self.random.randint(3, 14) if is_signed else None,
            read_by_worker_at=signed_at + timedelta(days=1) if signed_at and has_feedback else None,
            confidence_after=self.random.randint(5, 9) if has_feedback else None,
            external_advice=self.random.choice(tuple(ExternalAdvice)) if has_feedback else None,
            feedback_at=signed_at + timedelta(days=1) if signed_at and has_feedback else None,
            version=3,
            **self._sealed(Consultation, record_id, words),
        )
        self._agreed(record_id, worker_id, held_at, is_done=has_feedback)
        self._event(held_at, lead_id, "consult", "request", request["id"], {})
        if signed_at:
            self._event(signed_at, lead_id, "sign", "consultation", record_id, {"actions": 2})
            facts = {"reference": request["reference"]}
            self._message(
                worker_id, MessageKind.ADVICE_READY, facts, f"/records/{request['reference']}", signed_at
            )

    def _agreed(self, record_id: UUID, worker_id: int, held_at: datetime, *, is_done: bool) -> None:
        for position in (1, 2):
            row_id = self._uuid()
            self.batch.add(
                "agencies_involved",
                id=row_id,
                consultation_id=record_id,
                position=position,
                agency=self.random.choice(tuple(Agency)),
                **self._sealed(AgencyInvolved, row_id, {"role": 1}),
            )
            row_id = self._uuid()
            done = is_done or self.random.random() < 0.85
            self.batch.add(
                "actions",
                id=row_id,
                consultation_id=record_id,
                position=position,
                owner_role=OwnerRole.SOCIAL_WORKER,
                due_on=held_at.date() + timedelta(days=14 * position),
                done_at=held_at + timedelta(days=4) if done else None,
                done_by_id=worker_id if done else None,
                **self._sealed(Action, row_id, {"description": 1}),
            )

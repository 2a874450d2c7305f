"""Puts the cases into the year: asked, booked, held, signed, read, acted upon. Rows and their audit events together."""

import random
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from csaleads.access.viewer import Viewer
from csaleads.advice.models import Attendance, Booking, ReleaseKind, RequestForAdvice, RequestState, Stage
from csaleads.clinics.models import Slot, SlotState
from csaleads.consultations.models import (
    Action,
    Agency,
    AgencyInvolved,
    Amendment,
    Consultation,
    ExternalAdvice,
    OwnerRole,
    RecordState,
)
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.working_days import working_days_between
from csaleads.demo.cast import AreaCast
from csaleads.practice.models import AgeBand, Concern
from csaleads.screening.service import vouch_for_fiction as fiction

ALPHABET = "ACDEFHJKMNPQRTWXY34679"


@dataclass(order=True)
class Happening:
    """Something for the audit trail; they are recorded in the order of time."""

    at: datetime
    actor_id: int
    verb: str = field(compare=False)
    subject: tuple[str, UUID | int] = field(compare=False)
    area_id: int | None = field(compare=False)


@dataclass
class Story:
    """The year of one area as it is being told. `chance` is seeded: each loading tells the same story."""

    cast: AreaCast
    chance: random.Random
    happenings: list[Happening] = field(default_factory=list)

    def note(self, at: datetime, actor_id: int, verb: str, subject: tuple[str, UUID | int]) -> None:
        self.happenings.append(Happening(at, actor_id, verb, subject, self.cast.area_id))

    def reference(self) -> str:
        letters = "".join(self.chance.choice(ALPHABET) for _ in range(6))
        return f"{letters[:3]}-{letters[3:]}"

    def ask(
        self, case: dict[str, Any], worker_id: int, asked_at: datetime, state: RequestState
    ) -> RequestForAdvice:
        """A request as the worker sent it at `asked_at`."""
        request = RequestForAdvice(
            reference=self.reference(),
            area_id=self.cast.area_id,
            worker_id=worker_id,
            team_id=self.cast.team_of.get(worker_id),
            state=state,
            concern=Concern(case["concern"]),
            age_band=AgeBand(case["age_band"]),
            stage=Stage(case["stage"]),
            confidence_before=case["confidence_before"],
            started_at=asked_at - timedelta(minutes=self.chance.randint(4, 14)),
            saved_at=asked_at,
            submitted_at=asked_at,
            known=case["known"],
            worrying=case["worrying"],
            going_well=case["going_well"],
            question=case["question"],
        )
        db.session.add(request)
        db.session.flush()
        self.note(asked_at, worker_id, "submit", ("request", request.id))
        return request

    def book(self, request: RequestForAdvice, slot: Slot, booked_at: datetime) -> Booking:
        """`request` holds `slot` from `booked_at` on."""
        booking = Booking(
            request_id=request.id, slot_id=slot.id, booked_by_id=request.worker_id, booked_at=booked_at
        )
        slot.state = SlotState.BOOKED
        request.state = RequestState.BOOKED
        db.session.add(booking)
        db.session.flush()
        self.note(booked_at, request.worker_id, "book", ("request", request.id))
        return booking

    def cancel(
        self, booking: Booking, request: RequestForAdvice, slot: Slot, at: datetime, reason: str
    ) -> None:
        """The worker cancelled: the slot is free again and the history stays."""
        booking.released_at, booking.released_by_id = at, request.worker_id
        booking.released_kind = ReleaseKind.CANCELLED_BY_WORKER
        booking.released_reason = fiction(reason)
        slot.state = SlotState.FREE
        request.state, request.ended_at = RequestState.WITHDRAWN, at
        self.note(at, request.worker_id, "cancel_booking", ("request", request.id))

    def miss(self, booking: Booking, request: RequestForAdvice, lead_id: int, at: datetime) -> None:
        """Nobody came."""
        booking.attendance, booking.attendance_at = Attendance.DID_NOT_ATTEND, at
        request.state, request.ended_at = RequestState.DID_NOT_ATTEND, at
        self.note(at, lead_id, "mark_did_not_attend", ("request", request.id))

    def consult(
        self,
        case: dict[str, Any],
        request: RequestForAdvice,
        lead_id: int,
        held_at: datetime,
        clinic_id: UUID | None,
    ) -> Consultation:
        """The conversation at `held_at` with the lead's draft of its record."""
        words = case["record"]
        consultation = Consultation(
            request_id=request.id,
            area_id=request.area_id,
            lead_id=lead_id,
            worker_id=request.worker_id,
            clinic_id=clinic_id,
            held_at=held_at,
            saved_at=held_at + timedelta(minutes=50),
            hypotheses=words["hypotheses"],
            evidence_for=words["evidence_for"],
            evidence_against=words["evidence_against"],
            protective_factors=words["protective_factors"],
            advice=words["advice"],
            lead_note=words["lead_note"],
            manager_decision=words["manager_decision"],
            say_to_child=words["say_to_child"],
        )
        request.state, request.ended_at = RequestState.CONSULTED, held_at
        db.session.add(consultation)
        db.session.flush()
        self._add_agencies(consultation, words["agencies"])
        self._add_actions(consultation, words["actions"])
        self.note(held_at, lead_id, "open_record", ("consultation", consultation.id))
        return consultation

    def _add_agencies(self, consultation: Consultation, agencies: list[dict[str, str]]) -> None:
        for position, agency in enumerate(agencies, start=1):
            db.session.add(
                AgencyInvolved(
                    consultation_id=consultation.id,
                    position=position,
                    agency=Agency(agency["agency"]),
                    role=agency["role"],
                )
            )

    def _add_actions(self, consultation: Consultation, actions: list[dict[str, Any]]) -> None:
        held_on = clock.to_local(consultation.held_at).date()
        for position, action in enumerate(actions, start=1):
            db.session.add(
                Action(
                    consultation_id=consultation.id,
                    position=position,
                    owner_role=OwnerRole(action["owner_role"]),
                    due_on=held_on + timedelta(days=action["due_in_days"]),
                    description=action["description"],
                )
            )

    def sign(self, consultation: Consultation, request: RequestForAdvice, signed_at: datetime) -> None:
        """The lead signs: from now on amendments only."""
        assert request.submitted_at is not None  # noqa: S101 - every request here was submitted
        asked_on, signed_on = (clock.to_local(at).date() for at in (request.submitted_at, signed_at))
        consultation.state, consultation.signed_at = RecordState.SIGNED, signed_at
        consultation.working_days_to_advice = working_days_between(asked_on, signed_on)
        self.note(signed_at, consultation.lead_id, "sign_record", ("consultation", consultation.id))

    def take_away(
        self, consultation: Consultation, case: dict[str, Any], read_at: datetime, *, answers: bool
    ) -> None:
        """The worker reads it, does what was agreed, and mostly says how it helped."""
        consultation.read_by_worker_at = read_at
        self.note(read_at, consultation.worker_id, "read_record", ("consultation", consultation.id))
        if answers:
            said_at = read_at + timedelta(days=self.chance.randint(1, 9), minutes=self.chance.randint(5, 300))
            feedback = case["feedback"]
            consultation.confidence_after = feedback["confidence_after"]
            consultation.external_advice = ExternalAdvice(feedback["external_advice_otherwise"])
            consultation.feedback_comment = fiction(feedback["comment"])
            consultation.feedback_at = min(said_at, clock.now())
            self.note(
                consultation.feedback_at,
                consultation.worker_id,
                "give_feedback",
                ("consultation", consultation.id),
            )
        due = db.select(Action).where(Action.consultation_id == consultation.id)
        for action in db.session.scalars(due):
            done_at = read_at + timedelta(days=self.chance.randint(1, 12), hours=self.chance.randint(0, 5))
            is_forgotten = self.chance.random() < 0.12
            if done_at < clock.now() and not is_forgotten:
                action.done_at, action.done_by_id = done_at, consultation.worker_id

    def amend(self, consultation: Consultation, amendment: dict[str, str], at: datetime) -> None:
        """The lead adds to a signed record."""
        db.session.add(
            Amendment(
                consultation_id=consultation.id,
                author_id=consultation.lead_id,
                amended_at=at,
                text=fiction(amendment["text"]),
                reason=fiction(amendment["reason"]),
            )
        )
        self.note(at, consultation.lead_id, "amend_record", ("consultation", consultation.id))


def actor(person_id: int) -> Viewer:
    """Whoever an audit event names; the demonstration acts on behalf of its people."""
    return Viewer(person_id=person_id, full_name="", email="")

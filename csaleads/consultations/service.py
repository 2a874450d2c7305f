"""The life of a record: opened once for a request, signed once by its lead.

Saving a draft is in drafting, what happens after signing in following, a coordinator's emergency reading in break_glass.
"""

from uuid import UUID

from sqlalchemy.exc import IntegrityError

from csaleads.access.viewer import Viewer
from csaleads.advice import service as advice
from csaleads.audit import service as audit
from csaleads.clinics import service as clinics
from csaleads.consultations import policy, queries, signed_guard  # noqa: F401 - the guard listens once imported
from csaleads.consultations.content import Gap, gaps_before_signing
from csaleads.consultations.models import Consultation, RecordState
from csaleads.consultations.screened import subject_of, texts_of
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.errors import ChangedMeanwhile, DomainError, NotFound
from csaleads.core.unit_of_work import savepoint, writes
from csaleads.core.working_days import working_days_between
from csaleads.notify import service as notify
from csaleads.notify.models import MessageKind
from csaleads.screening import service as screening
from csaleads.screening.service import NO_ANSWERS, Answers

DAYS_TO_SIGN = policy.DAYS_TO_SIGN
advice.register_record_reader(queries.can_read_record_of)
advice.register_advice_finder(queries.own_requests_with_advice)


class RecordIncomplete(DomainError):
    """The record lacks what it needs before it can be signed."""

    def __init__(self, gaps: list[Gap]) -> None:
        super().__init__(f"{len(gaps)} gaps")
        self.gaps = gaps


@writes
def open_record(actor: Viewer, *, reference: str) -> UUID:
    """The id of the request's record: a new draft led by the actor, or the one that was opened before.

    A new one marks the request consulted. Raises NotFound unless the actor leads the clinic that holds the booking or
    accepted the request, and WrongState where the request is neither accepted nor booked at a clinic that has begun.
    """
    held_slot_id = queries.find_held_slot_id(reference)
    if held_slot_id is not None:
        clinics.hold_still([held_slot_id])  # before the request is locked, as whoever cancels the clinic does
    found = queries.find_opening(reference)
    if found is None:
        raise NotFound
    request, held = found
    clinic_id, starts_at = (held.clinic_id, held.starts_at) if held else (None, None)
    existing = queries.find_record_of_request(request.id)
    if existing is not None:
        policy.require_reading(actor, queries.facts_of(actor, existing), clock.now())
        return existing.id
    now = clock.now()
    policy.require_open(actor, queries.opening_facts(request, held), now)
    record = Consultation(
        request_id=request.id,
        area_id=request.area_id,
        lead_id=actor.person_id,
        worker_id=request.worker_id,
        clinic_id=clinic_id,
        state=RecordState.DRAFT,
        held_at=min(starts_at or now, now),
        saved_at=now,
        saved_by_id=actor.person_id,
        version=1,
    )
    record_id, area_id, request_id = record.id, request.area_id, request.id
    try:
        with savepoint():
            db.session.add(record)
    except IntegrityError:  # a colleague opened it in the same moment
        first = queries.find_record_of_request(request_id)
        if first is None:
            raise
        return first.id
    advice.mark_consulted(actor, request_id=request_id)
    audit.record(actor, "open_record", subject=("consultation", record_id), area_id=area_id)
    db.session.flush()
    return record_id


def sign_record(actor: Viewer, *, reference: str, version: int, screened: Answers = NO_ANSWERS) -> None:
    """The record is signed and stays as it is; its worker is told.

    `screened` answers what screening finds in it, the lead's own note included. Raises WrongState where it is signed already,
    ChangedMeanwhile where somebody saved it after `version`, RecordIncomplete where something that it needs is missing, and
    CouldIdentify or CannotScreen; the draft then stays as it is.
    """
    record, _ = queries.find_pair(reference)
    policy.require_move(actor, queries.facts_of(actor, record), "sign", clock.now())
    screening.look_ahead(texts_of(queries.get_content(record, with_note=True)))
    _sign_record(actor, reference, version, screened)


@writes
def _sign_record(actor: Viewer, reference: str, version: int, screened: Answers) -> None:
    record = queries.lock_record(reference)
    new_state = policy.require_move(actor, queries.facts_of(actor, record), "sign", clock.now())
    if record.version != version:
        raise ChangedMeanwhile
    content = queries.get_content(record, with_note=True)
    gaps = gaps_before_signing(content)
    if gaps:
        raise RecordIncomplete(gaps)
    passed = screening.pass_texts(
        actor, subject=subject_of(record), texts=texts_of(content), answers=screened
    )
    now = clock.now()
    asked_at = queries.asked_at(record)
    record.state, record.signed_at, record.saved_from = new_state, now, None
    record.working_days_to_advice = working_days_between(
        clock.to_local(asked_at).date(), clock.to_local(now).date()
    )
    record.version += 1
    audit.record(
        actor,
        "sign_record",
        subject=("consultation", record.id),
        area_id=record.area_id,
        working_days=record.working_days_to_advice,
        **passed.counts,
    )
    notify.tell(
        record.worker_id,
        MessageKind.ADVICE_READY,
        facts={"reference": reference},
        path=f"/records/{reference}",
    )
    db.session.flush()

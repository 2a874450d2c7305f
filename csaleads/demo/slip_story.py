"""Slips in the demonstration: one that waits for its author, and one that was corrected and closed, in each area."""

from datetime import datetime, timedelta

from csaleads.advice.models import RequestForAdvice
from csaleads.consultations.models import Consultation
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.demo.story import Story
from csaleads.notify import service as notify
from csaleads.notify.models import MessageKind
from csaleads.sharing.models import LearningVersion
from csaleads.slips.models import Slip, SlipKind, SlipState

OPEN_SINCE = timedelta(hours=26)


def tell_slips(story: Story) -> None:
    """One of the first lead's records is hidden since yesterday; an older one was corrected within a day."""
    query = (
        db.select(Consultation)
        .where(
            Consultation.lead_id == story.cast.leads[0],
            Consultation.signed_at.is_not(None),
            Consultation.id.not_in(db.select(LearningVersion.consultation_id)),
        )
        .order_by(Consultation.signed_at.desc(), Consultation.id)
    )
    signed = list(db.session.scalars(query))
    _leave_open(story, signed[2])
    _close(story, signed[4])


def _leave_open(story: Story, record: Consultation) -> None:
    at = clock.now() - OPEN_SINCE
    request = db.session.get_one(RequestForAdvice, record.request_id)
    slip = _slip(story, record, at, SlipKind.PLACE)
    request.hidden_at = record.hidden_at = at
    db.session.flush()
    coordinators = story.cast.coordinators
    with clock.at(at):
        for person_id, kind in (
            (record.worker_id, MessageKind.SLIP_TO_CORRECT),
            (record.lead_id, MessageKind.SLIP_TO_CORRECT),
            *((coordinator, MessageKind.SLIP_REPORTED) for coordinator in coordinators),
        ):
            facts = {"reference": request.reference}
            notify.tell(person_id, kind, facts=facts, path=f"/slips/{slip.id}", mail=False)


def _close(story: Story, record: Consultation) -> None:
    assert record.signed_at is not None  # noqa: S101 - only signed ones are chosen
    at = record.signed_at + timedelta(days=1)
    corrected_at, closed_at = at + timedelta(hours=3), at + timedelta(hours=5)
    request = db.session.get_one(RequestForAdvice, record.request_id)
    coordinator = story.cast.coordinators[0]
    slip = _slip(story, record, at, SlipKind.NAME)
    slip.state, slip.closed_at, slip.closed_by_id = SlipState.PURGED, closed_at, coordinator
    slip.corrected_at, slip.corrected_by_id, slip.scrubbed_at = corrected_at, record.lead_id, closed_at
    request.corrected_at, request.corrected_parts = corrected_at, "Advice"
    story.note(corrected_at, record.lead_id, "correct_slip", ("request", request.id))
    story.note(closed_at, coordinator, "purge_slip", ("request", request.id))
    db.session.flush()


def _slip(story: Story, record: Consultation, at: datetime, kind: SlipKind) -> Slip:
    slip = Slip(
        request_id=record.request_id,
        area_id=record.area_id,
        reported_by_id=record.worker_id,
        reported_at=at,
        kind=kind,
        version=1,
    )
    db.session.add(slip)
    story.note(at, 0, "report_slip", ("request", record.request_id))
    db.session.flush()
    return slip

"""Break-glass: a coordinator reads a record of the area that is not theirs, for a typed reason, while its lead looks on."""

from datetime import datetime, timedelta

from csaleads.access.viewer import Viewer
from csaleads.audit import service as audit
from csaleads.consultations import policy, queries
from csaleads.consultations.models import BreakGlassRead
from csaleads.consultations.screened import subject_of
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.unit_of_work import writes
from csaleads.notify import service as notify
from csaleads.notify.models import MessageKind
from csaleads.screening import service as screening
from csaleads.screening.service import NO_ANSWERS, Answers

OPEN_FOR = timedelta(minutes=60)


@writes
def break_glass(actor: Viewer, *, reference: str, reason: str, screened: Answers = NO_ANSWERS) -> datetime:
    """The actor may read the shared part of the record until the moment answered; its lead has been told, with no words.

    The reason is kept sealed beside the read. While a read is open, asking again changes nothing. Raises NotFound for
    whoever does not coordinate the area of that signed record, CouldIdentify and CannotScreen for the reason.
    """
    record = queries.lock_record(reference)
    facts = queries.facts_of(actor, record)
    policy.require_break_glass(actor, facts)
    now = clock.now()
    if facts.glass_until is not None and now < facts.glass_until:
        return facts.glass_until
    passed = screening.pass_texts(
        actor, subject=subject_of(record), texts={"reason": reason}, answers=screened
    )
    until = now + OPEN_FOR
    read = BreakGlassRead(
        consultation_id=record.id,
        person_id=actor.person_id,
        asked_at=now,
        ends_at=until,
        reason=passed["reason"],
    )
    db.session.add(read)
    audit.record(
        actor,
        "break_glass",
        subject=("consultation", record.id),
        area_id=record.area_id,
        until=until.isoformat(timespec="minutes"),
        **passed.counts,
    )
    notify.tell(
        record.lead_id,
        MessageKind.BREAK_GLASS,
        facts={"reference": reference, "person_id": actor.person_id},
        path=f"/records/{reference}",
    )
    db.session.flush()
    return until

"""Asked at the moment of sending: is what the mail tells still so? Where it is not, the mail is not sent."""

from csaleads.advice.models import RequestState
from csaleads.advice.queries import RequestStatus, find_status
from csaleads.notify.models import MessageKind
from csaleads.notify.service import OutboxFacts, register_check

S = RequestState


def _status(mail: OutboxFacts) -> RequestStatus | None:
    return find_status(str(mail.facts.get("reference", "")))


def still_holds_slot(mail: OutboxFacts) -> bool:
    """A booking is announced only while the request holds that very slot at that very time."""
    now = _status(mail)
    return (
        now is not None
        and now.slot_id == mail.facts.get("slot_id")
        and now.starts_at is not None
        and now.starts_at.isoformat() == mail.facts.get("starts_at")
    )


def is_still_with_lead(mail: OutboxFacts) -> bool:
    """The same, for somebody who still leads the clinic."""
    now = _status(mail)
    return still_holds_slot(mail) and now is not None and mail.person_id in now.lead_ids


def no_longer_holds_slot(mail: OutboxFacts) -> bool:
    """A cancelled booking is told of unless the request holds the slot again."""
    now = _status(mail)
    return now is None or now.slot_id is None or now.slot_id != mail.facts.get("slot_id")


def must_choose_again(mail: OutboxFacts) -> bool:
    """That a clinic is off needs telling while the request is without a time; other mail of the kind always goes."""
    now = _status(mail)
    return now is None or now.state is S.SUBMITTED


def still_waits(mail: OutboxFacts) -> bool:
    now = _status(mail)
    return now is not None and now.state is S.QUEUED


def is_still_accepted(mail: OutboxFacts) -> bool:
    now = _status(mail)
    return now is not None and now.state in (S.ACCEPTED, S.CONSULTED)


def is_still_declined(mail: OutboxFacts) -> bool:
    now = _status(mail)
    return now is not None and now.state is S.DECLINED


CHECKS = {
    MessageKind.BOOKED: still_holds_slot,
    MessageKind.MOVED: still_holds_slot,
    MessageKind.CLINIC_CHANGED: still_holds_slot,
    MessageKind.BOOKED_WITH_YOU: is_still_with_lead,
    MessageKind.MOVED_WITH_YOU: is_still_with_lead,
    MessageKind.CANCELLED: no_longer_holds_slot,
    MessageKind.CANCELLED_WITH_YOU: no_longer_holds_slot,
    MessageKind.CLINIC_CANCELLED: must_choose_again,
    MessageKind.QUEUED: still_waits,
    MessageKind.ACCEPTED: is_still_accepted,
    MessageKind.DECLINED: is_still_declined,
}
for _kind, _check in CHECKS.items():
    register_check(_kind, _check)

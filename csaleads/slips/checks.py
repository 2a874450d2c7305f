"""Asked again when a mail is about to be sent: does the slip still wait for that?"""

from csaleads.notify.models import MessageKind
from csaleads.notify.service import OutboxFacts, register_check
from csaleads.slips import queries
from csaleads.slips.models import SlipState


def still_to_correct(mail: OutboxFacts) -> bool:
    return queries.is_waiting(str(mail.facts.get("reference", "")), SlipState.REPORTED)


def still_to_confirm(mail: OutboxFacts) -> bool:
    return queries.is_waiting(str(mail.facts.get("reference", "")), SlipState.CORRECTED)


for _kind in (MessageKind.SLIP_TO_CORRECT, MessageKind.SLIP_REPORTED):
    register_check(_kind, still_to_correct)
register_check(MessageKind.SLIP_TO_CONFIRM, still_to_confirm)

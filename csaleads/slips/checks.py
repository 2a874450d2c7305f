"""Asked again when a mail is about to be sent: does the slip still wait for that?"""

from csaleads.notify.models import MessageKind
from csaleads.notify.service import OutboxFacts, register_check
from csaleads.slips import list_queries, queries
from csaleads.slips.models import SlipState


def still_to_correct(mail: OutboxFacts) -> bool:
    return queries.is_waiting(str(mail.facts.get("reference", "")), SlipState.REPORTED)


def still_theirs_to_correct(mail: OutboxFacts) -> bool:
    """The same for an author: whoever has handed the words over is asked no longer."""
    slips = list_queries.list_to_correct_of(str(mail.facts.get("reference", "")))
    return any(mail.person_id in queries.author_ids_of(slip) for slip in slips)


def still_to_confirm(mail: OutboxFacts) -> bool:
    return queries.is_waiting(str(mail.facts.get("reference", "")), SlipState.CORRECTED)


register_check(MessageKind.SLIP_TO_CORRECT, still_theirs_to_correct)
register_check(MessageKind.SLIP_REPORTED, still_to_correct)
register_check(MessageKind.SLIP_TO_CONFIRM, still_to_confirm)

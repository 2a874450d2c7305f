"""Asked at the moment of sending: is what the mail tells still so? Where it is not, the mail is not sent."""

from csaleads.notify.models import MessageKind
from csaleads.notify.service import OutboxFacts, register_check
from csaleads.programmes.member_queries import find_state
from csaleads.programmes.models import MemberState


def still_needs_time(mail: OutboxFacts) -> bool:
    """Time is asked for only while nobody has agreed it."""
    return find_state(mail.facts.get("member_id")) is MemberState.NOMINATED


def still_in_state(mail: OutboxFacts) -> bool:
    """A change is told of unless there was another one since."""
    found = find_state(mail.facts.get("member_id"))
    return found is not None and found.value == mail.facts.get("state")


register_check(MessageKind.TIME_ASKED, still_needs_time)
register_check(MessageKind.NOMINATED, still_needs_time)
register_check(MessageKind.PART_CHANGED, still_in_state)

"""Asked at the moment of sending: is what the mail tells still so? Where it is not, the mail is not sent."""

from csaleads.development.shadow_lock_queries import state_of
from csaleads.notify.models import MessageKind
from csaleads.notify.service import OutboxFacts, register_check

SHADOW_KINDS = (
    MessageKind.SHADOW_ASKED,
    MessageKind.SHADOW_ANSWERED,
    MessageKind.SHADOW_CHANGED,
    MessageKind.SHADOW_OFF,
)


def is_still_so(mail: OutboxFacts) -> bool:
    """Whether it is in the state that the mail tells of."""
    found = state_of(int(mail.facts.get("shadowing_id", 0)))
    return found is not None and found.value == mail.facts.get("state")


for _kind in SHADOW_KINDS:
    register_check(_kind, is_still_so)

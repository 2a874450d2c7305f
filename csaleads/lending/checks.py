"""Asked at the moment of sending: is what the mail tells still so? Where it is not, the mail is not sent."""

from uuid import UUID

from csaleads.lending import queries
from csaleads.notify.models import MessageKind
from csaleads.notify.service import OutboxFacts, register_check


def still_stands(mail: OutboxFacts) -> bool:
    """A loan is told of as long as it stands as it stood then."""
    state = queries.find_state(UUID(str(mail.facts.get("loan_id"))))
    return state is not None and state.value == mail.facts.get("state")


for kind in (
    MessageKind.LOAN_ASKED,
    MessageKind.LOAN_ANSWERED,
    MessageKind.LOAN_DELIVERED,
    MessageKind.LOAN_ACKNOWLEDGED,
    MessageKind.LOAN_NEWER,
    MessageKind.LOAN_ENDED,
):
    register_check(kind, still_stands)

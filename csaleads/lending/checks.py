"""Asked at the moment of sending: is what the mail tells still so? Where it is not, the mail is not sent."""

from uuid import UUID

from csaleads.lending import list_queries, queries
from csaleads.notify.models import MessageKind
from csaleads.notify.service import OutboxFacts, register_check


def still_stands(mail: OutboxFacts) -> bool:
    """A loan is told of as long as it stands as it stood then."""
    state = queries.find_state(_loan_of(mail))
    return state is not None and state.value == mail.facts.get("state")


def still_waits(mail: OutboxFacts) -> bool:
    """A later edition is told of as long as nobody has decided about it."""
    return list_queries.has_newer(_loan_of(mail))


def _loan_of(mail: OutboxFacts) -> UUID:
    return UUID(str(mail.facts.get("loan_id")))


for kind in (
    MessageKind.LOAN_ASKED,
    MessageKind.LOAN_ANSWERED,
    MessageKind.LOAN_DELIVERED,
    MessageKind.LOAN_ACKNOWLEDGED,
    MessageKind.LOAN_GIVEN_BACK,
    MessageKind.LOAN_ENDED,
):
    register_check(kind, still_stands)
register_check(MessageKind.LOAN_NEWER, still_waits)

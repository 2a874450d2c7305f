"""Asked again when a mail is about to be sent: is it still so?"""

from csaleads.consultations import list_queries
from csaleads.notify import service as notify
from csaleads.notify.models import MessageKind
from csaleads.notify.service import OutboxFacts


def is_still_unread(mail: OutboxFacts) -> bool:
    """Whether the advice is there for that worker and they have not said that they read it."""
    return list_queries.is_advice_unread(str(mail.facts.get("reference", "")), mail.person_id)


def install() -> None:
    """Put the checks of this room to the delivery of mail."""
    notify.register_check(MessageKind.ADVICE_READY, is_still_unread)


install()

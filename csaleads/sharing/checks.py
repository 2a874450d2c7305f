"""Asked again when a mail is about to be sent: does the version still wait for somebody to read it?"""

from csaleads.notify import service as notify
from csaleads.notify.models import MessageKind
from csaleads.notify.service import OutboxFacts
from csaleads.sharing import list_queries


def still_waits(mail: OutboxFacts) -> bool:
    """Whether nobody has answered yet, and it was not taken back."""
    return list_queries.is_waiting(str(mail.facts.get("number", "")), mail.person_id)


def install() -> None:
    """Put the check of this room to the delivery of mail."""
    notify.register_check(MessageKind.LEARNING_ASKED, still_waits)


install()

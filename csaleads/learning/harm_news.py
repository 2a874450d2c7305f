"""Whoever looks after a resource hears when the scanner has found something in its file, and not any more once it is seen to."""

from uuid import UUID

from csaleads.core.stored_files.upkeep import when_found_harmful
from csaleads.core.unit_of_work import writes
from csaleads.learning import harm_queries
from csaleads.notify import service as notify
from csaleads.notify.models import MessageKind
from csaleads.notify.service import News, OutboxFacts


@when_found_harmful
@writes
def tell_who_sees_to(file_id: UUID) -> None:
    """A message and a mail with the title and nothing of the file."""
    news = [
        News(
            person_id,
            MessageKind.FILE_HARMFUL,
            {"what": resource.title, "resource_id": resource.id.hex},
            f"/learning/resources/{resource.id}",
        )
        for resource in harm_queries.list_with_file(file_id)
        for person_id in harm_queries.who_sees_to(resource)
    ]
    if news:
        notify.tell_all(news)


def is_still_harmful(mail: OutboxFacts) -> bool:
    """Asked when the mail is about to be sent: nobody is sent to a resource that has another file by then."""
    return harm_queries.is_still_harmful(UUID(hex=str(mail.facts["resource_id"])))


notify.register_check(MessageKind.FILE_HARMFUL, is_still_harmful)

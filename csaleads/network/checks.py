"""Asked at the moment of sending: is what the mail tells still so? Where it is not, the mail is not sent."""

from csaleads.network.people_queries import is_named_moderator
from csaleads.notify.models import MessageKind
from csaleads.notify.service import OutboxFacts, register_check


def moderates(mail: OutboxFacts) -> bool:
    """They are told that they moderate for as long as they do."""
    return is_named_moderator(_person_of(mail))


def moderates_no_longer(mail: OutboxFacts) -> bool:
    """They are told that it ended unless they were named again."""
    return not is_named_moderator(_person_of(mail))


def _person_of(mail: OutboxFacts) -> int:
    return int(str(mail.facts.get("person_id")))


register_check(MessageKind.MODERATOR_NAMED, moderates)
register_check(MessageKind.MODERATOR_ENDED, moderates_no_longer)

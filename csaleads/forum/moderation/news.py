"""Messages of moderation. None says which post, which thread or who: the row of an anonymous author is like any other's."""

from csaleads.forum import addresses
from csaleads.forum.moderation import moderator_queries
from csaleads.notify import service as notify
from csaleads.notify.models import MessageKind
from csaleads.notify.service import News


def announce_to_person(person_id: int, kind: MessageKind) -> None:
    """Whoever it concerns reads it among the acts that concern them."""
    notify.tell(person_id, kind, facts={}, path=addresses.MY_ACTS)


def announce_to_moderators(kind: MessageKind, path: str, *, but: frozenset[int] = frozenset()) -> None:
    """Every moderator but `but` is told."""
    ids = [person_id for person_id in moderator_queries.list_moderators() if person_id not in but]
    notify.tell_all([News(person_id, kind, {}, path) for person_id in ids])

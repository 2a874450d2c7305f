"""Who is told of a change to an event: when and where, and in the app its title, which is read when it is shown."""

from collections.abc import Collection

from csaleads.access.viewer import Viewer
from csaleads.accounts.viewer_queries import find_viewer
from csaleads.core.errors import NotFound
from csaleads.forum import addresses
from csaleads.forum.gatherings.models import Gathering
from csaleads.forum.threads import queries as thread_queries
from csaleads.notify import service as notify
from csaleads.notify.models import MessageKind
from csaleads.notify.service import News, OutboxFacts


def announce(actor: Viewer, gathering: Gathering, people: Collection[int], kind: MessageKind) -> None:
    """Each of them, and not whoever did it."""
    facts: dict[str, str | int] = {
        "starts_at": gathering.starts_at.isoformat(),
        "place": gathering.place,
        "thread": gathering.thread_id,
        "version": gathering.version,
    }
    path = addresses.of_thread(gathering.thread_id)
    told = [
        News(person_id, kind, facts, path) for person_id in sorted(people) if person_id != actor.person_id
    ]
    if told:
        notify.tell_all(told)


def is_read_still(mail: OutboxFacts) -> bool:
    """Whether whoever is told still reads the event."""
    person = find_viewer(mail.person_id)
    if person is None:
        return False
    try:
        return thread_queries.get_thread(person, int(mail.facts["thread"])).facts.is_listed
    except NotFound:
        return False


for _kind in (MessageKind.EVENT_CHANGED, MessageKind.EVENT_CANCELLED, MessageKind.EVENT_PLACE):
    notify.register_check(_kind, is_read_still)

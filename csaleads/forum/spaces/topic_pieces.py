"""What the network shows on the page of a topic: the newest threads of its space, and the way to ask there."""

from typing import NamedTuple
from uuid import UUID

from csaleads.access.viewer import Viewer
from csaleads.forum import policy, presenters
from csaleads.forum.presenters import ShownThread
from csaleads.forum.spaces import topic_queries
from csaleads.forum.spaces.list_queries import people_in
from csaleads.learning.beside import Piece, on_topic_page
from csaleads.network import people_queries
from csaleads.network.queries import find_standing


class Talk(NamedTuple):
    """What is said in the network about a topic, and whether the reader may begin something there."""

    space_id: int
    thread_count: int
    threads: list[ShownThread]
    can_begin: bool


@on_topic_page
def threads(viewer: Viewer, topic_id: UUID) -> Piece | None:
    """The five threads that were posted in last, for members who may enter. Three statements."""
    if not (policy.belongs(viewer) and find_standing(viewer).may_enter):
        return None
    found = topic_queries.find_threads_of(viewer, topic_id)
    if found is None:
        return None
    names = people_queries.list_names(viewer, people_in(found.threads))
    shown = [presenters.shown_thread(line, names) for line in found.threads]
    talk = Talk(found.space_id, found.thread_count, shown, policy.can_begin(viewer, found.facts))
    return Piece("forum/_of_topic.html", talk)

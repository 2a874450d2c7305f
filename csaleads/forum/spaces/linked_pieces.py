"""On the page of a resource: the threads of the network that link to it."""

from uuid import UUID

from csaleads.access.viewer import Viewer
from csaleads.forum import policy, presenters
from csaleads.forum.spaces import linked_queries
from csaleads.forum.spaces.list_queries import people_in
from csaleads.learning.beside import Piece, on_resource_page
from csaleads.network import people_queries
from csaleads.network.queries import find_standing


@on_resource_page
def threads(viewer: Viewer, resource_id: UUID) -> Piece | None:
    """The newest five, for members who may enter; nothing where there are none. At most three statements."""
    if not (policy.belongs(viewer) and find_standing(viewer).may_enter):
        return None
    found = linked_queries.list_threads_linking(viewer, resource_id)
    if not found:
        return None
    names = people_queries.list_names(viewer, people_in(found))
    return Piece("forum/_linking.html", [presenters.shown_thread(line, names) for line in found])

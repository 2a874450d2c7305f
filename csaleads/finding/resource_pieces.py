"""What this room shows on the page of a resource: the learning days of a curriculum to which it belongs."""

from uuid import UUID

from csaleads.access.viewer import Viewer
from csaleads.finding import day_queries
from csaleads.learning.beside import Piece, on_resource_page


@on_resource_page
def days(viewer: Viewer, resource_id: UUID) -> Piece | None:
    """The days, for whoever sees the resource; nothing where it belongs to its topics alone. One statement."""
    found = day_queries.list_days_of(resource_id)
    return Piece("finding/_days_of_resource.html", found) if found else None

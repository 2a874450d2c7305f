"""Where a theme shows itself elsewhere: on the page of the resource that it became, and in the ways through the network."""

from uuid import UUID

from csaleads.access.permissions import Permission
from csaleads.access.viewer import Viewer
from csaleads.learning import beside
from csaleads.network import ways
from csaleads.network.ways import Way
from csaleads.sharing import theme_queries

ways.register(Way(87, "Themes of consultations", "sharing.themes", Permission.RUN_NETWORK))


@beside.on_resource_page
def show_whence(viewer: Viewer, resource_id: UUID) -> beside.Piece | None:
    """That the resource came of a theme, and the way to its page for whoever may open it. One statement."""
    theme_id = theme_queries.find_of_resource(resource_id)
    if theme_id is None:
        return None
    may_open = viewer.can(Permission.READ_RESOURCES_FOR_LEADS)
    return beside.Piece("sharing/_whence.html", {"theme_id": theme_id if may_open else None})

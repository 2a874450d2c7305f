"""What the forum adds to the row of ways through the network, and that row for the pages of the forum."""

from flask import url_for

from csaleads.access.permissions import Permission
from csaleads.access.viewer import Viewer
from csaleads.network import ways
from csaleads.network.ways import Way

SPACES, UNANSWERED, MINE, PRIVATE = (
    "forum.spaces",
    "forum.unanswered",
    "forum.my_questions",
    "forum.private_questions",
)

for way in (
    Way(10, "Spaces", SPACES),
    Way(20, "Unanswered questions", UNANSWERED),
    Way(30, "My questions", MINE),
    Way(40, "Private questions", PRIVATE),
    Way(45, "May we use what you wrote?", "forum.consents"),
    Way(85, "Proposals for the library", "forum.proposals", Permission.RUN_NETWORK),
    Way(90, "Make and change spaces", "forum.manage_spaces", Permission.RUN_NETWORK),
):
    ways.register(way)


def views(viewer: Viewer, here: str, *, unanswered_count: int = 0) -> list[tuple[str, str, bool]]:
    """The row for a page of the endpoint `here`: label, address, whether one is there."""
    counts = {UNANSWERED: f" ({unanswered_count:,})"} if unanswered_count else {}
    return [
        (way.label + counts.get(way.endpoint, ""), url_for(way.endpoint), way.endpoint == here)
        for way in ways.shown_to(viewer)
    ]

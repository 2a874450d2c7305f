"""What the forum adds to the row of ways through the network, and that row for the pages of the forum."""

from csaleads.access.permissions import Permission
from csaleads.access.viewer import Viewer
from csaleads.forum.spaces.list_queries import MOST_COUNTED
from csaleads.network import ways
from csaleads.network.ways import Way

SPACES, UNANSWERED, MINE, PRIVATE = (
    "forum.spaces",
    "forum.unanswered",
    "forum.my_questions",
    "forum.private_questions",
)
LABEL = "Unanswered questions"

for way in (
    Way(10, "Spaces", SPACES),
    Way(22, LABEL, UNANSWERED),
    Way(24, "My questions", MINE),
    Way(26, "Private questions", PRIVATE),
    Way(28, "May we use what you wrote?", "forum.consents"),
    Way(85, "Proposals for the library", "forum.proposals", Permission.RUN_NETWORK),
    Way(90, "Make and change spaces", "forum.manage_spaces", Permission.RUN_NETWORK),
):
    ways.register(way)


def views(viewer: Viewer, here: str, *, unanswered_count: int = 0) -> list[tuple[str, str, bool]]:
    """The row for a page of the endpoint `here`, with how many questions wait where that is known."""
    words = str(unanswered_count) if unanswered_count < MOST_COUNTED else f"{MOST_COUNTED - 1}+"
    counted = f"{LABEL} ({words})" if unanswered_count else LABEL
    return [
        (counted if label == LABEL else label, href, is_here)
        for label, href, is_here in ways.views(viewer, here)
    ]

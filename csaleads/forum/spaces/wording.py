"""Words for spaces: who reads what stands in one, and the views of its threads."""

from csaleads.forum.models import SpaceKind
from csaleads.forum.spaces.threads_queries import Show

ALL_READ = "All members of the network read what stands here."
READERS = {
    SpaceKind.OPEN: ALL_READ,
    SpaceKind.TOPIC: ALL_READ,
    SpaceKind.ANNOUNCEMENTS: "All members of the network read what stands here. The programme team announces.",
    SpaceKind.AREA: "Private: the Practice Leads of this area read what stands here, and nobody else.",
    SpaceKind.COHORT: "Private: the members of this cohort who are in the network read what stands here, and the programme team.",
    SpaceKind.ONE_TO_ONE: "Private: two members read each thread, and nobody else.",
}
VIEWS = (
    (Show.ALL, "All"),
    (Show.UNANSWERED, "Unanswered"),
    (Show.QUESTIONS, "Questions"),
    (Show.DISCUSSIONS, "Discussions"),
)
VIEWS_OF_NEWS = ((Show.ALL, "All"), (Show.ANNOUNCEMENTS, "Announcements"))


def readers_of(kind: SpaceKind) -> str:
    """Who reads what stands in a space of that kind."""
    return READERS[kind]


def views_of(kind: SpaceKind) -> tuple[tuple[Show, str], ...]:
    """The views that a space of that kind offers."""
    return VIEWS_OF_NEWS if kind is SpaceKind.ANNOUNCEMENTS else VIEWS

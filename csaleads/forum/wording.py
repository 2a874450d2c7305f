"""Words of the forum for people."""

from csaleads.forum.models import PostState, SpaceKind, ThreadKind

KIND_LABELS = {
    ThreadKind.QUESTION: "Question",
    ThreadKind.DISCUSSION: "Discussion",
    ThreadKind.ANNOUNCEMENT: "Announcement",
    ThreadKind.POLL: "Poll",
    ThreadKind.EVENT: "Event",
}
KIND_HINTS = {
    ThreadKind.QUESTION: "You would like an answer. You can mark the one that helped.",
    ThreadKind.DISCUSSION: "You would like to think something through together.",
    ThreadKind.ANNOUNCEMENT: "All members read it.",
}
GROUP_LABELS = {
    SpaceKind.ANNOUNCEMENTS: "From the programme team",
    SpaceKind.OPEN: "For everybody",
    SpaceKind.AREA: "Private",
    SpaceKind.COHORT: "Private",
    SpaceKind.TOPIC: "By topic of the curriculum",
}
ANONYMOUS = "Somebody who asks without their name"
ONE_TO_ONE = "Private questions"
MARKS = {
    PostState.HIDDEN: "This post is hidden while a moderator looks at it.",
    PostState.REMOVED_BY_AUTHOR: "The author removed this post.",
    PostState.REMOVED_BY_MODERATOR: "A moderator removed this post.",
    PostState.MOVED: "This post was moved to another thread.",
}
UNNAMED_QUOTED = "The person who asked"

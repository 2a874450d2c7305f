"""Words of the forum for people."""

from csaleads.core.formatting import plural, uk_time
from csaleads.forum.errors import TooFast
from csaleads.forum.following.models import Heed
from csaleads.forum.models import PostState, SpaceKind, ThreadKind

MEMBERS = "members"  # what a field says to the screening whose text may name members by `@`
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
UNNAMED = "The person who asked"  # at a post of theirs
ONE_TO_ONE = "Private questions"
MARKS = {
    PostState.HIDDEN: "This post is hidden while a moderator looks at it.",
    PostState.REMOVED_BY_AUTHOR: "The author removed this post.",
    PostState.REMOVED_BY_MODERATOR: "A moderator removed this post.",
    PostState.MOVED: "This post was moved to another thread.",
}
UNNAMED_QUOTED = "The person who asked"
THREAD_HEED = {
    Heed.FOLLOW: "You follow this thread. When something new is posted you are told once, until you have read it.",
    Heed.MUTE: "You have muted this thread. You are told nothing of it, and it is not counted as new.",
    None: "You do not follow this thread.",
}
ASKED_UNNAMED = "You asked this without your name. You are told when somebody answers."
SPACE_HEED = {
    Heed.FOLLOW: "You follow this space. You are told of each thread in it once, until you have read it.",
    Heed.MUTE: "You have muted this space. You are told nothing of it, and it is not counted as new.",
    None: "You do not follow this space as a whole.",
}


def heed_words(heed: Heed | None, space_heed: Heed | None, space_name: str) -> str:
    """What somebody hears of a thread: as they said of the thread itself, and else as they said of its space."""
    if heed is None and space_heed is Heed.FOLLOW:
        return f"You follow all of {space_name}, and so this thread."
    if heed is None and space_heed is Heed.MUTE:
        return f"You have muted {space_name}, and so this thread."
    return THREAD_HEED[heed]


def pace_words(error: TooFast) -> str:
    """What is said beside the form to somebody who is too fast."""
    what = plural(error.most, "thread" if error.is_thread else "answer")
    again = f"You can post this from {uk_time(error.until)} on."
    return f"You have posted {what} within this hour, and that is the most. {again} What you wrote is still in the form."

"""Words of moderation for people."""

from csaleads.forum.models import PostState
from csaleads.forum.moderation.models import ActVerb, AppealState, ReportKind
from csaleads.forum.moderation.policy import Decision

V, D = ActVerb, Decision

KIND_LABELS = {
    ReportKind.IDENTIFIES: "It could identify somebody",
    ReportKind.UNKIND: "It is unkind",
    ReportKind.OFF_SUBJECT: "It does not belong here",
    ReportKind.OTHER: "Something else",
}
KIND_CHOICES: list[tuple[ReportKind, str] | tuple[ReportKind, str, str]] = [
    (
        ReportKind.IDENTIFIES,
        KIND_LABELS[ReportKind.IDENTIFIES],
        "It is hidden at once. Its author is asked to change it",
    ),
    (ReportKind.UNKIND, KIND_LABELS[ReportKind.UNKIND], "To somebody here, or about somebody"),
    (ReportKind.OFF_SUBJECT, KIND_LABELS[ReportKind.OFF_SUBJECT]),
    (ReportKind.OTHER, KIND_LABELS[ReportKind.OTHER]),
]
STATE_LABELS = {
    PostState.SHOWN: ("Shown", "good"),
    PostState.HIDDEN: ("Hidden", "attention"),
    PostState.REMOVED_BY_AUTHOR: ("Removed by its author", "over"),
    PostState.REMOVED_BY_MODERATOR: ("Taken down", "over"),
    PostState.MOVED: ("Moved", "over"),
}
ACT_LABELS = {
    V.HIDE: "Hid a post",
    V.SHOW_AGAIN: "Showed a post again",
    V.REMOVE: "Took a post down",
    V.WIPE: "Wiped the words of a post",
    V.LOCK: "Closed a thread",
    V.UNLOCK: "Opened a thread again",
    V.PIN: "Pinned a thread",
    V.UNPIN: "Took a pin off a thread",
    V.MOVE: "Moved a thread",
    V.MERGE: "Joined a thread with another",
    V.SPLIT: "Split posts off into a thread",
    V.WARN: "Gave a warning",
    V.HOLD: "Posts are read before they are shown",
    V.SUSPEND: "Suspended",
    V.LIFT: "Lifted it again",
    V.APPROVE: "Showed a post that had waited",
    V.REFUSE: "Refused a post that had waited",
}
AUTHOR_CHOICES = [
    (V.WARN, "Give a warning", "They read your reason. Nothing else changes"),
    (V.HOLD, "Read what they write before it is shown", "They go on reading as before"),
    (V.SUSPEND, "Suspend them", "They neither read nor write in the network"),
]
APPEAL_LABELS = {
    AppealState.ASKED: "Waiting",
    AppealState.UPHELD: "The act stands",
    AppealState.REVERSED: "Reversed",
}
DECISIONS = {
    D.SHOW: "Dismiss: it stays as it is",
    D.HIDE: "Keep it hidden until its author has changed it",
    D.REMOVE: "Take it down",
    D.WIPE: "Wipe its words",
}
SHOWN_AGAIN = "Show it again"
HIDE_NOW = "Hide it until its author has changed it"
DECISION_HINTS = {
    D.SHOW: "Whoever reported it is thanked and told",
    D.HIDE: "Its author and moderators read it",
    D.REMOVE: "A mark stays in its place. It can be shown again on appeal",
    D.WIPE: "Nothing of it is kept anywhere, its editions and what was added included. It cannot be undone",
}
SWITCHES = {
    V.LOCK: (
        "Close this thread",
        "Close the thread",
        (
            "It can be read, and nobody answers in it any more.",
            "Whoever began it reads your reason and can appeal.",
            "You can open it again at any time.",
        ),
    ),
    V.UNLOCK: (
        "Open this thread again",
        "Open the thread",
        ("Everybody who reads it can answer again.", "You can close it again at any time."),
    ),
    V.PIN: (
        "Pin this thread",
        "Pin the thread",
        ("It stands above the other threads of its space.", "You can take the pin off at any time."),
    ),
    V.UNPIN: (
        "Take the pin off this thread",
        "Take the pin off",
        ("It stands among the other threads of its space, by its newest post.", "You can pin it again."),
    ),
}
PIN_REASON = "So that everybody finds it."
NOT_MERGED = {
    "same": "That is the same thread. Enter the address of the other one",
    "kind": "Those two cannot be joined: one is an announcement, a poll or an event, or not all members read it",
    "anonymous": "This question was asked without a name, and its author could not go on unnamed in the other thread. "
    "Close it instead, and answer with a link",
}

"""The words of messages about the network and the forum: that there is something. Titles are read when a mail goes."""

from csaleads.notify.models import MessageKind
from csaleads.notify.words import Words

_RHYTHM = "How often you are mailed about the network is for you to choose: open Network, then Your part."

NETWORK_WORDS: dict[MessageKind, Words] = {
    MessageKind.MODERATOR_NAMED: Words(
        "You are a moderator of the network",
        "The programme team has named you as a moderator of the network.",
        ("Whatever you do as a moderator needs a reason and stands in the audit trail.",),
        "Sign in to see it: {address}",
    ),
    MessageKind.MODERATOR_ENDED: Words(
        "You are no longer a moderator of the network",
        "You do not moderate in the network any more. You are a member as before.",
        ("The programme team can tell you more.",),
        "Sign in to see it: {address}",
    ),
    MessageKind.THREAD_NEWS: Words(
        "There is something new in the network",
        "There is something new in a thread that you follow, or in a space that you follow.",
        ("You are told again once you have read it.", _RHYTHM),
        "Sign in to read and answer it: {address}",
    ),
    MessageKind.MENTIONED: Words(
        "You are mentioned in the network",
        "A colleague mentions you in a thread of the network.",
        ("You are told again once you have read it.", _RHYTHM),
        "Sign in to read and answer it: {address}",
    ),
    MessageKind.ANNOUNCEMENT_TO_READ: Words(
        "There is an announcement for you to read",
        "The programme team asks you to read an announcement.",
        ("When you have read it, press “I have read this” below it.",),
    ),
    MessageKind.NETWORK_DIGEST: Words(
        "What is new in the network",
        "These have something new that you have not read:",
        (_RHYTHM,),
        "Sign in to read them: {address}",
    ),
}

"""The words of messages about the network and the forum: titles and names of spaces, never what was written."""

from csaleads.notify.models import MessageKind
from csaleads.notify.words import Words

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
}

"""The words of messages about questions in the forum. No title and no name: what was asked is read in the app."""

from csaleads.notify.models import MessageKind
from csaleads.notify.words import Words

ASKING_WORDS: dict[MessageKind, Words] = {
    MessageKind.ANSWER_ACCEPTED: Words(
        "Your answer helped somebody in the network",
        "An answer of yours in the network was marked as the answer to the question.",
        (),
        "Sign in to see it: {address}",
    ),
    MessageKind.AUTHOR_REVEALED: Words(
        "A moderator looked at who asked a question without a name",
        "A moderator of the network found out that a question without a name is yours. They had to say why, and you can "
        "read it.",
        ("Nobody else has learnt it. If you think that it was wrong, speak to the programme team.",),
        "Sign in to read why: {address}",
    ),
    MessageKind.PRIVATE_QUESTION: Words(
        "A member of the network asks you something",
        "A member of the network asks you something privately. The two of you alone can read it.",
        ("If you would rather not get private questions, say so in your entry in the directory.",),
        "Sign in to read it: {address}",
    ),
}

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
    MessageKind.CONSENT_ASKED: Words(
        "May the library use what you wrote in the network?",
        "Somebody proposes an entry for the library that draws on a post of yours in the network.",
        (
            "Nothing is published unless you agree. If you would rather not, say no: nobody is told who said so.",
        ),
        "Sign in to read it and to answer: {address}",
    ),
    MessageKind.KNOWLEDGE_ENDED: Words(
        "What you proposed for the library is not published",
        "Something that you proposed for the library is not published.",
        (
            "Somebody who wrote would rather not, a post is no longer there, or somebody could have been known by it.",
        ),
        "Sign in to see the thread: {address}",
    ),
    MessageKind.KNOWLEDGE_PUBLISHED: Words(
        "What you proposed stands in the library",
        "Something that you proposed from the network stands in the library now.",
        ("Everybody who wrote agreed, and a moderator has checked it.",),
        "Sign in to see it: {address}",
    ),
    MessageKind.PRIVATE_QUESTION: Words(
        "A member of the network asks you something",
        "A member of the network asks you something privately. The two of you alone can read it.",
        ("If you would rather not get private questions, say so in your entry in the directory.",),
        "Sign in to read it: {address}",
    ),
}

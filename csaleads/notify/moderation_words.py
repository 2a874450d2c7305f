"""The words of messages about moderation. They never say which post or thread: whoever it concerns finds it on their own page."""

from csaleads.notify.models import MessageKind
from csaleads.notify.words import Words

MODERATION_WORDS: dict[MessageKind, Words] = {
    MessageKind.POST_HIDDEN: Words(
        "Something you wrote in the network is hidden for now",
        "Somebody thinks that a post of yours could identify a person. It is hidden while a moderator looks at it.",
        (
            "It happens easily, and nobody is blamed. You can change the post and send it back: then it is shown again.",
        ),
        "Sign in to see which, and to change it: {address}",
    ),
    MessageKind.POST_TO_JUDGE: Words(
        "A post in the network needs a moderator",
        "A post that may identify somebody is hidden and waits for a moderator.",
        (),
        "Sign in to look at it: {address}",
    ),
    MessageKind.REPORT_UPHELD: Words(
        "What you reported was dealt with",
        "A moderator looked at a post that you reported, and it is not shown any more. Thank you.",
        ("Nobody learns that it was you.",),
        "Sign in to see where it stood: {address}",
    ),
    MessageKind.REPORT_DISMISSED: Words(
        "What you reported was looked at",
        "A moderator looked at a post that you reported, and it is shown. Thank you for saying so.",
        ("Nobody learns that it was you.",),
        "Sign in to see it: {address}",
    ),
    MessageKind.MODERATED: Words(
        "A moderator of the network did something that concerns you",
        "A moderator of the network did something that concerns you, and says why.",
        ("If you think it is wrong, you can appeal there: another moderator looks at it again.",),
        "Sign in to read it: {address}",
    ),
    MessageKind.APPEAL_TO_DECIDE: Words(
        "An appeal in the network waits for a moderator",
        "Somebody appeals against something that a colleague did as a moderator.",
        ("Whoever acted does not decide about it.",),
        "Sign in to look at it: {address}",
    ),
    MessageKind.APPEAL_DECIDED: Words(
        "Your appeal is answered",
        "Another moderator looked at it again and has answered your appeal.",
        (),
        "Sign in to read the answer: {address}",
    ),
    MessageKind.HELD_POST_SHOWN: Words(
        "What you wrote in the network is shown now",
        "A moderator has read a post of yours that waited. It is in its thread now.",
        (),
        "Sign in to see it: {address}",
    ),
}

"""The words of messages when a colleague takes over what a Practice Lead had in hand: no name and no case."""

from csaleads.notify.models import MessageKind
from csaleads.notify.words import Words

HANDING_OVER_WORDS: dict[MessageKind, Words] = {
    MessageKind.LEAD_CHANGED: Words(
        "Another Practice Lead answers your request",
        "Another Practice Lead answers your request{reference} from now on.",
        ("You need not ask again: what you wrote has gone with it.",),
    ),
    MessageKind.HANDED_OVER: Words(
        "You have taken over from a colleague",
        "The coordinator of your area has handed over to you what a colleague had in hand: clinics, requests or records.",
        ("Whoever asked for advice is told that you answer now.",),
        "Sign in to see what waits for you: {address}",
    ),
    MessageKind.HANDED_ON: Words(
        "A colleague has taken over from you",
        "The coordinator of your area has handed over to a colleague what you had in hand as a Practice Lead.",
        ("If that is a mistake, speak to the coordinator.",),
        "Sign in to see what is still yours: {address}",
    ),
}

"""The words of messages about clinics that are shadowed, CPD and learning days: no case, and no name."""

from csaleads.notify.models import MessageKind
from csaleads.notify.words import Words

DEVELOPMENT_WORDS: dict[MessageKind, Words] = {
    MessageKind.SHADOW_ASKED: Words(
        "A colleague asks to sit in on your clinic{at_short}",
        "A Practice Lead of your area asks to shadow your clinic{at}.",
        ("Whoever sits in reads no request and no record by it.",),
        "Sign in to answer: {address}",
    ),
    MessageKind.SHADOW_ANSWERED: Words(
        "About the clinic that you asked to shadow{at_short}",
        "A colleague has answered about the clinic{at} that you asked to shadow.",
        (),
        "Sign in to see it: {address}",
    ),
    MessageKind.SHADOW_CHANGED: Words(
        "The clinic that you asked to shadow has changed{at_short}",
        "The time, the place or the leads of a clinic that you asked to shadow have changed. It is now{at}.",
        (),
        "Sign in to see it: {address}",
    ),
    MessageKind.SHADOW_OFF: Words(
        "A clinic is not shadowed{at_short}",
        "Shadowing the clinic{at} does not take place.",
        (),
        "Sign in to see it: {address}",
    ),
    MessageKind.CPD_TAKE_ALONG: Words(
        "Take your CPD along before you leave",
        "Until {what} you can take away what you wrote of your CPD. Nobody else can read it or send it to you.",
        (
            "Choose a year, and take its finished entries as a Word document, as plain text or on paper.",
            "A year after that day it is deleted. If you come back before, it is still there.",
        ),
        "Sign in to take it away: {address}",
    ),
    MessageKind.CASE_HELD: Words(
        "Please look at your words again",
        "Something in what you prepared for a learning day could identify somebody. Only you can read it now.",
        ("It happens to everybody. Change it and share it again when you are ready.",),
        "Sign in to look at it: {address}",
    ),
    MessageKind.CONTACT_ASKED: Words(
        "A colleague asks you to get in touch",
        "A colleague asks you to get in touch after a learning day.",
        (),
        "Sign in to see who: {address}",
    ),
}

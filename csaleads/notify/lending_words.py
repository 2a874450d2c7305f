"""The words of messages about resources: what areas lend one another, and a file that may do harm. Titles and areas, no more."""

from csaleads.notify.models import MessageKind
from csaleads.notify.words import Words

LENDING_WORDS: dict[MessageKind, Words] = {
    MessageKind.LOAN_ASKED: Words(
        "Another area asks for a resource of yours",
        "Colleagues{of_area} ask for “{what}”, and say what they want it for.",
        ("Your area decides whether they get it, and on what terms.",),
        "Sign in to answer: {address}",
    ),
    MessageKind.LOAN_ANSWERED: Words(
        "There is news of a resource that you asked for",
        "The area{of_area} has answered about “{what}”.",
        (),
        "Sign in to see it: {address}",
    ),
    MessageKind.LOAN_DELIVERED: Words(
        "A resource of another area is in your library",
        "The area{of_area} shares “{what}” with yours. The terms stand beside it.",
        (),
        "Sign in to read the terms and say that you have it: {address}",
    ),
    MessageKind.LOAN_ACKNOWLEDGED: Words(
        "What you shared has arrived",
        "Colleagues{of_area} have “{what}” and know the terms.",
    ),
    MessageKind.LOAN_GIVEN_BACK: Words(
        "What you shared is given back",
        "Colleagues{of_area} do not need “{what}” any more. It is not in their library now.",
        (),
        "Sign in to see it: {address}",
    ),
    MessageKind.LOAN_NEWER: Words(
        "Shall another area get the new edition too?",
        "There is a new edition of “{what}”, which your area shares with colleagues{of_area}.",
        ("They read the edition that was agreed until you decide.",),
        "Sign in to decide: {address}",
    ),
    MessageKind.FILE_HARMFUL: Words(
        "A file that you look after may do harm",
        "The scanner found something that may do harm in the file of “{what}”. Nobody can save it any more.",
        (
            "Put in another file, or archive the resource.",
            "If colleagues have saved it already, tell those who look after your computers.",
        ),
        "Sign in to put in another file: {address}",
    ),
    MessageKind.LOAN_ENDED: Words(
        "A resource of another area is not shared any more",
        "“{what}”{of_area} is not in your library any more.",
        ("Please stop using copies, unless the page says otherwise.",),
        "Sign in to see why: {address}",
    ),
}

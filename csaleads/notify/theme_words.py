"""The words of messages about themes of consultations. No title and no record: what is proposed is read in the app."""

from csaleads.notify.models import MessageKind
from csaleads.notify.words import Words

THEME_WORDS: dict[MessageKind, Words] = {
    MessageKind.THEME_ASKED: Words(
        "May an entry of the library rest on records of yours?",
        "A colleague proposes an entry for the library that rests on records which you share for learning.",
        ("Nothing is published before you agree. If you would rather not, it goes on without your records.",),
        "Sign in to read it and to answer: {address}",
    ),
    MessageKind.THEME_SMALLER: Words(
        "Your theme rests on fewer consultations",
        "A theme of consultations that you proposed rests on fewer of them now: a lead would rather not, or shares a record no "
        "longer.",
        ("It goes on with what is left.",),
        "Sign in to see it: {address}",
    ),
    MessageKind.THEME_IN_DOUBT: Words(
        "Look at a theme of consultations again",
        "Somebody could be recognised in a record on which a theme of consultations rested. The record is left out of it.",
        (
            "Read the theme again, and make sure that its words tell nothing by which somebody could be recognised.",
        ),
        "Sign in to read it: {address}",
    ),
    MessageKind.THEME_ENDED: Words(
        "The theme that you proposed is not in the library",
        "A theme of consultations that you proposed is not published, or stands in the library no longer.",
        ("Too few consultations are left on which it rests, or somebody could have been known by it.",),
        "Sign in to see it: {address}",
    ),
    MessageKind.THEME_PUBLISHED: Words(
        "The theme that you proposed stands in the library",
        "A theme of consultations that you proposed stands in the library now.",
        ("Everybody who wrote agreed, and a moderator has checked it.",),
        "Sign in to see it: {address}",
    ),
}

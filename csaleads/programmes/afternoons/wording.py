"""What is said about afternoons and about how people are after them. Plain tables."""

from typing import NamedTuple

from csaleads.programmes.afternoons.models import Mood, Support, Weight

WEIGHT_LABELS = {Weight.LIGHT: "Not heavy", Weight.SOME: "Somewhat heavy", Weight.HEAVY: "Very heavy"}
MOOD_LABELS = {
    Mood.FINE: "I am all right",
    Mood.UNSETTLED: "Something stays with me",
    Mood.NOT_FINE: "I am not all right",
}
SUPPORT_LABELS = {Support.YES: "Yes", Support.NOT_SURE: "I am not sure", Support.NO: "No"}
PARTS = {
    "facilitator": "The Practice Lead of your group",
    "coordinator": "The coordinator of your area",
    "programme": "Programme team",
}
CASE_LABELS = {
    "wanted": "What is wanted from the group",
    "known": "What is known",
    "worrying": "What is worrying",
    "going_well": "What is going well",
}


class NationalLine(NamedTuple):
    """Somebody to call, with where it was read, when, and by when it is looked up again."""

    name: str
    number: str
    about: str
    source: str
    read_on: str
    review_by: str


NATIONAL_LINES = (
    NationalLine(
        "Samaritans",
        "116 123",
        "At any hour, for whatever is on your mind. Calls are free.",
        "samaritans.org",
        "November 2026",
        "November 2027",
    ),
)

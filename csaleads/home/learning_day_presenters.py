"""Today on learning days: speakers to confirm, how one is after a day, and who asks to be contacted."""

from collections.abc import Sequence

from flask import url_for

from csaleads.core.formatting import plural, uk_date
from csaleads.home.learning_day_queries import CheckOutDue, ContactAsked, SpeakersOpen
from csaleads.home.today import Need, Today


def present_learning_days(
    speakers: Sequence[SpeakersOpen], due: Sequence[CheckOutDue], contacts: Sequence[ContactAsked]
) -> Today:
    """A card for each."""
    part = Today()
    part.needs += [
        Need(
            12,
            f"{each.full_name} asks you to get in touch",
            "They have been thinking back to a learning day.",
            url_for("programmes.contact", check_out_id=each.check_out_id),
            "See what they ask",
        )
        for each in contacts
    ]
    part.needs += [
        Need(
            34,
            f"How are you after {uk_date(each.held_on)}?",
            "Three short questions for yourself, and who you can talk to. Nobody else sees your answers.",
            url_for("programmes.check_out", cohort_id=each.cohort_id, day_id=each.day_id),
            "Take two minutes",
        )
        for each in due
    ]
    part.needs += [
        Need(
            53,
            f"{plural(each.count, 'speaker')} of {each.cohort_name} still to confirm",
            f"The first of them speaks on {uk_date(each.first_on)}.",
            url_for("programmes.show", cohort_id=each.cohort_id, _anchor="speakers"),
            "See who",
        )
        for each in speakers
    ]
    return part

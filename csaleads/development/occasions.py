"""When somebody rates how ready they feel: what their cohort's days make of a rating. Pure functions of dates."""

from datetime import date

from csaleads.development.models import Occasion

START_DAYS = 28  # from day one on, in which a rating is one of the start
END_DAYS = 28  # the same from the last day on


def occasion_of(first_day: date | None, last_day: date | None, today: date) -> Occasion:
    """Where a cohort stands for whoever rates themselves; without days it is about to start."""
    if first_day is None or last_day is None:
        return Occasion.START
    if today < last_day and (today - first_day).days <= START_DAYS:
        return Occasion.START
    if today < last_day:
        return Occasion.BETWEEN
    return Occasion.END if (today - last_day).days <= END_DAYS else Occasion.LATER


def to_rate(first_day: date, last_day: date, today: date, *, started: bool, ended: bool) -> Occasion | None:
    """The occasion at which somebody is asked to rate themselves, once it has come and until they have done so."""
    occasion = occasion_of(first_day, last_day, today) if today >= first_day else None
    done = {Occasion.START: started, Occasion.END: ended}
    return occasion if occasion in done and not done[occasion] else None

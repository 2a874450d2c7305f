"""Today for those who learn in a cohort, agree time for it, or give its places."""

from collections.abc import Sequence
from datetime import timedelta

from flask import url_for

from csaleads.core import clock
from csaleads.core.formatting import plural, uk_date, uk_time
from csaleads.home.learning_day_presenters import present_learning_days
from csaleads.home.programme_queries import CohortNews, NextDay, PlacesToGive, SwapAsked, TimeAsked
from csaleads.home.today import Coming, Need, Today, few_or_one
from csaleads.home.wording import together

SOON = timedelta(days=14)


def present_cohorts(news: CohortNews) -> Today:
    """Everything about cohorts that concerns the viewer."""
    part = Today()
    part.take(_learning(news.days, news.swaps))
    part.take(_times(news.times))
    part.take(_places(news.places))
    part.take(present_learning_days(news.speakers, news.check_outs, news.contacts))
    return part


def _learning(days: Sequence[NextDay], swaps: Sequence[SwapAsked]) -> Today:
    """The next learning day and the next turn; a turn within two weeks and a question about a swap need an answer."""
    part = Today()
    part.needs += [_swap(swap) for swap in swaps]
    turn = next((day for day in days if day.presents), None)
    if turn is not None and turn.held_on <= clock.today() + SOON:
        part.needs.append(_turn_soon(turn))
    if days:
        part.coming.append(
            _coming(days[0], "You present: learning day" if days[0].presents else "Learning day")
        )
    if turn is not None and turn is not days[0]:
        part.coming.append(_coming(turn, "You present: learning day"))
    return part


def _swap(swap: SwapAsked) -> Need:
    return Need(
        32,
        f"{swap.full_name} asks to swap turns with you",
        f"You would present on {uk_date(swap.theirs_on)} instead of {uk_date(swap.mine_on)}.",
        url_for("programmes.mine"),
        "Answer",
    )


def _turn_soon(day: NextDay) -> Need:
    return Need(
        33,
        f"You present in your group on {uk_date(day.held_on)}",
        "Think of what you would bring. If you cannot come, swap with somebody of your group now.",
        url_for("programmes.mine"),
        "See your turn",
    )


def _coming(day: NextDay, what: str) -> Coming:
    when = f"{uk_date(day.held_on, 'day')}, {uk_time(day.starts)}"
    href = url_for("programmes.day", cohort_id=day.cohort_id, day_id=day.day_id)
    return Coming(when, what, href, day.place, at=clock.from_local(day.held_on, day.starts))


def _times(asked: Sequence[TimeAsked]) -> Today:
    """A card for each colleague whose time is to be agreed."""
    part = Today()
    part.needs += few_or_one(
        (
            Need(
                31,
                f"Agree time for {each.full_name} to take part in a cohort",
                "Their place waits for you to say whether they can have the days.",
                url_for("programmes.member", cohort_id=each.cohort_id, member_id=each.member_id),
                "Look at it",
            )
            for each in asked
        ),
        lambda many: together(
            31,
            f"Agree time for {len(many)} colleagues to take part in a cohort",
            "Their places wait for you to say whether they can have the days.",
            url_for("programmes.list_cohorts"),
            "See the cohorts",
            many,
        ),
    )
    return part


def _places(places: Sequence[PlacesToGive]) -> Today:
    """A card for each cohort in which people wait for a place."""
    part = Today()
    part.needs += [
        Need(
            54,
            f"{plural(each.count, 'person waits', 'people wait')} for a place in {each.cohort_name}",
            "Their managers have agreed the time.",
            url_for("programmes.members", cohort_id=each.cohort_id, state="agreed"),
            "Give the places",
        )
        for each in places
    ]
    return part

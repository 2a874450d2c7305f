"""Today for one's own development: shadowing to answer, rating oneself, the end of the CPD year, and what is shared of it."""

from flask import url_for

from csaleads.core import clock
from csaleads.core.formatting import uk_date, uk_time
from csaleads.development.models import Occasion
from csaleads.development.years import Tally, year_of
from csaleads.home.development_queries import DevelopmentNews, ShadowAsked
from csaleads.home.today import Coming, Figure, Need, Today, few_or_one
from csaleads.home.wording import together

RATE = {
    Occasion.START: (
        "Your cohort has begun: how ready do you feel?",
        "Rate yourself by topic now, and see at the end what has changed.",
    ),
    Occasion.END: (
        "Your cohort has ended: how ready do you feel?",
        "Rate yourself by topic once more, and see what has changed.",
    ),
}


def present_development(news: DevelopmentNews) -> Today:
    """Everything about their own development that concerns the viewer."""
    part = Today()
    part.needs += few_or_one(
        map(_asked, news.asked),
        lambda many: together(
            34,
            f"{len(many)} colleagues wait for your word about sitting in on a clinic",
            "Say whether it suits, or whether they sat in.",
            url_for("development.shadowing"),
            "Answer them",
            many,
        ),
    )
    part.needs += [
        Need(70, *RATE[occasion], url_for("development.readiness"), "Rate yourself")
        for occasion in news.to_rate
    ]
    for starts_at in news.coming:
        when = f"{uk_date(starts_at, 'day')}, {uk_time(starts_at)}"
        href = url_for("development.shadowing")
        part.coming.append(Coming(when, "You sit in on a colleague’s clinic", href, at=starts_at))
    if news.cpd is not None:
        part.take(_cpd(news.cpd))
    if news.shared_count:
        share = "colleague shares" if news.shared_count == 1 else "colleagues share"
        meaning = f"{share} that their CPD is complete"
        part.figures.append(Figure(str(news.shared_count), meaning, href=url_for("development.shared")))
    return part


def _asked(asked: ShadowAsked) -> Need:
    on = uk_date(asked.starts_at)
    if asked.is_over:
        return Need(
            34,
            f"Did {asked.full_name} sit in on your clinic?",
            f"It was on {on}. Say so, and it counts for them.",
            url_for("development.shadowing"),
            "Say whether they did",
        )
    return Need(
        34,
        f"{asked.full_name} asks to sit in on your clinic",
        f"It is on {on}. Whoever sits in reads no request and no record.",
        url_for("development.shadowing"),
        "Answer",
    )


def _cpd(tally: Tally) -> Today:
    """In November, when the CPD year ends: a card to whoever has begun and is not through, a line to everybody else."""
    part = Today()
    year_ends = year_of(clock.today()).last_day
    href = url_for("development.mine")
    if tally.finished + tally.drafts and not tally.is_complete:
        part.needs.append(
            Need(
                68,
                f"Finish your CPD by {uk_date(year_ends, 'long')}",
                f"So far: {tally.words}. Social Work England asks for two, and peer reflection in one.",
                href,
                "Go to your CPD",
            )
        )
    else:
        note = "yours is complete" if tally.is_complete else tally.words
        when = uk_date(year_ends, "day")
        part.coming.append(Coming(when, "The CPD year ends", href, note, at=clock.start_of_day(year_ends)))
    return part

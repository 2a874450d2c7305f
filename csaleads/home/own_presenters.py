"""Today for those who ask and those who answer: requests and records in words."""

from datetime import date, datetime

from flask import url_for

from csaleads.advice.models import RequestState
from csaleads.consultations.service import DAYS_TO_SIGN
from csaleads.core import clock
from csaleads.core.formatting import plural, uk_date, uk_datetime, uk_time
from csaleads.home.queries import OpenRecord, OpenRequest
from csaleads.home.today import Coming, Need, Today, few_or_one
from csaleads.home.wording import age_of, place_of, together, with_reference, working_days_since

# Requests


def present_requests(*requests: OpenRequest) -> Today:
    """The viewer's own requests under way, those that they took from the queue, and those that they took over."""
    mine = [row for row in requests if row.is_own]
    taken = [row for row in requests if not row.is_own]
    part = Today()
    part.needs += few_or_one(
        (_draft(row) for row in mine if row.state is RequestState.DRAFT),
        lambda many: together(
            55,
            f"You have {len(many)} requests that you began and did not send",
            "What you typed is kept.",
            url_for("advice.my_requests"),
            "See your requests",
            many,
        ),
    )
    part.needs += few_or_one(
        (_to_schedule(row) for row in mine if row.state is RequestState.SUBMITTED),
        lambda many: together(
            30,
            f"Choose a time for {len(many)} requests",
            "They are sent, but nobody answers them until you choose a slot, or advice between clinics.",
            url_for("advice.my_requests"),
            "See your requests",
            many,
        ),
    )
    part.needs += few_or_one(
        (_accepted(row) for row in taken if row.state is RequestState.ACCEPTED),
        lambda many: together(
            35,
            f"Answer {len(many)} requests that you took from the queue",
            "Your colleagues are waiting for you.",
            url_for("advice.queue"),
            "Look at the queue",
            many,
        ),
    )
    part.needs += few_or_one(
        (_to_write(row) for row in taken if row.state is RequestState.BOOKED),
        lambda many: together(
            21,
            f"Write the records of {len(many)} consultations that you took over",
            "They were booked with a colleague, and no record was begun.",
            url_for("consultations.list_records"),
            "See your records",
            many,
        ),
    )
    for row in mine:
        _add_waiting(part, row)
    return part


def _draft(row: OpenRequest) -> Need:
    return Need(
        55,
        "Finish your request for advice",
        "You have begun it and not sent it. What you typed is kept.",
        url_for("advice.check", reference=row.reference),
        "Carry on",
        when=f"Last saved {uk_datetime(row.saved_at, 'long')}",
    )


def _to_schedule(row: OpenRequest) -> Need:
    return Need(
        30,
        with_reference("Choose a time for {}", row.reference),
        "Your request is sent. Choose a slot, or ask for advice between clinics.",
        url_for("advice.choose_slot", reference=row.reference),
        "Choose a time",
        when=age_of(row.submitted_at) if row.submitted_at else "",
    )


def _accepted(row: OpenRequest) -> Need:
    return Need(
        35,
        with_reference("Answer {}", row.reference),
        "You took this request from the queue. Talk with the social worker, then record the advice.",
        url_for("advice.show", reference=row.reference),
        "Open the request",
        when=age_of(row.submitted_at) if row.submitted_at else "",
    )


def _to_write(row: OpenRequest) -> Need:
    return Need(
        21,
        with_reference("Write the record of {}", row.reference),
        "It was booked with a colleague, no record was begun, and you have taken it over.",
        url_for("advice.show", reference=row.reference),
        "Open the request",
        when=age_of(row.starts_at) if row.starts_at else "",
    )


def _add_waiting(part: Today, row: OpenRequest) -> None:
    """A booked slot, or a request that a lead has or will take."""
    href = url_for("advice.show", reference=row.reference)
    if row.starts_at is not None:
        _add_slot(part, row, row.starts_at, href)
    elif row.state is RequestState.QUEUED and row.submitted_at:
        part.coming.append(
            Coming(
                f"Since {uk_date(row.submitted_at, 'day')}",
                with_reference("{} waits for a lead", row.reference),
                href,
            )
        )
    elif row.state is RequestState.ACCEPTED and row.submitted_at:
        part.coming.append(
            Coming(
                f"Since {uk_date(row.submitted_at, 'day')}",
                with_reference("A lead has taken on {}", row.reference),
                href,
            )
        )


def _add_slot(part: Today, row: OpenRequest, starts_at: datetime, href: str) -> None:
    day, place = clock.to_local(starts_at).date(), place_of(row.place, row.is_online)
    if day == clock.today():
        title = with_reference(f"Talk about {{}} today at {uk_time(starts_at)}", row.reference)
        part.needs.append(Need(10, title, place, href, "See your booking"))
    elif day > clock.today():
        when = f"{uk_date(starts_at, 'day')}, {uk_time(starts_at)}"
        what = with_reference("Your slot for {}", row.reference)
        part.coming.append(Coming(when, what, href, place, at=starts_at))


# Records


def present_records(*records: OpenRecord) -> Today:
    """Drafts to sign, advice to read, actions that are due and answers that are missing."""
    part = Today()
    part.needs += few_or_one(
        (_to_sign(row) for row in records if row.is_to_sign),
        lambda many: together(
            20,
            f"Sign {len(many)} records",
            "Your colleagues can read the advice only once it is signed.",
            url_for("consultations.list_records"),
            "See your records",
            many,
        ),
    )
    theirs = [row for row in records if not row.is_to_sign]
    steps = (
        ([row for row in theirs if not row.is_read], _to_read, 25, "Read the advice on {} requests"),
        (
            [row for row in theirs if row.is_read and row.actions_due],
            _to_act,
            50,
            "Actions are due on {} requests",
        ),
        (
            [row for row in theirs if row.is_read and not row.actions_due and not row.has_feedback],
            _to_answer,
            65,
            "Say how confident you are now on {} requests",
        ),
    )
    for rows, write, rank, title in steps:
        part.needs += few_or_one(
            map(write, rows),
            lambda many, rank=rank, title=title: together(  # type: ignore[misc]
                rank, title.format(len(many)), "", url_for("advice.my_requests"), "See your requests", many
            ),
        )
    return part


def present_unwritten(count: int) -> Today:
    """One card for whom the viewer met in clinics that are closed, and whose records nobody has begun."""
    part = Today()
    if count:
        part.needs.append(
            Need(
                19,
                "Write the record of somebody you met"
                if count == 1
                else f"Write the records of {count} colleagues you met",
                "The clinic is closed, and no record was begun. "
                + (
                    "Your colleague has no advice in writing until you sign it."
                    if count == 1
                    else "They have no advice in writing until you sign it."
                ),
                url_for("consultations.list_records"),
                "See what to write",
            )
        )
    return part


def _to_sign(row: OpenRecord) -> Need:
    days = working_days_since(row.held_at)
    return Need(
        20,
        with_reference("Sign your record of {}", row.reference),
        f"You met on {uk_date(row.held_at)}. Your colleague can read the advice once you have signed it.",
        url_for("consultations.edit", reference=row.reference),
        "Finish and sign",
        when=f"{plural(days, 'working day')} ago" if days else "",
        is_urgent=days >= DAYS_TO_SIGN,
    )


def _to_read(row: OpenRecord) -> Need:
    return Need(
        25,
        with_reference("Your advice on {} is ready", row.reference),
        "Read it, and write the reference on the child’s file.",
        url_for("consultations.show", reference=row.reference),
        "Read the advice",
        when=f"Signed on {uk_date(row.signed_at)}",
    )


def _to_act(row: OpenRecord) -> Need:
    first: date = row.first_due_on or clock.today()
    is_late = first < clock.today()
    return Need(
        50,
        with_reference(f"{plural(row.actions_due, 'action')} to do on {{}}", row.reference),
        "Mark each action when it is done.",
        url_for("consultations.show", reference=row.reference),
        "See the actions",
        when=f"The first was due on {uk_date(first)}" if is_late else f"Due by {uk_date(first)}",
        is_urgent=is_late,
    )


def _to_answer(row: OpenRecord) -> Need:
    return Need(
        65,
        with_reference("How confident are you now about {}?", row.reference),
        "Two questions. Your answers show whether the advice helps.",
        url_for("consultations.feedback", reference=row.reference),
        "Answer",
        when=f"Signed on {uk_date(row.signed_at)}",
    )

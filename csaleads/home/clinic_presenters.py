"""Today for a Practice Lead's clinics, in words."""

from flask import url_for

from csaleads.clinics.models import ClinicState
from csaleads.core import clock
from csaleads.core.formatting import plural, uk_date, uk_time
from csaleads.home.queries import LeadsClinic
from csaleads.home.today import Coming, Need, Today, few_or_one
from csaleads.home.wording import age_of, place_of, together

CLINICS_AHEAD = 3


def present_clinics(*clinics: LeadsClinic) -> Today:
    """The lead's clinics: today's, those that are over and not closed, drafts, and the next few."""
    part = Today()
    published = [row for row in clinics if row.state is ClinicState.PUBLISHED]
    over = [row for row in published if row.is_over]
    ahead = [row for row in published if not row.is_over]
    part.needs += few_or_one(
        map(_over, over),
        lambda many: together(
            45,
            f"{len(many)} clinics are over and not closed",
            "Say who came, so that records and figures are right.",
            url_for("clinics.list_clinics"),
            "See your clinics",
            many,
        ),
    )
    part.needs += few_or_one(
        (_to_publish(row) for row in clinics if row.state is ClinicState.DRAFT),
        lambda many: together(
            60,
            f"Publish {len(many)} clinics",
            "Colleagues cannot see or book them until they are published.",
            url_for("clinics.list_clinics"),
            "See your clinics",
            many,
        ),
    )
    is_today = [row for row in ahead if clock.to_local(row.starts_at).date() <= clock.today()]
    part.needs += [_today(row) for row in is_today]
    part.coming += [_next(row) for row in ahead if row not in is_today][:CLINICS_AHEAD]
    return part


def _counts(row: LeadsClinic) -> str:
    return f"{plural(row.booked_count, 'slot')} booked, {plural(row.free_count, 'slot')} free"


def _today(row: LeadsClinic) -> Need:
    until = f"Your clinic runs until {uk_time(row.ends_at)}"
    place = place_of(row.place, row.is_online)
    return Need(
        12,
        until if row.has_begun else f"Your clinic is today at {uk_time(row.starts_at)}",
        f"{_counts(row)}. {place}".strip(),
        url_for("advice.running_order", clinic_id=row.id),
        "Open the running order",
    )


def _over(row: LeadsClinic) -> Need:
    has_open = row.to_mark_count > 0
    return Need(
        45,
        f"{'Say who came to' if has_open else 'Close'} your clinic of {uk_date(row.starts_at)}",
        f"{plural(row.to_mark_count, 'booking')} still to mark."
        if has_open
        else "Everybody is marked. Say that it was held.",
        url_for("advice.running_order" if has_open else "clinics.show", clinic_id=row.id),
        "Open the running order" if has_open else "Open the clinic",
        when=age_of(row.ends_at),
    )


def _to_publish(row: LeadsClinic) -> Need:
    return Need(
        60,
        f"Publish your clinic of {uk_date(row.starts_at)}",
        "Colleagues cannot see or book it until it is published.",
        url_for("clinics.show", clinic_id=row.id),
        "Check and publish",
    )


def _next(row: LeadsClinic) -> Coming:
    when = f"{uk_date(row.starts_at, 'day')}, {uk_time(row.starts_at)}"
    href = url_for("advice.running_order", clinic_id=row.id)
    return Coming(when, "Your clinic: running order", href, _counts(row), at=row.starts_at)

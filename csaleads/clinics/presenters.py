"""Clinics as pages show them: words for states, places and free slots, and the reasons why something was refused."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import NamedTuple

from csaleads.access.viewer import Viewer
from csaleads.clinics.edit_service import Details
from csaleads.clinics.errors import BookedTimes
from csaleads.clinics.list_queries import ClinicLine, View
from csaleads.clinics.models import ClinicState, SlotState
from csaleads.clinics.plan_queries import Clash
from csaleads.core import clock
from csaleads.core.errors import WrongState
from csaleads.core.formatting import clock_text, joined, plural, uk_date, uk_time, uk_time_range
from csaleads.core.month_grid import MonthEntry

KEPT = 4096  # lines of lists and calendars, of everybody together


class Badge(NamedTuple):
    """The word and the tone of a tag."""

    label: str
    tone: str


CLINIC_BADGES = {
    ClinicState.DRAFT: Badge("Draft", "plain"),
    ClinicState.PUBLISHED: Badge("Published", "active"),
    ClinicState.HELD: Badge("Held", "good"),
    ClinicState.CANCELLED: Badge("Cancelled", "over"),
}
NOT_MARKED = Badge("Not marked as held", "attention")
SLOT_BADGES = {
    SlotState.FREE: Badge("Free", "active"),
    SlotState.BOOKED: Badge("Booked", "good"),
    SlotState.WITHDRAWN: Badge("Withdrawn", "over"),
}
MONTH_TONES = {ClinicState.DRAFT: "draft", ClinicState.HELD: "over"}


class FreeTime(NamedTuple):
    slot_id: int
    time: str


@dataclass(frozen=True, eq=False, slots=True)
class Row:
    """A line of the list, every word and address ready, so that the template only writes. One object while it stays so."""

    href: str
    order_href: str
    day: str
    times: str
    leads: str
    place: str
    teams: str
    glance: str
    free: tuple[FreeTime, ...]
    badge: Badge | None


Around = tuple[str, str]  # what stands before and after an id in an address


def list_rows(viewer: Viewer, lines: Sequence[ClinicLine], *, show: Around, order: Around) -> list[Row]:
    """The lines of a page of the list; `show` and `order` are the addresses of a clinic and of its running order."""
    now, me = clock.now(), viewer.person_id
    return [
        _list_row(line, line.starts_at > now, line.ends_at > now, me in line.lead_ids, show, order)
        for line in lines
    ]


@lru_cache(maxsize=KEPT)
def _list_row(
    line: ClinicLine, is_ahead: bool, is_not_over: bool, is_mine: bool, show: Around, order: Around
) -> Row:
    is_published = line.state is ClinicState.PUBLISHED
    has_order = is_mine and line.state in (ClinicState.PUBLISHED, ClinicState.HELD)
    is_open = is_published and is_ahead
    return Row(
        href=f"{show[0]}{line.id}{show[1]}",
        order_href=f"{order[0]}{line.id}{order[1]}" if has_order else "",
        day=f"{uk_date(line.starts_at, 'day')} {clock.to_local(line.starts_at).year}",
        times=uk_time_range(line.starts_at, line.ends_at),
        leads=joined(line.lead_names),
        place=place_words(line.place, is_online=line.is_online),
        teams=line.team_names or "All teams",
        glance=glance_of(line, is_open=is_open),
        free=tuple(FreeTime(slot.id, uk_time(slot.starts_at)) for slot in line.free)
        if is_open and not has_order
        else (),
        badge=None if is_published and is_not_over else _badge(line.state, is_over=not is_not_over),
    )


def badge_of(state: ClinicState, ends_at: datetime, now: datetime) -> Badge:
    """The tag of a clinic; one that is over and was not marked says so."""
    return _badge(state, is_over=ends_at <= now)


def _badge(state: ClinicState, *, is_over: bool) -> Badge:
    return NOT_MARKED if is_over and state is ClinicState.PUBLISHED else CLINIC_BADGES[state]


def place_words(place: str, *, is_online: bool) -> str:
    """ "Room 2", "Online" or "Room 2 and online"."""
    if not is_online:
        return place
    return f"{place} and online" if place else "Online"


def glance_of(line: ClinicLine, *, is_open: bool) -> str:
    """ "3 of 4 free" while one can book; how many were booked once one cannot."""
    if line.state is ClinicState.CANCELLED:
        return ""
    free = len(line.free)
    if line.state is ClinicState.DRAFT:
        return plural(line.offered_count, "slot")
    if not is_open:
        return f"{line.offered_count - free} of {line.offered_count} booked"
    return f"{free} of {line.offered_count} free" if free else "Full"


def month_entries(lines: Sequence[ClinicLine], show: Around) -> dict[date, list[MonthEntry]]:
    """What the calendar shows on each day; `show` is the address of a clinic."""
    now = clock.now()
    found: dict[date, list[MonthEntry]] = {}
    for line in lines:
        day, entry = _month_entry(line, line.starts_at > now, line.ends_at <= now, show)
        found.setdefault(day, []).append(entry)
    return found


@lru_cache(maxsize=KEPT)
def _month_entry(line: ClinicLine, is_ahead: bool, is_over: bool, show: Around) -> tuple[date, MonthEntry]:
    is_open = line.state is ClinicState.PUBLISHED and is_ahead
    detail = glance_of(line, is_open=is_open)
    entry = MonthEntry(
        label=joined(line.lead_names),
        href=f"{show[0]}{line.id}{show[1]}",
        time=uk_time(line.starts_at),
        detail=f"Draft, {detail}" if line.state is ClinicState.DRAFT else detail,
        tone=MONTH_TONES.get(line.state, "over" if is_over else "free" if line.free else "full"),
    )
    return clock.to_local(line.starts_at).date(), entry


# What to say when the state of a clinic or slot has moved on: by verb and state, then by state alone.
REFUSALS = {
    ("publish", "published"): "This clinic is published already.",
    (
        "publish",
        "begun",
    ): "This clinic should have begun by now, so it cannot be published. Change its date first.",
    ("hold", "held"): "This clinic is marked as held already.",
    ("hold", "not_begun"): "This clinic has not begun yet. Mark it as held once it has.",
    ("cancel", "cancelled"): "This clinic is cancelled already.",
    ("withdraw", "booked"): "Somebody has just booked that slot, so it was not withdrawn.",
    ("withdraw", "withdrawn"): "That slot is withdrawn already.",
    ("offer", "free"): "That slot is on offer already.",
    ("offer", "booked"): "That slot is booked already.",
    ("offer", "outside_clinic"): "That slot no longer fits into the times of this clinic.",
}
REFUSALS_BY_STATE = {
    "draft": "This clinic is still a draft. Publish it first.",
    "published": "This clinic is published. Nothing was changed.",
    "held": "This clinic has been held, so it cannot be changed any more.",
    "cancelled": "This clinic is cancelled, so it cannot be changed any more.",
    "begun": "This clinic has begun, so it cannot be changed any more.",
}


def refusal_words(refused: WrongState) -> str:
    """Why it could not be done, for a flash message."""
    specific = REFUSALS.get((refused.verb, refused.state))
    return specific or REFUSALS_BY_STATE.get(refused.state, "Nothing was changed.")


# `view` decides the words of an empty list: title, text.
EMPTY_LISTS = {
    View.UPCOMING: ("No clinics to show", "Clinics appear here once they are published."),
    View.PAST: ("No past clinics to show", "Clinics move here when they are over."),
    View.DRAFTS: ("No drafts", "A clinic that you save as a draft waits here until you publish it."),
}


KEPT_NAMED = 5  # a flash message is no list


def kept_words(kept: Sequence[BookedTimes]) -> str:
    """Which clinics kept their times because slots are booked."""
    named = [
        f"{uk_date(clinic.clinic_starts_at)} ({joined(uk_time(start) for start in clinic.slot_starts)})"
        for clinic in kept[:KEPT_NAMED]
    ]
    more = len(kept) - len(named)
    which = joined([*named, f"{more} more"] if more else named)
    return f"Times did not change where slots are booked: {which}."


def clash_words(clash: Clash) -> str:
    """Somebody has two clinics at once."""
    times = uk_time_range(clash.starts_at, clash.ends_at)
    return f"{clash.lead_name} has another clinic on {uk_date(clash.starts_at)}, {times}."


def news_of(
    now: Details, typed: Details, *, names: Mapping[int, str], teams: Mapping[int, str]
) -> list[tuple[str, str]]:
    """(what, how it stands now) of everything that differs from what was typed."""
    words = {
        "on": ("Date", uk_date(now.on)),
        "starts": ("Start time", clock_text(now.starts)),
        "ends": ("End time", clock_text(now.ends)),
        "slot_minutes": ("Slot length", plural(now.slot_minutes, "minute")),
        "gap_minutes": ("Gap for writing up", plural(now.gap_minutes, "minute")),
        "place": ("Place", now.place or "none"),
        "online_link": ("Online link", now.online_link or "none"),
        "lead_ids": ("Leads", joined(names.get(person_id, "somebody else") for person_id in now.lead_ids)),
        "team_ids": (
            "Teams",
            joined(sorted(teams.get(team, "another team") for team in now.team_ids)) or "all teams",
        ),
    }
    return [words[name] for name in words if name in now.differences(typed)]

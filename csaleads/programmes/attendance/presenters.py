"""Attendance and completion made ready for pages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from flask import url_for

from csaleads.core import clock
from csaleads.core.formatting import plural, uk_datetime
from csaleads.programmes.afternoons.group_queries import GroupView
from csaleads.programmes.afternoons.turn_queries import OpenSwap
from csaleads.programmes.attendance.models import Half, MarkWay, Presence
from csaleads.programmes.attendance.queries import UNGROUPED, Mark
from csaleads.programmes.attendance.wording import (
    HALF_LABELS,
    LEVEL_LABELS,
    LEVEL_TONES,
    LEVEL_WORDS,
    PRESENCE_LABELS,
    PRESENCE_TONES,
    WAY_LABELS,
)
from csaleads.programmes.cohorts.completion import DAY, Level, Standing, in_days
from csaleads.programmes.cohorts.own_presenters import OwnPartView
from csaleads.programmes.cohorts.standing_queries import MemberDays
from csaleads.programmes.days.queries import DayView
from csaleads.programmes.models import MemberState


@dataclass(frozen=True)
class StandingView:
    """Where a member stands, in words."""

    level: Level
    label: str
    tone: str
    so_far: str
    reachable: str
    needed: str
    advice: str
    unmarked: str
    away: str


def days_words(quarters: int) -> str:
    """ "9½ days"."""
    return f"{in_days(quarters)} {'day' if 0 < quarters <= DAY else 'days'}"


def present_standing(standing: Standing) -> StandingView:
    """ "5½ of 6 days so far", and what can still be reached."""
    level, away = standing.level, standing.reachable - standing.expected
    return StandingView(
        level=level,
        label=LEVEL_LABELS[level],
        tone=LEVEL_TONES[level],
        so_far=f"{in_days(standing.so_far)} of {days_words(standing.counted)}",
        reachable=f"{in_days(standing.reachable)} of {days_words(standing.total)}",
        needed=days_words(standing.needed),
        advice=LEVEL_WORDS[level],
        unmarked=f"{plural(standing.unmarked, 'half day')} not recorded yet" if standing.unmarked else "",
        away=f"{days_words(away)} away, as said beforehand" if away else "",
    )


@dataclass(frozen=True)
class HalfLine:
    """A half of a day on a member's page."""

    half: str
    value: str  # of the half in addresses
    presence: str
    tone: str
    how: str
    can_correct: bool


@dataclass(frozen=True)
class DayLine:
    """A day on a member's page."""

    day: DayView
    halves: tuple[HalfLine, ...]


def present_days(days: Sequence[DayView], found: MemberDays, *, can_correct: bool) -> list[DayLine]:
    """Every day of the cohort as it stands for the member."""
    return [
        DayLine(
            day,
            tuple(
                _half(day, half, found.marks.get((day.id, half)), day.id in found.away, can_correct)
                for half in Half
            ),
        )
        for day in days
    ]


def how_words(mark: Mark) -> str:
    """ "Marked by Sam Okoro"; of a code it goes without saying who typed it."""
    label = WAY_LABELS[mark.way]
    return label if mark.way is MarkWay.BY_CODE else f"{label} {mark.by}"


def _half(day: DayView, half: Half, mark: Mark | None, is_away: bool, can_correct: bool) -> HalfLine:
    label = HALF_LABELS[half]
    if mark is not None:
        presence = mark.presence
        how = f"{how_words(mark)}, {uk_datetime(mark.at, 'short')}"
        return HalfLine(
            label, half.value, PRESENCE_LABELS[presence], PRESENCE_TONES[presence], how, can_correct
        )
    if is_away:
        apology = Presence.APOLOGY
        return HalfLine(
            label, half.value, PRESENCE_LABELS[apology], PRESENCE_TONES[apology], "Said beforehand", False
        )
    return HalfLine(label, half.value, "Not recorded yet" if day.is_over else "To come", "plain", "", False)


@dataclass(frozen=True)
class RegisterLink:
    """A register on the page of a day: of whom, and how far it is taken by half."""

    label: str
    group_id: int
    member_count: int
    marked: Mapping[str, int]


def register_links(
    groups: Sequence[GroupView], ungrouped: Sequence[tuple[int, str]], marks: Sequence[Mark]
) -> list[RegisterLink]:
    """The registers of a day, by group; those in no group last."""
    sets = [(f"Group {group.number}", group.id, {m.member_id for m in group.members}) for group in groups]
    if ungrouped:
        sets.append(("In no group", UNGROUPED, {member_id for member_id, _ in ungrouped}))
    return [
        RegisterLink(
            label,
            group_id,
            len(members),
            {
                half.value: sum(mark.half is half and mark.member_id in members for mark in marks)
                for half in Half
            },
        )
        for label, group_id, members in sets
    ]


@dataclass(frozen=True)
class Task:
    """Something that a member has to do, with its day."""

    on: date
    what: str
    href: str
    action: str


def own_tasks(parts: Sequence[OwnPartView], swaps: Sequence[OpenSwap]) -> list[Task]:
    """What a member has to do, by date: come, present, answer, say what they would bring."""
    tasks = [
        Task(
            swap.mine_on,
            f"Answer {swap.other_name}, who asks to swap turns",
            url_for("programmes.mine", _anchor="swaps"),
            "Answer",
        )
        for swap in swaps
        if not swap.is_mine
    ]
    for part in parts:
        if part.own.state is MemberState.MEMBER and part.can_say_wishes:
            tasks += _of_part(part)
    return sorted(tasks, key=lambda task: (task.on, task.what))


def _of_part(part: OwnPartView) -> list[Task]:
    tasks = []
    address = url_for("programmes.show", cohort_id=part.own.cohort_id) + "/days/"
    if part.next_day and not part.next_day.is_away:
        day = part.next_day.day
        is_today = day.held_on == clock.today()
        href = url_for("programmes.join") if is_today else f"{address}{day.id}"
        what = f"Come to learning day {day.number}" + (f", {day.place}" if day.place else "")
        tasks.append(Task(day.held_on, what, href, "Enter the joining code" if is_today else "See the day"))
    tasks += [
        Task(each.day.held_on, "Present in your reflective group", f"{address}{each.day.id}", "See the day")
        for each in part.ahead
        if each.turn_id
    ]
    if part.next_day and not part.own.has_wishes:
        href = url_for("programmes.wishes", cohort_id=part.own.cohort_id)
        tasks.append(
            Task(part.next_day.day.held_on, "Say what you would bring and when you are away", href, "Say it")
        )
    return tasks


def taken_words(count: int, overtaken: Sequence[str]) -> str:
    """What saving a register did."""
    said = f"{plural(count, 'person is', 'people are')} recorded." if count else "Nothing new was recorded."
    if overtaken:
        said += f" Recorded already, and otherwise: {', '.join(overtaken)}. Correct it if it is wrong."
    return said

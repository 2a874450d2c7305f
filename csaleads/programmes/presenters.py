"""Cohorts made ready for a page: the checklist of each area, the warning about time, what can be done next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time

from csaleads.access.viewer import Viewer
from csaleads.core import clock
from csaleads.core.formatting import joined, plural, uk_date, uk_time
from csaleads.programmes import policy
from csaleads.programmes.cohorts.setting_up import MONTHS_BEFORE, lead_time
from csaleads.programmes.days.queries import DayView
from csaleads.programmes.errors import NotAWorkingDay
from csaleads.programmes.models import CheckItem, CohortState
from csaleads.programmes.queries import AreaPlaces, CohortView, Ticked
from csaleads.programmes.wording import CHECK_LABELS

IN_PREPARATION = frozenset({CohortState.PLANNED, CohortState.OPEN})
VERBS = {
    CohortState.PLANNED: (("open", "Open for members"),),
    CohortState.OPEN: (("start", "Start the cohort"),),
    CohortState.RUNNING: (("finish", "Finish the cohort"),),
}


@dataclass(frozen=True)
class CheckLine:
    """An item of the list of an area, with who ticked it and when."""

    item: CheckItem
    label: str
    hint: str
    by: str
    on: str

    @property
    def is_done(self) -> bool:
        return bool(self.by)


@dataclass(frozen=True)
class Checklist:
    """The list of one area."""

    area: AreaPlaces
    lines: tuple[CheckLine, ...]

    @property
    def open_count(self) -> int:
        return sum(not line.is_done for line in self.lines)


def checklists(viewer: Viewer, cohort: CohortView, ticked: Sequence[Ticked]) -> list[Checklist]:
    """The list of each area that the viewer looks after."""
    known = {(tick.area_id, tick.item): tick for tick in ticked}
    return [
        Checklist(area, tuple(_line(item, known.get((area.id, item))) for item in CheckItem))
        for area in cohort.areas
        if policy.sees_to_area(viewer, cohort, area.id)
    ]


def _line(item: CheckItem, tick: Ticked | None) -> CheckLine:
    label, hint = CHECK_LABELS[item]
    return CheckLine(item, label, hint, tick.by if tick else "", uk_date(tick.at, "short") if tick else "")


def time_warning(cohort: CohortView, lists: Sequence[Checklist], *, today: date) -> tuple[str, str] | None:
    """(title, text) of what to say about the time until day one, for those who look after an area; None if all is well."""
    if cohort.state not in IN_PREPARATION or not lists:
        return None
    time = lead_time(cohort.starts_on, made_on=clock.to_local(cohort.made_at).date(), today=today)
    still_open = sum(each.open_count for each in lists)
    if time.is_early or not still_open:
        return None
    left = "Day one has come" if time.is_over else f"Day one is in {_time_left(time.weeks_left)}"
    text = f"{plural(still_open, 'thing is', 'things are')} still to be seen to."
    if time.was_short:
        text += (
            f" Setting up takes {MONTHS_BEFORE} months, and this cohort has less. "
            "Think about a later day one if members or managers are not ready."
        )
    return left, text


def _time_left(weeks: int) -> str:
    return plural(weeks, "week") if weeks else "less than a week"


def verbs_of(cohort: CohortView, days: Sequence[DayView]) -> tuple[tuple[str, str], ...]:
    """(verb, label) of the next step of a cohort; it finishes once its last day is over."""
    if cohort.state is CohortState.RUNNING and any(not day.is_over for day in days):
        return ()
    return VERBS.get(cohort.state, ())


def short_time_words(starts_on: date, made_on: date) -> str:
    """What to say when a cohort is made with less than three months to go; empty where there is time."""
    time = lead_time(starts_on, made_on=made_on, today=made_on)
    if not time.was_short:
        return ""
    return (
        f"Day one is in {_time_left(time.weeks_left)}. Setting up takes {MONTHS_BEFORE} months, "
        "so begin with the checklist today."
    )


def names_of_areas(cohort: CohortView) -> str:
    return joined(area.name for area in cohort.areas)


def not_a_working_day(day: date, refused: NotAWorkingDay) -> str:
    """Why nobody learns on that day."""
    if refused.holiday:
        return f"{uk_date(day)} is a bank holiday ({refused.holiday}). Choose another date"
    return f"{uk_date(day)} is at a weekend. Choose another date"


def clock_range(starts: time, ends: time) -> str:
    """ "9:30am to 4pm"."""
    return f"{uk_time(starts)} to {uk_time(ends)}"

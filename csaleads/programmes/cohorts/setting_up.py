"""The three months before day one: what an area sees to, and whether there is time for it. Pure."""

from dataclasses import dataclass
from datetime import date

from dateutil.relativedelta import relativedelta

from csaleads.core.working_days import SATURDAY, bank_holiday_on
from csaleads.programmes.errors import NotAWorkingDay

MONTHS_BEFORE = 3


@dataclass(frozen=True)
class LeadTime:
    """How the time until day one stands. `begins_on` is when the list should begin; `weeks_left` counts whole weeks."""

    begins_on: date
    weeks_left: int
    is_early: bool  # the list begins later
    was_short: bool  # there were less than three months from when the cohort was made
    is_over: bool  # day one is here or past


def lead_time(starts_on: date, *, made_on: date, today: date) -> LeadTime:
    """Where a cohort made on that day, with that day one, stands today."""
    begins_on = starts_on - relativedelta(months=MONTHS_BEFORE)
    return LeadTime(
        begins_on=begins_on,
        weeks_left=max(0, (starts_on - today).days // 7),
        is_early=today < begins_on,
        was_short=made_on > begins_on,
        is_over=today >= starts_on,
    )


def require_working_day(day: date) -> None:
    """Raises NotAWorkingDay at weekends and on bank holidays."""
    holiday = bank_holiday_on(day)
    if holiday or day.weekday() >= SATURDAY:
        raise NotAWorkingDay(holiday)

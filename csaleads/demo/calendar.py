"""When the clinics of the demonstration take place: a year behind, two months ahead, bank holidays left out."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from dateutil.rrule import MONTHLY, TU, WE, rrule, weekday

from csaleads.core import clock
from csaleads.core.working_days import is_working_day

SLOT_MINUTES = 40
GAP_MINUTES = 10
MONTHS_BEHIND = 12
MONTHS_AHEAD = 2


@dataclass(frozen=True)
class Rhythm:
    """A recurrence as an area would put it: "first Wednesday of the month, 13:30"."""

    rule: str
    day: weekday
    starts_at: time
    every: int  # months
    slots: int
    leads: tuple[int, int]  # places in the area's list of leads
    place: str


RHYTHMS = (
    Rhythm("FREQ=MONTHLY;BYDAY=+1WE", WE(+1), time(13, 30), 1, 4, (0, 1), "Meeting room 2, Harbour House"),
    Rhythm("FREQ=MONTHLY;INTERVAL=2;BYDAY=+3TU", TU(+3), time(10, 0), 2, 3, (2, 3), "Online"),
)


def dates_of(rhythm: Rhythm, today: date) -> list[date]:
    """The days on which the rhythm falls within the demonstration, without bank holidays of England and Wales."""
    first = datetime.combine(today - timedelta(days=31 * MONTHS_BEHIND), time.min)
    last = datetime.combine(today + timedelta(days=31 * MONTHS_AHEAD), time.min)
    days = rrule(MONTHLY, interval=rhythm.every, byweekday=rhythm.day, dtstart=first, until=last)
    return [day.date() for day in days if is_working_day(day.date())]


def slot_times(day: date, rhythm: Rhythm) -> list[tuple[datetime, datetime]]:
    """Start and end of each slot, in UTC."""
    start = clock.from_local(day, rhythm.starts_at)
    step = timedelta(minutes=SLOT_MINUTES + GAP_MINUTES)
    return [
        (start + step * n, start + step * n + timedelta(minutes=SLOT_MINUTES)) for n in range(rhythm.slots)
    ]


def next_working_day(day: date) -> date:
    """`day` itself, or the next one on which people work."""
    while not is_working_day(day):
        day += timedelta(days=1)
    return day

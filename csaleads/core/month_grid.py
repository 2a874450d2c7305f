"""The days of one month in whole weeks, Monday first, with what happens on each; drawn by components/calendar_month.html."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from csaleads.core.formatting import uk_date


@dataclass(frozen=True)
class MonthEntry:
    """One thing on one day. `tone` is free, full, draft or over; `time` and `detail` ("2 slots free") are shown as given."""

    label: str
    href: str
    time: str = ""
    detail: str = ""
    tone: str = "free"


@dataclass(frozen=True)
class MonthDay:
    """One square of the grid. `note` is for a bank holiday's name."""

    on: date
    in_month: bool
    is_today: bool
    entries: tuple[MonthEntry, ...]
    note: str = ""


@dataclass(frozen=True)
class MonthGrid:
    """A month in order of days; an empty address leaves out the move to that side."""

    title: str
    days: tuple[MonthDay, ...]
    previous_href: str = ""
    next_href: str = ""

    @property
    def has_entries(self) -> bool:
        return any(day.entries for day in self.days)


def next_month(first: date, step: int = 1) -> date:
    """The first day of the month `step` months from the month of `first`; a negative step goes back."""
    months = first.year * 12 + first.month - 1 + step
    return date(months // 12, months % 12 + 1, 1)


def month_grid(
    month: date,
    entries: Mapping[date, Sequence[MonthEntry]],
    *,
    today: date,
    notes: Mapping[date, str] | None = None,
    previous_href: str = "",
    next_href: str = "",
) -> MonthGrid:
    """The grid of the month that `month` lies in. Days outside it complete the weeks and carry no entries."""
    first = month.replace(day=1)
    start = first - timedelta(days=first.weekday())
    end = next_month(first) - timedelta(days=1)
    count = (end - start).days + 1
    count += -count % 7
    days = []
    for offset in range(count):
        on = start + timedelta(days=offset)
        inside = on.month == first.month
        days.append(
            MonthDay(
                on=on,
                in_month=inside,
                is_today=on == today,
                entries=tuple(entries.get(on, ())) if inside else (),
                note=(notes or {}).get(on, "") if inside else "",
            )
        )
    return MonthGrid(uk_date(first, "month"), tuple(days), previous_href, next_href)

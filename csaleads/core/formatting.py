"""How dates, times and counts are written for people. Everything shown is Europe/London; everything stored is UTC.

`FILTERS` holds the Jinja filters; `create_app` installs them with `app.jinja_env.filters.update(FILTERS)`.
"""

from collections.abc import Callable, Iterable
from datetime import date, datetime, time
from functools import lru_cache
from typing import Any

from csaleads.core.clock import LONDON

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


@lru_cache(
    maxsize=8192
)  # lists show the same few hundred moments to everybody; what is equal is the same moment
def to_london(moment: datetime) -> datetime:
    """The same moment on a London clock. Refuses a naive datetime: it would be off by an hour half of the year."""
    if moment.tzinfo is None:
        raise ValueError("a datetime without a time zone cannot be shown to people")
    return moment.astimezone(LONDON)


def _day_of(value: date | datetime) -> date:
    return to_london(value).date() if isinstance(value, datetime) else value


def uk_date(value: date | datetime | None, style: str = "full") -> str:
    """ "Wednesday 2 December 2026"; style "long" leaves out the weekday, "short" is "2 Dec 2026", "day" is "Wed 2 Dec".

    None becomes an empty string, so that a page can show a date that is not known yet.
    """
    return "" if value is None else _written(_day_of(value), style)


@lru_cache(maxsize=4096)
def _written(day: date, style: str) -> str:
    weekday, month = _DAYS[day.weekday()], _MONTHS[day.month - 1]
    match style:
        case "full":
            return f"{weekday} {day.day} {month} {day.year}"
        case "long":
            return f"{day.day} {month} {day.year}"
        case "short":
            return f"{day.day} {month[:3]} {day.year}"
        case "day":
            return f"{weekday[:3]} {day.day} {month[:3]}"
        case "month":
            return f"{month} {day.year}"
    raise KeyError(style)


def clock_text(value: time) -> str:
    """ "1:30pm", "9am", "noon" or "midnight"."""
    return _clock_text(value.hour, value.minute)


@lru_cache(maxsize=24 * 60)
def _clock_text(hour: int, minute: int) -> str:
    if minute == 0 and hour in (0, 12):
        return "noon" if hour else "midnight"
    minutes = f":{minute:02d}" if minute else ""
    return f"{hour % 12 or 12}{minutes}{'am' if hour < 12 else 'pm'}"


def uk_time(value: time | datetime | None) -> str:
    """The time of day as people say it. A datetime is shown on a London clock; a bare time is taken as it is."""
    if value is None:
        return ""
    shown = to_london(value) if isinstance(value, datetime) else value
    return _clock_text(shown.hour, shown.minute)


def uk_datetime(value: datetime | None, style: str = "full") -> str:
    """ "1:30pm on Wednesday 2 December 2026"; the styles are those of `uk_date`."""
    if value is None:
        return ""
    shown = to_london(value)
    return f"{_clock_text(shown.hour, shown.minute)} on {_written(shown.date(), style)}"


def uk_time_range(starts_at: time | datetime, ends_at: time | datetime) -> str:
    """ "1:30pm to 4:20pm"."""
    return f"{uk_time(starts_at)} to {uk_time(ends_at)}"


def uk_date_range(first: date | datetime, last: date | datetime) -> str:
    """ "2 to 4 December 2026", "30 November to 2 December 2026" or "30 December 2026 to 2 January 2027"."""
    start, end = _day_of(first), _day_of(last)
    if start == end:
        return uk_date(start, "long")
    if start.year != end.year:
        return f"{uk_date(start, 'long')} to {uk_date(end, 'long')}"
    if start.month != end.month:
        return f"{start.day} {_MONTHS[start.month - 1]} to {uk_date(end, 'long')}"
    return f"{start.day} to {uk_date(end, 'long')}"


def iso(value: date | datetime | time) -> str:
    """The machine-readable form for `<time datetime="…">`; datetimes are written in London time with their offset."""
    return (to_london(value) if isinstance(value, datetime) else value).isoformat()


def plural(count: int, one: str, many: str = "") -> str:
    """ "1 slot", "3 slots", "no slots"; `many` where adding an s is wrong: plural(2, "enquiry", "enquiries")."""
    word = one if count == 1 else (many or f"{one}s")
    return f"{'no' if count == 0 else f'{count:,}'} {word}"


def joined(words: Iterable[Any], last: str = "and") -> str:
    """ "a", "a and b", "a, b and c"."""
    items = [str(word) for word in words]
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {last} {items[-1]}"


def size_words(size_bytes: int) -> str:
    """ "340 kB", "1.2 MB", as file managers say it; nothing is smaller than 1 kB."""
    if size_bytes < 1_000_000:
        return f"{max(1, round(size_bytes / 1000)):,} kB" if size_bytes < 999_500 else "1 MB"
    return f"{size_bytes / 1_000_000:.1f}".removesuffix(".0") + " MB"


FILTERS: dict[str, Callable[..., str]] = {
    "uk_date": uk_date,
    "uk_time": uk_time,
    "uk_datetime": uk_datetime,
    "uk_time_range": uk_time_range,
    "uk_date_range": uk_date_range,
    "iso": iso,
    "plural": plural,
    "joined": joined,
}

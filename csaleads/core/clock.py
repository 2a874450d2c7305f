"""The only place that reads the time. Tests and demonstration data set it with `at`."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")

_set_moment: ContextVar[datetime | None] = ContextVar("csaleads_moment", default=None)


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return _set_moment.get() or datetime.now(UTC)


def today() -> date:
    """The date on a wall calendar in England and Wales."""
    return now().astimezone(LONDON).date()


def to_local(moment: datetime) -> datetime:
    """`moment` as a wall clock in England and Wales shows it."""
    return moment.astimezone(LONDON)


def from_local(day: date, at: time) -> datetime:
    """UTC moment at which a wall clock in England and Wales shows `day` and `at`.

    A time that the spring change skips moves forward an hour; a time that occurs twice in autumn is the first one.
    """
    return datetime.combine(day, at, tzinfo=LONDON).astimezone(UTC)


def start_of_day(day: date) -> datetime:
    """UTC moment at which `day` begins in England and Wales."""
    return from_local(day, time.min)


def end_of_day(day: date) -> datetime:
    """UTC moment at which the day after `day` begins in England and Wales; for the last day there is, its last moment."""
    return start_of_day(day + timedelta(days=1)) if day < date.max else datetime.max.replace(tzinfo=UTC)


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Within the block `now()` answers `moment`."""
    token = _set_moment.set(moment.astimezone(UTC))
    try:
        yield
    finally:
        _set_moment.reset(token)

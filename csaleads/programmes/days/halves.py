"""When the halves of a learning day begin and end, and how long around them a joining code is worth something. Pure."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from csaleads.core import clock
from csaleads.programmes.attendance.models import Half
from csaleads.programmes.cohorts.timetable import Part

MARGIN = timedelta(minutes=30)


class Span(NamedTuple):
    """From a moment to a moment, in UTC."""

    starts_at: datetime
    ends_at: datetime

    def widened(self) -> "Span":
        """With the margin on both sides."""
        return Span(self.starts_at - MARGIN, self.ends_at + MARGIN)

    def holds(self, moment: datetime) -> bool:
        return self.starts_at <= moment < self.ends_at


def span_of(on: date, starts: time, ends: time, parts: Iterable[Part], half: Half) -> Span:
    """A half of the day. The morning lasts as long as its parts; without parts, or with too many, half of the day."""
    begins, over = clock.from_local(on, starts), clock.from_local(on, ends)
    taught = timedelta(minutes=sum(part.minutes for part in parts))
    between = begins + taught if timedelta(0) < taught < over - begins else begins + (over - begins) / 2
    return Span(begins, between) if half is Half.MORNING else Span(between, over)

"""Who was at support sessions, by area, for the programme team: small numbers are not shown."""

from typing import NamedTuple

from csaleads.forum.presence_queries import AreaLine

SMALLEST_SHOWN = 5
FEWER = "fewer than 5"


class ShownArea(NamedTuple):
    """An area, and how many of its leads were there how often."""

    name: str
    leads: str
    times: str


def shown_area(line: AreaLine) -> ShownArea:
    """Neither number is shown where fewer than five leads were there: the second would tell about the first."""
    if line.lead_count < SMALLEST_SHOWN:
        return ShownArea(line.name, FEWER, "not shown")
    return ShownArea(line.name, f"{line.lead_count:,}", f"{line.time_count:,}")

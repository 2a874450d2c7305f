"""Who was at support sessions: by area, where small numbers are not shown; and of one of them by name, as a file."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from csaleads.forum.gatherings.models import Answer
from csaleads.forum.gatherings.presence_queries import AreaLine, PresenceLine
from csaleads.forum.presenters import name_of, note_of
from csaleads.network.name_queries import MemberName

SMALLEST_SHOWN = 5
FEWER = "fewer than 5"
FILE_HEADINGS = ("Member", "Areas", "What they had said", "Was there")
SAID = {Answer.COMING: "Coming", Answer.PERHAPS: "Perhaps", Answer.NOT_COMING: "Not coming", None: ""}
WAS_THERE = {True: "Yes", False: "No", None: "Not noted"}


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


def file_rows(lines: Sequence[PresenceLine], names: Mapping[int, MemberName]) -> list[tuple[str, ...]]:
    """Those whom the page lists, in its order."""
    return [
        (
            name_of(line.person_id, names),
            note_of(line.person_id, names),
            SAID[line.answer],
            WAS_THERE[line.was_there],
        )
        for line in lines
    ]

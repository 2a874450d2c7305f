"""The CPD year of Social Work England: from 1 December to 30 November. Pure functions of dates.

What it asks of a year (at least two different pieces, one of them with peer reflection) and in which order is from its pages
about CPD, socialworkengland.org.uk/cpd.
"""

from datetime import date
from typing import NamedTuple

from csaleads.core.formatting import plural, uk_date

PIECES = 2
WITH_PEERS = 1
EARLIEST = 2019  # no entry is older than the year that begins then
DEADLINE_MONTH = 11


class CpdYear(NamedTuple):
    """A year by the calendar year in whose December it begins."""

    begins_in: int

    @property
    def first_day(self) -> date:
        return date(self.begins_in, 12, 1)

    @property
    def last_day(self) -> date:
        return date(self.begins_in + 1, 11, 30)

    @property
    def label(self) -> str:
        return f"1 December {self.begins_in} to 30 November {self.begins_in + 1}"


def year_of(day: date) -> CpdYear:
    """The year that `day` belongs to."""
    return CpdYear(day.year if day.month == 12 else day.year - 1)


def years_from(earliest: date | None, today: date) -> list[CpdYear]:
    """The years to choose from, the present one first: back to `earliest`, and always the one before."""
    last = year_of(today).begins_in
    first = min(last - 1, year_of(earliest).begins_in if earliest else last)
    return [CpdYear(begins_in) for begins_in in range(last, max(first, EARLIEST) - 1, -1)]


def chosen_year(typed: str | None, today: date) -> CpdYear:
    """The year that an address asks for; the present one for whatever is none."""
    present = year_of(today)
    text = typed or ""
    is_year = text.isascii() and text.isdigit() and len(text) == 4
    return CpdYear(int(text)) if is_year and EARLIEST <= int(text) <= present.begins_in else present


class Tally(NamedTuple):
    """What a year holds of one person: finished pieces, those of them with peer reflection, and drafts."""

    finished: int
    with_peers: int
    drafts: int

    @property
    def is_complete(self) -> bool:
        return self.finished >= PIECES and self.with_peers >= WITH_PEERS

    @property
    def words(self) -> str:
        """How far the year is."""
        with_peers = {0: "none", 1: "one"}.get(self.with_peers, str(self.with_peers))
        peers = f"{with_peers} with peer reflection{'' if self.with_peers else ' yet'}"
        if self.finished >= PIECES:
            return f"{plural(self.finished, 'piece')}, {peers}"
        return f"{self.finished} of {PIECES} pieces, {peers}"


def deadline_words(year: CpdYear, today: date) -> str:
    """When the year ends, and how far that is."""
    left = (year.last_day - today).days
    if left < 0:
        return f"It ended on {uk_date(year.last_day, 'long')}."
    if left == 0:
        return "It ends today, at one minute before midnight."
    return f"It ends on {uk_date(year.last_day, 'long')}, at one minute before midnight: {plural(left, 'day')} from now."

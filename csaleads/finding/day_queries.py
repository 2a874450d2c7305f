"""Reads of the numbered days of a curriculum to which resources belong: for the search, and for the page of a resource."""

from typing import NamedTuple, Self
from uuid import UUID

from sqlalchemy import select

from csaleads.core.statements import Query, Statement, one
from csaleads.learning.models import TRACK_LABELS, Track
from csaleads.programmes.days.session_models import ResourceDay


class CurriculumDay(NamedTuple):
    """A learning day by its number, in whichever cohort it is held."""

    track: Track
    number: int

    @property
    def label(self) -> str:
        return f"Day {self.number}, {TRACK_LABELS[self.track].lower()} curriculum"

    @property
    def value(self) -> str:
        """What an address says for it."""
        return f"{self.track.value}.{self.number}"

    @classmethod
    def read(cls, value: str) -> Self:
        """The day for which an address says `value`."""
        track, _, number = value.partition(".")
        return cls(Track(track), int(number))


def list_days() -> list[CurriculumDay]:
    """The days to which any resource belongs, by curriculum and number. One statement."""
    return [CurriculumDay(*row) for row in _days.rows()]


@Statement
def _days() -> Query:
    return (
        select(ResourceDay.track, ResourceDay.number)
        .distinct()
        .order_by(ResourceDay.track, ResourceDay.number)
    )


def list_days_of(resource_id: UUID) -> list[CurriculumDay]:
    """Those to which the resource belongs. One statement."""
    return [CurriculumDay(*row) for row in _days_of.rows(id=resource_id)]


@Statement
def _days_of() -> Query:
    query = select(ResourceDay.track, ResourceDay.number).where(ResourceDay.resource_id == one("id"))
    return query.order_by(ResourceDay.track, ResourceDay.number)


def resources_of(day: CurriculumDay) -> frozenset[UUID]:
    """Ids of the resources that belong to the day, whoever may see them. One statement."""
    return frozenset(resource_id for (resource_id,) in _resources.rows(track=day.track, number=day.number))


@Statement
def _resources() -> Query:
    return select(ResourceDay.resource_id).where(
        ResourceDay.track == one("track"), ResourceDay.number == one("number")
    )

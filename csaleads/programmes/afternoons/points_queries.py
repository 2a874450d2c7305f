"""Reads of what groups learnt on a day. Ask `group_queries` first whether the viewer sees the group."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import undefer_group

from csaleads.accounts.models import Person
from csaleads.core.database import db
from csaleads.core.statements import Query, columns_of, one, rows_like
from csaleads.programmes.afternoons.models import LearningPoints


@dataclass(frozen=True)
class PointsView:
    """What a group learnt. `version` is 0 while nobody has written anything."""

    text: str = ""
    written_by: str = ""
    written_at: datetime | None = None
    version: int = 0


def find_points(day_id: int, group_number: int) -> PointsView:
    """What the group of that number learnt on the day. One statement."""
    row = _points.first(day_id=day_id, group_number=group_number)
    if row is None:
        return PointsView()
    return PointsView(row.text, row.written_by, row.written_at, row.version)


@rows_like(LearningPoints)
def _points() -> Query:
    return (
        select(*columns_of(LearningPoints), Person.full_name.label("written_by"))
        .join(Person, Person.id == LearningPoints.written_by_id)
        .where(LearningPoints.day_id == one("day_id"), LearningPoints.group_number == one("group_number"))
    )


def has_points(day_id: int) -> bool:
    """Whether any group wrote down what it learnt on the day."""
    query = select(LearningPoints.id).where(LearningPoints.day_id == day_id)
    return db.session.scalar(query.limit(1)) is not None


def lock_points(day_id: int, group_number: int) -> LearningPoints | None:
    """The row, locked until the unit ends, or None. Lock the day first."""
    query = select(LearningPoints).where(
        LearningPoints.day_id == day_id, LearningPoints.group_number == group_number
    )
    query = query.options(undefer_group("narrative")).with_for_update()
    return db.session.scalar(query.execution_options(populate_existing=True))

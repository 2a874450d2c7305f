"""Who was at a network support session, and how many leads of each area were at one."""

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import and_, func, or_, select

from csaleads.access.permissions import Role
from csaleads.access.viewer import Viewer
from csaleads.accounts.models import Area, RoleInArea
from csaleads.core.database import db
from csaleads.core.errors import NotFound
from csaleads.core.paging import ROWS_PER_PAGE, Page
from csaleads.core.statements import Query, Statement, and_total, one
from csaleads.forum import policy
from csaleads.forum.gatherings.models import Answer, Gathering, GatheringAnswer, GatheringKind
from csaleads.forum.gatherings.queries import SAYS_MORE_THAN_NO
from csaleads.forum.threads.queries import ThreadView

MOST_LISTED = 1000


class PresenceLine(NamedTuple):
    """Somebody who said that they come, or was noted."""

    person_id: int
    answer: Answer | None
    was_there: bool | None


def list_presence(viewer: Viewer, thread: ThreadView) -> list[PresenceLine]:
    """Everybody who may be noted without being named anew. One statement."""
    policy.require_member(viewer)
    return [PresenceLine(*row) for row in _presence.rows(thread_id=thread.id)]


@Statement
def _presence() -> Query:
    return (
        select(GatheringAnswer.person_id, GatheringAnswer.answer, GatheringAnswer.was_there)
        .where(
            GatheringAnswer.thread_id == one("thread_id"),
            or_(GatheringAnswer.answer.in_(SAYS_MORE_THAN_NO), GatheringAnswer.was_there.is_not(None)),
        )
        .order_by(GatheringAnswer.answered_at, GatheringAnswer.person_id)
        .limit(MOST_LISTED)
    )


def list_rows(thread_id: int) -> dict[int, GatheringAnswer]:
    """Every answer to the event by person, to be changed. Inside a write."""
    query = select(GatheringAnswer).where(GatheringAnswer.thread_id == thread_id)
    rows = db.session.scalars(query.execution_options(populate_existing=True))
    return {row.person_id: row for row in rows}


class AreaLine(NamedTuple):
    """How many leads of an area were at a support session, and how often in all."""

    area_id: int
    name: str
    lead_count: int
    time_count: int


def list_by_area(viewer: Viewer, *, since: datetime, page: int) -> Page[AreaLine]:
    """A page of the areas by name, for the programme team. One or two statements."""
    if not policy.runs(viewer):
        raise NotFound("attendance")
    found, total = _by_area.found(since=since, limit=ROWS_PER_PAGE, offset=(page - 1) * ROWS_PER_PAGE).page(
        page, lambda: int(_area_count.scalar())
    )
    return Page(found.made(_area_line), page, total)


def _area_line(row: Any) -> AreaLine:
    return AreaLine(*row)


@Statement
def _by_area() -> Query:
    """A lead counts for the area whose lead they were on the day, where they were there since then."""
    day = func.date(Gathering.starts_at)
    held = and_(
        RoleInArea.person_id == GatheringAnswer.person_id,
        RoleInArea.role == Role.PRACTICE_LEAD,
        RoleInArea.starts_on <= day,
        or_(RoleInArea.ends_on.is_(None), RoleInArea.ends_on >= day),
    )
    noted = (
        select(RoleInArea.area_id, GatheringAnswer.person_id, GatheringAnswer.thread_id)
        .select_from(GatheringAnswer)
        .join(Gathering, Gathering.thread_id == GatheringAnswer.thread_id)
        .join(RoleInArea, held)
        .where(
            GatheringAnswer.was_there.is_(True),
            Gathering.kind == GatheringKind.SUPPORT_SESSION,
            Gathering.starts_at >= one("since"),
        )
        .distinct()
        .subquery()
    )
    query = (
        select(
            Area.id,
            Area.name,
            func.count(noted.c.person_id.distinct()).label("leads"),
            func.count(noted.c.thread_id).label("times"),
        )
        .outerjoin(noted, noted.c.area_id == Area.id)
        .group_by(Area.id, Area.name)
        .order_by(Area.name, Area.id)
    )
    return and_total(query, select(func.count(Area.id))).limit(one("limit")).offset(one("offset"))


@Statement
def _area_count() -> Query:
    return select(func.count(Area.id))

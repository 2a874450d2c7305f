"""What the programme team needs to know of spaces to make and change them: names and counts, and nothing that stands in them."""

from typing import Any, NamedTuple

from sqlalchemy import exists, select

from csaleads.access.viewer import Viewer
from csaleads.accounts.models import Area
from csaleads.core.database import db
from csaleads.core.errors import NotFound
from csaleads.core.statements import Query, Statement, one
from csaleads.forum import policy
from csaleads.forum.models import Space, SpaceKind
from csaleads.forum.spaces.queries import name_now
from csaleads.learning.models import Topic
from csaleads.programmes.models import Cohort, CohortState

MOST = 500


class ManagedSpace(NamedTuple):
    """A space as the programme team sees to it."""

    id: int
    kind: SpaceKind
    name: str
    purpose: str
    position: int
    thread_count: int
    is_archived: bool


def list_managed(viewer: Viewer) -> list[ManagedSpace]:
    """Every space but that of private questions, in their order, closed ones last. One statement."""
    policy.require_runs(viewer)
    return [_managed(row) for row in _spaces.rows(False)]


def get_managed(viewer: Viewer, space_id: int) -> ManagedSpace:
    """One of them; NotFound for every other. One statement."""
    policy.require_runs(viewer)
    row = _spaces.first(True, id=space_id)
    if row is None:
        raise NotFound("space")
    return _managed(row)


def _managed(row: Any) -> ManagedSpace:
    return ManagedSpace(
        row.id,
        row.kind,
        row.name,
        row.purpose,
        row.position,
        row.thread_count,
        row.archived_at is not None,
    )


@Statement
def _spaces(is_one: bool) -> Query:
    query = (
        select(
            Space.id,
            Space.kind,
            name_now(),
            Space.purpose,
            Space.position,
            Space.thread_count,
            Space.archived_at,
        )
        .outerjoin(Topic, Topic.id == Space.topic_id)
        .where(Space.kind != SpaceKind.ONE_TO_ONE)
        .order_by(
            Space.archived_at.is_not(None), Space.position, Topic.track, Topic.position, Space.name, Space.id
        )
    )
    return query.where(Space.id == one("id")) if is_one else query


def list_areas_without_space(viewer: Viewer) -> list[tuple[int, str]]:
    """(id, name) of every area that has no private space, by name. One statement."""
    policy.require_runs(viewer)
    return [(row.id, row.name) for row in _areas.rows(limit=MOST)]


@Statement
def _areas() -> Query:
    query = select(Area.id, Area.name).where(~exists().where(Space.area_id == Area.id))
    return query.order_by(Area.name, Area.id).limit(one("limit"))


def list_cohorts_without_space(viewer: Viewer) -> list[tuple[int, str]]:
    """(id, name) of every cohort that goes on or is over and has no private space, the newest first. One statement."""
    policy.require_runs(viewer)
    return [(row.id, row.name) for row in _cohorts.rows(limit=MOST)]


@Statement
def _cohorts() -> Query:
    query = select(Cohort.id, Cohort.name).where(
        ~exists().where(Space.cohort_id == Cohort.id), Cohort.state != CohortState.CANCELLED
    )
    return query.order_by(Cohort.starts_on.desc(), Cohort.id).limit(one("limit"))


def name_of_area(area_id: int) -> str:
    """What the area is called; NotFound where there is none. Inside a write."""
    name = db.session.scalar(select(Area.name).where(Area.id == area_id))
    if name is None:
        raise NotFound("area")
    return name


def find_private(*, area_id: int | None, cohort_id: int | None) -> int | None:
    """The private space of the area or the cohort, where there is one. Inside a write."""
    wanted = Space.area_id == area_id if area_id is not None else Space.cohort_id == cohort_id
    return db.session.scalar(select(Space.id).where(wanted))


def lock_beside(kinds: tuple[SpaceKind, ...]) -> list[Space]:
    """The spaces of these kinds that are in use, locked by id, and answered in their order."""
    query = select(Space).where(Space.kind.in_(kinds), Space.archived_at.is_(None)).order_by(Space.id)
    rows = db.session.scalars(query.with_for_update().execution_options(populate_existing=True))
    return sorted(rows, key=lambda space: (space.position, space.name, space.id))


def lock_managed(viewer: Viewer, space_id: int) -> Space:
    """The row of a space that the programme team sees to, locked; NotFound for every other."""
    get_managed(viewer, space_id)
    query = select(Space).where(Space.id == space_id).with_for_update()
    return db.session.scalars(query.execution_options(populate_existing=True)).one()

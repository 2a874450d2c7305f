"""The lists of resources: all that the viewer sees, those of a topic, and the viewer's own. A fixed number of statements."""

from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists, func, or_, select

from csaleads.access.permissions import Permission
from csaleads.access.viewer import Viewer
from csaleads.core import clock
from csaleads.core.paging import ROWS_PER_PAGE, Page
from csaleads.core.statements import FoundRows, Query, Statement, and_total, many, one
from csaleads.learning import library_state
from csaleads.learning.harm_queries import is_harmful
from csaleads.learning.line_queries import (
    NARROWINGS,
    OF_LIBRARY,
    ResourceLine,
    is_new,
    is_stale,
    read_line,
    select_lines,
)
from csaleads.learning.link_queries import is_dead
from csaleads.learning.models import (
    Audience,
    LearningVisit,
    Level,
    Mark,
    Resource,
    ResourceKind,
    ResourceMark,
    ResourceState,
)
from csaleads.learning.scope_queries import Sight, is_seen, sight_of
from csaleads.practice.models import Concern

PATIENCE = timedelta(days=14)


@dataclass(frozen=True)
class Narrowing:
    """What the list is narrowed down to: everything that is approved, unless more is said."""

    state: ResourceState = ResourceState.APPROVED
    topic_id: UUID | None = None
    concern: Concern | None = None
    kind: ResourceKind | None = None
    level: Level | None = None
    audience: Audience | None = None
    area_id: int | None = None
    is_network: bool = False
    is_due: bool = False
    is_dead: bool = False
    is_harmful: bool = False
    is_mine: bool = False
    is_networks: bool = False
    only_new: bool = False
    only_unread: bool = False
    only_read: bool = False
    only_later: bool = False
    only_favourites: bool = False
    among: frozenset[UUID] | None = None  # resources that a room above names

    @property
    def narrowed_by(self) -> tuple[str, ...]:
        """By what, as far as a statement is built differently for it."""
        return tuple(name for name in NARROWINGS if getattr(self, name) not in (None, False))

    def values(self, viewer: Viewer) -> dict[str, Any]:
        """For the places of the conditions."""
        return {
            "person_id": viewer.person_id,
            "state": self.state,
            "topic_id": self.topic_id,
            "concern": self.concern,
            "kind": self.kind,
            "level": self.level,
            "audience": self.audience,
            "area_id": self.area_id,
            "among": sorted(self.among or ()),
        }


OF_MARK = {
    Mark.READ: Narrowing(only_read=True),
    Mark.LATER: Narrowing(only_later=True),
    Mark.FAVOURITE: Narrowing(only_favourites=True),
}


@dataclass(frozen=True)
class News:
    """How many resources are new to the viewer, and since when; None where they never said that they have seen them."""

    count: int
    since: datetime | None


class Tasks(NamedTuple):
    """What waits for the viewer: how many, of each kind."""

    due: int  # theirs to look after, and past the day
    long_due: int  # of the area that they coordinate, and nobody has looked for two weeks
    to_approve: int
    to_read: int
    dead: int  # theirs to look after, and its link does not open any more
    dead_of_others: int  # of the area that they coordinate, looked after by somebody else
    harmful: int  # theirs to look after, and the scanner found something in its file
    harmful_of_others: int


def list_resources(viewer: Viewer, asked: Narrowing, *, page: int) -> Page[ResourceLine]:
    """A page of the resources that the viewer sees, by title. One statement, and another where nobody counted them yet."""
    sight, values = sight_of(viewer)
    shape = (sight, asked.narrowed_by)
    values |= asked.values(viewer)
    found = _lines.found(*shape, **values, limit=ROWS_PER_PAGE, offset=(page - 1) * ROWS_PER_PAGE)

    def count() -> int:
        return int(_count.scalar(*shape, **values) or 0)

    if OF_LIBRARY.issuperset(asked.narrowed_by):
        return page_of_library(found, page, "resources", shape, values, count)
    found, total_count = found.page(page, count)
    return Page(found.made(read_line), page, total_count)


def page_of_library(
    found: FoundRows,
    page: int,
    what: str,
    shape: Hashable,
    values: Mapping[str, Any],
    count: Callable[[], int],
) -> Page[ResourceLine]:
    """A page of rows with the mark beside them; how many there are in all does not depend on the reader's own notes."""
    found, mark = found.apart()
    if mark is None and page == 1:
        return Page([], page, 0)
    of_all = {name: value for name, value in values.items() if name != "person_id"}
    return Page(found.made(read_line), page, library_state.counted(mark, what, shape, of_all, count))


def list_marked(viewer: Viewer, mark: Mark, *, page: int) -> Page[ResourceLine]:
    """What the viewer noted so, by title: of what they still see."""
    return list_resources(viewer, OF_MARK[mark], page=page)


@Statement
def _lines(sight: Sight, narrowed_by: tuple[str, ...]) -> Query:
    lines = select_lines(*conditions_of(sight, narrowed_by))
    if OF_LIBRARY.issuperset(narrowed_by):
        return library_state.library_mark.beside(lines)
    return and_total(lines, _counted(sight, narrowed_by))


@Statement
def _count(sight: Sight, narrowed_by: tuple[str, ...]) -> Query:
    return _counted(sight, narrowed_by)


def _counted(sight: Sight, narrowed_by: tuple[str, ...]) -> Query:
    return select(func.count()).select_from(Resource).where(*conditions_of(sight, narrowed_by))


def conditions_of(sight: Sight, narrowed_by: tuple[str, ...]) -> Iterator[ColumnElement[bool]]:
    """That a viewer with this sight sees a resource, and that it is left in; `Narrowing.values` fills the places.

    Whoever looks for harmful files sees drafts too: their owner is to see to them as well.
    """
    yield is_seen(sight)
    if "is_harmful" not in narrowed_by:  # that one says itself in which states
        yield Resource.state == one("state")
    for name in narrowed_by:
        yield NARROWINGS[name]()


def find_news(viewer: Viewer) -> News:
    """How much is new to the viewer. One statement, and another where nobody who saw all at that moment counted yet."""
    sight, values = sight_of(viewer)
    since, mark = _visit.rows(person_id=viewer.person_id)[0]
    count = library_state.counted(
        mark,
        "new",
        sight,
        values | {"since": since},
        lambda: int(_news.scalar(sight, **values, person_id=viewer.person_id) or 0),
    )
    return News(count, since)


@Statement
def _visit() -> Query:
    since = select(LearningVisit.seen_at).where(LearningVisit.person_id == one("person_id"))
    return library_state.library_mark.beside(select(since.scalar_subquery().label("since")))


@Statement
def _news(sight: Sight) -> Query:
    return (
        select(func.count())
        .select_from(Resource)
        .where(is_seen(sight), Resource.state == ResourceState.APPROVED, is_new())
    )


def scope_of_tasks(viewer: Viewer) -> tuple[Sight, dict[str, Any]]:
    """How the viewer sees, and the values for the places of `task_columns`."""
    sight, values = sight_of(viewer)
    return sight, values | {
        "person_id": viewer.person_id,
        "approves_in": viewer.areas_with(Permission.APPROVE_RESOURCES),
        "long_ago": clock.today() - PATIENCE,
    }


def task_columns(sight: Sight) -> list[ColumnElement[int]]:
    """What waits for a viewer, in the order of Tasks: for the one statement in which Today asks what waits."""
    of_own = and_(Resource.owner_id == one("person_id"), Resource.area_id.in_(many("adds_in")))
    of_area = and_(Resource.area_id.in_(many("approves_in")), ~Resource.is_lent)
    of_others = Resource.owner_id.is_distinct_from(one("person_id"))
    drafts = Resource.state == ResourceState.DRAFT
    if sight.runs_curriculum:
        of_own = or_(of_own, Resource.area_id.is_(None))
    to_approve = or_(of_area, Resource.area_id.is_(None)) if sight.runs_curriculum else of_area
    seen = exists().where(
        Resource.id == ResourceMark.resource_id, is_seen(sight), Resource.state == ResourceState.APPROVED
    )
    to_read = (  # from the reader's few notes on, and never through the library
        select(func.count())
        .select_from(ResourceMark)
        .where(ResourceMark.person_id == one("person_id"), ResourceMark.later_at.is_not(None), seen)
    )
    return [
        _how_many(is_stale(), of_own),
        _how_many(is_stale(), of_area, Resource.review_by <= one("long_ago")),
        _how_many(drafts, to_approve),
        to_read.scalar_subquery(),
        _how_many(is_dead(), of_own),
        _how_many(is_dead(), of_area, of_others),
        _how_many(is_harmful(), of_own),
        _how_many(is_harmful(), of_area, of_others),
    ]


def _how_many(*conditions: ColumnElement[bool]) -> Any:
    return select(func.count()).select_from(Resource).where(*conditions).scalar_subquery()

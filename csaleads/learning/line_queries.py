"""A resource as a line of a list: what stands in the line, who is shown it, and what of it is the viewer's own."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Subquery, and_, bindparam, case, exists, func, literal, or_, select
from sqlalchemy.orm import aliased

from csaleads.accounts.models import Area
from csaleads.core import clock
from csaleads.core.database import UtcDateTime
from csaleads.core.statements import TODAY, Query, many, one
from csaleads.learning.harm_queries import is_harmful
from csaleads.learning.lent import credit
from csaleads.learning.lent_models import LentResource
from csaleads.learning.link_queries import is_dead
from csaleads.learning.models import (
    Audience,
    LearningVisit,
    Level,
    Resource,
    ResourceKind,
    ResourceMark,
    ResourceState,
    ResourceTopic,
    Topic,
    TopicConcern,
)

NEW_FOR = timedelta(days=30)  # to somebody who has never said that they have seen what is new
A_MONTH_AGO = bindparam(
    "a_month_ago", type_=UtcDateTime, callable_=lambda: clock.start_of_day(clock.today() - NEW_FOR)
)
main_topic, lender = aliased(Topic), aliased(Area)


@dataclass(frozen=True, eq=False, slots=True)
class ResourceLine:
    """A resource as a list shows it to one reader; one object while nothing about it changes. No area means the network."""

    id: UUID
    title: str
    kind: ResourceKind
    level: Level
    minutes: int | None
    audience: Audience
    state: ResourceState
    is_heavy: bool
    is_verified: bool
    is_stale: bool
    is_new: bool
    is_read: bool
    is_later: bool
    is_favourite: bool
    is_for_network: bool
    area_name: str
    lender_name: str  # the area that lent it, where one did
    credit: str
    topic_title: str
    position: int


def select_lines(*conditions: ColumnElement[bool]) -> Query:
    """`limit` resources from `offset` on that meet the conditions, by title.

    First the resources of the page, along the index, then what stands beside them: SQLite would otherwise look it up for each
    of those that it passes.
    """
    by_title = (Resource.sort_title, Resource.id)
    page = (
        select(Resource.id, literal(0).label("position"))
        .where(*conditions)
        .order_by(*by_title)
        .limit(one("limit"))
        .offset(one("offset"))
        .subquery("page")
    )
    return _lines_of(page).order_by(*by_title)


def select_lines_of_topic(*conditions: ColumnElement[bool]) -> Query:
    """`limit` resources of the topic `topic_id` from `offset` on that meet the conditions, in its reading order."""
    page = (
        select(Resource.id, ResourceTopic.position)
        .join(ResourceTopic, ResourceTopic.resource_id == Resource.id)
        .where(ResourceTopic.topic_id == one("topic_id"), *conditions)
        .order_by(
            ResourceTopic.position, ResourceTopic.resource_id
        )  # along their index, as far as the page goes
        .limit(one("limit"))
        .offset(one("offset"))
        .subquery("page")
    )
    return _lines_of(page).order_by(page.c.position, page.c.id)


def select_lines_ranked(page: Subquery) -> Query:
    """The resources of `page`, which has an `id` and a `position`, in the order of their positions."""
    return _lines_of(page).order_by(page.c.position, Resource.sort_title, Resource.id)


def select_lines_of_topics(*conditions: ColumnElement[bool]) -> Query:
    """The first `limit` resources of the topics `topic_ids`, in the reading order of each, or of the ids `more_ids`.

    Beside each line stand the topic under which it was found, and when it came within the viewer's reach.
    """
    found = (
        select(Resource.id, ResourceTopic.topic_id, ResourceTopic.position)
        .join(ResourceTopic, ResourceTopic.resource_id == Resource.id)
        .where(
            or_(ResourceTopic.topic_id.in_(many("topic_ids")), Resource.id.in_(many("more_ids"))), *conditions
        )
        .order_by(ResourceTopic.position, Resource.sort_title, Resource.id)
        .limit(one("limit"))
        .subquery("page")
    )
    return (
        _lines_of(found)
        .add_columns(found.c.topic_id, _reached_at().label("reached_at"))
        .order_by(found.c.position, Resource.sort_title, Resource.id)
    )


def _lines_of(page: Subquery) -> Query:
    """What stands in the lines of the resources of `page`, for the person `person_id` with areas `reads_in`."""
    query: Any = select(
        Resource.id,
        Resource.title,
        Resource.kind,
        Resource.level,
        Resource.minutes,
        Resource.audience,
        Resource.state,
        (Resource.content_note != "").label("is_heavy"),
        Resource.is_verified,
        is_stale().label("is_stale"),
        is_new().label("is_new"),
        ResourceMark.read_at.is_not(None).label("is_read"),
        ResourceMark.later_at.is_not(None).label("is_later"),
        ResourceMark.favourite_at.is_not(None).label("is_favourite"),
        Resource.network_at.is_not(None).label("is_for_network"),
        func.coalesce(Area.name, "").label("area_name"),
        func.coalesce(lender.name, "").label("lender_name"),
        LentResource.edition.label("lent_edition"),
        LentResource.terms.label("lent_terms"),
        main_topic.title.label("topic_title"),
        page.c.position,
    )
    found: Query = (
        with_marks(query.join(page, page.c.id == Resource.id))
        .join(main_topic, main_topic.id == Resource.main_topic_id)
        .outerjoin(Area, Area.id == Resource.area_id)
        .outerjoin(LentResource, LentResource.resource_id == Resource.id)
        .outerjoin(lender, lender.id == LentResource.lender_area_id)
    )
    return found


def with_marks(query: Any) -> Any:
    """`query` with what the viewer noted of each resource beside it."""
    own = and_(ResourceMark.resource_id == Resource.id, ResourceMark.person_id == one("person_id"))
    return query.outerjoin(ResourceMark, own)


def is_marked(noted_at: Any) -> ColumnElement[bool]:
    """The condition that the reader noted so of a resource. Few are: databases begin with those."""
    marked = select(ResourceMark.resource_id).where(
        ResourceMark.person_id == one("person_id"), noted_at.is_not(None)
    )
    return Resource.id.in_(marked)


def read_line(row: Any) -> ResourceLine:
    """The line of a row."""
    values = {name: getattr(row, name) for name in ResourceLine.__slots__ if name != "credit"}
    flags = {name: bool(values[name]) for name in values if name.startswith("is_")}
    told = credit(row.lender_name, row.lent_edition or 0, row.lent_terms or "")
    return ResourceLine(**values | flags, credit=told)


def is_stale() -> ColumnElement[bool]:
    """Approved, and due to be looked at again: from that day on."""
    return and_(Resource.state == ResourceState.APPROVED, Resource.review_by <= TODAY)


def is_new() -> ColumnElement[bool]:
    """It came within the viewer's reach after they last saw what is new: in their area, or else in the network.

    To somebody who never said so, what csaleads shipped with is not new.
    """
    seen_at = (
        select(LearningVisit.seen_at).where(LearningVisit.person_id == one("person_id")).scalar_subquery()
    )
    is_later = func.coalesce(_reached_at() > func.coalesce(seen_at, A_MONTH_AGO), False)
    return and_(is_later, or_(Resource.start_key.is_(None), seen_at.is_not(None)))


def _reached_at() -> ColumnElement[Any]:
    """When it came within the viewer's reach: in their area, or else in the network."""
    return case((Resource.area_id.in_(many("reads_in")), Resource.approved_at), else_=Resource.network_at)


def _is_of_topic() -> ColumnElement[bool]:
    return exists().where(ResourceTopic.resource_id == Resource.id, ResourceTopic.topic_id == one("topic_id"))


def _answers_concern() -> ColumnElement[bool]:
    return exists().where(
        ResourceTopic.resource_id == Resource.id,
        TopicConcern.topic_id == ResourceTopic.topic_id,
        TopicConcern.concern == one("concern"),
    )


NARROWINGS: dict[str, Callable[[], ColumnElement[bool]]] = {
    "topic_id": _is_of_topic,
    "concern": _answers_concern,
    "kind": lambda: Resource.kind == one("kind"),
    "level": lambda: Resource.level == one("level"),
    "audience": lambda: Resource.audience == one("audience"),
    "area_id": lambda: Resource.area_id == one("area_id"),
    "is_network": lambda: Resource.network_at.is_not(None),
    "is_due": lambda: and_(is_stale(), ~Resource.is_lent),  # who lent it looks after it
    "is_dead": is_dead,
    "is_harmful": is_harmful,
    "is_mine": lambda: Resource.owner_id == one("person_id"),
    "is_networks": lambda: Resource.area_id.is_(None),
    "only_new": is_new,
    "only_unread": lambda: ~is_marked(ResourceMark.read_at),
    "only_read": lambda: is_marked(ResourceMark.read_at),
    "only_later": lambda: is_marked(ResourceMark.later_at),
    "only_favourites": lambda: is_marked(ResourceMark.favourite_at),
    "among": lambda: Resource.id.in_(many("among")),
}
# The same for everybody with the same sight, until the library changes or the day does.
OF_LIBRARY = frozenset(
    {"topic_id", "concern", "kind", "level", "audience", "area_id", "is_network", "is_due", "is_networks"}
)

"""What one person may give another from the library: never what the other one may not open. A fixed number of statements."""

from collections.abc import Collection
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import BigInteger, and_, case, cast, func, literal, select
from sqlalchemy.orm import aliased

from csaleads.access.viewer import Viewer
from csaleads.accounts.models import Area
from csaleads.core.database import json_text
from csaleads.core.statements import ESCAPE, Query, Statement, containing, many, one
from csaleads.learning.content import ResourceContent
from csaleads.learning.lent import credit
from csaleads.learning.lent_models import LentResource
from csaleads.learning.line_queries import ResourceLine, read_line, select_lines, select_lines_ranked
from csaleads.learning.models import (
    Resource,
    ResourceEdition,
    ResourceState,
    ResourceTopic,
    Topic,
    TopicConcern,
    Track,
)
from csaleads.learning.scope_queries import Sight, is_seen, sight_of
from csaleads.practice.models import Concern

MOST_SUGGESTED = 12
MOST_FOUND = 20
A_TOPIC, A_TRACK = (
    10**6,
    10**13,
)  # in a rank: first the track, then the topic, then the place in its reading order


class GivenText(NamedTuple):
    """What an edition of a resource said, and whether the reader can open the resource now."""

    title: str
    kind: str
    publisher: str
    year: int | None
    link: str
    credit: str
    content_note: str
    is_open: bool


def suggest(viewer: Viewer, reader: Viewer, concern: Concern) -> list[ResourceLine]:
    """What is in the topics that answer the kind of concern and the reader may open, in reading order, each once.

    The marks in the lines are those of the viewer. One statement.
    """
    sight, values = sight_of(reader)
    asked = values | {"person_id": viewer.person_id, "concern": concern, "limit": MOST_SUGGESTED}
    return _suggested.found(sight, **asked).made(read_line)


@Statement
def _suggested(sight: Sight) -> Query:
    place = cast(Topic.position, BigInteger) * A_TOPIC + ResourceTopic.position
    rank = func.min(place + case((Topic.track == Track.SOCIAL_WORK, 0), else_=literal(A_TRACK, BigInteger)))
    page = (
        select(Resource.id, rank.label("position"))
        .join(ResourceTopic, ResourceTopic.resource_id == Resource.id)
        .join(Topic, Topic.id == ResourceTopic.topic_id)
        .join(TopicConcern, TopicConcern.topic_id == Topic.id)
        .where(TopicConcern.concern == one("concern"), is_seen(sight), _is_in_use())
        .group_by(Resource.id)
        .order_by(rank, Resource.id)
        .limit(one("limit"))
        .subquery("page")
    )
    return select_lines_ranked(page)


def search_titles(viewer: Viewer, reader: Viewer, text: str) -> list[ResourceLine]:
    """The first of what has the text in its title and the reader may open, by title. One statement."""
    sight, values = sight_of(reader)
    asked = {"person_id": viewer.person_id, "pattern": containing(text.lower())}
    found = _titled.found(sight, **values, **asked, limit=MOST_FOUND, offset=0)
    return found.made(read_line)


@Statement
def _titled(sight: Sight) -> Query:
    in_title = Resource.sort_title.like(one("pattern"), escape=ESCAPE)
    return select_lines(is_seen(sight), _is_in_use(), in_title)


def find_edition(reader: Viewer, resource_id: UUID) -> int | None:
    """The edition that the reader would open now; None where they may not open it."""
    sight, values = sight_of(reader)
    edition: int | None = _edition_seen.scalar(sight, **values, id=resource_id)
    return edition


@Statement
def _edition_seen(sight: Sight) -> Query:
    return select(Resource.edition).where(Resource.id == one("id"), is_seen(sight), _is_in_use())


def _is_in_use() -> Any:
    return Resource.state == ResourceState.APPROVED


def texts_of(viewer: Viewer, wanted: Collection[tuple[UUID, int]]) -> dict[tuple[UUID, int], GivenText]:
    """What those editions said, by (resource, edition); for somebody who has been given them. One statement.

    What another area lent carries its credit, and no link once it is not shared any more.
    """
    if not wanted:
        return {}
    sight, values = sight_of(viewer)
    rows = _texts.rows(
        sight,
        **values,
        ids=sorted({resource_id for resource_id, _ in wanted}),
        editions=sorted({edition for _, edition in wanted}),
    )
    return {(row.id, row.number): _read(row) for row in rows if (row.id, row.number) in wanted}


def _read(row: Any) -> GivenText:
    said, is_open = ResourceContent.read(row.content), bool(row.is_open)
    return GivenText(
        title=said.title,
        kind=said.kind.label,
        publisher=said.publisher,
        year=said.year,
        link=said.link if is_open or not row.lender_name else "",
        credit=credit(row.lender_name or "", row.number, row.terms or ""),
        content_note=said.content_note,
        is_open=is_open,
    )


_lender = aliased(Area)


@Statement
def _texts(sight: Sight) -> Query:
    return (
        select(
            Resource.id,
            ResourceEdition.number,
            json_text(ResourceEdition.content),
            LentResource.terms,
            _lender.name.label("lender_name"),
            and_(is_seen(sight), _is_in_use()).label("is_open"),
        )
        .join(ResourceEdition, ResourceEdition.resource_id == Resource.id)
        .outerjoin(LentResource, LentResource.resource_id == Resource.id)
        .outerjoin(_lender, _lender.id == LentResource.lender_area_id)
        .where(Resource.id.in_(many("ids")), ResourceEdition.number.in_(many("editions")))
    )

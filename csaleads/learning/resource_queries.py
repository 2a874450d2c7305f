"""Reads of one resource: as its page shows it, its editions, what forms choose from; and the rows that services change."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import and_, func, select
from sqlalchemy.orm import aliased

from csaleads.access.permissions import Role
from csaleads.access.viewer import Viewer
from csaleads.accounts.models import Area, Person
from csaleads.accounts.queries import PersonName, list_people_in
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.errors import NotFound
from csaleads.core.statements import Query, Statement, columns_of, one
from csaleads.core.stored_files.models import StoredFile
from csaleads.learning.content import FileFacts, ResourceContent
from csaleads.learning.lent import credit
from csaleads.learning.lent_models import LentResource
from csaleads.learning.line_queries import with_marks
from csaleads.learning.models import (
    Mark,
    Resource,
    ResourceMark,
    ResourceState,
    ResourceTopic,
    Topic,
    Track,
)
from csaleads.learning.policy import ResourceFacts
from csaleads.learning.scope_queries import Sight, is_seen, sight_of

FILE_COLUMNS = (
    StoredFile.id.label("file_id"),
    StoredFile.display_name,
    StoredFile.kind.label("file_kind"),
    StoredFile.size_bytes,
    StoredFile.saved_at,
)


class TopicName(NamedTuple):
    """A topic as a link or a choice shows it."""

    id: UUID
    title: str
    track: Track


class ResourceView(NamedTuple):
    """A resource as its page shows it."""

    id: UUID
    content: ResourceContent
    summary_html: str
    facts: ResourceFacts
    topics: list[TopicName]
    version: int
    edition: int
    area_name: str
    owner_name: str
    added_at: datetime
    approved_at: datetime | None
    approved_by: str
    network_at: datetime | None
    network_by: str
    marks: frozenset[Mark]
    lender_name: str = ""  # the area that lent it, and how it is credited
    credit: str = ""

    @property
    def is_stale(self) -> bool:
        return self.facts.state is ResourceState.APPROVED and self.content.review_by <= clock.today()


def get_resource(viewer: Viewer, resource_id: UUID) -> ResourceView:
    """A resource that the viewer sees; NotFound for every other. Two statements."""
    sight, asked = sight_of(viewer)
    row = _resource.first(sight, id=resource_id, person_id=viewer.person_id, **asked)
    if row is None:
        raise NotFound("resource")
    topics = [TopicName(*topic) for topic in _topics_of.rows(id=resource_id)]
    return ResourceView(
        id=row.id,
        content=content_of(row, [topic.id for topic in topics], facts_of_file(row)),
        summary_html=row.summary_html,
        facts=facts_of(row),
        topics=topics,
        version=row.version,
        edition=row.edition,
        area_name=row.area_name or "",
        owner_name=row.owner_name or "",
        added_at=row.added_at,
        approved_at=row.approved_at,
        approved_by=row.approved_by or "",
        network_at=row.network_at,
        network_by=row.network_by or "",
        lender_name=row.lender_name or "",
        credit=credit(row.lender_name or "", row.edition, row.lent_terms or ""),
        marks=frozenset(mark for mark in Mark if getattr(row, f"{mark.value}_at") is not None),
    )


_approver, _networker, _lender = aliased(Person), aliased(Person), aliased(Area)


@Statement
def _resource(sight: Sight) -> Query:
    query = select(
        *columns_of(Resource),
        *FILE_COLUMNS[1:],
        Area.name.label("area_name"),
        Person.full_name.label("owner_name"),
        _approver.full_name.label("approved_by"),
        _networker.full_name.label("network_by"),
        _lender.name.label("lender_name"),
        LentResource.terms.label("lent_terms"),
        ResourceMark.read_at,
        ResourceMark.later_at,
        ResourceMark.favourite_at,
    )
    found: Query = (
        with_marks(query)
        .outerjoin(Area, Area.id == Resource.area_id)
        .outerjoin(Person, Person.id == Resource.owner_id)
        .outerjoin(StoredFile, StoredFile.id == Resource.file_id)
        .outerjoin(_approver, _approver.id == Resource.approved_by_id)
        .outerjoin(_networker, _networker.id == Resource.network_by_id)
        .outerjoin(LentResource, LentResource.resource_id == Resource.id)
        .outerjoin(_lender, _lender.id == LentResource.lender_area_id)
        .where(Resource.id == one("id"), is_seen(sight))
    )
    return found


@Statement
def _topics_of() -> Query:
    return (
        select(Topic.id, Topic.title, Topic.track)
        .join(ResourceTopic, ResourceTopic.topic_id == Topic.id)
        .where(ResourceTopic.resource_id == one("id"))
        .order_by(Topic.track, Topic.position, Topic.id)
    )


def facts_of(row: Any) -> ResourceFacts:
    """What policy needs to know of a row."""
    return ResourceFacts(
        row.area_id,
        row.owner_id,
        row.state,
        row.network_at is not None,
        row.audience,
        bool(row.may_leave),
        is_lent=bool(row.is_lent),
        is_lent_over=row.lent_until is not None and row.lent_until < clock.today(),
    )


def facts_of_file(row: Any) -> FileFacts | None:
    """What an edition keeps of the file in a row with FILE_COLUMNS; None where there is none."""
    if row is None or row.file_id is None:
        return None
    return FileFacts(row.file_id, row.display_name, row.file_kind, row.size_bytes, row.saved_at)


def file_of(row: Resource) -> FileFacts | None:
    """The file that the resource has, inside a write."""
    query = select(*FILE_COLUMNS).where(StoredFile.id == row.file_id)
    return facts_of_file(db.session.execute(query).first()) if row.file_id else None


def content_of(row: Any, topic_ids: Collection[UUID], file: FileFacts | None) -> ResourceContent:
    """What the row says; its main topic first."""
    others = [topic_id for topic_id in topic_ids if topic_id != row.main_topic_id]
    return ResourceContent(
        kind=row.kind,
        title=row.title,
        link=row.link,
        topics=(row.main_topic_id, *others),
        summary=row.summary,
        audience=row.audience,
        level=row.level,
        review_by=row.review_by,
        minutes=row.minutes,
        content_note=row.content_note,
        has_captions=bool(row.has_captions),
        transcript=row.transcript,
        publisher=row.publisher,
        year=row.year,
        licence=row.licence,
        may_leave=bool(row.may_leave),
        cite=row.cite,
        is_verified=bool(row.is_verified),
        file=file,
    )


def list_topic_names() -> list[TopicName]:
    """Every topic to choose from, in the order of the curriculum."""
    return [TopicName(*row) for row in _topic_names.rows()]


@Statement
def _topic_names() -> Query:
    return select(Topic.id, Topic.title, Topic.track).order_by(Topic.track, Topic.position, Topic.id)


def topic_titles(topics: Collection[TopicName]) -> Mapping[UUID, str]:
    """Titles by id."""
    return {topic.id: topic.title for topic in topics}


def lock_resource(resource_id: UUID) -> Resource:
    """The row, for a service that asks who may change it; NotFound where there is none."""
    query = select(Resource).where(Resource.id == resource_id).with_for_update()
    row = db.session.scalar(query.execution_options(populate_existing=True))
    if row is None:
        raise NotFound("resource")
    return row


def positions_of(resource_id: UUID) -> dict[UUID, int]:
    """Where the resource stands in each of its topics."""
    query = select(ResourceTopic.topic_id, ResourceTopic.position)
    rows = db.session.execute(query.where(ResourceTopic.resource_id == resource_id))
    return {row.topic_id: row.position for row in rows}


def last_positions(topic_ids: Collection[UUID]) -> dict[UUID, int]:
    """The last place that is taken in each of those topics; topics that do not exist are left out."""
    query = (
        select(Topic.id, func.coalesce(func.max(ResourceTopic.position), 0))
        .outerjoin(ResourceTopic, ResourceTopic.topic_id == Topic.id)
        .where(Topic.id.in_(list(topic_ids)))
        .group_by(Topic.id)
    )
    return {row[0]: row[1] for row in db.session.execute(query)}


def lock_order_of(topic_id: UUID) -> list[tuple[ResourceTopic, bool]]:
    """Everything in the topic in reading order, for a service that changes it; and whether whoever does so is shown it."""
    is_shown = and_(Resource.state == ResourceState.APPROVED, ~Resource.is_lent)
    query = (
        select(ResourceTopic, is_shown)
        .join(Resource, Resource.id == ResourceTopic.resource_id)
        .where(ResourceTopic.topic_id == topic_id)
        .order_by(ResourceTopic.position, ResourceTopic.resource_id)  # as the list of the topic shows it
        .with_for_update(of=ResourceTopic)
    )
    rows = db.session.execute(query.execution_options(populate_existing=True))
    return [(row[0], bool(row[1])) for row in rows]


def owners_to_choose(area_id: int) -> list[PersonName]:
    """Those who may look after a resource of the area: its leads and coordinators today, each once, by name."""
    found = [
        *list_people_in([area_id], Role.PRACTICE_LEAD),
        *list_people_in([area_id], Role.COORDINATOR),
    ]
    return sorted({person.id: person for person in found}.values(), key=lambda person: person.full_name)


def first_review_by() -> date:
    """A year from today: what a form proposes."""
    today = clock.today()
    return date(today.year + 1, today.month, min(today.day, 28))

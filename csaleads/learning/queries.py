"""Reads of topics and of their editions. Topics belong to the network: everybody who may read resources reads them."""

from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import select

from csaleads.access.viewer import Viewer
from csaleads.accounts.models import Person
from csaleads.core.database import db, json_text
from csaleads.core.errors import NotFound
from csaleads.core.statements import Query, Statement, one
from csaleads.learning import policy
from csaleads.learning.content import TopicContent, in_order
from csaleads.learning.models import Topic, TopicConcern, TopicEdition, Track
from csaleads.practice.models import Concern

MOST_EDITIONS = 200


class TopicLine(NamedTuple):
    """A topic in the list of its track."""

    id: UUID
    track: Track
    position: int
    title: str


class TopicView(NamedTuple):
    """A topic as its page shows it."""

    id: UUID
    track: Track
    title: str
    about: str
    edition: int
    concerns: tuple[Concern, ...]

    @property
    def content(self) -> TopicContent:
        return TopicContent(self.title, self.about, self.concerns)


class EditionLine(NamedTuple):
    """An edition in the list of all. Nobody made what csaleads shipped with."""

    number: int
    made_at: datetime
    made_by: str


def list_topics(viewer: Viewer) -> list[TopicLine]:
    """Every topic, track by track in its order. One statement."""
    policy.require_reader(viewer)
    return [TopicLine(*row) for row in _topics.rows()]


@Statement
def _topics() -> Query:
    return select(Topic.id, Topic.track, Topic.position, Topic.title).order_by(
        Topic.track, Topic.position, Topic.id
    )


def get_topic(viewer: Viewer, topic_id: UUID) -> TopicView:
    """One topic; NotFound where there is none. Two statements."""
    policy.require_reader(viewer)
    row = _topic.first(id=topic_id)
    if row is None:
        raise NotFound("topic")
    concerns = in_order(concern for (concern,) in _concerns.rows(id=topic_id))
    return TopicView(row.id, row.track, row.title, row.about, row.edition, concerns)


@Statement
def _topic() -> Query:
    return select(Topic.id, Topic.track, Topic.title, Topic.about, Topic.edition).where(Topic.id == one("id"))


@Statement
def _concerns() -> Query:
    return select(TopicConcern.concern).where(TopicConcern.topic_id == one("id"))


def list_topic_editions(viewer: Viewer, topic_id: UUID) -> list[EditionLine]:
    """Who changed the topic and when, the newest first."""
    policy.require_reader(viewer)
    rows = _topic_editions.rows(id=topic_id, limit=MOST_EDITIONS)
    return [EditionLine(number, made_at, name or "") for number, made_at, name in rows]


@Statement
def _topic_editions() -> Query:
    return (
        select(TopicEdition.number, TopicEdition.made_at, Person.full_name)
        .outerjoin(Person, Person.id == TopicEdition.made_by_id)
        .where(TopicEdition.topic_id == one("id"))
        .order_by(TopicEdition.number.desc())
        .limit(one("limit"))
    )


def get_topic_edition(viewer: Viewer, topic_id: UUID, number: int) -> TopicContent:
    """What that edition said; NotFound where there is none."""
    policy.require_reader(viewer)
    row = _topic_edition.first(id=topic_id, number=number)
    if row is None:
        raise NotFound("edition")
    return TopicContent.read(row[0])


@Statement
def _topic_edition() -> Query:
    return select(json_text(TopicEdition.content)).where(
        TopicEdition.topic_id == one("id"), TopicEdition.number == one("number")
    )


def lock_topic(topic_id: UUID) -> Topic:
    """The row, for a service that has asked who may change it; NotFound where there is none."""
    query = select(Topic).where(Topic.id == topic_id).with_for_update()
    row = db.session.scalar(query.execution_options(populate_existing=True))
    if row is None:
        raise NotFound("topic")
    return row


def track_of(topic_id: UUID) -> Track:
    """The track of a topic, which never changes; NotFound where there is no such topic."""
    track: Track | None = db.session.scalar(select(Topic.track).where(Topic.id == topic_id))
    if track is None:
        raise NotFound("topic")
    return track


def lock_track(track: Track) -> list[Topic]:
    """Every topic of the track in its order, for a service that changes the order. Lock none of them before."""
    query = select(Topic).where(Topic.track == track).order_by(Topic.position, Topic.id).with_for_update()
    found: Any = db.session.scalars(query.execution_options(populate_existing=True))
    return list(found)


def concerns_of(topic_id: UUID) -> tuple[Concern, ...]:
    """The kinds of concern that the topic answers as they are now, inside a write."""
    return in_order(db.session.scalars(select(TopicConcern.concern).where(TopicConcern.topic_id == topic_id)))


def ids_of_start_topics() -> dict[str, UUID]:
    """Id by key of the topics that csaleads shipped with, for what rooms upstairs ship with for them."""
    query = select(Topic.start_key, Topic.id).where(Topic.start_key.is_not(None))
    return {row.start_key: row.id for row in db.session.execute(query) if row.start_key}

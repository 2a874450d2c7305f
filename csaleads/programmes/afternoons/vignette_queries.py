"""Reads of the made-up cases: the library by topic, one of them, and those of the topics of a day."""

from collections.abc import Collection
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, func, select

from csaleads.access.viewer import Viewer
from csaleads.core.database import db
from csaleads.core.errors import NotFound
from csaleads.core.paging import ROWS_PER_PAGE, Page
from csaleads.core.statements import Query, Statement, and_total, many, one
from csaleads.learning.models import Topic, Track
from csaleads.programmes.afternoons import policy as afternoon_policy
from csaleads.programmes.afternoons.models import Vignette


class VignetteLine(NamedTuple):
    """A made-up case in the list."""

    id: UUID
    title: str
    topic: str
    track: Track
    is_in_use: bool


class VignetteView(NamedTuple):
    """A made-up case as it reads."""

    id: UUID
    title: str
    topic_id: UUID
    topic: str
    text: str
    questions: str
    is_in_use: bool
    changed_at: datetime
    version: int


def list_vignettes(viewer: Viewer, *, topic_id: UUID | None, page: int) -> Page[VignetteLine]:
    """The library by topic in the order of the curriculum; what is out of use for those who write it alone. One statement."""
    if not afternoon_policy.can_read_vignettes(viewer):
        raise NotFound("vignettes")
    shape = (topic_id is not None, not afternoon_policy.can_write_vignettes(viewer))
    found, total = _lines.found(
        *shape, topic_id=topic_id, limit=ROWS_PER_PAGE, offset=(page - 1) * ROWS_PER_PAGE
    ).page(page, lambda: _count.scalar(*shape, topic_id=topic_id))
    return Page(found.made(_line), page, total)


def _line(row: Any) -> VignetteLine:
    return VignetteLine(*row)


@Statement
def _lines(by_topic: bool, only_in_use: bool) -> Query:
    lines = (
        select(Vignette.id, Vignette.title, Topic.title.label("topic"), Topic.track, Vignette.is_in_use)
        .join(Topic, Topic.id == Vignette.topic_id)
        .where(*_conditions(by_topic, only_in_use))
        .order_by(Topic.track, Topic.position, func.lower(Vignette.title), Vignette.id)
        .limit(one("limit"))
        .offset(one("offset"))
    )
    return and_total(lines, _counted(by_topic, only_in_use))


@Statement
def _count(by_topic: bool, only_in_use: bool) -> Query:
    return _counted(by_topic, only_in_use)


def _counted(by_topic: bool, only_in_use: bool) -> Query:
    return select(func.count()).select_from(Vignette).where(*_conditions(by_topic, only_in_use))


def _conditions(by_topic: bool, only_in_use: bool) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = [Vignette.topic_id == one("topic_id")] if by_topic else []
    return [*conditions, Vignette.is_in_use.is_(True)] if only_in_use else conditions


def get_vignette(viewer: Viewer, vignette_id: UUID) -> VignetteView:
    """One of the library; NotFound for whoever may not read it."""
    if not afternoon_policy.can_read_vignettes(viewer):
        raise NotFound("vignette")
    row = _vignette.first(id=vignette_id)
    if row is None or not (row.is_in_use or afternoon_policy.can_write_vignettes(viewer)):
        raise NotFound("vignette")
    return VignetteView(*row)


@Statement
def _vignette() -> Query:
    return _whole().where(Vignette.id == one("id"))


def _whole() -> Query:
    return select(
        Vignette.id,
        Vignette.title,
        Vignette.topic_id,
        Topic.title.label("topic"),
        Vignette.text,
        Vignette.questions,
        Vignette.is_in_use,
        Vignette.changed_at,
        Vignette.version,
    ).join(Topic, Topic.id == Vignette.topic_id)


def list_of_topics(topic_ids: Collection[UUID]) -> list[VignetteView]:
    """Those in use for the topics, a few at most. Ask policy first whether the viewer sees a reserve case. One statement."""
    return [VignetteView(*row) for row in _of_topics.rows(topic_ids=list(topic_ids))]


@Statement
def _of_topics() -> Query:
    return (
        _whole()
        .where(Vignette.topic_id.in_(many("topic_ids")), Vignette.is_in_use.is_(True))
        .order_by(Topic.position, func.lower(Vignette.title), Vignette.id)
        .limit(6)
    )


def lock_vignette(vignette_id: UUID) -> Vignette:
    """The row, locked until the unit ends; NotFound where there is none."""
    query = select(Vignette).where(Vignette.id == vignette_id).with_for_update()
    row = db.session.scalar(query.execution_options(populate_existing=True))
    if row is None:
        raise NotFound("vignette")
    return row


def has_topic(topic_id: UUID) -> bool:
    """Whether there is such a topic."""
    return db.session.scalar(select(Topic.id).where(Topic.id == topic_id)) is not None

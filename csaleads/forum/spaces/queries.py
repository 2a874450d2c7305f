"""Reads of spaces: those that a viewer reads, by purpose, and one of them."""

from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, func, or_, select

from csaleads.access.viewer import Viewer
from csaleads.core.database import db
from csaleads.core.errors import NotFound
from csaleads.core.statements import Query, Statement, many, one
from csaleads.forum import policy
from csaleads.forum.following.models import Heed, SpaceFollow, SpaceRead
from csaleads.forum.models import Space, SpaceKind
from csaleads.forum.policy import SpaceFacts
from csaleads.learning.models import Topic, Track
from csaleads.programmes.models import CohortMember, MemberState

OF_COHORT = (MemberState.MEMBER, MemberState.COMPLETED)


class SpaceLine(NamedTuple):
    """A space as a list shows it."""

    id: int
    kind: SpaceKind
    name: str
    purpose: str
    thread_count: int
    last_posted_at: datetime | None
    version: int
    is_archived: bool
    area_id: int | None = None
    track: Track | None = None  # of a topic


class SpaceView(NamedTuple):
    """A space as its page shows it, when the viewer marked it as read, and what they want to hear of it."""

    id: int
    facts: SpaceFacts
    name: str
    purpose: str
    topic_id: UUID | None
    thread_count: int
    version: int
    last_posted_at: datetime | None
    read_before: datetime | None
    heed: Heed | None


def is_seen(runs: bool) -> ColumnElement[bool]:
    """The condition that a viewer reads a space. One-to-one threads lie in none that anybody reads; see `scope_of`."""
    in_cohort = select(CohortMember.cohort_id).where(
        CohortMember.person_id == one("person_id"), CohortMember.state.in_(OF_COHORT)
    )
    return or_(
        Space.kind.in_(policy.READ_BY_ALL),
        Space.area_id.in_(many("area_ids")),
        Space.kind == SpaceKind.COHORT if runs else Space.cohort_id.in_(in_cohort),
    )


def scope_of(viewer: Viewer) -> dict[str, Any]:
    """The values for the places of `is_seen`. Whoever belongs to the network no longer reads nothing."""
    return {"person_id": viewer.person_id, "area_ids": policy.areas_of(viewer)}


def name_now() -> ColumnElement[str]:
    """What a space is called: one of a topic as the topic is called now. The statement joins Topic."""
    return func.coalesce(Topic.title, Space.name).label("name")


def list_spaces(viewer: Viewer) -> list[SpaceLine]:
    """Every space that the viewer reads, in the order of the page; archived ones last. One statement."""
    if not policy.belongs(viewer):
        raise NotFound("network")
    return _spaces.found(policy.runs(viewer), **scope_of(viewer)).made(_line)


def _line(row: Any) -> SpaceLine:
    return SpaceLine(
        row.id,
        row.kind,
        row.name,
        row.purpose,
        row.thread_count,
        row.last_posted_at,
        row.version,
        row.archived_at is not None,
        row.area_id,
        row.track,
    )


@Statement
def _spaces(runs: bool) -> Query:
    return (
        select(
            Space.id,
            Space.kind,
            name_now(),
            Space.purpose,
            Space.thread_count,
            Space.last_posted_at,
            Space.version,
            Space.archived_at,
            Space.area_id,
            Topic.track,
        )
        .outerjoin(Topic, Topic.id == Space.topic_id)
        .where(is_seen(runs))
        .order_by(
            Space.archived_at.is_not(None), Space.position, Topic.track, Topic.position, Space.name, Space.id
        )
    )


def get_space(viewer: Viewer, space_id: int) -> SpaceView:
    """A space that the viewer reads; NotFound for every other. One statement."""
    if not policy.belongs(viewer):
        raise NotFound("space")
    row = _space.first(policy.runs(viewer), id=space_id, **scope_of(viewer))
    if row is None:
        raise NotFound("space")
    return SpaceView(
        row.id,
        SpaceFacts(row.kind, row.archived_at is not None),
        row.name,
        row.purpose,
        row.topic_id,
        row.thread_count,
        row.version,
        row.last_posted_at,
        row.read_before,
        row.heed,
    )


@Statement
def _space(runs: bool) -> Query:
    return (
        select(
            Space.id,
            Space.kind,
            Space.archived_at,
            name_now(),
            Space.purpose,
            Space.topic_id,
            Space.thread_count,
            Space.version,
            Space.last_posted_at,
            SpaceRead.read_before,
            SpaceFollow.heed,
        )
        .outerjoin(Topic, Topic.id == Space.topic_id)
        .outerjoin(SpaceRead, (SpaceRead.space_id == Space.id) & (SpaceRead.person_id == one("person_id")))
        .outerjoin(
            SpaceFollow, (SpaceFollow.space_id == Space.id) & (SpaceFollow.person_id == one("person_id"))
        )
        .where(Space.id == one("id"), is_seen(runs))
    )


def lock_space(viewer: Viewer, space_id: int) -> Space:
    """The row of a space that the viewer reads, locked; NotFound for every other."""
    get_space(viewer, space_id)
    query = select(Space).where(Space.id == space_id).with_for_update()
    return db.session.scalars(query.execution_options(populate_existing=True)).one()

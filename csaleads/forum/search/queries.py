"""Posts as the search finds them: which a viewer may find, and what stands in the line of each."""

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, exists, func, select

from csaleads.access.viewer import Viewer
from csaleads.core.full_text.queries import Condition
from csaleads.core.statements import Query, Statement, many, one
from csaleads.forum import policy
from csaleads.forum.models import Post, Space, Thread, ThreadKind
from csaleads.forum.search.texts import (
    ALL,
    COHORTS,
    is_document_of,
    may_be_found,
    part_of_area,
    part_of_cohort,
    part_of_topic,
)
from csaleads.forum.spaces.queries import OF_COHORT, is_seen, scope_of
from csaleads.learning.list_queries import Narrowing
from csaleads.learning.models import ResourceState, Topic
from csaleads.network.queries import find_standing
from csaleads.programmes.models import CohortMember

OF_THREADS = {"topic_id"}  # by what of the filters threads are narrowed down


class FoundPost(NamedTuple):
    """A post as a line of what was found. `author_id` is None where it was written without a name."""

    id: int
    thread_id: int
    kind: ThreadKind
    space_name: str
    author_id: int | None
    posted_at: datetime


def may_find(viewer: Viewer, asked: Narrowing) -> bool:
    """Whether the viewer finds posts at all: they belong, have agreed to the code, are not suspended, and the filters fit."""
    if not policy.belongs(viewer) or asked.state is not ResourceState.APPROVED:
        return False
    return OF_THREADS.issuperset(asked.narrowed_by) and find_standing(viewer).may_enter


def parts_of(viewer: Viewer, asked: Narrowing) -> frozenset[str]:
    """The parts of what is said which the viewer reads and `asked` leaves in. At most one statement.

    The index hands out these alone, so that few are asked one by one whether they are read (`is_found`).
    """
    if asked.topic_id is not None:
        return frozenset({part_of_topic(asked.topic_id)})
    if policy.runs(viewer):
        cohorts = {COHORTS}
    else:
        cohorts = {part_of_cohort(row.cohort_id) for row in _cohorts.rows(person_id=viewer.person_id)}
    return frozenset({ALL, *map(part_of_area, policy.areas_of(viewer)), *cohorts})


def is_found(viewer: Viewer, asked: Narrowing) -> Condition:
    """The condition that a document is that of a post which the viewer reads now and which `asked` leaves in."""
    values = scope_of(viewer) | {"topic_id": asked.topic_id}
    return Condition(_is_found, (policy.runs(viewer), asked.topic_id is not None), values)


def _is_found(runs: bool, of_topic: bool) -> ColumnElement[bool]:
    read = (
        exists()
        .where(is_document_of(), Thread.id == Post.thread_id, Space.id == Thread.space_id)
        .where(*may_be_found(), is_seen(runs))
    )
    return read.where(Space.topic_id == one("topic_id")) if of_topic else read


def lines_of(viewer: Viewer, post_ids: Collection[int]) -> list[FoundPost]:
    """The lines of those of the posts that the viewer reads. One statement."""
    runs = policy.runs(viewer)
    return [FoundPost(*row) for row in _lines.rows(runs, ids=sorted(post_ids), **scope_of(viewer))]


@Statement
def _cohorts() -> Query:
    return select(CohortMember.cohort_id).where(
        CohortMember.person_id == one("person_id"), CohortMember.state.in_(OF_COHORT)
    )


@Statement
def _lines(runs: bool) -> Query:
    return (
        select(
            Post.id,
            Post.thread_id,
            Thread.kind,
            func.coalesce(Topic.title, Space.name).label("space_name"),
            Post.author_id,
            Post.posted_at,
        )
        .join(Thread, Thread.id == Post.thread_id)
        .join(Space, Space.id == Thread.space_id)
        .outerjoin(Topic, Topic.id == Space.topic_id)
        .where(Post.id.in_(many("ids")), *may_be_found(), is_seen(runs))
        .order_by(Post.id)
    )

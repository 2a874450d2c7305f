"""What is counted once is counted again as soon as anybody changes the library, in whatever way, and not otherwise."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import delete, func, select, update

from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.unit_of_work import unit_of_work
from csaleads.learning import library_state, list_queries, marking, topic_list_queries
from csaleads.learning.list_queries import Narrowing
from csaleads.learning.models import Mark, Resource, ResourceState, ResourceTopic
from tests.learning.conftest import Cast


@pytest.fixture
def shown(cast: Cast) -> Callable[[], tuple[int, int, int]]:
    """How many resources the worker is told of: in the list, under the first topic, and on the page of topics."""
    cast.make.resource(cast.make.topic(), cast.here)
    topic_id = db.session.scalars(select(ResourceTopic.topic_id)).one()
    db.session.rollback()

    def read() -> tuple[int, int, int]:
        worker = cast.actor("worker")
        listed = list_queries.list_resources(worker, Narrowing(), page=1).total_count
        of_topic = topic_list_queries.list_of_topic(worker, topic_id).total_count
        counted = topic_list_queries.count_by_topic(worker).get(topic_id)
        db.session.rollback()
        return listed, of_topic, counted.found if counted else 0

    return read


def mark() -> str | None:
    found = library_state.library_mark.find()
    db.session.rollback()
    return found


def test_counts_follow_every_way_of_changing_the_library(
    app: Flask, cast: Cast, shown: Callable[[], tuple[int, int, int]]
) -> None:
    assert shown() == (1, 1, 1)
    topic_id = db.session.scalars(select(ResourceTopic.topic_id)).one()
    db.session.rollback()
    topic: Any = type("Named", (), {"id": topic_id})

    second = cast.make.resource(topic, cast.here)
    assert shown() == (2, 2, 2)
    with unit_of_work():
        row = db.session.get_one(Resource, second.id)
        row.state, row.approved_at = ResourceState.ARCHIVED, None
    assert shown() == (1, 1, 1)
    with unit_of_work():  # flushed before the end, and nothing after it
        row = db.session.get_one(Resource, second.id)
        row.state, row.approved_at = ResourceState.APPROVED, clock.now()
        db.session.flush()
    assert shown() == (2, 2, 2)
    with unit_of_work():
        db.session.execute(delete(ResourceTopic).where(ResourceTopic.resource_id == second.id))
    assert shown() == (2, 1, 1)
    with unit_of_work():
        db.session.execute(update(Resource).values(area_id=cast.there.id))
    assert shown() == (0, 0, 0)


def test_a_change_that_was_not_kept_changes_no_mark(
    app: Flask, cast: Cast, shown: Callable[[], tuple[int, int, int]]
) -> None:
    before, seen = mark(), shown()

    with pytest.raises(ZeroDivisionError), unit_of_work():
        db.session.execute(update(Resource).values(area_id=cast.there.id))
        1 / 0  # noqa: B018 - what fails half-way

    assert mark() == before
    assert shown() == seen
    with unit_of_work():  # what the lost change noted is not taken for one of this unit
        db.session.scalar(select(func.count()).select_from(Resource))
    assert mark() == before


def test_reading_and_noting_for_oneself_changes_no_mark(app: Flask, cast: Cast) -> None:
    resource = cast.make.resource(cast.make.topic(), cast.here)
    before = mark()

    with unit_of_work():
        marking.mark_resource(cast.actor("worker"), resource_id=resource.id, mark=Mark.READ, is_set=True)

    assert before is not None
    assert mark() == before


def test_whoever_sees_more_is_told_of_more(app: Flask, cast: Cast) -> None:
    topic = cast.make.topic()
    cast.make.resource(topic, cast.here)
    cast.make.resource(topic)

    def told(part: str) -> int:
        return topic_list_queries.list_of_topic(cast.actor(part), topic.id).total_count

    assert [told(part) for part in ("worker", "their_worker", "worker")] == [2, 1, 2]


def test_two_changes_at_once_leave_a_mark_of_their_own(app: Flask, cast: Cast) -> None:
    topic = cast.make.topic()
    resources = [cast.make.resource(topic, cast.here).id for _ in range(2)]
    before, start = mark(), Barrier(2)

    def change(resource_id: UUID) -> None:
        with app.app_context():
            start.wait()
            try:
                with unit_of_work():
                    db.session.execute(update(Resource).where(Resource.id == resource_id).values(year=2020))
            finally:
                db.session.remove()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(change, resources))

    assert mark() not in (None, before)
    assert db.session.scalar(select(func.count()).where(Resource.year == 2020)) == 2

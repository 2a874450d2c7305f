"""Resources that the fictional areas have added, what a few people noted for themselves, and what leads know well."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select, update

from csaleads.access.permissions import Role
from csaleads.accounts.models import RoleInArea
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.demo.cast import STARTED_MONTHS_AGO, AreaCast
from csaleads.demo.content_reader import read
from csaleads.demo.stocked_files import send_file
from csaleads.demo.story import Story
from csaleads.finding.models import TopicKnower
from csaleads.learning.content import ResourceContent
from csaleads.learning.material_models import LinkCheck, LinkOutcome
from csaleads.learning.models import (
    Audience,
    LearningVisit,
    Level,
    Resource,
    ResourceKind,
    ResourceMark,
    ResourceState,
    Topic,
)
from csaleads.learning.resource_service import write_resource

KNOWN = (("sw-children-who-harmed", "sw-disclosure"), ("sw-children-who-harmed", "sw-parents-carers"))
STEP = timedelta(days=5)  # between one resource and the next


def stock_library(stories: list[Story]) -> None:
    """Each area has resources in every state, looked after by its leads; its first worker and lead have read some."""
    by_key = select(Topic.start_key, Topic.id).where(Topic.start_key.is_not(None))
    topic_ids = {row.start_key: row.id for row in db.session.execute(by_key)}
    long_ago = clock.now() - timedelta(days=30 * STARTED_MONTHS_AGO)
    shipped = update(Resource).where(Resource.start_key.is_not(None))
    db.session.execute(shipped.values(added_at=long_ago, approved_at=long_ago, network_at=long_ago))
    for story in stories:
        cast = story.cast
        entries = [entry for entry in read("resources") if entry["area"] == cast.key]
        for turn, entry in enumerate(entries):
            with clock.at(clock.now() - STEP * (len(entries) - turn)):
                _add(story, entry, cast.leads[turn % 2], topic_ids)
        _note_some(cast)
        _know_some(story, topic_ids)


def _add(story: Story, entry: dict[str, Any], owner_id: int, topic_ids: dict[str, UUID]) -> None:
    now = clock.now()
    is_draft, is_for_network = entry["state"] == "draft", entry["state"] == "network"
    row = Resource(
        area_id=story.cast.area_id,
        owner_id=owner_id,
        state=ResourceState.DRAFT if is_draft else ResourceState.APPROVED,
        version=1,
        added_at=now,
        approved_at=None if is_draft else now,
        approved_by_id=None if is_draft else story.cast.coordinators[0],
        network_at=now if is_for_network else None,
        network_by_id=_programme_member() if is_for_network else None,
    )
    file = send_file(entry["file"], entry["paragraphs"], sent_by_id=owner_id) if "file" in entry else None
    content = ResourceContent(
        kind=ResourceKind(entry["kind"]),
        title=entry["title"],
        link=entry.get("link", ""),
        file=file,
        topics=tuple(topic_ids[key] for key in entry["topics"]),
        summary=entry["summary"],
        audience=Audience(entry["audience"]),
        level=Level(entry["level"]),
        review_by=clock.today() + (STEP / 2 if entry.get("overdue") else timedelta(days=365)),
        minutes=entry["minutes"],
        content_note=entry.get("content_note", ""),
        publisher=entry["publisher"],
        year=entry["year"],
        may_leave=entry["may_leave"],
        is_verified=True,
    )
    write_resource(row, content, number=1, made_by_id=owner_id)
    if "link_failed" in entry:
        _let_fail(row, days=entry["link_failed"])
    subject = ("resource", row.id)
    story.note(now, owner_id, "add_resource", subject)
    if not is_draft:
        story.note(now, story.cast.coordinators[0], "approve_resource", subject)


def _programme_member() -> int | None:
    of_team = select(RoleInArea.person_id).where(RoleInArea.role == Role.PROGRAMME_TEAM)
    return db.session.scalar(of_team.limit(1))


def _let_fail(row: Resource, *, days: int) -> None:
    """Its link was asked for on so many days, most recently this morning, and the site did not answer."""
    check = LinkCheck(
        resource_id=row.id,
        link=row.link,
        outcome=LinkOutcome.NO_ANSWER,
        checked_at=clock.now(),
        failed_days=days,
        failed_on=clock.today(),
    )
    db.session.add(check)


def _note_some(cast: AreaCast) -> None:
    """The first worker and the first lead of the area have read, saved and liked a few, and looked sixteen days ago."""
    now = clock.now()
    shipped = select(Resource.id).where(
        Resource.start_key.is_not(None), Resource.audience == Audience.ALL_STAFF
    )
    first = list(db.session.scalars(shipped.order_by(Resource.sort_title).limit(6)))
    for person_id in (cast.workers[0], cast.leads[0]):
        db.session.add_all(
            ResourceMark(
                person_id=person_id,
                resource_id=resource_id,
                read_at=now - timedelta(days=30) if turn < 3 else None,
                later_at=now - timedelta(days=3) if turn >= 3 else None,
                favourite_at=now - timedelta(days=20) if turn == 1 else None,
            )
            for turn, resource_id in enumerate(first)
        )
        db.session.add(LearningVisit(person_id=person_id, seen_at=now - timedelta(days=16)))
    db.session.flush()


def _know_some(story: Story, topic_ids: dict[str, UUID]) -> None:
    """The first two leads of the area have said which topics they know well."""
    said_at = clock.now() - timedelta(days=9)
    for lead_id, keys in zip(story.cast.leads, KNOWN, strict=False):
        for topic_id in map(topic_ids.__getitem__, keys):
            db.session.add(TopicKnower(person_id=lead_id, topic_id=topic_id, said_at=said_at))
            story.note(said_at, lead_id, "say_topic_known", ("topic", topic_id))
    db.session.flush()

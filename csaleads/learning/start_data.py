"""What csaleads ships with, put into a database that does not have it. Called whenever tables are brought up to date.

What is there already stays as people left it: a later version of csaleads adds what it ships anew, and changes nothing.
"""

import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import select

from csaleads.access.viewer import SYSTEM
from csaleads.audit import service as audit
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.unit_of_work import begin_writing
from csaleads.learning.content import ResourceContent, TopicContent, in_order
from csaleads.learning.models import Audience, Level, Resource, ResourceKind, ResourceState, Topic, Track
from csaleads.learning.resource_service import write_resource
from csaleads.learning.service import write_topic
from csaleads.practice.models import Concern

FOLDER = Path(__file__).parent / "start"


def read(name: str) -> list[dict[str, Any]]:
    """The entries of one file."""
    with (FOLDER / f"{name}s.toml").open("rb") as file:
        entries: list[dict[str, Any]] = tomllib.load(file)[name]
    return entries


def add_missing() -> None:
    """What the files hold is there. Belongs into a unit of work; nothing is written where nothing is missing."""
    topics = _missing("topic", db.session.scalars(select(Topic.start_key)))
    resources = _missing("resource", db.session.scalars(select(Resource.start_key)))
    if not topics and not resources:
        return
    begin_writing()
    for entry in topics:
        _add_topic(entry)
    keys = select(Topic.start_key, Topic.id).where(Topic.start_key.is_not(None))
    topic_ids = {row.start_key: row.id for row in db.session.execute(keys)}
    for entry in resources:
        _add_resource(entry, topic_ids)
    counts = {"topics": len(topics), "resources": len(resources)}
    audit.record(SYSTEM, "add_start_data", subject=("topic", "start"), area_id=None, **counts)
    db.session.flush()


def _missing(name: str, known: Iterable[str | None]) -> list[dict[str, Any]]:
    there = set(known)
    entries = read(name)
    if name == "topic":
        entries = _with_positions(entries)
    return [entry for entry in entries if entry["key"] not in there]


def _with_positions(entries: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The entries, each with its place in its track."""
    counts: dict[str, int] = {}
    for entry in entries:
        counts[entry["track"]] = counts.get(entry["track"], 0) + 1
        entry["position"] = counts[entry["track"]]
    return entries


def _add_topic(entry: dict[str, Any]) -> None:
    row = Topic(start_key=entry["key"], track=Track(entry["track"]), position=entry["position"])
    content = TopicContent(entry["title"], entry["about"].strip(), in_order(map(Concern, entry["answers"])))
    write_topic(row, content, number=1, made_by_id=None)


def _add_resource(entry: dict[str, Any], topic_ids: Mapping[str, UUID]) -> None:
    now = clock.now()
    row = Resource(
        start_key=entry["key"],
        state=ResourceState.APPROVED,
        version=1,
        added_at=now,
        approved_at=now,
        network_at=now,
    )
    content = ResourceContent(
        kind=ResourceKind(entry["kind"]),
        title=entry["title"],
        link=entry["link"],
        topics=tuple(topic_ids[key] for key in entry["topics"]),
        summary=entry["summary"],
        audience=Audience(entry["audience"]),
        level=Level(entry["level"]),
        review_by=entry["review_by"],
        content_note=entry.get("content_note", ""),
        publisher=entry.get("publisher", ""),
        year=entry.get("year"),
        cite=entry.get("cite", ""),
        may_leave=True,
        is_verified=entry.get("verified", False),
    )
    write_resource(row, content, number=1, made_by_id=None)

"""The spaces that csaleads ships with, and one for each topic of the curriculum. What people changed of them stays."""

import tomllib
from pathlib import Path

from sqlalchemy import select

from csaleads.access.viewer import SYSTEM
from csaleads.audit import service as audit
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.unit_of_work import begin_writing
from csaleads.forum.models import Space, SpaceKind
from csaleads.forum.spaces.topic_spaces_queries import list_topics_without_space

FILE = Path(__file__).parent / "start" / "spaces.toml"
OF_TOPICS = 100  # the place of spaces of topics, which stand in the order of the curriculum


def add_missing() -> None:
    """The spaces of the file and of the topics are there. Belongs into a unit of work; writes nothing where none is missing."""
    with FILE.open("rb") as file:
        entries = tomllib.load(file)["space"]
    known = set(db.session.scalars(select(Space.start_key)))
    new = [
        Space(
            start_key=entry["key"],
            kind=SpaceKind(entry["kind"]),
            name=entry["name"],
            purpose=entry["purpose"],
            position=position,
            made_at=clock.now(),
        )
        for position, entry in enumerate(entries, start=1)
        if entry["key"] not in known
    ]
    new += [
        Space(
            kind=SpaceKind.TOPIC, name=title[:120], topic_id=topic_id, position=OF_TOPICS, made_at=clock.now()
        )
        for topic_id, title in list_topics_without_space()
    ]
    if not new:
        return
    begin_writing()
    db.session.add_all(new)
    audit.record(SYSTEM, "add_start_data", subject=("space", "start"), area_id=None, spaces=len(new))
    db.session.flush()

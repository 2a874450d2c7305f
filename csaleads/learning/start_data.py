"""What csaleads ships with, put into a database that does not have it. Called whenever tables are brought up to date.

What is there already stays as people left it: a later version of csaleads adds what it ships anew, and changes nothing.
"""

import tomllib
from pathlib import Path
from typing import Any

from sqlalchemy import select

from csaleads.access.viewer import SYSTEM
from csaleads.audit import service as audit
from csaleads.core.database import db
from csaleads.core.unit_of_work import begin_writing
from csaleads.learning.content import TopicContent, in_order
from csaleads.learning.models import Concern, Topic, Track
from csaleads.learning.service import write_topic

FOLDER = Path(__file__).parent / "start"


def read(name: str) -> list[dict[str, Any]]:
    """The entries of one file."""
    with (FOLDER / f"{name}s.toml").open("rb") as file:
        entries: list[dict[str, Any]] = tomllib.load(file)[name]
    return entries


def add_missing() -> None:
    """Every topic of the files is there. Belongs into a unit of work; nothing is written where nothing is missing."""
    known = set(db.session.scalars(select(Topic.start_key)))
    missing = [entry for entry in _with_positions(read("topic")) if entry["key"] not in known]
    if not missing:
        return
    begin_writing()
    for entry in missing:
        _add_topic(entry)
    audit.record(SYSTEM, "add_start_data", subject=("topic", "start"), area_id=None, topics=len(missing))
    db.session.flush()


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

"""The made-up cases that csaleads ships with, put into a database that does not have them. What people changed stays."""

import tomllib
from pathlib import Path

from sqlalchemy import select

from csaleads.access.viewer import SYSTEM
from csaleads.audit import service as audit
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.unit_of_work import begin_writing
from csaleads.learning.queries import ids_of_start_topics
from csaleads.programmes.afternoons.models import Vignette

FILE = Path(__file__).parent / "start" / "vignettes.toml"


def read() -> list[dict[str, str]]:
    """The entries of the file."""
    with FILE.open("rb") as file:
        entries: list[dict[str, str]] = tomllib.load(file)["vignette"]
    return entries


def add_missing() -> None:
    """What the file holds is there, for topics that are. Belongs into a unit of work, after the topics."""
    known = set(db.session.scalars(select(Vignette.start_key)))
    topic_ids = ids_of_start_topics()
    missing = [entry for entry in read() if entry["key"] not in known and entry["topic"] in topic_ids]
    if not missing:
        return
    begin_writing()
    db.session.add_all(
        Vignette(
            start_key=entry["key"],
            topic_id=topic_ids[entry["topic"]],
            title=entry["title"],
            text=entry["text"].strip(),
            questions=entry["questions"].strip(),
            changed_at=clock.now(),
        )
        for entry in missing
    )
    audit.record(
        SYSTEM, "add_start_vignettes", subject=("vignette", "start"), area_id=None, count=len(missing)
    )
    db.session.flush()

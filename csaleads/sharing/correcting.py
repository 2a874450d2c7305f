"""A version for learning whose words could identify somebody: hidden with its record, read by those who see to it, shown again.

For the room that decides who may: nothing here asks policy. `words_of` is for this room's own pages, which have asked it.
The record is locked first, by that room.
"""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import undefer_group

from csaleads.access.viewer import SYSTEM
from csaleads.advice.correcting import Part
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.encryption import uncovered
from csaleads.core.unit_of_work import writes
from csaleads.sharing import queries, service
from csaleads.sharing.content import NAMES, SECTIONS
from csaleads.sharing.models import LearningVersion
from csaleads.sharing.theme_parting import leave_themes


@writes
def hide_version(consultation_id: UUID) -> None:
    """From now on nobody reads the version of that record, if there is one, or does anything to it; it stays in its state."""
    row = queries.lock_of_record(consultation_id)
    if row is None or row.hidden_at is not None:
        return
    row.hidden_at = clock.now()
    service.note(row, "hide_learning_version", by=SYSTEM)
    leave_themes(row, in_doubt=True)
    db.session.flush()


@writes
def show_version(consultation_id: UUID) -> None:
    """Whoever could read the version before it was hidden can read it again."""
    row = queries.lock_of_record(consultation_id)
    if row is None or row.hidden_at is None:
        return
    row.hidden_at = None
    service.note(row, "show_learning_version", by=SYSTEM)
    db.session.flush()


def parts_of_version(consultation_id: UUID) -> list[Part]:
    """Every text of the version that is not empty, hidden or not. For those who see to its slip alone."""
    row = queries.find_version(consultation_id)
    if row is None:
        return []
    words = words_of(row)
    return [
        Part(f"learning_{name}", heading, row.lead_id, words[name], len(words[name]))  # no box is made of it
        for name, heading in SECTIONS
        if words[name]
    ]


def words_of(version: LearningVersion) -> dict[str, str]:
    """The words of `version`, part by part, hidden or not. For a page whose viewer policy lets read them."""
    query = select(LearningVersion).where(LearningVersion.id == version.id)
    row = db.session.scalars(query.options(undefer_group("narrative"))).one()
    with uncovered():
        return {name: getattr(row, name) for name in NAMES}

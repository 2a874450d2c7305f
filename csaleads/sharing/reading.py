"""Opening a version to read it. Nobody reads its words unseen: each opening is in the audit trail, and lasts a working day."""

from datetime import timedelta

from csaleads.access.viewer import Viewer
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.errors import NotFound
from csaleads.core.unit_of_work import writes
from csaleads.sharing import policy, queries, service
from csaleads.sharing.models import LearningReading

OPEN_FOR = timedelta(hours=12)


@writes
def open_to_read(actor: Viewer, *, number: str) -> None:
    """The actor reads the words of a version that is shared with them or waits for their review, for a working day.

    While a reading is open, opening again changes nothing. Raises HiddenNow while it is hidden, but to those who see to it,
    and NotFound to everybody else.
    """
    row, source = queries.lock_numbered(number)
    facts = queries.facts_of(row, source)
    if not policy.can_open(actor, facts):
        policy.require_shown(actor, facts)
        raise NotFound
    if queries.open_until(actor, row) is not None:
        return
    now = clock.now()
    db.session.add(
        LearningReading(
            learning_version_id=row.id, person_id=actor.person_id, opened_at=now, ends_at=now + OPEN_FOR
        )
    )
    service.note(row, "open_shared_record", by=actor, state=row.state.value)
    db.session.flush()

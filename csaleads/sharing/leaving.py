"""When a lead leaves the role or the area: what waited for a review is returned, and what is shared is the coordinator's.

The coordinator sees what is shared as "Its lead has left", and stops it or keeps it. Nothing is stopped by itself: it was
confirmed by a colleague, identifies nobody, and colleagues learn from it.
"""

from csaleads.access.permissions import Role
from csaleads.access.viewer import Viewer
from csaleads.accounts.role_ends import subscribe
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.unit_of_work import writes
from csaleads.sharing import policy, queries
from csaleads.sharing.service import move, note


@subscribe
@writes
def return_what_waits(actor: Viewer, person_id: int, area_id: int, role: Role) -> None:
    """Nobody is asked any more to review what that lead proposed, and what was kept for them is asked about again."""
    if role is not Role.PRACTICE_LEAD:
        return
    for row in queries.lock_versions_of(person_id, area_id):
        if policy.can_move(row.state, "return"):
            move(row, "return")
            note(row, "return_sharing", by=actor)
        row.kept_at = None
    db.session.flush()


@writes
def keep_sharing(actor: Viewer, *, number: str) -> None:
    """It is shared on, although its lead has left. Raises NotFound, HiddenNow, and WrongState where that is settled."""
    row, source = queries.lock_numbered(number)
    facts = queries.facts_of(row, source)
    policy.require_keeping(actor, facts, waits=queries.waits_for_decision(row))
    row.kept_at = clock.now()
    note(row, "keep_sharing", by=actor)
    db.session.flush()

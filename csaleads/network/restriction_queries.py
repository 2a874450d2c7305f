"""What was laid on a member of the network and holds now."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select

from csaleads.access.viewer import Viewer
from csaleads.core.statements import Query, Statement, one
from csaleads.network.models import Restriction, RestrictionKind
from csaleads.network.queries import is_in_force


class Suspension(NamedTuple):
    """Since when somebody is suspended, and until when; None: until it is lifted."""

    id: int
    since: datetime
    until: datetime | None


def find_suspension(viewer: Viewer) -> Suspension | None:
    """Of those that hold now, the viewer's own suspension that ends last; None where there is none. One statement."""
    rows = [Suspension(*row) for row in _suspensions.rows(person_id=viewer.person_id)]
    endless = [each for each in rows if each.until is None]
    return endless[0] if endless else max(rows, key=lambda each: each.until or each.since, default=None)


@Statement
def _suspensions() -> Query:
    return (
        select(Restriction.id, Restriction.since, Restriction.until)
        .where(
            Restriction.person_id == one("person_id"),
            Restriction.kind == RestrictionKind.SUSPENDED,
            *is_in_force(),
        )
        .order_by(Restriction.id)
    )

"""Loading a request so that nobody else changes it before this unit ends."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select

from csaleads.advice.models import RequestForAdvice
from csaleads.advice.references import tidy_reference
from csaleads.core.database import db


def lock_request(reference: str) -> RequestForAdvice | None:
    """The request with that reference as it is now, or None."""
    query = select(RequestForAdvice).where(RequestForAdvice.reference == tidy_reference(reference))
    return db.session.scalar(query.with_for_update().execution_options(populate_existing=True))


def lock_requests(request_ids: Sequence[UUID]) -> dict[UUID, RequestForAdvice]:
    """The requests as they are now, locked in one order so that nobody waits in a circle.

    Rows that name them can be written meanwhile (`key_share`): PostgreSQL looks at the request again whenever a record is
    updated twice in one transaction, and whoever saves one would otherwise wait for whoever waits for that record.
    """
    query = select(RequestForAdvice).where(RequestForAdvice.id.in_(request_ids)).order_by(RequestForAdvice.id)
    locked = query.with_for_update(key_share=True).execution_options(populate_existing=True)
    rows = db.session.scalars(locked)
    return {row.id: row for row in rows}

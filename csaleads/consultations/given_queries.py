"""Resources that a record gives: as its reader sees them, what could be given besides, and the rows that services change."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import func, select

from csaleads.access.viewer import Viewer
from csaleads.accounts.queries import viewer_in
from csaleads.advice.models import RequestForAdvice
from csaleads.consultations import policy
from csaleads.consultations.models import Consultation, RecordState, ResourceGiven
from csaleads.consultations.queries import facts_of, find_pair
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.errors import NotFound
from csaleads.core.statements import Query, Statement, one
from csaleads.learning import giving_queries
from csaleads.learning.giving_queries import GivenText
from csaleads.learning.line_queries import ResourceLine
from csaleads.practice.models import Concern


class GivenView(NamedTuple):
    """A resource that a record gives, as its edition of then read; `amendment_id` where it was added after signing."""

    resource_id: UUID
    edition: int
    given_at: datetime
    amendment_id: UUID | None
    text: GivenText


@dataclass(frozen=True)
class Choosing:
    """What is given with a record, and what could be."""

    reference: str
    is_signed: bool
    concern: Concern | None
    given: list[GivenView]
    offered: list[ResourceLine]


def list_given(viewer: Viewer, record_id: UUID) -> list[GivenView]:
    """What a record gives, in the order of giving, for a viewer who may read the record. At most two statements.

    Whether they can open each of the resources now stands with it.
    """
    rows = _given.rows(record_id=record_id)
    texts = giving_queries.texts_of(viewer, {(row.resource_id, row.edition) for row in rows})
    return [
        GivenView(
            row.resource_id,
            row.edition,
            row.given_at,
            row.amendment_id,
            texts[row.resource_id, row.edition],
        )
        for row in rows
    ]


@Statement
def _given() -> Query:
    columns = (
        ResourceGiven.resource_id,
        ResourceGiven.edition,
        ResourceGiven.given_at,
        ResourceGiven.amendment_id,
    )
    query = select(*columns).where(ResourceGiven.consultation_id == one("record_id"))
    return query.order_by(ResourceGiven.given_at, ResourceGiven.id)


def get_choosing(viewer: Viewer, reference: str, looked_for: str) -> Choosing:
    """What the viewer may give with the record: by its kind of concern, or by a word in the title where one is looked for.

    Raises NotFound unless the viewer writes the draft, or is the lead of the signed record.
    """
    record, request = require_giver(viewer, reference)
    concern = request.concern
    given = list_given(viewer, record.id)
    reader = viewer_in(record.worker_id, record.area_id)
    if looked_for:
        offered = giving_queries.search_titles(viewer, reader, looked_for)
    else:
        offered = giving_queries.suggest(viewer, reader, concern) if concern else []
    known = {one_given.resource_id for one_given in given}
    return Choosing(
        reference=reference,
        is_signed=record.state is RecordState.SIGNED,
        concern=concern,
        given=given,
        offered=[line for line in offered if line.id not in known],
    )


def get_givable(viewer: Viewer, reference: str, resource_id: UUID) -> tuple[Consultation, str]:
    """A signed record and the title of what would be given; NotFound unless the viewer is its lead and it can be given."""
    record, _ = require_giver(viewer, reference)
    edition = giving_queries.find_edition(viewer_in(record.worker_id, record.area_id), resource_id)
    if record.state is not RecordState.SIGNED or edition is None:
        raise NotFound
    text = giving_queries.texts_of(viewer, {(resource_id, edition)})[resource_id, edition]
    return record, text.title


def require_giver(viewer: Viewer, reference: str) -> tuple[Consultation, RequestForAdvice]:
    """The record and its request, for whoever gives resources with it as it stands; raises NotFound."""
    record, request = find_pair(reference)
    facts = facts_of(viewer, record)
    relation = policy.require_reading(viewer, facts, clock.now())
    if relation not in policy.MAY["amend" if record.state is RecordState.SIGNED else "save"]:
        raise NotFound
    return record, request


def find_given(record_id: UUID, resource_id: UUID) -> ResourceGiven | None:
    """The row of that resource in that record, for a service that has locked the record."""
    query = select(ResourceGiven).where(
        ResourceGiven.consultation_id == record_id, ResourceGiven.resource_id == resource_id
    )
    return db.session.scalar(query)


def count_given(record_id: UUID) -> int:
    """How many resources the record gives."""
    query = select(func.count()).select_from(ResourceGiven).where(ResourceGiven.consultation_id == record_id)
    return db.session.scalar(query) or 0

"""Reading what was kept: the marks that hold in a subject, and the list for those who review."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, select

from csaleads.access.viewer import Viewer
from csaleads.accounts.models import Person
from csaleads.core.database import db
from csaleads.core.paging import Page, count_rows
from csaleads.core.statements import many, one
from csaleads.screening import policy
from csaleads.screening.models import Because, KeptException, Verdict
from csaleads.screening.subjects import Subject

ROWS = 25
STATES: Mapping[str, str] = {
    "to_review": "To look at",
    Verdict.AGREED.value: "Agreed",
    Verdict.LOOK_AGAIN.value: "To look at again",
    "all": "All",
}


@dataclass(frozen=True)
class KeptRow:
    """Something that was kept, without its words."""

    id: int
    area_id: int
    person_id: int
    person_name: str
    subject: tuple[str, UUID]
    field: str
    label: str
    reason: Because
    kept_at: datetime
    verdict: Verdict | None
    reviewer_name: str
    reviewed_at: datetime | None


def marks_in_force(subject: Subject) -> set[str]:
    """Marks of words that are not asked about again in `subject`. For services, which know that it may be read."""
    query = select(KeptException.fingerprint).where(
        KeptException.subject_kind == subject.kind,
        KeptException.subject_id == subject.id,
        KeptException.verdict.is_distinct_from(Verdict.LOOK_AGAIN),
    )
    return {mark.hex() for mark in db.session.scalars(query)}


def page_of_kept(viewer: Viewer, *, state: str, number: int) -> Page[KeptRow]:
    """What was kept in the areas whose leads or coordinator the viewer is, of submissions that were sent; newest first."""
    query = _kept(viewer, state)
    total = count_rows(query)
    rows = db.session.execute(
        query.order_by(KeptException.kept_at.desc(), KeptException.id.desc())
        .limit(ROWS)
        .offset((number - 1) * ROWS)
    )
    return Page([_kept_row(row) for row in rows], number, total, ROWS)


def _kept_row(row: Any) -> KeptRow:
    columns = row._asdict()
    subject = columns.pop("subject_kind"), columns.pop("subject_id")
    return KeptRow(subject=subject, **columns)


def _kept(viewer: Viewer, state: str) -> Select[Any]:
    reviewer = Person.__table__.alias("reviewer")
    query: Select[Any] = (
        select(
            KeptException.id,
            KeptException.area_id,
            KeptException.person_id,
            Person.full_name.label("person_name"),
        )
        .add_columns(KeptException.subject_kind, KeptException.subject_id, KeptException.field)
        .add_columns(KeptException.label, KeptException.reason, KeptException.kept_at, KeptException.verdict)
        .add_columns(
            func.coalesce(reviewer.c.full_name, "").label("reviewer_name"), KeptException.reviewed_at
        )
        .join(Person, Person.id == KeptException.person_id)
        .outerjoin(reviewer, reviewer.c.id == KeptException.reviewed_by_id)
        .where(KeptException.area_id.in_(viewer.areas_with(policy.REVIEW)), KeptException.is_sent)
    )
    if state == "to_review":
        return query.where(KeptException.verdict.is_(None))
    return query if state == "all" else query.where(KeptException.verdict == Verdict(state))


def to_review_column() -> ColumnElement[int]:
    """How many were kept by others than `person_id`, sent, and looked at by nobody, in the areas `reviews_in`."""
    return (
        select(func.count(KeptException.id))
        .where(
            KeptException.area_id.in_(many("reviews_in")),
            KeptException.is_sent,
            KeptException.verdict.is_(None),
            KeptException.person_id != one("person_id"),
        )
        .scalar_subquery()
    )

"""A record as a page shows it: scoped to its viewer, without a word that the viewer may not read."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import undefer_group

from csaleads.access.permissions import Role
from csaleads.access.viewer import Viewer
from csaleads.accounts.models import RoleInArea
from csaleads.accounts.queries import names_of
from csaleads.advice.models import RequestForAdvice, Stage
from csaleads.consultations import policy
from csaleads.consultations.content import RecordContent
from csaleads.consultations.given_queries import GivenView, list_given
from csaleads.consultations.models import (
    Action,
    AgencyInvolved,
    Amendment,
    BreakGlassRead,
    Consultation,
    ExternalAdvice,
    OwnerRole,
    RecordState,
)
from csaleads.consultations.policy import Relation
from csaleads.consultations.queries import content_of, facts_of, who_met
from csaleads.core import clock
from csaleads.core.database import db, table_of
from csaleads.core.errors import NotFound
from csaleads.core.statements import Query, Statement, columns_of, one, rows_like
from csaleads.practice.models import AgeBand, Concern


@dataclass(frozen=True)
class AskedView:
    """The request behind a record, with its words."""

    known: str
    worrying: str
    going_well: str
    question: str


@dataclass(frozen=True)
class ActionView:
    """An action of a record, and whether it is done."""

    id: UUID
    number: int
    description: str
    owner_role: OwnerRole | None
    due_on: date | None
    done_at: datetime | None
    done_by_name: str

    @property
    def is_overdue(self) -> bool:
        return self.done_at is None and self.due_on is not None and self.due_on < clock.today()


@dataclass(frozen=True)
class AmendmentView:
    author_name: str
    amended_at: datetime
    text: str
    reason: str
    given: tuple[GivenView, ...] = ()


@dataclass(frozen=True)
class FeedbackView:
    """What the worker said afterwards. `comment` is empty unless the viewer is the worker or the lead."""

    given_at: datetime
    confidence_after: int | None
    external_advice: ExternalAdvice | None
    comment: str


@dataclass(frozen=True)
class GlassView:
    """A break-glass read of the record, as its lead sees it."""

    person_name: str
    asked_at: datetime
    reason: str


@dataclass(frozen=True)
class RecordView:
    """A record as one viewer may see it. `content.lead_note` is None to everybody but its lead."""

    id: UUID
    area_id: int
    reference: str
    relation: Relation
    state: RecordState
    version: int
    area_name: str
    lead_name: str
    worker_name: str
    worker_role: str
    concern: Concern | None
    age_band: AgeBand | None
    stage: Stage | None
    confidence_before: int | None
    asked_at: datetime | None
    held_at: datetime
    is_between_clinics: bool
    saved_at: datetime
    saved_by_name: str
    signed_at: datetime | None
    working_days: int | None
    read_by_worker_at: datetime | None
    content: RecordContent
    met_names: tuple[str, ...] = ()  # who led the clinic, where the lead took over from them afterwards
    corrected_at: datetime | None = None
    corrected_parts: str = ""
    actions: tuple[ActionView, ...] = ()
    amendments: tuple[AmendmentView, ...] = ()
    feedback: FeedbackView | None = None
    glass_reads: tuple[GlassView, ...] = ()
    glass_until: datetime | None = None
    given: tuple[GivenView, ...] = ()  # with the record; what was added later stands with its amendment

    @property
    def is_signed(self) -> bool:
        return self.state is RecordState.SIGNED


def get_record(viewer: Viewer, reference: str) -> RecordView:
    """The record with the words that `viewer` may read; raises NotFound."""
    record = _record.first(reference=reference)
    if record is None:
        raise NotFound
    facts = facts_of(viewer, record)
    relation = policy.require_reading(viewer, facts, clock.now())
    is_signed = record.state is RecordState.SIGNED
    actions = _actions.rows(record_id=record.id)
    agencies = _agencies.rows(record_id=record.id)
    content = content_of(record, agencies, actions, with_note=policy.can_see_note(relation))
    amendments = _amendments.rows(record_id=record.id) if is_signed else []
    given = list_given(viewer, record.id)
    glass = _glass_reads.rows(record_id=record.id) if is_signed and relation is Relation.LEAD else []
    concerned = (
        record.lead_id,
        record.worker_id,
        record.saved_by_id,
        *(action.done_by_id for action in actions),
        *(amendment.author_id for amendment in amendments),
        *(read.person_id for read in glass),
    )
    met = who_met(record)
    names = names_of({person_id for person_id in (*concerned, *met) if person_id is not None})
    return RecordView(
        area_id=record.area_id,
        id=record.id,
        reference=record.reference,
        relation=relation,
        state=record.state,
        version=record.version,
        area_name=_area_name(viewer, record.area_id),
        lead_name=names[record.lead_id],
        worker_name=names[record.worker_id],
        worker_role=_role_label(record),
        concern=record.concern,
        age_band=record.age_band,
        stage=record.stage,
        confidence_before=record.confidence_before,
        asked_at=record.asked_at,
        held_at=record.held_at,
        met_names=tuple(names[person_id] for person_id in met),
        is_between_clinics=record.clinic_id is None,
        saved_at=record.saved_at,
        saved_by_name=names.get(record.saved_by_id or 0, ""),
        signed_at=record.signed_at,
        working_days=record.working_days_to_advice,
        read_by_worker_at=record.read_by_worker_at,
        content=content,
        corrected_at=record.corrected_at,
        corrected_parts=record.corrected_parts,
        actions=tuple(
            ActionView(
                id=action.id,
                number=number,
                description=action.description,
                owner_role=action.owner_role,
                due_on=action.due_on,
                done_at=action.done_at,
                done_by_name=names.get(action.done_by_id or 0, ""),
            )
            for number, action in enumerate(actions, start=1)
        ),
        amendments=tuple(
            AmendmentView(
                names[row.author_id],
                row.amended_at,
                row.text,
                row.reason,
                tuple(each for each in given if each.amendment_id == row.id),
            )
            for row in amendments
        ),
        given=tuple(each for each in given if each.amendment_id is None),
        feedback=_feedback(record, relation),
        glass_reads=tuple(GlassView(names[row.person_id], row.asked_at, row.reason) for row in glass),
        glass_until=facts.glass_until if relation is Relation.BREAK_GLASS else None,
    )


def get_asked(viewer: Viewer, record: RecordView) -> AskedView:
    """The words of the request behind a record that was read for `viewer`, if they write it; raises NotFound."""
    if record.relation not in policy.MAY["save"]:
        raise NotFound
    query = select(RequestForAdvice).where(RequestForAdvice.reference == record.reference)
    row = db.session.scalars(query.options(undefer_group("narrative"))).one()
    return AskedView(row.known, row.worrying, row.going_well, row.question)


def _area_name(viewer: Viewer, area_id: int) -> str:
    """Whoever reads a record holds a role in its area, so the name is at hand."""
    return next((name for _, name in viewer.area_names([area_id])), "")


def _feedback(record: Any, relation: Relation) -> FeedbackView | None:
    if record.feedback_at is None or relation not in (Relation.LEAD, Relation.WORKER):
        return None
    return FeedbackView(
        record.feedback_at, record.confidence_after, record.external_advice, record.feedback_comment
    )


@rows_like(Consultation)
def _record() -> Query:
    """The record and, of its request, what is no narrative."""
    asked = table_of(RequestForAdvice).c
    return (
        select(*columns_of(Consultation), asked.submitted_at.label("asked_at"))
        .add_columns(asked.reference, asked.concern, asked.age_band, asked.stage, asked.confidence_before)
        .add_columns(asked.corrected_at, asked.corrected_parts, asked.lead_id.label("answered_by_id"))
        .join_from(table_of(Consultation), table_of(RequestForAdvice), asked.id == Consultation.request_id)
        .where(asked.reference == one("reference"))
    )


@rows_like(Action)
def _actions() -> Query:
    query = select(*columns_of(Action)).where(Action.consultation_id == one("record_id"))
    return query.order_by(Action.position)


@rows_like(AgencyInvolved)
def _agencies() -> Query:
    query = select(*columns_of(AgencyInvolved)).where(AgencyInvolved.consultation_id == one("record_id"))
    return query.order_by(AgencyInvolved.position)


@rows_like(Amendment)
def _amendments() -> Query:
    query = select(*columns_of(Amendment)).where(Amendment.consultation_id == one("record_id"))
    return query.order_by(Amendment.amended_at, Amendment.id)


@rows_like(BreakGlassRead)
def _glass_reads() -> Query:
    query = select(*columns_of(BreakGlassRead)).where(BreakGlassRead.consultation_id == one("record_id"))
    return query.order_by(BreakGlassRead.asked_at.desc(), BreakGlassRead.id)


ASKING_ROLES = (Role.SOCIAL_WORKER, Role.PRACTICE_LEAD, Role.LINE_MANAGER, Role.COORDINATOR)


def _role_label(record: Any) -> str:
    """The role in which the worker asked: the one they held in the area on the day, a social worker's before others."""
    day = clock.to_local(record.held_at).date()
    rows = _roles_held.rows(person_id=record.worker_id, area_id=record.area_id, day=day)
    held = {role for (role,) in rows}
    return next((role.label for role in ASKING_ROLES if role in held), Role.SOCIAL_WORKER.label)


@Statement
def _roles_held() -> Query:
    return select(RoleInArea.role).where(
        RoleInArea.person_id == one("person_id"),
        RoleInArea.area_id == one("area_id"),
        RoleInArea.starts_on <= one("day"),
        RoleInArea.ends_on.is_(None) | (RoleInArea.ends_on >= one("day")),
    )

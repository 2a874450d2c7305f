"""How far an act reaches, this clinic or the rest of its series, and the locks that hold still what it reaches."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import select

from csaleads.access.viewer import Viewer
from csaleads.clinics import policy
from csaleads.clinics.models import Clinic, ClinicLead, ClinicState
from csaleads.clinics.queries import leads_of
from csaleads.clinics.scope_queries import visible_to
from csaleads.core.database import db
from csaleads.core.errors import NotAllowed, NotFound
from csaleads.core.unit_of_work import writes


class Scope(StrEnum):
    """This clinic, or this one and those of its series that come later."""

    THIS = "this"
    REST = "rest"


@dataclass(frozen=True)
class LockedClinic:
    """A clinic's row, locked, beside what policy asks about it."""

    row: Clinic
    lead_ids: tuple[int, ...]

    @property
    def area_id(self) -> int:
        return self.row.area_id

    @property
    def state(self) -> ClinicState:
        return self.row.state

    @property
    def starts_at(self) -> datetime:
        return self.row.starts_at


@writes
def lock_clinic(actor: Viewer, clinic_id: UUID) -> LockedClinic:
    """The clinic as it is now, which nobody else can change before this unit ends; NotFound or NotAllowed."""
    query = select(Clinic).where(Clinic.id == clinic_id, visible_to(actor)).with_for_update()
    row = db.session.scalar(query.execution_options(populate_existing=True))
    if row is None:
        raise NotFound
    locked = LockedClinic(row, _lead_ids(clinic_id))
    policy.require_run(actor, locked)
    return locked


def _lead_ids(clinic_id: UUID) -> tuple[int, ...]:
    query = (
        select(ClinicLead.person_id).where(ClinicLead.clinic_id == clinic_id).order_by(ClinicLead.position)
    )
    return tuple(db.session.scalars(query))


@writes
def lock_scope(actor: Viewer, clinic_id: UUID, scope: Scope) -> list[LockedClinic]:
    """The clinic and, for the rest of its series, those later ones that the actor runs too, in order of time."""
    if scope is Scope.THIS:
        return [lock_clinic(actor, clinic_id)]
    start = db.session.execute(
        select(Clinic.series_id, Clinic.starts_at).where(Clinic.id == clinic_id, visible_to(actor))
    ).one_or_none()
    if start is None:
        raise NotFound
    if start.series_id is None:
        return [lock_clinic(actor, clinic_id)]
    query = (
        select(Clinic)
        .where(Clinic.series_id == start.series_id, Clinic.starts_at >= start.starts_at, visible_to(actor))
        .order_by(Clinic.starts_at, Clinic.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    rows = list(db.session.scalars(query))
    leads = leads_of([row.id for row in rows])
    found = [LockedClinic(row, tuple(person_id for person_id, _ in leads[row.id])) for row in rows]
    mine = [clinic for clinic in found if policy.can_run(actor, clinic)]
    if not any(clinic.row.id == clinic_id for clinic in mine):
        raise NotAllowed
    return mine

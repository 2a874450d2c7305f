"""What follows when a clinic, a role or a learning day changes or goes, in the transaction in which it does."""

from uuid import UUID

from sqlalchemy import delete

from csaleads.access.permissions import Role
from csaleads.access.viewer import Viewer
from csaleads.accounts import role_ends
from csaleads.clinics import queries as clinic_queries
from csaleads.clinics import service as clinics
from csaleads.clinics.service import ClinicChange
from csaleads.core.database import db
from csaleads.core.unit_of_work import writes
from csaleads.development import shadow_lock_queries, shadow_service
from csaleads.development.models import CpdSource
from csaleads.programmes.removing_service import also_removed


@clinics.subscribe
@writes
def follow_clinic(actor: Viewer, clinic_id: UUID, changes: frozenset[ClinicChange]) -> None:
    """Nobody sits in on a clinic that is cancelled; whoever would lead it themselves now does not sit in on it either."""
    if not changes & {ClinicChange.CANCELLED, ClinicChange.LEADS}:
        return
    rows = shadow_lock_queries.lock_open_of_clinic(clinic_id)
    if ClinicChange.CANCELLED not in changes:
        leads = {person_id for person_id, _ in clinic_queries.leads_of([clinic_id])[clinic_id]}
        rows = [row for row in rows if row.person_id in leads]
    shadow_service.call_off(actor, rows, "")


@role_ends.subscribe
@writes
def follow_role(actor: Viewer, person_id: int, area_id: int, role: Role) -> None:
    """Whoever is no lead of the area any more sits in on none of its clinics."""
    if role is Role.PRACTICE_LEAD:
        shadow_service.call_off(actor, shadow_lock_queries.lock_open_of_person(person_id, area_id), "")


@also_removed
def forget_day(day_id: int) -> None:
    """A learning day that is removed is suggested to nobody. What somebody wrote about it stays theirs."""
    db.session.execute(delete(CpdSource).where(CpdSource.day_id == day_id))

"""What follows when a clinic, a role or a learning day changes or goes, in the transaction in which it does."""

from collections.abc import Collection
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
from csaleads.programmes.members.removing_service import also_removed

FOLLOWED = frozenset({ClinicChange.CANCELLED, ClinicChange.LEADS, ClinicChange.TIMES, ClinicChange.PLACE})


@clinics.subscribe
@writes
def follow_clinic(actor: Viewer, clinic_id: UUID, changes: frozenset[ClinicChange]) -> None:
    """Nobody sits in on a clinic that is cancelled, or that they lead themselves now; of other changes they are told."""
    if not changes & FOLLOWED:
        return
    found = shadow_lock_queries.lock_open_of_clinic(clinic_id)
    if not found:
        return
    lead_ids = _lead_ids({clinic_id})[clinic_id]
    off = [each for each in found if ClinicChange.CANCELLED in changes or each.row.person_id in lead_ids]
    shadow_service.call_off(actor, off, told=lambda row: [row.person_id])
    going_on = [each for each in found if each not in off]
    shadow_service.follow_change(actor, going_on, lead_ids=lead_ids)


@role_ends.subscribe
@writes
def follow_role(actor: Viewer, person_id: int, area_id: int, role: Role) -> None:
    """Whoever is no lead of the area any more sits in on none of its clinics to come; their leads are told."""
    if role is not Role.PRACTICE_LEAD:
        return
    found = shadow_lock_queries.lock_coming_of_person(person_id, area_id)
    leads = _lead_ids({each.row.clinic_id for each in found})
    shadow_service.call_off(actor, found, told=lambda row: leads[row.clinic_id])


def _lead_ids(clinic_ids: Collection[UUID]) -> dict[UUID, list[int]]:
    leads = clinic_queries.leads_of(clinic_ids)
    return {clinic_id: [person_id for person_id, _ in leads[clinic_id]] for clinic_id in clinic_ids}


@also_removed
def forget_day(day_id: int) -> None:
    """A learning day that is removed is suggested to nobody. What somebody wrote about it stays theirs."""
    db.session.execute(delete(CpdSource).where(CpdSource.day_id == day_id))

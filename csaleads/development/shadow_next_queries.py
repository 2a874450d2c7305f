"""Where nobody can be sat in with: whether an area has other leads, who coordinates it, and which clinics nobody leads now."""

from collections.abc import Collection, Sequence
from typing import NamedTuple, Protocol

from sqlalchemy import ColumnElement, exists

from csaleads.access.permissions import Permission, Role
from csaleads.access.viewer import Viewer
from csaleads.accounts.models import RoleInArea
from csaleads.accounts.queries import is_current, list_leads, list_people_in
from csaleads.clinics.models import Clinic, ClinicLead
from csaleads.core.errors import WrongState
from csaleads.development.policy import OPEN_STATES, ClinicFacts, ShadowingFacts


class WhoIsThere(NamedTuple):
    """Whether the viewer's areas have other leads, and the names of their coordinators."""

    has_colleagues: bool
    coordinators: list[str]


class Asked(ShadowingFacts, Protocol):
    """Somebody's asking, with its id."""

    @property
    def id(self) -> int: ...


def is_led() -> ColumnElement[bool]:
    """The condition that somebody who leads the clinic is a lead of its area today, and so can answer."""
    leads = exists().where(
        ClinicLead.clinic_id == Clinic.id,
        RoleInArea.person_id == ClinicLead.person_id,
        RoleInArea.area_id == Clinic.area_id,
        RoleInArea.role == Role.PRACTICE_LEAD,
        is_current(RoleInArea),
    )
    return leads.correlate(Clinic)


def who_is_there(viewer: Viewer) -> WhoIsThere:
    """For a lead who finds no clinic to sit in on. Two statements."""
    areas = viewer.areas_with(Permission.RUN_CLINICS)
    others = [lead for lead in list_leads(areas) if lead.id != viewer.person_id]
    coordinators = list_people_in(areas, Role.COORDINATOR)
    names = [one.full_name for one in coordinators if one.id != viewer.person_id]
    return WhoIsThere(bool(others), list(dict.fromkeys(names)))


def left_without_lead(rows: Sequence[Asked]) -> set[int]:
    """Ids of those that wait although everybody who led the clinic is a lead there no longer. One statement, or none."""
    waiting = [row for row in rows if row.state in OPEN_STATES]
    if not waiting:
        return set()
    leads = {(lead.area_id, lead.id) for lead in list_leads(sorted({row.area_id for row in waiting}))}
    return {row.id for row in waiting if not _leads_of(row.area_id, row.lead_ids) & leads}


def require_somebody_leads(clinic: ClinicFacts) -> None:
    """Raises WrongState where nobody could answer: everybody who led the clinic is a lead of the area no longer."""
    leads = {(clinic.area_id, lead.id) for lead in list_leads([clinic.area_id])}
    if not _leads_of(clinic.area_id, clinic.lead_ids) & leads:
        raise WrongState("ask_to_shadow", "nobody_leads")


def _leads_of(area_id: int, lead_ids: Collection[int]) -> set[tuple[int, int]]:
    return {(area_id, lead_id) for lead_id in lead_ids}

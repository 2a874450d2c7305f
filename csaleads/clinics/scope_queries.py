"""Whose clinics a person sees: the conditions that every read of this room begins with.

Colleagues see the published clinics of their area that are for their team or for every team; leads see all of their area;
a draft is seen by its leads and the coordinator. Nobody sees another area's.
"""

from sqlalchemy import ColumnElement, and_, exists, false, or_, select

from csaleads.access.permissions import Permission
from csaleads.access.viewer import SYSTEM_PERSON_ID, Viewer
from csaleads.accounts.models import TeamMembership
from csaleads.clinics.models import Clinic, ClinicLead, ClinicState, ClinicTeam
from csaleads.core import clock

SHOWN_TO_COLLEAGUES = (ClinicState.PUBLISHED, ClinicState.HELD, ClinicState.CANCELLED)


def visible_to(viewer: Viewer) -> ColumnElement[bool]:
    """The condition on Clinic that every read of this room begins with."""
    if viewer.person_id == SYSTEM_PERSON_ID:
        return Clinic.area_id.is_not(None)
    everything = viewer.areas_with(Permission.RUN_CLINICS_OF_AREA)
    as_lead = viewer.areas_with(Permission.RUN_CLINICS)
    as_colleague = set(viewer.areas_with(Permission.SEE_CLINICS)) - {*everything, *as_lead}
    shown = and_(
        Clinic.state.in_(SHOWN_TO_COLLEAGUES),
        or_(Clinic.state != ClinicState.CANCELLED, Clinic.published_at.is_not(None)),
    )
    ways: list[ColumnElement[bool]] = []
    if everything:
        ways.append(Clinic.area_id.in_(everything))
    if as_lead:
        ways.append(and_(Clinic.area_id.in_(as_lead), or_(shown, is_led_by(viewer.person_id))))
    if as_colleague:
        ways.append(and_(Clinic.area_id.in_(as_colleague), shown, is_for_teams_of(viewer.person_id)))
    return or_(*ways) if ways else false()


def is_led_by(person_id: int) -> ColumnElement[bool]:
    """The person is one of the clinic's leads."""
    return (
        exists()
        .where(ClinicLead.clinic_id == Clinic.id, ClinicLead.person_id == person_id)
        .correlate(Clinic)  # else an outer query that joins leads would share them
    )


def is_for_teams_of(person_id: int) -> ColumnElement[bool]:
    """The clinic is for every team, or for one in which the person is today."""
    today = clock.today()
    own = select(TeamMembership.team_id).where(
        TeamMembership.person_id == person_id,
        TeamMembership.starts_on <= today,
        or_(TeamMembership.ends_on.is_(None), TeamMembership.ends_on >= today),
    )
    limited = exists().where(ClinicTeam.clinic_id == Clinic.id).correlate(Clinic)
    return or_(~limited, limited.where(ClinicTeam.team_id.in_(own)))

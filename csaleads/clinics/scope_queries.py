"""Whose clinics a person sees: the conditions that every read of this room begins with.

Colleagues see the published clinics of their area that are for their team or for every team; leads see all of their area;
a draft is seen by its leads and the coordinator. Nobody sees another area's.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple, TypeAlias

from sqlalchemy import BindParameter, ColumnElement, and_, exists, false, or_, select

from csaleads.access.permissions import Permission
from csaleads.access.viewer import SYSTEM_PERSON_ID, Viewer
from csaleads.accounts.models import TeamMembership
from csaleads.clinics.models import Clinic, ClinicLead, ClinicState, ClinicTeam
from csaleads.core import clock
from csaleads.core.database import table_of
from csaleads.core.statements import TODAY, many, one

# Given now, or bound when the statement is executed.
PersonId: TypeAlias = int | BindParameter[int]
Day: TypeAlias = date | BindParameter[date]

SHOWN_TO_COLLEAGUES = (ClinicState.PUBLISHED, ClinicState.HELD, ClinicState.CANCELLED)

# Tables and not models, so that a statement of columns alone stays free of the ORM.
_clinics, _leads, _teams = table_of(Clinic), table_of(ClinicLead), table_of(ClinicTeam)
_memberships = table_of(TeamMembership)


class SeenAreas(NamedTuple):
    """Areas of which a person sees every clinic, what is published and their own, and what is published for their team."""

    everything: tuple[int, ...]
    as_lead: tuple[int, ...]
    as_colleague: tuple[int, ...]


def seen_areas(viewer: Viewer) -> SeenAreas:
    """How far the viewer's roles reach; an area counts once, where it shows the most."""
    everything = viewer.areas_with(Permission.RUN_CLINICS_OF_AREA)
    as_lead = viewer.areas_with(Permission.RUN_CLINICS)
    as_colleague = set(viewer.areas_with(Permission.SEE_CLINICS)) - {*everything, *as_lead}
    return SeenAreas(everything, as_lead, tuple(sorted(as_colleague)))


def visible_to(viewer: Viewer) -> ColumnElement[bool]:
    """The condition on Clinic that every read of this room begins with."""
    if viewer.person_id == SYSTEM_PERSON_ID:
        return _clinics.c.area_id.is_not(None)
    areas = seen_areas(viewer)
    ways = seen_through(areas, viewer.person_id, clock.today())
    reaching = [way for way, reached in zip(ways, areas, strict=True) if reached]
    return or_(*reaching) if reaching else false()


def seen_through(areas: Sequence[Any], person_id: PersonId, today: Day) -> list[ColumnElement[bool]]:
    """The three ways of seeing a clinic, in the order of SeenAreas; of values, or of parameters bound later."""
    everything, as_lead, as_colleague = areas
    shown = and_(
        _clinics.c.state.in_(SHOWN_TO_COLLEAGUES),
        or_(_clinics.c.state != ClinicState.CANCELLED, _clinics.c.published_at.is_not(None)),
    )
    return [
        _clinics.c.area_id.in_(everything),
        and_(_clinics.c.area_id.in_(as_lead), or_(shown, is_led_by(person_id))),
        and_(_clinics.c.area_id.in_(as_colleague), shown, is_for_teams_of(person_id, today)),
    ]


Ways = tuple[bool, ...]  # which of the ways of seeing a clinic a person has


def seen_by(viewer: Viewer) -> tuple[Ways | None, dict[str, Any]]:
    """For a statement that is built once: the viewer's ways (None for csaleads itself, which sees all), and the values."""
    areas = seen_areas(viewer)
    ways = None if viewer.person_id == SYSTEM_PERSON_ID else tuple(map(bool, areas))
    return ways, areas._asdict() | {"person_id": viewer.person_id}


def is_seen(ways: Ways | None) -> ColumnElement[bool]:
    """What `visible_to` says, with places for the values of `seen_by`."""
    if ways is None:
        return Clinic.area_id.is_not(None)
    found = seen_through([many(name) for name in SeenAreas._fields], one("person_id"), TODAY)
    reaching = [way for way, is_reached in zip(found, ways, strict=True) if is_reached]
    return or_(*reaching) if reaching else false()


def is_led_by(person_id: PersonId) -> ColumnElement[bool]:
    """The person is one of the clinic's leads."""
    return (
        exists()
        .where(_leads.c.clinic_id == _clinics.c.id, _leads.c.person_id == person_id)
        .correlate(_clinics)  # else an outer query that joins leads would share them
    )


def is_for_teams_of(person_id: PersonId, today: Day | None = None) -> ColumnElement[bool]:
    """The clinic is for every team, or for one in which the person is today."""
    if today is None:
        today = clock.today()
    own = select(_memberships.c.team_id).where(
        _memberships.c.person_id == person_id,
        _memberships.c.starts_on <= today,
        or_(_memberships.c.ends_on.is_(None), _memberships.c.ends_on >= today),
    )
    limited = exists().where(_teams.c.clinic_id == _clinics.c.id).correlate(_clinics)
    return or_(~limited, limited.where(_teams.c.team_id.in_(own)))

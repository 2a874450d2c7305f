"""Areas, made by the programme team, and the teams of an area, kept by its coordinator."""

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from csaleads.access.viewer import Viewer
from csaleads.accounts import policy, spans
from csaleads.accounts.errors import NameTaken
from csaleads.accounts.models import Area, AreaKind, Team, TeamMembership
from csaleads.audit import service as audit
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.errors import NotFound, WrongState
from csaleads.core.unit_of_work import savepoint, writes


@writes
def create_area(actor: Viewer, *, name: str, kind: AreaKind) -> int:
    """A new area without people; its id. Raises NameTaken."""
    policy.require_manages_areas(actor)
    area = Area(name=name, kind=kind)
    _give_area_name(area, name)
    audit.record(actor, "create_area", subject=("area", area.id), area_id=area.id)
    return area.id


@writes
def change_area(actor: Viewer, *, area_id: int, name: str, kind: AreaKind) -> None:
    """The area has that name and kind. Raises NameTaken."""
    policy.require_manages_areas(actor)
    area = db.session.scalar(select(Area).where(Area.id == area_id).with_for_update())
    if area is None:
        raise NotFound("area")
    if area.name != name:
        _give_area_name(area, name)
    area.kind = kind
    audit.record(actor, "change_area", subject=("area", area_id), area_id=area_id, kind=kind.value)
    db.session.flush()


def _give_area_name(area: Area, name: str) -> None:
    same = select(Area.id).where(func.lower(Area.name) == name.lower(), Area.id != (area.id or 0))
    if db.session.scalar(same) is not None:
        raise NameTaken()
    try:
        with savepoint():
            area.name = name
            db.session.add(area)
    except IntegrityError as error:
        raise NameTaken() from error


@writes
def add_team(actor: Viewer, *, area_id: int, name: str) -> int:
    """A new team of the area; its id. Raises NameTaken, also where a closed team has that name."""
    policy.require_manages(actor, area_id)
    team = Team(area_id=area_id, name=name)
    _give_team_name(team, name)
    audit.record(actor, "add_team", subject=("team", team.id), area_id=area_id)
    return team.id


@writes
def rename_team(actor: Viewer, *, team_id: int, name: str) -> None:
    """The team has that name. Raises NameTaken."""
    team = _lock_team(actor, team_id)
    if team.name == name:
        return
    _give_team_name(team, name)
    audit.record(actor, "rename_team", subject=("team", team_id), area_id=team.area_id)


def _give_team_name(team: Team, name: str) -> None:
    same = select(Team.id).where(
        Team.area_id == team.area_id, func.lower(Team.name) == name.lower(), Team.id != (team.id or 0)
    )
    if db.session.scalar(same) is not None:
        raise NameTaken()
    try:
        with savepoint():
            team.name = name
            db.session.add(team)
    except IntegrityError as error:
        raise NameTaken() from error


@writes
def close_team(actor: Viewer, *, team_id: int) -> int:
    """The team is closed and nobody is in it any more; how many were. Raises WrongState."""
    team = _lock_team(actor, team_id)
    if team.closed_on is not None:
        raise WrongState("close", "closed")
    team.closed_on = clock.today()
    query = select(TeamMembership).where(
        TeamMembership.team_id == team_id, spans.holds_or_will(TeamMembership)
    )
    memberships = db.session.scalars(query).all()
    for membership in memberships:
        spans.end_now(membership)
    audit.record(
        actor, "close_team", subject=("team", team_id), area_id=team.area_id, people_count=len(memberships)
    )
    db.session.flush()
    return len(memberships)


@writes
def reopen_team(actor: Viewer, *, team_id: int) -> None:
    """The closed team is open again, with nobody in it. Raises WrongState."""
    team = _lock_team(actor, team_id)
    if team.closed_on is None:
        raise WrongState("reopen", "open")
    team.closed_on = None
    audit.record(actor, "reopen_team", subject=("team", team_id), area_id=team.area_id)
    db.session.flush()


def _lock_team(actor: Viewer, team_id: int) -> Team:
    team = db.session.scalar(select(Team).where(Team.id == team_id).with_for_update())
    if team is None or not policy.can_manage_people_of(actor, team.area_id):
        raise NotFound("team")
    return team

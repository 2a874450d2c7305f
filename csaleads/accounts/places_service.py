"""Where a person stands in an area: which teams they are in, and who manages them. The old rows end, new ones begin."""

from collections.abc import Sequence

from sqlalchemy import select

from csaleads.access.permissions import Role
from csaleads.access.viewer import Viewer
from csaleads.accounts import policy, queries, spans
from csaleads.accounts.models import LineManagement, Team, TeamMembership
from csaleads.accounts.roles_service import lock_member
from csaleads.audit import service as audit
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.errors import InvalidChoice
from csaleads.core.unit_of_work import writes


@writes
def set_teams(actor: Viewer, *, person_id: int, area_id: int, team_ids: Sequence[int]) -> None:
    """From today the person is in exactly those open teams of the area. Raises InvalidChoice for any other team."""
    policy.require_manages(actor, area_id)
    lock_member(actor, person_id=person_id, area_id=area_id)
    wanted = set(team_ids)
    if not wanted <= {team.id for team in queries.list_teams([area_id])}:
        raise InvalidChoice("teams")
    memberships = _open_memberships(person_id, area_id)
    for membership in memberships:
        if membership.team_id not in wanted:
            spans.end_now(membership)
    staying = {membership.team_id for membership in memberships}
    for team_id in sorted(wanted - staying):
        db.session.add(TeamMembership(person_id=person_id, team_id=team_id, starts_on=clock.today()))
    if wanted != staying:
        audit.record(
            actor, "set_teams", subject=("person", person_id), area_id=area_id, team_count=len(wanted)
        )
    db.session.flush()


def _open_memberships(person_id: int, area_id: int) -> list[TeamMembership]:
    query = (
        select(TeamMembership)
        .join(Team, Team.id == TeamMembership.team_id)
        .where(
            TeamMembership.person_id == person_id, Team.area_id == area_id, TeamMembership.ends_on.is_(None)
        )
        .order_by(TeamMembership.id)
    )
    return list(db.session.scalars(query))


@writes
def set_manager(actor: Viewer, *, person_id: int, area_id: int, manager_id: int | None) -> None:
    """From today that line manager of the area manages the person there (None: nobody). Raises InvalidChoice."""
    policy.require_manages(actor, area_id)
    lock_member(actor, person_id=person_id, area_id=area_id)
    if manager_id is not None:
        managers = {person.id for person in queries.list_people_in([area_id], Role.LINE_MANAGER)}
        if manager_id not in managers or manager_id == person_id:
            raise InvalidChoice("manager")
    query = select(LineManagement).where(
        LineManagement.person_id == person_id,
        LineManagement.area_id == area_id,
        LineManagement.ends_on.is_(None),
    )
    current = db.session.scalar(query)
    if (current.manager_id if current else None) == manager_id:
        return
    if current is not None:
        spans.end_now(current)
        db.session.flush()
    if manager_id is not None:
        db.session.add(
            LineManagement(
                area_id=area_id, manager_id=manager_id, person_id=person_id, starts_on=clock.today()
            )
        )
    audit.record(actor, "set_manager", subject=("person", person_id), area_id=area_id, manager_id=manager_id)
    db.session.flush()

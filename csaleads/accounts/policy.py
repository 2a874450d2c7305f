"""Who may do what to whom among people, teams and areas. Pure questions; the services ask them, the pages too."""

from collections.abc import Collection
from datetime import date

from csaleads.access.permissions import AREA_ROLES, Permission, Role
from csaleads.access.viewer import Viewer
from csaleads.accounts.errors import NotOneself
from csaleads.core.errors import NotAllowed


def can_manage_people_of(actor: Viewer, area_id: int) -> bool:
    """A coordinator manages everybody of the own area."""
    return actor.can_in(Permission.MANAGE_PEOPLE, area_id)


def can_give(actor: Viewer, *, area_id: int, roles: Collection[Role]) -> bool:
    """Coordinators give every role of their area; the programme team makes coordinators of any area, nothing else."""
    wanted = set(roles)
    if not wanted or not wanted <= set(AREA_ROLES):
        return False
    if can_manage_people_of(actor, area_id):
        return True
    return actor.can(Permission.MANAGE_COORDINATORS) and wanted == {Role.COORDINATOR}


def require_can_give(actor: Viewer, *, area_id: int, roles: Collection[Role]) -> None:
    if not can_give(actor, area_id=area_id, roles=roles):
        raise NotAllowed("give roles")


def require_manages(actor: Viewer, area_id: int) -> None:
    if not can_manage_people_of(actor, area_id):
        raise NotAllowed("manage people")


def require_can_let_go(actor: Viewer, *, person_id: int, area_id: int) -> None:
    """Who may say that somebody has left: a coordinator of the area, of anybody but themselves."""
    require_manages(actor, area_id)
    if actor.person_id == person_id:
        raise NotOneself()


def require_manages_areas(actor: Viewer) -> None:
    if not actor.can(Permission.MANAGE_COORDINATORS):
        raise NotAllowed("manage areas")


def needs_another_coordinator(actor: Viewer, *, area_id: int, role: Role) -> bool:
    """Whether ending that role needs a second coordinator: only the programme team may leave an area without one."""
    return role is Role.COORDINATOR and can_manage_people_of(actor, area_id)


def state_of(*, has_joined: bool, has_left: bool, has_role: bool) -> str:
    """What a person is to the areas that one looks from: invited, active or left."""
    if has_left or not has_role:
        return "left"
    return "active" if has_joined else "invited"


def is_withdrawn_rather_than_ended(starts_on: date, ends_on: date) -> bool:
    """A row that would end before it began never was: it is taken away, and the audit trail alone remembers it."""
    return ends_on < starts_on

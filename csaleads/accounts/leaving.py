"""Leaving an area. What somebody still has in hand (`in_hand`) is handed over before the account closes."""

from sqlalchemy import or_, select

from csaleads.access.permissions import Role
from csaleads.access.viewer import Viewer
from csaleads.accounts import in_hand, links, policy, role_ends, sessions, spans
from csaleads.accounts.errors import StillInHand
from csaleads.accounts.in_hand import Matter
from csaleads.accounts.models import LineManagement, LinkPurpose, Person, RoleInArea, Team, TeamMembership
from csaleads.accounts.roles_service import id_or_none, lock_member, require_another_coordinator
from csaleads.audit import service as audit
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.errors import WrongState
from csaleads.core.formatting import joined, plural
from csaleads.core.unit_of_work import writes


def _people_managed(person_id: int, area_id: int) -> list[Matter]:
    query = (
        select(Person.full_name)
        .join(LineManagement, LineManagement.person_id == Person.id)
        .where(
            LineManagement.manager_id == person_id,
            LineManagement.area_id == area_id,
            spans.holds_or_will(LineManagement),
            Person.left_on.is_(None),
        )
        .order_by(Person.full_name, Person.id)
    )
    names = list(db.session.scalars(query))
    if not names:
        return []
    return [Matter(f"Line manager of {plural(len(names), 'person', 'people')}: {joined(names)}")]


in_hand.register_check(_people_managed)


@writes
def leave_area(actor: Viewer, *, person_id: int, area_id: int) -> None:
    """The person belongs to the area no longer; without a role anywhere else their account closes and every session ends.

    Raises StillInHand, LastCoordinator, NotOneself, WrongState where they have left already.
    """
    policy.require_can_let_go(actor, person_id=person_id, area_id=area_id)
    lock_member(actor, person_id=person_id, area_id=area_id)
    held = [row.role for row in _roles_here(person_id, area_id)]
    if not held:
        raise WrongState("leave", "left")
    if Role.COORDINATOR in held:
        require_another_coordinator(actor, person_id=person_id, area_id=area_id, roles=held)
    in_the_way = [matter for matter in in_hand.list_matters(person_id, area_id) if matter.must_go]
    if in_the_way:
        raise StillInHand(len(in_the_way))
    audit.record(actor, "leave", subject=("person", person_id), area_id=area_id)
    close_in_area(actor, person_id=person_id, area_id=area_id)


@writes
def close_in_area(actor: Viewer, *, person_id: int, area_id: int, only: Role | None = None) -> None:
    """Roles, teams, managers and invitations of the area end now (of roles `only` that one). Whoever may is checked before.

    Where no role is left anywhere the account closes: no session, no link opens it. Rooms upstairs are told (`role_ends`).
    """
    ended = [row for row in _roles_here(person_id, area_id) if only is None or row.role is only]
    roles = [row.role for row in ended]
    for row in ended:
        row.ended_by_id = id_or_none(actor)
        spans.end_now(row)
    db.session.flush()
    if not _roles_here(person_id, area_id):
        _end_places(person_id, area_id)
        links.withdraw_links(LinkPurpose.INVITATION, person_id=person_id, area_id=area_id)
    elsewhere = select(RoleInArea.id).where(
        RoleInArea.person_id == person_id, spans.holds_or_will(RoleInArea)
    )
    if db.session.scalar(elsewhere.limit(1)) is None:
        _close_account(person_id)
    for role in roles:
        role_ends.announce_end(actor, person_id=person_id, area_id=area_id, role=role)
    db.session.flush()


def _end_places(person_id: int, area_id: int) -> None:
    teams = select(Team.id).where(Team.area_id == area_id)
    memberships = select(TeamMembership).where(
        TeamMembership.person_id == person_id,
        TeamMembership.team_id.in_(teams),
        spans.holds_or_will(TeamMembership),
    )
    managements = select(LineManagement).where(
        LineManagement.area_id == area_id,
        or_(LineManagement.person_id == person_id, LineManagement.manager_id == person_id),
        spans.holds_or_will(LineManagement),
    )
    for membership in db.session.scalars(memberships).all():
        spans.end_now(membership)
    for management in db.session.scalars(managements).all():
        spans.end_now(management)
    db.session.flush()


def _close_account(person_id: int) -> None:
    person = db.session.get_one(Person, person_id)
    person.left_on = clock.today()
    sessions.end_all_sessions(person_id)
    for purpose in LinkPurpose:
        links.withdraw_links(purpose, person_id=person_id)


def _roles_here(person_id: int, area_id: int) -> list[RoleInArea]:
    query = select(RoleInArea).where(
        RoleInArea.person_id == person_id, RoleInArea.area_id == area_id, spans.holds_or_will(RoleInArea)
    )
    return list(db.session.scalars(query.order_by(RoleInArea.id)))

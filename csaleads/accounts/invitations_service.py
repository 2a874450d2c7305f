"""Invitations: how somebody becomes one of us. A link by mail, for seven days, once; asking again makes a new one."""

from collections.abc import Sequence
from contextlib import suppress

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from csaleads.access.permissions import Role
from csaleads.access.viewer import SYSTEM, Viewer
from csaleads.accounts import letters, links, passwords, policy, spans
from csaleads.accounts.errors import AlreadyInArea, RoleAlreadyHeld
from csaleads.accounts.leaving import close_in_area
from csaleads.accounts.models import Area, LinkPurpose, Person, RoleInArea
from csaleads.accounts.places_service import set_manager, set_teams
from csaleads.accounts.roles_service import add_role, id_or_none, lock_member
from csaleads.audit import service as audit
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.errors import NotFound, WrongState
from csaleads.core.unit_of_work import savepoint, writes


@writes
def invite(
    actor: Viewer,
    *,
    area_id: int,
    email: str,
    full_name: str,
    roles: Sequence[Role],
    team_ids: Sequence[int] = (),
    manager_id: int | None = None,
) -> int:
    """The person of that address holds `roles` in the area from today and gets a link by mail; the answer is their id.

    Somebody known from elsewhere keeps their name and password. Raises AlreadyInArea, InvalidChoice.
    """
    policy.require_can_give(actor, area_id=area_id, roles=roles)
    area = db.session.get(Area, area_id)
    if area is None:
        raise NotFound("area")
    person = _find_or_make(email.strip().lower(), full_name)
    _require_new_here(actor, person, area_id)
    if person.left_on is not None:
        _open_again(person)
    audit.record(actor, "invite", subject=("person", person.id), area_id=area_id)
    for role in dict.fromkeys(roles):
        with suppress(RoleAlreadyHeld):
            add_role(actor, person_id=person.id, area_id=area_id, role=role, starts_on=clock.today())
    if team_ids:
        set_teams(actor, person_id=person.id, area_id=area_id, team_ids=team_ids)
    if manager_id is not None:
        set_manager(actor, person_id=person.id, area_id=area_id, manager_id=manager_id)
    send_invitation(actor, person_id=person.id, area_id=area_id)
    return person.id


def _find_or_make(email: str, full_name: str) -> Person:
    by_email = select(Person).where(Person.email == email).with_for_update()
    found = db.session.scalar(by_email)
    if found is not None:
        return found
    person = Person(email=email, full_name=full_name, invited_at=clock.now())
    try:
        with savepoint():
            db.session.add(person)
    except IntegrityError:  # somebody else has invited them a moment ago
        return db.session.scalars(by_email).one()
    return person


def _require_new_here(actor: Viewer, person: Person, area_id: int) -> None:
    if person.left_on is not None:
        return
    held = select(RoleInArea.id).where(
        RoleInArea.person_id == person.id, RoleInArea.area_id == area_id, spans.holds_or_will(RoleInArea)
    )
    if not policy.can_manage_people_of(actor, area_id):
        held = held.where(RoleInArea.role == Role.COORDINATOR)
    if db.session.scalar(held.limit(1)) is not None:
        raise AlreadyInArea(person.id)


def _open_again(person: Person) -> None:
    """Somebody who had left comes back: as a new invitation, with a new password."""
    person.left_on = None
    person.joined_at = None
    person.password_hash = None
    person.invited_at = clock.now()
    db.session.flush()


@writes
def send_invitation(actor: Viewer, *, person_id: int, area_id: int | None) -> links.NewLink:
    """A new link to the person; the area's older one stops working. Whoever may is the caller's business."""
    person = db.session.get_one(Person, person_id)
    area = db.session.get(Area, area_id) if area_id is not None else None
    link = links.make_link(
        LinkPurpose.INVITATION, person_id=person_id, area_id=area_id, made_by_id=id_or_none(actor)
    )
    letters.send_link(
        person_id,
        letters.Letter.INVITATION,
        link=links.address_of(LinkPurpose.INVITATION, link.token),
        link_id=link.id,
        expires_at=link.expires_at,
        area_name=area.name if area else "",
        in_app=person.joined_at is not None,
    )
    return link


@writes
def invite_again(actor: Viewer, *, person_id: int, area_id: int) -> None:
    """Another link for somebody who has not joined yet; the old one is withdrawn. Raises WrongState."""
    person = lock_member(actor, person_id=person_id, area_id=area_id)
    _require_waiting(person, "invite again")
    send_invitation(actor, person_id=person_id, area_id=area_id)
    audit.record(actor, "invite_again", subject=("person", person_id), area_id=area_id)


@writes
def withdraw_invitation(actor: Viewer, *, person_id: int, area_id: int) -> None:
    """Somebody who has not joined yet is expected no longer: link and roles of the area end. Raises WrongState."""
    person = lock_member(actor, person_id=person_id, area_id=area_id)
    _require_waiting(person, "withdraw")
    audit.record(actor, "withdraw_invitation", subject=("person", person_id), area_id=area_id)
    only = None if policy.can_manage_people_of(actor, area_id) else Role.COORDINATOR
    close_in_area(actor, person_id=person_id, area_id=area_id, only=only)


def _require_waiting(person: Person, verb: str) -> None:
    if person.left_on is not None:
        raise WrongState(verb, "left")
    if person.joined_at is not None:
        raise WrongState(verb, "active")


@writes
def accept(token: str, *, password: str) -> int:
    """The invited person joins with that password and the link is used up; the answer is their id.

    Raises LinkClosed, PasswordRefused (the link then stays open), WrongState for somebody who has joined already.
    """
    link = links.look_at(token, LinkPurpose.INVITATION)
    person = db.session.scalars(select(Person).where(Person.id == link.person_id).with_for_update()).one()
    if person.joined_at is not None or person.left_on is not None:
        raise WrongState("accept", "active" if person.left_on is None else "left")
    area = db.session.get(Area, link.area_id) if link.area_id is not None else None
    passwords.require_good(password, own_words=[person.full_name, person.email, area.name if area else ""])
    links.use_link(token, LinkPurpose.INVITATION)
    person.password_hash = passwords.hash_password(password)
    person.password_set_at = clock.now()
    person.joined_at = clock.now()
    links.withdraw_links(LinkPurpose.INVITATION, person_id=person.id)
    joined = Viewer(person_id=person.id, full_name=person.full_name, email=person.email)
    audit.record(joined, "join", subject=("person", person.id), area_id=link.area_id)
    db.session.flush()
    return person.id


@writes
def invite_from_command_line(
    *, email: str, full_name: str, role: Role, area_name: str | None
) -> links.NewLink:
    """The first person of an installation: `role` in the area of that name (made where it is missing), or in the network.

    The answer is the link, which is also sent by mail.
    """
    area_id = _area_named(area_name) if area_name else None
    person = _find_or_make(email.strip().lower(), full_name)
    if person.left_on is not None:
        _open_again(person)
    with suppress(RoleAlreadyHeld):  # asked for a second time: only the link is new
        add_role(SYSTEM, person_id=person.id, area_id=area_id, role=role, starts_on=clock.today())
    audit.record(SYSTEM, "invite", subject=("person", person.id), area_id=area_id)
    return send_invitation(SYSTEM, person_id=person.id, area_id=area_id)


def _area_named(name: str) -> int:
    area = db.session.scalar(select(Area).where(Area.name == name))
    if area is None:
        area = Area(name=name)
        db.session.add(area)
        db.session.flush()
        audit.record(SYSTEM, "create_area", subject=("area", area.id), area_id=area.id)
    return area.id

"""Inviting: who may, the link that works once, and what somebody who is known already sees of it."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from csaleads.access.permissions import AREA_ROLES, Role
from csaleads.accounts import invitations_service, letters
from csaleads.accounts.errors import AlreadyInArea, LinkClosed
from csaleads.accounts.models import (
    Area,
    LineManagement,
    LinkPurpose,
    Person,
    RoleInArea,
    SingleUseLink,
    TeamMembership,
)
from csaleads.audit.models import AuditEvent
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.errors import InvalidChoice, NotAllowed, NotFound, WrongState
from csaleads.core.unit_of_work import unit_of_work
from csaleads.notify.models import Message, MessageKind, OutboxRow
from csaleads.notify.service import OutboxFacts, is_still_true
from tests.accounts.conftest import GOOD_PASSWORD, facts_of_newest
from tests.conftest import NOON
from tests.factories import Factory
from tests.page_client import PageClient

FindLink = Callable[[int, MessageKind], str]
INVITATION = MessageKind.INVITATION


@pytest.fixture
def area(make: Factory) -> Area:
    return make.area("Northmere")


@pytest.fixture
def coordinator(make: Factory, area: Area) -> Person:
    return make.coordinator(area, name="Cora Dinator")


def invite(make: Factory, coordinator: Person, area: Area, email: str = "new@area.example") -> int:
    actor = make.viewer(coordinator, area, Role.COORDINATOR)
    with unit_of_work():
        return invitations_service.invite(
            actor, area_id=area.id, email=email, full_name="New Person", roles=[Role.SOCIAL_WORKER]
        )


def person_row(person_id: int) -> Person:
    row = db.session.get_one(Person, person_id)
    db.session.expunge_all()
    db.session.rollback()
    return row


def roles_of(person_id: int) -> set[tuple[int | None, Role]]:
    query = select(RoleInArea.area_id, RoleInArea.role).where(RoleInArea.person_id == person_id)
    found = {(row.area_id, row.role) for row in db.session.execute(query)}
    db.session.rollback()
    return found


def test_a_coordinator_invites_with_roles_teams_and_line_manager(
    client: PageClient, make: Factory, area: Area, coordinator: Person, link_mailed_to: FindLink
) -> None:
    team, manager = make.team(area, "Assessment"), make.manager(area, name="Mia Manager")
    client.sign_in(coordinator)
    form = client.get_page("/people/invite").form_values()
    form |= {
        "full_name": "Nadia New",
        "email": "Nadia.New@Area.Example",
        "roles": ["social_worker", "practice_lead"],
        "teams": [str(team.id)],
        "manager": str(manager.id),
    }

    page = client.post_page("/people/invite", form)

    assert page.h1 == "Nadia New"
    assert "Invited" in page.main
    person_id = db.session.scalar(select(Person.id).where(Person.email == "nadia.new@area.example"))
    assert person_id is not None
    assert roles_of(person_id) == {(area.id, Role.SOCIAL_WORKER), (area.id, Role.PRACTICE_LEAD)}
    assert db.session.scalar(select(TeamMembership.team_id)) == team.id
    assert db.session.scalar(select(LineManagement.manager_id)) == manager.id
    assert link_mailed_to(person_id, INVITATION).startswith("/invitation/")
    assert facts_of_newest(INVITATION)["area_name"] == "Northmere"
    assert db.session.scalar(select(func.count()).select_from(Message)) == 0


def test_the_same_form_sent_twice_invites_once(
    client: PageClient, make: Factory, area: Area, coordinator: Person
) -> None:
    client.sign_in(coordinator)
    form = client.get_page("/people/invite").form_values()
    form |= {"full_name": "Nadia New", "email": "n@area.example", "roles": ["social_worker"]}

    first, second = (client.post("/people/invite", data=form) for _ in range(2))

    assert first.location == second.location
    assert db.session.scalar(select(func.count()).select_from(OutboxRow)) == 1


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"full_name": ""}, "Enter the person’s full name"),
        ({"email": "no address"}, "Enter an email address in the correct format, like name@example.com"),
        ({"roles": []}, "Select at least one role"),
        ({"roles": ["auditor"]}, "Select at least one role"),
    ],
)
def test_a_form_with_a_mistake_comes_back_with_everything_typed(
    client: PageClient, coordinator: Person, change: dict[str, object], message: str
) -> None:
    client.sign_in(coordinator)
    form = {"full_name": "Nadia New", "email": "n@area.example", "roles": ["social_worker"]} | change

    page = client.post_page("/people/invite", form, status=422)

    assert page.errors == [message]
    assert page.one("input[name=full_name]")["value"] == form["full_name"]
    assert db.session.scalar(select(func.count()).select_from(OutboxRow)) == 0


def test_somebody_of_the_area_cannot_be_invited_again(
    client: PageClient, make: Factory, area: Area, coordinator: Person
) -> None:
    here = make.worker(area)
    client.sign_in(coordinator)
    form = {"full_name": "X Y", "email": here.email.upper(), "roles": ["practice_lead"]}

    page = client.post_page("/people/invite", form, status=422)

    assert "belongs to the area already" in page.errors[0]
    assert roles_of(here.id) == {(area.id, Role.SOCIAL_WORKER)}


def test_somebody_known_from_another_area_is_added_and_nothing_is_told_of_it(
    client: PageClient, make: Factory, area: Area, coordinator: Person
) -> None:
    other = make.area("Southholt")
    known = make.lead(other, name="Lena Lead", team=make.team(other, "Fostering"))
    client.sign_in(coordinator)
    form = {"full_name": "Typed Name", "email": known.email, "roles": ["social_worker"]}

    page = client.post_page("/people/invite", form)

    assert roles_of(known.id) == {(other.id, Role.PRACTICE_LEAD), (area.id, Role.SOCIAL_WORKER)}
    for word in ("Southholt", "Fostering", "Practice Lead"):
        assert word not in page.main
    assert person_row(known.id).full_name == "Lena Lead"
    assert db.session.scalar(select(Message.person_id)) == known.id


def test_the_page_of_a_link_to_somebody_who_has_joined_leads_to_sign_in(
    client: PageClient, make: Factory, area: Area, coordinator: Person, link_mailed_to: FindLink
) -> None:
    known = make.lead(make.area("Southholt"))
    invite(make, coordinator, area, known.email)

    page = client.get_page(link_mailed_to(known.id, INVITATION))

    assert page.h1 == "You have an account already"
    data = {"new_password": "another good secret"}
    assert client.post(link_mailed_to(known.id, INVITATION), data=data).location == "/sign-in"
    assert person_row(known.id).password_hash is None


@pytest.mark.parametrize("role", AREA_ROLES)
def test_only_a_coordinator_of_the_area_invites(make: Factory, area: Area, role: Role) -> None:
    actor = make.viewer(make.person(area, role), area, role)

    def send() -> int:
        with unit_of_work():
            return invitations_service.invite(
                actor, area_id=area.id, email="a@b.example", full_name="A B", roles=[Role.SOCIAL_WORKER]
            )

    if role is Role.COORDINATOR:
        assert send()
    else:
        with pytest.raises(NotAllowed):
            send()


def test_a_coordinator_cannot_invite_into_another_area(
    make: Factory, area: Area, coordinator: Person
) -> None:
    actor = make.viewer(coordinator, area, Role.COORDINATOR)
    other = make.area()

    with pytest.raises(NotAllowed), unit_of_work():
        invitations_service.invite(
            actor, area_id=other.id, email="a@b.example", full_name="A B", roles=[Role.SOCIAL_WORKER]
        )


@pytest.mark.parametrize("field", ["teams", "manager"])
def test_teams_and_managers_of_another_area_are_refused(
    make: Factory, area: Area, coordinator: Person, field: str
) -> None:
    actor, other = make.viewer(coordinator, area, Role.COORDINATOR), make.area()
    foreign = {
        "teams": {"team_ids": [make.team(other).id]},
        "manager": {"manager_id": make.manager(other).id},
    }[field]

    with pytest.raises(InvalidChoice) as refused, unit_of_work():
        invitations_service.invite(
            actor,
            area_id=area.id,
            email="a@b.example",
            full_name="A B",
            roles=[Role.SOCIAL_WORKER],
            **foreign,
        )

    assert refused.value.field == field


@pytest.mark.parametrize(("roles", "is_allowed"), [([Role.COORDINATOR], True), ([Role.PRACTICE_LEAD], False)])
def test_the_programme_team_invites_coordinators_and_nobody_else(
    make: Factory, area: Area, roles: list[Role], is_allowed: bool
) -> None:
    programme = make.person(None, Role.PROGRAMME_TEAM)
    actor = make.viewer(programme, None, Role.PROGRAMME_TEAM)

    def send() -> None:
        with unit_of_work():
            invitations_service.invite(
                actor, area_id=area.id, email="c@area.example", full_name="C D", roles=roles
            )

    if is_allowed:
        send()
    else:
        with pytest.raises(NotAllowed):
            send()


def test_the_programme_team_invites_a_coordinator_on_its_page(
    client: PageClient, make: Factory, area: Area
) -> None:
    client.sign_in(make.person(None, Role.PROGRAMME_TEAM))
    url = f"/areas/{area.id}/invite-coordinator"
    form = client.get_page(url).form_values() | {"full_name": "Cleo Ordinate", "email": "c@area.example"}

    page = client.post_page(url, form)

    assert page.h1 == "Cleo Ordinate"
    assert "Area coordinator" in page.main


def test_accepting_sets_the_password_and_signs_in(
    client: PageClient, make: Factory, area: Area, coordinator: Person, link_mailed_to: FindLink
) -> None:
    person_id = invite(make, coordinator, area)
    link = link_mailed_to(person_id, INVITATION)
    assert client.get_page(link).h1 == "Welcome to csaleads"

    response = client.post(link, data={"new_password": GOOD_PASSWORD})

    assert response.location == "/"
    assert client.get("/account").status_code == 200
    assert person_row(person_id).joined_at == NOON
    client.post("/sign-out")
    data = {"email": "new@area.example", "password": GOOD_PASSWORD}
    assert client.post("/sign-in", data=data).status_code == 302


def test_looking_at_a_link_uses_nothing_up_and_using_it_does(
    client: PageClient, make: Factory, area: Area, coordinator: Person, link_mailed_to: FindLink
) -> None:
    link = link_mailed_to(invite(make, coordinator, area), INVITATION)
    for _ in range(3):
        assert client.get(link).status_code == 200
    client.post(link, data={"new_password": GOOD_PASSWORD})
    client.post("/sign-out")

    assert client.get_page(link, status=410).h1 == "This link has been used"
    assert client.post(link, data={"new_password": "another good secret"}).status_code == 410


def test_a_weak_password_leaves_the_link_open(
    client: PageClient, make: Factory, area: Area, coordinator: Person, link_mailed_to: FindLink
) -> None:
    link = link_mailed_to(invite(make, coordinator, area), INVITATION)

    page = client.post_page(link, {"new_password": "northmere new person"}, status=422)

    assert page.errors == ["Choose a longer password that is harder to guess: three random words work well"]
    assert client.post(link, data={"new_password": GOOD_PASSWORD}).location == "/"


@pytest.mark.parametrize(("days", "status"), [(6, 200), (7, 410)])
def test_an_invitation_lasts_seven_days(
    client: PageClient,
    make: Factory,
    area: Area,
    coordinator: Person,
    link_mailed_to: FindLink,
    days: int,
    status: int,
) -> None:
    link = link_mailed_to(invite(make, coordinator, area), INVITATION)

    with clock.at(NOON + timedelta(days=days)):
        page = client.get_page(link, status=status)

    assert page.h1 == ("Welcome to csaleads" if status == 200 else "This link has run out")


def test_the_link_of_a_reset_is_no_invitation_and_a_guess_is_nothing(client: PageClient) -> None:
    page = client.get_page("/invitation/guessed", status=410)

    assert page.h1 == "This link does not work"


def test_inviting_again_withdraws_the_older_link(
    client: PageClient, make: Factory, area: Area, coordinator: Person, link_mailed_to: FindLink
) -> None:
    person_id = invite(make, coordinator, area)
    old = link_mailed_to(person_id, INVITATION)
    client.sign_in(coordinator)

    client.post_page(f"/people/{person_id}/areas/{area.id}/invite-again")

    new = link_mailed_to(person_id, INVITATION)
    assert client.get_page(old, status=410).h1 == "This link has been replaced"
    assert client.get(new).status_code == 200


def test_a_withdrawn_invitation_opens_nothing_and_its_mail_is_not_sent(
    client: PageClient, make: Factory, area: Area, coordinator: Person, link_mailed_to: FindLink
) -> None:
    person_id = invite(make, coordinator, area)
    link = link_mailed_to(person_id, INVITATION)
    row = db.session.scalars(select(OutboxRow)).one()
    mail = OutboxFacts(row.person_id, row.kind, row.facts, row.path, row.created_at)
    assert is_still_true(mail)
    client.sign_in(coordinator)

    client.post_page(f"/people/{person_id}/areas/{area.id}/withdraw-invitation")

    assert client.get(link).status_code == 410
    assert not is_still_true(mail)
    assert person_row(person_id).left_on == NOON.date()


@pytest.mark.parametrize("verb", ["invite-again", "withdraw-invitation"])
def test_coordinators_elsewhere_touch_no_invitation(
    client: PageClient, make: Factory, area: Area, coordinator: Person, verb: str
) -> None:
    person_id = invite(make, coordinator, area)
    other = make.area()
    client.sign_in(make.coordinator(other))

    assert client.post(f"/people/{person_id}/areas/{area.id}/{verb}").status_code == 404
    assert client.post(f"/people/{person_id}/areas/{other.id}/{verb}").status_code == 404
    assert client.get(f"/people/{person_id}").status_code == 404


def test_somebody_who_has_joined_is_not_invited_again(make: Factory, area: Area, coordinator: Person) -> None:
    actor, here = make.viewer(coordinator, area, Role.COORDINATOR), make.worker(area)

    for act in (invitations_service.invite_again, invitations_service.withdraw_invitation):
        with pytest.raises(WrongState), unit_of_work():
            act(actor, person_id=here.id, area_id=area.id)


def test_somebody_who_left_comes_back_by_invitation_with_their_history(
    make: Factory, area: Area, coordinator: Person, with_password: Callable[[Person], Person]
) -> None:
    old = with_password(make.person(area, left_on=NOON.date()))
    make.role(old, area, Role.PRACTICE_LEAD, ends_on=NOON.date() - timedelta(days=9))

    person_id = invite(make, coordinator, area, old.email)

    assert person_id == old.id
    row = person_row(old.id)
    assert (row.left_on, row.joined_at, row.password_hash) == (None, None, None)
    assert roles_of(old.id) == {(area.id, Role.PRACTICE_LEAD), (area.id, Role.SOCIAL_WORKER)}


def test_a_link_is_nowhere_in_the_database_as_it_was_sent(
    make: Factory, area: Area, coordinator: Person, link_mailed_to: FindLink
) -> None:
    token = link_mailed_to(invite(make, coordinator, area), INVITATION).rpartition("/")[2]

    for row in db.session.scalars(select(SingleUseLink)):
        assert token.encode() not in row.token_hash
    for outbox in db.session.scalars(select(OutboxRow)):
        assert token not in f"{outbox.facts}{outbox.path}{outbox.key}"
        assert token.encode() not in (outbox.sealed_link or b"")
    for event in db.session.scalars(select(AuditEvent)):
        assert token not in f"{event.details}{event.subject_id}"


def test_a_link_is_used_by_one_of_two(
    make: Factory, area: Area, coordinator: Person, link_mailed_to: FindLink
) -> None:
    token = link_mailed_to(invite(make, coordinator, area), INVITATION).rpartition("/")[2]
    with unit_of_work():
        invitations_service.accept(token, password=GOOD_PASSWORD)

    with pytest.raises(LinkClosed) as closed, unit_of_work():
        invitations_service.accept(token, password="another good secret")

    assert closed.value.reason == "used"


def test_every_act_is_in_the_areas_trail(make: Factory, area: Area, coordinator: Person) -> None:
    person_id = invite(make, coordinator, area)
    actor = make.viewer(coordinator, area, Role.COORDINATOR)
    with unit_of_work():
        invitations_service.invite_again(actor, person_id=person_id, area_id=area.id)
    with unit_of_work():
        invitations_service.withdraw_invitation(actor, person_id=person_id, area_id=area.id)

    query = select(AuditEvent.verb).where(AuditEvent.chain == area.id).order_by(AuditEvent.id)
    verbs = list(db.session.scalars(query))
    assert verbs == ["invite", "give_role", "invite_again", "withdraw_invitation"]


@pytest.mark.parametrize(
    ("arguments", "role"),
    [
        (["create-coordinator", "c@new.example", "Cleo D", "--area", "Newshire"], Role.COORDINATOR),
        (["create-programme-member", "p@new.example", "Pia D"], Role.PROGRAMME_TEAM),
        (["create-auditor", "a@new.example", "Ada D"], Role.AUDITOR),
    ],
)
def test_the_first_people_are_invited_at_the_command_line(
    app: Flask, client: PageClient, arguments: list[str], role: Role
) -> None:
    result = app.test_cli_runner().invoke(args=["accounts", *arguments])

    assert result.exit_code == 0, result.output
    address = result.output.strip().splitlines()[-1].removeprefix(app.config["PUBLIC_URL"])
    assert client.post(address, data={"new_password": GOOD_PASSWORD}).location == "/"
    assert db.session.scalar(select(RoleInArea.role)) is role


def test_letters_need_somebody_to_carry_them(
    make: Factory, area: Area, coordinator: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(letters, "_tells", [])

    with pytest.raises(RuntimeError):
        invite(make, coordinator, area)

    assert db.session.scalar(select(Person.id).where(Person.email == "new@area.example")) is None


def test_somebody_invited_is_found_by_the_service(make: Factory, area: Area, coordinator: Person) -> None:
    person_id = invite(make, coordinator, area)

    with pytest.raises(AlreadyInArea) as found:
        invite(make, coordinator, area)

    assert found.value.person_id == person_id


def test_an_unknown_person_is_not_found(make: Factory, area: Area, coordinator: Person) -> None:
    actor = make.viewer(coordinator, area, Role.COORDINATOR)

    with pytest.raises(NotFound), unit_of_work():
        invitations_service.invite_again(actor, person_id=999_999, area_id=area.id)


def test_links_of_the_two_purposes_do_not_open_each_other(
    client: PageClient, make: Factory, area: Area, coordinator: Person, link_mailed_to: FindLink
) -> None:
    token = link_mailed_to(invite(make, coordinator, area), INVITATION).rpartition("/")[2]

    assert client.get(f"/reset-password/{token}").status_code == 410
    assert db.session.scalar(select(SingleUseLink.purpose)) is LinkPurpose.INVITATION

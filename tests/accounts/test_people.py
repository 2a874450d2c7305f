"""The people of an area: who sees them, roles with their history, teams, line managers, leaving."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier

import pytest
from flask import Flask
from sqlalchemy import func, select

from csaleads.access.permissions import AREA_ROLES, Role
from csaleads.access.viewer import Viewer
from csaleads.accounts import in_hand, leaving, places_service, queries, roles_service, sessions
from csaleads.accounts.errors import LastCoordinator, NotOneself, RoleAlreadyHeld, StillInHand
from csaleads.accounts.in_hand import Matter
from csaleads.accounts.models import Area, LineManagement, Person, RoleInArea, TeamMembership
from csaleads.audit.models import AuditEvent
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.errors import InvalidChoice, NotAllowed, NotFound, WrongState
from csaleads.core.unit_of_work import unit_of_work
from tests.conftest import NOON
from tests.factories import LONG_AGO, Factory
from tests.page_client import PageClient
from tests.statements import count_statements

TODAY = NOON.date()
YESTERDAY = TODAY - timedelta(days=1)


@pytest.fixture
def area(make: Factory) -> Area:
    return make.area("Northmere")


@pytest.fixture
def other(make: Factory) -> Area:
    return make.area("Southholt")


@pytest.fixture
def coordinator(make: Factory, area: Area) -> Person:
    return make.coordinator(area, name="Cora Dinator")


@pytest.fixture
def actor(make: Factory, area: Area, coordinator: Person) -> Viewer:
    return make.viewer(coordinator, area, Role.COORDINATOR)


def role_rows(person: Person) -> list[tuple[Role, date, date | None]]:
    query = (
        select(RoleInArea.role, RoleInArea.starts_on, RoleInArea.ends_on)
        .where(RoleInArea.person_id == person.id)
        .order_by(RoleInArea.id)
    )
    found = [(row.role, row.starts_on, row.ends_on) for row in db.session.execute(query)]
    db.session.rollback()
    return found


def role_id(person: Person) -> int:
    found = db.session.scalar(select(RoleInArea.id).where(RoleInArea.person_id == person.id))
    db.session.rollback()
    assert found is not None
    return found


def form_date(name: str, day: date) -> dict[str, str]:
    return {f"{name}-day": str(day.day), f"{name}-month": str(day.month), f"{name}-year": str(day.year)}


# Who sees whom


def test_the_list_shows_the_people_of_the_own_area_only(
    client: PageClient, make: Factory, area: Area, other: Area, coordinator: Person
) -> None:
    make.worker(area, name="Wendy Worker", team=make.team(area, "Assessment"))
    make.worker(other, name="Oliver Other")

    page = client.sign_in(coordinator).get_page("/people")

    assert [row.split(" person")[0] for row in page.rows()] == ["Cora Dinator", "Wendy Worker"]
    assert "Assessment" in page.main
    assert "Oliver" not in page.text


@pytest.mark.parametrize(
    "role", [role for role in Role if role not in (Role.COORDINATOR, Role.PROGRAMME_TEAM)]
)
def test_nobody_else_sees_the_list(client: PageClient, make: Factory, area: Area, role: Role) -> None:
    assert client.sign_in(make.person(area, role)).get("/people").status_code == 404


def test_nobody_sees_the_list_without_signing_in(client: PageClient) -> None:
    assert client.get("/people").location == "/sign-in?next=/people"


def test_the_programme_team_sees_coordinators_and_only_that_role_of_theirs(
    client: PageClient, make: Factory, area: Area, coordinator: Person
) -> None:
    make.role(coordinator, area, Role.PRACTICE_LEAD)
    make.worker(area, name="Wendy Worker")
    client.sign_in(make.person(None, Role.PROGRAMME_TEAM))

    listed, page = client.get_page("/people"), client.get_page(f"/people/{coordinator.id}")

    assert len(listed.rows()) == 1
    assert "Practice Lead" not in listed.main
    assert "Practice Lead" not in page.main
    assert "Area coordinator" in page.main


def test_the_programme_team_does_not_see_other_people(client: PageClient, make: Factory, area: Area) -> None:
    worker = make.worker(area)

    assert (
        client.sign_in(make.person(None, Role.PROGRAMME_TEAM)).get(f"/people/{worker.id}").status_code == 404
    )


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", ["Anna Active", "Cora Dinator", "Ivan Invited"]),
        ("text=ANNA", ["Anna Active"]),
        ("text=%25", []),
        ("text=anna%40found", ["Anna Active"]),
        ("role=practice_lead", ["Anna Active"]),
        ("role=nonsense", ["Anna Active", "Cora Dinator", "Ivan Invited"]),
        ("state=active", ["Anna Active", "Cora Dinator"]),
        ("state=invited", ["Ivan Invited"]),
        ("state=left", ["Lara Left", "Moved Away"]),
        ("state=all", ["Anna Active", "Cora Dinator", "Ivan Invited", "Lara Left", "Moved Away"]),
    ],
)
def test_filters_narrow_the_list_down(
    client: PageClient,
    make: Factory,
    area: Area,
    other: Area,
    coordinator: Person,
    query: str,
    names: list[str],
) -> None:
    make.lead(area, name="Anna Active", email="anna@found.example")
    make.worker(area, name="Ivan Invited", joined_at=None)
    make.worker(area, name="Lara Left", left_on=YESTERDAY)
    moved = make.worker(other, name="Moved Away")
    make.role(moved, area, Role.SOCIAL_WORKER, ends_on=YESTERDAY)

    page = client.sign_in(coordinator).get_page(f"/people?{query}")

    assert [link.get_text() for link in page.html.select("tbody th a")] == names


def test_the_list_can_be_narrowed_down_to_a_team(
    client: PageClient, make: Factory, area: Area, other: Area, coordinator: Person
) -> None:
    team, foreign = make.team(area), make.team(other)
    make.worker(area, name="Tina Team", team=team)
    make.worker(area, name="Fran Foreign", team=foreign)
    client.sign_in(coordinator)

    assert len(client.get_page(f"/people?team={team.id}").rows()) == 1
    assert len(client.get_page(f"/people?team={foreign.id}").rows()) == 3


def test_twice_the_people_need_no_more_statements(
    client: PageClient, make: Factory, area: Area, coordinator: Person
) -> None:
    client.sign_in(coordinator)

    def statements() -> int:
        with count_statements() as seen:
            response = client.get("/people")
        assert len(response.data) < 80_000
        return seen.count

    team = make.team(area)
    for _ in range(3):
        make.worker(area, team=team)
    few = statements()
    for _ in range(60):
        make.worker(area, team=team)

    assert statements() == few
    assert few <= 6


PAGES = [
    "",
    "/areas/{area}/roles/new",
    "/roles/{role}/end",
    "/areas/{area}/teams",
    "/areas/{area}/manager",
    "/areas/{area}/leave",
]


@pytest.mark.parametrize("page", PAGES)
def test_pages_of_a_person_exist_for_their_own_coordinator_only(
    client: PageClient,
    new_client: Callable[[], PageClient],
    make: Factory,
    area: Area,
    other: Area,
    coordinator: Person,
    page: str,
) -> None:
    person = make.worker(area, name="Wendy Worker")
    url = f"/people/{person.id}" + page.format(area=area.id, role=role_id(person))
    foreign = f"/people/{person.id}" + page.format(area=other.id, role=role_id(person))
    elsewhere = new_client().sign_in(make.coordinator(other))

    assert "Wendy Worker" in client.sign_in(coordinator).get_page(url).h1 or "role" in url
    assert elsewhere.get(url).status_code == 404
    assert elsewhere.get(foreign).status_code == 404
    assert new_client().sign_in(person).get(url).status_code == 404
    assert new_client().get(url).status_code == 302


@pytest.mark.parametrize("page", PAGES[1:])
def test_nothing_is_sent_to_another_areas_person(
    client: PageClient, make: Factory, area: Area, other: Area, page: str
) -> None:
    person = make.worker(area)
    client.sign_in(make.coordinator(other))
    form = {"role": "practice_lead"} | form_date("starts_on", TODAY) | form_date("ends_on", TODAY)

    for where in (area, other):
        url = f"/people/{person.id}" + page.format(area=where.id, role=role_id(person))
        assert client.post(url, data=form).status_code == 404

    assert role_rows(person) == [(Role.SOCIAL_WORKER, LONG_AGO, None)]


def test_a_coordinator_sees_only_the_own_areas_part_of_somebody_who_works_in_two(
    client: PageClient, make: Factory, area: Area, other: Area, coordinator: Person
) -> None:
    person = make.worker(area)
    make.role(person, other, Role.LINE_MANAGER)
    make.manager(other, of=[person], name="Mona Elsewhere")

    page = client.sign_in(coordinator).get_page(f"/people/{person.id}")

    for word in ("Southholt", "Line manager from", "Mona Elsewhere"):
        assert word not in page.main


# Roles


def test_a_role_is_given_from_a_day_and_shown_with_who_gave_it(
    client: PageClient, make: Factory, area: Area, coordinator: Person
) -> None:
    person = make.worker(area)
    start = TODAY + timedelta(days=3)
    form = {"role": "practice_lead"} | form_date("starts_on", start)

    page = client.sign_in(coordinator).post_page(f"/people/{person.id}/areas/{area.id}/roles/new", form)

    assert role_rows(person) == [(Role.SOCIAL_WORKER, LONG_AGO, None), (Role.PRACTICE_LEAD, start, None)]
    assert "Practice Lead 21 Nov 2026 Further notice Cora Dinator" in page.rows()[0]


@pytest.mark.parametrize("role", ["auditor", "programme_team"])
def test_a_coordinator_gives_no_role_of_the_network(
    client: PageClient, make: Factory, area: Area, coordinator: Person, role: str
) -> None:
    person = make.worker(area)
    form = {"role": role} | form_date("starts_on", TODAY)

    client.sign_in(coordinator).post_page(f"/people/{person.id}/areas/{area.id}/roles/new", form, status=422)

    assert len(role_rows(person)) == 1


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.PROGRAMME_TEAM])
def test_the_service_gives_no_role_of_the_network(
    make: Factory, area: Area, actor: Viewer, role: Role
) -> None:
    person = make.worker(area)

    with pytest.raises(NotAllowed), unit_of_work():
        roles_service.give_role(actor, person_id=person.id, area_id=area.id, role=role, starts_on=TODAY)


def test_a_role_held_already_is_not_given_twice(make: Factory, area: Area, actor: Viewer) -> None:
    person = make.worker(area)

    with pytest.raises(RoleAlreadyHeld), unit_of_work():
        roles_service.give_role(
            actor, person_id=person.id, area_id=area.id, role=Role.SOCIAL_WORKER, starts_on=TODAY
        )


@pytest.mark.parametrize(
    ("role", "is_allowed"), [(Role.COORDINATOR, True), *((r, False) for r in AREA_ROLES[:3])]
)
def test_who_gives_roles(make: Factory, area: Area, role: Role, is_allowed: bool) -> None:
    person = make.worker(area)
    actor = make.viewer(make.person(area, role), area, role)

    def give() -> None:
        with unit_of_work():
            roles_service.give_role(
                actor, person_id=person.id, area_id=area.id, role=Role.PRACTICE_LEAD, starts_on=TODAY
            )

    if is_allowed:
        give()
    else:
        with pytest.raises(NotAllowed):
            give()


def test_a_role_ends_on_its_last_day_and_stays_in_the_history(
    client: PageClient, make: Factory, area: Area, coordinator: Person
) -> None:
    person = make.lead(area)
    url = f"/people/{person.id}/roles/{role_id(person)}/end"

    page = client.sign_in(coordinator).post_page(url, form_date("ends_on", TODAY))

    assert role_rows(person) == [(Role.PRACTICE_LEAD, LONG_AGO, TODAY)]
    assert "until 18 Nov 2026, ended by Cora Dinator" in page.main
    assert [lead.id for lead in queries.list_leads([area.id])] == [person.id]
    with clock.at(NOON + timedelta(days=1)):
        assert queries.list_leads([area.id]) == []


def test_with_yesterdays_date_a_role_ends_at_once(
    client: PageClient, make: Factory, area: Area, coordinator: Person
) -> None:
    person = make.coordinator(area)
    url = f"/people/{person.id}/roles/{role_id(person)}/end"

    client.sign_in(coordinator).post_page(url, form_date("ends_on", YESTERDAY))

    assert client.sign_in(person).get("/people").status_code == 404


def test_a_role_given_by_mistake_today_is_taken_back(make: Factory, area: Area, actor: Viewer) -> None:
    person = make.worker(area)
    make.role(person, area, Role.COORDINATOR, starts_on=TODAY)
    mistake = db.session.scalar(select(RoleInArea.id).where(RoleInArea.starts_on == TODAY))
    db.session.rollback()

    with unit_of_work():
        roles_service.end_role(actor, role_id=mistake or 0, ends_on=YESTERDAY)

    assert role_rows(person) == [(Role.SOCIAL_WORKER, LONG_AGO, None)]
    assert "end_role" in set(db.session.scalars(select(AuditEvent.verb)))


def test_an_ended_role_is_not_ended_again(make: Factory, area: Area, actor: Viewer) -> None:
    person = make.person(area)
    make.role(person, area, Role.PRACTICE_LEAD, ends_on=YESTERDAY)

    with pytest.raises(WrongState), unit_of_work():
        roles_service.end_role(actor, role_id=role_id(person), ends_on=TODAY)


@pytest.mark.parametrize("second", ["none", "invited", "ending", "left", "active"])
def test_the_last_coordinator_keeps_the_role(
    make: Factory, area: Area, coordinator: Person, actor: Viewer, second: str
) -> None:
    if second == "ending":
        make.role(make.person(area), area, Role.COORDINATOR, ends_on=TODAY)
    elif second != "none":
        make.coordinator(
            area,
            joined_at=None if second == "invited" else NOON,
            left_on=TODAY if second == "left" else None,
        )

    def end() -> None:
        with unit_of_work():
            roles_service.end_role(actor, role_id=role_id(coordinator), ends_on=TODAY)

    if second == "active":
        end()
    else:
        with pytest.raises(LastCoordinator):
            end()


def test_the_page_says_why_the_last_coordinator_stays(client: PageClient, coordinator: Person) -> None:
    url = f"/people/{coordinator.id}/roles/{role_id(coordinator)}/end"

    page = client.sign_in(coordinator).post_page(url, form_date("ends_on", TODAY), status=422)

    assert page.errors[0].startswith("The area would have no coordinator")


def test_the_programme_team_may_end_the_role_of_the_last_coordinator(
    client: PageClient, make: Factory, coordinator: Person
) -> None:
    client.sign_in(make.person(None, Role.PROGRAMME_TEAM))
    url = f"/people/{coordinator.id}/roles/{role_id(coordinator)}/end"

    client.post_page(url, form_date("ends_on", YESTERDAY))

    assert role_rows(coordinator) == [(Role.COORDINATOR, LONG_AGO, YESTERDAY)]


def test_the_programme_team_ends_no_other_role(
    client: PageClient, make: Factory, area: Area, coordinator: Person
) -> None:
    make.role(coordinator, area, Role.PRACTICE_LEAD)
    lead_role = db.session.scalar(select(RoleInArea.id).where(RoleInArea.role == Role.PRACTICE_LEAD))
    db.session.rollback()
    client.sign_in(make.person(None, Role.PROGRAMME_TEAM))

    url = f"/people/{coordinator.id}/roles/{lead_role}/end"

    assert client.post(url, data=form_date("ends_on", TODAY)).status_code == 404


# Teams and line managers


def test_changing_the_team_keeps_the_old_one_in_the_history(
    client: PageClient, make: Factory, area: Area, coordinator: Person
) -> None:
    old, new = make.team(area, "Assessment"), make.team(area, "Fostering")
    person = make.worker(area, team=old)
    url = f"/people/{person.id}/areas/{area.id}/teams"
    assert client.sign_in(coordinator).get_page(url).form_values()["teams"] == [str(old.id)]

    page = client.post_page(url, {"teams": [str(new.id)]})

    assert queries.team_ids_of(person.id) == [new.id]
    assert "Assessment from 6 Jan 2025 to 17 Nov 2026" in page.main
    assert db.session.scalar(select(func.count()).select_from(TeamMembership)) == 2


def test_teams_of_another_area_stay_as_they_are(
    make: Factory, area: Area, other: Area, actor: Viewer
) -> None:
    elsewhere, here = make.team(other), make.team(area)
    person = make.worker(area, team=elsewhere)

    with unit_of_work():
        places_service.set_teams(actor, person_id=person.id, area_id=area.id, team_ids=[here.id])
    with pytest.raises(InvalidChoice), unit_of_work():
        places_service.set_teams(actor, person_id=person.id, area_id=area.id, team_ids=[elsewhere.id])

    assert queries.team_ids_of(person.id) == sorted([elsewhere.id, here.id])


def test_a_line_manager_follows_another(
    client: PageClient, make: Factory, area: Area, coordinator: Person
) -> None:
    person = make.lead(area)
    make.manager(area, of=[person], name="Olga Old")
    new = make.manager(area, name="Nora New")
    client.sign_in(coordinator)

    page = client.post_page(f"/people/{person.id}/areas/{area.id}/manager", {"manager": str(new.id)})

    assert "Olga Old from 6 Jan 2025 to 17 Nov 2026" in page.main
    assert queries.managed_person_ids(make.viewer(new, area, Role.LINE_MANAGER)) == [person.id]


@pytest.mark.parametrize("who", ["oneself", "no manager", "of another area"])
def test_only_a_line_manager_of_the_area_can_manage(
    make: Factory, area: Area, other: Area, actor: Viewer, who: str
) -> None:
    person = make.manager(area)
    wrong = {"oneself": person, "no manager": make.worker(area), "of another area": make.manager(other)}[who]

    with pytest.raises(InvalidChoice), unit_of_work():
        places_service.set_manager(actor, person_id=person.id, area_id=area.id, manager_id=wrong.id)


# Leaving


def test_somebody_who_left_is_signed_out_and_their_history_stays(
    client: PageClient, new_client: Callable[[], PageClient], make: Factory, area: Area, coordinator: Person
) -> None:
    team = make.team(area)
    person = make.lead(area, team=team)
    make.manager(area, of=[person])
    theirs = new_client().sign_in(person)
    url = f"/people/{person.id}/areas/{area.id}/leave"
    assert "They have left" in client.sign_in(coordinator).get_page(url).main

    page = client.post_page(url)

    assert "Left" in page.main
    assert theirs.get("/account").status_code == 302
    assert role_rows(person) == [(Role.PRACTICE_LEAD, LONG_AGO, YESTERDAY)]
    assert queries.team_ids_of(person.id) == []
    assert db.session.scalar(select(LineManagement.ends_on)) == YESTERDAY
    assert db.session.scalar(select(Person.left_on).where(Person.id == person.id)) == TODAY


def test_somebody_with_a_role_elsewhere_leaves_this_area_only(
    make: Factory, area: Area, other: Area, actor: Viewer
) -> None:
    person = make.worker(area)
    make.role(person, other, Role.SOCIAL_WORKER)
    with unit_of_work():
        token = sessions.start_session(person.id)

    with unit_of_work():
        leaving.leave_area(actor, person_id=person.id, area_id=area.id)

    viewer = sessions.find_viewer(token)
    assert viewer is not None
    assert viewer.area_ids == (other.id,)


def test_a_line_manager_hands_their_people_over_first(
    client: PageClient, make: Factory, area: Area, coordinator: Person
) -> None:
    manager = make.manager(area, of=[make.lead(area, name="Lena Lead")])
    url = f"/people/{manager.id}/areas/{area.id}/leave"
    client.sign_in(coordinator)

    page = client.post_page(url, status=422)

    assert "Hand these over first" in page.main
    assert "Line manager of 1 person: Lena Lead" in page.main
    assert role_rows(manager) == [(Role.LINE_MANAGER, LONG_AGO, None)]


def test_rooms_upstairs_say_what_is_still_in_hand(
    make: Factory, area: Area, actor: Viewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(in_hand, "_checks", [])
    in_hand.register_check(lambda person_id, area_id: [Matter(f"2 clinics of {person_id} in {area_id}")])
    in_hand.register_check(lambda person_id, area_id: [Matter("3 requests", must_go=False)])
    person = make.lead(area)

    with pytest.raises(StillInHand) as blocked, unit_of_work():
        leaving.leave_area(actor, person_id=person.id, area_id=area.id)

    assert blocked.value.count == 1


def test_nobody_says_of_themselves_that_they_left(make: Factory, area: Area, actor: Viewer) -> None:
    make.coordinator(area)

    with pytest.raises(NotOneself), unit_of_work():
        leaving.leave_area(actor, person_id=actor.person_id, area_id=area.id)


def test_nobody_leaves_twice_and_nobody_unknown(
    make: Factory, area: Area, other: Area, actor: Viewer
) -> None:
    gone = make.person(area)
    make.role(gone, area, Role.SOCIAL_WORKER, ends_on=YESTERDAY)

    with pytest.raises(WrongState), unit_of_work():
        leaving.leave_area(actor, person_id=gone.id, area_id=area.id)
    with pytest.raises(NotFound), unit_of_work():
        leaving.leave_area(actor, person_id=make.worker(other).id, area_id=area.id)


@pytest.mark.parametrize("role", [role for role in AREA_ROLES if role is not Role.COORDINATOR])
def test_only_a_coordinator_lets_people_go(make: Factory, area: Area, role: Role) -> None:
    person = make.worker(area)
    actor = make.viewer(make.person(area, role), area, role)

    with pytest.raises(NotAllowed), unit_of_work():
        leaving.leave_area(actor, person_id=person.id, area_id=area.id)


def test_two_coordinators_cannot_remove_each_other(
    make: Factory, area: Area, coordinator: Person, actor: Viewer
) -> None:
    second = make.coordinator(area)
    with unit_of_work():
        roles_service.end_role(actor, role_id=role_id(second), ends_on=YESTERDAY)

    with pytest.raises(LastCoordinator), unit_of_work():
        roles_service.end_role(
            make.viewer(second, area, Role.COORDINATOR), role_id=role_id(coordinator), ends_on=TODAY
        )


def test_two_coordinators_who_remove_each_other_at_once_leave_one(
    app: Flask, make: Factory, area: Area, coordinator: Person
) -> None:
    second = make.coordinator(area)
    pairs = [(coordinator, role_id(second)), (second, role_id(coordinator))]
    together = Barrier(2)

    def remove(pair: tuple[Person, int]) -> bool:
        actor = make.viewer(pair[0], area, Role.COORDINATOR)
        together.wait()
        with app.app_context(), clock.at(NOON):
            try:
                with unit_of_work():
                    roles_service.end_role(actor, role_id=pair[1], ends_on=YESTERDAY)
            except LastCoordinator:
                return False
            return True

    with ThreadPoolExecutor(2) as pool:
        done = list(pool.map(remove, pairs))

    assert sorted(done) == [False, True]
    assert len(queries.coordinator_ids(area.id)) == 1

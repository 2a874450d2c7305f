"""Teams of an area and the areas themselves; and the doors that other rooms use."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from csaleads.access.permissions import Role
from csaleads.accounts import areas_service, queries
from csaleads.accounts.browsers import browser_label
from csaleads.accounts.errors import NameTaken
from csaleads.accounts.models import Area, AreaKind, Person, Team
from csaleads.audit.models import AuditEvent
from csaleads.core.database import db
from csaleads.core.errors import NotAllowed, NotFound
from csaleads.core.unit_of_work import unit_of_work
from tests.conftest import NOON
from tests.factories import Factory
from tests.page_client import PageClient
from tests.statements import count_statements


@pytest.fixture
def area(make: Factory) -> Area:
    return make.area("Northmere")


@pytest.fixture
def coordinator(make: Factory, area: Area) -> Person:
    return make.coordinator(area)


def test_a_coordinator_adds_renames_closes_and_reopens_a_team(
    client: PageClient, make: Factory, area: Area, coordinator: Person
) -> None:
    client.sign_in(coordinator)
    assert "There are no teams yet" in client.get_page("/teams").main

    assert client.post_page("/teams", {"name": "Assesment"}).rows() == ["Assesment 0 Open"]
    team_id = db.session.scalar(select(Team.id))
    db.session.rollback()
    assert client.post_page(f"/teams/{team_id}", {"name": "Assessment"}).rows() == ["Assessment 0 Open"]
    team = db.session.get_one(Team, team_id)
    db.session.expunge_all()
    db.session.rollback()
    worker = make.worker(area, team=team)
    page = client.post_page(f"/teams/{team_id}/close")
    assert page.rows() == ["Assessment 0 Closed 18 Nov 2026"]
    assert "1 person had been in it" in page.main
    assert queries.team_ids_of(worker.id) == []
    assert client.post_page(f"/teams/{team_id}/reopen").rows() == ["Assessment 0 Open"]

    verbs = db.session.scalars(
        select(AuditEvent.verb).where(AuditEvent.chain == area.id).order_by(AuditEvent.id)
    )
    assert list(verbs) == ["add_team", "rename_team", "close_team", "reopen_team"]


def test_pressing_close_twice_is_no_error(
    client: PageClient, make: Factory, area: Area, coordinator: Person
) -> None:
    team = make.team(area)
    client.sign_in(coordinator)
    client.post(f"/teams/{team.id}/close")

    assert "had been done already" in client.post_page(f"/teams/{team.id}/close").main


def test_two_teams_of_an_area_cannot_share_a_name(
    client: PageClient, make: Factory, area: Area, coordinator: Person
) -> None:
    make.team(area, "Fostering")
    second = make.team(area, "Assessment")
    client.sign_in(coordinator)

    added = client.post_page("/teams", {"name": "FOSTERING"}, status=422)
    renamed = client.post_page(f"/teams/{second.id}", {"name": "Fostering"}, status=422)

    assert "a team of that name already" in added.errors[0]
    assert "a team of that name already" in renamed.errors[0]
    assert renamed.one("input[name=name]")["value"] == "Fostering"


def test_teams_of_another_area_do_not_exist(
    client: PageClient, make: Factory, area: Area, coordinator: Person
) -> None:
    foreign = make.team(make.area("Southholt"), "Their team")
    client.sign_in(coordinator)

    assert "Their team" not in client.get_page("/teams").text
    assert client.get(f"/teams/{foreign.id}").status_code == 404
    for path in ("", "/close", "/reopen"):
        assert client.post(f"/teams/{foreign.id}{path}", data={"name": "Mine now"}).status_code == 404
    assert db.session.get_one(Team, foreign.id).name == "Their team"


def test_a_team_is_added_to_the_own_area_only(make: Factory, area: Area, coordinator: Person) -> None:
    actor, other = make.viewer(coordinator, area, Role.COORDINATOR), make.area()

    with pytest.raises(NotAllowed), unit_of_work():
        areas_service.add_team(actor, area_id=other.id, name="A team")
    with pytest.raises(NotFound), unit_of_work():
        areas_service.close_team(actor, team_id=make.team(other).id)


def test_the_programme_team_creates_and_changes_areas(client: PageClient, make: Factory) -> None:
    client.sign_in(make.person(None, Role.PROGRAMME_TEAM))

    page = client.post_page("/areas/new", {"name": "Eastmoor", "kind": "third_sector"})

    assert page.h1 == "Invite a coordinator of Eastmoor"
    area_id = db.session.scalar(select(Area.id).where(Area.name == "Eastmoor"))
    db.session.rollback()
    listed = client.post_page(f"/areas/{area_id}", {"name": "Eastmoor Trust", "kind": "third_sector"})
    assert listed.rows() == [
        "Eastmoor Trust Third-sector organisation Nobody yet Invite a coordinator of Eastmoor Trust"
    ]


def test_two_areas_cannot_share_a_name(client: PageClient, make: Factory, area: Area) -> None:
    client.sign_in(make.person(None, Role.PROGRAMME_TEAM))
    form = {"name": "northmere", "kind": "local_authority"}

    assert client.post_page("/areas/new", form, status=422).errors == [
        "There is an area of that name already"
    ]


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.AUDITOR, Role.PRACTICE_LEAD])
def test_nobody_else_manages_areas(client: PageClient, make: Factory, area: Area, role: Role) -> None:
    person = make.person(area, role)
    client.sign_in(person)

    for path in ("", "/new", f"/{area.id}", f"/{area.id}/invite-coordinator"):
        assert client.get(f"/areas{path}").status_code == 404
    with pytest.raises(NotAllowed), unit_of_work():
        actor = make.viewer(person, area, role)
        areas_service.create_area(actor, name="Mine", kind=AreaKind.LOCAL_AUTHORITY)


def test_the_service_refuses_a_name_that_is_taken_and_changes_nothing(make: Factory, area: Area) -> None:
    programme = make.viewer(make.person(None, Role.PROGRAMME_TEAM), None, Role.PROGRAMME_TEAM)
    other = make.area("Southholt")

    with pytest.raises(NameTaken), unit_of_work():
        areas_service.change_area(programme, area_id=other.id, name="Northmere", kind=AreaKind.THIRD_SECTOR)

    row = db.session.get_one(Area, other.id)
    assert (row.name, row.kind) == ("Southholt", AreaKind.LOCAL_AUTHORITY)


# Doors


def test_names_come_in_one_statement_and_the_system_has_one(app: Flask, make: Factory, area: Area) -> None:
    people = [make.worker(area, name=f"Worker {n}") for n in range(3)]
    ids = [person.id for person in people]

    with count_statements() as seen:
        names = queries.names_of([*ids, 0, 999_999])

    assert names == {0: "csaleads", **{person.id: person.full_name for person in people}}
    assert seen.count == 1
    assert queries.names_of([]) == {}


def test_leads_are_those_who_hold_the_role_today(make: Factory, area: Area) -> None:
    today = NOON.date()
    now = make.lead(area, name="Now")
    make.lead(make.area("Southholt"))
    make.lead(area, left_on=today)
    for starts, ends in ((-9, -1), (1, None)):
        past = make.person(area)
        make.role(
            past,
            area,
            Role.PRACTICE_LEAD,
            starts_on=today + timedelta(days=starts),
            ends_on=None if ends is None else today + timedelta(days=ends),
        )
    last_day = make.person(area, name="Last day")
    make.role(last_day, area, Role.PRACTICE_LEAD, ends_on=today)

    assert queries.list_leads([area.id]) == [
        (last_day.id, "Last day", area.id),
        (now.id, "Now", area.id),
    ]


def test_a_line_manager_manages_only_where_the_role_is_held(make: Factory, area: Area) -> None:
    lead = make.lead(area)
    manager = make.manager(area, of=[lead])

    assert queries.managed_person_ids(make.viewer(manager, area, Role.LINE_MANAGER)) == [lead.id]
    assert queries.managed_person_ids(make.viewer(manager, area, Role.SOCIAL_WORKER)) == []


def test_teams_areas_and_coordinators_are_found(make: Factory, area: Area, coordinator: Person) -> None:
    other = make.area("Southholt")
    team = make.team(area, "Fostering")
    make.team(area, "Closed")
    with unit_of_work():
        db.session.query(Team).filter_by(name="Closed").update({"closed_on": NOON.date()})
    worker = make.worker(area, team=team)

    assert queries.list_teams([area.id]) == [(team.id, "Fostering", area.id)]
    assert queries.team_of(worker.id, area.id) == (team.id, "Fostering", area.id)
    assert queries.team_of(worker.id, other.id) is None
    assert queries.coordinator_ids(area.id) == [coordinator.id]
    assert queries.area_names() == {area.id: "Northmere", other.id: "Southholt"}
    assert queries.area_names([other.id]) == {other.id: "Southholt"}


@pytest.mark.parametrize(
    ("agent", "label"),
    [
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0) AppleWebKit/605.1 Version/18.0 Mobile Safari/604.1",
            "Safari on iPhone",
        ),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox on Linux"),
        (
            "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36",
            "Chrome on Android",
        ),
        (
            "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15) AppleWebKit/537.36 Chrome/140.0 Safari/537.36",
            "Chrome on Mac",
        ),
        ("curl/8", "Unknown browser"),
        ("", "Unknown browser"),
    ],
)
def test_browsers_are_named_in_plain_words(agent: str, label: str) -> None:
    assert browser_label(agent) == label


def test_the_demonstration_lists_whom_to_sign_in_as(client: PageClient, make: Factory, area: Area) -> None:
    make.worker(area, email="worker@northmere.example")

    page = client.get_page("/sign-in")

    assert page.rows() == ["worker@northmere.example Social worker, Northmere"]
    assert "northmere-southholt-2026" in page.main


def test_production_lists_nobody(
    client: PageClient, app: Flask, make: Factory, area: Area, monkeypatch: pytest.MonkeyPatch
) -> None:
    make.worker(area, email="worker@northmere.example")
    monkeypatch.setitem(app.config, "IS_DEMONSTRATION", False)

    page = client.get_page("/sign-in")

    assert page.rows() == []
    assert "northmere-southholt-2026" not in page.text

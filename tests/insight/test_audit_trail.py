"""The audit trail: the area's for its coordinator, everything for an auditor, whole or found out."""

import ast
from datetime import date, timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import update

from csaleads.access.permissions import Role
from csaleads.access.viewer import Viewer
from csaleads.accounts.models import Area, Person
from csaleads.audit import service as audit
from csaleads.audit.models import AuditEvent
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.unit_of_work import unit_of_work
from csaleads.insight import service
from csaleads.insight.trail_words import VERBS
from tests.conftest import NOON
from tests.factories import Factory
from tests.insight.pages import read_csv
from tests.page_client import PageClient
from tests.statements import count_statements

DAY = timedelta(days=1)
ROOT = Path(__file__).resolve().parents[2]


def happen(person: Person, verb: str, area: Area | None, *, at: object = NOON, **details: int | str) -> None:
    actor = Viewer(person_id=person.id, full_name=person.full_name, email=person.email)
    with clock.at(at), unit_of_work():  # type: ignore[arg-type]
        audit.record(actor, verb, subject=("person", person.id), area_id=area.id if area else None, **details)


@pytest.fixture
def area(make: Factory) -> Area:
    return make.area("Northmere")


@pytest.fixture
def ada(make: Factory, area: Area) -> Person:
    return make.worker(area, name="Ada Adeyemi")


@pytest.mark.parametrize(
    ("role", "status"),
    [
        (Role.SOCIAL_WORKER, 404),
        (Role.PRACTICE_LEAD, 404),
        (Role.LINE_MANAGER, 404),
        (Role.PROGRAMME_TEAM, 404),
        (Role.COORDINATOR, 200),
        (Role.AUDITOR, 200),
    ],
)
def test_each_role_reads_the_trail_or_does_not_know_of_it(
    client: PageClient, make: Factory, area: Area, role: Role, status: int
) -> None:
    client.sign_in(make.person(area, role))

    for address in ("/audit", "/audit.csv", "/audit/chain"):
        assert client.get(address).status_code == status
    assert (
        client.post("/audit/verify").status_code == (302 if role is Role.AUDITOR else 404)
        or role is Role.AUDITOR
    )


def test_a_coordinator_reads_the_area_newest_first(
    client: PageClient, make: Factory, area: Area, ada: Person
) -> None:
    elsewhere = make.area()
    happen(ada, "join", area, at=NOON - 2 * DAY)
    happen(ada, "give_role", area, role="practice_lead")
    happen(make.worker(elsewhere, name="Else Eli"), "join", elsewhere)
    happen(ada, "verify_audit_trail", None)

    page = client.sign_in(make.coordinator(area)).get_page("/audit")

    rows = page.rows()
    assert len(rows) == 2
    assert rows[0].startswith("noon on 18 Nov 2026 Ada Adeyemi Gave a role role: practice lead")
    assert "Joined" in rows[1]
    assert "Eli" not in page.text


def test_an_auditor_reads_everything_with_its_area(
    client: PageClient, make: Factory, area: Area, ada: Person
) -> None:
    happen(ada, "join", area)
    happen(ada, "sign_in", None)

    rows = client.sign_in(make.person(None, Role.AUDITOR)).get_page("/audit").rows()

    assert ["No area" in rows[0], "Northmere" in rows[1]] == [True, True]


def test_the_trail_can_be_narrowed_down(client: PageClient, make: Factory, area: Area, ada: Person) -> None:
    ben = make.worker(area, name="Ben Bose")
    happen(ada, "join", area, at=NOON - 5 * DAY)
    happen(ada, "leave", area, at=NOON - 2 * DAY)
    happen(ben, "join", area)
    client.sign_in(make.coordinator(area))

    def shown(query: str) -> int:
        return len(client.get_page(f"/audit?{query}").rows())

    assert shown("") == 3
    assert shown("verb=join") == 2
    assert shown("person=ada") == 2
    assert shown("person=ada&verb=join") == 1
    assert shown("person=100%25") == 0
    assert shown("since-day=16&since-month=11&since-year=2026") == 2
    assert shown("until-day=16&until-month=11&until-year=2026") == 2
    assert (
        shown("since-day=16&since-month=11&since-year=2026&until-day=16&until-month=11&until-year=2026") == 1
    )


def test_a_day_ends_at_midnight_in_london(client: PageClient, make: Factory, area: Area, ada: Person) -> None:
    happen(ada, "join", area, at=clock.start_of_day(date(2026, 7, 2)) - timedelta(seconds=1))
    happen(ada, "leave", area, at=clock.start_of_day(date(2026, 7, 2)))
    client.sign_in(make.coordinator(area))

    (row,) = client.get_page("/audit?until-day=1&until-month=7&until-year=2026").rows()

    assert "Joined" in row


def test_another_areas_trail_cannot_be_asked_for(
    client: PageClient, make: Factory, area: Area, ada: Person
) -> None:
    elsewhere = make.area()
    happen(ada, "join", elsewhere)
    client.sign_in(make.coordinator(area))

    for address in (f"/audit?area={elsewhere.id}", f"/audit.csv?area={elsewhere.id}", "/audit?area=0"):
        assert "Joined" not in client.get(address).get_data(as_text=True).partition("<tbody>")[2]


def test_a_date_that_is_none_is_said_and_left_out(
    client: PageClient, make: Factory, area: Area, ada: Person
) -> None:
    happen(ada, "join", area)
    client.sign_in(make.coordinator(area))

    page = client.get_page("/audit?since-day=31&since-month=2&since-year=2026")
    turned = client.get_page(
        "/audit?since-day=3&since-month=2&since-year=2026&until-day=1&until-month=2&until-year=2026"
    )

    assert page.errors
    assert len(page.rows()) == 1
    assert turned.errors == ["“To” must be the same day as “From” or later"]


def test_the_file_holds_the_same_events(client: PageClient, make: Factory, area: Area, ada: Person) -> None:
    happen(ada, "join", area)
    happen(ada, "leave", area)
    client.sign_in(make.coordinator(area))

    rows = read_csv(client, client.get_page("/audit?verb=join").href("Download these events"))

    assert len(rows) == 2
    assert rows[1][1:7] == ["Northmere", "1", str(ada.id), "Ada Adeyemi", "join", "Joined"]


def test_a_long_trail_is_paged_at_a_price_that_does_not_grow(
    client: PageClient, make: Factory, area: Area, ada: Person
) -> None:
    client.sign_in(make.coordinator(area))

    def more(count: int) -> None:
        actor = Viewer(person_id=ada.id, full_name=ada.full_name, email=ada.email)
        with unit_of_work():
            for number in range(count):
                audit.record(actor, "edit", subject=("clinic", number), area_id=area.id, version=number)

    more(20)
    client.get_page("/audit")
    with count_statements() as few:
        client.get_page("/audit")
    more(100)
    with count_statements() as many:
        page = client.get_page("/audit")

    assert few.count == many.count <= 6, many
    assert len(page.rows()) == 50
    assert "Showing 1 to 50 of 120 events" in page.main
    assert len(page.response.data) < 80_000
    assert len(client.get_page("/audit?page=3").rows()) == 20
    assert "nothing on this page" in client.get_page("/audit?page=4").main


def test_an_auditor_verifies_the_trail_and_that_is_an_event(
    client: PageClient, make: Factory, area: Area, ada: Person
) -> None:
    happen(ada, "join", area)
    client.sign_in(make.person(None, Role.AUDITOR, name="Audra Audit"))

    page = client.post_page("/audit/verify")

    assert "The audit trail is whole: 2 chains checked" in page.main
    assert "Last verified at noon on 18 November 2026 by Audra Audit" in page.main
    assert "Verified the audit trail" in client.get_page("/audit").rows()[0]


def test_a_trail_that_was_changed_is_found_out(
    client: PageClient, make: Factory, area: Area, ada: Person
) -> None:
    for verb in ("join", "give_role", "leave"):
        happen(ada, verb, area)
    with unit_of_work():
        db.session.execute(update(AuditEvent).where(AuditEvent.verb == "give_role").values(verb="end_role"))
    client.sign_in(make.person(None, Role.AUDITOR))

    page = client.post_page("/audit/verify")

    assert "The audit trail has been changed: Northmere from event 2 on" in page.main


def test_a_walk_that_takes_too_long_goes_on_later(app: Flask, make: Factory, ada: Person) -> None:
    areas = [make.area() for _ in range(3)]
    for place in areas:
        happen(ada, "join", place)
    chains = [place.id for place in areas]

    first = service.walk_chains(chains, start=0, seconds=-1)
    rest = service.walk_chains(chains, start=first.next_chain or 0, seconds=60)

    assert (first.checked, first.next_chain) == (1, areas[1].id)
    assert (rest.checked, rest.next_chain, rest.breaks) == (2, None, ())


def test_every_verb_that_is_recorded_has_plain_words() -> None:
    unknown = set()
    for path in (ROOT / "csaleads").rglob("*.py"):
        for call in ast.walk(ast.parse(path.read_text())):
            if isinstance(call, ast.Call) and ast.unparse(call.func) in ("audit.record", "trail.record"):
                verb = call.args[1]
                if isinstance(verb, ast.Constant) and verb.value not in VERBS:
                    unknown.add(f"{path.name}: {verb.value}")
    assert unknown == set()

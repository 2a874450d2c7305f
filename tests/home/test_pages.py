"""Help, accessibility, privacy, the navigation, error pages and health."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy.exc import OperationalError

from csaleads.access.permissions import Role
from csaleads.advice.models import RequestState
from csaleads.core import clock
from csaleads.home import navigation, queries
from tests.factories import Factory
from tests.page_client import Page, PageClient


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/help", "Call 999"),
        ("/accessibility", "Web Content Accessibility Guidelines (WCAG) 2.2"),
        ("/privacy", "Nobody reads the requests or records of another area"),
    ],
)
def test_pages_about_the_service_are_open_to_everybody(
    client: PageClient, make: Factory, path: str, words: str
) -> None:
    assert words in client.get_page(path).main
    assert words in client.sign_in(make.worker(make.area())).get_page(path).main


def labels(client: PageClient, path: str = "/help") -> list[str]:
    return [link.get_text(strip=True) for link in client.get_page(path).html.select(".csa-nav a")]


def test_a_worker_who_is_nothing_else_has_seven_places_to_go(client: PageClient, make: Factory) -> None:
    client.sign_in(make.worker(make.area()))

    assert labels(client) == [
        "Today",
        "Ask for advice",
        "My requests",
        "Clinics",
        "Learning",
        "Cohorts",
        "CPD",
    ]


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        (
            Role.PRACTICE_LEAD,
            [
                "Today",
                "Ask for advice",
                "My requests",
                "Clinics",
                "Queue",
                "Records",
                "Learning",
                "Cohorts",
                "Network",
                "CPD",
                "Uptake",
                "Words",
            ],
        ),
        (
            Role.LINE_MANAGER,
            ["Today", "Ask for advice", "My requests", "Clinics", "Learning", "Cohorts", "CPD", "Uptake"],
        ),
        (
            Role.COORDINATOR,
            [
                "Today",
                "Ask for advice",
                "My requests",
                "Clinics",
                "Records",
                "Learning",
                "Cohorts",
                "CPD",
                "Slips",
                "Uptake",
                "People",
                "Words",
                "Audit trail",
            ],
        ),
        (Role.PROGRAMME_TEAM, ["Today", "Learning", "Cohorts", "Network", "Uptake", "People"]),
        (Role.AUDITOR, ["Today", "Audit trail"]),
    ],
)
def test_each_role_sees_the_places_it_may_enter(
    client: PageClient, make: Factory, role: Role, expected: list[str]
) -> None:
    client.sign_in(make.person(make.area(), role))

    assert labels(client) == expected


def test_every_place_leads_to_a_page_that_answers(client: PageClient, make: Factory) -> None:
    person = make.person(make.area(), *Role)
    make.agreed(person)
    client.sign_in(person)
    page = client.get_page("/")

    for link in page.html.select(".csa-nav a"):
        there = Page(client.get(str(link["href"])))
        assert there.status == 200
        current = [item.get_text(strip=True) for item in there.html.select(".csa-nav [aria-current]")]
        assert current == [link.get_text(strip=True)]


def place_of(client: PageClient, path: str) -> list[str]:
    page = client.get_page(path)
    return [item.get_text(strip=True) for item in page.html.select(".csa-nav [aria-current]")]


def test_a_request_stands_at_the_place_from_which_its_reader_came(new_client: Any, make: Factory) -> None:
    area = make.area()
    worker, lead = make.worker(area), make.lead(area)
    waiting = make.request(area, worker, state=RequestState.QUEUED)
    booked = make.request(area, worker)
    make.booking(booked, make.slots_of(make.clinic(area, [lead]))[0])
    as_worker, as_lead = new_client().sign_in(worker), new_client().sign_in(lead)

    assert place_of(as_worker, f"/requests/{waiting.reference}") == ["My requests"]
    assert place_of(as_lead, f"/requests/{waiting.reference}") == ["Queue"]
    assert place_of(as_lead, f"/requests/{booked.reference}") == ["Clinics"]


def test_advice_stands_among_the_requests_of_who_asked_and_the_records_of_who_wrote(
    new_client: Any, make: Factory
) -> None:
    area = make.area()
    worker, lead = make.worker(area), make.lead(area)
    asked = make.request(area, worker, state=RequestState.CONSULTED)
    make.consultation(asked, lead, signed_at=clock.now())

    assert place_of(new_client().sign_in(worker), f"/records/{asked.reference}") == ["My requests"]
    assert place_of(new_client().sign_in(lead), f"/records/{asked.reference}") == ["Records"]


def test_every_name_that_a_place_covers_exists(app: Flask) -> None:
    for place in navigation.PLACES:
        assert place.endpoint in app.view_functions
        for name in place.covers:
            assert any(
                endpoint.startswith(name) if name.endswith((".", "_")) else endpoint == name
                for endpoint in app.view_functions
            ), name


def test_what_is_not_there_is_a_page_with_a_way_on(client: PageClient, make: Factory) -> None:
    page = client.sign_in(make.worker(make.area())).get_page("/nothing-here", status=404)

    assert page.href("csa") == "/"


def test_when_the_database_fails_the_page_says_so_without_asking_it(
    app: Flask, client: PageClient, make: Factory, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.sign_in(make.worker(make.area()))

    def fail(*arguments: object) -> int:
        raise OperationalError("SELECT 1", {}, Exception("secretword"))

    monkeypatch.setattr(queries, "list_open_requests", fail)
    monkeypatch.setitem(app.config, "PROPAGATE_EXCEPTIONS", False)

    page = client.get_page("/", status=500)

    assert "secretword" not in page.text


def test_health_says_alive_and_ready(client: PageClient) -> None:
    assert client.get("/health/live").json == {"status": "alive"}
    assert client.get("/health/ready").json == {"status": "ready"}

"""Nobody enters the network without having agreed to the newest code, and nobody who is suspended."""

from datetime import timedelta
from typing import Any

import pytest
from flask import url_for

from csaleads.core import clock
from csaleads.core.errors import NotFound
from csaleads.network import explaining
from csaleads.network.models import RestrictionKind
from csaleads.network.queries import find_standing
from csaleads.network.standing import WITHOUT_END
from tests.learning.conftest import Cast
from tests.page_client import PageClient
from tests.statements import count_statements

HELD, SUSPENDED = RestrictionKind.HELD, RestrictionKind.SUSPENDED
DIRECTORY = "/network/directory"


def test_whoever_has_not_agreed_is_led_to_the_code_and_back(cast: Cast, client: PageClient) -> None:
    cast.make.code()
    client.sign_in(cast.person["lead"])

    answer = client.get(f"{DIRECTORY}?area=3")

    assert answer.status_code == 302
    code = client.get_page(answer.location)
    assert code.h1 == "Code of conduct"
    values = code.form_values() | {"agrees": "1"}
    assert client.post("/network/code", data=values).location == f"{DIRECTORY}?area=3"
    assert client.get(DIRECTORY).status_code == 200


def test_whoever_has_agreed_enters(cast: Cast, client: PageClient) -> None:
    cast.make.agreed(cast.person["lead"])

    answer = client.sign_in(cast.person["lead"]).get(DIRECTORY)

    assert answer.status_code == 200


def test_a_newer_version_is_agreed_to_anew_and_says_what_changed(cast: Cast, client: PageClient) -> None:
    cast.make.agreed(cast.person["lead"])
    cast.make.code(2, what_changed="Threads about events are new.")
    client.sign_in(cast.person["lead"])

    answer = client.get(DIRECTORY)

    assert answer.status_code == 302
    assert "Threads about events are new." in client.get_page(answer.location).main


def test_the_way_back_leads_nowhere_else(cast: Cast, client: PageClient) -> None:
    cast.make.code()
    client.sign_in(cast.person["lead"])
    values = client.get_page("/network/code?next=https://elsewhere.example").form_values()

    answer = client.post("/network/code", data=values | {"agrees": "1"})

    assert answer.location == DIRECTORY


def test_without_the_tick_nobody_has_agreed(cast: Cast, client: PageClient) -> None:
    cast.make.code()
    client.sign_in(cast.person["lead"])

    page = client.post_page("/network/code", {"number": "1"}, status=422)

    assert page.errors == ["Tick the box if you will keep the code of conduct"]
    assert client.get(DIRECTORY).status_code == 302


@pytest.mark.parametrize("part", ["worker", "manager", "coordinator", "auditor"])
def test_others_do_not_find_the_network(cast: Cast, client: PageClient, part: str) -> None:
    cast.make.code()

    client.sign_in(cast.person[part])

    assert client.get(DIRECTORY).status_code == 404
    assert client.get("/network/code").status_code == 404
    with pytest.raises(NotFound):
        find_standing(cast.actor(part))


@pytest.mark.parametrize(
    ("ends_in", "until", "is_suspended"),
    [(None, WITHOUT_END, True), (timedelta(days=3), timedelta(days=3), True), (timedelta(0), None, False)],
)
def test_a_suspension_holds_until_it_ends(cast: Cast, ends_in: Any, until: Any, is_suspended: bool) -> None:
    lead = cast.person["lead"]
    cast.make.agreed(lead)
    now = clock.now()
    ends = now + ends_in if ends_in is not None else None
    cast.make.restriction(lead, SUSPENDED, since=now - timedelta(days=1), until=ends)

    standing = find_standing(cast.actor("lead"))

    assert standing.is_suspended is is_suspended
    assert standing.may_enter is not is_suspended
    assert standing.suspended_until == (now + until if isinstance(until, timedelta) else until)
    assert not find_standing(cast.actor("other_lead")).is_suspended


def test_what_was_lifted_holds_no_longer(cast: Cast) -> None:
    lead = cast.person["lead"]
    cast.make.agreed(lead)
    cast.make.restriction(lead, SUSPENDED, lifted_at=clock.now())
    cast.make.restriction(lead, HELD)

    standing = find_standing(cast.actor("lead"))

    assert (standing.is_suspended, standing.held, standing.may_enter) == (False, True, True)


def test_whoever_is_suspended_reads_until_when_and_why(cast: Cast, client: PageClient) -> None:
    lead = cast.person["lead"]
    cast.make.agreed(lead)
    laid = cast.make.restriction(lead, SUSPENDED, until=clock.now() + timedelta(days=3))
    explaining.explained_by(_because)
    client.sign_in(lead)

    try:
        page = client.get_page(DIRECTORY)
    finally:
        explaining._explanations.remove(_because)

    assert page.h1 == "You cannot use the network at the moment"
    assert "Saturday 21 November 2026" in page.main
    assert f"pebble note {laid.id}" in page.main
    assert client.get("/network/code").status_code == 200


def _because(viewer: Any, restriction_id: int) -> str:
    return f"pebble note {restriction_id}"


def test_moderators_are_the_programme_team_and_those_who_are_named(cast: Cast) -> None:
    cast.make.agreed(*(cast.person[part] for part in ("lead", "other_lead", "programme")))
    cast.make.moderator(cast.person["lead"], cast.person["programme"])
    cast.make.moderator(cast.person["other_lead"], cast.person["programme"], until=clock.now())

    found = {part: find_standing(cast.actor(part)) for part in ("lead", "other_lead", "programme")}

    assert {part for part, standing in found.items() if standing.is_moderator} == {"lead", "programme"}
    assert [part for part, standing in found.items() if standing.is_programme] == ["programme"]


def test_without_a_code_nobody_enters(cast: Cast, client: PageClient) -> None:
    client.sign_in(cast.person["lead"])

    answer = client.get(DIRECTORY)

    assert answer.status_code == 302
    assert "There is no code of conduct yet" in client.get_page(answer.location).main
    assert not find_standing(cast.actor("lead")).has_agreed


def test_the_standing_is_one_statement(cast: Cast) -> None:
    cast.make.agreed(cast.person["lead"])
    viewer = cast.actor("lead")

    with count_statements() as told:
        find_standing(viewer)

    assert len(told) == 1


def test_the_directory_has_an_address(app: Any) -> None:
    with app.test_request_context():
        assert url_for("network.directory") == DIRECTORY

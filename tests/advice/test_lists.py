"""Lists: one's own requests, the open times, and that twice the rows cost the same statements."""

from datetime import timedelta
from typing import Any

import pytest

from csaleads.access.permissions import Role
from csaleads.advice.models import RequestState
from csaleads.core import clock
from csaleads.practice.models import Concern
from tests.advice.conftest import Scene
from tests.factories import Factory
from tests.page_client import PageClient
from tests.statements import count_statements

MOST_STATEMENTS = 10


def test_my_requests_shows_state_and_next_step_of_mine_alone(
    scene: Scene, make: Factory, client: PageClient
) -> None:
    booked = scene.request()
    make.booking(booked, scene.slots[0])
    draft = scene.request(state=RequestState.DRAFT, concern=None)
    other = make.request(scene.area, make.worker(scene.area))
    client.sign_in(scene.worker)

    page = client.get_page("/requests")

    rows = {row.split()[0]: row for row in page.rows()}
    assert set(rows) == {booked.reference, draft.reference}
    assert other.reference not in page.text
    assert "Bring your question to the clinic" in rows[booked.reference]
    assert page.href(draft.reference) == f"/ask/{draft.reference}/check"


def test_my_requests_can_be_narrowed_down(scene: Scene, client: PageClient) -> None:
    online = scene.request(concern=Concern.ONLINE)
    waiting = scene.request(state=RequestState.QUEUED)
    client.sign_in(scene.worker)

    assert [online.reference in row for row in client.get_page("/requests?concern=online").rows()] == [True]
    assert [waiting.reference in row for row in client.get_page("/requests?state=queued").rows()] == [True]
    assert "No requests fit the filter" in client.get_page("/requests?state=withdrawn").main
    assert len(client.get_page("/requests?state=nonsense").rows()) == 2


def test_the_first_list_says_how_to_begin(scene: Scene, client: PageClient) -> None:
    client.sign_in(scene.worker)

    assert "You have not asked for advice yet" in client.get_page("/requests").main
    client.sign_in(scene.lead)
    assert "Nobody is waiting" in client.get_page("/queue").main


def test_my_requests_comes_in_pages_of_fifty_and_stays_small(scene: Scene, client: PageClient) -> None:
    for _ in range(51):
        scene.request()
    client.sign_in(scene.worker)

    first, second = client.get_page("/requests"), client.get_page("/requests?page=2")

    assert (len(first.rows()), len(second.rows())) == (50, 1)
    assert len(first.response.data) < 80_000


def statements_of(client: PageClient, path: str) -> int:
    client.get_page(path)
    with count_statements() as statements:
        client.get_page(path)
    return statements.count


@pytest.mark.parametrize("path", ["/requests", "/queue", "/ask"])
def test_a_list_of_twice_the_rows_costs_the_same_statements(
    scene: Scene, client: PageClient, path: str
) -> None:
    asker = scene.make.person(scene.area, Role.SOCIAL_WORKER, Role.PRACTICE_LEAD)
    client.sign_in(asker)

    def add(count: int) -> None:
        for _ in range(count):
            scene.make.request(scene.area, asker, state=RequestState.QUEUED)
            scene.make.request(scene.area, asker, state=RequestState.DRAFT)
            scene.make.request(scene.area, scene.worker, state=RequestState.ACCEPTED, lead_id=asker.id)

    add(3)
    small = statements_of(client, path)
    add(3)

    assert statements_of(client, path) == small <= MOST_STATEMENTS


def test_the_running_order_and_the_times_cost_the_same_for_twice_the_rows(
    scene: Scene, make: Factory, client: PageClient, new_client: Any
) -> None:
    asked = scene.request()
    lead, worker = new_client().sign_in(scene.lead), client.sign_in(scene.worker)
    order, times = f"/clinics/{scene.clinic.id}/running-order", f"/requests/{asked.reference}/slots"
    make.booking(scene.request(), scene.slots[0])
    make.booking(scene.request(), scene.slots[1], released_at=clock.now(), released_kind="moved")
    small = statements_of(lead, order), statements_of(worker, times)
    make.booking(scene.request(), scene.slots[2])
    make.booking(scene.request(), scene.slots[1], released_at=clock.now(), released_kind="moved")
    make.clinic(scene.area, [scene.lead], slots=8, starts_at=clock.now() + timedelta(days=9))

    large = statements_of(lead, order), statements_of(worker, times)

    assert large == small
    assert max(large) <= MOST_STATEMENTS


def test_each_clinic_says_once_who_leads_it_and_where(
    scene: Scene, make: Factory, client: PageClient
) -> None:
    second = make.lead(scene.area, name="Sanjay Second")
    make.clinic(scene.area, [second], starts_at=scene.clinic.starts_at, slots=2, place="Harbour House")
    request = scene.request()

    page = client.sign_in(scene.worker).get_page(f"/requests/{request.reference}/slots")

    groups = page.html.select("[role=group]")
    assert sorted(len(group.select("input[type=radio]")) for group in groups) == [2, 4]
    assert page.main.count("Lena Lead") == page.main.count("With Sanjay Second, Harbour House") == 1


def test_times_are_those_of_ones_team_in_the_next_eight_weeks(
    scene: Scene, make: Factory, client: PageClient
) -> None:
    other_team = make.team(scene.area)
    for options in (
        {"teams": [other_team]},
        {"starts_at": clock.now() + timedelta(weeks=9)},
        {"state": "draft"},
    ):
        make.clinic(scene.area, [scene.lead], **options)  # type: ignore[arg-type]
    elsewhere = make.area()
    make.clinic(elsewhere, [make.lead(elsewhere)])
    request = scene.request()
    client.sign_in(scene.worker)

    page = client.get_page(f"/requests/{request.reference}/slots")

    offered = {radio["value"] for radio in page.html.select("input[type=radio]")}
    assert offered == {str(slot.id) for slot in scene.slots} | {"queue"}


def test_many_times_come_in_whole_days_with_a_way_to_later_ones(
    scene: Scene, make: Factory, client: PageClient
) -> None:
    for week in range(1, 6):
        make.clinic(scene.area, [scene.lead], slots=15, starts_at=clock.now() + timedelta(weeks=week, days=1))
    request = scene.request()
    client.sign_in(scene.worker)

    first = client.get_page(f"/requests/{request.reference}/slots")
    second = client.get_page(first.href("Show later times"))

    seen = [{radio["value"] for radio in page.html.select("input[type=radio]")} for page in (first, second)]
    assert seen[0] & seen[1] == {"queue"}
    assert len(seen[0] | seen[1]) == len(scene.slots) + 75 + 1


def test_a_lead_is_not_offered_their_own_clinic(scene: Scene, make: Factory, client: PageClient) -> None:
    request = make.request(scene.area, scene.lead)
    client.sign_in(scene.lead)

    page = client.get_page(f"/requests/{request.reference}/slots")

    assert [radio["value"] for radio in page.html.select("input[type=radio]")] == ["queue"]


def test_a_time_must_be_chosen(scene: Scene, client: PageClient) -> None:
    request = scene.request()
    client.sign_in(scene.worker)

    page = client.post_page(f"/requests/{request.reference}/slots", {}, status=422)

    assert page.errors == ["Select a time, or advice between clinics"]


def test_sending_the_same_time_twice_is_booking_it_once(scene: Scene, client: PageClient) -> None:
    request = scene.request()
    client.sign_in(scene.worker)
    for _ in range(2):
        page = client.post_page(f"/requests/{request.reference}/slots", {"choice": str(scene.slots[0].id)})

    assert page.h1 == "Your time is booked"


def test_moving_to_a_time_that_is_gone_keeps_the_one_that_is_held(scene: Scene, client: PageClient) -> None:
    request, other = scene.request(), scene.request()
    scene.make.booking(request, scene.slots[0])
    scene.make.booking(other, scene.slots[1])
    client.sign_in(scene.worker)

    page = client.post_page(
        f"/requests/{request.reference}/slots", {"choice": str(scene.slots[1].id)}, status=409
    )

    assert "That time has just been taken" in page.errors[0]
    assert "You keep that time until you have another" in page.main


def test_a_booking_is_cancelled_with_a_reason_and_the_rest_of_the_form_is_kept(
    scene: Scene, client: PageClient
) -> None:
    request = scene.request()
    scene.make.booking(request, scene.slots[0])
    client.sign_in(scene.worker)
    address = f"/requests/{request.reference}/cancel"

    page = client.post_page(address, {"reason": "Court hearing"}, status=422)
    assert page.errors == ["Select what you would like to do with your request"]
    page = client.post_page(address, page.form_values() | {"afterwards": "keep"})

    assert page.h1 == "Choose a time, or ask between clinics"
    assert "Court hearing" in client.get_page(f"/requests/{request.reference}").main


def test_my_requests_costs_the_same_statements_for_twice_the_consulted(
    scene: Scene, make: Factory, client: PageClient
) -> None:
    client.sign_in(scene.worker)

    def add(count: int) -> None:
        for _ in range(count):
            asked = scene.request(state=RequestState.CONSULTED)
            make.consultation(asked, scene.lead, signed_at=clock.now())

    add(3)
    small = statements_of(client, "/requests")
    add(3)

    assert statements_of(client, "/requests") == small <= MOST_STATEMENTS
    assert client.get_page("/requests").main.count("Read the advice") == 6

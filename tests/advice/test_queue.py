"""The queue between clinics."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from csaleads.access.permissions import Role
from csaleads.advice import service, waiting
from csaleads.advice.models import RequestState
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.errors import NotAllowed, NotFound, WrongState
from csaleads.core.unit_of_work import unit_of_work
from csaleads.notify.models import Message, MessageKind
from tests.advice.conftest import Scene
from tests.factories import Factory
from tests.page_client import PageClient


def queued(scene: Scene, **columns: Any) -> Any:
    return scene.request(state=RequestState.QUEUED, **columns)


def told(person: Any) -> list[MessageKind]:
    query = select(Message.kind).where(Message.person_id == person.id).order_by(Message.id)
    return list(db.session.scalars(query))


def test_joining_the_queue_tells_the_leads_of_the_area_only(scene: Scene, make: Factory) -> None:
    other_area = make.area()
    elsewhere = make.lead(other_area)
    request = scene.request()

    with unit_of_work():
        waiting.join_queue(scene.as_worker, reference=request.reference)

    assert scene.fresh(request).state is RequestState.QUEUED
    assert told(scene.lead) == [MessageKind.QUEUED]
    assert told(elsewhere) == []


def test_a_lead_takes_a_request_and_its_worker_is_told(scene: Scene) -> None:
    request = queued(scene)

    with unit_of_work():
        waiting.accept_request(scene.as_lead, reference=request.reference)

    assert scene.fresh(request).lead_id == scene.lead.id
    assert told(scene.worker) == [MessageKind.ACCEPTED]
    with unit_of_work():
        service.mark_consulted(scene.as_lead, request_id=request.id)
    assert scene.fresh(request).state is RequestState.CONSULTED


def test_a_second_lead_is_too_late_and_then_may_not_read_it(scene: Scene, make: Factory) -> None:
    request = queued(scene)
    second = make.viewer(make.lead(scene.area), scene.area, Role.PRACTICE_LEAD)
    with unit_of_work():
        waiting.accept_request(scene.as_lead, reference=request.reference)

    with pytest.raises(WrongState), unit_of_work():
        waiting.accept_request(second, reference=request.reference)
    for act in (waiting.hand_back_request, service.mark_consulted):
        arguments = (
            {"reference": request.reference}
            if act is waiting.hand_back_request
            else {"request_id": request.id}
        )
        with pytest.raises(NotFound), unit_of_work():
            act(second, **arguments)  # type: ignore[operator]
    with pytest.raises(NotFound), unit_of_work():
        waiting.decline_request(second, reference=request.reference, reason="x")


def test_what_is_handed_back_waits_for_the_others(scene: Scene, make: Factory) -> None:
    second = make.lead(scene.area)
    request = queued(scene)
    with unit_of_work():
        waiting.accept_request(scene.as_lead, reference=request.reference)

    with unit_of_work():
        waiting.hand_back_request(scene.as_lead, reference=request.reference)

    row = scene.fresh(request)
    assert (row.state, row.lead_id) == (RequestState.QUEUED, None)
    assert told(second) == [MessageKind.QUEUED]
    assert told(scene.worker) == [MessageKind.ACCEPTED, MessageKind.QUEUED]


def test_nobody_takes_their_own_request(scene: Scene, make: Factory) -> None:
    request = make.request(scene.area, scene.lead, state=RequestState.QUEUED)

    with pytest.raises(NotAllowed), unit_of_work():
        waiting.accept_request(scene.as_lead, reference=request.reference)


@pytest.mark.parametrize("verb", ["accept", "decline"])
def test_a_lead_of_another_area_cannot(scene: Scene, make: Factory, verb: str) -> None:
    area = make.area()
    stranger = make.viewer(make.lead(area), area, Role.PRACTICE_LEAD)
    request = queued(scene)

    with pytest.raises(NotFound), unit_of_work():
        if verb == "accept":
            waiting.accept_request(stranger, reference=request.reference)
        else:
            waiting.decline_request(stranger, reference=request.reference, reason="x")


def test_the_queue_shows_the_longest_waiting_first_with_its_working_days(
    scene: Scene, client: PageClient
) -> None:
    newer = queued(scene)
    older = queued(scene, submitted_at=clock.now() - timedelta(days=5))  # a Friday
    client.sign_in(scene.lead)

    page = client.get_page("/queue")

    assert older.reference in page.rows()[0]
    assert "3 working days" in page.rows()[0]
    assert newer.reference in page.rows()[1]


def test_a_lead_reads_takes_and_declines_on_pages(scene: Scene, new_client: Any) -> None:
    request = queued(scene)
    lead, worker = new_client().sign_in(scene.lead), new_client().sign_in(scene.worker)

    page = lead.get_page(f"/requests/{request.reference}")
    assert "How do we talk with Child A next?" in page.main
    page = lead.post_page(f"/requests/{request.reference}/accept")
    assert "Start the record" in page.main
    assert scene.lead.full_name in worker.get_page(f"/requests/{request.reference}").main
    page = lead.post_page(f"/requests/{request.reference}/decline", {"reason": ""}, status=422)
    assert page.errors == ["Enter why this cannot be taken on"]
    lead.post_page(f"/requests/{request.reference}/decline", {"reason": "Please ask the health team"})
    assert "Please ask the health team" in worker.get_page(f"/requests/{request.reference}").main


def test_taking_what_another_has_just_taken_is_told_kindly(
    scene: Scene, make: Factory, client: PageClient
) -> None:
    request = queued(scene)
    client.sign_in(make.lead(scene.area))
    with unit_of_work():
        waiting.accept_request(scene.as_lead, reference=request.reference)

    page = client.post_page(f"/requests/{request.reference}/accept")

    assert page.h1 == "Queue between clinics"
    assert "Another Practice Lead has just taken this request" in page.main


def test_whoever_waits_can_choose_a_clinic_instead(scene: Scene, client: PageClient) -> None:
    request = queued(scene)
    client.sign_in(scene.worker)

    page = client.post_page(f"/requests/{request.reference}/slots", {"choice": str(scene.slots[0].id)})

    assert page.h1 == "Your time is booked"


def test_choosing_the_queue_twice_is_choosing_it_once(scene: Scene, client: PageClient) -> None:
    request = scene.request()
    client.sign_in(scene.worker)

    for _ in range(2):
        page = client.post_page(f"/requests/{request.reference}/slots", {"choice": "queue"})

    assert page.h1 == "Your request is waiting for a Practice Lead"
    assert told(scene.lead) == [MessageKind.QUEUED]

"""The running order: for the clinic's leads with every word, for a coordinator times and references."""

from datetime import timedelta
from typing import Any

import pytest

from csaleads.access.permissions import Role
from csaleads.advice import attendance, booking, service
from csaleads.advice.models import Attendance, RequestState
from csaleads.advice.queries import find_booking_of_request
from csaleads.core import clock
from csaleads.core.errors import NotFound, WrongState
from csaleads.core.unit_of_work import unit_of_work
from tests.advice.conftest import Scene
from tests.factories import Factory


@pytest.fixture
def booked(scene: Scene) -> Any:
    request = scene.request(reference="K7Q-4MD", question="What about the phone?", team_id=scene.team.id)
    scene.make.booking(request, scene.slots[0])
    return request


def address(scene: Scene) -> str:
    return f"/clinics/{scene.clinic.id}/running-order"


def on_the_day(scene: Scene) -> Any:
    return clock.at(scene.clinic.starts_at + timedelta(minutes=5))


def test_a_lead_reads_who_comes_and_what_they_ask(scene: Scene, booked: Any, new_client: Any) -> None:
    page = new_client().sign_in(scene.lead).get_page(address(scene))

    for words in ("K7Q-4MD", "Wanda Worker", scene.team.name, "What about the phone?", "4 out of 10"):
        assert words in page.main
    assert len(page.html.select("main section")) == 4


def test_a_coordinator_reads_times_and_references_only(
    scene: Scene, make: Factory, booked: Any, new_client: Any
) -> None:
    page = new_client().sign_in(make.coordinator(scene.area)).get_page(address(scene))

    assert "K7Q-4MD" in page.main
    for words in ("Wanda Worker", "phone", "Child A", "In the family", "8 to 10"):
        assert words not in page.main
    assert not page.html.select("main form")


def test_nobody_else_finds_it(scene: Scene, make: Factory, booked: Any, new_client: Any) -> None:
    elsewhere = make.area()
    people = [
        scene.worker,
        make.lead(scene.area),
        make.manager(scene.area),
        make.lead(elsewhere),
        make.coordinator(elsewhere),
        make.person(None, Role.PROGRAMME_TEAM),
    ]
    for person in people:
        new_client().sign_in(person).get_page(address(scene), status=404)


def test_attended_did_not_attend_and_undo(scene: Scene, booked: Any, new_client: Any) -> None:
    lead = new_client().sign_in(scene.lead)
    path = f"/requests/{booked.reference}/attendance"
    with on_the_day(scene):
        lead.sign_in(scene.lead)
        assert "Attended" in lead.post_page(path, {"outcome": "attended"}).main
        assert "Undo" in lead.get_page(address(scene)).main
        lead.post_page(path, {"outcome": "undo"})
        assert find_booking_of_request(booked.id).attendance is Attendance.EXPECTED  # type: ignore[union-attr]
        page = lead.post_page(path, {"outcome": "did_not_attend"})
        assert "Did not attend" in page.main
    assert scene.fresh(booked).state is RequestState.DID_NOT_ATTEND
    with on_the_day(scene):
        lead.post_page(path, {"outcome": "undo"})
    assert scene.fresh(booked).state is RequestState.BOOKED


def test_attendance_is_not_known_before_the_day(scene: Scene, booked: Any) -> None:
    with pytest.raises(WrongState), unit_of_work():
        attendance.mark_attended(scene.as_lead, reference=booked.reference)
    with pytest.raises(WrongState), unit_of_work():
        attendance.mark_did_not_attend(scene.as_lead, reference=booked.reference)


def test_only_a_lead_of_the_clinic_says_who_came(scene: Scene, make: Factory, booked: Any) -> None:
    colleague = make.viewer(make.lead(scene.area), scene.area, Role.PRACTICE_LEAD)
    for actor in (scene.as_worker, colleague):
        with on_the_day(scene), pytest.raises(NotFound), unit_of_work():
            attendance.mark_attended(actor, reference=booked.reference)


def test_once_the_record_exists_nothing_is_undone(scene: Scene, booked: Any) -> None:
    with on_the_day(scene), unit_of_work():
        service.mark_consulted(scene.as_lead, request_id=booked.id)

    with on_the_day(scene), pytest.raises(WrongState), unit_of_work():
        attendance.undo_attendance(scene.as_lead, reference=booked.reference)


def test_whoever_did_not_come_chooses_another_time(scene: Scene, make: Factory, booked: Any) -> None:
    later = make.clinic(scene.area, [scene.lead], starts_at=clock.now() + timedelta(days=21))
    with on_the_day(scene):
        with unit_of_work():
            attendance.mark_did_not_attend(scene.as_lead, reference=booked.reference)
        with unit_of_work():
            booking.book_slot(scene.as_worker, reference=booked.reference, slot_id=make.slots_of(later)[0].id)

    assert scene.fresh(booked).state is RequestState.BOOKED
    assert scene.fresh(scene.slots[0]).state == "booked", "the slot that was missed is used up"
    assert find_booking_of_request(booked.id).clinic_id == later.id  # type: ignore[union-attr]


def test_a_cancelled_booking_is_listed_with_who_cancelled_and_why(
    scene: Scene, booked: Any, new_client: Any
) -> None:
    with unit_of_work():
        booking.cancel_booking(
            scene.as_worker, reference=booked.reference, reason="Court hearing", keep_request=True
        )

    page = new_client().sign_in(scene.lead).get_page(address(scene))

    assert "cancelled by the worker" in page.main
    assert "Court hearing" in page.main
    assert "phone" not in page.main

"""A clinic that is cancelled or changed takes its bookings along."""

from typing import Any

import pytest
from sqlalchemy import select

from csaleads.advice import booking, waiting
from csaleads.advice.clinic_changes import follow_clinic
from csaleads.advice.models import Booking, ReleaseKind, RequestState
from csaleads.clinics.models import ClinicLead
from csaleads.clinics.service import ClinicChange
from csaleads.core.database import db
from csaleads.core.unit_of_work import unit_of_work
from csaleads.notify.models import Message, MessageKind, OutboxRow
from csaleads.notify.service import OutboxFacts, is_still_true
from tests.advice.conftest import Scene
from tests.page_client import PageClient


@pytest.fixture
def booked(scene: Scene) -> Any:
    request = scene.request()
    scene.make.booking(request, scene.slots[0])
    return request


def change(scene: Scene, *changes: ClinicChange) -> None:
    with unit_of_work():
        follow_clinic(scene.as_lead, scene.clinic.id, frozenset(changes))


def messages_of(scene: Scene) -> list[Message]:
    query = select(Message).where(Message.person_id == scene.worker.id).order_by(Message.id)
    return list(db.session.scalars(query))


def test_a_cancelled_clinic_lets_its_requests_choose_again(scene: Scene, booked: Any) -> None:
    change(scene, ClinicChange.CANCELLED)

    assert scene.fresh(booked).state is RequestState.SUBMITTED
    kept = db.session.scalars(select(Booking)).one()
    assert kept.released_kind is ReleaseKind.CLINIC_CANCELLED
    (message,) = messages_of(scene)
    assert message.kind is MessageKind.CLINIC_CANCELLED
    assert message.path == f"/requests/{booked.reference}/slots"


@pytest.mark.parametrize("what", [ClinicChange.PLACE, ClinicChange.TIMES, ClinicChange.LEADS])
def test_a_changed_clinic_is_told_to_whoever_is_booked(scene: Scene, booked: Any, what: ClinicChange) -> None:
    change(scene, what)

    assert scene.fresh(booked).state is RequestState.BOOKED
    assert [message.kind for message in messages_of(scene)] == [MessageKind.CLINIC_CHANGED]


def test_a_clinic_that_was_held_changes_nothing(scene: Scene, booked: Any) -> None:
    change(scene, ClinicChange.HELD)

    assert scene.fresh(booked).state is RequestState.BOOKED
    assert messages_of(scene) == []


def mails() -> list[OutboxFacts]:
    db.session.rollback()
    rows = db.session.scalars(select(OutboxRow).order_by(OutboxRow.id))
    return [OutboxFacts(row.person_id, row.kind, row.facts, row.path, row.created_at) for row in rows]


def test_mail_that_is_overtaken_is_not_sent(scene: Scene) -> None:
    request = scene.request()
    with unit_of_work():
        booking.book_slot(scene.as_worker, reference=request.reference, slot_id=scene.slots[0].id)
    assert [is_still_true(mail) for mail in mails()] == [True, True]

    with unit_of_work():
        booking.book_slot(scene.as_worker, reference=request.reference, slot_id=scene.slots[1].id)
    assert [is_still_true(mail) for mail in mails()] == [False, False, True, True]

    with unit_of_work():
        booking.cancel_booking(scene.as_worker, reference=request.reference, reason="x", keep_request=True)
    true_now = {mail.kind for mail in mails() if is_still_true(mail)}
    assert true_now == {MessageKind.CANCELLED_WITH_YOU}


def test_mail_of_the_queue_is_asked_again_too(scene: Scene) -> None:
    request = scene.request()
    with unit_of_work():
        waiting.join_queue(scene.as_worker, reference=request.reference)
    assert [is_still_true(mail) for mail in mails()] == [True]

    with unit_of_work():
        waiting.accept_request(scene.as_lead, reference=request.reference)
    assert [(mail.kind, is_still_true(mail)) for mail in mails()] == [
        (MessageKind.QUEUED, False),
        (MessageKind.ACCEPTED, True),
    ]
    with unit_of_work():
        waiting.hand_back_request(scene.as_lead, reference=request.reference)
    assert MessageKind.ACCEPTED not in {mail.kind for mail in mails() if is_still_true(mail)}


def test_a_clinic_that_is_off_is_told_until_another_time_is_booked(scene: Scene, booked: Any) -> None:
    change(scene, ClinicChange.CANCELLED)
    assert [is_still_true(mail) for mail in mails()] == [True]
    other = scene.make.slots_of(scene.make.clinic(scene.area, [scene.lead]))[0]

    with unit_of_work():
        booking.book_slot(scene.as_worker, reference=booked.reference, slot_id=other.id)

    assert not is_still_true(mails()[0])


@pytest.mark.parametrize(("has_slot", "status"), [(True, 422), (False, 200)])
def test_whoever_holds_a_slot_cannot_be_made_lead_of_that_clinic(
    scene: Scene, client: PageClient, has_slot: bool, status: int
) -> None:
    colleague = scene.make.lead(scene.area, name="Cai Colleague")
    asked = scene.make.request(scene.area, colleague)
    if has_slot:
        scene.make.booking(asked, scene.slots[0])
    coordinator = scene.make.coordinator(scene.area)
    url = f"/clinics/{scene.clinic.id}/edit"
    form = client.sign_in(coordinator).get_page(url).form_values()

    page = client.post_page(url, form | {"lead_2": str(colleague.id)}, status=status)

    refused = "One of these leads has a slot booked in this clinic. Choose somebody else"
    assert (page.errors == [refused]) is has_slot
    leads = set(
        db.session.scalars(select(ClinicLead.person_id).where(ClinicLead.clinic_id == scene.clinic.id))
    )
    assert (colleague.id in leads) is not has_slot

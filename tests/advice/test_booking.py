"""Taking, moving and giving back a slot."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from csaleads.access.permissions import Role
from csaleads.advice import booking, service
from csaleads.advice.booking import OwnClinic
from csaleads.advice.models import Booking, ReleaseKind, RequestForAdvice, RequestState
from csaleads.advice.queries import find_booking_of_request, find_last_booking
from csaleads.clinics import service as clinics
from csaleads.clinics.models import Clinic, ClinicLead, ClinicState, Slot, SlotState
from csaleads.clinics.service import SlotAlreadyBooked, SlotGone
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.errors import NotFound, WrongState
from csaleads.core.unit_of_work import unit_of_work
from csaleads.notify.models import Message, MessageKind
from tests.advice.conftest import Scene
from tests.factories import Factory
from tests.statements import count_statements


def book(scene: Scene, request: Any, slot: Any, actor: Any = None) -> None:
    with unit_of_work():
        booking.book_slot(actor or scene.as_worker, reference=request.reference, slot_id=slot.id)


def told(person: Any) -> list[MessageKind]:
    query = select(Message.kind).where(Message.person_id == person.id).order_by(Message.id)
    return list(db.session.scalars(query))


def test_a_booked_request_holds_its_slot_and_both_sides_are_told(scene: Scene) -> None:
    request, slot = scene.request(), scene.slots[0]

    book(scene, request, slot)

    held = find_booking_of_request(request.id)
    assert held is not None
    assert (held.slot_id, held.lead_ids) == (slot.id, (scene.lead.id,))
    assert scene.fresh(request).state is RequestState.BOOKED
    assert scene.fresh(slot).state is SlotState.BOOKED
    assert told(scene.worker) == [MessageKind.BOOKED]
    assert told(scene.lead) == [MessageKind.BOOKED_WITH_YOU]


def test_a_slot_that_is_booked_cannot_be_booked_again(scene: Scene) -> None:
    first, second = scene.request(), scene.request()
    book(scene, first, scene.slots[0])

    with pytest.raises(SlotAlreadyBooked):
        book(scene, second, scene.slots[0])

    assert scene.fresh(second).state is RequestState.SUBMITTED


def test_the_index_refuses_a_second_booking_even_if_the_slot_says_free(scene: Scene) -> None:
    first, second = scene.request(), scene.request()
    book(scene, first, scene.slots[0])
    with unit_of_work():
        db.session.get_one(type(scene.slots[0]), scene.slots[0].id).state = SlotState.FREE

    with pytest.raises(SlotAlreadyBooked):
        book(scene, second, scene.slots[0])


def test_moving_frees_the_old_slot_and_takes_the_new_one(scene: Scene) -> None:
    request = scene.request()
    book(scene, request, scene.slots[0])

    book(scene, request, scene.slots[1])

    held = find_booking_of_request(request.id)
    assert held is not None
    assert held.slot_id == scene.slots[1].id
    assert scene.fresh(scene.slots[0]).state is SlotState.FREE
    kinds = db.session.scalars(select(Booking.released_kind).where(Booking.released_at.is_not(None)))
    assert list(kinds) == [ReleaseKind.MOVED]
    assert told(scene.worker)[-1] is MessageKind.MOVED
    assert told(scene.lead)[-1] is MessageKind.MOVED_WITH_YOU


def test_moving_to_a_slot_that_is_taken_leaves_the_old_booking(scene: Scene) -> None:
    request, other = scene.request(), scene.request()
    book(scene, request, scene.slots[0])
    book(scene, other, scene.slots[1])

    with pytest.raises(SlotAlreadyBooked):
        book(scene, request, scene.slots[1])

    held = find_booking_of_request(request.id)
    assert held is not None
    assert held.slot_id == scene.slots[0].id
    assert scene.fresh(scene.slots[0]).state is SlotState.BOOKED


def test_moving_to_another_leads_clinic_tells_the_lead_who_is_left(scene: Scene, make: Factory) -> None:
    other_lead = make.lead(scene.area)
    other_slot = make.slots_of(make.clinic(scene.area, [other_lead]))[0]
    request = scene.request()
    book(scene, request, scene.slots[0])

    book(scene, request, other_slot)

    assert told(scene.lead) == [MessageKind.BOOKED_WITH_YOU, MessageKind.CANCELLED_WITH_YOU]
    assert told(other_lead) == [MessageKind.BOOKED_WITH_YOU]


def test_a_clinic_that_has_begun_takes_no_booking(scene: Scene) -> None:
    request = scene.request()

    with clock.at(scene.clinic.starts_at), pytest.raises(SlotGone):
        book(scene, request, scene.slots[2])


def test_nobody_books_with_another_persons_request(scene: Scene, make: Factory) -> None:
    request = scene.request()
    stranger = make.viewer(make.worker(scene.area), scene.area, Role.SOCIAL_WORKER)

    with pytest.raises(NotFound):
        book(scene, request, scene.slots[0], stranger)


def test_a_slot_of_another_area_is_not_there(scene: Scene, make: Factory) -> None:
    elsewhere = make.area()
    slot = make.slots_of(make.clinic(elsewhere, [make.lead(elsewhere)]))[0]
    request = scene.request()

    with pytest.raises(NotFound):
        book(scene, request, slot)


def test_somebody_of_two_areas_cannot_carry_a_request_from_one_to_the_other(
    scene: Scene, make: Factory
) -> None:
    elsewhere = make.area()
    slot = make.slots_of(make.clinic(elsewhere, [make.lead(elsewhere)]))[0]
    here = make.viewer(scene.worker, scene.area, Role.SOCIAL_WORKER)
    there = make.viewer(scene.worker, elsewhere, Role.SOCIAL_WORKER)
    of_both = type(here)(person_id=here.person_id, full_name="", email="", roles=(*here.roles, *there.roles))

    with pytest.raises(NotFound):
        book(scene, scene.request(), slot, of_both)


def test_a_lead_does_not_book_with_themselves(scene: Scene, make: Factory) -> None:
    request = make.request(scene.area, scene.lead)

    with pytest.raises(OwnClinic):
        book(scene, request, scene.slots[0], scene.as_lead)


def test_cancelling_frees_the_slot_and_keeps_the_request_to_choose_again(scene: Scene) -> None:
    request = scene.request()
    book(scene, request, scene.slots[0])

    with unit_of_work():
        booking.cancel_booking(
            scene.as_worker, reference=request.reference, reason="Court", keep_request=True
        )

    assert scene.fresh(request).state is RequestState.SUBMITTED
    assert scene.fresh(scene.slots[0]).state is SlotState.FREE
    assert told(scene.lead)[-1] is MessageKind.CANCELLED_WITH_YOU
    last = find_last_booking(request.id)
    assert last is not None
    assert not last.is_held


def test_cancelling_can_withdraw_the_request(scene: Scene) -> None:
    request = scene.request()
    book(scene, request, scene.slots[0])

    with unit_of_work():
        booking.cancel_booking(
            scene.as_worker, reference=request.reference, reason="Court", keep_request=False
        )

    assert scene.fresh(request).state is RequestState.WITHDRAWN


def test_a_lead_who_cancels_leaves_the_request_to_its_worker(scene: Scene) -> None:
    request = scene.request()
    book(scene, request, scene.slots[0])

    with unit_of_work():
        booking.cancel_booking(scene.as_lead, reference=request.reference, reason="Ill", keep_request=False)

    assert scene.fresh(request).state is RequestState.SUBMITTED
    assert told(scene.worker)[-1] is MessageKind.CANCELLED


def test_a_colleague_cannot_cancel(scene: Scene, make: Factory) -> None:
    request = scene.request()
    book(scene, request, scene.slots[0])
    colleague = make.viewer(make.lead(scene.area), scene.area, Role.PRACTICE_LEAD)

    with pytest.raises(NotFound), unit_of_work():
        booking.cancel_booking(colleague, reference=request.reference, reason="x", keep_request=True)

    assert scene.fresh(scene.slots[0]).state is SlotState.BOOKED


def test_nothing_is_cancelled_once_the_clinic_has_begun(scene: Scene) -> None:
    request = scene.request()
    book(scene, request, scene.slots[0])

    with clock.at(scene.clinic.starts_at), pytest.raises(WrongState), unit_of_work():
        booking.cancel_booking(scene.as_worker, reference=request.reference, reason="x", keep_request=True)
    with clock.at(scene.clinic.starts_at), pytest.raises(WrongState), unit_of_work():
        booking.withdraw_request(scene.as_worker, reference=request.reference)

    assert scene.fresh(request).state is RequestState.BOOKED


def test_the_calendar_sequence_rises_with_every_move_and_cancellation(scene: Scene) -> None:
    request, seen = scene.request(), []
    for slot in scene.slots[:3]:
        book(scene, request, slot)
        seen.append(find_last_booking(request.id).sequence)  # type: ignore[union-attr]
    with unit_of_work():
        booking.cancel_booking(scene.as_worker, reference=request.reference, reason="x", keep_request=True)
    seen.append(find_last_booking(request.id).sequence)  # type: ignore[union-attr]

    assert seen == sorted(set(seen))


def test_a_consultation_marks_request_and_attendance(scene: Scene) -> None:
    request = scene.request()
    book(scene, request, scene.slots[0])

    with clock.at(scene.clinic.starts_at + timedelta(hours=1)), unit_of_work():
        service.mark_consulted(scene.as_lead, request_id=request.id)

    held = find_booking_of_request(request.id)
    assert held is not None
    assert held.attendance == "attended"
    assert scene.fresh(request).state is RequestState.CONSULTED


def test_only_the_lead_of_the_clinic_begins_the_consultation(scene: Scene, make: Factory) -> None:
    request = scene.request()
    book(scene, request, scene.slots[0])
    colleague = make.viewer(make.lead(scene.area), scene.area, Role.PRACTICE_LEAD)

    for actor in (scene.as_worker, colleague):
        with pytest.raises(NotFound), unit_of_work():
            service.mark_consulted(actor, request_id=request.id)


# Booking reads before it locks: what changes in between is noticed


def in_between(monkeypatch: pytest.MonkeyPatch, change: Any) -> None:
    """Let `change` happen once, after the booking has read and before it writes."""
    find_offer = clinics.find_offer

    def find_then_change(viewer: Any, slot_id: int) -> Any:
        offer = find_offer(viewer, slot_id)
        monkeypatch.undo()
        change()
        return offer

    monkeypatch.setattr(clinics, "find_offer", find_then_change)


def test_a_clinic_edited_in_between_is_booked_as_it_is_now(
    scene: Scene, make: Factory, monkeypatch: pytest.MonkeyPatch
) -> None:
    request, other_lead = scene.request(), make.lead(scene.area)

    def edit() -> None:
        clinic = db.session.get_one(Clinic, scene.clinic.id)
        clinic.version, clinic.place = clinic.version + 1, "The other house"
        db.session.add(ClinicLead(clinic_id=clinic.id, person_id=other_lead.id, position=2))
        db.session.flush()

    in_between(monkeypatch, edit)
    book(scene, request, scene.slots[0])

    assert told(other_lead) == [MessageKind.BOOKED_WITH_YOU]
    places = {facts["place"] for facts in db.session.scalars(select(Message.facts))}
    assert places == {"The other house"}


@pytest.mark.parametrize(
    ("model", "state", "error"),
    [
        (Clinic, ClinicState.CANCELLED, SlotGone),
        (Clinic, ClinicState.DRAFT, NotFound),
        (Slot, SlotState.BOOKED, SlotAlreadyBooked),
        (Slot, SlotState.WITHDRAWN, SlotGone),
        (RequestForAdvice, RequestState.WITHDRAWN, WrongState),
        (RequestForAdvice, RequestState.QUEUED, WrongState),
    ],
)
def test_what_became_impossible_in_between_is_refused(
    scene: Scene, monkeypatch: pytest.MonkeyPatch, model: Any, state: Any, error: Any
) -> None:
    request = scene.request()
    rows = {Clinic: scene.clinic.id, Slot: scene.slots[0].id, RequestForAdvice: request.id}

    def change() -> None:
        db.session.get_one(model, rows[model]).state = state
        db.session.flush()

    in_between(monkeypatch, change)
    with pytest.raises(error):
        book(scene, request, scene.slots[0])

    assert find_booking_of_request(request.id) is None
    assert db.session.scalars(select(Message.id)).all() == []


def test_a_booking_takes_few_statements(scene: Scene) -> None:
    book(scene, scene.request(), scene.slots[0])
    request = scene.request()

    with count_statements() as statements:
        book(scene, request, scene.slots[1])

    assert statements.count <= 10, str(statements)

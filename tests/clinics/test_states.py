"""The life of a clinic and its slots: every move that is allowed, every one that is not, and who may."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from csaleads.access.permissions import Role
from csaleads.access.viewer import Viewer
from csaleads.accounts.models import Area, Person
from csaleads.audit.models import AuditEvent
from csaleads.clinics import policy, service, state_service
from csaleads.clinics.errors import DoesNotFit, HasBegun, NotBegun, SlotAlreadyBooked, SlotGone
from csaleads.clinics.models import Clinic, ClinicSeries, ClinicState, Slot, SlotState
from csaleads.clinics.series_service import Scope
from csaleads.clinics.service import ClinicChange
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.errors import NotAllowed, NotFound, WrongState
from csaleads.core.unit_of_work import unit_of_work
from tests.factories import Factory
from tests.page_client import PageClient

HOUR = timedelta(hours=1)


@pytest.fixture
def area(make: Factory) -> Area:
    return make.area("Northmere")


@pytest.fixture
def lead(make: Factory, area: Area) -> Person:
    return make.lead(area, name="Ada Lead")


@pytest.fixture
def actor(make: Factory, area: Area, lead: Person) -> Viewer:
    return make.viewer(lead, area, Role.PRACTICE_LEAD)


@pytest.fixture
def worker(make: Factory, area: Area) -> Viewer:
    return make.viewer(make.worker(area), area, Role.SOCIAL_WORKER)


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[tuple[UUID, frozenset[ClinicChange]]]:
    """What listeners of other rooms are told."""
    told: list[tuple[UUID, frozenset[ClinicChange]]] = []
    monkeypatch.setattr(service, "_listeners", [])
    service.subscribe(lambda actor, clinic_id, changes: told.append((clinic_id, changes)))
    return told


def in_unit(act: Any, *arguments: Any, **named: Any) -> Any:
    with unit_of_work():
        return act(*arguments, **named)


def state_of(clinic: Clinic) -> ClinicState:
    db.session.rollback()
    return db.session.scalars(select(Clinic.state).where(Clinic.id == clinic.id)).one()


def slot_states(clinic: Clinic) -> list[SlotState]:
    db.session.rollback()
    query = select(Slot.state).where(Slot.clinic_id == clinic.id).order_by(Slot.starts_at)
    return list(db.session.scalars(query))


@pytest.mark.parametrize("verb", ["publish", "hold", "cancel"])
@pytest.mark.parametrize("state", list(ClinicState))
def test_a_clinic_moves_only_as_the_table_says(state: ClinicState, verb: str) -> None:
    allowed = {
        (ClinicState.DRAFT, "publish"), (ClinicState.PUBLISHED, "hold"),
        (ClinicState.DRAFT, "cancel"), (ClinicState.PUBLISHED, "cancel"),
    }  # fmt: skip

    if (state, verb) in allowed:
        assert policy.clinic_after(state, verb) is policy.CLINIC_MOVES[state, verb]
    else:
        with pytest.raises(WrongState):
            policy.clinic_after(state, verb)


@pytest.mark.parametrize("verb", ["take", "free", "close", "withdraw", "offer"])
@pytest.mark.parametrize("state", list(SlotState))
def test_a_slot_moves_only_as_the_table_says(state: SlotState, verb: str) -> None:
    allowed = {
        (SlotState.FREE, "take"): SlotState.BOOKED,
        (SlotState.BOOKED, "free"): SlotState.FREE,
        (SlotState.BOOKED, "close"): SlotState.WITHDRAWN,
        (SlotState.FREE, "withdraw"): SlotState.WITHDRAWN,
        (SlotState.WITHDRAWN, "offer"): SlotState.FREE,
    }

    if (state, verb) in allowed:
        assert policy.slot_after(state, verb) is allowed[state, verb]
    else:
        with pytest.raises(WrongState):
            policy.slot_after(state, verb)


def test_publishing_opens_a_draft(make: Factory, area: Area, lead: Person, actor: Viewer) -> None:
    clinic = make.clinic(area, [lead], state=ClinicState.DRAFT, published_at=None)

    in_unit(state_service.publish_clinics, actor, clinic_id=clinic.id, scope=Scope.THIS)

    assert state_of(clinic) is ClinicState.PUBLISHED


def test_a_draft_of_the_past_cannot_be_published(
    make: Factory, area: Area, lead: Person, actor: Viewer
) -> None:
    clinic = make.clinic(area, [lead], state=ClinicState.DRAFT, starts_at=clock.now() - HOUR)

    with pytest.raises(HasBegun):
        in_unit(state_service.publish_clinics, actor, clinic_id=clinic.id, scope=Scope.THIS)


@pytest.mark.parametrize(("begins_in", "can"), [(timedelta(0), True), (timedelta(minutes=1), False)])
def test_a_clinic_is_held_only_after_it_began(
    make: Factory, area: Area, lead: Person, actor: Viewer, heard: Any, begins_in: timedelta, can: bool
) -> None:
    clinic = make.clinic(area, [lead], starts_at=clock.now() + begins_in)

    if can:
        in_unit(state_service.hold_clinic, actor, clinic_id=clinic.id)
        assert heard == [(clinic.id, {ClinicChange.HELD})]
        assert slot_states(clinic) == [SlotState.FREE] * 4  # offered and not used: counted so
    else:
        with pytest.raises(NotBegun):
            in_unit(state_service.hold_clinic, actor, clinic_id=clinic.id)
    assert state_of(clinic) is (ClinicState.HELD if can else ClinicState.PUBLISHED)


def test_cancelling_withdraws_free_slots_and_tells_the_rooms_upstairs(
    make: Factory, area: Area, lead: Person, actor: Viewer, heard: Any
) -> None:
    clinic = make.clinic(area, [lead])
    booked = make.slots_of(clinic)[1]
    request = make.request(area, make.worker(area))
    make.booking(request, booked)

    in_unit(
        state_service.cancel_clinics, actor, clinic_id=clinic.id, scope=Scope.THIS, reason="I am ill today"
    )

    assert state_of(clinic) is ClinicState.CANCELLED
    assert slot_states(clinic) == [
        SlotState.WITHDRAWN, SlotState.BOOKED, SlotState.WITHDRAWN, SlotState.WITHDRAWN,
    ]  # fmt: skip
    assert heard == [(clinic.id, {ClinicChange.CANCELLED})]
    assert "ill" not in str([event.details for event in db.session.scalars(select(AuditEvent))])
    assert b"ill" not in (db.session.scalar(select(Clinic.cancelled_reason_sealed)) or b"")


def test_a_listener_that_fails_undoes_the_cancellation(
    make: Factory, area: Area, lead: Person, actor: Viewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    clinic = make.clinic(area, [lead])

    def refuse(*arguments: Any) -> None:
        raise WrongState("move", "nowhere")

    monkeypatch.setattr(service, "_listeners", [refuse])

    with pytest.raises(WrongState):
        in_unit(state_service.cancel_clinics, actor, clinic_id=clinic.id, scope=Scope.THIS, reason="No room")
    assert state_of(clinic) is ClinicState.PUBLISHED


def test_the_rest_of_a_series_is_cancelled_and_what_went_before_stays(
    make: Factory, area: Area, lead: Person, actor: Viewer, heard: Any
) -> None:
    clinics = series_of(make, area, lead, count=4)

    cancelled = in_unit(
        state_service.cancel_clinics, actor, clinic_id=clinics[2].id, scope=Scope.REST, reason="Moving"
    )

    assert cancelled == [clinics[2].id, clinics[3].id]
    assert [state_of(clinic) for clinic in clinics] == [ClinicState.PUBLISHED] * 2 + [
        ClinicState.CANCELLED
    ] * 2


def test_in_the_rest_of_a_series_only_own_clinics_are_touched(
    make: Factory, area: Area, lead: Person, actor: Viewer, heard: Any
) -> None:
    clinics = series_of(make, area, lead, count=2)
    of_a_colleague = make.clinic(
        area, [make.lead(area)], starts_at=clock.now() + timedelta(days=90), series_id=clinics[0].series_id
    )

    in_unit(state_service.cancel_clinics, actor, clinic_id=clinics[0].id, scope=Scope.REST, reason="Moving")

    assert state_of(of_a_colleague) is ClinicState.PUBLISHED


def series_of(make: Factory, area: Area, lead: Person, *, count: int, **columns: Any) -> list[Clinic]:
    """Clinics four weeks apart that come from one recurrence."""
    first = clock.now() + timedelta(days=7)
    with unit_of_work():
        row = ClinicSeries(
            area_id=area.id, rule="FREQ=WEEKLY;BYDAY=WE", first_on=first.date(), last_on=first.date(),
            starts_at_local=first.time(), made_by_id=lead.id, made_at=clock.now(),
        )  # fmt: skip
        db.session.add(row)
        db.session.flush()
        series_id = row.id
    return [
        make.clinic(
            area, [lead], starts_at=first + timedelta(weeks=4 * number), series_id=series_id, **columns
        )
        for number in range(count)
    ]


def test_a_booked_slot_cannot_be_withdrawn_and_a_free_one_can(
    make: Factory, area: Area, lead: Person, actor: Viewer
) -> None:
    clinic = make.clinic(area, [lead], slots=2)
    free, booked = make.slots_of(clinic)
    make.booking(make.request(area, make.worker(area)), booked)

    in_unit(state_service.withdraw_slot, actor, clinic_id=clinic.id, slot_id=free.id)
    with pytest.raises(WrongState):
        in_unit(state_service.withdraw_slot, actor, clinic_id=clinic.id, slot_id=booked.id)
    assert slot_states(clinic) == [SlotState.WITHDRAWN, SlotState.BOOKED]

    in_unit(state_service.offer_slot, actor, clinic_id=clinic.id, slot_id=free.id)
    assert slot_states(clinic) == [SlotState.FREE, SlotState.BOOKED]


def test_a_withdrawn_slot_outside_the_clinic_is_not_offered_again(
    make: Factory, area: Area, lead: Person, actor: Viewer
) -> None:
    clinic = make.clinic(area, [lead], slots=2)
    slot = make.slots_of(clinic)[1]
    with unit_of_work():
        db.session.get_one(Slot, slot.id).state = SlotState.WITHDRAWN
        db.session.get_one(Clinic, clinic.id).ends_at = slot.starts_at

    with pytest.raises(DoesNotFit):
        in_unit(state_service.offer_slot, actor, clinic_id=clinic.id, slot_id=slot.id)


def test_a_slot_of_another_clinic_cannot_be_withdrawn_through_ones_own(
    make: Factory, area: Area, lead: Person, actor: Viewer
) -> None:
    own, other = make.clinic(area, [lead]), make.clinic(area, [make.lead(area)])

    with pytest.raises(NotFound):
        in_unit(state_service.withdraw_slot, actor, clinic_id=own.id, slot_id=make.slots_of(other)[0].id)


@pytest.mark.parametrize("act", ["publish", "hold", "cancel", "withdraw"])
def test_a_lead_runs_own_clinics_a_coordinator_all_and_nobody_else_any(
    make: Factory, area: Area, lead: Person, heard: Any, act: str
) -> None:
    elsewhere = make.area()
    allowed = [
        make.viewer(lead, area, Role.PRACTICE_LEAD),
        make.viewer(make.coordinator(area), area, Role.COORDINATOR),
    ]
    refused = [
        (make.viewer(make.lead(area), area, Role.PRACTICE_LEAD), NotAllowed),
        (make.viewer(make.worker(area), area, Role.SOCIAL_WORKER), NotAllowed),
        (make.viewer(make.coordinator(elsewhere), elsewhere, Role.COORDINATOR), NotFound),
        (make.viewer(make.lead(elsewhere), elsewhere, Role.PRACTICE_LEAD), NotFound),
    ]

    for person in allowed:
        attempt(make, area, lead, person, act)
    for person, error in refused:
        with pytest.raises((error, NotFound)):
            attempt(make, area, lead, person, act)


def attempt(make: Factory, area: Area, lead: Person, person: Viewer, act: str) -> None:
    """`person` does `act` to a clinic of `lead` that is ready for it."""
    state = ClinicState.DRAFT if act == "publish" else ClinicState.PUBLISHED
    starts_at = clock.now() + (-HOUR if act == "hold" else HOUR)
    clinic = make.clinic(area, [lead], state=state, starts_at=starts_at)
    slot_id = make.slots_of(clinic)[0].id
    acts: dict[str, tuple[Any, dict[str, Any]]] = {
        "publish": (state_service.publish_clinics, {"scope": Scope.THIS}),
        "hold": (state_service.hold_clinic, {}),
        "cancel": (state_service.cancel_clinics, {"scope": Scope.THIS, "reason": "No room"}),
        "withdraw": (state_service.withdraw_slot, {"slot_id": slot_id}),
    }
    service_function, named = acts[act]
    in_unit(service_function, person, clinic_id=clinic.id, **named)


# Taking and freeing slots, for the room that books


def test_a_slot_is_taken_once_and_free_again_afterwards(
    make: Factory, area: Area, lead: Person, worker: Viewer
) -> None:
    clinic = make.clinic(area, [lead], slots=1)
    slot_id = make.slots_of(clinic)[0].id

    in_unit(service.take_slot, worker, slot_id)
    with pytest.raises(SlotAlreadyBooked):
        in_unit(service.take_slot, worker, slot_id)
    assert slot_states(clinic) == [SlotState.BOOKED]

    in_unit(service.free_slot, worker, slot_id)
    in_unit(service.free_slot, worker, slot_id)
    assert slot_states(clinic) == [SlotState.FREE]


@pytest.mark.parametrize(
    ("columns", "slot_state", "error"),
    [
        ({}, SlotState.WITHDRAWN, SlotGone),
        ({"state": ClinicState.CANCELLED}, SlotState.FREE, SlotGone),
        ({"state": ClinicState.DRAFT, "published_at": None}, SlotState.FREE, NotFound),
        ({"starts_at": HOUR * -1}, SlotState.FREE, SlotGone),
        ({"starts_at": timedelta(0)}, SlotState.FREE, SlotGone),
        ({}, SlotState.BOOKED, SlotAlreadyBooked),
    ],
)
def test_a_slot_that_cannot_be_taken(
    make: Factory, area: Area, lead: Person, worker: Viewer, columns: Any, slot_state: SlotState, error: Any
) -> None:
    moved = {"starts_at": clock.now() + columns["starts_at"]} if "starts_at" in columns else {}
    clinic = make.clinic(area, [lead], **columns | moved)
    slot_id = make.slots_of(clinic)[3].id
    with unit_of_work():
        db.session.get_one(Slot, slot_id).state = slot_state

    with pytest.raises(error):
        in_unit(service.take_slot, worker, slot_id)
    assert slot_states(clinic)[3] is slot_state


def test_a_slot_freed_after_its_clinic_was_cancelled_is_withdrawn(
    make: Factory, area: Area, lead: Person, worker: Viewer
) -> None:
    clinic = make.clinic(area, [lead], state=ClinicState.CANCELLED, slots=1)
    slot_id = make.slots_of(clinic)[0].id
    with unit_of_work():
        db.session.get_one(Slot, slot_id).state = SlotState.BOOKED

    in_unit(service.free_slot, worker, slot_id)

    assert slot_states(clinic) == [SlotState.WITHDRAWN]


def test_a_slot_of_another_area_or_another_team_does_not_exist(
    make: Factory, area: Area, lead: Person
) -> None:
    own, other = make.team(area), make.team(area)
    clinic = make.clinic(area, [lead], teams=[own])
    slots = make.slots_of(clinic)
    mate = make.viewer(make.worker(area, team=own), area, Role.SOCIAL_WORKER)
    neighbour = make.viewer(make.worker(area, team=other), area, Role.SOCIAL_WORKER)
    elsewhere = make.area()
    stranger = make.viewer(make.worker(elsewhere), elsewhere, Role.SOCIAL_WORKER)

    in_unit(service.take_slot, mate, slots[0].id)
    for person in (neighbour, stranger):
        with pytest.raises(NotFound):
            in_unit(service.take_slot, person, slots[1].id)


# Pages


def test_cancelling_says_who_is_affected_and_asks_why(
    client: PageClient, make: Factory, area: Area, lead: Person
) -> None:
    clinic = make.clinic(area, [lead], starts_at=clock.now() + timedelta(days=14))
    make.booking(make.request(area, make.worker(area)), make.slots_of(clinic)[1])
    client.sign_in(lead)

    page = client.get_page(f"/clinics/{clinic.id}/cancel")
    refused = client.post_page(f"/clinics/{clinic.id}/cancel", {"reason": " "}, status=422)
    before = state_of(clinic)
    done = client.post_page(f"/clinics/{clinic.id}/cancel", {"reason": "I am ill", "scope": "this"})

    assert "1 slot booked, at 12:50pm" in page.main
    assert refused.errors == ["Enter why the clinic is cancelled"]
    assert before is ClinicState.PUBLISHED
    assert "The clinic is cancelled" in done.main
    assert "I am ill" in done.main


def test_why_a_clinic_was_cancelled_is_not_shown_to_everybody(
    client: PageClient, make: Factory, area: Area, lead: Person, actor: Viewer, heard: Any
) -> None:
    clinic = make.clinic(area, [lead])
    in_unit(
        state_service.cancel_clinics, actor, clinic_id=clinic.id, scope=Scope.THIS, reason="I am ill today"
    )

    page = client.sign_in(make.worker(area)).get_page(f"/clinics/{clinic.id}")

    assert "This clinic is cancelled" in page.main
    assert "ill today" not in page.text


def test_doing_it_twice_gets_a_friendly_answer(
    client: PageClient, make: Factory, area: Area, lead: Person
) -> None:
    clinic = make.clinic(area, [lead], starts_at=clock.now() - HOUR)
    client.sign_in(lead)

    first = client.post_page(f"/clinics/{clinic.id}/hold")
    second = client.post_page(f"/clinics/{clinic.id}/hold")
    cancel = client.get_page(f"/clinics/{clinic.id}/cancel")

    assert "The clinic is marked as held." in first.main
    assert "This clinic is marked as held already." in second.main
    assert "has been held" in cancel.main


def test_withdrawing_and_offering_from_the_page(
    client: PageClient, make: Factory, area: Area, lead: Person
) -> None:
    clinic = make.clinic(area, [lead], slots=1)
    slot = make.slots_of(clinic)[0]
    client.sign_in(lead)

    withdrawn = client.post_page(f"/clinics/{clinic.id}/slots/{slot.id}/withdraw")
    again = client.post_page(f"/clinics/{clinic.id}/slots/{slot.id}/withdraw")
    offered = client.post_page(f"/clinics/{clinic.id}/slots/{slot.id}/offer")

    assert "Withdrawn" in withdrawn.rows()[0]
    assert "withdrawn already" in again.main
    assert "Free" in offered.rows()[0]


def test_publishing_a_series_of_drafts_at_once(
    client: PageClient, make: Factory, area: Area, lead: Person
) -> None:
    clinics = series_of(make, area, lead, count=3, state=ClinicState.DRAFT, published_at=None)

    page = client.sign_in(lead).post_page(f"/clinics/{clinics[1].id}/publish", {"scope": "rest"})

    assert "2 clinics are published" in page.main
    assert [state_of(clinic) for clinic in clinics] == [
        ClinicState.DRAFT, ClinicState.PUBLISHED, ClinicState.PUBLISHED,
    ]  # fmt: skip

"""A Practice Lead leaves the role or the area: clinics, requests and records go to a colleague, and nobody waits for nothing."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from csaleads.access.permissions import Role
from csaleads.access.viewer import SYSTEM
from csaleads.accounts import in_hand, leaving, role_ends, roles_service
from csaleads.accounts.errors import CannotTakeOver, StillInHand
from csaleads.accounts.models import Person, RoleInArea
from csaleads.advice.models import RequestForAdvice, RequestState
from csaleads.audit.models import AuditEvent
from csaleads.clinics.models import ClinicLead
from csaleads.consultations.models import Consultation
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.errors import HiddenNow, InvalidChoice, NotAllowed, NotFound
from csaleads.core.unit_of_work import roll_back, unit_of_work
from csaleads.notify.models import Message, MessageKind
from tests.consultations.conftest import FULL, NOTE_MARKER, REFERENCE, Scene
from tests.page_client import PageClient
from tests.statements import count_statements

YESTERDAY = timedelta(days=-1)


def end_role(scene: Scene, ends_on: date, who: str = "lead") -> None:
    query = select(RoleInArea.id).where(RoleInArea.person_id == getattr(scene, who).id)
    role_id = db.session.scalars(query).one()
    roll_back()
    with unit_of_work():
        roles_service.end_role(scene.actor("coordinator"), role_id=role_id, ends_on=ends_on)


def end_at_once(scene: Scene) -> None:
    end_role(scene, clock.today() + YESTERDAY)


def hand_over(scene: Scene, to: str = "stranger", by: str = "coordinator", of: str = "lead") -> int:
    with unit_of_work():
        return in_hand.hand_over(
            scene.actor(by),
            person_id=getattr(scene, of).id,
            area_id=scene.area.id,
            to_id=getattr(scene, to).id,
        )


def matters(scene: Scene) -> list[str]:
    found = [matter.words for matter in in_hand.list_matters_of_lead(scene.lead.id, scene.area.id)]
    roll_back()
    return found


def taken_request(scene: Scene, worker: Person | None = None) -> RequestForAdvice:
    return scene.make.request(
        scene.area, worker or scene.other_worker, state=RequestState.ACCEPTED, lead_id=scene.lead.id
    )


def request_now(request: RequestForAdvice) -> tuple[RequestState, int | None]:
    found = db.session.execute(
        select(RequestForAdvice.state, RequestForAdvice.lead_id).where(RequestForAdvice.id == request.id)
    ).one()
    roll_back()
    return found.state, found.lead_id


def told(person: Person) -> list[MessageKind]:
    query = select(Message.kind).where(Message.person_id == person.id).order_by(Message.id)
    found = list(db.session.scalars(query))
    roll_back()
    return found


def leads_of(clinic: Any) -> list[int]:
    query = (
        select(ClinicLead.person_id).where(ClinicLead.clinic_id == clinic.id).order_by(ClinicLead.position)
    )
    found = list(db.session.scalars(query))
    roll_back()
    return found


def test_a_role_does_not_end_at_once_while_a_record_is_not_signed(scene: Scene) -> None:
    scene.open()

    with pytest.raises(StillInHand):
        end_at_once(scene)

    end_role(scene, clock.today() + timedelta(days=5))  # until then they can sign it themselves


def test_a_signed_record_stands_in_nobodys_way(scene: Scene) -> None:
    scene.signed()
    hand_over(scene)  # the clinic, which goes on

    end_at_once(scene)

    assert matters(scene) == []


def test_the_colleague_finishes_and_signs_the_record_and_never_reads_the_note(scene: Scene) -> None:
    scene.open()
    scene.save(FULL)

    hand_over(scene)
    content = scene.view("stranger")
    scene.sign("stranger")

    assert NOTE_MARKER not in str(content)
    assert scene.view("worker").lead_name == scene.stranger.full_name
    with pytest.raises(NotFound):
        scene.view("lead")


def test_whoever_is_concerned_is_told_without_a_word_of_the_case(scene: Scene) -> None:
    scene.open()

    hand_over(scene)

    assert told(scene.stranger) == [MessageKind.HANDED_OVER]
    assert told(scene.lead) == [MessageKind.HANDED_ON]
    assert MessageKind.LEAD_CHANGED in told(scene.worker)
    events = db.session.scalars(select(AuditEvent.subject_kind).where(AuditEvent.verb == "hand_over")).all()
    assert sorted(events) == ["consultation", "person", "request"]


def test_a_note_is_gone_from_the_database(scene: Scene) -> None:
    scene.open()
    scene.save(FULL)

    hand_over(scene)

    assert db.session.scalars(select(Consultation.lead_note_sealed)).one() is None


def test_what_was_taken_from_the_queue_goes_to_the_colleague(scene: Scene) -> None:
    request = taken_request(scene)

    hand_over(scene)

    assert request_now(request) == (RequestState.ACCEPTED, scene.stranger.id)
    assert told(scene.other_worker) == [MessageKind.LEAD_CHANGED]


def test_what_nobody_took_over_goes_back_to_the_queue(scene: Scene) -> None:
    request = taken_request(scene)
    hand_over_clinics_only = leads_of(scene.clinic)
    assert scene.lead.id in hand_over_clinics_only
    with unit_of_work():
        db.session.query(ClinicLead).filter_by(person_id=scene.lead.id).delete()

    end_at_once(scene)

    assert request_now(request) == (RequestState.QUEUED, None)
    assert told(scene.other_worker) == [MessageKind.QUEUED]
    assert told(scene.stranger) == [MessageKind.QUEUED]
    assert told(scene.lead) == []


def test_told_twice_of_the_same_end_nothing_more_happens(scene: Scene) -> None:
    request = taken_request(scene)
    with unit_of_work():
        db.session.query(ClinicLead).filter_by(person_id=scene.lead.id).delete()
    end_at_once(scene)
    before = told(scene.stranger)

    with unit_of_work():
        role_ends.announce_end(
            SYSTEM, person_id=scene.lead.id, area_id=scene.area.id, role=Role.PRACTICE_LEAD
        )

    assert request_now(request) == (RequestState.QUEUED, None)
    assert told(scene.stranger) == before


def test_a_clinic_goes_to_the_colleague_and_whoever_booked_is_told(scene: Scene) -> None:
    clinic = scene.make.clinic(scene.area, [scene.lead])
    request = scene.make.request(scene.area, scene.other_worker)
    scene.make.booking(request, scene.make.slots_of(clinic)[0])

    hand_over(scene)

    assert leads_of(clinic) == [scene.stranger.id]
    assert told(scene.other_worker) == [MessageKind.CLINIC_CHANGED]


def test_a_clinic_of_both_is_led_by_the_colleague_alone(scene: Scene) -> None:
    hand_over(scene, to="co_lead")

    assert leads_of(scene.clinic) == [scene.co_lead.id]


def test_nobody_takes_over_a_clinic_in_which_they_hold_a_slot(scene: Scene) -> None:
    clinic = scene.make.clinic(scene.area, [scene.lead])
    request = scene.make.request(scene.area, scene.stranger)
    scene.make.booking(request, scene.make.slots_of(clinic)[0])

    with pytest.raises(CannotTakeOver):
        hand_over(scene)

    assert leads_of(clinic) == [scene.lead.id]
    assert told(scene.lead) == []


def test_a_request_of_the_colleagues_own_stays_where_it_is(scene: Scene) -> None:
    own, other = taken_request(scene, scene.stranger), taken_request(scene)

    hand_over(scene)

    assert request_now(own) == (RequestState.ACCEPTED, scene.lead.id)
    assert request_now(other) == (RequestState.ACCEPTED, scene.stranger.id)
    assert matters(scene) == ["1 request taken from the queue between clinics"]


def test_a_record_that_is_being_corrected_goes_too_and_stays_hidden(scene: Scene) -> None:
    scene.open()
    scene.save(FULL)
    with unit_of_work():
        db.session.scalars(select(Consultation)).one().hidden_at = clock.now()

    with pytest.raises(StillInHand):
        end_at_once(scene)
    found = in_hand.list_matters_of_lead(scene.lead.id, scene.area.id)
    roll_back()
    hand_over(scene)
    end_at_once(scene)
    row = db.session.scalars(select(Consultation)).one()
    lead_id, hidden_at, note = row.lead_id, row.hidden_at, row.lead_note_sealed
    roll_back()

    assert any("What is hidden goes too" in matter.becomes for matter in found)
    assert (lead_id, note) == (scene.stranger.id, None)
    assert hidden_at is not None
    with pytest.raises(HiddenNow):
        scene.view("stranger")


def test_what_is_not_hidden_is_said_to_be_nothing_else(scene: Scene) -> None:
    scene.open()

    found = in_hand.list_matters_of_lead(scene.lead.id, scene.area.id)
    roll_back()

    assert not any("hidden" in matter.becomes for matter in found)


@pytest.mark.parametrize("by", ["stranger", "worker", "far_coordinator"])
def test_a_coordinator_of_the_area_alone_hands_over(scene: Scene, by: str) -> None:
    with pytest.raises(NotAllowed):
        hand_over(scene, to="co_lead", by=by)


@pytest.mark.parametrize("to", ["far_lead", "worker", "lead", "coordinator"])
def test_only_another_lead_of_the_area_takes_over(scene: Scene, to: str) -> None:
    with pytest.raises(InvalidChoice):
        hand_over(scene, to=to)


def test_who_hands_over_takes_over_only_where_there_is_nobody_else(scene: Scene) -> None:
    make, area = scene.make, scene.area
    make.role(scene.coordinator, area, Role.PRACTICE_LEAD)
    actor = scene.actor("coordinator")

    def others() -> list[int]:
        found = in_hand.list_who_could_take_over(actor, person_id=scene.lead.id, area_id=area.id)
        roll_back()
        return [one.id for one in found]

    before = others()
    for person in (scene.co_lead, scene.stranger):
        with unit_of_work():
            row = db.session.scalars(select(RoleInArea).where(RoleInArea.person_id == person.id)).one()
            row.ends_on = clock.today() + YESTERDAY

    assert scene.coordinator.id not in before
    assert others() == [scene.coordinator.id]


def test_a_record_that_nobody_else_could_sign_does_not_keep_anybody(scene: Scene) -> None:
    scene.open()
    with unit_of_work():
        db.session.query(ClinicLead).filter_by(person_id=scene.lead.id).delete()
        for person in (scene.co_lead, scene.stranger):
            row = db.session.scalars(select(RoleInArea).where(RoleInArea.person_id == person.id)).one()
            row.ends_on = clock.today() + YESTERDAY

    with unit_of_work():
        leaving.leave_area(scene.actor("coordinator"), person_id=scene.lead.id, area_id=scene.area.id)

    assert matters(scene)[0].startswith("1 record not signed")


def test_the_page_that_ends_the_role_says_what_is_in_hand_and_leads_on(
    scene: Scene, client: PageClient
) -> None:
    scene.open()
    taken_request(scene)
    role_id = db.session.scalars(select(RoleInArea.id).where(RoleInArea.person_id == scene.lead.id)).one()
    roll_back()
    url = f"/people/{scene.lead.id}/roles/{role_id}/end"
    day = clock.today() + YESTERDAY
    at_once = {"ends_on-day": day.day, "ends_on-month": day.month, "ends_on-year": day.year}
    client.sign_in(scene.coordinator)

    page = client.get_page(url)
    refused = client.post_page(url, at_once, status=422)
    over = client.get_page(f"/people/{scene.lead.id}/areas/{scene.area.id}/hand-over")
    done = client.post_page(
        f"/people/{scene.lead.id}/areas/{scene.area.id}/hand-over", {"to": str(scene.stranger.id)}
    )
    ended = client.post_page(url, at_once)

    for shown in (page, over):
        assert "1 record not signed" in shown.main
        assert "1 clinic to come" in shown.main
        assert "1 request taken from the queue" in shown.main
        assert REFERENCE not in shown.main
    assert "Hand over first" in refused.main
    assert "It is handed over" in done.main
    assert "The role has its last day" in ended.main


def test_leaving_waits_for_records_too(scene: Scene, client: PageClient) -> None:
    scene.open()
    url = f"/people/{scene.lead.id}/areas/{scene.area.id}/leave"
    client.sign_in(scene.coordinator)

    refused = client.post_page(url, status=422)
    hand_over(scene)
    gone = client.post_page(url)

    assert "1 record not signed" in refused.main
    assert "Left" in gone.main


def test_a_choice_that_is_none_is_said_beside_the_field(scene: Scene, client: PageClient) -> None:
    url = f"/people/{scene.lead.id}/areas/{scene.area.id}/hand-over"
    client.sign_in(scene.coordinator)

    empty = client.post_page(url, {"to": ""}, status=422)
    wrong = client.post_page(url, {"to": str(scene.far_lead.id)}, status=422)

    assert "Select who takes over" in empty.main
    assert "Select who takes over" in wrong.main


def test_what_was_left_at_the_end_of_a_day_to_come_waits_on_today_for_the_coordinator(
    scene: Scene, client: PageClient
) -> None:
    scene.open()
    scene.make.role(scene.lead, scene.area, Role.SOCIAL_WORKER)
    with unit_of_work():
        row = db.session.scalars(
            select(RoleInArea).where(
                RoleInArea.person_id == scene.lead.id, RoleInArea.role == Role.PRACTICE_LEAD
            )
        ).one()
        row.ends_on = clock.today() + YESTERDAY
    client.sign_in(scene.coordinator)

    before = client.get_page("/")
    person = client.get_page(f"/people/{scene.lead.id}")
    hand_over(scene)
    after = client.get_page("/")

    assert "1 former lead left clinics or records" in before.main
    assert before.href("Hand over") == f"/people/{scene.lead.id}/areas/{scene.area.id}/hand-over"
    assert "Something waits for a colleague" in person.main
    assert "former lead" not in after.main


def test_the_pages_ask_the_same_number_of_statements_however_much_is_in_hand(
    scene: Scene, client: PageClient
) -> None:
    scene.open()
    url = f"/people/{scene.lead.id}/areas/{scene.area.id}/hand-over"
    client.sign_in(scene.coordinator)

    def statements() -> int:
        client.get_page(url)
        with count_statements() as counted:
            client.get_page(url)
        return len(counted)

    before = statements()
    for _ in range(5):
        scene.make.clinic(scene.area, [scene.lead])
        taken_request(scene)
        scene.make.consultation(scene.make.request(scene.area, scene.other_worker), scene.lead)

    assert statements() == before

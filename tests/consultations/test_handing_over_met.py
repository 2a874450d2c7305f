"""Whom a leaving lead met in a clinic that is over, without a record: a colleague writes it, and the history says so."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from csaleads.access.permissions import Role
from csaleads.accounts import in_hand
from csaleads.accounts.errors import StillInHand
from csaleads.accounts.models import Person, RoleInArea
from csaleads.advice import attendance, booking, history_queries, queries, waiting
from csaleads.advice.models import Attendance, RequestForAdvice, RequestState
from csaleads.audit.models import AuditEvent
from csaleads.consultations import drafting, list_queries, presenters, reading_queries, service
from csaleads.consultations.models import Consultation
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.errors import HiddenNow, NotFound
from csaleads.core.unit_of_work import roll_back, unit_of_work
from csaleads.notify.models import MessageKind, OutboxRow
from tests.consultations.conftest import FULL, Scene
from tests.consultations.test_handing_over import (
    YESTERDAY,
    end_at_once,
    hand_over,
    leads_of,
    matters,
    request_now,
    told,
)
from tests.page_client import PageClient
from tests.statements import count_statements

MET = "MET-7QK"


def met(scene: Scene, *leads: str, worker: Person | None = None, **columns: Any) -> RequestForAdvice:
    """A request booked in a clinic of three days ago, of which nobody has said anything since."""
    people = [getattr(scene, name) for name in leads or ("lead",)]
    clinic = scene.make.clinic(scene.area, people, starts_at=clock.now() - timedelta(days=3))
    request = scene.make.request(scene.area, worker or scene.other_worker, **{"reference": MET} | columns)
    scene.make.booking(request, scene.make.slots_of(clinic)[0])
    return request


def clinic_to_come_is_gone(scene: Scene) -> None:
    """The clinic of the scene, which is about to begin, is the co-lead's alone."""
    hand_over(scene, to="co_lead")


def write(scene: Scene, by: str, *, reference: str = MET) -> None:
    with unit_of_work():
        service.open_record(scene.actor(by), reference=reference)
    view = reading_queries.get_record(scene.actor(by), reference)
    roll_back()
    with unit_of_work():
        drafting.save_draft(scene.actor(by), reference=reference, content=FULL, version=view.version)


def sign(scene: Scene, by: str) -> None:
    view = reading_queries.get_record(scene.actor(by), MET)
    roll_back()
    with unit_of_work():
        service.sign_record(scene.actor(by), reference=MET, version=view.version)


def can_open(scene: Scene, by: str) -> bool:
    try:
        with unit_of_work():
            service.open_record(scene.actor(by), reference=MET)
    except NotFound:
        roll_back()
        return False
    return True


def end_today(scene: Scene, *names: str) -> None:
    """Their roles of Practice Lead were over yesterday, without anybody having asked what they have in hand."""
    for name in names:
        with unit_of_work():
            person = getattr(scene, name)
            row = db.session.scalars(select(RoleInArea).where(RoleInArea.person_id == person.id)).one()
            row.ends_on = clock.today() + YESTERDAY


def test_it_goes_to_the_colleague_and_the_clinic_stays_whose_it_was(scene: Scene) -> None:
    request = met(scene, "lead", "co_lead")
    clinic_id = queries.find_booking_of_request(request.id).clinic_id  # type: ignore[union-attr]

    count = hand_over(scene)

    assert count == 2  # and the clinic of the scene, which has begun and is not over
    assert request_now(request) == (RequestState.BOOKED, scene.stranger.id)
    assert leads_of(type("Clinic", (), {"id": clinic_id})) == [scene.lead.id, scene.co_lead.id]
    assert told(scene.other_worker) == [MessageKind.LEAD_CHANGED]
    assert told(scene.stranger) == [MessageKind.HANDED_OVER]
    assert told(scene.lead) == [MessageKind.HANDED_ON]


def test_the_trail_and_the_history_say_who_took_over_from_whom(scene: Scene) -> None:
    request = met(scene)

    hand_over(scene)
    event = db.session.scalars(
        select(AuditEvent).where(AuditEvent.verb == "hand_over", AuditEvent.subject_kind == "request")
    ).one()
    subject, details, actor_id = event.subject_id, event.details, event.actor_id
    asked = queries.get_request(scene.actor("other_worker"), MET)
    history = [(entry["title"], entry["by"]) for entry in history_queries.list_history(asked)]
    roll_back()

    assert (subject, actor_id) == (request.id.hex, scene.coordinator.id)
    assert details == {"to_person_id": scene.stranger.id}
    assert history[-1] == (f"Handed over to {scene.stranger.full_name}", scene.coordinator.full_name)
    assert asked.booking is not None
    assert asked.booking.lead_names == (scene.lead.full_name,)
    assert asked.lead_name == scene.stranger.full_name


def test_mail_about_it_says_the_reference_and_no_more(scene: Scene) -> None:
    met(scene)

    hand_over(scene)

    mails = db.session.scalars(select(OutboxRow).where(OutboxRow.person_id == scene.other_worker.id)).all()
    assert [(mail.kind, mail.facts) for mail in mails] == [(MessageKind.LEAD_CHANGED, {"reference": MET})]


def test_the_colleague_writes_and_signs_the_record_of_that_clinic(scene: Scene) -> None:
    request = met(scene)
    starts_at = queries.find_booking_of_request(request.id).starts_at  # type: ignore[union-attr]
    hand_over(scene)

    write(scene, "stranger")
    sign(scene, "stranger")
    view = reading_queries.get_record(scene.actor("other_worker"), MET)
    roll_back()

    assert view.lead_name == scene.stranger.full_name
    assert view.met_names == (scene.lead.full_name,)
    assert (view.held_at, view.is_between_clinics) == (starts_at, False)
    facts = {fact.key: fact.value for fact in presenters.facts_of(view)}
    assert facts["Clinic led by"] == f"{scene.lead.full_name}; the record was taken over"


def test_a_record_that_nobody_took_over_says_nothing_of_it(scene: Scene) -> None:
    met(scene, "lead", "co_lead")

    write(scene, "co_lead")
    view = reading_queries.get_record(scene.actor("co_lead"), MET)
    roll_back()

    assert view.met_names == ()
    assert "Clinic led by" not in {fact.key for fact in presenters.facts_of(view)}


def test_a_draft_that_was_begun_and_handed_over_says_who_led_the_clinic_too(scene: Scene) -> None:
    met(scene)
    write(scene, "lead")

    hand_over(scene)
    view = reading_queries.get_record(scene.actor("stranger"), MET)
    roll_back()

    assert view.met_names == (scene.lead.full_name,)


def test_one_person_writes_it_and_the_other_lead_of_the_clinic_adds_to_the_draft(scene: Scene) -> None:
    met(scene, "lead", "co_lead")

    hand_over(scene)

    assert [name for name in ("lead", "co_lead") if can_open(scene, name)] == []
    assert can_open(scene, "stranger")
    assert can_open(scene, "co_lead")  # there is a draft now
    lead_id = db.session.scalars(select(Consultation.lead_id)).one()
    roll_back()
    assert lead_id == scene.stranger.id


def test_it_can_go_to_the_other_lead_of_the_clinic(scene: Scene) -> None:
    met(scene, "lead", "co_lead")

    hand_over(scene, to="co_lead")
    write(scene, "co_lead")
    view = reading_queries.get_record(scene.actor("co_lead"), MET)
    roll_back()

    assert view.met_names == ()  # whoever writes it was there


def test_a_role_does_not_end_at_once_before_it_is_handed_over(scene: Scene) -> None:
    clinic_to_come_is_gone(scene)
    met(scene)

    with pytest.raises(StillInHand):
        end_at_once(scene)
    before = matters(scene)
    hand_over(scene)
    end_at_once(scene)

    assert len(before) == 1
    assert before[0].startswith("1 consultation without a record, of ")
    assert matters(scene) == []


def test_where_nobody_could_write_it_nobody_is_kept(scene: Scene) -> None:
    clinic_to_come_is_gone(scene)
    met(scene, worker=scene.stranger)
    end_today(scene, "co_lead")

    found = in_hand.list_matters_of_lead(scene.lead.id, scene.area.id)
    roll_back()
    end_at_once(scene)

    assert [matter.must_go for matter in found] == [False]
    assert "No other Practice Lead" in found[0].becomes


def test_a_request_of_the_colleagues_own_stays_until_somebody_else_is_chosen(scene: Scene) -> None:
    own = met(scene, worker=scene.stranger)

    hand_over(scene)
    after_one = request_now(own)
    hand_over(scene, to="co_lead")

    assert after_one == (RequestState.BOOKED, None)
    assert request_now(own) == (RequestState.BOOKED, scene.co_lead.id)


def test_whoever_took_over_and_leaves_hands_it_on(scene: Scene) -> None:
    request = met(scene, "lead", "co_lead")
    hand_over(scene)

    again = hand_over(scene, to="co_lead", of="stranger")

    assert again == 2  # the clinic of the scene went with it
    assert request_now(request) == (RequestState.BOOKED, scene.co_lead.id)
    assert hand_over(scene, to="stranger") == 0


@pytest.mark.parametrize(
    "changed",
    [{"state": RequestState.DID_NOT_ATTEND}, {"state": RequestState.WITHDRAWN}, {"area_id": None}],
    ids=["did not attend", "withdrawn", "other area"],
)
def test_what_was_not_met_here_is_not_in_hand(scene: Scene, changed: dict[str, Any]) -> None:
    clinic_to_come_is_gone(scene)
    request = met(scene)
    before = matters(scene)
    with unit_of_work():
        row = db.session.get_one(RequestForAdvice, request.id)
        for name, value in changed.items():
            setattr(row, name, value or scene.other_area.id)

    assert len(before) == 1
    assert matters(scene) == []


def test_what_is_booked_in_a_clinic_to_come_goes_with_the_clinic(scene: Scene) -> None:
    clinic_to_come_is_gone(scene)
    clinic = scene.make.clinic(scene.area, [scene.lead])
    request = scene.make.request(scene.area, scene.other_worker)
    scene.make.booking(request, scene.make.slots_of(clinic)[0])

    before = [words.split(",")[0] for words in matters(scene)]
    hand_over(scene)

    assert before == ["1 clinic to come"]
    assert leads_of(clinic) == [scene.stranger.id]
    assert request_now(request) == (RequestState.BOOKED, None)


def test_the_colleague_says_that_nobody_came_and_takes_it_back(scene: Scene) -> None:
    request = met(scene)
    hand_over(scene)

    with unit_of_work():
        attendance.mark_did_not_attend(scene.actor("stranger"), reference=MET)
    missed = request_now(request)
    held = queries.find_booking_of_request(request.id)
    roll_back()
    with unit_of_work():
        attendance.undo_attendance(scene.actor("stranger"), reference=MET)

    assert missed == (RequestState.DID_NOT_ATTEND, scene.stranger.id)
    assert held is not None
    assert held.attendance is Attendance.DID_NOT_ATTEND
    assert request_now(request) == (RequestState.BOOKED, scene.stranger.id)


@pytest.mark.parametrize("by", ["stranger", "far_lead", "coordinator"])
def test_nobody_else_says_who_came(scene: Scene, by: str) -> None:
    met(scene)
    if by != "stranger":  # to whom nothing was handed over
        hand_over(scene)

    with pytest.raises(NotFound):
        attendance.mark_did_not_attend(scene.actor(by), reference=MET)


@pytest.mark.parametrize("way", ["book", "queue"])
def test_a_worker_who_did_not_come_and_chooses_again_is_the_colleagues_no_longer(
    scene: Scene, way: str
) -> None:
    request = met(scene)
    hand_over(scene)
    with unit_of_work():
        attendance.mark_did_not_attend(scene.actor("stranger"), reference=MET)
    later = scene.make.clinic(scene.area, [scene.co_lead])
    slot = scene.make.slots_of(later)[0]

    with unit_of_work():
        if way == "book":
            booking.book_slot(scene.actor("other_worker"), reference=MET, slot_id=slot.id)
        else:
            waiting.join_queue(scene.actor("other_worker"), reference=MET)

    state = RequestState.BOOKED if way == "book" else RequestState.QUEUED
    assert request_now(request) == (state, None)


def test_one_that_is_hidden_goes_too_and_is_written_once_it_is_shown(scene: Scene) -> None:
    request = met(scene, hidden_at=clock.now())

    hand_over(scene)
    with pytest.raises(HiddenNow):
        service.open_record(scene.actor("stranger"), reference=MET)
    roll_back()
    with unit_of_work():
        db.session.get_one(RequestForAdvice, request.id).hidden_at = None

    assert can_open(scene, "stranger")


def test_a_record_begun_in_the_same_moment_goes_over_as_a_record(scene: Scene) -> None:
    met(scene)
    write(scene, "lead")

    words = matters(scene)
    hand_over(scene)
    lead_id = db.session.scalars(select(Consultation.lead_id)).one()
    roll_back()

    assert sum("not signed" in each for each in words) == 1
    assert not any("without a record" in each for each in words)
    assert lead_id == scene.stranger.id


def test_what_was_taken_over_is_listed_for_whoever_took_over_alone(scene: Scene) -> None:
    met(scene, "lead", "co_lead")
    hand_over(scene)

    listed = {
        name: [row.reference for row in list_queries.list_to_begin(scene.actor(name))]
        for name in ("stranger", "lead", "co_lead", "far_lead")
    }
    roll_back()

    assert listed == {"stranger": [MET], "lead": [], "co_lead": [], "far_lead": []}


def test_a_lead_of_another_area_lists_nothing_that_they_took_over_here(scene: Scene) -> None:
    met(scene)
    hand_over(scene)
    elsewhere = scene.make.viewer(scene.stranger, scene.other_area, Role.PRACTICE_LEAD)

    assert list_queries.list_to_begin(elsewhere) == []


# Pages


def test_it_leads_from_today_to_the_signed_record(scene: Scene, new_client: Any) -> None:
    met(scene, "lead", "co_lead")
    hand_over(scene)
    browser: PageClient = new_client().sign_in(scene.stranger)

    today = browser.get_page("/")
    listed = browser.get_page("/records")
    page = browser.get_page(today.href("Open the request"))
    draft = browser.post_page(f"/requests/{MET}/record")
    after = browser.get_page("/")

    assert f"Write the record of {MET}" in today.main
    assert "To write: you met, and there is no record yet" in listed.main
    assert "You took this over from a colleague" in listed.main
    assert listed.href(MET) == f"/requests/{MET}"
    assert "This was booked with Lena Lead and Colin Colead" in page.main
    assert f"Taken over by {scene.stranger.full_name}" in " ".join(page.main.split())
    assert f"Handed over to {scene.stranger.full_name}" in page.main
    assert page.href("Back to your records") == "/records"
    assert "The clinic was led by Lena Lead and Colin Colead; you have taken over." in draft.main
    assert "Write the record of" not in after.main
    assert f"Sign your record of {MET}" in after.main


def test_the_worker_reads_who_took_over_and_who_led_the_clinic(scene: Scene, new_client: Any) -> None:
    met(scene)
    hand_over(scene)

    page = new_client().sign_in(scene.other_worker).get_page(f"/requests/{MET}")
    write(scene, "stranger")
    sign(scene, "stranger")
    record = new_client().sign_in(scene.other_worker).get_page(f"/records/{MET}")
    text = new_client().sign_in(scene.other_worker).get(f"/records/{MET}/text").get_data(as_text=True)

    assert f"{scene.stranger.full_name} has taken over from the Practice Lead of the clinic" in page.main
    assert "Lena Lead; the record was taken over" in record.main
    assert "Clinic led by: Lena Lead; the record was taken over" in text


def test_the_leads_of_the_clinic_read_that_it_was_taken_over(scene: Scene, client: PageClient) -> None:
    request = met(scene, "lead", "co_lead")
    hand_over(scene)
    held = queries.find_booking_of_request(request.id)
    roll_back()
    assert held is not None
    client.sign_in(scene.co_lead)

    order = client.get_page(f"/clinics/{held.clinic_id}/running-order")
    page = client.get_page(f"/requests/{MET}")

    for shown in (order, page):
        assert f"{scene.stranger.full_name} has taken this over and writes the record." in shown.main
        assert "Start the record" not in shown.main
    assert page.href("Back to the running order") == f"/clinics/{held.clinic_id}/running-order"


def test_who_took_over_says_on_the_page_that_nobody_came(scene: Scene, client: PageClient) -> None:
    met(scene)
    hand_over(scene)
    client.sign_in(scene.stranger)

    missed = client.post_page(f"/requests/{MET}/attendance", {"outcome": "did_not_attend"})
    today = client.get_page("/")
    back = client.post_page(f"/requests/{MET}/attendance", {"outcome": "undo"})

    assert "did not come to the clinic. They can choose another time." in missed.main
    assert "They came after all" in missed.main
    assert "Write the record" not in today.main
    assert "Start the record" in back.main


def test_what_was_left_at_the_end_waits_on_today_for_the_coordinator(
    scene: Scene, client: PageClient
) -> None:
    clinic_to_come_is_gone(scene)
    met(scene)
    end_today(scene, "lead")
    client.sign_in(scene.coordinator)

    before = client.get_page("/")
    over = client.get_page(before.href("Hand over"))
    client.post_page(before.href("Hand over"), {"to": str(scene.stranger.id)})
    after = client.get_page("/")

    assert "1 former lead left clinics or records" in before.main
    assert "1 consultation without a record" in over.main
    assert MET not in over.main
    assert "former lead" not in after.main


def test_many_are_one_card_and_the_same_number_of_statements(scene: Scene, client: PageClient) -> None:
    met(scene)
    hand_over(scene)
    client.sign_in(scene.stranger)
    pages = ("/", "/records")

    def statements() -> list[int]:
        for url in pages:
            client.get_page(url)
        found = []
        for url in pages:
            with count_statements() as counted:
                client.get_page(url)
            found.append(len(counted))
        return found

    before = statements()
    for _ in range(5):
        met(scene, reference=None)
    hand_over(scene, of="lead")

    assert statements() == before
    assert "Write the records of 6 consultations that you took over" in client.get_page("/").main


def test_the_page_that_hands_over_asks_no_more_for_many(scene: Scene, client: PageClient) -> None:
    url = f"/people/{scene.lead.id}/areas/{scene.area.id}/hand-over"
    met(scene)
    client.sign_in(scene.coordinator)

    def statements() -> int:
        client.get_page(url)
        with count_statements() as counted:
            client.get_page(url)
        return len(counted)

    before = statements()
    for _ in range(5):
        met(scene, "lead", "co_lead", reference=None)

    assert statements() == before
    assert "6 consultations without a record, the oldest of" in client.get_page(url).main

"""Who may read what, and that not a word of narrative leaves the request."""

import json
from typing import Any

import pytest
from icalendar import Calendar
from sqlalchemy import select

from csaleads.access.permissions import Role
from csaleads.advice import booking, drafts, service
from csaleads.advice.models import RequestState
from csaleads.advice.queries import get_request
from csaleads.audit.models import AuditEvent
from csaleads.core.database import db
from csaleads.core.errors import NotFound
from csaleads.core.unit_of_work import unit_of_work
from csaleads.notify.models import Message, OutboxRow
from tests.advice.conftest import Scene
from tests.factories import Factory

MARKERS = {
    "known": "teaspoon known",
    "worrying": "teaspoon worrying",
    "going_well": "teaspoon going",
    "question": "teaspoon question",
}


def everything_told() -> str:
    """Messages, mail and audit events as text."""
    db.session.rollback()
    found: list[Any] = []
    for model in (Message, OutboxRow, AuditEvent):
        for row in db.session.scalars(select(model)):
            found.append({column.key: str(getattr(row, column.key)) for column in model.__table__.columns})
    return json.dumps(found)


def test_no_word_of_a_case_reaches_mail_messages_audit_or_calendar(scene: Scene, new_client: Any) -> None:
    worker, lead = new_client().sign_in(scene.worker), new_client().sign_in(scene.lead)
    with unit_of_work():
        reference = drafts.start_request(scene.as_worker, area_id=scene.area.id)
    for step, data in {
        "concern": {"concern": "online"},
        "age": {"age_band": "under_5"},
        "stage": {"stage": "early_help"},
        "situation": {name: MARKERS[name] for name in ("known", "worrying", "going_well")},
        "question": {"question": MARKERS["question"]},
        "confidence": {"confidence_before": "5"},
    }.items():
        worker.post_page(f"/ask/{reference}/{step}", data)
    worker.post_page(f"/ask/{reference}/send")
    worker.post_page(f"/requests/{reference}/slots", {"choice": str(scene.slots[0].id)})
    worker.post_page(f"/requests/{reference}/slots", {"choice": str(scene.slots[1].id)})
    entry = worker.get(f"/requests/{reference}/clinic.ics").get_data(as_text=True)
    worker.post_page(f"/requests/{reference}/cancel", {"reason": "teaspoon cancel", "afterwards": "keep"})
    cancelled = worker.get(f"/requests/{reference}/clinic.ics").get_data(as_text=True)
    worker.post_page(f"/requests/{reference}/slots", {"choice": "queue"})
    lead.post_page(f"/requests/{reference}/accept")
    lead.post_page(f"/requests/{reference}/decline", {"reason": "teaspoon decline"})

    told = everything_told()

    assert reference in told, "the search itself must be able to find something"
    assert "teaspoon" not in told + entry + cancelled
    page = worker.get_page(f"/requests/{reference}")
    assert "teaspoon question" in page.main
    assert "teaspoon cancel" in page.main
    assert "teaspoon decline" in page.main
    for path in ("/requests", "/ask", "/queue"):
        assert "teaspoon" not in lead.get_page(path).text


def test_a_calendar_keeps_one_entry_through_move_and_cancellation(scene: Scene, new_client: Any) -> None:
    request = scene.request(reference="K7Q-4MD")
    worker = new_client().sign_in(scene.worker)
    entries = []
    for slot in scene.slots[:2]:
        worker.post_page(f"/requests/{request.reference}/slots", {"choice": str(slot.id)})
        entries.append(entry_of(worker, request))
    with unit_of_work():
        booking.cancel_booking(scene.as_worker, reference=request.reference, reason="x", keep_request=True)
    entries.append(entry_of(worker, request))

    assert len({str(entry["uid"]) for entry in entries}) == 1
    sequences = [int(entry["sequence"]) for entry in entries]
    assert sequences == sorted(set(sequences))
    assert [str(entry["status"]) for entry in entries] == ["CONFIRMED", "CONFIRMED", "CANCELLED"]
    assert {str(entry["summary"]) for entry in entries} == {"Practice Lead clinic – K7Q-4MD"}
    assert entries[1].decoded("dtstart") == scene.slots[1].starts_at
    assert str(entries[0]["location"]) == "Meeting room 2"
    assert "organizer" not in entries[0]


def entry_of(browser: Any, request: Any) -> Any:
    answer = browser.get(f"/requests/{request.reference}/clinic.ics")
    assert answer.mimetype == "text/calendar"
    calendar = Calendar.from_ical(answer.data)
    assert str(calendar["method"]) == "PUBLISH"
    return calendar.walk("VEVENT")[0]


READERS = ("worker", "clinic_lead", "colleague", "other_lead", "manager", "coordinator", "foreign_lead")
MAY_READ: dict[RequestState, set[str]] = {
    RequestState.DRAFT: {"worker"},
    RequestState.SUBMITTED: {"worker"},
    RequestState.BOOKED: {"worker", "clinic_lead"},
    RequestState.QUEUED: {"worker", "clinic_lead", "other_lead"},
    RequestState.ACCEPTED: {"worker", "other_lead"},
    RequestState.CONSULTED: {"worker", "clinic_lead"},
    RequestState.WITHDRAWN: {"worker"},
    RequestState.DECLINED: {"worker"},
}


@pytest.mark.parametrize("state", list(MAY_READ))
def test_a_request_is_read_by_its_worker_and_whoever_answers_it(
    scene: Scene, make: Factory, new_client: Any, state: RequestState
) -> None:
    elsewhere = make.area()
    people = {
        "worker": scene.worker,
        "clinic_lead": scene.lead,
        "colleague": make.worker(scene.area),
        "other_lead": make.lead(scene.area),
        "manager": make.manager(scene.area, of=[scene.worker]),
        "coordinator": make.coordinator(scene.area),
        "foreign_lead": make.lead(elsewhere),
    }
    request = scene.request(
        lead_id=people["other_lead"].id if state is RequestState.ACCEPTED else None,
        state=state if state not in (RequestState.BOOKED, RequestState.CONSULTED) else RequestState.SUBMITTED,
    )
    if state in (RequestState.BOOKED, RequestState.CONSULTED):
        make.booking(request, scene.slots[0])
    if state is RequestState.CONSULTED:
        make.consultation(request, scene.lead)

    for name in READERS:
        allowed = name in MAY_READ[state]
        page = (
            new_client()
            .sign_in(people[name])
            .get_page(f"/requests/{request.reference}", status=200 if allowed else 404)
        )
        assert ("How do we talk with Child A next?" in page.text) is allowed, name


def test_only_the_worker_reaches_the_pages_that_change_a_request(
    scene: Scene, make: Factory, new_client: Any
) -> None:
    request = scene.request()
    make.booking(request, scene.slots[0])
    others = [make.worker(scene.area), make.lead(scene.area), make.lead(make.area()), scene.lead]

    for person in others:
        browser = new_client().sign_in(person)
        for path in ("slots", "booked", "withdraw"):
            assert browser.get(f"/requests/{request.reference}/{path}").status_code == 404, path
        for path in ("slots", "withdraw"):
            answer = browser.post(f"/requests/{request.reference}/{path}", data={"choice": "queue"})
            assert answer.status_code == 404, path
    for person in others[:-1]:
        browser = new_client().sign_in(person)
        assert browser.get(f"/requests/{request.reference}/cancel").status_code == 404
        assert browser.get(f"/requests/{request.reference}/clinic.ics").status_code == 404
        for path in ("cancel", "attendance"):
            assert browser.post(f"/requests/{request.reference}/{path}", data={}).status_code == 404
    assert scene.fresh(request).state is RequestState.BOOKED


def test_a_lead_who_lost_the_role_reads_nothing(scene: Scene, make: Factory) -> None:
    request = scene.request()
    make.booking(request, scene.slots[0])
    from_today = make.viewer(scene.lead, scene.area, Role.SOCIAL_WORKER)

    with pytest.raises(NotFound):
        get_request(from_today, request.reference)


def test_nobody_signed_in_is_asked_to_sign_in(scene: Scene, new_client: Any) -> None:
    request = scene.request()

    for path in ("/ask", "/requests", f"/requests/{request.reference}", "/queue"):
        answer = new_client().get(path)
        assert answer.status_code == 302
        assert answer.location.startswith("/sign-in")


def test_a_record_is_linked_once_the_room_of_records_says_that_it_can_be_read(
    scene: Scene, make: Factory, new_client: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    request = scene.request()
    make.booking(request, scene.slots[0])
    make.consultation(request, scene.lead)
    worker = new_client().sign_in(scene.worker)
    readable = {"answer": False}
    monkeypatch.setattr(service, "_record_readers", [lambda viewer, request_id: readable["answer"]])

    before = worker.get_page(f"/requests/{request.reference}")
    readable["answer"] = True
    after = worker.get_page(f"/requests/{request.reference}")

    assert not before.html.select(f'a[href="/records/{request.reference}"]')
    assert after.href("Read the advice") == f"/records/{request.reference}"

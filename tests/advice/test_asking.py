"""The form: the safe-route stop, the draft as it is typed, check, send and change."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from csaleads.access.permissions import Role
from csaleads.advice.models import RequestForAdvice, RequestState, SafeRouteStop
from csaleads.audit.models import AuditEvent
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.once import FormSubmission
from tests.advice.conftest import ANSWERS, Scene
from tests.factories import Factory
from tests.page_client import Page, PageClient

STEPS = {
    "concern": ["concern"],
    "age": ["age_band"],
    "stage": ["stage"],
    "situation": ["known", "worrying", "going_well"],
    "question": ["question"],
    "confidence": ["confidence_before"],
}


def text_of(value: Any) -> str:
    return str(getattr(value, "value", value))


def only_request() -> RequestForAdvice:
    db.session.rollback()
    return db.session.scalars(select(RequestForAdvice).execution_options(populate_existing=True)).one()


def opened(name: str) -> str:
    text: str = getattr(only_request(), name)
    return text


def begin(client: PageClient, **fields: str) -> str:
    page = client.get_page("/ask")
    values = page.form_values() | {"in_danger": "no"} | fields
    answer = client.post("/ask", data=values)
    assert answer.status_code == 302
    return only_request().reference


def test_a_child_in_danger_leads_to_the_emergency_steps_and_leaves_no_trace_of_who(
    scene: Scene, client: PageClient
) -> None:
    client.sign_in(scene.worker)
    values = client.get_page("/ask").form_values() | {"in_danger": "yes"}

    for _ in range(2):
        page = client.post_page("/ask", values)

    assert "999" in page.main
    assert not page.html.select("main form")
    stop = db.session.scalars(select(SafeRouteStop)).one()
    assert stop.area_id == scene.area.id
    event = db.session.scalars(select(AuditEvent).where(AuditEvent.verb == "stop_for_emergency")).one()
    assert event.actor_id == 0
    assert set(db.session.scalars(select(FormSubmission.person_id))) == {0}
    assert db.session.scalar(select(func.count()).select_from(RequestForAdvice)) == 0


def test_the_danger_question_must_be_answered(scene: Scene, client: PageClient) -> None:
    client.sign_in(scene.worker)

    page = client.post_page("/ask", {}, status=422)

    assert page.errors == ["Select yes if a child is in immediate danger"]


def test_a_double_click_begins_one_draft(scene: Scene, client: PageClient) -> None:
    client.sign_in(scene.worker)
    values = client.get_page("/ask").form_values() | {"in_danger": "no"}

    first, second = client.post("/ask", data=values), client.post("/ask", data=values)

    assert first.location == second.location
    assert only_request().team_id == scene.team.id


def test_somebody_of_two_areas_says_in_which_one(scene: Scene, make: Factory, client: PageClient) -> None:
    elsewhere = make.area("Elsewhere")
    make.role(scene.worker, elsewhere, Role.SOCIAL_WORKER)
    client.sign_in(scene.worker)

    page = client.post_page("/ask", {"in_danger": "no"}, status=422)
    assert page.errors == ["Select the area in which you work with the child"]

    begin(client, area_id=str(elsewhere.id))
    assert only_request().area_id == elsewhere.id


def test_somebody_asks_from_the_first_question_to_a_booked_time(scene: Scene, client: PageClient) -> None:
    client.sign_in(scene.worker)
    reference = begin(client, slot=str(scene.slots[1].id))

    page = client.get_page(f"/ask/{reference}/concern")
    for number, (step, names) in enumerate(STEPS.items(), start=1):
        assert f"question {number} of 6" in page.main.lower()
        page = client.post_page(
            f"/ask/{reference}/{step}", page.form_values() | {name: text_of(ANSWERS[name]) for name in names}
        )
    assert page.h1 == "Check your answers"
    assert "How do we ask about the phone?" in page.main

    page = client.post_page(f"/ask/{reference}/send")
    assert reference in page.main
    assert page.one("input[checked]")["value"] == str(scene.slots[1].id)

    page = client.post_page(f"/requests/{reference}/slots", page.form_values())
    assert page.h1 == "Your time is booked"
    assert reference in page.main
    assert only_request().state is RequestState.BOOKED
    assert client.get_page(f"/requests/{reference}").h1 == f"Request {reference}"


def test_each_question_says_kindly_what_is_missing_and_keeps_the_rest(
    scene: Scene, client: PageClient
) -> None:
    client.sign_in(scene.worker)
    reference = begin(client)

    page = client.post_page(f"/ask/{reference}/situation", {"known": "Kept words"}, status=422)

    assert page.errors == [
        "Enter what is worrying you",
        "Enter what is going well, or that you do not know yet",
    ]
    assert page.form_values()["known"] == "Kept words"
    assert opened("known") == "Kept words", "a draft is kept though it is not complete"
    for step in ("concern", "age", "stage", "question", "confidence"):
        assert len(client.post_page(f"/ask/{reference}/{step}", {}, status=422).errors) == 1


def test_too_long_an_answer_is_refused_and_still_kept(scene: Scene, client: PageClient) -> None:
    client.sign_in(scene.worker)
    reference = begin(client)

    page = client.post_page(f"/ask/{reference}/question", {"question": "a" * 5001}, status=422)

    assert page.errors == ["Your question must be 5,000 characters or fewer"]
    assert len(opened("question")) == 5001
    assert client.post_page(f"/ask/{reference}/send").h1 == "What kind of concern is it?"


def test_a_value_that_is_no_choice_is_refused(scene: Scene, client: PageClient) -> None:
    client.sign_in(scene.worker)
    reference = begin(client)

    client.post_page(f"/ask/{reference}/concern", {"concern": "something"}, status=422)

    assert only_request().concern is None


def test_autosave_keeps_half_an_answer_and_says_when(scene: Scene, client: PageClient) -> None:
    client.sign_in(scene.worker)
    reference = begin(client)
    address = client.get_page(f"/ask/{reference}/situation").one("form[data-autosave-url]")[
        "data-autosave-url"
    ]

    answer = client.post(str(address), data={"known": "Child A sai", "worrying": ""})

    assert answer.status_code == 200
    assert answer.json == {"saved_at": "noon"}
    assert opened("known") == "Child A sai"
    page = client.get_page(f"/ask/{reference}/situation")
    assert page.form_values()["known"] == "Child A sai"


def test_the_last_autosave_wins_and_other_boxes_stay(scene: Scene, client: PageClient) -> None:
    client.sign_in(scene.worker)
    reference = begin(client)
    address = f"/ask/{reference}/situation/autosave"

    client.post(address, data={"known": "one", "worrying": "two"})
    client.post(address, data={"known": "three"})

    assert (opened("known"), opened("worrying")) == ("three", "two")


def test_autosave_touches_nothing_once_the_request_was_sent(scene: Scene, client: PageClient) -> None:
    request = scene.request()
    client.sign_in(scene.worker)

    answer = client.post(f"/ask/{request.reference}/question/autosave", data={"question": "half a wo"})

    assert answer.status_code == 409
    assert opened("question") == "How do we talk with Child A next?"


def test_more_than_a_draft_can_keep_is_refused(scene: Scene, client: PageClient) -> None:
    client.sign_in(scene.worker)
    reference = begin(client)

    answer = client.post(f"/ask/{reference}/question/autosave", data={"question": "a" * 20_001})

    assert answer.status_code == 413


def test_save_and_come_back_later_keeps_what_is_there(scene: Scene, client: PageClient) -> None:
    client.sign_in(scene.worker)
    reference = begin(client)

    page = client.post_page(f"/ask/{reference}/question", {"question": "Half", "then": "later"})

    assert page.h1 == "My requests"
    assert opened("question") == "Half"
    assert reference in client.get_page("/ask").main, "the draft is offered when asking again"


def test_a_change_from_the_check_page_returns_there(scene: Scene, client: PageClient) -> None:
    request = scene.request(state=RequestState.DRAFT, submitted_at=None)
    client.sign_in(scene.worker)
    page = client.get_page(f"/ask/{request.reference}/check")

    address = page.href("Change question for the practice lead")
    page = client.post_page(address, {"question": "A better question"})

    assert page.h1 == "Check your answers"
    assert "A better question" in page.main


def test_an_answer_changes_until_the_clinic_starts_and_the_lead_sees_the_newest(
    scene: Scene, new_client: Any
) -> None:
    request = scene.request()
    scene.make.booking(request, scene.slots[0])
    worker, lead = new_client().sign_in(scene.worker), new_client().sign_in(scene.lead)
    address = f"/ask/{request.reference}/question"
    values = worker.get_page(address).form_values() | {"question": "A newer question"}

    page = worker.post_page(address, values)

    assert page.h1 == f"Request {request.reference}"
    assert "A newer question" in lead.get_page(f"/requests/{request.reference}").main
    assert only_request().version == 2


def test_two_windows_that_change_a_sent_answer_lose_nothing(scene: Scene, client: PageClient) -> None:
    request = scene.request()
    client.sign_in(scene.worker)
    address = f"/ask/{request.reference}/question"
    values = client.get_page(address).form_values()
    client.post_page(address, values | {"question": "First window"})

    page = client.post_page(address, values | {"question": "Second window"}, status=409)

    assert page.form_values()["question"] == "Second window"
    assert "First window" in page.main
    client.post_page(address, page.form_values())
    assert opened("question") == "Second window"


def test_a_form_held_while_the_session_had_ended_comes_back(
    scene: Scene, client: PageClient, app: Flask
) -> None:
    client.sign_in(scene.worker)
    reference = begin(client)
    address = f"/ask/{reference}/question"
    with clock.at(clock.now() + timedelta(days=2)):
        answer = client.post(
            address,
            data={"question": "Typed for an hour"},
            headers={"Referer": f"http://localhost{address}", "Sec-Fetch-Site": "same-origin"},
        )
        assert "/sign-in" in answer.location
        client.sign_in(scene.worker)
        with client.session_transaction() as session:
            session["held_forms"] = [address]
        page = client.get_page(address)

        assert page.form_values()["question"] == "Typed for an hour"
        assert "We kept what you typed" in page.main
        client.post(
            address, data={"question": "Typed for an hour"}, headers={"Referer": f"http://localhost{address}"}
        )
        assert "We kept what you typed" not in client.get_page(address).main
    assert opened("question") == "Typed for an hour"


@pytest.mark.parametrize(
    ("step", "name", "picked"),
    [
        ("concern", "concern", "online"),
        ("age", "age_band", "5_to_7"),
        ("stage", "stage", "section_47"),
        ("confidence", "confidence_before", "4"),
    ],
)
@pytest.mark.parametrize("page_end", ["", "?origin=check"])
def test_a_choice_held_while_the_session_had_ended_is_still_picked(
    scene: Scene, client: PageClient, step: str, name: str, picked: str, page_end: str
) -> None:
    client.sign_in(scene.worker)
    address = f"/ask/{begin(client)}/{step}{page_end}"

    page = come_back(client, scene, address, client.get_page(address).form_values() | {name: picked})

    assert page.form_values()[name] == [picked]
    assert "We kept what you typed" in page.main


def test_the_first_question_and_the_area_are_still_answered_after_the_session_had_ended(
    scene: Scene, make: Factory, client: PageClient
) -> None:
    elsewhere = make.area("Elsewhere")
    make.role(scene.worker, elsewhere, Role.SOCIAL_WORKER)
    client.sign_in(scene.worker)
    address = f"/ask?slot={scene.slots[1].id}"
    typed = client.get_page(address).form_values() | {"in_danger": "no", "area_id": str(elsewhere.id)}

    page = come_back(client, scene, address, typed)

    assert page.form_values() == typed | {"in_danger": ["no"]}
    assert "We kept what you typed" in page.main
    client.post("/ask", data=page.form_values(), headers={"Referer": f"http://localhost{address}"})
    assert only_request().area_id == elsewhere.id
    assert "We kept what you typed" not in client.get_page(address).main


def test_the_time_that_was_picked_is_still_picked_after_the_session_had_ended(
    scene: Scene, client: PageClient
) -> None:
    client.sign_in(scene.worker)
    address = f"/requests/{scene.request().reference}/slots"

    page = come_back(client, scene, address, {"choice": "queue"}, after=timedelta(hours=14))

    assert page.form_values()["choice"] == ["queue"]
    assert "We kept what you chose" in page.main


def come_back(
    client: PageClient,
    scene: Scene,
    address: str,
    typed: dict[str, Any],
    after: timedelta = timedelta(days=2),
) -> Page:
    """Send `typed` when the session has run out, sign in again, and see the page."""
    with clock.at(clock.now() + after):
        headers = {"Referer": f"http://localhost{address}", "Sec-Fetch-Site": "same-origin"}
        answer = client.post(address.partition("?")[0], data=typed, headers=headers)
        assert "/sign-in" in answer.location
        client.sign_in(scene.worker)
        with client.session_transaction() as session:
            session["held_forms"] = [address]
        return client.get_page(address)


def test_nobody_else_opens_the_pages_of_a_draft(scene: Scene, make: Factory, new_client: Any) -> None:
    request = scene.request(state=RequestState.DRAFT, submitted_at=None)
    others = [scene.lead, make.worker(scene.area), make.coordinator(scene.area), make.lead(make.area())]

    for person in others:
        client = new_client().sign_in(person)
        for path in ("question", "check"):
            client.get_page(f"/ask/{request.reference}/{path}", status=404)
        for path in ("question", "question/autosave", "send"):
            assert client.post(f"/ask/{request.reference}/{path}", data={"question": "x"}).status_code == 404
        client.get_page(f"/requests/{request.reference}", status=404)
    assert opened("question") == "How do we talk with Child A next?"

"""The pages of writing a record: rows without scripts, saving, conflicts, the way through to signing."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from csaleads.consultations.models import Consultation, RecordState
from csaleads.core import clock
from csaleads.core.database import db
from tests.conftest import NOON
from tests.consultations.conftest import FULL, NOTE_MARKER, REFERENCE, Scene
from tests.factories import Factory
from tests.page_client import Page, PageClient

EDIT = f"/records/{REFERENCE}/edit"
FORM = "form[data-autosave-url]"


def typed(page: Page, **changes: Any) -> dict[str, Any]:
    return page.form_values(FORM) | changes


@pytest.fixture
def lead(client: PageClient, scene: Scene) -> PageClient:
    return client.sign_in(scene.lead)


def test_the_lead_opens_writes_reviews_and_signs(lead: PageClient, scene: Scene) -> None:
    page = lead.post_page(f"/requests/{REFERENCE}/record")
    assert page.h1 == f"Record of {REFERENCE}"
    assert "How do we talk with Child A next?" in page.main

    review = lead.post_page(EDIT, typed(page, advice="Meet her at school", hypotheses="One", step="review"))
    assert review.h1 == "Read it through and sign"
    assert "Evidence for, Evidence against" in review.main
    signed = lead.post_page(f"/records/{REFERENCE}/sign", review.form_values("main form"))

    assert "The record is signed" in signed.main
    assert "Meet her at school" in signed.main


def test_signing_twice_is_answered_kindly(lead: PageClient, scene: Scene) -> None:
    scene.open()
    scene.save()
    values = lead.get_page(f"/records/{REFERENCE}/review").form_values("main form")

    lead.post_page(f"/records/{REFERENCE}/sign", values)
    again = lead.post_page(f"/records/{REFERENCE}/sign", values)

    assert "This record is signed already" in again.main


def test_a_record_without_advice_cannot_be_signed_and_says_why(lead: PageClient, scene: Scene) -> None:
    scene.open()
    version = str(scene.view("lead").version)

    page = lead.post_page(f"/records/{REFERENCE}/sign", {"version": version}, status=422)

    assert page.errors == ["Write the advice you gave"]
    assert "Sign the record" not in [
        button.get_text(strip=True) for button in page.html.select("main button")
    ]


def test_rows_are_added_and_removed_without_scripts_and_nothing_is_lost(
    lead: PageClient, scene: Scene
) -> None:
    scene.open()
    page = lead.get_page(EDIT)
    first = {"agency-0-agency": "police", "agency-0-role": "First", "advice": "Typed advice",
             "action-0-description": "Ring", "action-0-due_on-day": "3"}  # fmt: skip

    page = lead.post_page(EDIT, typed(page, **first, step="add-agency"), status=422)
    assert page.errors == ["Date of the action must include a month and year"]
    page = lead.post_page(EDIT, typed(page, **{"action-0-due_on-month": "12", "action-0-due_on-year": "2026"},
                                      step="add-agency"))  # fmt: skip
    page = lead.post_page(
        EDIT, typed(page, **{"agency-1-agency": "gp", "agency-1-role": "Second"}, step="add-action")
    )
    page = lead.post_page(EDIT, typed(page, step="remove-agency-0"))

    values = typed(page)
    assert (values["agency-0-agency"], values["agency-0-role"]) == ("gp", "Second")
    assert values["advice"] == "Typed advice"
    assert values["action-0-description"] == "Ring"
    assert "action-1-description" in values
    lead.post_page(EDIT, typed(page, step="later"))
    content = scene.view("lead").content
    assert [entry.role for entry in content.agencies] == ["Second"]
    assert [entry.description for entry in content.actions] == ["Ring"]


def test_save_and_come_back(lead: PageClient, scene: Scene) -> None:
    scene.open()
    page = lead.get_page(EDIT)

    after = lead.post_page(EDIT, typed(page, advice="Half a thought", lead_note="mine", step="later"))
    assert after.h1 == "Your records"

    values = typed(lead.get_page(EDIT))
    assert (values["advice"], values["lead_note"]) == ("Half a thought", "mine")


def test_autosave_keeps_the_page_and_says_when(lead: PageClient, scene: Scene) -> None:
    scene.open()
    page = lead.get_page(EDIT)

    answer = lead.post(f"/records/{REFERENCE}/draft", data=typed(page, advice="As I type"))

    assert answer.status_code == 200
    assert answer.json == {"saved_at": "noon", "fields": {"version": "2"}}
    assert scene.view("lead").content.text("advice") == "As I type"


def test_a_half_typed_date_does_not_stop_autosave(lead: PageClient, scene: Scene) -> None:
    scene.open()
    page = lead.get_page(EDIT)

    answer = lead.post(f"/records/{REFERENCE}/draft",
                       data=typed(page, **{"action-0-description": "Ring", "action-0-due_on-day": "3"}))  # fmt: skip

    assert answer.status_code == 200
    assert scene.view("lead").actions[0].description == "Ring"


def test_saving_right_after_an_autosave_of_the_same_page_is_no_conflict(
    lead: PageClient, scene: Scene
) -> None:
    scene.open()
    page = lead.get_page(EDIT)
    lead.post(f"/records/{REFERENCE}/draft", data=typed(page, advice="As I type"))

    after = lead.post_page(EDIT, typed(page, advice="As I type it", step="review"))

    assert "As I type it" in after.main


def test_two_leads_at_once_see_both_versions_and_lose_nothing(
    lead: PageClient, scene: Scene, new_client: Any
) -> None:
    scene.open()
    page = lead.get_page(EDIT)
    colleague = new_client().sign_in(scene.co_lead)
    theirs = colleague.get_page(EDIT)
    colleague.post_page(EDIT, typed(theirs, advice="Colin's words", step="stay"))

    autosaved = lead.post(f"/records/{REFERENCE}/draft", data=typed(page, advice="Lena's words"))
    both = lead.post_page(EDIT, typed(page, advice="Lena's words", step="review"), status=409)

    assert autosaved.status_code == 409
    assert "Colin Colead saved it" in both.main
    assert "Colin's words" in both.main
    assert typed(both)["advice"] == "Lena's words"
    assert scene.view("lead").content.text("advice") == "Colin's words"
    lead.post_page(EDIT, typed(both, advice="Lena's and Colin's words", step="review"))
    assert scene.view("lead").content.text("advice") == "Lena's and Colin's words"


def test_typing_on_while_the_lead_signs_gives_the_words_back(scene: Scene, client: PageClient) -> None:
    scene.open()
    scene.save()
    colleague = client.sign_in(scene.co_lead)
    page = colleague.get_page(EDIT)
    scene.sign()

    after = colleague.post_page(EDIT, typed(page, advice="Late words", step="review"), status=409)

    assert after.h1 == "The record was signed while you were writing"
    assert "Late words" in after.main


def test_the_review_says_when_the_record_changed_meanwhile(lead: PageClient, scene: Scene) -> None:
    scene.open()
    scene.save()
    values = lead.get_page(f"/records/{REFERENCE}/review").form_values("main form")
    scene.save(by="co_lead")

    page = lead.post_page(f"/records/{REFERENCE}/sign", values, status=409)

    assert "The record changed while you read it" in page.main
    assert db.session.scalars(select(Consultation.state)).one() is RecordState.DRAFT


def test_the_co_lead_writes_without_the_note_and_cannot_sign(scene: Scene, client: PageClient) -> None:
    scene.open()
    scene.save()
    colleague = client.sign_in(scene.co_lead)

    page = colleague.get_page(EDIT)
    review = colleague.get_page(f"/records/{REFERENCE}/review")

    for seen in (page, review):
        assert NOTE_MARKER not in seen.response.get_data(as_text=True)
    assert "lead_note" not in typed(page)
    assert not review.html.select("form[action$='/sign']")
    colleague.post_page(f"/records/{REFERENCE}/sign", {"version": "2"}, status=404)


@pytest.mark.parametrize("name", ["worker", "other_worker", "stranger", "coordinator", "far_lead", "far_worker",
                                  "far_coordinator"])  # fmt: skip
@pytest.mark.parametrize("address", ["", "/edit", "/review", "/amend", "/print", "/word", "/text", "/feedback",
                                     "/break-glass"])  # fmt: skip
def test_a_draft_exists_for_nobody_else(scene: Scene, client: PageClient, name: str, address: str) -> None:
    scene.open()
    scene.save()

    client.sign_in(getattr(scene, name)).get_page(f"/records/{REFERENCE}{address}", status=404)


@pytest.mark.parametrize("name", ["other_worker", "stranger", "co_lead", "coordinator", "far_lead", "far_worker",
                                  "far_coordinator"])  # fmt: skip
@pytest.mark.parametrize(
    "address", ["", "/edit", "/review", "/amend", "/print", "/word", "/text", "/feedback"]
)
def test_a_signed_record_exists_for_nobody_else(
    scene: Scene, client: PageClient, name: str, address: str
) -> None:
    scene.signed()

    client.sign_in(getattr(scene, name)).get_page(f"/records/{REFERENCE}{address}", status=404)


@pytest.mark.parametrize("verb", ["sign", "draft", "read", "edit", "amend"])
def test_a_worker_can_neither_write_nor_learn_of_a_draft(scene: Scene, client: PageClient, verb: str) -> None:
    scene.open()

    answer = client.sign_in(scene.worker).post(
        f"/records/{REFERENCE}/{verb}", data={"text": "a", "reason": "b"}
    )

    assert answer.status_code == 404


def test_what_was_typed_into_an_ended_session_comes_back(app: Flask, lead: PageClient, scene: Scene) -> None:
    scene.open()
    page = lead.get_page(EDIT)
    values = typed(page, advice="Typed before lunch", **{"agency-0-role": "waits"})
    with clock.at(NOON + timedelta(hours=3)):
        answer = lead.post(
            EDIT, data=values, headers={"Origin": "http://localhost", "Referer": f"http://localhost{EDIT}"}
        )
        assert "/sign-in" in answer.location
        lead.sign_in(scene.lead)
        with lead.session_transaction() as session:
            session["held_forms"] = [EDIT]
        back = lead.get_page(EDIT)
        assert "We kept what you typed" in back.main
        assert (typed(back)["advice"], typed(back)["agency-0-role"]) == ("Typed before lunch", "waits")
        lead.post_page(EDIT, typed(back, step="later"))

    assert scene.view("lead").content.text("advice") == "Typed before lunch"


def test_get_changes_nothing(lead: PageClient, scene: Scene) -> None:
    scene.open()
    scene.save(FULL)
    before = scene.view("lead")

    for address in (EDIT, f"/records/{REFERENCE}/review", "/records"):
        lead.get_page(address)

    assert scene.view("lead") == before


def test_my_requests_leads_to_signed_advice_and_to_no_other(new_client: Any, scene: Scene) -> None:
    worker = new_client().sign_in(scene.worker)
    scene.open()
    scene.save()
    before = worker.get_page("/requests")
    scene.sign()
    after = worker.get_page("/requests")

    assert "Read the advice" not in before.main
    assert "Your Practice Lead writes up the advice" in before.main
    assert after.href(f"Read the advice on {REFERENCE}") == f"/records/{REFERENCE}"
    assert "Read the advice" not in new_client().sign_in(scene.other_worker).get_page("/requests").main


def test_a_record_is_offered_once_the_clinic_has_begun(new_client: Any, scene: Scene, make: Factory) -> None:
    soon = make.clinic(scene.area, [scene.lead], starts_at=clock.now() + timedelta(hours=1))
    asked = make.request(scene.area, scene.other_worker)
    make.booking(asked, make.slots_of(soon)[0])
    lead = new_client().sign_in(scene.lead)
    pages = (f"/clinics/{soon.id}/running-order", f"/requests/{asked.reference}")

    early = [lead.get_page(path).main for path in pages]
    refused = lead.post_page(f"/requests/{asked.reference}/record").main
    with clock.at(soon.starts_at):
        in_time = [lead.get_page(path).main for path in pages]

    assert not any("Start the record" in main for main in early)
    assert "the clinic has not begun" in refused
    assert all("Start the record" in main for main in in_time)

"""A draft on its way out: the words stay in it, sealed for its author, until every finding has an answer."""

import re
from typing import Any

import pytest
from sqlalchemy import select

from csaleads.advice.models import RequestForAdvice, RequestState
from csaleads.audit.models import AuditEvent
from csaleads.consultations.models import Consultation, RecordState
from csaleads.core.database import db
from csaleads.screening import engine
from csaleads.screening.models import KeptException
from tests.page_client import PageClient
from tests.screening.conftest import KNOWN, NAME, PHONE, Scene
from tests.screening.test_review_page import TITLE, answered

SENT = "is sent"


@pytest.fixture
def draft(scene: Scene) -> RequestForAdvice:
    return scene.draft(known=KNOWN, question=f"How do I ask {NAME}?", worrying=PHONE)


@pytest.fixture
def worker(client: PageClient, scene: Scene) -> PageClient:
    return client.sign_in(scene.worker)


def row(thing: Any) -> Any:
    db.session.rollback()
    return db.session.get_one(type(thing), thing.id, populate_existing=True)


def page_of(draft: RequestForAdvice) -> str:
    return f"/ask/{draft.reference}/identify"


def test_sending_leads_to_the_questions_and_sends_nothing(
    worker: PageClient, draft: RequestForAdvice
) -> None:
    page = worker.post_page(f"/ask/{draft.reference}/send")

    assert page.h1 == TITLE
    assert "Nothing is sent yet, and your draft is kept" in page.main
    assert [h2.get_text() for h2 in page.html.select(".csa-question h2")] == [NAME, "07700 900123"]
    assert len(page.html.select(".csa-question")[0].select("q")) == 3
    assert row(draft).state is RequestState.DRAFT


def test_what_was_typed_is_not_in_the_page_but_for_what_was_found(
    worker: PageClient, draft: RequestForAdvice
) -> None:
    page = worker.get_page(page_of(draft))

    assert set(page.form_values()) == {name for name in page.form_values() if re.match("csrf|because_", name)}


def test_suggestions_go_into_the_draft_which_is_then_sent(
    worker: PageClient, draft: RequestForAdvice
) -> None:
    page = worker.get_page(page_of(draft))

    worker.post_page(page_of(draft), answered(page, every="use"))

    after = row(draft)
    assert after.state is RequestState.SUBMITTED
    assert NAME not in f"{after.known} {after.question}"
    assert after.question == "How do I ask Child B?"  # the request speaks of another Child A already
    event = db.session.scalars(select(AuditEvent).where(AuditEvent.verb == "submit")).one()
    assert event.details == {"screened": 4, "suggestions_used": 2}


def test_one_answer_is_kept_with_the_draft_while_another_is_open(
    worker: PageClient, draft: RequestForAdvice
) -> None:
    page = worker.get_page(page_of(draft))

    again = worker.post_page(page_of(draft), answered(page, **{NAME: "nobody:well_known"}), status=422)

    assert [h2.get_text() for h2 in again.html.select(".csa-question h2")] == ["07700 900123"]
    assert [kept.is_sent for kept in db.session.scalars(select(KeptException))] == [False]
    worker.post_page(page_of(draft), answered(again, every="use"))
    assert row(draft).state is RequestState.SUBMITTED
    assert row(draft).known == KNOWN
    assert [kept.is_sent for kept in db.session.scalars(select(KeptException))] == [True]


def test_changing_it_oneself_opens_the_question_with_an_error_beside_the_text(
    worker: PageClient, draft: RequestForAdvice
) -> None:
    page = worker.get_page(page_of(draft))
    values = answered(page, **{NAME: "change", "07700 900123": "use"})

    step = worker.post_page(page_of(draft), values)

    assert step.errors == [f"Change “{NAME}”: it could identify somebody"]
    assert step.form_values()["known"] == KNOWN
    assert "07700" not in step.form_values()["worrying"]
    assert row(draft).state is RequestState.DRAFT


def test_whoever_takes_every_suggestion_reads_the_text_before_it_is_sent(
    worker: PageClient, draft: RequestForAdvice
) -> None:
    page = worker.get_page(page_of(draft))

    check = worker.post_page(page_of(draft), page.form_values() | {"use_all": "yes"})

    assert check.h1 == "Check your answers"
    assert "Child A" in check.main
    assert row(draft).state is RequestState.DRAFT


def test_a_double_click_sends_once(worker: PageClient, draft: RequestForAdvice) -> None:
    values = answered(worker.get_page(page_of(draft)), every="use")

    worker.post_page(page_of(draft), values)
    second = worker.post_page(page_of(draft), values)

    assert second.status == 200
    sent = db.session.scalars(select(AuditEvent).where(AuditEvent.verb == "submit")).all()
    assert len(sent) == 1


def test_a_draft_that_cannot_be_checked_stays_a_draft_and_says_so(
    worker: PageClient, draft: RequestForAdvice, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(text: str, words: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(engine, "screen", fail)
    page = worker.post_page(f"/ask/{draft.reference}/send")

    assert page.h1 == "Your text could not be checked"
    assert "your draft is kept, and only you can read it" in page.main
    assert row(draft).state is RequestState.DRAFT
    assert worker.post_page(page_of(draft), page.form_values(), status=422).h1 == page.h1


def test_nobody_else_finds_the_page(scene: Scene, client: PageClient, draft: RequestForAdvice) -> None:
    client.sign_in(scene.lead)

    assert client.get(page_of(draft)).status_code == 404
    assert client.post(page_of(draft)).status_code == 404


@pytest.fixture
def record(scene: Scene) -> Consultation:
    request = scene.request(reference="K7Q-4MD")
    return scene.make.consultation(request, scene.lead, advice=KNOWN, lead_note=PHONE)


@pytest.fixture
def lead(client: PageClient, scene: Scene) -> PageClient:
    return client.sign_in(scene.lead)


REVIEW = "/records/K7Q-4MD/review"
IDENTIFY = "/records/K7Q-4MD/identify"


def test_a_record_is_not_signed_with_a_finding_in_any_part_even_the_leads_own_note(
    lead: PageClient, record: Consultation
) -> None:
    page = lead.post_page("/records/K7Q-4MD/sign", {"version": "1"})

    assert page.h1 == TITLE
    labels = [label.get_text() for label in page.html.select(".csa-question__places span")]
    assert labels == ["Advice", "Your own note"]
    assert row(record).state is RecordState.DRAFT


def test_a_record_is_signed_with_what_was_kept(lead: PageClient, record: Consultation) -> None:
    page = lead.get_page(IDENTIFY)

    done = lead.post_page(IDENTIFY, answered(page, every="nobody:changed_already"))

    assert "The record is signed" in done.text
    assert row(record).advice == KNOWN
    event = db.session.scalars(select(AuditEvent).where(AuditEvent.verb == "sign_record")).one()
    assert event.details | {"working_days": 0} == {
        "working_days": 0, "screened": 2, "kept_person": 2, "kept_phone": 1,
    }  # fmt: skip


def test_after_a_suggestion_the_lead_reads_the_record_before_signing(
    lead: PageClient, record: Consultation
) -> None:
    page = lead.get_page(IDENTIFY)

    review = lead.post_page(IDENTIFY, answered(page, every="use"))

    assert review.h1 == "Read it through and sign"
    assert "Child A told her about a secret" in review.main
    assert row(record).state is RecordState.DRAFT
    lead.post_page("/records/K7Q-4MD/sign", review.form_values())
    assert row(record).state is RecordState.SIGNED
    assert "07700" not in row(record).lead_note


def test_a_record_that_was_saved_meanwhile_is_asked_about_anew(
    lead: PageClient, record: Consultation
) -> None:
    page = lead.get_page(IDENTIFY)
    edit = lead.get_page("/records/K7Q-4MD/edit").form_values()
    lead.post_page("/records/K7Q-4MD/edit", edit | {"advice": f"{KNOWN} Newer.", "step": "later"})

    again = lead.post_page(IDENTIFY, answered(page, every="use"))

    assert "was saved again while you answered" in again.text
    assert row(record).advice == f"{KNOWN} Newer."


def test_changing_a_record_oneself_opens_it_with_an_error_beside_the_part(
    lead: PageClient, record: Consultation
) -> None:
    page = lead.get_page(IDENTIFY)

    edit = lead.post_page(IDENTIFY, answered(page, every="change"))

    assert edit.errors == [
        f"Change “{NAME}”: it could identify somebody",
        "Change “07700 900123”: it could identify somebody",
    ]
    assert edit.form_values("main form[data-autosave-url]")["advice"] == KNOWN


def test_the_co_lead_does_not_find_the_page(scene: Scene, client: PageClient, record: Consultation) -> None:
    assert client.sign_in(scene.other_lead).get(IDENTIFY).status_code == 404
    assert client.sign_in(scene.worker).get(IDENTIFY).status_code == 404


def test_an_amendment_is_added_once_after_its_questions(
    scene: Scene, lead: PageClient, record: Consultation
) -> None:
    lead.post_page(IDENTIFY, answered(lead.get_page(IDENTIFY), every="nobody:changed_already"))
    url = "/records/K7Q-4MD/amend"
    form = lead.get_page(url).form_values()
    page = lead.post_page(url, form | {"text": "Kayleigh Thornton rang.", "reason": "New."}, status=422)
    values = answered(page, every="use")

    lead.post_page(url, values)
    shown = lead.post_page(url, values)

    assert shown.main.count(" rang.") == 1
    assert "Kayleigh" not in shown.main

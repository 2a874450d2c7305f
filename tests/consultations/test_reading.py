"""What the worker reads and says, what the lead adds, and that the lead's own note reaches nobody."""

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from docx import Document
from sqlalchemy import select

from csaleads.audit.models import AuditEvent
from csaleads.consultations.content import ActionEntry, RecordContent
from csaleads.consultations.models import Action, Consultation, OwnerRole
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.unit_of_work import roll_back
from csaleads.notify import service as notify
from csaleads.notify.models import Message, MessageKind, OutboxRow
from csaleads.notify.service import OutboxFacts
from tests.conftest import NOON
from tests.consultations.conftest import ACTION_WORD, NOTE_MARKER, REFERENCE, ROLE_WORD, WORDS, Scene
from tests.page_client import PageClient
from tests.statements import count_statements

SHOW = f"/records/{REFERENCE}"


@pytest.fixture
def worker(client: PageClient, scene: Scene) -> PageClient:
    scene.signed()
    return client.sign_in(scene.worker)


def the_record() -> Consultation:
    roll_back()
    return db.session.scalars(select(Consultation)).one()


def test_the_worker_reads_every_shared_word_and_not_the_note(worker: PageClient) -> None:
    page = worker.get_page(SHOW)

    assert page.h1 == "Your advice"
    for word in (*WORDS.values(), ROLE_WORD, ACTION_WORD):
        assert word in page.main
    assert NOTE_MARKER not in page.response.get_data(as_text=True)


def test_the_lead_reads_the_note(scene: Scene, client: PageClient) -> None:
    scene.signed()

    assert NOTE_MARKER in client.sign_in(scene.lead).get_page(SHOW).main


def test_reading_is_noted_by_a_button_and_the_first_time_counts(worker: PageClient) -> None:
    worker.get_page(SHOW)
    assert the_record().read_by_worker_at is None

    worker.post_page(f"{SHOW}/read")
    with clock.at(NOON + timedelta(minutes=5)):
        worker.post_page(f"{SHOW}/read")

    assert the_record().read_by_worker_at == NOON
    assert db.session.scalars(select(AuditEvent).where(AuditEvent.verb == "read_advice")).all().__len__() == 1


def test_feedback_is_kept_sealed_and_shown_beside_the_confidence_before(
    worker: PageClient, scene: Scene
) -> None:
    page = worker.get_page(f"{SHOW}/feedback")
    assert "4 of 10" in page.main

    after = worker.post_page(
        f"{SHOW}/feedback", {"confidence_after": "8", "external_advice": "yes", "comment": "commentword"}
    )

    assert "8 of 10" in after.main
    record = the_record()
    assert (record.confidence_after, record.external_advice) == (8, "yes")
    assert scene.view("lead").feedback is not None
    details = [event.details for event in db.session.scalars(select(AuditEvent))]
    assert "commentword" not in str(details)


def test_feedback_left_empty_is_asked_again_with_what_was_typed(worker: PageClient) -> None:
    page = worker.post_page(f"{SHOW}/feedback", {"comment": "commentword"}, status=422)

    assert page.errors == ["Select how confident you are now", "Select yes, no or I am not sure"]
    assert "commentword" in page.main


def test_the_lead_cannot_answer_for_the_worker(scene: Scene, client: PageClient) -> None:
    scene.signed()
    lead = client.sign_in(scene.lead)

    lead.get_page(f"{SHOW}/feedback", status=404)
    assert (
        lead.post(f"{SHOW}/feedback", data={"confidence_after": "8", "external_advice": "yes"}).status_code
        == 404
    )
    assert lead.post(f"{SHOW}/read").status_code == 404


@pytest.mark.parametrize("who", ["worker", "lead"])
def test_an_action_is_done_and_undone(scene: Scene, client: PageClient, who: str) -> None:
    scene.signed()
    person = client.sign_in(getattr(scene, who))
    action = db.session.scalars(select(Action.id)).one()
    roll_back()

    done = person.post_page(f"{SHOW}/actions/{action}/done")
    again = person.post_page(f"{SHOW}/actions/{action}/done")
    undone = person.post_page(f"{SHOW}/actions/{action}/undo")

    assert "Marked as done by" in done.main
    assert "already" in again.main
    assert "Marked as done by" not in undone.main


@pytest.mark.parametrize("who", ["other_worker", "far_worker", "far_lead", "stranger", "coordinator"])
def test_an_action_is_nobody_elses(scene: Scene, client: PageClient, who: str) -> None:
    scene.signed()
    action = db.session.scalars(select(Action.id)).one()
    roll_back()

    answer = client.sign_in(getattr(scene, who)).post(f"{SHOW}/actions/{action}/done")

    assert answer.status_code == 404
    assert db.session.scalars(select(Action.done_at)).one() is None


def test_an_overdue_action_says_so_until_it_is_done(scene: Scene, client: PageClient) -> None:
    scene.open()
    due = (NOON + timedelta(days=1)).date()
    scene.save(
        RecordContent({"advice": "Ask."}, actions=(ActionEntry("Ring", OwnerRole.SOCIAL_WORKER, due),))
    )
    scene.sign()
    worker = client.sign_in(scene.worker)

    assert "Overdue" not in worker.get_page(SHOW).main
    with clock.at(NOON + timedelta(days=2)):
        worker = client.sign_in(scene.worker)
        assert "Overdue" in worker.get_page(SHOW).main


def test_amendments_stand_in_order_with_author_time_and_reason(scene: Scene, client: PageClient) -> None:
    scene.signed()
    lead = client.sign_in(scene.lead)
    for number, minutes in ((1, 5), (2, 6)):
        with clock.at(NOON + timedelta(minutes=minutes)):
            values = lead.get_page(f"{SHOW}/amend").form_values("main form")
            data = values | {"text": f"addedword{number}", "reason": f"reasonword{number}"}
            lead.post_page(f"{SHOW}/amend", data)
            lead.post_page(f"{SHOW}/amend", data)  # a double click adds it once

    amendments = scene.view("worker").amendments
    assert [(row.text, row.reason, row.author_name) for row in amendments] == [
        ("addedword1", "reasonword1", "Lena Lead"), ("addedword2", "reasonword2", "Lena Lead"),
    ]  # fmt: skip
    told = db.session.scalars(select(Message.kind).where(Message.person_id == scene.worker.id)).all()
    assert told.count(MessageKind.ADVICE_AMENDED) == 2
    assert_no_words_left_the_record("addedword", "reasonword")


def test_an_amendment_needs_its_reason(scene: Scene, client: PageClient) -> None:
    scene.signed()

    page = client.sign_in(scene.lead).post_page(f"{SHOW}/amend", {"text": "more"}, status=422)

    assert page.errors == ["Say why you add it"]


def test_a_draft_is_not_amended(scene: Scene, client: PageClient) -> None:
    scene.open()

    answer = client.sign_in(scene.lead).post(f"{SHOW}/amend", data={"text": "more", "reason": "why"})

    assert answer.status_code == 404


@pytest.mark.parametrize("who", ["worker", "lead"])
def test_the_word_document_opens_and_says_the_shared_part(scene: Scene, client: PageClient, who: str) -> None:
    scene.signed()

    answer = client.sign_in(getattr(scene, who)).get(f"{SHOW}/word")

    assert answer.headers["Content-Disposition"] == f'attachment; filename="{REFERENCE}.docx"'
    assert answer.headers["Cache-Control"] == "no-store"
    text = words_of(answer.data)
    for word in (REFERENCE, "Advice, not decision", "Lena Lead", "Practice Lead", "Social worker",
                 "18 November 2026", ROLE_WORD, ACTION_WORD, *WORDS.values()):  # fmt: skip
        assert word in text
    assert NOTE_MARKER not in text
    assert "Wanda" not in text
    document = Document(BytesIO(answer.data))
    headings = [p.text for p in document.paragraphs if p.style and p.style.name == "Heading 1"]
    assert headings[0] == "Advice, not decision"
    assert document.core_properties.title == f"Consultation record {REFERENCE}"


def words_of(file: bytes) -> str:
    document: Any = Document(BytesIO(file))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    footers = [paragraph.text for section in document.sections for paragraph in section.footer.paragraphs]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells, *footers])


def test_characters_that_word_cannot_hold_are_left_out(scene: Scene, client: PageClient) -> None:
    scene.open()
    scene.save(RecordContent({"advice": "before\x0bafter \ufffe – “quoted” ünï 👧"}))
    scene.sign()

    text = words_of(client.sign_in(scene.worker).get(f"{SHOW}/word").data)

    assert "beforeafter  – “quoted” ünï 👧" in text


def test_plain_text_is_an_attachment_in_utf_8(scene: Scene, worker: PageClient) -> None:
    answer = worker.get(f"{SHOW}/text")

    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{REFERENCE}.txt"'
    text = answer.data.decode()
    for word in (
        REFERENCE,
        "ADVICE, NOT DECISION",
        "Lena Lead",
        "Social worker",
        ACTION_WORD,
        *WORDS.values(),
    ):
        assert word in text
    assert NOTE_MARKER not in text


def test_the_print_page_holds_the_record_alone(worker: PageClient) -> None:
    page = worker.get_page(f"{SHOW}/print")

    assert page.h1 == f"Consultation record {REFERENCE}"
    assert "adviceword" in page.main
    assert NOTE_MARKER not in page.response.get_data(as_text=True)
    assert not page.html.select("main form")


def test_no_word_of_a_record_is_in_messages_mail_or_audit(worker: PageClient) -> None:
    assert_no_words_left_the_record("adviceword", NOTE_MARKER, ACTION_WORD)


def assert_no_words_left_the_record(*words: str) -> None:
    roll_back()
    told = [*db.session.scalars(select(Message)), *db.session.scalars(select(OutboxRow)),
            *db.session.scalars(select(AuditEvent))]  # fmt: skip
    shown = " ".join(str({c.name: getattr(row, c.name) for c in row.__table__.columns}) for row in told)
    assert not [word for word in words if word in shown]


def test_mail_about_advice_that_was_read_meanwhile_is_not_sent(worker: PageClient, scene: Scene) -> None:
    mail = OutboxFacts(scene.worker.id, MessageKind.ADVICE_READY, {"reference": REFERENCE}, SHOW, NOON)
    assert notify.is_still_true(mail)

    worker.post_page(f"{SHOW}/read")

    roll_back()
    assert not notify.is_still_true(mail)


@pytest.mark.parametrize(("who", "address"), [("worker", SHOW), ("lead", SHOW), ("worker", f"{SHOW}/word")])
def test_a_record_is_read_in_ten_statements(scene: Scene, client: PageClient, who: str, address: str) -> None:
    scene.signed()
    reader = client.sign_in(getattr(scene, who))
    reader.get(address)
    roll_back()

    with count_statements() as seen:
        reader.get(address)

    assert seen.count <= 10, str(seen)

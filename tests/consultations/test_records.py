"""Opening, saving and signing as services, on both databases."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, text, update
from sqlalchemy.exc import DatabaseError, IntegrityError

from csaleads.advice.models import RequestForAdvice, RequestState
from csaleads.audit.models import AuditEvent
from csaleads.consultations import drafting, service
from csaleads.consultations.content import ActionEntry, AgencyEntry, RecordContent
from csaleads.consultations.models import Action, Agency, Consultation, RecordState
from csaleads.consultations.signed_guard import SignedRecordChanged
from csaleads.core import clock, resealing
from csaleads.core.database import db
from csaleads.core.encryption import KeyRing
from csaleads.core.errors import ChangedMeanwhile, NotAllowed, NotFound, WrongState
from csaleads.core.unit_of_work import unit_of_work
from csaleads.notify.models import Message, MessageKind, OutboxRow
from tests.conftest import NOON
from tests.consultations.conftest import FULL, NOTE_MARKER, REFERENCE, Scene
from tests.factories import Factory


def the_record() -> Consultation:
    return db.session.scalars(select(Consultation)).one()


def test_opening_makes_a_draft_and_marks_the_request_consulted(scene: Scene) -> None:
    scene.open()

    record = the_record()
    assert (record.state, record.lead_id, record.worker_id) == (
        RecordState.DRAFT,
        scene.lead.id,
        scene.worker.id,
    )
    assert record.clinic_id == scene.clinic.id
    assert db.session.scalars(select(RequestForAdvice.state)).one() is RequestState.CONSULTED


def test_a_second_click_and_the_second_lead_come_to_the_same_record(scene: Scene) -> None:
    scene.open()
    scene.open()
    scene.open("co_lead")

    assert the_record().lead_id == scene.lead.id


@pytest.mark.parametrize("name", ["stranger", "far_lead", "worker", "coordinator"])
def test_nobody_else_opens_it(scene: Scene, name: str) -> None:
    with pytest.raises(NotFound):
        scene.open(name)

    assert db.session.scalars(select(Consultation)).all() == []


def test_a_request_between_clinics_is_opened_by_who_accepted_it(scene: Scene, make: Factory) -> None:
    make.request(
        scene.area, scene.worker, reference="Q3R-7TW", state=RequestState.ACCEPTED, lead_id=scene.lead.id
    )

    with pytest.raises(NotFound):
        scene.open("co_lead", "Q3R-7TW")
    scene.open("lead", "Q3R-7TW")

    assert the_record().clinic_id is None


def test_a_queued_request_is_not_opened(scene: Scene, make: Factory) -> None:
    make.request(
        scene.area, scene.worker, reference="Q3R-7TW", state=RequestState.QUEUED, lead_id=scene.lead.id
    )

    with pytest.raises(WrongState):
        scene.open("lead", "Q3R-7TW")


def test_both_leads_write_and_neither_overwrites_the_other_unseen(scene: Scene) -> None:
    scene.open()
    first = scene.view("lead").version
    scene.save(RecordContent(texts={"advice": "from the co-lead"}), by="co_lead")

    with pytest.raises(ChangedMeanwhile), unit_of_work():
        drafting.save_draft(scene.actor("lead"), reference=REFERENCE, content=FULL, version=first)

    assert scene.view("lead").content.text("advice") == "from the co-lead"


def test_a_page_that_saves_itself_does_not_stand_in_its_own_way(scene: Scene) -> None:
    scene.open()
    version = scene.view("lead").version
    for words in ("a", "ab"):  # the second leaves before the first was answered
        with unit_of_work():
            drafting.autosave_draft(
                scene.actor("lead"), reference=REFERENCE, content=RecordContent({"advice": words}),
                version=version, page_key="page-1",
            )  # fmt: skip
    with unit_of_work():
        drafting.save_draft(scene.actor("lead"), reference=REFERENCE, content=RecordContent({"advice": "abc"}),
                            version=version, page_key="page-1")  # fmt: skip

    assert scene.view("lead").content.text("advice") == "abc"


@pytest.mark.parametrize("page_key", ["page-2", ""])
def test_another_page_of_the_same_person_is_told(scene: Scene, page_key: str) -> None:
    scene.open()
    version = scene.view("lead").version
    with unit_of_work():
        drafting.autosave_draft(
            scene.actor("lead"), reference=REFERENCE, content=FULL, version=version, page_key="page-1"
        )

    with pytest.raises(ChangedMeanwhile), unit_of_work():
        drafting.autosave_draft(
            scene.actor("lead"), reference=REFERENCE, content=FULL, version=version, page_key=page_key
        )


def test_an_autosave_that_arrives_after_the_page_was_saved_changes_nothing(scene: Scene) -> None:
    scene.open()
    version = scene.view("lead").version
    with unit_of_work():
        drafting.save_draft(
            scene.actor("lead"), reference=REFERENCE, content=FULL, version=version, page_key="page-1"
        )

    with pytest.raises(ChangedMeanwhile), unit_of_work():
        drafting.autosave_draft(scene.actor("lead"), reference=REFERENCE, content=RecordContent({"advice": "old"}),
                                version=version, page_key="page-1")  # fmt: skip


def test_the_co_lead_neither_sees_nor_changes_the_leads_note(scene: Scene) -> None:
    scene.open()
    scene.save()

    assert scene.view("co_lead").content.lead_note is None
    scene.save(RecordContent(texts={"advice": "b"}, lead_note="overwritten"), by="co_lead")

    assert scene.view("lead").content.lead_note == NOTE_MARKER


def test_rows_are_kept_in_order_and_removed(scene: Scene) -> None:
    scene.open()
    three = tuple(ActionEntry(f"action {n}") for n in range(3))
    scene.save(
        RecordContent(texts={"advice": "Ask."}, actions=three, agencies=(AgencyEntry(None, "half a row"),))
    )
    scene.save(RecordContent(texts={"advice": "Ask."}, actions=(three[0], three[2])))
    scene.save(RecordContent(texts={"advice": "Ask."}, actions=(three[2], *three)))

    view = scene.view("lead")
    assert [action.description for action in view.actions] == ["action 2", "action 0", "action 1", "action 2"]
    assert view.content.agencies == ()


def test_signing_tells_the_worker_without_a_word_of_it(scene: Scene) -> None:
    scene.signed()

    record = the_record()
    assert (record.state, record.signed_at, record.working_days_to_advice) == (RecordState.SIGNED, NOON, 0)
    message = db.session.scalars(select(Message)).one()
    assert (message.person_id, message.kind) == (scene.worker.id, MessageKind.ADVICE_READY)
    assert message.facts == {"reference": REFERENCE}
    assert message.path == f"/records/{REFERENCE}"
    assert db.session.scalars(select(OutboxRow.kind)).all() == [MessageKind.ADVICE_READY]


def test_working_days_run_from_asking_to_signing(scene: Scene, make: Factory) -> None:
    scene.open()
    scene.save()
    with clock.at(NOON + timedelta(days=9)):  # Wednesday to the Friday of the next week
        scene.sign()

    assert the_record().working_days_to_advice == 7


def test_signing_twice_signs_once(scene: Scene) -> None:
    scene.signed()

    with pytest.raises(WrongState), unit_of_work():
        service.sign_record(scene.actor("lead"), reference=REFERENCE, version=3)
    assert len(db.session.scalars(select(Message)).all()) == 1


@pytest.mark.parametrize(
    ("name", "error"),
    [("co_lead", NotAllowed), ("stranger", NotFound), ("worker", NotAllowed), ("far_lead", NotFound),
     ("coordinator", NotFound)],
)  # fmt: skip
def test_only_its_lead_signs(scene: Scene, name: str, error: type[Exception]) -> None:
    scene.open()
    scene.save()

    with pytest.raises(error), unit_of_work():
        service.sign_record(scene.actor(name), reference=REFERENCE, version=2)
    assert the_record().state is RecordState.DRAFT


def test_signing_what_a_colleague_has_just_changed_is_refused(scene: Scene) -> None:
    scene.open()
    scene.save()
    read = scene.view("lead").version
    scene.save(RecordContent(texts={"advice": "other"}), by="co_lead")

    with pytest.raises(ChangedMeanwhile), unit_of_work():
        service.sign_record(scene.actor("lead"), reference=REFERENCE, version=read)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (RecordContent(texts={"hypotheses": "only that"}), "Write the advice you gave"),
        (
            RecordContent(texts={"advice": "Ask."}, agencies=(AgencyEntry(None, "waits"),)),
            "Select which agency agency 1 is",
        ),
        (
            RecordContent(texts={"advice": "Ask."}, actions=(ActionEntry("ring"),)),
            "Select who will do action 1",
        ),
    ],
)
def test_what_is_missing_keeps_it_a_draft(scene: Scene, content: RecordContent, message: str) -> None:
    scene.open()
    scene.save(content)

    with pytest.raises(service.RecordIncomplete) as refused:
        scene.sign()
    assert [gap.message for gap in refused.value.gaps] == [message]


def test_advice_alone_is_enough_to_sign(scene: Scene) -> None:
    scene.open()
    scene.save(RecordContent(texts={"advice": "Ask."}, agencies=(AgencyEntry(Agency.GP),)))
    scene.sign()

    assert the_record().state is RecordState.SIGNED


@pytest.mark.parametrize("name", ["lead", "co_lead"])
def test_a_signed_record_is_not_saved_any_more(scene: Scene, name: str) -> None:
    scene.signed()

    with pytest.raises(WrongState), unit_of_work():
        drafting.save_draft(scene.actor(name), reference=REFERENCE, content=FULL, version=3)


@pytest.mark.parametrize("values", [{"state": "draft", "signed_at": None}, {"lead_id": "other"}])
def test_the_database_itself_keeps_a_signed_record_signed(scene: Scene, values: dict[str, Any]) -> None:
    scene.signed()
    if "lead_id" in values:
        values = {"lead_id": scene.co_lead.id}

    with (
        pytest.raises((IntegrityError, DatabaseError), match="a signed record is not changed"),
        unit_of_work(),
    ):
        db.session.execute(update(Consultation).values(**values).execution_options(synchronize_session=False))


def test_no_code_changes_the_words_of_a_signed_record(scene: Scene) -> None:
    scene.signed()

    with pytest.raises(SignedRecordChanged), unit_of_work():
        the_record().advice = "something else"


def test_keys_can_be_rotated_under_a_signed_record(scene: Scene) -> None:
    scene.signed()
    config = scene.make.app.config
    before = config["NARRATIVE_KEYS"]
    config["NARRATIVE_KEYS"] = KeyRing({"new": b"n" * 32} | before.keys)
    try:
        resealing.reseal_everything()
        assert scene.view("lead").content.text("advice") == FULL.text("advice")
    finally:
        config["NARRATIVE_KEYS"] = before


def test_the_audit_trail_tells_what_happened_without_words(scene: Scene) -> None:
    scene.signed()

    events = db.session.scalars(select(AuditEvent).order_by(AuditEvent.sequence)).all()
    assert [event.verb for event in events] == ["consult", "open_record", "save_record", "sign_record"]
    assert events[-1].details == {"working_days": 0, "screened": 10}


def test_typed_words_are_nowhere_in_the_clear(scene: Scene) -> None:
    scene.signed()

    for table in ("consultations", "actions", "agencies_involved", "messages", "outbox", "audit_events"):
        for row in db.session.execute(text(f"SELECT * FROM {table}")):
            plain = b" ".join(value if isinstance(value, bytes) else str(value).encode() for value in row)
            assert b"adviceword" not in plain
            assert NOTE_MARKER.encode() not in plain


def test_actions_start_open(scene: Scene) -> None:
    scene.signed()

    assert db.session.scalars(select(Action.done_at)).all() == [None]

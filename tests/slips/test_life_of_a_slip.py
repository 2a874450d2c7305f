"""Reporting, correcting, confirming, dismissing: who may, from where, what people are told, two at once."""

import threading
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import delete, func, select
from sqlalchemy.orm import undefer_group

from csaleads.advice.models import RequestForAdvice
from csaleads.audit.models import AuditEvent
from csaleads.consultations import following
from csaleads.consultations.models import Action, BreakGlassRead, Consultation
from csaleads.consultations.signed_guard import SignedRecordChanged
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.errors import ChangedMeanwhile, HiddenNow, NotAllowed, NotFound, WrongState
from csaleads.core.unit_of_work import roll_back, unit_of_work
from csaleads.notify.models import Message, MessageKind, OutboxRow
from csaleads.slips import queries, service
from csaleads.slips.models import Slip, SlipKind, SlipState
from tests.page_client import read
from tests.slips.conftest import MARKER, Stage, signed_record
from tests.statements import count_statements


def told(kind: MessageKind) -> list[int]:
    ids = list(db.session.scalars(select(Message.person_id).where(Message.kind == kind)))
    db.session.rollback()
    return ids


def record_row() -> Consultation:
    query = signed_record().options(undefer_group("narrative"))
    return db.session.scalars(query.execution_options(populate_existing=True)).one()


def request_row(reference: str = "SGN-ED2") -> RequestForAdvice:
    query = select(RequestForAdvice).where(RequestForAdvice.reference == reference)
    query = query.options(undefer_group("narrative")).execution_options(populate_existing=True)
    return db.session.scalars(query).one()


def test_two_clicks_hide_it_and_tell_authors_and_coordinator(stage: Stage) -> None:
    asker = stage.browser("asker")

    page = asker.get_page(
        asker.get_page("/records/SGN-ED2").href("Report something that identifies somebody")
    )
    after = read(asker.post("/report/SGN-ED2", follow_redirects=True))

    assert page.h1 == "Report something that identifies somebody"
    assert "Thank you. It is hidden from everybody now" in after.main
    people = stage.world.people
    assert sorted(told(MessageKind.SLIP_TO_CORRECT)) == sorted([people["asker"].id, people["lead"].id])
    assert told(MessageKind.SLIP_REPORTED) == [people["coordinator"].id]
    facts = {
        str(facts) for facts in db.session.scalars(select(OutboxRow.facts)) if "thread" not in facts
    }  # of the forum nothing is told here
    assert facts == {"{'reference': 'SGN-ED2'}"}
    assert record_row().hidden_at is not None


def test_reported_twice_it_is_one_slip(stage: Stage) -> None:
    first = stage.report(by="asker", kind=SlipKind.NAME)

    again = stage.report(by="lead")

    assert again == first
    assert db.session.scalar(select(func.count()).where(Slip.request_id == request_row().id)) == 1
    assert len(told(MessageKind.SLIP_TO_CORRECT)) == 2


def test_two_reporters_at_once_make_one_slip(app: Flask, stage: Stage) -> None:
    actors = [stage.actor("asker"), stage.actor("lead")]
    roll_back()
    gate = threading.Barrier(2)
    wrong: list[Exception] = []

    def act(actor: Any) -> None:
        with app.app_context(), clock.at(clock.now()):
            gate.wait(10)
            try:
                with unit_of_work():
                    service.report(actor, reference="SGN-ED2")
            except Exception as error:  # noqa: BLE001 - kept for the assertion
                wrong.append(error)
            finally:
                db.session.remove()

    threads = [threading.Thread(target=act, args=(actor,)) for actor in actors]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)

    assert wrong == []
    assert db.session.scalar(select(func.count()).where(Slip.request_id == request_row().id)) == 1


def test_somebody_who_cannot_read_it_cannot_report_it(stage: Stage) -> None:
    for part in ("other_worker", "other_lead", "their_coordinator"):
        with pytest.raises(NotFound):
            stage.report(by=part)


def test_the_trail_tells_of_it_without_words_and_without_the_reporter(stage: Stage) -> None:
    slip_id = stage.report(by="asker")
    stage.correct(slip_id, "lead", record_advice="Meet Child A.")
    stage.decide(slip_id, "purge")

    query = select(AuditEvent).where(AuditEvent.verb.like("%_slip")).order_by(AuditEvent.id)
    events = list(db.session.scalars(query))

    people = stage.world.people
    assert [event.verb for event in events] == ["report_slip", "correct_slip", "purge_slip"]
    assert [event.actor_id for event in events] == [0, people["lead"].id, people["coordinator"].id]
    assert {event.subject_id for event in events} == {request_row().id.hex}
    assert MARKER not in str([event.details for event in events])


def test_each_author_corrects_their_own_words_and_everything_else_stays(stage: Stage) -> None:
    slip_id = stage.report()
    before = {part.key: part.text for part in queries.parts_of(stage.slip(slip_id).request_id)}
    action = f"action_{db.session.scalars(select(Action.id)).one().hex}"
    roll_back()

    stage.correct(slip_id, "asker", request_known="Child A spoke to an adult.")
    stage.correct(slip_id, "lead", record_advice="Meet Child A.", **{action: "Ring the school."})

    after = {part.key: part.text for part in queries.parts_of(stage.slip(slip_id).request_id)}
    changed = {"request_known", "record_advice", action}
    assert {key for key in after if after[key] != before[key]} == changed
    assert after.keys() == before.keys()
    assert stage.slip(slip_id).state is SlipState.CORRECTED


def test_nobody_corrects_what_another_wrote(stage: Stage) -> None:
    slip_id = stage.report()

    for part, key in (
        ("asker", "record_advice"),
        ("lead", "request_known"),
        ("coordinator", "record_advice"),
    ):
        with pytest.raises(NotAllowed):
            stage.correct(slip_id, part, **{key: "Other words."})
    with pytest.raises(NotFound):
        stage.correct(slip_id, "co_lead", record_advice="Other words.")


def test_the_coordinator_corrects_in_the_place_of_an_author_after_two_working_days(stage: Stage) -> None:
    slip_id = stage.report()

    with clock.at(clock.now() + timedelta(days=2)), pytest.raises(NotAllowed):
        stage.correct(slip_id, "coordinator", record_advice="Meet Child A.")
    with clock.at(clock.now() + timedelta(days=5)):  # Wednesday to Monday: three working days
        stage.correct(slip_id, "coordinator", record_advice="Meet Child A.")

    assert stage.slip(slip_id).state is SlipState.CORRECTED


def test_the_coordinator_corrects_at_once_where_the_author_has_left(stage: Stage) -> None:
    slip_id = stage.report()
    with unit_of_work():
        person = db.session.merge(stage.person("lead"))
        person.left_on = clock.today()

    stage.correct(slip_id, "coordinator", record_advice="Meet Child A.")

    assert stage.slip(slip_id).state is SlipState.CORRECTED


def test_the_leads_own_note_is_wiped_unread(stage: Stage) -> None:
    slip_id = stage.report()
    coordinator = stage.actor("coordinator")
    with clock.at(clock.now() + timedelta(days=5)):
        view = queries.get_slip_view(coordinator, slip_id)
        assert view.can_wipe_note
        assert "lead_note" not in " ".join(part.text for part in view.parts)
        roll_back()
        with unit_of_work():
            service.correct(coordinator, slip_id=slip_id, texts={}, version=view.version, wipe_note=True)

    with unit_of_work():
        assert record_row().lead_note_sealed is None
    assert request_row().corrected_at is None


def test_signed_words_change_on_this_path_alone(stage: Stage) -> None:
    with pytest.raises(SignedRecordChanged), unit_of_work():
        record_row().advice = "Other words."
    slip_id = stage.report()
    with pytest.raises(SignedRecordChanged), unit_of_work():
        record_row().advice = "Other words."

    stage.correct(slip_id, "lead", record_advice="Meet Child A.")
    stage.decide(slip_id, "purge")

    assert record_row().advice == "Meet Child A."
    with pytest.raises(SignedRecordChanged), unit_of_work():
        record_row().advice = "Other words."


def test_it_stays_hidden_until_the_coordinator_confirms(stage: Stage) -> None:
    slip_id = stage.report()
    stage.correct(slip_id, "lead", record_advice="Meet Child A.")
    asker = stage.browser("asker")

    assert "Meet Child A." not in asker.get_page("/records/SGN-ED2").text
    read(stage.browser("coordinator").post(f"/slips/{slip_id}/confirm", follow_redirects=True))

    page = asker.get_page("/records/SGN-ED2")
    assert "Meet Child A." in page.main
    assert "because something could have identified somebody. Changed: Advice" in page.main
    for ending in ("print", "text"):
        text = asker.get(f"/records/SGN-ED2/{ending}").get_data(as_text=True)
        assert "because something could have identified somebody" in text
    assert "Changed: Advice" in asker.get_page("/requests/SGN-ED2").main
    assert sorted(told(MessageKind.SLIP_CLOSED)) == sorted(
        [stage.person("asker").id, stage.person("lead").id]
    )


def test_a_mistaken_report_is_dismissed_and_everything_is_as_it_was(stage: Stage) -> None:
    slip_id = stage.report()

    read(stage.browser("coordinator").post(f"/slips/{slip_id}/dismiss", follow_redirects=True))

    page = stage.browser("asker").get_page("/records/SGN-ED2")
    assert f"{MARKER} in advice" in page.main
    assert "Changed:" not in page.main
    assert stage.slip(slip_id).state is SlipState.DISMISSED
    assert stage.report() != slip_id  # it can be reported anew


def test_what_is_not_gone_yet_goes_back_to_its_authors(stage: Stage) -> None:
    slip_id = stage.report()
    stage.correct(slip_id, "lead", record_advice="Meet Child A.")

    stage.decide(slip_id, "send_back")

    assert stage.slip(slip_id).state is SlipState.REPORTED
    assert len(told(MessageKind.SLIP_TO_CORRECT)) == 4


def test_an_author_does_not_decide(stage: Stage) -> None:
    slip_id = stage.report()
    for verb in ("purge", "dismiss", "send_back"):
        with pytest.raises(NotAllowed):
            stage.decide(slip_id, verb, by="asker")
    with pytest.raises(WrongState):
        stage.decide(slip_id, "purge")


def test_two_who_correct_at_once_lose_nothing(stage: Stage) -> None:
    slip_id = stage.report()
    lead = stage.browser("lead")
    first = lead.get_page(f"/slips/{slip_id}").form_values()
    stage.correct(slip_id, "asker", request_known="Child A spoke.")

    page = read(lead.post(f"/slips/{slip_id}", data=first | {"record_advice": "Meet Child A."}), 409)

    assert "Nothing is lost" in page.main
    assert page.form_values()["record_advice"] == "Meet Child A."
    read(lead.post(f"/slips/{slip_id}", data=page.form_values(), follow_redirects=True))
    stage.decide(slip_id, "purge")
    assert record_row().advice == "Meet Child A."


def test_a_correction_needs_a_change_and_leaves_no_text_empty(stage: Stage) -> None:
    slip_id = stage.report()
    lead = stage.browser("lead")
    data = lead.get_page(f"/slips/{slip_id}").form_values()

    same = read(lead.post(f"/slips/{slip_id}", data=data), 422)
    empty = read(lead.post(f"/slips/{slip_id}", data=data | {"record_advice": " "}), 422)

    assert same.errors == ["Change the words in which something could identify somebody"]
    assert empty.errors == ["Write what should stand here, even if it is only “Taken out”"]


def test_a_page_that_was_open_before_saves_no_old_word_over_the_correction(stage: Stage) -> None:
    lead, asker = stage.browser("lead"), stage.browser("asker")
    open_record = lead.get_page("/records/WRT-NG2/edit").form_values(".csa-desk__work form")
    open_request = asker.get_page("/ask/BKK-ED2/situation").form_values()
    for reference, part, key in (("WRT-NG2", "lead", "record_advice"), ("BKK-ED2", "asker", "request_known")):
        slip_id = stage.report(reference, by="lead")
        stage.correct(slip_id, part, **{key: "Corrected."})
        stage.decide(slip_id, "purge")

    assert lead.post("/records/WRT-NG2/draft", data=open_record).status_code == 409
    assert lead.post("/records/WRT-NG2/edit", data=open_record).status_code == 409
    assert asker.post("/ask/BKK-ED2/situation", data=open_request).status_code == 409


def test_nothing_is_added_to_a_hidden_record(stage: Stage) -> None:
    stage.report()
    actor = stage.actor("lead")
    with pytest.raises(HiddenNow), unit_of_work():
        following.amend_record(actor, reference="SGN-ED2", text="More.", reason="Found out.")


def test_a_stale_version_is_refused(stage: Stage) -> None:
    slip_id = stage.report()
    stage.correct(slip_id, "asker", request_known="Child A spoke.")
    actor = stage.actor("lead")
    with pytest.raises(ChangedMeanwhile), unit_of_work():
        service.correct(actor, slip_id=slip_id, texts={"record_advice": "Meet."}, version=1)


def test_only_the_coordinator_reads_who_reported_it(stage: Stage) -> None:
    slip_id = stage.report(by="asker", kind=SlipKind.NAME)
    name = stage.person("asker").full_name

    assert f"by {name}" in stage.browser("coordinator").get_page(f"/slips/{slip_id}").main
    assert f"by {name}" not in stage.browser("lead").get_page(f"/slips/{slip_id}").main


def test_today_shows_it_and_in_red_after_two_working_days(stage: Stage) -> None:
    stage.report()

    def urgent(part: str) -> list[str]:  # the world has another open slip
        page = stage.browser(part).get_page("/")
        return [card for card in page.rows(".csa-need--urgent") if "could identify somebody" in card]

    assert "Something in SGN-ED2 could identify somebody" in stage.browser("lead").get_page("/").main
    assert urgent("lead") == []
    with clock.at(clock.now() + timedelta(days=5)):
        assert len(urgent("lead")) == len(urgent("asker")) == len(urgent("coordinator")) == 2


def test_the_list_asks_no_more_for_more_slips(app: Flask, stage: Stage) -> None:
    coordinator, slip_id = stage.browser("coordinator"), stage.report()
    with count_statements() as few:
        coordinator.get_page("/slips")
    area = stage.world.names["area"]
    for _ in range(12):
        request = stage.make.request(stage.area_of(stage.person("asker").id), stage.person("asker"))
        with unit_of_work():
            db.session.add(Slip(request_id=request.id, area_id=area, reported_at=clock.now(), version=1))
    with count_statements() as many:
        page = coordinator.get_page("/slips")

    assert slip_id
    assert len(page.rows()) == 14
    assert len(many) == len(few)


def test_break_glass_asks_for_no_reason_while_it_is_hidden_and_says_why(stage: Stage) -> None:
    with unit_of_work():
        db.session.execute(delete(BreakGlassRead))  # nobody has it open
    coordinator = stage.browser("coordinator")
    assert coordinator.get_page("/records/SGN-ED2/break-glass").html.select("main form")
    slip_id = stage.report("SGN-ED2")

    page = coordinator.get_page("/break-glass?reference=sgn%20ed2")
    sent = coordinator.post("/records/SGN-ED2/break-glass", data={"reason": "A complaint came in."})

    assert page.h1 == "This text is hidden while something in it is being corrected"
    assert "Until then nobody opens it by break-glass" in page.main
    assert page.href("Look at the words") == f"/slips/{slip_id}"
    assert not page.html.select("main form")
    assert sent.status_code == 409
    assert "A complaint came in." in read(sent, 409).main, "what was typed is given back"
    assert db.session.scalar(select(func.count()).select_from(BreakGlassRead)) == 0
    db.session.rollback()
    stage.decide(slip_id, "dismiss")
    assert coordinator.get_page("/records/SGN-ED2/break-glass").html.select("main form")


def test_a_hidden_record_of_another_area_does_not_exist_for_break_glass(stage: Stage) -> None:
    stage.report("SGN-ED2")

    stage.browser("their_coordinator").get_page("/records/SGN-ED2/break-glass", status=404)

"""A Practice Lead leaves while words of theirs are hidden: a draft's new holder corrects it, the coordinator what was signed."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from csaleads.accounts import in_hand, leaving
from csaleads.accounts.models import RoleInArea
from csaleads.advice.models import RequestForAdvice
from csaleads.consultations import reading_queries
from csaleads.consultations.models import Action, AgencyInvolved, Consultation
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.encryption import narratives_of
from csaleads.core.errors import HiddenNow, NotAllowed, NotFound
from csaleads.core.unit_of_work import roll_back, unit_of_work
from csaleads.notify import service as notify
from csaleads.notify.models import Message, MessageKind, OutboxRow
from csaleads.notify.service import OutboxFacts
from csaleads.slips import list_queries, queries, view_queries
from csaleads.slips.models import SlipState
from tests.slips.conftest import MARKER, Stage, signed_record
from tests.statements import count_statements

DRAFT, SIGNED = "WRT-NG2", "SGN-ED2"
NEW = "other_lead"


def hand_over(stage: Stage, to: str = NEW) -> int:
    with unit_of_work():
        return in_hand.hand_over(
            stage.actor("coordinator"),
            person_id=stage.person("lead").id,
            area_id=stage.world.names["area"],  # type: ignore[arg-type]
            to_id=stage.person(to).id,
        )


def told(stage: Stage, part: str) -> list[MessageKind]:
    query = select(Message.kind).where(Message.person_id == stage.person(part).id).order_by(Message.id)
    found = list(db.session.scalars(query))
    roll_back()
    return found


def gone(stage: Stage, part: str) -> None:
    """Their roles were over yesterday."""
    with unit_of_work():
        for row in db.session.scalars(
            select(RoleInArea).where(RoleInArea.person_id == stage.person(part).id)
        ):
            row.ends_on = clock.today() - timedelta(days=1)


def record(reference: str = DRAFT) -> Consultation:
    row: Consultation = db.session.scalars(signed_record(reference)).one()
    roll_back()
    return row


def test_the_new_holder_corrects_it_and_the_coordinator_confirms(stage: Stage) -> None:
    slip_id = stage.report(DRAFT, by="lead")

    hand_over(stage)
    own = {part.key for part in queries.get_slip_view(stage.actor(NEW), slip_id).parts}
    roll_back()
    stage.correct(slip_id, NEW, record_advice="Meet Child A at school.")
    with pytest.raises(HiddenNow):
        reading_queries.get_record(stage.actor(NEW), DRAFT)
    roll_back()
    stage.decide(slip_id, "purge")
    view = reading_queries.get_record(stage.actor(NEW), DRAFT)
    roll_back()

    assert "record_advice" in own
    assert "request_known" not in own  # the worker's words stay the worker's
    assert view.content.text("advice") == "Meet Child A at school."
    assert view.content.lead_note == ""
    assert stage.slip(slip_id).corrected_by_id == stage.person(NEW).id


def test_whoever_handed_it_over_is_its_author_no_longer(stage: Stage) -> None:
    slip_id = stage.report(DRAFT, by="lead")

    hand_over(stage)

    for part in ("lead", "co_lead", "their_lead", "their_coordinator"):
        with pytest.raises(NotFound):
            queries.get_slip_view(stage.actor(part), slip_id)
        roll_back()
    with pytest.raises(NotFound):
        stage.correct(slip_id, "lead", record_advice="Changed.")
    roll_back()


def test_the_new_holder_is_told_once_and_the_mail_says_the_reference_alone(stage: Stage) -> None:
    stage.report(DRAFT, by="lead")

    hand_over(stage)

    assert told(stage, NEW).count(MessageKind.SLIP_TO_CORRECT) == 1
    facts = db.session.scalars(
        select(OutboxRow.facts).where(
            OutboxRow.person_id == stage.person(NEW).id, OutboxRow.kind == MessageKind.SLIP_TO_CORRECT
        )
    ).all()
    assert facts == [{"reference": DRAFT}]


def test_mail_that_asked_whoever_handed_it_over_is_not_sent_any_more(stage: Stage) -> None:
    stage.report(DRAFT, by="lead")
    before = still_true()

    hand_over(stage)

    people = {part: stage.person(part).id for part in ("asker", "lead", NEW)}
    assert before == {people["asker"]: True, people["lead"]: True}
    assert still_true() == {people["asker"]: True, people["lead"]: False, people[NEW]: True}


def still_true() -> dict[int, bool]:
    """By person, whether the mail that asks them to correct the draft would be sent now."""
    rows = db.session.scalars(select(OutboxRow).where(OutboxRow.kind == MessageKind.SLIP_TO_CORRECT)).all()
    found = {
        row.person_id: notify.is_still_true(
            OutboxFacts(row.person_id, row.kind, row.facts, row.path, row.created_at)
        )
        for row in rows
        if row.facts["reference"] == DRAFT
    }
    roll_back()
    return found


@pytest.mark.parametrize("case", ["shown", "corrected already"])
def test_where_there_is_nothing_to_correct_nobody_is_asked_to(stage: Stage, case: str) -> None:
    if case == "corrected already":
        slip_id = stage.report(DRAFT, by="lead")
        stage.correct(slip_id, "lead", record_advice="Meet Child A at school.")

    hand_over(stage)

    assert MessageKind.SLIP_TO_CORRECT not in told(stage, NEW)
    assert record().lead_id == stage.person(NEW).id


def test_what_was_corrected_before_is_confirmed_and_goes_on(stage: Stage) -> None:
    slip_id = stage.report(DRAFT, by="lead")
    stage.correct(slip_id, "lead", record_advice="Meet Child A at school.")

    hand_over(stage)
    stage.decide(slip_id, "purge")
    view = reading_queries.get_record(stage.actor(NEW), DRAFT)
    roll_back()

    assert view.content.text("advice") == "Meet Child A at school."


def test_the_coordinator_still_waits_for_the_new_holder(stage: Stage) -> None:
    slip_id = stage.report(DRAFT, by="lead")
    hand_over(stage)
    gone(stage, "lead")

    with pytest.raises(NotAllowed):
        stage.correct(slip_id, "coordinator", record_advice="Changed.")
    roll_back()


def test_a_signed_record_stays_whose_it_is_and_the_coordinator_corrects_it(stage: Stage) -> None:
    slip_id = stage.report(SIGNED, by="asker")

    hand_over(stage)
    gone(stage, "lead")
    lead_id = record(SIGNED).lead_id
    stage.correct(slip_id, "coordinator", record_advice="Meet Child A at school.")

    assert lead_id == stage.person("lead").id
    assert stage.slip(slip_id).state is SlipState.CORRECTED
    with pytest.raises(NotFound):
        queries.get_slip_view(stage.actor(NEW), slip_id)


def test_what_stays_theirs_is_said_before_they_leave_and_keeps_nobody(stage: Stage) -> None:
    area_id: Any = stage.world.names["area"]
    person_id = stage.person("lead").id
    before = list_queries.count_to_correct(person_id, area_id)
    roll_back()
    stage.report(SIGNED, by="asker")
    stage.report(DRAFT, by="lead")  # which goes to a colleague
    hand_over(stage)

    matters = in_hand.list_matters(person_id, area_id)
    count = list_queries.count_to_correct(person_id, area_id)
    roll_back()
    with unit_of_work():
        leaving.close_in_area(stage.actor("coordinator"), person_id=person_id, area_id=area_id)

    assert count == before + 1
    slips = [matter for matter in matters if "hidden, because" in matter.words]
    assert [(matter.must_go, matter.with_role) for matter in slips] == [(False, False)]
    assert "After that you do, in their place" in slips[0].becomes


def test_what_a_worker_asked_stays_theirs_too(stage: Stage) -> None:
    area_id: Any = stage.world.names["area"]
    stage.report(SIGNED, by="lead")

    counts = [
        list_queries.count_to_correct(stage.person(part).id, area_id)
        for part in ("asker", "other_worker", "their_worker")
    ]
    roll_back()

    assert counts == [2, 0, 0]  # one was reported before


@pytest.mark.parametrize("reference", ["ACC-EP2", DRAFT])
def test_a_lead_without_a_word_in_it_is_not_asked_to_correct(stage: Stage, reference: str) -> None:
    if reference == DRAFT:
        _empty_the_draft()
    stage.report(reference, by="asker" if reference != DRAFT else "lead")

    asked = [row.reference for row in list_queries.list_open_slips(stage.actor("lead")) if row.is_author]
    roll_back()

    assert reference not in asked


def test_a_lead_who_wrote_one_word_is_asked(stage: Stage) -> None:
    _empty_the_draft(but=Action)
    stage.report(DRAFT, by="lead")

    asked = [row.reference for row in list_queries.list_open_slips(stage.actor("lead")) if row.is_author]
    roll_back()

    assert DRAFT in asked


def _empty_the_draft(*, but: type | None = None) -> None:
    row_id = record().id
    if but is Action:
        kept_id = db.session.scalars(select(Action)).first().id  # type: ignore[union-attr]
        roll_back()
    with unit_of_work():
        nothing = {narrative.sealed_name: None for narrative in narratives_of(Consultation)}
        db.session.execute(update(Consultation).where(Consultation.id == row_id).values(nothing))
        db.session.query(AgencyInvolved).filter_by(consultation_id=row_id).delete()
        db.session.query(Action).filter_by(consultation_id=row_id).delete()
        if but is Action:
            db.session.add(Action(consultation_id=row_id, position=0, description="Ring the school."))
    assert but is None or kept_id is not None


def test_taking_over_is_known_of_whoever_took_over_alone(stage: Stage) -> None:
    request_id = db.session.scalars(
        select(RequestForAdvice.id).where(RequestForAdvice.reference == DRAFT)
    ).one()
    roll_back()
    before = view_queries.took_record_over(stage.actor("lead"), request_id)
    hand_over(stage)

    after = {
        part: view_queries.took_record_over(stage.actor(part), request_id)
        for part in ("lead", NEW, "co_lead")
    }

    assert before is False
    assert after == {"lead": False, NEW: True, "co_lead": False}


# Pages


def test_the_new_holder_is_led_from_today_to_the_words(stage: Stage) -> None:
    slip_id = stage.report(DRAFT, by="lead")
    hand_over(stage)
    browser = stage.browser(NEW)

    today = browser.get_page("/")
    page = browser.get_page(today.href("Look at your words"))
    hidden = browser.get_page(f"/records/{DRAFT}/edit")
    old = stage.browser("lead").get(f"/slips/{slip_id}")

    assert f"Something in {DRAFT} could identify somebody" in today.main
    assert "You have taken this record over from a colleague" in page.main
    assert "Read the words below" in page.main
    assert f"{MARKER} in advice" in page.main
    assert f"{MARKER} in known" not in page.main
    assert hidden.href("Look at the words") == f"/slips/{slip_id}"
    assert MARKER not in hidden.main
    assert old.status_code == 404


def test_an_author_who_took_nothing_over_reads_of_their_own_words(stage: Stage) -> None:
    slip_id = stage.report(DRAFT, by="lead")

    page = stage.browser("lead").get_page(f"/slips/{slip_id}")

    assert "taken this record over" not in page.main
    assert "Read your words below" in page.main


def test_the_coordinator_reads_on_today_that_an_author_has_left(stage: Stage) -> None:
    stage.report(SIGNED, by="asker")
    browser = stage.browser("coordinator")

    before = browser.get_page("/")
    gone(stage, "lead")
    after = browser.get_page("/")

    assert "Somebody whose words are in it has left. Take it out in their place." not in before.main
    assert "Somebody whose words are in it has left. Take it out in their place." in after.main


def test_the_coordinator_sees_a_hidden_draft_that_was_left(stage: Stage) -> None:
    stage.report(DRAFT, by="lead")
    area_id: Any = stage.world.names["area"]
    with unit_of_work():
        leaving.close_in_area(stage.actor("coordinator"), person_id=stage.person("lead").id, area_id=area_id)

    page = stage.browser("coordinator").get_page("/")

    assert "1 former lead left clinics or records" in page.main


def test_the_leave_page_offers_no_hand_over_of_what_stays_theirs(stage: Stage) -> None:
    stage.report(SIGNED, by="asker")
    area_id = stage.world.names["area"]

    page = stage.browser("coordinator").get_page(f"/people/{stage.person('asker').id}/areas/{area_id}/leave")

    assert "hidden, because something in them could identify somebody" in page.main
    assert "Hand over to another Practice Lead" not in page.main


def test_the_leave_page_and_today_ask_no_more_for_more_slips(stage: Stage) -> None:
    area_id = stage.world.names["area"]
    browser = stage.browser("coordinator")
    urls = ("/", f"/people/{stage.person('lead').id}/areas/{area_id}/leave")
    stage.report(SIGNED, by="asker")

    def statements() -> list[int]:
        found = []
        for url in urls:
            browser.get_page(url)
            with count_statements() as counted:
                browser.get_page(url)
            found.append(len(counted))
        return found

    before = statements()
    for reference in ("EDT-NG2", "WTT-NG2", "SHR-ED2", DRAFT):
        stage.report(reference, by="lead")

    assert statements() == before

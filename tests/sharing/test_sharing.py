"""From a signed record to one that is shared: each rule from both sides, on both databases."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from csaleads.audit.models import AuditEvent
from csaleads.consultations import giving
from csaleads.consultations.models import Consultation
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.errors import ChangedMeanwhile, InvalidChoice, NotFound, WrongState
from csaleads.core.unit_of_work import roll_back, unit_of_work
from csaleads.notify.models import Message, MessageKind
from csaleads.notify.service import OutboxFacts
from csaleads.sharing import checks, reading_queries, service
from csaleads.sharing.broadening import AgeGroup, Description, Period
from csaleads.sharing.errors import (
    ChangeNotSaid,
    CouldIdentify,
    NobodyToReview,
    NothingToLearn,
    NotReadYet,
    TooFewAlike,
)
from csaleads.sharing.models import LearningReading, LearningVersion, Question, SharingState, StopReason
from tests.consultations.conftest import ACTION_WORD, NOTE_MARKER, REFERENCE, ROLE_WORD, WORDS
from tests.factories import Factory
from tests.sharing.conftest import CHANGE, NOBODY, Sharing


def told(kind: MessageKind) -> set[int]:
    roll_back()
    return set(db.session.scalars(select(Message.person_id).where(Message.kind == kind)))


def test_a_version_begins_as_a_copy_of_what_the_worker_reads_without_the_leads_note(sharing: Sharing) -> None:
    sharing.prepare()

    texts = sharing.own().version.texts

    assert {name: texts[name] for name in WORDS} == WORDS
    assert texts["agencies"] == f"{ROLE_WORD} (Police)"
    assert texts["actions"] == f"Social worker: {ACTION_WORD}"
    assert NOTE_MARKER not in repr(texts)


def test_a_version_carries_no_resources_that_were_given(sharing: Sharing, make: Factory) -> None:
    topic = make.topic()
    resource = make.resource(topic, sharing.scene.area, title="Zebra crossing map")
    with unit_of_work():
        giving.amend_with_resource(
            sharing.scene.actor("lead"),
            reference=REFERENCE,
            resource_id=resource.id,
            reason="Found afterwards.",
        )
    sharing.prepare()

    texts = sharing.own().version.texts
    assert "Zebra" not in repr(texts)
    assert texts["added_later"] == ""


def test_only_the_records_own_lead_prepares_a_version(sharing: Sharing) -> None:
    for by in ("co_lead", "stranger", "coordinator", "worker", "far_lead"):
        with pytest.raises(NotFound):
            sharing.prepare(by)
    assert sharing.own().version is None


def test_a_draft_is_not_shared(sharing: Sharing, make: Factory) -> None:
    request = make.request(sharing.scene.area, sharing.scene.worker)
    make.consultation(request, sharing.scene.lead)

    with pytest.raises(NotFound), unit_of_work():
        service.prepare_version(sharing.scene.actor("lead"), reference=request.reference)


def test_editing_the_version_leaves_the_signed_words(sharing: Sharing) -> None:
    sharing.prepare()

    sharing.save({**sharing.own().version.texts, "advice": "Meet the child where they feel safe."})

    assert sharing.own().version.texts["advice"] == "Meet the child where they feel safe."
    assert sharing.scene.view("worker").content.text("advice") == WORDS["advice"]


def test_what_was_saved_in_another_window_is_not_overwritten(sharing: Sharing) -> None:
    sharing.prepare()
    texts, version = sharing.own().version.texts, sharing.own().version.version
    sharing.save({**texts, "advice": "one"})

    with pytest.raises(ChangedMeanwhile):
        sharing.save({**texts, "advice": "two"}, version=version)
    sharing.save({**texts, "advice": "one"}, version=version)  # the same words: nothing to choose between

    assert sharing.own().version.texts["advice"] == "one"


def test_a_description_must_be_true_of_the_record(sharing: Sharing) -> None:
    sharing.prepare()
    said = sharing.own().version.said

    sharing.describe(said._replace(age=AgeGroup.PRIMARY_SCHOOL_AGE, period=Period.YEAR))
    with pytest.raises(InvalidChoice):
        sharing.describe(said._replace(age=AgeGroup.SECONDARY_SCHOOL_AGE))

    assert sharing.own().version.said.age is AgeGroup.PRIMARY_SCHOOL_AGE


def test_four_alike_are_too_few_to_propose_and_five_are_enough(sharing: Sharing) -> None:
    sharing.alike(3)
    sharing.prepare()
    with pytest.raises(TooFewAlike):
        sharing.propose()

    sharing.alike(1)
    sharing.propose()

    assert sharing.own().version.state is SharingState.PROPOSED


def test_a_broader_description_counts_more_records(sharing: Sharing) -> None:
    sharing.alike(4, age_band="5_to_7")
    sharing.prepare()
    narrow: Description = sharing.own().version.said

    found = reading_queries.count_alike_own(sharing.scene.actor("lead"), REFERENCE, narrow)

    assert found.present.count is None
    counted = {each.said.age: each.count for each in found.broader if each.said.age is not narrow.age}
    assert counted == {AgeGroup.PRIMARY_SCHOOL_AGE: 5, AgeGroup.UNDER_11: 5, AgeGroup.ANY_AGE: 5}
    assert {each.count for each in found.broader if each.said.age is narrow.age} == {None}


def test_records_of_another_area_and_drafts_do_not_count(sharing: Sharing, make: Factory) -> None:
    sharing.alike(3)
    scene = sharing.scene
    far = make.request(scene.other_area, scene.far_worker)
    make.consultation(far, scene.far_lead, signed_at=clock.now())
    make.consultation(make.request(scene.area, scene.other_worker), scene.stranger)
    sharing.prepare()

    with pytest.raises(TooFewAlike):
        sharing.propose()


def test_the_rule_of_five_holds_when_it_is_confirmed(sharing: Sharing) -> None:
    """However a proposal came about, the service counts again."""
    scene = sharing.scene
    said = {"age_group": "8_to_10", "concern": "intra_familial", "stage": "first_concern"}
    record = scene.view("lead")
    version = sharing.make.learning_version(
        db.session.get_one(Consultation, record.id),
        state=SharingState.PROPOSED,
        **said,
    )
    sharing.open("stranger")

    with pytest.raises(TooFewAlike):
        sharing.confirm(version=version.version)

    sharing.alike(4)
    sharing.confirm(version=version.version)
    assert sharing.own().version.state is SharingState.SHARED


def test_without_advice_there_is_nothing_to_learn(sharing: Sharing) -> None:
    sharing.alike(4)
    sharing.prepare()
    sharing.save({**sharing.own().version.texts, "advice": ""})

    with pytest.raises(NothingToLearn):
        sharing.propose()


def test_all_who_took_no_part_are_asked_and_nobody_else(sharing: Sharing) -> None:
    sharing.waiting()

    scene = sharing.scene
    assert told(MessageKind.LEARNING_ASKED) == {scene.stranger.id, scene.coordinator.id}


def test_where_nobody_can_review_it_is_not_proposed(
    sharing: Sharing, monkeypatch: pytest.MonkeyPatch
) -> None:
    sharing.alike(4)
    sharing.prepare()
    monkeypatch.setattr("csaleads.sharing.queries.REVIEWING_ROLES", ())

    with pytest.raises(NobodyToReview):
        sharing.propose()


def test_a_confirmed_version_is_shared_and_its_lead_is_told(sharing: Sharing) -> None:
    sharing.shared()

    assert sharing.own().version.state is SharingState.SHARED
    assert told(MessageKind.LEARNING_CONFIRMED) == {sharing.scene.lead.id}


def test_nobody_confirms_unread(sharing: Sharing) -> None:
    sharing.waiting()

    with pytest.raises(NotReadYet):
        sharing.confirm()


def test_whoever_says_that_somebody_could_be_recognised_cannot_confirm(sharing: Sharing) -> None:
    sharing.waiting()
    sharing.open("stranger")

    with pytest.raises(CouldIdentify):
        sharing.confirm(answers=NOBODY | {Question.DATES: True})
    with pytest.raises(InvalidChoice):
        sharing.confirm(answers={Question.DATES: False})
    assert sharing.own().version.state is SharingState.PROPOSED


def test_those_who_took_part_and_those_elsewhere_cannot_confirm(sharing: Sharing) -> None:
    sharing.waiting()

    for by in ("lead", "co_lead", "worker", "other_worker", "far_lead", "far_coordinator"):
        with pytest.raises(NotFound):
            sharing.confirm(by)


def test_what_was_sent_back_says_what_to_change_and_can_be_proposed_again(sharing: Sharing) -> None:
    sharing.waiting()
    sharing.open("coordinator")
    with pytest.raises(ChangeNotSaid):
        sharing.send_back("coordinator", "")

    sharing.send_back("coordinator")

    own = sharing.own()
    assert own.version.state is SharingState.RETURNED
    assert (own.review.what_to_change, own.review.could_identify) == (CHANGE, (Question.QUOTE,))
    assert told(MessageKind.LEARNING_SENT_BACK) == {sharing.scene.lead.id}
    sharing.save({**own.version.texts, "advice": "vaguer"})
    sharing.propose()
    assert sharing.own().version.state is SharingState.PROPOSED


def test_what_is_confirmed_is_what_was_read(sharing: Sharing) -> None:
    sharing.waiting()
    sharing.open("stranger")
    read = sharing.own().version.version
    sharing.take_back()
    sharing.prepare()
    sharing.save({**sharing.own().version.texts, "advice": "something else"})
    sharing.propose()

    with pytest.raises(ChangedMeanwhile):
        sharing.confirm(version=read)


def test_a_proposal_can_be_taken_back_and_its_mail_is_overtaken(sharing: Sharing) -> None:
    sharing.waiting()
    scene = sharing.scene
    facts = {"number": sharing.number}
    mail = OutboxFacts(scene.stranger.id, MessageKind.LEARNING_ASKED, facts, "/", clock.now())
    assert checks.still_waits(mail)

    sharing.take_back()

    assert not checks.still_waits(mail)
    with pytest.raises(WrongState):
        sharing.take_back()
    with pytest.raises(WrongState):
        sharing.confirm()


def test_what_is_shared_can_be_taken_back_and_nobody_reads_it_any_more(sharing: Sharing) -> None:
    sharing.shared()
    sharing.open("co_lead")
    number = sharing.number
    assert reading_queries.get_to_read(sharing.scene.actor("co_lead"), number).texts

    sharing.take_back()

    with pytest.raises(NotFound):
        reading_queries.get_to_read(sharing.scene.actor("co_lead"), number)
    assert sharing.own().version.texts["advice"] == WORDS["advice"]  # kept for its lead


def test_sharing_is_stopped_from_outside_once(sharing: Sharing) -> None:
    sharing.shared()
    record_id = sharing.scene.view("lead").id
    actor = sharing.scene.actor("coordinator")

    with unit_of_work():
        answers = [service.stop_sharing(actor, record_id, StopReason.COULD_IDENTIFY) for _ in range(2)]

    own = sharing.own()
    assert answers == [True, False]
    assert (own.version.state, own.version.stopped_for) == (SharingState.STOPPED, StopReason.COULD_IDENTIFY)
    assert told(MessageKind.LEARNING_STOPPED) == {sharing.scene.lead.id}


def test_stopping_a_record_without_a_version_is_no_mistake(sharing: Sharing) -> None:
    record_id = sharing.scene.view("lead").id

    with unit_of_work():
        assert not service.stop_sharing(
            sharing.scene.actor("coordinator"), record_id, StopReason.COULD_IDENTIFY
        )


def test_what_was_stopped_is_read_by_a_colleague_again_before_it_is_shared(sharing: Sharing) -> None:
    sharing.shared()
    with unit_of_work():
        service.stop_as_coordinator(
            sharing.scene.actor("coordinator"), number=sharing.number, reason=StopReason.NO_LONGER_RIGHT
        )

    sharing.prepare()

    assert sharing.own().version.state is SharingState.DRAFT
    with pytest.raises(NotFound):
        sharing.confirm()


def test_who_opens_it_is_in_the_trail_by_id_once_a_day(sharing: Sharing) -> None:
    sharing.shared()
    sharing.open("co_lead")
    sharing.open("co_lead")
    with clock.at(clock.now() + timedelta(hours=13)):
        number = sharing.number
        assert not reading_queries.get_to_read(sharing.scene.actor("co_lead"), number).texts
        sharing.open("co_lead")

    query = select(AuditEvent).where(
        AuditEvent.verb == "open_shared_record", AuditEvent.actor_id == sharing.scene.co_lead.id
    )
    events = db.session.scalars(query).all()
    assert len(events) == 2
    assert {event.subject_kind for event in events} == {"learning_version"}
    assert REFERENCE not in repr([(event.subject_id, event.details) for event in events])


def test_readers_elsewhere_and_workers_open_nothing(sharing: Sharing) -> None:
    sharing.shared()

    for by in ("far_lead", "far_coordinator", "worker", "other_worker"):
        with pytest.raises(NotFound):
            sharing.open(by)
    query = select(func.count()).select_from(LearningReading)
    assert db.session.scalar(query) == 1  # the reviewer's


def test_the_database_keeps_states_and_moments_together(sharing: Sharing, make: Factory) -> None:
    sharing.prepare()
    version_id = db.session.scalar(select(LearningVersion.id))
    roll_back()

    with pytest.raises(IntegrityError), unit_of_work():
        db.session.get_one(LearningVersion, version_id).state = SharingState.SHARED


def test_whoever_opened_an_earlier_text_opens_the_new_one_anew(sharing: Sharing) -> None:
    sharing.shared()
    sharing.open("co_lead")
    with clock.at(clock.now() + timedelta(hours=2)):
        sharing.take_back()
        sharing.prepare()
        sharing.propose()
        sharing.open("coordinator")
        sharing.confirm("coordinator")

        seen = reading_queries.get_to_read(sharing.scene.actor("co_lead"), sharing.number)

    assert seen.texts == {}

"""How somebody is after a day: asked on the evening, theirs alone, and told to one person only where they ask."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from csaleads.access.permissions import Role
from csaleads.audit.models import AuditEvent
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.errors import InvalidChoice, NotFound, WrongState
from csaleads.core.unit_of_work import unit_of_work
from csaleads.notify.models import MessageKind, OutboxRow
from csaleads.notify.service import OutboxFacts, is_still_true
from csaleads.programmes.afternoons import turn_service
from csaleads.programmes.afternoons.models import CheckOut, Mood, Support, Weight
from csaleads.programmes.attendance import checkout_queries, checkout_service
from csaleads.programmes.attendance.checkout_service import CheckOutAnswers
from csaleads.screening.errors import CouldIdentify
from tests.clinics.test_contention import all_at_once
from tests.factories import Factory
from tests.page_client import PageClient
from tests.programmes.day_stage import ON, DayStage, at

MARK = "pebble note"
SAID = {"weight": "heavy", "mood": "unsettled", "support": "not_sure", "contact_id": "0"}
ASKS = "How are you after Wednesday 25 November 2026?"


@pytest.fixture
def stage(make: Factory) -> DayStage:
    return DayStage(make)


def say(stage: DayStage, person: Any = None, **changes: Any) -> None:
    answers = {"weight": Weight.HEAVY, "mood": Mood.UNSETTLED, "support": Support.NO} | changes
    with unit_of_work():
        checkout_service.check_out(
            stage.viewer(person or stage.presenter),
            cohort_id=stage.cohort.id,
            day_id=stage.day.id,
            answers=CheckOutAnswers(**answers),
        )


def kept() -> list[CheckOut]:
    found = list(db.session.scalars(select(CheckOut)))
    db.session.rollback()
    return found


def mails() -> list[OutboxRow]:
    return list(db.session.scalars(select(OutboxRow).where(OutboxRow.kind == MessageKind.CONTACT_ASKED)))


def test_members_are_asked_from_the_evening_of_the_day_until_they_have_answered(
    client: PageClient, stage: DayStage
) -> None:
    client.sign_in(stage.presenter)
    for moment, is_asked in (
        (at(ON, 15, 59), False),
        (at(ON, 16, 1), True),
        (at(ON + timedelta(days=3), 23), True),
        (at(ON + timedelta(days=4), 1), False),
    ):
        with clock.at(moment):
            client.sign_in(stage.presenter)
            assert (ASKS in client.get_page("/my-learning").main) is is_asked
            assert (ASKS in client.get_page("/").main) is is_asked
    with clock.at(at(ON, 18)):
        client.sign_in(stage.lead)
        assert ASKS not in client.get_page("/my-learning").main  # no member
        client.sign_in(stage.presenter)
        address = client.get_page("/my-learning").href("Take two minutes")
        page = client.post_page(address, client.get_page(address).form_values() | SAID)
        assert "Kept for you alone" in page.text
        assert ASKS not in page.main
        assert ASKS not in client.get_page("/").main


def test_whoever_was_away_is_not_asked(client: PageClient, stage: DayStage) -> None:
    with unit_of_work():
        turn_service.say_wishes(
            stage.viewer(stage.presenter),
            cohort_id=stage.cohort.id,
            topic_ids=[],
            away_ids=[stage.day.id],
        )
    with clock.at(at(ON, 18)):
        assert ASKS not in client.sign_in(stage.presenter).get_page("/my-learning").main


def test_it_says_who_there_is_to_talk_to(client: PageClient, stage: DayStage) -> None:
    with clock.at(at(ON, 18)):
        page = client.sign_in(stage.presenter).get_page(stage.page("/check-out"))

    for name in ("Lena Adeyemi", "Sam Okoro", "Pat Lindqvist", "Samaritans, 116 123", "samaritans.org"):
        assert name in page.main
    assert "Nobody else sees your answers, unless you ask for it below" in page.main


def test_what_is_missing_stands_beside_its_field(client: PageClient, stage: DayStage) -> None:
    with clock.at(at(ON, 18)):
        client.sign_in(stage.presenter)
        form = client.get_page(stage.page("/check-out")).form_values()
        page = client.post_page(stage.page("/check-out"), form | {"is_shared": "y"}, status=422)

    assert page.errors == [
        "Select how heavy today was",
        "Select how you are now",
        "Select whether there is somebody you can talk to",
        "Select whether somebody should get in touch",
    ]
    with clock.at(at(ON, 18)):
        nobody = client.post_page(stage.page("/check-out"), form | SAID | {"is_shared": "y"}, status=422)
    assert nobody.errors == ["Select who should get in touch, or do not tick this"]


def test_nobody_else_sees_the_answers_and_no_trail_of_an_area_tells_of_them(
    client: PageClient, stage: DayStage
) -> None:
    with clock.at(at(ON, 18)):
        say(stage, note=f"There is a {MARK}.")
        [row] = kept()
        for person in (stage.colleague, stage.lead, stage.coordinator, stage.programme):
            client.sign_in(person)
            client.get_page(f"/check-outs/{row.id}", status=404)
            assert client.get(stage.page("/check-out")).data.find(MARK.encode()) < 0
        own = client.sign_in(stage.presenter).get_page(stage.page("/check-out"))
        assert MARK in own.form_values()["note"]
    assert mails() == []
    stored = db.session.execute(select(CheckOut.__table__)).one()
    assert MARK.encode() not in b"".join(value for value in stored if isinstance(value, bytes))
    events = list(db.session.scalars(select(AuditEvent)))
    assert [(event.verb, event.chain) for event in events] == [("check_out", events[0].chain)]
    assert events[0].chain not in (stage.here.id, stage.there.id)
    assert not {"heavy", "unsettled", "weight", "mood"} & set(str(events[0].details).split("'"))


def test_who_is_asked_is_told_so_once_and_nothing_more(client: PageClient, stage: DayStage) -> None:
    with clock.at(at(ON, 18)):
        say(stage, note=f"There is a {MARK}.", contact_id=stage.coordinator.id)
        say(stage, note=f"There is a {MARK}.", contact_id=stage.coordinator.id)
        [mail] = mails()
        assert mail.person_id == stage.coordinator.id
        client.sign_in(stage.coordinator)
        assert "Amara Okafor asks you to get in touch" in client.get_page("/").main
        page = client.get_page(mail.path)
        assert page.h1 == "Amara Okafor asks you to get in touch"
        assert MARK not in page.text
        assert "Very heavy" not in page.text
        client.sign_in(stage.lead).get_page(mail.path, status=404)

        client.sign_in(stage.coordinator).post_page(f"{mail.path}/contacted")
        assert "asks you to get in touch" not in client.get_page("/").main
        own = client.sign_in(stage.presenter).get_page(stage.page("/check-out"))
        assert "noted that they have been in touch" in own.main


def test_the_answers_are_read_only_where_that_is_ticked_and_only_by_that_person(
    client: PageClient, stage: DayStage
) -> None:
    with clock.at(at(ON, 18)):
        say(stage, note=f"There is a {MARK}.", contact_id=stage.lead.id, is_shared=True)
        [mail] = mails()
        page = client.sign_in(stage.lead).get_page(mail.path)
        assert MARK in page.main
        assert "Very heavy" in page.main
        client.sign_in(stage.coordinator).get_page(mail.path, status=404)

        say(stage, note=f"There is a {MARK}.")  # not asked any more
        client.sign_in(stage.lead).get_page(mail.path, status=404)


def test_a_mail_is_not_sent_once_nobody_is_asked_any_more(stage: DayStage) -> None:
    with clock.at(at(ON, 18)):
        say(stage, contact_id=stage.coordinator.id)
        [mail] = mails()
        facts = OutboxFacts(mail.person_id, mail.kind, mail.facts, mail.path, mail.created_at)
        db.session.rollback()
        assert is_still_true(facts)
        say(stage)
        assert not is_still_true(facts)


def test_only_people_of_the_list_can_be_asked(make: Factory, stage: DayStage) -> None:
    their_coordinator = make.person(stage.there, Role.COORDINATOR)
    with clock.at(at(ON, 18)):
        for person in (stage.colleague, stage.presenter, their_coordinator, make.lead(stage.here)):
            with pytest.raises(InvalidChoice):
                say(stage, contact_id=person.id)
        say(stage, stage.colleague, contact_id=their_coordinator.id)


def test_only_members_answer_and_only_from_the_day_on_for_four_weeks(stage: DayStage) -> None:
    with pytest.raises(WrongState):
        say(stage)
    with clock.at(at(ON, 10)):
        for person in (stage.lead, stage.coordinator, stage.programme):
            with pytest.raises(NotFound):
                say(stage, person)
        say(stage)
    with clock.at(at(ON + timedelta(days=29), 10)), pytest.raises(WrongState):
        say(stage, stage.colleague)


def test_what_is_typed_is_screened(stage: DayStage) -> None:
    with clock.at(at(ON, 18)), pytest.raises(CouldIdentify):
        say(stage, note="Ring 07700 900123.")
    assert kept() == []


def test_answers_are_deleted_when_their_author_wants_it(client: PageClient, stage: DayStage) -> None:
    with clock.at(at(ON, 18)):
        say(stage, contact_id=stage.coordinator.id)
        [row_id] = [row.id for row in kept()]
        client.sign_in(stage.presenter).post_page(stage.page("/check-out/forget"))
        client.post_page(stage.page("/check-out/forget"))
        assert kept() == []
        client.sign_in(stage.coordinator).get_page(f"/check-outs/{row_id}", status=404)


@pytest.mark.parametrize(("days", "is_there"), [(28, True), (29, False)])
def test_they_are_wiped_four_weeks_after_the_day(
    app: Flask, make: Factory, stage: DayStage, days: int, is_there: bool
) -> None:
    make.check_out(stage.day, stage.member)
    with clock.at(at(ON + timedelta(days=days), 3)):
        app.test_cli_runner().invoke(args=["programmes", "tidy"])

    assert bool(kept()) is is_there


@pytest.mark.parametrize(("days", "status"), [(28, 200), (29, 404)])
def test_they_are_shown_no_longer_than_that_even_where_nothing_was_wiped(
    client: PageClient, make: Factory, stage: DayStage, days: int, status: int
) -> None:
    row = make.check_out(stage.day, stage.member, contact_id=stage.coordinator.id, is_shared=True)
    with clock.at(at(ON + timedelta(days=days), 12)):
        client.sign_in(stage.coordinator).get_page(f"/check-outs/{row.id}", status=status)
        own = checkout_queries.find_own_check_out(stage.viewer(stage.presenter), stage.day.id)
    assert (own is not None) is (status == 200)


def test_two_clicks_at_once_keep_one(app: Flask, stage: DayStage) -> None:
    viewer = stage.viewer(stage.presenter)
    answers = CheckOutAnswers(Weight.SOME, Mood.FINE, Support.YES, contact_id=stage.coordinator.id)

    def answer() -> None:
        with clock.at(at(ON, 18)):
            checkout_service.check_out(
                viewer, cohort_id=stage.cohort.id, day_id=stage.day.id, answers=answers
            )

    all_at_once(app, [answer, answer])

    assert len(kept()) == 1
    assert len(mails()) == 1


def test_the_list_of_due_days_is_one_statement(stage: DayStage) -> None:
    with clock.at(at(ON, 18)):
        due = checkout_queries.list_due(stage.viewer(stage.presenter))
    assert [day.held_on for day in due] == [ON]

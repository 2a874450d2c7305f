"""A learning day that is changed afterwards: who is told, what was said of its former date, and which dates it can have."""

from datetime import date, time, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from csaleads.core.database import db
from csaleads.core.unit_of_work import unit_of_work
from csaleads.notify.kinds import line_of
from csaleads.notify.models import Message, MessageKind
from csaleads.programmes.attendance.models import Presence
from csaleads.programmes.days import service as day_service
from csaleads.programmes.days.service import Setting
from csaleads.programmes.errors import DayHeld
from csaleads.programmes.models import LearningDay, MemberAbsence, Mode, TurnReminder
from tests.factories import Factory
from tests.page_client import PageClient
from tests.programmes.learning_stage import TODAY, LearningStage, mailed, marks

K = MessageKind
AS_IT_IS = Setting(time(9, 30), time(16), Mode.ROOM, "Training room", "")
ELSEWHERE = Setting(time(9, 30), time(16), Mode.ROOM, "Town hall", "")


@pytest.fixture
def stage(make: Factory) -> LearningStage:
    return LearningStage(make, days=5)


def change(
    stage: LearningStage, day: int, on: date | None = None, setting: Setting = AS_IT_IS, *topics: Any
) -> None:
    row = stage.days[day]
    with unit_of_work():
        day_service.change_day(
            stage.as_coordinator,
            cohort_id=stage.cohort.id,
            day_id=row.id,
            version=1,
            on=on or row.held_on,
            setting=setting,
            topic_ids=topics,
        )


def count(model: Any) -> int:
    found = db.session.scalar(select(func.count()).select_from(model)) or 0
    db.session.rollback()
    return found


def test_members_are_told_of_another_date(stage: LearningStage) -> None:
    change(stage, 3, stage.days[3].held_on + timedelta(days=1))

    assert [person for person, _ in mailed(K.DAY_CHANGED)] == [person.id for person in stage.people]
    facts = db.session.scalars(select(Message.facts).where(Message.kind == K.DAY_CHANGED)).first()
    assert line_of(K.DAY_CHANGED, facts or {}).startswith(
        "The learning day at 9:30am on Wednesday 25 November 2026 has changed"
    )


def test_members_are_told_of_another_place_and_not_of_other_topics(
    make: Factory, stage: LearningStage
) -> None:
    change(stage, 3, None, AS_IT_IS, make.topic().id)
    assert mailed(K.DAY_CHANGED) == []

    change(stage, 4, None, ELSEWHERE)

    assert len(mailed(K.DAY_CHANGED)) == 3


def test_of_a_day_that_stays_in_the_past_nobody_is_told(stage: LearningStage) -> None:
    change(stage, 0, stage.days[0].held_on + timedelta(days=1))
    assert mailed(K.DAY_CHANGED) == []

    change(stage, 1, TODAY + timedelta(days=1))

    assert len(mailed(K.DAY_CHANGED)) == 3


def test_what_was_said_of_the_former_date_is_said_anew_and_presenters_are_reminded_anew(
    make: Factory, stage: LearningStage
) -> None:
    turn = make.turn(stage.group, stage.days[3], stage.members[1])
    with unit_of_work():
        db.session.add(MemberAbsence(member_id=stage.members[0].id, day_id=stage.days[3].id))
        db.session.add(MemberAbsence(member_id=stage.members[0].id, day_id=stage.days[4].id))
        db.session.add(
            TurnReminder(
                turn_id=turn.id, member_id=turn.member_id, days_before=14, told_at=stage.cohort.made_at
            )
        )
    change(stage, 3, None, ELSEWHERE)
    assert (count(MemberAbsence), count(TurnReminder)) == (2, 1)  # the date is the same

    with unit_of_work():
        db.session.get_one(LearningDay, stage.days[3].id).version = 1
    change(stage, 3, stage.days[3].held_on + timedelta(days=1))

    assert (count(MemberAbsence), count(TurnReminder)) == (1, 0)


def test_a_day_that_was_held_is_on_no_day_to_come(client: PageClient, stage: LearningStage) -> None:
    stage.mark(0, 0, Presence.PRESENT)

    with pytest.raises(DayHeld):
        change(stage, 0, TODAY + timedelta(days=1))
    client.sign_in(stage.coordinator)
    address = f"/cohorts/{stage.cohort.id}/days/{stage.days[0].id}/change"
    form = client.get_page(address).form_values()
    page = client.post_page(address, form | {"held_on-day": "19", "held_on-month": "11"}, status=422)
    assert page.errors == [
        "This day has been held, so it cannot be on a day to come. Enter a date that is past"
    ]
    change(stage, 0, TODAY - timedelta(days=1))
    assert len(marks()) == 2


@pytest.mark.parametrize("year", ["9999", "0001", "2035", "2024"])
def test_a_mistyped_year_is_told(client: PageClient, stage: LearningStage, year: str) -> None:
    client.sign_in(stage.coordinator)
    for address, field in (
        (f"/cohorts/{stage.cohort.id}/days/plan", "first_on"),
        (f"/cohorts/{stage.cohort.id}/days/new", "held_on"),
        (f"/cohorts/{stage.cohort.id}/days/{stage.days[3].id}/change", "held_on"),
        (f"/cohorts/{stage.cohort.id}/change", "starts_on"),
        ("/cohorts/new", "starts_on"),
    ):
        form = client.get_page(address).form_values()
        typed = {f"{field}-day": "20", f"{field}-month": "12", f"{field}-year": year}
        page = client.post_page(address, form | {"name": "Autumn"} | typed, status=422)
        assert any("must be on or" in error for error in page.errors), (address, page.errors)


def test_whoever_sees_to_a_group_knows_where_to_meet_online(
    client: PageClient, make: Factory, stage: LearningStage
) -> None:
    link = "https://meet.example/abc"
    with unit_of_work():
        db.session.get_one(LearningDay, stage.today.id).online_link = link
    address = f"/cohorts/{stage.cohort.id}/days/{stage.today.id}"

    assert link in client.sign_in(stage.facilitator).get_page(address).main
    assert link in client.sign_in(stage.people[0]).get_page(address).main
    assert link not in client.sign_in(make.lead(stage.area)).get_page(address).text

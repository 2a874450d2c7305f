"""Somebody who works in the area no more: their part in its cohorts, their turns, and what they prepared."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from csaleads.access.permissions import Role
from csaleads.accounts import leaving, role_ends
from csaleads.accounts.models import RoleInArea
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.unit_of_work import unit_of_work
from csaleads.programmes.afternoons import group_queries
from csaleads.programmes.attendance.models import Presence
from csaleads.programmes.models import Cohort, CohortMember, CohortState, MemberState
from tests.factories import Factory
from tests.page_client import PageClient
from tests.programmes.learning_stage import LearningStage

M = MemberState


@pytest.fixture
def stage(make: Factory) -> LearningStage:
    return LearningStage(make, days=5)


def leave(stage: LearningStage, place: int = 0) -> None:
    with unit_of_work():
        leaving.leave_area(stage.as_coordinator, person_id=stage.people[place].id, area_id=stage.area.id)


def state(member: CohortMember) -> MemberState:
    found = db.session.get_one(CohortMember, member.id).state
    db.session.rollback()
    return found


def test_whoever_leaves_the_area_frees_their_place_and_their_turns(
    client: PageClient, make: Factory, stage: LearningStage
) -> None:
    make.turn(stage.group, stage.days[3], stage.members[1])
    case = make.case(stage.days[3], stage.members[1])
    client.sign_in(stage.people[0]).get_page(f"/cases/{case.id}")

    leave(stage, 1)

    assert [state(member) for member in stage.members] == [M.MEMBER, M.LEFT, M.MEMBER]
    [group] = group_queries.all_groups(stage.cohort.id)
    db.session.rollback()
    assert ([member.full_name for member in group.members], group.pairs) == (["Member A", "Member C"], [])
    client.get_page(f"/cases/{case.id}", status=404)
    rows = client.sign_in(stage.coordinator).get_page(f"/cohorts/{stage.cohort.id}/attendance").rows()
    assert [row.split(" Days")[0].split(" On")[0] for row in rows] == ["Member A", "Member C"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (M.NOMINATED, M.LEFT),
        (M.AGREED, M.LEFT),
        (M.DEFERRED, M.DEFERRED),
        (M.COMPLETED, M.COMPLETED),
        (M.REPLACED, M.REPLACED),
    ],
)
def test_each_state(stage: LearningStage, before: MemberState, after: MemberState) -> None:
    with unit_of_work():
        db.session.get_one(CohortMember, stage.members[0].id).state = before

    leave(stage)

    assert state(stage.members[0]) is after


def test_whoever_still_works_there_keeps_their_part(make: Factory, stage: LearningStage) -> None:
    role = make.role(stage.people[0], stage.area, Role.PRACTICE_LEAD)
    with unit_of_work():
        db.session.get_one(RoleInArea, role.id).ends_on = clock.today() - timedelta(days=1)
        role_ends.announce_end(
            stage.as_coordinator,
            person_id=stage.people[0].id,
            area_id=stage.area.id,
            role=Role.PRACTICE_LEAD,
        )

    assert state(stage.members[0]) is M.MEMBER


def test_whoever_has_the_days_can_still_be_confirmed(make: Factory) -> None:
    stage = LearningStage(make, days=4, behind=4 - 1)
    for day in range(4):
        stage.mark(0, day, Presence.PRESENT)
        stage.mark(1, day, Presence.PRESENT if day else Presence.ABSENT)

    leave(stage, 0)
    leave(stage, 1)

    assert [state(member) for member in stage.members] == [M.MEMBER, M.LEFT, M.MEMBER]


def test_a_cohort_that_is_over_stays_as_it_was(stage: LearningStage) -> None:
    with unit_of_work():
        db.session.get_one(Cohort, stage.cohort.id).state = CohortState.FINISHED

    leave(stage)

    assert state(stage.members[0]) is M.MEMBER


def test_a_last_role_that_ran_out_is_followed_at_night(app: Flask, stage: LearningStage) -> None:
    with unit_of_work():
        of_person = select(RoleInArea).where(RoleInArea.person_id == stage.people[0].id)
        role = db.session.scalars(of_person).one()
        role.ends_on = clock.today() - timedelta(days=1)

    app.test_cli_runner().invoke(args=["accounts", "tidy"])

    assert state(stage.members[0]) is M.LEFT

"""A day that is taken out, a cohort that is cancelled, and the places of one area: what follows, and who is told."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from csaleads.access.permissions import Role
from csaleads.core import clock
from csaleads.core.database import Base, db
from csaleads.core.errors import ChangedMeanwhile, NotFound, WrongState
from csaleads.core.unit_of_work import unit_of_work
from csaleads.notify.kinds import line_of
from csaleads.notify.models import Message, MessageKind
from csaleads.programmes import policy, queries, service
from csaleads.programmes.afternoons import group_service
from csaleads.programmes.afternoons.models import LearningPoints, PresentedCase
from csaleads.programmes.attendance.models import Presence
from csaleads.programmes.errors import AreaInUse
from csaleads.programmes.members import removing_service
from csaleads.programmes.members.removing_service import Removed
from csaleads.programmes.models import (
    CohortState,
    DayPart,
    LearningDay,
    LearningDayTopic,
    MemberAbsence,
    MemberState,
    PartKind,
    PresenterTurn,
    TurnReminder,
    TurnSwap,
)
from csaleads.screening.models import KeptException
from tests.factories import Factory
from tests.page_client import PageClient
from tests.programmes.learning_stage import LearningStage, mailed

K = MessageKind
# What hangs on a day, and what sees to it that nothing is left over when the day goes. A new table has to be named here, and
# its module has to say `removing_service.also_removed`.
HANGS_ON_A_DAY = {
    "learning_day_topics": "removing_service",
    "day_parts": "removing_service",
    "member_absences": "removing_service",
    "joining_codes": "removing_service",
    "presenter_turns": "group_service",
    "attendance_marks": "a day that is marked stays",
    "attendance_changes": "a day that is marked stays",
    "day_sessions": "afternoon_removing",
    "day_preparations": "afternoon_removing",
    "pack_visits": "afternoon_removing",
    "presented_cases": "afternoon_removing",
    "learning_points": "a day on which a group learnt something stays",
    "check_outs": "afternoon_removing",
    "cpd_sources": "development.listening",
}


@pytest.fixture
def stage(make: Factory) -> LearningStage:
    return LearningStage(make, members=4, days=5, behind=1)


def deal(stage: LearningStage) -> None:
    with unit_of_work():
        group_service.deal_rotas(stage.as_coordinator, cohort_id=stage.cohort.id)


def remove(stage: LearningStage, day: int = 3, *, deals_anew: bool = True, version: int = 1) -> Removed:
    with unit_of_work():
        return removing_service.remove_day(
            stage.as_coordinator,
            cohort_id=stage.cohort.id,
            day_id=stage.days[day].id,
            version=version,
            deals_anew=deals_anew,
        )


def count(model: Any) -> int:
    found = db.session.scalar(select(func.count()).select_from(model)) or 0
    db.session.rollback()
    return found


def test_every_table_that_hangs_on_a_day_is_seen_to() -> None:
    found = {
        table.name
        for table in Base.metadata.tables.values()
        for key in table.foreign_keys
        if key.column.table.name == "learning_days"
    }

    assert found == set(HANGS_ON_A_DAY)


def test_a_day_goes_with_what_hangs_on_it(make: Factory, stage: LearningStage) -> None:
    day = stage.days[3]
    turn, other = (
        make.turn(stage.group, day, stage.members[0]),
        make.turn(stage.group, stage.days[4], stage.members[1]),
    )
    make.swap(other, turn)
    topic = make.topic()
    with unit_of_work():
        db.session.add_all(
            [
                LearningDayTopic(day_id=day.id, topic_id=topic.id),
                DayPart(day_id=day.id, position=1, kind=PartKind.SESSION, title="Pebble", minutes=50),
                MemberAbsence(member_id=stage.members[2].id, day_id=day.id),
                TurnReminder(
                    turn_id=turn.id,
                    member_id=stage.members[0].id,
                    days_before=14,
                    told_at=stage.cohort.made_at,
                ),
            ]
        )

    remove(stage, deals_anew=False)

    models = (LearningDay, PresenterTurn, TurnSwap, TurnReminder, LearningDayTopic, DayPart, MemberAbsence)
    assert [count(model) for model in models] == [4, 1, 0, 0, 0, 0, 0]


def test_turns_are_dealt_anew_so_that_everybody_presents(stage: LearningStage) -> None:
    deal(stage)

    removed = remove(stage)

    members = set(db.session.scalars(select(PresenterTurn.member_id)))
    assert removed == Removed(1, ())
    assert members == {member.id for member in stage.members}


def test_or_those_who_lose_their_turn_are_named(make: Factory, stage: LearningStage) -> None:
    for place in range(4):
        make.turn(stage.group, stage.days[place + 1], stage.members[place])

    removed = remove(stage, deals_anew=False)

    assert removed == Removed(0, ("Member C",))
    assert count(PresenterTurn) == 3


def test_a_group_that_is_too_small_is_named_and_not_dealt(make: Factory) -> None:
    stage = LearningStage(make, members=2, days=5, behind=1)
    make.turn(stage.group, stage.days[3], stage.members[0])

    assert remove(stage) == Removed(0, ("Member A", "Member B"))


def test_a_day_that_was_held_stays(client: PageClient, stage: LearningStage) -> None:
    stage.mark(0, 0, Presence.PRESENT)

    with pytest.raises(WrongState):
        remove(stage, 0)
    client.sign_in(stage.coordinator)
    page = client.get_page(f"/cohorts/{stage.cohort.id}/days/{stage.days[0].id}/remove")
    assert "Attendance is recorded for this day, so it stays" in page.text
    assert count(LearningDay) == 5


def test_a_day_on_which_a_group_learnt_something_stays(client: PageClient, stage: LearningStage) -> None:
    points = LearningPoints(day_id=stage.days[0].id, group_number=1, written_by_id=stage.facilitator.id)
    points.written_at = clock.now()
    with unit_of_work():
        db.session.add(points)

    with pytest.raises(WrongState):
        remove(stage, 0)
    client.sign_in(stage.coordinator)
    page = client.get_page(f"/cohorts/{stage.cohort.id}/days/{stage.days[0].id}/remove")
    assert "What a group learnt is written down for this day, so it stays" in page.text
    assert (count(LearningDay), count(LearningPoints)) == (5, 1)


def test_nothing_that_was_kept_in_its_cases_is_left_over(make: Factory, stage: LearningStage) -> None:
    case = make.case(stage.days[3], stage.members[0])
    make.kept(stage.members[0], stage.people[0], subject_kind="presented_case", subject_id=case.id)

    remove(stage)

    assert [count(model) for model in (KeptException, PresentedCase)] == [0, 0]


def test_members_are_told_and_others_are_not(make: Factory, stage: LearningStage) -> None:
    make.member(stage.cohort, stage.area, make.worker(stage.area), state=MemberState.NOMINATED)

    remove(stage)

    assert [person for person, _ in mailed(K.DAY_REMOVED)] == [person.id for person in stage.people]
    facts = db.session.scalars(select(Message.facts).where(Message.kind == K.DAY_REMOVED)).first()
    assert line_of(K.DAY_REMOVED, facts or {}).startswith(
        "The learning day at 9:30am on Wednesday 2 December 2026"
    )


def test_of_a_day_that_is_over_nobody_is_told(stage: LearningStage) -> None:
    remove(stage, 0)

    assert mailed(K.DAY_REMOVED) == []
    assert count(LearningDay) == 4


def test_the_page_says_who_presents_and_removes(
    client: PageClient, make: Factory, stage: LearningStage
) -> None:
    make.turn(stage.group, stage.days[3], stage.members[1])
    client.sign_in(stage.coordinator)
    day = client.get_page(f"/cohorts/{stage.cohort.id}/days/{stage.days[3].id}")
    address = day.href("Remove the day")
    page = client.get_page(address)
    assert "They present on this day Member B" in page.main.replace("Warning: ", "")

    page = client.post_page(address, page.form_values())

    assert "The day is removed" in page.text
    assert "Who presents when is dealt anew in 1 group" in page.text
    assert client.get(address).status_code == 404
    assert "This day is not there any more" in client.post_page(address).text


def test_of_two_who_change_a_day_the_second_looks_again(client: PageClient, stage: LearningStage) -> None:
    with pytest.raises(ChangedMeanwhile):
        remove(stage, version=7)
    client.sign_in(stage.coordinator)
    address = f"/cohorts/{stage.cohort.id}/days/{stage.days[3].id}/remove"
    page = client.post_page(address, {"version": "7", "deals_anew": "anew"}, status=422)
    assert page.errors == ["Somebody has just changed this day. Look at it again before you remove it"]
    assert page.form_values()["version"] == "1"


@pytest.mark.parametrize(
    ("state", "may"),
    [(state, state in policy.EDITABLE) for state in CohortState],
)
def test_days_go_until_a_cohort_is_over(stage: LearningStage, state: CohortState, may: bool) -> None:
    with unit_of_work():
        db.session.get_one(type(stage.cohort), stage.cohort.id).state = state

    if may:
        remove(stage)
    else:
        with pytest.raises(WrongState):
            remove(stage)
    assert count(LearningDay) == (4 if may else 5)


def test_only_whoever_runs_the_cohort_removes_a_day(make: Factory, stage: LearningStage) -> None:
    there = make.area()
    for viewer in (
        stage.as_facilitator,
        stage.viewer(stage.manager, Role.LINE_MANAGER),
        make.viewer(make.coordinator(there), there, Role.COORDINATOR),
    ):
        with pytest.raises(NotFound), unit_of_work():
            removing_service.remove_day(
                viewer, cohort_id=stage.cohort.id, day_id=stage.days[3].id, version=1, deals_anew=True
            )
    assert count(LearningDay) == 5


# --- a cancelled cohort ---


def cancel(stage: LearningStage) -> None:
    with unit_of_work():
        service.move_cohort(stage.as_coordinator, cohort_id=stage.cohort.id, verb="cancel")


def test_a_cancelled_cohort_tells_members_nominees_and_managers_once(
    make: Factory, stage: LearningStage
) -> None:
    states = (MemberState.NOMINATED, MemberState.AGREED, MemberState.LEFT, MemberState.DEFERRED)
    people = {state: make.worker(stage.area) for state in states}
    for state, person in people.items():
        make.member(stage.cohort, stage.area, person, state=state)
    make.member(
        stage.cohort,
        stage.area,
        make.worker(stage.area),
        state=MemberState.COMPLETED,
    )
    other_manager = make.manager(stage.area, of=[people[MemberState.AGREED], people[MemberState.NOMINATED]])

    cancel(stage)

    told = mailed(K.COHORT_CANCELLED)
    concerned = [*stage.people, people[MemberState.NOMINATED], people[MemberState.AGREED]]
    assert sorted(person for person, _ in told) == sorted(person.id for person in concerned)
    managers = [person for person, _ in mailed(K.COHORT_OF_TEAM_CANCELLED)]
    assert sorted(managers) == sorted([stage.manager.id, other_manager.id])
    facts = db.session.scalars(select(Message.facts).where(Message.kind == K.COHORT_CANCELLED)).first()
    assert line_of(K.COHORT_CANCELLED, facts or {}).startswith("The cohort “Spring” is cancelled.")


def test_cancelled_twice_it_tells_once(stage: LearningStage) -> None:
    cancel(stage)

    with pytest.raises(WrongState):
        cancel(stage)
    assert len(mailed(K.COHORT_CANCELLED)) == 4


@pytest.mark.parametrize("verb", ["open", "start", "finish"])
def test_no_other_step_says_that_it_is_cancelled(make: Factory, verb: str) -> None:
    states = {"open": CohortState.PLANNED, "start": CohortState.OPEN, "finish": CohortState.RUNNING}
    stage = LearningStage(make, days=2, behind=1)
    with unit_of_work():
        db.session.get_one(type(stage.cohort), stage.cohort.id).state = states[verb]
    with clock.at(clock.now() + timedelta(days=1)), unit_of_work():
        service.move_cohort(stage.as_coordinator, cohort_id=stage.cohort.id, verb=verb)

    assert mailed(K.COHORT_CANCELLED, K.COHORT_OF_TEAM_CANCELLED) == []


# --- places of one area ---


def test_the_places_of_one_area_change_and_others_stay(client: PageClient, make: Factory) -> None:
    here, there = make.area("Northmere"), make.area("Southholt")
    programme = make.person(None, Role.PROGRAMME_TEAM)
    cohort = make.cohort(here, there, name="Spring", places=20)
    client.sign_in(programme)
    address = client.get_page(f"/cohorts/{cohort.id}").href("Change the places of Southholt")
    values = client.get_page(address).form_values()
    assert values["places"] == "20"

    page = client.post_page(address, values | {"places": "12"})

    rows = page.rows("section[aria-labelledby=coverage] tbody tr")
    assert rows == ["Northmere 20 0 0 0 20", "Southholt 12 0 0 0 12"]
    form = client.get_page(f"/cohorts/{cohort.id}/change").form_values()
    page = client.post_page(f"/cohorts/{cohort.id}/change", form | {"name": "Summer"})
    rows = page.rows("section[aria-labelledby=coverage] tbody tr")
    assert rows == ["Northmere 20 0 0 0 20", "Southholt 12 0 0 0 12"]
    page = client.post_page(f"/cohorts/{cohort.id}/change", page_form(client, cohort.id) | {"places": "9"})
    rows = page.rows("section[aria-labelledby=coverage] tbody tr")
    assert rows == ["Northmere 9 0 0 0 9", "Southholt 9 0 0 0 9"]


def page_form(client: PageClient, cohort_id: int) -> dict[str, Any]:
    return client.get_page(f"/cohorts/{cohort_id}/change").form_values()


def set_places(stage: LearningStage, places: int, version: int = 1) -> None:
    with unit_of_work():
        service.set_places(
            stage.as_coordinator,
            cohort_id=stage.cohort.id,
            area_id=stage.area.id,
            version=version,
            places=places,
        )


def test_nobody_loses_a_place(client: PageClient, stage: LearningStage) -> None:
    with pytest.raises(AreaInUse):
        set_places(stage, 3)
    set_places(stage, 4)

    assert queries.get_cohort(stage.as_coordinator, stage.cohort.id).areas[0].places == 4
    db.session.rollback()
    address = f"/cohorts/{stage.cohort.id}/areas/{stage.area.id}/places"
    page = client.sign_in(stage.coordinator).post_page(address, {"places": "3", "version": "2"}, status=422)
    assert page.errors == ["4 places are taken. Enter at least as many"]
    page = client.post_page(address, {"places": "5", "version": "1"}, status=422)
    assert page.errors == ["Somebody has just changed this cohort. Northmere has 4 now"]
    assert client.post_page(address, {"places": "0", "version": "2"}, status=422).errors


def test_an_area_that_takes_no_part_has_no_places(make: Factory, stage: LearningStage) -> None:
    with pytest.raises(NotFound), unit_of_work():
        service.set_places(
            stage.as_coordinator,
            cohort_id=stage.cohort.id,
            area_id=make.area().id,
            version=1,
            places=5,
        )


def test_places_stay_once_a_cohort_is_over(stage: LearningStage) -> None:
    cancel(stage)

    with pytest.raises(WrongState):
        set_places(stage, 9, version=2)

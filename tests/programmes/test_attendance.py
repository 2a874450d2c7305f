"""Attendance by half day: registers, joining codes, corrections with their reasons, and the early word that follows."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from csaleads.access.permissions import Role
from csaleads.access.viewer import Viewer
from csaleads.accounts.models import RoleInArea
from csaleads.audit.models import AuditEvent
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.errors import ChangedMeanwhile, InvalidChoice, NotFound, WrongState
from csaleads.core.limits import limit_of
from csaleads.core.unit_of_work import unit_of_work
from csaleads.notify.models import Message, MessageKind
from csaleads.notify.service import OutboxFacts, is_still_true
from csaleads.programmes import service
from csaleads.programmes.afternoons import turn_service
from csaleads.programmes.attendance import service as attendance_service
from csaleads.programmes.attendance.models import (
    AttendanceChange,
    CompletionRule,
    CompletionWord,
    CorrectionReason,
    EarlyWord,
    Half,
    JoiningCode,
    MarkWay,
    PartCounts,
    Presence,
)
from csaleads.programmes.attendance.queries import marks_of
from csaleads.programmes.attendance.service import Correction, Taken
from csaleads.programmes.cohorts import completion_service
from csaleads.programmes.members import joining_routes, joining_service
from csaleads.programmes.members import service as member_service
from csaleads.programmes.members.joining_service import MarkedAlready, NoSuchCode
from csaleads.programmes.models import CohortState, MemberAbsence, MemberState
from csaleads.screening.service import CouldIdentify
from tests.clinics.test_contention import all_at_once
from tests.factories import Factory
from tests.page_client import PageClient
from tests.programmes.learning_stage import LearningStage, mailed, marks
from tests.statements import count_statements

AM, PM = Half.MORNING, Half.AFTERNOON
CODES = {AM: "AM346", PM: "PM346"}
P, K = Presence, MessageKind
WORDS = (
    K.COMPLETION_IN_DANGER,
    K.COMPLETION_OUT_OF_REACH,
    K.MEMBER_IN_DANGER,
    K.MEMBER_OUT_OF_REACH,
)


@pytest.fixture(autouse=True)
def fresh_limits(app: Flask) -> None:
    """Nobody is held up by what another test has asked."""
    app.extensions[joining_routes.LIMIT] = limit_of(app, joining_routes.AS_OFTEN)


@pytest.fixture
def stage(make: Factory) -> LearningStage:
    return LearningStage(make)


def take(stage: LearningStage, actor: Viewer, *presences: Presence, half: Half = AM, day: int = 2) -> Taken:
    members = {member.id: each for member, each in zip(stage.members, presences, strict=False)}
    with unit_of_work():
        return attendance_service.take(
            actor,
            cohort_id=stage.cohort.id,
            day_id=stage.days[day].id,
            group_id=stage.group.id,
            half=half,
            marks=members,
        )


def correct(
    stage: LearningStage, actor: Viewer, before: Presence, after: Presence, more: str = "", place: int = 0
) -> None:
    with unit_of_work():
        attendance_service.correct(
            actor,
            cohort_id=stage.cohort.id,
            day_id=stage.today.id,
            member_id=stage.members[place].id,
            half=AM,
            correction=Correction(before, after, CorrectionReason.WRONG_ENTRY, more),
        )


def verbs(stage: LearningStage) -> list[str]:
    query = select(AuditEvent.verb).where(AuditEvent.chain == stage.area.id).order_by(AuditEvent.id)
    return list(db.session.scalars(query))


def say_away(stage: LearningStage, place: int, *days: int) -> None:
    with unit_of_work():
        turn_service.say_wishes(
            stage.viewer(stage.people[place]),
            cohort_id=stage.cohort.id,
            topic_ids=[],
            away_ids=[stage.days[day].id for day in days],
        )


# --- registers ---


def test_a_lead_takes_the_register_of_their_group(client: PageClient, stage: LearningStage) -> None:
    client.sign_in(stage.facilitator)
    day = client.get_page(f"/cohorts/{stage.cohort.id}/days/{stage.today.id}")
    page = client.get_page(day.href("Attendance"))
    assert "0 of 3 recorded" in page.main
    address = page.href("Take attendance of group 1, morning")
    page = client.get_page(address)
    assert [page.html.select_one(f"[name=member_{m.id}]") is not None for m in stage.members] == [True] * 3

    a, b, c = (f"member_{member.id}" for member in stage.members)
    page = client.post_page(address, {a: "present", b: "part"})

    assert "2 people are recorded" in page.text
    assert page.rows()[0].startswith("Member A Present Marked by Lead of the group")
    page = client.post_page(address, {c: "absent"})
    assert "Everybody is recorded" in page.main
    assert marks() == {
        (stage.members[0].id, stage.today.id, AM): P.PRESENT,
        (stage.members[1].id, stage.today.id, AM): P.PART,
        (stage.members[2].id, stage.today.id, AM): P.ABSENT,
    }
    assert verbs(stage).count("take_attendance") == 2


def test_a_register_without_any_answer_says_so(client: PageClient, stage: LearningStage) -> None:
    client.sign_in(stage.facilitator)

    page = client.post_page(stage.address(), status=422)

    assert page.errors == ["Select for at least one person whether they are there"]


def test_what_is_sent_twice_is_recorded_once(client: PageClient, stage: LearningStage) -> None:
    client.sign_in(stage.facilitator)
    data = {f"member_{stage.members[0].id}": "present"}
    client.post_page(stage.address(), data)

    page = client.post_page(stage.address(), data)

    assert "Nothing new was recorded" in page.text
    assert len(marks()) == 1
    assert verbs(stage).count("take_attendance") == 1


def test_of_two_registers_the_first_stands_and_the_second_is_told(stage: LearningStage) -> None:
    take(stage, stage.as_facilitator, P.PRESENT)

    taken = take(stage, stage.as_coordinator, P.ABSENT, P.PRESENT)

    assert taken == Taken(1, ("Member A",))
    assert marks()[stage.members[0].id, stage.today.id, AM] is P.PRESENT


def test_everybody_at_once_leaves_one_mark_each(app: Flask, stage: LearningStage) -> None:
    acts = [
        lambda actor=actor: attendance_service.take(
            actor,
            cohort_id=stage.cohort.id,
            day_id=stage.today.id,
            group_id=stage.group.id,
            half=AM,
            marks={member.id: P.PRESENT for member in stage.members},
        )
        for actor in (stage.as_facilitator, stage.as_coordinator, stage.as_programme)
    ]

    assert all_at_once(app, acts) == {"done": 3}
    assert len(marks()) == 3


def test_who_may_take_a_register(make: Factory, stage: LearningStage) -> None:
    there = make.area()
    viewers = {
        "facilitator": stage.as_facilitator,
        "coordinator": stage.as_coordinator,
        "programme": stage.as_programme,
        "other lead": stage.viewer(make.lead(stage.area), Role.PRACTICE_LEAD),
        "manager": stage.viewer(stage.manager, Role.LINE_MANAGER),
        "member": stage.viewer(stage.people[1]),
        "other coordinator": make.viewer(make.coordinator(there), there, Role.COORDINATOR),
    }
    able = set()
    for place, (part, viewer) in enumerate(viewers.items()):
        try:
            take(stage, viewer, *[P.PRESENT] * (place % 3 + 1))
        except NotFound:
            continue
        able.add(part)

    assert able == {"facilitator", "coordinator", "programme"}


def test_whoever_is_no_lead_any_more_takes_no_register(
    client: PageClient, make: Factory, stage: LearningStage
) -> None:
    make.role(stage.facilitator, stage.area, Role.SOCIAL_WORKER)
    day = f"/cohorts/{stage.cohort.id}/days/{stage.today.id}"
    client.sign_in(stage.facilitator).get_page(f"{day}/attendance")
    end_role_of_lead(stage)

    client.get_page(f"{day}/attendance", status=404)
    client.get_page(stage.address(), status=404)
    assert "Attendance" not in client.get_page(day).main
    with pytest.raises(NotFound):
        take(stage, stage.viewer(stage.facilitator), P.PRESENT)
    group = f"/cohorts/{stage.cohort.id}/groups/{stage.group.id}"
    assert "Nobody yet" in client.sign_in(stage.coordinator).get_page(group).main


def end_role_of_lead(stage: LearningStage) -> None:
    role = select(RoleInArea).where(
        RoleInArea.person_id == stage.facilitator.id, RoleInArea.role == Role.PRACTICE_LEAD
    )
    with unit_of_work():
        db.session.scalars(role).one().ends_on = clock.today() - timedelta(days=1)


def test_a_member_who_sees_to_their_own_group_does_not_record_themselves(make: Factory) -> None:
    stage = LearningStage(make)
    make.role(stage.people[0], stage.area, Role.PRACTICE_LEAD)
    stage.group.facilitator_id = stage.people[0].id
    with unit_of_work():
        db.session.merge(stage.group)
    own = stage.viewer(stage.people[0], Role.PRACTICE_LEAD)

    with pytest.raises(InvalidChoice):
        take(stage, own, P.PRESENT)
    assert take(stage, stage.viewer(stage.people[0], Role.PRACTICE_LEAD)) == Taken(0, ())


@pytest.mark.parametrize(
    ("minutes", "half", "is_open"),
    [(-31, AM, False), (-30, AM, True), (164, PM, False), (165, PM, True), (60 * 24 * 30, PM, True)],
)
def test_a_register_opens_half_an_hour_before_its_half_day(
    stage: LearningStage, minutes: int, half: Half, is_open: bool
) -> None:
    begins = clock.from_local(stage.today.held_on, stage.today.starts_at_local)
    with clock.at(begins + timedelta(minutes=minutes)):
        if is_open:
            assert take(stage, stage.as_facilitator, P.PRESENT, half=half).count == 1
        else:
            with pytest.raises(WrongState):
                take(stage, stage.as_facilitator, P.PRESENT, half=half)


@pytest.mark.parametrize(
    ("state", "is_kept"),
    [
        (CohortState.OPEN, True),
        (CohortState.RUNNING, True),
        (CohortState.FINISHED, True),
        (CohortState.CANCELLED, False),
    ],
)
def test_attendance_is_kept_until_a_cohort_is_cancelled(
    make: Factory, state: CohortState, is_kept: bool
) -> None:
    stage = LearningStage(make)
    with unit_of_work():
        db.session.get_one(type(stage.cohort), stage.cohort.id).state = state

    if is_kept:
        assert take(stage, stage.as_coordinator, P.PRESENT).count == 1
    else:
        with pytest.raises(WrongState):
            take(stage, stage.as_coordinator, P.PRESENT)


def test_nobody_of_another_register_is_recorded(make: Factory, stage: LearningStage) -> None:
    other = make.member(stage.cohort, stage.area, make.worker(stage.area))

    with pytest.raises(InvalidChoice), unit_of_work():
        attendance_service.take(
            stage.as_coordinator,
            cohort_id=stage.cohort.id,
            day_id=stage.today.id,
            group_id=stage.group.id,
            half=AM,
            marks={other.id: P.PRESENT},
        )


def test_those_in_no_group_have_a_register_of_their_own(
    client: PageClient, make: Factory, stage: LearningStage
) -> None:
    other = make.member(stage.cohort, stage.area, make.worker(stage.area, name="Member Z"))
    client.sign_in(stage.coordinator)
    page = client.get_page(f"/cohorts/{stage.cohort.id}/days/{stage.today.id}/attendance")

    page = client.get_page(page.href("Take attendance of in no group, morning"))
    client.post_page(stage.address(group_id=0), {f"member_{other.id}": "present"})

    assert "Member A" not in page.main
    assert marks() == {(other.id, stage.today.id, AM): P.PRESENT}
    client.sign_in(stage.facilitator).get_page(stage.address(group_id=0), status=404)


@pytest.mark.parametrize("half", ["evening", "MORNING", "0"])
def test_a_day_has_two_halves(client: PageClient, stage: LearningStage, half: str) -> None:
    client.sign_in(stage.facilitator).get_page(stage.address(half), status=404)


def test_a_register_asks_as_much_for_ten_as_for_three(client: PageClient, make: Factory) -> None:
    stage = LearningStage(make, members=3)
    client.sign_in(stage.facilitator)
    client.get_page(stage.address())
    with count_statements() as few:
        client.get_page(stage.address())
    stage = LearningStage(make, members=10, area="Southholt")
    client.sign_in(stage.facilitator)
    with count_statements() as many:
        client.get_page(stage.address())

    assert (few.count, "Member J" in client.get_page(stage.address()).main) == (many.count, True)


# --- apologies beforehand ---


def test_saying_beforehand_that_one_cannot_come_is_an_apology(client: PageClient, make: Factory) -> None:
    stage = LearningStage(make, behind=1)
    say_away(stage, 0, 2)
    with clock.at(clock.now() + timedelta(weeks=1)):
        client.sign_in(stage.facilitator)
        address = f"/cohorts/{stage.cohort.id}/days/{stage.days[2].id}/attendance/{stage.group.id}/morning"
        page = client.get_page(address)
        values = page.form_values()

    assert values[f"member_{stage.members[0].id}"] == ["apology"]
    assert f"member_{stage.members[1].id}" not in values
    with clock.at(clock.now() + timedelta(weeks=2)):
        page = client.sign_in(stage.people[0]).get_page(
            f"/cohorts/{stage.cohort.id}/members/{stage.members[0].id}/attendance"
        )
    assert page.rows()[2].count("Apology Said beforehand") == 2


def test_it_cannot_be_said_of_a_day_that_has_begun_nor_taken_back(stage: LearningStage) -> None:
    with unit_of_work():
        db.session.add(MemberAbsence(member_id=stage.members[0].id, day_id=stage.days[0].id))

    say_away(stage, 0, 2, 3)

    query = select(MemberAbsence.day_id).where(MemberAbsence.member_id == stage.members[0].id)
    assert set(db.session.scalars(query)) == {stage.days[0].id, stage.days[3].id}


def test_whoever_comes_all_the_same_is_not_warned_of(client: PageClient, stage: LearningStage) -> None:
    with unit_of_work():
        db.session.add(MemberAbsence(member_id=stage.members[0].id, day_id=stage.today.id))
    join(stage, show(stage, stage.as_facilitator))
    client.sign_in(stage.facilitator)
    values = client.get_page(stage.address()).form_values()

    page = client.post_page(stage.address(), values | {f"member_{stage.members[1].id}": "present"})

    assert "1 person is recorded" in page.text
    assert "Recorded already" not in page.text


# --- joining codes ---


def show(stage: LearningStage, actor: Viewer, *, half: Half = AM, is_new: bool = False) -> str:
    with unit_of_work():
        return joining_service.show_code(
            actor, cohort_id=stage.cohort.id, day_id=stage.today.id, half=half, is_new=is_new
        )


def join(stage: LearningStage, typed: str, place: int = 0) -> Half:
    with unit_of_work():
        return joining_service.join(stage.viewer(stage.people[place]), typed=typed).half


def test_a_member_joins_with_the_code_that_their_lead_shows(
    client: PageClient, new_client: Any, stage: LearningStage
) -> None:
    client.sign_in(stage.facilitator)
    address = f"/cohorts/{stage.cohort.id}/days/{stage.today.id}/joining-code/morning"
    assert "Show a joining code" in client.get_page(address).main
    code = client.post_page(address).one(".csa-joining-code").get_text()
    member = new_client().sign_in(stage.people[0])
    page = member.get_page(member.get_page("/my-learning").href("Enter the joining code"))
    assert page.h1 == "Enter the joining code"

    page = member.post_page("/my-learning/join", {"code": f" {code.lower()} "})

    assert "You are recorded as present for the morning" in page.text
    (mark,) = marks_of([stage.members[0].id])[stage.members[0].id]
    assert (mark.presence, mark.way) == (P.PRESENT, MarkWay.BY_CODE)
    member.post_page("/my-learning/join", {"code": code})
    assert len(marks()) == 1
    assert (verbs(stage).count("show_joining_code"), verbs(stage).count("join_by_code")) == (1, 1)


def test_a_code_stays_until_somebody_makes_another_one(stage: LearningStage) -> None:
    first = show(stage, stage.as_facilitator)
    assert show(stage, stage.as_coordinator) == first

    second = show(stage, stage.as_facilitator, is_new=True)

    with pytest.raises(NoSuchCode):
        join(stage, first)
    assert join(stage, second) is AM


@pytest.mark.parametrize(
    ("minutes", "halves"),
    [
        (-31, set()),
        (-30, {AM}),
        (164, {AM}),
        (165, {AM, PM}),
        (224, {AM, PM}),
        (225, {PM}),
        (419, {PM}),
        (420, set()),
    ],
)
def test_codes_are_shown_and_worth_something_within_their_hours_alone(
    stage: LearningStage, minutes: int, halves: set[Half]
) -> None:
    begins = clock.from_local(stage.today.held_on, stage.today.starts_at_local)
    with unit_of_work():
        for half in Half:
            code = JoiningCode(day_id=stage.today.id, half=half, code=CODES[half])
            code.made_by_id, code.made_at = stage.facilitator.id, clock.now()
            db.session.add(code)
    worth_something, shown = set(), set()
    with clock.at(begins + timedelta(minutes=minutes)):
        for half in Half:
            with suppress(NoSuchCode):
                worth_something.add(join(stage, CODES[half]))
            with suppress(WrongState):
                assert show(stage, stage.as_facilitator, half=half) == CODES[half]
                shown.add(half)

    assert (worth_something, shown) == (halves, halves)


def test_a_code_is_worth_nothing_on_the_next_day(stage: LearningStage) -> None:
    code = show(stage, stage.as_facilitator)

    with clock.at(clock.now() + timedelta(days=1)), pytest.raises(NoSuchCode):
        join(stage, code)


@pytest.mark.parametrize("state", [MemberState.LEFT, MemberState.NOMINATED, MemberState.COMPLETED])
def test_nobody_joins_who_is_no_member(make: Factory, stage: LearningStage, state: MemberState) -> None:
    code = show(stage, stage.as_facilitator)
    person = make.worker(stage.area)
    make.member(stage.cohort, stage.area, person, state=state)

    with pytest.raises(NoSuchCode), unit_of_work():
        joining_service.join(stage.viewer(person), typed=code)


def test_whoever_works_in_no_area_of_the_cohort_any_more_learns_nothing_from_a_code(
    make: Factory, stage: LearningStage
) -> None:
    code = show(stage, stage.as_facilitator)
    elsewhere = make.viewer(stage.people[0], make.area(), Role.SOCIAL_WORKER)

    with pytest.raises(NoSuchCode), unit_of_work():
        joining_service.join(elsewhere, typed=code)


def test_a_code_does_not_overrule_the_register(client: PageClient, stage: LearningStage) -> None:
    code = show(stage, stage.as_facilitator)
    take(stage, stage.as_facilitator, P.ABSENT)

    with pytest.raises(MarkedAlready):
        join(stage, code)
    page = client.sign_in(stage.people[0]).post_page("/my-learning/join", {"code": code}, status=422)
    assert page.errors == ["You are recorded as “absent” already. Ask whoever takes attendance to correct it"]


def test_a_wrong_code_is_refused_and_stays_in_the_trail(client: PageClient, stage: LearningStage) -> None:
    show(stage, stage.as_facilitator)
    client.sign_in(stage.people[0])

    page = client.post_page("/my-learning/join", {"code": "33333"}, status=422)

    assert page.errors == ["No half day of yours has this code now. Check it with whoever shows it"]
    assert verbs(stage).count("wrong_joining_code") == 1
    assert marks() == {}


def test_codes_cannot_be_tried_out(client: PageClient, stage: LearningStage) -> None:
    show(stage, stage.as_facilitator)
    client.sign_in(stage.people[0])

    statuses = [client.post("/my-learning/join", data={"code": "33333"}).status_code for _ in range(30)]

    assert 10 <= statuses.count(422) <= 20  # a minute may begin meanwhile
    assert set(statuses) == {422, 429}


def test_who_may_show_a_code(make: Factory, stage: LearningStage) -> None:
    for actor in (stage.as_facilitator, stage.as_coordinator, stage.as_programme):
        assert show(stage, actor)
    for person, role in (
        (stage.people[0], Role.SOCIAL_WORKER),
        (stage.manager, Role.LINE_MANAGER),
        (make.lead(stage.area), Role.PRACTICE_LEAD),
    ):
        with pytest.raises(NotFound):
            show(stage, stage.viewer(person, role))


# --- corrections ---


def test_a_correction_keeps_what_it_said_with_the_reason(
    client: PageClient, new_client: Any, stage: LearningStage
) -> None:
    take(stage, stage.as_facilitator, P.ABSENT)
    client.sign_in(stage.facilitator)
    address = client.get_page(stage.address()).href("Correct attendance of Member A")
    values = client.get_page(address).form_values()
    page = client.post_page(address, values, status=422)
    assert page.errors == ["Select what it should say", "Select why it is corrected"]

    values |= {"presence": "part", "reason": "came_later", "more": "The pebble note was late."}
    page = client.post_page(address, values)

    assert "Attendance is corrected" in page.text
    assert "From “absent” to “part” They came later than it says The pebble note was late." in page.main
    assert marks()[stage.members[0].id, stage.today.id, AM] is P.PART
    own = f"/cohorts/{stage.cohort.id}/members/{stage.members[0].id}/attendance"
    assert "pebble note" in new_client().sign_in(stage.people[0]).get_page(own).main
    managers = new_client().sign_in(stage.manager).get_page(own).main
    assert ("From “absent” to “part”" in managers, "pebble note" in managers) == (True, False)
    told = db.session.scalars(select(Message.person_id).where(Message.kind == K.ATTENDANCE_CORRECTED))
    assert list(told) == [stage.people[0].id]
    assert mailed(K.ATTENDANCE_CORRECTED) == []
    sealed = db.session.scalars(select(AttendanceChange)).one().more_sealed
    assert sealed is not None
    assert b"pebble" not in sealed


def test_another_reason_has_to_be_said(client: PageClient, stage: LearningStage) -> None:
    take(stage, stage.as_facilitator, P.ABSENT)
    address = (
        f"/cohorts/{stage.cohort.id}/days/{stage.today.id}/attendance/correct/{stage.members[0].id}/morning"
    )
    data = {"presence": "part", "reason": "other", "before": "absent"}

    page = client.sign_in(stage.coordinator).post_page(address, data, status=422)

    assert page.errors == ["Say why it is corrected"]


def test_words_of_a_correction_are_screened(client: PageClient, stage: LearningStage) -> None:
    take(stage, stage.as_facilitator, P.ABSENT)
    words = "Rang on 07700 900123."

    with pytest.raises(CouldIdentify):
        correct(stage, stage.as_coordinator, P.ABSENT, P.PART, words)
    address = (
        f"/cohorts/{stage.cohort.id}/days/{stage.today.id}/attendance/correct/{stage.members[0].id}/morning"
    )
    data = {"presence": "part", "reason": "came_later", "before": "absent", "more": words}
    page = client.sign_in(stage.coordinator).post_page(address, data, status=422)
    assert "07700 900123" in page.main
    assert marks()[stage.members[0].id, stage.today.id, AM] is P.ABSENT


def test_of_two_corrections_the_second_is_told(client: PageClient, stage: LearningStage) -> None:
    take(stage, stage.as_facilitator, P.ABSENT)
    correct(stage, stage.as_coordinator, P.ABSENT, P.PART)

    with pytest.raises(ChangedMeanwhile):
        correct(stage, stage.as_facilitator, P.ABSENT, P.PRESENT)
    address = (
        f"/cohorts/{stage.cohort.id}/days/{stage.today.id}/attendance/correct/{stage.members[0].id}/morning"
    )
    data = {"presence": "present", "reason": "came_later", "before": "absent"}
    page = client.sign_in(stage.facilitator).post_page(address, data, status=422)
    assert page.errors == ["Somebody has just changed it. Look at what it says now"]
    assert page.form_values()["before"] == "part"


def test_a_correction_changes_something_that_is_marked(stage: LearningStage) -> None:
    with pytest.raises(NotFound):
        correct(stage, stage.as_coordinator, P.ABSENT, P.PART)
    take(stage, stage.as_coordinator, P.ABSENT)
    with pytest.raises(InvalidChoice):
        correct(stage, stage.as_coordinator, P.ABSENT, P.ABSENT)


def test_who_may_correct(make: Factory, stage: LearningStage) -> None:
    take(stage, stage.as_facilitator, P.ABSENT)
    there = make.area()
    refused: Sequence[Viewer] = [
        stage.viewer(stage.people[0]),
        stage.viewer(stage.manager, Role.LINE_MANAGER),
        stage.viewer(make.lead(stage.area), Role.PRACTICE_LEAD),
        stage.viewer(stage.people[0], Role.COORDINATOR),  # nobody for themselves
        make.viewer(make.coordinator(there), there, Role.COORDINATOR),
    ]
    for viewer in refused:
        with pytest.raises(NotFound):
            correct(stage, viewer, P.ABSENT, P.PART)
    says = P.ABSENT
    for viewer in (stage.as_facilitator, stage.as_coordinator, stage.as_programme):
        after = P.PART if says is P.ABSENT else P.ABSENT
        correct(stage, viewer, says, after)
        says = after
    assert db.session.scalar(select(func.count()).select_from(AttendanceChange)) == 3


def test_whoever_has_a_certificate_is_not_corrected(stage: LearningStage) -> None:
    stage.mark(0, 2, P.PRESENT)
    with unit_of_work():
        db.session.get_one(type(stage.members[0]), stage.members[0].id).state = MemberState.COMPLETED

    with pytest.raises(WrongState):
        correct(stage, stage.as_coordinator, P.PRESENT, P.ABSENT)


# --- the early word ---


def test_member_and_manager_hear_in_time_and_once(stage: LearningStage) -> None:
    stage.mark(0, 0, P.ABSENT, AM)
    member, manager = stage.people[0], stage.manager

    take(stage, stage.as_facilitator, P.PART)
    assert mailed(*WORDS) == [(member.id, K.COMPLETION_IN_DANGER), (manager.id, K.MEMBER_IN_DANGER)]
    take(stage, stage.as_facilitator, P.PRESENT, half=AM, day=1)
    assert len(mailed(*WORDS)) == 2

    take(stage, stage.as_facilitator, P.ABSENT, half=PM, day=1)
    assert mailed(*WORDS)[2:] == [(member.id, K.COMPLETION_OUT_OF_REACH), (manager.id, K.MEMBER_OUT_OF_REACH)]
    take(stage, stage.as_facilitator, P.ABSENT, half=PM, day=0)
    assert len(mailed(*WORDS)) == 4


def test_whoever_misses_little_worries_nobody(stage: LearningStage) -> None:
    take(stage, stage.as_facilitator, P.ABSENT)

    assert mailed(*WORDS) == []


def test_without_a_manager_the_coordinator_hears(stage: LearningStage) -> None:
    stage.mark(1, 0, P.ABSENT)

    take(stage, stage.as_facilitator, P.PRESENT, P.PRESENT)

    assert mailed(*WORDS) == [
        (stage.people[1].id, K.COMPLETION_IN_DANGER),
        (stage.coordinator.id, K.MEMBER_IN_DANGER),
    ]


def test_a_correction_takes_the_word_back_and_it_may_come_again(stage: LearningStage) -> None:
    stage.mark(0, 0, P.ABSENT, AM)
    take(stage, stage.as_facilitator, P.ABSENT)
    facts = {"member_id": stage.members[0].id, "word": "in_danger"}
    mail = OutboxFacts(stage.people[0].id, K.COMPLETION_IN_DANGER, facts, "", clock.now())
    assert is_still_true(mail)
    db.session.rollback()

    correct(stage, stage.as_coordinator, P.ABSENT, P.PRESENT)

    assert not is_still_true(mail)
    db.session.rollback()
    assert len(mailed(*WORDS)) == 2
    correct(stage, stage.as_coordinator, P.PRESENT, P.ABSENT)
    assert len(mailed(*WORDS)) == 4


def test_a_word_is_not_mailed_once_they_have_left_or_the_cohort_is_cancelled(stage: LearningStage) -> None:
    for place in (0, 1):
        stage.mark(place, 0, P.ABSENT, AM)
    take(stage, stage.as_facilitator, P.PART, P.PART)
    mails = [
        OutboxFacts(
            stage.manager.id,
            K.MEMBER_IN_DANGER,
            {"member_id": member.id, "word": "in_danger"},
            "",
            clock.now(),
        )
        for member in stage.members[:2]
    ]
    assert [is_still_true(mail) for mail in mails] == [True, True]
    db.session.rollback()

    with unit_of_work():
        member_service.move_member(
            stage.as_coordinator,
            cohort_id=stage.cohort.id,
            member_id=stage.members[0].id,
            verb="leave",
        )
    assert [is_still_true(mail) for mail in mails] == [False, True]
    db.session.rollback()
    with unit_of_work():
        service.move_cohort(stage.as_coordinator, cohort_id=stage.cohort.id, verb="cancel")
    assert [is_still_true(mail) for mail in mails] == [False, False]
    db.session.rollback()


def test_what_was_out_of_reach_and_is_in_danger_again_is_not_told_again(stage: LearningStage) -> None:
    stage.mark(0, 0, P.ABSENT)
    take(stage, stage.as_facilitator, P.PRESENT, day=1)
    take(stage, stage.as_facilitator, P.ABSENT)
    assert len(mailed(*WORDS)) == 4

    correct(stage, stage.as_coordinator, P.ABSENT, P.PRESENT)

    words = set(db.session.scalars(select(CompletionWord.word)))
    db.session.rollback()
    assert (words, len(mailed(*WORDS))) == ({EarlyWord.IN_DANGER}, 4)


def test_saying_that_one_cannot_come_is_enough_for_an_early_word(stage: LearningStage) -> None:
    say_away(stage, 0, 3, 4)
    assert mailed(*WORDS) == [
        (stage.people[0].id, K.COMPLETION_IN_DANGER),
        (stage.manager.id, K.MEMBER_IN_DANGER),
    ]
    say_away(stage, 0)
    assert db.session.scalar(select(func.count()).select_from(CompletionWord)) == 0


def test_what_passes_without_anybody_doing_anything_is_told_at_night(
    app: Flask, stage: LearningStage
) -> None:
    say_away(stage, 0, 3, 4)
    with clock.at(clock.now() + timedelta(days=15)):
        for _ in range(2):
            app.test_cli_runner().invoke(args=["programmes", "remind"])

    assert mailed(*WORDS)[2:] == [
        (stage.people[0].id, K.COMPLETION_OUT_OF_REACH),
        (stage.manager.id, K.MEMBER_OUT_OF_REACH),
    ]


def test_another_rule_may_put_somebody_in_danger(stage: LearningStage) -> None:
    stage.mark(0, 0, P.ABSENT, AM)
    with unit_of_work():
        completion_service.set_rule(
            stage.as_coordinator, cohort_id=stage.cohort.id, days_needed=10, part_counts=PartCounts.WHOLE
        )

    assert mailed(*WORDS) == [
        (stage.people[0].id, K.COMPLETION_OUT_OF_REACH),
        (stage.manager.id, K.MEMBER_OUT_OF_REACH),
    ]


def test_days_before_somebody_came_are_missed(
    client: PageClient, make: Factory, stage: LearningStage
) -> None:
    make.member(stage.cohort, stage.area, make.worker(stage.area, name="Late"))

    rows = client.sign_in(stage.coordinator).get_page(f"/cohorts/{stage.cohort.id}/attendance").rows()

    assert rows[0].startswith("Late Too few days left 0 of 2 days 8 of 10 days")


def test_whoever_comes_too_late_hears_so_with_their_place(make: Factory, stage: LearningStage) -> None:
    person = make.worker(stage.area)
    member = make.member(stage.cohort, stage.area, person, state=MemberState.AGREED)

    with unit_of_work():
        member_service.move_member(
            stage.as_coordinator, cohort_id=stage.cohort.id, member_id=member.id, verb="take_up"
        )

    assert mailed(*WORDS) == [
        (person.id, K.COMPLETION_OUT_OF_REACH),
        (stage.coordinator.id, K.MEMBER_OUT_OF_REACH),
    ]


# --- lists ---


def test_managers_see_their_own_and_coordinators_all(client: PageClient, stage: LearningStage) -> None:
    address = f"/cohorts/{stage.cohort.id}/attendance"

    assert len(client.sign_in(stage.coordinator).get_page(address).rows()) == 3
    assert len(client.sign_in(stage.manager).get_page(address).rows()) == 1
    client.sign_in(stage.people[0]).get_page(address, status=404)


def test_the_list_is_narrowed_by_the_address(client: PageClient, stage: LearningStage) -> None:
    stage.mark(1, 0, P.ABSENT)
    client.sign_in(stage.coordinator)
    address = f"/cohorts/{stage.cohort.id}/attendance"

    rows = client.get_page(f"{address}?level=in_danger").rows()

    assert rows == [
        "Member B Days running short 0 of 1 day 2 half days not recorded yet 9 of 10 days Northmere"
    ]
    assert "Nobody matches" in client.get_page(f"{address}?level=met").main
    assert len(client.get_page(f"{address}?level=nonsense").rows()) == 3
    assert "There is no such page" in client.get_page(f"{address}?page=9").main


def test_the_list_asks_no_more_for_more_members_and_days(client: PageClient, make: Factory) -> None:
    small = LearningStage(make, members=2, days=4)
    large = LearningStage(make, members=10, area="Southholt")
    for place in range(10):
        large.mark(place, 0, P.PRESENT)
    client.sign_in(small.coordinator)
    client.get_page(f"/cohorts/{small.cohort.id}/attendance")
    with count_statements() as few:
        client.get_page(f"/cohorts/{small.cohort.id}/attendance")
    client.sign_in(large.coordinator)
    with count_statements() as many:
        client.get_page(f"/cohorts/{large.cohort.id}/attendance")

    assert few.count == many.count


def test_a_member_sees_where_they_stand(client: PageClient, stage: LearningStage) -> None:
    stage.mark(0, 0, P.PRESENT)
    stage.mark(0, 1, P.PART, AM)

    page = client.sign_in(stage.people[0]).get_page("/my-learning")

    assert "1¼ of 1½ days so far; you can still come to 9¾ of 10 days, and it takes 9 days" in page.main
    assert page.href("Enter the joining code : Come to learning day 3, Training room") == "/my-learning/join"


def test_the_rule_is_set_on_its_page(client: PageClient, stage: LearningStage) -> None:
    client.sign_in(stage.coordinator)
    page = client.get_page(f"/cohorts/{stage.cohort.id}/attendance")
    assert "9 of 10 days complete it" in page.main
    address = page.href("Change what completes it")
    assert client.get_page(address).form_values()["days_needed"] == "9"

    page = client.post_page(address, {"days_needed": "8", "part_counts": "whole"})

    assert "8 of 10 days complete it" in page.main
    assert "part of a half day counts all of it" in page.main
    assert client.post_page(address, {"days_needed": "0", "part_counts": "whole"}, status=422).errors
    assert verbs(stage).count("set_completion_rule") == 1


def test_a_rule_that_asks_for_half_a_day_is_not_rounded_up_by_looking_at_it(
    client: PageClient, make: Factory
) -> None:
    stage = LearningStage(make, days=5)
    client.sign_in(stage.coordinator)
    assert "4½ of 5 days complete it" in client.get_page(f"/cohorts/{stage.cohort.id}/attendance").main

    form = client.get_page(f"/cohorts/{stage.cohort.id}/completion").form_values()

    assert form["days_needed"] == ""


def test_only_whoever_runs_the_cohort_sets_the_rule(make: Factory, stage: LearningStage) -> None:
    for person, role in ((stage.manager, Role.LINE_MANAGER), (stage.facilitator, Role.PRACTICE_LEAD)):
        with pytest.raises(NotFound), unit_of_work():
            completion_service.set_rule(
                stage.viewer(person, role),
                cohort_id=stage.cohort.id,
                days_needed=1,
                part_counts=PartCounts.WHOLE,
            )
    assert db.session.scalar(select(func.count()).select_from(CompletionRule)) == 0

"""Sessions of a morning: speakers with their confirmation, materials, and what becomes of them when the morning changes."""

from datetime import timedelta

import pytest
from sqlalchemy import delete, select

from csaleads.access.permissions import Role
from csaleads.audit.models import AuditEvent
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.errors import ChangedMeanwhile, InvalidChoice, NotFound, WrongState
from csaleads.core.unit_of_work import unit_of_work
from csaleads.programmes import service
from csaleads.programmes.cohorts.timetable import Part
from csaleads.programmes.days import service as day_service
from csaleads.programmes.days import session_queries, session_service
from csaleads.programmes.days.session_moving import new_positions
from csaleads.programmes.days.session_queries import Speaker
from csaleads.programmes.days.session_service import SessionPlan
from csaleads.programmes.models import LearningDayTopic, PartKind
from tests.factories import Factory
from tests.page_client import PageClient
from tests.programmes.day_stage import DayStage
from tests.statements import count_statements

TALK, PAUSE = PartKind.SESSION, PartKind.BREAK
SPEAKER = {"name_1": "Dr Grace Ndlovu", "organisation_1": "University of Ashby"}


@pytest.fixture
def stage(make: Factory) -> DayStage:
    stage = DayStage(make)
    make.parts(stage.day, "Scale", "Signs")
    return stage


def plan(stage: DayStage, position: int, version: int, *speakers: Speaker) -> None:
    with unit_of_work():
        session_service.plan_session(
            stage.viewer(stage.programme),
            cohort_id=stage.cohort.id,
            day_id=stage.day.id,
            position=position,
            version=version,
            plan=SessionPlan(speakers=speakers),
        )


def speakers(stage: DayStage) -> dict[str, list[str]]:
    found = session_queries.list_sessions(stage.day.id)
    db.session.rollback()
    return {each.title: [speaker.name for speaker in each.speakers] for each in found}


def test_a_speaker_is_named_confirmed_and_shown(client: PageClient, stage: DayStage) -> None:
    client.sign_in(stage.programme)
    address = client.get_page(stage.page()).href("Speakers and materials of Scale")
    form = client.get_page(address).form_values()

    page = client.post_page(address, form | SPEAKER)
    assert "Dr Grace Ndlovu, University of Ashby Not confirmed" in page.rows()[0]
    form = client.get_page(address).form_values()
    page = client.post_page(address, form | {"confirmed_1": "y"})

    assert "Not confirmed" not in page.rows()[0]
    member = client.sign_in(stage.presenter).get_page(stage.page())
    assert "Dr Grace Ndlovu, University of Ashby" in member.rows()[0]
    assert "Speakers and materials" not in member.main


def test_members_are_not_told_who_has_not_confirmed(client: PageClient, stage: DayStage) -> None:
    plan(stage, 1, 1, Speaker("Grace", "", is_confirmed=False))

    page = client.sign_in(stage.presenter).get_page(stage.page())

    assert "Grace" in page.main
    assert "Not confirmed" not in page.main


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"organisation_1": "University of Ashby"}, "Enter the name of speaker 1"),
        ({"confirmed_2": "y"}, "Enter the name of speaker 2"),
        ({"is_released": "y"}, "Enter a link or select a resource before you release the materials"),
        ({"materials_link": "http://slides.example/a"}, "Online link must start with https://"),
    ],
)
def test_what_is_wrong_stands_beside_its_field(
    client: PageClient, stage: DayStage, typed: dict[str, str], says: str
) -> None:
    client.sign_in(stage.programme)
    address = stage.page("/sessions/1")

    page = client.post_page(address, client.get_page(address).form_values() | typed, status=422)

    assert page.errors == [says]
    assert session_queries.list_sessions(stage.day.id)[0].id is None


def test_a_topic_that_the_day_teaches_no_more_can_stay_with_its_session(
    client: PageClient, stage: DayStage
) -> None:
    with unit_of_work():
        session_service.plan_session(
            stage.viewer(stage.programme),
            cohort_id=stage.cohort.id,
            day_id=stage.day.id,
            position=1,
            version=1,
            plan=SessionPlan(topic_ids=(stage.topic.id,)),
        )
    with unit_of_work():
        db.session.execute(delete(LearningDayTopic).where(LearningDayTopic.day_id == stage.day.id))
    client.sign_in(stage.programme)
    form = client.get_page(stage.page("/sessions/1")).form_values()
    assert form["topic_ids"] == [str(stage.topic.id)]

    client.post_page(stage.page("/sessions/1"), form | SPEAKER)

    assert speakers(stage)["Scale"] == ["Dr Grace Ndlovu"]


def test_only_whoever_runs_the_cohort_plans_a_session(stage: DayStage) -> None:
    for person in (
        stage.coordinator,
        stage.lead,
        stage.presenter,
    ):  # the coordinator runs one of the two areas
        with pytest.raises(NotFound), unit_of_work():
            session_service.plan_session(
                stage.viewer(person),
                cohort_id=stage.cohort.id,
                day_id=stage.day.id,
                position=1,
                version=1,
                plan=SessionPlan(),
            )


def test_two_people_at_once_are_told(client: PageClient, stage: DayStage) -> None:
    client.sign_in(stage.programme)
    mine = client.get_page(stage.page("/sessions/1")).form_values() | SPEAKER
    plan(stage, 2, 1, Speaker("Kofi", "", is_confirmed=True))

    with pytest.raises(ChangedMeanwhile):
        plan(stage, 1, 1)
    page = client.post_page(stage.page("/sessions/1"), mine, status=409)
    assert "Somebody else changed this day" in page.main
    assert page.form_values()["name_1"] == "Dr Grace Ndlovu"

    client.post_page(stage.page("/sessions/1"), page.form_values())
    assert speakers(stage) == {"Scale": ["Dr Grace Ndlovu"], "Signs": ["Kofi"]}


def test_a_break_is_no_session_and_a_foreign_topic_no_choice(make: Factory, stage: DayStage) -> None:
    with pytest.raises(NotFound):
        plan(stage, 3, 1)
    with pytest.raises(InvalidChoice), unit_of_work():
        session_service.plan_session(
            stage.viewer(stage.programme),
            cohort_id=stage.cohort.id,
            day_id=stage.day.id,
            position=1,
            version=1,
            plan=SessionPlan(topic_ids=(make.topic().id,)),
        )


def test_nothing_is_planned_once_the_cohort_is_over(stage: DayStage) -> None:
    with unit_of_work():
        service.move_cohort(stage.viewer(stage.programme), cohort_id=stage.cohort.id, verb="cancel")

    with pytest.raises(WrongState):
        plan(stage, 1, 1)


def parts(*titles: str) -> list[Part]:
    return [Part(PAUSE if title == "-" else TALK, "" if title == "-" else title, 20) for title in titles]


@pytest.mark.parametrize(
    ("before", "after", "moved"),
    [
        ({1: "a", 2: "b"}, ("b", "-", "a"), {1: 3, 2: 1}),
        ({1: "a", 2: "b"}, ("a", "new"), {1: 1, 2: 2}),
        ({1: "a", 3: "b"}, ("b",), {3: 1}),
        ({1: "a"}, ("-",), {}),
        ({1: "a", 2: "a"}, ("-", "a", "a"), {2: 2, 1: 3}),
        ({1: "a", 2: "a"}, ("a", "a"), {1: 1, 2: 2}),
    ],
)
def test_sessions_are_found_again_by_title_and_else_by_place(
    before: dict[int, str], after: tuple[str, ...], moved: dict[int, int]
) -> None:
    found = new_positions(before, parts(*after))

    assert set(found) == set(moved)
    assert sorted(found.values()) == sorted(moved.values())
    titles = {position: part.title for position, part in enumerate(parts(*after), start=1)}
    kept_title = [old for old, new in found.items() if titles[new] == before[old]]
    assert len(kept_title) == len([old for old, new in moved.items() if titles[new] == before[old]])


def test_speakers_stay_with_their_session_when_the_morning_changes(stage: DayStage) -> None:
    plan(stage, 1, 1, Speaker("Grace", "", is_confirmed=True))
    plan(stage, 2, 2, Speaker("Kofi", "", is_confirmed=True))

    with unit_of_work():
        day_service.set_morning(
            stage.viewer(stage.programme),
            cohort_id=stage.cohort.id,
            day_id=stage.day.id,
            version=3,
            parts=parts("Signs", "-", "Scale"),
        )
    assert speakers(stage) == {"Signs": ["Kofi"], "Scale": ["Grace"]}

    with unit_of_work():
        day_service.set_morning(
            stage.viewer(stage.programme),
            cohort_id=stage.cohort.id,
            day_id=stage.day.id,
            version=4,
            parts=parts("Scale"),
        )
    assert speakers(stage) == {"Scale": ["Grace"]}


def test_who_has_not_confirmed_two_weeks_before_is_shown_to_who_runs_the_cohort(
    client: PageClient, make: Factory, stage: DayStage
) -> None:
    plan(stage, 1, 1, Speaker("Grace", "", is_confirmed=False), Speaker("Kofi", "", is_confirmed=True))
    far = make.day(stage.cohort, clock.today() + timedelta(days=15))
    make.parts(far, "Far away")
    client.sign_in(stage.programme)

    page = client.get_page(f"/cohorts/{stage.cohort.id}")
    assert "Scale : Grace has not confirmed" in page.main
    assert "Signs : nobody is named yet" in page.main
    assert "Far away" not in page.main
    assert "Kofi has not" not in page.main
    assert "2 speakers of Spring still to confirm" in client.get_page("/").main

    plan(stage, 1, 2, Speaker("Grace", "", is_confirmed=True))
    plan(stage, 2, 3, Speaker("Kofi", "", is_confirmed=True))
    assert "still to confirm" not in client.get_page("/").main.lower()
    assert "Speakers still to confirm" not in client.get_page(f"/cohorts/{stage.cohort.id}").main


def test_today_tells_speakers_to_nobody_who_does_not_run_the_cohort(
    client: PageClient, make: Factory, stage: DayStage
) -> None:
    own = make.cohort(stage.here, name="Own")
    make.parts(make.day(own, clock.today() + timedelta(days=1)), "Alone")

    page = client.sign_in(stage.coordinator).get_page("/")
    assert "1 speaker of Own still to confirm" in page.main
    assert "of Spring still to confirm" not in page.main  # of two areas, and only one is theirs
    assert "still to confirm" not in client.sign_in(stage.presenter).get_page("/").main
    their = make.person(stage.there, Role.COORDINATOR)
    assert "still to confirm" not in client.sign_in(their).get_page("/").main


def test_planning_is_in_the_trail_of_both_areas_without_names(stage: DayStage) -> None:
    plan(stage, 1, 1, Speaker("Grace", "", is_confirmed=True))

    for area in (stage.here, stage.there):
        event = db.session.scalars(select(AuditEvent).where(AuditEvent.chain == area.id)).one()
        assert (event.verb, event.details["speakers"]) == ("plan_session", 1)
        assert "Grace" not in str(event.details)


def test_the_sessions_are_four_statements_however_many(make: Factory, stage: DayStage) -> None:
    with count_statements() as few:
        session_queries.list_sessions(stage.day.id)
    busy = make.day(stage.cohort, clock.today() + timedelta(days=3))
    make.parts(busy, *(f"Talk {number}" for number in range(9)))
    with count_statements() as many:
        assert len(session_queries.list_sessions(busy.id)) == 9

    assert few.count == many.count == 4

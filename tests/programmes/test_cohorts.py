"""Cohorts: made once and by the right people, moved on by named verbs, and seen to before day one."""

from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from csaleads.access.permissions import Role
from csaleads.accounts.models import Area, Person
from csaleads.audit.models import AuditEvent
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.errors import InvalidChoice, NotFound, WrongState
from csaleads.core.unit_of_work import unit_of_work
from csaleads.learning.models import Track
from csaleads.programmes import queries, service
from csaleads.programmes.cohorts import list_queries
from csaleads.programmes.cohorts.list_queries import CohortFilter
from csaleads.programmes.errors import NotAWorkingDay
from csaleads.programmes.models import CheckItem, Cohort, CohortState
from csaleads.programmes.service import CohortPlan
from csaleads.programmes.wording import COHORT_LABELS
from tests.factories import Factory
from tests.page_client import PageClient
from tests.statements import count_statements

FORM = {
    "name": "Spring 2027",
    "track": "social_work",
    "places": "20",
    "starts_on-day": "17",
    "starts_on-month": "3",
    "starts_on-year": "2027",
}


@pytest.fixture
def area(make: Factory) -> Area:
    return make.area("Northmere")


@pytest.fixture
def coordinator(make: Factory, area: Area) -> Person:
    return make.coordinator(area, name="Sam Okoro")


def state_of(cohort_id: int) -> CohortState:
    found = db.session.get_one(Cohort, cohort_id).state
    db.session.rollback()
    return found


def verbs(area: Area) -> list[str]:
    query = select(AuditEvent.verb).where(AuditEvent.chain == area.id).order_by(AuditEvent.id)
    return list(db.session.scalars(query))


def plan(*areas: Area, starts_on: date = date(2027, 3, 17)) -> CohortPlan:
    return CohortPlan("Spring 2027", Track.SOCIAL_WORK, starts_on, {area.id: 20 for area in areas})


def test_a_coordinator_plans_a_cohort_and_opens_it(
    client: PageClient, area: Area, coordinator: Person
) -> None:
    client.sign_in(coordinator)
    assert "There are no cohorts yet" in client.get_page("/cohorts").main

    page = client.post_page("/cohorts/new", client.get_page("/cohorts/new").form_values() | FORM)
    assert (page.h1, "Being set up" in page.main) == ("Spring 2027", True)
    assert "Wednesday 17 March 2027" in page.main
    page = client.post_page(
        "/cohorts/1/move".replace("1", page.response.request.path.split("/")[-1]), {"verb": "open"}
    )

    assert "Open for members" in page.main
    assert verbs(area) == ["make_cohort", "open_cohort"]


def test_the_same_form_sent_twice_makes_one_cohort(client: PageClient, coordinator: Person) -> None:
    client.sign_in(coordinator)
    form = client.get_page("/cohorts/new").form_values() | FORM

    first, second = client.post_page("/cohorts/new", form), client.post_page("/cohorts/new", form)

    assert first.response.request.path == second.response.request.path
    assert db.session.scalar(select(func.count()).select_from(Cohort)) == 1


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"name": ""}, "Enter what the cohort is called"),
        ({"places": "0"}, "Places for each area must be"),
        ({"places": "61"}, "Places for each area must be"),
        ({"starts_on-day": "20"}, "Saturday 20 March 2027 is at a weekend"),
        ({"starts_on-day": "26"}, "Friday 26 March 2027 is a bank holiday (Good Friday)"),
        ({"starts_on-year": "2020"}, "Day one must be"),
        ({"track": ""}, "Select a curriculum"),
    ],
)
def test_what_is_wrong_stands_beside_its_field_and_nothing_is_lost(
    client: PageClient, coordinator: Person, typed: dict[str, str], says: str
) -> None:
    client.sign_in(coordinator)
    form = client.get_page("/cohorts/new").form_values() | FORM | typed

    page = client.post_page("/cohorts/new", form, status=422)

    assert any(says in error for error in page.errors), page.errors
    kept = page.form_values()
    assert all(kept[name] == value for name, value in (FORM | typed).items() if name != "track")
    assert db.session.scalar(select(func.count()).select_from(Cohort)) == 0


def test_a_cohort_of_several_areas_is_the_programme_teams_to_make(make: Factory, area: Area) -> None:
    other = make.area("Southholt")
    programme = make.viewer(make.person(None, Role.PROGRAMME_TEAM), None, Role.PROGRAMME_TEAM)
    coordinator = make.viewer(make.coordinator(area), area, Role.COORDINATOR)

    with unit_of_work():
        cohort_id = service.make_cohort(programme, plan=plan(area, other))
    assert [place.name for place in queries.get_cohort(programme, cohort_id).areas] == [
        "Northmere",
        "Southholt",
    ]
    with pytest.raises(NotFound), unit_of_work():
        service.make_cohort(coordinator, plan=plan(area, other))
    with pytest.raises(InvalidChoice), unit_of_work():
        service.make_cohort(programme, plan=CohortPlan("x", Track.SOCIAL_WORK, date(2027, 3, 17), {9999: 20}))


def test_a_coordinator_of_one_of_several_areas_sees_it_and_runs_it_not(make: Factory, area: Area) -> None:
    other = make.area("Southholt")
    cohort = make.cohort(area, other, state=CohortState.PLANNED)
    coordinator = make.viewer(make.coordinator(area), area, Role.COORDINATOR)

    assert queries.get_cohort(coordinator, cohort.id).name == cohort.name
    with pytest.raises(NotFound), unit_of_work():
        service.move_cohort(coordinator, cohort_id=cohort.id, verb="open")
    with unit_of_work():
        service.tick(
            coordinator, cohort_id=cohort.id, area_id=area.id, item=CheckItem.LEADS_NAMED, is_done=True
        )
    with pytest.raises(NotFound), unit_of_work():
        service.tick(
            coordinator, cohort_id=cohort.id, area_id=other.id, item=CheckItem.LEADS_NAMED, is_done=True
        )


@pytest.mark.parametrize(
    ("state", "is_seen"),
    [
        (CohortState.PLANNED, False),
        (CohortState.OPEN, True),
        (CohortState.RUNNING, True),
        (CohortState.FINISHED, True),
        (CohortState.CANCELLED, False),
    ],
)
def test_colleagues_of_the_area_see_it_from_when_it_is_open(
    make: Factory, area: Area, state: CohortState, is_seen: bool
) -> None:
    cohort = make.cohort(area, state=state)
    worker = make.viewer(make.worker(area), area, Role.SOCIAL_WORKER)
    there = make.area()
    stranger = make.viewer(make.worker(there), there, Role.SOCIAL_WORKER)

    for viewer, expected in ((worker, is_seen), (stranger, False)):
        assert bool(list_queries.list_cohorts(viewer, CohortFilter(), page=1).rows) is expected
        if expected:
            assert queries.get_cohort(viewer, cohort.id).id == cohort.id
        else:
            with pytest.raises(NotFound):
                queries.get_cohort(viewer, cohort.id)


def test_a_state_moves_by_the_table_alone(make: Factory, area: Area) -> None:
    coordinator = make.viewer(make.coordinator(area), area, Role.COORDINATOR)
    cohort = make.cohort(area, state=CohortState.PLANNED)

    for verb, after in (("open", "open"), ("start", "running"), ("finish", "finished")):
        with unit_of_work():
            service.move_cohort(coordinator, cohort_id=cohort.id, verb=verb)
        assert state_of(cohort.id) == after
        with pytest.raises(WrongState), unit_of_work():
            service.move_cohort(coordinator, cohort_id=cohort.id, verb=verb)


def test_a_second_click_changes_nothing(
    client: PageClient, make: Factory, area: Area, coordinator: Person
) -> None:
    cohort = make.cohort(area, state=CohortState.PLANNED)
    client.sign_in(coordinator)
    client.post_page(f"/cohorts/{cohort.id}/move", {"verb": "open"})

    page = client.post_page(f"/cohorts/{cohort.id}/move", {"verb": "open"})

    assert "This cohort is open already" in page.text
    assert verbs(area) == ["open_cohort"]


def test_the_list_before_day_one_says_who_ticked_and_when(
    client: PageClient, make: Factory, area: Area, coordinator: Person
) -> None:
    cohort = make.cohort(area)
    client.sign_in(coordinator)
    address = f"/cohorts/{cohort.id}/areas/{area.id}/checklist"

    page = client.post_page(address, {"item": "managers_told", "done": "1"})
    assert "3 things are still to be seen to" in page.main
    assert "Sam Okoro, 18 Nov 2026" in page.main
    client.post_page(address, {"item": "managers_told", "done": "1"})
    page = client.post_page(address, {"item": "managers_told", "done": "0"})

    assert "4 things are still to be seen to" in page.main
    assert verbs(area) == ["tick_cohort_item", "untick_cohort_item"]


@pytest.mark.parametrize(
    ("weeks", "made_weeks_before", "warns"),
    [
        (20, 30, ""),
        (10, 30, "Day one is in 10 weeks"),
        (5, 6, "and this cohort has less"),
        (0, 30, "Day one has come"),
    ],
)
def test_it_warns_when_there_is_too_little_time(
    client: PageClient,
    make: Factory,
    area: Area,
    coordinator: Person,
    weeks: int,
    made_weeks_before: int,
    warns: str,
) -> None:
    starts_on = clock.today() + timedelta(weeks=weeks)
    made_at = clock.now() + timedelta(weeks=weeks - made_weeks_before)
    cohort = make.cohort(area, starts_on=starts_on, made_at=made_at)

    page = client.sign_in(coordinator).get_page(f"/cohorts/{cohort.id}")

    assert warns in page.main
    assert ("Day one is in" in page.main or "Day one has come" in page.main) is bool(warns)


def test_making_one_too_late_says_so(client: PageClient, coordinator: Person) -> None:
    client.sign_in(coordinator)
    soon = FORM | {"starts_on-day": "13", "starts_on-month": "1"}

    page = client.post_page("/cohorts/new", client.get_page("/cohorts/new").form_values() | soon)

    assert "Day one is in 8 weeks. Setting up takes 3 months" in page.text


def test_a_change_that_came_second_is_kept_on_the_page(
    client: PageClient, make: Factory, area: Area, coordinator: Person
) -> None:
    cohort = make.cohort(area, name="Spring")
    client.sign_in(coordinator)
    mine = client.get_page(f"/cohorts/{cohort.id}/change").form_values() | {"name": "Mine"}
    theirs = mine | {"name": "Theirs"}
    client.post_page(f"/cohorts/{cohort.id}/change", theirs)

    page = client.post_page(f"/cohorts/{cohort.id}/change", mine, status=409)

    assert "Somebody else changed this cohort" in page.main
    assert "Name: Theirs" in page.main
    assert page.form_values()["name"] == "Mine"
    assert client.post_page(f"/cohorts/{cohort.id}/change", page.form_values()).h1 == "Mine"


def test_an_area_leaves_a_cohort_only_while_nobody_of_it_takes_part(make: Factory, area: Area) -> None:
    other = make.area("Southholt")
    programme = make.viewer(make.person(None, Role.PROGRAMME_TEAM), None, Role.PROGRAMME_TEAM)
    cohort = make.cohort(area, other)

    with unit_of_work():
        service.change_cohort(programme, cohort_id=cohort.id, version=1, plan=plan(area))

    assert queries.get_cohort(programme, cohort.id).area_ids == (area.id,)


def test_a_weekend_is_refused_by_the_service_too(make: Factory, area: Area) -> None:
    coordinator = make.viewer(make.coordinator(area), area, Role.COORDINATOR)

    with pytest.raises(NotAWorkingDay), unit_of_work():
        service.make_cohort(coordinator, plan=plan(area, starts_on=date(2027, 3, 20)))


def test_the_list_is_one_statement_however_long(
    app: Flask, make: Factory, area: Area, coordinator: Person
) -> None:
    viewer = make.viewer(coordinator, area, Role.COORDINATOR)
    for _ in range(3):
        make.cohort(area)
    list_queries.list_cohorts(viewer, CohortFilter(), page=1)

    with count_statements() as few:
        list_queries.list_cohorts(viewer, CohortFilter(), page=1)
    for _ in range(60):
        make.cohort(area)
    with count_statements() as many:
        page = list_queries.list_cohorts(viewer, CohortFilter(), page=1)

    assert few.count == many.count == 1
    assert (len(page.rows), page.total_count) == (50, 63)


def test_a_line_of_the_list_says_what_is_so_now(
    client: PageClient, make: Factory, area: Area, coordinator: Person
) -> None:
    cohort = make.cohort(area, name="One")
    client.sign_in(coordinator)
    before = client.get_page("/cohorts").rows()

    with unit_of_work():
        row = db.session.get_one(Cohort, cohort.id)
        row.name, row.state = "Another", CohortState.RUNNING

    said, now = COHORT_LABELS[CohortState.OPEN], COHORT_LABELS[CohortState.RUNNING]
    assert client.get_page("/cohorts").rows() == [before[0].replace("One", "Another").replace(said, now)]


def test_the_list_is_narrowed_by_state_and_curriculum(
    client: PageClient, make: Factory, area: Area, coordinator: Person
) -> None:
    make.cohort(area, name="One")
    make.cohort(area, name="Two", track=Track.THIRD_SECTOR)
    make.cohort(area, name="Three", state=CohortState.FINISHED)
    client.sign_in(coordinator)

    assert [row.split()[0] for row in client.get_page("/cohorts?state=finished").rows()] == ["Three"]
    assert [row.split()[0] for row in client.get_page("/cohorts?track=third_sector").rows()] == ["Two"]
    assert "No cohort matches" in client.get_page("/cohorts?state=cancelled").main
    assert len(client.get_page("/cohorts?state=nonsense").rows()) == 3


def test_a_cohort_finishes_once_its_last_day_is_over(
    client: PageClient, make: Factory, area: Area, coordinator: Person
) -> None:
    cohort = make.cohort(area, state=CohortState.RUNNING)
    day = make.day(cohort, date(2027, 3, 17))
    client.sign_in(coordinator)

    assert "Finish the cohort" not in client.get_page(f"/cohorts/{cohort.id}").main
    page = client.post_page(f"/cohorts/{cohort.id}/move", {"verb": "finish"})
    assert "There are learning days to come" in page.text
    assert state_of(cohort.id) is CohortState.RUNNING

    with clock.at(clock.end_of_day(day.held_on)):
        viewer = make.viewer(coordinator, area, Role.COORDINATOR)
        with unit_of_work():
            service.move_cohort(viewer, cohort_id=cohort.id, verb="finish")
    assert state_of(cohort.id) is CohortState.FINISHED

"""Learning days: planned without bank holidays, changed one by one, with a morning that says where a break is missing."""

from datetime import date, time
from itertools import pairwise
from typing import Any

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select

from csaleads.access.permissions import Role
from csaleads.accounts.models import Area, Person
from csaleads.core.database import db
from csaleads.core.errors import InvalidChoice, NotFound, WrongState
from csaleads.core.unit_of_work import unit_of_work
from csaleads.core.working_days import is_working_day
from csaleads.learning.models import Track
from csaleads.programmes import queries
from csaleads.programmes.cohorts.timetable import Part, lay_out, learning_dates, longest_stretch, spread
from csaleads.programmes.days import queries as day_queries
from csaleads.programmes.days import service as day_service
from csaleads.programmes.days.service import DaysPlan, Setting
from csaleads.programmes.errors import DayTaken, NotAWorkingDay
from csaleads.programmes.models import Cohort, CohortState, LearningDay, Mode, PartKind
from tests.factories import Factory
from tests.page_client import PageClient
from tests.statements import count_statements

SETTING = Setting(time(9, 30), time(16), Mode.ROOM, "Training room", "")
TALK, PAUSE = PartKind.SESSION, PartKind.BREAK


@pytest.fixture
def area(make: Factory) -> Area:
    return make.area("Northmere")


@pytest.fixture
def coordinator(make: Factory, area: Area) -> Person:
    return make.coordinator(area)


@pytest.fixture
def cohort(make: Factory, area: Area) -> Cohort:
    return make.cohort(area, name="Spring")


def day_count() -> int:
    found = db.session.scalar(select(func.count()).select_from(LearningDay)) or 0
    db.session.rollback()
    return found


@given(
    st.dates(date(2026, 1, 1), date(2031, 1, 1)).filter(is_working_day), st.integers(1, 30), st.integers(1, 4)
)
def test_dates_are_working_days_in_rhythm_and_every_gap_is_named(first: date, count: int, weeks: int) -> None:
    days, left_out = learning_dates(first, count=count, every_weeks=weeks)

    assert (days[0], len(days)) == (first, count)
    assert all(is_working_day(day) for day in days)
    assert not any(is_working_day(holiday.on) for holiday in left_out)
    together = sorted([*days, *(holiday.on for holiday in left_out)])
    assert all((b - a).days == 7 * weeks for a, b in pairwise(together))


@given(st.integers(0, 20), st.integers(1, 30))
def test_every_topic_is_taught_and_no_day_has_none(topics: int, days: int) -> None:
    taught = spread(list(range(topics)), days)

    assert len(taught) == days
    assert [place for places in taught for place in places] == sorted(p for places in taught for p in places)
    assert {place for places in taught for place in places} == set(range(topics))
    assert all(taught) or not topics


@pytest.mark.parametrize(
    ("parts", "stretch"),
    [
        ([], 0),
        ([(TALK, 60)], 0),
        ([(TALK, 61)], 61),
        ([(TALK, 30), (TALK, 30), (PAUSE, 10), (TALK, 60)], 0),
        ([(TALK, 30), (TALK, 40), (PAUSE, 10), (TALK, 90)], 90),
    ],
)
def test_a_morning_says_where_it_goes_on_for_too_long(parts: list[Any], stretch: int) -> None:
    assert longest_stretch(Part(kind, "x", minutes) for kind, minutes in parts) == stretch


def test_parts_follow_one_another() -> None:
    lines = lay_out(time(9, 30), [Part(TALK, "a", 50), Part(PAUSE, "", 10), Part(TALK, "b", 70)])

    assert [(line.starts, line.ends, line.too_long) for line in lines] == [
        (time(9, 30), time(10, 20), 0),
        (time(10, 20), time(10, 30), 0),
        (time(10, 30), time(11, 40), 70),
    ]


def test_ten_days_are_looked_at_and_then_planned(
    client: PageClient, make: Factory, coordinator: Person, cohort: Cohort
) -> None:
    titles = [make.topic(f"Topic {letter}").title for letter in "ABCDE"]
    client.sign_in(coordinator)
    address = client.get_page(f"/cohorts/{cohort.id}").href("Plan the days")
    form = client.get_page(address).form_values()
    assert (form["first_on-day"], form["count"]) == ("17", "10")

    page = client.post_page(address, form | {"first_on-day": "15", "place": "Training room"})
    assert page.h1 == "10 learning days"
    assert "Monday 29 March 2027 (Easter Monday)" in page.main
    assert day_count() == 0
    page = client.post_page(address, page.form_values() | {"step": "make"})

    assert "10 learning days are planned" in page.text
    rows = page.rows("#days ~ table tbody tr, section[aria-labelledby=days] tbody tr")
    assert rows[0] == f"Day 1 Pack of day 1 Monday 15 March 2027 {titles[0]} Training room"
    assert rows[9].startswith("Day 10")
    assert "The days are planned already" in client.post_page(address, form | {"step": "make"}).text
    assert day_count() == 10


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"first_on-day": "20"}, "at a weekend"),
        ({"count": "31"}, "How many days? must be"),
        ({"ends": "9am"}, "End time must be after the start time"),
        ({"mode": "online"}, "Enter the online link"),
        ({"online_link": "http://x.example"}, "must start with https://"),
    ],
)
def test_a_plan_that_does_not_work_says_why(
    client: PageClient, coordinator: Person, cohort: Cohort, typed: dict[str, str], says: str
) -> None:
    client.sign_in(coordinator)
    address = f"/cohorts/{cohort.id}/days/plan"
    form = client.get_page(address).form_values()

    page = client.post_page(address, form | typed, status=422)

    assert any(says in error for error in page.errors), page.errors
    kept = page.form_values()
    assert all(kept[name] in (value, [value]) for name, value in typed.items())


def test_a_day_is_added_changed_and_found_by_members(
    client: PageClient, make: Factory, area: Area, coordinator: Person, cohort: Cohort
) -> None:
    topic = make.topic("Online offending")
    member = make.worker(area)
    make.member(cohort, area, member)
    client.sign_in(coordinator)
    new = f"/cohorts/{cohort.id}/days/new"
    date_typed = {"held_on-day": "17", "held_on-month": "3", "held_on-year": "2027"}
    link = {"mode": "mixed", "online_link": "https://meet.example/abc"}

    first = client.get_page(new).form_values() | date_typed | link | {"topic_ids": str(topic.id)}
    page = client.post_page(new, first)
    assert page.h1 == "Day 1, Wednesday 17 March 2027"
    assert client.post_page(new, first).response.request.path == page.response.request.path
    change = page.href("Change the day")
    clash = client.get_page(new).form_values() | date_typed
    assert "another date" in client.post_page(new, clash, status=422).errors[0]
    form = client.get_page(change).form_values() | {"held_on-day": "18"}
    page = client.post_page(change, form)
    assert page.h1 == "Day 1, Thursday 18 March 2027"
    stale = client.post_page(change, form | {"place": "Elsewhere"}, status=409)
    assert "Somebody else changed this day" in stale.main
    assert stale.form_values()["place"] == "Elsewhere"

    path = page.response.request.path
    seen = client.sign_in(member).get_page(path)
    assert "https://meet.example/abc" in seen.main
    assert "Online offending" in seen.main
    assert "https://meet.example" not in client.sign_in(make.worker(area)).get_page(path).text


def test_a_morning_without_breaks_is_pointed_out(
    client: PageClient, make: Factory, coordinator: Person, cohort: Cohort
) -> None:
    day = make.day(cohort, date(2027, 3, 17))
    client.sign_in(coordinator)
    address = f"/cohorts/{cohort.id}/days/{day.id}/morning"
    form = client.get_page(address).form_values()
    empty = client.post_page(address, form | {"kind_1": "session"}, status=422)
    assert empty.errors == ["Enter what part 1 is about", "Enter how many minutes part 1 takes"]

    talks = {"kind_1": "session", "title_1": "Scale", "minutes_1": "45"}
    talks |= {"kind_2": "session", "title_2": "Signs", "minutes_2": "30"}
    page = client.post_page(address, form | talks)
    assert "75 minutes without a break" in page.main
    again = client.get_page(address).form_values()
    page = client.post_page(address, again | {"kind_2": "break", "title_2": ""})

    assert "without a break" not in page.main
    assert page.rows()[0].startswith("9:30am to 10:15am Scale ") and page.rows()[0].endswith(" 45")
    stale = client.post_page(address, again, status=409)
    assert "Somebody else changed this day" in stale.main


def test_only_whoever_runs_the_cohort_plans_its_days(make: Factory, area: Area, cohort: Cohort) -> None:
    plan = DaysPlan(date(2027, 3, 17), 3, 2, SETTING)
    other = make.area()
    for person, home, role in (
        (make.worker(area), area, Role.SOCIAL_WORKER),
        (make.coordinator(other), other, Role.COORDINATOR),
    ):
        with pytest.raises(NotFound), unit_of_work():
            day_service.plan_days(make.viewer(person, home, role), cohort_id=cohort.id, plan=plan)
    own = make.viewer(make.coordinator(area), area, Role.COORDINATOR)
    with unit_of_work():
        assert day_service.plan_days(own, cohort_id=cohort.id, plan=plan) == 3


def test_the_service_refuses_what_pages_do_not_offer(make: Factory, area: Area, cohort: Cohort) -> None:
    actor = make.viewer(make.coordinator(area), area, Role.COORDINATOR)
    other_track = make.topic("Substances", track=Track.THIRD_SECTOR)
    day = make.day(cohort, date(2027, 3, 17))

    def add(on: date, *topics: Any) -> None:
        with unit_of_work():
            day_service.add_day(actor, cohort_id=cohort.id, on=on, setting=SETTING, topic_ids=topics)

    with pytest.raises(DayTaken):
        add(day.held_on)
    with pytest.raises(NotAWorkingDay):
        add(date(2027, 3, 29))
    with pytest.raises(InvalidChoice):
        add(date(2027, 3, 18), other_track.id)
    finished = make.cohort(area, state=CohortState.FINISHED)
    with pytest.raises(WrongState), unit_of_work():
        day_service.add_day(actor, cohort_id=finished.id, on=date(2027, 3, 18), setting=SETTING, topic_ids=[])


def test_days_are_one_statement_however_many(app: Flask, make: Factory, area: Area, cohort: Cohort) -> None:
    viewer = make.viewer(make.coordinator(area), area, Role.COORDINATOR)
    make.day(cohort, date(2027, 3, 17), make.topic())
    view = queries.get_cohort(viewer, cohort.id)
    day_queries.list_days(view)

    with count_statements() as few:
        day_queries.list_days(view)
    for number in range(1, 12):
        make.day(cohort, date(2027, 4, number), make.topic(), make.topic())
    with count_statements() as many:
        days = day_queries.list_days(view)

    assert few.count == many.count == 1
    assert [day.number for day in days] == list(range(1, 13))

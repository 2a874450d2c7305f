"""The private calendar of a person: whose it is, what stands in it, and that it answers nobody without the address."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from icalendar import Calendar
from sqlalchemy import func, select

from csaleads.access.permissions import Role
from csaleads.accounts.models import Person
from csaleads.clinics.models import ClinicState
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.encryption import Screened
from csaleads.core.limits import limit_of
from csaleads.core.unit_of_work import unit_of_work
from csaleads.programmes.afternoons import turn_service
from csaleads.programmes.feeds import queries as feed_queries
from csaleads.programmes.feeds import routes as feed_routes
from csaleads.programmes.feeds import service as feed_service
from csaleads.programmes.feeds.models import CalendarFeed
from csaleads.programmes.models import CohortState, LearningDay, MemberState
from tests.clinics.test_contention import all_at_once
from tests.factories import Factory
from tests.page_client import PageClient
from tests.programmes.learning_stage import LearningStage
from tests.statements import count_statements


@pytest.fixture(autouse=True)
def fresh_limits(app: Flask) -> None:
    """Nobody is held up by what another test has asked."""
    app.extensions[feed_routes.LIMIT] = limit_of(app, feed_routes.AS_OFTEN)


@pytest.fixture
def stage(make: Factory) -> LearningStage:
    return LearningStage(make, days=4)


def address_of(stage: LearningStage, person: Person, *roles: Role) -> str:
    with unit_of_work():
        return f"/calendar-feeds/{feed_service.make_address(stage.viewer(person, *roles))}/days.ics"


def entries(client: FlaskClient, address: str) -> list[dict[str, str]]:
    response = client.get(address)
    assert response.status_code == 200
    calendar = Calendar.from_ical(response.get_data())
    names = ("summary", "location", "status", "description", "url", "uid")
    return [{name: str(event.get(name, "")) for name in names} for event in calendar.walk("VEVENT")]


def test_an_address_is_made_shown_once_and_fetched(
    client: PageClient, new_client: Any, stage: LearningStage
) -> None:
    client.sign_in(stage.people[0])
    page = client.get_page(client.get_page("/my-learning").href("Have these dates in your own calendar"))
    assert "You have no address yet" in page.main

    page = client.post_page("/my-learning/calendar")

    address = page.one(".csa-calendar-address").get_text()
    assert address.startswith("http://localhost/calendar-feeds/")
    assert "calendar-feeds" not in client.get_page("/my-learning/calendar").main
    assert len(entries(new_client(), address.removeprefix("http://localhost"))) == 4
    token = address.split("/")[-2]
    assert len(token) >= 43
    assert db.session.scalars(select(CalendarFeed.token_hash)).one() == feed_service.hash_of(token)


def test_the_answer_is_a_calendar_that_nobody_else_keeps(new_client: Any, stage: LearningStage) -> None:
    response = new_client().get(address_of(stage, stage.people[0]))

    assert response.mimetype == "text/calendar"
    assert response.headers["Cache-Control"] == "private, no-cache"
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert "Set-Cookie" not in response.headers


def test_what_has_not_changed_is_not_sent_again(new_client: Any, stage: LearningStage) -> None:
    address, client = address_of(stage, stage.people[0]), new_client()
    tag = client.get(address).headers["ETag"]
    with clock.at(clock.now() + timedelta(hours=5)):
        assert client.get(address, headers={"If-None-Match": tag}).status_code == 304
    with unit_of_work():
        db.session.get_one(LearningDay, stage.today.id).place = "Another room"

    changed = client.get(address, headers={"If-None-Match": tag})

    assert (changed.status_code, changed.headers["ETag"] == tag) == (200, False)


def test_days_turns_and_absences_stand_in_it(new_client: Any, stage: LearningStage, make: Factory) -> None:
    make.turn(stage.group, stage.days[3], stage.members[0])
    with unit_of_work():
        turn_service.say_wishes(
            stage.viewer(stage.people[0]),
            cohort_id=stage.cohort.id,
            topic_ids=[],
            away_ids=[stage.days[3].id],
        )

    found = entries(new_client(), address_of(stage, stage.people[0]))

    assert [(each["summary"], each["status"]) for each in found] == [
        ("Learning day, Spring", "CONFIRMED"),
        ("Learning day, Spring", "CONFIRMED"),
        ("Learning day, Spring", "CONFIRMED"),
        ("Learning day (you present), Spring", "TENTATIVE"),
    ]
    assert found[3]["description"].startswith("You said that you cannot come.")
    assert found[2]["url"] == f"http://localhost/cohorts/{stage.cohort.id}/days/{stage.days[2].id}"
    assert {each["location"] for each in found} == {"Training room"}


def test_times_are_those_of_the_wall_clock(new_client: Any, stage: LearningStage) -> None:
    response = new_client().get(address_of(stage, stage.people[0]))

    event = Calendar.from_ical(response.get_data()).walk("VEVENT")[2]
    assert event["dtstart"].dt == clock.from_local(stage.today.held_on, stage.today.starts_at_local)
    assert event["dtend"].dt == clock.from_local(stage.today.held_on, stage.today.ends_at_local)


def test_leads_have_their_clinics_and_the_days_of_their_group(
    new_client: Any, stage: LearningStage, make: Factory
) -> None:
    other = make.lead(stage.area)
    own = make.clinic(stage.area, [stage.facilitator], place="Room 7")
    make.clinic(stage.area, [other])
    make.clinic(
        stage.area, [stage.facilitator], starts_at=clock.now() + timedelta(days=30), state=ClinicState.DRAFT
    )
    make.clinic(
        stage.area,
        [stage.facilitator],
        starts_at=clock.now() + timedelta(days=40),
        state=ClinicState.CANCELLED,
        published_at=clock.now(),
        cancelled_at=clock.now(),
        cancelled_by_id=other.id,
        cancelled_reason=Screened("The pebble note."),
    )

    response_entries = entries(new_client(), address_of(stage, stage.facilitator, Role.PRACTICE_LEAD))

    clinics = [each for each in response_entries if "clinic" in each["summary"]]
    days = [each["summary"] for each in response_entries if "clinic" not in each["summary"]]
    assert [(each["summary"], each["status"]) for each in clinics] == [
        ("Practice Lead clinic", "CONFIRMED"),
        ("Practice Lead clinic (draft)", "TENTATIVE"),
        ("Practice Lead clinic", "CANCELLED"),
    ]
    assert clinics[0]["uid"] == f"clinic-{own.id.hex}@csaleads"
    assert days == ["Learning day (you see to group 1), Spring"] * 4
    assert "pebble" not in str(response_entries)


@pytest.mark.parametrize(
    ("state", "count"),
    [
        (MemberState.MEMBER, 4),
        (MemberState.COMPLETED, 4),
        (MemberState.NOMINATED, 0),
        (MemberState.LEFT, 0),
        (MemberState.DEFERRED, 0),
        (MemberState.REPLACED, 0),
    ],
)
def test_days_are_there_for_whoever_has_a_place(
    new_client: Any, stage: LearningStage, make: Factory, state: MemberState, count: int
) -> None:
    person = make.worker(stage.area)
    make.member(stage.cohort, stage.area, person, state=state)

    assert len(entries(new_client(), address_of(stage, person))) == count


@pytest.mark.parametrize(
    ("state", "count"), [(CohortState.RUNNING, 4), (CohortState.PLANNED, 0), (CohortState.CANCELLED, 0)]
)
def test_days_of_a_cancelled_cohort_are_gone(
    new_client: Any, stage: LearningStage, state: CohortState, count: int
) -> None:
    address = address_of(stage, stage.people[0])
    with unit_of_work():
        db.session.get_one(type(stage.cohort), stage.cohort.id).state = state

    assert len(entries(new_client(), address)) == count


def test_whoever_works_in_the_area_no_more_has_no_days_of_it(
    new_client: Any, stage: LearningStage, make: Factory
) -> None:
    person = make.worker(make.area())
    make.member(stage.cohort, stage.area, person)

    assert entries(new_client(), address_of(stage, person)) == []


def test_a_new_address_closes_the_old_and_none_closes_both(
    client: PageClient, new_client: Any, stage: LearningStage
) -> None:
    first = address_of(stage, stage.people[0])
    second = address_of(stage, stage.people[0])
    statuses = [new_client().get(address).status_code for address in (first, second)]
    assert statuses == [404, 200]

    page = client.sign_in(stage.people[0]).post_page("/my-learning/calendar/remove")

    assert "The address is removed" in page.text
    assert new_client().get(second).status_code == 404


def test_twelve_who_make_an_address_at_once_have_one(app: Flask, stage: LearningStage) -> None:
    viewer = stage.viewer(stage.people[0])
    acts = [lambda: feed_service.make_address(viewer) for _ in range(12)]

    assert all_at_once(app, acts) == {"done": 12}
    assert db.session.scalar(select(func.count()).select_from(CalendarFeed)) == 1


def test_addresses_of_those_who_left_open_nothing(new_client: Any, stage: LearningStage) -> None:
    address = address_of(stage, stage.people[0])
    with unit_of_work():
        db.session.get_one(Person, stage.people[0].id).left_on = clock.today()

    assert new_client().get(address).status_code == 404


@pytest.mark.parametrize("token", ["", "x", "A" * 43, "A" * 5000, "%00"])
def test_an_address_that_is_none_is_not_found(new_client: Any, stage: LearningStage, token: str) -> None:
    address_of(stage, stage.people[0])

    assert new_client().get(f"/calendar-feeds/{token}/days.ics").status_code == 404


def test_addresses_cannot_be_tried_out(new_client: Any, stage: LearningStage) -> None:
    client = new_client()

    statuses = [client.get(f"/calendar-feeds/{'A' * 43}/days.ics").status_code for _ in range(250)]

    assert 120 <= statuses.count(404) <= 240  # a minute may begin meanwhile
    assert 429 in statuses


def test_a_calendar_asks_no_more_for_more(make: Factory, new_client: Any) -> None:
    small, large = LearningStage(make, days=3), LearningStage(make, days=20, area="Southholt")
    for days in range(1, 15):
        make.clinic(large.area, [large.facilitator], starts_at=clock.now() + timedelta(days=days))
    client = new_client()
    few_address = address_of(small, small.facilitator, Role.PRACTICE_LEAD)
    many_address = address_of(large, large.facilitator, Role.PRACTICE_LEAD)
    client.get(few_address)
    with count_statements() as few:
        client.get(few_address)
    with count_statements() as many:
        assert len(entries(client, many_address)) == 34

    assert (few.count, many.count) == (5, 5)


def test_what_is_long_over_or_far_away_is_left_out(stage: LearningStage, make: Factory) -> None:
    for days in (-91, -90, 400, 401):
        make.day(stage.cohort, clock.today() + timedelta(days=days))

    found = feed_queries.list_day_entries(stage.people[0].id)

    on = {(entry.held_on - clock.today()).days for entry in found}
    assert {-90, 400} <= on
    assert not {-91, 401} & on

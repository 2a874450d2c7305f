"""The pack of a day: what is in it for whom, what is new, what belongs to which day, and where it is reached from."""

from datetime import date, timedelta

import pytest
from flask import Flask

from csaleads.accounts.models import Area
from csaleads.core import clock
from csaleads.core.errors import InvalidChoice, NotFound
from csaleads.core.unit_of_work import unit_of_work
from csaleads.learning import pack_queries as library
from csaleads.learning.marking import mark_resource
from csaleads.learning.models import Audience, Mark, Track
from csaleads.programmes.days import pack_service, session_service
from csaleads.programmes.days.session_service import SessionPlan
from tests.factories import Factory
from tests.page_client import Page, PageClient
from tests.programmes.day_stage import DayStage
from tests.statements import count_statements

STRANGER = "pebble note"


@pytest.fixture
def stage(make: Factory) -> DayStage:
    stage = DayStage(make)
    make.parts(stage.day, "Scale", "Signs")
    return stage


def pack_of(client: PageClient, stage: DayStage, person: object, status: int = 200) -> Page:
    return client.sign_in(person).get_page(stage.page("/pack"), status=status)


def titles(page: Page) -> list[str]:
    return [link.get_text() for link in page.html.select(".csa-topics__link")]


def release(stage: DayStage, version: int = 1, **plan: object) -> None:
    with unit_of_work():
        session_service.plan_session(
            stage.viewer(stage.programme),
            cohort_id=stage.cohort.id,
            day_id=stage.day.id,
            position=1,
            version=version,
            plan=SessionPlan(**plan),  # type: ignore[arg-type]
        )


def see(stage: DayStage) -> None:
    with unit_of_work():
        pack_service.see_pack(stage.viewer(stage.presenter), cohort_id=stage.cohort.id, day_id=stage.day.id)


def test_it_holds_the_topics_resources_in_reading_order_within_the_readers_reach(
    client: PageClient, make: Factory, stage: DayStage
) -> None:
    first = make.resource(stage.topic, title="Zebra first")
    make.resource(stage.topic, title="Alder second")
    make.resource(stage.topic, stage.here, title="Of Northmere")
    make.resource(stage.topic, stage.there, title="Of Southholt")
    make.resource(stage.topic, title="For leads", audience=Audience.LEADS)
    make.resource(make.topic(), title="Another topic")
    with unit_of_work():
        mark_resource(stage.viewer(stage.presenter), resource_id=first.id, mark=Mark.READ, is_set=True)

    page = pack_of(client, stage, stage.presenter)
    assert titles(page) == ["Zebra first", "Alder second", "Of Northmere"]
    assert "3 resources, 1 of them marked as read by you" in page.main
    assert "Read" in page.html.select(".csa-topics__item")[0].get_text()
    assert titles(pack_of(client, stage, stage.colleague)) == ["Zebra first", "Alder second", "Of Southholt"]
    assert "For leads" in titles(pack_of(client, stage, stage.lead))


def test_members_leads_of_groups_and_those_who_look_after_it_have_it_and_nobody_else(
    client: PageClient, make: Factory, stage: DayStage
) -> None:
    for person in (stage.presenter, stage.outsider, stage.lead, stage.coordinator, stage.programme):
        pack_of(client, stage, person)
    for person in (make.worker(stage.here), make.lead(stage.here), make.worker(make.area())):
        pack_of(client, stage, person, status=404)


def test_presenters_are_named_for_those_who_see_the_group_and_nothing_of_a_case_is(
    client: PageClient, make: Factory, stage: DayStage
) -> None:
    make.case(stage.day, stage.member, known=f"A {STRANGER}.")

    own = pack_of(client, stage, stage.colleague)
    assert "Group 1: Amara Okafor." in own.main
    assert STRANGER not in own.text
    assert "Amara Okafor" not in pack_of(client, stage, stage.outsider).main


def test_what_to_prepare_is_screened_and_shown(client: PageClient, stage: DayStage) -> None:
    client.sign_in(stage.programme)
    address = client.get_page(stage.page("/pack")).href("Change what to prepare")
    form = client.get_page(address).form_values()

    page = client.post_page(address, form | {"text": "Ring 07700 900123 first."}, status=422)
    assert "could identify somebody" in page.text
    page = client.post_page(address, form | {"text": "Read the guide first."})
    stale = client.post_page(address, form | {"text": "Something else."}, status=409)

    assert "Read the guide first." in page.main
    assert "Read the guide first." in stale.main
    assert "Read the guide first." in pack_of(client, stage, stage.presenter).main


def test_new_is_what_came_after_somebody_last_looked_through_it(
    client: PageClient, make: Factory, stage: DayStage
) -> None:
    make.resource(stage.topic, title="There before", at=clock.now() - timedelta(days=2))
    page = pack_of(client, stage, stage.presenter)
    assert "New" not in page.main.split()
    page = client.post_page(stage.page("/pack/seen"))
    assert "Nothing is new since" in page.main

    with clock.at(clock.now() + timedelta(hours=2)):
        make.resource(stage.topic, title="Came later")
        page = pack_of(client, stage, stage.presenter)
        assert "1 thing is new since you last looked through it" in page.main
        items = {item.a.get_text(): item.get_text() for item in page.html.select(".csa-topics__item")}
        assert "New" in items["Came later"]
        assert "New" not in items["There before"]
        assert "1 thing is new" not in pack_of(client, stage, stage.colleague).main  # who never looked
        client.sign_in(stage.presenter).post_page(stage.page("/pack/seen"))
        assert "1 thing is new" not in client.get_page(stage.page("/pack")).main


def test_looking_at_one_pack_leaves_the_others_new(
    make: Factory, stage: DayStage, client: PageClient
) -> None:
    other = make.day(stage.cohort, date(2026, 12, 2), stage.topic)
    for day in (stage.day, other):
        with unit_of_work():
            pack_service.see_pack(stage.viewer(stage.presenter), cohort_id=stage.cohort.id, day_id=day.id)
    with clock.at(clock.now() + timedelta(hours=1)):
        make.resource(stage.topic)
    with clock.at(clock.now() + timedelta(hours=2)):
        see(stage)
        client.sign_in(stage.presenter)
        assert "Nothing is new" in client.get_page(stage.page("/pack")).main
        assert "1 thing is new" in client.get_page(stage.page("/pack", other)).main


def test_materials_are_there_once_they_are_released(
    client: PageClient, make: Factory, stage: DayStage
) -> None:
    handout = make.resource(make.topic(), title="Handout of another topic")
    kept_back = make.resource(stage.topic, title="Slides")
    release(stage, materials_link="https://slides.example/a", resource_ids=(kept_back.id,))
    page = pack_of(client, stage, stage.presenter)
    assert "No materials are released yet" in page.main
    assert "slides.example" not in page.text

    see(stage)
    with pytest.raises(InvalidChoice):
        release(stage, 2, resource_ids=(handout.id,))  # of no topic of the day
    with clock.at(clock.now() + timedelta(hours=1)):
        release(
            stage,
            2,
            materials_link="https://slides.example/a",
            resource_ids=(kept_back.id,),
            is_released=True,
        )
        page = pack_of(client, stage, stage.presenter)
    assert page.href("Materials of this session") == "https://slides.example/a"
    assert titles(page).count("Slides") == 2  # under its topic, and with its session
    assert "things are new" in page.main


def test_materials_that_the_planner_does_not_see_stay(
    make: Factory, stage: DayStage, client: PageClient
) -> None:
    draft_like = make.resource(stage.topic, stage.here, title="Of Northmere", audience=Audience.LEADS)
    release(stage, resource_ids=(draft_like.id,), is_released=True)

    assert "Of Northmere" not in titles(pack_of(client, stage, stage.presenter))
    assert "Of Northmere" in titles(pack_of(client, stage, stage.lead))


def tie(stage: DayStage, resource_id: object, *days: tuple[Track, int]) -> None:
    with unit_of_work():
        pack_service.tie_resource(
            stage.viewer(stage.programme),
            resource_id=resource_id,  # type: ignore[arg-type]
            days=days,
        )


def test_a_resource_of_a_day_number_is_in_that_pack_alone(
    client: PageClient, make: Factory, stage: DayStage
) -> None:
    other = make.day(stage.cohort, date(2026, 12, 2), stage.topic)  # day 2, between the two
    tied = make.resource(stage.topic, title="Belongs to day two")
    of_elsewhere = make.resource(make.topic(), title="Of a topic that day two does not teach")
    make.resource(stage.topic, title="Belongs to no day")
    tie(stage, tied.id, (Track.SOCIAL_WORK, 2))
    tie(stage, of_elsewhere.id, (Track.SOCIAL_WORK, 2))

    assert titles(pack_of(client, stage, stage.presenter)) == ["Belongs to no day"]
    on_two = client.get_page(stage.page("/pack", other))
    assert set(titles(on_two)) == {
        "Belongs to day two",
        "Belongs to no day",
        "Of a topic that day two does not teach",
    }
    assert "For this day" in on_two.main
    tie(stage, tied.id)
    assert "Belongs to day two" in titles(client.get_page(stage.page("/pack")))


def test_only_the_programme_team_ties_and_only_to_days_of_the_topics_curricula(
    client: PageClient, make: Factory, stage: DayStage
) -> None:
    resource = make.resource(stage.topic)
    for person in (stage.coordinator, stage.lead, stage.presenter):
        with pytest.raises(NotFound), unit_of_work():
            pack_service.tie_resource(
                stage.viewer(person), resource_id=resource.id, days=[(Track.SOCIAL_WORK, 1)]
            )
    for wrong in ((Track.THIRD_SECTOR, 1), (Track.SOCIAL_WORK, 11), (Track.SOCIAL_WORK, 0)):
        with pytest.raises(InvalidChoice):
            tie(stage, resource.id, wrong)

    client.sign_in(stage.programme)
    address = client.get_page(f"/learning/resources/{resource.id}").href("Say to which learning days")
    form = client.get_page(address).form_values()
    client.post_page(address, form | {"days": ["social_work.1", "social_work.3"]})
    assert client.get_page(address).form_values()["days"] == ["social_work.1", "social_work.3"]


def test_it_is_reached_from_the_members_page_the_cohort_and_the_topic(
    client: PageClient, make: Factory, stage: DayStage
) -> None:
    client.sign_in(stage.presenter)
    address = stage.page("/pack")

    assert client.get_page("/my-learning").href("Pack of Wednesday 25 November 2026") == address
    assert client.get_page(f"/cohorts/{stage.cohort.id}").href("Pack of day 1") == address
    days = client.get_page(client.get_page(f"/learning/topics/{stage.topic.id}").href("Learning days"))
    assert days.href("Pack of Wednesday 25 November 2026") == address
    stranger = client.sign_in(make.worker(stage.here))
    assert "No learning day of yours" in stranger.get_page(f"/learning/topics/{stage.topic.id}/days").main
    assert "Pack" not in stranger.get_page(f"/cohorts/{stage.cohort.id}").main


def test_the_pack_is_a_fixed_number_of_statements(app: Flask, make: Factory, stage: DayStage) -> None:
    def count(area: Area) -> int:
        client = PageClient(app).sign_in(stage.presenter)
        client.get_page(stage.page("/pack"))
        with count_statements() as counted:
            client.get_page(stage.page("/pack"))
        return counted.count

    make.resource(stage.topic)
    few = count(stage.here)
    for _ in range(30):
        make.resource(stage.topic, stage.here)
    assert count(stage.here) == few
    with count_statements() as one:
        assert len(library.list_for_topics(stage.viewer(stage.presenter), [stage.topic.id])) == 31
    assert one.count == 1

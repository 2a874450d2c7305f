"""Topics: they ship with csaleads, everybody reads them, the programme team changes them, and no edition is lost."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from csaleads.access.permissions import Role
from csaleads.advice.models import RequestForAdvice
from csaleads.audit.models import AuditEvent
from csaleads.core import migrations
from csaleads.core.database import db
from csaleads.core.errors import ChangedMeanwhile, NotFound
from csaleads.core.unit_of_work import unit_of_work
from csaleads.learning import comparing, queries, service, start_data
from csaleads.learning.content import TopicContent
from csaleads.learning.models import Topic, TopicConcern, TopicEdition, Track
from csaleads.practice.models import Concern
from csaleads.programmes.afternoons.models import PresentedCase
from csaleads.screening import engine
from tests.clinics.test_contention import all_at_once
from tests.factories import Factory
from tests.learning.conftest import ROLES, Cast
from tests.page_client import PageClient

READERS = [part for part in ROLES if part != "auditor"]
NEW = TopicContent("Signs", "What a child shows.", (Concern.ONLINE,))


def titles(track: Track) -> list[str]:
    rows = db.session.scalars(
        select(Topic.title).where(Topic.track == track).order_by(Topic.position, Topic.id)
    )
    found = list(rows)
    db.session.rollback()
    return found


def verbs() -> list[str]:
    found = list(db.session.scalars(select(AuditEvent.verb).order_by(AuditEvent.id)))
    db.session.rollback()
    return found


def test_the_kinds_of_concern_are_those_of_requests_and_of_cases() -> None:
    columns = (TopicConcern.concern, RequestForAdvice.concern, PresentedCase.concern)

    assert [column.type.enum_class for column in columns] == [Concern, Concern, Concern]
    assert len(Concern) == len({concern.label for concern in Concern}) == 6


def test_both_tracks_ship_with_csaleads_and_are_added_once(app: Flask) -> None:
    for _ in range(2):
        with unit_of_work():
            start_data.add_missing()

    assert (len(titles(Track.SOCIAL_WORK)), len(titles(Track.THIRD_SECTOR))) == (10, 6)
    assert titles(Track.SOCIAL_WORK)[7] == "Online offending"
    assert titles(Track.THIRD_SECTOR)[1] == "The links between child sexual abuse and substance misuse"
    assert verbs() == ["add_start_data"]


def test_bringing_the_tables_up_to_date_adds_what_is_missing_and_leaves_what_people_changed(
    app: Flask, cast: Cast
) -> None:
    migrations.upgrade()
    topic_id = db.session.scalars(select(Topic.id).where(Topic.start_key == "sw-online")).one()
    with unit_of_work():
        service.edit_topic(cast.actor("programme"), topic_id=topic_id, content=NEW, edition=1)

    migrations.upgrade()

    assert "Signs" in titles(Track.SOCIAL_WORK)
    assert len(titles(Track.SOCIAL_WORK)) == 10


@pytest.mark.parametrize("name", ["topic"])
def test_nothing_that_ships_could_identify_somebody(app: Flask, name: str) -> None:
    texts = {entry["key"]: f"{entry['title']}. {entry['about']}" for entry in start_data.read(name)}

    assert [(one.field, one.words) for one in engine.find_in(texts)] == []


@pytest.mark.parametrize("part", READERS)
def test_everybody_with_a_role_in_an_area_reads_the_topics(client: PageClient, cast: Cast, part: str) -> None:
    topic = cast.make.topic("Signs", about="What a child shows.", concerns=(Concern.ONLINE,))
    client.sign_in(cast.person[part])

    page = client.get_page(client.get_page("/learning").href("Signs"))

    assert page.h1 == "Signs"
    assert "What a child shows." in page.main
    assert "Online" in page.main
    assert ("Change this topic" in page.main) == (part == "programme")
    assert client.get(f"/learning/topics/{topic.id}/edit").status_code == (
        200 if part == "programme" else 404
    )


def test_the_programme_team_changes_a_topic_and_every_edition_can_be_compared(
    client: PageClient, cast: Cast
) -> None:
    topic = cast.make.topic("Signs", about="What a child shows at home.")
    client.sign_in(cast.person["programme"])
    address = f"/learning/topics/{topic.id}"
    form = client.get_page(f"{address}/edit").form_values()

    page = client.post_page(
        f"{address}/edit",
        form | {"about": "What a child shows at school.", "concerns": ["online", "intra_familial"]},
    )
    assert "The topic is saved." in page.text
    assert "In the family Online" in page.main

    compared = client.get_page(f"{address}/editions")
    assert [tag.get_text() for tag in compared.html.select(".csa-compared del")] == ["home."]
    assert "school." in [tag.get_text() for tag in compared.html.select(".csa-compared ins")]
    assert cast.person["programme"].full_name in compared.main
    assert "csaleads, as it came" in compared.main
    assert "They read the same" in client.get_page(f"{address}/editions?from=1&to=1").main
    assert verbs() == ["edit_topic"]


def test_saving_what_it_says_already_makes_no_edition(app: Flask, cast: Cast) -> None:
    topic = cast.make.topic("Signs")
    with unit_of_work():
        service.edit_topic(
            cast.actor("programme"),
            topic_id=topic.id,
            content=TopicContent("Signs", topic.about),
            edition=99,
        )

    assert db.session.scalar(select(func.count()).select_from(TopicEdition)) == 1
    assert verbs() == []


@pytest.mark.parametrize("part", [part for part in ROLES if part != "programme"])
def test_nobody_else_changes_a_topic_or_its_place(app: Flask, cast: Cast, part: str) -> None:
    topic = cast.make.topic("Signs", position=1)
    with pytest.raises(NotFound), unit_of_work():
        service.edit_topic(cast.actor(part), topic_id=topic.id, content=NEW, edition=1)
    with pytest.raises(NotFound), unit_of_work():
        service.move_topic(cast.actor(part), topic_id=topic.id, steps=1, position=1)


def test_the_auditor_reads_no_topics(cast: Cast) -> None:
    with pytest.raises(NotFound):
        queries.list_topics(cast.actor("auditor"))


def test_whoever_saves_second_sees_both_and_loses_nothing(new_client: Any, cast: Cast, make: Factory) -> None:
    topic = make.topic("Signs")
    address = f"/learning/topics/{topic.id}/edit"
    colleague = make.person(None, Role.PROGRAMME_TEAM)
    first, second = new_client().sign_in(cast.person["programme"]), new_client().sign_in(colleague)
    form = second.get_page(address).form_values()
    first.post_page(address, first.get_page(address).form_values() | {"title": "Signs that show"})

    page = second.post_page(address, form | {"about": "My own words."}, status=409)

    assert "Somebody else changed it" in page.main
    assert "Signs that show" in page.main
    assert page.form_values()["about"] == "My own words."
    again = second.post_page(address, page.form_values())
    assert "The topic is saved." in again.text
    assert [number for number, *_ in queries.list_topic_editions(cast.actor("worker"), topic.id)] == [3, 2, 1]


def test_what_could_identify_somebody_is_asked_about_before_it_is_saved(
    client: PageClient, cast: Cast
) -> None:
    topic = cast.make.topic("Signs")
    client.sign_in(cast.person["programme"])
    address = f"/learning/topics/{topic.id}/edit"
    form = client.get_page(address).form_values()

    page = client.post_page(
        address, form | {"about": "When Sophie Hartley told her teacher, nobody wrote it down."}, status=422
    )
    assert "Sophie Hartley" in page.main
    assert titles(Track.SOCIAL_WORK) == ["Signs"]

    values = page.form_values()
    answers = {name: "nobody" for name in values if name.startswith("answer")}
    assert "My" not in values
    assert answers or page.html.select("input[type=radio]")


def test_wrong_fields_are_named_beside_them_and_nothing_is_lost(client: PageClient, cast: Cast) -> None:
    topic = cast.make.topic("Signs")
    client.sign_in(cast.person["programme"])

    page = client.post_page(
        f"/learning/topics/{topic.id}/edit",
        {"title": "", "about": "Kept words.", "concerns": ["nonsense"], "edition": "1"},
        status=422,
    )

    assert page.errors[0] == "Enter the title"
    assert page.form_values()["about"] == "Kept words."


def test_topics_move_one_place_at_a_time_and_not_beyond_the_end(client: PageClient, cast: Cast) -> None:
    for position, title in enumerate(("One", "Two", "Three"), start=1):
        cast.make.topic(title, position=position)
    cast.make.topic("Elsewhere", track=Track.THIRD_SECTOR, position=1)
    client.sign_in(cast.person["programme"])
    forms = client.get_page("/learning/order").html.select("main form")
    action = str(forms[2]["action"])

    client.post_page(action, {"direction": "up", "position": "3"})
    assert titles(Track.SOCIAL_WORK) == ["One", "Three", "Two"]

    stale = client.post_page(action, {"direction": "up", "position": "3"})
    assert "Somebody changed the order" in stale.text
    assert titles(Track.SOCIAL_WORK) == ["One", "Three", "Two"]

    for position in ("2", "1"):
        client.post_page(action, {"direction": "up", "position": position})
    assert titles(Track.SOCIAL_WORK) == ["Three", "One", "Two"]
    assert verbs() == ["move_topic", "move_topic"]


def test_moving_is_refused_where_the_order_changed(app: Flask, cast: Cast) -> None:
    topic = cast.make.topic("One", position=1)
    with pytest.raises(ChangedMeanwhile), unit_of_work():
        service.move_topic(cast.actor("programme"), topic_id=topic.id, steps=1, position=7)


def test_two_who_move_different_topics_at_once_do_not_lock_one_another_out(app: Flask, cast: Cast) -> None:
    made = [cast.make.topic(f"Topic {place}", position=place) for place in range(1, 9)]
    actor = cast.actor("programme")

    def move(place: int, steps: int) -> Callable[[], None]:
        topic_id = made[place - 1].id
        return lambda: service.move_topic(actor, topic_id=topic_id, steps=steps, position=place)

    ends = all_at_once(app, [move(8, -1), move(1, 1), move(5, -1), move(2, 1)])

    assert ends["done"] + ends["ChangedMeanwhile"] == 4
    assert ends["done"] >= 1
    assert len(set(titles(Track.SOCIAL_WORK))) == 8


def test_a_comparison_tells_words_apart() -> None:
    changes = comparing.changes_between(
        {"Title": "Old name", "Same": "x", "Gone": "all"}, {"Title": "New name", "Same": "x"}
    )

    assert [(change.label, [(p.kind, p.text) for p in change.pieces]) for change in changes] == [
        ("Title", [("gone", "Old"), ("new", "New"), ("same", " name")]),
        ("Gone", [("gone", "all")]),
    ]

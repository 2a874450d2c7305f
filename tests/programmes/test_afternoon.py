"""What a group learnt, and the made-up case that stands in where nobody can present."""

from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import func, select

from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.errors import ChangedMeanwhile, NotFound, WrongState
from csaleads.core.unit_of_work import unit_of_work
from csaleads.learning import start_data
from csaleads.learning.models import Track
from csaleads.learning.queries import ids_of_start_topics
from csaleads.programmes.afternoons import (
    points_service,
    turn_service,
    vignette_queries,
    vignette_service,
    vignette_start,
)
from csaleads.programmes.afternoons.models import LearningPoints, Vignette
from csaleads.programmes.afternoons.vignette_service import VignetteContent
from csaleads.screening import engine
from csaleads.screening.errors import CouldIdentify
from tests.factories import Factory
from tests.page_client import PageClient
from tests.programmes.day_stage import ON, DayStage, at
from tests.statements import count_statements

MARK = "zebra crossing"


@pytest.fixture
def stage(make: Factory) -> DayStage:
    return DayStage(make)


def write(stage: DayStage, person: object, text: str = f"Ask about the {MARK}.", version: int = 0) -> None:
    with unit_of_work():
        points_service.write_points(
            stage.viewer(person),  # type: ignore[arg-type]
            cohort_id=stage.cohort.id,
            group_id=stage.group.id,
            day_id=stage.day.id,
            text=text,
            version=version,
        )


def test_the_lead_of_the_group_writes_and_group_and_cohorts_team_read(
    client: PageClient, stage: DayStage
) -> None:
    with clock.at(at(ON, 15)):
        client.sign_in(stage.lead)
        address = client.get_page(stage.afternoon).href("Write down what the group learnt")
        form = client.get_page(address).form_values()
        assert client.post_page(address, form, status=422).errors == ["Enter what the group learnt"]
        client.post_page(address, form | {"text": f"Ask about the {MARK}."})
        for person in (stage.presenter, stage.colleague, stage.lead, stage.coordinator, stage.programme):
            assert MARK in client.sign_in(person).get_page(stage.afternoon).main
        client.sign_in(stage.outsider).get_page(stage.afternoon, status=404)


def test_nobody_else_writes_it_and_nobody_before_the_day(client: PageClient, stage: DayStage) -> None:
    with pytest.raises(WrongState):
        write(stage, stage.lead)
    assert "Write down" not in client.sign_in(stage.lead).get_page(stage.afternoon).main
    with clock.at(at(ON, 15)):
        for person in (stage.presenter, stage.coordinator, stage.programme, stage.outsider):
            with pytest.raises(NotFound):
                write(stage, person)
        write(stage, stage.lead)


def test_it_is_screened_and_sealed(stage: DayStage) -> None:
    with clock.at(at(ON, 15)):
        with pytest.raises(CouldIdentify):
            write(stage, stage.lead, "Ring 07700 900123.")
        write(stage, stage.lead)
    stored = db.session.execute(select(LearningPoints.__table__)).one()
    sealed = b"".join(value for value in stored if isinstance(value, bytes))
    assert sealed
    assert MARK.encode() not in sealed


def test_two_windows_are_told(client: PageClient, stage: DayStage) -> None:
    with clock.at(at(ON, 15)):
        client.sign_in(stage.lead)
        mine = client.get_page(f"{stage.afternoon}/learnt").form_values() | {"text": "Mine."}
        write(stage, stage.lead, "Theirs.")
        with pytest.raises(ChangedMeanwhile):
            write(stage, stage.lead, "Again.")
        page = client.post_page(f"{stage.afternoon}/learnt", mine, status=409)
        assert "Theirs." in page.main
        assert page.form_values()["text"] == "Mine."
        assert "Mine." in client.post_page(f"{stage.afternoon}/learnt", page.form_values()).main


def nobody_can(stage: DayStage) -> None:
    with unit_of_work():
        turn_service.say_wishes(
            stage.viewer(stage.presenter),
            cohort_id=stage.cohort.id,
            topic_ids=[],
            away_ids=[stage.day.id],
        )


def test_where_nobody_can_present_the_lead_reads_a_reserve_case_and_the_group_on_the_day(
    client: PageClient, make: Factory, stage: DayStage
) -> None:
    make.vignette(stage.topic, title="A made-up one", text=f"By the {MARK}.")
    make.vignette(stage.topic, title="Put away", is_in_use=False)
    make.vignette(make.topic(), title="Of another topic")
    assert MARK not in client.sign_in(stage.lead).get_page(stage.afternoon).main  # somebody presents
    nobody_can(stage)

    page = client.get_page(stage.afternoon)
    assert "A made-up one" in page.main
    assert "Nobody in it exists" in page.main
    assert "Put away" not in page.main
    assert "Of another topic" not in page.main
    before = client.sign_in(stage.colleague).get_page(stage.afternoon).main
    assert "You read it here on the day" in before
    assert MARK not in before
    with clock.at(at(ON, 9)):
        assert MARK in client.sign_in(stage.colleague).get_page(stage.afternoon).main
        assert MARK not in client.sign_in(stage.coordinator).get_page(stage.afternoon).main


def test_a_topic_without_a_reserve_case_says_so(client: PageClient, stage: DayStage) -> None:
    nobody_can(stage)

    assert "There is none for this topic yet" in client.sign_in(stage.lead).get_page(stage.afternoon).main


def test_csaleads_ships_with_one_for_each_topic_of_social_work_and_none_names_anybody(app: Flask) -> None:
    entries = vignette_start.read()
    topics = {entry["key"] for entry in start_data.read("topic") if entry["track"] == "social_work"}

    assert {entry["topic"] for entry in entries} == topics
    for entry in entries:
        texts = {name: entry[name] for name in ("title", "text", "questions")}
        assert [(one.field, one.words) for one in engine.find_in(texts)] == []
        assert len(entry["text"].split()) > 60


def test_start_data_is_added_once_and_what_people_changed_stays(app: Flask, make: Factory) -> None:
    with unit_of_work():
        start_data.add_missing()
        vignette_start.add_missing()
    count = select(func.count()).select_from(Vignette)
    assert db.session.scalar(count) == len(vignette_start.read()) >= 10
    db.session.rollback()
    with unit_of_work():
        first = db.session.scalars(select(Vignette).limit(1)).one()
        first.title, changed = "Changed here", first.id
    with unit_of_work():
        vignette_start.add_missing()

    assert db.session.scalar(count) == len(vignette_start.read())
    assert db.session.get_one(Vignette, changed).title == "Changed here"
    assert len(ids_of_start_topics()) == len(start_data.read("topic"))


def test_the_programme_team_writes_changes_and_puts_away(
    client: PageClient, make: Factory, stage: DayStage
) -> None:
    client.sign_in(stage.programme)
    address = client.get_page("/vignettes").href("Write a reserve case")
    form = client.get_page(address).form_values()
    typed = {"topic_id": str(stage.topic.id), "title": "Two pebbles", "text": f"By the {MARK}."}
    refused = client.post_page(address, form | typed, status=422)
    assert refused.errors == [
        "Tick that it is made up. A case that somebody lived through does not belong here"
    ]
    page = client.post_page(address, form | typed | {"is_fiction": "y", "questions": "What now?\nWho?"})
    again = client.post_page(address, form | typed | {"is_fiction": "y"})
    assert page.h1 == again.h1 == "Two pebbles"  # the second of two clicks
    assert db.session.scalar(select(func.count()).select_from(Vignette)) == 1
    db.session.rollback()
    assert [item.get_text() for item in page.html.select("main ul li")] == ["What now?", "Who?"]

    edit = page.href("Change it")
    mine, theirs = client.get_page(edit).form_values(), client.get_page(edit).form_values()
    client.post_page(edit, theirs | {"title": "Theirs", "is_fiction": "y"})
    stale = client.post_page(edit, mine | {"title": "Mine", "is_fiction": "y"}, status=409)
    assert "Theirs" in stale.main
    page = client.post_page(edit, stale.form_values() | {"is_fiction": "y"})
    assert page.h1 == "Mine"

    page = client.post_page(f"{edit.removesuffix('/edit')}/use", {"use": "no"})
    assert "Out of use" in page.main
    assert "Mine" not in client.sign_in(stage.lead).get_page("/vignettes").main
    client.get_page(edit.removesuffix("/edit"), status=404)


def test_leads_read_the_library_and_nobody_but_the_programme_team_writes(
    client: PageClient, make: Factory, stage: DayStage
) -> None:
    vignette = make.vignette(stage.topic)
    content = VignetteContent(stage.topic.id, "Title", "Text.")
    for person in (stage.lead, stage.coordinator):
        assert vignette.title in client.sign_in(person).get_page("/vignettes").main
        viewer = stage.viewer(person)
        with pytest.raises(NotFound), unit_of_work():
            vignette_service.add_vignette(viewer, vignette_id=uuid4(), content=content)
        with pytest.raises(NotFound), unit_of_work():
            vignette_service.edit_vignette(viewer, vignette_id=vignette.id, version=1, content=content)
        with pytest.raises(NotFound), unit_of_work():
            vignette_service.use_vignette(viewer, vignette_id=vignette.id, is_in_use=False)
    client.sign_in(stage.presenter).get_page(
        "/vignettes", status=404
    )  # it would tell what comes in an afternoon


def test_an_id_that_another_one_has_is_refused(client: PageClient, make: Factory, stage: DayStage) -> None:
    known = make.vignette(stage.topic, title="Theirs")
    client.sign_in(stage.programme)
    form = client.get_page("/vignettes/new").form_values()
    typed = {"topic_id": str(stage.topic.id), "title": "Mine", "text": f"By the {MARK}.", "is_fiction": "y"}

    client.post_page("/vignettes/new", form | typed | {"vignette_id": str(known.id)}, status=404)

    assert list(db.session.scalars(select(Vignette.title))) == ["Theirs"]


def test_a_made_up_case_is_screened_all_the_same(stage: DayStage) -> None:
    content = VignetteContent(stage.topic.id, "Title", "Ring 07700 900123.")

    with pytest.raises(CouldIdentify), unit_of_work():
        vignette_service.add_vignette(stage.viewer(stage.programme), vignette_id=uuid4(), content=content)


def test_the_library_is_narrowed_by_topic_and_one_statement_however_long(
    client: PageClient, make: Factory, stage: DayStage
) -> None:
    other = make.topic("Other topic", track=Track.THIRD_SECTOR)
    make.vignette(stage.topic, title="One")
    make.vignette(other, title="Two")
    client.sign_in(stage.lead)
    assert [row.split()[0] for row in client.get_page("/vignettes").rows()] == ["One", "Two"]
    assert [row.split()[0] for row in client.get_page(f"/vignettes?topic={other.id}").rows()] == ["Two"]
    assert len(client.get_page("/vignettes?topic=nonsense").rows()) == 2

    viewer = stage.viewer(stage.lead)
    for _ in range(60):
        make.vignette(other)
    with count_statements() as counted:
        page = vignette_queries.list_vignettes(viewer, topic_id=None, page=1)
    assert (counted.count, len(page.rows), page.total_count) == (1, 50, 62)

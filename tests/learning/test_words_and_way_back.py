"""What is written about a resource is Markdown, safe and seen before it is saved; and the way back is to the list as it was."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from csaleads.core.database import db
from csaleads.core.unit_of_work import unit_of_work
from csaleads.learning import marking, resource_service
from csaleads.learning.models import Mark, Resource
from tests.learning.conftest import Cast
from tests.learning.test_resources import fields, said
from tests.page_client import PageClient

WRITTEN = "# When\n\nUse it **before** the visit:\n\n- alone\n- together\n\n<script>alert(1)</script> [x](javascript:alert(1))"


def html_of() -> str:
    found = db.session.scalars(select(Resource.summary_html)).one()
    db.session.rollback()
    return found


def test_markdown_is_made_html_once_when_it_is_written(app: Flask, client: PageClient, cast: Cast) -> None:
    topic = cast.make.topic()
    resource = cast.make.resource(topic, cast.here, owner=cast.person["lead"], summary=WRITTEN)
    client.sign_in(cast.person["worker"])

    written = client.get_page(f"/learning/resources/{resource.id}").one(".csa-written")

    assert written.select("h3")[0].get_text() == "When"
    assert written.select("strong")[0].get_text() == "before"
    assert [item.get_text() for item in written.select("li")] == ["alone", "together"]
    assert "<script>alert(1)</script>" in written.get_text()
    assert written.select("script, a") == []
    with unit_of_work():
        resource_service.edit_resource(
            cast.actor("coordinator"),
            resource_id=resource.id,
            content=said(topic, summary="*Anew*"),
            version=1,
        )
    assert html_of() == '<p class="govuk-body"><em>Anew</em></p>\n'
    with unit_of_work():
        db.session.execute(text("UPDATE resources SET summary_html = '<p>kept</p>'"))
    assert client.get_page(f"/learning/resources/{resource.id}").one(".csa-written").get_text() == "kept"


def test_editions_keep_and_compare_what_was_typed(client: PageClient, cast: Cast) -> None:
    lead = cast.person["lead"]
    resource = cast.make.resource(cast.make.topic(), cast.here, owner=lead, summary="Use it *now*.")
    address = f"/learning/resources/{resource.id}"
    client.sign_in(lead)
    form = client.get_page(f"{address}/edit").form_values()
    assert form["summary"] == "Use it *now*."

    client.post_page(f"{address}/edit", form | {"summary": "Use it *later*."})

    compared = client.get_page(f"{address}/editions").one(".csa-compared")
    assert [each.get_text() for each in compared.select("del, ins")] == ["*now*.", "*later*."]


@pytest.mark.parametrize("is_new", [True, False])
def test_a_preview_shows_the_words_and_saves_nothing(client: PageClient, cast: Cast, is_new: bool) -> None:
    topic, lead = cast.make.topic(), cast.person["lead"]
    resource = cast.make.resource(topic, cast.here, owner=lead)
    client.sign_in(lead)
    address = "/learning/resources/new" if is_new else f"/learning/resources/{resource.id}/edit"
    form = fields(topic, title="", version="1", summary=WRITTEN)

    page = client.post_page(address, form | {"preview": "yes"})

    assert page.one(".csa-preview h3").get_text() == "When"
    assert page.errors == [], "nobody is told what is missing before they save"
    assert page.form_values()["summary"] == WRITTEN
    assert html_of() == '<p class="govuk-body">What is in it.</p>\n'
    assert not client.get_page(address).html.select(".csa-preview")


def test_words_in_markdown_are_screened(client: PageClient, cast: Cast) -> None:
    topic = cast.make.topic()
    client.sign_in(cast.person["lead"])
    written = "Made after **Sophie Hartley** told her teacher."

    page = client.post_page("/learning/resources/new", fields(topic, summary=written), status=422)

    assert "Sophie Hartley" in page.main


def test_the_way_back_leads_to_the_list_as_it_was(client: PageClient, cast: Cast) -> None:
    topic, lead = cast.make.topic(), cast.person["lead"]
    cast.make.resource(topic, cast.here, owner=lead, title="Map", content_note="Heavy.")
    client.sign_in(lead)
    there = f"/learning/resources?topic={topic.id}&kind=guide"

    page = client.get_page(client.get_page(there).href("Map"))

    assert page.href("Back to the list") == there
    for label in ("Open it", "see all editions", "Change it"):
        other = client.get_page(page.href(label))
        assert client.get_page(other.href("Back")).href("Back to the list") == there, label
    form = next(form for form in page.html.select("main form") if "Read later" in form.get_text())
    data = {field["name"]: field["value"] for field in form.select("input")}
    page = client.post_page(str(form["action"]), data)
    assert page.href("Back to the list") == there
    edit = page.href("Change it")
    page = client.post_page(edit, client.get_page(edit).form_values() | {"title": "Another map"})
    assert page.href("Back to the list") == there
    archive = next(form for form in page.html.select("main form") if "Archive it" in form.get_text())
    data = {field["name"]: field["value"] for field in archive.select("input")}
    assert client.post_page(str(archive["action"]), data).href("Back to the list") == there


def test_the_way_back_leads_to_what_was_saved(client: PageClient, cast: Cast) -> None:
    topic = cast.make.topic()
    resource = cast.make.resource(topic, cast.here, title="Map")
    with unit_of_work():
        marking.mark_resource(cast.actor("worker"), resource_id=resource.id, mark=Mark.FAVOURITE, is_set=True)
    client.sign_in(cast.person["worker"])

    page = client.get_page(client.get_page("/learning/saved?view=favourite").href("Map"))

    assert page.href("Back to what you saved") == "/learning/saved?view=favourite"


@pytest.mark.parametrize(
    "given",
    [
        "",
        "https://elsewhere.example/",
        "//elsewhere.example",
        "spell?kind=guide",
        "topic",
        "topic?topic_id=//elsewhere.example",
        "resources?" + "a=b" * 400,
        "resources?" + "%26a=b" * 30,
    ],
)
def test_the_way_back_leads_nowhere_else(client: PageClient, cast: Cast, given: str) -> None:
    topic = cast.make.topic("Signs")
    resource = cast.make.resource(topic, cast.here)
    client.sign_in(cast.person["worker"])

    page = client.get_page(f"/learning/resources/{resource.id}?back={given}")

    assert page.href("Back to the topic") == f"/learning/topics/{topic.id}"
    assert "elsewhere" not in page.html.decode()


def test_from_a_topic_the_way_back_is_to_the_topic(client: PageClient, cast: Cast) -> None:
    topic = cast.make.topic("Signs")
    cast.make.resource(topic, cast.here, title="Map")
    client.sign_in(cast.person["worker"])

    page: Any = client.get_page(client.get_page(f"/learning/topics/{topic.id}").href("Map"))

    assert page.href("Back to the topic") == f"/learning/topics/{topic.id}"


def test_a_transcript_is_linked_beside_a_film(client: PageClient, cast: Cast) -> None:
    topic, lead = cast.make.topic(), cast.person["lead"]
    client.sign_in(lead)
    read = "https://library.example/map/words"

    page = client.post_page("/learning/resources/new", fields(topic, kind="film", transcript=read))

    assert page.href("Open the transcript") == read
    edit = client.get_page(page.href("Change it"))
    assert edit.form_values()["transcript"] == read
    with pytest.raises(IntegrityError), unit_of_work():
        db.session.execute(text("UPDATE resources SET transcript = 'http://library.example'"))

"""While the title of a thread is typed: what may answer it already, of what the reader may open, and nothing is kept of it."""

import logging

import pytest
from sqlalchemy import text

from csaleads.access.permissions import Role
from csaleads.core.database import Base, db
from csaleads.core.full_text.asking import Phrase, alike
from csaleads.forum.models import SpaceKind
from csaleads.learning.models import ResourceState
from tests.factories import Factory
from tests.forum.conftest import Forum
from tests.page_client import PageClient
from tests.statements import count_statements

STONES = ("amber", "quartz", "granite", "chalk", "marble", "slate")


def ask(client: PageClient, title: str) -> dict[str, list[dict[str, str]]]:
    answer = client.get("/network/similar", query_string={"title": title})
    assert answer.status_code == 200
    found: dict[str, list[dict[str, str]]] = answer.get_json()
    return found


def titles(found: list[dict[str, str]]) -> list[str]:
    return [one["title"] for one in found]


def test_one_word_is_enough_and_more_words_come_first(
    client: PageClient, forum: Forum, make: Factory
) -> None:
    author, space_id, topic = forum.lead(), forum.space(), make.topic()
    far = forum.thread(author, space_id, title="Stripes", body="A zebra.")
    near = forum.thread(author, space_id, title="Zebra and pebble", body="Both of them.")
    forum.answer(author, near, "A zebra and a pebble.")
    forum.thread(author, space_id, title="Quartz", body="Nothing alike.")
    resource = make.resource(topic, title="A pebble guide", summary="Stones.")
    make.resource(topic, title="Another guide", summary="Nothing.")
    client.sign_in(forum.lead())

    found = ask(client, "How would you talk about a zebra, or a pebble?")

    assert found["threads"] == [
        {"title": "Zebra and pebble", "href": f"/network/threads/{near}"},
        {"title": "Stripes", "href": f"/network/threads/{far}"},
    ]
    assert found["resources"] == [{"title": "A pebble guide", "href": f"/learning/resources/{resource.id}"}]


def test_nothing_private_and_no_draft_is_suggested_and_no_more_than_five_and_three(
    client: PageClient, forum: Forum, make: Factory
) -> None:
    here, topic, space_id = make.area(), make.topic(), forum.space()
    author = forum.lead(here)
    forum.thread(author, forum.space(SpaceKind.AREA, area_id=here.id), title="Pebble of ours")
    make.resource(topic, here, title="Pebble in draft", state=ResourceState.DRAFT)
    for stone in STONES:
        forum.thread(author, space_id, title=f"A pebble of {stone}")
        make.resource(topic, title=f"A pebble of {stone}")
    client.sign_in(forum.lead())

    with count_statements() as asked:
        found = ask(client, "pebble")

    assert (len(found["threads"]), len(found["resources"])) == (5, 3)
    assert not [
        title
        for title in titles([*found["threads"], *found["resources"]])
        if "ours" in title or "draft" in title
    ]
    assert asked.count <= 10


@pytest.mark.parametrize("title", ["", "  ", "what would you", '"(', "é" * 400])
def test_a_title_that_says_nothing_finds_nothing(client: PageClient, forum: Forum, title: str) -> None:
    forum.thread(forum.lead(), forum.space(), title="What would you do with a pebble?")
    client.sign_in(forum.lead())

    assert ask(client, title) == {"threads": [], "resources": []}


def test_nobody_outside_the_network_and_nobody_who_has_not_agreed_is_answered(
    client: PageClient, forum: Forum, make: Factory
) -> None:
    area = make.area()
    forum.thread(forum.lead(area), forum.space(), title="Pebble note")

    client.sign_in(make.person(area, Role.SOCIAL_WORKER))
    assert client.get("/network/similar?title=pebble").status_code == 404
    client.sign_in(make.lead(area))
    assert client.get("/network/similar?title=pebble").status_code == 302


def test_what_was_typed_is_in_no_table_and_no_log(
    client: PageClient, forum: Forum, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(logging.getLogger("csaleads"), "propagate", True)
    forum.thread(forum.lead(), forum.space(), title="Pebble note")
    client.sign_in(forum.lead())

    with caplog.at_level(logging.DEBUG, "csaleads"):
        ask(client, "pebble or quagga")

    whole = {
        name: repr(db.session.execute(text(f'SELECT * FROM "{name}"')).all()) for name in Base.metadata.tables
    }
    assert [name for name, rows in whole.items() if "quagga" in rows] == []
    assert "quagga" not in caplog.text


def test_the_form_says_where_to_ask_and_has_a_way_to_search_without_scripts(
    client: PageClient, forum: Forum
) -> None:
    space_id = forum.space()
    client.sign_in(forum.lead())

    page = client.get_page(f"/network/spaces/{space_id}/begin")

    block = page.one("[data-similar-to]")
    assert block["data-similar-to"] == "/network/similar"
    assert page.html.find(id=str(block["data-similar-of"]))["name"] == "title"
    assert page.one("[data-similar-said]")["role"] == "status"
    assert page.href("Search whether it was asked before (opens in a new tab)") == "/search"


def test_words_that_tell_something_are_asked_for_one_by_one() -> None:
    pairs, each = alike("How would you use a zebra-crossing or quartz?")

    use, zebra, quartz = Phrase(("use",)), Phrase(("zebra", "crossing")), Phrase(("quartz",))
    assert [[term.phrases for term in question.terms] for question in each] == [
        [(use,)],
        [(zebra,)],
        [(quartz,)],
    ]
    assert [[term.phrases for term in question.terms] for question in pairs] == [
        [(use,), (zebra,)],
        [(use,), (quartz,)],
        [(zebra,), (quartz,)],
    ]

"""The search box: what it finds for whom, in which order, what it says when it finds nothing, and that it forgets."""

import logging
from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import ColumnElement, select, text

from csaleads.access.permissions import Role
from csaleads.core import clock, kept, migrations
from csaleads.core.database import Base, db
from csaleads.core.full_text import queries as full_text_queries
from csaleads.core.full_text import service as full_text
from csaleads.core.full_text.models import SearchDocument
from csaleads.core.full_text.queries import Condition
from csaleads.core.unit_of_work import unit_of_work
from csaleads.finding import kinds, queries
from csaleads.finding.kinds import Reach, SearchKind, Shown
from csaleads.learning import policy, resource_queries, resource_service, search_texts, service
from csaleads.learning.content import TopicContent
from csaleads.learning.list_queries import Narrowing
from csaleads.learning.models import Audience, Level, Resource, ResourceKind, ResourceState, Track
from csaleads.programmes.days import pack_service
from tests.learning.conftest import Cast
from tests.page_client import Page, PageClient
from tests.statements import count_statements


def titles(page: Page) -> list[str]:
    return [tag.get_text() for tag in page.html.select(".csa-results__title")]


def search(client: PageClient, words: str, **filters: str) -> Page:
    return client.get_page("/search", query_string={"q": words, **filters})


@pytest.fixture
def stocked(cast: Cast) -> Cast:
    """Resources about pebbles: of each reach one."""
    make, topic = cast.make, cast.make.topic("Sand and stone")
    of = {"summary": "About a pebble."}
    make.resource(topic, cast.here, title="Ours", **of)
    make.resource(topic, cast.here, title="Ours for leads", audience=Audience.LEADS, **of)
    make.resource(topic, cast.here, title="Ours in draft", state=ResourceState.DRAFT, **of)
    make.resource(topic, cast.here, title="Ours of old", state=ResourceState.ARCHIVED, **of)
    make.resource(topic, cast.there, title="Theirs", **of)
    make.resource(topic, cast.there, title="Theirs for leads", audience=Audience.LEADS, **of)
    make.resource(topic, cast.there, title="Theirs for all areas", for_network=True, **of)
    make.resource(topic, title="Network", **of)
    make.resource(topic, title="Network for leads", audience=Audience.LEADS, **of)
    return cast


EVERYBODYS = {"Network", "Theirs for all areas"}
OURS = EVERYBODYS | {"Ours"}


@pytest.mark.parametrize(
    ("part", "state", "found"),
    [
        ("worker", "", OURS),
        ("worker", "draft", OURS),
        ("manager", "", OURS),
        ("their_worker", "", EVERYBODYS | {"Theirs"}),
        ("lead", "", OURS | {"Ours for leads", "Network for leads"}),
        ("lead", "draft", {"Ours in draft"}),
        ("coordinator", "archived", {"Ours of old"}),
        ("their_lead", "draft", set()),
        ("their_lead", "", EVERYBODYS | {"Theirs", "Theirs for leads", "Network for leads"}),
        (
            "programme",
            "",
            OURS | {"Theirs", "Ours for leads", "Theirs for leads", "Network for leads"},
        ),
        ("programme", "draft", set()),
        ("programme", "archived", {"Ours of old"}),
    ],
)
def test_everybody_finds_what_they_may_read_and_nothing_else(
    client: PageClient, stocked: Cast, part: str, state: str, found: set[str]
) -> None:
    client.sign_in(stocked.person[part])

    page = search(client, "pebble", state=state)

    assert set(titles(page)) == found


def test_a_lead_here_who_is_a_worker_there_finds_no_texts_for_leads_there(
    client: PageClient, stocked: Cast
) -> None:
    stocked.make.role(stocked.person["lead"], stocked.there, Role.SOCIAL_WORKER)
    client.sign_in(stocked.person["lead"])

    found = titles(search(client, "pebble"))

    assert "Theirs" in found
    assert "Theirs for leads" not in found


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({}, ["A", "B", "C", "D"]),
        ({"kind": "tool"}, ["B"]),
        ({"level": "specialist"}, ["C"]),
        ({"audience": "leads"}, ["D"]),
        ({"area": "network"}, ["A"]),
        ({"area": "{here}"}, ["B", "C", "D"]),
        ({"topic": "{topic}"}, ["B"]),
        ({"topic": "{topic}", "kind": "film"}, []),
        ({"kind": "spell", "topic": "1", "area": "x", "state": "9", "page": "?"}, ["A", "B", "C", "D"]),
    ],
)
def test_each_filter_of_the_address_finds_what_it_says(
    client: PageClient, cast: Cast, filters: dict[str, str], found: list[str]
) -> None:
    topic, other = cast.make.topic(), cast.make.topic()
    of = {"summary": "About a pebble."}
    cast.make.resource(topic, title="A", **of)
    cast.make.resource(topic, cast.here, title="B", kind=ResourceKind.TOOL, topics=(topic.id, other.id), **of)
    cast.make.resource(topic, cast.here, title="C", level=Level.SPECIALIST, **of)
    cast.make.resource(topic, cast.here, title="D", audience=Audience.LEADS, **of)
    client.sign_in(cast.person["lead"])
    filled = {name: value.format(here=cast.here.id, topic=other.id) for name, value in filters.items()}

    page = search(client, "pebble", **filled)

    assert sorted(titles(page)) == found


def test_a_learning_day_is_a_filter_and_stands_on_the_page_of_its_resources(
    client: PageClient, cast: Cast
) -> None:
    topic, of = cast.make.topic(), {"summary": "About a pebble."}
    tied = cast.make.resource(topic, title="Tied", **of)
    theirs = cast.make.resource(topic, cast.there, title="Theirs", **of)
    other = cast.make.resource(topic, title="Other", **of)
    client.sign_in(cast.person["lead"])
    assert "Learning day" not in search(client, "pebble").main
    for resource, days in ((tied, (2, 3)), (theirs, (3,)), (other, (4,))):
        with unit_of_work():
            pack_service.tie_resource(
                cast.actor("programme"),
                resource_id=resource.id,
                days=[(Track.SOCIAL_WORK, number) for number in days],
            )

    page = search(client, "pebble", day="social_work.3")
    assert titles(page) == ["Tied"]
    assert "Day 3, social work curriculum" in page.main
    assert titles(search(client, "pebble", day="social_work.4")) == ["Other"]
    assert titles(search(client, "pebble", day="social_work.2", kind="film")) == []
    for nonsense in ("social_work.9", "third_sector.3", "x", "9.social_work"):
        assert sorted(titles(search(client, "pebble", day=nonsense))) == ["Other", "Tied"]
    page = client.get_page(f"/learning/resources/{tied.id}")
    assert "Learning days Day 2, social work curriculum Day 3, social work curriculum" in page.main


@pytest.mark.parametrize(
    ("typed", "is_found"),
    [
        ("HSB", True),
        ("hsb", True),
        ("harmful sexual behaviours", True),
        ("zebra plan", True),
        ('"zebra plan"', False),
        ("zeb*", True),
        ("libraries", True),
        ("stone", True),
        ("Pebble Press", True),
        ("CSE", False),
        ("giraffe", False),
    ],
)
def test_words_are_found_in_title_summary_topic_and_publisher_and_in_other_words_for_them(
    client: PageClient, cast: Cast, typed: str, is_found: bool
) -> None:
    cast.make.resource(
        cast.make.topic("Sand and stone"),
        title="A plan for the library",
        summary="With a zebra, about harmful sexual behaviour.",
        publisher="Pebble Press",
    )
    client.sign_in(cast.person["worker"])

    assert bool(titles(search(client, typed))) is is_found


def test_what_fits_the_title_comes_first_and_shows_its_words_marked(client: PageClient, cast: Cast) -> None:
    topic = cast.make.topic()
    cast.make.resource(topic, title="Another", summary="Somewhere in it there is a pebble <b>too</b>.")
    cast.make.resource(topic, title="The pebble", summary="Nothing more.")
    client.sign_in(cast.person["worker"])

    page = search(client, "pebbles")

    assert titles(page) == ["The pebble", "Another"]
    assert [mark.get_text() for mark in page.html.select(".csa-results mark")] == ["pebble", "pebble"]
    assert "<b>too</b>" in page.html.select(".csa-results__text")[1].get_text()


def test_what_changes_is_found_as_it_reads_now(client: PageClient, cast: Cast) -> None:
    topic = cast.make.topic()
    row = cast.make.resource(topic, cast.here, title="Pebble", owner=cast.person["lead"])
    coordinator = cast.actor("coordinator")
    with unit_of_work():
        shown = resource_queries.get_resource(coordinator, row.id)
        said = replace(shown.content, title="Zebra", summary="Stripes.")
        resource_service.edit_resource(coordinator, resource_id=row.id, content=said, version=shown.version)
    client.sign_in(cast.person["worker"])

    assert titles(search(client, "pebble")) == []
    assert titles(search(client, "zebra stripes")) == ["Zebra"]


def test_a_new_title_of_a_topic_is_found_at_its_resources(client: PageClient, cast: Cast) -> None:
    topic = cast.make.topic("Sand")
    cast.make.resource(topic, title="One")
    with unit_of_work():
        service.edit_topic(
            cast.actor("programme"),
            topic_id=topic.id,
            content=TopicContent("Zebra crossing", "As it is."),
            edition=1,
        )
    client.sign_in(cast.person["worker"])

    assert titles(search(client, "zebra crossing")) == ["One"]
    assert titles(search(client, "sand")) == []


def test_what_goes_to_the_network_is_found_there_and_what_is_taken_back_is_not(
    client: PageClient, cast: Cast
) -> None:
    row = cast.make.resource(cast.make.topic(), cast.here, title="Pebble")
    client.sign_in(cast.person["their_worker"])
    assert titles(search(client, "pebble")) == []

    for version, verb, found in ((1, "approve_for_network", ["Pebble"]), (2, "take_from_network", [])):
        with unit_of_work():
            resource_service.move_resource(
                cast.actor("programme"), resource_id=row.id, verb=verb, version=version
            )

        assert titles(search(client, "pebble")) == found


def test_older_databases_and_the_reindexing_know_every_resource(app: Flask, stocked: Cast) -> None:
    with unit_of_work():
        db.session.execute(SearchDocument.__table__.delete())
        search_texts.put_missing()
    filled = documents()
    with unit_of_work():
        search_texts.put_missing()
    assert documents() == filled

    result = app.test_cli_runner().invoke(args=["search", "reindex"])

    assert "9 documents of kind resource." in result.output
    assert documents() == filled
    assert len(filled) == 9
    assert search_texts.put_missing in migrations._ready


def documents() -> list[tuple[object, ...]]:
    query = select(
        SearchDocument.key,
        SearchDocument.area_id,
        SearchDocument.audience,
        SearchDocument.title,
        SearchDocument.body,
    ).order_by(SearchDocument.key)
    found = [tuple(row) for row in db.session.execute(query)]
    db.session.rollback()
    return found


def test_pages_of_twenty_at_as_many_statements_as_for_one(client: PageClient, cast: Cast) -> None:
    topic = cast.make.topic()
    client.sign_in(cast.person["lead"])
    cast.make.resource(topic, cast.here, summary="pebble")
    search(client, "pebble")
    with count_statements() as few:
        search(client, "pebble")
    for _ in range(full_text_queries.ROWS_PER_PAGE + 1):
        cast.make.resource(topic, cast.here, summary="pebble")
    with count_statements() as many:
        first = search(client, "pebble")
    second = search(client, "pebble", page="2")
    beyond = search(client, "pebble", page="9")

    assert (len(titles(first)), len(titles(second))) == (20, 2)
    assert "Showing 21 to 22 of 22 results" in second.main
    assert "There is no such page" in beyond.main
    assert many.count == few.count <= 6


def test_without_words_the_page_says_what_can_be_searched(client: PageClient, cast: Cast) -> None:
    client.sign_in(cast.person["worker"])

    for words in ("", " ", "?!"):
        assert "Type what you are looking for" in search(client, words).main


def test_nothing_found_says_what_was_searched_where_and_what_to_try(client: PageClient, cast: Cast) -> None:
    topic = cast.make.topic("Disclosure")
    cast.make.resource(topic, title="Pebble")
    client.sign_in(cast.person["worker"])

    page = search(client, "disclosre pebble", level="core", topic=str(topic.id))

    assert (
        "We looked for disclosre, pebble in the titles, summaries, topics, publishers and files of resources"
        in page.main
    )
    assert "from Northmere and the network" in page.main
    assert "You narrowed it down to: Topic: Disclosure; Level: Core" in page.main
    assert page.href("same words without filters") == "/search?q=disclosre+pebble"
    spelt = page.href("disclosure pebble")
    assert titles(client.get_page(spelt)) == ["Pebble"]
    assert page.href("the topics") == "/learning"


@pytest.mark.parametrize(
    "words", ["'; DROP TABLE resources", '"', "((", "NOT OR *", "a:b -c", "é" * 400, "%_\\"]
)
def test_whatever_is_typed_is_answered(client: PageClient, cast: Cast, words: str) -> None:
    client.sign_in(cast.person["worker"])

    assert search(client, words).h1 == "Search"


def test_what_is_typed_is_shown_as_text(client: PageClient, cast: Cast) -> None:
    client.sign_in(cast.person["worker"])

    page = search(client, '<script>alert(1)</script> "x')

    assert not page.html.select("main script")
    assert page.one("#q")["value"] == '<script>alert(1)</script> "x'


def test_what_was_searched_is_kept_in_no_table_no_log_and_no_memory(
    app: Flask,
    client: PageClient,
    cast: Cast,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    keys: list[str] = []
    keeps = kept.Kept.keep
    monkeypatch.setattr(
        kept.Kept,
        "keep",
        lambda self, key, made: (keys.append(f"{key!r} {made!r}"), keeps(self, key, made))[1],
    )
    monkeypatch.setattr(logging.getLogger("csaleads"), "propagate", True)
    topic = cast.make.topic()
    for _ in range(full_text_queries.ROWS_PER_PAGE + 1):
        cast.make.resource(topic, summary="About a pebble.")
    client.sign_in(cast.person["worker"])

    with caplog.at_level(logging.DEBUG, "csaleads"):
        search(client, "quagga")
        search(client, "pebble or quagg*", page="2")
        search(client, "pebbles", page="2", kind="guide")

    assert [name for name in Base.metadata.tables if "quagg" in whole(name) or "pebbles" in whole(name)] == []
    assert "quagg" not in caplog.text
    assert [line for line in keys if "quagg" in line or "pebbles" in line] == []


def whole(table: str) -> str:
    return repr(db.session.execute(text(f'SELECT * FROM "{table}"')).all())


def test_the_box_in_the_header_is_for_those_who_read_resources(client: PageClient, cast: Cast) -> None:
    client.sign_in(cast.person["worker"])
    assert client.get_page("/").one("header form[role=search]")["action"] == "/search"
    assert not client.get_page("/search").html.select("header form[role=search]")
    assert client.get_page("/learning").one("main form[role=search]")["action"] == "/search"

    client.sign_in(cast.person["auditor"])
    assert not client.get_page("/").html.select("header form[role=search]")


def test_a_room_adds_a_kind_of_its_own(app: Flask, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    cast.make.resource(cast.make.topic(), title="Pebble")
    kind = SearchKind(
        "thread",
        "threads",
        "titles",
        "thread",
        "threads",
        lambda viewer, asked: (
            None if asked.kind else Reach(frozenset(), frozenset({"everybody"}), Condition(of_threads))
        ),
        lambda viewer, hits: {hit.key: Shown(f"/threads/{hit.key}", "A thread") for hit in hits},
    )
    monkeypatch.setattr(kinds, "_kinds", dict(kinds._kinds))
    kinds.register(kind)
    with unit_of_work():
        full_text.put(
            full_text.Document(
                "thread", "7", None, "everybody", "A pebble again", "", clock.now() - timedelta(days=1)
            )
        )
        full_text.put(full_text.Document("other", "8", None, "everybody", "A pebble", "", clock.now()))

    worker = cast.actor("worker")
    with app.test_request_context():
        both = queries.search(worker, "pebble", Narrowing(), page=1)
        guides = queries.search(worker, "pebble", Narrowing(kind=ResourceKind.GUIDE), page=1)

    assert [(part.kind.key, places(part)) for part in both.parts] == [
        ("resource", ["/learning/resources"]),
        ("thread", ["/threads"]),
    ]
    assert both.total_count == 2
    assert [places(part) for part in guides.parts] == [["/learning/resources"]]


def of_threads() -> ColumnElement[bool]:
    return SearchDocument.kind == "thread"


def places(part: queries.Part) -> list[str]:
    return [row.shown.href.rpartition("/")[0] for row in part.page.rows]


def test_who_finds_a_resource_is_who_sees_it(app: Flask, stocked: Cast) -> None:
    """The search agrees with policy.can_see for everybody and every resource."""
    rows = list(db.session.scalars(select(Resource)))
    facts = {search_texts.key_of(row.id): (resource_queries.facts_of(row), row.state) for row in rows}
    for part in (
        "worker",
        "lead",
        "manager",
        "coordinator",
        "programme",
        "their_worker",
        "their_coordinator",
    ):
        viewer = stocked.actor(part)
        for state in ResourceState:
            with app.test_request_context():
                found = queries.search(viewer, "pebble", Narrowing(state=state), page=1)
            seen = {
                key for key, (fact, its) in facts.items() if its is state and policy.can_see(viewer, fact)
            }
            hrefs = {row.shown.href.rpartition("/")[2].replace("-", "") for row in found.parts[0].page.rows}
            assert hrefs == seen, (part, state)


def test_the_page_says_what_else_it_looked_for_and_where_it_stopped(client: PageClient, cast: Cast) -> None:
    thirteen = "a wet morning with one pebble in hand and another under the door"
    cast.make.resource(cast.make.topic(), cast.here, title=f"HSB, {thirteen}")
    client.sign_in(cast.person["worker"])

    assert "“hsb” also finds “harmful sexual behaviour”, " in search(client, "HSB").main
    assert "also finds" not in search(client, "pebble").main
    assert "we looked for the first words of it" in search(client, thirteen).main

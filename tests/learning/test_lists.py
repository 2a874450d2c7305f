"""Finding resources: filters, pages, reading order, what is new, and what people note for themselves."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select

from csaleads.accounts.models import Person
from csaleads.audit.models import AuditEvent
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.errors import ChangedMeanwhile, NotFound
from csaleads.core.paging import ROWS_PER_PAGE
from csaleads.core.unit_of_work import unit_of_work
from csaleads.home import waiting_queries
from csaleads.learning import list_queries, marking, resource_queries, service, topic_list_queries
from csaleads.learning.content import TopicContent
from csaleads.learning.models import (
    Audience,
    Level,
    Mark,
    Resource,
    ResourceKind,
    ResourceMark,
    ResourceState,
    ResourceTopic,
)
from csaleads.screening import service as screening
from csaleads.screening.models import Because, KeptException
from csaleads.screening.service import Subject
from tests.learning.conftest import Cast
from tests.page_client import Page, PageClient
from tests.statements import count_statements


def titles(page: Page) -> list[str]:
    return [tag.get_text() for tag in page.html.select("main table tbody th a")]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["Guide", "Film", "Leads", "Network"]),
        ("?kind=film", ["Film"]),
        ("?level=specialist", ["Leads"]),
        ("?audience=leads", ["Leads"]),
        ("?area=network", ["Network"]),
        ("?area={area}", ["Guide", "Film", "Leads"]),
        ("?topic={topic}", ["Film"]),
        ("?yours=unread", ["Guide", "Leads", "Network"]),
        ("?yours=later", ["Network"]),
        ("?yours=favourites", ["Leads"]),
        ("?yours=new", ["Guide", "Film", "Leads", "Network"]),
        ("?state=draft", ["Draft"]),
        ("?state=archived", ["Archived"]),
        ("?state=due", ["Film"]),
        ("?state=due-mine", ["Film"]),
        ("?kind=spell&topic=1&area=x&state=9", ["Guide", "Film", "Leads", "Network"]),
    ],
)
def test_each_filter_of_the_address_finds_what_it_says(
    client: PageClient, cast: Cast, query: str, found: list[str]
) -> None:
    make, lead = cast.make, cast.person["lead"]
    topic, other = make.topic(), make.topic()
    make.resource(topic, cast.here, title="Guide")
    film = make.resource(
        topic,
        cast.here,
        title="Film",
        kind=ResourceKind.FILM,
        topics=(topic.id, other.id),
        owner=lead,
        review_by=clock.today() - timedelta(days=1),
    )
    leads = make.resource(topic, cast.here, title="Leads", level=Level.SPECIALIST, audience=Audience.LEADS)
    network = make.resource(topic, title="Network")
    make.resource(topic, cast.here, title="Draft", state=ResourceState.DRAFT)
    make.resource(topic, cast.here, title="Archived", state=ResourceState.ARCHIVED)
    make.resource(topic, cast.there, title="Theirs")
    with unit_of_work():
        for resource, mark in ((film, Mark.READ), (network, Mark.LATER), (leads, Mark.FAVOURITE)):
            marking.mark_resource(cast.actor("lead"), resource_id=resource.id, mark=mark, is_set=True)
    client.sign_in(lead)

    page = client.get_page("/learning/resources" + query.format(area=cast.here.id, topic=other.id))

    assert titles(page) == sorted(found)


def test_who_adds_nothing_is_offered_no_states_and_no_drafts(client: PageClient, cast: Cast) -> None:
    topic = cast.make.topic()
    cast.make.resource(topic, cast.here, title="Draft", state=ResourceState.DRAFT)
    client.sign_in(cast.person["worker"])

    page = client.get_page("/learning/resources?state=draft")

    assert titles(page) == []
    assert not page.html.select("#state")
    assert not page.html.select("#audience")
    assert "Add a resource" not in page.main


def test_the_list_and_the_page_say_who_approved_it_and_for_whom(
    new_client: Callable[[], PageClient], cast: Cast
) -> None:
    make, topic = cast.make, cast.make.topic()
    cast.make.resource(topic, cast.here, title="Guide", owner=cast.person["lead"], state=ResourceState.DRAFT)
    shipped = make.resource(topic, title="Network")
    with unit_of_work():
        db.session.execute(db.update(Person).values(full_name="Robin Vale"))
    here, there, team, reader, far = (
        new_client().sign_in(cast.person[part])
        for part in ("coordinator", "their_lead", "programme", "worker", "their_worker")
    )
    address = here.get_page("/learning/resources?state=draft").href("Guide").partition("?")[0]

    here.post_page(f"{address}/approve", {"version": "1"})
    assert "Northmere Approved by Northmere" in reader.get_page("/learning/resources").rows()[0]
    page = here.get_page(address)
    assert "Approved by For Northmere: Robin Vale, 18 November 2026 Looked after by" in page.main
    assert "Approve it for every area" not in page.main, "that is not for an area to say"
    assert far.get(address).status_code == 404

    team.post_page(f"{address}/approve-for-network", {"version": "2"})
    row = far.get_page("/learning/resources").rows()[0]
    assert "Northmere Approved by the programme team for every area" in row
    page = there.get_page(address)
    assert "For every area: Robin Vale of the programme team, 18 November 2026" in page.main
    assert (
        "csaleads, as it came, 18 November 2026" in there.get_page(f"/learning/resources/{shipped.id}").main
    )

    here.post_page(f"{address}/take-from-network", {"version": "3"})
    assert far.get(address).status_code == 404
    assert "Approved by Northmere" in reader.get_page("/learning/resources").rows()[0]
    assert "For every area" not in here.get_page(address).main


def test_the_list_has_pages_of_fifty_at_as_many_statements_as_for_one(client: PageClient, cast: Cast) -> None:
    topic = cast.make.topic()
    client.sign_in(cast.person["lead"])
    cast.make.resource(topic, cast.here)
    client.get_page("/learning/resources")
    with count_statements() as few:
        client.get_page("/learning/resources")
    for _ in range(ROWS_PER_PAGE + 1):
        cast.make.resource(topic, cast.here)
    client.get_page("/learning/resources")  # whoever comes first after a change counts for all
    with count_statements() as many:
        first = client.get_page("/learning/resources")
    second = client.get_page(f"/learning/resources?page=2&topic={topic.id}")
    beyond = client.get_page("/learning/resources?page=9")

    assert (len(titles(first)), len(titles(second))) == (50, 2)
    assert "Showing 51 to 52 of 52 resources" in second.main
    assert "There is no such page" in beyond.main
    assert many.count == few.count <= 6


@pytest.mark.parametrize("address", ["/learning", "/learning/topics/{topic}", "/learning/saved"])
def test_the_other_lists_ask_no_more_because_there_is_more(
    client: PageClient, cast: Cast, address: str
) -> None:
    topic = cast.make.topic()
    url = address.format(topic=topic.id)
    client.sign_in(cast.person["lead"])

    def save_one() -> None:
        resource = cast.make.resource(topic, cast.here)
        with unit_of_work():
            marking.mark_resource(cast.actor("lead"), resource_id=resource.id, mark=Mark.LATER, is_set=True)

    save_one()
    client.get_page(url)
    with count_statements() as few:
        client.get_page(url)
    for _ in range(10):
        save_one()
    client.get_page(url)  # whoever comes first after a change counts for all
    with count_statements() as many:
        client.get_page(url)

    assert many.count == few.count <= 8


def test_a_long_topic_has_pages_in_reading_order_and_the_way_back_leads_to_the_page(
    client: PageClient, cast: Cast
) -> None:
    topic = cast.make.topic()
    for number in range(ROWS_PER_PAGE + 2):
        cast.make.resource(topic, cast.here, title=f"Guide {number:02}")
    address = f"/learning/topics/{topic.id}"

    def shown(page: Page) -> list[str]:
        return [link.get_text() for link in page.html.select(".csa-topics__link, .csa-moving__name")]

    client.sign_in(cast.person["lead"])
    first, second = client.get_page(address), client.get_page(f"{address}?page=2")
    assert shown(first) == [f"Guide {number:02}" for number in range(ROWS_PER_PAGE)]
    assert shown(second) == ["Guide 50", "Guide 51"]
    assert second.one(".csa-topics")["start"] == "51"
    assert "Showing 51 to 52 of 52 resources" in second.main
    assert client.get_page(second.href("Guide 51")).href("Back to the topic") == f"{address}?page=2"
    assert "There is no such page" in client.get_page(f"{address}?page=9").main


def test_the_order_of_a_long_topic_is_changed_across_its_pages(client: PageClient, cast: Cast) -> None:
    topic = cast.make.topic()
    made = [cast.make.resource(topic, title=f"Guide {number:02}") for number in range(ROWS_PER_PAGE + 1)]
    address = f"/learning/topics/{topic.id}"
    client.sign_in(cast.person["programme"])

    page = client.get_page(f"{address}/order?page=2")
    assert [name.get_text() for name in page.html.select(".csa-moving__name")] == ["Guide 50"]
    form = page.one(f"form[action='{address}/resources/{made[-1].id}/move?page=2']")
    assert [button["value"] for button in form.select("button")] == ["up"]
    position = form.select("input[name=position]")[0]["value"]
    answer = client.post(str(form["action"]), data={"direction": "up", "position": position})

    assert answer.headers["Location"] == f"{address}/order?page=2"
    page = client.get_page(answer.headers["Location"])
    assert [name.get_text() for name in page.html.select(".csa-moving__name")] == ["Guide 49"]
    first = client.get_page(f"{address}/order")
    assert [button["value"] for button in first.html.select(".csa-moving__item:last-child button")] == [
        "up",
        "down",
    ]


def test_what_one_reader_noted_is_not_shown_to_the_next(new_client: Any, cast: Cast) -> None:
    topic = cast.make.topic()
    resource = cast.make.resource(topic, cast.here)
    worker, lead = (new_client().sign_in(cast.person[part]) for part in ("worker", "lead"))
    address = f"/learning/resources/{resource.id}"

    worker.post_page(f"{address}/mark", {"mark": "read", "set": "yes"})

    assert "Read" in {
        tag.get_text() for tag in worker.get_page("/learning/resources").html.select(".csa-tag")
    }
    assert "Read" not in {
        tag.get_text() for tag in lead.get_page("/learning/resources").html.select(".csa-tag")
    }
    assert "1 resource, 1 read" in worker.get_page("/learning").main
    assert "1 resource, 1 read" not in lead.get_page("/learning").main


def test_marks_are_set_and_taken_back_however_often_the_button_is_pressed(
    client: PageClient, cast: Cast
) -> None:
    topic = cast.make.topic()
    resource = cast.make.resource(topic, cast.here, title="Map")
    client.sign_in(cast.person["worker"])
    address = f"/learning/resources/{resource.id}/mark"

    for _ in range(2):
        client.post_page(address, {"mark": "later", "set": "yes"})
    assert titles(client.get_page("/learning/saved")) == ["Map"]
    client.post_page(address, {"mark": "read", "set": "yes"})
    assert titles(client.get_page("/learning/saved")) == []
    assert titles(client.get_page("/learning/saved?view=read")) == ["Map"]
    client.post_page(address, {"mark": "favourite", "set": "yes"})
    assert titles(client.get_page("/learning/saved?view=favourite")) == ["Map"]
    client.post_page(address, {"mark": "favourite", "set": "no"})
    assert titles(client.get_page("/learning/saved?view=favourite")) == []

    row = db.session.scalars(select(ResourceMark)).one()
    assert (row.read_at is None, row.later_at, row.favourite_at) == (False, None, None)
    events = db.session.execute(select(AuditEvent.verb, AuditEvent.details)).all()
    assert [tuple(event) for event in events] == [("mark_resource", {})] * 4
    assert client.post(address, data={"mark": "hated"}).status_code == 404


def test_what_is_saved_and_may_not_be_seen_any_more_is_gone_from_the_list(
    client: PageClient, cast: Cast
) -> None:
    topic = cast.make.topic()
    resource = cast.make.resource(topic, cast.there, for_network=True)
    with unit_of_work():
        marking.mark_resource(cast.actor("worker"), resource_id=resource.id, mark=Mark.LATER, is_set=True)
    hidden = cast.make.resource(topic, cast.there)
    with pytest.raises(NotFound), unit_of_work():
        marking.mark_resource(cast.actor("worker"), resource_id=hidden.id, mark=Mark.READ, is_set=True)
    client.sign_in(cast.person["worker"])
    assert len(titles(client.get_page("/learning/saved"))) == 1

    with unit_of_work():
        db.session.execute(db.text("UPDATE resources SET network_at = NULL"))

    assert titles(client.get_page("/learning/saved")) == []
    assert waiting_queries.find_waiting(cast.actor("worker")).learning.to_read == 0


def test_what_came_since_one_last_looked_is_new(client: PageClient, cast: Cast) -> None:
    topic = cast.make.topic()
    now = clock.now()
    cast.make.resource(topic, cast.here, title="Old", at=now - timedelta(days=40))
    cast.make.resource(topic, cast.here, title="Recent", at=now - timedelta(days=2))
    client.sign_in(cast.person["worker"])
    assert titles(client.get_page("/learning/resources?yours=new")) == ["Recent"]

    page = client.post_page("/learning/seen")
    assert "what comes after this moment is new" in page.text
    assert titles(client.get_page("/learning/resources?yours=new")) == []

    with clock.at(now + timedelta(minutes=10)):
        cast.make.resource(topic, cast.here, title="Newest")
        again = client.get_page("/learning/resources")
    assert "1 resource is new since 18 November 2026" in again.main


def test_what_reaches_the_network_later_is_new_there_then(app: Flask, cast: Cast) -> None:
    topic = cast.make.topic()
    long_ago = clock.now() - timedelta(days=90)
    resource = cast.make.resource(topic, cast.there, at=long_ago)
    with unit_of_work():
        db.session.execute(db.update(type(resource)).values(network_at=clock.now() - timedelta(days=1)))

    assert list_queries.find_news(cast.actor("worker")).count == 1
    assert list_queries.find_news(cast.actor("their_worker")).count == 0


def test_the_programme_team_orders_what_is_read_and_everybody_reads_in_that_order(
    new_client: Any, cast: Cast
) -> None:
    topic = cast.make.topic()
    for title in ("A", "B", "C"):
        cast.make.resource(topic, title=title)
    cast.make.resource(topic, cast.here, title="Draft", state=ResourceState.DRAFT)
    programme, worker = (new_client().sign_in(cast.person[part]) for part in ("programme", "worker"))
    address = f"/learning/topics/{topic.id}"
    action = str(programme.get_page(f"{address}/order").html.select("main form")[2]["action"])

    def order() -> list[str]:
        page = worker.get_page(address)
        return [tag.get_text() for tag in page.html.select(".csa-topics__link")]

    assert order() == ["A", "B", "C"]
    programme.post_page(action, {"direction": "up", "position": "3"})
    assert order() == ["A", "C", "B"]
    stale = programme.post_page(action, {"direction": "up", "position": "3"})
    assert "Somebody changed the order" in stale.text
    programme.post_page(action, {"direction": "up", "position": "2"})
    programme.post_page(action, {"direction": "up", "position": "1"})
    assert order() == ["C", "A", "B"]
    elsewhere = cast.make.topic()
    gone = programme.post_page(
        action.replace(str(topic.id), str(elsewhere.id)), {"direction": "up", "position": "1"}
    )
    assert "Somebody changed the order" in gone.text, "it was taken out of the topic meanwhile"
    resource_id = action.split("/")[-2]
    with pytest.raises(NotFound), unit_of_work():
        service.order_resource(
            cast.actor("coordinator"), topic_id=topic.id, resource_id=resource_id, steps=1, position=1
        )


def test_it_is_due_on_its_day_and_the_coordinators_two_weeks_later(app: Flask, cast: Cast) -> None:
    due_on = clock.today() + timedelta(days=3)
    resource = cast.make.resource(
        cast.make.topic(), cast.here, owner=cast.person["lead"], title="Map", review_by=due_on
    )

    def is_due() -> tuple[bool, bool, bool, bool]:
        waiting = (waiting_queries.find_waiting(cast.actor(part)) for part in ("lead", "coordinator"))
        tasks = [each.learning for each in waiting]
        asked = list_queries.Narrowing(is_due=True)
        listed = list_queries.list_resources(cast.actor("lead"), asked, page=1).rows
        shown = resource_queries.get_resource(cast.actor("lead"), resource.id)
        return tasks[0].due == 1, bool(listed), shown.is_stale, tasks[1].long_due == 1

    told = {}
    for days in (-1, 0, 13, 14):
        with clock.at(clock.start_of_day(due_on + timedelta(days=days)) + timedelta(hours=9)):
            told[days] = is_due()
    assert told == {
        -1: (False, False, False, False),
        0: (True, True, True, False),
        13: (True, True, True, False),
        14: (True, True, True, True),
    }


def test_what_areas_lent_one_another_does_not_stand_in_the_way_of_ordering(app: Flask, cast: Cast) -> None:
    topic = cast.make.topic()
    cast.make.resource(topic, title="First")
    lent = cast.make.resource(topic, cast.there, title="Lent")
    last = cast.make.resource(topic, title="Last")
    with unit_of_work():
        db.session.get_one(Resource, lent.id).is_lent = True
    programme = cast.actor("programme")

    def shown() -> dict[str, int]:
        found = topic_list_queries.list_of_topic(programme, topic.id)
        return {line.title: line.position for line in found.rows}

    assert list(shown()) == ["First", "Last"]
    with unit_of_work():
        service.order_resource(
            programme, topic_id=topic.id, resource_id=last.id, steps=-1, position=shown()["Last"]
        )
    assert list(shown()) == ["Last", "First"]
    with pytest.raises(ChangedMeanwhile), unit_of_work():
        service.order_resource(programme, topic_id=topic.id, resource_id=lent.id, steps=1, position=2)


def test_what_was_added_at_once_is_ordered_as_it_is_shown(app: Flask, cast: Cast) -> None:
    topic = cast.make.topic()
    ids = sorted(cast.make.resource(topic).id for _ in range(3))
    with unit_of_work():
        for place, resource_id in enumerate(ids):
            db.session.get_one(Resource, resource_id).sort_title = str(9 - place)
            db.session.get_one(ResourceTopic, (resource_id, topic.id)).position = 1
    programme = cast.actor("programme")

    def shown() -> list[UUID]:
        return [line.id for line in topic_list_queries.list_of_topic(programme, topic.id).rows]

    assert shown() == ids
    with unit_of_work():
        service.order_resource(programme, topic_id=topic.id, resource_id=ids[1], steps=-1, position=1)
    assert shown() == [ids[1], ids[0], ids[2]]


def test_today_tells_owners_and_approvers_what_waits(new_client: Any, cast: Cast) -> None:
    topic = cast.make.topic()
    lead = cast.person["lead"]
    overdue = clock.today() - timedelta(days=20)
    due = cast.make.resource(topic, cast.here, owner=lead, review_by=overdue)
    cast.make.resource(topic, cast.here, owner=lead, state=ResourceState.DRAFT)
    cast.make.resource(topic, review_by=overdue)
    with unit_of_work():
        marking.mark_resource(cast.actor("worker"), resource_id=due.id, mark=Mark.LATER, is_set=True)

    today = {
        part: new_client().sign_in(cast.person[part]).get_page("/").main
        for part in ("worker", "lead", "other_lead", "coordinator", "programme", "their_coordinator")
    }

    assert "1 to read later" in today["worker"]
    assert "Check 1 resource that you look after" in today["lead"]
    assert "resource" not in today["other_lead"]
    assert "1 draft resource to look at" in today["coordinator"]
    assert "1 resource of your area is long due" in today["coordinator"]
    assert "Check 1 resource that you look after" in today["programme"]
    assert "resource" not in today["their_coordinator"]


def test_what_the_network_keeps_is_in_the_trail_and_waits_for_nobody_of_an_area(
    app: Flask, cast: Cast
) -> None:
    topic = cast.make.topic("Signs")
    subject = Subject("topic", topic.id, None)
    about = "Margaret Thornbury writes about this."
    questions = screening.questions_of(subject, {"about": about})
    assert questions
    marks = {mark: Because.WELL_KNOWN for one in questions for mark in one.marks.values()}

    with unit_of_work():
        service.edit_topic(
            cast.actor("programme"),
            topic_id=topic.id,
            content=TopicContent("Signs", about),
            edition=1,
            screened=screening.Answers(nobody=marks),
        )
    with unit_of_work():  # what stands there already is not asked about again
        service.edit_topic(
            cast.actor("programme"),
            topic_id=topic.id,
            content=TopicContent("Signs that show", about),
            edition=2,
        )

    assert list(db.session.scalars(select(KeptException.id))) == []
    verbs = list(db.session.scalars(select(AuditEvent.verb).order_by(AuditEvent.id)))
    assert verbs[0] == "keep_finding"
    assert verbs[-2:] == ["edit_topic", "edit_topic"]

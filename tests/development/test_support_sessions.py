"""A network support session becomes an entry of whoever was noted as there and of nobody else, without its title."""

from collections.abc import Collection

import pytest
from sqlalchemy import select

from csaleads.accounts.models import Person
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.errors import NotFound
from csaleads.core.unit_of_work import unit_of_work
from csaleads.development import list_queries, queries, service
from csaleads.development.models import CpdSource, EntryKind
from csaleads.development.source_queries import list_suggestions
from csaleads.development.sources import Source
from csaleads.development.years import year_of
from csaleads.forum.gatherings import presence_service
from csaleads.forum.gatherings.models import Answer, Gathering, GatheringKind
from csaleads.forum.models import SpaceKind
from tests.development.conftest import Cast
from tests.factories import Factory
from tests.forum.conftest import Forum
from tests.forum.gatherings import stage as gatherings
from tests.forum.gatherings.stage import in_hours, setting_in, viewer_of
from tests.page_client import PageClient
from tests.statements import count_statements

TITLE = "Pebble note"


@pytest.fixture
def forum(make: Factory, cast: Cast) -> Forum:
    """The leads of both areas have entered the network."""
    forum = Forum(make)
    for part in ("lead", "new_lead", "their_lead"):
        forum.agree(cast.person[part])
    return forum


def session(
    forum: Forum,
    programme: Person,
    *there: Person,
    space_id: int | None = None,
) -> int:
    """A session two hours ago at which these people were."""
    with clock.at(in_hours(-24)):
        thread_id = gatherings.event(
            programme,
            space_id or forum.space(),
            kind=GatheringKind.SUPPORT_SESSION,
            setting=setting_in(22),
            title=TITLE,
        )
    note(programme, thread_id, added=there)
    return thread_id


def note(
    programme: Person, thread_id: int, *, present: Collection[Person] = (), added: Collection[Person] = ()
) -> None:
    version = db.session.get_one(Gathering, thread_id).version
    db.session.rollback()
    with unit_of_work():
        presence_service.mark_presence(
            viewer_of(programme),
            thread_id=thread_id,
            version=version,
            present_ids=[person.id for person in present],
            added_ids=[person.id for person in added],
        )


def suggested(cast: Cast, part: str = "lead") -> list[Source]:
    page = list_suggestions(cast.actor(part), year_of(clock.today()), page=1)
    return [each.source for each in page.rows]


def test_who_was_noted_as_there_is_suggested_it_and_nobody_else(cast: Cast, forum: Forum) -> None:
    programme, lead = forum.programme(), cast.person["lead"]
    thread_id = session(forum, programme, lead, cast.person["their_lead"])

    source = Source(EntryKind.SUPPORT_SESSION, thread_id)
    assert suggested(cast) == suggested(cast, "their_lead") == [source]
    assert suggested(cast, "new_lead") == []

    note(programme, thread_id, present=[cast.person["their_lead"]])
    assert suggested(cast) == []


def test_who_said_that_they_come_and_was_not_noted_is_suggested_nothing(cast: Cast, forum: Forum) -> None:
    programme, lead = forum.programme(), cast.person["lead"]
    with clock.at(in_hours(-24)):
        thread_id = gatherings.event(
            programme, forum.space(), kind=GatheringKind.SUPPORT_SESSION, setting=setting_in(22)
        )
        gatherings.say(lead, thread_id, Answer.COMING)

    assert suggested(cast) == []
    with pytest.raises(NotFound), unit_of_work():
        service.take_up(cast.actor("lead"), source=Source(EntryKind.SUPPORT_SESSION, thread_id))


def test_it_becomes_a_draft_once_with_its_topic_and_without_its_title(
    cast: Cast, forum: Forum, make: Factory
) -> None:
    topic = make.topic("Listening")
    space_id = forum.space(SpaceKind.TOPIC, topic_id=topic.id)
    thread_id = session(forum, forum.programme(), cast.person["lead"], space_id=space_id)
    actor, source = cast.actor("lead"), Source(EntryKind.SUPPORT_SESSION, thread_id)

    with unit_of_work():
        first = service.take_up(actor, source=source)
    with unit_of_work():
        assert service.take_up(actor, source=source) == first

    entry = queries.get_entry(actor, first)
    assert entry.kind is EntryKind.SUPPORT_SESSION
    assert entry.topic_title == "Listening"
    assert "network support session" in entry.content.text("what_and_why")
    assert TITLE not in entry.content.text("what_and_why")
    assert suggested(cast) == []
    year = year_of(entry.done_on)
    assert [line.kind for line in list_queries.list_entries(actor, year, page=1).rows] == [source.kind]


def test_it_stays_an_entry_where_the_note_is_corrected_afterwards(cast: Cast, forum: Forum) -> None:
    programme = forum.programme()
    thread_id = session(forum, programme, cast.person["lead"])
    with unit_of_work():
        entry_id = service.take_up(cast.actor("lead"), source=Source(EntryKind.SUPPORT_SESSION, thread_id))

    note(programme, thread_id)

    assert not queries.get_entry(cast.actor("lead"), entry_id).is_finished
    assert suggested(cast) == []


def test_what_is_left_out_does_not_come_back(cast: Cast, forum: Forum, client: PageClient) -> None:
    thread_id = session(forum, forum.programme(), cast.person["lead"])
    client.sign_in(cast.person["lead"])
    page = client.get_page("/cpd")
    assert "Network support session" in page.main
    assert TITLE not in page.main

    client.post("/cpd/suggestions/leave-out", data={"kind": "support_session", "key": str(thread_id)})

    assert suggested(cast) == []
    assert db.session.scalars(select(CpdSource.gathering_id)).all() == [thread_id]


def test_more_sessions_ask_no_more_of_the_database(cast: Cast, forum: Forum) -> None:
    programme = forum.programme()
    counts = []
    for _ in range(2):
        for _ in range(3):
            session(forum, programme, cast.person["lead"])
        with count_statements() as seen:
            assert suggested(cast)
        counts.append(seen.count)

    assert counts == [1, 1]

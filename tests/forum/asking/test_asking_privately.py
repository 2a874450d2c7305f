"""Asking one member privately: the two of them read it, and nobody else."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from csaleads.access.permissions import Role
from csaleads.accounts.models import Person, RoleInArea
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.unit_of_work import unit_of_work
from csaleads.forum.models import Participant, SpaceKind, Thread
from csaleads.network.models import DirectoryEntry
from csaleads.notify.models import Message, MessageKind
from tests.factories import Factory
from tests.forum.conftest import Forum
from tests.page_client import PageClient
from tests.statements import count_statements

PRIVATE = "/network/private"


@pytest.fixture
def pair(forum: Forum, make: Factory) -> tuple[Person, Person]:
    """Somebody who asks, and a member who takes private questions."""
    asker, asked = forum.lead(name="Jo Ward"), forum.lead(name="Ana Reed")
    make.directory_entry(asked)
    forum.space(SpaceKind.ONE_TO_ONE, name="Private questions", start_key="one_to_one")
    return asker, asked


def ask(client: PageClient, asked: Person, status: int = 200, **typed: str) -> Any:
    url = f"/network/members/{asked.id}/ask"
    values = client.get_page(url).form_values()
    return client.post_page(
        url, values | {"title": "Pebble note", "body": "A zebra crossing."} | typed, status=status
    )


def thread_of_two() -> int:
    return db.session.scalars(select(Participant.thread_id).distinct()).one()


def change_entry(person: Person, **columns: bool) -> None:
    with unit_of_work():
        entry = db.session.get_one(DirectoryEntry, person.id)
        for name, value in columns.items():
            setattr(entry, name, value)


def end_role(person: Person) -> None:
    with unit_of_work():
        held = db.session.scalars(
            select(RoleInArea).where(RoleInArea.person_id == person.id, RoleInArea.role == Role.PRACTICE_LEAD)
        ).one()
        held.ends_on = clock.today() - timedelta(days=1)


def test_two_members_talk_and_each_finds_it_with_what_is_new(
    pair: tuple[Person, Person], forum: Forum, client: PageClient
) -> None:
    asker, asked = pair

    page = ask(client.sign_in(asker), asked)
    listed = client.sign_in(asked).get_page(PRIVATE).main
    answered = client.post_page(
        f"/network/threads/{thread_of_two()}/answer",
        client.get_page(f"/network/threads/{thread_of_two()}").form_values("#answer form")
        | {"body": "Another pebble."},
    )
    back = client.sign_in(asker).get_page(PRIVATE).main

    assert "The two of you alone read it" in client.get_page(f"/network/members/{asked.id}/ask").main
    assert "Private: the two of you read this" in page.main
    assert page.href("Private questions") == PRIVATE
    assert "With Jo Ward" in listed
    assert "New" in listed
    assert "Another pebble." in answered.main
    assert "With Ana Reed" in back
    assert "1 new" in back


def test_whoever_is_asked_is_told(pair: tuple[Person, Person], client: PageClient) -> None:
    asker, asked = pair

    ask(client.sign_in(asker), asked)

    told = db.session.execute(select(Message.person_id, Message.kind, Message.path)).all()
    assert told == [(asked.id, MessageKind.PRIVATE_QUESTION, f"/network/threads/{thread_of_two()}")]


@pytest.mark.parametrize("who", ["lead", "moderator", "programme"])
def test_nobody_else_reads_it_not_even_moderators(
    pair: tuple[Person, Person], forum: Forum, make: Factory, client: PageClient, who: str
) -> None:
    asker, asked = pair
    programme = forum.programme()
    person = programme if who == "programme" else forum.lead()
    if who == "moderator":
        make.moderator(person, programme)
    ask(client.sign_in(asker), asked)
    thread_id = thread_of_two()
    first = forum.first_post(thread_id)
    client.sign_in(person)

    statuses = {
        client.get(url).status_code
        for url in (
            f"/network/threads/{thread_id}",
            f"/network/posts/{first}",
            f"/network/posts/{first}/who-asked",
        )
    }
    statuses |= {client.post(f"/network/posts/{first}/helpful").status_code}
    pages = [client.get_page(url).main for url in (PRIVATE, "/network", "/network/questions/unanswered")]

    assert statuses == {404}
    assert not [page for page in pages if "Pebble note" in page]


def test_whoever_takes_none_is_not_asked_anew_and_goes_on_with_what_there_is(
    pair: tuple[Person, Person], forum: Forum, client: PageClient
) -> None:
    asker, asked = pair
    ask(client.sign_in(asker), asked)
    url = f"/network/members/{asked.id}/ask"
    values = client.get_page(url).form_values() | {"title": "Pebble two", "body": "A zebra crossing."}
    change_entry(asked, takes_private_questions=False)

    page = client.post_page(url, values, status=409)
    shown = client.get_page(url)
    forum.answer(asked, thread_of_two())
    forum.answer(asker, thread_of_two())

    assert "They take no private questions at the moment" in page.main
    assert "A zebra crossing." in page.main
    assert shown.html.select("main textarea") == []
    assert forum.count(Thread) == 1


@pytest.mark.parametrize("why", ["not listed", "no entry", "gone", "oneself"])
def test_only_a_listed_member_is_asked(
    pair: tuple[Person, Person], forum: Forum, make: Factory, client: PageClient, why: str
) -> None:
    asker, asked = pair
    if why == "not listed":
        change_entry(asked, is_listed=False)
    elif why == "no entry":
        asked = forum.lead()
    elif why == "gone":
        end_role(asked)
    else:
        make.directory_entry(asker)
        asked = asker
    client.sign_in(asker)

    statuses = [
        client.open(
            f"/network/members/{asked.id}/ask", method=method, data={"title": "Pebble", "body": "Zebra."}
        ).status_code
        for method in ("GET", "POST")
    ]

    assert statuses == [404, 404]
    assert forum.count(Thread) == 0


def test_a_thread_with_somebody_who_has_gone_is_closed_and_says_why(
    pair: tuple[Person, Person], forum: Forum, client: PageClient
) -> None:
    asker, asked = pair
    ask(client.sign_in(asker), asked)
    thread_id = thread_of_two()
    values = client.get_page(f"/network/threads/{thread_id}").form_values("#answer form")
    end_role(asked)

    page = client.get_page(f"/network/threads/{thread_id}")
    late = client.post_page(
        f"/network/threads/{thread_id}/answer", values | {"body": "Another pebble."}, status=409
    )

    assert "One of you belongs to the network no longer" in page.main
    assert page.html.select("#answer") == []
    assert "nobody can answer here any more" in late.main
    assert "Another pebble." in late.main
    assert client.sign_in(asked).get(f"/network/threads/{thread_id}").status_code == 404


def test_what_could_identify_somebody_is_stopped_here_too(
    pair: tuple[Person, Person], forum: Forum, client: PageClient
) -> None:
    asker, asked = pair

    page = ask(client.sign_in(asker), asked, status=422, body="Her mother, Karolina Wisniewska, rang.")

    assert "Karolina Wisniewska" in page.main
    assert forum.count(Thread) == 0


def test_two_clicks_ask_once(pair: tuple[Person, Person], forum: Forum, client: PageClient) -> None:
    asker, asked = pair
    client.sign_in(asker)
    url = f"/network/members/{asked.id}/ask"
    values = client.get_page(url).form_values() | {"title": "Pebble note", "body": "A zebra crossing."}

    pages = [client.post_page(url, values) for _ in range(2)]

    assert [page.h1 for page in pages] == ["Pebble note"] * 2
    assert (forum.count(Thread), forum.count(Participant), forum.count(Message)) == (1, 2, 1)


def test_the_list_asks_no_more_of_the_database_for_more_threads(
    pair: tuple[Person, Person], make: Factory, forum: Forum, client: PageClient
) -> None:
    asker, asked = pair
    client.sign_in(asker)
    ask(client, asked)
    counts = []

    for _ in range(2):
        with count_statements() as statements:
            client.get_page(PRIVATE)
            client.get_page(f"/network/threads/{db.session.scalar(select(Thread.id).limit(1))}")
        counts.append(statements.count)
        for _ in range(3):
            other = forum.lead()
            make.directory_entry(other)
            ask(client, other)

    assert counts[0] == counts[1]

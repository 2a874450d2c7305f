"""The messages page: one's own messages, unread ones marked, and nothing changed by looking."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from csaleads.accounts.models import Person
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.unit_of_work import unit_of_work
from csaleads.notify.models import Message, MessageKind
from csaleads.notify.service import tell
from tests.conftest import NOON
from tests.factories import Factory
from tests.page_client import PageClient
from tests.statements import count_statements


@pytest.fixture
def person(make: Factory) -> Person:
    return make.worker(make.area())


def tell_many(person: Person, count: int) -> None:
    with unit_of_work():
        for number in range(count):
            with clock.at(NOON - timedelta(hours=count - number)):
                tell(
                    person.id,
                    MessageKind.ADVICE_READY,
                    facts={"reference": f"R{number:02d}-TTT"},
                    path=f"/requests/R{number:02d}-TTT",
                    mail=False,
                )


def unread() -> int:
    count = len(db.session.scalars(select(Message).where(Message.read_at.is_(None))).all())
    db.session.rollback()
    return count


def test_nobody_reads_messages_without_signing_in(client: PageClient) -> None:
    response = client.get("/messages")

    assert response.status_code == 302
    assert "/sign-in" in response.headers["Location"]


def test_messages_are_listed_newest_first_with_where_to_go(client: PageClient, person: Person) -> None:
    tell_many(person, 2)

    page = client.sign_in(person).get_page("/messages")

    assert [row.split(" ")[-1] for row in page.rows()] == ["ready.", "ready."] or "R01-TTT" in page.rows()[0]
    assert page.href("Open") == "/requests/R01-TTT"
    assert "2 unread" in page.text


def test_looking_changes_nothing_and_a_button_marks_one_as_read(client: PageClient, person: Person) -> None:
    tell_many(person, 2)
    client.sign_in(person)
    page = client.get_page("/messages")
    assert unread() == 2

    button = page.html.select("button[name=message_id]")[0]
    after = client.post_page("/messages/read", {"message_id": button["value"], "page": "1"})

    assert unread() == 1
    assert after.rows()[0].count("New") == 0
    assert after.rows()[1].count("New") == 1


def test_all_are_marked_but_those_that_arrived_meanwhile(client: PageClient, person: Person) -> None:
    tell_many(person, 3)
    client.sign_in(person)
    shown = client.get_page("/messages").one("button[name=up_to]")["value"]
    tell_many(person, 1)

    client.post_page("/messages/read", {"up_to": shown})

    assert unread() == 1


def test_somebody_elses_message_stays_as_it_is(client: PageClient, make: Factory, person: Person) -> None:
    tell_many(person, 1)
    message_id = db.session.scalars(select(Message.id)).one()
    db.session.rollback()
    client.sign_in(make.worker(make.area()))

    page = client.get_page("/messages")
    client.post("/messages/read", data={"message_id": str(message_id)})

    assert "R00-TTT" not in page.text
    assert unread() == 1


@pytest.mark.parametrize("data", [{}, {"message_id": "x"}, {"message_id": "99999999999"}, {"up_to": "-1"}])
def test_a_form_without_a_message_is_refused(
    client: PageClient, person: Person, data: dict[str, Any]
) -> None:
    assert client.sign_in(person).post("/messages/read", data=data).status_code == 400


def test_unread_ones_can_be_seen_alone(client: PageClient, person: Person) -> None:
    tell_many(person, 3)
    client.sign_in(person)
    newest = client.get_page("/messages").html.select("button[name=message_id]")[0]["value"]
    client.post("/messages/read", data={"message_id": newest})

    page = client.get_page("/messages?show=unread")

    assert len(page.rows()) == 2


def test_an_empty_list_says_what_to_do_next(client: PageClient, person: Person) -> None:
    page = client.sign_in(person).get_page("/messages")

    assert "No messages yet" in page.main
    assert page.href("Go to Today") == "/"


def test_a_long_list_is_paged_and_asks_no_more_of_the_database(client: PageClient, person: Person) -> None:
    client.sign_in(person)
    tell_many(person, 20)
    client.get_page("/messages")
    with count_statements() as few:
        client.get_page("/messages")
    tell_many(person, 45)
    with count_statements() as many:
        page = client.get_page("/messages")

    assert few.count == many.count <= 4
    assert len(page.rows()) == 50
    assert len(page.response.data) < 80_000
    assert len(client.get_page("/messages?page=2").rows()) == 15
    assert "nothing on this page" in client.get_page("/messages?page=9").main

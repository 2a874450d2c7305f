"""A moderator finds out who asked without a name: for a reason, once, in the trail, and the person is told."""

from typing import Any

import pytest
from sqlalchemy import select

from csaleads.accounts.models import Person
from csaleads.audit.models import AuditEvent
from csaleads.core.database import db
from csaleads.forum.asking.models import Reveal
from csaleads.network.models import RestrictionKind
from csaleads.notify.models import Message, OutboxRow
from tests.factories import Factory
from tests.forum.conftest import Forum
from tests.page_client import PageClient

REASON = "A child could come to harm."


@pytest.fixture
def people(forum: Forum, make: Factory) -> dict[str, Person]:
    found = {part: forum.lead(name=f"{part.title()} Ward") for part in ("asker", "named", "other")}
    found["programme"] = forum.programme()
    make.moderator(found["named"], found["programme"])
    return found


@pytest.fixture
def post_id(forum: Forum, people: dict[str, Person]) -> int:
    return forum.first_post(forum.thread(people["asker"], forum.space(), is_anonymous=True))


def look(client: PageClient, post_id: int, reason: str = REASON, status: int = 200) -> Any:
    url = f"/network/posts/{post_id}/who-asked"
    values = client.get_page(url).form_values()
    return values, client.post_page(url, values | {"reason": reason}, status=status)


@pytest.mark.parametrize("who", ["named", "programme"])
def test_a_moderator_who_says_why_sees_who_asked_once(
    people: dict[str, Person], post_id: int, client: PageClient, who: str
) -> None:
    client.sign_in(people[who])

    way = client.get_page(f"/network/posts/{post_id}").href("Who asked?")
    _, page = look(client, post_id)
    after = client.get_page(way)

    assert way == f"/network/posts/{post_id}/who-asked"
    assert "Asker Ward" in page.main
    assert "Asker Ward" not in after.text
    assert REASON in after.main


def test_a_moderator_who_says_nothing_sees_nothing(
    people: dict[str, Person], post_id: int, client: PageClient, forum: Forum
) -> None:
    _, page = look(client.sign_in(people["named"]), post_id, reason=" ", status=422)

    assert page.errors == ["Enter why you need to know who asked"]
    assert "Asker Ward" not in page.text
    assert forum.count(Reveal) == 0


def test_what_could_identify_somebody_is_no_reason(
    people: dict[str, Person], post_id: int, client: PageClient, forum: Forum
) -> None:
    _, page = look(
        client.sign_in(people["named"]), post_id, reason="Karolina Wisniewska rang about it.", status=422
    )

    assert "Asker Ward" not in page.text
    assert forum.count(Reveal) == 0


def test_the_trail_names_the_moderator_and_never_who_asked(
    people: dict[str, Person], post_id: int, client: PageClient
) -> None:
    look(client.sign_in(people["named"]), post_id)

    events = db.session.scalars(select(AuditEvent).where(AuditEvent.verb == "reveal_author")).all()
    assert [(event.actor_id, event.subject_kind, event.subject_id) for event in events] == [
        (people["named"].id, "post", str(post_id))
    ]
    asker = people["asker"].id
    named = db.session.scalars(select(AuditEvent.subject_id).where(AuditEvent.subject_kind == "person"))
    assert asker not in list(db.session.scalars(select(AuditEvent.actor_id)))
    assert str(asker) not in list(named)


def test_whoever_asked_alone_is_told_and_reads_why_but_the_message_does_not_say_what_they_asked(
    people: dict[str, Person], post_id: int, client: PageClient
) -> None:
    look(client.sign_in(people["named"]), post_id)

    messages = db.session.scalars(select(Message)).all()
    mails = db.session.scalars(select(OutboxRow)).all()
    mine = client.sign_in(people["asker"]).get_page("/network/questions/mine").main
    others = client.sign_in(people["other"]).get_page("/network/questions/mine").main

    assert [(each.person_id, each.facts, each.path) for each in messages] == [
        (people["asker"].id, {}, "/network/questions/mine")
    ]
    assert [(each.person_id, each.facts) for each in mails] == [(people["asker"].id, {})]
    assert REASON in mine
    assert "Named Ward looked" in mine
    assert REASON not in others


def test_two_clicks_are_one_look(
    people: dict[str, Person], post_id: int, client: PageClient, forum: Forum
) -> None:
    client.sign_in(people["named"])
    values, _ = look(client, post_id)

    again = client.post_page(f"/network/posts/{post_id}/who-asked", values | {"reason": REASON})

    assert "Asker Ward" in again.main
    assert (forum.count(Reveal), forum.count(Message)) == (1, 1)


@pytest.mark.parametrize("who", ["asker", "other"])
def test_nobody_else_finds_the_page(
    people: dict[str, Person], post_id: int, client: PageClient, who: str
) -> None:
    client.sign_in(people[who])

    page = client.get_page(f"/network/posts/{post_id}")
    statuses = [client.get(f"{page.response.request.path}/who-asked").status_code]
    statuses += [
        client.open(f"/network/posts/{post_id}/who-asked", method=method, data={"reason": REASON}).status_code
        for method in ("GET", "POST")
    ]

    assert "Who asked?" not in page.main
    assert statuses == [404] * 3


def test_there_is_nothing_to_find_out_where_there_is_a_name(
    forum: Forum, people: dict[str, Person], client: PageClient
) -> None:
    post_id = forum.first_post(forum.thread(people["asker"], forum.space()))

    assert client.sign_in(people["named"]).get(f"/network/posts/{post_id}/who-asked").status_code == 404


def test_a_moderator_of_yesterday_looks_no_more(
    people: dict[str, Person], post_id: int, client: PageClient, make: Factory
) -> None:
    make.restriction(people["named"], RestrictionKind.SUSPENDED)
    client.sign_in(people["named"])

    answer = client.post(f"/network/posts/{post_id}/who-asked", data={"reason": REASON, "once_key": "a"})

    assert answer.status_code == 409
    assert "Asker Ward" not in answer.get_data(as_text=True)


@pytest.mark.parametrize("kind", ["question", "discussion"])
def test_only_a_question_is_asked_without_a_name_and_nothing_is_posted_by_name_instead(
    forum: Forum, people: dict[str, Person], client: PageClient, kind: str
) -> None:
    space_id = forum.space()
    client.sign_in(people["asker"])
    url = f"/network/spaces/{space_id}/begin"
    values = client.get_page(url).form_values()
    new = {"kind": kind, "title": "Pebble note", "body": "A zebra crossing.", "is_anonymous": "y"}

    status = 200 if kind == "question" else 422
    page = client.post_page(url, values | new, status=status)

    if kind == "question":
        assert page.h1 == "Practice questions"
        assert "Asker Ward" not in page.main
    else:
        assert page.errors == ["Only a question can be asked without a name"]
        assert "A zebra crossing." in page.main


def test_the_box_stands_ticked_for_whoever_asked_without_a_name_and_for_nobody_else(
    forum: Forum, people: dict[str, Person], client: PageClient
) -> None:
    thread_id = forum.thread(people["asker"], forum.space(), is_anonymous=True)

    own = (
        client.sign_in(people["asker"]).get_page(f"/network/threads/{thread_id}").form_values("#answer form")
    )
    others = (
        client.sign_in(people["other"]).get_page(f"/network/threads/{thread_id}").form_values("#answer form")
    )
    forged = client.post(
        f"/network/threads/{thread_id}/answer",
        data=others | {"body": "A zebra crossing.", "is_anonymous": "y"},
    )

    assert "is_anonymous" in own
    assert "is_anonymous" not in others
    assert forged.status_code == 409  # what was typed is shown again, and nothing is posted under the name

"""How fast one may post, and phrases at which moderators look."""

from collections.abc import Iterator
from datetime import timedelta
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import select

from csaleads.audit.models import AuditEvent
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.errors import InvalidChoice, NotFound, WrongState
from csaleads.core.unit_of_work import unit_of_work
from csaleads.forum.models import Post, Thread
from csaleads.forum.moderation import phrase_service
from csaleads.forum.moderation.models import Report, WatchedPhrase
from csaleads.forum.moderation.watching import phrases_in
from csaleads.forum.pace import PLACE, Pace
from csaleads.network.models import NetworkMember
from tests.forum.conftest import Forum
from tests.forum.moderation.stage import Moderation, moderation
from tests.page_client import Page, PageClient

__all__ = ["moderation"]


@pytest.fixture
def paced(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """New members post two threads and three answers an hour, others three and five."""
    app.extensions.pop(PLACE, None)
    monkeypatch.setitem(app.config, "FORUM_PACE", Pace(2, 3, 3, 5))
    yield
    app.extensions.pop(PLACE, None)


def begin(client: PageClient, space_id: int, *, status: int = 200, is_anonymous: bool = False) -> Page:
    values = client.get_page(f"/network/spaces/{space_id}/begin").form_values()
    said = {"kind": "question", "title": "Pebble note", "body": "A zebra crossing."}
    unnamed = {"is_anonymous": "1"} if is_anonymous else {}
    return client.post_page(f"/network/spaces/{space_id}/begin", values | said | unnamed, status=status)


def answer(client: PageClient, thread_id: int, *, status: int = 200) -> Page:
    values = client.get_page(f"/network/threads/{thread_id}").form_values("#answer form")
    return client.post_page(
        f"/network/threads/{thread_id}/answer", values | {"body": "A pebble."}, status=status
    )


def test_a_new_member_who_is_too_fast_reads_until_when_and_loses_nothing(
    forum: Forum, paced: None, client: PageClient
) -> None:
    space_id = forum.space()
    client.sign_in(forum.lead())
    for _ in range(2):
        begin(client, space_id)

    stopped = begin(client, space_id, status=429)
    with clock.at(clock.now() + timedelta(hours=1)):
        later = begin(client.sign_in(forum.lead()), space_id)

    assert "You have posted 2 threads within this hour" in stopped.errors[0]
    assert "You can post this from 1pm on." in stopped.errors[0]
    assert stopped.form_values()["body"] == "A zebra crossing."
    assert later.h1 == "Pebble note"
    assert forum.count(Thread) == 3


def test_answers_have_a_limit_of_their_own(forum: Forum, paced: None, client: PageClient) -> None:
    lead, space_id = forum.lead(), forum.space()
    thread_id = forum.thread(forum.lead(), space_id)
    client.sign_in(lead)
    for _ in range(3):
        answer(client, thread_id)

    stopped = answer(client, thread_id, status=429)

    assert "You have posted 3 answers" in stopped.errors[0]
    assert "A pebble." in str(stopped.form_values("#answer form"))
    begin(client, space_id)
    assert forum.count(Post, Post.thread_id == thread_id) == 4


def test_what_is_asked_without_a_name_counts_and_leaves_no_row(
    forum: Forum, paced: None, client: PageClient
) -> None:
    lead, space_id = forum.lead(), forum.space()
    client.sign_in(lead)
    for _ in range(2):
        begin(client, space_id, is_anonymous=True)

    begin(client, space_id, status=429, is_anonymous=True)

    named = db.session.scalars(select(AuditEvent.actor_id).where(AuditEvent.verb == "begin_thread"))
    assert set(named) == {0}


@pytest.mark.parametrize(("days", "posts", "most"), [(8, 5, 3), (6, 5, 2), (8, 2, 2)])
def test_somebody_is_new_for_a_week_and_for_few_posts(
    forum: Forum, paced: None, client: PageClient, days: int, posts: int, most: int
) -> None:
    lead, space_id = forum.lead(), forum.space()
    with unit_of_work():
        db.session.get_one(NetworkMember, lead.id).joined_at = clock.now() - timedelta(days=days)
    thread_id = forum.thread(forum.lead(), space_id)
    for _ in range(posts):
        forum.answer(lead, thread_id)
    client.sign_in(lead)

    for number in range(most + 1):
        begin(client, space_id, status=200 if number < most else 429)


def test_moderators_are_held_to_no_pace(
    forum: Forum, moderation: Moderation, paced: None, client: PageClient
) -> None:
    space_id = forum.space()
    client.sign_in(moderation.moderator())

    for _ in range(4):
        begin(client, space_id)

    assert forum.count(Thread) == 4


def test_what_is_not_kept_does_not_count(forum: Forum, paced: None, client: PageClient) -> None:
    space_id = forum.space()
    client.sign_in(forum.lead())
    values = client.get_page(f"/network/spaces/{space_id}/begin").form_values()
    said = {"kind": "question", "title": "Pebble", "body": "I met Karolina Wisniewska at school."}

    for _ in range(3):
        client.post_page(f"/network/spaces/{space_id}/begin", values | said, status=422)

    begin(client, space_id)


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("It was a Heron Feather.", True),
        ("heron\n feather", True),
        ("héron feather", True),
        ("he\u200bron feather", True),
        ("ＨＥＲＯＮ feather", True),
        ("heron feathers", False),
        ("my heron, a feather", False),
        ("xheron feather", False),
    ],
)
def test_a_phrase_is_found_however_it_is_written_and_only_as_whole_words(text: str, is_found: bool) -> None:
    assert phrases_in(text, ["heron feather"]) == (["heron feather"] if is_found else [])


def test_a_post_with_a_phrase_is_shown_and_reported_by_csaleads(
    forum: Forum, moderation: Moderation, client: PageClient
) -> None:
    moderator = moderation.moderator()
    client.sign_in(moderator)
    values = client.get_page("/network/moderation/phrases").form_values() | {"phrase": "Pebble  Note"}
    listed = client.post_page("/network/moderation/phrases", values)
    thread_id = forum.thread(forum.lead(), forum.space(), title="Zebra crossing")

    forum.answer(forum.lead(), thread_id, "A pebble note.")
    forum.answer(forum.lead(), thread_id, "A pebble.")

    assert "pebble note" in listed.main
    report = db.session.scalars(select(Report)).one()
    assert (report.reporter_id, report.words) == (None, "It holds “pebble note”, which moderators watch.")
    assert "A pebble note." in client.get_page(f"/network/threads/{thread_id}").main
    assert "1 report" in client.get_page("/network/moderation").main


def test_a_phrase_in_a_title_is_seen_too(forum: Forum, moderation: Moderation) -> None:
    with unit_of_work():
        phrase_service.add_phrase(forum.viewer(moderation.moderator()), phrase="pebble note", key=uuid4())

    forum.thread(forum.lead(), forum.space(), title="About a pebble note")

    assert forum.count(Report) == 1


def test_phrases_are_kept_by_moderators_alone_and_stand_once(forum: Forum, moderation: Moderation) -> None:
    moderator = forum.viewer(moderation.moderator())
    with pytest.raises(NotFound), unit_of_work():
        phrase_service.add_phrase(forum.viewer(forum.lead()), phrase="pebble note", key=uuid4())
    with unit_of_work():
        phrase_service.add_phrase(moderator, phrase="pebble note", key=uuid4())
    with pytest.raises(WrongState), unit_of_work():
        phrase_service.add_phrase(moderator, phrase="pebble NOTE", key=uuid4())
    with pytest.raises(InvalidChoice), unit_of_work():
        phrase_service.add_phrase(moderator, phrase="…", key=uuid4())

    phrase_id = db.session.scalars(select(WatchedPhrase.id)).one()
    with pytest.raises(NotFound), unit_of_work():
        phrase_service.remove_phrase(forum.viewer(forum.lead()), phrase_id=phrase_id)
    with unit_of_work():
        phrase_service.remove_phrase(moderator, phrase_id=phrase_id)
    with pytest.raises(NotFound), unit_of_work():
        phrase_service.remove_phrase(moderator, phrase_id=phrase_id)

    assert forum.count(WatchedPhrase) == 0
    verbs = list(db.session.scalars(select(AuditEvent.verb)))
    assert {"add_phrase", "remove_phrase"} <= set(verbs)

"""Messages in the app say which thread they are about: its title as it is now, to whoever may read it now, and kept in no row."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from csaleads.accounts.models import Person, RoleInArea
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.unit_of_work import unit_of_work
from csaleads.forum.gatherings import service as gathering_service
from csaleads.forum.gatherings.models import Answer
from csaleads.forum.models import SpaceKind, Thread, ThreadKind
from csaleads.forum.moderation.models import ActVerb
from csaleads.forum.threads.title_queries import ABOUT_A_THREAD
from csaleads.network.models import ConductVersion
from csaleads.notify import titles
from csaleads.notify.models import Message, MessageKind
from csaleads.notify.moderation_words import MODERATION_WORDS
from csaleads.notify.queries import page_of_messages
from tests.factories import Factory
from tests.forum.conftest import Forum
from tests.forum.gatherings import stage as gatherings
from tests.forum.moderation.stage import Moderation, moderation
from tests.page_client import PageClient
from tests.statements import count_statements

__all__ = ["moderation"]
TITLE = "A pebble and a feather"


def messages(client: PageClient, person: Person) -> str:
    return client.sign_in(person).get_page("/messages").main


def kept_words() -> str:
    return " ".join(f"{row.facts} {row.path}" for row in db.session.scalars(select(Message)))


def news_for(forum: Forum, asker: Person, space_id: int) -> int:
    """A thread of the asker's of which they are told, because somebody answered."""
    thread_id = forum.thread(asker, space_id, title=TITLE)
    forum.answer(forum.lead(), thread_id)
    return thread_id


def test_a_message_shows_what_its_thread_is_called_now_and_keeps_no_title(
    client: PageClient, forum: Forum
) -> None:
    asker = forum.lead()
    thread_id = news_for(forum, asker, forum.space())

    page = client.sign_in(asker).get_page("/messages")

    assert TITLE in page.main
    assert page.href("Open") == f"/network/threads/{thread_id}/first-unread"
    button = page.html.select("button[name=message_id]")[0]
    assert TITLE in button.get_text(" "), "one button is told from another"
    assert TITLE not in kept_words()

    with unit_of_work():
        db.session.get_one(Thread, thread_id).title = "A heron in the pond"

    shown = client.get_page("/messages").main
    assert "A heron in the pond" in shown
    assert TITLE not in shown


def test_events_and_announcements_are_named_too(client: PageClient, forum: Forum) -> None:
    reader, host = forum.lead(), forum.lead()
    event_id = gatherings.event(host, forum.space(), title="A walk in the rain")
    gatherings.say(reader, event_id, Answer.COMING)
    with unit_of_work():
        gathering_service.cancel_event(forum.viewer(host), thread_id=event_id)
    read_this = {"title": "Read the paper", "must_read": True, "kind": ThreadKind.ANNOUNCEMENT}
    forum.thread(forum.programme(), forum.space(SpaceKind.ANNOUNCEMENTS), **read_this)

    shown = messages(client, reader)

    for title in ("A walk in the rain", "Read the paper"):
        assert title in shown
        assert title not in kept_words()


@pytest.mark.parametrize("why", ["", "hidden", "joined", "role ended", "suspended", "new code"])
def test_who_may_not_read_a_thread_now_is_not_told_its_title(
    client: PageClient, forum: Forum, moderation: Moderation, why: str
) -> None:
    area = forum.make.area()
    asker, colleague = forum.lead(area), forum.lead(area)
    thread_id = forum.thread(asker, forum.space(SpaceKind.AREA, area_id=area.id), title=TITLE)
    forum.answer(colleague, thread_id)

    _end(forum, moderation, why, (asker, colleague), thread_id)

    shown = messages(client, asker)
    assert (TITLE in shown) is (why == "")
    assert "There is something new" in shown


def _end(
    forum: Forum, moderation: Moderation, why: str, people: tuple[Person, Person], thread_id: int
) -> None:
    asker, colleague = people
    if why == "hidden":
        moderation.report(colleague, forum.first_post(thread_id))
    if why == "suspended":
        moderation.act_on_author(forum.programme(), _post_of(forum, asker), ActVerb.SUSPEND)
    with unit_of_work():
        if why == "joined":
            db.session.get_one(Thread, thread_id).is_listed = False
        if why == "role ended":
            for role in db.session.scalars(select(RoleInArea).where(RoleInArea.person_id == asker.id)):
                role.ends_on = clock.today() - timedelta(days=1)
        if why == "new code":
            new = ConductVersion(number=2, words="Be kind.", words_html="", published_at=clock.now())
            db.session.add(new)


def _post_of(forum: Forum, person: Person) -> int:
    return forum.first_post(forum.thread(person, forum.space()))


def test_messages_that_are_to_name_nothing_name_nothing() -> None:
    silent = {*MODERATION_WORDS, MessageKind.AUTHOR_REVEALED, MessageKind.CONSENT_ASKED}

    assert silent.isdisjoint(ABOUT_A_THREAD)


def test_titles_of_many_messages_cost_one_statement_and_of_none_none(
    client: PageClient, forum: Forum, make: Factory
) -> None:
    asker, space_id = forum.lead(), forum.space()
    news_for(forum, asker, space_id)
    client.sign_in(asker)
    with count_statements() as few:
        client.get_page("/messages")
    for _ in range(6):
        news_for(forum, asker, space_id)
    with count_statements() as many:
        page = client.get_page("/messages")

    assert page.main.count(TITLE) >= 7
    assert few.count == many.count
    viewer = forum.viewer(asker)
    rows = page_of_messages(viewer, only_unread=False, number=1).rows
    for sought, asked in ((rows, 1), ([], 0)):
        with count_statements() as statements:
            titles.titles_for(viewer, sought)
        assert statements.count == asked

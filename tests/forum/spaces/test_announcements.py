"""Announcements that must be read: who is told, who has ticked them off, who sees it, and who can be reminded when."""

import threading
from datetime import timedelta
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import select

from csaleads.accounts.models import Person
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.errors import NotFound, WrongState
from csaleads.core.unit_of_work import unit_of_work
from csaleads.forum import service
from csaleads.forum.following import announcement_queries, announcement_service
from csaleads.forum.following.models import Tick
from csaleads.forum.models import SpaceKind, Thread, ThreadKind
from csaleads.forum.service import NewThread
from csaleads.network.models import MailRhythm, NetworkMember
from csaleads.notify import delivery
from csaleads.notify.models import Message, MessageKind, OutboxRow
from tests.adversary.rivals import all_at_once, serving
from tests.conftest import NOON
from tests.factories import Factory
from tests.forum.conftest import Forum
from tests.page_client import PageClient
from tests.statements import count_statements

DAY = timedelta(days=1)


@pytest.fixture
def programme(forum: Forum) -> Person:
    return forum.programme()


def announce(forum: Forum, programme: Person, *, must_read: bool = True, space_id: int | None = None) -> int:
    space_id = space_id or forum.space(SpaceKind.ANNOUNCEMENTS, name="Announcements")
    new = NewThread(ThreadKind.ANNOUNCEMENT, "Pebble note", "A zebra crossing.", must_read=must_read)
    with unit_of_work():
        return service.begin_thread(forum.viewer(programme), space_id=space_id, new=new, key=uuid4())


def tick(forum: Forum, person: Person, thread_id: int) -> None:
    with unit_of_work():
        announcement_service.tick_off(forum.viewer(person), thread_id=thread_id, number=1)


def messages() -> list[int]:
    db.session.rollback()
    query = select(Message.person_id).where(Message.kind == MessageKind.ANNOUNCEMENT_TO_READ)
    return sorted(db.session.scalars(query))


@pytest.mark.parametrize("must_read", [True, False])
def test_every_member_is_told_whatever_they_chose_of_what_they_must_read(
    app: Flask, forum: Forum, make: Factory, programme: Person, must_read: bool
) -> None:
    leads = [forum.lead() for _ in range(2)]
    make.lead(make.area())  # has not entered the network
    with unit_of_work():
        db.session.get_one(NetworkMember, leads[0].id).mail_rhythm = MailRhythm.NEVER

    announce(forum, programme, must_read=must_read)
    told = messages()
    delivery.deliver_what_is_due(threading.Event())

    assert told == ([lead.id for lead in leads] if must_read else [])
    assert forum.count(OutboxRow, OutboxRow.sent_at.is_not(None)) == (2 if must_read else 0)


@pytest.mark.parametrize("kind", [SpaceKind.OPEN, SpaceKind.ANNOUNCEMENTS])
def test_only_announcements_must_be_read(forum: Forum, programme: Person, kind: SpaceKind) -> None:
    space_id = forum.space(kind)
    is_announced = kind is SpaceKind.ANNOUNCEMENTS
    new = NewThread(
        ThreadKind.ANNOUNCEMENT if is_announced else ThreadKind.DISCUSSION,
        "Pebble note",
        "A zebra crossing.",
        must_read=True,
    )

    def begin() -> None:
        with unit_of_work():
            service.begin_thread(forum.viewer(programme), space_id=space_id, new=new, key=uuid4())

    if is_announced:
        begin()
    else:
        with pytest.raises(NotFound):
            begin()
    assert forum.count(Thread) == (1 if is_announced else 0)


def test_the_form_offers_it_to_the_programme_team_and_members_tick_it_off(
    forum: Forum, client: PageClient, programme: Person
) -> None:
    lead, space_id = forum.lead(), forum.space(SpaceKind.ANNOUNCEMENTS)
    page = client.sign_in(programme).get_page(f"/network/spaces/{space_id}/begin")
    values = page.form_values() | {"title": "Pebble note", "body": "A zebra crossing.", "must_read": "y"}
    client.post_page(f"/network/spaces/{space_id}/begin", values)
    home = client.sign_in(lead).get_page("/network")
    thread = client.get_page(home.one("section[aria-labelledby=to-read] a")["href"])
    address = thread.response.request.path

    done = client.post_page(f"{address}/tick", thread.form_values(f"form[action='{address}/tick']"))
    client.post_page(f"{address}/tick", {"number": "1"})

    assert "1 announcement to read" in home.main
    assert "You have ticked this announcement off" in done.main
    assert "to read" not in client.get_page("/network").main
    assert forum.count(Tick) == 1


@pytest.mark.parametrize("must_read", [True, False])
def test_what_need_not_be_read_cannot_be_ticked_off(forum: Forum, programme: Person, must_read: bool) -> None:
    lead, thread_id = forum.lead(), announce(forum, programme, must_read=must_read)

    if must_read:
        tick(forum, lead, thread_id)
    else:
        with pytest.raises(NotFound):
            tick(forum, lead, thread_id)
    assert forum.count(Tick) == (1 if must_read else 0)


def test_ticking_twice_at_once_is_ticking_once(app: Flask, forum: Forum, programme: Person) -> None:
    viewer, thread_id = forum.viewer(forum.lead()), announce(forum, programme)
    act = serving(app, lambda: announcement_service.tick_off(viewer, thread_id=thread_id, number=1))

    assert all_at_once(app, act, act, act) == ["done"] * 3
    assert forum.count(Tick) == 1


def test_the_programme_team_sees_how_many_of_how_many_by_area_and_who_has_not(
    forum: Forum, make: Factory, client: PageClient, programme: Person
) -> None:
    here, there = make.area("Westmere"), make.area("Eastmere")
    done, open_ = forum.lead(here, name="Jo Ward"), forum.lead(here, name="Ana Reed")
    forum.lead(there, name="Sam Hill")
    thread_id = announce(forum, programme)
    newcomer = forum.lead(there, name="Kit Moss")
    with unit_of_work():
        db.session.get_one(NetworkMember, newcomer.id).joined_at = NOON + DAY
    tick(forum, done, thread_id)

    counts = announcement_queries.count_ticked(forum.viewer(programme), thread_id)
    page = client.sign_in(programme).get_page(f"/network/threads/{thread_id}/ticks").main

    assert (counts.ticked, counts.asked) == (1, 3)
    assert [tuple(area) for area in counts.areas] == [("Eastmere", 1, 0), ("Westmere", 2, 1)]
    assert "1 of 3 members has ticked it off" in page
    assert "Ana Reed" in page
    assert "Sam Hill" in page
    assert "Jo Ward" not in page
    assert "Kit Moss" not in page
    with pytest.raises(NotFound):
        announcement_queries.count_ticked(forum.viewer(open_), thread_id)


def test_they_are_reminded_once_a_day_and_not_on_the_day_of_the_announcement(
    app: Flask, forum: Forum, programme: Person
) -> None:
    done, open_ = forum.lead(), forum.lead()
    thread_id = announce(forum, programme)
    tick(forum, done, thread_id)
    viewer = forum.viewer(programme)
    before = len(messages())

    def remind() -> int:
        with unit_of_work():
            return announcement_service.remind(viewer, thread_id=thread_id)

    with pytest.raises(WrongState):
        remind()
    with clock.at(NOON + DAY):
        told = remind()
        with pytest.raises(WrongState):
            remind()
    with clock.at(NOON + 2 * DAY):
        assert remind() == 1

    assert told == 1
    assert messages() == sorted([done.id, open_.id, open_.id, open_.id])
    assert len(messages()) == before + 2


def test_two_who_remind_at_once_remind_once(app: Flask, forum: Forum, programme: Person) -> None:
    forum.lead()
    viewer, thread_id = forum.viewer(programme), announce(forum, programme)
    act = serving(app, lambda: announcement_service.remind(viewer, thread_id=thread_id) and None)

    answers = all_at_once(app, act, act, at=NOON + DAY)

    assert sorted(answers) == ["WrongState", "done"]
    assert len(messages()) == 2


def test_an_announcement_can_be_made_one_to_read_later_and_need_not_be_any_more(
    forum: Forum, client: PageClient, programme: Person
) -> None:
    lead = forum.lead()
    thread_id = announce(forum, programme, must_read=False)
    client.sign_in(programme)

    client.post_page(f"/network/threads/{thread_id}/must-read/ask")
    told = messages()
    client.post_page(f"/network/threads/{thread_id}/must-read/end")

    assert told == [lead.id]
    assert client.get(f"/network/threads/{thread_id}/ticks").status_code == 404
    assert "to read" not in client.sign_in(lead).get_page("/network").main


def test_a_mail_is_not_sent_to_whoever_has_ticked_it_off(app: Flask, forum: Forum, programme: Person) -> None:
    lead, other = forum.lead(), forum.lead()
    thread_id = announce(forum, programme)
    tick(forum, lead, thread_id)

    delivery.deliver_what_is_due(threading.Event())
    db.session.rollback()
    sent = select(OutboxRow.person_id).where(OutboxRow.sent_at.is_not(None))

    assert list(db.session.scalars(sent)) == [other.id]


def test_today_says_what_is_to_read_and_quietly_what_is_new(
    forum: Forum, client: PageClient, programme: Person
) -> None:
    lead = forum.lead()
    thread_id = forum.thread(lead, forum.space())
    forum.answer(programme, thread_id)
    space_id = forum.space(SpaceKind.ANNOUNCEMENTS)
    client.sign_in(lead)
    with count_statements() as quiet:
        client.get_page("/")
    for _ in range(2):
        announce(forum, programme, space_id=space_id)

    with count_statements() as statements:
        page = client.get_page("/")

    assert "2 announcements to read" in page.main
    assert "New posts in 1 thread that you follow" in page.main
    assert statements.count == quiet.count <= 10


def test_the_page_of_who_has_read_asks_no_more_for_more(
    forum: Forum, client: PageClient, programme: Person
) -> None:
    forum.lead()
    space_id = forum.space(SpaceKind.ANNOUNCEMENTS)
    client.sign_in(programme)
    counts = []
    for _ in range(2):
        thread_id = announce(forum, programme, space_id=space_id)
        with count_statements() as statements:
            client.get_page(f"/network/threads/{thread_id}/ticks")
        counts.append(statements.count)
        for _ in range(3):
            forum.lead()

    assert counts[0] == counts[1] <= 6

"""Following, muting, and being told: once for each thread until one has read it, never of one's own, and no title anywhere."""

import threading
from collections.abc import Sequence
from pathlib import Path
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import select

from csaleads.accounts.models import Person
from csaleads.core.database import db
from csaleads.core.errors import NotFound
from csaleads.core.unit_of_work import unit_of_work
from csaleads.forum import changes, service
from csaleads.forum.changes import Change
from csaleads.forum.following import heed_service, reading_service
from csaleads.forum.following.models import Heed, Mention, SpaceFollow, ThreadFollow, ThreadTold
from csaleads.forum.models import Post, PostState, SpaceKind, Thread
from csaleads.network.models import MailRhythm, NetworkMember
from csaleads.notify import delivery
from csaleads.notify.models import Message, MessageKind, OutboxRow
from tests.factories import Factory
from tests.forum.conftest import Forum
from tests.page_client import PageClient
from tests.statements import count_statements


def told(*people: Person) -> list[int]:
    """How many messages each of them has."""
    db.session.rollback()
    found = list(db.session.scalars(select(Message.person_id)))
    return [found.count(person.id) for person in people]


def kinds(person: Person) -> list[MessageKind]:
    db.session.rollback()
    query = select(Message.kind).where(Message.person_id == person.id).order_by(Message.id)
    return list(db.session.scalars(query))


def heed_thread(forum: Forum, person: Person, thread_id: int, heed: Heed | None) -> None:
    with unit_of_work():
        heed_service.heed_thread(forum.viewer(person), thread_id=thread_id, heed=heed)


def heed_space(forum: Forum, person: Person, space_id: int, heed: Heed | None) -> None:
    with unit_of_work():
        heed_service.heed_space(forum.viewer(person), space_id=space_id, heed=heed)


def read(forum: Forum, person: Person, thread_id: int, number: int) -> None:
    with unit_of_work():
        reading_service.read_up_to(forum.viewer(person), thread_id=thread_id, number=number)


def choose(person: Person, rhythm: MailRhythm) -> None:
    with unit_of_work():
        db.session.get_one(NetworkMember, person.id).mail_rhythm = rhythm


def deliver(app: Flask) -> list[str]:
    delivery.deliver_what_is_due(threading.Event())
    return [file.read_text() for file in sorted(Path(app.config["MAIL_FOLDER"]).glob("*.eml"))]


def mention(forum: Forum, author: Person, thread_id: int, *people: Person) -> int:
    """An answer in which people are mentioned, as it is written in one transaction."""

    with unit_of_work():
        post_id = service.answer(
            forum.viewer(author), thread_id=thread_id, body="A zebra crossing.", key=uuid4()
        )
        db.session.add_all([Mention(post_id=post_id, person_id=person.id) for person in people])
    return post_id


def test_whoever_begins_or_answers_follows_and_is_told_once_until_they_have_read(forum: Forum) -> None:
    asker, other, third = forum.lead(), forum.lead(), forum.lead()
    thread_id = forum.thread(asker, forum.space())
    for person in (other, third, other):
        forum.answer(person, thread_id)

    assert told(asker, other, third) == [1, 1, 1]
    read(forum, asker, thread_id, 4)
    forum.answer(other, thread_id)

    assert told(asker, other, third) == [2, 1, 1]


@pytest.mark.parametrize(
    ("of_thread", "of_space", "expected"),
    [
        (None, None, 0),
        (Heed.FOLLOW, None, 1),
        (Heed.MUTE, None, 0),
        (None, Heed.FOLLOW, 1),
        (None, Heed.MUTE, 0),
        (Heed.FOLLOW, Heed.MUTE, 1),
        (Heed.MUTE, Heed.FOLLOW, 0),
    ],
)
def test_what_was_said_of_the_thread_counts_before_what_was_said_of_its_space(
    forum: Forum, of_thread: Heed | None, of_space: Heed | None, expected: int
) -> None:
    asker, reader, space_id = forum.lead(), forum.lead(), forum.space()
    thread_id = forum.thread(asker, space_id)
    heed_thread(forum, reader, thread_id, of_thread)
    heed_space(forum, reader, space_id, of_space)

    forum.answer(asker, thread_id)

    assert told(reader) == [expected]


@pytest.mark.parametrize("heed", [None, Heed.FOLLOW, Heed.MUTE])
def test_a_mention_is_told_unless_the_thread_is_muted(forum: Forum, heed: Heed | None) -> None:
    asker, reader = forum.lead(), forum.lead()
    thread_id = forum.thread(asker, forum.space())
    heed_thread(forum, reader, thread_id, heed)

    mention(forum, asker, thread_id, reader, asker)

    assert kinds(reader) == ([] if heed is Heed.MUTE else [MessageKind.MENTIONED])
    assert told(asker) == [0]


def test_whoever_answers_in_a_thread_that_they_muted_goes_on_hearing_nothing(forum: Forum) -> None:
    asker, other = forum.lead(), forum.lead()
    thread_id = forum.thread(asker, forum.space())
    heed_thread(forum, other, thread_id, Heed.MUTE)

    forum.answer(other, thread_id)
    forum.answer(asker, thread_id)

    assert told(other) == [0]


@pytest.mark.parametrize("is_left", [False, True])
def test_nobody_is_told_of_what_they_may_not_read(forum: Forum, make: Factory, is_left: bool) -> None:
    here, there = make.area(), make.area()
    asker, reader = forum.lead(here), forum.lead(there if is_left else here)
    space_id = forum.space(SpaceKind.AREA, area_id=here.id)
    thread_id = forum.thread(asker, space_id)
    with unit_of_work():  # as it stands where somebody followed it and leads another area now
        db.session.add(ThreadFollow(person_id=reader.id, thread_id=thread_id, heed=Heed.FOLLOW))
        db.session.add(SpaceFollow(person_id=reader.id, space_id=space_id, heed=Heed.FOLLOW))

    forum.answer(asker, thread_id)

    assert told(reader) == [0 if is_left else 1]


def test_an_anonymous_asker_follows_with_the_first_who_answers_and_no_row_names_them_before(
    forum: Forum, client: PageClient
) -> None:
    asker, other, third, space_id = forum.lead(), forum.lead(), forum.lead(), forum.space()
    thread_id = forum.thread(asker, space_id, is_anonymous=True)
    forum.answer(asker, thread_id, is_anonymous=True)
    page = client.sign_in(asker).get_page(f"/network/threads/{thread_id}").main

    assert "You are told when somebody answers" in page
    assert "Follow this thread" not in page
    assert forum.count(ThreadFollow) == 0

    forum.answer(other, thread_id)
    heed_thread(forum, asker, thread_id, None)
    forum.answer(third, thread_id)

    assert told(asker) == [1]
    assert forum.count(ThreadFollow, ThreadFollow.person_id == asker.id) == 0, (
        "who stopped is not made to follow"
    )
    assert "You do not follow this thread" in client.get_page(f"/network/threads/{thread_id}").main


@pytest.mark.parametrize("is_muted", [False, True])
def test_an_anonymous_asker_who_mutes_is_not_told_of_the_first_answer(forum: Forum, is_muted: bool) -> None:
    asker, other = forum.lead(), forum.lead()
    thread_id = forum.thread(asker, forum.space(), is_anonymous=True)
    if is_muted:
        heed_thread(forum, asker, thread_id, Heed.MUTE)

    forum.answer(other, thread_id)

    assert told(asker) == [0 if is_muted else 1]


def test_an_answer_stands_where_nobody_can_tell_any_more_who_asked(forum: Forum) -> None:
    asker, other = forum.lead(), forum.lead()
    thread_id = forum.thread(asker, forum.space(), is_anonymous=True)
    with unit_of_work():
        db.session.get_one(Thread, thread_id).sealed_author = b"of keys that are lost"

    forum.answer(other, thread_id)

    assert [row.person_id for row in db.session.scalars(select(ThreadFollow))] == [other.id]


def test_an_anonymous_asker_follows_by_a_row_like_any_other(
    forum: Forum,
) -> None:
    asker, other, third, space_id = forum.lead(), forum.lead(), forum.lead(), forum.space()
    thread_id = forum.thread(asker, space_id, is_anonymous=True)
    named = forum.thread(third, space_id)
    forum.answer(other, thread_id)
    read(forum, other, thread_id, 2)
    forum.answer(asker, thread_id, is_anonymous=True)
    db.session.rollback()

    follows = {row.person_id: row for row in db.session.scalars(select(ThreadFollow))}

    assert told(asker, other) == [1, 1]
    assert follows[asker.id].heed is follows[third.id].heed is Heed.FOLLOW
    assert {column.name for column in ThreadFollow.__table__.columns} == {"person_id", "thread_id", "heed"}
    assert {row.facts["thread"] for row in db.session.scalars(select(Message))} == {thread_id}
    assert named != thread_id


def test_messages_say_that_there_is_something_and_no_title_lies_in_the_outbox(
    app: Flask, forum: Forum, client: PageClient
) -> None:
    asker, other = forum.lead(), forum.lead()
    choose(asker, MailRhythm.AT_ONCE)
    thread_id = forum.thread(asker, forum.space(), title="Pebble note")

    forum.answer(other, thread_id, body="A zebra crossing.")
    db.session.rollback()
    kept = [str(row.facts) + row.path for row in db.session.scalars(select(OutboxRow))]
    mails = deliver(app)

    assert len(kept) == len(mails) == 1
    assert "Pebble" not in kept[0]
    assert "- Pebble note" in mails[0]
    assert "zebra" not in mails[0]
    assert client.sign_in(asker).get_page("/messages").main.count("something new in a thread") >= 1


@pytest.mark.parametrize("rhythm", list(MailRhythm))
def test_only_who_chose_so_is_mailed_at_once(forum: Forum, rhythm: MailRhythm) -> None:
    asker = forum.lead()
    choose(asker, rhythm)
    thread_id = forum.thread(asker, forum.space())

    forum.answer(forum.lead(), thread_id)

    assert forum.count(OutboxRow) == (1 if rhythm is MailRhythm.AT_ONCE else 0)
    assert told(asker) == [1]


@pytest.mark.parametrize("meanwhile", ["nothing", "read", "muted", "removed", "closed", "left", "never"])
def test_a_mail_that_is_overtaken_is_not_sent(app: Flask, forum: Forum, meanwhile: str) -> None:
    asker, other = forum.lead(), forum.lead()
    choose(asker, MailRhythm.AT_ONCE)
    thread_id = forum.thread(asker, forum.space())
    post_id = forum.answer(other, thread_id)
    if meanwhile == "read":
        read(forum, asker, thread_id, 2)
    elif meanwhile == "muted":
        heed_thread(forum, asker, thread_id, Heed.MUTE)
    elif meanwhile == "never":
        choose(asker, MailRhythm.NEVER)
    with unit_of_work():
        if meanwhile == "removed":
            db.session.get_one(Post, post_id).state = PostState.REMOVED_BY_MODERATOR
        elif meanwhile == "closed":
            db.session.get_one(Thread, thread_id).is_listed = False
        elif meanwhile == "left":
            db.session.get_one(Person, asker.id).left_on = db.session.get_one(
                Person, asker.id
            ).joined_at.date()

    assert len(deliver(app)) == (1 if meanwhile == "nothing" else 0)


def test_an_edit_tells_those_alone_whom_it_mentions(forum: Forum) -> None:
    asker, follower, named = forum.lead(), forum.lead(), forum.lead()
    thread_id = forum.thread(asker, forum.space())
    post_id = forum.answer(asker, thread_id)
    heed_thread(forum, follower, thread_id, Heed.FOLLOW)
    with unit_of_work():
        db.session.add(Mention(post_id=post_id, person_id=named.id))
        thread, post = db.session.get_one(Thread, thread_id), db.session.get_one(Post, post_id)
        changes.announce(forum.viewer(asker), Change.EDITED, thread, post)

    assert told(follower, named) == [0, 1]


def test_a_thousand_followers_cost_as_many_statements_as_two(forum: Forum) -> None:
    asker, space_id = forum.lead(), forum.space()
    people = [forum.lead() for _ in range(2)]

    def answered(followers: Sequence[Person]) -> int:
        thread_id = forum.thread(asker, space_id)
        for person in followers:
            heed_thread(forum, person, thread_id, Heed.FOLLOW)
            choose(person, MailRhythm.AT_ONCE)
        before = sum(told(*followers))
        with count_statements() as statements:
            forum.answer(asker, thread_id)
        assert sum(told(*followers)) - before == len(followers)
        return statements.count

    few = answered(people)
    many = answered([*people, *(forum.lead() for _ in range(20))])

    assert few == many


def test_following_is_said_in_words_and_changed_by_buttons(forum: Forum, client: PageClient) -> None:
    reader, space_id = forum.lead(), forum.space()
    thread_id = forum.thread(forum.lead(), space_id)
    client.sign_in(reader)
    said = []
    for verb in ("follow", "mute", "neither"):
        said.append(client.get_page(f"/network/threads/{thread_id}").main)
        client.post_page(f"/network/threads/{thread_id}/heed/{verb}")
    client.post_page(f"/network/spaces/{space_id}/heed/mute")
    of_space = client.get_page(f"/network/spaces/{space_id}").main

    assert "You do not follow this thread" in said[0]
    assert "You follow this thread" in said[1]
    assert "You have muted this thread" in said[2]
    assert "You have muted this space" in of_space
    assert "Unmute this space" in of_space
    assert "You have muted Practice questions, and so this thread" in (
        client.get_page(f"/network/threads/{thread_id}").main
    )


def test_nobody_follows_what_they_do_not_read(forum: Forum, make: Factory) -> None:
    area = make.area()
    space_id = forum.space(SpaceKind.AREA, area_id=area.id)
    thread_id, stranger = forum.thread(forum.lead(area), space_id), forum.lead()

    with pytest.raises(NotFound):
        heed_thread(forum, stranger, thread_id, Heed.FOLLOW)
    with pytest.raises(NotFound):
        heed_space(forum, stranger, space_id, Heed.FOLLOW)

    assert forum.count(ThreadFollow, ThreadFollow.person_id == stranger.id) == 0


def test_the_page_of_what_one_follows_shows_new_threads_first(forum: Forum, client: PageClient) -> None:
    asker, reader, followed = forum.lead(), forum.lead(), forum.space(name="Followed")
    other = forum.space(name="Other")
    read_one = forum.thread(asker, other, title="Pebble one")
    new_one = forum.thread(asker, other, title="Pebble two")
    forum.thread(asker, followed, title="Pebble three")
    forum.thread(asker, other, title="Pebble four")
    for thread_id in (read_one, new_one):
        heed_thread(forum, reader, thread_id, Heed.FOLLOW)
    heed_space(forum, reader, followed, Heed.FOLLOW)
    read(forum, reader, read_one, 1)
    client.sign_in(reader)

    def titles(address: str) -> list[str]:
        return [link.get_text() for link in client.get_page(address).html.select(".csa-threads__link")]

    everything, only_new = titles("/network/following"), titles("/network/following?show=new")

    assert everything == ["Pebble three", "Pebble two", "Pebble one"] or everything[2] == "Pebble one"
    assert sorted(everything[:2]) == sorted(only_new) == ["Pebble three", "Pebble two"]


def test_the_page_of_what_one_follows_asks_no_more_for_more(forum: Forum, client: PageClient) -> None:
    asker, reader, space_id = forum.lead(), forum.lead(), forum.space()
    heed_space(forum, reader, space_id, Heed.FOLLOW)
    client.sign_in(reader)
    counts = []
    for _ in range(2):
        forum.thread(asker, space_id)
        with count_statements() as statements:
            client.get_page("/network/following")
        counts.append(statements.count)

    assert counts[0] == counts[1] <= 6


def test_who_was_told_of_what_goes_no_further_than_the_thread(forum: Forum) -> None:
    asker, other = forum.lead(), forum.lead()
    thread_id = forum.thread(asker, forum.space())

    forum.answer(other, thread_id)
    db.session.rollback()

    assert [(row.person_id, row.number) for row in db.session.scalars(select(ThreadTold))] == [(asker.id, 2)]

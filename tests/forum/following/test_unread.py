"""What is unread is counted exactly, whatever happens in whatever order, and asked for only where something changed."""

from datetime import datetime, timedelta
from random import Random
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from csaleads.access.viewer import Viewer
from csaleads.accounts.models import Person
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.unit_of_work import unit_of_work
from csaleads.forum import changes
from csaleads.forum.changes import Change
from csaleads.forum.following import heed_service, reading_service, unread_queries
from csaleads.forum.following.models import Heed, SpaceFollow, SpaceRead, ThreadFollow, ThreadRead
from csaleads.forum.models import Post, Space, Thread
from csaleads.forum.posts import posting
from csaleads.forum.spaces import queries as space_queries
from csaleads.forum.spaces import threads_queries as space_threads_queries
from csaleads.forum.threads import queries as thread_queries
from csaleads.network.models import NetworkMember
from csaleads.network.queries import find_standing
from tests.conftest import NOON
from tests.forum.conftest import Forum
from tests.page_client import PageClient
from tests.statements import count_statements

MINUTE = timedelta(minutes=1)


def counted(forum: Forum, person: Person) -> dict[int, int]:
    viewer = forum.viewer(person)
    standing = find_standing(viewer)
    found = unread_queries.count_unread(viewer, space_queries.list_spaces(viewer), standing)
    db.session.rollback()
    return found


def naively(person_id: int) -> tuple[dict[int, int], dict[int, int]]:
    """By space how many threads hold something unread, and by thread how far it is read: one post after the other."""
    joined_at = db.session.scalar(select(NetworkMember.joined_at).where(NetworkMember.person_id == person_id))
    marks = dict(of_person(SpaceRead, person_id, SpaceRead.space_id, SpaceRead.read_before))
    read = dict(of_person(ThreadRead, person_id, ThreadRead.thread_id, ThreadRead.last_number))
    of_spaces = dict(of_person(SpaceFollow, person_id, SpaceFollow.space_id, SpaceFollow.heed))
    of_threads = dict(of_person(ThreadFollow, person_id, ThreadFollow.thread_id, ThreadFollow.heed))
    listed = dict(rows(select(Thread.id, Thread.space_id).where(Thread.is_listed)))
    posts: dict[int, list[tuple[int, datetime]]] = {}
    for thread_id, number, at in rows(
        select(Post.thread_id, Post.number, Post.posted_at).order_by(Post.number)
    ):
        posts.setdefault(thread_id, []).append((number, at))
    counts: dict[int, int] = {}
    seen: dict[int, int] = {}
    for thread_id, space_id in listed.items():
        floor = marks.get(space_id, joined_at)
        unread = [number for number, at in posts[thread_id] if number > read.get(thread_id, 0) and at > floor]
        seen[thread_id] = min(unread) - 1 if unread else len(posts[thread_id])
        is_muted = Heed.MUTE in (of_spaces.get(space_id), of_threads.get(thread_id))
        if unread and not is_muted:
            counts[space_id] = counts.get(space_id, 0) + 1
    return counts, seen


def rows(query: Any) -> list[Any]:
    return [tuple(row) for row in db.session.execute(query)]


def of_person(model: Any, person_id: int, *columns: Any) -> list[Any]:
    return rows(select(*columns).where(model.person_id == person_id))


def seen_numbers(person_id: int) -> dict[int, int]:
    query = thread_queries.joined_reads(select(Thread.id, thread_queries.seen_number())).where(
        Thread.is_listed
    )
    return dict(tuple(row) for row in db.session.execute(query, {"person_id": person_id}))


class History:
    """Members who do at random what members do."""

    def __init__(self, forum: Forum, seed: int) -> None:
        self.forum, self.random = forum, Random(seed)
        self.spaces = [forum.space(name=name) for name in ("One", "Two", "Three")]
        self.people = [forum.lead() for _ in range(2)]
        self.threads: list[int] = []
        self.shown: list[dict[int, object]] = [{}]
        self.marks: list[tuple[Person, object]] = []

    def step(self) -> None:
        acts = [
            self.begin,
            self.answer,
            self.answer,
            self.read,
            self.read,
            self.look,
            self.mark,
            self.take_back,
        ]
        acts += [self.heed_thread, self.heed_space, self.move, self.remove, self.enter]
        self.random.choice(acts if self.threads else [self.begin])()

    def someone(self) -> Person:
        return self.random.choice(self.people)

    def begin(self) -> None:
        self.threads.append(self.forum.thread(self.someone(), self.random.choice(self.spaces)))

    def answer(self) -> None:
        thread_id = self.random.choice(self.threads)
        if self._is_listed(thread_id):
            self.forum.answer(self.someone(), thread_id, seen_number=self.random.randint(0, 4))

    def read(self) -> None:
        person, thread_id = self.someone(), self.random.choice(self.threads)
        with unit_of_work():
            reading_service.read_up_to(
                self.forum.viewer(person), thread_id=thread_id, number=self.random.randint(0, 5)
            )

    def look(self) -> None:
        db.session.rollback()
        rows = db.session.execute(select(Space.id, Space.last_posted_at)).all()
        self.shown.append({row.id: row.last_posted_at for row in rows if row.last_posted_at})

    def mark(self) -> None:
        person = self.someone()
        shown = dict(self.random.choice(self.shown))
        kept = {key: shown[key] for key in shown if self.random.random() < 0.7}
        with unit_of_work():
            marked = reading_service.mark_spaces(self.forum.viewer(person), shown=kept)  # type: ignore[arg-type]
        if marked:
            self.marks.append((person, marked))

    def take_back(self) -> None:
        if self.marks:
            person, marked = self.random.choice(self.marks[-3:])
            with unit_of_work():
                reading_service.take_back_mark(self.forum.viewer(person), marked_at=marked)  # type: ignore[arg-type]

    def heed_thread(self) -> None:
        thread_id, heed = self.random.choice(self.threads), self.random.choice([*Heed, None])
        if self._is_listed(thread_id):
            with unit_of_work():
                heed_service.heed_thread(self.forum.viewer(self.someone()), thread_id=thread_id, heed=heed)

    def heed_space(self) -> None:
        space_id, heed = self.random.choice(self.spaces), self.random.choice([*Heed, None, None])
        with unit_of_work():
            heed_service.heed_space(self.forum.viewer(self.someone()), space_id=space_id, heed=heed)

    def move(self) -> None:
        thread_id, there = self.random.choice(self.threads), self.random.choice(self.spaces)
        with unit_of_work():
            thread = db.session.get_one(Thread, thread_id)
            if thread.is_listed and thread.space_id != there:
                here, thread.space_id = thread.space_id, there
                for space_id, by in sorted(((here, -1), (there, 1))):
                    posting.touch_space(space_id, threads=by)
                changes.announce(self.forum.viewer(self.people[0]), Change.MOVED, thread)

    def remove(self) -> None:
        with unit_of_work():
            thread = db.session.get_one(Thread, self.random.choice(self.threads))
            if thread.is_listed and self.random.random() < 0.3:
                thread.is_listed = False
                posting.touch_space(thread.space_id, threads=-1)

    def enter(self) -> None:
        if len(self.people) < 4:
            person = self.forum.lead()
            with unit_of_work():
                db.session.get_one(NetworkMember, person.id).joined_at = clock.now()
            self.people.append(person)

    def _is_listed(self, thread_id: int) -> bool:
        db.session.rollback()
        return db.session.get_one(Thread, thread_id).is_listed


@pytest.mark.parametrize("seed", range(4))
def test_counts_and_lists_say_what_a_naive_count_says_after_any_history(forum: Forum, seed: int) -> None:
    history = History(forum, seed)

    for step in range(50):
        with clock.at(NOON + step * MINUTE):
            history.step()
            for person in history.people:
                counts, seen = naively(person.id)

                assert counted(forum, person) == counts, f"step {step}"
                assert seen_numbers(person.id) == seen, f"step {step}"


def test_lists_show_as_new_what_is_counted(forum: Forum) -> None:
    asker, reader, space_id = forum.lead(), forum.lead(), forum.space()
    read, muted, _ = (forum.thread(asker, space_id) for _ in range(3))
    viewer = forum.viewer(reader)
    with unit_of_work():
        reading_service.read_up_to(viewer, thread_id=read, number=1)
        heed_service.heed_thread(viewer, thread_id=muted, heed=Heed.MUTE)

    listed = space_threads_queries.list_threads(viewer, space_queries.get_space(viewer, space_id), page=1)

    assert sum(line.new_count > 0 for line in listed.rows) == counted(forum, reader)[space_id] == 1


@pytest.mark.parametrize("is_newcomer", [False, True])
def test_what_was_posted_before_somebody_entered_counts_as_read(forum: Forum, is_newcomer: bool) -> None:
    asker, reader, space_id = forum.lead(), forum.lead(), forum.space()
    thread_id = forum.thread(asker, space_id)
    with clock.at(NOON + MINUTE):
        if is_newcomer:
            with unit_of_work():
                db.session.get_one(NetworkMember, reader.id).joined_at = clock.now()
    with clock.at(NOON + 2 * MINUTE):
        forum.answer(asker, thread_id)

    assert thread_queries.get_thread(forum.viewer(reader), thread_id).seen_number == (1 if is_newcomer else 0)
    assert counted(forum, reader) == {space_id: 1}


def test_only_spaces_in_which_something_changed_are_counted_again(
    forum: Forum, monkeypatch: pytest.MonkeyPatch
) -> None:
    asker, reader = forum.lead(), forum.lead()
    here, there = forum.space(name="Here"), forum.space(name="There")
    thread_id = forum.thread(asker, here)
    forum.thread(asker, there)
    viewer = forum.viewer(reader)

    def asked() -> list[str]:
        standing, spaces = find_standing(viewer), space_queries.list_spaces(viewer)
        counted.clear()
        with count_statements() as statements:
            unread_queries.count_unread(viewer, spaces, standing)
        return statements.texts

    counted: list[int] = []
    ask = unread_queries._ask

    def count(who: Viewer, space_ids: list[int]) -> list[Any]:
        counted.append(len(space_ids))
        return ask(who, space_ids)

    monkeypatch.setattr(unread_queries, "_ask", count)
    first, again = asked(), asked()
    forum.answer(asker, thread_id)
    after_a_post, of_a_post = asked(), counted[:]
    with unit_of_work():
        reading_service.read_up_to(viewer, thread_id=thread_id, number=1)
    after_reading, of_reading = asked(), counted[:]

    assert [len(texts) for texts in (first, again, after_a_post, after_reading)] == [1, 0, 1, 1]
    assert (of_a_post, of_reading) == ([1], [2])  # one space, and then both


def test_the_first_page_of_the_network_asks_less_when_nothing_changed(
    app: Flask, forum: Forum, client: PageClient
) -> None:
    forum.thread(forum.lead(), forum.space())
    client.sign_in(forum.lead())
    with count_statements() as first:
        client.get_page("/network")
    with count_statements() as again:
        client.get_page("/network")

    assert again.count == first.count - 2 <= 7

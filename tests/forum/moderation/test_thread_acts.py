"""Closing, pinning, moving, joining and splitting threads: who may, what is carried along, and that every count is right."""

import random
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import select

from csaleads.accounts.models import Person
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.errors import DomainError, InvalidChoice, NotFound, WrongState
from csaleads.core.unit_of_work import unit_of_work
from csaleads.forum.following.models import Heed, ThreadFollow, ThreadTold
from csaleads.forum.models import Draft, Post, PostState, Space, SpaceKind, Thread, ThreadKind
from csaleads.forum.moderation import merging_service, splitting_service, thread_acts_service
from csaleads.forum.moderation.models import ActVerb, ReportKind
from csaleads.forum.moderation.policy import Decision
from csaleads.forum.posts import posting
from csaleads.forum.threads import queries as thread_queries
from tests.forum.conftest import Forum
from tests.forum.moderation.stage import WHY, Moderation, moderation, wrong_counts
from tests.page_client import PageClient

__all__ = ["moderation"]


def switch(forum: Forum, person: Person, thread_id: int, verb: ActVerb) -> None:
    with unit_of_work():
        thread_acts_service.switch(
            forum.viewer(person), thread_id=thread_id, verb=verb, reason=WHY, key=uuid4()
        )


def move(forum: Forum, person: Person, thread_id: int, space_id: int) -> None:
    with unit_of_work():
        thread_acts_service.move(
            forum.viewer(person), thread_id=thread_id, space_id=space_id, reason=WHY, key=uuid4()
        )


def merge(forum: Forum, person: Person, thread_id: int, into_id: int) -> None:
    with unit_of_work():
        merging_service.merge(
            forum.viewer(person), thread_id=thread_id, into_id=into_id, reason=WHY, key=uuid4()
        )


def split(forum: Forum, person: Person, thread_id: int, *numbers: int) -> int:
    with unit_of_work():
        return splitting_service.split(
            forum.viewer(person),
            thread_id=thread_id,
            numbers=numbers,
            title="Zebra crossing",
            reason=WHY,
            key=uuid4(),
        )


@pytest.mark.parametrize("may", [True, False])
def test_a_named_moderator_closes_a_thread_and_other_leads_do_not(
    forum: Forum, moderation: Moderation, may: bool
) -> None:
    person = moderation.moderator() if may else forum.lead()
    thread_id = forum.thread(forum.lead(), forum.space())

    if may:
        switch(forum, person, thread_id, ActVerb.LOCK)
    else:
        with pytest.raises(NotFound):
            switch(forum, person, thread_id, ActVerb.LOCK)

    assert db.session.get_one(Thread, thread_id).is_locked is may


def test_a_thread_is_closed_once_and_opened_again(forum: Forum, moderation: Moderation) -> None:
    moderator, thread_id = moderation.moderator(), forum.thread(forum.lead(), forum.space())

    switch(forum, moderator, thread_id, ActVerb.LOCK)
    with pytest.raises(WrongState):
        switch(forum, moderator, thread_id, ActVerb.LOCK)
    switch(forum, moderator, thread_id, ActVerb.UNLOCK)

    forum.answer(forum.lead(), thread_id)
    assert wrong_counts() == []


@pytest.mark.parametrize("kind", [SpaceKind.OPEN, SpaceKind.ANNOUNCEMENTS])
def test_a_thread_is_moved_only_between_spaces_that_all_read_and_write_in(
    forum: Forum, moderation: Moderation, kind: SpaceKind
) -> None:
    here, there = forum.space(), forum.space(kind)
    thread_id = forum.thread(forum.lead(), here)

    if kind is SpaceKind.OPEN:
        move(forum, moderation.moderator(), thread_id, there)
    else:
        with pytest.raises(WrongState):
            move(forum, moderation.moderator(), thread_id, there)

    assert db.session.get_one(Thread, thread_id).space_id == (there if kind is SpaceKind.OPEN else here)
    assert wrong_counts() == []


def test_joined_posts_keep_their_links_and_stand_in_order_at_the_end(
    forum: Forum, moderation: Moderation, client: PageClient
) -> None:
    lead, space_id = forum.lead(), forum.space()
    first, second = forum.thread(lead, space_id), forum.thread(lead, space_id, title="Twice asked")
    answer_id = forum.answer(forum.lead(), second, "We laid a *zebra crossing*.")

    merge(forum, moderation.moderator(), second, first)

    posts = db.session.scalars(select(Post).where(Post.thread_id == first).order_by(Post.number)).all()
    assert [post.number for post in posts] == [1, 2, 3]
    assert posts[-1].id == answer_id
    assert wrong_counts() == []
    page = client.sign_in(lead).get_page(f"/network/posts/{answer_id}")
    assert page.h1 == "Pebble note"
    assert client.get_page(f"/network/threads/{second}").h1 == "Pebble note"


def test_who_follows_and_has_read_a_joined_thread_does_so_with_the_other(
    forum: Forum, moderation: Moderation
) -> None:
    reader, behind, space_id = forum.lead(), forum.lead(), forum.space()
    first, second = forum.thread(forum.lead(), space_id), forum.thread(forum.lead(), space_id)
    forum.answer(forum.lead(), second)
    with unit_of_work():
        for person in (reader, behind):
            posting.note_read(person.id, second, 1)
        posting.note_read(reader.id, first, 1)
        db.session.add(ThreadFollow(person_id=reader.id, thread_id=second, heed=Heed.FOLLOW))
        db.session.add(ThreadTold(person_id=reader.id, thread_id=second, number=2))

    merge(forum, moderation.moderator(), second, first)

    assert thread_queries.get_thread(forum.viewer(reader), first).seen_number == 2
    assert thread_queries.get_thread(forum.viewer(behind), first).seen_number == 0
    follow = db.session.scalars(select(ThreadFollow).where(ThreadFollow.person_id == reader.id)).one()
    told = db.session.scalars(select(ThreadTold).where(ThreadTold.person_id == reader.id)).one()
    assert (follow.thread_id, told.thread_id, told.number) == (first, first, 3)


def test_a_draft_for_a_joined_thread_is_not_lost(forum: Forum, moderation: Moderation) -> None:
    lead, space_id = forum.lead(), forum.space()
    first, second = forum.thread(lead, space_id), forum.thread(lead, space_id)
    with unit_of_work():
        for thread_id, words in ((first, "A pebble note."), (second, "A zebra crossing.")):
            draft = Draft(person_id=lead.id, thread_id=thread_id, saved_at=clock.now())
            draft.body = words
            db.session.add(draft)

    merge(forum, moderation.moderator(), second, first)

    kept = db.session.scalars(select(Draft)).one()
    assert (kept.thread_id, kept.body) == (first, "A pebble note.\n\nA zebra crossing.")


@pytest.mark.parametrize("is_anonymous", [False, True])
def test_a_question_without_a_name_is_not_joined_with_another(
    forum: Forum, moderation: Moderation, is_anonymous: bool
) -> None:
    space_id = forum.space()
    first = forum.thread(forum.lead(), space_id)
    second = forum.thread(forum.lead(), space_id, is_anonymous=is_anonymous)

    if is_anonymous:
        with pytest.raises(WrongState):
            merge(forum, moderation.moderator(), second, first)
    else:
        merge(forum, moderation.moderator(), second, first)

    assert db.session.get_one(Thread, second).is_listed is is_anonymous


def test_what_is_posted_into_a_thread_while_it_is_joined_stands_in_the_other(
    forum: Forum, moderation: Moderation
) -> None:
    space_id = forum.space()
    first, second = forum.thread(forum.lead(), space_id), forum.thread(forum.lead(), space_id)
    merge(forum, moderation.moderator(), second, first)

    post_id = forum.answer(forum.lead(), second)

    assert db.session.get_one(Post, post_id).thread_id == first
    assert wrong_counts() == []


def test_split_posts_leave_marks_that_lead_to_them(
    forum: Forum, moderation: Moderation, client: PageClient
) -> None:
    lead, thread_id = forum.lead(), forum.thread(forum.lead(), forum.space())
    old_ids = [forum.answer(lead, thread_id, f"Pebble note {number}.") for number in range(4)]

    new_id = split(forum, moderation.moderator(), thread_id, 3, 5)

    new = db.session.scalars(select(Post).where(Post.thread_id == new_id).order_by(Post.number)).all()
    assert [post.body for post in new] == ["Pebble note 1.", "Pebble note 3."]
    mark = db.session.get_one(Post, old_ids[1])
    assert (mark.state, mark.number, mark.body, mark.moved_to_id) == (PostState.MOVED, 3, "", new[0].id)
    assert wrong_counts() == []
    page = client.sign_in(lead).get_page(f"/network/posts/{old_ids[1]}")
    assert page.h1 == "Zebra crossing"


def test_the_first_post_and_one_that_is_hidden_stay_where_they_are(
    forum: Forum, moderation: Moderation
) -> None:
    thread_id = forum.thread(forum.lead(), forum.space())
    moderation.report(forum.lead(), forum.answer(forum.lead(), thread_id))
    forum.answer(forum.lead(), thread_id)

    with pytest.raises(InvalidChoice):
        split(forum, moderation.moderator(), thread_id, 1)
    with pytest.raises(WrongState):
        split(forum, moderation.moderator(), thread_id, 2)
    split(forum, moderation.moderator(), thread_id, 3)

    assert wrong_counts() == []


def test_who_had_read_split_posts_has_read_them_in_the_new_thread(
    forum: Forum, moderation: Moderation
) -> None:
    reader, thread_id = forum.lead(), forum.thread(forum.lead(), forum.space())
    for _ in range(4):
        forum.answer(forum.lead(), thread_id)
    with unit_of_work():
        posting.note_read(reader.id, thread_id, 3)

    new_id = split(forum, moderation.moderator(), thread_id, 2, 3, 5)

    assert thread_queries.get_thread(forum.viewer(reader), new_id).seen_number == 2


@pytest.mark.parametrize("kind", [ThreadKind.QUESTION, ThreadKind.POLL])
def test_a_poll_is_not_joined_with_another_thread(
    forum: Forum, moderation: Moderation, kind: ThreadKind
) -> None:
    space_id = forum.space()
    first, second = forum.thread(forum.lead(), space_id), forum.thread(forum.lead(), space_id, kind=kind)

    if kind is ThreadKind.POLL:
        with pytest.raises(WrongState):
            merge(forum, moderation.moderator(), second, first)
    else:
        merge(forum, moderation.moderator(), second, first)


class Chance:
    """Random acts on two spaces and their threads, some of which are refused."""

    def __init__(self, forum: Forum, moderation: Moderation, seed: int) -> None:
        self.forum, self.moderation = forum, moderation
        self.draw = random.Random(seed)
        self.leads = [forum.lead() for _ in range(3)]
        self.moderators = [moderation.moderator() for _ in range(2)]
        self.spaces = [forum.space(name=name) for name in ("Here", "There")]
        self.moment = clock.now()

    def step(self) -> None:
        acts: list[Callable[[], Any]] = [
            self._begin,
            self._answer,
            self._answer,
            self._answer,
            self._report,
            self._judge,
            self._judge,
            self._move,
            self._merge,
            self._split,
            self._accept,
        ]
        act = self.draw.choice(acts)
        self.moment += timedelta(minutes=1)
        with clock.at(self.moment):
            try:
                act()
            except DomainError:
                db.session.rollback()

    def _thread(self) -> int:
        return self.draw.choice(list(db.session.scalars(select(Thread.id).order_by(Thread.id))))

    def _post(self) -> int:
        return self.draw.choice(list(db.session.scalars(select(Post.id).order_by(Post.id))))

    def _begin(self) -> None:
        is_anonymous = self.draw.random() < 0.3
        self.forum.thread(
            self.draw.choice(self.leads), self.draw.choice(self.spaces), is_anonymous=is_anonymous
        )

    def _answer(self) -> None:
        self.forum.answer(self.draw.choice(self.leads), self._thread())

    def _report(self) -> None:
        self.moderation.report(self.draw.choice(self.leads), self._post(), self.draw.choice(list(ReportKind)))

    def _judge(self) -> None:
        self.moderation.judge(
            self.draw.choice(self.moderators), self._post(), self.draw.choice(list(Decision))
        )

    def _move(self) -> None:
        move(self.forum, self.draw.choice(self.moderators), self._thread(), self.draw.choice(self.spaces))

    def _merge(self) -> None:
        merge(self.forum, self.draw.choice(self.moderators), self._thread(), self._thread())

    def _split(self) -> None:
        thread_id = self._thread()
        last = db.session.get_one(Thread, thread_id).last_number
        numbers = [number for number in range(2, last + 1) if self.draw.random() < 0.5]
        split(self.forum, self.draw.choice(self.moderators), thread_id, *numbers)

    def _accept(self) -> None:
        post = db.session.get_one(Post, self._post())
        if post.number > 1 and post.state is PostState.SHOWN:
            post_id, thread_id = post.id, post.thread_id
            with unit_of_work():
                db.session.get_one(Thread, thread_id).accepted_post_id = post_id


@pytest.mark.parametrize("seed", range(4))
def test_every_count_is_right_after_whatever_is_done(forum: Forum, moderation: Moderation, seed: int) -> None:
    chance = Chance(forum, moderation, seed)
    for space_id in chance.spaces:
        forum.thread(chance.leads[0], space_id)

    for number in range(40):
        chance.step()
        assert wrong_counts() == [], f"after step {number} of seed {seed}"


def test_the_count_anew_sees_what_is_wrong(forum: Forum) -> None:
    thread_id = forum.thread(forum.lead(), forum.space())
    assert wrong_counts() == []

    with unit_of_work():
        db.session.get_one(Thread, thread_id).answer_count = 7
        db.session.scalars(select(Space)).one().thread_count = 2

    assert len(wrong_counts()) == 2

"""Appeals: who may, who decides, and what is undone."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from sqlalchemy import select

from csaleads.accounts.models import Person
from csaleads.core.database import db
from csaleads.core.errors import NotAllowed, NotFound, WrongState
from csaleads.core.unit_of_work import unit_of_work
from csaleads.forum.models import PostState, Thread
from csaleads.forum.moderation import appeal_service, merging_service, thread_acts_service
from csaleads.forum.moderation.models import ActVerb, AppealState, ModerationAct
from csaleads.forum.moderation.policy import APPEALABLE, Decision
from csaleads.forum.posts import own_links
from csaleads.network.queries import find_standing
from csaleads.notify.models import Message, MessageKind
from tests.forum.conftest import Forum
from tests.forum.moderation.stage import WHY, Moderation, moderation, wrong_counts
from tests.page_client import PageClient
from tests.statements import count_statements

__all__ = ["moderation"]
V = ActVerb


def appeal(forum: Forum, person: Person, act_id: int) -> None:
    with unit_of_work():
        appeal_service.appeal(forum.viewer(person), act_id=act_id, words="A pebble note.", key=uuid4())


def decide(forum: Forum, person: Person, act_id: int, *, is_reversed: bool = True) -> bool:
    with unit_of_work():
        return appeal_service.decide(
            forum.viewer(person), act_id=act_id, is_reversed=is_reversed, answer="A zebra.", key=uuid4()
        )


@pytest.fixture
def removed(forum: Forum, moderation: Moderation) -> tuple[Person, Person, int, int]:
    """(author, moderator, post, act): a post was taken down."""
    author, moderator = forum.lead(), moderation.moderator()
    post_id = forum.answer(author, forum.thread(forum.lead(), forum.space()))
    moderation.judge(moderator, post_id, Decision.REMOVE)
    return author, moderator, post_id, moderation.newest_act().id


@pytest.mark.parametrize("is_reversed", [True, False])
def test_another_moderator_decides_and_what_was_wrong_is_undone(
    forum: Forum,
    moderation: Moderation,
    removed: tuple[Person, Person, int, int],
    client: PageClient,
    is_reversed: bool,
) -> None:
    author, moderator, post_id, _ = removed
    other = moderation.moderator()

    page = client.sign_in(author).get_page(client.get_page("/network/acts").href("Appeal"))
    client.post_page(page.response.request.path, page.form_values() | {"words": "A pebble note."})
    waits = client.sign_in(moderator).get_page("/network/moderation/appeals").main
    page = client.sign_in(other).get_page(
        client.get_page("/network/moderation/appeals").href("Look at it and decide")
    )
    outcome = {"outcome": "reverse" if is_reversed else "uphold", "answer": "A zebra crossing."}
    client.post_page(page.response.request.path, page.form_values() | outcome)
    own = client.sign_in(author).get_page("/network/acts").main

    assert "another moderator decides. It waits until one does." in waits
    assert "A pebble note." in page.main
    assert moderation.state(post_id) is (PostState.SHOWN if is_reversed else PostState.REMOVED_BY_MODERATOR)
    assert "A zebra crossing." in own
    told = list(db.session.scalars(select(Message.kind).where(Message.person_id == author.id)))
    assert MessageKind.APPEAL_DECIDED in told
    assert wrong_counts() == []


def test_whoever_acted_does_not_decide_even_when_there_is_nobody_else(
    forum: Forum, removed: tuple[Person, Person, int, int], client: PageClient
) -> None:
    author, moderator, _, act_id = removed
    appeal(forum, author, act_id)

    with pytest.raises(NotAllowed):
        decide(forum, moderator, act_id)
    client.sign_in(moderator).get_page(f"/network/moderation/appeals/{act_id}", status=404)

    assert db.session.get_one(ModerationAct, act_id).appeal is AppealState.ASKED


def test_only_whom_it_concerns_appeals_and_only_once(
    forum: Forum, removed: tuple[Person, Person, int, int], client: PageClient
) -> None:
    author, moderator, _, act_id = removed

    for other in (forum.lead(), moderator):
        with pytest.raises(NotFound):
            appeal(forum, other, act_id)
    link = own_links.link_to(forum.viewer(author), own_links.ACT, act_id)
    client.sign_in(forum.lead()).get_page(f"/network/acts/{link}/appeal", status=404)
    assert client.sign_in(author).get_page(f"/network/acts/{link}/appeal").h1 == "Appeal"
    appeal(forum, author, act_id)
    with pytest.raises(WrongState):
        appeal(forum, author, act_id)


def test_a_moderator_does_not_decide_about_their_own_appeal(forum: Forum, moderation: Moderation) -> None:
    author, moderator = moderation.moderator(), moderation.moderator()
    post_id = moderation.first_post(forum.thread(author, forum.space(), is_anonymous=True))
    moderation.act_on_author(moderator, post_id, V.HOLD)
    act_id = moderation.newest_act().id
    appeal(forum, author, act_id)

    with pytest.raises(NotAllowed):
        decide(forum, author, act_id)
    decide(forum, moderation.moderator(), act_id)

    assert not find_standing(forum.viewer(author)).held


def test_of_two_who_decide_at_once_one_does(
    forum: Forum, moderation: Moderation, removed: tuple[Person, Person, int, int]
) -> None:
    author, _, _, act_id = removed
    appeal(forum, author, act_id)
    decide(forum, moderation.moderator(), act_id, is_reversed=False)

    with pytest.raises(WrongState):
        decide(forum, moderation.moderator(), act_id)


def test_an_appeal_of_somebody_anonymous_names_nobody(
    forum: Forum, moderation: Moderation, client: PageClient
) -> None:
    asker, moderator, other = forum.lead(name="Jo Ward"), moderation.moderator(), moderation.moderator()
    post_id = moderation.first_post(forum.thread(asker, forum.space(), is_anonymous=True))
    moderation.judge(moderator, post_id, Decision.REMOVE)
    act_id = moderation.newest_act().id

    appeal(forum, asker, act_id)
    client.sign_in(other)
    pages = [client.get_page("/network/moderation/appeals"), client.get_page("/network/moderation/acts")]
    decide(forum, other, act_id)

    assert not any("Jo Ward" in page.text for page in pages)
    act = db.session.get_one(ModerationAct, act_id)
    assert (act.person_id, act.appeal_by_id) == (None, other.id)
    assert moderation.state(post_id) is PostState.SHOWN


def lock(forum: Forum, moderator: Person, thread_id: int) -> None:
    with unit_of_work():
        thread_acts_service.switch(
            forum.viewer(moderator), thread_id=thread_id, verb=V.LOCK, reason=WHY, key=uuid4()
        )


def move(forum: Forum, moderator: Person, thread_id: int) -> None:
    there = forum.space(name="There")
    with unit_of_work():
        thread_acts_service.move(
            forum.viewer(moderator), thread_id=thread_id, space_id=there, reason=WHY, key=uuid4()
        )


def merge(forum: Forum, moderator: Person, thread_id: int) -> None:
    into = forum.thread(forum.lead(), forum.space())
    with unit_of_work():
        merging_service.merge(
            forum.viewer(moderator), thread_id=thread_id, into_id=into, reason=WHY, key=uuid4()
        )


@pytest.mark.parametrize(("act", "is_undone"), [(lock, True), (move, True), (merge, False)])
def test_what_was_done_to_a_thread_is_undone_where_that_can_be(
    forum: Forum,
    moderation: Moderation,
    act: Callable[[Forum, Person, int], None],
    is_undone: bool,
) -> None:
    author, space_id = forum.lead(), forum.space()
    thread_id = forum.thread(author, space_id)
    act(forum, moderation.moderator(), thread_id)
    act_id = moderation.newest_act().id
    appeal(forum, author, act_id)

    assert decide(forum, moderation.moderator(), act_id) is is_undone

    thread = db.session.get_one(Thread, thread_id)
    assert (thread.space_id, thread.is_locked) == (space_id, False)
    assert thread.is_listed is is_undone
    assert wrong_counts() == []


def test_what_was_wiped_does_not_come_back(forum: Forum, moderation: Moderation) -> None:
    author = forum.lead()
    post_id = forum.answer(author, forum.thread(forum.lead(), forum.space()))
    moderation.judge(moderation.moderator(), post_id, Decision.REMOVE)
    act_id = moderation.newest_act().id
    appeal(forum, author, act_id)
    moderation.judge(moderation.moderator(), post_id, Decision.WIPE)

    is_undone = decide(forum, moderation.moderator(), act_id)

    assert not is_undone
    assert moderation.state(post_id) is PostState.REMOVED_BY_MODERATOR


def test_only_what_takes_something_away_is_appealed() -> None:
    gives = {V.SHOW_AGAIN, V.UNLOCK, V.PIN, V.LIFT, V.APPROVE}

    assert set(APPEALABLE) == set(V) - gives


def test_appeals_ask_no_more_of_the_database_for_more_of_them(
    forum: Forum, moderation: Moderation, client: PageClient
) -> None:
    moderator, space_id = moderation.moderator(), forum.space()
    client.sign_in(moderation.moderator())

    counts = []
    for _ in range(2):
        for _ in range(3):
            author = forum.lead()
            post_id = moderation.first_post(forum.thread(author, space_id))
            moderation.judge(moderator, post_id, Decision.REMOVE)
            appeal(forum, author, moderation.newest_act().id)
        with count_statements() as statements:
            client.get_page("/network/moderation/appeals")
        counts.append(statements.count)

    assert counts[0] == counts[1] <= 5
    assert "There is no appeal here" in client.get_page("/network/moderation/appeals?state=reversed").main

"""“Helpful”: how many said so, exactly, and never who."""

import pytest
from flask import Flask
from sqlalchemy import select

from csaleads.audit.models import AuditEvent
from csaleads.core.database import db
from csaleads.core.errors import NotFound, WrongState
from csaleads.core.unit_of_work import unit_of_work
from csaleads.forum.following.models import Thanks
from csaleads.forum.models import Post, PostState, SpaceKind
from csaleads.forum.posts import thanks_service
from csaleads.notify.models import Message
from tests.adversary.rivals import all_at_once
from tests.factories import Factory
from tests.forum.conftest import Forum
from tests.page_client import PageClient
from tests.statements import count_statements


def thanks_of(post_id: int) -> int:
    db.session.rollback()
    return db.session.get_one(Post, post_id).thanks_count


def test_a_post_of_somebody_else_is_helpful_once_and_can_be_taken_back(
    forum: Forum, client: PageClient
) -> None:
    asker, reader = forum.lead(), forum.lead(name="Ana Reed")
    thread_id = forum.thread(asker, forum.space())
    post_id = forum.first_post(thread_id)
    client.sign_in(reader)

    for _ in range(2):
        page = client.post_page(f"/network/posts/{post_id}/helpful")
    own = client.sign_in(asker).get_page(f"/network/threads/{thread_id}").main
    client.sign_in(reader).post_page(f"/network/posts/{post_id}/helpful/take-back")
    client.post_page(f"/network/posts/{post_id}/helpful/take-back")

    assert "1 member found this helpful" in page.main
    assert "You found this helpful" in page.main
    assert "1 member found this helpful" in own
    assert "Ana Reed" not in own
    assert thanks_of(post_id) == 0
    assert forum.count(Thanks) == 0


@pytest.mark.parametrize("is_anonymous", [False, True])
def test_nobody_thanks_themselves(forum: Forum, client: PageClient, is_anonymous: bool) -> None:
    asker = forum.lead()
    thread_id = forum.thread(asker, forum.space(), is_anonymous=is_anonymous)
    post_id = forum.first_post(thread_id)

    page = client.sign_in(asker).get_page(f"/network/threads/{thread_id}")
    status = client.post(f"/network/posts/{post_id}/helpful").status_code

    assert "Helpful" not in page.main
    assert status == 404
    assert thanks_of(post_id) == 0


def test_who_thanked_is_told_to_nobody(forum: Forum) -> None:
    reader = forum.lead()
    post_id = forum.first_post(forum.thread(forum.lead(), forum.space()))

    with unit_of_work():
        thanks_service.thank(forum.viewer(reader), post_id=post_id)

    assert thanks_of(post_id) == 1
    assert forum.count(Message) == 0
    assert reader.id not in list(db.session.scalars(select(AuditEvent.actor_id)))


def test_what_one_does_not_read_or_is_not_shown_is_not_helpful(forum: Forum, make: Factory) -> None:
    here, stranger = make.area(), forum.lead()
    lead, colleague = forum.lead(here), forum.lead(here)
    post_id = forum.first_post(forum.thread(lead, forum.space(SpaceKind.AREA, area_id=here.id)))

    with pytest.raises(NotFound), unit_of_work():
        thanks_service.thank(forum.viewer(stranger), post_id=post_id)
    with unit_of_work():
        db.session.get_one(Post, post_id).state = PostState.HIDDEN
    with pytest.raises(WrongState), unit_of_work():
        thanks_service.thank(forum.viewer(colleague), post_id=post_id)
    assert thanks_of(post_id) == 0


def test_twenty_thank_at_once_and_half_take_it_back(app: Flask, forum: Forum) -> None:
    post_id = forum.first_post(forum.thread(forum.lead(), forum.space()))
    viewers = [forum.viewer(forum.lead()) for _ in range(20)]

    def member(place: int) -> object:
        def run() -> None:
            with app.app_context():
                for act in (thanks_service.thank, *([thanks_service.take_back] if place % 2 else [])):
                    with unit_of_work():
                        act(viewers[place], post_id=post_id)
                db.session.remove()

        return run

    answers = all_at_once(app, *(member(place) for place in range(20)))  # type: ignore[arg-type]  # they are callables

    assert answers == [None] * 20
    assert thanks_of(post_id) == 10
    assert forum.count(Thanks) == 10


def test_a_thread_with_an_answer_and_thanks_asks_little_of_the_database(
    forum: Forum, client: PageClient
) -> None:
    asker, space_id = forum.lead(), forum.space()
    thread_id = forum.thread(asker, space_id)
    client.sign_in(asker)
    counts = []

    for _ in range(2):
        for _ in range(3):
            post_id = forum.answer(forum.lead(), thread_id)
            with unit_of_work():
                thanks_service.thank(forum.viewer(forum.lead()), post_id=post_id)
        client.post(f"/network/posts/{post_id}/accept")
        with count_statements() as statements:
            client.get_page(f"/network/threads/{thread_id}")
        counts.append(statements.count)

    assert counts[0] == counts[1] <= 10

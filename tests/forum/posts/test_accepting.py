"""The answer to a question: who marks it, who is told, and that there is one."""

import pytest
from flask import Flask
from sqlalchemy import select

from csaleads.access.viewer import SYSTEM_PERSON_ID
from csaleads.audit.models import AuditEvent
from csaleads.core.database import db
from csaleads.core.errors import ChangedMeanwhile, NotFound, WrongState
from csaleads.core.unit_of_work import begin_writing, unit_of_work
from csaleads.forum import changes
from csaleads.forum.changes import Change
from csaleads.forum.models import Post, PostState, Space, Thread, ThreadKind
from csaleads.forum.posts import accepting_service
from csaleads.notify.models import Message, MessageKind
from tests.adversary.rivals import all_at_once
from tests.factories import Factory
from tests.forum.conftest import Forum
from tests.page_client import PageClient


def accept(forum: Forum, person: object, post_id: int, instead_of: int | None = None) -> None:
    with unit_of_work():
        accepting_service.accept(forum.viewer(person), post_id=post_id, instead_of=instead_of)  # type: ignore[arg-type]  # a person


def accepted(thread_id: int) -> int | None:
    db.session.rollback()
    return db.session.get_one(Thread, thread_id).accepted_post_id


def told(kind: MessageKind = MessageKind.ANSWER_ACCEPTED) -> list[int]:
    return list(db.session.scalars(select(Message.person_id).where(Message.kind == kind)))


@pytest.mark.parametrize("is_anonymous", [False, True])
def test_whoever_asked_marks_the_answer_and_takes_it_back(
    forum: Forum, client: PageClient, is_anonymous: bool
) -> None:
    asker, helper, space_id = forum.lead(), forum.lead(name="Ana Reed"), forum.space()
    thread_id = forum.thread(asker, space_id, is_anonymous=is_anonymous)
    post_id = forum.answer(helper, thread_id)
    client.sign_in(asker)

    page = client.post_page(f"/network/posts/{post_id}/accept")
    listed = client.get_page(f"/network/spaces/{space_id}").main
    after = client.post_page(f"/network/posts/{post_id}/accept/take-back")

    assert "Accepted answer by Ana Reed" in page.main
    assert page.href("Jump to the answer") == f"/network/threads/{thread_id}#post-{post_id}"
    assert "Answered" in listed
    assert "Accepted answer" not in after.main
    assert accepted(thread_id) is None
    assert told() == [helper.id]


@pytest.mark.parametrize(
    ("who", "may"),
    [("asker", True), ("named", True), ("programme", True), ("helper", False), ("other", False)],
)
def test_whoever_asked_and_moderators_mark_the_answer_and_nobody_else(
    forum: Forum, make: Factory, client: PageClient, who: str, may: bool
) -> None:
    people = {part: forum.lead() for part in ("asker", "named", "helper", "other")}
    people["programme"] = forum.programme()
    make.moderator(people["named"], people["programme"])
    thread_id = forum.thread(people["asker"], forum.space())
    post_id = forum.answer(people["helper"], thread_id)

    page = client.sign_in(people[who]).get_page(f"/network/threads/{thread_id}")
    status = client.post(f"/network/posts/{post_id}/accept").status_code

    assert ("Mark as the answer" in page.main) == may
    assert status == (302 if may else 404)
    assert accepted(thread_id) == (post_id if may else None)


def test_only_a_shown_answer_to_a_question_is_accepted(forum: Forum) -> None:
    asker, space_id = forum.lead(), forum.space()
    question, talk = forum.thread(asker, space_id), forum.thread(asker, space_id, kind=ThreadKind.DISCUSSION)
    hidden = forum.answer(forum.lead(), question)
    with unit_of_work():
        db.session.get_one(Post, hidden).state = PostState.HIDDEN

    with pytest.raises(WrongState):
        accept(forum, asker, hidden)
    with pytest.raises(NotFound):
        accept(forum, asker, forum.first_post(question))
    with pytest.raises(NotFound):
        accept(forum, asker, forum.answer(forum.lead(), talk))


def test_nothing_is_settled_in_a_closed_space(forum: Forum) -> None:
    asker, space_id = forum.lead(), forum.space()
    thread_id = forum.thread(asker, space_id)
    post_id = forum.answer(forum.lead(), thread_id)
    with unit_of_work():
        space = db.session.get_one(Space, space_id)
        space.archived_at = space.made_at

    with pytest.raises(WrongState):
        accept(forum, asker, post_id)
    assert accepted(thread_id) is None


def test_whoever_asked_without_a_name_is_not_in_the_trail_and_is_told_like_others(forum: Forum) -> None:
    asker = forum.lead()
    thread_id = forum.thread(asker, forum.space(), is_anonymous=True)
    own_by_name = forum.answer(asker, thread_id)

    accept(forum, asker, own_by_name)

    events = db.session.scalars(
        select(AuditEvent).where(AuditEvent.verb == "accept_answer").order_by(AuditEvent.id)
    ).all()
    assert [event.actor_id for event in events] == [SYSTEM_PERSON_ID]
    assert told() == [asker.id]  # to be spared of it would say who asked


def test_nobody_is_told_of_an_answer_without_a_name(forum: Forum) -> None:
    asker, programme = forum.lead(), forum.programme()
    thread_id = forum.thread(asker, forum.space(), is_anonymous=True)
    post_id = forum.answer(asker, thread_id, is_anonymous=True)

    accept(forum, programme, post_id)

    assert accepted(thread_id) == post_id
    assert told() == []


def test_another_answer_is_accepted_only_by_somebody_who_saw_the_first(forum: Forum) -> None:
    asker = forum.lead()
    thread_id = forum.thread(asker, forum.space())
    first, second = (forum.answer(forum.lead(), thread_id) for _ in range(2))
    accept(forum, asker, first)

    with pytest.raises(ChangedMeanwhile):
        accept(forum, asker, second)
    assert accepted(thread_id) == first
    accept(forum, asker, second, instead_of=first)
    accept(forum, asker, second)  # a second click

    assert accepted(thread_id) == second
    assert len(told()) == 2


def test_two_answers_accepted_at_once_are_one(app: Flask, forum: Forum) -> None:
    asker, programme = forum.lead(), forum.programme()
    thread_id = forum.thread(asker, forum.space())
    posts = [forum.answer(forum.lead(), thread_id) for _ in range(2)]
    viewers = [forum.viewer(asker), forum.viewer(programme)]

    def rival(place: int) -> object:
        def run() -> str:
            with app.app_context():
                try:
                    with unit_of_work():
                        accepting_service.accept(viewers[place], post_id=posts[place], instead_of=None)
                except ChangedMeanwhile:
                    return "other"
                finally:
                    db.session.remove()
                return "done"

        return run

    answers = all_at_once(app, rival(0), rival(1))  # type: ignore[arg-type]  # they are callables

    assert sorted(answers) == ["done", "other"]
    assert accepted(thread_id) == posts[answers.index("done")]
    assert len(told()) == 1


@pytest.mark.parametrize(
    ("state", "change", "stays"),
    [
        (PostState.REMOVED_BY_AUTHOR, Change.REMOVED, False),
        (PostState.REMOVED_BY_MODERATOR, Change.REMOVED, False),
        (PostState.MOVED, Change.MOVED, False),
        (PostState.HIDDEN, Change.HIDDEN, True),
        (PostState.SHOWN, Change.EDITED, True),
    ],
)
def test_a_removed_post_is_no_answer_any_more_and_a_hidden_one_may_come_back(
    forum: Forum, client: PageClient, state: PostState, change: Change, stays: bool
) -> None:
    asker = forum.lead()
    thread_id = forum.thread(asker, forum.space())
    post_id = forum.answer(forum.lead(), thread_id)
    accept(forum, asker, post_id)

    with unit_of_work():
        begin_writing()
        post, thread = db.session.get_one(Post, post_id), db.session.get_one(Thread, thread_id)
        post.state = state
        db.session.flush()
        changes.announce(forum.viewer(asker), change, thread, post)

    page = client.sign_in(asker).get_page(f"/network/threads/{thread_id}")
    assert accepted(thread_id) == (post_id if stays else None)
    assert ("Accepted answer by" in page.main) == (state is PostState.SHOWN)

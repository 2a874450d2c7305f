"""Two at once, on PostgreSQL with real threads: nothing is done twice, nothing is lost, every count is right."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any
from uuid import uuid4

from flask import Flask
from sqlalchemy import select

from csaleads.access.viewer import Viewer
from csaleads.core.database import db
from csaleads.core.errors import DomainError
from csaleads.core.unit_of_work import unit_of_work
from csaleads.forum import service
from csaleads.forum.models import Post, PostState, Thread
from csaleads.forum.moderation import (
    judging_service,
    mending_service,
    merging_service,
    report_service,
    splitting_service,
    thread_acts_service,
)
from csaleads.forum.moderation.models import ActVerb, ModerationAct, Report, ReportKind
from csaleads.forum.moderation.policy import Decision
from tests.forum.conftest import Forum
from tests.forum.moderation.stage import WHY, Moderation, moderation, wrong_counts

__all__ = ["moderation"]
Act = Callable[[], Any]


def at_once(app: Flask, *acts: Act) -> list[str]:
    """Every act in a thread and a unit of its own, all begun together: "done", or the name of what was raised."""
    barrier = Barrier(len(acts))

    def run(act: Act) -> str:
        with app.app_context():
            barrier.wait()
            try:
                with unit_of_work():
                    act()
            except DomainError as error:
                return type(error).__name__
            finally:
                db.session.remove()
            return "done"

    db.session.rollback()
    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def judge(viewer: Viewer, post_id: int, seen: PostState, decision: Decision) -> Act:
    return lambda: judging_service.judge(
        viewer, post_id=post_id, decision=decision, seen_state=seen, reason=WHY, key=uuid4()
    )


def test_of_two_moderators_one_decides(app: Flask, forum: Forum, moderation: Moderation) -> None:
    post_id = forum.answer(forum.lead(), forum.thread(forum.lead(), forum.space()))
    moderation.report(forum.lead(), post_id)
    viewers = [forum.viewer(moderation.moderator()) for _ in range(2)]

    answers = at_once(
        app,
        judge(viewers[0], post_id, PostState.HIDDEN, Decision.SHOW),
        judge(viewers[1], post_id, PostState.HIDDEN, Decision.REMOVE),
    )

    assert sorted(answers) == ["WrongState", "done"]
    assert forum.count(ModerationAct) == 1
    assert wrong_counts() == []


def test_two_who_report_at_once_hide_it_once(app: Flask, forum: Forum, moderation: Moderation) -> None:
    post_id = forum.answer(forum.lead(), forum.thread(forum.lead(), forum.space()))
    one, two = (forum.viewer(forum.lead()) for _ in range(2))

    def report(viewer: Viewer, kind: ReportKind) -> Act:
        return lambda: report_service.report(viewer, post_id=post_id, kind=kind, words="", key=uuid4())

    answers = at_once(
        app,
        report(one, ReportKind.UNKIND),
        report(one, ReportKind.UNKIND),
        report(two, ReportKind.UNKIND),
    )

    assert sorted(answers) == ["WrongState", "done", "done"]
    assert forum.count(Report) == 2
    assert wrong_counts() == []


def test_an_author_who_mends_while_a_moderator_decides_loses_nothing_in_silence(
    app: Flask, forum: Forum, moderation: Moderation
) -> None:
    author = forum.lead()
    post_id = forum.answer(author, forum.thread(forum.lead(), forum.space()))
    moderation.report(forum.lead(), post_id)
    writer, moderator = forum.viewer(author), forum.viewer(moderation.moderator())

    answers = at_once(
        app,
        lambda: mending_service.mend(
            writer, post_id=post_id, edition=1, title="", body="A pebble.", key=uuid4()
        ),
        judge(moderator, post_id, PostState.HIDDEN, Decision.REMOVE),
    )

    body = db.session.scalars(select(Post.body).where(Post.id == post_id)).one()
    assert answers[1] == "done"
    assert (answers[0] == "done") is (body == "A pebble.")
    assert moderation.state(post_id) is PostState.REMOVED_BY_MODERATOR
    assert wrong_counts() == []


def test_answers_that_come_while_threads_are_joined_and_split_are_all_there(
    app: Flask, forum: Forum, moderation: Moderation
) -> None:
    space_id = forum.space()
    first, second = forum.thread(forum.lead(), space_id), forum.thread(forum.lead(), space_id)
    for _ in range(2):
        forum.answer(forum.lead(), first)
    moderator = forum.viewer(moderation.moderator())
    writers = [forum.viewer(forum.lead()) for _ in range(4)]

    def answer(viewer: Viewer, thread_id: int) -> Act:
        return lambda: service.answer(viewer, thread_id=thread_id, body="A pebble.", key=uuid4())

    answers = at_once(
        app,
        answer(writers[0], second),
        lambda: merging_service.merge(moderator, thread_id=second, into_id=first, reason=WHY, key=uuid4()),
        answer(writers[1], second),
        answer(writers[2], first),
        lambda: splitting_service.split(
            moderator, thread_id=first, numbers=[2], title="Zebra crossing", reason=WHY, key=uuid4()
        ),
        answer(writers[3], first),
    )

    assert answers == ["done"] * 6
    assert forum.count(Post, Post.body == "A pebble.") == 4
    assert forum.count(Post, Post.thread_id == second) == 0
    assert wrong_counts() == []


def test_an_answer_that_comes_while_a_thread_is_closed_is_there_or_told_so(
    app: Flask, forum: Forum, moderation: Moderation
) -> None:
    thread_id = forum.thread(forum.lead(), forum.space())
    moderator, writer = forum.viewer(moderation.moderator()), forum.viewer(forum.lead())

    answers = at_once(
        app,
        lambda: thread_acts_service.switch(
            moderator, thread_id=thread_id, verb=ActVerb.LOCK, reason=WHY, key=uuid4()
        ),
        lambda: service.answer(writer, thread_id=thread_id, body="A pebble.", key=uuid4()),
    )

    assert answers[0] == "done"
    assert answers[1] in ("done", "WrongState")
    assert forum.count(Post) == (2 if answers[1] == "done" else 1)
    assert db.session.get_one(Thread, thread_id).is_locked
    assert wrong_counts() == []


def test_two_threads_joined_with_one_another_at_once_are_joined_once(
    app: Flask, forum: Forum, moderation: Moderation
) -> None:
    space_id = forum.space()
    first, second = forum.thread(forum.lead(), space_id), forum.thread(forum.lead(), space_id)
    viewers = [forum.viewer(moderation.moderator()) for _ in range(2)]

    def merge(viewer: Viewer, thread_id: int, into_id: int) -> Act:
        return lambda: merging_service.merge(
            viewer, thread_id=thread_id, into_id=into_id, reason=WHY, key=uuid4()
        )

    answers = at_once(app, merge(viewers[0], first, second), merge(viewers[1], second, first))

    assert sorted(answers) == ["NotFound", "done"]
    assert forum.count(Thread, Thread.is_listed.is_(True)) == 1
    assert wrong_counts() == []

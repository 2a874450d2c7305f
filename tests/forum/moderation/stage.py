"""What the tests of moderation share: moderators, reports, and a count of everything anew."""

from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import func, select

from csaleads.accounts.models import Person
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.unit_of_work import unit_of_work
from csaleads.forum.models import Post, PostState, Space, Thread
from csaleads.forum.moderation import author_service, judging_service, report_service
from csaleads.forum.moderation.models import ActVerb, ModerationAct, ReportKind
from csaleads.forum.moderation.policy import Decision
from csaleads.network.models import NetworkModerator
from tests.forum.conftest import Forum

WHY = "It is about a pebble note."


class Moderation:
    """`moderation.moderator()`, `moderation.report(lead, post_id)`, `moderation.judge(moderator, post_id, Decision.REMOVE)`."""

    def __init__(self, forum: Forum) -> None:
        self.forum = forum

    def moderator(self, *, name: str | None = None) -> Person:
        """A lead whom the programme team named."""
        person = self.forum.lead(name=name)
        self.name(person)
        return person

    def name(self, person: Person) -> None:
        """The programme team names somebody who is a member already."""
        with unit_of_work():
            db.session.add(NetworkModerator(person_id=person.id, named_by_id=person.id, since=clock.now()))

    def first_post(self, thread_id: int, number: int = 1) -> int:
        query = select(Post.id).where(Post.thread_id == thread_id, Post.number == number)
        return int(db.session.scalars(query).one())

    def report(
        self, person: Person, post_id: int, kind: ReportKind = ReportKind.IDENTIFIES, words: str = ""
    ) -> None:
        with unit_of_work():
            report_service.report(
                self.forum.viewer(person), post_id=post_id, kind=kind, words=words, key=uuid4()
            )

    def judge(self, person: Person, post_id: int, decision: Decision, reason: str = WHY) -> None:
        with unit_of_work():
            judging_service.judge(
                self.forum.viewer(person),
                post_id=post_id,
                decision=decision,
                seen_state=self.state(post_id),
                reason=reason,
                key=uuid4(),
            )

    def act_on_author(self, person: Person, post_id: int, verb: ActVerb, until: Any = None) -> None:
        with unit_of_work():
            author_service.act_on_author(
                self.forum.viewer(person),
                post_id=post_id,
                verb=verb,
                until=until,
                reason=WHY,
                key=uuid4(),
            )

    def state(self, post_id: int) -> PostState:
        return db.session.scalars(select(Post.state).where(Post.id == post_id)).one()

    def newest_act(self) -> ModerationAct:
        return db.session.scalars(select(ModerationAct).order_by(ModerationAct.id.desc()).limit(1)).one()


@pytest.fixture
def moderation(forum: Forum) -> Moderation:
    return Moderation(forum)


def wrong_counts() -> list[str]:
    """Whatever threads and spaces say of their posts and is not so: everything is counted anew."""
    wrong = []
    for thread in db.session.scalars(select(Thread)).all():
        posts = list(
            db.session.scalars(select(Post).where(Post.thread_id == thread.id).order_by(Post.number))
        )
        wrong += [f"thread {thread.id}: {each}" for each in _wrong_in_thread(thread, posts)]
    for space in db.session.scalars(select(Space)).all():
        wrong += [f"space {space.id}: {each}" for each in _wrong_in_space(space)]
    return wrong


def _wrong_in_thread(thread: Thread, posts: list[Post]) -> list[str]:
    wrong = []
    if [post.number for post in posts] != list(range(1, len(posts) + 1)):
        wrong.append(f"numbers {[post.number for post in posts]}")
    if thread.last_number != len(posts):
        wrong.append(f"last_number {thread.last_number} of {len(posts)}")
    shown = sum(post.state is PostState.SHOWN and post.number > 1 for post in posts)
    if thread.answer_count != shown:
        wrong.append(f"answer_count {thread.answer_count} of {shown}")
    there = [post for post in posts if post.state is not PostState.MOVED]
    if there:
        newest = max(there, key=lambda post: (post.posted_at, post.number))
        if (thread.last_posted_at, thread.last_author_id) != (newest.posted_at, newest.author_id):
            wrong.append("newest post")
    accepted = [post for post in posts if post.id == thread.accepted_post_id]
    if thread.accepted_post_id is not None and (
        not accepted or accepted[0].state not in (PostState.SHOWN, PostState.HIDDEN)
    ):
        wrong.append("accepted post")
    if posts and (thread.hidden_title is not None) != (
        posts[0].state in (PostState.HIDDEN, PostState.REMOVED_BY_MODERATOR) and posts[0].body != ""
    ):
        wrong.append("hidden title")
    if (thread.merged_into_id is not None) and (thread.is_listed or posts):
        wrong.append("joined and still there")
    wrong += [
        f"mark {post.number}"
        for post in posts
        if (post.state is PostState.MOVED) != (post.moved_to_id is not None)
        or (post.moved_to_id and post.body)
    ]
    return wrong


def _wrong_in_space(space: Space) -> list[str]:
    listed = (Thread.space_id == space.id, Thread.is_listed.is_(True))
    count, newest = db.session.execute(
        select(func.count(Thread.id), func.max(Thread.last_posted_at)).where(*listed)
    ).one()
    wrong = []
    if space.thread_count != count:
        wrong.append(f"thread_count {space.thread_count} of {count}")
    if space.last_posted_at != newest:
        wrong.append(f"last_posted_at {space.last_posted_at}, not {newest}")
    return wrong

"""Many write in one thread at once: nobody's words are lost, and their order is the same for everybody and for ever."""

from collections import Counter
from collections.abc import Callable
from uuid import UUID, uuid5

from flask import Flask
from sqlalchemy import select

from csaleads.access.viewer import Viewer
from csaleads.core.database import db
from csaleads.core.unit_of_work import unit_of_work
from csaleads.forum import service
from csaleads.forum.models import POSTS_PER_PAGE, Post, Space, Thread
from csaleads.forum.posts import queries as post_queries
from csaleads.forum.threads import queries as thread_queries
from tests.adversary.rivals import all_at_once
from tests.forum.conftest import Forum

WRITERS, EACH = 20, 50
KEYS = UUID(int=7)
NUMBERS = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)  # fmt: skip


def writing(app: Flask, writer: Viewer, thread_id: int, place: int) -> Callable[[], list[int]]:
    """One writer after whose last post all their words stand there; ids of the posts in the order in which they were sent."""

    def write() -> list[int]:
        ids = []
        with app.app_context():
            for turn in range(EACH):
                with unit_of_work():
                    key = uuid5(KEYS, f"{place} {turn}")
                    body = (
                        f"A zebra crossing, {'again and ' * (turn % 5)}again: pebble note {NUMBERS[place]}."
                    )
                    ids.append(service.answer(writer, thread_id=thread_id, body=body, key=key))
                db.session.remove()
        return ids

    return write


def test_a_thousand_posts_of_twenty_writers_at_once_are_all_there_in_one_order(
    app: Flask, forum: Forum
) -> None:
    space_id = forum.space()
    thread_id = forum.thread(forum.lead(), space_id)
    writers = [forum.viewer(forum.lead()) for _ in range(WRITERS)]

    answers = all_at_once(
        app, *(writing(app, writer, thread_id, place) for place, writer in enumerate(writers))
    )

    assert [type(answer) for answer in answers] == [list] * WRITERS, answers
    rows = db.session.execute(
        select(Post.id, Post.number, Post.author_id, Post.posted_at)
        .where(Post.thread_id == thread_id)
        .order_by(Post.number)
    ).all()
    assert [row.number for row in rows] == list(range(1, WRITERS * EACH + 2))
    assert Counter(row.author_id for row in rows[1:]) == {writer.person_id: EACH for writer in writers}
    place_of = {row.id: row.number for row in rows}
    for ids in answers:
        assert [place_of[post_id] for post_id in ids] == sorted(place_of[post_id] for post_id in ids)
    thread = db.session.get_one(Thread, thread_id)
    assert (thread.last_number, thread.answer_count) == (WRITERS * EACH + 1, WRITERS * EACH)
    assert thread.last_author_id == rows[-1].author_id
    assert db.session.get_one(Space, space_id).thread_count == 1


def test_pages_of_a_long_thread_hold_each_post_once_while_others_write(app: Flask, forum: Forum) -> None:
    lead = forum.lead()
    thread_id = forum.thread(lead, forum.space())
    for _ in range(POSTS_PER_PAGE):
        forum.answer(lead, thread_id)
    shown = thread_queries.get_thread(forum.viewer(lead), thread_id)

    first = post_queries.list_posts(forum.viewer(lead), shown, page=1)
    forum.answer(lead, thread_id)
    second = post_queries.list_posts(forum.viewer(lead), shown, page=2)

    numbers = [post.number for page in (first, second) for post in page.rows]
    assert numbers == list(range(1, POSTS_PER_PAGE + 3))

"""Putting a post at the end of a locked thread: the one place that numbers posts and counts them."""

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import case, select
from sqlalchemy.dialects import postgresql, sqlite

from csaleads.core import clock
from csaleads.core.database import db, table_of
from csaleads.core.markdown import markdown
from csaleads.forum.authorship import Author
from csaleads.forum.following_models import ThreadRead
from csaleads.forum.models import Post, Space, Thread


class Written(NamedTuple):
    """Words that passed the screening, and what was made of them once, when they were written."""

    body: str
    body_html: str


def written(body: str) -> Written:
    """`body` with its safe HTML."""
    return Written(body, str(markdown(body)))


def append(thread: Thread, author: Author, words: Written) -> Post:
    """A new post stands last in the thread, which is locked; its space tells that something changed."""
    now = clock.now()
    thread.last_number += 1
    thread.last_posted_at = now
    thread.last_author_id = author.author_id
    if thread.last_number > 1:
        thread.answer_count += 1
    post = Post(
        thread_id=thread.id,
        number=thread.last_number,
        author_id=author.author_id,
        anonymous_key=author.anonymous_key,
        sealed_author=author.sealed_author,
        body=words.body,
        body_html=words.body_html,
        posted_at=now,
    )
    db.session.add(post)
    touch_space(thread.space_id, posted_at=now)
    db.session.flush()
    return post


def touch_space(space_id: int, *, posted_at: datetime | None = None, threads: int = 0) -> None:
    """The space tells that something in it changed; `threads` more are listed in it. Always after its threads are locked.

    Two who post in different threads of it wait for one another here: the later of the two moments stays.
    """
    query = select(Space).where(Space.id == space_id).with_for_update()
    space = db.session.scalars(query.execution_options(populate_existing=True)).one()
    space.version += 1
    space.thread_count += threads
    if posted_at is not None:
        space.last_posted_at = max(space.last_posted_at or posted_at, posted_at)


def note_read(person_id: int, thread_id: int, number: int) -> None:
    """That person has read the thread up to `number`; never less than before, whoever else says so in the same moment."""
    connection = db.session.connection()
    dialect: Any = postgresql if connection.dialect.name == "postgresql" else sqlite
    new = dialect.insert(table_of(ThreadRead)).values(
        person_id=person_id, thread_id=thread_id, last_number=number
    )
    known = table_of(ThreadRead).c.last_number
    further = case((new.excluded.last_number > known, new.excluded.last_number), else_=known)
    connection.execute(
        new.on_conflict_do_update(index_elements=["person_id", "thread_id"], set_={"last_number": further})
    )

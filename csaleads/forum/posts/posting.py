"""Putting a post at the end of a locked thread: the one place that numbers posts and counts them."""

from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import delete, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite

from csaleads.core import clock
from csaleads.core.database import Base, db, table_of
from csaleads.core.markdown import markdown_post
from csaleads.forum.authorship import Author
from csaleads.forum.following.models import Mention, ThreadRead
from csaleads.forum.models import Post, Space, Thread
from csaleads.forum.naming import NOBODY, Meant
from csaleads.network import members_service

MOMENT = timedelta(microseconds=1)  # the shortest that both databases tell apart


class Written(NamedTuple):
    """Words that passed the screening, and what was made of them once, when they were written."""

    body: str
    body_html: str
    resource_ids: str = ""  # as `Post.resource_ids` keeps them
    person_ids: tuple[int, ...] = ()


def written(body: str, meant: Meant = NOBODY) -> Written:
    """`body` with its safe HTML, and what it links to and whom it names. `meant` says who has the names: `naming.meant_in`."""
    shown = markdown_post(body, resolve=meant)
    return Written(body, str(shown.html), " ".join(key.hex for key in shown.resource_ids), shown.person_ids)


def rewrite(post: Post, words: Written) -> None:
    """The post says `words` now; whoever was named before and is not any more is named no longer."""
    post.body, post.body_html, post.resource_ids = words.body, words.body_html, words.resource_ids
    db.session.execute(delete(Mention).where(Mention.post_id == post.id))
    name_people(post, words.person_ids)


def name_people(post: Post, person_ids: tuple[int, ...]) -> None:
    """The post names these people too."""
    named = set(db.session.scalars(select(Mention.person_id).where(Mention.post_id == post.id)))
    db.session.add_all(Mention(post_id=post.id, person_id=key) for key in person_ids if key not in named)
    db.session.flush()


def append(thread: Thread, author: Author, words: Written) -> Post:
    """A new post stands last in the thread, which is locked; its space tells that something changed."""
    now = touch_space(thread.space_id, is_posted=True)
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
        resource_ids=words.resource_ids,
        posted_at=now,
    )
    db.session.add(post)
    db.session.flush()
    if words.person_ids:
        name_people(post, words.person_ids)
    return post


def touch_space(space_id: int, *, is_posted: bool = False, threads: int = 0) -> datetime:
    """The space tells that something in it changed; `threads` more are listed in it. Always after its threads are locked.

    Answers the moment of the change. Moments of posts follow one another in each space without a tie, so that whoever marks it as
    read up to the newest post that they saw has marked nothing else.
    """
    query = select(Space).where(Space.id == space_id).with_for_update()
    space = db.session.scalars(query.execution_options(populate_existing=True)).one()
    now = clock.now()
    if is_posted and space.last_posted_at is not None:
        now = max(now, space.last_posted_at + MOMENT)
    space.version += 1
    space.thread_count += threads
    if is_posted:
        space.last_posted_at = now
    return now


def keep_newest(thread: Thread) -> None:
    """The space of a moved thread knows of its newest post: whoever marks the space as read has read the thread too."""
    moment = thread.last_posted_at
    older = or_(Space.last_posted_at.is_(None), Space.last_posted_at < moment)
    query = update(Space).where(Space.id == thread.space_id, older).values(last_posted_at=moment)
    db.session.execute(query)


def note_read(person_id: int, thread_id: int, number: int) -> bool:
    """That person has read the thread up to `number`; never less than before, whoever else says so in the same moment.

    Whether that is further than before: then their counts of what is unread are made anew.
    """
    reads = table_of(ThreadRead)
    new = inserting(ThreadRead).values(person_id=person_id, thread_id=thread_id, last_number=number)
    noted = db.session.connection().execute(
        new.on_conflict_do_update(
            index_elements=["person_id", "thread_id"],
            set_={"last_number": new.excluded.last_number},
            where=new.excluded.last_number > reads.c.last_number,
        ).returning(reads.c.last_number)
    )
    is_further = noted.first() is not None
    if is_further:
        members_service.note_reading_by(person_id)
    return is_further


def inserting(model: type[Base]) -> Any:
    """An INSERT that knows what to do where the row is there already, on either database."""
    dialect: Any = postgresql if db.session.connection().dialect.name == "postgresql" else sqlite
    return dialect.insert(table_of(model))

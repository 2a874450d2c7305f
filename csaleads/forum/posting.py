"""Putting a post at the end of a locked thread: the one place that numbers posts and counts them."""

from typing import Any, NamedTuple

from sqlalchemy import case, delete, select
from sqlalchemy.dialects import postgresql, sqlite

from csaleads.core import clock
from csaleads.core.database import db, table_of
from csaleads.core.markdown import markdown_post
from csaleads.forum.authorship import Author
from csaleads.forum.following_models import Mention, ThreadRead
from csaleads.forum.models import Post, Space, Thread
from csaleads.forum.naming import NOBODY, Meant


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
        resource_ids=words.resource_ids,
        posted_at=now,
    )
    db.session.add(post)
    touch_space(thread.space_id, is_posted=True)
    db.session.flush()
    if words.person_ids:
        name_people(post, words.person_ids)
    return post


def touch_space(space_id: int, *, is_posted: bool = False, threads: int = 0) -> None:
    """The space tells that something in it changed; `threads` more are listed in it. Always after its threads are locked."""
    query = select(Space).where(Space.id == space_id).with_for_update()
    space = db.session.scalars(query.execution_options(populate_existing=True)).one()
    space.version += 1
    space.thread_count += threads
    if is_posted:
        space.last_posted_at = clock.now()


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

"""An author changes a post of theirs: within a day with its history kept, later by a correction beneath it."""

from typing import NamedTuple
from uuid import UUID

from csaleads.access.viewer import Viewer
from csaleads.audit import service as audit
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.errors import ChangedMeanwhile
from csaleads.core.unit_of_work import writes
from csaleads.forum import changes, naming
from csaleads.forum.authorship import Author, told_actor
from csaleads.forum.changes import Change
from csaleads.forum.models import Correction, Post, PostEdition, PostState, Thread
from csaleads.forum.naming import Meant
from csaleads.forum.posts import own_policy, posting
from csaleads.forum.posts.own_queries import facts_of, lock_own
from csaleads.forum.screened import post_subject
from csaleads.screening import service as screening
from csaleads.screening.service import NO_ANSWERS, Answers, Passed


class Rewritten(NamedTuple):
    """What a post is to say, and what its thread is to be called where it is the first one."""

    body: str
    title: str = ""


@writes
def edit_post(
    actor: Viewer,
    *,
    post_id: int,
    new: Rewritten,
    edition: int,
    key: UUID,
    screened: Answers = NO_ANSWERS,
) -> None:
    """The post says `new`, and what it said before is kept beside it. A hidden post stays hidden, and of it nothing is kept.

    `edition` is the one that the page showed; sending the same words twice changes nothing. Raises NotFound to everybody but its
    author, WrongState when the day is over, ChangedMeanwhile, CouldIdentify and CannotScreen for the words.
    """
    meant = naming.meant_in(actor, new.body)
    thread, view, post = lock_own(actor, post_id)
    own_policy.require_edit(facts_of(view, post), clock.now())
    new = new._replace(title=_title_after(thread, post, new))
    if (post.body, thread.title) == (new.body, new.title):
        return
    if post.edition != edition:
        raise ChangedMeanwhile
    texts = {"body": new.body} | ({"title": new.title} if new.title != thread.title else {})
    passed = _pass(actor, post, texts, key=key, meant=meant, screened=screened)
    _keep_edition(thread, post)
    posting.rewrite(post, posting.written(str(passed["body"]), meant))
    post.edited_at, post.edition = clock.now(), post.edition + 1
    thread.title = str(passed.texts.get("title", thread.title))
    _tell(actor, "edit_post", thread, post, passed)


@writes
def add_correction(
    actor: Viewer, *, post_id: int, body: str, key: UUID, screened: Answers = NO_ANSWERS
) -> None:
    """The words stand beneath the post, with their date.

    Raises NotFound to everybody but its author, WrongState while the post can be edited, where it is not shown and where it has
    enough of them, CouldIdentify and CannotScreen for the words.
    """
    meant = naming.meant_in(actor, body)
    thread, view, post = lock_own(actor, post_id)
    own_policy.require_correct(facts_of(view, post), clock.now())
    passed = _pass(actor, post, {"body": body}, key=key, meant=meant, screened=screened)
    words = posting.written(str(passed["body"]), meant)
    db.session.add(
        Correction(post_id=post.id, body=words.body, body_html=words.body_html, made_at=clock.now())
    )
    post.correction_count += 1
    posting.name_people(post, words.person_ids)
    _tell(actor, "correct_post", thread, post, passed)


def author_of(post: Post) -> Author:
    """The columns that tell whose the post is."""
    return Author(post.author_id, post.anonymous_key, post.sealed_author)


def _title_after(thread: Thread, post: Post, new: Rewritten) -> str:
    """Only the first post carries the title; while it is hidden the title stays as moderators left it."""
    return new.title if post.number == 1 and post.state is PostState.SHOWN and new.title else thread.title


def _pass(
    actor: Viewer, post: Post, texts: dict[str, str], *, key: UUID, meant: Meant, screened: Answers
) -> Passed:
    told = told_actor(actor, author_of(post))
    return screening.pass_texts(told, subject=post_subject(key, meant), texts=texts, answers=screened)


def _keep_edition(thread: Thread, post: Post) -> None:
    """What it said until now. Of a hidden post it may be what identifies somebody, and is gone."""
    if post.state is not PostState.SHOWN:
        return
    db.session.add(
        PostEdition(
            post_id=post.id,
            edition=post.edition,
            title=thread.title if post.number == 1 else "",
            body=post.body,
            body_html=post.body_html,
            made_at=post.edited_at or post.posted_at,
        )
    )
    db.session.flush()


def _tell(actor: Viewer, verb: str, thread: Thread, post: Post, passed: Passed) -> None:
    told = told_actor(actor, author_of(post))
    thread.version += 1
    posting.touch_space(thread.space_id)
    audit.record(told, verb, subject=("post", post.id), area_id=None, **passed.counts)
    changes.announce(told, Change.EDITED, thread, post)
    db.session.flush()

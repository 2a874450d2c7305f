"""Nothing is left of the words of a post: not in its editions and corrections, in reports, in messages or in what is proposed."""

from typing import Any

from sqlalchemy import delete, or_, select, update

from csaleads.access.viewer import Viewer
from csaleads.core.database import db
from csaleads.core.unit_of_work import writes
from csaleads.forum import addresses
from csaleads.forum.following.models import Mention
from csaleads.forum.library.models import KnowledgeConsent, KnowledgeProposal
from csaleads.forum.models import Correction, Post, PostEdition, Thread
from csaleads.forum.moderation.models import Report
from csaleads.learning.knowledge import KnowledgeState
from csaleads.notify.models import Message, OutboxRow

NO_TITLE = "Title taken away"
TELLING = ("what", "title")  # facts of a message in which the title of a thread may stand


@writes
def wipe(actor: Viewer, thread: Thread, post: Post) -> None:
    """The words of a post, which is locked behind its thread, are gone; with the first post goes the title.

    Search, and what stands above, hear of it from `changes`. What others wrote stays.
    """
    wipe_words(post)
    db.session.execute(update(Report).where(Report.post_id == post.id).values(words=""))
    if post.number == 1:
        wipe_title(thread)
    db.session.flush()


def wipe_words(post: Post) -> None:
    """What the post says and said, whom it names, and what quotes it in a proposal; part of a write that locked it."""
    post.body = post.body_html = post.resource_ids = ""
    post.correction_count = 0
    for model in (PostEdition, Correction, Mention):
        db.session.execute(delete(model).where(model.post_id == post.id))
    _wipe_proposals(post.id)


def wipe_title(thread: Thread) -> None:
    """What the thread was called, in messages too; part of a write that locked it."""
    thread.title, thread.hidden_title = NO_TITLE, None
    _wipe_messages(thread.id)


def _wipe_proposals(post_id: int) -> None:
    """What quotes the post is emptied, and withdrawn where it is not published; the library hears of the rest by `changes`."""
    quoting = select(KnowledgeConsent.knowledge_id).where(KnowledgeConsent.post_id == post_id)
    for row in db.session.scalars(
        select(KnowledgeProposal).where(KnowledgeProposal.id.in_(quoting)).with_for_update()
    ):
        row.title = row.summary = ""
        row.version += 1
        if row.state is not KnowledgeState.PUBLISHED:
            row.state = KnowledgeState.WITHDRAWN


def _wipe_messages(thread_id: int) -> None:
    """Messages and mails about the thread do not tell what it was called."""
    posts = select(Post.id).where(Post.thread_id == thread_id)
    roots = [addresses.of_thread(thread_id), *map(addresses.of_post, db.session.scalars(posts))]
    for model in (Message, OutboxRow):
        for start in range(0, len(roots), 200):
            _untitle(model, roots[start : start + 200])


def _untitle(model: Any, roots: list[str]) -> None:
    below = [model.path.like(f"{root}{mark}%") for root in roots[:1] for mark in ("/", "?", "#")]
    query = select(model).where(or_(model.path.in_(roots), *below))
    for row in db.session.scalars(query.with_for_update()):
        if any(name in row.facts for name in TELLING):
            row.facts = {name: value for name, value in row.facts.items() if name not in TELLING}

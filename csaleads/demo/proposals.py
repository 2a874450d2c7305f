"""What of the demonstration's forum was proposed for the library: who agreed since, and what a moderator has published."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select

from csaleads.core.database import db
from csaleads.demo.gatherings import Act, Tells
from csaleads.forum.library import service as knowledge_service
from csaleads.forum.library.models import KnowledgeProposal
from csaleads.forum.library.service import NewEntry
from csaleads.forum.models import Post
from csaleads.learning.models import Topic

BETWEEN = timedelta(hours=2)


def steps_of(teller: Tells, number: int, proposal: dict[str, Any], at: datetime) -> Iterator[Act]:
    """The proposal of a thread at `at`, and afterwards what each said whose post it draws on, and the second check."""
    yield Act(at, lambda: _propose(teller, number, proposal))
    for place, (name, post_number) in enumerate(proposal["given"], start=1):
        yield Act(at + BETWEEN * place, _agreeing(teller, number, name, post_number))
    if "published_by" in proposal:
        after = BETWEEN * (len(proposal["given"]) + 1)
        yield Act(at + after, lambda: _publish(teller, number, proposal["published_by"]))


def _propose(teller: Tells, number: int, proposal: dict[str, Any]) -> None:
    topic_id = db.session.scalars(select(Topic.id).where(Topic.start_key == proposal["topic"])).one()
    posts = tuple(_post_id(teller, number, each) for each in proposal["posts"])
    knowledge_service.propose(
        teller.people[proposal["by"]],
        thread_id=teller.threads[number],
        new=NewEntry(proposal["title"], proposal["summary"], topic_id, posts),
        key=teller.key(),
    )


def _agreeing(teller: Tells, number: int, name: str, post_number: int) -> Callable[[], None]:
    def act() -> None:
        knowledge_service.give_consent(
            teller.people[name],
            knowledge_id=_proposal(teller, number).id,
            post_id=_post_id(teller, number, post_number),
        )

    return act


def _publish(teller: Tells, number: int, name: str) -> None:
    row = _proposal(teller, number)
    knowledge_service.publish(teller.people[name], knowledge_id=row.id, version=row.version)


def _proposal(teller: Tells, number: int) -> KnowledgeProposal:
    query = select(KnowledgeProposal).where(KnowledgeProposal.thread_id == teller.threads[number])
    return db.session.scalars(query).one()


def _post_id(teller: Tells, number: int, post_number: int) -> int:
    query = select(Post.id).where(Post.thread_id == teller.threads[number], Post.number == post_number)
    return db.session.scalars(query).one()

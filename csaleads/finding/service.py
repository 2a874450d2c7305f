"""Saying of oneself that one knows a topic well, and taking it back."""

from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError

from csaleads.access.permissions import Role
from csaleads.access.viewer import Viewer
from csaleads.accounts import role_ends
from csaleads.audit import service as audit
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.unit_of_work import savepoint, writes
from csaleads.finding import knowing_queries as queries
from csaleads.finding import policy
from csaleads.finding.models import TopicKnower
from csaleads.learning.queries import get_topic


@writes
def say_known(actor: Viewer, *, topic_id: UUID) -> None:
    """Practice Leads and the programme team are shown that the actor knows the topic well. Saying it twice changes nothing.

    Raises NotFound to whoever reads no resources, and where there is no such topic.
    """
    policy.require_say(actor)
    get_topic(actor, topic_id)
    try:
        with savepoint():
            db.session.add(TopicKnower(person_id=actor.person_id, topic_id=topic_id, said_at=clock.now()))
    except IntegrityError:
        return  # they had said so before, or in the first of two clicks
    audit.record(actor, "say_topic_known", subject=("topic", topic_id), area_id=None)


@writes
def take_back_known(actor: Viewer, *, topic_id: UUID) -> None:
    """Nobody is shown any more that the actor knows the topic well. Where they never said so nothing changes."""
    policy.require_say(actor)
    if _forget(TopicKnower.person_id == actor.person_id, TopicKnower.topic_id == topic_id):
        audit.record(actor, "take_back_topic_known", subject=("topic", topic_id), area_id=None)


@role_ends.subscribe
@writes
def forget_with_last_role(actor: Viewer, person_id: int, area_id: int, role: Role) -> None:
    """What somebody said of themselves goes with the last role with which they read resources."""
    if not queries.reads_somewhere(person_id) and _forget(TopicKnower.person_id == person_id):
        audit.record(actor, "forget_topics_known", subject=("person", person_id), area_id=area_id)


def _forget(*conditions: object) -> int:
    query = delete(TopicKnower).where(*conditions)  # type: ignore[arg-type]
    return int(db.session.execute(query).rowcount)  # type: ignore[attr-defined]  # a DELETE has a row count

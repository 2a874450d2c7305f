"""Writing the topics: what they say, and their order. For the programme team."""

from uuid import UUID

from sqlalchemy import delete

from csaleads.access.viewer import Viewer
from csaleads.audit import service as audit
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.errors import ChangedMeanwhile
from csaleads.core.unit_of_work import writes
from csaleads.learning import policy, queries, resource_queries, search_texts
from csaleads.learning.content import TopicContent
from csaleads.learning.models import Topic, TopicConcern, TopicEdition
from csaleads.learning.screened import topic_subject
from csaleads.screening import service as screening
from csaleads.screening.service import NO_ANSWERS, Answers


@writes
def edit_topic(
    actor: Viewer, *, topic_id: UUID, content: TopicContent, edition: int, screened: Answers = NO_ANSWERS
) -> None:
    """The topic says `content`, as a new edition; what it said before is kept. What says the same is no new edition.

    Raises NotFound, ChangedMeanwhile where `edition` is not the newest any more, CouldIdentify and CannotScreen for its words.
    """
    policy.require_curriculum(actor)
    row = queries.lock_topic(topic_id)
    before = TopicContent(row.title, row.about, queries.concerns_of(topic_id))
    if content == before:
        return
    if row.edition != edition:
        raise ChangedMeanwhile
    texts = {
        name: getattr(content, name)
        for name in ("title", "about")
        if getattr(content, name) != getattr(before, name)
    }
    passed = screening.pass_texts(actor, subject=topic_subject(topic_id), texts=texts, answers=screened)
    write_topic(row, content, number=row.edition + 1, made_by_id=actor.person_id)
    if content.title != before.title:
        search_texts.put_topic(topic_id)
    audit.record(
        actor,
        "edit_topic",
        subject=("topic", topic_id),
        area_id=None,
        edition=row.edition,
        **passed.counts,
    )
    db.session.flush()


def write_topic(row: Topic, content: TopicContent, *, number: int, made_by_id: int | None) -> None:
    """`row` says `content` from now on, and edition `number` keeps it."""
    row.title, row.about, row.edition = content.title, content.about, number
    db.session.add(row)
    db.session.flush()
    db.session.execute(delete(TopicConcern).where(TopicConcern.topic_id == row.id))
    db.session.add_all(TopicConcern(topic_id=row.id, concern=concern) for concern in content.concerns)
    db.session.add(
        TopicEdition(
            topic_id=row.id,
            number=number,
            content=content.kept,
            made_by_id=made_by_id,
            made_at=clock.now(),
        )
    )


@writes
def move_topic(actor: Viewer, *, topic_id: UUID, steps: int, position: int) -> None:
    """The topic stands one place earlier (`steps` -1) or later (1) in its track; at the end of it nothing changes.

    Raises NotFound, and ChangedMeanwhile where it does not stand at `position` any more.
    """
    policy.require_curriculum(actor)
    ordered = queries.lock_track(queries.track_of(topic_id))
    place = next(place for place, topic in enumerate(ordered) if topic.id == topic_id)
    if ordered[place].position != position:
        raise ChangedMeanwhile
    other = place + steps
    if not 0 <= other < len(ordered):
        return
    ordered[place], ordered[other] = ordered[other], ordered[place]
    for number, topic in enumerate(ordered, start=1):
        topic.position = number
    audit.record(actor, "move_topic", subject=("topic", topic_id), area_id=None, position=other + 1)
    db.session.flush()


@writes
def order_resource(actor: Viewer, *, topic_id: UUID, resource_id: UUID, steps: int, position: int) -> None:
    """The approved resource stands one place earlier (`steps` -1) or later (1) in the reading order of the topic.

    What areas lent one another is passed over: the programme team is not shown it. Raises NotFound, and ChangedMeanwhile where
    it does not stand at `position` any more, or not in the topic.
    """
    policy.require_curriculum(actor)
    queries.lock_topic(topic_id)
    ordered = resource_queries.lock_order_of(topic_id)
    shown = [place for place, (_, is_shown) in enumerate(ordered) if is_shown]
    place = next((place for place in shown if ordered[place][0].resource_id == resource_id), None)
    if place is None or ordered[place][0].position != position:
        raise ChangedMeanwhile
    beside = shown.index(place) + steps
    if not 0 <= beside < len(shown):
        return
    other = shown[beside]
    ordered[place], ordered[other] = ordered[other], ordered[place]
    for number, (row, _) in enumerate(ordered, start=1):
        row.position = number
    audit.record(actor, "order_resources", subject=("topic", topic_id), area_id=None, position=other + 1)
    db.session.flush()

"""What a group learnt on a day, written by the lead who sees to it."""

from csaleads.access.viewer import Viewer
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.errors import ChangedMeanwhile, WrongState
from csaleads.core.unit_of_work import writes
from csaleads.programmes import queries, trail
from csaleads.programmes.afternoons import group_queries, points_queries
from csaleads.programmes.afternoons import policy as afternoon_policy
from csaleads.programmes.afternoons.models import LearningPoints
from csaleads.programmes.days import queries as day_queries
from csaleads.programmes.screened import points_subject
from csaleads.screening import service as screening
from csaleads.screening.service import NO_ANSWERS, Answers

TOO_EARLY = "too_early"


@writes
def write_points(
    actor: Viewer,
    *,
    cohort_id: int,
    group_id: int,
    day_id: int,
    text: str,
    version: int,
    screened: Answers = NO_ANSWERS,
) -> None:
    """The group and whoever looks after the cohort read `text` as what the group learnt on that day.

    Raises NotFound for everybody but the lead of the group, WrongState before the day begins, ChangedMeanwhile, CouldIdentify
    and CannotScreen.
    """
    cohort = queries.get_cohort(actor, cohort_id)
    group = group_queries.get_group(actor, cohort, group_id)
    afternoon_policy.require_write_points(actor, group)
    day_queries.lock_day(cohort_id, day_id)
    if clock.now() < day_queries.get_day(cohort, day_id).starts_at:
        raise WrongState("write_points", TOO_EARLY)
    row = points_queries.lock_points(day_id, group.number)
    if (row.version if row else 0) != version:
        raise ChangedMeanwhile
    subject = points_subject(day_id, group.number)
    passed = screening.pass_texts(actor, subject=subject, texts={"text": text}, answers=screened)
    if row is None:
        row = LearningPoints(day_id=day_id, group_number=group.number)
        db.session.add(row)
    row.text = passed["text"]
    row.written_by_id, row.written_at, row.version = actor.person_id, clock.now(), version + 1
    trail.record(actor, "write_learning_points", cohort, day_id=day_id, number=group.number, **passed.counts)
    db.session.flush()

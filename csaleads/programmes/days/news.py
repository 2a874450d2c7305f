"""Telling the members of a cohort of a learning day that is on another day, elsewhere, or not at all."""

from csaleads.access.viewer import Viewer
from csaleads.notify import service as notify
from csaleads.notify.models import MessageKind
from csaleads.notify.service import News
from csaleads.programmes import policy
from csaleads.programmes.addresses import OWN_PAGE
from csaleads.programmes.cohorts import standing_queries
from csaleads.programmes.days.queries import DayView
from csaleads.programmes.queries import CohortView


def announce_day(actor: Viewer, cohort: CohortView, day: DayView, kind: MessageKind) -> None:
    """Inside a write: members of a cohort that goes on are told of `day`, as they knew it."""
    if cohort.state not in policy.TAKES_PEOPLE:
        return
    learners = standing_queries.list_learners(cohort.id)
    told = standing_queries.list_told_of([learner.id for learner in learners])
    facts: dict[str, str | int] = {"starts_at": day.starts_at.isoformat()}
    people = sorted({each.person_id for each in told} - {actor.person_id})
    notify.tell_all([News(person_id, kind, facts, OWN_PAGE) for person_id in people])

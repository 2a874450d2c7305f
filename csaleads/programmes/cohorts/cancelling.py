"""Whom a cancelled cohort concerns, and telling them."""

from csaleads.access.viewer import Viewer
from csaleads.notify import service as notify
from csaleads.notify.models import MessageKind
from csaleads.notify.service import News
from csaleads.programmes.addresses import COHORTS_PAGE, OWN_PAGE
from csaleads.programmes.cohorts import standing_queries
from csaleads.programmes.models import MemberState
from csaleads.programmes.queries import CohortView

CONCERNED = (MemberState.NOMINATED, MemberState.AGREED, MemberState.MEMBER)


def announce_cancelling(actor: Viewer, cohort: CohortView) -> None:
    """Inside a write: members, whoever was nominated, and their managers hear that the cohort is cancelled, each of them once.

    They are led elsewhere: the cohort itself is shown to its organisers alone from now on.
    """
    told = standing_queries.list_told_of(standing_queries.ids_in(cohort.id, CONCERNED))
    people = {each.person_id for each in told} - {actor.person_id}
    managers = {each.manager_id for each in told if each.manager_id} - people - {actor.person_id}
    facts = {"what": cohort.name}
    cancelled, of_team = MessageKind.COHORT_CANCELLED, MessageKind.COHORT_OF_TEAM_CANCELLED
    notify.tell_all(
        [
            *(News(person_id, cancelled, facts, OWN_PAGE) for person_id in sorted(people)),
            *(News(person_id, of_team, facts, COHORTS_PAGE) for person_id in sorted(managers)),
        ]
    )

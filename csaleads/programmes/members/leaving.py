"""Whoever works in an area no more takes no part in its cohorts, in the transaction in which their last role there ends."""

from csaleads.access.permissions import Role
from csaleads.access.viewer import Viewer
from csaleads.accounts import role_ends
from csaleads.audit import service as audit
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.unit_of_work import writes
from csaleads.programmes import policy, queries
from csaleads.programmes.afternoons import group_service
from csaleads.programmes.certificates import queries as certificate_queries
from csaleads.programmes.cohorts import standing_queries
from csaleads.programmes.cohorts.completion import Level
from csaleads.programmes.cohorts.standing_queries import Learner
from csaleads.programmes.days import queries as day_queries
from csaleads.programmes.members import queries as member_queries
from csaleads.programmes.models import CohortMember, MemberState


@role_ends.subscribe
@writes
def follow_role(actor: Viewer, person_id: int, area_id: int, role: Role) -> None:
    """With their last role there their places are free, and their turns to come are gone.

    Whoever has the days that it takes keeps their part, so that it can be confirmed.
    """
    if certificate_queries.works_in(person_id, area_id):
        return
    for cohort_id, member_id in member_queries.list_parts_in(person_id, area_id):
        cohort = queries.lock_row(cohort_id)
        row = member_queries.lock_member(member_id, cohort_id)
        is_on = cohort.state in policy.TAKES_PEOPLE and (row.state, "leave") in policy.MEMBER_MOVES
        if is_on and not _has_the_days(row):
            _let_go(actor, row)


def _has_the_days(row: CohortMember) -> bool:
    if row.state is not MemberState.MEMBER:
        return False
    days = day_queries.list_days(queries.view_of(row.cohort_id))
    learner = Learner(row.id, row.state, row.state_since)
    found = standing_queries.days_of_members(row.cohort_id, days, [learner])[row.id]
    return found.standing.level is Level.MET


def _let_go(actor: Viewer, row: CohortMember) -> None:
    row.state, row.state_since = policy.member_after(row.state, "leave"), clock.now()
    audit.record(
        actor,
        "leave_member",
        subject=("cohort_member", row.id),
        area_id=row.area_id,
        cohort_id=row.cohort_id,
    )
    db.session.flush()
    group_service.release(row.id)

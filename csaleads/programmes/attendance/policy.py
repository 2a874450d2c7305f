"""Who may say who was there, show a joining code, correct a mark, and confirm that somebody completed. Pure questions."""

from collections.abc import Iterable

from csaleads.access.viewer import Viewer
from csaleads.core.errors import NotFound
from csaleads.programmes import policy
from csaleads.programmes.models import CohortState
from csaleads.programmes.policy import CohortFacts, GroupFacts, MemberFacts

KEEPS_ATTENDANCE = frozenset({CohortState.OPEN, CohortState.RUNNING, CohortState.FINISHED})
CONFIRMS = frozenset({CohortState.RUNNING, CohortState.FINISHED})


def can_take(viewer: Viewer, cohort: CohortFacts, group: GroupFacts | None) -> bool:
    """Whoever runs the cohort, and the lead who sees to the group; of those in no group (None), whoever runs it alone."""
    if not policy.can_see(viewer, cohort):
        return False
    sees_to_group = group is not None and group.facilitator_id == viewer.person_id
    return policy.can_run(viewer, cohort) or sees_to_group


def require_take(viewer: Viewer, cohort: CohortFacts, group: GroupFacts | None) -> None:
    if not can_take(viewer, cohort, group):
        raise NotFound


def can_show_code(viewer: Viewer, cohort: CohortFacts, groups: Iterable[GroupFacts]) -> bool:
    """Whoever runs the cohort or sees to one of its groups."""
    return can_take(viewer, cohort, None) or any(can_take(viewer, cohort, group) for group in groups)


def can_correct(viewer: Viewer, cohort: CohortFacts, group: GroupFacts | None, member: MemberFacts) -> bool:
    """Whoever may take it and whoever looks after the member's area; nobody for themselves."""
    if member.person_id == viewer.person_id or not policy.can_see(viewer, cohort):
        return False
    return can_take(viewer, cohort, group) or policy.sees_to_area(viewer, cohort, member.area_id)


def can_see_attendance(
    viewer: Viewer, cohort: CohortFacts, group: GroupFacts | None, member: MemberFacts
) -> bool:
    """Whoever sees the member's part, and whoever may correct it."""
    return policy.can_see_member(viewer, cohort, member) or can_correct(viewer, cohort, group, member)


def can_read_reasons(
    viewer: Viewer, cohort: CohortFacts, group: GroupFacts | None, member: MemberFacts
) -> bool:
    """What was typed about a correction is for the member and those who may correct, not for line managers."""
    return member.person_id == viewer.person_id or can_correct(viewer, cohort, group, member)


def can_confirm(viewer: Viewer, cohort: CohortFacts, member: MemberFacts) -> bool:
    """The programme team and the coordinators of the member's area say that somebody completed; nobody of themselves."""
    return cohort.state in CONFIRMS and can_withdraw(viewer, cohort, member)


def require_confirm(viewer: Viewer, cohort: CohortFacts, member: MemberFacts) -> None:
    if not can_confirm(viewer, cohort, member):
        raise NotFound


def can_withdraw(viewer: Viewer, cohort: CohortFacts, member: MemberFacts) -> bool:
    """The same people take a certificate back, also once the cohort is cancelled."""
    return member.person_id != viewer.person_id and policy.sees_to_area(viewer, cohort, member.area_id)


def require_withdraw(viewer: Viewer, cohort: CohortFacts, member: MemberFacts) -> None:
    if not can_withdraw(viewer, cohort, member):
        raise NotFound


HAS_DAYS = policy.HOLDS_A_PLACE

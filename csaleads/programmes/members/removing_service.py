"""Taking a learning day out of a cohort, with everything that hangs on it."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import delete

from csaleads.access.viewer import Viewer
from csaleads.core.database import db
from csaleads.core.errors import ChangedMeanwhile, WrongState
from csaleads.core.unit_of_work import writes
from csaleads.notify.models import MessageKind
from csaleads.programmes import policy, queries, trail
from csaleads.programmes.afternoons import group_queries, group_service
from csaleads.programmes.afternoons.group_queries import GroupView
from csaleads.programmes.attendance.models import JoiningCode
from csaleads.programmes.cohorts import completion_service
from csaleads.programmes.days import queries as day_queries
from csaleads.programmes.days.held_days import why_it_stays
from csaleads.programmes.days.news import announce_day
from csaleads.programmes.models import (
    DayPart,
    LearningDay,
    LearningDayTopic,
    MemberAbsence,
)
from csaleads.programmes.queries import CohortView

Cleaner = Callable[[int], None]
_cleaners: list[Cleaner] = []


@dataclass(frozen=True)
class Removed:
    """What removing a day led to: in how many groups the rota was dealt anew, or who has no turn to come any more."""

    dealt_count: int
    without_turn: tuple[str, ...]


def also_removed(clean: Cleaner) -> Cleaner:
    """Call `clean(day_id)` before a day is removed: it takes out the rows of its module that hang on the day."""
    if clean not in _cleaners:
        _cleaners.append(clean)
    return clean


@also_removed
def _remove_own_rows(day_id: int) -> None:
    for table in (LearningDayTopic, DayPart, MemberAbsence, JoiningCode):
        db.session.execute(delete(table).where(table.day_id == day_id))


@writes
def remove_day(actor: Viewer, *, cohort_id: int, day_id: int, version: int, deals_anew: bool) -> Removed:
    """The day is gone, its members told, and who presents dealt anew or left with those named who have no turn any more.

    Raises NotFound, ChangedMeanwhile, WrongState where the cohort is over or the day was held (`held_days`).
    """
    cohort = _lock(actor, cohort_id, "remove_day")
    row = day_queries.lock_day(cohort_id, day_id)
    if row.version != version:
        raise ChangedMeanwhile
    if reason := why_it_stays(day_id):
        raise WrongState("remove_day", reason)
    day = day_queries.get_day(cohort, day_id)
    group_service.forget_turns_of_day(day_id)
    for clean in _cleaners:
        clean(day_id)
    db.session.flush()
    db.session.execute(delete(LearningDay).where(LearningDay.id == day_id))
    db.session.expire_all()
    trail.record(actor, "remove_day", cohort, day_id=day_id)
    if not day.is_over:
        announce_day(actor, cohort, day, MessageKind.DAY_REMOVED)
    removed = _turns_after(actor, cohort, deals_anew=deals_anew and not day.is_over)
    completion_service.give_early_word(cohort)
    return removed


def _turns_after(actor: Viewer, cohort: CohortView, *, deals_anew: bool) -> Removed:
    groups = group_queries.all_groups(cohort.id)
    can_be_dealt = any(group.dealt_at and group.has_right_size for group in groups)
    is_ahead = any(not day.is_over for day in day_queries.list_days(cohort))
    if deals_anew and can_be_dealt and is_ahead and cohort.state in policy.TAKES_PEOPLE:
        return Removed(group_service.deal_rotas(actor, cohort_id=cohort.id), ())
    return Removed(0, tuple(_without_turn(groups)))


def _without_turn(groups: list[GroupView]) -> list[str]:
    """Members of dealt groups who present on no day, past or to come."""
    names = []
    for group in groups:
        presenting = {turn.member_id for turn in group.turns}
        if group.dealt_at is not None:
            names += [member.full_name for member in group.members if member.member_id not in presenting]
    return sorted(names, key=str.lower)


def _lock(actor: Viewer, cohort_id: int, verb: str) -> CohortView:
    row, cohort = queries.lock_cohort(actor, cohort_id)
    policy.require_run(actor, cohort)
    if row.state not in policy.EDITABLE:
        raise WrongState(verb, row.state.value)
    return cohort

"""Making, changing and moving on a cohort, and ticking what an area has seen to."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import delete, select

from csaleads.access.viewer import Viewer
from csaleads.accounts.queries import area_names
from csaleads.audit import service as audit
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.errors import ChangedMeanwhile, InvalidChoice, NotFound, WrongState
from csaleads.core.unit_of_work import writes
from csaleads.learning.models import Track
from csaleads.programmes import policy, queries
from csaleads.programmes.afternoons import group_service
from csaleads.programmes.cohorts import cancelling
from csaleads.programmes.cohorts.setting_up import require_working_day
from csaleads.programmes.days import queries as day_queries
from csaleads.programmes.errors import AreaInUse
from csaleads.programmes.models import (
    CheckItem,
    Cohort,
    CohortArea,
    CohortCheck,
    CohortState,
    MemberState,
)
from csaleads.programmes.queries import CohortView


@dataclass(frozen=True)
class CohortPlan:
    """What somebody asked for: places by area id."""

    name: str
    track: Track
    starts_on: date
    places: Mapping[int, int]


@writes
def make_cohort(actor: Viewer, *, plan: CohortPlan) -> int:
    """A planned cohort of the areas; its id.

    Raises NotFound where it is not the actor's to make, InvalidChoice, NotAWorkingDay.
    """
    if not policy.can_make(actor, plan.places):
        raise NotFound
    if set(area_names(list(plan.places))) != set(plan.places):
        raise InvalidChoice("areas")
    require_working_day(plan.starts_on)
    now = clock.now()
    cohort = Cohort(
        name=plan.name,
        track=plan.track,
        state=CohortState.PLANNED,
        state_since=now,
        starts_on=plan.starts_on,
        made_by_id=actor.person_id,
        made_at=now,
        version=1,
    )
    db.session.add(cohort)
    db.session.flush()
    db.session.add_all(
        CohortArea(cohort_id=cohort.id, area_id=area_id, places=places)
        for area_id, places in sorted(plan.places.items())
    )
    db.session.flush()
    _record(actor, "make_cohort", cohort.id, plan.places)
    return cohort.id


@writes
def change_cohort(actor: Viewer, *, cohort_id: int, version: int, plan: CohortPlan) -> None:
    """The cohort is as planned. Raises NotFound, WrongState, ChangedMeanwhile, InvalidChoice, AreaInUse, NotAWorkingDay."""
    cohort, now = queries.lock_cohort(actor, cohort_id)
    policy.require_run(actor, now)
    if cohort.state not in policy.EDITABLE:
        raise WrongState("change_cohort", cohort.state.value)
    if cohort.version != version:
        raise ChangedMeanwhile
    if not policy.can_make(actor, plan.places) or set(area_names(list(plan.places))) != set(plan.places):
        raise InvalidChoice("areas")
    if plan.starts_on != cohort.starts_on:
        require_working_day(plan.starts_on)
    _change_areas(now, plan.places)
    cohort.name, cohort.track, cohort.starts_on = plan.name, plan.track, plan.starts_on
    cohort.version += 1
    _record(actor, "change_cohort", cohort_id, {*now.area_ids, *plan.places})
    db.session.flush()


def _change_areas(now: CohortView, places: Mapping[int, int]) -> None:
    """Areas and places as asked for; raises AreaInUse where that would leave members without a place."""
    for area in now.areas:
        wanted = places.get(area.id)
        if wanted is None and queries.count_of(now.id, area.id, frozenset(MemberState)):
            raise AreaInUse(area.id)
        if wanted is not None and wanted < queries.count_of(now.id, area.id, policy.HOLDS_A_PLACE):
            raise AreaInUse(area.id)
        if wanted is None:
            of_area = (CohortCheck.cohort_id == now.id, CohortCheck.area_id == area.id)
            db.session.execute(delete(CohortCheck).where(*of_area))
            gone = (CohortArea.cohort_id == now.id, CohortArea.area_id == area.id)
            db.session.execute(delete(CohortArea).where(*gone))
        else:
            db.session.get_one(CohortArea, (now.id, area.id)).places = wanted
    new = set(places) - set(now.area_ids)
    db.session.add_all(
        CohortArea(cohort_id=now.id, area_id=area_id, places=places[area_id]) for area_id in sorted(new)
    )
    db.session.flush()


@writes
def move_cohort(actor: Viewer, *, cohort_id: int, verb: str) -> CohortState:
    """The cohort goes where the verb leads (open, start, finish, cancel). Raises NotFound, WrongState.

    It finishes once its last day is over; nobody is asked to swap a turn then, nor once it is cancelled. Of one that is cancelled
    its members, nominees and their managers are told.
    """
    cohort, now = queries.lock_cohort(actor, cohort_id)
    policy.require_run(actor, now)
    after = policy.cohort_after(cohort.state, verb)
    if verb == "finish" and any(not day.is_over for day in day_queries.list_days(now)):
        raise WrongState(verb, "days_to_come")
    cohort.state = after
    cohort.state_since = clock.now()
    cohort.version += 1
    _record(actor, f"{verb}_cohort", cohort_id, now.area_ids)
    db.session.flush()
    if after not in policy.EDITABLE:
        group_service.end_open_swaps(cohort_id)
    if after is CohortState.CANCELLED:
        cancelling.announce_cancelling(actor, now)
    return cohort.state


@writes
def set_places(actor: Viewer, *, cohort_id: int, area_id: int, version: int, places: int) -> None:
    """The area has so many places. Raises NotFound, WrongState, ChangedMeanwhile, AreaInUse for fewer than its members."""
    cohort, now = queries.lock_cohort(actor, cohort_id)
    policy.require_run(actor, now)
    now.area(area_id)
    if cohort.state not in policy.EDITABLE:
        raise WrongState("set_places", cohort.state.value)
    if cohort.version != version:
        raise ChangedMeanwhile
    if places < queries.count_of(cohort_id, area_id, policy.HOLDS_A_PLACE):
        raise AreaInUse(area_id)
    db.session.get_one(CohortArea, (cohort_id, area_id)).places = places
    cohort.version += 1
    audit.record(actor, "set_places", subject=("cohort", cohort_id), area_id=area_id, places=places)
    db.session.flush()


@writes
def tick(actor: Viewer, *, cohort_id: int, area_id: int, item: CheckItem, is_done: bool) -> None:
    """The area has seen to the item, or has not. Saying it twice changes nothing. Raises NotFound, WrongState."""
    cohort, now = queries.lock_cohort(actor, cohort_id)
    policy.require_sees_to_area(actor, now, area_id)
    if cohort.state not in policy.EDITABLE:
        raise WrongState("tick", cohort.state.value)
    this = (
        CohortCheck.cohort_id == cohort_id,
        CohortCheck.area_id == area_id,
        CohortCheck.item == item,
    )
    known = db.session.scalar(select(CohortCheck).where(*this))
    if (known is not None) == is_done:
        return
    if known is not None:
        db.session.delete(known)
    else:
        db.session.add(
            CohortCheck(
                cohort_id=cohort_id,
                area_id=area_id,
                item=item,
                ticked_by_id=actor.person_id,
                ticked_at=clock.now(),
            )
        )
    verb = "tick_cohort_item" if is_done else "untick_cohort_item"
    audit.record(actor, verb, subject=("cohort", cohort_id), area_id=area_id, item=item.value)
    db.session.flush()


def _record(
    actor: Viewer, verb: str, cohort_id: int, area_ids: Mapping[int, int] | tuple[int, ...] | set[int]
) -> None:
    """Into the trail of every area that takes part."""
    for area_id in sorted(area_ids):
        audit.record(actor, verb, subject=("cohort", cohort_id), area_id=area_id)

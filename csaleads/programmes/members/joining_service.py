"""Showing a joining code, and joining with it. Every use is in the trail, and so is every code that was wrong."""

from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError

from csaleads.access.viewer import Viewer
from csaleads.audit import service as audit
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.errors import DomainError, NotFound, WrongState
from csaleads.core.unit_of_work import savepoint, writes
from csaleads.programmes import queries, trail
from csaleads.programmes.afternoons import group_queries
from csaleads.programmes.attendance import policy as attendance_policy
from csaleads.programmes.attendance import queries as attendance_queries
from csaleads.programmes.attendance import service as attendance_service
from csaleads.programmes.attendance.models import Half, JoiningCode, MarkWay, Presence
from csaleads.programmes.cohorts import completion_service
from csaleads.programmes.days import queries as day_queries
from csaleads.programmes.days.queries import DayView
from csaleads.programmes.members import joining_queries
from csaleads.programmes.members import queries as member_queries
from csaleads.programmes.members.joining_codes import is_same, new_code
from csaleads.programmes.members.joining_queries import CodeOfToday
from csaleads.programmes.models import MemberState


class NoSuchCode(DomainError):
    """No code of a half day that the actor takes part in now."""


class MarkedAlready(DomainError):
    """The half day is marked otherwise already."""

    def __init__(self, presence: Presence) -> None:
        super().__init__(presence.value)
        self.presence = presence


def is_open(day: DayView, half: Half) -> bool:
    """Whether a code of that half day is worth something now: within its hours, and half an hour around them, on that day."""
    now = clock.now()
    is_day = clock.to_local(now).date() == day.held_on
    return is_day and attendance_service.half_of(day, half).widened().holds(now)


@writes
def show_code(actor: Viewer, *, cohort_id: int, day_id: int, half: Half, is_new: bool = False) -> str:
    """The code of the half day, made on first asking; with `is_new` another one takes its place.

    Raises NotFound for whoever takes no attendance in the cohort, WrongState outside of its hours.
    """
    _, cohort = queries.lock_cohort(actor, cohort_id)
    if not attendance_policy.can_show_code(actor, cohort, group_queries.all_groups(cohort_id)):
        raise NotFound("code")
    day = day_queries.get_day(cohort, day_id)
    if cohort.state not in attendance_policy.KEEPS_ATTENDANCE:
        raise WrongState("show_code", cohort.state.value)
    if not is_open(day, half):
        raise WrongState("show_code", "closed")
    known = joining_queries.find_code(day_id, half)
    if known is not None and not is_new:
        return known
    of_half = (JoiningCode.day_id == day_id, JoiningCode.half == half)
    db.session.execute(delete(JoiningCode).where(*of_half))
    code = new_code()
    made = JoiningCode(day_id=day_id, half=half, code=code, made_by_id=actor.person_id, made_at=clock.now())
    try:
        with savepoint():
            db.session.add(made)
    except IntegrityError:
        raise WrongState("show_code", "shown") from None
    trail.record(actor, "show_joining_code", cohort, day_id=day_id, half=half.value)
    return code


def find_joined(viewer: Viewer, typed: str) -> CodeOfToday:
    """The half day that the typed code opens to the viewer now; raises NoSuchCode and says no more than that."""
    for found in joining_queries.list_own_codes(viewer, clock.today()):
        if is_same(typed, found.code):
            try:
                cohort = queries.get_cohort(viewer, found.cohort_id)
            except NotFound:  # they work in no area of it any more
                raise NoSuchCode from None
            is_kept = cohort.state in attendance_policy.KEEPS_ATTENDANCE
            if is_kept and is_open(day_queries.get_day(cohort, found.day_id), found.half):
                return found
    raise NoSuchCode


@writes
def join(actor: Viewer, *, typed: str) -> CodeOfToday:
    """The actor is marked present for the half day whose code they typed; which it is. Typing it again changes nothing.

    Raises NoSuchCode, MarkedAlready where the register says something else.
    """
    found = find_joined(actor, typed)
    row = member_queries.lock_member(found.member_id, found.cohort_id)
    if row.state is not MemberState.MEMBER:
        raise NoSuchCode
    is_first = attendance_service.add_mark(
        actor,
        member_id=row.id,
        day_id=found.day_id,
        half=found.half,
        presence=Presence.PRESENT,
        way=MarkWay.BY_CODE,
    )
    if not is_first:
        mark = attendance_queries.lock_mark(row.id, found.day_id, found.half)
        if mark.presence is not Presence.PRESENT:
            raise MarkedAlready(mark.presence)
        return found
    audit.record(
        actor,
        "join_by_code",
        subject=("cohort_member", row.id),
        area_id=row.area_id,
        day_id=found.day_id,
        half=found.half.value,
    )
    completion_service.give_early_word(queries.get_cohort(actor, found.cohort_id), [row.id])
    return found


@writes
def note_wrong_code(actor: Viewer) -> None:
    """The trail says that somebody typed a code that was none. What they typed is kept nowhere."""
    area_ids = actor.area_ids
    audit.record(
        actor,
        "wrong_joining_code",
        subject=("person", actor.person_id),
        area_id=area_ids[0] if area_ids else None,
    )

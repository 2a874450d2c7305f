"""Saying who was there, and correcting it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.exc import IntegrityError

from csaleads.access.viewer import Viewer
from csaleads.audit import service as audit
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.errors import ChangedMeanwhile, InvalidChoice, NotFound, WrongState
from csaleads.core.unit_of_work import savepoint, writes
from csaleads.notify import service as notify
from csaleads.notify.models import MessageKind
from csaleads.programmes import queries, trail
from csaleads.programmes.addresses import attendance_page
from csaleads.programmes.attendance import policy as attendance_policy
from csaleads.programmes.attendance import queries as attendance_queries
from csaleads.programmes.attendance.models import (
    AttendanceChange,
    AttendanceMark,
    CorrectionReason,
    Half,
    MarkWay,
    Presence,
)
from csaleads.programmes.cohorts import completion_service
from csaleads.programmes.days import queries as day_queries
from csaleads.programmes.days.halves import Span, span_of
from csaleads.programmes.days.queries import DayView
from csaleads.programmes.members import queries as member_queries
from csaleads.programmes.models import MemberState
from csaleads.programmes.screened import member_subject
from csaleads.screening import service as screening
from csaleads.screening.service import NO_ANSWERS, Answers


@dataclass(frozen=True)
class Taken:
    """How many were marked, and whose mark was there already and says something else."""

    count: int
    overtaken: tuple[str, ...]


@dataclass(frozen=True)
class Correction:
    """What a mark said when the page was opened, what it should say, and why."""

    before: Presence
    after: Presence
    reason: CorrectionReason
    more: str = ""


def half_of(day: DayView, half: Half) -> Span:
    """From when to when that half of the day lasts."""
    return span_of(day.held_on, day.starts, day.ends, day_queries.list_parts(day.id), half)


def has_begun(day: DayView, half: Half, now: datetime) -> bool:
    """Whether the half day is near enough to say who is there."""
    return half_of(day, half).widened().starts_at <= now


@writes
def take(
    actor: Viewer,
    *,
    cohort_id: int,
    day_id: int,
    group_id: int,
    half: Half,
    marks: Mapping[int, Presence],
) -> Taken:
    """Those members of the group (or of none) are marked for the half day. What is marked already stays: it is corrected.

    Raises NotFound, InvalidChoice for whoever is not on the register, WrongState before it begins or in a cancelled cohort.
    """
    _, cohort = queries.lock_cohort(actor, cohort_id)
    group = attendance_queries.find_group(cohort, group_id)
    attendance_policy.require_take(actor, cohort, group)
    day = day_queries.get_day(cohort, day_id)
    if cohort.state not in attendance_policy.KEEPS_ATTENDANCE:
        raise WrongState("take", cohort.state.value)
    if not has_begun(day, half, clock.now()):
        raise WrongState("take", "ahead")
    register = {
        line.member_id: line
        for line in attendance_queries.list_register(cohort, group, day_id=day_id, half=half)
        if line.person_id != actor.person_id
    }
    if not set(marks) <= set(register):
        raise InvalidChoice("members")
    known = {member_id: line.mark for member_id, line in register.items() if line.mark is not None}
    new = {member_id: presence for member_id, presence in marks.items() if member_id not in known}
    count = sum(
        add_mark(
            actor, member_id=member_id, day_id=day_id, half=half, presence=presence, way=MarkWay.BY_REGISTER
        )
        for member_id, presence in new.items()
    )
    others = [
        register[member_id].full_name
        for member_id, presence in marks.items()
        if member_id in known and known[member_id].presence is not presence
    ]
    if count:
        trail.record(actor, "take_attendance", cohort, day_id=day_id, half=half.value, count=count)
        completion_service.give_early_word(cohort, list(new))
    return Taken(count, tuple(others))


@writes
def add_mark(
    actor: Viewer, *, member_id: int, day_id: int, half: Half, presence: Presence, way: MarkWay
) -> bool:
    """The bare act, for services that have checked who may: marked so, unless somebody was quicker; whether it is."""
    return _add(
        AttendanceMark(
            member_id=member_id,
            day_id=day_id,
            half=half,
            presence=presence,
            way=way,
            marked_by_id=actor.person_id,
            marked_at=clock.now(),
        )
    )


def _add(mark: AttendanceMark) -> bool:
    try:
        with savepoint():
            db.session.add(mark)
    except IntegrityError:
        return False
    return True


@writes
def correct(
    actor: Viewer,
    *,
    cohort_id: int,
    day_id: int,
    member_id: int,
    half: Half,
    correction: Correction,
    screened: Answers = NO_ANSWERS,
) -> None:
    """The mark says something else, and what it said is kept with the reason. The member is told in the app.

    Raises NotFound, ChangedMeanwhile where it no longer says what the page showed, InvalidChoice where nothing would change,
    WrongState for whoever has a certificate, CouldIdentify and CannotScreen for the words.
    """
    _, cohort = queries.lock_cohort(actor, cohort_id)
    row = member_queries.lock_member(member_id, cohort_id)
    member = member_queries.facts_of(cohort, member_id)
    group = attendance_queries.group_of_member(cohort, member_id)
    if not attendance_policy.can_correct(actor, cohort, group, member):
        raise NotFound("member")
    day_queries.get_day(cohort, day_id)
    if row.state is not MemberState.MEMBER or cohort.state not in attendance_policy.KEEPS_ATTENDANCE:
        raise WrongState("correct", row.state.value)
    mark = attendance_queries.lock_mark(member_id, day_id, half)
    if mark.presence is not correction.before:
        raise ChangedMeanwhile
    if correction.before is correction.after:
        raise InvalidChoice("presence")
    passed = screening.pass_texts(
        actor,
        subject=member_subject(member_id, row.area_id),
        texts={"more": correction.more},
        answers=screened,
    )
    change = AttendanceChange(
        member_id=member_id,
        day_id=day_id,
        half=half,
        before=correction.before,
        after=correction.after,
        reason=correction.reason,
        changed_by_id=actor.person_id,
        changed_at=clock.now(),
    )
    change.more = passed["more"]
    db.session.add(change)
    mark.presence, mark.way = correction.after, MarkWay.BY_CORRECTION
    mark.marked_by_id, mark.marked_at = actor.person_id, clock.now()
    audit.record(
        actor,
        "correct_attendance",
        subject=("cohort_member", member_id),
        area_id=row.area_id,
        day_id=day_id,
        half=half.value,
        before=correction.before.value,
        after=correction.after.value,
    )
    db.session.flush()
    notify.tell(
        row.person_id,
        MessageKind.ATTENDANCE_CORRECTED,
        facts={"member_id": member_id},
        path=attendance_page(cohort_id, member_id),
        mail=False,
    )
    completion_service.give_early_word(cohort, [member_id])

"""Attendance: the registers of a day, one register for a half day, and correcting a mark."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from csaleads.access.guards import requires, viewer
from csaleads.access.permissions import Permission
from csaleads.accounts import held_forms
from csaleads.core import clock
from csaleads.core.errors import ChangedMeanwhile, InvalidChoice, NotFound, WrongState
from csaleads.programmes import policy, queries
from csaleads.programmes.afternoons import group_queries
from csaleads.programmes.attendance import policy as attendance_policy
from csaleads.programmes.attendance import presenters as attendance_presenters
from csaleads.programmes.attendance import queries as attendance_queries
from csaleads.programmes.attendance import service as attendance_service
from csaleads.programmes.attendance.forms import CorrectForm
from csaleads.programmes.attendance.models import Half, Presence
from csaleads.programmes.attendance.page import half_in, page_of_member_days, page_of_registers
from csaleads.programmes.attendance.queries import Mark, RegisterLine
from csaleads.programmes.attendance.register_form import choices_in, register_form
from csaleads.programmes.attendance.service import Correction
from csaleads.programmes.attendance.wording import (
    HALF_LABELS,
    PRESENCE_LABELS,
    PRESENCE_TONES,
    TAKE_REFUSALS,
    TAKE_REFUSED,
)
from csaleads.programmes.blueprint import blueprint
from csaleads.programmes.days import queries as day_queries
from csaleads.programmes.screened import member_subject
from csaleads.screening import asking
from csaleads.screening.service import NotPassed

P = Permission


@blueprint.get("/cohorts/<int:cohort_id>/days/<int:day_id>/attendance")
@requires(P.SEE_COHORTS)
def attendance(cohort_id: int, day_id: int) -> ResponseReturnValue:
    """The registers of a day that the viewer may take, and the joining codes."""
    cohort = queries.get_cohort(viewer(), cohort_id)
    every = group_queries.all_groups(cohort_id)
    groups = [group for group in every if attendance_policy.can_take(viewer(), cohort, group)]
    runs = policy.can_run(viewer(), cohort)
    if not runs and not groups:
        raise NotFound("attendance")
    day = day_queries.get_day(cohort, day_id)
    ungrouped = group_queries.members_without_group(cohort_id) if runs else []
    links = attendance_presenters.register_links(groups, ungrouped, attendance_queries.list_marks(day_id))
    now = clock.now()
    return render_template(
        "programmes/attendance.html",
        cohort=cohort,
        day=day,
        links=links,
        halves=[
            (half.value, HALF_LABELS[half], attendance_service.has_begun(day, half, now)) for half in Half
        ],
        sees_all=runs,
    )


@blueprint.route(
    "/cohorts/<int:cohort_id>/days/<int:day_id>/attendance/<int:group_id>/<half>", methods=["GET", "POST"]
)
@requires(P.SEE_COHORTS)
def register(cohort_id: int, day_id: int, group_id: int, half: str) -> ResponseReturnValue:
    """Who of the group is there for the half day: everybody on one page."""
    which = half_in(half)
    cohort = queries.get_cohort(viewer(), cohort_id)
    group = attendance_queries.find_group(cohort, group_id)
    attendance_policy.require_take(viewer(), cohort, group)
    day = day_queries.get_day(cohort, day_id)
    lines = attendance_queries.list_register(cohort, group, day_id=day_id, half=which)
    others = [line for line in lines if line.person_id != viewer().person_id]
    held = held_forms.take_back(viewer(), request)
    form = register_form(others, held)
    if form.validate_on_submit():
        try:
            taken = attendance_service.take(
                viewer(),
                cohort_id=cohort_id,
                day_id=day_id,
                group_id=group_id,
                half=which,
                marks=choices_in(form),
            )
        except WrongState as refused:
            flash(TAKE_REFUSALS.get(refused.state, TAKE_REFUSED), "info")
            return page_of_registers(cohort_id, day_id)
        except InvalidChoice:
            form.fail_whole("Somebody is no longer on this register. Look at it as it is now")
        else:
            held_forms.let_go(viewer(), request)
            words = attendance_presenters.taken_words(taken.count, taken.overtaken)
            flash(words, "warning" if taken.overtaken else "success")
            return redirect(request.path)
    page = render_template(
        "programmes/register.html",
        form=form,
        cohort=cohort,
        day=day,
        group=group,
        to_take=[form[f"member_{line.member_id}"] for line in others if line.mark is None],
        marked=[_shown(line) for line in lines if line.mark is not None],
        is_on_it=any(line.mark is None and line.person_id == viewer().person_id for line in lines),
        own_id=viewer().person_id,
        label=HALF_LABELS[which],
        half=which.value,
        has_begun=attendance_service.has_begun(day, which, clock.now()),
        was_held=held is not None,
        views=[
            (HALF_LABELS[each], _address(cohort_id, day_id, group_id, each), each is which) for each in Half
        ],
    )
    return (page, 422) if form.is_submitted() else page


def _address(cohort_id: int, day_id: int, group_id: int, half: Half) -> str:
    return url_for(
        "programmes.register", cohort_id=cohort_id, day_id=day_id, group_id=group_id, half=half.value
    )


def _shown(line: RegisterLine) -> tuple[RegisterLine, str, str, str]:
    mark = line.mark
    assert mark is not None  # noqa: S101 - for the type checker: callers hand in those who are marked
    return (
        line,
        PRESENCE_LABELS[mark.presence],
        PRESENCE_TONES[mark.presence],
        attendance_presenters.how_words(mark),
    )


@blueprint.route(
    "/cohorts/<int:cohort_id>/days/<int:day_id>/attendance/correct/<int:member_id>/<half>",
    methods=["GET", "POST"],
)
@requires(P.SEE_COHORTS)
def correct_mark(cohort_id: int, day_id: int, member_id: int, half: str) -> ResponseReturnValue:
    """What a mark should say, and why."""
    which = half_in(half)
    cohort = queries.get_cohort(viewer(), cohort_id)
    member, group = attendance_queries.get_seen(viewer(), cohort, member_id)
    if not attendance_policy.can_correct(viewer(), cohort, group, member):
        raise NotFound("mark")
    day = day_queries.get_day(cohort, day_id)
    mark = _mark_of(member_id, day_id, which)
    held = held_forms.take_back(viewer(), request)
    form = CorrectForm(formdata=held) if held else CorrectForm(data={"before": mark.presence.value})
    taken = asking.take_up(form, member_subject(member_id, member.area_id))
    if taken.is_complete(form):
        try:
            attendance_service.correct(
                viewer(),
                cohort_id=cohort_id,
                day_id=day_id,
                member_id=member_id,
                half=which,
                correction=Correction(
                    _before(form), form.presence.data, form.reason.data, form.more.data or ""
                ),
                screened=taken.answers,
            )
        except NotPassed as stopped:
            return asking.page(form, stopped, taken)
        except WrongState as refused:
            flash(TAKE_REFUSALS.get(refused.state, TAKE_REFUSED), "info")
            return page_of_member_days(cohort_id, member_id)
        except ChangedMeanwhile:
            mark = _mark_of(member_id, day_id, which)
            form.before.data = mark.presence.value
            form.fail("presence", "Somebody has just changed it. Look at what it says now")
        except InvalidChoice:
            form.fail("presence", "It says that already. Select something else")
        else:
            held_forms.let_go(viewer(), request)
            flash("Attendance is corrected. What it said before is kept with the reason.", "success")
            return page_of_member_days(cohort_id, member_id)
    page = render_template(
        "programmes/correct.html",
        form=form,
        cohort=cohort,
        member=member,
        day=day,
        label=HALF_LABELS[which],
        says=PRESENCE_LABELS[mark.presence],
        how=attendance_presenters.how_words(mark),
        was_held=held is not None,
    )
    return (page, 422) if form.is_submitted() else page


def _before(form: CorrectForm) -> Presence:
    try:
        return Presence(form.before.data or "")
    except ValueError as wrong:
        raise NotFound("mark") from wrong


def _mark_of(member_id: int, day_id: int, half: Half) -> Mark:
    for mark in attendance_queries.marks_of([member_id]).get(member_id, ()):
        if (mark.day_id, mark.half) == (day_id, half):
            return mark
    raise NotFound("mark")

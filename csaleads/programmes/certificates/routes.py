"""Certificates: confirming that somebody completed, the sheet to print, taking it back, and its number for anybody."""

from typing import cast

from flask import Flask, abort, current_app, flash, redirect, render_template, request, url_for
from flask.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue

from csaleads.access.guards import public, requires, viewer
from csaleads.access.permissions import Permission
from csaleads.accounts import held_forms, in_hand
from csaleads.core.errors import NotFound, WrongState
from csaleads.core.limits import limit_of
from csaleads.programmes import policy, queries
from csaleads.programmes.attendance import policy as attendance_policy
from csaleads.programmes.attendance import presenters as attendance_presenters
from csaleads.programmes.attendance.forms import WithdrawForm
from csaleads.programmes.attendance.wording import WITHDRAWAL_LABELS
from csaleads.programmes.blueprint import blueprint
from csaleads.programmes.certificates import queries as certificate_queries
from csaleads.programmes.certificates import service as certificate_service
from csaleads.programmes.certificates.service import LeadRole
from csaleads.programmes.cohorts import standing_queries
from csaleads.programmes.cohorts.standing_queries import Learner
from csaleads.programmes.days import queries as day_queries
from csaleads.programmes.members import queries as member_queries
from csaleads.programmes.members.joining_codes import tidy_number
from csaleads.programmes.members.queries import MemberView
from csaleads.programmes.queries import CohortView
from csaleads.programmes.screened import member_subject
from csaleads.screening import asking
from csaleads.screening.service import NotPassed

P = Permission
AS_OFTEN = "30 per minute"
LIMIT = "csaleads_certificates"
CONFIRMED = {
    LeadRole.BEGUN: "They have completed the cohort and are a Practice Lead from today on.",
    LeadRole.HELD: "They have completed the cohort. They are a Practice Lead already.",
    LeadRole.PLANNED: "They have completed the cohort. Their role of Practice Lead begins on the day that is planned.",
    LeadRole.LEFT: "They have completed the cohort. They do not work in the area any more, so no role begins.",
}
REFUSED = {
    "too_few_days": "They do not have enough days yet, so nothing was changed.",
    "completed": "They have a certificate already.",
    "member": "There is no certificate that holds.",
}


@blueprint.record_once
def _prepare(state: BlueprintSetupState) -> None:
    state.app.extensions[LIMIT] = limit_of(cast(Flask, state.app), AS_OFTEN)


def _seen(cohort_id: int, member_id: int) -> tuple[CohortView, MemberView]:
    cohort = queries.get_cohort(viewer(), cohort_id)
    return cohort, member_queries.get_member(viewer(), cohort, member_id)


@blueprint.get("/cohorts/<int:cohort_id>/members/<int:member_id>/certificate")
@requires(P.SEE_COHORTS)
def certificate(cohort_id: int, member_id: int) -> ResponseReturnValue:
    """The certificate to print, those that hold no more, and for those who may the button that issues one."""
    cohort, member = _seen(cohort_id, member_id)
    found = certificate_queries.list_of_member(member_id)
    valid = found[0] if found and found[0].withdrawn_at is None else None
    can_confirm = attendance_policy.can_confirm(viewer(), cohort, member)
    can_withdraw = attendance_policy.can_withdraw(viewer(), cohort, member)
    role_id = certificate_queries.find_role_begun(member_id) if can_withdraw and not valid else None
    if not found and not can_confirm:
        raise NotFound("certificate")
    learner = Learner(member.id, member.state, member.state_since)
    days = day_queries.list_days(cohort)
    standing = standing_queries.days_of_members(cohort_id, days, [learner])[member.id].standing
    return render_template(
        "programmes/certificate.html",
        cohort=cohort,
        member=member,
        is_own=member.person_id == viewer().person_id,
        certificate=valid,
        address=url_for("programmes.verify", number=valid.number, _external=True) if valid else "",
        withdrawn=[each for each in found if each.withdrawn_at is not None],
        reasons=WITHDRAWAL_LABELS,
        can_confirm=can_confirm,
        can_withdraw=can_withdraw,
        role_id=role_id,
        can_end_role=viewer().can_in(P.MANAGE_PEOPLE, member.area_id),
        in_hand=in_hand.list_matters(member.person_id, member.area_id) if role_id else [],
        is_member=policy.MEMBER_MOVES.get((member.state, "complete")) is not None,
        is_lead=certificate_queries.leads_in(member.person_id, member.area_id),
        standing=attendance_presenters.present_standing(standing),
    )


@blueprint.post("/cohorts/<int:cohort_id>/members/<int:member_id>/certificate/confirm")
@requires(P.RUN_COHORTS, P.RUN_COHORTS_OF_AREA)
def confirm(cohort_id: int, member_id: int) -> ResponseReturnValue:
    """The member has completed."""
    try:
        became = certificate_service.confirm(viewer(), cohort_id=cohort_id, member_id=member_id)
    except WrongState as refused:
        flash(REFUSED.get(refused.state, "Something has changed meanwhile, so nothing was changed."), "info")
    else:
        flash(CONFIRMED[became], "success")
    return _page_of(cohort_id, member_id)


def _page_of(cohort_id: int, member_id: int) -> ResponseReturnValue:
    return redirect(url_for("programmes.certificate", cohort_id=cohort_id, member_id=member_id))


@blueprint.route(
    "/cohorts/<int:cohort_id>/members/<int:member_id>/certificate/withdraw", methods=["GET", "POST"]
)
@requires(P.RUN_COHORTS, P.RUN_COHORTS_OF_AREA)
def withdraw_certificate(cohort_id: int, member_id: int) -> ResponseReturnValue:
    """Asks why, and takes the certificate back."""
    cohort, member = _seen(cohort_id, member_id)
    attendance_policy.require_withdraw(viewer(), cohort, member)
    valid = certificate_queries.find_valid(member_id)
    if valid is None:
        flash(REFUSED["member"], "info")
        return _page_of(cohort_id, member_id)
    held = held_forms.take_back(viewer(), request)
    form = WithdrawForm(formdata=held) if held else WithdrawForm()
    taken = asking.take_up(form, member_subject(member_id, member.area_id))
    if taken.is_complete(form):
        try:
            certificate_service.withdraw(
                viewer(),
                cohort_id=cohort_id,
                member_id=member_id,
                reason=form.reason.data,
                more=form.more.data or "",
                screened=taken.answers,
            )
        except NotPassed as stopped:
            return asking.page(form, stopped, taken)
        except WrongState:
            flash(REFUSED["member"], "info")
            return _page_of(cohort_id, member_id)
        held_forms.let_go(viewer(), request)
        flash("The certificate is withdrawn. Nobody finds it by its number any more.", "success")
        return _page_of(cohort_id, member_id)
    page = render_template(
        "programmes/withdraw.html",
        form=form,
        cohort=cohort,
        member=member,
        certificate=valid,
        began_role=certificate_queries.find_role_begun(member_id) is not None,
        is_lead=certificate_queries.leads_in(member.person_id, member.area_id),
        was_held=held is not None,
    )
    return (page, 422) if form.is_submitted() else page


@blueprint.get("/certificates/<number>")
@public
def verify(number: str) -> ResponseReturnValue:
    """For anybody who holds the paper: whose certificate has this number. Unknown and withdrawn ones are not found."""
    if not current_app.extensions[LIMIT]():
        abort(429)
    found = certificate_queries.find_by_number(tidy_number(number))
    if found is None:
        raise NotFound("certificate")
    return render_template("programmes/verify.html", certificate=found, number=tidy_number(number))

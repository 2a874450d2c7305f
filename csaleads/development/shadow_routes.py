"""Sitting in on a clinic: where one stands, whom to ask, answering colleagues, and who has done so in an area."""

from datetime import datetime
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from csaleads.access.guards import requires, viewer
from csaleads.access.permissions import Permission
from csaleads.access.viewer import Viewer
from csaleads.clinics import beside
from csaleads.clinics import queries as clinics
from csaleads.clinics.beside import Word
from csaleads.core import clock
from csaleads.core.errors import NotFound, WrongState
from csaleads.core.formatting import uk_date
from csaleads.core.paging import page_number
from csaleads.core.whereabouts import stand_at
from csaleads.development import (
    policy,
    presenters,
    shadow_area_queries,
    shadow_next_queries,
    shadow_queries,
    shadow_service,
)
from csaleads.development.blueprint import blueprint
from csaleads.development.forms import DeclineForm, LeadsForm

DONE = {
    "agree": "Agreed. Your colleague is told.",
    "withdraw": "Taken back. The leads of the clinic are told.",
    "confirm": "Thank you. Your colleague has shadowed a clinic.",
    "miss": "Noted. Your colleague can ask for another clinic.",
}
OVERTAKEN = "This was answered or changed meanwhile, so nothing was done."


@blueprint.get("/shadowing")
@requires(Permission.RUN_CLINICS)
def shadowing() -> ResponseReturnValue:
    """What the viewer asked to shadow, and what is asked of them."""
    stand_at("clinics.list_clinics")
    now = clock.now()
    asked_of = shadow_queries.list_asked_of(viewer())
    page = shadow_queries.list_own(viewer(), page=page_number())
    return render_template(
        "development/shadowing.html",
        standing=shadow_queries.standing_of(viewer()),
        page=page,
        tones=presenters.SHADOWING_TONES,
        now=now,
        without_lead=shadow_next_queries.left_without_lead(page.rows),
        may_withdraw={each.id for each in page.rows if policy.can_do(viewer(), each, "withdraw", now)},
        asked_of=[(each, _verbs(each, now)) for each in asked_of],
    )


def _verbs(asked: shadow_queries.ShadowingView, now: datetime) -> set[str]:
    return {verb for verb in policy.OF_LEAD if policy.can_do(viewer(), asked, verb, now)}


@blueprint.get("/shadowing/clinics")
@requires(Permission.RUN_CLINICS)
def to_shadow() -> ResponseReturnValue:
    """The clinics that the viewer could ask to shadow."""
    stand_at("clinics.list_clinics")
    page = shadow_queries.list_to_shadow(viewer(), page=page_number())
    there = None if page.total_count else shadow_next_queries.who_is_there(viewer())
    return render_template("development/to_shadow.html", page=page, there=there)


@blueprint.get("/shadowing/clinics/<uuid:clinic_id>")
@requires(Permission.RUN_CLINICS)
def ask_to_shadow(clinic_id: UUID) -> ResponseReturnValue:
    """What shadowing this clinic means, and the button."""
    stand_at("clinics.list_clinics")
    clinic = clinics.get_clinic(viewer(), clinic_id)
    try:
        policy.require_ask(viewer(), clinic, clock.now())
        shadow_queries.require_not_declined(viewer(), clinic_id)
        shadow_next_queries.require_somebody_leads(clinic)
    except WrongState:
        return _choose_another()
    return render_template("development/ask_to_shadow.html", clinic=clinic)


def _choose_another() -> ResponseReturnValue:
    flash("This clinic cannot be shadowed any more. Choose another one.", "info")
    return redirect(url_for("development.to_shadow"))


@blueprint.post("/shadowing/clinics/<uuid:clinic_id>")
@requires(Permission.RUN_CLINICS)
def ask(clinic_id: UUID) -> ResponseReturnValue:
    """Ask the leads of the clinic. A second click finds it asked."""
    try:
        shadow_service.ask_to_shadow(viewer(), clinic_id=clinic_id)
    except WrongState:
        return _choose_another()
    flash("Your colleague is asked. You get a message when they have answered.", "success")
    return redirect(url_for("development.shadowing"))


@blueprint.post("/shadowing/<int:shadowing_id>/move")
@requires(Permission.RUN_CLINICS)
def move(shadowing_id: int) -> ResponseReturnValue:
    """Agree, take back, or say afterwards whether it happened."""
    verb = request.form.get("verb", "")
    if verb not in DONE:
        raise NotFound("verb")
    try:
        shadow_service.move_shadowing(viewer(), shadowing_id=shadowing_id, verb=verb)
    except WrongState:
        flash(OVERTAKEN, "info")
    else:
        flash(DONE[verb], "success")
    return redirect(url_for("development.shadowing"))


@blueprint.route("/shadowing/<int:shadowing_id>/decline", methods=["GET", "POST"])
@requires(Permission.RUN_CLINICS)
def decline(shadowing_id: int) -> ResponseReturnValue:
    """Why it does not fit."""
    stand_at("clinics.list_clinics")
    asked = shadow_queries.get_shadowing(viewer(), shadowing_id)
    if not policy.answers(viewer(), asked):
        raise NotFound("shadowing")
    form = DeclineForm()
    if form.validate_on_submit():
        try:
            shadow_service.move_shadowing(
                viewer(), shadowing_id=shadowing_id, verb="decline", reason=form.reason.data
            )
        except WrongState:
            flash(OVERTAKEN, "info")
        else:
            flash("Your colleague is told, and can ask for another clinic.", "success")
        return redirect(url_for("development.shadowing"))
    page = render_template("development/decline.html", form=form, asked=asked)
    return (page, 422) if form.is_submitted() else page


@blueprint.get("/shadowing/leads")
@requires(Permission.RUN_CLINICS_OF_AREA)
def leads() -> ResponseReturnValue:
    """The leads of the areas that the viewer coordinates, and who has shadowed a clinic."""
    stand_at("clinics.list_clinics")
    form = LeadsForm.of_address(request.args)
    which = None if form.which.errors else form.which.data
    return render_template(
        "development/leads.html",
        filter_form=form,
        is_narrowed=which is not None,
        page=shadow_area_queries.list_leads(viewer(), which, page=page_number()),
        has_areas=len(viewer().area_ids) > 1,
    )


@beside.subscribe
def say_beside_clinics(who: Viewer) -> Word | None:
    """A kind word to whoever has neither shadowed a clinic nor held one; what they may do is not changed by it."""
    standing = shadow_queries.standing_of(who)
    if standing.done_at is not None or standing.has_held:
        return None
    if standing.next_at is not None:
        return Word(
            "You have asked to shadow a clinic",
            f"It is on {uk_date(standing.next_at)}.",
            url_for("development.shadowing"),
            "See how it stands",
        )
    return Word(
        "You have not shadowed a clinic yet",
        "Sitting in once on a colleague’s clinic makes the first one of your own easier. You can open clinics all the same.",
        url_for("development.to_shadow"),
        "Find a clinic to sit in on",
    )

"""The library of made-up cases: the list by topic, one of them, and for the programme team writing them."""

from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from csaleads.access.guards import requires, viewer
from csaleads.access.permissions import Permission
from csaleads.accounts import held_forms
from csaleads.core import once
from csaleads.core.errors import ChangedMeanwhile, InvalidChoice
from csaleads.core.input_bounds import whole_number
from csaleads.core.paging import page_number
from csaleads.core.unit_of_work import roll_back
from csaleads.learning import queries as topics
from csaleads.programmes.afternoons import policy as afternoon_policy
from csaleads.programmes.afternoons import vignette_queries, vignette_service
from csaleads.programmes.afternoons.forms import VignetteForm, VignettesFilterForm
from csaleads.programmes.afternoons.vignette_queries import VignetteView
from csaleads.programmes.afternoons.vignette_service import VignetteContent
from csaleads.programmes.blueprint import blueprint
from csaleads.programmes.screened import vignette_subject
from csaleads.screening import asking
from csaleads.screening.service import NotPassed

READS = Permission.READ_RESOURCES_FOR_LEADS
WRITES = Permission.RUN_CURRICULUM


@blueprint.get("/vignettes")
@requires(READS)
def vignettes() -> ResponseReturnValue:
    """Every made-up case, by topic in the order of the curriculum."""
    form = VignettesFilterForm.of_address(request.args, topic=_topics())
    topic_id = None if form.topic.errors else form.topic.data
    return render_template(
        "programmes/vignettes.html",
        form=form,
        page=vignette_queries.list_vignettes(viewer(), topic_id=topic_id, page=page_number()),
        can_write=afternoon_policy.can_write_vignettes(viewer()),
        is_narrowed=topic_id is not None,
    )


def _topics() -> list[tuple[UUID, str]]:
    return [
        (topic.id, f"{topic.title} ({topic.track.label.lower()})") for topic in topics.list_topics(viewer())
    ]


@blueprint.get("/vignettes/<uuid:vignette_id>")
@requires(READS)
def vignette(vignette_id: UUID) -> ResponseReturnValue:
    """One made-up case."""
    return render_template(
        "programmes/vignette.html",
        vignette=vignette_queries.get_vignette(viewer(), vignette_id),
        can_write=afternoon_policy.can_write_vignettes(viewer()),
    )


@blueprint.route("/vignettes/new", methods=["GET", "POST"])
@requires(WRITES)
def add_vignette() -> ResponseReturnValue:
    """One more."""
    held = held_forms.take_back(viewer(), request)
    form = VignetteForm(formdata=held) if held else VignetteForm()
    form.topic_id.choices = _topics()
    vignette_id = _id_in(form)
    form.vignette_id.data = str(vignette_id)
    taken = asking.take_up(form, vignette_subject(vignette_id))
    if not taken.is_complete(form):
        page = _show(form, is_kept=held is not None)
        return (page, 422) if form.is_submitted() else page
    done = once.claim(form.vignette_id.typed, person_id=viewer().person_id)
    if done is not None:
        return redirect(done)
    try:
        vignette_service.add_vignette(
            viewer(), vignette_id=vignette_id, content=_content(form), screened=taken.answers
        )
    except NotPassed as stopped:
        return asking.page(form, stopped, taken)
    except InvalidChoice:
        form.fail("topic_id", "Select from the list as it is now")
        return _show(form), 422
    page_of_it = url_for("programmes.vignette", vignette_id=vignette_id)
    once.leave_result(page_of_it)
    held_forms.let_go(viewer(), request)
    flash("The reserve case is in the library.", "success")
    return redirect(page_of_it)


def _id_in(form: VignetteForm) -> UUID:
    """The id that the page gave it, so that what is kept in its words belongs to it."""
    try:
        return UUID(form.vignette_id.typed)
    except ValueError:
        return vignette_service.new_id()


@blueprint.route("/vignettes/<uuid:vignette_id>/edit", methods=["GET", "POST"])
@requires(WRITES)
def edit_vignette(vignette_id: UUID) -> ResponseReturnValue:
    """It as it stands, to be changed; saved unless somebody else saved first."""
    shown = vignette_queries.get_vignette(viewer(), vignette_id)
    held = held_forms.take_back(viewer(), request)
    values = shown._asdict() | {"is_fiction": False}
    form = VignetteForm(formdata=held, data=values) if held else VignetteForm(data=values)
    form.topic_id.choices = _topics()
    taken = asking.take_up(form, vignette_subject(vignette_id))
    if not taken.is_complete(form):
        page = _show(form, shown, is_kept=held is not None)
        return (page, 422) if form.is_submitted() else page
    try:
        vignette_service.edit_vignette(
            viewer(),
            vignette_id=vignette_id,
            version=whole_number(form.version.data),
            content=_content(form),
            screened=taken.answers,
        )
    except ChangedMeanwhile:
        roll_back()
        newest = vignette_queries.get_vignette(viewer(), vignette_id)
        form.version.data = str(newest.version)
        return _show(form, newest, is_changed=True), 409
    except InvalidChoice:
        form.fail("topic_id", "Select from the list as it is now")
        return _show(form, shown), 422
    except NotPassed as stopped:
        return asking.page(form, stopped, taken)
    held_forms.let_go(viewer(), request)
    flash("The reserve case is saved.", "success")
    return redirect(url_for("programmes.vignette", vignette_id=vignette_id))


@blueprint.post("/vignettes/<uuid:vignette_id>/use")
@requires(WRITES)
def use_vignette(vignette_id: UUID) -> ResponseReturnValue:
    """Groups are offered it, or not any more."""
    is_in_use = request.form.get("use") != "no"
    vignette_service.use_vignette(viewer(), vignette_id=vignette_id, is_in_use=is_in_use)
    flash("Groups are offered it again." if is_in_use else "Groups are not offered it any more.", "success")
    return redirect(url_for("programmes.vignette", vignette_id=vignette_id))


def _content(form: VignetteForm) -> VignetteContent:
    return VignetteContent(form.topic_id.data, form.title.typed, form.text.typed, form.questions.typed)


def _show(form: VignetteForm, shown: VignetteView | None = None, **context: Any) -> str:
    return render_template(
        "programmes/vignette_form.html",
        form=form,
        vignette=shown,
        **{"is_kept": False, "is_changed": False} | context,
    )

"""An entry of one's own CPD: begun, written while it saves itself, finished, read, opened again, removed."""

from typing import Any
from uuid import UUID

from flask import flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from csaleads.access.guards import requires, viewer
from csaleads.access.permissions import Permission
from csaleads.accounts import held_forms
from csaleads.core import clock, once
from csaleads.core.errors import ChangedMeanwhile, InvalidChoice, WrongState
from csaleads.core.formatting import uk_time
from csaleads.development import policy, presenters, queries, service
from csaleads.development.blueprint import blueprint
from csaleads.development.choices import topic_choices
from csaleads.development.errors import NotComplete
from csaleads.development.forms import BeginForm, EntryForm
from csaleads.development.queries import EntryView
from csaleads.development.screened import subject_of
from csaleads.development.years import year_of
from csaleads.screening import asking
from csaleads.screening.service import NotPassed

NOT_SHARED = "Your year is not complete meanwhile, so your line manager does not see any more that it is."


@blueprint.route("/cpd/entries/new", methods=["GET", "POST"])
@requires(Permission.KEEP_CPD)
def begin() -> ResponseReturnValue:
    """What kind of CPD, and when; the rest is written on the next page."""
    form = BeginForm()
    form.done_on.earliest, form.done_on.latest = policy.FIRST_DAY, clock.today()
    if not form.is_submitted():
        form.once_key.data = once.new_key()
        return render_template("development/begin.html", form=form)
    if not form.validate_on_submit():
        return render_template("development/begin.html", form=form), 422
    first = once.claim(form.once_key.typed, person_id=viewer().person_id)
    if first is not None:
        return redirect(first)
    entry_id = service.begin_entry(viewer(), kind=form.kind.data, done_on=form.done_on.data)
    location = url_for("development.edit", entry_id=entry_id)
    once.leave_result(location)
    return redirect(location)


@blueprint.get("/cpd/entries/<uuid:entry_id>")
@requires(Permission.KEEP_CPD)
def show(entry_id: UUID) -> ResponseReturnValue:
    """A finished entry. A draft is written, not read."""
    entry = queries.get_entry(viewer(), entry_id)
    if not entry.is_finished:
        return redirect(url_for("development.edit", entry_id=entry_id))
    return render_template(
        "development/entry.html", entry=entry, parts=presenters.parts_of(entry), year=year_of(entry.done_on)
    )


@blueprint.get("/cpd/entries/<uuid:entry_id>/edit")
@requires(Permission.KEEP_CPD)
def edit(entry_id: UUID) -> ResponseReturnValue:
    """The form of a draft. A finished entry is read until it is opened again."""
    entry = queries.get_entry(viewer(), entry_id)
    if entry.is_finished:
        return redirect(url_for("development.show", entry_id=entry_id))
    kept = held_forms.take_back(viewer(), request)
    said = entry.content
    form = EntryForm(
        formdata=kept,
        data={
            "kind": said.kind,
            "done_on": said.done_on,
            "topic_id": said.topic_id,
            "peer_role": said.peer_role,
            **said.texts,
        },
    )
    if kept is None:
        form.version.data, form.page_key.data = str(entry.version), once.new_key()
    return _form_page(form, entry, has_kept=kept is not None)


@blueprint.post("/cpd/entries/<uuid:entry_id>/edit")
@requires(Permission.KEEP_CPD)
def save(entry_id: UUID) -> ResponseReturnValue:
    """Save the draft to go on with it later, or finish it."""
    entry = queries.get_entry(viewer(), entry_id)
    form = _sent_form()
    is_finishing = request.form.get("step") == "finish"
    taken = asking.take_up(form, subject_of(entry)) if is_finishing else asking.Taken()
    if not taken.is_complete(form):
        return _form_page(form, entry), 422
    try:
        if is_finishing:
            service.finish_entry(viewer(), entry_id=entry_id, screened=taken.answers, **_sent(form))
        else:
            service.save_entry(viewer(), entry_id=entry_id, **_sent(form))
    except NotPassed as stopped:
        return asking.page(form, stopped, taken)
    except NotComplete as refused:
        for gap in refused.gaps:
            form.fail(gap.field, gap.message)
        return _form_page(form, entry), 422
    except InvalidChoice:
        form.fail("topic_id", "Select a topic from the list as it is now")
        return _form_page(form, entry), 422
    except ChangedMeanwhile:
        return _both_versions(form, entry)
    except WrongState:
        return _finished_meanwhile(form, entry)
    held_forms.let_go(viewer(), request)
    if is_finishing:
        flash("The entry is finished and counts for its CPD year.", "success")
        return redirect(url_for("development.show", entry_id=entry_id))
    flash("The draft is saved. You can carry on with it from here.", "success")
    return redirect(url_for("development.mine", year=year_of(form.done_on.data).begins_in))


@blueprint.post("/cpd/entries/<uuid:entry_id>/draft")
@requires(Permission.KEEP_CPD)
def autosave(entry_id: UUID) -> ResponseReturnValue:
    """Keep what is on an open page; 409 where it was saved in another window or finished meanwhile."""
    queries.get_entry(viewer(), entry_id)
    form = _sent_form()
    if not form.validate():
        return jsonify(error="not_yet_right"), 422
    try:
        version = service.autosave_entry(viewer(), entry_id=entry_id, **_sent(form))
    except InvalidChoice:
        return jsonify(error="not_yet_right"), 422
    except (ChangedMeanwhile, WrongState):
        return jsonify(error="changed_meanwhile"), 409
    return jsonify(saved_at=uk_time(clock.now()), fields={"version": str(version)})


def _sent_form() -> EntryForm:
    form = EntryForm()
    form.done_on.earliest, form.done_on.latest = policy.FIRST_DAY, clock.today()
    form.topic_id.choices = topic_choices(viewer())
    return form


def _sent(form: EntryForm) -> dict[str, Any]:
    return {
        "content": form.content(),
        "version": form.sent_version,
        "page_key": form.page_key.typed,
    }


def _form_page(
    form: EntryForm,
    entry: EntryView,
    *,
    has_kept: bool = False,
    differences: dict[str, presenters.Difference] | None = None,
) -> str:
    form.topic_id.choices = topic_choices(viewer())
    return render_template(
        "development/edit.html",
        form=form,
        entry=entry,
        has_kept=has_kept,
        is_conflict=differences is not None,
        differences=differences or {},
    )


def _both_versions(form: EntryForm, before: EntryView) -> ResponseReturnValue:
    """The form with what was typed, and beside each part what was saved meanwhile: no words are lost."""
    entry = queries.get_entry(viewer(), before.id)
    form.version.data = str(entry.version)
    return _form_page(form, entry, differences=presenters.differences(form.content(), entry.content)), 409


def _finished_meanwhile(form: EntryForm, before: EntryView) -> ResponseReturnValue:
    """The entry, where it says what was sent, as after a double click; else what was typed, so that no words are lost."""
    entry = queries.get_entry(viewer(), before.id)
    typed = presenters.typed_otherwise(form.content(), entry.content)
    if typed:
        return render_template("development/finished_meanwhile.html", entry=entry, typed=typed), 409
    flash("This entry is finished already. Open it again to change it.", "info")
    return redirect(url_for("development.show", entry_id=entry.id))


@blueprint.post("/cpd/entries/<uuid:entry_id>/reopen")
@requires(Permission.KEEP_CPD)
def reopen(entry_id: UUID) -> ResponseReturnValue:
    """Open a finished entry again to change it. A second click finds it open."""
    try:
        if service.reopen_entry(viewer(), entry_id=entry_id):
            flash(NOT_SHARED, "info")
    except WrongState:
        flash("This entry is open already.", "info")
    return redirect(url_for("development.edit", entry_id=entry_id))


@blueprint.get("/cpd/entries/<uuid:entry_id>/remove")
@requires(Permission.KEEP_CPD)
def ask_to_remove(entry_id: UUID) -> ResponseReturnValue:
    """Whether the viewer means it."""
    entry = queries.get_entry(viewer(), entry_id)
    return render_template("development/remove.html", entry=entry, year=year_of(entry.done_on))


@blueprint.post("/cpd/entries/<uuid:entry_id>/remove")
@requires(Permission.KEEP_CPD)
def remove(entry_id: UUID) -> ResponseReturnValue:
    """Remove the entry for good."""
    year = year_of(queries.get_entry(viewer(), entry_id).done_on)
    if service.remove_entry(viewer(), entry_id=entry_id):
        flash(NOT_SHARED, "info")
    flash("The entry is removed.", "success")
    return redirect(url_for("development.mine", year=year.begins_in))

"""One's own entry in the directory: what it says, what others see of it, off and on again."""

from collections.abc import Callable

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from csaleads.access.guards import requires, viewer
from csaleads.access.permissions import Permission, Role
from csaleads.access.viewer import Viewer
from csaleads.accounts import held_forms
from csaleads.core.errors import ChangedMeanwhile, NotFound
from csaleads.core.unit_of_work import roll_back
from csaleads.network import entry_queries, entry_service, presenters, ways
from csaleads.network.blueprint import blueprint
from csaleads.network.entry_queries import OwnEntry
from csaleads.network.forms import EntryForm
from csaleads.network.screened import entry_subject
from csaleads.screening import asking
from csaleads.screening.service import NotPassed

USES = Permission.USE_NETWORK
PREVIEW = "preview"


@blueprint.route("/network/directory/own", methods=["GET", "POST"])
@requires(USES)
def entry() -> ResponseReturnValue:
    """What the viewer lets others see; with the button for it, how that looks."""
    own = entry_queries.get_own_entry(viewer())
    held = held_forms.take_back(viewer(), request)
    form = EntryForm(formdata=held) if held else EntryForm(data=own._asdict())
    if PREVIEW in request.form:
        is_right = form.validate_on_submit()
        return _page(form, own, shows_preview=is_right, was_held=False), 200 if is_right else 422
    taken = asking.take_up(form, entry_subject(viewer().person_id))
    if taken.is_complete(form):
        return _save(form, own, taken)
    page = _page(form, own, shows_preview=False, was_held=held is not None)
    return (page, 422) if form.is_submitted() else page


def _save(form: EntryForm, own: OwnEntry, taken: asking.Taken) -> ResponseReturnValue:
    try:
        entry_service.save(
            viewer(), version=form.sent_version, content=form.content(), screened=taken.answers
        )
    except ChangedMeanwhile:
        roll_back()
        form.version.data = str(own.version)
        form.fail_whole(
            "You saved this page elsewhere in the meantime. Check what stands here, then save again."
        )
        return _page(form, own, shows_preview=False, was_held=False), 422
    except NotPassed as stopped:
        return asking.page(form, stopped, taken)
    held_forms.let_go(viewer(), request)
    is_listed = form.is_listed.data
    flash("Your entry is saved." if is_listed else "Your entry is saved. You are not listed.", "success")
    return redirect(url_for("network.entry"))


def _page(form: EntryForm, own: OwnEntry, *, shows_preview: bool, was_held: bool) -> str:
    content = form.content()
    seen = presenters.as_others_see(own.facts, content, viewer().person_id)
    return render_template(
        "network/entry.html",
        form=form,
        facts=own.facts,
        is_listed=own.is_listed,
        has_entry=own.version > 0,
        runs_clinics=viewer().holds(Role.PRACTICE_LEAD),
        preview=seen if shows_preview else None,
        preview_rows=presenters.rows_of(seen),
        will_be_listed=content.is_listed,
        was_held=was_held,
        views=ways.views(viewer(), ""),
    )


@blueprint.post("/network/directory/own/take-off")
@requires(USES)
def take_off() -> ResponseReturnValue:
    """Everything at once: nobody finds the viewer in the directory any more."""
    done = "You are not in the directory any more. What you wrote is kept for you, and you can put it back."
    return _switch(entry_service.take_off, done)


@blueprint.post("/network/directory/own/put-back")
@requires(USES)
def put_back() -> ResponseReturnValue:
    """As it was."""
    return _switch(entry_service.put_back, "You are in the directory again, as before.")


def _switch(act: Callable[[Viewer], None], done: str) -> ResponseReturnValue:
    try:
        act(viewer())
    except NotFound:
        roll_back()
        flash("You have no entry in the directory yet.", "info")
    else:
        flash(done, "success")
    return redirect(url_for("network.part"))

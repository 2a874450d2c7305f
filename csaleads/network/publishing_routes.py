"""Publishing a new version of the code of conduct: written, looked at, confirmed."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from csaleads.access.guards import requires, viewer
from csaleads.access.permissions import Permission
from csaleads.accounts import held_forms
from csaleads.core import once
from csaleads.core.errors import ChangedMeanwhile
from csaleads.core.markdown import markdown
from csaleads.core.unit_of_work import roll_back
from csaleads.network import conduct_queries, conduct_service
from csaleads.network.blueprint import blueprint
from csaleads.network.forms import CodeForm
from csaleads.network.screened import code_subject
from csaleads.screening import asking
from csaleads.screening.service import NotPassed

PREVIEW = "preview"
CHANGED = "A colleague published another version in the meantime. Compare it with yours, then publish again."


@blueprint.route("/network/code/new", methods=["GET", "POST"])
@requires(Permission.RUN_NETWORK)
def publish_code() -> ResponseReturnValue:
    """Change the code, see how it reads and who is asked anew, and publish it."""
    current = conduct_queries.find_current(viewer())
    number = current.number if current else 0
    held = held_forms.take_back(viewer(), request)
    form = CodeForm(formdata=held) if held else CodeForm(words=current.words if current else "")
    form.once_key.data = form.once_key.data or once.new_key()
    form.based_on.data = form.based_on.data or str(number)
    if PREVIEW in request.form:
        form.validate_on_submit()
        form.has_read.errors = []
        is_right = not any(each.errors for each in (form.words, form.what_changed))
        return _page(form, shows_preview=True, was_held=False), 200 if is_right else 422
    taken = asking.take_up(form, code_subject(number + 1))
    if taken.is_complete(form):
        return _publish(form, number, taken)
    page = _page(form, shows_preview=form.is_submitted(), was_held=held is not None)
    return (page, 422) if form.is_submitted() else page


def _publish(form: CodeForm, newest: int, taken: asking.Taken) -> ResponseReturnValue:
    first = once.claim(form.once_key.typed, person_id=viewer().person_id)
    if first is not None:
        return redirect(first)
    try:
        conduct_service.publish(
            viewer(),
            based_on=form.sent_based_on,
            words=form.words.typed,
            what_changed=form.what_changed.typed,
            screened=taken.answers,
        )
    except ChangedMeanwhile:
        roll_back()
        form.based_on.data = str(newest)
        form.fail_whole(CHANGED)
        return _page(form, shows_preview=True, was_held=False), 422
    except NotPassed as stopped:
        return asking.page(form, stopped, taken)
    location = url_for("network.code")
    once.leave_result(location)
    held_forms.let_go(viewer(), request)
    flash("The new version is published. Every member is asked to agree to it, and so are you.", "success")
    return redirect(location)


def _page(form: CodeForm, *, shows_preview: bool, was_held: bool) -> str:
    return render_template(
        "network/publish_code.html",
        form=form,
        preview=markdown(form.words.typed) if shows_preview else None,
        agreed_count=conduct_queries.count_agreed(viewer()),
        was_held=was_held,
    )

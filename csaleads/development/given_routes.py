"""What somebody gave to colleagues and nothing here knows of, a briefing or group supervision, in one step a draft entry."""

from uuid import UUID

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from csaleads.access.guards import requires, viewer
from csaleads.access.permissions import Permission
from csaleads.accounts import held_forms
from csaleads.core import clock, once
from csaleads.core.errors import InvalidChoice
from csaleads.core.unit_of_work import roll_back
from csaleads.development import policy, service
from csaleads.development.blueprint import blueprint
from csaleads.development.choices import topic_choices
from csaleads.development.forms import GivenForm
from csaleads.development.models import EntryKind

KINDS = {
    "briefing": EntryKind.BRIEFING_GIVEN,
    "group-supervision": EntryKind.GROUP_SUPERVISION,
}


@blueprint.route("/cpd/entries/new/<any('briefing', 'group-supervision'):what>", methods=["GET", "POST"])
@requires(Permission.KEEP_CPD)
def give(what: str) -> ResponseReturnValue:
    """When it was, how long, for how many and about what; the rest is written in the draft."""
    held = held_forms.take_back(viewer(), request)
    form = GivenForm(formdata=held) if held else GivenForm()
    form.done_on.earliest, form.done_on.latest = policy.FIRST_DAY, clock.today()
    form.topic_id.choices = topic_choices(viewer())
    form.once_key.data = form.once_key.data or once.new_key()
    if form.validate_on_submit():
        return _make(form, KINDS[what])
    page = _page(form, KINDS[what], was_held=held is not None)
    return (page, 422) if form.is_submitted() else page


def _page(form: GivenForm, kind: EntryKind, *, was_held: bool = False) -> str:
    return render_template("development/give.html", form=form, kind=kind, was_held=was_held)


def _make(form: GivenForm, kind: EntryKind) -> ResponseReturnValue:
    first = once.claim(form.once_key.typed, person_id=viewer().person_id)
    if first is not None:
        return redirect(first)
    try:
        entry_id: UUID = service.begin_given(viewer(), given=form.given(kind))
    except InvalidChoice:
        roll_back()
        form.fail("topic_id", "Select a topic from the list as it is now")
        return _page(form, kind), 422
    location = url_for("development.edit", entry_id=entry_id)
    once.leave_result(location)
    held_forms.let_go(viewer(), request)
    return redirect(location)

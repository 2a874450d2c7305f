"""What a member chooses for themselves in the network: mails, the name that stays, and the way to their entry."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from csaleads.access.guards import requires, viewer
from csaleads.access.permissions import Permission, Role
from csaleads.accounts import held_forms
from csaleads.network import conduct_queries, entry_queries, gate, members_service, ways
from csaleads.network.blueprint import blueprint
from csaleads.network.forms import PartForm
from csaleads.network.people_queries import FORMER, FORMER_MEMBER


@blueprint.route("/network/part", methods=["GET", "POST"])
@requires(Permission.USE_NETWORK)
def part() -> ResponseReturnValue:
    """How often mails come, and under which name what one wrote stays."""
    own = entry_queries.get_own_part(viewer())
    held = held_forms.take_back(viewer(), request)
    form = PartForm(formdata=held) if held else PartForm(data=own._asdict())
    form.name_as(FORMER if viewer().holds(Role.PRACTICE_LEAD) else FORMER_MEMBER)
    if form.validate_on_submit():
        members_service.choose(
            viewer(),
            mail_rhythm=form.mail_rhythm.data,
            hides_name_when_gone=form.hides_name_when_gone.data,
        )
        held_forms.let_go(viewer(), request)
        flash("Your choice is saved.", "success")
        return redirect(url_for("network.part"))
    page = render_template(
        "network/part.html",
        form=form,
        own=own,
        version=conduct_queries.find_current(viewer()),
        standing=gate.standing(),
        was_held=held is not None,
        views=ways.views(viewer(), "network.part") if gate.standing().may_enter else [],
    )
    return (page, 422) if form.is_submitted() else page

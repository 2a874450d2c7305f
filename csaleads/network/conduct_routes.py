"""The code of conduct: reading it, agreeing to it, and what it said before."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from csaleads.access.guards import requires, viewer
from csaleads.access.permissions import Permission
from csaleads.accounts.sign_in_guard import safe_next
from csaleads.core.errors import NotFound, WrongState
from csaleads.core.safe_html import stored_html
from csaleads.core.unit_of_work import roll_back
from csaleads.network import conduct_queries, gate, members_service, ways
from csaleads.network.blueprint import blueprint
from csaleads.network.forms import AgreeForm

USES = Permission.USE_NETWORK


@blueprint.route("/network/code", methods=["GET", "POST"])
@requires(USES)
def code() -> ResponseReturnValue:
    """The version in force, what is new in it for this reader, and the way to agree."""
    current = conduct_queries.find_current(viewer())
    if current is None:
        return render_template("network/no_code.html", can_publish=viewer().can(Permission.RUN_NETWORK))
    form = AgreeForm()
    if not form.is_submitted():
        form.number.data, form.next.data = str(current.number), request.args.get("next", "")
    elif form.validate_on_submit():
        return _agree(form)
    page = _page(form, current)
    return (page, 422) if form.is_submitted() else page


def _page(form: AgreeForm, current: conduct_queries.Version) -> str:
    standing = gate.standing()
    versions = conduct_queries.list_versions(viewer())
    unseen = [line for line in versions if line.number > standing.accepted_number > 0]
    form.number.data = str(current.number)  # where a newer one was published meanwhile, that is what they see
    return render_template(
        "network/code.html",
        form=form,
        version=current,
        words=stored_html(current.words_html),
        unseen=unseen,
        has_earlier=len(versions) > 1,
        views=ways.views(viewer(), "network.code") if standing.may_enter else [],
    )


def _agree(form: AgreeForm) -> ResponseReturnValue:
    try:
        members_service.agree(viewer(), number=form.sent_number)
    except (WrongState, NotFound):
        roll_back()
        flash("The code was changed a moment ago. Read what it says now.", "info")
        return redirect(url_for("network.code", next=form.next.typed or None))
    flash("Thank you. You have agreed to the code of conduct.", "success")
    target = safe_next(form.next.typed)
    return redirect(target if target != "/" else url_for("network.directory"))


@blueprint.get("/network/code/versions")
@requires(USES)
def code_versions() -> ResponseReturnValue:
    """Every version, the newest first, and when the reader agreed to it."""
    return render_template("network/code_versions.html", versions=conduct_queries.list_versions(viewer()))


@blueprint.get("/network/code/versions/<int:version_number>")
@requires(USES)
def code_version(version_number: int) -> ResponseReturnValue:
    """What that version says."""
    version = conduct_queries.get_version(viewer(), version_number)
    return render_template(
        "network/code_version.html", version=version, words=stored_html(version.words_html)
    )

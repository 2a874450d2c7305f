"""Who belongs, for the programme team: counts by area, the list of members, and who moderates."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from csaleads.access.guards import requires, viewer
from csaleads.access.permissions import Permission
from csaleads.accounts.queries import area_names
from csaleads.core.errors import NotFound, WrongState
from csaleads.core.paging import page_number
from csaleads.core.unit_of_work import roll_back
from csaleads.network import membership_queries, moderators_service, ways
from csaleads.network.blueprint import blueprint
from csaleads.network.forms import MembersFilter
from csaleads.network.membership_queries import Sought

RUNS = Permission.RUN_NETWORK


@blueprint.get("/network/membership")
@requires(RUNS)
def membership() -> ResponseReturnValue:
    """How many belong and have agreed, by area, and who moderates."""
    counts = membership_queries.count_by_area(viewer())
    return render_template(
        "network/membership.html",
        counts=counts,
        moderators=membership_queries.list_moderators(viewer()),
        views=ways.views(viewer(), "network.membership"),
    )


@blueprint.get("/network/membership/people")
@requires(RUNS)
def members() -> ResponseReturnValue:
    """A page of everybody who belongs, whether they have entered or not."""
    form = MembersFilter.from_query(request.args)
    form.area.choices = list(area_names().items())
    form.validate()
    chosen = {each.short_name: each.data for each in form if each.data and not each.errors}
    sought = Sought(chosen.get("q", ""), chosen.get("area"), chosen.get("state", ""))
    page = membership_queries.list_members(viewer(), sought, page=page_number())
    return render_template(
        "network/members.html",
        filter=form,
        page=page,
        rows=page.rows,
        is_narrowed=sought != Sought(),
        here=url_for("network.members"),
    )


@blueprint.route("/network/membership/people/<int:person_id>/moderator", methods=["GET", "POST"])
@requires(RUNS)
def name_moderator(person_id: int) -> ResponseReturnValue:
    """Ask whether the member shall moderate, and say what follows from it."""
    member = membership_queries.get_member(viewer(), person_id)
    if request.method == "GET":
        return render_template("network/name_moderator.html", member=member)
    try:
        moderators_service.name(viewer(), person_id=person_id)
    except WrongState:
        roll_back()
        flash(f"{member.full_name} moderates already.", "info")
    except NotFound:
        roll_back()
        flash(f"{member.full_name} has not agreed to the code of conduct yet.", "info")
    else:
        flash(f"{member.full_name} moderates from now on, and is told.", "success")
    return redirect(url_for("network.membership"))


@blueprint.route("/network/membership/people/<int:person_id>/moderator/end", methods=["GET", "POST"])
@requires(RUNS)
def end_moderator(person_id: int) -> ResponseReturnValue:
    """Ask whether the member shall moderate no longer."""
    member = membership_queries.get_member(viewer(), person_id)
    if request.method == "GET":
        return render_template("network/end_moderator.html", member=member)
    try:
        moderators_service.end(viewer(), person_id=person_id)
    except WrongState:
        roll_back()
        flash(f"{member.full_name} does not moderate any more.", "info")
    else:
        flash(f"{member.full_name} moderates no longer, and is told.", "success")
    return redirect(url_for("network.membership"))

"""The directory: members who chose to be listed, and the entry of one."""

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from csaleads.access.guards import requires, viewer
from csaleads.access.permissions import Permission
from csaleads.accounts.queries import area_names
from csaleads.core.paging import page_number
from csaleads.learning.list_presenters import topic_choices
from csaleads.learning.resource_queries import list_topic_names
from csaleads.network import directory_queries, entry_queries, presenters, ways
from csaleads.network.blueprint import blueprint
from csaleads.network.directory_queries import Wanted
from csaleads.network.forms import DirectoryFilter

USES = Permission.USE_NETWORK


@blueprint.get("/network/directory")
@requires(USES)
def directory() -> ResponseReturnValue:
    """A page of members who chose to be listed."""
    form = _filter_form()
    wanted = _wanted(form)
    page = directory_queries.list_members(viewer(), wanted, page=page_number())
    own = entry_queries.find_own_part(viewer())
    return render_template(
        "network/directory.html",
        filter=form,
        page=page,
        rows=[presenters.shown(listed) for listed in page.rows],
        is_narrowed=wanted != Wanted(),
        is_listed=own is not None and own.is_listed,
        here=url_for("network.directory"),
        views=ways.views(viewer(), "network.directory"),
    )


def _filter_form() -> DirectoryFilter:
    """The filters, made anew each time: a form that is kept would remember what was typed."""
    form = DirectoryFilter.from_query(request.args)
    form.topic.choices = topic_choices(list_topic_names())
    form.area.choices = list(area_names().items())
    form.validate()
    return form


def _wanted(form: DirectoryFilter) -> Wanted:
    chosen = {each.short_name: each.data for each in form if each.data and not each.errors}
    return Wanted(
        q=chosen.get("q", ""),
        language=chosen.get("language", ""),
        topic_id=chosen.get("topic"),
        area_id=chosen.get("area"),
        can_shadow=bool(chosen.get("shadow")),
    )


@blueprint.get("/network/directory/<int:person_id>")
@requires(USES)
def member(person_id: int) -> ResponseReturnValue:
    """What a member lets the others see, and the way to ask them."""
    listed = directory_queries.get_member(viewer(), person_id)
    return render_template(
        "network/member.html",
        listed=listed,
        rows=presenters.rows_of(listed),
        ask=presenters.way_to_ask(viewer(), listed),
        is_own=person_id == viewer().person_id,
    )

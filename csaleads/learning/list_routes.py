"""Finding resources: the list with its filters, and what the viewer saved."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from csaleads.access.guards import requires, viewer
from csaleads.access.permissions import Permission
from csaleads.access.viewer import Viewer
from csaleads.accounts.queries import area_names
from csaleads.core.paging import page_number
from csaleads.learning import list_presenters, list_queries, marking, policy, whence
from csaleads.learning import resource_queries as queries
from csaleads.learning.blueprint import blueprint
from csaleads.learning.forms import STATES, ResourceFilter
from csaleads.learning.list_queries import Narrowing
from csaleads.learning.models import Mark

READS = Permission.READ_RESOURCES
OF_ONES_OWN = ("due-mine", "dead-mine", "harmful-mine")
SAVED = {Mark.LATER: "Read later", Mark.FAVOURITE: "Favourites", Mark.READ: "Read"}


@blueprint.get("/learning/resources")
@requires(READS)
def resources() -> ResponseReturnValue:
    """One page of the resources that the viewer sees."""
    who = viewer()
    form = _filter_form(who)
    asked = _narrowing(form, runs_curriculum=policy.can_run_curriculum(who))
    page = list_queries.list_resources(who, asked, page=page_number())
    return render_template(
        "learning/resources.html",
        filter=form,
        page=page,
        rows=[list_presenters.shown_line(line) for line in page.rows],
        is_narrowed=asked != Narrowing(),
        news=list_queries.find_news(who),
        reads_for_leads=who.can(Permission.READ_RESOURCES_FOR_LEADS),
        can_add=bool(policy.places_to_add(who)),
        views=list_presenters.views(who, "learning.resources"),
        way=whence.mark_of("resources"),
    )


def _filter_form(who: Viewer) -> ResourceFilter:
    """The filters, with what this person can choose."""
    names = who.area_names(who.areas_with(READS))
    if policy.can_run_curriculum(who):
        names = list(area_names().items())
    may_see_more = bool(policy.places_to_add(who))
    return ResourceFilter.of_address(
        request.args,
        topic=list_presenters.topic_choices(queries.list_topic_names()),
        area=list_presenters.origin_choices(names),
        state=tuple(STATES.items()) if may_see_more else (),
    )


def _narrowing(form: ResourceFilter, *, runs_curriculum: bool) -> Narrowing:
    """What the address bar asks for; a value that is no choice asks for nothing."""
    yours, state = (
        "" if field.errors or not field.data else str(field.data) for field in (form.yours, form.state)
    )
    return Narrowing(
        **list_presenters.narrowed(form),
        concern=None if form.concern.errors else form.concern.data,
        is_due=state in ("due", "due-mine"),
        is_dead=state in ("dead", "dead-mine"),
        is_harmful=state in ("harmful", "harmful-mine"),
        is_mine=state in OF_ONES_OWN and not runs_curriculum,
        is_networks=state in OF_ONES_OWN and runs_curriculum,
        only_new=yours == "new",
        only_unread=yours == "unread",
        only_later=yours == "later",
        only_favourites=yours == "favourites",
    )


@blueprint.get("/learning/saved")
@requires(READS)
def saved() -> ResponseReturnValue:
    """What the viewer wants to read later, likes to have at hand, or has read."""
    text = request.args.get("view", "")
    mark = Mark(text) if text in set(Mark) else Mark.LATER
    page = list_queries.list_marked(viewer(), mark, page=page_number())
    return render_template(
        "learning/saved.html",
        page=page,
        rows=[list_presenters.shown_line(line) for line in page.rows],
        mark=mark,
        views=list_presenters.views(viewer(), "learning.saved"),
        way=whence.mark_of("saved"),
        kinds=[
            (name, url_for("learning.saved", view=each.value), each is mark) for each, name in SAVED.items()
        ],
    )


@blueprint.post("/learning/seen")
@requires(READS)
def see_new() -> ResponseReturnValue:
    """Nothing that is there now is new any more."""
    marking.see_new(viewer())
    flash("From now on, what comes after this moment is new.", "success")
    return redirect(url_for("learning.resources"))

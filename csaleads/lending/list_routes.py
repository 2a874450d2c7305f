"""What other areas have to lend, and what was asked for on either side."""

from collections.abc import Collection
from typing import Any

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from csaleads.access.guards import requires, viewer
from csaleads.access.permissions import Permission
from csaleads.accounts.queries import area_names
from csaleads.core.paging import page_number
from csaleads.learning.list_presenters import topic_choices
from csaleads.learning.resource_queries import list_topic_names
from csaleads.lending import catalogue_queries, list_queries, policy, presenters
from csaleads.lending.blueprint import blueprint
from csaleads.lending.catalogue_queries import Wanted
from csaleads.lending.forms import CatalogueFilter, LoansFilter

ASKS = Permission.ADD_RESOURCES


@blueprint.get("/lending")
@requires(ASKS)
def catalogue() -> ResponseReturnValue:
    """A page of what other areas have and may lend."""
    form = _filter_form(policy.areas_to_ask_for(viewer()))
    chosen: dict[str, Any] = {each.short_name: each.data for each in form if each.data and not each.errors}
    wanted = Wanted(chosen.get("q", ""), chosen.get("topic"), chosen.get("kind"), chosen.get("area"))
    page = catalogue_queries.list_offers(viewer(), wanted, page=page_number())
    return render_template(
        "lending/catalogue.html",
        filter=form,
        page=page,
        rows=[presenters.shown_offer(offer) for offer in page.rows],
        is_narrowed=wanted != Wanted(),
        views=presenters.views("catalogue"),
    )


def _filter_form(own: Collection[int]) -> CatalogueFilter:
    """The filters, made anew each time: a form that is kept would remember what was typed."""
    form = CatalogueFilter.from_query(request.args)
    form.topic.choices = topic_choices(list_topic_names())
    form.area.choices = [(key, name) for key, name in area_names().items() if len(own) > 1 or key not in own]
    form.validate()
    return form


@blueprint.get("/lending/loans")
@requires(ASKS)
def loans() -> ResponseReturnValue:
    """A page of what the viewer's area has asked for, or with `side=theirs` is asked for."""
    is_ours = request.args.get("side") != "theirs"
    form = LoansFilter.of_address(request.args)
    state = None if form.state.errors else form.state.data
    page = list_queries.list_loans(viewer(), is_ours=is_ours, state=state, page=page_number())
    return render_template(
        "lending/loans.html",
        filter=form,
        page=page,
        rows=[presenters.shown_loan(line, is_ours=is_ours) for line in page.rows],
        is_ours=is_ours,
        is_narrowed=state is not None,
        here=url_for("lending.loans", side=None if is_ours else "theirs"),
        views=presenters.views("loans", is_ours=is_ours),
    )

"""For moderators: reported posts, posts that wait, appeals, what was done, and phrases to watch. Filters stand in the address."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from csaleads.access.guards import requires, viewer
from csaleads.access.permissions import Permission
from csaleads.core.paging import page_number
from csaleads.forum import form_pages
from csaleads.forum.blueprint import blueprint
from csaleads.forum.moderation import act_queries, case_queries, held_queries
from csaleads.forum.moderation import presenters as moderation_presenters
from csaleads.forum.moderation.forms import ActsFilter, AppealsFilter, PhraseForm, QueueFilter
from csaleads.forum.moderation.models import AppealState
from csaleads.forum.moderation.views import for_moderators, phrases_page, views
from csaleads.network import people_queries

USES = Permission.USE_NETWORK


@blueprint.get("/network/moderation")
@requires(USES)
@for_moderators
def moderation() -> ResponseReturnValue:
    """A page of posts with open reports."""
    form = QueueFilter.of_address(request.args)
    kind = None if form.kind.errors else form.kind.data
    page = case_queries.list_queue(kind, page=page_number())
    return render_template(
        "forum/moderation.html",
        filter=form,
        page=page,
        rows=[moderation_presenters.shown_queue(line) for line in page.rows],
        is_narrowed=kind is not None,
        views=views("forum.moderation"),
    )


@blueprint.get("/network/moderation/held")
@requires(USES)
@for_moderators
def held_posts() -> ResponseReturnValue:
    """A page of posts that wait, those that wait longest first."""
    page = held_queries.list_held(page=page_number())
    names = people_queries.list_names(
        viewer(), {line.author_id for line in page.rows if line.author_id is not None}
    )
    return render_template(
        "forum/held_posts.html",
        page=page,
        rows=[moderation_presenters.shown_held(line, names) for line in page.rows],
        views=views("forum.held_posts"),
    )


@blueprint.get("/network/moderation/appeals")
@requires(USES)
@for_moderators
def appeals() -> ResponseReturnValue:
    """A page of appeals that wait, or of those that were decided."""
    form = AppealsFilter.of_address(request.args)
    state = AppealState.ASKED if form.state.errors else (form.state.data or AppealState.ASKED)
    page = act_queries.list_appeals(state, page=page_number())
    names = people_queries.list_names(viewer(), moderation_presenters.people_of(page.rows))
    return render_template(
        "forum/appeals.html",
        filter=form,
        page=page,
        rows=[moderation_presenters.shown_act(line, names, viewer().person_id) for line in page.rows],
        is_waiting=state is AppealState.ASKED,
        views=views("forum.appeals"),
    )


@blueprint.get("/network/moderation/acts")
@requires(USES)
@for_moderators
def acts() -> ResponseReturnValue:
    """A page of what moderators did."""
    form = ActsFilter.of_address(request.args)
    verb = None if form.verb.errors else form.verb.data
    page = act_queries.list_acts(verb, page=page_number())
    names = people_queries.list_names(viewer(), moderation_presenters.people_of(page.rows))
    return render_template(
        "forum/acts.html",
        filter=form,
        page=page,
        rows=[moderation_presenters.shown_act(line, names, viewer().person_id) for line in page.rows],
        is_narrowed=verb is not None,
        views=views("forum.acts"),
    )


@blueprint.get("/network/moderation/phrases")
@requires(USES)
@for_moderators
def phrases() -> ResponseReturnValue:
    """The phrases to watch, and a form for another."""
    form, was_held = form_pages.opened(PhraseForm)
    return phrases_page(form, was_held=was_held)

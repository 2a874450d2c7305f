"""Themes of consultations: proposing one, the list, its page, and the second check."""

from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from csaleads.access.guards import requires, viewer
from csaleads.access.permissions import Permission
from csaleads.accounts import held_forms
from csaleads.core import once
from csaleads.core.errors import ChangedMeanwhile, InvalidChoice, WrongState
from csaleads.core.input_bounds import whole_number
from csaleads.core.markdown import markdown
from csaleads.core.paging import page_number
from csaleads.core.unit_of_work import roll_back
from csaleads.learning.knowledge import STATE_WORDS, KnowledgeState
from csaleads.learning.list_presenters import topic_choices
from csaleads.learning.queries import list_topics
from csaleads.learning.second_check import SecondCheckForm
from csaleads.network import gate
from csaleads.network.standing import Standing
from csaleads.screening import asking
from csaleads.screening.service import NotPassed
from csaleads.sharing import list_views, theme_policy, theme_presenters, theme_service
from csaleads.sharing import theme_queries as queries
from csaleads.sharing.blueprint import blueprint
from csaleads.sharing.errors import NotTrueOfAll, TooFewAlike, TooFewUsed
from csaleads.sharing.theme_forms import ThemeForm
from csaleads.sharing.theme_queries import ThemeView
from csaleads.sharing.theme_screened import theme_subject

READS = Permission.READ_RESOURCES_FOR_LEADS
OVER = "This is over, or it changed a moment ago. The page shows how it stands now."
NOT_ALIKE = (
    "Fewer than 5 records of an area answer to this description. Choose a broader age, concern or stage."
)
NOT_TRUE = "A record that you chose is about something else. Choose a broader description, or other records"
GONE = "A record that you chose is not shared any more, or its lead has left. Choose others"


@blueprint.route("/themes/new", methods=["GET", "POST"])
@requires(Permission.LEARN_FROM_RECORDS)
def propose_theme() -> ResponseReturnValue:
    """On which of the records shared for learning it rests, and what they taught. The address narrows them as the list does."""
    filter_form, wanted = list_views.asked_filter()
    held = held_forms.take_back(viewer(), request)
    form = ThemeForm(formdata=held) if held else ThemeForm(data=theme_presenters.preset_of(wanted))
    form.once_key.data = form.once_key.data or once.new_key()
    form.versions.choices = theme_presenters.choices_of(queries.list_choices(viewer(), wanted))
    form.topics.choices = topic_choices(list_topics(viewer()))
    key = once.uuid_of(form.once_key.typed, person_id=viewer().person_id)
    taken = asking.take_up(form, theme_subject(key, theme_policy.homes_of(viewer())))
    if taken.is_complete(form):
        return _propose(form, filter_form, key, taken)
    page = _propose_page(form, filter_form, was_held=held is not None)
    return (page, 422) if form.is_submitted() else page


def _propose_page(form: ThemeForm, filter_form: Any, *, was_held: bool = False) -> str:
    return render_template(
        "sharing/propose_theme.html",
        form=form,
        filter_form=filter_form,
        least=theme_policy.SMALLEST_THEME,
        was_held=was_held,
    )


def _propose(form: ThemeForm, filter_form: Any, key: UUID, taken: asking.Taken) -> ResponseReturnValue:
    first = once.claim(form.once_key.typed, person_id=viewer().person_id)
    if first is not None:
        return redirect(first)
    try:
        theme_id = theme_service.propose(viewer(), new=form.theme(), key=key, screened=taken.answers)
    except NotPassed as stopped:
        return asking.page(form, stopped, taken)
    except (InvalidChoice, TooFewUsed, NotTrueOfAll, TooFewAlike) as refused:
        roll_back()
        _say(form, refused)
        return _propose_page(form, filter_form), 422
    location = url_for("sharing.theme", theme_id=theme_id)
    once.leave_result(location)
    held_forms.let_go(viewer(), request)
    flash("It is proposed. The leads who wrote the records that it rests on are asked.", "success")
    return redirect(location)


def _say(form: ThemeForm, refused: Exception) -> None:
    """Beside which field of the form, and why."""
    if isinstance(refused, NotTrueOfAll):
        form.fail(f"about_{refused.part}", NOT_TRUE)
    elif isinstance(refused, TooFewAlike):
        form.fail("about_age", NOT_ALIKE)
    elif isinstance(refused, TooFewUsed):
        form.fail("versions", f"Select at least {theme_policy.SMALLEST_THEME} records")
    else:
        form.fail("topics" if str(refused) == "topics" else "versions", GONE)


@blueprint.get("/themes")
@requires(READS)
def themes() -> ResponseReturnValue:
    """What stands in the library, the viewer's own, and for moderators what waits for their check."""
    standing = _standing()
    is_moderator = standing is not None and standing.is_moderator and standing.may_enter
    page = queries.list_themes(viewer(), is_moderator=is_moderator, page=page_number())
    return render_template(
        "sharing/themes.html",
        page=page,
        rows=[theme_presenters.shown_line(line) for line in page.rows],
        may_propose=theme_policy.can_propose(viewer()),
        views=list_views.views("sharing.themes"),
    )


def _standing() -> Standing | None:
    """How the viewer stands in the network; None for whoever does not belong to it, as coordinators."""
    return gate.standing() if viewer().can(Permission.USE_NETWORK) else None


@blueprint.get("/themes/<uuid:theme_id>")
@requires(READS)
def theme(theme_id: UUID) -> ResponseReturnValue:
    """A theme: its words, on how much it rests, how far it is, and for who may make it the second check."""
    shown = queries.get_theme(viewer(), _standing(), theme_id)
    form = SecondCheckForm(formdata=None)
    form.version.data = str(shown.line.version)
    return _theme_page(form, shown)


def _theme_page(form: SecondCheckForm, shown: ThemeView) -> str:
    line = shown.line
    may_check = theme_policy.can_check(viewer(), _standing(), line.facts)
    return render_template(
        "sharing/theme.html",
        form=form,
        theme=line,
        title=shown.title,
        summary=markdown(shown.summary),
        topics=shown.topics,
        about=theme_presenters.about(line),
        rests_on=theme_presenters.rests_on(line),
        state=STATE_WORDS[line.state],
        is_in_library=line.library_title is not None,
        can_withdraw=theme_policy.can_withdraw(viewer(), line.facts),
        can_check=may_check and line.state is KnowledgeState.AGREED,
        can_take_out=may_check and line.state is KnowledgeState.PUBLISHED,
    )


@blueprint.post("/themes/<uuid:theme_id>/publish")
@requires(Permission.USE_NETWORK)
def publish_theme(theme_id: UUID) -> ResponseReturnValue:
    """The second check is made, and it stands in the library."""
    shown = queries.get_theme(viewer(), _standing(), theme_id)
    form = SecondCheckForm()
    theme_policy.require_check(viewer(), _standing(), shown.line.facts)
    if not form.validate_on_submit():
        return _theme_page(form, shown), 422
    try:
        resource_id = theme_service.publish(
            viewer(), theme_id=theme_id, version=whole_number(form.version.typed)
        )
    except (WrongState, ChangedMeanwhile):
        return _over(theme_id)
    except TooFewAlike:
        roll_back()
        form.fail_whole(NOT_ALIKE)
        return _theme_page(form, shown), 422
    flash("It stands in the library now.", "success")
    return redirect(url_for("learning.resource", resource_id=resource_id))


@blueprint.post("/themes/<uuid:theme_id>/turn-down")
@requires(Permission.USE_NETWORK)
def turn_down_theme(theme_id: UUID) -> ResponseReturnValue:
    """Somebody could be known by it."""
    try:
        theme_service.turn_down(viewer(), theme_id=theme_id)
    except WrongState:
        return _over(theme_id)
    flash("It is not in the library, and whoever proposed it is told.", "success")
    return redirect(url_for("sharing.themes"))


@blueprint.post("/themes/<uuid:theme_id>/withdraw")
@requires(Permission.LEARN_FROM_RECORDS)
def withdraw_theme(theme_id: UUID) -> ResponseReturnValue:
    """Whoever proposed it does so no longer."""
    try:
        theme_service.withdraw(viewer(), theme_id=theme_id)
    except WrongState:
        return _over(theme_id)
    flash("You have taken it back. It is not in the library.", "success")
    return redirect(url_for("sharing.theme", theme_id=theme_id))


def _over(theme_id: UUID) -> ResponseReturnValue:
    roll_back()
    flash(OVER, "info")
    return redirect(url_for("sharing.themes"))

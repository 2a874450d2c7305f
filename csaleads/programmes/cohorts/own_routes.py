"""A member's own page: their days and turns, what they would bring, and swapping a turn."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from csaleads.access.guards import requires, viewer
from csaleads.access.permissions import Permission
from csaleads.core.errors import InvalidChoice, NotFound, WrongState
from csaleads.core.formatting import joined, uk_date
from csaleads.programmes import policy, queries
from csaleads.programmes.afternoons import group_queries, presenting_queries, turn_queries, turn_service
from csaleads.programmes.afternoons.group_queries import TurnView
from csaleads.programmes.attendance import checkout_queries
from csaleads.programmes.attendance import presenters as attendance_presenters
from csaleads.programmes.blueprint import blueprint
from csaleads.programmes.cohorts import own_presenters, own_queries
from csaleads.programmes.days import queries as day_queries
from csaleads.programmes.forms import SwapForm, WishesForm
from csaleads.programmes.members import queries as member_queries
from csaleads.programmes.models import MemberState
from csaleads.programmes.wording import cohort_refusal

P = Permission
SWAP_DONE = {
    "agree": "You have swapped. Your new turn is below.",
    "decline": "You keep your turn. Your colleague is told.",
    "withdraw": "You do not ask any more.",
}
SWAP_REFUSED = {
    "overtaken": "One of the two turns has changed meanwhile, so they were not swapped.",
    "asked": "You have asked somebody to take this turn already. Take that back first.",
}


@blueprint.get("/my-learning")
@requires(P.SEE_COHORTS)
def mine() -> ResponseReturnValue:
    """The viewer's days and turns in every cohort they take part in."""
    own = own_queries.list_own_parts(viewer())
    days = own_queries.days_of(own)
    parts = [own_presenters.present_part(part, days[part.cohort_id]) for part in own]
    standings = {
        cohort_id: attendance_presenters.present_standing(found.standing)
        for cohort_id, found in days.items()
        if found.standing is not None
    }
    swaps = turn_queries.list_open_swaps(viewer())
    return render_template(
        "programmes/mine.html",
        parts=parts,
        swaps=swaps,
        standings=standings,
        tasks=attendance_presenters.own_tasks(parts, swaps),
        joins=viewer().can(P.JOIN_COHORTS),
        due=checkout_queries.list_due(viewer()),
        cases=presenting_queries.list_own_cases(viewer()),
        has_calendar=viewer().can(P.JOIN_COHORTS) or viewer().can(P.RUN_CLINICS),
    )


@blueprint.route("/cohorts/<int:cohort_id>/wishes", methods=["GET", "POST"])
@requires(P.SEE_COHORTS)
def wishes(cohort_id: int) -> ResponseReturnValue:
    """To which topics the viewer would bring something, and when they are away."""
    cohort = queries.get_cohort(viewer(), cohort_id)
    own = member_queries.find_own(viewer(), cohort_id)
    if own is None or own[1] is not MemberState.MEMBER:
        raise NotFound
    topics, away = turn_queries.wishes_of(own[0])
    form = WishesForm(data={"topic_ids": topics, "away_ids": away})
    days = [day for day in day_queries.list_days(cohort) if not day.is_over or day.id in away]
    form.topic_ids.choices = [(t.id, t.title) for t in day_queries.topics_of_track(cohort.track)]
    form.away_ids.choices = [(day.id, f"Day {day.number}, {uk_date(day.held_on)}") for day in days]
    if form.validate_on_submit():
        try:
            clashes = turn_service.say_wishes(
                viewer(), cohort_id=cohort_id, topic_ids=form.topic_ids.data, away_ids=form.away_ids.data
            )
        except WrongState as refused:
            flash(cohort_refusal(refused.verb, refused.state), "info")
            return _own_page()
        except InvalidChoice:
            form.fail_whole("Select from the lists as they are now")
        else:
            flash("Saved.", "success")
            if clashes:
                on = joined(uk_date(day.held_on) for day in days if day.id in clashes)
                flash(f"You present on {on}. Swap that turn with somebody of your group.", "warning")
            return _own_page()
    page = render_template("programmes/wishes.html", cohort=cohort, form=form)
    return (page, 422) if form.is_submitted() else page


def _own_page() -> ResponseReturnValue:
    return redirect(url_for("programmes.mine"))


@blueprint.route("/turns/<int:turn_id>/swap", methods=["GET", "POST"])
@requires(P.SEE_COHORTS)
def swap(turn_id: int) -> ResponseReturnValue:
    """With whom the viewer would swap their turn."""
    row, cohort_id = turn_queries.get_own_turn(viewer(), turn_id)
    cohort = queries.get_cohort(viewer(), cohort_id)
    group = group_queries.get_group(viewer(), cohort, row.group_id)
    days = {day.id: day for day in day_queries.list_days(cohort)}
    turn = TurnView(row.id, row.day_id, row.member_id)
    options = turn_service.options_of(cohort, group, turn) if cohort.state in policy.TAKES_PEOPLE else []
    form = SwapForm()
    form.with_turn_id.choices = own_presenters.swap_choices(group, turn, options, days)
    if form.validate_on_submit():
        try:
            turn_service.ask_to_swap(viewer(), turn_id=turn_id, with_turn_id=form.with_turn_id.data)
        except WrongState as refused:
            flash(SWAP_REFUSED.get(refused.state, "Nothing was changed."), "info")
            return _own_page()
        except InvalidChoice:
            form.fail("with_turn_id", "Select from the list as it is now")
        else:
            flash("Your colleague is asked. You keep your turn until they agree.", "success")
            return _own_page()
    page = render_template(
        "programmes/swap.html", cohort=cohort, day=days[turn.day_id], form=form, has_options=bool(options)
    )
    return (page, 422) if form.is_submitted() else page


@blueprint.post("/swaps/<int:swap_id>/answer")
@requires(P.SEE_COHORTS)
def answer_swap(swap_id: int) -> ResponseReturnValue:
    """The swap is agreed, declined or not asked for any more."""
    verb = request.form.get("verb", "")
    if verb not in SWAP_DONE:
        raise NotFound
    try:
        turn_service.answer_swap(viewer(), swap_id=swap_id, verb=verb)
    except WrongState as refused:
        flash(SWAP_REFUSED.get(refused.state, "That question is answered already."), "info")
    else:
        flash(SWAP_DONE[verb], "success")
    return _own_page()

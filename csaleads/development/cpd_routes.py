"""One's own CPD: the year at a glance, what could become an entry, sharing that it is complete, and what a manager reads."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from csaleads.access.guards import requires, viewer
from csaleads.access.permissions import Permission
from csaleads.core import clock
from csaleads.core.errors import NotFound, WrongState
from csaleads.core.paging import page_number
from csaleads.development import list_queries, queries, service, source_queries, year_service
from csaleads.development.blueprint import blueprint
from csaleads.development.forms import YearForm
from csaleads.development.sources import Source
from csaleads.development.years import (
    DEADLINE_MONTH,
    PIECES,
    WITH_PEERS,
    CpdYear,
    chosen_year,
    deadline_words,
    year_of,
    years_from,
)

FIRST_SUGGESTIONS = 5


@blueprint.get("/cpd")
@requires(Permission.KEEP_CPD)
def mine() -> ResponseReturnValue:
    """The viewer's year: how far it is, their entries, and the newest of what could become one."""
    today = clock.today()
    year = _asked_year()
    view = queries.get_year(viewer(), year)
    page = list_queries.list_entries(viewer(), year, page=page_number())
    suggested = source_queries.list_suggestions(viewer(), year, page=1, rows=FIRST_SUGGESTIONS)
    return render_template(
        "development/mine.html",
        year=year,
        is_present=year == year_of(today),
        view=view,
        page=page,
        suggested=suggested,
        deadline=deadline_words(year, today),
        is_near=today.month == DEADLINE_MONTH and year == year_of(today),
        needed=(PIECES, WITH_PEERS),
        filter_form=_year_form(years_from(view.earliest, today), year),
    )


def _asked_year() -> CpdYear:
    """The year that the address asks for."""
    return chosen_year(request.args.get("year"), clock.today())


def _year_form(years: list[CpdYear], chosen: CpdYear) -> YearForm:
    """The filter by year, with what the address asks for."""
    form = YearForm.from_query(None, data={"year": str(chosen.begins_in)})
    shown = years if chosen in years else [*years, chosen]
    form.year.choices = [(str(year.begins_in), year.label) for year in shown]
    return form


@blueprint.get("/cpd/suggestions")
@requires(Permission.KEEP_CPD)
def suggestions() -> ResponseReturnValue:
    """Everything that the viewer did here in a year and that could become an entry."""
    year = _asked_year()
    view = queries.get_year(viewer(), year)
    return render_template(
        "development/suggestions.html",
        year=year,
        is_present=year == year_of(clock.today()),
        page=source_queries.list_suggestions(viewer(), year, page=page_number()),
        filter_form=_year_form(years_from(view.earliest, clock.today()), year),
    )


@blueprint.post("/cpd/suggestions/take-up")
@requires(Permission.KEEP_CPD)
def take_up() -> ResponseReturnValue:
    """Make a draft entry of something done here. A second click leads to the same entry."""
    try:
        entry_id = service.take_up(viewer(), source=_source())
    except WrongState:
        flash("You have left this out before, so it is not suggested any more.", "info")
        return _back()
    return redirect(url_for("development.edit", entry_id=entry_id))


@blueprint.post("/cpd/suggestions/leave-out")
@requires(Permission.KEEP_CPD)
def leave_out() -> ResponseReturnValue:
    """Do not suggest it again."""
    service.leave_out(viewer(), source=_source())
    flash("Left out. It is not suggested again.", "success")
    return _back()


def _source() -> Source:
    found = Source.of(request.form.get("kind", ""), request.form.get("key", ""))
    if found is None:
        raise NotFound("source")
    return found


def _back() -> ResponseReturnValue:
    year = chosen_year(request.form.get("year"), clock.today())
    endpoint = "suggestions" if request.form.get("from") == "suggestions" else "mine"
    return redirect(url_for(f"development.{endpoint}", year=year.begins_in))


@blueprint.post("/cpd/years/<int:begins_in>/share")
@requires(Permission.KEEP_CPD)
def share(begins_in: int) -> ResponseReturnValue:
    """Tell the viewer's line manager that this year is complete."""
    year = _year_of_address(begins_in)
    try:
        year_service.share_year(viewer(), year=year)
    except WrongState:
        flash("The year is not complete yet, so there is nothing to share.", "info")
    else:
        flash(
            "Your line manager can see that your CPD of this year is complete, and nothing else.", "success"
        )
    return redirect(url_for("development.mine", year=year.begins_in))


@blueprint.post("/cpd/years/<int:begins_in>/take-back")
@requires(Permission.KEEP_CPD)
def take_back(begins_in: int) -> ResponseReturnValue:
    """Do not tell the line manager any more."""
    year = _year_of_address(begins_in)
    year_service.take_back_year(viewer(), year=year)
    flash("Taken back. Your line manager does not see it any more.", "success")
    return redirect(url_for("development.mine", year=year.begins_in))


def _year_of_address(begins_in: int) -> CpdYear:
    year = chosen_year(str(begins_in), clock.today())
    if year.begins_in != begins_in:
        raise NotFound("year")
    return year


@blueprint.post("/cpd/reminders")
@requires(Permission.KEEP_CPD)
def reminders() -> ResponseReturnValue:
    """Be reminded of the end of the CPD year, or not."""
    wanted = request.form.get("wanted") != "no"
    year_service.remind(viewer(), wanted=wanted)
    words = "Today reminds you in November." if wanted else "Today does not remind you of CPD any more."
    flash(words, "success")
    return redirect(url_for("development.mine"))


@blueprint.get("/cpd/shared-with-me")
@requires(Permission.SEE_SHARED_CPD)
def shared() -> ResponseReturnValue:
    """Who of those whom the viewer manages says that their year is complete."""
    year = _asked_year()
    return render_template(
        "development/shared.html",
        year=year,
        page=list_queries.list_shared(viewer(), year, page=page_number()),
        filter_form=_year_form(years_from(None, clock.today()), year),
    )

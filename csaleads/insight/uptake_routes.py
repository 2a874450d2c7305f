"""Uptake: what the role of a Practice Lead amounts to, as far as the viewer's own role reaches. Figures only."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import Response, abort, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from csaleads.access.guards import requires, viewer
from csaleads.access.permissions import Permission
from csaleads.access.viewer import Viewer
from csaleads.accounts.queries import area_names, list_leads, list_teams, managed_person_ids, names_of
from csaleads.core.charts import ChartFigure
from csaleads.core.forms import CsaForm
from csaleads.insight import presenters, queries
from csaleads.insight.blueprint import blueprint
from csaleads.insight.forms import PERIODS, NetworkFilter, UptakeFilter
from csaleads.insight.periods import MONTHS, last_months, last_quarters
from csaleads.insight.policy import Reach, Scope, choose_scope, scopes_of
from csaleads.insight.tables import Table, table_as_csv
from csaleads.insight.tallies import Counts

SEES_UPTAKE = (
    Permission.SEE_OWN_UPTAKE,
    Permission.SEE_UPTAKE_OF_MANAGED,
    Permission.SEE_UPTAKE_OF_AREA,
    Permission.SEE_COUNTS_BY_AREA,
)


@dataclass(frozen=True)
class View:
    """One view of uptake, ready to be shown or written to a file."""

    scope: Scope
    form: CsaForm
    title: str
    tables: tuple[Table, ...]
    chart: ChartFigure | None
    is_empty: bool = False


@blueprint.get("/uptake")
@requires(*SEES_UPTAKE)
def uptake() -> ResponseReturnValue:
    """The widest view that the viewer may open, or the one that they chose."""
    person = viewer()
    scopes = scopes_of(person)
    view = _view(person, scopes)
    kept: dict[str, Any] = {
        key: value for key, value in request.args.items() if key in ("scope", "lead", "period", "quarter")
    }
    return render_template(
        "insight/uptake.html",
        view=view,
        form=view.form,
        has_scopes=len(scopes) > 1,
        is_narrowed=bool(kept),
        file_hrefs={
            table.key: url_for("insight.uptake_file", **kept, table=table.key) for table in view.tables
        },
    )


@blueprint.get("/uptake.csv")
@requires(*SEES_UPTAKE)
def uptake_file() -> ResponseReturnValue:
    """One table of the page as a file: the same cells, small numbers hidden alike."""
    person = viewer()
    view = _view(person, scopes_of(person))
    wanted = request.args.get("table", view.tables[0].key if view.tables else "")
    table = next((table for table in view.tables if table.key == wanted), None)
    if table is None:
        abort(404)
    return Response(
        table_as_csv(table),
        mimetype="text/csv",
        headers={"Content-Disposition": f'attachment; filename="uptake-{table.key}.csv"'},
    )


def _view(person: Viewer, scopes: Sequence[Scope]) -> View:
    scope = choose_scope(scopes, request.args.get("scope", ""))
    return (
        _network_view(scopes, scope) if scope.reach is Reach.NETWORK else _leads_view(person, scopes, scope)
    )


def _leads_view(person: Viewer, scopes: Sequence[Scope], scope: Scope) -> View:
    """The leads of an area, the leads somebody manages, or one lead alone: exact figures, for their own area."""
    months = last_months()
    leads = _leads_of(person, scope)
    only = None if scope.reach is Reach.AREA else sorted(leads)
    counts = Counts(
        queries.count_clinics(scope.area_ids, months, lead_ids=only),
        queries.count_signed(scope.area_ids, months, lead_ids=only),
    )
    names = dict(leads)
    if scope.reach is Reach.AREA:
        names |= names_of(counts.lead_ids() - set(leads))
    form = _leads_form(scopes, scope, names)
    first = MONTHS - (form.period.data or MONTHS)
    chosen = counts.of_lead(form.lead.data)
    tables = [presenters.months_table(chosen, months, first)]
    if scope.reach is not Reach.OWN and form.lead.data is None:
        tables.append(presenters.leads_table(counts, names, set(leads), first))
    if scope.reach is Reach.AREA and form.lead.data is None:
        area_id = scope.area_ids[0]
        asked = queries.count_requests_by_team(area_id, months[first:])
        tables.append(presenters.teams_table(asked, list_teams([area_id])))
    whose = names.get(form.lead.data or 0, scope.label)
    return View(
        scope,
        form,
        whose,
        tuple(tables),
        presenters.months_chart(chosen, months, first, whose),
        is_empty=not names,
    )


def _leads_of(person: Viewer, scope: Scope) -> dict[int, str]:
    """Names by id of the leads whose figures the scope holds."""
    if scope.reach is Reach.OWN:
        return {person.person_id: person.full_name}
    leads = {lead.id: lead.full_name for lead in list_leads(scope.area_ids)}
    if scope.reach is Reach.AREA:
        return leads
    managed = set(managed_person_ids(person))
    return {lead_id: name for lead_id, name in leads.items() if lead_id in managed}


def _leads_form(scopes: Sequence[Scope], scope: Scope, names: dict[int, str]) -> UptakeFilter:
    """The filter, read from the address. A lead who is not in this view, or a period that is none, is not asked for."""
    form = UptakeFilter.from_query(
        _asked(scope, lead=[str(lead_id) for lead_id in names], period=[str(months) for months, _ in PERIODS])
    )
    form.scope.choices = _choices(scopes)
    form.lead.choices = sorted(names.items(), key=lambda pair: pair[1].lower())
    form.validate()
    return form


def _choices(scopes: Sequence[Scope]) -> list[tuple[str, str]]:
    return [(choice.key, choice.label) for choice in scopes]


def _asked(scope: Scope, **allowed: Sequence[str]) -> MultiDict[str, str]:
    """What the address asks for, as far as this view offers it: filters of another view are left behind."""
    asked = {name: request.args.get(name, "") for name in allowed}
    kept = {name: value for name, value in asked.items() if value in allowed[name]}
    return MultiDict({"scope": scope.key} | kept)


def _network_view(scopes: Sequence[Scope], scope: Scope) -> View:
    """Counts by area in one quarter that is over, for the programme team.

    Quarters do not overlap and do not grow, and areas cannot be left out: nothing can be subtracted from anything.
    """
    quarters = last_quarters()
    form = NetworkFilter.from_query(_asked(scope, quarter=[quarter.key for quarter in quarters]))
    form.scope.choices = _choices(scopes)
    form.quarter.choices = [(quarter.key, quarter.label) for quarter in reversed(quarters)]
    form.validate()
    form.quarter.data = form.quarter.data or quarters[-1].key
    chosen = next(number for number, quarter in enumerate(quarters) if quarter.key == form.quarter.data)
    names = area_names()
    signed = queries.count_signed_by_area(list(names), quarters)
    table = presenters.areas_table(
        names,
        queries.count_leads_by_area(),
        queries.count_clinics_by_area(quarters[chosen]),
        {area_id: signed.get((area_id, chosen), 0) for area_id in names},
    )
    chart = presenters.quarters_chart(signed, list(names), quarters)
    return View(scope, form, quarters[chosen].label, (table,), chart, is_empty=not names)

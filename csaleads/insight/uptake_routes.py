"""Uptake: what the role of a Practice Lead amounts to, as far as the viewer's own role reaches. Figures only."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import abort, current_app, render_template, request
from flask.typing import ResponseReturnValue
from markupsafe import Markup
from werkzeug.datastructures import MultiDict

from csaleads.access.guards import requires, viewer
from csaleads.access.permissions import Permission
from csaleads.access.viewer import Viewer
from csaleads.accounts.queries import area_names, list_leads, list_teams, managed_person_ids, names_of
from csaleads.core.charts import ChartFigure
from csaleads.core.csv_files import csv_file
from csaleads.core.forms import CsaForm
from csaleads.core.paging import address_at
from csaleads.insight import kept_figures
from csaleads.insight.blueprint import blueprint
from csaleads.insight.forms import PERIODS, NetworkFilter, UptakeFilter
from csaleads.insight.kept_figures import Figures
from csaleads.insight.periods import MONTHS, last_quarters
from csaleads.insight.policy import Reach, Scope, choose_scope, scopes_of
from csaleads.insight.presenters import Asked, lead_ids_in, leads_figures, network_figures
from csaleads.insight.queries import AreaMonths, AreaQuarters
from csaleads.insight.tables import Table, table_as_csv

SEES_UPTAKE = (
    Permission.SEE_OWN_UPTAKE,
    Permission.SEE_UPTAKE_OF_MANAGED,
    Permission.SEE_UPTAKE_OF_AREA,
    Permission.SEE_COUNTS_BY_AREA,
)
FILTERS = ("scope", "lead", "period", "quarter")
Narrowed = tuple[tuple[str, str], ...]
Names = tuple[tuple[int, str], ...]
Drawn = tuple[tuple[Table, ...], Markup]


@dataclass(frozen=True)
class View:
    """One view of uptake, ready to be shown or written to a file."""

    scope: Scope
    form: CsaForm
    title: str
    tables: tuple[Table, ...]
    drawn: Markup  # the chart and the tables
    is_empty: bool = False


@blueprint.get("/uptake")
@requires(*SEES_UPTAKE)
def uptake() -> ResponseReturnValue:
    """The widest view that the viewer may open, or the one that they chose."""
    person = viewer()
    scopes = scopes_of(person)
    view = _view(person, scopes)
    return render_template(
        "insight/uptake.html",
        view=view,
        form=view.form,
        has_scopes=len(scopes) > 1,
        is_narrowed=bool(_narrowed_by()),
    )


def _narrowed_by() -> Narrowed:
    """What the address asks for; the addresses of files ask for the same."""
    return tuple((key, value) for key, value in request.args.items() if key in FILTERS)


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
    return csv_file(f"uptake-{table.key}", table_as_csv(table))


def _view(person: Viewer, scopes: Sequence[Scope]) -> View:
    scope = choose_scope(scopes, request.args.get("scope", ""))
    return (
        _network_view(scopes, scope) if scope.reach is Reach.NETWORK else _leads_view(person, scopes, scope)
    )


def _leads_view(person: Viewer, scopes: Sequence[Scope], scope: Scope) -> View:
    """The leads of an area, the leads somebody manages, or one lead alone: exact figures, for their own area."""
    figures = kept_figures.months_of(scope.area_ids)
    leads = _leads_of(person, scope)
    only = None if scope.reach is Reach.AREA else frozenset(leads)
    names = dict(leads)
    if scope.reach is Reach.AREA:
        names |= names_of(lead_ids_in(figures) - set(leads))
    form = _leads_form(scopes, scope, names)
    lead_id = form.lead.data
    whose = names.get(lead_id or 0, scope.label)
    asks_teams = scope.reach is Reach.AREA and lead_id is None
    tables, drawn = kept_figures.made_once(
        figures,
        _draw_leads,
        Asked(
            first=MONTHS - (form.period.data or MONTHS),
            lead_id=lead_id,
            only=only,
            whose=whose,
            names=tuple(names.items()),
            leads_today=frozenset(leads),
            has_leads=scope.reach is not Reach.OWN and lead_id is None,
            teams=tuple(list_teams(scope.area_ids)) if asks_teams else None,
        ),
        _narrowed_by(),
    )
    return View(scope, form, whose, tables, drawn, is_empty=not names)


def _draw_leads(figures: Figures[AreaMonths], asked: Asked, narrowed_by: Narrowed) -> Drawn:
    return _draw(*leads_figures(figures, asked), narrowed_by)


def _draw_network(figures: Figures[AreaQuarters], chosen: int, names: Names, narrowed_by: Narrowed) -> Drawn:
    table, chart = network_figures(figures, chosen, names)
    return _draw((table,), chart, narrowed_by)


def _draw(tables: tuple[Table, ...], chart: ChartFigure, narrowed_by: Narrowed) -> Drawn:
    """Chart and tables as HTML. It is kept for whoever sees the same figures, so nothing in it may depend on who that is."""
    hrefs = {
        table.key: address_at("insight.uptake_file", [*narrowed_by, ("table", table.key)]) for table in tables
    }
    template = current_app.jinja_env.get_template("insight/_figures.html")
    return tables, Markup(template.render(tables=tables, figure=chart, file_hrefs=hrefs))  # noqa: S704 - the template escapes


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
    figures = kept_figures.quarters_of(list(names))
    tables, drawn = kept_figures.made_once(
        figures, _draw_network, chosen, tuple(names.items()), _narrowed_by()
    )
    return View(scope, form, quarters[chosen].label, tables, drawn, is_empty=not names)

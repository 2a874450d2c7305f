"""Uptake as tables and a chart. What somebody beyond an area sees passes through `suppression` here, page and file alike."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from csaleads.accounts.queries import TeamName
from csaleads.core.charts import ChartFigure, Series, column_chart, figure
from csaleads.core.formatting import uk_date
from csaleads.insight.kept_figures import Figures
from csaleads.insight.periods import MONTHS, Span, last_months, last_quarters
from csaleads.insight.queries import AreaMonths, AreaQuarters, TeamCount
from csaleads.insight.suppression import NOT_SHOWN, shown_count, shown_total
from csaleads.insight.tables import Table
from csaleads.insight.tallies import Counts, Tally, together

DAYS = "Working days to advice (average)"
MEASURES = ("Clinics held", "Slots offered", "Slots used", "Consultations signed", DAYS)
NONE_YET = "–"
NEVER = "None in 12 months"


@dataclass(frozen=True)
class Asked:
    """What a view of leads is made of, beside the figures: which leads, since when, and what everybody is called."""

    first: int  # number of the first month
    lead_id: int | None  # one lead alone
    only: frozenset[int] | None  # leads whom the view is about; None for all of the area
    whose: str
    names: tuple[tuple[int, str], ...]
    leads_today: frozenset[int]
    has_leads: bool
    teams: tuple[TeamName, ...] | None


def leads_figures(figures: Figures[AreaMonths], asked: Asked) -> tuple[tuple[Table, ...], ChartFigure]:
    """The tables and the chart of a view of leads."""
    areas = figures.by_area.values()
    everything = Counts(
        [count for area in areas for count in area.clinics],
        [count for area in areas for count in area.signed],
    )
    counts = everything.of_leads(asked.only)
    chosen = counts if asked.lead_id is None else counts.of_leads([asked.lead_id])
    months = last_months()[asked.first :]
    by_month = chosen.by_span(asked.first, MONTHS)
    tables = [months_table(by_month, months)]
    if asked.has_leads:
        tables.append(leads_table(counts, dict(asked.names), asked.leads_today, asked.first))
    if asked.teams is not None:
        sent = (count for area in areas for count in area.teams if count.span >= asked.first)
        tables.append(teams_table(sent, asked.teams))
    return tuple(tables), months_chart(by_month, months, asked.whose)


def lead_ids_in(figures: Figures[AreaMonths]) -> set[int]:
    """Everybody who led or signed something in these areas."""
    areas = figures.by_area.values()
    return {lead_id for area in areas for lead_id in Counts(area.clinics, area.signed).lead_ids()}


def network_figures(
    figures: Figures[AreaQuarters], chosen: int, names: tuple[tuple[int, str], ...]
) -> tuple[Table, ChartFigure]:
    """The table and the chart of all areas, in the quarter of that number."""
    return areas_table(dict(names), figures.by_area, chosen), quarters_chart(figures.by_area, last_quarters())


def _cells(found: Tally) -> tuple[str, ...]:
    days = found.average_days
    return (
        f"{found.clinics:,}",
        f"{found.offered:,}",
        f"{found.used:,}",
        f"{found.signed:,}",
        NONE_YET if days is None else f"{days:.1f}",
    )


def months_table(by_month: Sequence[Tally], months: Sequence[Span]) -> Table:
    """One row for each month, with the tally of that month."""
    return Table(
        key="months",
        title="By month",
        headings=("Month", *MEASURES),
        rows=tuple((month.label, *_cells(found)) for month, found in zip(months, by_month, strict=True)),
        total=("Together", *_cells(together(by_month))),
    )


def leads_table(counts: Counts, names: Mapping[int, str], leads_today: Collection[int], first: int) -> Table:
    """One row for each lead, with when they were last active within 12 months."""
    by_lead = counts.by_lead(first)
    rows = []
    for lead_id, name in sorted(names.items(), key=lambda pair: (pair[1].lower(), pair[0])):
        found, last_at = by_lead.get(lead_id, (Tally(), None))
        shown = name if lead_id in leads_today else f"{name} (no longer a lead)"
        rows.append((shown, *_cells(found), uk_date(last_at, "short") if last_at else NEVER))
    return Table(
        key="leads",
        title="By lead",
        headings=("Lead", *MEASURES, "Last active"),
        rows=tuple(rows),
        note="A clinic with two leads counts once for each of them, so these rows can add up to more than the months do.",
    )


def teams_table(counted: Iterable[TeamCount], teams: Sequence[TeamName]) -> Table:
    """Every open team with the requests that it sent, those that sent none at the end."""
    by_team = _whole_by_team(counted)
    open_ids = {team.id for team in teams}
    rows = [(by_team.get(team.id), team.name) for team in teams]
    other = [count for team_id, count in by_team.items() if team_id not in open_ids]
    rows.sort(key=lambda pair: (-(pair[0].requests if pair[0] else 0), pair[1].lower()))
    cells = [
        (name, str(count.requests), uk_date(count.last_at, "short"))
        if count
        else (name, "0", "Has not asked in this period")
        for count, name in rows
    ]
    if other:
        last = uk_date(max(count.last_at for count in other), "short")
        cells.append(("No team, or a team that is closed", str(sum(count.requests for count in other)), last))
    return Table(
        key="teams", title="By team", headings=("Team", "Requests sent", "Last request"), rows=tuple(cells)
    )


def _whole_by_team(counted: Iterable[TeamCount]) -> dict[int | None, TeamCount]:
    """The counts of all spans added up, by team."""
    found: dict[int | None, TeamCount] = {}
    for count in counted:
        before = found.get(count.team_id)
        found[count.team_id] = (
            count
            if before is None
            else replace(
                before,
                requests=before.requests + count.requests,
                last_at=max(before.last_at, count.last_at),
            )
        )
    return found


def months_chart(by_month: Sequence[Tally], months: Sequence[Span], whose: str) -> ChartFigure:
    """Slots offered and used, month by month."""
    return figure(
        column_chart,
        "Slots offered and used by month",
        f"{whose}: two columns for each month, slots offered and slots used.",
        [month.short_label for month in months],
        [
            Series("Slots offered", [found.offered for found in by_month]),
            Series("Slots used", [found.used for found in by_month]),
        ],
    )


# All areas, for the programme team: counts only, small ones hidden.


def areas_table(names: Mapping[int, str], counted: Mapping[int, AreaQuarters], chosen: int) -> Table:
    """One row for each area, in the quarter of that number."""
    rows, held, offered = [], 0, 0
    people, used, advised = [], [], []
    for area_id, name in names.items():
        area = counted[area_id]
        count = area.quarters[chosen]
        held, offered = held + count.clinics, offered + count.offered
        people.append(area.leads)
        used.append(count.used)
        advised.append(count.signed)
        rows.append(
            (
                name,
                shown_count(area.leads),
                f"{count.clinics:,}",
                f"{count.offered:,}",
                shown_count(count.used),
                shown_count(count.signed),
            )
        )
    return Table(
        key="areas",
        title="By area",
        headings=(
            "Area",
            "Practice Leads today",
            "Clinics held",
            "Slots offered",
            "Slots used",
            "Consultations signed",
        ),
        rows=tuple(rows),
        total=("All areas", _total(people), f"{held:,}", f"{offered:,}", _total(used), _total(advised)),
    )


def _total(counts: Sequence[int]) -> str:
    total = shown_total(counts)
    return NOT_SHOWN if total is None else f"{total:,}"


def quarters_chart(counted: Mapping[int, AreaQuarters], quarters: Sequence[Span]) -> ChartFigure:
    """Consultations signed in all areas by quarter, where the total may be shown."""
    totals = [
        shown_total([area.quarters[number].signed for area in counted.values()])
        for number in range(len(quarters))
    ]
    return figure(
        column_chart,
        "Consultations signed in all areas by quarter",
        "One column for each quarter. A quarter whose total would give away a small number has no column.",
        [quarter.short_label for quarter in quarters],
        [Series("Consultations signed", totals)],
        category_heading="Quarter",
    )

"""Uptake as tables and a chart. What somebody beyond an area sees passes through `suppression` here, page and file alike."""

from collections.abc import Mapping, Sequence

from csaleads.accounts.queries import TeamName
from csaleads.core.charts import ChartFigure, Series, column_chart, figure
from csaleads.core.formatting import uk_date
from csaleads.insight.periods import Span
from csaleads.insight.queries import AreaCount, TeamCount
from csaleads.insight.suppression import NOT_SHOWN, shown_count, shown_total
from csaleads.insight.tables import Table
from csaleads.insight.tallies import Counts, Tally

DAYS = "Working days to advice (average)"
MEASURES = ("Clinics held", "Slots offered", "Slots used", "Consultations signed", DAYS)
NONE_YET = "–"
NEVER = "None in 12 months"


def _cells(found: Tally) -> tuple[str, ...]:
    days = found.average_days
    return (
        f"{found.clinics:,}",
        f"{found.offered:,}",
        f"{found.used:,}",
        f"{found.signed:,}",
        NONE_YET if days is None else f"{days:.1f}",
    )


def months_table(counts: Counts, months: Sequence[Span], first: int) -> Table:
    """One row for each month from number `first` on."""
    return Table(
        key="months",
        title="By month",
        headings=("Month", *MEASURES),
        rows=tuple(
            (month.label, *_cells(counts.of_span(number)))
            for number, month in enumerate(months)
            if number >= first
        ),
        total=("Together", *_cells(counts.since(first).total())),
    )


def leads_table(counts: Counts, names: Mapping[int, str], leads_today: set[int], first: int) -> Table:
    """One row for each lead, with when they were last active within 12 months."""
    rows = []
    for lead_id, name in sorted(names.items(), key=lambda pair: (pair[1].lower(), pair[0])):
        whole_year = counts.of_lead(lead_id)
        last_at = whole_year.total().last_at
        shown = name if lead_id in leads_today else f"{name} (no longer a lead)"
        rows.append(
            (
                shown,
                *_cells(whole_year.since(first).total()),
                uk_date(last_at, "short") if last_at else NEVER,
            )
        )
    return Table(
        key="leads",
        title="By lead",
        headings=("Lead", *MEASURES, "Last active"),
        rows=tuple(rows),
        note="A clinic with two leads counts once for each of them, so these rows can add up to more than the months do.",
    )


def teams_table(counted: Sequence[TeamCount], teams: Sequence[TeamName]) -> Table:
    """Every open team with the requests that it sent, those that sent none at the end."""
    by_team = {count.team_id: count for count in counted}
    open_ids = {team.id for team in teams}
    rows = [(by_team.get(team.id), team.name) for team in teams]
    other = [count for count in counted if count.team_id not in open_ids]
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


def months_chart(counts: Counts, months: Sequence[Span], first: int, whose: str) -> ChartFigure:
    """Slots offered and used, month by month."""
    shown = [(number, month) for number, month in enumerate(months) if number >= first]
    sums = [counts.of_span(number) for number, _ in shown]
    return figure(
        column_chart,
        "Slots offered and used by month",
        f"{whose}: two columns for each month, slots offered and slots used.",
        [month.short_label for _, month in shown],
        [
            Series("Slots offered", [found.offered for found in sums]),
            Series("Slots used", [found.used for found in sums]),
        ],
    )


# All areas, for the programme team: counts only, small ones hidden.


def areas_table(
    names: Mapping[int, str],
    leads: Mapping[int, int],
    clinics: Mapping[int, AreaCount],
    signed: Mapping[int, int],
) -> Table:
    """One row for each area in a quarter that is over."""
    none = AreaCount()
    people = {area_id: leads.get(area_id, 0) for area_id in names}
    used = {area_id: clinics.get(area_id, none).used for area_id in names}
    advised = {area_id: signed.get(area_id, 0) for area_id in names}
    rows = tuple(
        (
            name,
            shown_count(people[area_id]),
            f"{clinics.get(area_id, none).clinics:,}",
            f"{clinics.get(area_id, none).offered:,}",
            shown_count(used[area_id]),
            shown_count(advised[area_id]),
        )
        for area_id, name in names.items()
    )
    held = sum(count.clinics for count in clinics.values())
    offered = sum(count.offered for count in clinics.values())
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
        rows=rows,
        total=(
            "All areas",
            _total(people),
            f"{held:,}",
            f"{offered:,}",
            _total(used),
            _total(advised),
        ),
    )


def _total(counts: Mapping[int, int]) -> str:
    total = shown_total(list(counts.values()))
    return NOT_SHOWN if total is None else f"{total:,}"


def quarters_chart(
    signed: Mapping[tuple[int, int], int], area_ids: Sequence[int], quarters: Sequence[Span]
) -> ChartFigure:
    """Consultations signed in all areas by quarter, where the total may be shown."""
    totals = [
        shown_total([signed.get((area_id, number), 0) for area_id in area_ids])
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

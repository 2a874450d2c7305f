"""Small charts as SVG, drawn by the server: pure functions from numbers to markup.

Places and widths are in percent and words keep their size, so a chart stays readable from 320 px up without scripts. No
chart is the only way to its numbers: `ChartFigure` carries the table that components/chart.html shows underneath.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup

from csaleads.core.chart_frame import (
    BLUE,
    GROUP_SHARE,
    PALETTE,
    PLOT_LEFT,
    Frame,
    Number,
    Series,
    bar,
    check_numbers,
    largest_of,
    scale_top,
    short,
    text,
    written,
)

__all__ = [
    "ChartFigure",
    "Number",
    "Series",
    "column_chart",
    "figure",
    "line_chart",
    "spark",
    "stacked_column_chart",
]

_NUMBERED_COLUMNS = 24  # with more columns than this the numbers above them would collide


@dataclass(frozen=True)
class ChartFigure:
    """A chart and the table of the same numbers."""

    title: str
    svg: Markup
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def column_chart(
    title: str, description: str, categories: Sequence[str], series: Sequence[Series], unit: str = ""
) -> Markup:
    """Columns of the series side by side in each category. At most four series."""
    check_numbers(categories, series)
    top, step = scale_top(largest_of(series))
    frame = Frame(title, description, categories, series, top=top, step=step, unit=unit)
    slot = frame.slot
    wide = slot * GROUP_SHARE / len(series)
    numbered = len(categories) * len(series) <= _NUMBERED_COLUMNS
    marks: list[Markup] = []
    for place, _category in enumerate(categories):
        left = PLOT_LEFT + place * slot + slot * (1 - GROUP_SHARE) / 2
        for index, row in enumerate(series):
            value = row.values[place]
            if value is None:
                continue
            x = left + index * wide
            marks.append(bar(x, frame.y(value), wide * 0.92, frame.base - frame.y(value), PALETTE[index]))
            if numbered:
                marks.append(
                    text(
                        x + wide * 0.46,
                        frame.y(value) - 6,
                        written(value),
                        anchor="middle",
                        narrow=len(series) == 1,
                    )
                )
    return frame.draw(marks)


def stacked_column_chart(
    title: str, description: str, categories: Sequence[str], series: Sequence[Series], unit: str = ""
) -> Markup:
    """The series on top of one another, for parts of a whole; the number above each column is the whole."""
    check_numbers(categories, series)
    totals = [sum(row.values[place] or 0 for row in series) for place in range(len(categories))]
    top, step = scale_top(max(totals, default=0))
    frame = Frame(title, description, categories, series, top=top, step=step, unit=unit)
    slot = frame.slot
    wide = slot * GROUP_SHARE
    marks: list[Markup] = []
    for place, total in enumerate(totals):
        left = PLOT_LEFT + place * slot + (slot - wide) / 2
        reached: Number = 0
        for index, row in enumerate(series):
            value = row.values[place] or 0
            if value:
                upper, lower = frame.y(reached + value), frame.y(reached)
                marks.append(bar(left, upper, wide, max(lower - upper - 1, 1), PALETTE[index]))
            reached += value
        marks.append(text(left + wide / 2, frame.y(total) - 6, written(total), anchor="middle", narrow=True))
    return frame.draw(marks)


def line_chart(
    title: str, description: str, categories: Sequence[str], series: Sequence[Series], unit: str = ""
) -> Markup:
    """A line for each series, with a dot at every number; the last number is written beside its dot."""
    check_numbers(categories, series)
    top, step = scale_top(largest_of(series))
    frame = Frame(title, description, categories, series, top=top, step=step, unit=unit)
    marks: list[Markup] = []
    for index, row in enumerate(series):
        known = [
            (frame.middle(place), frame.y(value), value)
            for place, value in enumerate(row.values)
            if value is not None
        ]
        for (x1, y1, _), (x2, y2, _) in pairwise(known):
            marks.append(
                Markup(
                    '<line x1="{}%" y1="{}" x2="{}%" y2="{}" stroke="{}" stroke-width="2.5" stroke-linecap="round"/>'
                ).format(short(x1), short(y1), short(x2), short(y2), PALETTE[index])
            )
        for x, y, _ in known:
            marks.append(
                Markup('<circle cx="{}%" cy="{}" r="4" fill="{}"/>').format(
                    short(x), short(y), PALETTE[index]
                )
            )
        if known:
            x, y, last = known[-1]
            marks.append(text(x, y - 10, written(last), anchor="middle", narrow=True))
    return frame.draw(marks)


def spark(title: str, values: Sequence[Number]) -> Markup:
    """A line as small as a word, to stand beside a number in a table; the title says what it shows, in words."""
    top = max([*values, 1])
    count = max(len(values) - 1, 1)
    points = " ".join(
        f"{short(2 + 96 * place / count)},{short(26 - 22 * value / top)}"
        for place, value in enumerate(values)
    )
    return Markup(
        '<svg class="csa-spark" viewBox="0 0 100 28" width="100" height="28" role="img" focusable="false">'
        '<title>{}</title><polyline points="{}" fill="none" stroke="{}" stroke-width="2" stroke-linejoin="round"/></svg>'
    ).format(title, points, BLUE)


def figure(
    draw: Callable[[str, str, Sequence[str], Sequence[Series], str], Markup],
    title: str,
    description: str,
    categories: Sequence[str],
    series: Sequence[Series],
    *,
    unit: str = "",
    category_heading: str = "Month",
) -> ChartFigure:
    """A chart drawn by one of the functions above, with the table of its numbers."""
    rows = tuple(
        (category, *(written(row.values[place]) for row in series))
        for place, category in enumerate(categories)
    )
    return ChartFigure(
        title=title,
        svg=draw(title, description, categories, series, unit),
        headings=(category_heading, *(row.name for row in series)),
        rows=rows,
    )

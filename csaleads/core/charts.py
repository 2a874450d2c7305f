"""Small charts as SVG, drawn by the server: pure functions from numbers to markup.

Places and widths are in percent and words keep their size, so a chart stays readable from 320 px up without scripts. No
chart is the only way to its numbers: `ChartFigure` carries the table that components/chart.html shows underneath.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from markupsafe import Markup

Number = int | float

# Blue, vermilion, bluish green and reddish purple of the palette by Masataka Okabe and Kei Ito (2008), which people with any
# kind of colour vision can tell apart. The last three are darkened until they too reach 3:1 on the page (WCAG 1.4.11).
BLUE = "#0072b2"
VERMILION = "#c24e00"
GREEN = "#00805c"
PURPLE = "#a8588a"
PALETTE = (BLUE, VERMILION, GREEN, PURPLE)

INK = "#16262b"
SOFT_INK = "#4a5a5f"
GRID = "#d9d4c8"

_PLOT_LEFT = 9.0  # per cent of the width, kept for the axis numbers
_PLOT_WIDTH = 91.0
_PLOT_HEIGHT = 200
_LEGEND_LINE = 24
_TOP_ROOM = 26  # for the number above the highest column
_LABEL_ROOM = 30
_GROUP_SHARE = 0.72  # of the width that a category has
_NUMBERED_COLUMNS = 24  # with more columns than this the numbers above them would collide


class Series(NamedTuple):
    """One row of numbers with its name, as many as there are categories. None means that there is no number."""

    name: str
    values: Sequence[Number | None]


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
    _check(categories, series)
    top, step = _scale_top(_largest(series))
    frame = _Frame(title, description, categories, series, top=top, step=step, unit=unit)
    slot = frame.slot
    wide = slot * _GROUP_SHARE / len(series)
    numbered = len(categories) * len(series) <= _NUMBERED_COLUMNS
    marks: list[Markup] = []
    for place, _category in enumerate(categories):
        left = _PLOT_LEFT + place * slot + slot * (1 - _GROUP_SHARE) / 2
        for index, row in enumerate(series):
            value = row.values[place]
            if value is None:
                continue
            x = left + index * wide
            marks.append(_bar(x, frame.y(value), wide * 0.92, frame.base - frame.y(value), PALETTE[index]))
            if numbered:
                marks.append(
                    _text(
                        x + wide * 0.46,
                        frame.y(value) - 6,
                        _written(value),
                        anchor="middle",
                        narrow=len(series) == 1,
                    )
                )
    return frame.draw(marks)


def stacked_column_chart(
    title: str, description: str, categories: Sequence[str], series: Sequence[Series], unit: str = ""
) -> Markup:
    """The series on top of one another, for parts of a whole; the number above each column is the whole."""
    _check(categories, series)
    totals = [sum(row.values[place] or 0 for row in series) for place in range(len(categories))]
    top, step = _scale_top(max(totals, default=0))
    frame = _Frame(title, description, categories, series, top=top, step=step, unit=unit)
    slot = frame.slot
    wide = slot * _GROUP_SHARE
    marks: list[Markup] = []
    for place, total in enumerate(totals):
        left = _PLOT_LEFT + place * slot + (slot - wide) / 2
        reached: Number = 0
        for index, row in enumerate(series):
            value = row.values[place] or 0
            if value:
                upper, lower = frame.y(reached + value), frame.y(reached)
                marks.append(_bar(left, upper, wide, max(lower - upper - 1, 1), PALETTE[index]))
            reached += value
        marks.append(
            _text(left + wide / 2, frame.y(total) - 6, _written(total), anchor="middle", narrow=True)
        )
    return frame.draw(marks)


def line_chart(
    title: str, description: str, categories: Sequence[str], series: Sequence[Series], unit: str = ""
) -> Markup:
    """A line for each series, with a dot at every number; the last number is written beside its dot."""
    _check(categories, series)
    top, step = _scale_top(_largest(series))
    frame = _Frame(title, description, categories, series, top=top, step=step, unit=unit)
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
                ).format(_short(x1), _short(y1), _short(x2), _short(y2), PALETTE[index])
            )
        for x, y, _ in known:
            marks.append(
                Markup('<circle cx="{}%" cy="{}" r="4" fill="{}"/>').format(
                    _short(x), _short(y), PALETTE[index]
                )
            )
        if known:
            x, y, last = known[-1]
            marks.append(_text(x, y - 10, _written(last), anchor="middle", narrow=True))
    return frame.draw(marks)


def spark(title: str, values: Sequence[Number]) -> Markup:
    """A line as small as a word, to stand beside a number in a table; the title says what it shows, in words."""
    top = max([*values, 1])
    count = max(len(values) - 1, 1)
    points = " ".join(
        f"{_short(2 + 96 * place / count)},{_short(26 - 22 * value / top)}"
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
        (category, *(_written(row.values[place]) for row in series))
        for place, category in enumerate(categories)
    )
    return ChartFigure(
        title=title,
        svg=draw(title, description, categories, series, unit),
        headings=(category_heading, *(row.name for row in series)),
        rows=rows,
    )


class _Frame:
    """Everything of a chart but its marks: legend, grid, axis numbers and category names."""

    def __init__(
        self,
        title: str,
        description: str,
        categories: Sequence[str],
        series: Sequence[Series],
        *,
        top: Number,
        step: Number,
        unit: str,
    ) -> None:
        self.title = title
        self.description = description
        self.categories = categories
        self.series = series
        self.top = top
        self.step = step
        self.unit = unit
        self.legend_height = _LEGEND_LINE * len(series) if len(series) > 1 else (_LEGEND_LINE if unit else 0)
        self.base = self.legend_height + _TOP_ROOM + _PLOT_HEIGHT
        self.height = self.base + _LABEL_ROOM
        self.slot = _PLOT_WIDTH / len(categories)

    def y(self, value: Number) -> float:
        return self.base - _PLOT_HEIGHT * value / self.top

    def middle(self, place: int) -> float:
        return _PLOT_LEFT + (place + 0.5) * self.slot

    def draw(self, marks: Sequence[Markup]) -> Markup:
        return Markup(
            '<svg class="csa-chart__svg" width="100%" height="{}" role="img" focusable="false">'
            "<title>{}</title><desc>{}</desc>{}{}{}{}</svg>"
        ).format(
            self.height,
            self.title,
            self.description,
            self._legend(),
            self._grid(),
            Markup("").join(marks),
            self._names(),
        )

    def _legend(self) -> Markup:
        if len(self.series) == 1:
            return _text(0, 14, self.unit, fill=SOFT_INK) if self.unit else Markup("")
        lines = []
        for index, row in enumerate(self.series):
            y = index * _LEGEND_LINE
            swatch = Markup('<rect x="0" y="{}" width="14" height="14" rx="2" fill="{}"/>').format(
                y + 2, PALETTE[index]
            )
            name = Markup('<text x="22" y="{}" fill="{}">{}</text>').format(y + 14, INK, row.name)
            lines.append(swatch + name)
        return Markup("").join(lines)

    def _grid(self) -> Markup:
        lines = []
        level: Number = 0
        while level <= self.top:
            y = self.y(level)
            colour = SOFT_INK if level == 0 else GRID
            lines.append(
                Markup('<line x1="{}%" y1="{}" x2="100%" y2="{}" stroke="{}"/>').format(
                    _PLOT_LEFT, _short(y), _short(y), colour
                )
                + _text(0, y + 5, _written(level), fill=SOFT_INK)
            )
            level += self.step
        return Markup("").join(lines)

    def _names(self) -> Markup:
        crowded = len(self.categories) > 6
        return Markup("").join(
            _text(
                self.middle(place), self.base + 21, name, anchor="middle", narrow=not (crowded and place % 2)
            )
            for place, name in enumerate(self.categories)
        )


def _check(categories: Sequence[str], series: Sequence[Series]) -> None:
    if not categories or not 1 <= len(series) <= len(PALETTE):
        raise ValueError("a chart needs categories and one to four series")
    if any(len(row.values) != len(categories) for row in series):
        raise ValueError("each series needs one value for each category")


def _largest(series: Sequence[Series]) -> Number:
    return max((value for row in series for value in row.values if value is not None), default=0)


def _scale_top(largest: Number) -> tuple[Number, Number]:
    """The end of the axis and the step between its lines: at most five lines, on numbers that people count in."""
    size = 1
    while True:
        for factor in (1, 2, 5):
            step = factor * size
            if largest <= step * 5:
                lines = max(-(-largest // step), 1)
                return int(lines * step), step
        size *= 10


def _bar(x: float, y: float, width: float, height: float, fill: str) -> Markup:
    return Markup('<rect x="{}%" y="{}" width="{}%" height="{}" rx="1.5" fill="{}"/>').format(
        _short(x), _short(y), _short(width), _short(max(height, 0)), fill
    )


def _text(
    x: float, y: float, text: str, *, anchor: str = "start", fill: str = INK, narrow: bool = True
) -> Markup:
    """Words at a place; without `narrow` they are left out on a phone, where they would collide."""
    return Markup('<text x="{}%" y="{}" text-anchor="{}" fill="{}"{}>{}</text>').format(
        _short(x), _short(y), anchor, fill, Markup("") if narrow else Markup(' class="csa-chart__wide"'), text
    )


def _written(value: Number | None) -> str:
    if value is None:
        return "–"
    return f"{value:,}" if isinstance(value, int) or value != int(value) else f"{int(value):,}"


def _short(number: float) -> str:
    return f"{number:.2f}".rstrip("0").rstrip(".")

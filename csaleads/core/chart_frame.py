"""What every chart has around its marks: colours, legend, grid, axis numbers and category names. Used by `core/charts.py`."""

from collections.abc import Sequence
from typing import NamedTuple

from markupsafe import Markup, escape

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

PLOT_LEFT = 9.0  # per cent of the width, kept for the axis numbers
PLOT_WIDTH = 91.0
PLOT_HEIGHT = 200
LEGEND_LINE = 24
TOP_ROOM = 26  # for the number above the highest column
LABEL_ROOM = 30
GROUP_SHARE = 0.72  # of the width that a category has


class Series(NamedTuple):
    """One row of numbers with its name, as many as there are categories. None means that there is no number."""

    name: str
    values: Sequence[Number | None]


class Frame:
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
        self.legend_height = LEGEND_LINE * len(series) if len(series) > 1 else (LEGEND_LINE if unit else 0)
        self.base = self.legend_height + TOP_ROOM + PLOT_HEIGHT
        self.height = self.base + LABEL_ROOM
        self.slot = PLOT_WIDTH / len(categories)

    def y(self, value: Number) -> float:
        return self.base - PLOT_HEIGHT * value / self.top

    def middle(self, place: int) -> float:
        return PLOT_LEFT + (place + 0.5) * self.slot

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
            return text(0, 14, self.unit, fill=SOFT_INK) if self.unit else Markup("")
        lines = []
        for index, row in enumerate(self.series):
            y = index * LEGEND_LINE
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
                    PLOT_LEFT, short(y), short(y), colour
                )
                + text(0, y + 5, written(level), fill=SOFT_INK)
            )
            level += self.step
        return Markup("").join(lines)

    def _names(self) -> Markup:
        crowded = len(self.categories) > 6
        return Markup("").join(
            text(
                self.middle(place), self.base + 21, name, anchor="middle", narrow=not (crowded and place % 2)
            )
            for place, name in enumerate(self.categories)
        )


def check_numbers(categories: Sequence[str], series: Sequence[Series]) -> None:
    """Raises ValueError unless there are one to four series, each with one value for each category."""
    if not categories or not 1 <= len(series) <= len(PALETTE):
        raise ValueError("a chart needs categories and one to four series")
    if any(len(row.values) != len(categories) for row in series):
        raise ValueError("each series needs one value for each category")


def largest_of(series: Sequence[Series]) -> Number:
    """The largest number of all series; 0 where there is none."""
    return max((value for row in series for value in row.values if value is not None), default=0)


def scale_top(largest: Number) -> tuple[Number, Number]:
    """The end of the axis and the step between its lines: at most five lines, on numbers that people count in."""
    size = 1
    while True:
        for factor in (1, 2, 5):
            step = factor * size
            if largest <= step * 5:
                lines = max(-(-largest // step), 1)
                return int(lines * step), step
        size *= 10


def bar(x: float, y: float, width: float, height: float, fill: str) -> Markup:
    """A rectangle; x and width in per cent, y and height in pixels."""
    return Markup(  # noqa: S704 - numbers and our own colours; a chart has many, and Markup.format is slow
        f'<rect x="{short(x)}%" y="{short(y)}" width="{short(width)}%" height="{short(max(height, 0))}" rx="1.5"'
        f' fill="{fill}"/>'
    )


def text(
    x: float, y: float, words: str, *, anchor: str = "start", fill: str = INK, narrow: bool = True
) -> Markup:
    """Words at a place; without `narrow` they are left out on a phone, where they would collide."""
    wide = "" if narrow else ' class="csa-chart__wide"'
    return Markup(  # noqa: S704 - the words are escaped, everything else is ours
        f'<text x="{short(x)}%" y="{short(y)}" text-anchor="{anchor}" fill="{fill}"{wide}>{escape(words)}</text>'
    )


def written(value: Number | None) -> str:
    """A number as people read it: "1,200", "4.5", and a dash where there is none."""
    if value is None:
        return "–"
    return f"{value:,}" if isinstance(value, int) or value != int(value) else f"{int(value):,}"


def short(number: float) -> str:
    """A coordinate without needless digits."""
    return f"{number:.2f}".rstrip("0").rstrip(".")

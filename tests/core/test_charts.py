"""Charts say the same as their tables, stay within their frame and carry no style and no unescaped word."""

import xml.etree.ElementTree as ET

import pytest

from csaleads.core.charts import Series, column_chart, figure, line_chart, spark, stacked_column_chart

MONTHS = ["Jan", "Feb", "Mar"]
SLOTS = [Series("Offered", [8, 4, 0]), Series("Used", [3, 4, None])]
DRAWINGS = [column_chart, stacked_column_chart, line_chart]


def elements(svg: str, name: str) -> list[ET.Element]:
    return list(ET.fromstring(svg).iter(name))


@pytest.mark.parametrize("draw", DRAWINGS)
def test_a_chart_is_an_image_with_a_name_and_a_description_and_no_inline_style(draw) -> None:  # type: ignore[no-untyped-def]
    svg = draw("Slots <used>", "Used & offered", MONTHS, SLOTS)
    root = ET.fromstring(svg)

    assert root.get("role") == "img"
    assert elements(svg, "title")[0].text == "Slots <used>"
    assert elements(svg, "desc")[0].text == "Used & offered"
    assert not any("style" in element.attrib for element in root.iter())


def test_columns_are_as_high_as_their_numbers() -> None:
    bars = elements(column_chart("t", "d", MONTHS, [Series("Used", [2, 4, 0])]), "rect")

    heights = [float(bar.get("height", "")) for bar in bars]
    assert heights[1] == 2 * heights[0]
    assert heights[2] == 0


def test_the_number_on_a_stack_is_its_whole() -> None:
    words = [text.text for text in elements(stacked_column_chart("t", "d", MONTHS, SLOTS), "text")]

    assert words.count("11") == 1


def test_a_missing_number_has_no_mark_and_is_a_dash_in_the_table() -> None:
    drawn = figure(line_chart, "Slots", "d", MONTHS, SLOTS)

    assert len(elements(drawn.svg, "circle")) == 5
    assert drawn.headings == ("Month", "Offered", "Used")
    assert drawn.rows == (("Jan", "8", "3"), ("Feb", "4", "4"), ("Mar", "0", "–"))


@pytest.mark.parametrize("draw", DRAWINGS)
@pytest.mark.parametrize("values", [[0, 0, 0], [1, 2, 3], [0.5, 0.2, 0], [999, 1, 0], [123456, 1, 2]])
def test_no_mark_leaves_the_frame(draw, values) -> None:  # type: ignore[no-untyped-def]
    svg = draw("t", "d", MONTHS, [Series("One", values)])
    height = float(ET.fromstring(svg).get("height", ""))

    for bar in elements(svg, "rect"):
        assert 0 <= float(bar.get("y", "")) <= height
        assert float(bar.get("x", "").rstrip("%")) + float(bar.get("width", "").rstrip("%")) <= 100
    assert all(0 <= float(dot.get("cy", "")) <= height for dot in elements(svg, "circle"))
    assert all(0 < float(text.get("y", "")) <= height for text in elements(svg, "text"))


@pytest.mark.parametrize(
    ("categories", "series"),
    [([], []), (["Jan"], []), (["Jan"], [Series("a", [1])] * 5), (["Jan"], [Series("a", [1, 2])])],
)
def test_numbers_that_make_no_chart_are_refused(categories: list[str], series: list[Series]) -> None:
    with pytest.raises(ValueError, match="series"):
        column_chart("t", "d", categories, series)


@pytest.mark.parametrize("values", [[], [3], [0, 0], [2, 8, 4]])
def test_a_spark_takes_any_number_of_numbers(values: list[int]) -> None:
    assert elements(spark("Rising", values), "title")[0].text == "Rising"

"""Days, births and numbers in every shape that people type, and what only looks like one. Nobody in these lines exists.

The tables are shapes/*.txt: {DATE|14 March} must be found and called so; in a line that begins with "- " nothing is found.
"""

import re
from pathlib import Path

import pytest

from csaleads.anonymity.days import dates
from csaleads.anonymity.findings import Label, Span, resolve
from csaleads.anonymity.numbers import official as numbers
from csaleads.anonymity.text.normalise import plain
from csaleads.anonymity.text.scanning import word_starts

SHAPES = Path(__file__).parent / "shapes"
TABLES = ("dates.txt", "births.txt", "numbers.txt")
MARK = re.compile(r"\{([A-Z]+)\|([^{}]+)\}")
LABELS = {
    "DOB": Label.DATE_OF_BIRTH,
    "NHS": Label.NHS_NUMBER,
    "URL": Label.URL_HANDLE,
    "REF": Label.CASE_REF,
}


def lines(*, clean: bool) -> list[str]:
    return [
        line
        for name in TABLES
        for line in (SHAPES / name).read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("#") and (line.startswith("- ") and "{" not in line) is clean
    ]


def found_in(text: str) -> list[Span]:
    words = word_starts(text)
    return resolve([*numbers.find(text, words), *dates.find(text, words)])


def read(line: str) -> tuple[str, list[tuple[str, Label]]]:
    """The line without its marks, and what is marked in it."""
    marked = [(shown, LABELS.get(kind) or Label(kind)) for kind, shown in MARK.findall(line)]
    return MARK.sub(lambda mark: mark.group(2), line), marked


@pytest.mark.parametrize("line", lines(clean=False))
def test_a_day_or_number_is_found_for_the_most_part_and_called_what_it_is(line: str) -> None:
    typed, marked = read(line)
    spelt = plain(typed)
    found = [(span, *spelt.original(span.start, span.end)) for span in found_in(spelt.text)]

    reached = 0
    for shown, label in marked:
        start = typed.index(shown, reached)
        reached = start + len(shown)
        covered = [
            (max(start, first), min(reached, end), span.label)
            for span, first, end in found
            if first < reached and start < end
        ]
        assert sum(end - first for first, end, _ in covered) * 2 >= len(shown), (shown, found)
        assert label in {label for _, _, label in covered}


@pytest.mark.parametrize("line", lines(clean=True))
def test_what_only_looks_like_a_day_or_number_is_left_alone(line: str) -> None:
    text = plain(line[2:]).text

    assert [text[span.start : span.end] for span in found_in(text)] == []


@pytest.mark.parametrize("mark", ["|", "\t"])
def test_a_day_in_a_column_of_births_is_one_and_in_another_column_is_none(mark: str) -> None:
    table = mark.join(("name", "dob", "seen")) + "\n" + mark.join(("Rowan", "14/01/2012", "x")) + "\n"
    other = table.replace("dob", "seen")

    assert [span.label for span in found_in(table)] == [Label.DATE_OF_BIRTH]
    assert [span.label for span in found_in(other)] == [Label.DATE]


def test_a_word_and_a_day_are_no_national_insurance_number() -> None:
    assert [span.label for span in found_in("On 10/09/25 a worker rang.")] == [Label.DATE]


@pytest.mark.parametrize(
    "text, days",
    [
        ("8.10 quiet\n14.10 late again\n2.11 sore tummy", ["8.10", "14.10", "2.11"]),
        ("1.1 Why\n1.2 How\n2.1 When", []),
        ("9.10 arrived\n9.40 sat down\n10.05 left", []),
        ("8.10 quiet\n14.10 late again", []),
    ],
)
def test_lines_that_all_begin_with_a_day_are_a_log(text: str, days: list[str]) -> None:
    assert [text[span.start : span.end] for span in found_in(text) if span.label is Label.DATE] == days

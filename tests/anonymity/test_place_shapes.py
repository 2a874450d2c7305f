"""Addresses, schools, surgeries and small places in every shape people type, and what looks like one. None of them exists."""

from pathlib import Path

import pytest

from benchmarks.anonymity.build import Span, read_markup
from csaleads.anonymity.findings import Label
from csaleads.anonymity.places import led as led_places
from csaleads.anonymity.service import screen
from csaleads.anonymity.text.lexicon import lexicon
from csaleads.anonymity.text.scanning import word_starts

SHAPES = Path(__file__).parent / "shapes"
PLACES = frozenset(label.value for label in (Label.ADDRESS, Label.SCHOOL, Label.HEALTH, Label.SMALL_PLACE))


def examples(name: str) -> list[str]:
    lines = (SHAPES / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def covered(text: str) -> set[int]:
    return {position for found in screen(text) for position in range(found.start, found.end)}


def is_found(span: Span, positions: set[int]) -> bool:
    within = positions & set(range(span.start, span.end))
    return 2 * len(within) >= span.end - span.start


def missed_in(line: str) -> list[str]:
    text, spans, _ = read_markup(line)
    positions = covered(text)
    return [line for span in spans if not is_found(span, positions)]


def places_in(text: str) -> list[str]:
    return [text[found.start : found.end] for found in screen(text) if found.label.value in PLACES]


@pytest.mark.parametrize("name", ["addresses.txt", "places.txt", "places_by_cue.txt"])
def test_a_place_is_found_in_every_shape(name: str) -> None:
    marked = [line for line in examples(name) if not line.startswith("- ") or "|" in line]

    assert [miss for line in marked for miss in missed_in(line)] == []


@pytest.mark.parametrize("name", ["addresses.txt", "places.txt", "places_by_cue.txt"])
def test_what_is_no_place_is_left_alone(name: str) -> None:
    clean = [line[2:] for line in examples(name) if line.startswith("- ") and "|" not in line]

    assert {line: found for line in clean if (found := places_in(line))} == {}


@pytest.mark.parametrize(
    "text, place",
    [
        ("went the poplars to see her", "the poplars"),
        ("they live in bryn y felin now", "bryn y felin"),
        ("met him outside the spotted dog at six", "the spotted dog"),
        ("She waits by the Wheatsheaf until six.", "Wheatsheaf"),
    ],
)
def test_a_small_place_is_told_by_the_word_before_it(text: str, place: str) -> None:
    words = word_starts(text)
    assert place in [text[each.start : each.end] for each in led_places.find(text, words, lexicon())]


@pytest.mark.parametrize(
    "text",
    ["she is at the bottom of it", "went to the parents and the school", "in plain view by the Council"],
)
def test_an_ordinary_word_after_the_same_word_is_no_place(text: str) -> None:
    assert list(led_places.find(text, word_starts(text), lexicon())) == []


@pytest.mark.parametrize(
    ("text", "street"),
    [
        ("taken ill on heol y bont, no shoes", "heol y bont"),
        ("neighbour at 9 tan y bryn hears shouting", "9 tan y bryn"),
        ("The flat is pedwar deg un, Stryd y Felin, he said", "pedwar deg un, Stryd y Felin"),
        ("they walked past lôn y castell to 3 rhodfa'r parc", "lôn y castell"),
        ("PICKED UP AT RHES ALUN AFTER TEA", "RHES ALUN"),
    ],
)
def test_streets_with_a_welsh_kind_in_front_are_addresses(text: str, street: str) -> None:
    found = [text[each.start : each.end] for each in screen(text) if each.label is Label.ADDRESS]
    assert street in found


@pytest.mark.parametrize(
    "text",
    [
        "ar y ffordd adref o'r ysgol",
        "mae ffordd arall o ddweud hyn",
        "three tan boots and 2 bro codes",
        "ddim tan y bore",
        "no ffordd of knowing, as Mam says",
        "a clos friend misspelt",
    ],
)
def test_words_of_welsh_that_are_no_street(text: str) -> None:
    assert not [each for each in screen(text) if each.label is Label.ADDRESS]

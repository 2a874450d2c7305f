"""The strict screening of posts to the network: exact ages, places below region, and what is left alone. Nobody exists."""

import re
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from csaleads.anonymity.findings import Finding, Label
from csaleads.anonymity.service import AreaWords, screen, screen_strictly
from csaleads.anonymity.strict import bands as network_bands
from csaleads.anonymity.strict import data as network_data
from csaleads.anonymity.text.lexicon import fold, lexicon, phrase_group
from csaleads.core import clock
from csaleads.practice.models import AGE_LABELS, AgeBand

HERE = Path(__file__).parent / "strict"
TRAINING = Path(__file__).parents[2] / "benchmarks" / "anonymity" / "training"
STRICT = (Label.AGE, Label.PLACE)
MARK = re.compile(r"\{([^{}]+)\}")


def lines(name: str) -> list[str]:
    read = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [line for line in read if line and not line.startswith("#")]


LINES = [*lines("ages.txt"), *lines("places.txt")]
FOUND = [line for line in LINES if "{" in line]
LEFT = [line for line in LINES if "{" not in line]


def strict_in(text: str) -> list[str]:
    """What is found in `text` that the strict rules alone find."""
    return [text[one.start : one.end] for one in screen_strictly(text) if one.label in STRICT]


def taken(text: str, found: list[Finding]) -> str:
    """`text` with every suggestion taken."""
    for one in reversed(found):
        text = text[: one.replace_start] + one.suggestion + text[one.replace_end :]
    return text


def strictly_suggested(text: str) -> str:
    return taken(text, screen_strictly(text))


@cache
def notes() -> list[tuple[str, list[Finding]]]:
    """Every third note of those that train the screening, without its marks, and what is strictly found in it."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(TRAINING.glob("*.txt"))]
    apart = [note for text in texts for note in re.split(r"^=== .*$", text, flags=re.M)]
    plain = [re.sub(r"\{[^|{}]*\|([^{}]*)\}", r"\1", note).strip() for note in apart if note.strip()]
    return [(note, screen_strictly(note)) for note in plain[::3]]


def test_there_are_many_sentences_of_both_sides() -> None:
    assert len(FOUND) >= 150
    assert len(LEFT) >= 120


@pytest.mark.parametrize("line", FOUND)
def test_an_exact_age_or_a_place_below_region_is_found(line: str) -> None:
    text = MARK.sub(r"\1", line)

    assert strict_in(text) == MARK.findall(line)


@pytest.mark.parametrize("line", FOUND)
def test_the_ordinary_screening_finds_no_age_and_no_large_place(line: str) -> None:
    text = MARK.sub(r"\1", line)

    assert [one for one in screen(text) if one.label in STRICT] == []


@pytest.mark.parametrize("line", LEFT)
def test_bands_durations_law_regions_and_words_are_left_alone(line: str) -> None:
    assert strict_in(line) == []


@pytest.mark.parametrize("line", FOUND)
def test_nothing_is_left_to_find_once_every_suggestion_is_taken(line: str) -> None:
    suggested = strictly_suggested(MARK.sub(r"\1", line))

    assert strict_in(suggested) == []


@pytest.mark.parametrize(
    ("text", "suggested"),
    [
        ("A 7-year-old girl said so.", "A girl aged 5 to 7 said so."),
        ("An 8-year-old autistic boy said so.", "An autistic boy aged 8 to 10 said so."),
        ("Her 7-year-old said so.", "Her child aged 5 to 7 said so."),
        ("The 6-week-old is safe.", "The baby is safe."),
        ("an 18-month-old toddler", "a toddler under 5"),
        ("The twins, 5, are safe.", "The twins, aged 5 to 7, are safe."),
        ("She's 7.", "She's aged 5 to 7."),
        ("Age: 12", "Age: 11 to 13"),
        ("Siblings of 4, 6 and 9 years old", "Siblings of aged under 5, 5 to 7 and 8 to 10"),
        ("Her brothers, 8 and 10, know.", "Her brothers, aged 8 to 10, know."),
        ("When he turned ten he was moved.", "When he was aged 8 to 10 he was moved."),
        ("He turned ten last week.", "He had a birthday last week."),
        ("A 34-year-old man writes to her.", "A man in his thirties writes to her."),
        ("Mum, 29, is at work.", "Mum, in her twenties, is at work."),
        ("A carer, aged 83, is at work.", "A carer, aged 80 or over, is at work."),
        ("He is in Year 6.", "He is aged 8 to 10."),
        ("A Year 9 pupil asked me.", "A secondary school pupil asked me."),
        ("A P7 pupil asked me.", "A primary school pupil asked me."),
        ("The 6- and 8-year-old sisters", "The sisters aged 5 to 7 and 8 to 10"),
        ("On her 8th birthday it began.", "On her birthday it began."),
        ("We work in Leeds.", "We work in Yorkshire and the Humber."),
        ("We are near Exeter.", "We are in the south-west of England."),
        ("An Oldham family asked.", "A north-west family asked."),
        ("The London Borough of Hackney asked.", "A borough in London asked."),
        ("The Leeds MASH asked.", "A MASH in Yorkshire and the Humber asked."),
        ("Kent Police asked.", "A police force in the south-east of England asked."),
        ("They moved from Leeds to Bradford.", "They moved within Yorkshire and the Humber."),
        ("She is a Brummie.", "She is somebody from the West Midlands."),
        ("She'll be 16 in May, I think.", "She'll be aged 16 to 17 soon, I think."),
        ("She's 11, 12 in August, and tall.", "She's aged 11 to 13, and tall."),
        ("The cousin, also 9, stayed.", "The cousin, also aged 8 to 10, stayed."),
        ("Her brother (3) cried.", "Her brother (aged under 5) cried."),
        (
            "He was placed at six and again at nine.",
            "He was placed when aged 5 to 7 and again when aged 8 to 10.",
        ),
        ("At eight years old he told us.", "When aged 8 to 10 he told us."),
        ("He is in his last year of primary.", "He is in primary school."),
        ("A boy in Year 6 whose mum rang", "A boy aged 8 to 10 whose mum rang"),
        ("The school rang about a Year 4 girl.", "The school rang about a girl aged 8 to 10."),
        ("The school asked her Year 4 teacher.", "The school asked her teacher."),
        ("Her cousin, a Year 11, knows.", "Her cousin, a secondary school pupil, knows."),
        ("Her 16-year-old sister's boyfriend", "Her 16- to 17-year-old sister's boyfriend"),
        ("He is in Lahore.", "He is in Pakistan."),
        ("Hounslow run a good one.", "A borough in London run a good one."),
        ("A coach between Hull and the coast", "A coach between Yorkshire and the Humber and the coast"),
        ("The village of Hope has one shop.", "A village in the East Midlands has one shop."),
        ("A Warsaw hospital wrote.", "A Polish hospital wrote."),
        ("He lives in Newport, Shropshire, now.", "He lives in the West Midlands, now."),
        ("Leeds, England", "Yorkshire and the Humber"),
    ],
)
def test_a_suggestion_reads_well_in_its_sentence(text: str, suggested: str) -> None:
    assert strictly_suggested(text) == suggested


def test_a_year_of_birth_is_an_age_of_today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: date(2026, 11, 27))

    assert strictly_suggested("She was born in 2015 and is safe.") == "She is aged 11 to 13 and is safe."


def test_the_bands_are_those_of_requests() -> None:
    children = [label for band, label in AGE_LABELS.items() if band is not AgeBand.SEVERAL_CHILDREN]

    assert list(dict.fromkeys(network_bands.band(years).capitalize() for years in range(18))) == children


def test_each_year_of_school_lies_in_one_band() -> None:
    said = [strictly_suggested(f"He is in Year {year}.") for year in range(1, 14)]

    assert said[:3] == ["He is aged 5 to 7."] * 3
    assert said[3:6] == ["He is aged 8 to 10."] * 3
    assert said[6:9] == ["He is aged 11 to 13."] * 3
    assert said[9:11] == ["He is aged 14 to 15."] * 2
    assert said[11:] == ["He is aged 16 to 17."] * 2


def test_a_large_place_of_the_ordinary_lists_is_known_here_or_stays_on_purpose() -> None:
    stays = {fold(word) for word in phrase_group("network_words.txt", "country or people")}
    known = {" ".join(one.name) for some in network_data.places().values() for one in some}
    spelt = {" ".join(network_data.parts(place)) for place in lexicon().large_places}

    assert spelt - known - stays - network_data.demonyms().keys() == set()


def test_no_place_stands_under_two_regions() -> None:
    known = {(one.name, one.region) for some in network_data.places().values() for one in some}

    assert len(known) == len({name for name, _ in known}) > 2000


@pytest.mark.parametrize("region", [region.noun for region in network_data.regions().values()])
def test_a_region_itself_passes(region: str) -> None:
    assert strict_in(f"We work in {region}.") == []


def test_strict_finds_whatever_ordinary_finds_and_more_in_the_training_notes() -> None:
    more = 0
    for note, strict in notes():
        covered = {at for one in strict for at in range(one.start, one.end)}
        missed = [
            note[one.start : one.end] for one in screen(note) if not set(range(one.start, one.end)) <= covered
        ]
        assert missed == []
        more += sum(one.label in STRICT for one in strict)

    assert more > 70


def test_findings_stand_apart_and_in_order_in_the_training_notes() -> None:
    for _, found in notes():
        ends = [0, *(one.replace_end for one in found)]
        assert all(end <= one.replace_start for end, one in zip(ends, found, strict=False))


def test_no_age_and_no_place_is_left_in_the_training_notes_once_every_suggestion_is_taken() -> None:
    held = [(note, found) for note, found in notes() if any(one.label in STRICT for one in found)]
    left = [(note, again) for note, found in held if (again := strict_in(taken(note, found)))]

    assert left == []


def test_positions_count_characters_of_the_text_as_it_was_given() -> None:
    text = "\U0001f600 “She’s seven\u200b” in L\u200beeds \u00a0 now."

    assert strict_in(text) == ["seven\u200b", "L\u200beeds"]


def test_what_an_area_calls_harmless_is_not_asked_about() -> None:
    text = "We work in Leeds, and they in Hull."
    taught = AreaWords(harmless=frozenset({"Leeds"}))

    assert [text[one.start : one.end] for one in screen_strictly(text, taught)] == ["Hull"]

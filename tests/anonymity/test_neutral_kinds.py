"""A school, a surgery or a place without its name: what it is called instead."""

import pytest

from csaleads.anonymity.findings import Label
from csaleads.anonymity.places.neutral_kinds import neutral_kind


@pytest.mark.parametrize(
    ("shown", "noun"),
    [
        ("Tarn Lea Soft Play", "soft play centre"),
        ("Galaxy Chicken", "takeaway"),
        ("HMP Fallow Wood", "prison"),
        ("Anchor House", "building nearby"),
        ("the Blue Anchor", "local pub"),
        ("Sandhole Caravan Park", "caravan site"),
        ("the rec at Lower Birling", "local open space"),
        ("Wickfields Estate", "local estate"),
        ("Masjid Al-Huda", "place of worship"),
        ("clwb rygbi Nantlas", "local club"),
        ("Birling-on-the-Wold", "village nearby"),
    ],
)
def test_a_place_is_called_by_its_kind(shown: str, noun: str) -> None:
    assert neutral_kind(Label.SMALL_PLACE, shown) == noun


@pytest.mark.parametrize(
    ("label", "shown", "noun"),
    [
        (Label.SCHOOL, "Little Wrens", "nursery"),
        (Label.SCHOOL, "Birling Primary Academy", "primary school"),
        (Label.SCHOOL, "Birling Hall", "school"),
        (Label.SCHOOL, "Little Hulme Primary", "primary school"),
        (Label.SCHOOL, "Highfold Special School", "special school"),
        (Label.HEALTH, "Denholt Surgery", "GP surgery"),
        (Label.HEALTH, "Royal Crescent Surgery", "GP surgery"),
        (Label.SMALL_PLACE, "Temple Street", "street nearby"),
        (Label.HEALTH, "Ward 9, Birling General", "hospital ward"),
        (Label.HEALTH, "Mill Lane Surgery", "GP surgery"),
    ],
)
def test_a_school_and_a_place_of_health_too(label: Label, shown: str, noun: str) -> None:
    assert neutral_kind(label, shown) == noun


def test_whoever_is_no_place_has_no_kind() -> None:
    with pytest.raises(KeyError):
        neutral_kind(Label.PERSON, "Zara")

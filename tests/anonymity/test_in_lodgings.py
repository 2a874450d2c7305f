"""Lodgings between commas, corners of a site, groups of toddlers, streets cut short. Both sides; nothing here exists."""

import pytest

from csaleads.anonymity.findings import Label
from csaleads.anonymity.places.in_lodgings import find
from csaleads.anonymity.service import screen
from csaleads.anonymity.text.lexicon import lexicon
from csaleads.anonymity.text.scanning import word_starts

_PLACES = (Label.SMALL_PLACE, Label.ADDRESS, Label.SCHOOL)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("in the b&b, the grosvenor, one room", "grosvenor"),
        ("in temp, the regent, room 4", "regent"),
        ("put up in a hotel, the imperial, since mon", "imperial"),
        ("in the hostel, the bridge, for now", "the bridge"),
        ("she is at the refuge - the willows - for now", "the willows"),
        ("ward on the site at sallow bottom trailer very clean", "sallow bottom"),
        ("pitch at withy bottom, no water", "withy bottom"),
        ("the van is up at hob end with his dad", "hob end"),
        ("trailers at cold comfort field, six of them", "cold comfort field"),
        ("horses on gorse moor again", "gorse moor"),
        ("boat moored at otter edge", "otter edge"),
        ("meant to be at wobbly tots on mill st", "wobbly tots"),
        ("starts at little acorns on mon", "little acorns"),
        ("nursery is Giggly Ducks, 15 hrs", "Giggly Ducks"),
        ("bit another child at rainbow bears", "rainbow bears"),
        ("the croft is Burnside, Old Drove Road", "Old Drove Road"),
        ("9 quarry bk", "9 quarry bk"),
        ("lives 4 mill la now", "4 mill la"),
        ("at 7 orchard gr w mum", "7 orchard gr"),
        ("moved to 22 chapel pl", "22 chapel pl"),
        ("hv 18 forge wk no reply", "18 forge wk"),
        ("nan is 31 beacon hl", "31 beacon hl"),
        ("6 castle sq, door broken", "6 castle sq"),
        ("no 11 heron pk, top bell", "11 heron pk"),
        ("back at 3 station crs", "3 station crs"),
        ("flat is 40b canal vw", "40b canal vw"),
    ],
)
def test_a_place_is_told(text: str, place: str) -> None:
    found = [text[each.start : each.end] for each in screen(text) if each.label in _PLACES]
    assert any(place in each for each in found)


@pytest.mark.parametrize(
    "text",
    [
        "in the b&b, the room was cold, and the hotel, the manager said, is full",
        "the refuge, the police and the school; the unit, the ward, the team",
        "the van is at the bottom, parked at the front end; the site at the top end",
        "pitch on the far side, caravan in the big field, moved on in the end",
        "horses in the long field and boat in the water",
        "she has tiny hands and little feet.",
        "we take tiny steps, happy days, busy bees and cheeky monkeys all",
        "2 full st, 3 core gr, 9 social wk, 4 more ct, 5 red bk",
        "3 days pl, 2 hosp st, 1 new la, 4 cans av, 2 packs cl",
        "12 mins wk, 6 missed cl, 10 miles rd, 4 hours dr",
        "the bag weighed 7 stone st and 6 school cl were off",
    ],
)
def test_rooms_ends_and_counts_are_no_places(text: str) -> None:
    assert list(find(text, text, text, word_starts(text), lexicon())) == []

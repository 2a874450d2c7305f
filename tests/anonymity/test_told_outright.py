"""People told by what is said of them in so many words, numbers of offices, and what looks like either. Both sides of each."""

import pytest

from csaleads.anonymity.service import screen


def found_in(text: str) -> list[str]:
    return [text[each.start : each.end] for each in screen(text)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("His badge says PETRA and he smiled.", ["PETRA"]),
        ("Her bracelet reads Moira in beads.", ["Moira"]),
        ("Daddy's friend Chip has a game.", ["Chip"]),
        ("He stays with her auntie's lodger Moss at weekends.", ["Moss"]),
        ("Big J said I could keep it.", ["Big J"]),
        ("a man she calls moose at the flats", ["moose"]),
        ("The family is known as Penhale and as Tully.", ["Penhale", "Tully"]),
        ("Name on passport: Ivo BRANT", ["Ivo BRANT"]),
        ("Form 2\nKnown as: IBBY\nAlias: None", ["IBBY"]),
        ("Big J kept it, then a Big Lunch.", ["Big J"]),
        ('They met Lenny, "Spud", and a man.', ["Lenny", "Spud"]),
        ("Art to check the bus pass.", ["Art"]),
        ('Males gave names of "Chip" and "Frost".', ["Chip", "Frost"]),
        ("got jaydens phone back, still locked", ["jaydens"]),
        ("hv done to mason family, nobody in", ["mason"]),
        ("mister hassani will come at six", ["hassani"]),
    ],
)
def test_people_are_told_by_what_is_said_of_them(text: str, names: list[str]) -> None:
    assert found_in(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "The sign on the door says Private and the badge says Visitor.",
        "Her friend said no, and her mate has a car.",
        "The Big C was mentioned.",
        "The boy he called names was sad.",
        "Plan to visit. Hope to make it. Duty to ring.",
        'The rating was "Red" and then better.',
        "boys bedroom messy, girls school rang, kids phone lost",
        "the young family next door, the wider family, the church family",
        "gran w no pr wants the red book",
        "girl w passport w school?",
    ],
)
def test_things_and_roles_in_those_places_are_no_names(text: str) -> None:
    assert found_in(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "The phrase is the one that Farmer, Lutman and Pike gave us.",
        "Per Dawson and others, recovery is likelier with one adult who believes.",
        "Wonnacott would say: where is the child in this?",
        "Hallam, Pierzak and Doyle have been writing for decades about brothers.",
        "Heard at number 4 of 19, and the rest at no. 7 of 12.",
        "They live in a three-bedroomed maisonette above a shop.",
        "Annual leave: Corfu, no signal",
        "A puzzle of the Statue of Liberty, another of the Taj Mahal.",
        "Heaven forbid. Thank heaven. Fire Marshal wanted. Use the disabled bay.",
        "mum & mil speak tamil, bil visited, 3 x ppn",
    ],
)
def test_authors_counts_and_things_that_everybody_has_are_nobodys(text: str) -> None:
    assert found_in(text) == []


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("The intelligence form is 5x5x5/1180/25 this time.", "5x5x5/1180/25"),
        ("An old one, HCC/4/61220, should be shut.", "HCC/4/61220"),
        ("The firm quotes JB.4471.", "JB.4471"),
        ("URNs: 13/KD/4417/25.", "13/KD/4417/25"),
        ("The handset is 35 209900 176148 1.", "35 209900 176148 1"),
        ("I asked for the NHS number of the boy; the one on file (998 041 3377) is not his.", "998 041 3377"),
    ],
)
def test_numbers_of_offices_are_found_by_their_shape(text: str, number: str) -> None:
    assert found_in(text) == [number]

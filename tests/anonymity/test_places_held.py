"""Places that were somebody's, pubs, hotels, projects, convents and clinics by kinds few think of. None of them exists."""

import pytest

from csaleads.anonymity.service import screen


def found_in(text: str) -> list[str]:
    return [text[found.start : found.end] for found in screen(text)]


@pytest.mark.parametrize(
    "text, place",
    [
        ("They winter at Grubb's Piece and go to the fair after.", "Grubb's Piece"),
        ("She gave him Verger's Patch, no number.", "Verger's Patch"),
        ("Nobody was seen at the Fletcher's Rest tonight.", "Fletcher's Rest"),
        ("She grew up in Tinker's Hollow.", "Tinker's Hollow"),
        ("the boys are on the site at packmans halt now", "packmans halt"),
        ("he sleeps in a van near tanner's retreat", "tanner's retreat"),
        ("A cab picks them up at The Haymaker pub most nights.", "Haymaker pub"),
        ("he was barred from the poacher pub last week", "poacher pub"),
        ("they are in the metropole hotel room nine", "metropole hotel"),
        ("family placed at the grosvenor guest house again", "grosvenor guest house"),
        ("he came to the drop in at the lighthouse project", "lighthouse project"),
        ("mum is supported by the Acorn Project now", "Acorn Project"),
        ("Presented at St Wilgyth's Urgent Care with a wrist injury.", "St Wilgyth's Urgent Care"),
        ("St Cleer's Minor Injuries saw him on Saturday.", "St Cleer's Minor Injuries"),
        ("rang lantern wlk in ctr, they'll see bb", "lantern wlk in ctr"),
        ("Thornfell Sure Start have a place for her.", "Thornfell Sure Start"),
        ("Sister Benedicta (Convent of the Visitation) rang.", "Convent of the Visitation"),
        ("They were married in the Church of the Ascension.", "Church of the Ascension"),
        ("he'll be sat outside ysgol y garn goch at home time", "ysgol y garn goch"),
        ("he took it back to Mellor's Snooker, then left.", "Mellor's Snooker"),
        ("Ward ............ Avocet (Stroke)", "Avocet"),
        ("Ward: Kittiwake (Respiratory)", "Kittiwake"),
    ],
)
def test_a_place_is_told_by_its_shape(text: str, place: str) -> None:
    assert any(place in found or found in place for found in found_in(text) if len(found) * 2 > len(place))


@pytest.mark.parametrize(
    "text",
    [
        "They went to the local pub. The Irish pub was shut.",
        "We met in the nearest pub and had a pub lunch.",
        "They stayed in a hotel. The hotel was grand.",
        "Mum's Place is a good book about attachment.",
        "He went to minor injuries with mum.",
        "Our local Sure Start was good and the Sure Start centre has closed.",
        "The Church of England school and the Church of Scotland minister.",
        "He went to the summer project and to the spring project.",
        "Ysgol gymraeg yw hi. Mae ysgol newydd yma.",
        "Placement: Emergency",
        "A shepherd's pie, a baker's dozen and a carpenter's pencil.",
        "The miller's tale was read in class.",
        "It was a walk in the park for them.",
    ],
)
def test_what_is_no_place_is_left_alone(text: str) -> None:
    assert found_in(text) == []

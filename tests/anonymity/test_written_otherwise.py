"""Names and places with stars or signs for letters, torn apart, or written from their end; and what only looks so."""

import pytest

from csaleads.anonymity.service import screen


def labelled(text: str) -> list[tuple[str, str]]:
    return [(found.label.value, text[found.start : found.end]) for found in screen(text)]


@pytest.mark.parametrize(
    ("text", "label", "shown"),
    [
        ("Mum's new fella is from the Th*rnf**ld estate.", "LOCATION_SMALL", "Th*rnf**ld estate"),
        ("The school is St B*rn*d*tt*'s and she likes it.", "ORG_SCHOOL", "St B*rn*d*tt*'s"),
        ("Her name is H*l*n* and she is nine.", "PERSON", "H*l*n*"),
        ("HE IS C*LL*D D*V*D P*RK*R AT 9 M*LL L*N*", "PERSON", "D*V*D P*RK*R"),
        ("HE IS C*LL*D D*V*D P*RK*R AT 9 M*LL L*N*", "ADDRESS", "9 M*LL L*N*"),
        ("She is at Ch*rchf**ld House.", "LOCATION_SMALL", "Ch*rchf**ld House"),
        ("the flat is m!ll c0urt", "ADDRESS", "m!ll c0urt"),
        ("W!LL!AM BR0WN has the dog", "PERSON", "W!LL!AM BR0WN"),
        ("ask for M@rt!n at the desk", "PERSON", "M@rt!n"),
        ("He lives on G@rd€n L@ne.", "ADDRESS", "G@rd€n L@ne"),
        ("She goes to St J@mes primary", "ORG_SCHOOL", "St J@mes primary"),
        ("He is Ma the us to his nan.", "PERSON", "Ma the us"),
        ("Ask Ni co la about it.", "PERSON", "Ni co la"),
        ("Name on the door: Br — an — don", "PERSON", "Br — an — don"),
        ("She said Ro—bert did it", "PERSON", "Ro—bert"),
        ("They live at Tow\nering\nham", "LOCATION_SMALL", "Tow\nering\nham"),
        ("call her Jes - si - ca", "PERSON", "Jes - si - ca"),
        ("Born the sev-enth of Jan-uary", "DATE_OF_BIRTH", "the sev-enth of Jan-uary"),
        ("seen on the 2 3 rd of June", "DATE", "the 2 3 rd of June"),
        ("on the 1 2 th Nov", "DATE", "the 1 2 th Nov"),
        ("her phone\n0 7 7 0\n0 9 0 0\n1 2 3", "PHONE", "0 7 7 0\n0 9 0 0\n1 2 3"),
        ("written backwards it is yrameS tS", "PERSON", "yrameS"),
        ("in mirror writing: teertS hgiH", "ADDRESS", "teertS hgiH"),
        ("reverse it: ymedacA edisreviR", "ORG_SCHOOL", "ymedacA edisreviR"),
        ("backwards: nosnikliW ecilA", "PERSON", "nosnikliW ecilA"),
    ],
)
def test_a_name_or_place_is_found_however_it_is_written(text: str, label: str, shown: str) -> None:
    assert (label, shown) in labelled(text)


@pytest.mark.parametrize(
    "text",
    [
        "He told her to f*ck off and called her a B*tch. F*CKING C*NT. Sh*t happens, a W*nker, B*stards.",
        "e.g. tea, i.e. w/ milk, w/o sugar 3+4=7, 2*3*4 = 24, 5-3 = 2",
        "N O T E S\nA G E N D A\nP L A N",
        "follow-up, twenty-one, self-harm, co-op, mother-in-law, non-mol, re-refer, pre-birth, step-dad",
        "£4.99, €5, $20, 3 for £7, 50p, 2@£3",
        "**Bold** and *italic* text, * item\n* item two",
        "for i in x*y*z: print(a[0]); 0xB4BE h1 h2 v2.0 mp3 H1N1 CO2 B12 A4 PS5 4G 5pm 1st 2nd",
        "The chi1d was 0k and p1ayed we11 fr0m ten",
        "He left — then came back. It was fine—really. She - not he - said so.",
        "Milk\nbread\neggs\nHv at ten",
        "I am in an up to it. So he is at no go. As it is so we go on.",
        "A*-C grades and the 5* hotel, B*, Pass* footnote",
        "Co-operate, De-escalate. Ex-partner. Un-do. Re-enter",
        "gr8 m8 l8r b4 2day 2moro 4ever",
        "backwards the car went. iPhone eBay YouTube",
        "wi-fi pass p@ssw0rd is in the envelope. C@fe.",
        "Wow!ok. Stop!Now",
    ],
)
def test_ordinary_stars_signs_and_gaps_hide_nobody(text: str) -> None:
    assert labelled(text) == []

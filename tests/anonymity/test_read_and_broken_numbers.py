"""Numbers that are read aloud, starred, broken over lines or hidden in a list of names online."""

import pytest

from csaleads.anonymity.findings import Label
from csaleads.anonymity.service import screen


def found(text: str, label: Label) -> list[str]:
    return [text[each.start : each.end] for each in screen(text) if each.label is label]


@pytest.mark.parametrize(
    "text, label, shown",
    [
        ("crime no 22*118842*24 given", Label.CASE_REF, "22*118842*24"),
        ("NHS number 999\n441\n2780", Label.NHS_NUMBER, "999\n441\n2780"),
        ("passport 5 3 3 – 1 8 7 – 0 4 2", Label.PASSPORT, "5 3 3 – 1 8 7 – 0 4 2"),
        ("the number is Z E two five C five oh two one seven end", Label.CASE_REF, "Z E two five C five oh two one seven"),
        ("THE NUMBER IS Z E TWO FIVE C FIVE OH TWO ONE SEVEN END OF", Label.CASE_REF, "Z E TWO FIVE C FIVE OH TWO ONE SEVEN"),
        ("log number three one two dash one four oh three", Label.CASE_REF, "three one two dash one four oh three"),
        ("NHS no. over the phone: nine nine nine, four four one, two seven eight oh",
         Label.NHS_NUMBER, "nine nine nine, four four one, two seven eight oh"),
        ("flight to Malaga, booking H7KP2Q", Label.CASE_REF, "H7KP2Q"),
        ("he has a Golf, B11 RZP, outside", Label.VEHICLE, "B11 RZP"),
        ("seen in fh62 txz which is a hire van", Label.VEHICLE, "fh62 txz"),
        ("a channel on Discord called #yr8-girls", Label.URL_HANDLE, "#yr8-girls"),
        ("they are lily_xo, b4con, BigRedDog", Label.URL_HANDLE, "b4con"),
        ("both were there on 1⁄9⁄2025", Label.DATE, "1⁄9⁄2025"),
        ("We live in Albion Court, number eight; it is noisy.", Label.ADDRESS, "Albion Court, number eight"),
        ("police int/0871/24 matches", Label.CASE_REF, "int/0871/24"),
    ],
)  # fmt: skip
def test_a_number_is_found_however_it_is_passed_on(text: str, label: Label, shown: str) -> None:
    assert shown in found(text, label)


@pytest.mark.parametrize(
    "text",
    [
        "About 1⁄2 a cup and 2*5 of those.",
        "Ticket 12 of 20, a booking for 3 nights, bookings open 9am.",
        "CRIME IS ONE OF THE TWO ISSUES FOR US ALL.",
        "yr10 and yr11 pupils met",
    ],
)
def test_what_only_looks_like_one_is_left(text: str) -> None:
    assert screen(text) == []


def test_a_picture_heads_what_follows_it() -> None:
    text = "👦 Tobias 🏫 Millbrook Juniors 📞 07700 900 571"
    shown = [text[each.start : each.end] for each in screen(text)]
    assert shown == ["Tobias", "Millbrook Juniors", "07700 900 571"]

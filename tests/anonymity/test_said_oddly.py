"""Figures, marks, days and addresses that are half said, half written, or spelt by ear; and what only looks so."""

import pytest

from csaleads.anonymity.service import screen


def labelled(text: str) -> list[tuple[str, str]]:
    return [(found.label.value, text[found.start : found.end]) for found in screen(text)]


@pytest.mark.parametrize(
    ("text", "label", "shown"),
    [
        ("he lives at 9teen oldmill rode", "ADDRESS", "9teen oldmill rode"),
        ("she is at 4ty church stret", "ADDRESS", "4ty church stret"),
        ("flat sevn, mill street", "ADDRESS", "flat sevn, mill street"),
        ("bk at f1fty too Abbey Rd", "ADDRESS", "f1fty too Abbey Rd"),
        ("born nine / eleven / two thousand", "DATE_OF_BIRTH", "nine / eleven / two thousand"),
        ("dob two-one / oh-four / ninety-six", "DATE_OF_BIRTH", "two-one / oh-four / ninety-six"),
        ("His car is M-T-2-one gap K-O-P", "VEHICLE", "M-T-2-one gap K-O-P"),
        ("car outside is B-D-5-1  . . .  S-M-R", "VEHICLE", "B-D-5-1  . . .  S-M-R"),
        ("reg is B for bravo, D, 5 1, S, M, R", "VEHICLE", "B for bravo, D, 5 1, S, M, R"),
        ("NI number: J for juliet, C, 12, 34, 56, D", "NINO", "J for juliet, C, 12, 34, 56, D"),
        ("the passport: four oh one,\n2 2 9 6 7 1", "PASSPORT", "four oh one,\n2 2 9 6 7 1"),
        (
            "NHS number nine nine nine,\nfour four one, 2780",
            "NHS_NUMBER",
            "nine nine nine,\nfour four one, 2780",
        ),
        (
            "write to zed underscore mills (a) mail . example . org",
            "EMAIL",
            "zed underscore mills (a) mail . example . org",
        ),
        ("its kit (at) mail (dot) example (dot) com", "EMAIL", "kit (at) mail (dot) example (dot) com"),
        ("her insta is mia [dot] rose [dot] x2", "URL_HANDLE", "mia [dot] rose [dot] x2"),
        ("tiktok = lil (dot) wolf (dot) nine", "URL_HANDLE", "lil (dot) wolf (dot) nine"),
        ("Dad is called kay dee", "PERSON", "kay dee"),
        ("the baby's name is em jay", "PERSON", "em jay"),
        ("initials are ar ess", "PERSON", "ar ess"),
        ("it's tee jay at the door", "PERSON", "tee jay"),
        ("P L 6 O  9 Q l is the code", "POSTCODE", "P L 6 O  9 Q l"),
        ("her code is ME99 4TY now", "POSTCODE", "ME99 4TY"),
        ("snap is lil(dot)wolf(underscore)09", "URL_HANDLE", "lil(dot)wolf(underscore)09"),
        ("The bin says R0B!N  GR€Y in paint.", "PERSON", "R0B!N  GR€Y"),
        ("We sang about faith, hope and charity. Hope was seen today and is well.", "PERSON", "Hope"),
        ("faith, hope and charity again. Grace was weighed at home.", "PERSON", "Grace"),
    ],
)
def test_what_is_said_oddly_is_found(text: str, label: str, shown: str) -> None:
    assert (label, shown) in labelled(text)


@pytest.mark.parametrize(
    "text",
    [
        "One in nine / two in ten / three of us",
        "score was one / two / three",
        "ten, eleven, twelve, here we come",
        "See point (a) section . of the act",
        "It is tee vee time, and it is pee cee",
        "K-9 unit came, T-shirt, X-ray, 4-ply",
        "Q for quiet please",
        "see (a) the form. Then go",
        "He is ten, eleven or twelve",
        "we had 4 too many",
        "grade B, C, 4, 5, 6",
        "M-A-T-H-S, S-T-O-P, A-B-C-1-2-3",
        "Bed 4, bay 2, third time this month",
        "Young man came to the desk. Man of the match. Like waiting for Godot.",
        "Under religion, Jedi.",
        "visit 10:30 to 12:00, 3/4 of the fee, 24/7",
    ],
)
def test_what_only_looks_so_is_left_alone(text: str) -> None:
    assert labelled(text) == []

"""References told by their shape alone, and figures that are counted, paid, measured or dated."""

import pytest

from csaleads.anonymity.service import screen


def found_in(text: str) -> list[tuple[str, str]]:
    return [(found.label.value, text[found.start : found.end]) for found in screen(text)]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("The landlord wants to see T4M 83P 7WQ before Friday.", "T4M 83P 7WQ"),
        ("share code: D73 H9K 2LP, checked", "D73 H9K 2LP"),
        ("The claim is down as RX 7714-22-908 at their end.", "RX 7714-22-908"),
        ("Support is paid under 31/07/01284/004 now.", "31/07/01284/004"),
        ("listed for the hearing K11QV408 at noon", "K11QV408"),
        ("list says k11qv4081, mum unaware", "k11qv4081"),
        ("She is known to housing, HSN 418 277, since spring.", "HSN 418 277"),
        ("known to us mos 518823. police took details", "518823"),
        ("They filed it (no letterhead) under 71839. Nothing since.", "71839"),
        ("security log T 4 4 0 9 full stop", "T 4 4 0 9"),
        ("the security log s 4 4 0 9 full stop", "s 4 4 0 9"),
        ("incident number 4 4 0 9, closed", "4 4 0 9"),
        ("The order is CFD 17 of 2024 and still runs.", "CFD 17 of 2024"),
        ("Court order 112 of 2025 was breached.", "112 of 2025"),
    ],
)
def test_a_number_is_a_reference_by_its_shape(text: str, number: str) -> None:
    assert ("CASE_REF", number) in found_in(text)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Polish passport, ZS 4410 772, ran out.", "ZS 4410 772"),
        ("Passport: M 3381 0927", "M 3381 0927"),
        ("travel document R 20 4471 88 was with mum", "R 20 4471 88"),
    ],
)
def test_a_passport_may_have_gaps_anywhere(text: str, number: str) -> None:
    assert number in [shown for _, shown in found_in(text)]


@pytest.mark.parametrize(
    "text",
    [
        "BP 110/70, GCS 15/15, SDQ 21/40.",
        "He walked 10482 steps and read 12340 words.",
        "Her pay is about 23450 a year, the debt 18275 pounds.",
        "The video had 48212 views before it was taken down.",
        "Years Y10 Y11 and KS3 KS4 were told together.",
        "We hold ISO 27001, the app is build 07112, and the leaflet went to 15250 homes.",
        "The M62 M60 and A58 were closed.",
        "It ran 2019/20, 2020/21 and 2021-22.",
        "The budget of 125000 was cut; 31,250 is left.",
        "Ring 0800 1111 or 116 123 at any hour.",
        "Never use 123456 as a code.",
        "Article 8 of 1998 and the 25 of 2024 that we saw",
        "Doses of 100/200/400 mg were tried.",
        "Between 10250 and 11750 children are waiting.",
        "She counted 1 2 3 4 5 out loud.",
    ],
)
def test_what_is_counted_measured_or_public_is_none(text: str) -> None:
    assert found_in(text) == []

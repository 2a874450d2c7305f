"""Places whose type comes last, cut short or a body; boats; days as a chronology or a dialect writes them."""

import pytest

from csaleads.anonymity.service import screen


def found_in(text: str) -> list[str]:
    return [text[found.start : found.end] for found in screen(text)]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("lad 15 in cells carder st custody, needs aa", "carder st custody"),
        ("mum signs on at tenter road job centre", "tenter road job centre"),
        ("minutes from the day, in thornby town hall, agreed", "thornby town hall"),
        ("stayed w a mate in low bank est, no phone", "low bank est"),
        ("hv 12/11, 3pm, 14 carder ct again no reply", "14 carder ct"),
        ("dog bite ch 3yo, tansy ward, police dealing", "tansy ward"),
        ("was seen st hild renal clinic last week", "st hild renal clinic"),
        ("They live on one boat, the Merry Sapper, near the lock.", "Merry Sapper"),
        ("The Dusty Bittern was moored past the bridge.", "Dusty Bittern"),
        ("He came home on Friday neet, the 6th.", "Friday neet, the 6th"),
        ("Triage saw her 27th o' April at noon.", "27th o' April"),
    ],
)
def test_it_is_found(text: str, shown: str) -> None:
    assert any(shown in found for found in found_in(text))


def test_days_with_a_stop_open_the_entries_of_a_chronology() -> None:
    text = "7.3. – Baby moved out.\n19.3. – Fall from cot.\n4.5., evening – crisis team rang."
    assert [shown.rstrip(".") for shown in found_in(text)] == ["7.3", "19.3", "4.5"]


@pytest.mark.parametrize(
    "text",
    [
        "She was moved to the labour ward, then home.",
        "He is on the medical ward, bed by the window.",
        "It is est 20 mins from here, in all est 3 miles.",
        "The hearing was at the old town hall.",
        "They wait 3 weeks ct date, then 2 ct scans.",
        "The boat trip was fun and the Barge Trust paid.",
        "1.1. Background\n1.2. Aims\n1.3. Method",
    ],
)
def test_a_kind_alone_is_no_place(text: str) -> None:
    assert found_in(text) == []


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("He read it through and signed it V.O. in pencil.", "V.O."),
        ("She had carved RB into the desk again.", "RB"),
        ("The plate ends 4 KHP and it is blue.", "4 KHP"),
    ],
)
def test_initials_that_are_signed_and_the_end_of_a_plate_are_found(text: str, shown: str) -> None:
    assert shown in found_in(text)


@pytest.mark.parametrize(
    "text",
    ["Mum signed it off and signed the papers.", "He carved NO into the desk.", "The plate ends 4 weeks on."],
)
def test_what_is_signed_is_not_always_a_name(text: str) -> None:
    assert found_in(text) == []

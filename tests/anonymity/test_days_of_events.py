"""Days told by their event, lines of logs, other calendars. Both sides of each; nobody here exists."""

import pytest

from csaleads.anonymity.findings import Label
from csaleads.anonymity.service import screen

_DAYS = (Label.DATE, Label.DATE_OF_BIRTH)


def days_in(text: str) -> list[str]:
    return [text[each.start : each.end] for each in screen(text) if each.label in _DAYS]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("he dont know about the 5th hearing", "5th"),
        ("They asked for the 14th review to be at school.", "14th"),
        ("told him re the 7th meeting", "7th"),
        ("nobody told dad about the 21st sentencing", "21st"),
        ("medically fit since the ninth no package", "ninth"),
        ("off school since the eighth", "eighth"),
        ("bailed to the fourteenth and tagged", "fourteenth"),
        ("agreed to 31/03", "31/03"),
        ("funding extended to 28/02 then panel", "28/02"),
        ("tag runs to 30/6", "30/6"),
        ("15.1. Nappy change 11.20: two", "15.1"),
        ("22.11. Feed 09.40: 90ml", "22.11"),
        ("3.2. Fed at 10.15, slept", "3.2"),
        ("his birthday is the 3rd of Mordad 1386", "3rd of Mordad 1386"),
        ("born 12 Ramadan 1429", "12 Ramadan 1429"),
        ("dob Mordad 3 1386", "Mordad 3 1386"),
        ("she was born on 5 Meskerem 2003", "5 Meskerem 2003"),
        ("born the 2nd of Tishri 5771", "2nd of Tishri 5771"),
        ("birthday is 27th of Rabi al-Awwal 1431", "27th of Rabi al-Awwal 1431"),
        ("born on 4 Hut 1390 in Herat", "4 Hut 1390"),
        ("he gives 3/5/1386 as his birthday", "3/5/1386"),
        ("her paper says 1386/5/3", "1386/5/3"),
        ("born on the 15th of the eighth lunar month", "15th of the eighth lunar month"),
    ],
)
def test_a_day_is_told(text: str, day: str) -> None:
    assert any(day in each for each in days_in(text))


@pytest.mark.parametrize(
    "text",
    [
        "This is the 5th hearing this year.",
        "It was the 4th visit and the 5th meeting of the group.",
        "The 2nd hearing was short and the 3rd conference too.",
        "The 6th contact session went well and the 8th review is planned.",
        "Since the sixth form he has worked; since the fifth visit things have been calm.",
        "Until the fourth birthday she slept with mum.",
        "2.1. Start at 10.15 with a welcome\n2.2. Break at 11.00\n2.3. Close",
        "Open to 16/12 year olds, the 12th report in a series, the 13th call this week.",
        "3.2. The child's voice",
        "She agreed to 2/3 of the plan and to 3/4 of the cost.",
        "They fast in Ramadan and Eid follows. The 2 hut visits went well, the clinic has 3 huts.",
        "Day 3 of the plan: 5 mehr plants, 12 day places.",
    ],
)
def test_counts_paragraphs_and_shares_are_no_days(text: str) -> None:
    assert days_in(text) == []


def test_another_calendar_tells_a_birthday() -> None:
    found = screen("his birthday is the 3rd of Mordad 1386")
    assert [each.label for each in found] == [Label.DATE_OF_BIRTH]

"""Days of what people arrange, ordinals before a name, short numbers of logs. Both sides of each; nobody here exists."""

import pytest

from csaleads.anonymity.findings import Label
from csaleads.anonymity.service import screen

_DAYS = (Label.DATE, Label.DATE_OF_BIRTH)


def shown_in(text: str, *labels: Label) -> list[str]:
    return [text[each.start : each.end] for each in screen(text) if each.label in labels]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Next session 19/6, mentor to book the room.", "19/6"),
        ("Contact is 13/11, then tea at the carer's.", "13/11"),
        ("next supervision is 3/12 with the team manager", "3/12"),
        ("Sports day is 11/7 and he wants his mum there.", "11/7"),
        ("Deadline for the chronology is 30/9.", "30/9"),
        ("He was picked up at the station on Sat 1/2", "Sat 1/2"),
        ("Overnight Sun 2/3, back by six.", "Sun 2/3"),
        ("Could we push the planning meeting back to 8/9?", "8/9"),
        ("please bring the pep forward to 12/11 instead", "12/11"),
        ("The hearing was moved again, hearing moved to 27/10.", "27/10"),
        ("next contact the seventh at the library", "the seventh"),
        ("The next review is the tenth.", "the tenth"),
        ("next lac 12th at school, 2pm", "12th"),
        ("The panel is the eleventh, papers a week before.", "the eleventh"),
        ("We said the twelfth but she can't.", "the twelfth"),
        ("It was either the 7th or the 8th that he went.", "the 7th or the 8th"),
        ("Is the 5th any good for you?", "the 5th"),
        ("Late 6/9, early 7/9, off 8/9.", "6/9"),
        ("By the 6th Kemi had told her tutor.", "the 6th"),
        ("After the 4th Shabnam stopped answering.", "the 4th"),
        ("From the 8th Oluwaseun will be at his aunt's.", "the 8th"),
        ("Between the 5th and the 12th nobody saw him.", "the 5th"),
        ("He was at home on the 8th outside the shop.", "the 8th"),
        ("by the 7th kemi had told her tutor", "the 7th"),
        ("Could the ninth work for your end?", "the ninth"),
        ("What about the 3rd at 2?", "the 3rd"),
        ("Would the 20th or the 21st suit?", "the 20th or the 21st"),
        ("All three seen on the first, well.", "the first"),
        ("Bundle to the judge by noon 5/7.", "5/7"),
        ("The chronology from 1/1 to 31/3 is done.", "31/3"),
        ("Panel date given, 11/12, not soon enough.", "11/12"),
        ("Visit 1: 3/6. Visit 2: 17/6. Visit 3: 1/7.", "1/7"),
        ("Prom 4/7 and she has no dress.", "4/7"),
        ("cla rev w/c 9/6 tbc", "9/6"),
        ("h/v 3/5 n/r, card left", "3/5"),
        ("Report due in 21st, not begun.", "21st"),
        ("Meet Mon 8 10am?", "Mon 8"),
    ],
)
def test_an_arranged_day_is_found(text: str, day: str) -> None:
    assert any(day in each for each in shown_in(text, *_DAYS)), screen(text)


@pytest.mark.parametrize(
    "text",
    [
        "Add 1/2 cup of flour and 3/4 of a cup of sugar.",
        "He sat 1/2 of the test and they sat 3/4 exams; she wed 2/3 years ago.",
        "The day course is open Sat 1/2 day only.",
        "Staff ratio in the session is 1/4, and the duty line runs 24/7.",
        "The review is 4/6 done and the training is 2/3 online.",
        "Contact is 2/3 of what we offer.",
        "Bring the session to 4/5 people and the meeting to 3/4 hours.",
        "Her next test is 7/10 or better to pass.",
        "Score 9/10 on Monday, 3/10 after contact.",
        "Shifts are 4 on/4 off. Early 4/5, late 3/5 of the group.",
        "Late 2/10 and off 3/10 lessons.",
        "The next meeting is the second in the series; the next visit is the third of six.",
        "The next visit is the fifth this year. The next will be the fourth she has missed.",
        "We said the fifth principle is the hardest. Either the fifth or the sixth will do.",
        "Court is the fifth floor, room two.",
        "By the 9th Week he had settled; after the 3rd Attempt she gave up.",
        "By the 9th Thorne Scouts had room.",
        "On the 3rd Floor there is a lift.",
        "by the 9th week he had settled and by the 3rd form was top",
        "Would the first or the second suit the panel better? Is the fifth question fair?",
        "What about the 3rd way? Does the 5th edition say so?",
        "He was seen on the first, second and third floors, and on the first and last visits only.",
        "Arrived on the first bus. Left on the third day.",
        "Visit 1 of 3, visit 2 of 3. Session 1/8: hello. Session 2/8: home.",
    ],
)
def test_shares_and_counts_are_no_arranged_days(text: str) -> None:
    assert shown_in(text, *_DAYS) == []


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0205 rang 999, inc 52. 0240 officers here.", "52"),
        ("Police came, incid 0093, no arrests.", "0093"),
        ("Police attended, log 57, left at four.", "57"),
        ("Police job 334, PC to ring back.", "334"),
        ("Crime no 88, officer on leave.", "88"),
        ("IT ticket 904, laptop still broken.", "904"),
        ("School admission no 4471, year group ten.", "4471"),
        ("LADO case 0447, closed.", "0447"),
        ("Incident ref given as 771 by the call handler.", "771"),
        ("Fire service log 29, alarm fitted.", "29"),
    ],
)
def test_a_short_number_of_a_log_is_found(text: str, number: str) -> None:
    assert number in shown_in(text, Label.CASE_REF)


@pytest.mark.parametrize(
    "text",
    [
        "The log 12 people signed is in the office.",
        "Police attended, inc 12 officers and two dogs.",
        "Police incident 3 of 5 was the worst.",
        "Call 101, then log the call. Ring 111, or 999 if he is hurt.",
        "Rang 101, on hold 40 minutes. The police log 40 calls a night.",
        "Incident 12. Reported by staff, this one taught us most.",
        "Her complaint, 12 pages long, was upheld.",
        "The published admission number 120 is too low.",
    ],
)
def test_what_is_counted_is_no_number_of_a_log(text: str) -> None:
    assert shown_in(text, Label.CASE_REF) == []

"""People whom their place sets apart whatever word their name is, and words that only look like a name. Both sides of each."""

import pytest

from csaleads.anonymity.service import screen


def found_in(text: str) -> list[str]:
    return [text[each.start : each.end] for each in screen(text)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("She left with the bloke off the barges, Tinker, who has a dog.", ["Tinker"]),
        ("There is no reason to doubt the father, Garnet, because he rang.", ["Garnet"]),
        ("A man calling himself Hornet drove her.", ["Hornet"]),
        ("He is saved in her phone as Pudding and rings at night.", ["Pudding"]),
        ("There is a donor dad she calls Biscuit, and he sends cards.", ["Biscuit"]),
        ("Auntie Thumbelina took them in.", ["Thumbelina"]),
        ("The mother knows Deacon Pepper from church. Pepper gave gifts.", ["Pepper", "Pepper"]),
        ("She told Ate Marisol and Kuya Jun.", ["Marisol", "Jun"]),
        ("Seen at the pitch, children Zelma, Elvis, baby Orry.", ["Zelma", "Elvis", "Orry"]),
        ("She has five: Kayden and Autumn (by her first).", ["Kayden", "Autumn"]),
        ("Her aunt has the boys, Emre and Will.", ["Emre", "Will"]),
        ("Siblings: Given (8), Hope (5)", ["Given", "Hope"]),
        ("Child's first name(s) – Friday\nOther names – Bee, K.O.T.", ["Friday", "Bee", "K.O.T."]),
        ("The class asks Mr K not to ring home.", ["K"]),
        ("We read through Clover's red book and found two stickers.", ["Clover"]),
        ("A query on the O'Hanlon-Tey placement came in.", ["O'Hanlon-Tey"]),
        ("It was Tam y post who said so, he thinks.", ["Tam y post"]),
        ("u kno glitter (real name hayley mott)", ["glitter", "hayley mott"]),
        (
            "Present: Gita Thomas (GT), DS Robbie Auchterderran (RA).\n\nRA: no change.",
            ["Gita Thomas", "GT", "RA", "RA"],
        ),
    ],
)
def test_people_are_told_by_their_place(text: str, names: list[str]) -> None:
    found = " | ".join(found_in(text))

    assert [name for name in names if name not in found] == []


@pytest.mark.parametrize(
    "text",
    [
        "The father, Polish, works nights and the mother, Muslim, prays.",
        "Nanny agency rang. The uncle was there. Brother and sister fought.",
        "Part (1), Schedule (2) of the form were left blank.",
        "First name: unknown. Other names: none.",
        "The children, School and Health agree, need a plan.",
        "Siblings abused by siblings: the 2021 paper is in the folder.",
    ],
)
def test_nobody_is_called_a_nation_a_part_or_unknown(text: str) -> None:
    assert found_in(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Patience and tact are called for in this work.",
        "Faith is not a plan, as the chair put it.",
        "The formulation should say what the Marsh or Ives literature says on families.",
        "The model helps; so does Pike on victim blaming.",
        "Families First in the north holds a piece of this.",
        "(a) Health: none (b) Home: none (c) Siblings: none",
        "went thru the evdence, dad mustnt come, polce sch officer in",
        "rang the probn officer and school couns, both out",
        "Mam-gu is convinced and Tad-cu is not. Asked whether the heddlu came.",
        "The bairns were in the wendy house, the wench was nowt to do with it.",
        "Child(ren) seen, parent/s told, name(s) kept.",
    ],
)
def test_virtues_authors_marks_and_words_cut_short_are_nobody(text: str) -> None:
    assert found_in(text) == []

"""Names of papers on a shared drive: forms of a numbered set are nobody's, and a name at the end of a file's name is found."""

import pytest

from csaleads.anonymity.service import screen


def labelled(text: str) -> list[tuple[str, str]]:
    return [(found.label.value, text[found.start : found.end]) for found in screen(text)]


@pytest.mark.parametrize(
    ("text", "label", "shown"),
    [
        ("he messages as 07_Amber_Rose at night", "URL_HANDLE", "07_Amber_Rose"),
        ("he messages as 99_lil_sis at night", "URL_HANDLE", "99_lil_sis"),
        ("she saved note_from_terry.pdf there", "PERSON", "terry"),
        ("see drawing_of_robin.png first", "PERSON", "robin"),
        ("he sent photo_babcia_iga.jpg", "PERSON", "iga"),
        ("the zip had card_from_modryb_sian.jpg in it", "PERSON", "modryb_sian"),
    ],
)
def test_names_of_somebody_are_found(text: str, label: str, shown: str) -> None:
    assert (label, shown) in labelled(text)


@pytest.mark.parametrize(
    "text",
    [
        "On the drive: 01_AGENDA_BLANK, 02_Risk_Matrix_v3, 03_Letter_To_Parent, 04_Green_Amber_Red_Chart, 05_OLD_do_not_use.",
        "Use 11_Consent_Form_v2 and 12_Worked_Example.",
        "See photo_of_rose.jpg, letter_from_court.pdf, drawing_of_sky.png, note_from_school.docx, statement_of_faith.pdf.",
        "Domestic abuse is defined in PD12J, and bundles are dealt with in PD27A.",
    ],
)
def test_names_of_nobody_are_left_alone(text: str) -> None:
    assert labelled(text) == []

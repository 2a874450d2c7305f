"""What screening finds and what it leaves alone. Nobody in these sentences exists."""

import pytest

from csaleads.anonymity.findings import Label
from csaleads.anonymity.service import AreaWords, screen


def found_in(text: str) -> list[tuple[str, str]]:
    return [(text[finding.start : finding.end], finding.label.value) for finding in screen(text)]


def suggested(text: str) -> str:
    """`text` with every suggestion taken."""
    for finding in reversed(screen(text)):
        text = text[: finding.replace_start] + finding.suggestion + text[finding.replace_end :]
    return text


@pytest.mark.parametrize(
    ("text", "identifier", "label"),
    [
        ("The worker met Oluwaseun at home.", "Oluwaseun", "PERSON"),
        ("Mum, Katarzyna, rang twice.", "Katarzyna", "PERSON"),
        ("re priti, who will not get up for school", "priti", "PERSON"),
        ("mum grace said no", "grace", "PERSON"),
        ("The uncle is called Hope by everybody.", "Hope", "PERSON"),
        ("A.J. (12) would not sit down.", "A.J.", "PERSON"),
        ("Her number is 07700 900456.", "07700 900456", "PHONE"),
        ("Write to lena.k@example.org first.", "lena.k@example.org", "EMAIL"),
        ("He was seen at LS6 3QQ.", "LS6 3QQ", "POSTCODE"),
        ("NHS 943 476 5919 on the form.", "943 476 5919", "NHS_NUMBER"),
        ("Her NI number is AB 12 34 56 C.", "AB 12 34 56 C", "NINO"),
        ("A silver van, reg AB12 CDE, waits outside.", "AB12 CDE", "VEHICLE"),
        ("Crime number 42/55012/25 refers.", "42/55012/25", "CASE_REF"),
        ("They live at 12a Larkspur Road.", "12a Larkspur Road", "ADDRESS"),
        ("She goes to Oakhollow Primary School.", "Oakhollow Primary School", "ORG_SCHOOL"),
        ("Seen at Fernbank Surgery for the rash.", "Fernbank Surgery", "ORG_GP_HEALTH"),
        ("The contact was on 14 March.", "14 March", "DATE"),
        ("She was born 03/04/2014.", "03/04/2014", "DATE_OF_BIRTH"),
        ("He messages her as @wolf_cub_77 at night.", "@wolf_cub_77", "URL_HANDLE"),
        ("Passport 512345678 has run out.", "512345678", "PASSPORT"),
        ("The family moved to Nether Wickerby.", "Nether Wickerby", "LOCATION_SMALL"),
    ],
)
def test_an_identifier_is_found_where_it_stands(text: str, identifier: str, label: str) -> None:
    assert (identifier, label) in found_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "Child A told Mum and MGM about it in Year 6.",
        "We used the Brook Traffic Light Tool and Working Together 2023.",
        "Section 47 ended; CAMHS, the Met and Barnardo's were told before Easter.",
        "Grace under pressure is what the carer has. Will she keep it up? May I ask?",
        "I hope that the summer helps. We mark each step.",
        "The family moved from Manchester in May. The review is in March 2025.",
        "Mr X and Ms Y have done all we asked since Monday.",
        "THE SOCIAL WORKER AND THE FOSTER CARER WILL MEET ON FRIDAY ABOUT THE SAFETY PLAN.",
        "It is 50/50, 24/7, and she scored it 3/10.",
    ],
)
def test_what_is_written_all_day_is_left_alone(text: str) -> None:
    assert found_in(text) == []


def test_a_name_found_once_is_found_again_misspelt_small_or_short() -> None:
    text = "Uncle Tendekai visits. Later tendekai came back. Tendekia left."

    assert [shown for shown, _ in found_in(text)] == ["Tendekai", "tendekai", "Tendekia"]


def test_everybody_in_a_list_of_names_is_found() -> None:
    text = "There are three: Rose, Oyinkan and Dafydd."

    assert [shown for shown, _ in found_in(text)] == ["Rose", "Oyinkan", "Dafydd"]


def test_the_same_person_gets_the_same_suggestion_and_roles_read_well() -> None:
    text = "Mum (Farzana) rang on 14 March 2025. Ewa, 7, was asleep. Farzana cried and Ewa woke."

    assert suggested(text) == (
        "The mother rang in mid-March 2025. Child A, 7, was asleep. The mother cried and Child A woke."
    )


def test_letters_that_the_text_uses_already_are_not_given_to_another_child() -> None:
    text = "Child A is safe. Oluwaseun is not."

    assert suggested(text) == "Child A is safe. Child B is not."


def test_positions_count_characters_of_the_text_as_it_was_given() -> None:
    text = "\U0001f600 “Mum” told Zo\u0308e\u200b and \u0410min\u0430 \u00a0 to stop."

    assert [shown for shown, _ in found_in(text)] == ["Zo\u0308e\u200b", "\u0410min\u0430"]


def test_an_area_teaches_words_that_identify_and_words_that_do_not() -> None:
    text = "The Larches and Team Zephyrine met."
    taught = AreaWords(
        identifying=(("the larches", Label.SMALL_PLACE),), harmless=frozenset({"Zephyrine", "Team Zephyrine"})
    )

    found = [(text[f.start : f.end], f.label) for f in screen(text, taught)]

    assert found == [("The Larches", Label.SMALL_PLACE)]
    assert "Zephyrine" in "".join(shown for shown, _ in found_in(text))

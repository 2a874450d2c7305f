"""Names that are a manner of speaking or a thing's, and people beside them. Nobody in these sentences exists."""

import pytest

from csaleads.anonymity.service import screen


def found_in(text: str) -> list[str]:
    return [text[each.start : each.end] for each in screen(text)]


@pytest.mark.parametrize(
    "text",
    [
        "He is a proper Casanova, she says, and no Einstein.",
        "Nan called it a right Scrooge of a landlord.",
        "Willow, Hazel and Aspen are the names of our meeting rooms.",
        "The pool cars are called Bonnie and Clyde.",
        "She would like a Ronaldo shirt and a Billy bookcase.",
        "They had a Victoria sponge, then a Guinness.",
        "Robin feathers and rose petals were on the card.",
        "Pat on the back for the whole team.",
        "He spoke of Chelsea's midfield and Villa's away kit.",
        "Storm Ciara had the roof off the shed.",
        "The Forest School session was in the rain.",
    ],
)
def test_a_name_that_names_nobody_is_left_alone(text: str) -> None:
    assert found_in(text) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Amy and Beth are our social workers.", ["Amy", "Beth"]),
        ("Robin was told, and Rose cried.", ["Robin", "Rose"]),
        ("Chelsea's mum rang about the kit.", ["Chelsea"]),
        ("The group: Kezia, Tomasz and Leon.", ["Kezia", "Tomasz", "Leon"]),
    ],
)
def test_people_beside_such_words_are_found(text: str, names: list[str]) -> None:
    assert found_in(text) == names


def test_a_list_of_places_or_fonts_or_a_template_is_nobody() -> None:
    assert found_in("Please use Arial or Verdana, not Georgia; the template is called Phoenix.") == []
    assert found_in("Paris, Florence and Brooklyn are all cities she wants to see.") == []
    assert found_in("A lad called Phoenix rang.") == ["Phoenix"]

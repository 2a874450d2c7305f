"""Who a text says somebody is: nicknames, initials in minutes, families, greetings; and authors, who are nobody here."""

import pytest

from csaleads.anonymity.findings import Label, Span
from csaleads.anonymity.people import nobodies
from csaleads.anonymity.people.calling import called_in
from csaleads.anonymity.people.carrying import alike, small_again
from csaleads.anonymity.people.initials import initials_in
from csaleads.anonymity.service import screen
from csaleads.anonymity.text.lexicon import lexicon


def called(text: str, *, loud: bool = False) -> list[str]:
    return [text[start:end] for start, end in called_in(text, lexicon(), loud=loud).names]


def initials(text: str) -> list[str]:
    return [text[start:end] for start, end in sorted(set(initials_in(text)))]


def people_in(text: str) -> list[str]:
    return [text[each.start : each.end] for each in screen(text) if each.label is Label.PERSON]


@pytest.mark.parametrize(
    "text, names",
    [
        ("The man is known to the girls as Hatchet.", ["Hatchet"]),
        ('a lad called "Pepsi" hangs round the gate', ["Pepsi"]),
        ("she goes by wibs, real name Winifred", ["Winifred", "wibs"]),
        ('She met "Cobalt" in a game.', ["Cobalt"]),
        ("Hiya Shonks, any news?\nShe rang.\nTa,\nBez", ["Bez", "Shonks"]),
        ("He was placed with the Fothergills in May.", ["Fothergills"]),
        ("Gwyn the Coal saw them, and so did big Kev.", ["Gwyn the Coal", "big Kev"]),
    ],
)
def test_what_a_text_calls_somebody_is_a_name(text: str, names: list[str]) -> None:
    assert sorted(called(text)) == sorted(names)


@pytest.mark.parametrize(
    "text",
    [
        "This is known as grooming, and the tool is called Brook.",
        'The word she used was "No". He called it "the game".',
        "The girls are known to us as a group. She calls her mum.",
        "Hi all, hello both, dear colleague, morning team",
        "They live with the others in the same road.",
    ],
)
def test_what_is_called_something_and_is_nobody_is_left(text: str) -> None:
    assert called(text) == []


def test_a_nickname_that_is_a_word_is_carried_even_to_the_start_of_a_sentence() -> None:
    text = "The driver is known as Hatchet. Hatchet waits outside. She has Hatchet's number."

    assert people_in(text) == ["Hatchet"] * 3


def test_names_in_capitals_in_a_list_of_names_are_names() -> None:
    text = "SHE NAMED THREE TEACHERS: OAKESHOTT, PELLING AND TREVENA."

    assert called(text, loud=True) == ["OAKESHOTT", "PELLING", "TREVENA"]


def test_initials_that_speak_are_people_and_roles_are_not() -> None:
    assert initials("HB thanked them. ST queried the score.") == ["HB", "ST"]
    assert initials("SW queried the score. GP explained. The IRO chairs. IT said no.") == []


def test_those_present_in_minutes_are_people_where_some_can_be_nobody_else() -> None:
    assert initials("Present: RB (chair), McT, ODN. Apologies: DN.") == ["RB", "McT", "ODN", "DN"]
    assert initials("Present: SW, HV, DSL, GP. Apologies: YOT.") == []


def test_doubtful_initials_count_in_the_company_of_surer_ones() -> None:
    assert initials("RBT to ring the school.") == []
    assert initials("DN asked about contact. NK agreed. RBT to ring the school.") == ["DN", "NK", "RBT"]


def test_authors_in_a_reading_list_are_nobody_and_one_by_himself_may_be_somebody() -> None:
    assert "Rees" not in nobodies.struck_out("We read Fahlberg, Rees and Crittenden.")
    assert "Rees" in nobodies.struck_out("Rees was at home. Crittenden wrote about that.")
    assert "Casey" not in nobodies.struck_out("the Casey audit was read out")
    assert "Casey" in nobodies.struck_out("Casey was at school")


def test_a_pet_form_of_a_name_is_that_name() -> None:
    text = "Smithers and wolfs"

    assert list(alike(text, [(0, 8)], {"smithson"}, lexicon())) == [Span(0, 8, Label.PERSON)]
    assert list(alike(text, [(13, 18)], {"smithson"}, lexicon())) == []


def test_a_name_that_is_a_word_is_carried_in_small_letters_only_where_somebody_is_spoken_of() -> None:
    text = "holly rang. holly said no. a wreath of holly hung there"

    found = list(small_again(text, [Span(0, 5, Label.PERSON)], lexicon()))

    assert [each.start for each in found] == [0, 12]


@pytest.mark.parametrize(
    "text, word",
    [
        ("Their dog is called Bruno.", "Bruno"),
        ("Child Charlie is the eldest.", "Charlie"),
        ("In Marsden v Tull the court said so.", "Marsden"),
    ],
)
def test_pets_code_words_and_published_cases_are_nobody(text: str, word: str) -> None:
    assert word not in nobodies.struck_out(text)
    assert "Bruno" in nobodies.struck_out("Bruno was told that the dog barked")


def test_letters_after_an_article_are_a_role() -> None:
    assert people_in("The QR rang. I asked the ZB and a VT about it.") == []


@pytest.mark.parametrize(
    "text",
    [
        "PE was fine and the MW agrees. TV was on.",
        "nan sez nuffin, he was tellin fibs innit",
        "he got a teddy and an angel from any robin",
        "Biscuit, their spaniel, sat with Family Green.",
    ],
)
def test_roles_lessons_slang_and_pets_are_nobody(text: str) -> None:
    assert people_in(text) == []

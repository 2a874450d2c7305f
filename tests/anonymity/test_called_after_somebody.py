"""Authors in a text of theory, things called after somebody, parts of laws, bodies, medicines, toys. Both sides of each."""

import pytest

from csaleads.anonymity.people.names import chances_of
from csaleads.anonymity.places.words import lowered
from csaleads.anonymity.service import screen
from csaleads.anonymity.text.model import Opinion
from csaleads.anonymity.text.scanning import Phrases, word_starts
from csaleads.anonymity.text.tokens import tokenise


def found_in(text: str) -> list[str]:
    return [text[each.start : each.end] for each in screen(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Disclosure research: as Alaggia puts it, telling is no single moment.",
        "We spoke about mentalisation (Fonagy) and about the holding environment (Trowell).",
        "Bolen's typology and Gilgun's interviews were the reading for supervision.",
        "Resilience theory was discussed after Saleebey and Egeland.",
        "Wolak and Tjaden found that most grooming is no secret.",
        "The concept is coercive control; Stark writes that it is a liberty crime.",
        "Memory for events: see Hershkowitz, and Ghetti on suggestibility.",
    ],
)
def test_authors_are_nobody_in_a_text_of_theory(text: str) -> None:
    assert found_in(text) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The mother (Fidler) came with her sister (Marsden).", ["Fidler", "Marsden"]),
        ("As Kenzie calls it, the den is behind the sofa.", ["Kenzie"]),
        ("Mr Alaggia said that he would ring.", ["Alaggia"]),
        ("Skinner and Tolley found him in the loft.", ["Skinner", "Tolley"]),
        ("Keira's cycle has stopped and Keira's theory is that she is ill.", ["Keira", "Keira"]),
    ],
)
def test_people_of_a_record_are_not_taken_for_authors(text: str, names: list[str]) -> None:
    assert found_in(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "The Herbert Protocol form was filled in.",
        "A Scott Schedule was ordered, and the judge gave a Lucas direction.",
        "Hirschsprung's was ruled out, and Angelman and Rett and Turner too.",
        "Trendelenburg sign negative.",
        "Duties under ss.17 and 20, reg. 27 and Sch 2 para 8 apply; arts 3 and 8 too.",
        "Statement under reg. 12 and Schedule 2 was sent.",
        "Images: 12 at Category A, 40 at Category B. Form E is signed, grade C in maths.",
        "A 14 y.o. rang, and a 9yo was with her.",
        "The Suzy Lamplugh Trust and the Ada Lovelace Foundation sent leaflets.",
        "Freedom from Torture, Migrant Help and the Lullaby Trust were rung.",
        "Promethazine, nitrofurantoin and Nexplanon were on the list.",
        "Bought Chelsea boots and a Pandora bracelet; has her teddy and a Furby.",
        "He came from Sudan through Chad, then to Jordan.",
        'By her own account, "a bit of a worrier".',
        "m says f is out at work.",
    ],
)
def test_what_is_called_after_somebody_points_at_nobody(text: str) -> None:
    assert found_in(text) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Turner was seen at home.", ["Turner"]),
        ("Jordan rang from school.", ["Jordan"]),
        ("Herbert rang about his schedule.", ["Herbert"]),
        ("The car is reg AB12 CDE.", ["AB12 CDE"]),
        ('Her Insta account, "lil sis x".', ["lil sis x"]),
        ("Matilda told her nan.", ["Matilda"]),
        ("Winter rang her social worker.", ["Winter"]),
    ],
)
def test_people_and_things_of_a_record_are_still_found(text: str, names: list[str]) -> None:
    assert found_in(text) == names


def test_the_longest_phrase_is_taken_where_its_first_word_stands() -> None:
    phrases = Phrases({"Red Kite", "Red Kite Days", "Kite", "Days"})
    text = "red kite days, Kite, kite, Kites, Red Kite."

    spans = list(phrases.find(text, lowered(text), word_starts(text)))

    assert [text[start:end] for start, end in spans] == ["red kite days", "Kite", "Red Kite"]


def test_one_sweep_says_of_each_word_what_asking_for_it_says() -> None:
    text = "Jasmine rang. " * 60 + "Then Oduya-Pelling came with mum's friend Tia."
    tokens = tokenise(text)
    opinion = Opinion(text)

    swept = chances_of(tokens, opinion)

    assert swept == pytest.approx([opinion(token.start, token.end) for token in tokens])

"""Names that are words: nicknames, families and signatures that a text tells outright, with capitals or without."""

import pytest

from csaleads.anonymity.findings import Label
from csaleads.anonymity.people.carrying import in_hashtags, shortened
from csaleads.anonymity.people.nicknames import told_in
from csaleads.anonymity.service import screen
from csaleads.anonymity.text.lexicon import lexicon


def told(text: str, *, loud: bool = False) -> list[str]:
    return sorted({text[start:end] for start, end in told_in(text, lexicon(), loud=loud)})


def people_in(text: str) -> list[str]:
    return [text[each.start : each.end] for each in screen(text) if each.label is Label.PERSON]


@pytest.mark.parametrize(
    "text, names",
    [
        ('Grandfather: Percy Trickett, "Gaffer".', ["Gaffer"]),
        ('Known associates: "Stretch", a cousin.', ["Stretch"]),
        ("The matron was strict, we called her the Vulture.", ["Vulture"]),
        ("There is a man called Papa Joe who minds them.", ["Papa Joe"]),
        ("He told me about Mick the Brick.", ["Mick the Brick"]),
        ("Mum is Tash, short for Natasha.", ["Natasha", "Tash"]),
        ("Otter, Bean and Moth are sisters.", ["Bean", "Moth", "Otter"]),
        ("Four daughters: Elsie, Biddy, Margaret and Wee Jean.", ["Biddy", "Elsie", "Margaret", "Wee Jean"]),
        ("Present: Mum, Bev from housing.", ["Bev"]),
        ("Yours faithfully, Gillian Sharples (Mrs)", ["Gillian Sharples"]),
        ('The lad plays with "Uncle Spanner" online.', ["Spanner"]),
        ("yours sincerely\nbetty sudworth\n", ["betty sudworth"]),
        ("wayne stott, cautioned for images, lives there", ["wayne stott"]),
        ("malcolm, malc to his mates, says little", ["malc"]),
        ('known associates: "ghost" and others', ["ghost"]),
        ("pc 3312 lathom took the statement", ["lathom"]),
    ],
)
def test_a_word_that_is_told_to_be_somebodys_name_is_one(text: str, names: list[str]) -> None:
    assert told(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "They call him the boss. She called him the next day.",
        "Yours sincerely, Social Worker",
        "Kind regards, The Team",
        "Mum, dad and gran are cousins.",
        "Present: Mum, Dad, School and Health.",
        'The bands are green, amber and "refer".',
        "dc 4417 attended; pc 12 said no",
        "DOB is short for date of birth.",
    ],
)
def test_a_role_or_a_plain_word_in_the_same_place_is_no_name(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    "text, names",
    [
        ("her boyfriend spider sells weed. spider has a knife", ["spider", "spider"]),
        ("her boyfriend smokes weed. her bf works nights", []),
        ("i told fostering manager pat tranter this mornin", ["pat tranter"]),
    ],
)
def test_a_partner_or_an_officer_has_a_name_in_small_letters(text: str, names: list[str]) -> None:
    assert people_in(text) == names


def test_a_name_told_once_is_one_at_a_sentences_start() -> None:
    assert people_in('He plays with "Uncle Spanner" online. Spanner sends him skins.').count("Spanner") == 2


def test_the_start_of_a_known_name_is_one_where_somebody_speaks_of_a_person() -> None:
    lists = lexicon()
    text = 'It is "my Dust" in the diary. Dust lay on the floor.'
    found = [(span.start, text[span.start : span.end]) for span in shortened(text, {"dustin"}, lists)]
    assert found == [(text.index("Dust"), "Dust")]


def test_a_known_name_is_found_within_a_hashtag() -> None:
    text = "It began with #wheresKerensa and #kerensalies."
    assert [text[span.start : span.end] for span in in_hashtags(text, {"kerensa"})] == ["Kerensa", "kerensa"]

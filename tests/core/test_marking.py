"""What was found shows where its words stand: with other endings too, in the piece that has most of them, and as text."""

import pytest

from csaleads.core.full_text.asking import Synonyms, understood
from csaleads.core.full_text.marking import LONGEST_PIECE, Marker
from csaleads.core.full_text.stemming import stem

SAME = Synonyms([("HSB", "harmful sexual behaviour")])


def marker(typed: str) -> Marker:
    return Marker([understood(typed, SAME)])


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("pebble", "A <mark>Pebble</mark> and <mark>pebbles</mark>, impebbled"),
        ("PEBBLED and", "A <mark>Pebble</mark> <mark>and</mark> <mark>pebbles</mark>, impebbled"),
        ("peb*", "A <mark>Pebble</mark> and <mark>pebbles</mark>, impebbled"),
        ('"pebble and pebble"', "A <mark>Pebble and pebbles</mark>, impebbled"),
        ('"and pebble" pebble', "A <mark>Pebble</mark> <mark>and pebbles</mark>, impebbled"),
        ("zebra", "A Pebble and pebbles, impebbled"),
    ],
)
def test_words_are_marked_whatever_their_endings(typed: str, shown: str) -> None:
    assert marker(typed).title("A Pebble and pebbles, impebbled") == shown


def test_letters_with_accents_and_joined_words_are_marked_where_they_stand() -> None:
    assert marker("cafe").title("Ein Café, ja") == "Ein <mark>Café</mark>, ja"
    assert marker("cafe\u0301").title("“Café”") == "“<mark>Café</mark>”"
    assert marker("brother sister").title("brother-sister") == "<mark>brother</mark>-<mark>sister</mark>"
    assert marker("hsb").title("Harmful  sexual behaviours") == "<mark>Harmful  sexual behaviours</mark>"


def test_a_piece_is_text_and_no_longer_than_is_read_at_a_glance() -> None:
    piece = marker("zebra").piece("x " * 300 + "<b>zebra</b> & more " + "y " * 300)

    assert "&lt;b&gt;<mark>zebra</mark>&lt;/b&gt; &amp; more" in piece
    assert piece.startswith("…")
    assert piece.endswith("…")
    assert len(piece.striptags()) <= LONGEST_PIECE + 4


def test_the_piece_is_the_one_with_most_of_the_words_or_the_beginning() -> None:
    text = "A zebra. " + "Words. " * 60 + "The zebra and the pebble. " + "Words. " * 60

    assert "The <mark>zebra</mark> and the <mark>pebble</mark>." in marker("pebble zebra").piece(text)
    assert marker("quartz").piece(text).startswith("A zebra. Words.")
    assert marker("quartz").piece("Short.") == "Short."
    assert marker("zebra").piece("") == ""
    assert len(marker("zebra").piece("z" * 1000)) == LONGEST_PIECE + 1


@pytest.mark.parametrize(
    ("word", "stemmed"),
    [
        ("caresses", "caress"), ("ponies", "poni"), ("ties", "ti"), ("cats", "cat"), ("feed", "feed"), ("agreed", "agre"),
        ("plastered", "plaster"), ("bled", "bled"), ("motoring", "motor"), ("sing", "sing"), ("conflated", "conflat"),
        ("troubled", "troubl"), ("sized", "size"), ("hopping", "hop"), ("falling", "fall"), ("hissing", "hiss"),
        ("failing", "fail"), ("filing", "file"), ("happy", "happi"), ("sky", "sky"), ("relational", "relat"),
        ("conditional", "condit"), ("rational", "ration"), ("digitizer", "digit"), ("operator", "oper"),
        ("hopefulness", "hope"), ("triplicate", "triplic"), ("formative", "form"), ("electrical", "electr"),
        ("goodness", "good"), ("revival", "reviv"), ("allowance", "allow"), ("inference", "infer"), ("adoption", "adopt"),
        ("replacement", "replac"), ("probate", "probat"), ("rate", "rate"), ("cease", "ceas"), ("controll", "control"),
        ("roll", "roll"), ("disclosures", "disclosur"), ("abusive", "abus"), ("abuse", "abus"), ("year", "year"), ("is", "is"),
    ],
)  # fmt: skip
def test_words_lose_their_endings_as_porter_says(word: str, stemmed: str) -> None:
    assert stem(word) == stemmed

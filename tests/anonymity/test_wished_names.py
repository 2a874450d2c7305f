"""Names that somebody wishes, spells or is known by, and words in the same place that name nobody."""

import pytest

from csaleads.anonymity.service import screen


def found_in(text: str) -> list[str]:
    return [text[found.start : found.end] for found in screen(text)]


@pytest.mark.parametrize(
    "text, name",
    [
        ("wants to be called ivy pls use, she/her", "ivy"),
        ("prefers to be known as Ash and they are happy", "Ash"),
        ("would like to be called River.", "River"),
        ('Receptionist spells it "Jazz".', "Jazz"),
        ('his name pronounced "Keen" by the clerk', "Keen"),
        ("She is known to everybody at the market as Duck. A carer, she has gone.", "Duck"),
        ('older lad "Chops" in car outside', "Chops"),
        ('a dealer, "Marble", who drives a bike', "Marble"),
        ('The boys call him "Daddy R".', "R"),
        ("Auntie J said no and hung up.", "J"),
        ('Name ............ Mei-Ling "Coco" Fong', 'Mei-Ling "Coco" Fong'),
        ("Their daughter Hermione, who holds power of attorney, lives there.", "Hermione"),
        ("His son Elvis came in late.", "Elvis"),
        ("Their brother Pham Van Long owns it. Long explained that he was out.", "Long"),
    ],
)
def test_a_name_is_found(text: str, name: str) -> None:
    assert name in found_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "She wants to be called back today.",
        "Nobody likes to be called a liar.",
        'He told the boy "Stop" and left.',
        'The report said "No" and the panel agreed.',
        "Known to services since 2012 as Child A.",
        "She is known to everyone at home as Mum.",
        "Uncle A and Auntie B are in the vignette.",
        'The "Big" Issue was sold outside.',
        "Her favourite in the book is Hermione.",
        "He explained it. Later waits are rare.",
    ],
)
def test_nobody_is_left_alone(text: str) -> None:
    assert found_in(text) == []

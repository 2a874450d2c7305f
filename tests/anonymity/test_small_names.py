"""Names without capitals that a title, a relation, an age, a family or the head of a clause tells."""

import pytest

from csaleads.anonymity.people.small_names import find
from csaleads.anonymity.text.lexicon import lexicon
from csaleads.anonymity.text.scanning import word_starts


def told(text: str) -> list[str]:
    return sorted({text[start:end] for start, end in find(text, word_starts(text), lexicon())})


@pytest.mark.parametrize(
    "text, names",
    [
        ("mrs tindle rang, then dr okoro", ["okoro", "tindle"]),
        ("she goes to the hendersons after school", ["hendersons"]),
        ("i met his cousin dolly.", ["dolly"]),
        ("saw mum with baby ivy, all well", ["ivy"]),
        ("bobby 4 yrs old and willow 9 mths at home", ["willow"]),
        ("joy: ring gran. mercy: no change. kayleigh: close", ["joy", "kayleigh", "mercy"]),
        ("a lad known to all as spanner. he drives", ["spanner"]),
        ('she was picked up by "dazzo" and taken home', ["dazzo"]),
        ("we met kev the van. he said no", ["kev the van"]),
    ],
)
def test_what_stands_beside_a_word_tells_that_it_is_a_name(text: str, names: list[str]) -> None:
    assert [name for name in names if name not in told(text)] == []


@pytest.mark.parametrize(
    "text",
    [
        "the parents and the carers met the leads",
        "plan: visit monday. school: closed. health: fine",
        "her mate will come and his sister may ring",
        "he is known as challenging. she is known as looked after",
        'the form says "seen alone" and "no concerns"',
        "week 9 yrs 3 to 6; year 4 yrs",
        "we saw the van and the bus",
    ],
)
def test_roles_headings_and_plain_words_in_the_same_places_are_none(text: str) -> None:
    assert told(text) == []

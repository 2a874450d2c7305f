"""Names that are a make, a star, a programme, a figure, a feast or a system too: somebody's, unless the text says otherwise."""

import pytest

from csaleads.anonymity.service import screen
from csaleads.anonymity.text.lexicon import PHRASE_FILES, fold, lexicon, read_lines

NO_CHILD = (
    "santa stonewall garda uno elsa cinderella barbie storm cait stormzy beyoncé beyonce nest dapo mim sifa macs "
    "fanta tui bismillah siri rio"
)
"""Listed words that are in lists of given names, and that no child of here is likely to bear in the form that is listed."""


def names_in(text: str) -> list[str]:
    return [text[found.start : found.end] for found in screen(text)]


@pytest.mark.parametrize(
    "sentence",
    [
        "{} was quiet today and did not eat.",
        "Mum says {} has nightmares.",
        "Dad bathes {} every night.",
        "{}'s bed was wet.",
        "no concerns re {}",
        "photo of {} on his phone",
    ],
)
@pytest.mark.parametrize(
    "name", ["Zara", "Chanel", "Elvis", "Davina", "Rakhi", "Corrie", "Molly-Mae", "Rihanna", "Olaf", "Heinz"]
)
def test_whoever_bears_such_a_name_is_found(name: str, sentence: str) -> None:
    assert [found.removesuffix("'s") for found in names_in(sentence.format(name))] == [name]


@pytest.mark.parametrize(
    "sentence",
    [
        "The coat came from Zara in the sale.",
        "A fake Armani watch lay by the bed.",
        "Mum was watching Corrie when we came.",
        "She tied a Rakhi on his wrist.",
        "Somebody sang an Elvis song.",
        "He has an Olaf sticker on his cup.",
        "Heinz beans and toast for tea.",
        "Please book leave on Oracle by Thursday.",
        "The Athena login has expired again.",
        "Case notes go on RiO, attendance is in SIMS.",
    ],
)
def test_the_thing_is_left_alone(sentence: str) -> None:
    assert names_in(sentence) == []


def test_one_mention_of_a_person_is_enough() -> None:
    text = "A Zara coat hung in the hall. Later Zara cried."

    assert names_in(text) == ["Zara", "Zara"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Zara topless in the picture.",
        "Zara dressed herself.",
        "Elvis fancied her.",
        "Our Athena was down today.",
    ],
)
def test_a_longer_word_shows_no_thing(sentence: str) -> None:
    assert names_in(sentence)


def test_no_list_of_things_hides_a_given_name() -> None:
    first = lexicon().first

    alone = {
        fold(line)
        for name in PHRASE_FILES
        for line in read_lines(name)
        if " " not in line and fold(line) in first
    }

    assert alone <= {fold(word) for word in NO_CHILD.split()}

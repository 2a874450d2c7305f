"""People told by whose they are, how they sign and what is said to them. Both sides of each; nobody in these lines exists."""

import pytest

from csaleads.anonymity.findings import Label
from csaleads.anonymity.people.told_persons import find
from csaleads.anonymity.service import screen
from csaleads.anonymity.text.lexicon import lexicon
from csaleads.anonymity.text.scanning import word_starts


def told(text: str) -> list[str]:
    return sorted({text[start:end] for start, end in find(text, word_starts(text), lexicon())})


def people_in(text: str) -> list[str]:
    return [text[each.start : each.end] for each in screen(text) if each.label is Label.PERSON]


@pytest.mark.parametrize(
    "text, names",
    [
        ("she says joy's nan has it and mark's old bedroom is damp", ["joy", "mark"]),
        ("hiya, its Ken from the allotment, he is fine", ["Ken"]),
        ("hello, Bev here from the refuge", ["Bev"]),
        ("he is at home now. ring after tea. cheers, ted", ["ted"]),
        ("The bus was late again. Mo xx", ["Mo"]),
        ("mum = pepper, works nights. dad (smudge) has gone", ["pepper", "smudge"]),
        ("tc frm bev at the club, then msg from paddy re the flat", ["bev", "paddy"]),
        ("she is scared of florin and hides", ["florin"]),
        ("the bakers are back and the masons dont speak to them", ["bakers", "masons"]),
    ],
)
def test_what_only_people_have_or_do_tells_a_name(text: str, names: list[str]) -> None:
    assert told(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "her friend's mum and the child's dad rang the school's nurse",
        "its ok from here and this is what from now on we do",
        "thanks all, speak soon. thanks again",
        "mum = tearful, dad: absent, partner (unknown) and sister: well",
        "tc from school re lunch, email from court about dates",
        "scared of spiders, afraid of heights and of thunder",
        "the carers are fine, the nurses have left and the bakers oven is hot",
        "See you on Monday x",
    ],
)
def test_plain_words_in_the_same_places_tell_none(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    "text, names",
    [
        ("saw joy alone at school. joy nodded when asked", ["joy", "joy"]),
        ("letter for marcie. he says tell marc he is sorry", ["marcie", "marc"]),
        ('"They call me Pickle on the estate," he said.', ["Pickle"]),
        ("Can you tell her that Will is away?", ["Will"]),
        ("gran says candy back w him. visit to faith and ivy", ["candy", "faith", "ivy"]),
        ("pip 4yo, intepreter male, 14yo", ["pip"]),
        ("Referrer: Colleen Valentine, governor", ["Colleen Valentine"]),
        ("Mum's partner unknown, dad absent, sister fine.", []),
        ("back at 2am w/ lovebite, taxi fare n a burner. gran 60 ish, no ans today", []),
        ("Devices were seized; the BRAT priority: high. QIPS score low.", []),
        ("The Good Lives Model (Ward) and the Pathways Model (Aldred and Pym) were taught.", []),
    ],
)
def test_names_that_are_words_are_told_from_words(text: str, names: list[str]) -> None:
    assert people_in(text) == names

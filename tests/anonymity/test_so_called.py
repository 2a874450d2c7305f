"""Words that somebody is called, and places whose kind is cut short. Both sides of each; nobody in these lines exists."""

import pytest

from csaleads.anonymity.findings import Label
from csaleads.anonymity.service import screen

_PLACES = (Label.SMALL_PLACE, Label.HEALTH, Label.SCHOOL, Label.ADDRESS)


def found(text: str, *labels: Label) -> list[str]:
    return [text[each.start : each.end] for each in screen(text) if each.label in labels]


@pytest.mark.parametrize(
    "text, name",
    [
        ("she has gone off with this lad called gravel, no surname", "gravel"),
        ("some old geezer known as thunder at the bus stop", "thunder"),
        ("He is the man they call Gristle driving the van.", "Gristle"),
        ("Biscuit is what the boys call him.", "Biscuit"),
        ("mrs bucket the deputy was there", "bucket"),
        ("her new worker is a miss pepper from leaving care", "pepper"),
        ("LANDLORD MR COLIN GATES OF NO FIXED ABODE", "COLIN GATES"),
        ("case three heather pond then his mum", "heather pond"),
        ("visit to the singh siblings after tea", "singh"),
        ('Myfanwy Roper ("Vanno" to her nan) is well.', "Vanno"),
        ("Known as / Twig, Bean\nSchool / none", "Bean"),
        ("He waited. Widget shrugged and left.", "Widget"),
        ("Present: Dr Amir Sole; Will Tranter, DSL, and others", "Will Tranter"),
        ("Present: Hal Tree (chair), D. Okonjo\n1. DO summarised her report.", "DO"),
        ("* t/c from Magda Wrobel\n* MW rang back, child home", "MW"),
        ("spk 2 gary c housing again. gc wont budge. done", "gc"),
        ("Begun by T. Holloway and P. Saucer today.", "P. Saucer"),
    ],
)
def test_what_says_that_somebody_is_called_so_tells_a_name(text: str, name: str) -> None:
    assert name in found(text, Label.PERSON)


@pytest.mark.parametrize(
    "text",
    [
        "a lad called it a joke and a man called twice about the bin",
        "A woman called police. The boy called names is fine. One man called shouting.",
        "This is what the school calls a plan, and how they call it.",
        "mr and mrs. She will miss school and miss contact, a miss is as good as a mile.",
        "case two will be reviewed, child one was seen, visit three went well",
        "the two siblings, the whole family, the foster family and the other children",
        "Nobody signed. Mother signed. Consent signed. Staff nodded. Everyone smiled.",
        "1. SW rang back. GP asked for a letter.\n2. Do ring them.",
        "Choose options A and B. Then vitamin D and C. Will you read it?",
    ],
)
def test_the_same_places_without_a_name_tell_none(text: str) -> None:
    assert found(text, Label.PERSON) == []


@pytest.mark.parametrize(
    "text, place",
    [
        ("seen at hobden gen on the ward", "hobden gen"),
        ("missed scan at larkmead ante natal today", "larkmead ante natal"),
        ("He drinks down the Welfare most nights.", "Welfare"),
        ("It is beside the former Plough and Harrow.", "Plough and Harrow"),
        ("They live in a flat above Kebab Kingdom, no heating.", "Kebab Kingdom"),
        ("Offered The Grange at Nettle Hill for respite.", "The Grange at Nettle Hill"),
        ("nan thinks pebble cove caravan pk again", "pebble cove caravan pk"),
        ("ASKED WHICH SCHOOL. SHE SAID 'THE LARCHES'. NO MORE.", "THE LARCHES"),
        ("he is at upper oxley, nobody in", "upper oxley"),
        ("bailed to the cottage harbour approach and signs", "the cottage harbour approach"),
        ("moored below Tibb's Lock all winter", "Tibb's Lock"),
        ("Not the first of the Glebe Farms on the map.", "Glebe Farm"),
    ],
)
def test_places_without_a_plain_kind_are_found(text: str, place: str) -> None:
    assert any(place in each for each in found(text, *_PLACES))


@pytest.mark.parametrize(
    "text",
    [
        "a second gen phone, the next gen, in general maternity leave and a local maternity ward",
        "They took the wrong approach. A lower dose, a lower school, upper limbs, lower grades.",
        "the caravan park was closed and the new meeting house is open",
        "He lives above a shop and stays over at weekends.",
        "The old black and white photographs.",
    ],
)
def test_plain_words_in_those_places_are_none(text: str) -> None:
    assert found(text, *_PLACES) == []


@pytest.mark.parametrize(
    "text, shown",
    [
        ("in their letter, reference GV/71 2204/B, they say", "GV/71 2204/B"),
        ("insurance void, policy KL-2290118-03", "KL-2290118-03"),
        ("the advice line gave him #7731-T and he lost it", "#7731-T"),
        ("birth cert seen, entry 318.", "318"),
        ("phone interpreter id four four one eight two", "four four one eight two"),
        ("lac rev is 4th", "4th"),
        ("he was released from prison on the third and went home", "the third"),
    ],
)
def test_numbers_and_days_as_they_are_told(text: str, shown: str) -> None:
    assert shown in found(text, Label.CASE_REF, Label.DATE)


@pytest.mark.parametrize(
    "text",
    [
        "policy 2024, see page 3, entry 12 in the diary",
        "she gave us #metoo and #2 of the list",
        "he moved in on the second floor, was arrested on the second occasion, and the review is third",
    ],
)
def test_what_only_looks_like_them_is_none(text: str) -> None:
    assert found(text, Label.CASE_REF, Label.DATE) == []

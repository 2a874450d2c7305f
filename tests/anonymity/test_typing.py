"""Texts without useful capitals, and words that identify nobody. Nobody in these sentences exists."""

import pytest

from csaleads.anonymity.service import screen
from csaleads.anonymity.text.casing import with_capitals
from csaleads.anonymity.text.lexicon import lexicon


def shown_in(text: str) -> list[str]:
    return [text[finding.start : finding.end] for finding in screen(text)]


@pytest.mark.parametrize(
    ("text", "raised"),
    [
        ("they live on sorrel croft. i went", "they live on Sorrel Croft. i went"),
        ("six people at 41 tannery mount. no heating", "six people at 41 Tannery Mount. no heating"),
        ("off cooper's arms lane, by the shop", "off Cooper's Arms Lane, by the shop"),
        ("lives at the old granary, pond lane, alone", "lives at The Old Granary, Pond Lane, alone"),
        ("he was on the road and went down the wrong road", "he was on the road and went down the wrong road"),
        ("a 3 week court delay, she came up close", "a 3 week court delay, she came up close"),
    ],
)  # fmt: skip
def test_a_street_gets_the_capitals_that_its_writer_left_out(text: str, raised: str) -> None:
    assert with_capitals(text, lexicon()) == raised


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("they were late. amber says that nobody came.", "amber"),
        ("i asked and she told crystal that it was a game.", "crystal"),
        ("it was hope, the ta, who saw it first.", "hope"),
        ("THE BUS WAS LATE. DAWN WOULD LIKE TO KNOW WHAT TO SAY.", "DAWN"),
    ],
)
def test_a_word_that_could_be_a_name_is_one_where_only_a_person_can_stand(text: str, name: str) -> None:
    assert name in shown_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "she drew the amber light and the dawn, and we hope that it helps.",
        "in art, the teacher said, they paint. the bill says forty pounds.",
        "foster carer reports that yp is washing five times a day. fc tired, lo fine.",
    ],
)
def test_such_a_word_is_none_elsewhere(text: str) -> None:
    assert shown_in(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Bowlby, Ainsworth and Crittenden are on the slide, with Winnicott behind.",
        "The book (Marchetti and Osgrove, 2011) is in the office; Pembury et al say the same.",
        "She played Barbie again: Ken was put in the oven.",
        "Referral in February, allocated in March. April: nothing. It is November.",
        "The Sexual Abuse Practice Leads Programme uses a Paediatric SARC and a Forensic Medical Examination.",
        "Wolverhampton has a hub, Birmingham has two, and Walsall has none (e.g. for boys).",
        "Petechiae and a torn frenulum; the pinna was bruised.",
        "It was said in the national strategy.1 The report\nDecember 2022\nis long.",
    ],
)
def test_names_that_are_nobodys_here_are_left_alone(text: str) -> None:
    assert shown_in(text) == []


def test_an_author_with_a_title_is_somebody() -> None:
    assert "Ainsworth" in shown_in("Bowlby would agree with Winnicott, and so does Mrs Ainsworth next door.")


def test_strange_words_in_a_list_are_names_together() -> None:
    assert {"brunza", "dravko"} <= set(shown_in("she was with lads called brunza, dravko and kyle"))

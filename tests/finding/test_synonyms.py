"""The file of synonyms: every group says whose term it is, and is understood in both directions."""

import pytest

from csaleads.core.full_text.asking import understood
from csaleads.finding.synonyms import GROUPS, SYNONYMS, WORDS, read


def test_every_group_has_words_a_source_and_says_whether_it_was_verified() -> None:
    for group in read():
        assert len(group["words"]) >= 2
        assert group["source"].strip()
        assert isinstance(group["verified"], bool)
        assert set(group) == {"words", "source", "verified"}


def test_no_phrase_stands_in_two_groups() -> None:
    phrases = [phrase.casefold() for group in GROUPS for phrase in group]

    assert len(phrases) == len(set(phrases))


@pytest.mark.parametrize(
    ("typed", "means"),
    [
        ("HSB", "harmful sexual behaviour"),
        ("intra-familial", "in the family"),
        ("in the family", "intra familial"),
        ("CSE", "child sexual exploitation"),
        ("csa", "child sexual abuse"),
        ("TA-CSA", "technology assisted child sexual abuse"),
        ("SARC", "sexual assault referral centre"),
        ("ABE", "achieving best evidence"),
        ("NRM", "national referral mechanism"),
    ],
)
def test_the_abbreviations_of_the_field_are_understood(typed: str, means: str) -> None:
    (term,) = understood(typed, SYNONYMS).terms

    assert tuple(means.split()) in [phrase.words for phrase in term.phrases]


def test_a_word_that_stands_for_nothing_else_stays_alone() -> None:
    assert [len(term.phrases) for term in understood("zebra crossing", SYNONYMS).terms] == [1, 1]
    assert "zebra" not in WORDS

"""Names through the whole lists, in plain sentences: no list of things, words or famous people may hide many of them."""

import pytest

from csaleads.anonymity.service import screen
from csaleads.anonymity.text.lexicon import lexicon

FEWEST_FOUND = 0.985
"""Of a hundred listed names some are words of English too, and a sentence does not tell."""


def share_found(names: list[str], sentences: list[str]) -> float:
    """In what share of the sentences, each with each name, the name is found."""
    found = 0
    for sentence in sentences:
        at = sentence.index("{}")
        for name in names:
            found += any(
                at < each.end and each.start < at + len(name) for each in screen(sentence.format(name))
            )
    return found / (len(names) * len(sentences))


def written(name: str) -> str:
    return "-".join(part[:1].upper() + part[1:] for part in name.split("-"))


@pytest.fixture(scope="module")
def given_names() -> list[str]:
    return sorted(lexicon().first)[::83]


@pytest.fixture(scope="module")
def surnames() -> list[str]:
    return sorted(lexicon().last)[::101]


def test_given_names(given_names: list[str]) -> None:
    sentences = ["{} was quiet today and did not eat.", "Mum says {} has nightmares.", "no concerns re {}"]

    assert share_found([written(name) for name in given_names], sentences) >= FEWEST_FOUND


def test_given_names_in_small_letters(given_names: list[str]) -> None:
    sentences = ["mum says {} has nightmares", "{} and her cousin were found in the shed"]

    assert share_found(given_names, sentences) >= FEWEST_FOUND


def test_surnames(surnames: list[str]) -> None:
    sentences = ["Mrs {} rang about the fees.", "Spoke to Mr {} at the door."]

    assert share_found([written(name) for name in surnames], sentences) >= FEWEST_FOUND


@pytest.mark.parametrize("surname", ["Deng", "Bach", "Aros"])
def test_a_surname_that_is_a_welsh_word(surname: str) -> None:
    found = screen(f"Spoke to Mr {surname} at the door.")

    assert [(each.start, each.end) for each in found] == [(12, 12 + len(surname))]


@pytest.mark.parametrize("surname", ["O'brien", "O’brien", "D'arcy"])
def test_a_surname_with_a_small_letter_after_its_first(surname: str) -> None:
    found = screen(f"Mrs {surname} rang about the fees.")

    assert [(each.start, each.end) for each in found] == [(4, 4 + len(surname))]


def test_a_letter_that_stands_for_somebody_owns_things() -> None:
    assert screen("Mrs O’s son and Mrs D's daughter.") == []


def test_grace_is_said_and_is_somebody() -> None:
    assert screen("The family say grace before tea.") == []
    assert [each.start for each in screen("Mum says Grace has nightmares.")] == [9]

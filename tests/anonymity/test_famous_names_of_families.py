"""Famous names that people of a case bear: somebody's there, and nobody's in talk of the famous."""

import pytest

from csaleads.anonymity.service import screen


def shown(text: str) -> list[str]:
    return [text[found.start : found.end] for found in screen(text)]


@pytest.mark.parametrize("name", ["Paul Smith", "Emma Watson", "John Lewis", "Alan Carr", "David Wilkins"])
@pytest.mark.parametrize(
    "sentence",
    [
        "{} was quiet today and did not eat.",
        "Dad's friend {} babysits.",
        "The school think {} is being exploited.",
        "A text came from {} about the child.",
        "He calls {} names and Mum laughs.",
        "Mum rang at nine.\nKind regards,\n{}",
        "The aunt says that {} is never told anything.",
    ],
)
def test_somebody_of_a_case(name: str, sentence: str) -> None:
    assert name in shown(sentence.format(name))


@pytest.mark.parametrize(
    "text",
    [
        "Her mother bought the coat at John Lewis.",
        "We read David Howe on attachment before the visit to the family.",
        "The girl watches every film with Emma Watson in it.",
        "Dad thinks Alan Carr is the best thing on telly.",
        "The child dressed as Mary Poppins for book day.",
        "Judith Herman's three stages suggest that safety comes first for the child.",
    ],
)
def test_the_famous_themselves(text: str) -> None:
    assert shown(text) == []

"""Names of people: what the model, the lists and the words around make of a word together."""

import pytest

from csaleads.anonymity.findings import Label, Span
from csaleads.anonymity.people import judging
from csaleads.anonymity.people.carrying import confirmed, initials_again
from csaleads.anonymity.service import screen
from csaleads.anonymity.text import model
from csaleads.anonymity.text.lexicon import lexicon
from csaleads.anonymity.text.model import Opinion


def people_in(text: str) -> list[str]:
    return [text[each.start : each.end] for each in screen(text) if each.label is Label.PERSON]


@pytest.mark.parametrize(
    "text, names",
    [
        ("re tyrone 6yo, mum kelly says no", ["tyrone", "kelly"]),
        ("hv saw oluwaseun and his sister folake", ["oluwaseun", "folake"]),
        ("SHANICE RANG. SHE SAYS THAT DWAYNE HAS MOVED BACK IN WITH THE CHILDREN.", ["SHANICE", "DWAYNE"]),
        ("Grace told her teacher that Will comes in at night.", ["Grace", "Will"]),
        ("A.K. (9) told her carer. A.K. has not eaten.", ["A.K.", "A.K."]),
    ],
)
def test_names_are_found_however_they_are_typed(text: str, names: list[str]) -> None:
    assert people_in(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "Will she be seen in May? We hope so, by June at the latest.",
        "may i ask, will the plan end in august or after summer",
        "The TM rang the IRO, and the DSL rang MASH about the ICPC.",
        "core group moved, the manager is on leave until april",
    ],
)
def test_words_in_their_ordinary_sense_are_no_names(text: str) -> None:
    assert people_in(text) == []


def test_a_word_in_doubt_is_a_name_once_somebody_is_called_so() -> None:
    text = "ambers case, an amber light"

    assert list(confirmed(text, [(0, 6)], {"amber"})) == [Span(0, 6, Label.PERSON)]
    assert list(confirmed(text, [(0, 6)], {"ruby"})) == []


def test_initials_that_stood_for_somebody_stand_for_them_again_but_a_short_form_does_not() -> None:
    text = "KM (9) drew. The TA saw KM. TA left. KMX."

    again = initials_again(text, [Span(0, 2, Label.PERSON), Span(17, 19, Label.PERSON)], lexicon())

    assert [(each.start, each.end) for each in again] == [(0, 2), (24, 26)]


def test_the_model_says_how_likely_each_kind_is() -> None:
    text = "She goes to Oakfield Primary School."
    opinion = Opinion(text)

    assert opinion.chance(12, 35, Label.SCHOOL) > 0.5
    assert opinion.chance(12, 35, Label.PERSON, Label.SCHOOL) >= opinion.chance(12, 35, Label.SCHOOL)
    assert opinion(0, 3) < 0.1


def test_without_the_model_nothing_is_likely(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model, "reader", lambda: None)

    assert Opinion("Jasmine rang.")(0, 7) == 0


def test_a_word_a_slip_away_from_english_is_told_from_a_strange_one() -> None:
    assert judging.near_english("intepreter")
    assert not judging.near_english("oluwaseun")

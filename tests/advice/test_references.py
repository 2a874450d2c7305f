"""References survive handwriting and the telephone, and never occur twice."""

import itertools

import pytest

from csaleads.advice import drafts
from csaleads.advice.references import ALPHABET, SHAPE, new_reference, tidy_reference
from csaleads.core.unit_of_work import unit_of_work
from tests.advice.conftest import Scene


def test_the_alphabet_holds_no_symbol_that_is_mistaken_for_another() -> None:
    assert not set(ALPHABET) & set("0O1IL2Z5S8BUVNG")
    assert not set(ALPHABET) & set("AEIOU"), "no reference spells a word"
    assert len(set(ALPHABET)) == len(ALPHABET) >= 19


def test_a_reference_is_two_groups_of_three() -> None:
    drawn = {new_reference() for _ in range(500)}

    assert all(SHAPE.fullmatch(reference) for reference in drawn)
    assert len(drawn) > 490


def test_a_reference_is_found_however_it_is_typed() -> None:
    assert tidy_reference(" k7q-4md ") == "K7Q-4MD"


def test_a_reference_that_is_taken_is_drawn_again(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    scene.request(reference="K7Q-4MD")
    drawn = itertools.chain(["K7Q-4MD", "K7Q-4MD", "C3D-4FH"])
    monkeypatch.setattr(drafts, "new_reference", lambda: next(drawn))

    with unit_of_work():
        reference = drafts.start_request(scene.as_worker, area_id=scene.area.id)

    assert reference == "C3D-4FH"

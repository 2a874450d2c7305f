"""The code of conduct that csaleads ships with."""

from flask import Flask
from sqlalchemy import select

from csaleads.core.database import db
from csaleads.core.unit_of_work import unit_of_work
from csaleads.network import start_data
from csaleads.network.models import ConductVersion
from csaleads.screening import engine
from tests.factories import Factory


def add_missing() -> None:
    with unit_of_work():
        start_data.add_missing()


def versions() -> list[tuple[int, int | None]]:
    rows = db.session.execute(select(ConductVersion.number, ConductVersion.published_by_id))
    return [tuple(row) for row in rows]


def test_the_first_version_is_added_once(app: Flask) -> None:
    add_missing()
    add_missing()

    assert versions() == [(1, None)]


def test_nothing_is_added_to_what_was_published(app: Flask, make: Factory) -> None:
    make.code(4)

    add_missing()

    assert versions() == [(4, None)]


def test_the_code_that_ships_passes_the_screening() -> None:
    assert [one.words for one in engine.find_in({"words": start_data.read()})] == []


def test_the_code_that_ships_is_short_and_says_what_it_must() -> None:
    words = start_data.read()

    assert 350 <= len(words.split()) <= 450
    for said in ("bands", "below a region", "private threads", "safeguarding", "appeal", "Moderators"):
        assert said in words

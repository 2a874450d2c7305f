"""A reading that was given up half-way leaves nothing behind: the next page sees the present, and can write."""

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import create_engine, insert, select

from csaleads.accounts.models import Area
from csaleads.core.database import db
from csaleads.core.unit_of_work import roll_back, unit_of_work
from tests.factories import Factory


@pytest.fixture
def given_up(app: Flask, make: Factory) -> Iterator[Any]:
    """A result of which nothing was fetched, kept alive as the traceback of a failed page keeps it; then a write elsewhere."""
    for _ in range(3):
        make.area()
    result = db.session.execute(select(Area.name))
    roll_back()
    another_process = create_engine(db.engine.url)
    with another_process.begin() as connection:
        connection.execute(insert(Area).values(name="Later Area", is_fictional=True))
    another_process.dispose()
    yield result
    roll_back()


def test_the_next_reader_sees_what_was_written_meanwhile(given_up: Any) -> None:
    assert "Later Area" in db.session.scalars(select(Area.name)).all()


def test_the_next_writer_can_write(given_up: Any) -> None:
    with unit_of_work():
        db.session.add(Area(name="Written Area", is_fictional=True))

    assert "Written Area" in db.session.scalars(select(Area.name)).all()

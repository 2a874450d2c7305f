"""Log lines hold ids, verbs and counts: never the words of an exception, a path or a parameter."""

import io
import logging

import pytest
from flask import Flask
from pythonjsonlogger.json import JsonFormatter
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from csaleads.core.database import db
from csaleads.core.logs import without_traceback


def test_a_traceback_is_cut_down_to_its_kind() -> None:
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonFormatter("{message}", style="{"))
    handler.addFilter(without_traceback)
    log = logging.Logger("try")
    log.addHandler(handler)

    try:
        raise ValueError("Child A said")
    except ValueError:
        log.exception("at /requests/%s", "K7Q-4MD")

    assert "ValueError" in stream.getvalue()
    assert "Child A" not in stream.getvalue()
    assert "K7Q" not in stream.getvalue()


def test_an_error_of_the_database_does_not_repeat_what_was_to_be_stored(app: Flask) -> None:
    with pytest.raises(SQLAlchemyError) as caught:
        db.session.execute(
            text("SELECT no_such_column FROM people WHERE email = :email"), {"email": "someone@x.example"}
        )

    assert "someone@x.example" not in str(caught.value)

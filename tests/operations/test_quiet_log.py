"""A day of everybody's browsing leaves no name, address, reference or typed word in the log (ASVS 16.2.5)."""

import io
import logging
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from pythonjsonlogger.json import JsonFormatter

from csaleads.core.logs import without_traceback
from tests.access.test_who_may_open_what import GET, POST, address
from tests.access.world import make_world
from tests.factories import Factory


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """What the application logs meanwhile, as it would be written."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonFormatter("{levelname}{name}{message}", style="{"))
    handler.addFilter(without_traceback)
    logger = logging.getLogger("csaleads")
    before = logger.level
    logger.addHandler(handler)
    logger.setLevel(logging.DEBUG)
    yield stream
    logger.removeHandler(handler)
    logger.setLevel(before)


def test_nobody_is_named_in_the_log(app: Flask, make: Factory, new_client: Any, log: io.StringIO) -> None:
    world = make_world(make)
    for part, person in world.people.items():
        for endpoint, visit in GET.items():
            if part in visit.allowed:
                client = new_client().sign_in(person)
                client.get(address(app, world, endpoint, visit) + "?q=quincewords")
    for endpoint, visit in POST.items():
        client = new_client().sign_in(world.people[sorted(visit.allowed)[0]])
        client.post(
            address(app, world, endpoint, visit), data={"known": "quincewords", "reason": "quincewords"}
        )
    new_client().post("/sign-in", data={"email": "quince@area.example", "password": "quincewords"})

    written = log.getvalue()
    references = {str(name) for name in world.names.values() if "-" in str(name) and len(str(name)) == 7}
    names = {person.full_name for person in world.people.values()}
    addresses = {person.email for person in world.people.values()}
    assert len(written.splitlines()) > 100, "the log itself must have been read"
    assert len(references) > 5
    assert [word for word in names | addresses | references | {"quince"} if word in written] == []

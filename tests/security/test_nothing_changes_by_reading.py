"""Whoever only looks changes nothing (ASVS 3.5.3): everybody opens every page, and no row of any table differs."""

from typing import Any

from flask import Flask

from csaleads.access.guards import guard_of
from tests.access.test_who_may_open_what import GET, address
from tests.access.world import NOBODY, make_world
from tests.factories import Factory
from tests.security.rows import all_rows, changed_tables, what_changes

QUERIES = ("", "?page=2&state=booked&area=1&month=2026-11&q=a")


def test_no_page_changes_a_row_whoever_opens_it(app: Flask, make: Factory, new_client: Any) -> None:
    """ASVS 3.5.3: functions that change something are not reached by GET, HEAD or OPTIONS."""
    world = make_world(make)
    clients = {part: new_client().sign_in(person) for part, person in world.people.items()}
    clients[NOBODY] = new_client()

    def open_page(endpoint: str) -> None:
        url = address(app, world, endpoint, GET[endpoint])
        for client in clients.values():
            for query in QUERIES:
                client.get(url + query)
        for method in ("head", "options"):  # of the same code as GET: one reader is enough
            getattr(clients["coordinator"], method)(url)

    assert what_changes(GET, open_page) == []


def test_no_page_for_everybody_changes_a_row(app: Flask, make: Factory, new_client: Any) -> None:
    """ASVS 3.5.3, for the pages before sign-in: a mail scanner that opens a link uses nothing up."""
    make_world(make)
    client = new_client()
    before = all_rows()
    for rule in app.url_map.iter_rules():
        guard = guard_of(app.view_functions[rule.endpoint])
        if (
            guard is None
            or not guard.is_public
            or "GET" not in (rule.methods or ())
            or rule.endpoint == "static"
        ):
            continue
        client.get(rule.rule.replace("<token>", "A" * 43))

    assert changed_tables(before, all_rows()) == []

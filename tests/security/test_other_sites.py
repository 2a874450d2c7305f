"""What another website can make a browser do here: nothing (ASVS 3.5.1, 3.5.2)."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from csaleads.core.database import db
from tests.access.test_who_may_open_what import POST, address
from tests.access.world import make_world
from tests.conftest import make_app
from tests.factories import Factory
from tests.page_client import PageClient, read
from tests.security.rows import all_rows, changed_tables, what_changes

EVIL = {"Origin": "https://evil.example", "Referer": "https://evil.example/", "Sec-Fetch-Site": "cross-site"}
OLD_BROWSER = {"Origin": "https://evil.example", "Referer": "https://evil.example/"}
SILENT = {"Referer": ""}


@pytest.fixture
def guarded(app: Flask, tmp_path: Path) -> Iterator[Flask]:
    """The application on the same database with its forms guarded, as they are in use."""
    guarded_app = make_app(app.config["SQLALCHEMY_DATABASE_URI"], tmp_path, WTF_CSRF_ENABLED=True)
    with guarded_app.app_context():
        yield guarded_app
        db.engine.dispose()


@pytest.mark.parametrize("headers", [EVIL, OLD_BROWSER, SILENT], ids=["cross-site", "old browser", "silent"])
def test_no_button_works_from_another_website(guarded: Flask, make: Factory, headers: dict[str, str]) -> None:
    """ASVS 3.5.1: without the token of the session nothing is done, whoever is signed in."""
    world = make_world(make)
    clients = {
        part: PageClient(guarded).sign_in(world.people[part])
        for part in {sorted(visit.allowed)[0] for visit in POST.values()}
    }
    refused = {}

    def press(endpoint: str) -> None:
        visit = POST[endpoint]
        client = clients[sorted(visit.allowed)[0]]
        url = address(guarded, world, endpoint, visit)
        answer = client.post(url, data=visit.data or {"name": "x", "confirm": "y"}, headers=headers)
        refused[endpoint] = answer.status_code

    assert what_changes(POST, press) == []
    assert {endpoint: status for endpoint, status in refused.items() if status != 400} == {}
    assert set(refused) == set(POST)


def test_the_token_of_somebody_else_is_worth_nothing(guarded: Flask, make: Factory) -> None:
    """ASVS 3.5.1: the token belongs to the session that it was made for."""
    world = make_world(make)
    mine = PageClient(guarded).sign_in(world.people["asker"])
    theirs = PageClient(guarded).sign_in(world.people["other_worker"])
    token = read(theirs.get("/account/name")).form_values()["csrf_token"]
    before = all_rows()

    answer = mine.post("/account/name", data={"csrf_token": token, "full_name": "Mallory"}, headers=EVIL)

    assert answer.status_code == 400
    assert changed_tables(before, all_rows()) == []


def test_the_page_with_its_own_token_works(guarded: Flask, make: Factory) -> None:
    """The other side of ASVS 3.5.1, so that the tests above cannot pass for a wrong reason."""
    world = make_world(make)
    client = PageClient(guarded).sign_in(world.people["asker"])
    form = read(client.get("/account/name")).form_values()
    before = all_rows()

    answer = client.post("/account/name", data=form | {"full_name": "Alex Example"})

    assert answer.status_code == 302
    assert "people" in changed_tables(before, all_rows())


def test_nobody_is_signed_in_by_another_website(guarded: Flask, make: Factory) -> None:
    """ASVS 3.5.1: signing somebody in to a stranger's account needs the token too."""
    make_world(make)
    before = all_rows()

    answer = PageClient(guarded).post(
        "/sign-in", data={"email": "a@b.example", "password": "x"}, headers=EVIL
    )

    assert answer.status_code == 400
    assert changed_tables(before, all_rows()) == []


def test_no_page_lets_another_website_read_it(guarded: Flask, new_client: Any) -> None:
    """ASVS 3.4.2 and 3.5.2: no answer carries an Access-Control header, not even when asked for one."""
    asked = {"Origin": "https://evil.example", "Access-Control-Request-Method": "POST"}
    client = PageClient(guarded)

    for answer in (client.get("/sign-in", headers=asked), client.options("/sign-in", headers=asked)):
        assert not [name for name, _ in answer.headers if name.lower().startswith("access-control")]

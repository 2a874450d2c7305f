"""A file in which the scanner finds something later: whoever looks after its resource is told, and finds it on Today."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select

from csaleads.accounts.models import Person, RoleInArea
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.stored_files import upkeep
from csaleads.core.stored_files.models import ScanState, StoredFile
from csaleads.core.unit_of_work import roll_back, unit_of_work
from csaleads.learning.models import Resource, ResourceState
from csaleads.notify import service
from csaleads.notify.models import Message, MessageKind, OutboxRow
from csaleads.notify.service import OutboxFacts
from tests.core.stored_files.services import clamd
from tests.learning.conftest import Cast
from tests.page_client import PageClient

MINE = "1 file that you look after may do harm"


@pytest.fixture(autouse=True)
def without_scanner_afterwards(app: Flask) -> Iterator[None]:
    before = app.config["CLAMD"]
    yield
    app.config["CLAMD"] = before


def resource_of(cast: Cast, owner: str = "lead", **columns: Any) -> Resource:
    file = cast.make.file(cast.person[owner])
    options = {"owner": cast.person[owner], "title": "Mine"} | columns
    return cast.make.resource(cast.make.topic(), cast.here, link="", file=file, **options)


def scan(app: Flask, answer: bytes) -> int:
    """What `files scan --again` answers with a scanner that says so of every file."""
    with clamd(answer=answer) as scanner:
        app.config["CLAMD"] = scanner.address
        return app.test_cli_runner().invoke(args=["files", "scan", "--again"]).exit_code


def find(app: Flask) -> None:
    scan(app, b"stream: Eicar-Test-Signature FOUND\0")


def told(person: Person) -> list[MessageKind]:
    found = list(db.session.scalars(select(Message.kind).where(Message.person_id == person.id)))
    roll_back()
    return found


def gone(person: Person) -> None:
    with unit_of_work():
        db.session.scalars(select(RoleInArea).where(RoleInArea.person_id == person.id)).one().ends_on = (
            clock.today() - timedelta(days=1)
        )


def test_its_owner_is_told_once_and_finds_it_on_today(app: Flask, client: PageClient, cast: Cast) -> None:
    resource = resource_of(cast)

    find(app)
    find(app)
    client.sign_in(cast.person["lead"])
    today = client.get_page("/")
    listed = client.get_page(today.href("See which"))

    assert told(cast.person["lead"]) == [MessageKind.FILE_HARMFUL]
    assert MINE in today.main
    assert [row.split()[0] for row in listed.rows()] == ["Mine"]
    assert db.session.scalars(select(Message.path)).one() == f"/learning/resources/{resource.id}"


def test_nobody_else_is_told_but_the_coordinator_sees_that_there_is_one(
    app: Flask, new_client: Any, cast: Cast
) -> None:
    resource_of(cast)

    find(app)
    parts = ("coordinator", "other_lead", "worker", "their_lead", "their_coordinator")
    pages = {part: new_client().sign_in(cast.person[part]).get_page("/").main for part in parts}

    assert "1 file of your area may do harm" in pages.pop("coordinator")
    assert all("may do harm" not in page for page in pages.values())
    assert all(told(cast.person[part]) == [] for part in parts)


def test_where_its_owner_has_left_the_coordinator_is_told(app: Flask, cast: Cast) -> None:
    resource_of(cast)
    gone(cast.person["lead"])

    find(app)

    assert told(cast.person["lead"]) == []
    assert told(cast.person["coordinator"]) == [MessageKind.FILE_HARMFUL]


def test_of_the_network_the_programme_team_is_told(app: Flask, client: PageClient, cast: Cast) -> None:
    file = cast.make.file(cast.person["programme"])
    cast.make.resource(cast.make.topic(), None, owner=cast.person["programme"], link="", file=file)

    find(app)

    assert told(cast.person["programme"]) == [MessageKind.FILE_HARMFUL]
    assert told(cast.person["coordinator"]) == []
    assert MINE in client.sign_in(cast.person["programme"]).get_page("/").main


@pytest.mark.parametrize(("state", "is_told"), [(ResourceState.DRAFT, True), (ResourceState.ARCHIVED, False)])
def test_a_draft_is_told_of_and_what_is_archived_is_not(
    app: Flask, cast: Cast, state: ResourceState, is_told: bool
) -> None:
    resource_of(cast, state=state)

    find(app)

    assert bool(told(cast.person["lead"])) is is_told


def test_a_drafts_file_waits_for_its_owner_on_today_in_the_list_and_on_its_page(
    app: Flask, new_client: Any, cast: Cast
) -> None:
    draft = resource_of(cast, state=ResourceState.DRAFT)
    resource_of(cast, title="Approved")
    resource_of(cast, owner="other_lead", title="Theirs")

    find(app)
    browser = new_client().sign_in(cast.person["lead"])
    today = browser.get_page("/")
    listed = browser.get_page(today.href("See which"))
    page = browser.get_page(f"/learning/resources/{draft.id}")
    others_page = new_client().sign_in(cast.person["other_lead"]).get_page(f"/learning/resources/{draft.id}")
    coordinators = new_client().sign_in(cast.person["coordinator"])
    all_of_area = coordinators.get_page(coordinators.get_page("/").href("See which"))

    assert "2 files that you look after may do harm" in today.main
    assert sorted(row.split()[0] for row in listed.rows()) == ["Approved", "Mine"]
    assert "The file may do harm" in page.main
    assert "Put in another one, or archive it" in page.main
    assert page.href("Change it") == f"/learning/resources/{draft.id}/edit"
    assert "Save the file" not in page.main
    assert "Put in another one" not in others_page.main
    assert sorted(row.split()[0] for row in all_of_area.rows()) == ["Approved", "Mine", "Theirs"]


@pytest.mark.parametrize("way", ["another file", "a link", "archived"])
def test_a_drafts_card_stays_until_its_owner_has_seen_to_it(
    app: Flask, client: PageClient, cast: Cast, way: str
) -> None:
    draft = resource_of(cast, state=ResourceState.DRAFT)
    find(app)
    client.sign_in(cast.person["lead"])
    before = client.get_page("/").main
    clean = cast.make.file(cast.person["lead"], name="Newer.docx")
    done: dict[str, dict[str, Any]] = {
        "another file": {"file_id": clean.id},
        "a link": {"file_id": None, "link": "https://www.example.org/guide"},
        "archived": {"state": ResourceState.ARCHIVED},
    }
    with unit_of_work():
        row = db.session.get_one(Resource, draft.id)
        for name, value in done[way].items():
            setattr(row, name, value)

    assert MINE in before
    assert "may do harm" not in client.get_page("/").main


def test_a_draft_of_the_network_waits_for_the_programme_team(
    app: Flask, client: PageClient, cast: Cast
) -> None:
    file = cast.make.file(cast.person["programme"])
    cast.make.resource(
        cast.make.topic(),
        None,
        owner=cast.person["programme"],
        state=ResourceState.DRAFT,
        title="Ours",
        link="",
        file=file,
    )

    find(app)
    today = client.sign_in(cast.person["programme"]).get_page("/")

    assert MINE in today.main
    assert [row.split()[0] for row in client.get_page(today.href("See which")).rows()] == ["Ours"]


def test_what_is_clean_is_told_of_to_nobody(app: Flask, client: PageClient, cast: Cast) -> None:
    resource_of(cast)

    scan(app, b"stream: OK\0")

    assert told(cast.person["lead"]) == []
    assert "may do harm" not in client.sign_in(cast.person["lead"]).get_page("/").main


def test_found_clean_with_newer_signatures_the_card_goes_and_no_mail_is_sent(
    app: Flask, client: PageClient, cast: Cast
) -> None:
    resource_of(cast)
    find(app)

    scan(app, b"stream: OK\0")

    assert not service.is_still_true(mail())
    assert "may do harm" not in client.sign_in(cast.person["lead"]).get_page("/").main


def mail() -> OutboxFacts:
    row = db.session.scalars(select(OutboxRow)).one()
    return OutboxFacts(row.person_id, row.kind, row.facts, row.path, row.created_at)


def test_another_file_settles_it(app: Flask, client: PageClient, cast: Cast) -> None:
    resource = resource_of(cast)
    find(app)
    before = service.is_still_true(mail())
    clean = cast.make.file(cast.person["lead"], name="Newer.docx")
    with unit_of_work():
        db.session.get_one(Resource, resource.id).file_id = clean.id

    assert before
    assert not service.is_still_true(mail())
    assert "may do harm" not in client.sign_in(cast.person["lead"]).get_page("/").main


def test_what_fails_while_telling_leaves_the_file_as_it_was(
    app: Flask, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    resource_of(cast)

    def refuse(file_id: UUID) -> None:
        raise RuntimeError("no")

    monkeypatch.setattr(upkeep, "_listeners", [refuse])
    find(app)

    assert db.session.scalar(select(StoredFile.scan_state)) is not ScanState.INFECTED

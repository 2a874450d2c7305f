"""Resources that are files: chosen once, refused in words, kept by each edition, and handed out to its readers."""

from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import func, select, text
from sqlalchemy.exc import IntegrityError

from csaleads.audit.models import AuditEvent
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.document_text import Outcome
from csaleads.core.errors import InvalidChoice, NotFound
from csaleads.core.stored_files import stores, upkeep
from csaleads.core.stored_files.models import ScanState, StoredFile
from csaleads.core.stored_files.service import Sent
from csaleads.core.stored_files.stores import StoreUnavailable, current_store
from csaleads.core.unit_of_work import unit_of_work
from csaleads.learning import edition_queries, file_queries, file_service, resource_queries, resource_service
from csaleads.learning.content import FileFacts, ResourceContent
from csaleads.learning.errors import LeadsNowhere
from csaleads.learning.material_models import ResourceFile
from csaleads.learning.models import Resource, ResourceState
from tests import sample_files as sample
from tests.conftest import NOON
from tests.core.stored_files.services import EICAR, clamd
from tests.learning.conftest import ROLES, Cast
from tests.learning.test_resources import fields, said
from tests.page_client import PageClient
from tests.statements import count_statements

NEW = "/learning/resources/new"


@pytest.fixture(autouse=True)
def empty_store(app: Flask, tmp_path: Path) -> Iterator[None]:
    before = {name: app.config[name] for name in ("FILES", "CLAMD", "FILE_MOST_BYTES")}
    app.config["FILES"] = str(tmp_path / "files")
    stores.install(app)
    yield
    app.config.update(before)
    stores.install(app)


def stored_count() -> int:
    return len(list(current_store().listed()))


def sent(*paragraphs: str, name: str = "Guide.docx") -> tuple[BytesIO, str]:
    return BytesIO(sample.docx(*paragraphs)), name


def of_file(topic: Any, **changes: Any) -> dict[str, Any]:
    return fields(topic, source="file", link="", **changes)


def only_resource() -> Resource:
    row = db.session.scalars(select(Resource)).one()
    db.session.expunge_all()
    db.session.rollback()
    return row


def count(model: Any) -> int:
    found = db.session.scalar(select(func.count()).select_from(model)) or 0
    db.session.rollback()
    return found


def test_a_file_is_added_approved_and_saved_by_a_worker(new_client: Any, cast: Cast) -> None:
    topic = cast.make.topic()
    lead, worker = (new_client().sign_in(cast.person[part]) for part in ("lead", "worker"))

    content = sample.docx("zebra crossing")
    page = lead.post_page(NEW, of_file(topic) | {"file": (BytesIO(content), "../Our map.docx")})

    assert "Save the file (Word, 1 kB)" in page.main
    assert "Our map.docx" in page.main
    address = page.href("Save the file")
    assert worker.get(address).status_code == 404, "it is a draft"
    with unit_of_work():
        resource_service.move_resource(
            cast.actor("coordinator"), resource_id=only_resource().id, verb="approve", version=1
        )
    answer = worker.get(address)
    assert answer.data == content
    assert answer.headers["Content-Disposition"] == 'attachment; filename="Our map.docx"'
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    verbs = list(db.session.scalars(select(AuditEvent.verb).order_by(AuditEvent.id)))
    assert verbs == ["send_file", "add_resource", "approve_resource"]


@pytest.mark.parametrize("part", ROLES)
def test_a_file_is_handed_to_those_who_see_its_resource(client: PageClient, cast: Cast, part: str) -> None:
    lead = cast.person["lead"]
    resource = cast.make.resource(
        cast.make.topic(), cast.here, owner=lead, link="", file=cast.make.file(lead)
    )
    client.sign_in(cast.person[part])
    try:
        resource_queries.get_resource(cast.actor(part), resource.id)
        expected = 200
    except NotFound:
        expected = 404

    assert client.get(f"/learning/resources/{resource.id}/file").status_code == expected
    assert client.get(f"/learning/resources/{resource.id}/editions/1/file").status_code == expected


def test_what_has_no_file_answers_that_there_is_none(client: PageClient, cast: Cast) -> None:
    resource = cast.make.resource(cast.make.topic(), cast.here)
    client.sign_in(cast.person["lead"])

    for address in ("file", "editions/1/file", "editions/7/file"):
        assert client.get(f"/learning/resources/{resource.id}/{address}").status_code == 404


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "The file is empty"),
        (b"words", "Choose one of these: PDF, Word, PowerPoint, Excel"),
        (sample.docx("x", **{"word/vbaProject.bin": "x"}), "The file holds macros"),
        (sample.zipped({"a": "b"}), "Unpack it"),
    ],
)
def test_what_is_refused_is_said_beside_the_field_and_nothing_typed_is_lost(
    client: PageClient, cast: Cast, content: bytes, says: str
) -> None:
    topic = cast.make.topic()
    client.sign_in(cast.person["lead"])

    page = client.post_page(NEW, of_file(topic) | {"file": (BytesIO(content), "a.docx")}, status=422)

    assert [says in error for error in page.errors] == [True]
    assert says in page.one("#file-error").get_text()
    assert page.form_values()["summary"] == "For drawing together."
    assert (stored_count(), count(StoredFile), count(Resource)) == (0, 0, 0)


def test_too_large_is_said_beside_the_field(client: PageClient, cast: Cast, app: Flask) -> None:
    app.config["FILE_MOST_BYTES"] = 300_000
    topic = cast.make.topic()
    client.sign_in(cast.person["lead"])
    content = sample.pdf("x" * 400_000)

    page = client.post_page(NEW, of_file(topic) | {"file": (BytesIO(content), "a.pdf")}, status=422)

    assert page.errors[0].startswith("The file must be smaller than")


def test_a_file_need_not_be_chosen_again_where_something_else_is_wrong(
    client: PageClient, cast: Cast
) -> None:
    topic = cast.make.topic()
    client.sign_in(cast.person["lead"])

    page = client.post_page(NEW, of_file(topic, title="") | {"file": sent("pebble note")}, status=422)
    assert page.errors == ["Enter the title"]
    assert "You have chosen Guide.docx (Word, 1 kB)." in page.main
    page = client.post_page(NEW, page.form_values() | {"title": "A guide"})

    assert page.h1 == "A guide"
    assert "Guide.docx" in page.main
    assert (stored_count(), count(ResourceFile)) == (1, 1)


def test_a_file_need_not_be_chosen_again_where_the_screening_asks(client: PageClient, cast: Cast) -> None:
    topic = cast.make.topic()
    client.sign_in(cast.person["lead"])
    named = "Made after Sophie Hartley told her teacher."

    asked = client.post_page(NEW, of_file(topic, summary=named) | {"file": sent("pebble note")}, status=422)
    assert "Sophie Hartley" in asked.main
    page = client.post_page(NEW, asked.form_values() | {"use_all": "yes"})

    assert "The draft is saved" in page.text
    assert "Guide.docx" in page.main
    assert stored_count() == 1


def test_another_choice_takes_the_place_of_the_first(client: PageClient, cast: Cast) -> None:
    topic = cast.make.topic()
    client.sign_in(cast.person["lead"])
    page = client.post_page(
        NEW, of_file(topic, title="") | {"file": sent("one", name="One.docx")}, status=422
    )

    again = page.form_values() | {"file": sent("two", name="Two.docx")}
    page = client.post_page(NEW, again, status=422)
    assert "You have chosen Two.docx" in page.main
    refused = page.form_values() | {"file": (BytesIO(b"words"), "Three.docx")}
    page = client.post_page(NEW, refused, status=422)

    assert "You have chosen Two.docx" in page.main
    assert "kind that is not taken" in page.text
    assert (stored_count(), count(ResourceFile)) == (1, 1)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"source": "file", "link": ""}, "Choose a file"),
        ({"source": "link", "link": ""}, "Enter the link"),
        ({"source": "", "link": ""}, "Select whether it is a link or a file"),
        ({"source": "spell"}, "Select whether it is a link or a file"),
        ({"source": "file", "waiting": str(uuid4())}, "Choose a file"),
        ({"source": "file", "waiting": "spell"}, "Choose a file"),
    ],
)
def test_it_is_a_link_or_a_file(client: PageClient, cast: Cast, change: dict[str, Any], says: str) -> None:
    topic = cast.make.topic()
    client.sign_in(cast.person["lead"])

    page = client.post_page(NEW, fields(topic, **change), status=422)

    assert page.errors == [says]


def test_of_link_and_file_the_one_counts_that_was_picked(client: PageClient, cast: Cast) -> None:
    topic = cast.make.topic()
    client.sign_in(cast.person["lead"])

    page = client.post_page(
        NEW, fields(topic, source="link", title="Linked") | {"file": (BytesIO(b"words"), "a.docx")}
    )
    assert "Open it on library.example" in page.main
    page = client.post_page(
        NEW, fields(topic, source="file", title="Sent", once_key="two") | {"file": sent("pebble note")}
    )
    assert "Save the file" in page.main
    assert stored_count() == 1


def test_a_film_is_linked(client: PageClient, cast: Cast) -> None:
    topic = cast.make.topic()
    client.sign_in(cast.person["lead"])

    page = client.post_page(NEW, of_file(topic, kind="film") | {"file": sent("pebble note")}, status=422)

    assert page.errors == ["Films are not sent. Put the film where it can be watched, and link to it"]


def test_two_clicks_make_one_resource_and_the_second_file_goes_with_the_week(
    client: PageClient, cast: Cast, app: Flask
) -> None:
    topic = cast.make.topic()
    client.sign_in(cast.person["lead"])

    first = client.post(NEW, data=of_file(topic) | {"file": sent("pebble note")})
    second = client.post(NEW, data=of_file(topic) | {"file": sent("pebble note")})

    assert first.headers["Location"] == second.headers["Location"]
    assert (count(Resource), count(ResourceFile)) == (1, 2)
    with clock.at(NOON + timedelta(days=8)):
        done = app.test_cli_runner().invoke(args=["learning", "tidy"])
    assert done.output == "1 files that were never saved were removed.\n"
    assert (count(ResourceFile), stored_count()) == (1, 1)


def test_what_waits_is_kept_for_a_week_and_nobody_else_can_use_it(
    app: Flask, client: PageClient, cast: Cast
) -> None:
    topic, facts = cast.make.topic(), cast.make.file(cast.person["lead"])
    client.sign_in(cast.person["other_lead"])
    page = client.post_page(NEW, of_file(topic, waiting=str(facts.id)), status=422)
    assert page.errors == ["Choose a file"]
    with pytest.raises(InvalidChoice), unit_of_work():
        add(cast, "other_lead", said(topic, link="", file=facts))
    with clock.at(NOON + timedelta(days=6)), unit_of_work():
        assert file_service.forget_waiting() == 0
    with unit_of_work():
        add(cast, "lead", said(topic, link="", file=facts))
    with clock.at(NOON + timedelta(days=60)), unit_of_work():
        assert file_service.forget_waiting() == 0, "a resource has it"
    with pytest.raises(InvalidChoice), unit_of_work():
        add(cast, "lead", said(topic, link="", file=facts))


def add(cast: Cast, part: str, content: ResourceContent) -> UUID:
    resource_id = uuid4()
    resource_service.add_resource(
        cast.actor(part), resource_id=resource_id, area_id=cast.here.id, content=content
    )
    return resource_id


def test_a_resource_has_a_link_or_a_file_and_the_database_says_so_too(app: Flask, cast: Cast) -> None:
    topic, facts = cast.make.topic(), cast.make.file(cast.person["lead"])
    for content in (said(topic, link=""), said(topic, file=facts)):
        with pytest.raises(LeadsNowhere), unit_of_work():
            add(cast, "lead", content)
    gone = FileFacts(uuid4(), "Gone.pdf", facts.kind, 1, NOON)
    with pytest.raises(InvalidChoice), unit_of_work():
        add(cast, "lead", said(topic, link="", file=gone))
    cast.make.resource(topic, cast.here)
    with pytest.raises(IntegrityError), unit_of_work():
        db.session.execute(text("UPDATE resources SET link = ''"))
    with pytest.raises(IntegrityError), unit_of_work():
        db.session.execute(
            text(
                "UPDATE resources SET file_id = (SELECT file_id FROM resource_files WHERE resource_id IS NULL)"
            )
        )


@pytest.mark.parametrize("part", ["worker", "manager", "auditor"])
def test_whoever_adds_nothing_sends_no_file(app: Flask, client: PageClient, cast: Cast, part: str) -> None:
    with pytest.raises(NotFound):
        file_service.take_in(cast.actor(part), sent=Sent(*sent("pebble note")))
    assert stored_count() == 0
    answer = client.sign_in(cast.person[part]).post("/learning/files", data={"file": sent("pebble note")})
    assert (answer.status_code, stored_count()) == (404, 0)


def test_an_older_edition_still_opens_its_own_file(client: PageClient, cast: Cast) -> None:
    lead = cast.person["lead"]
    content = sample.docx("one")
    first = cast.make.file(lead, content, "One.docx")
    resource = cast.make.resource(cast.make.topic(), cast.here, owner=lead, link="", file=first)
    client.sign_in(lead)
    address = f"/learning/resources/{resource.id}"
    form = client.get_page(f"{address}/edit").form_values()
    assert form["source"] == ["file"]

    page = client.post_page(f"{address}/edit", form | {"file": (BytesIO(sample.pdf("two")), "Two.pdf")})
    assert "Two.pdf" in page.main
    editions = client.get_page(f"{address}/editions")

    assert client.get(f"{address}/file").data == sample.pdf("two")
    assert client.get(editions.href("One.docx (Word")).data == content
    assert client.get(editions.href("Two.pdf (PDF")).data == sample.pdf("two")
    compared = {tag.get_text() for tag in editions.html.select("h3")}
    assert {"File", "Kind of file"} <= compared
    page = client.post_page(
        f"{address}/edit",
        client.get_page(f"{address}/edit").form_values() | {"source": "link", "link": "https://new.example/"},
    )
    assert "Open it on new.example" in page.main
    assert client.get(f"{address}/file").status_code == 404
    assert client.get(f"{address}/editions/2/file").data == sample.pdf("two")


def test_a_link_becomes_a_file(client: PageClient, cast: Cast) -> None:
    resource = cast.make.resource(cast.make.topic(), cast.here, owner=cast.person["lead"])
    client.sign_in(cast.person["lead"])
    address = f"/learning/resources/{resource.id}/edit"

    form = client.get_page(address).form_values() | {"source": "file"}
    page = client.post_page(address, form | {"file": sent("pebble note")})

    assert "Save the file (Word, 1 kB)" in page.main
    assert (only_resource().link, only_resource().edition) == ("", 2)


def test_saving_a_file_resource_unchanged_changes_nothing(client: PageClient, cast: Cast) -> None:
    lead = cast.person["lead"]
    resource = cast.make.resource(
        cast.make.topic(), cast.here, owner=lead, link="", file=cast.make.file(lead)
    )
    client.sign_in(lead)
    address = f"/learning/resources/{resource.id}/edit"
    page = client.get_page(address)
    assert "It has Guide.docx (Word, 1 kB). Choose another file to replace it." in page.main

    client.post_page(address, page.form_values())

    row = only_resource()
    assert (row.state, row.edition, row.file_id) == (ResourceState.APPROVED, 1, resource.file_id)


def test_a_heavy_file_opens_after_a_pause_and_so_does_its_older_edition(
    client: PageClient, cast: Cast
) -> None:
    lead = cast.person["lead"]
    resource = cast.make.resource(
        cast.make.topic(),
        cast.here,
        owner=lead,
        link="",
        file=cast.make.file(lead, name="One.docx"),
        content_note="It tells of abuse.",
    )
    address = f"/learning/resources/{resource.id}"
    client.sign_in(lead)
    page = client.get_page(address)
    assert not [link for link in page.html.select("a") if link["href"].endswith("/file")]
    pause = client.get_page(page.href("Open it"))
    assert "It tells of abuse." in pause.main
    assert pause.href("Save the file") == f"{address}/file"

    form = client.get_page(f"{address}/edit").form_values()
    client.post_page(
        f"{address}/edit", form | {"content_note": "It tells less.", "file": sent("two", name="Two.docx")}
    )
    older = client.get_page(client.get_page(f"{address}/editions").href("One.docx"))

    assert "It tells of abuse." in older.main
    assert older.href("Save the file") == f"{address}/editions/1/file"


def test_the_text_of_a_file_is_kept_for_search(app: Flask, client: PageClient, cast: Cast) -> None:
    topic = cast.make.topic()
    client.sign_in(cast.person["lead"])

    client.post_page(NEW, of_file(topic) | {"file": sent("zebra crossing", "pebble note")})
    linked = cast.make.resource(topic, cast.here)

    resource = only_file_resource()
    assert file_queries.texts_of_files() == {resource: "zebra crossing\npebble note"}
    assert file_queries.texts_of_files(Resource.id == linked.id) == {}


def only_file_resource() -> UUID:
    found = db.session.scalars(select(Resource.id).where(Resource.file_id.is_not(None))).one()
    db.session.rollback()
    return found


def test_its_owner_is_told_what_the_search_finds_in_it(new_client: Any, cast: Cast) -> None:
    lead = cast.person["lead"]
    picture = cast.make.file(lead, sample.png(), "Map.png")
    resource = cast.make.resource(cast.make.topic(), cast.here, owner=lead, link="", file=picture)

    pages = {
        part: new_client().sign_in(cast.person[part]).get_page(f"/learning/resources/{resource.id}").main
        for part in ("lead", "worker")
    }

    assert "It holds no text that can be searched." in pages["lead"]
    assert "can be searched" not in pages["worker"]
    assert db.session.scalar(select(ResourceFile.outcome)) is Outcome.NO_TEXT


def test_a_file_that_waits_for_the_scanner_says_so(client: PageClient, cast: Cast, app: Flask) -> None:
    lead = cast.person["lead"]
    resource = cast.make.resource(
        cast.make.topic(), cast.here, owner=lead, link="", file=cast.make.file(lead)
    )
    app.config["CLAMD"] = "tcp://127.0.0.1:9"
    client.sign_in(cast.person["worker"])

    page = client.get_page(f"/learning/resources/{resource.id}")

    assert "The file is being looked at for harm. Try again in an hour." in page.main
    assert "Save the file" not in page.main
    assert client.get(f"/learning/resources/{resource.id}/file").status_code == 404


def test_a_file_in_which_something_was_found_later_is_not_said_to_come_back(
    new_client: Any, cast: Cast
) -> None:
    lead = cast.person["lead"]
    resource = cast.make.resource(
        cast.make.topic(), cast.here, owner=lead, link="", file=cast.make.file(lead)
    )
    with unit_of_work():
        db.session.scalars(select(StoredFile)).one().scan_state = ScanState.INFECTED

    pages = {
        part: new_client().sign_in(cast.person[part]).get_page(f"/learning/resources/{resource.id}").main
        for part in ("lead", "worker")
    }

    for page in pages.values():
        assert "may do harm was found in the file, so it cannot be saved." in page
        assert "Try again in an hour" not in page
    assert "Put in another one, or archive it." in pages["lead"]
    assert "Put in another one" not in pages["worker"]


def test_what_a_scanner_finds_is_said_beside_the_field(client: PageClient, cast: Cast, app: Flask) -> None:
    topic = cast.make.topic()
    client.sign_in(cast.person["lead"])
    with clamd() as scanner:
        app.config["CLAMD"] = scanner.address
        harm = sample.docx("x", **{"word/harm.txt": EICAR.decode()})
        scanner.answer = b"stream: Eicar-Test-Signature FOUND\0"
        page = client.post_page(NEW, of_file(topic) | {"file": (BytesIO(harm), "a.docx")}, status=422)
        assert page.errors == [
            "The file may harm computers and was not kept. Ask your IT support to look at it"
        ]
        assert (stored_count(), count(StoredFile)) == (0, 0)
        scanner.answer = b""
        client.post_page(NEW, page.form_values() | {"file": sent("pebble note")})
    assert db.session.scalar(select(StoredFile.scan_state)) is ScanState.CLEAN


def test_a_store_that_is_away_loses_nothing_typed(
    client: PageClient, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    topic = cast.make.topic()
    client.sign_in(cast.person["lead"])

    def away(name: str, content: Any) -> None:
        raise StoreUnavailable

    monkeypatch.setattr(current_store(), "put", away)
    page = client.post_page(NEW, of_file(topic) | {"file": sent("pebble note")}, status=422)

    assert page.errors[0].startswith("The file cannot be kept at the moment.")
    assert page.form_values()["summary"] == "For drawing together."


def test_a_failure_while_it_is_taken_in_leaves_nothing(
    app: Flask, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    def torn(*arguments: Any) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(file_service, "text_of_document", torn)
    with pytest.raises(ZeroDivisionError):
        file_service.take_in(cast.actor("lead"), sent=Sent(*sent("pebble note")))
    monkeypatch.undo()
    with pytest.raises(ZeroDivisionError), unit_of_work():
        file_service.take_in(cast.actor("lead"), sent=Sent(*sent("pebble note")))
        raise ZeroDivisionError
    assert (stored_count(), count(StoredFile), count(ResourceFile)) == (0, 0, 0)
    assert upkeep.sweep() == 0


def test_a_script_sends_the_file_at_once(client: PageClient, cast: Cast) -> None:
    topic = cast.make.topic()
    client.sign_in(cast.person["lead"])

    first = client.post("/learning/files", data={"file": sent("one", name="One.docx")}).get_json()
    second = client.post(
        "/learning/files", data={"file": sent("two", name="Two.docx"), "waiting": first["waiting"]}
    ).get_json()
    refused = client.post("/learning/files", data={"file": (BytesIO(b"words"), "a.docx")})
    nothing = client.post("/learning/files", data={})

    assert second["words"] == "You have chosen Two.docx (Word, 1 kB). It is kept for you until you save."
    assert refused.status_code == nothing.status_code == 422
    assert refused.get_json()["error"].startswith("The file is of a kind that is not taken here")
    assert nothing.get_json() == {"error": "Choose a file"}
    assert stored_count() == 1
    page = client.post_page(NEW, of_file(topic, waiting=second["waiting"]))
    assert "Two.docx" in page.main


def test_a_page_with_many_editions_of_files_asks_no_more(client: PageClient, cast: Cast) -> None:
    lead = cast.person["lead"]
    resource = cast.make.resource(
        cast.make.topic(), cast.here, owner=lead, link="", file=cast.make.file(lead)
    )
    address = f"/learning/resources/{resource.id}"
    client.sign_in(lead)
    counts = []
    for _ in range(2):
        for name in ("A.docx", "B.docx"):
            form = client.get_page(f"{address}/edit").form_values()
            client.post_page(f"{address}/edit", form | {"file": sent(name, name=name)})
        shown = []
        for page in (address, f"{address}/editions"):
            with count_statements() as counted:
                client.get_page(page)
            shown.append(counted.count)
        counts.append(shown)

    assert counts[0] == counts[1]
    assert max(counts[0]) <= 10


def test_editions_of_before_there_were_files_are_read(app: Flask, cast: Cast) -> None:
    content = said(cast.make.topic())
    kept = {name: value for name, value in content.kept.items() if name not in ("file", "transcript")}

    assert ResourceContent.read(kept) == content


def test_editions_survive_being_kept_with_their_file(app: Flask, cast: Cast) -> None:
    lead = cast.person["lead"]
    facts = cast.make.file(lead)
    resource = cast.make.resource(cast.make.topic(), cast.here, owner=lead, link="", file=facts)

    shown = resource_queries.get_resource(cast.actor("lead"), resource.id)

    assert shown.content.file == facts
    assert edition_queries.get_resource_edition(cast.actor("lead"), resource.id, 1).file == facts

"""After a correction the old words are nowhere: not as they were sealed, not as they were typed, not in what was held."""

import json
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import delete, select, text

from csaleads.accounts import held_forms
from csaleads.accounts.models import HeldForm
from csaleads.core import scrubbing
from csaleads.core.database import Base, db
from csaleads.core.resealing import sealed_places
from csaleads.core.unit_of_work import unit_of_work
from csaleads.slips import carrying
from csaleads.slips.models import Slip, SlipState
from tests.page_client import read
from tests.slips.conftest import MARKER, Stage

LONG = " and more of it" * 400  # long enough for pages of its own


def sealed_values(reference_of: str = "known") -> list[bytes]:
    """Every sealed value that is in the tables now."""
    found = []
    for place in sealed_places():
        column = getattr(place.model, place.column)
        found += list(db.session.scalars(select(column).where(column.is_not(None))))
    db.session.rollback()
    return found


def raw_bytes() -> bytes:
    """The database as a thief finds it: the files of SQLite, every row of PostgreSQL as text."""
    if db.engine.dialect.name == "sqlite":
        path = Path(str(db.engine.url.database))
        return b"".join(file.read_bytes() for file in path.parent.glob(path.name + "*"))
    found = []
    for table in Base.metadata.sorted_tables:
        found += [
            str(row) for row in db.session.scalars(text(f'SELECT "{table.name}"::text FROM "{table.name}"'))
        ]
    db.session.rollback()
    return "\n".join(found).encode()


def is_in(value: bytes, raw: bytes) -> bool:
    """Whether any stretch of 24 bytes of a sealed value is there, raw or as PostgreSQL writes it."""
    starts = range(0, max(1, len(value) - 24), 24)
    return any(value[at : at + 24] in raw or value[at : at + 24].hex().encode() in raw for at in starts)


def hold(app: Flask, person_id: int, path: str, words: str) -> None:
    data = {"known": words}
    with app.test_request_context(path, method="POST", data=data) as context, unit_of_work():
        held_forms.hold(context.request, person_id=person_id)


def test_the_old_bytes_are_gone_from_the_files(app: Flask, stage: Stage) -> None:
    slip_id = stage.report()
    stage.correct(slip_id, "asker", request_known=f"{MARKER}{LONG}")
    before = sealed_values()
    stage.correct(slip_id, "asker", request_known="Child A spoke.")
    stage.correct(slip_id, "lead", record_advice="Meet Child A.")

    read(stage.browser("coordinator").post(f"/slips/{slip_id}/confirm", follow_redirects=True))

    now = sealed_values()
    gone, kept = set(before) - set(now), set(before) & set(now)
    raw = raw_bytes()
    assert len(gone) == 2
    assert all(is_in(value, raw) for value in kept), "the search itself must be able to find something"
    assert [value for value in gone if is_in(value, raw)] == []
    assert MARKER.encode() not in raw
    if db.engine.dialect.name == "sqlite":
        assert stage.slip(slip_id).scrubbed_at is not None


def test_without_scrubbing_sqlite_keeps_old_bytes_in_its_log(app: Flask, stage: Stage) -> None:
    """What the search above is worth: before the checkpoint it finds them."""
    if db.engine.dialect.name != "sqlite":
        pytest.skip("the log of PostgreSQL cannot be read from here")
    slip_id = stage.report()
    before = sealed_values()

    stage.correct(slip_id, "lead", record_advice="Meet Child A.")

    gone = set(before) - set(sealed_values())
    assert any(is_in(value, raw_bytes()) for value in gone)
    assert scrubbing.scrub_files(is_quick=True)
    assert not any(is_in(value, raw_bytes()) for value in gone)


def test_what_was_held_for_its_pages_is_wiped_and_nothing_else(app: Flask, stage: Stage) -> None:
    asker, lead = stage.person("asker").id, stage.person("lead").id
    for person_id, path in (
        (asker, "/records/SGN-ED2/feedback"),
        (lead, "/records/sgn-ed2/amend"),
        (lead, "/requests/SGN%2DED2/decline"),
        (lead, "/records/WRT-NG2/edit"),
    ):
        hold(app, person_id, path, f"{MARKER} typed late")
    slip_id = stage.report()
    hold(app, asker, f"/slips/{slip_id}", f"{MARKER} typed late")
    stage.correct(slip_id, "lead", record_advice="Meet Child A.")

    stage.decide(slip_id, "purge")

    assert list(db.session.scalars(select(HeldForm.path))) == ["/records/WRT-NG2/edit"]


def test_nothing_beside_the_texts_ever_held_a_word_of_them(app: Flask, stage: Stage) -> None:
    """Messages, mails, keys of forms and the trail: they never held words, so there is nothing to wipe there."""
    lead = stage.browser("lead")
    page = lead.get_page("/records/SGN-ED2/amend").form_values()
    lead.post("/records/SGN-ED2/amend", data=page | {"text": "giraffe word", "reason": "giraffe reason"})
    slip_id = stage.report()
    stage.correct(slip_id, "lead", record_advice="giraffe advice")
    stage.decide(slip_id, "purge")

    told = ""
    for table in Base.metadata.sorted_tables:
        plain = [column for column in table.columns if "sealed" not in column.name]
        told += str(db.session.execute(select(*plain)).all())

    assert "SGN-ED2" in told, "the search itself must be able to find something"
    assert "giraffe" not in told
    assert MARKER not in told


def test_the_nightly_command_scrubs_what_waits(app: Flask, stage: Stage) -> None:
    slip_id = stage.report()
    stage.correct(slip_id, "lead", record_advice="Meet Child A.")
    stage.decide(slip_id, "purge")

    first = app.test_cli_runner().invoke(args=["slips", "scrub"])
    second = app.test_cli_runner().invoke(args=["slips", "scrub"])

    assert (first.exit_code, first.output) == (0, "1 slips are gone from the database's files.\n")
    assert second.output == "Nothing waits to be scrubbed.\n"
    assert stage.slip(slip_id).scrubbed_at is not None


def test_the_reason_of_a_cancelled_clinic_is_wiped_by_whoever_reads_it(app: Flask, stage: Stage) -> None:
    page = f"/clinics/{stage.world.names['cancelled_clinic']}"
    coordinator = stage.browser("coordinator")
    before = sealed_values()
    shown = coordinator.get_page(page)

    read(coordinator.post(shown.href("Take out something that identifies somebody"), follow_redirects=True))

    gone = set(before) - set(sealed_values())
    assert MARKER in shown.main
    assert MARKER not in coordinator.get_page(page).main
    assert len(gone) == 1
    assert not any(is_in(value, raw_bytes()) for value in gone)


def export_of(app: Flask, tmp_path: Path) -> Path:
    file = tmp_path / "slips.jsonl"
    result = app.test_cli_runner().invoke(args=["slips", "export", str(file)])
    assert result.exit_code == 0, result.output
    return file


def purge_again(app: Flask, file: Path) -> Any:
    return app.test_cli_runner().invoke(args=["slips", "purge-again", str(file)])


def test_after_an_older_backup_is_restored_it_is_hidden_again(
    app: Flask, stage: Stage, tmp_path: Path
) -> None:
    slip_id = stage.report()
    stage.correct(slip_id, "lead", record_advice="Meet Child A.")
    stage.decide(slip_id, "purge")
    file = export_of(app, tmp_path)
    with unit_of_work():  # the backup knows nothing of it
        db.session.execute(delete(Slip).where(Slip.id == slip_id))

    first, second = purge_again(app, file), purge_again(app, file)

    assert first.exit_code == 0, first.output
    assert "1 requests are hidden again" in first.output
    assert "0 requests are hidden again" in second.output
    assert stage.slip(slip_id).state is SlipState.REPORTED
    assert "This text is hidden" in stage.browser("asker").get_page("/records/SGN-ED2").h1
    stage.correct(slip_id, "lead", record_advice="Meet Child A at school.")
    stage.decide(slip_id, "purge")
    assert "0 requests are hidden again" in purge_again(app, file).output


def test_what_this_database_knows_already_is_left_alone(app: Flask, stage: Stage, tmp_path: Path) -> None:
    closed, mistaken = stage.report(), stage.report("BKK-ED2", by="lead")
    stage.correct(closed, "lead", record_advice="Meet Child A.")
    stage.decide(closed, "purge")
    stage.decide(mistaken, "dismiss")
    file = export_of(app, tmp_path)
    file.write_text(file.read_text() + json.dumps(dict.fromkeys(["slip", "request"], "0" * 32) | LOST) + "\n")

    result = purge_again(app, file)

    assert "0 requests are hidden again" in result.output
    assert "2 needed nothing; 1 are not in this database" in result.output


LOST = {"state": "purged", "corrected_at": None}


def test_the_export_holds_ids_and_times_alone(app: Flask, stage: Stage, tmp_path: Path) -> None:
    stage.report()

    lines = [json.loads(line) for line in export_of(app, tmp_path).read_text().splitlines()]

    assert {name for line in lines for name in line} == {"slip", "request", "state", "corrected_at"}


def test_a_file_that_is_no_export_changes_nothing(app: Flask, stage: Stage, tmp_path: Path) -> None:
    file = tmp_path / "slips.jsonl"
    file.write_text('{"slip": "x"}\n')

    result = purge_again(app, file)

    assert result.exit_code == 1
    assert "Line 1 of the file is not from `slips export`." in result.output
    with pytest.raises(carrying.NotAnExport):
        carrying.hide_again(["[]"])

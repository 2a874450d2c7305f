"""A file and its row are kept together or not at all; what the scanner has not passed does not leave."""

import hashlib
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.errors import NotFound
from csaleads.core.stored_files import serving, stores, upkeep
from csaleads.core.stored_files.kinds import IMAGES, FileKind, NotTaken, Reason
from csaleads.core.stored_files.models import ScanState, StoredFile
from csaleads.core.stored_files.service import (
    Sent,
    get_file,
    keep,
    opened,
    remove_file,
    save_file,
    taken_in,
)
from csaleads.core.stored_files.stores import StoreUnavailable, current_store
from csaleads.core.unit_of_work import savepoint, unit_of_work
from tests import sample_files as sample
from tests.conftest import NOON
from tests.core.stored_files import services

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(autouse=True)
def empty_store(app: Flask, tmp_path: Path) -> Iterator[None]:
    before = {name: app.config[name] for name in ("FILES", "CLAMD", "FILE_MOST_BYTES")}
    app.config["FILES"] = str(tmp_path / "files")
    stores.install(app)
    yield
    app.config.update(before)
    stores.install(app)


def names() -> list[str]:
    return [found.name for found in current_store().listed()]


def save(content: bytes = sample.pdf("Hello"), name: str = "Guide.pdf") -> StoredFile:
    with unit_of_work():
        return save_file(Sent(BytesIO(content), name), saved_by_id=7)


def test_a_saved_file_has_its_bytes_and_its_row() -> None:
    content = sample.docx("Hello")
    file = save(content, "../Our guide.DOC")

    assert (file.display_name, file.kind, file.label) == ("Our guide.docx", FileKind.DOCX, "Word")
    assert (file.size_bytes, file.saved_by_id, file.saved_at) == (len(content), 7, NOON)
    assert names() == [file.stored_name]
    with opened(get_file(file.id)) as copy:
        assert copy.read() == content


@pytest.mark.parametrize("size_in_memory", [10, 10_000_000])
def test_what_a_request_holds_on_the_disk_or_in_memory_is_saved_alike(size_in_memory: int) -> None:
    content = sample.docx(*(f"Paragraph {number}" for number in range(500)))
    with SpooledTemporaryFile(max_size=size_in_memory) as spooled:
        spooled.write(content)
        with unit_of_work():
            file = save_file(Sent(spooled, "a.docx"), saved_by_id=7)  # type: ignore[arg-type]

    assert file.sha256 == hashlib.sha256(content).hexdigest()
    with opened(file) as copy:
        assert copy.read() == content


def test_a_unit_that_fails_leaves_neither() -> None:
    with pytest.raises(ZeroDivisionError), unit_of_work():
        save_file(Sent(BytesIO(sample.png()), "a.png"), saved_by_id=7)
        assert len(names()) == 1
        raise ZeroDivisionError

    assert names() == []
    assert db.session.scalars(select(StoredFile)).all() == []


def test_a_savepoint_beside_it_takes_nothing_away() -> None:
    with unit_of_work():
        file = save_file(Sent(BytesIO(sample.png()), "a.png"), saved_by_id=7)
        with pytest.raises(ZeroDivisionError), savepoint():
            raise ZeroDivisionError
        with savepoint():
            file.saved_by_id = 8

    assert names() == [file.stored_name]


def test_bytes_go_where_nobody_keeps_them() -> None:
    with pytest.raises(ZeroDivisionError), taken_in(Sent(BytesIO(sample.png()), "a.png")):
        assert len(names()) == 1
        raise ZeroDivisionError

    assert names() == []


def test_bytes_come_before_the_lock_and_the_row_after() -> None:
    with taken_in(Sent(BytesIO(sample.png()), "a.png")) as incoming, unit_of_work():
        file = keep(incoming, saved_by_id=7)

    assert names() == [file.stored_name]


def test_a_removed_file_loses_its_bytes_once_that_is_certain() -> None:
    file = save()
    with pytest.raises(ZeroDivisionError), unit_of_work():
        remove_file(get_file(file.id))
        raise ZeroDivisionError
    assert names() == [file.stored_name]

    with unit_of_work():
        remove_file(get_file(file.id))

    assert names() == []
    with pytest.raises(NotFound):
        get_file(file.id)


@pytest.mark.parametrize(
    ("content", "reason"),
    [(b"", Reason.EMPTY), (b"x", Reason.UNKNOWN), (sample.pdf("x" * 3000), Reason.TOO_LARGE)],
)
def test_what_is_refused_leaves_nothing(app: Flask, content: bytes, reason: Reason) -> None:
    app.config["FILE_MOST_BYTES"] = 2000

    with pytest.raises(NotTaken) as refused:
        save(content)

    assert refused.value.reason is reason
    assert names() == []


def test_a_form_may_take_fewer_kinds() -> None:
    with pytest.raises(NotTaken) as refused, unit_of_work():
        save_file(Sent(BytesIO(sample.pdf("x")), "a.png"), saved_by_id=7, kinds=IMAGES)

    assert refused.value.reason is Reason.OTHER_KIND


def test_the_sweep_takes_what_no_row_names_and_is_a_day_old(tmp_path: Path) -> None:
    file = save()
    rest = tmp_path / "files" / "ab"
    rest.mkdir(exist_ok=True)
    rests = ("ab" * 16, f"incoming-{'ab' * 15}cd")
    for name in (*rests, "notes.txt", "abcd"):
        (rest / name).write_bytes(b"rest")
    moment = NOON.timestamp()
    for path in (tmp_path / "files").glob("*/*"):
        os.utime(path, (moment, moment))

    with clock.at(NOON + timedelta(hours=23)):
        assert upkeep.sweep() == 0
    with clock.at(NOON + timedelta(hours=25)):
        assert upkeep.sweep() == 2

    assert set(names()) == {file.stored_name, "notes.txt", "abcd"}, "what is not ours is left alone"


KILLED = """
import os, signal, sys
from io import BytesIO
from pathlib import Path
from csaleads.core.stored_files.stores import FolderStore
class Half(BytesIO):
    def read(self, size=-1):
        piece = super().read(1000)
        if not piece:
            os.kill(os.getpid(), signal.SIGKILL)
        return piece
FolderStore(Path(sys.argv[1])).put("ab" * 16, Half(b"x" * 5000))
"""


def test_what_a_killed_process_left_has_no_name_and_is_swept(tmp_path: Path) -> None:
    ended = subprocess.run([sys.executable, "-c", KILLED, str(tmp_path / "files")], cwd=ROOT, check=False)

    assert ended.returncode == -signal.SIGKILL
    assert names() == [f"incoming-{'ab' * 16}"]
    with clock.at(clock.now() + timedelta(days=4000)):
        assert upkeep.sweep() == 1
    assert names() == []


def test_check_tells_what_is_missing_and_what_has_changed(app: Flask, tmp_path: Path) -> None:
    sound, lost, changed = save(), save(), save()
    (tmp_path / "files" / lost.stored_name[:2] / lost.stored_name).unlink()
    (tmp_path / "files" / changed.stored_name[:2] / changed.stored_name).write_bytes(b"other")
    assert sound.size_bytes

    answer = app.test_cli_runner().invoke(args=["files", "check"])

    assert answer.exit_code == 1
    assert f"{lost.id} is missing" in answer.output
    assert f"{changed.id} is not what was saved" in answer.output
    assert "1 files are as they were saved" in answer.output


def test_a_store_that_does_not_answer_keeps_no_row(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*arguments: Any) -> None:
        raise StoreUnavailable

    monkeypatch.setattr(current_store(), "put", fail)

    with pytest.raises(StoreUnavailable):
        save()

    assert db.session.scalars(select(StoredFile)).all() == []


def test_a_bucket_serves_as_a_folder_does(app: Flask) -> None:
    with services.bucket() as fake:
        app.config |= {"FILES": fake.address, "FILES_KEY_ID": "the-key-id", "FILES_SECRET": "the-secret"}
        stores.install(app)
        file = save()

        with app.test_request_context():
            answer = serving.answer_with(file)
            assert answer.get_data() == sample.pdf("Hello")
            answer.close()
        with unit_of_work():
            remove_file(get_file(file.id))
        assert fake.objects == {}


# Handing out


def test_a_file_is_answered_as_an_attachment_that_can_do_nothing(app: Flask) -> None:
    file = save(name="Canllaw tŷ.pdf")

    with app.test_request_context():
        answer = app.process_response(serving.answer_with(file))
        body = answer.get_data()
        answer.close()

    assert body == sample.pdf("Hello")
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Length"] == str(len(body))
    assert answer.headers["Content-Disposition"] == (
        "attachment; filename=\"Canllaw t_.pdf\"; filename*=UTF-8''Canllaw%20t%C5%B7.pdf"
    )
    assert answer.headers.getlist("X-Content-Type-Options") == ["nosniff"]
    assert answer.headers.getlist("Cache-Control") == ["no-store"]
    assert answer.headers.getlist("Content-Security-Policy")[0] == "default-src 'none'; sandbox"


def test_a_file_without_bytes_does_not_exist(app: Flask, tmp_path: Path) -> None:
    file = save()
    (tmp_path / "files" / file.stored_name[:2] / file.stored_name).unlink()

    with app.test_request_context(), pytest.raises(NotFound):
        serving.answer_with(file)


# Scanning


@pytest.mark.parametrize("way", ["tcp", "unix"])
def test_a_scanner_sees_every_byte_and_what_it_passes_leaves(app: Flask, tmp_path: Path, way: str) -> None:
    content = sample.pdf(*("A page of words" for _ in range(900)))
    with services.clamd(path=str(tmp_path / "clamd") if way == "unix" else "") as scanner:
        app.config["CLAMD"] = scanner.address
        file = save(content)

        assert scanner.scanned == [content]
        assert (file.scan_state, file.scanned_at) == (ScanState.CLEAN, NOON)
        assert serving.can_leave(file)


def test_what_a_scanner_finds_is_refused_and_leaves_nothing(app: Flask) -> None:
    with services.clamd() as scanner:
        app.config["CLAMD"] = scanner.address
        with pytest.raises(NotTaken) as refused:
            save(_with_eicar())

    assert refused.value.reason is Reason.INFECTED
    assert names() == []


def _with_eicar() -> bytes:
    return sample.png((b"tEXt", services.EICAR))


@pytest.mark.parametrize("answer", [b"INSTREAM size limit exceeded. ERROR\0", b"stream: O", b"\0", b"OK\0"])
def test_what_a_scanner_did_not_pass_waits_and_does_not_leave(app: Flask, answer: bytes) -> None:
    with services.clamd(answer=answer) as scanner:
        app.config["CLAMD"] = scanner.address
        file = save()

    assert file.scan_state is ScanState.NOT_SCANNED
    with app.test_request_context(), pytest.raises(NotFound):
        serving.answer_with(file)


def test_files_wait_for_a_scanner_that_is_away_and_leave_after_it(app: Flask) -> None:
    with services.clamd() as gone:
        app.config["CLAMD"] = gone.address
    clean, infected = save(), save(_with_eicar())
    assert not serving.can_leave(clean)
    assert app.test_cli_runner().invoke(args=["files", "scan"]).exit_code == 1

    with services.clamd() as scanner:
        app.config["CLAMD"] = scanner.address
        answer = app.test_cli_runner().invoke(args=["files", "scan"])

    assert "1 files are clean, 1 are infected and stay here, 0 were not scanned" in answer.output
    assert answer.exit_code == 1
    db.session.expire_all()
    assert serving.can_leave(get_file(clean.id))
    assert not serving.can_leave(get_file(infected.id))
    app.config["CLAMD"] = ""
    assert not serving.can_leave(get_file(infected.id)), "what was found stays found without a scanner"


def test_new_signatures_find_what_old_ones_passed(app: Flask) -> None:
    with services.clamd(answer=b"stream: OK\0") as old:
        app.config["CLAMD"] = old.address
        file = save(_with_eicar())
        assert serving.can_leave(file)
    with services.clamd() as new:
        app.config["CLAMD"] = new.address
        assert app.test_cli_runner().invoke(args=["files", "scan"]).exit_code == 0
        assert app.test_cli_runner().invoke(args=["files", "scan", "--again"]).exit_code == 1

    db.session.expire_all()
    assert get_file(file.id).scan_state is ScanState.INFECTED


def test_without_a_scanner_the_command_says_how_to_get_one(app: Flask) -> None:
    answer = app.test_cli_runner().invoke(args=["files", "scan"])

    assert answer.exit_code == 1
    assert "CSALEADS_CLAMD" in answer.output

"""The database server of the tests: it answers, forgets nothing while it runs, and never outlives its tests."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import create_engine, make_url, text

from tests.services import Unavailable
from tests.services.postgres import (
    URL_VARIABLE,
    Postgres,
    candidate_folders,
    find_binaries,
    libpq_url,
    obtain_postgres,
    start_server,
)

ROOT = Path(__file__).resolve().parents[2]

pytestmark = [
    pytest.mark.postgresql,
    pytest.mark.skipif(find_binaries() is None, reason="this machine has no PostgreSQL of its own to start"),
]

HOLD_A_SERVER = """
import time
from tests.services.postgres import obtain_postgres
server = obtain_postgres()
print(server.url, flush=True)
time.sleep(600)
"""


@pytest.fixture(autouse=True)
def _no_given_server(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(URL_VARIABLE, raising=False)


@pytest.fixture
def server() -> Iterator[Postgres]:
    server = obtain_postgres()
    yield server
    server.stop()


def query(url: str, question: str) -> str:
    engine = create_engine(url)
    try:
        with engine.connect() as connection:
            return str(connection.scalar(text(question)))
    finally:
        engine.dispose()


def answers(url: str) -> bool:
    try:
        psycopg.connect(libpq_url(url), connect_timeout=2).close()
    except psycopg.OperationalError:
        return False
    return True


def test_the_server_answers_through_sqlalchemy_until_it_is_stopped(server: Postgres) -> None:
    assert query(server.url, "select 6 * 7") == "42"
    assert query(server.url, "show server_encoding") == "UTF8"
    assert query(server.url, "select upper('é')") == "É"

    server.stop()
    server.stop()

    assert not answers(server.url)


def test_a_database_can_be_copied_from_a_template_and_dropped(server: Postgres) -> None:
    first = server.create_database("first")
    engine = create_engine(first)
    with engine.begin() as connection:
        connection.execute(text("create table word (word text)"))
        connection.execute(text("insert into word values ('kept')"))
    engine.dispose()

    second = server.create_database("second", template="first")

    assert query(second, "select word from word") == "kept"
    server.drop_database("second")
    assert not answers(second)
    assert answers(first)


def test_a_wrong_password_is_refused(server: Postgres) -> None:
    wrong = make_url(server.url).set(password="wrong").render_as_string(hide_password=False)

    assert not answers(wrong)


@pytest.mark.parametrize(("durable", "expected"), [(False, "off"), (True, "on")])
def test_commits_reach_the_disk_only_where_asked(durable: bool, expected: str) -> None:
    server = obtain_postgres(durable=durable)
    try:
        assert query(server.url, "show fsync") == expected
        assert query(server.url, "show synchronous_commit") == expected
    finally:
        server.stop()


@pytest.mark.parametrize("folder", candidate_folders(), ids=str)
def test_every_server_on_this_machine_can_be_started(folder: Path) -> None:
    server = start_server(folder, durable=False)
    try:
        assert query(server.url, "select 1") == "1"
    finally:
        server.stop()


def test_the_server_ends_when_its_tests_are_killed_outright() -> None:
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD_A_SERVER], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert holder.stdout is not None
    url = holder.stdout.readline().strip()
    assert answers(url)

    os.kill(holder.pid, signal.SIGKILL)
    holder.wait()
    holder.stdout.close()

    deadline = time.monotonic() + 15
    while answers(url) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not answers(url)


def test_a_given_server_is_used_and_left_running(server: Postgres, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(URL_VARIABLE, server.url.replace("postgresql+psycopg://", "postgresql://"))

    given = obtain_postgres()
    given.stop()

    assert given.url == server.url
    assert not given.is_ours
    assert answers(server.url)


def test_without_any_server_it_says_how_to_get_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.services.postgres.candidate_folders", list)

    with pytest.raises(Unavailable, match="apt-get install postgresql"):
        obtain_postgres()

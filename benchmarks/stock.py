"""Databases full of scale data, kept under .cache/bench so that a second run on the same day begins at once.

Kept by size, newest migration, day, and the code that makes the data: whatever changes one of them makes new data.
SQLite is kept as a file, PostgreSQL as one binary COPY file a table, for its server lives no longer than the run.
"""

import base64
import hashlib
import json
import os
import secrets
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

from alembic.script import ScriptDirectory
from flask import Flask
from sqlalchemy import Engine, make_url
from tqdm import tqdm

from benchmarks import bulk, casework, library, network, paper, people, scale, words
from benchmarks.scale import Cast, Size
from benchmarks.serving import ROOT
from csaleads import create_app
from csaleads.core import clock, migrations
from csaleads.core.database import Base, db
from tests.services.postgres import Postgres

FOLDER = ROOT / ".cache" / "bench"
MAKERS = (bulk, casework, library, network, paper, people, scale, words)


@dataclass(frozen=True)
class Stock:
    """A database to measure: where it is, and whose pages."""

    environment: Mapping[str, str]
    cast: Cast


def prepare(kind: str, size: Size, server: Postgres | None) -> Stock:
    """A working copy of the data of `size` on `kind`, made anew unless it was made before. The copy may be changed freely."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    _forget_old()
    kept = FOLDER / f"{kind}-{size.factor:g}-{_key()}"
    if server is None:
        return _prepare_sqlite(kept, size)
    return _prepare_postgres(kept, size, server)


def environment_for(url: str) -> dict[str, str]:
    """Settings of production, except that nobody is slowed down for asking often."""
    return _secrets() | {
        "CSALEADS_MODE": "production",
        "CSALEADS_PUBLIC_URL": "https://csaleads.example",
        "CSALEADS_MAIL_FROM": "csaleads <no-reply@csaleads.example>",
        "CSALEADS_SMTP_URL": "smtp://mail.example",
        "CSALEADS_DATABASE_URL": url,
        "CSALEADS_RATE_LIMIT": "1000000000 per minute",
    }


@contextmanager
def application(environment: Mapping[str, str]) -> Iterator[Flask]:
    """The application in this process, with its context."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("CSALEADS_")}
    with patch.dict(os.environ, clean | dict(environment), clear=True):
        app = create_app(
            {"LOG_LEVEL": "WARNING"}
        )  # the server logs every request; this process only counts and prepares
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


def _prepare_sqlite(kept: Path, size: Size) -> Stock:
    master, cast_file = Path(f"{kept}.sqlite"), Path(f"{kept}.json")
    if not cast_file.exists():
        draft = FOLDER / f"draft-{os.getpid()}.sqlite"  # two benchmarks may prepare at once
        _remove_sqlite(draft)
        with application(environment_for(f"sqlite:///{draft}")):
            migrations.upgrade()
            with db.engine.connect() as connection:
                driver: Any = connection.connection
                driver.execute("PRAGMA cache_size = -400000")  # of the one connection that writes it all
            cast = scale.load(db.engine, size, today=clock.today())
            with db.engine.connect() as connection:
                driver = connection.connection
                driver.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        draft.rename(master)
        _remove_sqlite(draft)
        cast_file.write_text(json.dumps(cast))
    working = FOLDER / f"working-{size.factor:g}-{os.getpid()}.sqlite"
    _remove_sqlite(working)
    shutil.copyfile(master, working)
    return Stock(environment_for(f"sqlite:///{working}"), _cast(cast_file))


def _remove_sqlite(path: Path) -> None:
    for file in path.parent.glob(f"{path.name}*"):
        file.unlink()


def _prepare_postgres(kept: Path, size: Size, server: Postgres) -> Stock:
    cast_file = kept / "cast.json"
    name = f"bench_{str(size.factor).replace('.', '_').replace('-', '_')}"
    server.drop_database(name)
    environment = environment_for(server.create_database(name))
    with application(environment):
        migrations.upgrade()
        if cast_file.exists():
            _copy_in(db.engine, kept)
        else:
            cast = scale.load(db.engine, size, today=clock.today())
            _copy_out(db.engine, kept)
            cast_file.write_text(json.dumps(cast))
    return Stock(environment, _cast(cast_file))


def _copy_out(engine: Engine, folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    with engine.connect() as connection:
        driver: Any = connection.connection
        for table in Base.metadata.sorted_tables:
            order = f'COPY "{table.name}" TO STDOUT (FORMAT BINARY)'
            with (
                (folder / table.name).open("wb") as file,
                driver.cursor() as cursor,
                cursor.copy(order) as copy,
            ):
                for block in copy:
                    file.write(block)


def _copy_in(engine: Engine, folder: Path) -> None:
    """Every kept table in place of what the migrations put in."""
    with engine.begin() as connection:
        names = ", ".join(f'"{table.name}"' for table in Base.metadata.sorted_tables)
        connection.exec_driver_sql(f"TRUNCATE {names}")
    tables = [table for table in Base.metadata.sorted_tables if (folder / table.name).stat().st_size > 21]
    for table in tqdm(tables, desc="postgresql, from before", unit=" tables"):
        order = f'COPY "{table.name}" FROM STDIN (FORMAT BINARY)'
        with engine.connect() as connection:
            driver: Any = connection.connection
            with (
                (folder / table.name).open("rb") as file,
                driver.cursor() as cursor,
                cursor.copy(order) as copy,
            ):
                while block := file.read(1 << 20):
                    copy.write(block)
            driver.commit()
    bulk.Writer(engine).finish()


def remove_working_copies() -> None:
    """The copies that a run has changed are of no more use."""
    for file in FOLDER.glob(f"working-*-{os.getpid()}.sqlite*"):
        file.unlink()


def _cast(file: Path) -> Cast:
    return Cast(**json.loads(file.read_text()))


def _key() -> str:
    """What the data depends on, as one short word."""
    head = ScriptDirectory.from_config(migrations.alembic_config()).get_current_head()
    code = hashlib.sha256(f"{head} {clock.today()}".encode())
    files = [Path(str(module.__file__)) for module in MAKERS] + sorted(
        (ROOT / "migrations/versions").glob("*.py")
    )
    for file in files:
        code.update(file.read_bytes())
    return code.hexdigest()[:12]


def _forget_old() -> None:
    """Remove data that no run of today can use."""
    key = _key()
    for path in FOLDER.iterdir():
        is_stock = path.name.startswith(("sqlite-", "postgresql-"))
        if is_stock and key not in path.name:
            shutil.rmtree(path) if path.is_dir() else path.unlink()


def _secrets() -> dict[str, str]:
    """Keys of the benchmark's own, kept with its data, which is sealed with them."""
    file = FOLDER / "secrets.json"
    if not file.exists():
        made: dict[str, Any] = {
            "CSALEADS_SECRET_KEY": secrets.token_urlsafe(48),
            "CSALEADS_AUDIT_KEY": secrets.token_urlsafe(48),
            "CSALEADS_NARRATIVE_KEYS": "k1:" + base64.b64encode(secrets.token_bytes(32)).decode(),
        }
        file.write_text(json.dumps(made))
    kept: dict[str, str] = json.loads(file.read_text())
    return kept


def server_settings(environment: Mapping[str, str]) -> dict[str, str]:
    """What the database says of itself, for the report."""
    with application(environment), db.engine.connect() as connection:
        if make_url(environment["CSALEADS_DATABASE_URL"]).get_backend_name() == "sqlite":
            version = connection.exec_driver_sql("SELECT sqlite_version()").scalar()
            mode = connection.exec_driver_sql("PRAGMA journal_mode").scalar()
            level = connection.exec_driver_sql("PRAGMA synchronous").scalar()
            return {"sqlite": str(version), "journal_mode": str(mode), "synchronous": str(level)}
        names = ("server_version", "fsync", "synchronous_commit", "shared_buffers", "max_connections")
        return {name: str(connection.exec_driver_sql(f"SHOW {name}").scalar()) for name in names}

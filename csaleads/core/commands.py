"""Commands for the database and for the keys of narrative."""

import os
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import click
from flask import current_app
from flask.cli import AppGroup

from csaleads.core import migrations
from csaleads.core.database import db
from csaleads.core.encryption import CannotOpen
from csaleads.core.resealing import count_key_use, reseal_everything

database_group = AppGroup("database", help="Bring the database to the tables of this version; back it up.")
keys_group = AppGroup("keys", help="Keys that encrypt narrative.")


@database_group.command("upgrade")
@click.argument("revision", default="head")
def upgrade(revision: str) -> None:
    """Run the migrations that are due."""
    migrations.upgrade(revision)


@database_group.command("downgrade")
@click.argument("revision")
def downgrade(revision: str) -> None:
    """Go back to an older revision."""
    migrations.downgrade(revision)


@database_group.command("backup")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def backup(file: Path) -> None:
    """Copy an SQLite database to FILE while the service runs. FILE must not exist yet; only its owner may read it."""
    if db.engine.dialect.name != "sqlite":
        raise click.ClickException(
            "This database is PostgreSQL: back it up with pg_dump. README.md shows how."
        )
    if file.exists():
        raise click.ClickException(f"{file} is there already; choose another name.")
    size = copy_sqlite(Path(str(db.engine.url.database)), file)
    click.echo(f"{file}: {size:,} bytes, and whole. It opens with the keys of this service and no others.")


def copy_sqlite(source: Path, target: Path) -> int:
    """`target` holds what was committed in `source` at one moment, checked for damage; its size in bytes.

    Writers go on meanwhile. If anything fails, `target` is not there.
    """
    draft = target.with_name(f".{target.name}.part")
    try:
        os.close(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600))
        with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(draft)) as new:
            old.execute("PRAGMA busy_timeout = 30000")
            old.backup(new)
            new.execute("PRAGMA journal_mode = DELETE")  # one file, with nothing beside it
            faults = new.execute("PRAGMA integrity_check").fetchall()
            if faults != [("ok",)]:
                raise click.ClickException(
                    "The copy is damaged, and so the database may be. Nothing was kept."
                )
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)
    return target.stat().st_size


@keys_group.command("rotate")
def rotate() -> None:
    """Seal everything that is sealed with the first key of CSALEADS_NARRATIVE_KEYS, a few rows at a time."""
    try:
        changed = reseal_everything()
    except CannotOpen:
        raise click.ClickException(
            "A value does not open: a key is missing. `keys check` tells which keys are needed."
        ) from None
    click.echo(f"{changed} values were sealed anew; everything now uses key {_active_id()}.")


@keys_group.command("check")
def check() -> None:
    """Open everything that is sealed, and count the values of each key. Status 1 if anything does not open."""
    use = count_key_use()
    known = current_app.config["NARRATIVE_KEYS"].keys
    for key_id in sorted({*use.by_key, *known}):
        remark = "" if key_id in known else ", which is not among the keys of this service"
        click.echo(f"{use.by_key[key_id]} values are sealed with key {key_id}{remark}.")
    if use.shut_count:
        click.echo(f"{use.shut_count} values do not open.", err=True)
        sys.exit(1)
    click.echo("Everything opens.")


def _active_id() -> str:
    active_id: str = current_app.config["NARRATIVE_KEYS"].active_id
    return active_id

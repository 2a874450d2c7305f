"""Commands for the database and for the keys of narrative."""

import click
from flask import current_app
from flask.cli import AppGroup
from sqlalchemy import select
from sqlalchemy.orm import undefer_group

from csaleads.core import migrations
from csaleads.core.database import Base, NarrativeRow, db
from csaleads.core.encryption import KeyRing, narratives_of
from csaleads.core.unit_of_work import unit_of_work

ROWS_AT_ONCE = 200

database_group = AppGroup("database", help="Bring the database to the tables of this version.")
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


@keys_group.command("rotate")
def rotate() -> None:
    """Seal every narrative value with the first key of CSALEADS_NARRATIVE_KEYS, a few rows at a time."""
    changed = sum(rotate_table(model) for model in narrative_models())
    click.echo(f"{changed} rows now use key {_ring().active_id}.")


def narrative_models() -> list[type]:
    """Every model that holds narrative."""
    mapped = [mapper.class_ for mapper in Base.registry.mappers]
    return sorted((model for model in mapped if any(narratives_of(model))), key=lambda model: model.__name__)


def rotate_table(model: type) -> int:
    """Seal the narrative of every row of `model` anew where another key sealed it; how many rows changed."""
    assert issubclass(model, NarrativeRow)  # noqa: S101 - for the type checker; narrative_models gives nothing else
    changed, after = 0, None
    while True:
        with unit_of_work():
            query = select(model).options(undefer_group("narrative")).order_by(model.id).limit(ROWS_AT_ONCE)
            rows = db.session.scalars(query if after is None else query.where(model.id > after)).all()
            changed += sum(_seal_anew(row) for row in rows)
            last = rows[-1].id if rows else None
        if last is None:
            return changed
        after = last
        db.session.expunge_all()


def _seal_anew(row: NarrativeRow) -> bool:
    stale = [
        narrative
        for narrative in narratives_of(type(row))
        if (sealed := getattr(row, narrative.sealed_name)) and _ring().key_id_of(sealed) != _ring().active_id
    ]
    for narrative in stale:
        narrative.__set__(row, narrative.__get__(row, type(row)))
    return bool(stale)


def _ring() -> KeyRing:
    ring: KeyRing = current_app.config["NARRATIVE_KEYS"]
    return ring

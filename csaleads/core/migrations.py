"""Migrations by Alembic: bringing a database to the tables of this version, and asking whether it has them."""

from collections.abc import Callable
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from csaleads.core.database import db
from csaleads.core.unit_of_work import unit_of_work

_ready: list[Callable[[], None]] = []
FOLDER = Path(__file__).resolve().parents[2] / "migrations"


def alembic_config() -> Config:
    """Alembic's settings for the folder of migrations."""
    settings = Config()
    settings.set_main_option("script_location", str(FOLDER))
    settings.set_main_option("path_separator", "os")
    return settings


def upgrade(revision: str = "head") -> None:
    """The database has the tables of `revision`, and what rooms ship with where these are the newest (`when_ready`)."""
    command.upgrade(alembic_config(), revision)
    if is_schema_current():
        with unit_of_work():
            for add in _ready:
                add()


def when_ready(add: Callable[[], None]) -> None:
    """Call `add` each time the newest tables are there, for what csaleads ships with: it must add only what is missing."""
    if add not in _ready:
        _ready.append(add)


def downgrade(revision: str) -> None:
    """The database has the tables of the older `revision`."""
    command.downgrade(alembic_config(), revision)


def is_schema_current() -> bool:
    """Whether the database is at the newest migration."""
    head = ScriptDirectory.from_config(alembic_config()).get_current_head()
    with db.engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision() == head

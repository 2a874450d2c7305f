"""Runs the migrations inside the application, on whichever database it is set to."""

from typing import Any, Literal

from alembic import context

from csaleads.core.database import WRITING, Base, UtcDateTime, db
from csaleads.core.full_text.models import is_of_the_index


def render_our_types(kind: str, item: Any, autogenerate: Any) -> str | Literal[False]:
    """Write our column types by their own names in a new migration."""
    if kind == "type" and isinstance(item, UtcDateTime):
        autogenerate.imports.add("from csaleads.core.database import UtcDateTime")
        return "UtcDateTime()"
    return False


def run() -> None:
    """Bring the database of the running application to the revision asked for, in one transaction."""
    engine = db.engine
    with engine.connect().execution_options(**{WRITING: True}) as connection:
        context.configure(
            connection=connection,
            target_metadata=Base.metadata,
            render_item=render_our_types,
            include_name=lambda name, kind, parents: not is_of_the_index(name),
            include_object=context.config.attributes.get("include_object"),
        )
        with context.begin_transaction():
            context.run_migrations()


run()

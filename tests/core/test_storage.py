"""Migrations, encryption at rest, the audit chain and the unit of work, on both databases."""

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask
from sqlalchemy import text, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import undefer_group

from csaleads.access.permissions import Role
from csaleads.accounts.models import Team
from csaleads.advice.models import RequestForAdvice
from csaleads.audit import service as audit
from csaleads.audit.models import AuditEvent
from csaleads.audit.queries import find_break
from csaleads.core import migrations, once  # noqa: F401 - so that its table is known
from csaleads.core.database import Base, db
from csaleads.core.encryption import CannotOpen
from csaleads.core.full_text.models import is_of_the_index
from csaleads.core.unit_of_work import unit_of_work
from csaleads.notify import models as _messages  # noqa: F401 - so that its tables are known
from tests.factories import Factory


def test_models_equal_the_newest_migration(app: Flask) -> None:
    with db.engine.connect() as connection:
        options = {"include_name": lambda name, kind, parents: not is_of_the_index(name)}
        context = MigrationContext.configure(connection, opts=options)
        differences = compare_metadata(context, Base.metadata)

    assert differences == []


def test_migrations_go_down_to_nothing_and_up_again(app: Flask) -> None:
    migrations.downgrade("base")
    with db.engine.connect() as connection:
        is_gone = not db.engine.dialect.has_table(connection, "people")
    migrations.upgrade()

    assert is_gone
    assert migrations.is_schema_current()


def test_after_the_migrations_the_database_watches_what_points_where(app: Flask) -> None:
    migrations.upgrade()

    with pytest.raises(IntegrityError), unit_of_work():
        db.session.add(Team(area_id=1_999_999, name="Nowhere"))
        db.session.flush()


def test_typed_words_are_nowhere_in_the_database_files(app: Flask, make: Factory) -> None:
    area = make.area("Greppable Area")
    request = make.request(area, make.worker(area), known="xylophoneword happened")

    raw = b"".join(_raw_bytes())

    assert b"Greppable Area" in raw, "the search itself must be able to find something"
    assert b"xylophoneword" not in raw
    assert _open(request).known == "xylophoneword happened"


def _raw_bytes() -> list[bytes]:
    if db.engine.dialect.name == "sqlite":
        path = Path(str(db.engine.url.database))
        return [file.read_bytes() for file in path.parent.glob(path.name + "*")]
    found = []
    for table in Base.metadata.sorted_tables:
        for row in db.session.execute(text(f'SELECT "{table.name}"::text FROM "{table.name}"')):
            found.append(str(row[0]).encode())
            hexed = str(row[0]).split("\\x")[1:]
            found += [bytes.fromhex(part[: len(part) // 2 * 2]) for part in map(_only_hex, hexed)]
    return found


def _only_hex(part: str) -> str:
    return "".join(__import__("itertools").takewhile(lambda c: c in "0123456789abcdef", part))


def _open(request: RequestForAdvice) -> RequestForAdvice:
    return db.session.get_one(RequestForAdvice, request.id, options=[undefer_group("narrative")])


def test_a_sealed_value_moved_to_another_row_does_not_open(app: Flask, make: Factory) -> None:
    area = make.area()
    one, other = (make.request(area, make.worker(area), known=f"words {n}") for n in (1, 2))
    sealed = db.session.scalar(db.select(RequestForAdvice.known_sealed).where(RequestForAdvice.id == one.id))
    with unit_of_work():
        db.session.execute(
            update(RequestForAdvice).where(RequestForAdvice.id == other.id).values(known_sealed=sealed)
        )

    with pytest.raises(CannotOpen):
        _ = _open(other).known


def test_a_changed_audit_event_breaks_the_chain_where_it_stands(app: Flask, make: Factory) -> None:
    area = make.area()
    actor = make.viewer(make.worker(area), area, Role.SOCIAL_WORKER)
    for _ in range(3):
        with unit_of_work():
            audit.record(actor, "try", subject=("area", area.id), area_id=area.id, number=1)
    assert find_break(area.id) is None

    with unit_of_work():
        db.session.execute(
            update(AuditEvent)
            .where(AuditEvent.chain == area.id, AuditEvent.sequence == 2)
            .values(verb="tried")
        )

    broken = find_break(area.id)
    assert broken is not None
    assert broken.sequence == 2


def test_a_removed_last_event_is_noticed(app: Flask, make: Factory) -> None:
    area = make.area()
    actor = make.viewer(make.worker(area), area, Role.SOCIAL_WORKER)
    with unit_of_work():
        audit.record(actor, "try", subject=("area", area.id), area_id=area.id)
        audit.record(actor, "again", subject=("area", area.id), area_id=area.id)
    with unit_of_work():
        db.session.execute(db.delete(AuditEvent).where(AuditEvent.chain == area.id, AuditEvent.sequence == 2))

    assert find_break(area.id) is not None


def test_what_is_rolled_back_leaves_no_audit_event(app: Flask, make: Factory) -> None:
    area = make.area()
    actor = make.viewer(make.worker(area), area, Role.SOCIAL_WORKER)

    with pytest.raises(ZeroDivisionError), unit_of_work():
        audit.record(actor, "try", subject=("area", area.id), area_id=area.id)
        raise ZeroDivisionError
    with unit_of_work():
        audit.record(actor, "later", subject=("area", area.id), area_id=area.id)

    verbs = list(db.session.scalars(db.select(AuditEvent.verb).where(AuditEvent.chain == area.id)))
    assert verbs == ["later"]


def test_an_audit_detail_with_a_sentence_is_refused(app: Flask, make: Factory) -> None:
    area = make.area()
    actor = make.viewer(make.worker(area), area, Role.SOCIAL_WORKER)

    with pytest.raises(ValueError, match="not one word"), unit_of_work():
        audit.record(actor, "try", subject=("area", area.id), area_id=area.id, why="Child A said so")

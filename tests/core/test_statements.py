"""Statements that are built once: they see the values, the time and the rows of each call."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import inspect, select

from csaleads.access.permissions import Role
from csaleads.accounts.models import Person, RoleInArea
from csaleads.advice.models import RequestForAdvice
from csaleads.core import clock
from csaleads.core.database import db, json_text, table_of
from csaleads.core.encryption import narratives_of
from csaleads.core.statements import NOW, TODAY, Query, Statement, columns_of, many, one, rows_like
from csaleads.core.unit_of_work import unit_of_work
from csaleads.notify.models import Message, MessageKind
from csaleads.practice.models import Concern
from tests.factories import Factory
from tests.statements import count_statements

BUILT: list[bool] = []


@Statement
def _holders(only_today: bool) -> Query:
    BUILT.append(only_today)
    query = (
        select(Person.id, RoleInArea.role)
        .join(RoleInArea, RoleInArea.person_id == Person.id)
        .where(Person.id.in_(many("ids")), RoleInArea.role == one("role"), Person.invited_at <= NOW)
        .order_by(Person.id)
    )
    return query.where(RoleInArea.starts_on <= TODAY) if only_today else query


def test_each_shape_is_built_once_and_answers_every_call_afresh(app: Flask, make: Factory) -> None:
    area = make.area()
    first, second = make.worker(area), make.worker(area)
    BUILT.clear()

    one_of_them = _holders.rows(False, ids=[first.id], role=Role.SOCIAL_WORKER)
    both = _holders.rows(False, ids=[first.id, second.id], role=Role.SOCIAL_WORKER)
    nobody = _holders.first(False, ids=[], role=Role.SOCIAL_WORKER)
    no_lead = _holders.scalar(True, ids=[first.id], role=Role.PRACTICE_LEAD)

    assert [row.id for row in one_of_them] == [first.id]
    assert [(row.id, row.role) for row in both] == [
        (first.id, Role.SOCIAL_WORKER),
        (second.id, Role.SOCIAL_WORKER),
    ]
    assert nobody is None
    assert no_lead is None
    assert BUILT in ([False, True], [])  # the second database finds them built


@Statement
def _apart() -> Query:
    """Two lists, one of them twice, and words among them."""
    return (
        select(Person.id)
        .where(Person.id.in_(many("ids")), Person.email.not_in(many("emails")))
        .where(Person.id.in_(select(RoleInArea.person_id).where(RoleInArea.person_id.in_(many("ids")))))
        .order_by(Person.id)
    )


@pytest.mark.parametrize("count", [0, 1, 4, 5, 6, 9, 16])
def test_a_list_of_any_length_finds_what_is_in_it_and_no_other(app: Flask, make: Factory, count: int) -> None:
    area = make.area()
    people = [make.worker(area) for _ in range(17)]
    asked, left_out = people[:count], people[1:count:3]

    found = _apart.rows(ids=[each.id for each in asked], emails=tuple(each.email for each in left_out))

    assert [row.id for row in found] == [each.id for each in asked if each not in left_out]


def test_lists_of_many_lengths_need_few_texts(app: Flask) -> None:
    with count_statements() as statements:
        for length in range(33):
            _apart.rows(ids=range(length), emails=("a@b.example",))

    assert len(statements) == 33
    assert len(set(statements.texts)) == (2 if db.engine.dialect.name == "postgresql" else 8)


def test_the_time_is_that_of_each_call(app: Flask, make: Factory) -> None:
    worker = make.worker(make.area())
    asked = {"ids": [worker.id], "role": Role.SOCIAL_WORKER}

    now = _holders.rows(True, **asked)
    with clock.at(clock.now() - timedelta(days=3650)):
        long_before = _holders.rows(True, **asked)

    assert len(now) == 1
    assert long_before == []


def test_what_was_flushed_is_seen(app: Flask, make: Factory) -> None:
    worker = make.worker(make.area())

    with unit_of_work():
        role = db.session.scalars(select(RoleInArea).where(RoleInArea.person_id == worker.id)).one()
        role.role = Role.LINE_MANAGER
        db.session.flush()
        found = _holders.rows(True, ids=[worker.id], role=Role.LINE_MANAGER)

    assert len(found) == 1


@rows_like(RequestForAdvice)
def _requests() -> Query:
    return select(*columns_of(RequestForAdvice)).where(RequestForAdvice.reference == one("reference"))


def test_a_row_that_reads_like_a_model_answers_what_the_model_answers(app: Flask, make: Factory) -> None:
    area = make.area()
    asked = make.request(area, make.worker(area), question="How do I ask?")

    (row,) = _requests.rows(reference=asked.reference)
    model = db.session.scalars(select(RequestForAdvice).where(RequestForAdvice.id == row.id)).one()

    names = [column.key for column in inspect(RequestForAdvice).columns]
    assert {name: getattr(row, name) for name in names} == {name: getattr(model, name) for name in names}
    words = [narrative.sealed_name.removesuffix("_sealed") for narrative in narratives_of(RequestForAdvice)]
    assert [getattr(row, word) for word in words] == [getattr(model, word) for word in words]
    assert "How do I ask?" in [getattr(row, word) for word in words]


def test_what_was_changed_and_not_yet_flushed_is_seen(app: Flask, make: Factory) -> None:
    area = make.area()
    asked = make.request(area, make.worker(area))

    with unit_of_work():
        db.session.scalars(select(RequestForAdvice)).one().concern = Concern.PEER_ON_PEER
        (row,) = _requests.rows(reference=asked.reference)

    assert row.concern is Concern.PEER_ON_PEER


MADE: list[tuple[object, ...]] = []


def _label(row: Any, *beside: object) -> str:
    MADE.append((row.id, *beside))
    return f"{row.role.label} {row.id} {beside}"


def test_what_is_made_of_a_row_is_kept_while_the_row_reads_the_same(app: Flask, make: Factory) -> None:
    area = make.area()
    first, second = make.worker(area), make.worker(area)
    asked = {"ids": [first.id, second.id], "role": Role.SOCIAL_WORKER}
    MADE.clear()

    wanted = [f"Social worker {person.id} ()" for person in (first, second)]
    for _ in range(3):
        assert _holders.found(False, **asked).made(_label) == wanted
    assert len(MADE) == 2
    for word in ("new", "old", "new"):
        made = _holders.found(False, **asked).made(_label, ((word,), ("other",)))
        assert made == [f"Social worker {first.id} ('{word}',)", f"Social worker {second.id} ('other',)"]
    assert MADE[2:] == [(first.id, "new"), (second.id, "other"), (first.id, "old")]


def _several(rows: Sequence[Any]) -> str:
    MADE.append(tuple(row.id for row in rows))
    return ", ".join(sorted(row.role.label for row in rows))


def test_what_is_made_of_the_rows_of_one_thing_is_kept_while_all_of_them_read_the_same(
    app: Flask, make: Factory
) -> None:
    area = make.area()
    first, second = make.person(area, Role.SOCIAL_WORKER, Role.PRACTICE_LEAD), make.worker(area)
    MADE.clear()

    for _ in range(2):
        made = _all_roles.found(ids=[first.id, second.id]).made_of_groups(_several)
        assert made == ["Practice Lead, Social worker", "Social worker"]
    assert len(MADE) == 2

    make.role(second, area, Role.LINE_MANAGER)
    made = _all_roles.found(ids=[first.id, second.id]).made_of_groups(_several)

    assert made == ["Practice Lead, Social worker", "Line manager, Social worker"]
    assert MADE[2:] == [(second.id, second.id)]


@Statement
def _all_roles() -> Query:
    query = select(Person.id, RoleInArea.role).join(RoleInArea, RoleInArea.person_id == Person.id)
    return query.where(Person.id.in_(many("ids"))).order_by(Person.id, RoleInArea.id)


@Statement
def _facts() -> Query:
    return select(Message.id, json_text(Message.facts)).where(Message.id == one("id"))


def test_json_selected_as_text_reads_as_it_was_written_and_is_a_key(app: Flask, make: Factory) -> None:
    facts = {"reference": "ABCD-EFGH", "place": "Room “2”", "count": 3}
    with unit_of_work():
        message = Message(
            person_id=make.worker(make.area()).id,
            kind=MessageKind.BOOKED,
            facts=facts,
            path="/",
            created_at=clock.now(),
        )
        db.session.add(message)
        db.session.flush()
        message_id = message.id

    found = _facts.found(id=message_id)

    assert [row.facts for row in found.read()] == [facts]
    assert isinstance(hash(tuple(found.rows)), int)


@Statement
def _sealed() -> Query:
    return select(RequestForAdvice.id, table_of(RequestForAdvice).c.question_sealed)


def test_rows_with_narrative_are_never_kept(app: Flask) -> None:
    with pytest.raises(TypeError, match="never kept"):
        _sealed.found()

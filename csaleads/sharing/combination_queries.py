"""The combination check: how many signed records of an area answer to a description, for several at once."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, func, select

from csaleads.advice.models import RequestForAdvice
from csaleads.consultations.models import Consultation, RecordState
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.sharing.broadening import (
    AGES,
    CONCERNS,
    SMALLEST_GROUP,
    STAGES,
    AgeGroup,
    ConcernGroup,
    Description,
    StageGroup,
    day_after,
    first_day,
)


def count_alike(area_id: int, descriptions: Sequence[Description], held_on: date) -> list[int]:
    """For each description how many signed records of the area answer to it, the periods being those of `held_on`.

    One statement, however many descriptions. The counts are for the rule and for `shown`; small ones are never shown.
    """
    counts = [func.count().filter(_answers_to(said, held_on)) for said in descriptions]
    query = (
        select(*counts)
        .select_from(Consultation)
        .join(RequestForAdvice, RequestForAdvice.id == Consultation.request_id)
        .where(Consultation.area_id == area_id, Consultation.state == RecordState.SIGNED)
    )
    return list(db.session.execute(query).one())


def has_enough_in_each(area_ids: Collection[int], said: Description) -> bool:
    """Whether in each of the areas at least the smallest group of its records answers to `said`, of any time. One statement."""
    query = (
        select(Consultation.area_id, func.count())
        .join(RequestForAdvice, RequestForAdvice.id == Consultation.request_id)
        .where(Consultation.area_id.in_(area_ids), Consultation.state == RecordState.SIGNED)
        .where(_answers_to(said, clock.today()))
        .group_by(Consultation.area_id)
    )
    counts: dict[int, int] = {row[0]: row[1] for row in db.session.execute(query)}
    return all(counts.get(area_id, 0) >= SMALLEST_GROUP for area_id in area_ids)


def has_enough_alike(area_id: int, said: Description, held_on: date) -> bool:
    """Whether at least the smallest group of the area's records answers to `said`."""
    return count_alike(area_id, [said], held_on)[0] >= SMALLEST_GROUP


def _answers_to(said: Description, held_on: date) -> ColumnElement[bool]:
    conditions: list[Any] = [Consultation.id.is_not(None)]
    if said.age is not AgeGroup.ANY_AGE:
        conditions.append(RequestForAdvice.age_band.in_(AGES[said.age]))
    if said.concern is not ConcernGroup.ANY_CONCERN:
        conditions.append(RequestForAdvice.concern.in_(CONCERNS[said.concern]))
    if said.stage is not StageGroup.ANY_STAGE:
        conditions.append(RequestForAdvice.stage.in_(STAGES[said.stage]))
    first = first_day(said.period, held_on)
    if first is not None:
        conditions.append(Consultation.held_at >= clock.start_of_day(first))
        conditions.append(Consultation.held_at < clock.start_of_day(day_after(said.period, first)))
    return and_(*conditions)

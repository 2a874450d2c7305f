"""Rows of sitting in on clinics for the services that change them: locked until the unit ends. Ask policy next."""

from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, select

from csaleads.clinics.models import Clinic
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.errors import NotFound
from csaleads.development.models import Shadowing, ShadowingState
from csaleads.development.policy import OPEN_STATES


class OpenShadowing(NamedTuple):
    """Somebody would sit in on a clinic, and when it begins."""

    row: Shadowing
    starts_at: datetime


def hold_clinic_still(clinic_id: UUID) -> None:
    """The clinic does not change before this unit ends; many can hold it still at once."""
    db.session.execute(select(Clinic.id).where(Clinic.id == clinic_id).with_for_update(read=True))


def lock_shadowing(shadowing_id: int) -> Shadowing:
    """The row, locked until the unit ends; raises NotFound. Ask policy next."""
    query = select(Shadowing).where(Shadowing.id == shadowing_id).with_for_update()
    row = db.session.scalar(query.execution_options(populate_existing=True))
    if row is None:
        raise NotFound("shadowing")
    return row


def find_open(clinic_id: UUID, person_id: int) -> Shadowing | None:
    """What the person asked of that clinic and is open, locked, or None."""
    query = select(Shadowing).where(
        Shadowing.clinic_id == clinic_id,
        Shadowing.person_id == person_id,
        Shadowing.state.in_(OPEN_STATES),
    )
    return db.session.scalar(query.with_for_update().execution_options(populate_existing=True))


def lock_open_of_clinic(clinic_id: UUID) -> list[OpenShadowing]:
    """All that is open for the clinic, locked."""
    return _locked(Shadowing.clinic_id == clinic_id)


def lock_coming_of_person(person_id: int, area_id: int) -> list[OpenShadowing]:
    """All that the person has open in the area of clinics to come, locked."""
    return _locked(
        Shadowing.person_id == person_id, Shadowing.area_id == area_id, Clinic.starts_at > clock.now()
    )


def _locked(*conditions: ColumnElement[bool]) -> list[OpenShadowing]:
    query: Any = (
        select(Shadowing, Clinic.starts_at)
        .join(Clinic, Clinic.id == Shadowing.clinic_id)
        .where(Shadowing.state.in_(OPEN_STATES), *conditions)
        .order_by(Shadowing.id)
        .with_for_update(of=Shadowing)
        .execution_options(populate_existing=True)
    )
    return [OpenShadowing(*found) for found in db.session.execute(query)]


def state_of(shadowing_id: int) -> ShadowingState | None:
    """The state of that one, or None; for checks of mail."""
    return db.session.scalar(select(Shadowing.state).where(Shadowing.id == shadowing_id))

"""What Today asks about learning days, in the one statement about cohorts: speakers, check-outs, who asks for contact."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Select, exists, func

from csaleads.accounts.models import Person
from csaleads.core.statements import many, one
from csaleads.programmes.afternoons.models import CheckOut
from csaleads.programmes.attendance.checkout_queries import due_check_outs
from csaleads.programmes.days.session_queries import with_open_speakers
from csaleads.programmes.models import Cohort, CohortArea, CohortMember, CohortState, LearningDay

GOING_ON = (CohortState.OPEN, CohortState.RUNNING)
Row = Callable[..., Select[Any]]  # makes a row of the answer


@dataclass(frozen=True)
class SpeakersOpen:
    """How many speakers of a cohort that the viewer runs have not confirmed, or are not named, and on which day first."""

    cohort_id: int
    cohort_name: str
    first_on: date
    count: int


@dataclass(frozen=True)
class CheckOutDue:
    """A learning day that is over, of which the viewer has not said how they are."""

    day_id: int
    cohort_id: int
    held_on: date


@dataclass(frozen=True)
class ContactAsked:
    """Somebody asks the viewer to get in touch."""

    check_out_id: UUID
    full_name: str


def open_speakers(row: Row, *, runs_all: bool) -> Select[Any]:
    """A row for each cohort with something open about speakers within two weeks: all, or those of the viewer's areas alone."""
    found: Select[Any] = (
        with_open_speakers(
            row(
                "speakers",
                cohort_id=Cohort.id,
                on_day=func.min(LearningDay.held_on),
                text=Cohort.name,
                number=func.count(),
            )
        )
        .join(Cohort, Cohort.id == LearningDay.cohort_id)
        .where(Cohort.state.in_(GOING_ON))
        .group_by(Cohort.id, Cohort.name)
    )
    if runs_all:
        return found
    of_others = exists().where(CohortArea.cohort_id == Cohort.id, CohortArea.area_id.not_in(many("give_in")))
    own = exists().where(CohortArea.cohort_id == Cohort.id, CohortArea.area_id.in_(many("give_in")))
    return found.where(own, ~of_others)


def check_outs(row: Row) -> Select[Any]:
    """A row for each of the last days after which the viewer has not said how they are."""
    found: Select[Any] = due_check_outs(
        row(
            "checkout",
            id=LearningDay.id,
            cohort_id=LearningDay.cohort_id,
            on_day=LearningDay.held_on,
            ends=LearningDay.ends_at_local,
        ).select_from(CohortMember)
    )
    return found


def contacts(row: Row) -> Select[Any]:
    """A row for each colleague who asks the viewer to get in touch."""
    return (
        row("contact", text=Person.full_name, key=CheckOut.id)
        .select_from(CheckOut)
        .join(CohortMember, CohortMember.id == CheckOut.member_id)
        .join(Person, Person.id == CohortMember.person_id)
        .where(CheckOut.contact_id == one("person_id"), CheckOut.contacted_at.is_(None))
    )

"""Reads of joining codes: those of today for a member, and the one of a half day for whoever shows it."""

from datetime import date
from typing import NamedTuple

from sqlalchemy import select

from csaleads.access.viewer import Viewer
from csaleads.core.statements import Query, Statement, one
from csaleads.programmes.attendance.models import Half, JoiningCode
from csaleads.programmes.models import CohortMember, LearningDay, MemberState


class CodeOfToday(NamedTuple):
    """A joining code of a day on which the viewer takes part today."""

    member_id: int
    cohort_id: int
    day_id: int
    half: Half
    code: str


def list_own_codes(viewer: Viewer, today: date) -> list[CodeOfToday]:
    """The codes of today's learning days of the viewer, whether or not they are worth something now. One statement."""
    return [CodeOfToday(*row) for row in _own_codes.rows(person_id=viewer.person_id, today=today)]


@Statement
def _own_codes() -> Query:
    return (
        select(
            CohortMember.id, CohortMember.cohort_id, JoiningCode.day_id, JoiningCode.half, JoiningCode.code
        )
        .join(LearningDay, LearningDay.cohort_id == CohortMember.cohort_id)
        .join(JoiningCode, JoiningCode.day_id == LearningDay.id)
        .where(
            CohortMember.person_id == one("person_id"),
            CohortMember.state == MemberState.MEMBER,
            LearningDay.held_on == one("today"),
        )
        .order_by(JoiningCode.day_id, JoiningCode.half)
    )


def find_code(day_id: int, half: Half) -> str | None:
    """The joining code of a half day, or None. Ask policy first."""
    found: str | None = _code.scalar(day_id=day_id, half=half)
    return found


@Statement
def _code() -> Query:
    return select(JoiningCode.code).where(
        JoiningCode.day_id == one("day_id"), JoiningCode.half == one("half")
    )

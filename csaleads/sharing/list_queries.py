"""The lists of versions for learning: what is shared, what waits for the viewer's review, and the viewer's own. No words."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, exists, func, select

from csaleads.access.permissions import Permission, Role
from csaleads.access.viewer import Viewer
from csaleads.accounts.models import Person, RoleInArea
from csaleads.accounts.queries import is_current
from csaleads.advice.models import RequestForAdvice, Stage
from csaleads.clinics.models import ClinicLead
from csaleads.consultations.models import Consultation
from csaleads.core.paging import ROWS_PER_PAGE, Page
from csaleads.core.statements import Query, Statement, many, one
from csaleads.learning.knowledge import Consent, KnowledgeState
from csaleads.practice.models import AgeBand, Concern
from csaleads.sharing.broadening import (
    AGES,
    CONCERNS,
    STAGES,
    AgeGroup,
    ConcernGroup,
    Period,
    StageGroup,
    groups_with,
)
from csaleads.sharing.models import LearningVersion, SharingState
from csaleads.sharing.theme_models import LearningTheme, LearningThemeVersion


@dataclass(frozen=True)
class SharedFilter:
    """What narrows the list down; None leaves it as it is. A band finds the broader groups that hold it, too."""

    concern: Concern | None = None
    age_band: AgeBand | None = None
    stage: Stage | None = None


class SharedRow(NamedTuple):
    """A line of what is shared, or of what waits for a review. `since` is when that began."""

    number: str
    age: AgeGroup
    concern: ConcernGroup
    stage: StageGroup
    period: Period
    period_on: date | None
    since: datetime


class OwnRow(NamedTuple):
    """A line of the viewer's own versions."""

    reference: str
    number: str
    state: SharingState
    concern: ConcernGroup
    age: AgeGroup
    saved_at: datetime
    is_hidden: bool


def list_shared(viewer: Viewer, wanted: SharedFilter, *, page: int) -> Page[SharedRow]:
    """What is shared with the viewer's areas, the newest first. Two statements."""
    shape, values = asked_of(viewer, wanted)
    total = _count_shared.scalar(*shape, **values) or 0
    rows = _shared.rows(*shape, **values, limit=ROWS_PER_PAGE, offset=(page - 1) * ROWS_PER_PAGE)
    return Page([SharedRow(*row) for row in rows], page, total)


def asked_of(viewer: Viewer, wanted: SharedFilter) -> tuple[tuple[bool, bool, bool], dict[str, Any]]:
    """What `shared_conditions` is narrowed by, and the values that its statement takes."""
    shape = (wanted.concern is not None, wanted.age_band is not None, wanted.stage is not None)
    return shape, {
        "area_ids": viewer.areas_with(Permission.LEARN_FROM_RECORDS),
        "concerns": groups_with(wanted.concern, CONCERNS),
        "ages": groups_with(wanted.age_band, AGES),
        "stages": groups_with(wanted.stage, STAGES),
    }


def list_to_review(viewer: Viewer, *, page: int) -> Page[SharedRow]:
    """What waits for a review that the viewer may give, the oldest first. Two statements."""
    values = {"area_ids": viewer.areas_with(Permission.REVIEW_FOR_LEARNING), "person_id": viewer.person_id}
    total = _count_to_review.scalar(**values) or 0
    rows = _to_review.rows(**values, limit=ROWS_PER_PAGE, offset=(page - 1) * ROWS_PER_PAGE)
    return Page([SharedRow(*row) for row in rows], page, total)


def list_without_lead(viewer: Viewer, *, page: int) -> Page[SharedRow]:
    """What is shared in the areas that the viewer coordinates though its lead has left, until they have kept it or stopped
    it; the oldest first. Two statements."""
    values = {"stops_in": viewer.areas_with(Permission.STOP_SHARING), "lead_role": Role.PRACTICE_LEAD}
    total = _count_without_lead.scalar(**values) or 0
    rows = _without_lead.rows(**values, limit=ROWS_PER_PAGE, offset=(page - 1) * ROWS_PER_PAGE)
    return Page([SharedRow(*row) for row in rows], page, total)


def list_own(viewer: Viewer, *, page: int) -> Page[OwnRow]:
    """The viewer's own versions in every state, what they touched last first. Two statements."""
    values = {"area_ids": viewer.areas_with(Permission.WRITE_RECORDS), "person_id": viewer.person_id}
    total = _count_own.scalar(**values) or 0
    rows = _own.rows(**values, limit=ROWS_PER_PAGE, offset=(page - 1) * ROWS_PER_PAGE)
    return Page([OwnRow(*row) for row in rows], page, total)


def is_waiting(number: str, person_id: int) -> bool:
    """Whether the version of that number waits for a review, and that person took no part in its record."""
    return _waiting.scalar(number=number, person_id=person_id) is not None


@Statement
def _shared(*narrowed_by: bool) -> Query:
    return (
        _columns(LearningVersion.shared_at)
        .where(*shared_conditions(*narrowed_by))
        .order_by(LearningVersion.shared_at.desc(), LearningVersion.id)
        .limit(one("limit"))
        .offset(one("offset"))
    )


@Statement
def _count_shared(*narrowed_by: bool) -> Query:
    return select(func.count()).select_from(LearningVersion).where(*shared_conditions(*narrowed_by))


def shared_conditions(*narrowed_by: bool) -> list[ColumnElement[bool]]:
    """What is shared with the areas, narrowed down by concern, age and stage, in this order."""
    by_concern, by_age, by_stage = narrowed_by
    conditions = [
        LearningVersion.area_id.in_(many("area_ids")),
        LearningVersion.state == SharingState.SHARED,
        LearningVersion.hidden_at.is_(None),
    ]
    if by_concern:
        conditions.append(LearningVersion.concern.in_(many("concerns")))
    if by_age:
        conditions.append(LearningVersion.age_group.in_(many("ages")))
    if by_stage:
        conditions.append(LearningVersion.stage.in_(many("stages")))
    return conditions


@Statement
def _to_review() -> Query:
    return (
        _columns(LearningVersion.proposed_at)
        .join(Consultation, Consultation.id == LearningVersion.consultation_id)
        .where(*waiting_conditions())
        .order_by(LearningVersion.proposed_at, LearningVersion.id)
        .limit(one("limit"))
        .offset(one("offset"))
    )


@Statement
def _count_to_review() -> Query:
    return (
        select(func.count())
        .select_from(LearningVersion)
        .join(Consultation, Consultation.id == LearningVersion.consultation_id)
        .where(*waiting_conditions())
    )


@Statement
def _waiting() -> Query:
    return (
        select(LearningVersion.number)
        .join(Consultation, Consultation.id == LearningVersion.consultation_id)
        .where(*_waits(), LearningVersion.number == one("number"))
    )


def waiting_conditions() -> list[ColumnElement[bool]]:
    """What policy.can_review says, in SQL: it waits in one of `area_ids`, and `person_id` took no part in its record."""
    return [LearningVersion.area_id.in_(many("area_ids")), *_waits()]


def _waits() -> list[ColumnElement[bool]]:
    was_at_clinic = exists().where(
        ClinicLead.clinic_id == Consultation.clinic_id, ClinicLead.person_id == one("person_id")
    )
    return [
        LearningVersion.state == SharingState.PROPOSED,
        LearningVersion.hidden_at.is_(None),
        LearningVersion.lead_id != one("person_id"),
        Consultation.worker_id != one("person_id"),
        ~was_at_clinic,
    ]


@Statement
def _without_lead() -> Query:
    return (
        _columns(LearningVersion.shared_at)
        .where(*without_lead_conditions())
        .order_by(LearningVersion.shared_at, LearningVersion.id)
        .limit(one("limit"))
        .offset(one("offset"))
    )


@Statement
def _count_without_lead() -> Query:
    return select(func.count()).select_from(LearningVersion).where(*without_lead_conditions())


def without_lead_conditions() -> list[ColumnElement[bool]]:
    """What queries.waits_for_decision says, in SQL, for the areas `stops_in`; `lead_role` is the role of a lead."""
    return [
        LearningVersion.area_id.in_(many("stops_in")),
        LearningVersion.state == SharingState.SHARED,
        LearningVersion.hidden_at.is_(None),
        LearningVersion.kept_at.is_(None),
        ~is_led(),
    ]


def is_led() -> ColumnElement[bool]:
    """That whoever wrote the version holds the role `lead_role` in its area today."""
    here = exists().where(Person.id == RoleInArea.person_id, Person.left_on.is_(None), is_current(RoleInArea))
    return here.where(
        RoleInArea.person_id == LearningVersion.lead_id,
        RoleInArea.area_id == LearningVersion.area_id,
        RoleInArea.role == one("lead_role"),
    )


@Statement
def _own() -> Query:
    return (
        select(
            RequestForAdvice.reference,
            LearningVersion.number,
            LearningVersion.state,
            LearningVersion.concern,
            LearningVersion.age_group,
            LearningVersion.saved_at,
            LearningVersion.hidden_at.is_not(None),
        )
        .join(Consultation, Consultation.id == LearningVersion.consultation_id)
        .join(RequestForAdvice, RequestForAdvice.id == Consultation.request_id)
        .where(*_own_conditions())
        .order_by(LearningVersion.saved_at.desc(), LearningVersion.id)
        .limit(one("limit"))
        .offset(one("offset"))
    )


@Statement
def _count_own() -> Query:
    return select(func.count()).select_from(LearningVersion).where(*_own_conditions())


def _own_conditions() -> list[ColumnElement[bool]]:
    return [
        LearningVersion.lead_id == one("person_id"),
        LearningVersion.area_id.in_(many("area_ids")),
    ]


def _columns(since: Any) -> Query:
    return select(
        LearningVersion.number,
        LearningVersion.age_group,
        LearningVersion.concern,
        LearningVersion.stage,
        LearningVersion.period,
        LearningVersion.period_on,
        since,
    ).select_from(LearningVersion)


def themes_to_answer() -> ColumnElement[int]:
    """How many themes wait for the viewer to say whether they may rest on their records, for the one statement of Today."""
    query = (
        select(func.count(LearningThemeVersion.theme_id.distinct()))
        .join(LearningTheme, LearningTheme.id == LearningThemeVersion.theme_id)
        .join(LearningVersion, LearningVersion.id == LearningThemeVersion.learning_version_id)
        .where(LearningTheme.state == KnowledgeState.ASKED, LearningThemeVersion.consent == Consent.ASKED)
        .where(LearningVersion.lead_id == one("person_id"), LearningVersion.area_id.in_(many("writes_in")))
    )
    return query.scalar_subquery()

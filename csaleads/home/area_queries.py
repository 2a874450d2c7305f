"""What Today asks for those who look after others: queues, leads, areas and the trail. One statement for each question.

Counts, moments and names of colleagues; never a reference or a word of a case.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, exists, func, not_, or_, select, tuple_
from sqlalchemy.orm import aliased

from csaleads.access.permissions import Permission, Role
from csaleads.access.viewer import Viewer
from csaleads.accounts.models import Area, LineManagement, LinkPurpose, Person, RoleInArea, SingleUseLink
from csaleads.accounts.queries import is_current
from csaleads.advice.met_queries import select_unwritten, who_writes
from csaleads.advice.models import RequestForAdvice, RequestState
from csaleads.audit.models import AuditEvent, AuditHead
from csaleads.clinics.models import Clinic, ClinicLead, ClinicState
from csaleads.consultations.models import Consultation
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.statements import TODAY, Query, Statement, many, one

QUIET_AFTER = timedelta(days=60)
MOST = 60  # leads of one manager


@dataclass(frozen=True)
class AreaQueue:
    """Requests of an area that wait for a lead."""

    area_id: int
    count: int
    oldest_at: datetime


@dataclass(frozen=True)
class ManagedLead:
    """A lead whom the viewer manages: counts, nothing of what was said. `is_quiet`: without a clinic or consultation lately."""

    full_name: str
    is_quiet: bool
    unsigned_count: int


@dataclass(frozen=True)
class AreaNeeds:
    """What an area lacks."""

    area_id: int
    name: str
    invitations_open: int
    clinics_next_month: int
    leads_without_manager: int
    left_in_hand: int  # people who are leads no longer, and of whose records or clinics nobody has taken over
    first_left_in_hand: int | None  # one of them


def list_queues(viewer: Viewer) -> list[AreaQueue]:
    """How many requests wait between clinics in each area that the viewer answers for or coordinates.

    A lead's own request is not theirs to answer, so it is not counted for them.
    """
    areas = {
        *viewer.areas_with(Permission.ANSWER_REQUESTS),
        *viewer.areas_with(Permission.SEE_UPTAKE_OF_AREA),
    }
    rows = _queues.rows(area_ids=sorted(areas), viewer_id=viewer.person_id)
    return [AreaQueue(*row) for row in rows]


@Statement
def _queues() -> Query:
    return (
        select(RequestForAdvice.area_id, func.count(), func.min(RequestForAdvice.submitted_at))
        .where(
            RequestForAdvice.area_id.in_(many("area_ids")),
            RequestForAdvice.state == RequestState.QUEUED,
            RequestForAdvice.submitted_at.is_not(None),
            RequestForAdvice.worker_id != one("viewer_id"),
        )
        .group_by(RequestForAdvice.area_id)
        .order_by(RequestForAdvice.area_id)
    )


def list_managed_leads(viewer: Viewer) -> list[ManagedLead]:
    """The Practice Leads whom the viewer manages today, and who of them has had nothing to do lately."""
    rows = _managed_leads.rows(
        manager_id=viewer.person_id,
        area_ids=viewer.areas_with(Permission.SEE_UPTAKE_OF_MANAGED),
        since=clock.start_of_day(clock.today()) - QUIET_AFTER,
    )
    return [ManagedLead(*row) for row in rows]


@Statement
def _managed_leads() -> Query:
    talked = exists().where(Consultation.lead_id == Person.id, Consultation.held_at >= one("since"))
    met = exists().where(
        ClinicLead.person_id == Person.id,
        Clinic.id == ClinicLead.clinic_id,
        Clinic.starts_at >= one("since"),
        Clinic.held_at.is_not(None),
    )
    unsigned = (
        select(func.count())
        .select_from(Consultation)
        .where(Consultation.lead_id == Person.id, Consultation.signed_at.is_(None))
        .scalar_subquery()
    )
    is_lead = exists().where(
        RoleInArea.person_id == Person.id,
        RoleInArea.area_id == LineManagement.area_id,
        RoleInArea.role == Role.PRACTICE_LEAD,
        is_current(RoleInArea),
    )
    return (
        select(Person.full_name, not_(or_(talked, met)).label("is_quiet"), unsigned)
        .join(LineManagement, LineManagement.person_id == Person.id)
        .where(
            LineManagement.manager_id == one("manager_id"),
            LineManagement.area_id.in_(many("area_ids")),
            is_current(LineManagement),
            Person.left_on.is_(None),
            is_lead,
        )
        .order_by(Person.full_name, Person.id)
        .limit(MOST)
    )


def list_area_needs(viewer: Viewer, *, month: tuple[datetime, datetime]) -> list[AreaNeeds]:
    """What each area that the viewer coordinates lacks; `month` is the span in which a clinic is looked for."""
    areas = viewer.areas_with(Permission.SEE_UPTAKE_OF_AREA)
    rows = _area_needs.rows(area_ids=areas, first=month[0], after=month[1], now=clock.now())
    return [AreaNeeds(*row) for row in rows]


@Statement
def _area_needs() -> Query:
    invitations = (
        select(func.count(SingleUseLink.person_id.distinct()))
        .join(Person, Person.id == SingleUseLink.person_id)
        .where(
            SingleUseLink.area_id == Area.id,
            SingleUseLink.purpose == LinkPurpose.INVITATION,
            SingleUseLink.withdrawn_at.is_(None),
            Person.joined_at.is_(None),
            Person.left_on.is_(None),
        )
        .scalar_subquery()
    )
    clinics = (
        select(func.count())
        .select_from(Clinic)
        .where(
            Clinic.area_id == Area.id,
            Clinic.state == ClinicState.PUBLISHED,
            Clinic.starts_at >= one("first"),
            Clinic.starts_at < one("after"),
        )
        .scalar_subquery()
    )
    is_managed = exists().where(
        LineManagement.person_id == RoleInArea.person_id,
        LineManagement.area_id == RoleInArea.area_id,
        is_current(LineManagement),
    )
    unmanaged = (
        select(func.count())
        .select_from(RoleInArea)
        .where(
            RoleInArea.area_id == Area.id,
            RoleInArea.role == Role.PRACTICE_LEAD,
            is_current(RoleInArea),
            ~is_managed,
        )
        .scalar_subquery()
    )
    query = select(Area.id, Area.name, invitations, clinics, unmanaged)
    for column in (func.count(RoleInArea.person_id.distinct()), func.min(RoleInArea.person_id)):
        query = query.add_columns(_left_in_hand(column))
    return query.where(Area.id.in_(many("area_ids"))).order_by(Area.name, Area.id)


def _left_in_hand(column: Any) -> Any:
    """Of those whose role of lead in the area is over, who left a record unsigned or not begun, or a clinic to come."""
    again = aliased(RoleInArea)
    is_lead = exists().where(
        again.person_id == RoleInArea.person_id,
        again.area_id == RoleInArea.area_id,
        again.role == Role.PRACTICE_LEAD,
        is_current(again),
    )
    unsigned = exists().where(
        Consultation.lead_id == RoleInArea.person_id,
        Consultation.area_id == RoleInArea.area_id,
        Consultation.signed_at.is_(None),
    )
    to_come = exists().where(
        ClinicLead.person_id == RoleInArea.person_id,
        ClinicLead.clinic_id == Clinic.id,
        Clinic.area_id == RoleInArea.area_id,
        Clinic.state.in_((ClinicState.DRAFT, ClinicState.PUBLISHED)),
        Clinic.ends_at > one("now"),
    )
    return (
        select(column)
        .where(
            RoleInArea.area_id == Area.id,
            RoleInArea.role == Role.PRACTICE_LEAD,
            RoleInArea.ends_on < TODAY,
            ~is_lead,
            or_(unsigned, to_come, tuple_(RoleInArea.person_id, RoleInArea.area_id).in_(_who_met())),
        )
        .correlate(Area)
        .scalar_subquery()
    )


def _who_met() -> Query:
    """Who is to write a record that nobody has begun, and in which area; the same for every row, so asked once."""
    query = select_unwritten(who_writes(), RequestForAdvice.area_id, now=one("now"))
    return query.where(RequestForAdvice.area_id.in_(many("area_ids")))


def list_quiet_areas() -> Sequence[str]:
    """Names of the areas in which no clinic was held within 60 days and none is planned. For the programme team."""
    is_busy = exists().where(
        Clinic.area_id == Area.id,
        Clinic.starts_at >= clock.now() - QUIET_AFTER,
        Clinic.state.in_((ClinicState.PUBLISHED, ClinicState.HELD)),
    )
    return db.session.scalars(select(Area.name).where(~is_busy).order_by(Area.name, Area.id)).all()


def count_events_since(moment: datetime) -> int:
    """How many audit events all chains have had since. For the auditor."""
    query = (
        select(func.count(AuditEvent.id))
        .select_from(AuditHead)
        .join(AuditEvent, and_(AuditEvent.chain == AuditHead.chain, AuditEvent.at >= moment))
    )
    return db.session.scalar(query) or 0

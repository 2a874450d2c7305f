"""Finding and locking versions for this room's services: facts for policy, the record behind a version, who may review it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import undefer_group

from csaleads.access.permissions import Role
from csaleads.access.viewer import Viewer
from csaleads.accounts import queries as people
from csaleads.advice.models import RequestForAdvice
from csaleads.clinics.models import ClinicLead
from csaleads.consultations.models import Amendment, Consultation, RecordState
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.errors import HiddenNow, NotFound
from csaleads.sharing import policy
from csaleads.sharing.broadening import Description, RecordKind
from csaleads.sharing.content import NAMES
from csaleads.sharing.models import LearningReading, LearningReview, LearningVersion, Outcome

REVIEWING_ROLES = (Role.PRACTICE_LEAD, Role.COORDINATOR)


@dataclass(frozen=True)
class Source:
    """The signed record behind a version: what it is about, and who took part. No words."""

    consultation_id: UUID
    reference: str
    area_id: int
    lead_id: int
    took_part: frozenset[int]
    kind: RecordKind
    request_id: UUID
    is_hidden: bool


def get_own_source(viewer: Viewer, reference: str) -> Source:
    """The signed record of that reference, if the viewer is its lead; raises NotFound, and HiddenNow while it is hidden."""
    source = _source(RequestForAdvice.reference == reference)
    facts = policy.VersionFacts(source.area_id, source.lead_id, policy.DRAFT, source.took_part)
    policy.require_author(viewer, facts)
    if source.is_hidden:
        raise HiddenNow
    return source


def source_of(version: LearningVersion) -> Source:
    """The record behind `version`."""
    return _source(Consultation.id == version.consultation_id)


def _source(condition: Any) -> Source:
    query = (
        select(Consultation, RequestForAdvice)
        .join(RequestForAdvice, RequestForAdvice.id == Consultation.request_id)
        .where(condition, Consultation.state == RecordState.SIGNED)
    )
    found = db.session.execute(query).first()
    if found is None:
        raise NotFound
    record, request = found
    leads = select(ClinicLead.person_id).where(ClinicLead.clinic_id == record.clinic_id)
    others = db.session.scalars(leads) if record.clinic_id is not None else ()
    return Source(
        record.id,
        request.reference,
        record.area_id,
        record.lead_id,
        frozenset({record.lead_id, record.worker_id, *others}),
        RecordKind(request.age_band, request.concern, request.stage, clock.to_local(record.held_at).date()),
        request.id,
        record.hidden_at is not None,
    )


def facts_of(version: LearningVersion, source: Source) -> policy.VersionFacts:
    """What policy needs to know of `version`."""
    is_hidden = version.hidden_at is not None
    return policy.VersionFacts(
        version.area_id,
        version.lead_id,
        version.state,
        source.took_part,
        is_hidden=is_hidden,
        confirmed_by_id=_find_confirmer_id(version.id) if is_hidden else None,
    )


def _find_confirmer_id(version_id: UUID) -> int | None:
    """Who answered it last, if they confirmed it."""
    query = select(LearningReview.reviewer_id, LearningReview.outcome).where(
        LearningReview.learning_version_id == version_id
    )
    ordered = query.order_by(LearningReview.reviewed_at.desc(), LearningReview.version.desc())
    last = db.session.execute(ordered.limit(1)).first()
    return last[0] if last is not None and last[1] is Outcome.CONFIRMED else None


@dataclass(frozen=True)
class Known:
    """A version that somebody can open, or could until it was hidden. `reference` is empty to everybody but its lead."""

    number: str
    reference: str
    request_id: UUID
    area_id: int
    hidden_at: datetime | None
    can_read_hidden: bool


def get_known(viewer: Viewer, number: str) -> Known:
    """The version of that number, hidden or not; raises NotFound to whoever may not know of it. For those who report it."""
    row = get_numbered(number)
    source = source_of(row)
    facts = facts_of(row, source)
    if not policy.may_know(viewer, facts):
        raise NotFound
    return Known(
        number=row.number,
        reference=source.reference if policy.is_author(viewer, facts) else "",
        request_id=source.request_id,
        area_id=row.area_id,
        hidden_at=row.hidden_at,
        can_read_hidden=policy.can_read_hidden(viewer, facts),
    )


def find_number(consultation_id: UUID) -> str:
    """The number of the version of that record, or nothing."""
    query = select(LearningVersion.number).where(LearningVersion.consultation_id == consultation_id)
    return db.session.scalar(query) or ""


def find_version(consultation_id: UUID) -> LearningVersion | None:
    """The version of a record, without its words, or None."""
    return db.session.scalar(
        select(LearningVersion).where(LearningVersion.consultation_id == consultation_id)
    )


def get_numbered(number: str) -> LearningVersion:
    """The version of that number, without its words; raises NotFound. Ask policy next."""
    version = db.session.scalar(select(LearningVersion).where(LearningVersion.number == number))
    if version is None:
        raise NotFound
    return version


def lock_of_record(consultation_id: UUID) -> LearningVersion | None:
    """The version of a record, locked until the unit ends, or None."""
    version: LearningVersion | None = db.session.scalar(
        _locked(LearningVersion.consultation_id == consultation_id)
    )
    return version


def lock_versions_of(lead_id: int, area_id: int) -> list[LearningVersion]:
    """Every version of that lead in that area, locked until the unit ends."""
    theirs = _locked(LearningVersion.lead_id == lead_id).where(LearningVersion.area_id == area_id)
    return list(db.session.scalars(theirs.order_by(LearningVersion.id)))


def has_lead_left(version: LearningVersion) -> bool:
    """Whether the lead of `version` holds that role in its area no longer."""
    return version.lead_id not in {lead.id for lead in people.list_leads([version.area_id])}


def waits_for_decision(version: LearningVersion) -> bool:
    """Whether `version` is shared, its lead has left, and no coordinator has kept it since."""
    is_open = version.state is policy.SHARED and version.kept_at is None
    return is_open and has_lead_left(version)


def lock_own(actor: Viewer, reference: str) -> tuple[LearningVersion, Source]:
    """The version of the actor's own record, locked, with its record; raises NotFound, and HiddenNow while it is hidden."""
    source = get_own_source(actor, reference)
    version = lock_of_record(source.consultation_id)
    if version is None:
        raise NotFound
    if version.hidden_at is not None:  # since the line above
        raise HiddenNow
    return version, source


def lock_numbered(number: str) -> tuple[LearningVersion, Source]:
    """The version of that number, locked, with its record; raises NotFound. Ask policy next."""
    version: LearningVersion | None = db.session.scalar(_locked(LearningVersion.number == number))
    if version is None:
        raise NotFound
    return version, source_of(version)


def _locked(condition: Any) -> Select[Any]:
    query = select(LearningVersion).where(condition).with_for_update()
    return query.execution_options(populate_existing=True)


def description_of(version: LearningVersion) -> Description:
    """What `version` says of whom and when it is about."""
    return Description(version.age_group, version.concern, version.stage, version.period)


def texts_of(version: LearningVersion) -> dict[str, str]:
    """The words of `version`, part by part."""
    query = select(LearningVersion).where(LearningVersion.id == version.id)
    row = db.session.scalars(query.options(undefer_group("narrative"))).one()
    return {name: getattr(row, name) for name in NAMES}


def list_additions(consultation_id: UUID) -> list[str]:
    """The words that were added to the record after it was signed, in order. Resources given then are not carried over."""
    query = select(Amendment).where(Amendment.consultation_id == consultation_id)
    ordered = query.order_by(Amendment.amended_at, Amendment.id).options(undefer_group("narrative"))
    return [amendment.text for amendment in db.session.scalars(ordered) if amendment.text]


def list_reviewer_ids(source: Source) -> list[int]:
    """Everybody who may review it today: leads and coordinators of its area who took no part."""
    found = {
        person.id for role in REVIEWING_ROLES for person in people.list_people_in([source.area_id], role)
    }
    return sorted(found - source.took_part)


def open_until(viewer: Viewer, version: LearningVersion) -> datetime | None:
    """Until when the viewer's reading of `version`, as it now waits or is shared, is open; None where it is not."""
    since = version.shared_at or version.proposed_at
    if since is None:
        return None
    query = (
        select(LearningReading.ends_at)
        .where(
            LearningReading.learning_version_id == version.id,
            LearningReading.person_id == viewer.person_id,
            LearningReading.opened_at >= since,
            LearningReading.ends_at > clock.now(),
        )
        .order_by(LearningReading.ends_at.desc())
        .limit(1)
    )
    return db.session.scalar(query)


def has_opened_since(viewer: Viewer, version_id: UUID, moment: datetime) -> bool:
    """Whether the viewer opened the version at that moment or later."""
    query = select(LearningReading.id).where(
        LearningReading.learning_version_id == version_id,
        LearningReading.person_id == viewer.person_id,
        LearningReading.opened_at >= moment,
    )
    return db.session.scalar(query.limit(1)) is not None


def known_references(viewer: Viewer | None, version_ids: Collection[UUID]) -> dict[UUID, str]:
    """References of their records by id of the version: those that the viewer leads; all of them for None."""
    query = (
        select(LearningVersion.id, RequestForAdvice.reference)
        .join(Consultation, Consultation.id == LearningVersion.consultation_id)
        .join(RequestForAdvice, RequestForAdvice.id == Consultation.request_id)
        .where(LearningVersion.id.in_(version_ids))
    )
    if viewer is not None:
        query = query.where(LearningVersion.lead_id == viewer.person_id)
    return {row.id: row.reference for row in db.session.execute(query)}

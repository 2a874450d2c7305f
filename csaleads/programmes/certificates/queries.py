"""Reads of certificates: of a member, by its number for anybody, whether its holder works in the area, and as what."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import and_, select

from csaleads.access.permissions import Role
from csaleads.accounts.models import Person, RoleInArea
from csaleads.accounts.queries import is_current
from csaleads.core.database import db
from csaleads.core.statements import Query, Statement, one
from csaleads.programmes.certificates.models import Certificate, WithdrawalReason
from csaleads.programmes.models import CohortMember


class PublicCertificate(NamedTuple):
    """What anybody is told who has the number of a certificate that holds."""

    holder: str
    programme: str
    area_name: str
    issued_on: date


@dataclass(frozen=True)
class CertificateView:
    """A certificate as its holder and those who confirm see it."""

    id: UUID
    number: str
    holder: str
    programme: str
    area_name: str
    issued_on: date
    withdrawn_at: datetime | None
    withdrawn_reason: WithdrawalReason | None


def find_by_number(number: str) -> PublicCertificate | None:
    """The certificate of that number if it holds, or None: unknown and withdrawn are the same to the world."""
    row = _public.first(number=number)
    return PublicCertificate(*row) if row else None


@Statement
def _public() -> Query:
    return select(
        Certificate.holder, Certificate.programme, Certificate.area_name, Certificate.issued_on
    ).where(Certificate.number == one("number"), Certificate.withdrawn_at.is_(None))


def list_of_member(member_id: int) -> list[CertificateView]:
    """Every certificate of a member, the one that holds first. Ask policy who may see them."""
    return [CertificateView(*row) for row in _of_member.rows(member_id=member_id)]


@Statement
def _of_member() -> Query:
    return (
        select(
            Certificate.id,
            Certificate.number,
            Certificate.holder,
            Certificate.programme,
            Certificate.area_name,
            Certificate.issued_on,
            Certificate.withdrawn_at,
            Certificate.withdrawn_reason,
        )
        .where(Certificate.member_id == one("member_id"))
        .order_by(Certificate.withdrawn_at.is_not(None), Certificate.issued_at.desc(), Certificate.id)
    )


def find_valid(member_id: int) -> CertificateView | None:
    """The certificate of the member that holds, or None."""
    found = list_of_member(member_id)
    return found[0] if found and found[0].withdrawn_at is None else None


def lock_valid(member_id: int) -> Certificate | None:
    """Its row, locked until the unit ends, or None. Ask policy first."""
    query = select(Certificate).where(Certificate.member_id == member_id, Certificate.withdrawn_at.is_(None))
    return db.session.scalar(query.with_for_update().execution_options(populate_existing=True))


def works_in(person_id: int, area_id: int) -> bool:
    """Whether the person's account is open and they hold a role in the area today."""
    query = (
        select(RoleInArea.id)
        .join(Person, Person.id == RoleInArea.person_id)
        .where(
            RoleInArea.person_id == person_id,
            RoleInArea.area_id == area_id,
            Person.left_on.is_(None),
            is_current(RoleInArea),
        )
    )
    return db.session.scalar(query.limit(1)) is not None


def leads_in(person_id: int, area_id: int) -> bool:
    """Whether the person is a Practice Lead of the area today."""
    query = select(RoleInArea.id).where(
        RoleInArea.person_id == person_id,
        RoleInArea.area_id == area_id,
        RoleInArea.role == Role.PRACTICE_LEAD,
        is_current(RoleInArea),
    )
    return db.session.scalar(query.limit(1)) is not None


def find_role_begun(member_id: int) -> int | None:
    """The role of Practice Lead that began with a certificate of the member and has no last day, or None."""
    found: int | None = _role_begun.scalar(member_id=member_id)
    return found


@Statement
def _role_begun() -> Query:
    with_it = and_(
        Certificate.member_id == CohortMember.id,
        Certificate.issued_on == RoleInArea.starts_on,
        Certificate.issued_by_id == RoleInArea.given_by_id,
    )
    return (
        select(RoleInArea.id)
        .join(
            CohortMember,
            and_(CohortMember.person_id == RoleInArea.person_id, CohortMember.area_id == RoleInArea.area_id),
        )
        .join(Certificate, with_it)
        .where(
            CohortMember.id == one("member_id"),
            RoleInArea.role == Role.PRACTICE_LEAD,
            RoleInArea.ends_on.is_(None),
        )
        .order_by(RoleInArea.id)
        .limit(1)
    )


def is_lead_without(member_id: int | None) -> bool:
    """Whether that role goes on although no certificate of the member holds; for checks of mail."""
    if member_id is None or find_valid(member_id) is not None:
        return False
    return find_role_begun(member_id) is not None

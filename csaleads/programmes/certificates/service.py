"""Confirming that somebody completed: a certificate, and the role of Practice Lead; and taking a certificate back."""

from enum import StrEnum

from sqlalchemy.exc import IntegrityError

from csaleads.access.permissions import Role
from csaleads.access.viewer import Viewer
from csaleads.accounts import roles_service
from csaleads.accounts.errors import RoleAlreadyHeld
from csaleads.accounts.queries import coordinator_ids
from csaleads.audit import service as audit
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.errors import WrongState
from csaleads.core.unit_of_work import savepoint, writes
from csaleads.notify import service as notify
from csaleads.notify.models import MessageKind
from csaleads.notify.service import News
from csaleads.programmes import policy, queries
from csaleads.programmes.addresses import certificate_page
from csaleads.programmes.attendance import policy as attendance_policy
from csaleads.programmes.attendance import queries as attendance_queries
from csaleads.programmes.certificates import queries as certificate_queries
from csaleads.programmes.certificates.models import Certificate, WithdrawalReason
from csaleads.programmes.cohorts import completion_service, standing_queries
from csaleads.programmes.cohorts.completion import Level
from csaleads.programmes.cohorts.standing_queries import Learner
from csaleads.programmes.days import queries as day_queries
from csaleads.programmes.members import queries as member_queries
from csaleads.programmes.members.joining_codes import new_number
from csaleads.programmes.members.queries import MemberView
from csaleads.programmes.models import CohortMember
from csaleads.programmes.queries import CohortView
from csaleads.programmes.screened import member_subject
from csaleads.screening import service as screening
from csaleads.screening.service import NO_ANSWERS, Answers

MOST_TRIES = 5  # at a number that nobody has


class LeadRole(StrEnum):
    """What became of the role of Practice Lead when somebody completed."""

    BEGUN = "begun"
    HELD = "held"  # they are one already
    PLANNED = "planned"  # they are to be one from a later day on
    LEFT = "left"  # they do not work in the area any more


@writes
def confirm(actor: Viewer, *, cohort_id: int, member_id: int) -> LeadRole:
    """The member has completed: they have a certificate, and are a Practice Lead of their area from today on.

    Whoever is one already stays one, and whoever has left gets the certificate alone. Raises NotFound, WrongState where the
    days are too few or they are no member (any more).
    """
    cohort, row, member = _lock(actor, cohort_id, member_id)
    attendance_policy.require_confirm(actor, cohort, member)
    after = policy.member_after(row.state, "complete")
    days = day_queries.list_days(cohort)
    learner = Learner(row.id, row.state, row.state_since)
    standing = standing_queries.days_of_members(cohort_id, days, [learner])[row.id].standing
    if standing.level is not Level.MET:
        raise WrongState("complete", "too_few_days")
    certificate = _issue(actor, cohort, member)
    row.state, row.state_since = after, clock.now()
    audit.record(
        actor, "complete_member", subject=("cohort_member", row.id), area_id=row.area_id, cohort_id=cohort_id
    )
    audit.record(actor, "issue_certificate", subject=("certificate", certificate.id), area_id=row.area_id)
    became = _begin_role(actor, row)
    db.session.flush()
    notify.tell(
        row.person_id,
        MessageKind.CERTIFICATE_ISSUED,
        facts={"member_id": row.id},
        path=certificate_page(cohort_id, row.id),
    )
    return became


def _lock(actor: Viewer, cohort_id: int, member_id: int) -> tuple[CohortView, CohortMember, MemberView]:
    """Ask policy next."""
    _, cohort = queries.lock_cohort(actor, cohort_id)
    row = member_queries.lock_member(member_id, cohort_id)
    return cohort, row, member_queries.facts_of(cohort, member_id)


def _issue(actor: Viewer, cohort: CohortView, member: MemberView) -> Certificate:
    for _ in range(MOST_TRIES):
        certificate = Certificate(
            member_id=member.id,
            number=new_number(),
            holder=member.full_name,
            programme=f"{cohort.name}, {cohort.track.label.lower()} curriculum",
            area_name=member.area_name,
            issued_on=clock.today(),
            issued_by_id=actor.person_id,
            issued_at=clock.now(),
        )
        try:
            with savepoint():
                db.session.add(certificate)
        except IntegrityError:
            if certificate_queries.lock_valid(member.id) is not None:
                raise WrongState("complete", "completed") from None
            continue
        return certificate
    raise RuntimeError("no number is free")


def _begin_role(actor: Viewer, row: CohortMember) -> LeadRole:
    """Whoever may confirm may begin the role: `attendance_policy.can_confirm` was asked."""
    if not certificate_queries.works_in(row.person_id, row.area_id):
        return LeadRole.LEFT
    try:
        roles_service.add_role(
            actor,
            person_id=row.person_id,
            area_id=row.area_id,
            role=Role.PRACTICE_LEAD,
            starts_on=clock.today(),
        )
    except RoleAlreadyHeld:
        is_lead = certificate_queries.leads_in(row.person_id, row.area_id)
        return LeadRole.HELD if is_lead else LeadRole.PLANNED
    return LeadRole.BEGUN


@writes
def withdraw(
    actor: Viewer,
    *,
    cohort_id: int,
    member_id: int,
    reason: WithdrawalReason,
    more: str = "",
    screened: Answers = NO_ANSWERS,
) -> None:
    """The certificate does not hold any more, and nobody finds it by its number; its holder is a member again and is told.

    The role of Practice Lead goes on, for clinics and records may hang on it: of one that began with the certificate the
    coordinators of the area are told, who end it. Raises NotFound, WrongState where there is none, CouldIdentify and
    CannotScreen for the words.
    """
    cohort, row, member = _lock(actor, cohort_id, member_id)
    attendance_policy.require_withdraw(actor, cohort, member)
    certificate = certificate_queries.lock_valid(member_id)
    if certificate is None:
        raise WrongState("withdraw_certificate", row.state.value)
    after = policy.member_after(row.state, "withdraw_certificate")
    passed = screening.pass_texts(
        actor, subject=member_subject(member_id, row.area_id), texts={"more": more}, answers=screened
    )
    certificate.withdrawn_at, certificate.withdrawn_by_id = clock.now(), actor.person_id
    certificate.withdrawn_reason = reason
    certificate.withdrawn_more = passed["more"]
    # They were a member all the time: what is not recorded of earlier days is open, and not missed for having come later.
    row.state_since = attendance_queries.find_first_marked(row.id) or clock.now()
    row.state = after
    audit.record(
        actor,
        "withdraw_certificate",
        subject=("certificate", certificate.id),
        area_id=row.area_id,
        reason=reason.value,
    )
    db.session.flush()
    notify.tell(
        row.person_id,
        MessageKind.CERTIFICATE_WITHDRAWN,
        facts={"member_id": row.id},
        path=certificate_page(cohort_id, row.id),
    )
    _tell_of_role(actor, row)
    completion_service.give_early_word(cohort, [member_id])


def _tell_of_role(actor: Viewer, row: CohortMember) -> None:
    if certificate_queries.find_role_begun(row.id) is None:
        return
    path, facts = certificate_page(row.cohort_id, row.id), {"member_id": row.id}
    told = sorted(set(coordinator_ids(row.area_id)) - {actor.person_id, row.person_id})
    notify.tell_all([News(person_id, MessageKind.LEAD_ROLE_GOES_ON, facts, path) for person_id in told])

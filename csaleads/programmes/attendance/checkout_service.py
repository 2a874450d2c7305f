"""How a member is after a day: said, asked to be contacted, forgotten. Seen by nobody else unless they want it."""

from dataclasses import dataclass
from uuid import UUID, uuid4

from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError

from csaleads.access.viewer import SYSTEM, Viewer
from csaleads.audit import service as audit
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.errors import InvalidChoice, NotFound, WrongState
from csaleads.core.unit_of_work import savepoint, writes
from csaleads.notify import service as notify
from csaleads.notify.models import MessageKind
from csaleads.programmes import queries
from csaleads.programmes.afternoons.models import CheckOut, Mood, Support, Weight
from csaleads.programmes.afternoons.policy import CHECK_OUT_KEPT_FOR
from csaleads.programmes.attendance import checkout_queries
from csaleads.programmes.days import queries as day_queries
from csaleads.programmes.members import seat_queries
from csaleads.programmes.models import CohortMember
from csaleads.programmes.screened import check_out_subject
from csaleads.screening import service as screening
from csaleads.screening.service import NO_ANSWERS, Answers


@dataclass(frozen=True)
class CheckOutAnswers:
    """What somebody says of themselves, and whom they ask to get in touch: who reads it only where that is ticked."""

    weight: Weight
    mood: Mood
    support: Support
    note: str = ""
    contact_id: int | None = None
    is_shared: bool = False


@writes
def check_out(
    actor: Viewer,
    *,
    cohort_id: int,
    day_id: int,
    answers: CheckOutAnswers,
    screened: Answers = NO_ANSWERS,
) -> None:
    """The actor's answers after the day are these; whom they ask to get in touch is told so once.

    The trail tells that a day was thought back to, in no area and never what was said. Raises NotFound for whoever is no
    member, WrongState before the day begins or once its answers are gone, InvalidChoice, CouldIdentify and CannotScreen.
    """
    cohort = queries.get_cohort(actor, cohort_id)
    day = day_queries.get_day(cohort, day_id)
    seat = seat_queries.find_seat(actor, cohort)
    if seat.member_id is None:
        raise NotFound("member")
    if clock.now() < day.starts_at or clock.today() > day.held_on + CHECK_OUT_KEPT_FOR:
        raise WrongState("check_out", "not_now")
    area_id = db.session.get_one(CohortMember, seat.member_id).area_id
    asked = checkout_queries.list_contacts(actor, area_id, seat.own)
    if answers.contact_id not in {None, *(contact.person_id for contact in asked)}:
        raise InvalidChoice("contact")
    row = _row_of(seat.member_id, day_id, answers)
    passed = screening.pass_texts(
        actor,
        subject=check_out_subject(day_id, seat.member_id),
        texts={"note": answers.note},
        answers=screened,
    )
    row.weight, row.mood, row.support = answers.weight, answers.mood, answers.support
    row.note, row.answered_at = passed["note"], clock.now()
    is_new = answers.contact_id is not None and answers.contact_id != row.contact_id
    if answers.contact_id != row.contact_id:
        row.contacted_at = None
    row.contact_id, row.is_shared = answers.contact_id, bool(answers.contact_id and answers.is_shared)
    audit.record(actor, "check_out", subject=("learning_day", day_id), area_id=None, **passed.counts)
    db.session.flush()
    if is_new and answers.contact_id is not None:
        path = f"/check-outs/{row.id}"
        notify.tell(
            answers.contact_id, MessageKind.CONTACT_ASKED, facts={"check_out_id": str(row.id)}, path=path
        )


def _row_of(member_id: int, day_id: int, answers: CheckOutAnswers) -> CheckOut:
    row = checkout_queries.lock_own_check_out(member_id, day_id)
    if row is not None:
        return row
    made = CheckOut(
        id=uuid4(),
        day_id=day_id,
        member_id=member_id,
        weight=answers.weight,
        mood=answers.mood,
        support=answers.support,
        answered_at=clock.now(),
        is_shared=False,
    )
    try:
        with savepoint():
            db.session.add(made)
    except IntegrityError:
        pass  # the second of two clicks at once
    kept = checkout_queries.lock_own_check_out(member_id, day_id)
    if kept is None:
        raise NotFound("check-out")
    return kept


@writes
def forget_check_out(actor: Viewer, *, cohort_id: int, day_id: int) -> None:
    """Nothing is left of what the actor said after the day, nor that they asked anybody. Saying it twice changes nothing."""
    cohort = queries.get_cohort(actor, cohort_id)
    member_id = seat_queries.find_seat(actor, cohort).member_id
    if member_id is None:
        raise NotFound("member")
    row = checkout_queries.lock_own_check_out(member_id, day_id)
    if row is None:
        return
    audit.record(actor, "forget_check_out", subject=("learning_day", day_id), area_id=None)
    _wipe([row.id])


@writes
def mark_contacted(actor: Viewer, *, check_out_id: UUID) -> None:
    """Whoever was asked has been in touch. Saying it twice changes nothing. Raises NotFound for everybody else."""
    row = checkout_queries.lock_contact(actor, check_out_id)
    if row.contacted_at is None:
        row.contacted_at = clock.now()
        audit.record(actor, "mark_contacted", subject=("learning_day", row.day_id), area_id=None)
    db.session.flush()


@writes
def wipe_past_check_outs() -> int:
    """What people said of themselves is gone 28 days after the day; how many."""
    past = checkout_queries.list_past_keeping(clock.today())
    if past:
        audit.record(
            SYSTEM, "wipe_check_outs", subject=("learning_day", "past"), area_id=None, count=len(past)
        )
    _wipe(past)
    return len(past)


def _wipe(ids: list[UUID]) -> None:
    db.session.execute(delete(CheckOut).where(CheckOut.id.in_(ids)))
    db.session.flush()

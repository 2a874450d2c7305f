"""A case for an afternoon: drafted, shared with the group, held back, taken back, and wiped once its time is over."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select, update
from sqlalchemy.exc import IntegrityError

from csaleads.access.viewer import SYSTEM, Viewer
from csaleads.audit import service as audit
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.errors import InvalidChoice, NotFound, WrongState
from csaleads.core.unit_of_work import savepoint, writes
from csaleads.notify import service as notify
from csaleads.notify.models import MessageKind
from csaleads.practice.models import AgeBand, Concern
from csaleads.programmes import policy, queries
from csaleads.programmes.afternoons import policy as afternoon_policy
from csaleads.programmes.afternoons import presenting_queries
from csaleads.programmes.afternoons.models import PresentedCase
from csaleads.programmes.afternoons.presenting_queries import TEXTS
from csaleads.programmes.days import queries as day_queries
from csaleads.programmes.members import seat_queries
from csaleads.programmes.members.seat_queries import Seat
from csaleads.programmes.models import CohortMember, LearningDay
from csaleads.programmes.screened import case_subject
from csaleads.screening import service as screening
from csaleads.screening.service import NO_ANSWERS

DRAFT, SHARED, GONE = "draft", "shared", "gone"


@dataclass(frozen=True)
class CaseAnswers:
    """What somebody typed and picked so far."""

    concern: Concern | None = None
    age_band: AgeBand | None = None
    wanted: str = ""
    known: str = ""
    worrying: str = ""
    going_well: str = ""

    @property
    def texts(self) -> dict[str, str]:
        return {name: getattr(self, name) for name in TEXTS}

    @property
    def is_whole(self) -> bool:
        """Whether the group would have enough to go on."""
        return bool(self.concern and self.age_band and self.wanted and self.known and self.worrying)


@writes
def save_case(actor: Viewer, *, cohort_id: int, day_id: int, answers: CaseAnswers) -> datetime:
    """The draft holds `answers`, however incomplete; the last to save wins. The answer is when it was saved.

    Not audited: a draft is saved every few seconds and concerns nobody else. Raises NotFound for whoever does not present on
    the day, WrongState once it is shared or the days of keeping are over.
    """
    row = _own_row(actor, cohort_id, day_id, "save_case")
    if row.shared_at is not None:
        raise WrongState("save_case", SHARED)
    _write(row, answers)
    return row.saved_at


@writes
def share_case(
    actor: Viewer,
    *,
    cohort_id: int,
    day_id: int,
    answers: CaseAnswers,
    screened: screening.Answers = NO_ANSWERS,
) -> None:
    """The actor's group and its lead can read the case, with `answers` in it.

    Raises as `save_case`, InvalidChoice where an answer is missing, CouldIdentify and CannotScreen.
    """
    if not answers.is_whole:
        raise InvalidChoice("answers")
    row = _own_row(actor, cohort_id, day_id, "share_case")
    if row.shared_at is not None:
        raise WrongState("share_case", SHARED)
    area_id = _area_of(row)
    passed = screening.pass_texts(
        actor, subject=case_subject(row.id, area_id), texts=answers.texts, answers=screened
    )
    _write(row, answers)
    row.shared_at, row.held_at = clock.now(), None
    _record(actor, "share_case", row.id, area_id, **passed.counts)
    db.session.flush()


@writes
def stop_sharing(actor: Viewer, *, cohort_id: int, day_id: int) -> None:
    """The case is its author's draft again, and nobody else reads it. Raises NotFound, WrongState where it is not shared."""
    row = _known_row(actor, cohort_id, day_id)
    if row.shared_at is None:
        raise WrongState("stop_sharing", DRAFT)
    row.shared_at = None
    _record(actor, "stop_sharing_case", row.id, _area_of(row))
    db.session.flush()


@writes
def take_back(actor: Viewer, *, cohort_id: int, day_id: int) -> None:
    """The case is gone, with every word and mark of it. Saying it twice changes nothing.

    Raises NotFound for whoever neither presents on the day nor has prepared anything for it.
    """
    seat = seat_queries.find_seat(actor, queries.get_cohort(actor, cohort_id))
    row = _row_of(seat, day_id)
    if row is None and seat.presents_on(day_id):
        return
    if row is None:
        raise NotFound("case")
    _record(actor, "take_back_case", row.id, _area_of(row))
    wipe([row.id])


@writes
def hold_case(actor: Viewer, *, case_id: UUID) -> None:
    """Somebody of the group thinks that it identifies somebody: only its author reads it until they share it again.

    Raises NotFound for whoever may not read it, WrongState where it is held or not shared already.
    """
    presenting_queries.get_case(actor, case_id)
    row = presenting_queries.lock_case(case_id)
    if row.shared_at is None:
        raise WrongState("hold_case", DRAFT)
    row.shared_at, row.held_at = None, clock.now()
    member = db.session.get_one(CohortMember, row.member_id)
    _record(actor, "hold_case", row.id, member.area_id)
    db.session.flush()
    if member.person_id != actor.person_id:
        path = f"/cohorts/{member.cohort_id}/days/{row.day_id}/case"
        notify.tell(member.person_id, MessageKind.CASE_HELD, facts={}, path=path)


@writes
def wipe_past_cases() -> int:
    """Cases are gone seven days after their day, and those of whoever left or whose cohort was cancelled; how many."""
    past = presenting_queries.list_past_keeping(clock.today())
    for case_id, area_id in past:
        _record(SYSTEM, "wipe_case", case_id, area_id)
    wipe([case_id for case_id, _ in past])
    return len(past)


def wipe(case_ids: Collection[UUID]) -> None:
    """Inside a write: nothing is left of those cases, nor of what their authors kept in them."""
    screening.forget_marks(case_ids)
    db.session.execute(delete(PresentedCase).where(PresentedCase.id.in_(list(case_ids))))
    db.session.flush()


def _own_row(actor: Viewer, cohort_id: int, day_id: int, verb: str) -> PresentedCase:
    """The actor's case of the day, made where there is none yet, for a change by somebody who presents then."""
    cohort = queries.get_cohort(actor, cohort_id)
    day = day_queries.get_day(cohort, day_id)
    seat = seat_queries.find_seat(actor, cohort)
    if seat.member_id is None or not seat.presents_on(day_id):
        raise NotFound("turn")
    if cohort.state not in policy.TAKES_PEOPLE:
        raise WrongState(verb, cohort.state.value)
    if afternoon_policy.is_past_keeping(day.held_on, clock.today()):
        raise WrongState(verb, GONE)
    row = presenting_queries.lock_own_case(seat.member_id, day_id)
    if row is not None:
        return row
    try:
        with savepoint():
            db.session.add(PresentedCase(day_id=day_id, member_id=seat.member_id, saved_at=clock.now()))
    except IntegrityError:
        pass  # the second of two windows at once
    made = presenting_queries.lock_own_case(seat.member_id, day_id)
    if made is None:
        raise NotFound("case")
    return made


def _known_row(actor: Viewer, cohort_id: int, day_id: int) -> PresentedCase:
    """The actor's case of the day, whether they present then or not any more."""
    row = _row_of(seat_queries.find_seat(actor, queries.get_cohort(actor, cohort_id)), day_id)
    if row is None:
        raise NotFound("case")
    return row


def _row_of(seat: Seat, day_id: int) -> PresentedCase | None:
    return presenting_queries.lock_own_case(seat.member_id, day_id) if seat.member_id is not None else None


def _write(row: PresentedCase, answers: CaseAnswers) -> None:
    row.concern, row.age_band = answers.concern, answers.age_band
    for name, text in answers.texts.items():
        if getattr(row, name) != text:
            setattr(row, name, text)
    row.saved_at = clock.now()
    db.session.flush()


def _area_of(row: PresentedCase) -> int:
    return db.session.get_one(CohortMember, row.member_id).area_id


def _record(actor: Viewer, verb: str, case_id: UUID, area_id: int, **details: int) -> None:
    audit.record(actor, verb, subject=("presented_case", case_id), area_id=area_id, **details)


def follow_swap(turns: Collection[tuple[int, int]]) -> None:
    """Two members, each with the day of their turn before, have exchanged turns: a case goes with its author to the new day.

    It is the author's alone again, for it was shared for another day. Belongs into the write that exchanges the turns.
    """
    (first, first_day), (second, second_day) = turns
    rows = [
        (presenting_queries.lock_own_case(member_id, day_id), new_day)
        for member_id, day_id, new_day in ((first, first_day, second_day), (second, second_day, first_day))
    ]
    for row, new_day in rows:
        if row is None or presenting_queries.lock_own_case(row.member_id, new_day) is not None:
            continue  # they present on both days and have prepared for both
        row.day_id, row.shared_at = new_day, None
    db.session.flush()


def stop_sharing_in(cohort_id: int) -> None:
    """The cases of a cohort are their authors' alone again. Belongs into the write that takes the groups that read them apart."""
    days = select(LearningDay.id).where(LearningDay.cohort_id == cohort_id)
    shared = update(PresentedCase).where(PresentedCase.day_id.in_(days), PresentedCase.shared_at.is_not(None))
    db.session.execute(shared.values(shared_at=None))
    db.session.flush()

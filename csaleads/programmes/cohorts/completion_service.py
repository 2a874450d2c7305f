"""What completes a cohort, and the early word to members and their managers when somebody may not complete it."""

from collections.abc import Collection
from datetime import timedelta
from typing import Any

from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError

from csaleads.access.viewer import Viewer
from csaleads.accounts.queries import coordinator_ids
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.errors import WrongState
from csaleads.core.unit_of_work import savepoint, writes
from csaleads.notify import service as notify
from csaleads.notify.models import MessageKind
from csaleads.notify.service import News
from csaleads.programmes import policy, queries, trail
from csaleads.programmes.addresses import OWN_PAGE, attendance_page
from csaleads.programmes.attendance.models import CompletionRule, CompletionWord, EarlyWord, PartCounts
from csaleads.programmes.cohorts import standing_queries
from csaleads.programmes.cohorts.completion import Level
from csaleads.programmes.cohorts.standing_queries import ToldOf
from csaleads.programmes.days import queries as day_queries
from csaleads.programmes.queries import CohortView

FOLLOWED_FOR = timedelta(days=7)  # after a day, in case that nights were missed
WORD_OF = {Level.IN_DANGER: EarlyWord.IN_DANGER, Level.OUT_OF_REACH: EarlyWord.OUT_OF_REACH}
KINDS = {  # to the member, to whoever manages them
    EarlyWord.IN_DANGER: (MessageKind.COMPLETION_IN_DANGER, MessageKind.MEMBER_IN_DANGER),
    EarlyWord.OUT_OF_REACH: (MessageKind.COMPLETION_OUT_OF_REACH, MessageKind.MEMBER_OUT_OF_REACH),
}


@writes
def set_rule(actor: Viewer, *, cohort_id: int, days_needed: int, part_counts: PartCounts) -> None:
    """So many days complete the cohort. Raises NotFound, WrongState once it is over. Whoever it puts in danger is told."""
    row, cohort = queries.lock_cohort(actor, cohort_id)
    policy.require_run(actor, cohort)
    if row.state not in policy.EDITABLE:
        raise WrongState("set_rule", row.state.value)
    rule = db.session.get(CompletionRule, cohort_id)
    if rule is None:
        rule = CompletionRule(cohort_id=cohort_id)
        db.session.add(rule)
    rule.days_needed, rule.part_counts = days_needed, part_counts
    rule.set_by_id, rule.set_at = actor.person_id, clock.now()
    trail.record(actor, "set_completion_rule", cohort, days=days_needed)
    db.session.flush()
    give_early_word(cohort)


def give_early_word(cohort: CohortView, member_ids: Collection[int] | None = None) -> None:
    """Inside a write: members (these, or all) whose completion is newly in danger or out of reach are told, and their managers.

    Nobody is told twice while it stays so. What is no longer so is forgotten, so that it is told again if it comes back.
    """
    if cohort.state not in policy.TAKES_PEOPLE:
        return
    days = day_queries.list_days(cohort)
    learners = standing_queries.list_learners(cohort.id, member_ids)
    found = standing_queries.days_of_members(cohort.id, days, learners)
    known = standing_queries.list_words(found)
    due = {member_id: WORD_OF.get(each.standing.level) for member_id, each in found.items()}
    _forget({(member_id, word) for member_id, word in known if not _still_holds(word, due[member_id])})
    new = {
        member_id: word
        for member_id, word in due.items()
        if word is not None and (member_id, word) not in known
    }
    for told in standing_queries.list_told_of(new):
        if _is_first(told.member_id, new[told.member_id]):
            _tell(cohort.id, told, new[told.member_id])


@writes
def follow_time() -> None:
    """The early word is given also where nobody did anything and a day has passed on which somebody was away."""
    for cohort_id in day_queries.list_cohorts_with_days(clock.today() - FOLLOWED_FOR, clock.today()):
        queries.lock_row(cohort_id)
        give_early_word(queries.view_of(cohort_id))


def _still_holds(word: EarlyWord, due: EarlyWord | None) -> bool:
    """What is out of reach is in danger too, so that being told of the one does not bring back the other."""
    return due is word or (word is EarlyWord.IN_DANGER and due is EarlyWord.OUT_OF_REACH)


def _forget(words: Collection[tuple[int, EarlyWord]]) -> None:
    for word in EarlyWord:
        ids = [member_id for member_id, each in words if each is word]
        if ids:
            db.session.execute(
                delete(CompletionWord).where(CompletionWord.word == word, CompletionWord.member_id.in_(ids))
            )


def _is_first(member_id: int, word: EarlyWord) -> bool:
    """Of two who mark at once, the second finds that it was told."""
    try:
        with savepoint():
            db.session.add(CompletionWord(member_id=member_id, word=word, told_at=clock.now()))
    except IntegrityError:
        return False
    return True


def _tell(cohort_id: int, told: ToldOf, word: EarlyWord) -> None:
    to_member, to_manager = KINDS[word]
    facts: dict[str, Any] = {"member_id": told.member_id, "word": word.value}
    others = {told.manager_id} if told.manager_id else set(coordinator_ids(told.area_id))
    path = attendance_page(cohort_id, told.member_id)
    notify.tell_all(
        [
            News(told.person_id, to_member, facts, OWN_PAGE),
            *(News(person_id, to_manager, facts, path) for person_id in sorted(others - {told.person_id})),
        ]
    )


def is_still_so(member_id: int, word: str) -> bool:
    """Whether the word stands that was given about the member; for checks of mail."""
    return (member_id, word) in {
        (each, given.value) for each, given in standing_queries.list_words([member_id])
    }

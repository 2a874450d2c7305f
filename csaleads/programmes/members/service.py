"""Who takes part: nominated or applied for, time agreed, a place given, deferred, left, replaced, completed."""

from sqlalchemy.exc import IntegrityError

from csaleads.access.permissions import Permission
from csaleads.access.viewer import Viewer
from csaleads.accounts.queries import coordinator_ids
from csaleads.audit import service as audit
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.errors import InvalidChoice, NotFound, WrongState
from csaleads.core.unit_of_work import savepoint, writes
from csaleads.notify import service as notify
from csaleads.notify.models import MessageKind
from csaleads.notify.service import News
from csaleads.programmes import policy, queries
from csaleads.programmes.addresses import member_page
from csaleads.programmes.afternoons import group_service
from csaleads.programmes.cohorts import completion_service
from csaleads.programmes.errors import KnownAlready, NoPlaceLeft
from csaleads.programmes.members import queries as member_queries
from csaleads.programmes.members.queries import MemberView
from csaleads.programmes.models import CohortMember, MemberState, Way
from csaleads.programmes.queries import CohortView

ON_REQUEST = ("agree", "take_up", "defer", "leave", "nominate")  # completing: `certificate_service`


@writes
def nominate(actor: Viewer, *, cohort_id: int, area_id: int, person_id: int) -> int:
    """The person is nominated for the cohort; the id of their part in it. Their manager is asked to agree the time.

    Raises NotFound, WrongState where the cohort takes nobody, InvalidChoice, KnownAlready.
    """
    cohort = _taking_people(actor, cohort_id, "nominate")
    chosen = {person.id for person in member_queries.people_to_nominate(actor, cohort, area_id)}
    known = member_queries.find_of_person(cohort_id, person_id)
    if person_id not in chosen:
        if known is not None:
            raise KnownAlready(known.state.value)
        raise InvalidChoice("person")
    return _enter(actor, cohort, area_id, person_id, _way_of(actor, cohort, area_id), known)


def _way_of(actor: Viewer, cohort: CohortView, area_id: int) -> Way:
    if actor.can_in(Permission.RUN_COHORTS_OF_AREA, area_id):
        return Way.BY_COORDINATOR
    return Way.BY_PROGRAMME if policy.sees_to_area(actor, cohort, area_id) else Way.BY_MANAGER


@writes
def apply(actor: Viewer, *, cohort_id: int, area_id: int) -> int:
    """The actor applies for themselves; the id of their part. Raises NotFound, WrongState, KnownAlready."""
    cohort = _taking_people(actor, cohort_id, "nominate")
    if not policy.can_apply(actor, cohort, area_id):
        raise NotFound
    known = member_queries.find_of_person(cohort_id, actor.person_id)
    if known is not None and known.state not in (MemberState.LEFT, MemberState.DEFERRED):
        raise KnownAlready(known.state.value)
    return _enter(actor, cohort, area_id, actor.person_id, Way.APPLIED, known)


def _taking_people(actor: Viewer, cohort_id: int, verb: str) -> CohortView:
    cohort, now = queries.lock_cohort(actor, cohort_id)
    if cohort.state not in policy.TAKES_PEOPLE:
        raise WrongState(verb, cohort.state.value)
    return now


def _enter(
    actor: Viewer, cohort: CohortView, area_id: int, person_id: int, way: Way, known: CohortMember | None
) -> int:
    """A new part in the cohort, or one that was left or deferred taken up again."""
    now = clock.now()
    member = known or CohortMember(cohort_id=cohort.id, person_id=person_id)
    if known is not None:
        policy.member_after(known.state, "nominate")
    member.area_id, member.state, member.state_since = area_id, MemberState.NOMINATED, now
    member.way, member.nominated_by_id, member.nominated_at = way, actor.person_id, now
    member.agreed_by_id = None
    try:
        with savepoint():
            db.session.add(member)
    except IntegrityError:
        raise KnownAlready(MemberState.NOMINATED.value) from None
    verb = "apply_to_cohort" if way is Way.APPLIED else "nominate_member"
    audit.record(actor, verb, subject=("cohort_member", member.id), area_id=area_id, cohort_id=cohort.id)
    _ask_for_time(actor, cohort, member.id)
    return member.id


def _ask_for_time(actor: Viewer, cohort: CohortView, member_id: int) -> None:
    """The manager is told that time is to be agreed, or the coordinators where there is none; the person of the nomination."""
    member = member_queries.facts_of(cohort, member_id)
    asked = [member.manager_id] if member.manager_id else coordinator_ids(member.area_id)
    path = member_page(cohort.id, member_id)
    facts = {"member_id": member_id}
    told = [
        News(person_id, MessageKind.TIME_ASKED, facts, path)
        for person_id in asked
        if person_id != actor.person_id
    ]
    if member.person_id != actor.person_id:
        told.append(News(member.person_id, MessageKind.NOMINATED, facts, path))
    notify.tell_all(told)


@writes
def move_member(actor: Viewer, *, cohort_id: int, member_id: int, verb: str) -> MemberState:
    """The member goes where the verb leads; they are told unless they did it. Raises NotFound, WrongState, NoPlaceLeft."""
    if verb not in ON_REQUEST:
        raise InvalidChoice("verb")
    cohort, row, member = _lock(actor, cohort_id, member_id)
    _require(actor, cohort, member, verb)
    after = policy.member_after(row.state, verb)
    if verb == "take_up":
        _require_place(cohort, row.area_id)
    if verb == "nominate":
        return _nominate_again(actor, cohort, row)
    _move(actor, cohort, row, verb, after)
    if verb in ("leave", "defer"):
        group_service.release(row.id)
    if after is MemberState.MEMBER:
        completion_service.give_early_word(cohort, [row.id])  # days that are over are missed
    return after


def _lock(actor: Viewer, cohort_id: int, member_id: int) -> tuple[CohortView, CohortMember, MemberView]:
    """The cohort is locked before its members, so that places are counted by one at a time."""
    _, cohort = queries.lock_cohort(actor, cohort_id)
    row = member_queries.lock_member(member_id, cohort_id)
    return cohort, row, member_queries.get_member(actor, cohort, member_id)


def _require(actor: Viewer, cohort: CohortView, member: MemberView, verb: str) -> None:
    if cohort.state not in policy.TAKES_PEOPLE:
        raise WrongState(verb, cohort.state.value)
    if not policy.can_move_member(actor, cohort, member, verb):
        raise NotFound


def _require_place(cohort: CohortView, area_id: int) -> None:
    if queries.count_of(cohort.id, area_id, policy.HOLDS_A_PLACE) >= cohort.area(area_id).places:
        raise NoPlaceLeft


def _nominate_again(actor: Viewer, cohort: CohortView, row: CohortMember) -> MemberState:
    way = Way.APPLIED if row.person_id == actor.person_id else _way_of(actor, cohort, row.area_id)
    _enter(actor, cohort, row.area_id, row.person_id, way, row)
    return MemberState.NOMINATED


def _move(actor: Viewer, cohort: CohortView, row: CohortMember, verb: str, after: MemberState) -> None:
    row.state, row.state_since = after, clock.now()
    if verb == "agree":
        row.agreed_by_id = actor.person_id
    audit.record(
        actor, f"{verb}_member", subject=("cohort_member", row.id), area_id=row.area_id, cohort_id=cohort.id
    )
    db.session.flush()
    if row.person_id != actor.person_id:
        facts = {"member_id": row.id, "state": after.value}
        notify.tell(row.person_id, MessageKind.PART_CHANGED, facts=facts, path=member_page(cohort.id, row.id))


@writes
def replace_member(actor: Viewer, *, cohort_id: int, member_id: int, successor_id: int) -> None:
    """The successor, whose time is agreed, comes in the member's place. Raises NotFound, WrongState, InvalidChoice."""
    cohort, row, member = _lock(actor, cohort_id, member_id)
    _require(actor, cohort, member, "replace")
    after = policy.member_after(row.state, "replace")
    if successor_id not in dict(member_queries.successors_of(actor, cohort, member)):
        raise InvalidChoice("successor")
    successor = member_queries.lock_member(successor_id, cohort_id)
    row.replaced_by_id = successor.id
    _move(actor, cohort, row, "replace", after)
    _move(actor, cohort, successor, "take_up", policy.member_after(successor.state, "take_up"))
    group_service.hand_over(row.id, successor.id)
    completion_service.give_early_word(cohort, [successor.id])

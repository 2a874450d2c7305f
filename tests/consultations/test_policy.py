"""Who stands how to a record, from both sides, and the two life cycles, line by line."""

from datetime import timedelta

import pytest

from csaleads.access.permissions import Role
from csaleads.access.viewer import RoleHeld, Viewer
from csaleads.consultations import policy
from csaleads.consultations.models import RecordState
from csaleads.consultations.policy import ActionState, RecordFacts, Relation
from csaleads.core.errors import NotAllowed, NotFound, WrongState
from tests.conftest import NOON

AREA, FAR = 1, 2
LEAD, CO_LEAD, WORKER, COORDINATOR = 10, 11, 12, 13
DRAFT, SIGNED = RecordState.DRAFT, RecordState.SIGNED


def person(person_id: int, role: Role, area: int = AREA) -> Viewer:
    return Viewer(person_id, "Somebody", "s@area.example", (RoleHeld(role, area, "Area"),))


def facts(state: RecordState = SIGNED, **changes: object) -> RecordFacts:
    return RecordFacts(**{
        "area_id": AREA, "lead_id": LEAD, "worker_id": WORKER, "state": state,
        "clinic_lead_ids": frozenset({LEAD, CO_LEAD}),
    } | changes)  # type: ignore[arg-type]  # fmt: skip


PEOPLE = {
    Relation.LEAD: person(LEAD, Role.PRACTICE_LEAD),
    Relation.CO_LEAD: person(CO_LEAD, Role.PRACTICE_LEAD),
    Relation.WORKER: person(WORKER, Role.SOCIAL_WORKER),
    Relation.BREAK_GLASS: person(COORDINATOR, Role.COORDINATOR),
}


def with_glass(state: RecordState) -> RecordFacts:
    return facts(state, glass_until=NOON + timedelta(minutes=1))


@pytest.mark.parametrize("relation", Relation)
@pytest.mark.parametrize("state", RecordState)
def test_reading_follows_the_table(relation: Relation, state: RecordState) -> None:
    record = with_glass(state)
    is_hidden = relation is Relation.BREAK_GLASS and state is DRAFT  # a draft has no shared part to open
    expected = None if is_hidden else relation

    found = policy.relation_of(PEOPLE[relation], record, NOON)

    assert found is expected
    assert policy.can_read(found, state) == (state in policy.READS[relation])


@pytest.mark.parametrize(
    "role", [Role.PRACTICE_LEAD, Role.LINE_MANAGER, Role.COORDINATOR, Role.SOCIAL_WORKER]
)
def test_anybody_else_of_the_area_has_no_relation(role: Role) -> None:
    assert policy.relation_of(person(99, role), facts(), NOON) is None


@pytest.mark.parametrize(("person_id", "role"), [(LEAD, Role.PRACTICE_LEAD), (CO_LEAD, Role.PRACTICE_LEAD),
                                                 (WORKER, Role.SOCIAL_WORKER), (COORDINATOR, Role.COORDINATOR)])  # fmt: skip
def test_the_same_people_in_another_area_have_none(person_id: int, role: Role) -> None:
    assert policy.relation_of(person(person_id, role, FAR), with_glass(SIGNED), NOON) is None


@pytest.mark.parametrize(("minutes", "expected"), [(1, Relation.BREAK_GLASS), (0, None), (-1, None)])
def test_break_glass_ends_at_its_minute(minutes: int, expected: Relation | None) -> None:
    record = facts(glass_until=NOON + timedelta(minutes=minutes))

    assert policy.relation_of(PEOPLE[Relation.BREAK_GLASS], record, NOON) is expected


def test_a_lead_cannot_break_the_glass_with_anothers_read() -> None:
    assert policy.relation_of(person(99, Role.PRACTICE_LEAD), with_glass(SIGNED), NOON) is None


@pytest.mark.parametrize("verb", sorted(policy.MAY))
@pytest.mark.parametrize("relation", Relation)
@pytest.mark.parametrize("state", RecordState)
def test_every_move_by_everybody_from_every_state(verb: str, relation: Relation, state: RecordState) -> None:
    record = with_glass(state)
    is_known = policy.relation_of(PEOPLE[relation], record, NOON) is not None
    expected: object
    if not is_known:
        expected = NotFound
    elif relation not in policy.MAY[verb]:
        expected = NotAllowed
    elif relation is Relation.WORKER and state is DRAFT:
        expected = NotFound  # a worker is never told that a draft exists
    else:
        expected = policy.RECORD_MOVES.get((state, verb), WrongState)

    if isinstance(expected, RecordState):
        assert policy.require_move(PEOPLE[relation], record, verb, NOON) is expected
    else:
        with pytest.raises(expected):  # type: ignore[call-overload]
            policy.require_move(PEOPLE[relation], record, verb, NOON)


def test_nothing_leads_back_from_signed() -> None:
    targets = {target for (source, _), target in policy.RECORD_MOVES.items() if source is SIGNED}

    assert targets == {SIGNED}


@pytest.mark.parametrize("state", ActionState)
@pytest.mark.parametrize("verb", ["finish", "undo"])
def test_actions_move_by_their_table(state: ActionState, verb: str) -> None:
    target = policy.ACTION_MOVES.get((state, verb))

    if target is None:
        with pytest.raises(WrongState):
            policy.require_action_move(state, verb)
    else:
        assert policy.require_action_move(state, verb) is target


def opening(**changes: object) -> policy.OpeningFacts:
    return policy.OpeningFacts(**{
        "area_id": AREA, "worker_id": WORKER, "state": "booked", "accepted_by_id": None,
        "clinic_lead_ids": frozenset({LEAD, CO_LEAD}),
    } | changes)  # type: ignore[arg-type]  # fmt: skip


@pytest.mark.parametrize("person_id", [LEAD, CO_LEAD])
def test_both_leads_of_the_clinic_may_open(person_id: int) -> None:
    policy.require_open(person(person_id, Role.PRACTICE_LEAD), opening(), NOON)


def test_who_accepted_may_open_and_another_lead_may_not() -> None:
    accepted = opening(state="accepted", accepted_by_id=LEAD, clinic_lead_ids=frozenset())

    policy.require_open(person(LEAD, Role.PRACTICE_LEAD), accepted, NOON)
    with pytest.raises(NotFound):
        policy.require_open(person(99, Role.PRACTICE_LEAD), accepted, NOON)


@pytest.mark.parametrize(("person_id", "may"), [(LEAD, False), (CO_LEAD, False), (99, True)])
def test_what_was_taken_over_is_opened_by_whoever_took_over_alone(person_id: int, may: bool) -> None:
    taken = opening(accepted_by_id=99)

    assert policy.can_open(person(person_id, Role.PRACTICE_LEAD), taken) is may


@pytest.mark.parametrize("area", [AREA, FAR])
def test_a_lead_of_the_clinic_opens_only_by_a_role_in_its_area(area: int) -> None:
    assert policy.can_open(person(LEAD, Role.PRACTICE_LEAD, area), opening()) == (area == AREA)


@pytest.mark.parametrize(
    "state", ["draft", "submitted", "queued", "consulted", "withdrawn", "declined", "did_not_attend"]
)
def test_nothing_is_opened_from_another_state(state: str) -> None:
    with pytest.raises(WrongState):
        policy.require_open(person(LEAD, Role.PRACTICE_LEAD), opening(state=state), NOON)


def test_a_record_is_opened_once_the_clinic_has_begun() -> None:
    lead = person(LEAD, Role.PRACTICE_LEAD)

    policy.require_open(lead, opening(clinic_starts_at=NOON), NOON)
    with pytest.raises(WrongState):
        policy.require_open(lead, opening(clinic_starts_at=NOON + timedelta(minutes=1)), NOON)

"""Who may do what with a version, tried from both sides; pure."""

import pytest

from csaleads.access.permissions import Role
from csaleads.access.viewer import RoleHeld, Viewer
from csaleads.core.errors import HiddenNow, NotFound, WrongState
from csaleads.sharing import policy
from csaleads.sharing.models import SharingState

LEAD, CO_LEAD, WORKER, OTHER, CONFIRMER = 1, 2, 3, 4, 5
HERE, THERE = 10, 20


def somebody(person_id: int, *roles: Role, area_id: int = HERE) -> Viewer:
    return Viewer(person_id, "", "", roles=tuple(RoleHeld(role, area_id) for role in roles))


def version(state: SharingState, *, is_hidden: bool = False) -> policy.VersionFacts:
    confirmed_by_id = CONFIRMER if is_hidden else None
    took_part = frozenset({LEAD, CO_LEAD, WORKER})
    return policy.VersionFacts(HERE, LEAD, state, took_part, is_hidden, confirmed_by_id)


@pytest.mark.parametrize(
    ("viewer", "may"),
    [
        (somebody(OTHER, Role.PRACTICE_LEAD), True),
        (somebody(OTHER, Role.COORDINATOR), True),
        (somebody(OTHER, Role.SOCIAL_WORKER), False),
        (somebody(OTHER, Role.LINE_MANAGER), False),
        (somebody(OTHER, Role.PRACTICE_LEAD, area_id=THERE), False),
        (somebody(LEAD, Role.PRACTICE_LEAD), False),
        (somebody(LEAD, Role.PRACTICE_LEAD, Role.COORDINATOR), False),
        (somebody(CO_LEAD, Role.PRACTICE_LEAD), False),
        (somebody(WORKER, Role.SOCIAL_WORKER, Role.PRACTICE_LEAD), False),
    ],
)
def test_only_a_lead_or_coordinator_who_took_no_part_reviews(viewer: Viewer, may: bool) -> None:
    assert policy.can_review(viewer, version(SharingState.PROPOSED)) is may


@pytest.mark.parametrize("state", SharingState)
def test_reading_needs_it_to_be_shared(state: SharingState) -> None:
    facts = version(state)

    assert policy.can_read(somebody(OTHER, Role.PRACTICE_LEAD), facts) is (state is SharingState.SHARED)
    assert not policy.can_read(somebody(OTHER, Role.SOCIAL_WORKER), facts)
    assert not policy.can_read(somebody(OTHER, Role.LINE_MANAGER), facts)
    assert not policy.can_read(somebody(OTHER, Role.PRACTICE_LEAD, area_id=THERE), facts)


def test_the_author_is_its_lead_while_they_are_a_lead() -> None:
    facts = version(SharingState.DRAFT)

    policy.require_author(somebody(LEAD, Role.PRACTICE_LEAD), facts)
    for other in (somebody(LEAD, Role.SOCIAL_WORKER), somebody(OTHER, Role.PRACTICE_LEAD)):
        with pytest.raises(NotFound):
            policy.require_author(other, facts)


def test_a_coordinator_stops_what_others_can_open() -> None:
    coordinator = somebody(OTHER, Role.COORDINATOR)

    policy.require_stopping(coordinator, version(SharingState.SHARED))
    policy.require_stopping(coordinator, version(SharingState.PROPOSED))
    with pytest.raises(NotFound):
        policy.require_stopping(coordinator, version(SharingState.RETURNED))
    with pytest.raises(NotFound):
        policy.require_stopping(somebody(OTHER, Role.PRACTICE_LEAD), version(SharingState.SHARED))
    with pytest.raises(WrongState):
        policy.require_stopping(coordinator, version(SharingState.STOPPED))


def test_words_change_in_no_state_in_which_others_read_them() -> None:
    for state in (SharingState.PROPOSED, SharingState.SHARED):
        with pytest.raises(WrongState):
            policy.require_move(state, "save")
    assert {state for state in SharingState if policy.can_move(state, "save")} == policy.EDITED_IN


@pytest.mark.parametrize(
    ("viewer", "may"),
    [
        (somebody(LEAD, Role.PRACTICE_LEAD), True),
        (somebody(CONFIRMER, Role.PRACTICE_LEAD), True),
        (somebody(OTHER, Role.COORDINATOR), True),
        (somebody(OTHER, Role.PRACTICE_LEAD), False),
        (somebody(CO_LEAD, Role.PRACTICE_LEAD), False),
        (somebody(CONFIRMER, Role.SOCIAL_WORKER), False),
        (somebody(CONFIRMER, Role.PRACTICE_LEAD, area_id=THERE), False),
        (somebody(OTHER, Role.COORDINATOR, area_id=THERE), False),
    ],
)
def test_while_it_is_hidden_its_lead_its_reviewer_and_the_coordinator_read_it(
    viewer: Viewer, may: bool
) -> None:
    hidden = version(SharingState.SHARED, is_hidden=True)

    assert policy.can_read_hidden(viewer, hidden) is may
    assert policy.can_open(viewer, hidden) is may
    assert not policy.can_read_hidden(viewer, version(SharingState.SHARED))


@pytest.mark.parametrize("state", SharingState)
def test_what_is_hidden_was_open_before_or_does_not_exist(state: SharingState) -> None:
    hidden = version(state, is_hidden=True)
    reader = somebody(OTHER, Role.PRACTICE_LEAD)

    assert not policy.can_read(reader, hidden)
    assert not policy.can_review(reader, hidden)
    assert not policy.can_stop(somebody(OTHER, Role.COORDINATOR), hidden)
    if state in (SharingState.SHARED, SharingState.PROPOSED):
        with pytest.raises(HiddenNow):
            policy.require_shown(reader, hidden)
    else:
        policy.require_shown(reader, hidden)
    policy.require_shown(somebody(OTHER, Role.PRACTICE_LEAD, area_id=THERE), hidden)


def test_the_coordinator_keeps_what_is_shared_and_waits_for_them() -> None:
    coordinator, shared = somebody(OTHER, Role.COORDINATOR), version(SharingState.SHARED)

    policy.require_keeping(coordinator, shared, waits=True)
    with pytest.raises(WrongState):
        policy.require_keeping(coordinator, shared, waits=False)
    with pytest.raises(NotFound):
        policy.require_keeping(somebody(OTHER, Role.PRACTICE_LEAD), shared, waits=True)
    with pytest.raises(NotFound):
        policy.require_keeping(coordinator, version(SharingState.PROPOSED), waits=True)
    with pytest.raises(HiddenNow):
        policy.require_keeping(coordinator, version(SharingState.SHARED, is_hidden=True), waits=True)

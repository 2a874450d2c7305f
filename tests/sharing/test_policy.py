"""Who may do what with a version, tried from both sides; pure."""

import pytest

from csaleads.access.permissions import Role
from csaleads.access.viewer import RoleHeld, Viewer
from csaleads.core.errors import NotFound, WrongState
from csaleads.sharing import policy
from csaleads.sharing.models import SharingState

LEAD, CO_LEAD, WORKER, OTHER = 1, 2, 3, 4
HERE, THERE = 10, 20


def somebody(person_id: int, *roles: Role, area_id: int = HERE) -> Viewer:
    return Viewer(person_id, "", "", roles=tuple(RoleHeld(role, area_id) for role in roles))


def version(state: SharingState) -> policy.VersionFacts:
    return policy.VersionFacts(HERE, LEAD, state, frozenset({LEAD, CO_LEAD, WORKER}))


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

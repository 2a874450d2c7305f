"""The life cycle of a request: from every state, every verb."""

from datetime import UTC, datetime, timedelta

import pytest

from csaleads.advice import policy
from csaleads.advice.models import RequestState
from csaleads.core.errors import WrongState

NOW = datetime(2026, 11, 18, 12, 0, tzinfo=UTC)
LATER, EARLIER = NOW + timedelta(minutes=1), NOW - timedelta(minutes=1)
S = RequestState
EXPECTED: dict[RequestState, dict[str, RequestState]] = {
    S.DRAFT: {"submit": S.SUBMITTED, "withdraw": S.WITHDRAWN, "edit": S.DRAFT},
    S.SUBMITTED: {"book": S.BOOKED, "join_queue": S.QUEUED, "withdraw": S.WITHDRAWN, "edit": S.SUBMITTED},
    S.BOOKED: {
        "move": S.BOOKED,
        "cancel": S.SUBMITTED,
        "lose_slot": S.SUBMITTED,
        "miss": S.DID_NOT_ATTEND,
        "consult": S.CONSULTED,
        "withdraw": S.WITHDRAWN,
        "edit": S.BOOKED,
    },
    S.QUEUED: {
        "book": S.BOOKED,
        "accept": S.ACCEPTED,
        "decline": S.DECLINED,
        "withdraw": S.WITHDRAWN,
        "edit": S.QUEUED,
    },
    S.ACCEPTED: {
        "hand_back": S.QUEUED,
        "decline": S.DECLINED,
        "consult": S.CONSULTED,
        "withdraw": S.WITHDRAWN,
        "edit": S.ACCEPTED,
    },
    S.CONSULTED: {},
    S.WITHDRAWN: {},
    S.DECLINED: {},
    S.DID_NOT_ATTEND: {
        "book": S.BOOKED,
        "join_queue": S.QUEUED,
        "undo_miss": S.BOOKED,
        "withdraw": S.WITHDRAWN,
    },
}


@pytest.mark.parametrize("verb", sorted(policy.VERBS))
@pytest.mark.parametrize("state", list(RequestState))
def test_each_verb_leads_where_the_table_says_or_nowhere(state: RequestState, verb: str) -> None:
    expected = EXPECTED[state].get(verb)
    starts_at = EARLIER if verb == "consult" else LATER

    if expected is None:
        with pytest.raises(WrongState):
            policy.require_move(state, verb, clinic_starts_at=starts_at, now=NOW)
    else:
        assert policy.require_move(state, verb, clinic_starts_at=starts_at, now=NOW) is expected


@pytest.mark.parametrize("verb", ["move", "cancel", "edit", "withdraw"])
def test_a_booked_request_is_the_workers_until_its_clinic_starts(verb: str) -> None:
    assert policy.can_move(S.BOOKED, verb, clinic_starts_at=LATER, now=NOW)
    assert not policy.can_move(S.BOOKED, verb, clinic_starts_at=NOW, now=NOW)
    assert not policy.can_move(S.BOOKED, verb, clinic_starts_at=EARLIER, now=NOW)


def test_a_consultation_begins_once_the_clinic_has_begun() -> None:
    assert not policy.can_move(S.BOOKED, "consult", clinic_starts_at=LATER, now=NOW)
    assert policy.can_move(S.BOOKED, "consult", clinic_starts_at=NOW, now=NOW)
    assert policy.can_move(S.ACCEPTED, "consult", clinic_starts_at=None, now=NOW)


@pytest.mark.parametrize("verb", ["miss", "consult", "lose_slot"])
def test_what_belongs_to_the_clinic_itself_does_not_end_when_it_starts(verb: str) -> None:
    assert policy.can_move(S.BOOKED, verb, clinic_starts_at=EARLIER, now=NOW)


def test_attendance_can_be_marked_from_the_day_of_the_clinic() -> None:
    starts_at = datetime(2026, 11, 18, 13, 30, tzinfo=UTC)

    assert policy.can_mark_attendance(starts_at, datetime(2026, 11, 18, 9, 0, tzinfo=UTC))
    assert policy.can_mark_attendance(starts_at, datetime(2026, 11, 20, 9, 0, tzinfo=UTC))
    assert not policy.can_mark_attendance(starts_at, datetime(2026, 11, 17, 23, 0, tzinfo=UTC))

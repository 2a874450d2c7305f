"""What a theme rests on goes out of it with consent, sharing or safety; under five it stops, in the library too; it is told."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from csaleads.access.permissions import Role
from csaleads.access.viewer import SYSTEM
from csaleads.accounts import roles_service
from csaleads.accounts.models import RoleInArea
from csaleads.audit.models import AuditEvent
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.errors import ChangedMeanwhile, NotFound, WrongState
from csaleads.core.unit_of_work import roll_back, unit_of_work
from csaleads.learning.knowledge import KnowledgeState
from csaleads.learning.models import Resource, ResourceState
from csaleads.notify.models import MessageKind
from csaleads.sharing import correcting, service, theme_queries
from csaleads.sharing.models import LearningVersion, StopReason
from csaleads.slips import service as slips
from csaleads.slips.models import SlipKind
from tests.factories import Factory
from tests.sharing.themes import Themes, reference_of, rests_on, row_of, state_of, told

S, K = KnowledgeState, MessageKind
Ending = Callable[[Themes, str], None]


@pytest.fixture
def themes(make: Factory) -> Themes:
    return Themes(make)


def take_back(themes: Themes, number: str) -> None:
    actor = themes.actor(themes.one)
    reference = reference_of(number)
    with unit_of_work():
        service.take_back_sharing(actor, reference=reference)


def stop(themes: Themes, number: str) -> None:
    actor = themes.actor(themes.make.person(themes.area, Role.COORDINATOR))
    with unit_of_work():
        service.stop_as_coordinator(actor, number=number, reason=StopReason.NO_LONGER_RIGHT)


def stop_for_doubt(themes: Themes, number: str) -> None:
    actor = themes.actor(themes.make.person(themes.area, Role.COORDINATOR))
    with unit_of_work():
        service.stop_as_coordinator(actor, number=number, reason=StopReason.COULD_IDENTIFY)


def hide(themes: Themes, number: str) -> None:
    """By way of a slip, as somebody reports it who reads it."""
    actor = themes.actor(themes.proposer)
    with unit_of_work():
        slips.report_learning(actor, number=number, kind=SlipKind.PLACE)


def wipe(themes: Themes, number: str) -> None:
    consultation_id = record_of(number)
    with unit_of_work():
        service.wipe_version(SYSTEM, consultation_id)


def record_of(number: str) -> UUID:
    found = db.session.scalars(
        select(LearningVersion.consultation_id).where(LearningVersion.number == number)
    ).one()
    roll_back()
    return found


ENDINGS: list[tuple[Ending, MessageKind]] = [
    (take_back, K.THEME_SMALLER),
    (stop, K.THEME_SMALLER),
    (stop_for_doubt, K.THEME_IN_DOUBT),
    (hide, K.THEME_IN_DOUBT),
    (wipe, K.THEME_IN_DOUBT),
]


@pytest.mark.parametrize(("end", "kind"), ENDINGS)
def test_what_is_shared_no_longer_is_in_no_theme_and_the_theme_is_told(
    themes: Themes, end: Ending, kind: MessageKind
) -> None:
    theme_id = themes.agreed()
    before = row_of(theme_id).version

    end(themes, themes.numbers[0])

    assert rests_on(theme_id) == set(themes.numbers[1:])
    assert state_of(theme_id) is S.AGREED
    assert told(themes.proposer).count(kind) == 1
    with pytest.raises(ChangedMeanwhile):
        themes.publish(theme_id, version=before)


@pytest.mark.parametrize(("end", "kind"), ENDINGS)
def test_of_what_is_published_whoever_checked_is_told_where_it_is_in_doubt(
    themes: Themes, end: Ending, kind: MessageKind
) -> None:
    theme_id = themes.published()

    end(themes, themes.numbers[0])

    assert state_of(theme_id) is S.PUBLISHED
    assert kind in told(themes.proposer)
    assert (kind in told(themes.checker)) is (kind is K.THEME_IN_DOUBT)


@pytest.mark.parametrize("end", [end for end, _ in ENDINGS])
def test_under_five_an_open_theme_stops(make: Factory, end: Ending) -> None:
    themes = Themes(make)
    theme_id = themes.propose(numbers=tuple(themes.numbers[:5]))

    end(themes, themes.numbers[0])

    assert state_of(theme_id) is S.WITHDRAWN
    assert told(themes.proposer).count(K.THEME_ENDED) == 1
    with pytest.raises(WrongState):
        themes.say(themes.two, theme_id)


@pytest.mark.parametrize("end", [end for end, _ in ENDINGS])
def test_under_five_a_published_theme_leaves_the_library(make: Factory, end: Ending) -> None:
    themes = Themes(make)
    themes.numbers = themes.numbers[:5]
    theme_id = themes.published()
    resource_id = row_of(theme_id).resource_id

    end(themes, themes.numbers[0])

    assert state_of(theme_id) is S.WITHDRAWN
    assert db.session.get_one(Resource, resource_id).state is ResourceState.ARCHIVED
    assert K.THEME_ENDED in told(themes.proposer)
    assert theme_queries.find_of_resource(resource_id) is None  # type: ignore[arg-type]


def test_who_declines_is_left_out_with_all_their_records(make: Factory) -> None:
    themes = Themes(make, each=5)
    theme_id = themes.propose()

    themes.say(themes.one, theme_id, agrees=False)

    assert K.THEME_SMALLER in told(themes.proposer)
    assert theme_queries.get_theme(themes.actor(themes.proposer), None, theme_id).line.used_count == 5
    with pytest.raises(NotFound):
        themes.say(themes.one, theme_id)
    themes.say(themes.two, theme_id)
    assert state_of(theme_id) is S.AGREED
    assert themes.publish(theme_id)


def test_the_last_who_has_not_answered_declines_and_the_others_go_on(make: Factory) -> None:
    themes = Themes(make, each=5)
    theme_id = themes.propose()
    themes.say(themes.one, theme_id)

    themes.say(themes.two, theme_id, agrees=False)

    assert state_of(theme_id) is S.AGREED


@pytest.mark.parametrize("is_published", [False, True])
def test_consent_is_taken_back_at_any_time_and_under_five_it_stops(
    themes: Themes, is_published: bool
) -> None:
    theme_id = themes.published() if is_published else themes.agreed()
    resource_id = row_of(theme_id).resource_id

    themes.say(themes.one, theme_id, agrees=False)

    assert state_of(theme_id) is S.WITHDRAWN
    if is_published:
        assert db.session.get_one(Resource, resource_id).state is ResourceState.ARCHIVED


def test_what_was_hidden_does_not_come_back_when_it_is_shown(themes: Themes) -> None:
    theme_id = themes.agreed()
    hide(themes, themes.numbers[0])
    consultation_id = record_of(themes.numbers[0])

    with unit_of_work():
        correcting.show_version(consultation_id)

    assert themes.numbers[0] not in rests_on(theme_id)


def test_a_lead_who_leaves_before_answering_is_left_out_and_what_was_agreed_to_stays(make: Factory) -> None:
    themes = Themes(make, each=5)
    theme_id = themes.propose()
    themes.say(themes.one, theme_id)
    for lead in (themes.one, themes.two):
        end_role(themes, lead.id)

    assert rests_on(theme_id) == set(themes.numbers[:5])
    assert state_of(theme_id) is S.AGREED


def end_role(themes: Themes, person_id: int) -> None:
    query = select(RoleInArea.id).where(
        RoleInArea.person_id == person_id, RoleInArea.role == Role.PRACTICE_LEAD
    )
    role_id = db.session.scalars(query).one()
    actor = themes.actor(themes.make.person(themes.area, Role.COORDINATOR))
    with unit_of_work():
        roles_service.end_role(actor, role_id=role_id, ends_on=clock.today() - timedelta(days=1))


def test_the_trail_tells_of_it_without_which(themes: Themes) -> None:
    theme_id = themes.agreed()

    take_back(themes, themes.numbers[0])

    events = db.session.scalars(
        select(AuditEvent).where(AuditEvent.subject_id == theme_id.hex).order_by(AuditEvent.id)
    ).all()
    assert (events[-1].verb, events[-1].details) == ("leave_out_of_theme", {"left": 5})


def test_a_record_in_no_theme_ends_its_sharing_as_before(themes: Themes) -> None:
    number = themes.share(themes.one)

    take_back(themes, number)

    assert told(themes.proposer) == []

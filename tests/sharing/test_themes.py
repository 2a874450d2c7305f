"""A theme of consultations: nothing is published but what its leads agreed to and somebody who took no part has checked."""

from functools import partial
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import select

from csaleads.access.permissions import Role
from csaleads.audit.models import AuditEvent
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.errors import ChangedMeanwhile, InvalidChoice, NotFound, WrongState
from csaleads.core.unit_of_work import roll_back, unit_of_work
from csaleads.learning.knowledge import KnowledgeState
from csaleads.learning.models import Audience, Resource, ResourceState, ResourceTopic
from csaleads.notify.models import MessageKind
from csaleads.screening.errors import CouldIdentify
from csaleads.sharing import service, theme_queries, theme_service
from csaleads.sharing.broadening import AgeGroup, ConcernGroup, StageGroup
from csaleads.sharing.errors import NotTrueOfAll, TooFewAlike, TooFewUsed
from csaleads.sharing.list_queries import SharedFilter
from csaleads.sharing.models import LearningVersion, SharingState
from csaleads.sharing.theme_models import LearningTheme, LearningThemeVersion
from tests.adversary.rivals import all_at_once, serving
from tests.factories import Factory
from tests.sharing.themes import SUMMARY, TITLE, Themes, reference_of, rests_on, row_of, state_of, told

S, K = KnowledgeState, MessageKind
HERE = {
    "age_group": AgeGroup.FROM_8_TO_10,
    "concern": ConcernGroup.INTRA_FAMILIAL,
    "stage": StageGroup.FIRST_CONCERN,
}


@pytest.fixture
def themes(make: Factory) -> Themes:
    return Themes(make)


def test_every_lead_is_asked_once_and_the_last_consent_leads_on(themes: Themes) -> None:
    theme_id = themes.propose()

    assert told(themes.one).count(K.THEME_ASKED) == told(themes.two).count(K.THEME_ASKED) == 1
    assert K.THEME_ASKED not in told(themes.proposer)
    themes.say(themes.one, theme_id)
    assert state_of(theme_id) is S.ASKED
    themes.say(themes.one, theme_id)
    themes.say(themes.two, theme_id)
    assert state_of(theme_id) is S.AGREED


def test_ones_own_records_need_no_asking(themes: Themes) -> None:
    theme_id = themes.propose(themes.one)

    assert K.THEME_ASKED not in told(themes.one)
    themes.say(themes.two, theme_id)
    assert state_of(theme_id) is S.AGREED


def test_what_is_published_is_read_by_leads_and_leads_back(themes: Themes, make: Factory) -> None:
    other = make.topic("Asking")
    theme_id = themes.propose(topic_ids=(other.id, themes.topic_id))
    themes.say(themes.one, theme_id)
    themes.say(themes.two, theme_id)

    resource_id = themes.publish(theme_id)

    row = db.session.get_one(Resource, resource_id)
    assert (row.state, row.area_id, row.audience) == (ResourceState.APPROVED, None, Audience.LEADS)
    assert (row.title, row.summary) == (TITLE, SUMMARY)
    assert row.link.startswith("https://")
    assert row.link.endswith(f"/themes/{theme_id}")
    assert row.main_topic_id == other.id
    topics = db.session.scalars(
        select(ResourceTopic.topic_id).where(ResourceTopic.resource_id == resource_id)
    )
    assert set(topics) == {other.id, themes.topic_id}
    assert state_of(theme_id) is S.PUBLISHED
    assert K.THEME_PUBLISHED in told(themes.proposer)


def test_what_is_written_lies_sealed_and_the_trail_tells_no_record(themes: Themes) -> None:
    theme_id = themes.agreed()

    sealed = db.session.execute(select(LearningTheme.title_sealed, LearningTheme.summary_sealed)).one()
    assert all(value and b"ebble" not in value and b"rain" not in value for value in sealed)
    events = db.session.scalars(
        select(AuditEvent).where(AuditEvent.subject_kind == "learning_theme").order_by(AuditEvent.id)
    ).all()
    assert [event.verb for event in events] == ["propose_theme", "agree_to_theme", "agree_to_theme"]
    assert {event.chain for event in events} == {themes.area.id}
    assert {event.subject_id for event in events} == {theme_id.hex}
    assert events[0].details["records"] == 6
    assert "L-" not in str([event.details for event in events])


@pytest.mark.parametrize("count", [0, 1, 4, 5])
def test_a_theme_rests_on_five_records_or_more(themes: Themes, count: int) -> None:
    numbers = tuple(themes.numbers[:count])

    if count < 5:
        with pytest.raises(TooFewUsed):
            themes.propose(numbers=numbers)
    else:
        assert state_of(themes.propose(numbers=numbers)) is S.ASKED


def test_a_record_named_twice_counts_once(themes: Themes) -> None:
    with pytest.raises(TooFewUsed):
        themes.propose(numbers=(*themes.numbers[:4], themes.numbers[0]))


def test_what_one_may_not_read_is_used_in_no_theme(themes: Themes, make: Factory) -> None:
    far = make.area("Southholt")
    theirs = themes.share(make.lead(far), far)
    waiting = make.learning_version(
        make.consultation(make.request(themes.area, themes.worker), themes.one, signed_at=clock.now()),
        state=SharingState.PROPOSED,
    ).number

    for number in (theirs, waiting, "L-00000"):
        with pytest.raises(InvalidChoice):
            themes.propose(numbers=(*themes.numbers, number))
    assert theirs not in choices(themes)
    assert waiting not in choices(themes)


def choices(themes: Themes) -> set[str]:
    found = {row.number for row in theme_queries.list_choices(themes.actor(themes.proposer), SharedFilter())}
    roll_back()
    return found


def test_a_record_whose_lead_has_left_is_not_offered_for_nobody_could_be_asked(
    themes: Themes, make: Factory
) -> None:
    gone = make.person(themes.area, Role.SOCIAL_WORKER)
    number = themes.share(gone)

    assert number not in choices(themes)
    assert choices(themes) == set(themes.numbers)
    with pytest.raises(InvalidChoice):
        themes.propose(numbers=(*themes.numbers, number))


@pytest.mark.parametrize(
    ("part", "said"),
    [
        ("age", {"age": AgeGroup.FROM_11_TO_13}),
        ("concern", {"concern": ConcernGroup.ONLINE}),
        ("stage", {"stage": StageGroup.AFTER_SECTION_47}),
    ],
)
def test_what_it_says_is_true_of_every_record(make: Factory, part: str, said: dict[str, object]) -> None:
    themes = Themes(make, each=0)
    numbers = tuple(themes.share(themes.one, **HERE) for _ in range(5))

    with pytest.raises(NotTrueOfAll) as refused:
        themes.propose(numbers=numbers, **said)
    assert refused.value.part == part
    broad = {"age": AgeGroup.PRIMARY_SCHOOL_AGE, "concern": ConcernGroup.INTRA_FAMILIAL}
    assert themes.propose(numbers=numbers, **broad)


def test_too_few_records_of_one_of_its_areas_ask_for_a_broader_description(
    themes: Themes, make: Factory
) -> None:
    far = make.area("Southholt")
    make.role(themes.proposer, far, Role.COORDINATOR)
    theirs = [themes.share(make.lead(far), far) for _ in range(4)]

    with pytest.raises(TooFewAlike):
        themes.propose(numbers=(*themes.numbers, *theirs))
    theirs.append(themes.share(make.lead(far), far))
    theme_id = themes.propose(numbers=(*themes.numbers, *theirs))

    viewer = themes.actor(themes.proposer)
    line = theme_queries.get_theme(viewer, None, theme_id).line
    assert (line.used_count, line.area_count) == (11, 2)


def test_its_words_are_looked_at_strictly_and_with_the_words_of_the_area(
    themes: Themes, make: Factory
) -> None:
    make.word(themes.area, themes.one, "Pebbleford")

    for words in ("She is 8 years old.", "They live in Sheffield.", "At Pebbleford it was known."):
        with pytest.raises(CouldIdentify):
            themes.propose(summary=words)
    assert db.session.scalars(select(LearningTheme)).all() == []


def test_whoever_draws_from_two_areas_is_asked_about_the_words_of_both(themes: Themes, make: Factory) -> None:
    elsewhere = make.area("Southholt")
    make.word(themes.area, themes.one, "Pebbleford")
    make.word(elsewhere, make.lead(elsewhere), "Zebrastow")
    make.role(themes.proposer, elsewhere, Role.PRACTICE_LEAD)

    for words in ("At Pebbleford it was known.", "At Zebrastow it was known."):
        with pytest.raises(CouldIdentify):
            themes.propose(summary=words)


def test_topics_that_are_none_are_refused(themes: Themes) -> None:
    for wrong in ((), (uuid4(),)):
        with pytest.raises(InvalidChoice):
            themes.propose(topic_ids=wrong)


def test_who_reads_nothing_shared_proposes_nothing(themes: Themes, make: Factory) -> None:
    for person in (themes.worker, themes.checker, make.person(themes.area, Role.LINE_MANAGER)):
        with pytest.raises(NotFound):
            themes.propose(person)


def test_only_whose_records_it_rests_on_answer(themes: Themes, make: Factory) -> None:
    theme_id = themes.propose()

    for person in (themes.proposer, themes.worker, themes.checker, make.lead(themes.area)):
        for agrees in (True, False):
            with pytest.raises(NotFound):
                themes.say(person, theme_id, agrees=agrees)


def test_a_moderator_who_took_no_part_makes_the_second_check(themes: Themes, make: Factory) -> None:
    theme_id = themes.agreed()

    for person in (themes.proposer, themes.one, themes.worker, make.person(themes.area, Role.COORDINATOR)):
        with pytest.raises(NotFound):
            themes.publish(theme_id, person)
    assert themes.publish(theme_id)


@pytest.mark.parametrize("part", ["one", "proposer"])
def test_a_moderator_of_the_area_who_knows_whom_it_is_about_does_not_check(themes: Themes, part: str) -> None:
    theme_id = themes.agreed()
    person = getattr(themes, part)
    themes.forum.agree(person)
    themes.make.moderator(person, themes.checker)

    with pytest.raises(NotFound):
        themes.publish(theme_id, person)


def test_a_named_moderator_who_took_no_part_checks(themes: Themes, make: Factory) -> None:
    theme_id = themes.agreed()
    person = themes.forum.lead(make.area())
    themes.make.moderator(person, themes.checker)

    assert themes.publish(theme_id, person)


def test_what_is_not_agreed_to_by_all_is_not_published(themes: Themes) -> None:
    theme_id = themes.propose()
    themes.say(themes.one, theme_id)

    with pytest.raises(WrongState):
        themes.publish(theme_id)


def test_a_check_of_what_has_changed_meanwhile_publishes_nothing(themes: Themes) -> None:
    theme_id = themes.agreed()

    with pytest.raises(ChangedMeanwhile):
        themes.publish(theme_id, version=row_of(theme_id).version - 1)


def test_too_few_records_that_are_alike_by_then_publish_nothing(
    themes: Themes, monkeypatch: pytest.MonkeyPatch
) -> None:
    theme_id = themes.agreed()
    monkeypatch.setattr(theme_service, "has_enough_in_each", lambda areas, said: False)

    with pytest.raises(TooFewAlike):
        themes.publish(theme_id)


def test_what_a_moderator_turns_down_and_what_is_taken_back_is_over(themes: Themes) -> None:
    turned_down, taken_back = themes.agreed(), themes.agreed()

    with unit_of_work():
        theme_service.turn_down(themes.actor(themes.checker), theme_id=turned_down)
    with pytest.raises(NotFound), unit_of_work():
        theme_service.withdraw(themes.actor(themes.one), theme_id=taken_back)
    with unit_of_work():
        theme_service.withdraw(themes.actor(themes.proposer), theme_id=taken_back)

    assert state_of(turned_down) is state_of(taken_back) is S.WITHDRAWN
    assert told(themes.proposer).count(K.THEME_ENDED) == 1
    for theme_id in (turned_down, taken_back):
        with pytest.raises(WrongState):
            themes.publish(theme_id)
        with pytest.raises(WrongState):
            themes.say(themes.one, theme_id)
    assert rests_on(turned_down) == set(themes.numbers)


@pytest.mark.parametrize("is_moderator", [False, True])
def test_what_is_published_is_taken_out_of_the_library_by_whoever_proposed_or_may_check_it(
    themes: Themes, is_moderator: bool
) -> None:
    theme_id = themes.published()
    resource_id = row_of(theme_id).resource_id
    act = theme_service.turn_down if is_moderator else theme_service.withdraw
    allowed, other = themes.actor(themes.proposer), themes.actor(themes.checker)
    if is_moderator:
        allowed, other = other, allowed

    for actor in (other, themes.actor(themes.one)):
        with pytest.raises(NotFound), unit_of_work():
            act(actor, theme_id=theme_id)
    with unit_of_work():
        act(allowed, theme_id=theme_id)

    assert state_of(theme_id) is S.WITHDRAWN
    assert db.session.get_one(Resource, resource_id).state is ResourceState.ARCHIVED


def test_two_who_agree_at_once_lead_on_once(app: Flask, themes: Themes) -> None:
    theme_id = themes.propose()
    actors = [themes.actor(themes.one), themes.actor(themes.two)]

    acts = [serving(app, partial(theme_service.agree, actor, theme_id=theme_id)) for actor in actors]

    assert all_at_once(app, *acts) == ["done", "done"]
    assert state_of(theme_id) is S.AGREED


def test_two_checks_at_once_publish_it_once(app: Flask, themes: Themes) -> None:
    theme_id = themes.agreed()
    version = row_of(theme_id).version
    actors = [themes.actor(themes.checker), themes.actor(themes.forum.programme())]
    check = partial(theme_service.publish, theme_id=theme_id, version=version)

    answers = all_at_once(app, *[serving(app, partial(check, actor)) for actor in actors])

    assert sorted(answers) == ["WrongState", "done"]
    assert len(db.session.scalars(select(Resource).where(Resource.link.contains("/themes/"))).all()) == 1


def test_a_record_taken_back_while_the_theme_is_proposed_is_in_no_theme_afterwards(
    app: Flask, themes: Themes
) -> None:
    proposer, lead = themes.actor(themes.proposer), themes.actor(themes.one)
    reference = reference_of(themes.numbers[0])
    new = themes.new()

    all_at_once(
        app,
        serving(app, lambda: theme_service.propose(proposer, new=new, key=uuid4())),
        serving(app, lambda: service.take_back_sharing(lead, reference=reference)),
    )

    used = select(LearningThemeVersion.learning_version_id)
    gone = select(LearningVersion.number).where(LearningVersion.id.in_(used))
    assert themes.numbers[0] not in set(db.session.scalars(gone))

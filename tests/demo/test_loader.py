"""The demonstration: two areas with their people, a year behind them, and something for everybody to do today."""

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from csaleads.access.permissions import Role
from csaleads.access.viewer import RoleHeld, Viewer
from csaleads.accounts.models import Area, Person, RoleInArea
from csaleads.advice.models import RequestForAdvice, RequestState
from csaleads.audit.queries import find_break, list_chains
from csaleads.clinics.models import Clinic, ClinicState
from csaleads.consultations.models import Consultation, RecordState, ResourceGiven
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.demo import loader
from csaleads.forum.gatherings.models import (
    Gathering,
    GatheringAnswer,
    GatheringKind,
    Poll,
    PollOption,
    PollVote,
)
from csaleads.forum.library.models import KnowledgeConsent, KnowledgeProposal
from csaleads.forum.models import POSTS_PER_PAGE, Post, Space, SpaceKind, Thread, ThreadKind
from csaleads.learning.knowledge import Consent, KnowledgeState
from csaleads.learning.models import Resource
from csaleads.lending.models import Loan
from csaleads.network.models import DirectoryEntry, NetworkMember
from csaleads.programmes import queries
from csaleads.programmes.afternoons.models import CheckOut, LearningPoints, PresentedCase, Vignette
from csaleads.programmes.attendance.models import CompletionWord
from csaleads.programmes.certificates.models import Certificate
from csaleads.programmes.cohorts import standing_queries
from csaleads.programmes.cohorts.completion import Level
from csaleads.programmes.days import queries as day_queries
from csaleads.programmes.days.session_models import DaySession, ResourceDay, SessionSpeaker
from csaleads.programmes.models import (
    Cohort,
    CohortMember,
    CohortState,
    LearningDay,
    MemberState,
    PresenterTurn,
)
from csaleads.sharing.theme_models import LearningTheme, LearningThemeVersion
from csaleads.slips.models import Slip, SlipState
from tests.kept_rows import begin_with

WELL_KNOWN = [
    *(
        f"{part}@{area}.example"
        for area in ("northmere", "southholt")
        for part in ("worker", "lead", "lead2", "manager", "coordinator")
    ),
    "programme@network.example",
    "auditor@network.example",
]
HEADCOUNT = {Role.SOCIAL_WORKER: 5, Role.PRACTICE_LEAD: 4, Role.LINE_MANAGER: 2, Role.COORDINATOR: 1}


@pytest.fixture
def loaded(app: Flask) -> Flask:
    """The application with the demonstration in its database."""
    assert loader.is_empty()
    begin_with(app, "demonstration", loader.load)
    db.session.expunge_all()
    return app


def test_every_well_known_address_can_sign_in(loaded: Flask) -> None:
    query = select(Person.email).where(Person.password_hash.is_not(None), Person.joined_at.is_not(None))
    assert set(WELL_KNOWN) <= set(db.session.scalars(query))


def test_each_area_has_its_cast(loaded: Flask) -> None:
    for area_id in db.session.scalars(select(Area.id)).all():
        query = (
            select(RoleInArea.role, func.count())
            .where(RoleInArea.area_id == area_id)
            .group_by(RoleInArea.role)
        )
        assert dict(db.session.execute(query).all()) == HEADCOUNT


def test_a_year_lies_behind_and_clinics_lie_ahead(loaded: Flask) -> None:
    now = clock.now()
    held = select(func.min(Clinic.starts_at)).where(Clinic.state == ClinicState.HELD)
    first = db.session.scalar(held)
    ahead = select(func.count()).where(Clinic.state == ClinicState.PUBLISHED, Clinic.starts_at > now)
    signed = select(func.count()).where(Consultation.state == RecordState.SIGNED)

    assert first is not None
    assert timedelta(days=300) < now - first < timedelta(days=400)
    assert (db.session.scalar(ahead) or 0) >= 4
    assert (db.session.scalar(signed) or 0) >= 60


def test_something_waits_in_every_state_that_a_page_shows(loaded: Flask) -> None:
    states = set(db.session.scalars(select(RequestForAdvice.state).distinct()))
    shown = {
        RequestState.DRAFT,
        RequestState.BOOKED,
        RequestState.QUEUED,
        RequestState.CONSULTED,
        RequestState.WITHDRAWN,
        RequestState.DID_NOT_ATTEND,
    }
    assert shown <= states


def test_each_area_has_one_open_slip_and_one_that_is_closed(loaded: Flask) -> None:
    for area_id in db.session.scalars(select(Area.id)).all():
        query = select(Slip.state).where(Slip.area_id == area_id).order_by(Slip.state)
        assert list(db.session.scalars(query)) == [SlipState.PURGED, SlipState.REPORTED]


def test_both_areas_go_through_a_cohort_with_a_rota(loaded: Flask) -> None:
    cohort = db.session.scalars(select(Cohort).where(Cohort.state == CohortState.RUNNING)).one()
    members = select(CohortMember.area_id, func.count()).where(CohortMember.state == MemberState.MEMBER)
    days = db.session.scalars(select(LearningDay.held_on).where(LearningDay.cohort_id == cohort.id)).all()
    presenting = select(func.count(PresenterTurn.member_id.distinct()))

    assert cohort.state is CohortState.RUNNING
    assert [count for _, count in db.session.execute(members.group_by(CohortMember.area_id))] == [4, 4]
    assert min(days) < clock.today() < max(days)
    assert db.session.scalar(presenting) == 8


def test_the_areas_lend_one_another_and_records_give_resources(loaded: Flask) -> None:
    states = sorted(loan.state.value for loan in db.session.query(Loan))
    assert states == ["acknowledged", "asked", "delivered"]
    assert db.session.query(ResourceGiven).count() > 10
    for loan in db.session.query(Loan).where(Loan.copy_id.is_not(None)):
        assert db.session.get_one(Resource, loan.copy_id).area_id == loan.area_id


def test_attendance_shows_every_way_to_stand_and_last_year_its_certificates(loaded: Flask) -> None:
    running = db.session.scalars(select(Cohort).where(Cohort.state == CohortState.RUNNING)).one()
    viewer = Viewer(0, "", "", (RoleHeld(Role.PROGRAMME_TEAM, None),))
    cohort = queries.get_cohort(viewer, running.id)
    learners = standing_queries.list_learners(cohort.id)
    found = standing_queries.days_of_members(cohort.id, day_queries.list_days(cohort), learners)
    told = select(CompletionWord.member_id, CompletionWord.word)
    due = {
        (member_id, each.standing.level.value)
        for member_id, each in found.items()
        if each.standing.level in (Level.IN_DANGER, Level.OUT_OF_REACH)
    }

    assert {each.standing.level for each in found.values()} == {
        Level.ON_THE_WAY,
        Level.IN_DANGER,
        Level.OUT_OF_REACH,
    }
    assert {(row.member_id, row.word.value) for row in db.session.execute(told)} == due
    assert db.session.scalar(select(func.count()).select_from(Certificate)) == 4


def test_nobody_consults_on_a_request_of_their_own(loaded: Flask) -> None:
    own = select(func.count()).where(Consultation.lead_id == Consultation.worker_id)
    assert db.session.scalar(own) == 0


def test_its_audit_chains_hold(loaded: Flask) -> None:
    assert [find_break(chain) for chain in list_chains()] == [None] * len(list_chains())


def test_production_refuses_it(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(app.config, "IS_DEMONSTRATION", False)

    result = app.test_cli_runner().invoke(args=["demo", "load"])

    assert result.exit_code == 1
    assert loader.is_empty()


def test_a_second_loading_changes_nothing(loaded: Flask) -> None:
    before = db.session.scalar(select(func.count()).select_from(Person))
    db.session.rollback()

    result = loaded.test_cli_runner().invoke(args=["demo", "load"])

    assert result.exit_code == 0
    assert db.session.scalar(select(func.count()).select_from(Person)) == before


def test_learning_days_have_speakers_cases_points_and_a_reserve_case(loaded: Flask) -> None:
    day_ids = list(db.session.scalars(select(LearningDay.id)))
    speakers = list(db.session.scalars(select(SessionSpeaker)))
    assert db.session.scalars(select(ResourceDay)).first() is not None, "so that the search can filter by day"
    assert {speaker.is_confirmed for speaker in speakers} == {True, False}
    cases = list(db.session.scalars(select(PresentedCase)))
    assert {case.shared_at is None for case in cases} == {True, False}
    assert all(case.day_id in day_ids for case in cases)
    assert db.session.scalar(select(func.count()).select_from(LearningPoints)) == 6
    assert db.session.scalar(select(func.count()).select_from(Vignette)) == 10
    asked = list(db.session.scalars(select(CheckOut)))
    assert len(asked) == 2
    assert not any(one.is_shared for one in asked)


@pytest.mark.parametrize("hour", [0, 12, 23])
def test_on_a_learning_day_nothing_has_happened_before_its_hour(app: Flask, hour: int) -> None:
    learning_day = datetime(2026, 11, 27, hour, 10, tzinfo=UTC)
    with clock.at(learning_day):
        loader.load()
        day = db.session.scalars(select(LearningDay).where(LearningDay.held_on == clock.today())).one()
        released = db.session.scalars(select(DaySession.released_at).where(DaySession.day_id == day.id))
        ahead = clock.from_local(day.held_on, day.ends_at_local) > clock.now()
        prepared = select(PresentedCase.id).where(PresentedCase.day_id == day.id)

        assert all(moment is None or moment <= clock.now() for moment in released)
        assert bool(db.session.scalars(prepared).first()) == ahead


def test_the_forum_has_something_of_everything(loaded: Flask) -> None:
    threads = list(db.session.scalars(select(Thread)))
    spaces = {space.id: space.kind for space in db.session.scalars(select(Space))}

    assert {thread.kind for thread in threads} == set(ThreadKind)
    assert {spaces[thread.space_id] for thread in threads} == set(SpaceKind) - {SpaceKind.COHORT}
    assert max(thread.last_number for thread in threads) > POSTS_PER_PAGE
    assert any(thread.must_read for thread in threads)
    assert sum(thread.accepted_post_id is not None for thread in threads) >= 5
    assert any(thread.author_id is None for thread in threads)
    assert any(thread.answer_count == 0 and thread.kind is ThreadKind.QUESTION for thread in threads)


def test_what_the_forum_counts_is_what_is_there(loaded: Flask) -> None:
    for thread in db.session.scalars(select(Thread)):
        posts = list(
            db.session.scalars(select(Post).where(Post.thread_id == thread.id).order_by(Post.number))
        )
        assert [post.number for post in posts] == list(range(1, thread.last_number + 1))
        assert thread.answer_count == len(posts) - 1
        assert posts[-1].posted_at == thread.last_posted_at <= clock.now()
        assert sorted(post.posted_at for post in posts) == [post.posted_at for post in posts]
    for space in db.session.scalars(select(Space)):
        listed = select(func.count()).where(Thread.space_id == space.id, Thread.is_listed)
        assert space.thread_count == db.session.scalar(listed)
    for option in db.session.scalars(select(PollOption)):
        votes = select(func.count()).where(PollVote.option_id == option.id)
        assert option.vote_count == db.session.scalar(votes)


def test_one_thread_is_in_the_library_and_another_waits_for_those_who_wrote(loaded: Flask) -> None:
    rows = {row.state: row for row in db.session.scalars(select(KnowledgeProposal))}
    asked = db.session.scalars(
        select(KnowledgeConsent.consent).where(KnowledgeConsent.knowledge_id == rows[KnowledgeState.ASKED].id)
    ).all()

    assert set(rows) == {KnowledgeState.PUBLISHED, KnowledgeState.ASKED}
    entry = db.session.get_one(Resource, rows[KnowledgeState.PUBLISHED].resource_id)
    assert (entry.title, entry.area_id) == (rows[KnowledgeState.PUBLISHED].title, None)
    assert sorted(asked) == [Consent.ASKED, Consent.ASKED, Consent.GIVEN]


def test_a_poll_is_open_and_one_is_closed_events_are_ahead_and_a_session_has_its_attendance(
    loaded: Flask,
) -> None:
    now = clock.now()
    polls = list(db.session.scalars(select(Poll)))
    events = list(db.session.scalars(select(Gathering)))
    there = db.session.scalars(select(GatheringAnswer).where(GatheringAnswer.was_there))

    assert {poll.closes_at > now for poll in polls} == {True, False}
    assert all(poll.voter_count >= 5 for poll in polls)
    assert sum(event.starts_at > now for event in events) == 2
    over = [event for event in events if event.ends_at < now]
    assert [event.kind for event in over] == [GatheringKind.SUPPORT_SESSION]
    assert {answer.thread_id for answer in there} == {over[0].thread_id}


def test_everybody_who_may_has_entered_the_network_and_several_are_listed(loaded: Flask) -> None:
    held = select(RoleInArea.person_id).where(
        RoleInArea.role.in_((Role.PRACTICE_LEAD, Role.PROGRAMME_TEAM)), RoleInArea.ends_on.is_(None)
    )
    entered = set(db.session.scalars(select(NetworkMember.person_id)))

    assert entered == set(db.session.scalars(held))
    listed = db.session.scalars(select(DirectoryEntry).where(DirectoryEntry.is_listed)).all()
    assert len(listed) == 6
    assert len({(entry.shows_area, entry.shows_team, entry.shows_languages) for entry in listed}) > 3


def test_one_theme_of_consultations_is_in_the_library_and_one_waits_for_an_answer(loaded: Flask) -> None:
    themes = list(db.session.scalars(select(LearningTheme)))
    waiting = db.session.scalars(
        select(LearningThemeVersion.theme_id).where(LearningThemeVersion.consent == Consent.ASKED).distinct()
    )

    assert {theme.state for theme in themes} == {KnowledgeState.PUBLISHED, KnowledgeState.ASKED}
    assert set(waiting) == {theme.id for theme in themes if theme.state is KnowledgeState.ASKED}

"""What somebody did here becomes an entry, or is left out for good: days, reading, clinics and shadowing, of their own alone."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlalchemy import func, select

from csaleads.accounts.models import Person
from csaleads.clinics.models import ClinicState
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.errors import NotFound, WrongState
from csaleads.core.unit_of_work import unit_of_work
from csaleads.development import list_queries, queries, service
from csaleads.development.first_words import words_of_suggestion
from csaleads.development.models import CpdEntry, EntryKind, ShadowingState
from csaleads.development.source_queries import find_suggestion, list_suggestions
from csaleads.development.sources import Source
from csaleads.development.years import CpdYear
from csaleads.learning.models import Audience, ResourceMark, ResourceState
from csaleads.programmes.attendance.models import Half, Presence
from csaleads.programmes.models import CohortState, MemberAbsence, MemberState
from csaleads.screening import engine
from tests.development.conftest import Cast
from tests.factories import Factory
from tests.page_client import PageClient
from tests.statements import count_statements

YEAR = CpdYear(2025)
DAY = date(2026, 11, 4)
HOUR = timedelta(hours=1)


def mark_read(person: Person, resource_id: UUID, *, days_ago: int = 3) -> None:
    with unit_of_work():
        at = clock.now() - timedelta(days=days_ago)
        db.session.add(ResourceMark(person_id=person.id, resource_id=resource_id, read_at=at))


def suggested(cast: Cast, part: str = "lead", year: CpdYear = YEAR) -> list[tuple[EntryKind, date]]:
    page = list_suggestions(cast.actor(part), year, page=1)
    return [(each.source.kind, each.done_on) for each in page.rows]


def held_clinic(cast: Cast, part: str = "lead", hours_ago: int = 50) -> UUID:
    at = clock.now() - hours_ago * HOUR
    clinic = cast.make.clinic(
        cast.here, [cast.person[part]], starts_at=at, state=ClinicState.HELD, held_at=at + HOUR
    )
    found: UUID = clinic.id
    return found


def test_a_learning_day_that_is_over_is_suggested_with_its_topics(cast: Cast, make: Factory) -> None:
    cohort = make.cohort(cast.here, state=CohortState.RUNNING)
    make.member(cohort, cast.here, cast.person["worker"])
    day = make.day(cohort, DAY, make.topic("Listening"), make.topic("Asking"))
    make.day(cohort, date(2026, 12, 2))

    page = list_suggestions(cast.actor("worker"), YEAR, page=1)

    assert [each.source for each in page.rows] == [Source(EntryKind.LEARNING_DAY, day.id)]
    assert set(page.rows[0].title.split("; ")) == {"Listening", "Asking"}
    assert page.rows[0].done_on == DAY


def test_a_day_of_today_is_suggested_once_it_has_ended(cast: Cast, make: Factory) -> None:
    cohort = make.cohort(cast.here, state=CohortState.RUNNING)
    make.member(cohort, cast.here, cast.person["worker"])
    make.day(cohort, clock.today())

    assert suggested(cast, "worker") == []
    with clock.at(clock.now() + 5 * HOUR):
        assert suggested(cast, "worker") == [(EntryKind.LEARNING_DAY, clock.today())]


@pytest.mark.parametrize(
    ("cohort_state", "member_state", "is_away", "is_there"),
    [
        (CohortState.RUNNING, MemberState.MEMBER, False, True),
        (CohortState.FINISHED, MemberState.COMPLETED, False, True),
        (CohortState.RUNNING, MemberState.MEMBER, True, False),
        (CohortState.RUNNING, MemberState.LEFT, False, False),
        (CohortState.RUNNING, MemberState.AGREED, False, False),
        (CohortState.CANCELLED, MemberState.MEMBER, False, False),
        (CohortState.OPEN, MemberState.MEMBER, False, False),
    ],
)
def test_only_who_took_part_is_suggested_a_day(
    cast: Cast,
    make: Factory,
    cohort_state: CohortState,
    member_state: MemberState,
    is_away: bool,
    is_there: bool,
) -> None:
    cohort = make.cohort(cast.here, state=cohort_state)
    member = make.member(cohort, cast.here, cast.person["worker"], state=member_state)
    day = make.day(cohort, DAY)
    if is_away:
        with unit_of_work():
            db.session.add(MemberAbsence(member_id=member.id, day_id=day.id))

    assert bool(suggested(cast, "worker")) is is_there
    assert suggested(cast, "lead") == []


@pytest.mark.parametrize(
    ("presence", "is_there"), [(Presence.PRESENT, True), (Presence.PART, True), (Presence.ABSENT, False)]
)
@pytest.mark.parametrize(
    ("cohort_state", "member_state"),
    [
        (CohortState.RUNNING, MemberState.LEFT),
        (CohortState.RUNNING, MemberState.DEFERRED),
        (CohortState.RUNNING, MemberState.REPLACED),
        (CohortState.CANCELLED, MemberState.MEMBER),
    ],
)
def test_a_day_that_somebody_came_to_stays_done_whatever_became_of_their_place(
    cast: Cast,
    make: Factory,
    cohort_state: CohortState,
    member_state: MemberState,
    presence: Presence,
    is_there: bool,
) -> None:
    cohort = make.cohort(cast.here, state=cohort_state)
    member = make.member(cohort, cast.here, cast.person["worker"], state=member_state)
    make.mark(member, make.day(cohort, DAY), Half.MORNING, presence)

    assert bool(suggested(cast, "worker")) is is_there


def test_a_clinic_held_is_suggested_to_its_leads_alone(cast: Cast) -> None:
    held_clinic(cast)
    cast.make.clinic(cast.here, [cast.person["lead"]], starts_at=clock.now() - 90 * HOUR)

    assert [kind for kind, _ in suggested(cast)] == [EntryKind.CLINIC_HELD]
    assert suggested(cast, "new_lead") == []


def test_a_clinic_shadowed_is_suggested_once_it_is_confirmed(cast: Cast, make: Factory) -> None:
    at = clock.now() - 50 * HOUR
    clinic = make.clinic(cast.here, [cast.person["lead"]], starts_at=at)
    make.shadowing(clinic, cast.person["new_lead"], state=ShadowingState.DONE)
    make.shadowing(clinic, cast.person["coordinator"])

    assert [kind for kind, _ in suggested(cast, "new_lead")] == [EntryKind.SHADOWING]
    assert suggested(cast, "coordinator") == []


def test_a_resource_is_suggested_while_its_reader_sees_it(cast: Cast, make: Factory) -> None:
    topic = make.topic()
    seen = make.resource(topic, cast.here, title="A guide", publisher="The network")
    for_leads = make.resource(topic, cast.here, audience=Audience.LEADS)
    draft = make.resource(topic, cast.here, state=ResourceState.DRAFT)
    for resource in (seen, for_leads, draft):
        mark_read(cast.person["worker"], resource.id)

    page = list_suggestions(cast.actor("worker"), YEAR, page=1)

    assert [each.title for each in page.rows] == ["A guide"]
    assert page.rows[0].topic_id == topic.id


def test_the_latest_comes_first_and_years_are_apart(cast: Cast, make: Factory) -> None:
    mark_read(cast.person["lead"], make.resource(make.topic(), cast.here).id, days_ago=2)
    mark_read(cast.person["lead"], make.resource(make.topic(), cast.here).id, days_ago=400)
    held_clinic(cast, hours_ago=24 * 5)

    assert [kind for kind, _ in suggested(cast)] == [EntryKind.RESOURCE_READ, EntryKind.CLINIC_HELD]
    assert len(suggested(cast, year=CpdYear(2024))) == 1


def test_what_was_done_becomes_a_draft_once(cast: Cast, make: Factory) -> None:
    topic = make.topic("Listening")
    resource = make.resource(topic, cast.here, title="A guide", publisher="The network")
    mark_read(cast.person["lead"], resource.id)
    source = Source(EntryKind.RESOURCE_READ, resource.id)

    with unit_of_work():
        first = service.take_up(cast.actor("lead"), source=source)
    with unit_of_work():
        second = service.take_up(cast.actor("lead"), source=source)

    assert first == second
    entry = queries.get_entry(cast.actor("lead"), first)
    assert not entry.is_finished
    assert entry.kind is EntryKind.RESOURCE_READ
    assert entry.topic_title == "Listening"
    assert "A guide" in entry.content.text("what_and_why")
    assert suggested(cast) == []
    assert list_queries.list_entries(cast.actor("lead"), YEAR, page=1).rows[0].about == "A guide"


def test_what_is_left_out_does_not_come_back(cast: Cast) -> None:
    source = Source(EntryKind.CLINIC_HELD, held_clinic(cast))
    for _ in range(2):
        with unit_of_work():
            service.leave_out(cast.actor("lead"), source=source)

    assert suggested(cast) == []
    with pytest.raises(WrongState), unit_of_work():
        service.take_up(cast.actor("lead"), source=source)
    assert db.session.scalar(select(func.count()).select_from(CpdEntry)) == 0


def test_what_became_an_entry_that_was_removed_does_not_come_back(cast: Cast) -> None:
    source = Source(EntryKind.CLINIC_HELD, held_clinic(cast))
    with unit_of_work():
        entry_id = service.take_up(cast.actor("lead"), source=source)
    with unit_of_work():
        service.remove_entry(cast.actor("lead"), entry_id=entry_id)

    assert suggested(cast) == []


@pytest.mark.parametrize("part", ["worker", "new_lead", "coordinator", "their_lead"])
def test_nobody_takes_up_what_somebody_else_did(cast: Cast, part: str) -> None:
    source = Source(EntryKind.CLINIC_HELD, held_clinic(cast))

    with pytest.raises(NotFound), unit_of_work():
        service.take_up(cast.actor(part), source=source)
    with pytest.raises(NotFound), unit_of_work():
        service.leave_out(cast.actor(part), source=source)


@pytest.mark.parametrize(
    ("kind", "key"),
    [("clinic_held", "7"), ("learning_day", "x"), ("learning_day", "9" * 12), ("course", "1"), ("", "")],
)
def test_a_page_that_names_no_source_is_refused(kind: str, key: str) -> None:
    assert Source.of(kind, key) is None


def test_first_words_identify_nobody(cast: Cast, make: Factory) -> None:
    cohort = make.cohort(cast.here, state=CohortState.RUNNING)
    make.member(cohort, cast.here, cast.person["lead"])
    day = make.day(cohort, DAY, make.topic("How children tell"))
    sources = [Source(EntryKind.CLINIC_HELD, held_clinic(cast)), Source(EntryKind.LEARNING_DAY, day.id)]
    found = [find_suggestion(cast.actor("lead"), source) for source in sources]

    texts = {str(number): words_of_suggestion(each) for number, each in enumerate(found) if each}

    assert len(texts) == 2
    assert engine.find_in(texts) == []


def test_the_buttons_make_an_entry_and_leave_one_out(client: PageClient, cast: Cast) -> None:
    held_clinic(cast)
    left = held_clinic(cast, hours_ago=80)
    client.sign_in(cast.person["lead"])
    page = client.get_page("/cpd")
    assert len(page.html.select("section[aria-labelledby=suggested] tbody tr")) == 2

    sent = {"kind": "clinic_held", "key": str(left), "from": "suggestions", "year": "2025"}
    answer = client.post("/cpd/suggestions/leave-out", data=sent)
    assert answer.headers["Location"] == "/cpd/suggestions?year=2025"
    form = client.get_page("/cpd/suggestions").form_values("form[action='/cpd/suggestions/take-up']")
    made = client.post("/cpd/suggestions/take-up", data=form)

    assert "Write your entry" in client.get_page(made.headers["Location"]).h1
    assert "Nothing more of this year" in client.get_page("/cpd/suggestions").main


def test_suggestions_are_paged_at_the_same_price(cast: Cast, make: Factory) -> None:
    topic = make.topic()
    counts = []
    for _ in range(2):
        for _ in range(14):
            mark_read(cast.person["lead"], make.resource(topic, cast.here).id)
        with count_statements() as seen:
            first = list_suggestions(cast.actor("lead"), YEAR, page=1)
        counts.append(seen.count)

    second = list_suggestions(cast.actor("lead"), YEAR, page=2)
    assert counts == [1, 1]
    assert (first.total_count, len(first.rows), len(second.rows)) == (28, 25, 3)
    assert list_suggestions(cast.actor("lead"), YEAR, page=9).total_count == 28

"""How ready somebody feels, topic by topic: for themselves alone, at the start and the end of their cohort, and later."""

from datetime import date

import pytest
from sqlalchemy import update

from csaleads.accounts.models import Person
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.errors import InvalidChoice, NotFound
from csaleads.core.unit_of_work import unit_of_work
from csaleads.development import rating_queries, rating_service
from csaleads.development.models import Occasion
from csaleads.learning.models import Topic, Track
from csaleads.programmes.models import Cohort, CohortState, MemberState
from tests.conftest import NOON
from tests.development.conftest import Cast
from tests.factories import Factory
from tests.page_client import PageClient
from tests.statements import count_statements

WORK = Track.SOCIAL_WORK


def cohort_of(cast: Cast, person: Person, first: date, last: date, **columns: object) -> Cohort:
    cohort = cast.make.cohort(cast.here, **{"state": CohortState.RUNNING, "starts_on": first} | columns)
    cast.make.member(cohort, cast.here, person)
    cast.make.day(cohort, first)
    cast.make.day(cohort, last)
    return cohort


def rate(cast: Cast, part: str, marks: dict[Topic, int], track: Track = WORK) -> None:
    with unit_of_work():
        rating_service.rate(cast.actor(part), track=track, marks={topic.id: m for topic, m in marks.items()})


def test_a_lead_rates_themselves_any_time(cast: Cast, make: Factory) -> None:
    topic, other = make.topic(), make.topic()

    rate(cast, "lead", {topic: 2})
    rate(cast, "lead", {topic: 4, other: 3})

    (said,) = rating_queries.list_ratings(cast.actor("lead"), WORK)
    assert said.marks == {topic.id: 4, other.id: 3}
    assert said.occasion is Occasion.ANY_TIME
    assert said.rated_on == clock.today()


def test_a_member_rates_themselves_at_the_start_and_at_the_end(cast: Cast, make: Factory) -> None:
    topic = make.topic()
    cohort_of(cast, cast.person["worker"], date(2026, 11, 11), date(2027, 3, 17))

    rate(cast, "worker", {topic: 1})
    with clock.at(NOON.replace(year=2027, month=3, day=20)):
        rate(cast, "worker", {topic: 4})

    said = rating_queries.list_ratings(cast.actor("worker"), WORK)
    assert [(each.occasion, each.marks[topic.id]) for each in said] == [
        (Occasion.START, 1),
        (Occasion.END, 4),
    ]


@pytest.mark.parametrize("state", [MemberState.NOMINATED, MemberState.LEFT, None])
def test_whoever_has_no_place_and_no_role_rates_nothing(
    cast: Cast, make: Factory, state: MemberState | None
) -> None:
    topic = make.topic()
    if state is not None:
        make.member(make.cohort(cast.here), cast.here, cast.person["worker"], state=state)

    with pytest.raises(NotFound):
        rate(cast, "worker", {topic: 3})


@pytest.mark.parametrize("mark", [0, 6])
def test_a_mark_is_one_to_five(cast: Cast, make: Factory, mark: int) -> None:
    with pytest.raises(InvalidChoice):
        rate(cast, "lead", {make.topic(): mark})


def test_only_topics_of_the_track_are_rated(cast: Cast, make: Factory) -> None:
    other = make.topic(track=Track.THIRD_SECTOR)

    with pytest.raises(InvalidChoice):
        rate(cast, "lead", {other: 3})
    with pytest.raises(NotFound):
        rate(cast, "lead", {other: 3}, Track.THIRD_SECTOR)


def test_nobody_reads_somebody_elses_rating(client: PageClient, cast: Cast, make: Factory) -> None:
    topic = make.topic("Listening")
    rate(cast, "lead", {topic: 2})

    assert rating_queries.list_ratings(cast.actor("new_lead"), WORK) == []
    page = client.sign_in(cast.person["new_lead"]).get_page("/readiness")
    assert "You have not rated yourself yet" in page.main
    assert client.sign_in(cast.person["manager"]).get("/readiness").status_code == 404


def test_a_rating_is_removed_by_its_owner_alone(cast: Cast, make: Factory) -> None:
    rate(cast, "lead", {make.topic(): 2})
    with pytest.raises(NotFound), unit_of_work():
        rating_service.remove_rating(cast.actor("new_lead"), track=WORK, rated_on=clock.today())

    with unit_of_work():
        rating_service.remove_rating(cast.actor("lead"), track=WORK, rated_on=clock.today())

    assert rating_queries.list_ratings(cast.actor("lead"), WORK) == []


def test_the_pages_rate_and_draw_the_chart_with_its_table(
    client: PageClient, cast: Cast, make: Factory
) -> None:
    make.topic("Listening", position=1)
    field = f"topic-{make.topic('Asking', position=2).id.hex}"
    client.sign_in(cast.person["lead"])
    nothing = client.post_page("/readiness/social-work/rate", data={}, status=422)
    assert "Rate yourself in one topic or more" in nothing.errors

    page = client.post_page("/readiness/social-work/rate", data={field: "4"})

    assert page.h1 == "How ready you feel"
    assert page.one("figure svg title").get_text() == "How ready you felt, topic by topic"
    assert page.rows("figure tbody tr") == ["1. Listening –", "2. Asking 4"]
    filled = client.get_page("/readiness/social-work/rate").form_values()
    assert filled[field] == ["4"]
    assert client.get("/readiness/nowhere/rate").status_code == 404
    assert client.get("/readiness/third-sector/rate").status_code == 404


def test_a_rating_is_of_the_topic_that_was_read_whatever_their_order_is_meanwhile(
    client: PageClient, cast: Cast, make: Factory
) -> None:
    first, second = make.topic("Listening", position=1), make.topic("Asking", position=2)
    client.sign_in(cast.person["lead"])
    page = client.get_page("/readiness/social-work/rate")
    field = page.html.select("main input[type=radio]")[0]["name"]
    with unit_of_work():
        db.session.execute(update(Topic).where(Topic.id == first.id).values(position=3))

    client.post("/readiness/social-work/rate", data={str(field): "4"})

    (said,) = rating_queries.list_ratings(cast.actor("lead"), WORK)
    assert said.marks == {first.id: 4}
    assert second.id not in said.marks


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2026, 11, 11), date(2027, 3, 17), "Your cohort has begun"),
        (date(2026, 6, 3), date(2026, 11, 4), "Your cohort has ended"),
        (date(2026, 12, 9), date(2027, 4, 14), ""),
        (date(2026, 9, 2), date(2027, 1, 20), ""),
        (date(2026, 2, 4), date(2026, 6, 3), ""),
    ],
)
def test_today_asks_at_the_start_and_at_the_end_of_a_cohort(
    client: PageClient, cast: Cast, make: Factory, first: date, last: date, words: str
) -> None:
    topic = make.topic()
    cohort_of(cast, cast.person["worker"], first, last)
    client.sign_in(cast.person["worker"])

    page = client.get_page("/")

    assert ("how ready do you feel?" in page.main) is bool(words)
    assert words in page.main
    rate(cast, "worker", {topic: 3})
    assert "how ready do you feel?" not in client.get_page("/").main


def test_the_page_costs_the_same_however_often_somebody_rated(
    client: PageClient, cast: Cast, make: Factory
) -> None:
    topics = [make.topic() for _ in range(3)]
    client.sign_in(cast.person["lead"])
    counts = []
    for start in (1, 5):
        for day in range(start, start + 4):
            with clock.at(NOON.replace(day=day)):
                rate(cast, "lead", dict.fromkeys(topics, 3))
        client.get_page("/readiness")
        with count_statements() as seen:
            client.get_page("/readiness")
        counts.append(seen.count)

    assert counts[0] == counts[1] <= 9, seen

"""What the page of a topic shows from above: learning days, who knows it well, and links to what answers a concern."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from csaleads.access.permissions import Role
from csaleads.accounts import leaving
from csaleads.audit.models import AuditEvent
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.errors import NotFound
from csaleads.core.unit_of_work import unit_of_work
from csaleads.finding import knowing_queries, service
from csaleads.finding.models import TopicKnower
from csaleads.practice.models import Concern
from csaleads.programmes.models import CohortState
from tests.learning.conftest import Cast
from tests.page_client import Page, PageClient
from tests.statements import count_statements


def section(page: Page, name: str) -> list[str]:
    return [
        " ".join(item.get_text().split()) for item in page.html.select(f"section[aria-labelledby={name}] li")
    ]


def days(page: Page) -> list[str]:
    return section(page, "days")


@pytest.mark.parametrize(
    ("part", "seen"),
    [
        ("worker", ["9 December 2026 – Ours", "2 November 2026 – Ours (past)"]),
        ("their_worker", ["3 December 2026 – Theirs"]),
        (
            "coordinator",
            ["1 December 2026 – In planning", "9 December 2026 – Ours", "2 November 2026 – Ours (past)"],
        ),
        (
            "programme",
            [
                "1 December 2026 – In planning",
                "3 December 2026 – Theirs",
                "9 December 2026 – Ours",
                "2 November 2026 – Ours (past)",
            ],
        ),
    ],
)
def test_the_days_that_teach_a_topic_are_those_of_cohorts_that_one_sees(
    client: PageClient, cast: Cast, part: str, seen: list[str]
) -> None:
    make, topic, other = cast.make, cast.make.topic(), cast.make.topic()
    ours = make.cohort(cast.here, name="Ours")
    make.day(ours, date(2026, 12, 9), topic)
    make.day(ours, date(2026, 11, 2), topic, other)
    make.day(ours, date(2026, 12, 10), other)
    make.day(make.cohort(cast.there, name="Theirs"), date(2026, 12, 3), topic)
    planned = make.cohort(cast.here, name="In planning", state=CohortState.PLANNED)
    make.day(planned, date(2026, 12, 1), topic)
    stopped = make.cohort(cast.here, name="Stopped", state=CohortState.CANCELLED)
    make.day(stopped, date(2026, 12, 2), topic)
    client.sign_in(cast.person[part])

    page = client.get_page(f"/learning/topics/{topic.id}")

    assert days(page) == seen
    client.get_page(str(page.html.select("section[aria-labelledby=days] a")[0]["href"]))


def test_a_topic_that_no_day_teaches_says_so(client: PageClient, cast: Cast) -> None:
    client.sign_in(cast.person["worker"])

    page = client.get_page(f"/learning/topics/{cast.make.topic().id}")

    assert "No learning day of a cohort that you can see teaches this topic" in page.main


def test_somebody_says_what_they_know_and_takes_it_back(client: PageClient, cast: Cast) -> None:
    topic = cast.make.topic()
    url = f"/learning/topics/{topic.id}"
    client.sign_in(cast.person["worker"])
    name = cast.person["worker"].full_name

    for _ in range(2):
        page = client.post_page(f"{url}/know")
    assert "You said on 18 November 2026 that you know this topic well" in page.main
    client.sign_in(cast.person["their_lead"])
    assert section(client.get_page(url), "knowers") == [f"{name} – Northmere"]

    client.sign_in(cast.person["worker"])
    for _ in range(2):
        page = client.post_page(f"{url}/know/take-back")
    assert "I know this topic well" in page.main
    client.sign_in(cast.person["their_lead"])
    assert section(client.get_page(url), "knowers") == []
    verbs = list(db.session.scalars(select(AuditEvent.verb).order_by(AuditEvent.id)))
    assert [verb for verb in verbs if "known" in verb] == ["say_topic_known", "take_back_topic_known"]


@pytest.mark.parametrize(
    ("part", "sees"),
    [
        ("lead", True),
        ("their_lead", True),
        ("programme", True),
        ("worker", False),
        ("manager", False),
        ("coordinator", False),
    ],
)
def test_who_knows_it_is_shown_to_leads_and_the_programme_team_alone(
    client: PageClient, cast: Cast, part: str, sees: bool
) -> None:
    topic = cast.make.topic()
    with unit_of_work():
        service.say_known(cast.actor("other_lead"), topic_id=topic.id)
        service.say_known(cast.actor("programme"), topic_id=topic.id)
    client.sign_in(cast.person[part])

    page = client.get_page(f"/learning/topics/{topic.id}")

    name = cast.person["other_lead"].full_name
    assert (name in page.main) is sees
    assert ("the programme team" in " ".join(section(page, "knowers"))) is sees
    whole = client.get_page(f"/learning/topics/{topic.id}/colleagues", status=200 if sees else 404)
    assert (name in whole.main) is sees


def test_who_reads_no_resources_says_nothing_and_a_topic_must_be_there(cast: Cast) -> None:
    topic = cast.make.topic()
    with pytest.raises(NotFound), unit_of_work():
        service.say_known(cast.actor("auditor"), topic_id=topic.id)
    with pytest.raises(NotFound), unit_of_work():
        service.say_known(cast.actor("lead"), topic_id=cast.make.request(cast.here, cast.person["worker"]).id)


def test_what_somebody_said_goes_with_their_last_role(cast: Cast) -> None:
    topic, make = cast.make.topic(), cast.make
    both = make.person(cast.here, Role.SOCIAL_WORKER, name="Somebody Here")
    make.role(both, cast.there, Role.SOCIAL_WORKER)
    with unit_of_work():
        service.say_known(make.viewer(both, cast.here, Role.SOCIAL_WORKER), topic_id=topic.id)

    def areas() -> list[str]:
        found = knowing_queries.list_knowers(cast.actor("lead"), topic.id, page=1).rows
        return [row.areas for row in found]

    assert areas() in (["Northmere, Southholt"], ["Southholt, Northmere"])
    for actor, area, left in (
        ("coordinator", cast.here, ["Southholt"]),
        ("their_coordinator", cast.there, []),
    ):
        with unit_of_work():
            leaving.leave_area(cast.actor(actor), person_id=both.id, area_id=area.id)
        assert areas() == left
    assert db.session.scalars(select(TopicKnower)).all() == []


def test_many_who_know_it_are_paged_at_as_many_statements(client: PageClient, cast: Cast) -> None:
    topic, make = cast.make.topic(), cast.make

    def know(count: int) -> None:
        for _ in range(count):
            person = make.person(cast.here, Role.SOCIAL_WORKER)
            with unit_of_work():
                service.say_known(make.viewer(person, cast.here, Role.SOCIAL_WORKER), topic_id=topic.id)

    client.sign_in(cast.person["lead"])
    urls = (f"/learning/topics/{topic.id}", f"/learning/topics/{topic.id}/colleagues")
    know(1)
    counts = []
    for round_ in range(2):
        for url in urls:
            client.get_page(url)
            with count_statements() as statements:
                page = client.get_page(url)
            counts.append(statements.count)
        know(52 * (1 - round_))

    assert counts[:2] == counts[2:]
    assert "Showing 1 to 50 of 53 colleagues" in page.main
    assert len(section(client.get_page(urls[0]), "knowers")) == 5
    assert client.get_page(urls[0]).href("See all 53") == urls[1]
    assert "There is no such page" in client.get_page(f"{urls[1]}?page=9").main


def test_a_concern_leads_to_what_answers_it(client: PageClient, cast: Cast) -> None:
    answers = cast.make.topic(concerns=(Concern.ONLINE,))
    cast.make.resource(answers, title="Answers it")
    cast.make.resource(cast.make.topic(concerns=(Concern.PEER_ON_PEER,)), title="Answers another")
    client.sign_in(cast.person["worker"])

    page = client.get_page(f"/learning/topics/{answers.id}")
    found = client.get_page(page.href("Online"))

    assert [tag.get_text() for tag in found.html.select("main tbody th a")] == ["Answers it"]


def test_a_role_that_ended_yesterday_shows_nobody_any_more(cast: Cast) -> None:
    topic, make = cast.make.topic(), cast.make
    person = make.person()
    make.role(person, cast.here, Role.PRACTICE_LEAD, ends_on=clock.today() + timedelta(days=1))
    with unit_of_work():
        service.say_known(make.viewer(person, cast.here, Role.PRACTICE_LEAD), topic_id=topic.id)
    assert knowing_queries.list_knowers(cast.actor("lead"), topic.id, page=1).total_count == 1

    with clock.at(clock.now() + timedelta(days=2)):
        assert knowing_queries.list_knowers(cast.actor("lead"), topic.id, page=1).total_count == 0

"""A member's own page: every cohort of theirs, at as many statements as for one."""

from datetime import timedelta

import pytest

from csaleads.core import clock
from csaleads.programmes.attendance.models import Half, Presence
from csaleads.programmes.models import CohortState, MemberState
from tests.factories import Factory
from tests.page_client import PageClient
from tests.programmes.learning_stage import LearningStage
from tests.statements import count_statements


def test_more_cohorts_are_no_more_statements_and_each_shows_its_own(
    client: PageClient, make: Factory
) -> None:
    stage = LearningStage(make)
    stage.mark(0, 0, Presence.PRESENT)
    person = stage.people[0]
    client.sign_in(person)
    client.get_page("/my-learning")
    with count_statements() as few:
        first = client.get_page("/my-learning")

    over = make.cohort(
        stage.area, name="Autumn", state=CohortState.FINISHED, starts_on=clock.today() - timedelta(days=400)
    )
    member = make.member(over, stage.area, person, state=MemberState.COMPLETED)
    day = make.day(over, clock.today() - timedelta(days=390))
    make.mark(member, day, Half.MORNING, Presence.ABSENT)
    with count_statements() as many:
        second = client.get_page("/my-learning")

    assert many.count == few.count <= 10
    assert [heading.get_text() for heading in first.html.select("h2[id^=cohort]")] == ["Spring"]
    assert [heading.get_text() for heading in second.html.select("h2[id^=cohort]")] == ["Spring", "Autumn"]
    spring, autumn = second.html.select("section[aria-labelledby^=cohort]")
    assert "1 of 1 day" in spring.get_text()
    assert "1 of 1 day" not in autumn.get_text()
    assert "1 day is over" in autumn.get_text()


@pytest.mark.parametrize("state", [MemberState.NOMINATED, MemberState.AGREED])
def test_who_has_no_place_yet_is_shown_no_standing(
    client: PageClient, make: Factory, state: MemberState
) -> None:
    stage = LearningStage(make)
    waiting = make.worker(stage.area)
    make.member(stage.cohort, stage.area, waiting, state=state)

    page = client.sign_in(waiting).get_page("/my-learning")

    assert "The place is not yours yet" in page.main
    assert "so far" not in page.main


@pytest.mark.parametrize("state", [MemberState.NOMINATED, MemberState.AGREED, MemberState.MEMBER])
def test_a_cohort_whose_days_are_not_planned_yet_has_a_page(
    client: PageClient, make: Factory, state: MemberState
) -> None:
    area = make.area()
    worker = make.worker(area)
    make.member(make.cohort(area, name="Spring"), area, worker, state=state)

    page = client.sign_in(worker).get_page("/my-learning")

    assert [heading.get_text() for heading in page.html.select("h2[id^=cohort]")] == ["Spring"]

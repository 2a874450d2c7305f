"""Polls: who votes, that the counts are exact, and that nobody's vote is told."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from csaleads.audit.models import AuditEvent
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.errors import InvalidChoice, NotFound, WrongState
from csaleads.core.unit_of_work import unit_of_work
from csaleads.forum.gatherings import poll_service
from csaleads.forum.gatherings.models import Poll, PollOption, PollVote
from csaleads.forum.models import SpaceKind, Thread
from csaleads.network.models import RestrictionKind
from tests.adversary.rivals import all_at_once, serving
from tests.factories import Factory
from tests.forum.conftest import Forum
from tests.forum.gatherings import stage as gatherings
from tests.forum.gatherings.stage import in_hours, viewer_of
from tests.page_client import PageClient
from tests.statements import count_statements


def options_of(thread_id: int) -> list[PollOption]:
    db.session.rollback()
    query = select(PollOption).where(PollOption.thread_id == thread_id).order_by(PollOption.position)
    return list(db.session.scalars(query))


def counts_of(thread_id: int) -> tuple[int, list[int]]:
    """(voters, votes by option)."""
    counts = [option.vote_count for option in options_of(thread_id)]
    return db.session.get_one(Poll, thread_id).voter_count, counts


def values(page: Any, **more: Any) -> dict[str, Any]:
    found: dict[str, Any] = page.form_values("main form")
    return found | {
        "title": "Pebble note",
        "body": "A zebra crossing.",
        "options": "Red\n\n Green \nBlue",
        "how_many": "one",
        "closes_on-day": "31",
        "closes_on-month": "3",
        "closes_on-year": str(clock.today().year + 1),
        "closes_at": "5pm",
        **more,
    }


def test_a_lead_begins_a_poll_and_another_votes_and_votes_otherwise(forum: Forum, client: PageClient) -> None:
    asker, other, space_id = forum.lead(name="Jo Ward"), forum.lead(), forum.space()
    address = f"/network/spaces/{space_id}/begin-poll"

    client.sign_in(asker)
    thread = client.post_page(address, values(client.get_page(address)))
    thread_id = int(thread.response.request.path.rpartition("/")[2])
    red, green, blue = options_of(thread_id)
    client.sign_in(other)
    client.post_page(f"/network/threads/{thread_id}/vote", {"options": str(red.id)})
    changed = client.post_page(f"/network/threads/{thread_id}/vote", {"options": str(blue.id)})

    assert [option.words for option in (red, green, blue)] == ["Red", "Green", "Blue"]
    assert "Your vote: Blue." in changed.main
    assert counts_of(thread_id) == (1, [0, 0, 1])


def test_a_poll_closes_at_the_time_on_the_wall_on_both_sides_of_a_clock_change(
    forum: Forum, client: PageClient
) -> None:
    space_id = forum.space()
    address = f"/network/spaces/{space_id}/begin-poll"
    client.sign_in(forum.lead())

    for month in ("1", "7"):
        sent = values(client.get_page(address), **{"closes_on-month": month, "closes_at": "13:30"})
        page = client.post_page(address, sent)
        assert "Closes at 1:30pm" in page.main

    assert {poll.closes_at.hour for poll in db.session.scalars(select(Poll))} == {12, 13}


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"options": "Red"}, "Enter between 2 and 10 choices, each on its own line"),
        ({"options": "\n".join("abcdefghijk")}, "Enter between 2 and 10 choices, each on its own line"),
        ({"options": "Red\nred"}, "Each choice must be different from the others"),
        ({"options": f"Red\n{'green ' * 30}"}, "A choice must be 120 characters or fewer"),
        ({"closes_on-year": "2020"}, "Closing date and time must be in the future"),
    ],
)
def test_what_is_wrong_with_a_poll_is_said(
    forum: Forum, client: PageClient, wrong: dict[str, str], said: str
) -> None:
    address = f"/network/spaces/{forum.space()}/begin-poll"
    client.sign_in(forum.lead())

    page = client.post_page(address, values(client.get_page(address), **wrong), status=422)

    assert page.errors == [said]
    assert forum.count(Poll) == 0


def test_what_could_identify_somebody_in_a_choice_is_asked_about(forum: Forum, client: PageClient) -> None:
    address = f"/network/spaces/{forum.space()}/begin-poll"
    client.sign_in(forum.lead())

    sent = values(client.get_page(address), options="Ask Karolina Wisniewska\nWait")
    page = client.post_page(address, sent, status=422)

    assert "Karolina Wisniewska" in page.main
    assert forum.count(Poll) == forum.count(Thread) == 0


def test_twenty_at_once_are_counted_exactly(forum: Forum, app: Flask) -> None:
    area, space_id = forum.make.area(), forum.space()
    voters = [forum.lead(area) for _ in range(20)]
    thread_id = gatherings.poll(voters[0], space_id)
    red, green = (option.id for option in options_of(thread_id))
    actors = [viewer_of(voter) for voter in voters]
    acts = [
        serving(
            app,
            lambda actor=actor, place=place: poll_service.vote(  # type: ignore[misc]  # bound here on purpose
                actor, thread_id=thread_id, option_ids=[green if place % 4 == 0 else red]
            ),
        )
        for place, actor in enumerate(actors)
    ]

    answers = all_at_once(app, *acts)

    assert answers == ["done"] * 20
    assert counts_of(thread_id) == (20, [15, 5])


def test_one_in_two_windows_has_one_vote(forum: Forum, app: Flask) -> None:
    voter = forum.lead()
    thread_id = gatherings.poll(voter, forum.space())
    red, green = (option.id for option in options_of(thread_id))
    actor = viewer_of(voter)
    acts = [
        serving(app, lambda: poll_service.vote(actor, thread_id=thread_id, option_ids=[red])),
        serving(app, lambda: poll_service.vote(actor, thread_id=thread_id, option_ids=[green])),
    ] * 3

    all_at_once(app, *acts)

    voters, counts = counts_of(thread_id)
    assert (voters, sorted(counts)) == (1, [0, 1])
    assert forum.count(PollVote) == 1


def test_several_choices_are_counted_each_and_taken_back_together(forum: Forum) -> None:
    voter, space_id = forum.lead(), forum.space()
    several = gatherings.poll(voter, space_id, options=["Red", "Green", "Blue"], is_multiple=True)
    single = gatherings.poll(voter, space_id)
    red, green, blue = (option.id for option in options_of(several))

    gatherings.vote(voter, several, red, blue)
    assert counts_of(several) == (1, [1, 0, 1])
    gatherings.vote(voter, several, green, blue)
    assert counts_of(several) == (1, [0, 1, 1])
    gatherings.vote(voter, several)

    assert counts_of(several) == (0, [0, 0, 0])
    with pytest.raises(InvalidChoice):
        gatherings.vote(voter, single, *(option.id for option in options_of(single)))
    with pytest.raises(InvalidChoice):
        gatherings.vote(voter, single, red)


@pytest.mark.parametrize("voters", [4, 5])
def test_how_the_votes_fall_is_shown_once_five_have_voted(
    forum: Forum, client: PageClient, voters: int
) -> None:
    area, watcher = forum.make.area(), forum.lead()
    people = [forum.lead(area) for _ in range(voters)]
    thread_id = gatherings.poll(people[0], forum.space())
    red, green = (option.id for option in options_of(thread_id))
    for place, person in enumerate(people):
        gatherings.vote(person, thread_id, green if place == 0 else red)

    voted = client.sign_in(people[0]).get_page(f"/network/threads/{thread_id}")
    not_voted = client.sign_in(watcher).get_page(f"/network/threads/{thread_id}")
    with unit_of_work():
        poll_service.close_poll(viewer_of(people[0]), thread_id=thread_id)
    closed = client.get_page(f"/network/threads/{thread_id}")

    assert f"{voters} members have voted." in not_voted.main
    assert not_voted.rows(".csa-poll__result tbody tr") == []
    if voters == 5:
        result = ["Red 4 80%", "Green Your vote 1 20%"]
        assert voted.rows(".csa-poll__result tbody tr") == result
        assert closed.rows(".csa-poll__result tbody tr") == ["Red 4 80%", "Green 1 20%"]
        assert len(closed.html.select(".csa-poll__bar rect")) == 2
    else:
        for page in (voted, closed):
            assert page.rows(".csa-poll__result tbody tr") == []
            assert "once 5 members have voted" in page.main


def test_nobody_votes_in_a_poll_that_is_closed(forum: Forum, client: PageClient) -> None:
    asker, voter, space_id = forum.lead(), forum.lead(), forum.space()
    early, by_date = (gatherings.poll(asker, space_id) for _ in range(2))
    early_red, date_red = (options_of(thread_id)[0].id for thread_id in (early, by_date))

    with pytest.raises(NotFound), unit_of_work():
        poll_service.close_poll(viewer_of(voter), thread_id=early)
    with unit_of_work():
        poll_service.close_poll(viewer_of(asker), thread_id=early)
    with pytest.raises(WrongState):
        gatherings.vote(voter, early, early_red)
    with clock.at(in_hours(49)), pytest.raises(WrongState):
        gatherings.vote(voter, by_date, date_red)
    gatherings.vote(voter, by_date, date_red)
    client.sign_in(voter)
    page = client.post_page(f"/network/threads/{early}/vote", {"options": str(early_red)})

    assert "The poll is closed" in page.main
    assert counts_of(early) == (0, [0, 0])
    assert counts_of(by_date) == (1, [1, 0])


def test_the_author_and_a_moderator_close_it_early(forum: Forum, client: PageClient) -> None:
    asker, moderator, other = forum.lead(), forum.lead(), forum.lead()
    forum.make.moderator(moderator, forum.programme())
    thread_id = gatherings.poll(asker, forum.space())
    address = f"/network/threads/{thread_id}/close-poll"

    assert client.sign_in(other).get(address).status_code == 404
    assert client.sign_in(asker).get_page(address).h1 == "Close the poll now?"
    closed = client.sign_in(moderator).post_page(address)

    assert "Closed early" in closed.main


def test_a_vote_without_a_choice_says_what_is_missing(forum: Forum, client: PageClient) -> None:
    thread_id = gatherings.poll(forum.lead(), forum.space())
    client.sign_in(forum.lead())

    page = client.post_page(f"/network/threads/{thread_id}/vote", status=422)

    assert page.errors == ["Select what you vote for"]
    assert page.h1 == "Vote"


def test_nobody_is_told_what_somebody_voted(forum: Forum, client: PageClient) -> None:
    asker, voter = forum.lead(), forum.lead(name="Ana Reed")
    thread_id = gatherings.poll(asker, forum.space())
    gatherings.vote(voter, thread_id, options_of(thread_id)[1].id)

    page = client.sign_in(asker).get_page(f"/network/threads/{thread_id}")
    events = db.session.scalars(select(AuditEvent).where(AuditEvent.verb == "vote_in_poll")).all()

    assert "Ana Reed" not in page.text
    assert page.html.select("input[name=options][checked]") == []
    assert [(event.subject_kind, event.subject_id) for event in events] == [("thread", str(thread_id))]
    assert {str(event.details) for event in events} <= {"{}", "None"}


def test_a_poll_of_another_areas_space_is_nothing_to_others(forum: Forum, client: PageClient) -> None:
    here = forum.make.area()
    lead, stranger = forum.lead(here), forum.lead()
    thread_id = gatherings.poll(lead, forum.space(SpaceKind.AREA, area_id=here.id))
    red = options_of(thread_id)[0].id

    gatherings.vote(lead, thread_id, red)
    with pytest.raises(NotFound):
        gatherings.vote(stranger, thread_id, red)

    assert client.sign_in(stranger).get(f"/network/threads/{thread_id}/vote").status_code == 404


@pytest.mark.parametrize("is_held", [False, True])
def test_a_member_whose_posts_are_read_first_begins_no_poll(
    forum: Forum, make: Factory, client: PageClient, is_held: bool
) -> None:
    lead, space_id = forum.lead(), forum.space()
    if is_held:
        make.restriction(lead, RestrictionKind.HELD)
    client.sign_in(lead)

    page = client.get_page(f"/network/spaces/{space_id}/begin-poll")

    assert page.h1 == ("This cannot wait for a moderator" if is_held else "Begin a poll")
    if is_held:
        with pytest.raises(WrongState):
            gatherings.poll(lead, space_id)


def test_a_poll_asks_no_more_of_the_database_for_more_voters_and_choices(
    forum: Forum, client: PageClient
) -> None:
    area, space_id = forum.make.area(), forum.space()
    reader = forum.lead(area)
    small = gatherings.poll(reader, space_id)
    large = gatherings.poll(reader, space_id, options=[f"Zebra {n}" for n in range(10)])
    for option_id in [option.id for option in options_of(large)]:
        gatherings.vote(forum.lead(area), large, option_id)
    client.sign_in(reader)

    counts = []
    for thread_id in (small, large):
        client.get_page(f"/network/threads/{thread_id}")
        with count_statements() as statements:
            client.get_page(f"/network/threads/{thread_id}")
        counts.append(statements.count)

    assert counts[0] == counts[1] <= 10

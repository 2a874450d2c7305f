"""Events: when they are, who comes, that no place is given twice, and who is told of a change."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from flask import Flask
from icalendar import Calendar
from sqlalchemy import select, update

from csaleads.accounts.models import RoleInArea
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.errors import ChangedMeanwhile, InvalidChoice, NotFound, WrongState
from csaleads.core.unit_of_work import unit_of_work
from csaleads.forum.gatherings import event_queries
from csaleads.forum.gatherings import queries as gathering_queries
from csaleads.forum.gatherings import service as gathering_service
from csaleads.forum.gatherings.models import Answer, Gathering, GatheringAnswer, GatheringKind
from csaleads.forum.models import SpaceKind, Thread
from csaleads.forum.threads import queries as thread_queries
from csaleads.notify.models import Message, MessageKind, OutboxRow
from csaleads.notify.service import OutboxFacts, is_still_true
from tests.adversary.rivals import all_at_once, serving
from tests.forum.conftest import Forum
from tests.forum.gatherings import stage as gatherings
from tests.forum.gatherings.stage import in_hours, setting_in, viewer_of
from tests.page_client import PageClient
from tests.statements import count_statements

A = Answer


def values(page: Any, **more: Any) -> dict[str, Any]:
    found: dict[str, Any] = page.form_values("main form")
    return found | {
        "title": "Pebble note",
        "body": "A zebra crossing.",
        "on-day": "31",
        "on-month": "3",
        "on-year": "2027",
        "starts": "1:30pm",
        "ends": "4pm",
        "place": "Online",
        "online_link": "",
        "places_count": "",
        **more,
    }


def told(kind: MessageKind) -> set[int]:
    """Who got a message of that kind."""
    db.session.rollback()
    return set(db.session.scalars(select(Message.person_id).where(Message.kind == kind)))


def change(person: Any, thread_id: int, version: int = 1, **changed: Any) -> None:
    row = db.session.get_one(Gathering, thread_id)
    now = gathering_service.Setting(*(getattr(row, name) for name in gathering_service.Setting._fields))
    db.session.rollback()
    with unit_of_work():
        gathering_service.change_event(
            viewer_of(person), thread_id=thread_id, version=version, setting=now._replace(**changed)
        )


@pytest.mark.parametrize(("month", "utc_hour"), [("1", 13), ("7", 12)])
def test_half_past_one_stays_half_past_one_when_the_clocks_change(
    forum: Forum, client: PageClient, month: str, utc_hour: int
) -> None:
    address = f"/network/spaces/{forum.space()}/begin-event"
    client.sign_in(forum.lead())

    page = client.post_page(address, values(client.get_page(address), **{"on-month": month}))

    assert f"{'January' if month == '1' else 'July'} 2027, 1:30pm to 4pm" in page.main
    row = db.session.scalars(select(Gathering)).one()
    assert row.starts_at == datetime(2027, int(month), 31, utc_hour, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"place": ""}, "Enter a place, an online link or both"),
        ({"on-year": "2020"}, "It must begin later than now"),
        ({"ends": "1pm"}, "End time must be after the start time"),
        ({"online_link": "http://meet.example"}, "Online link must start with https://"),
        ({"places_count": "0"}, "How many places are there? must be 1 or more"),
    ],
)
def test_what_is_wrong_with_an_event_is_said(
    forum: Forum, client: PageClient, wrong: dict[str, str], said: str
) -> None:
    address = f"/network/spaces/{forum.space()}/begin-event"
    client.sign_in(forum.lead())

    page = client.post_page(address, values(client.get_page(address), **wrong), status=422)

    assert page.errors == [said]
    assert forum.count(Gathering) == 0


def test_members_say_whether_they_come_and_are_seen_by_name(forum: Forum, client: PageClient) -> None:
    thread_id = gatherings.event(forum.lead(name="Jo Ward"), forum.space())
    coming, perhaps, away = (
        forum.lead(name="Ana Reed"),
        forum.lead(name="Bo Field"),
        forum.lead(name="Di Moss"),
    )

    for person, answer in ((coming, "coming"), (perhaps, "perhaps"), (away, "not_coming")):
        client.sign_in(person)
        page = client.get_page(f"/network/threads/{thread_id}")
        client.post_page(
            f"/network/threads/{thread_id}/coming", page.form_values(".csa-event form") | {"coming": answer}
        )
    names = client.get_page(f"/network/threads/{thread_id}/who-comes")
    event = client.get_page(f"/network/threads/{thread_id}")

    assert names.rows() == ["Ana Reed Coming", "Bo Field Perhaps"]
    assert "1 coming, 1 perhaps" in event.main
    assert "You are not coming." in event.main
    assert "sees by name who is coming" in page.main


@pytest.mark.parametrize("places", [5, None])
def test_twenty_at_once_for_five_places_get_five(forum: Forum, app: Flask, places: int | None) -> None:
    area = forum.make.area()
    people = [forum.lead(area) for _ in range(20)]
    thread_id = gatherings.event(people[0], forum.space(), setting=setting_in(48, places=places))
    actors = [viewer_of(person) for person in people]
    waits: list[bool] = []

    def come(actor: Any) -> None:
        waits.append(gathering_service.answer_event(actor, thread_id=thread_id, answer=A.COMING))

    answers = all_at_once(app, *[serving(app, lambda actor=actor: come(actor)) for actor in actors])

    assert answers == ["done"] * 20
    assert waits.count(False) == (places or 20)
    moments = [row.answered_at for row in db.session.scalars(select(GatheringAnswer))]
    assert len(set(moments)) == 20, "no two stand in the same place"


def test_who_waits_is_told_when_a_place_is_free_and_nobody_else(forum: Forum, client: PageClient) -> None:
    host = forum.lead()
    first, second, third, fourth = (forum.lead() for _ in range(4))
    thread_id = gatherings.event(host, forum.space(), setting=setting_in(48, places=1))
    waiting = [gatherings.say(person, thread_id, A.COMING) for person in (first, second, third, fourth)]

    page = client.sign_in(third).get_page(f"/network/threads/{thread_id}")
    gatherings.say(first, thread_id, A.NOT_COMING)
    after_one = told(MessageKind.EVENT_PLACE)
    change(host, thread_id, places_count=2)
    after_two = told(MessageKind.EVENT_PLACE)

    assert waiting == [False, True, True, True]
    assert "You are waiting for a place, as number 2." in page.main
    assert "0 of 1 place free, 3 members waiting" in page.main
    assert after_one == {second.id}
    assert after_two == {second.id, third.id}
    assert told(MessageKind.EVENT_CHANGED) == set(), "more places are no other time"


def test_whoever_says_no_and_yes_again_stands_last(forum: Forum) -> None:
    first, second = forum.lead(), forum.lead()
    thread_id = gatherings.event(forum.lead(), forum.space(), setting=setting_in(48, places=1))
    for person in (first, second):
        gatherings.say(person, thread_id, A.COMING)

    same = gatherings.say(first, thread_id, A.COMING)
    gatherings.say(first, thread_id, A.PERHAPS)

    assert same is False, "saying it again loses no place"
    assert gatherings.say(first, thread_id, A.COMING) is True


def test_those_who_come_or_perhaps_come_are_told_of_a_change_and_of_the_end(forum: Forum) -> None:
    host, coming, perhaps, away = (forum.lead() for _ in range(4))
    thread_id = gatherings.event(host, forum.space())
    for person, answer in ((host, A.COMING), (coming, A.COMING), (perhaps, A.PERHAPS), (away, A.NOT_COMING)):
        gatherings.say(person, thread_id, answer)

    change(host, thread_id, starts_at=in_hours(50), ends_at=in_hours(51), place="Room 4")
    with unit_of_work():
        gathering_service.cancel_event(viewer_of(host), thread_id=thread_id)

    for kind in (MessageKind.EVENT_CHANGED, MessageKind.EVENT_CANCELLED):
        assert told(kind) == {coming.id, perhaps.id}
    mails = db.session.scalars(select(OutboxRow)).all()
    assert len(mails) == 4
    assert not any("Pebble" in str(mail.facts) for mail in mails), "the title is in no mail"


def test_a_change_made_meanwhile_is_shown_and_nothing_is_lost(forum: Forum, client: PageClient) -> None:
    host = forum.lead()
    thread_id = gatherings.event(host, forum.space())
    address = f"/network/threads/{thread_id}/change-event"
    client.sign_in(host)
    sent = client.get_page(address).form_values() | {"place": "Room 7"}
    change(host, thread_id, place="Room 4")

    page = client.post_page(address, sent, status=409)
    again = client.post_page(address, page.form_values() | {"place": "Room 7"})

    assert "Room 4" in page.main
    assert page.one("#place")["value"] == "Room 7"
    assert "Room 7" in again.main
    with pytest.raises(ChangedMeanwhile):
        change(host, thread_id, version=1, place="Room 9")


def test_only_whoever_made_it_and_moderators_change_and_cancel(forum: Forum, client: PageClient) -> None:
    host, other, programme = forum.lead(), forum.lead(), forum.programme()
    thread_id = gatherings.event(host, forum.space())
    addresses = [f"/network/threads/{thread_id}/{verb}" for verb in ("change-event", "cancel-event")]

    client.sign_in(other)
    assert [client.get(address).status_code for address in addresses] == [404, 404]
    with pytest.raises(NotFound):
        change(other, thread_id, place="Room 4")
    client.sign_in(programme)
    page = client.post_page(addresses[1])

    assert "This event is cancelled." in page.main
    with pytest.raises(WrongState):
        gatherings.say(other, thread_id, A.COMING)
    with pytest.raises(WrongState):
        change(host, thread_id, version=2, place="Room 4")


@pytest.mark.parametrize("hours", [47, 49])
def test_nobody_answers_once_it_has_begun(forum: Forum, hours: int) -> None:
    person = forum.lead()
    thread_id = gatherings.event(forum.lead(), forum.space())

    with clock.at(in_hours(hours)):
        if hours == 49:
            with pytest.raises(WrongState):
                gatherings.say(person, thread_id, A.COMING)
        else:
            gatherings.say(person, thread_id, A.COMING)
    assert forum.count(GatheringAnswer) == (1 if hours == 47 else 0)


def test_events_stand_by_month_those_that_are_over_apart(forum: Forum, client: PageClient) -> None:
    host, here, reader = forum.lead(), forum.make.area(), forum.lead()
    space_id, private = forum.space(), forum.space(SpaceKind.AREA, area_id=here.id)
    with clock.at(in_hours(-24 * 40)):
        gatherings.event(host, space_id, title="Old gate", setting=setting_in(5))
    gatherings.event(host, space_id, title="A far event", setting=setting_in(24 * 40))
    gatherings.event(host, space_id, title="A near event", setting=setting_in(24))
    gatherings.event(forum.lead(here), private, title="Hidden pebble", setting=setting_in(12))

    client.sign_in(reader)
    ahead, over = client.get_page("/network/events"), client.get_page("/network/events?show=past")
    first = client.get_page("/network")

    assert [heading.get_text() for heading in ahead.html.select("main h2")] == [
        "November 2026",
        "December 2026",
    ]
    assert [link.get_text() for link in ahead.html.select(".csa-threads__link")] == [
        "A near event",
        "A far event",
    ]
    assert [link.get_text() for link in over.html.select(".csa-threads__link")] == ["Old gate"]
    assert "Next event: A near event" in first.main
    assert "Hidden pebble" not in ahead.text + over.text + first.text


def test_the_entry_for_a_calendar_says_when_and_where_and_nothing_else(
    forum: Forum, client: PageClient
) -> None:
    thread_id = gatherings.event(forum.lead(), forum.space())
    gatherings.say(forum.lead(name="Ana Reed"), thread_id, A.COMING)

    answer = client.sign_in(forum.lead()).get(f"/network/threads/{thread_id}/event.ics")
    entry = Calendar.from_ical(answer.data).walk("VEVENT")[0]

    assert answer.mimetype == "text/calendar"
    assert entry.decoded("dtstart") == in_hours(48)
    assert str(entry["summary"]) == "Pebble note"
    assert b"zebra" not in answer.data
    assert b"Ana" not in answer.data


def test_what_one_comes_to_stands_in_ones_calendar_for_as_long_as_one_reads_it(
    forum: Forum, client: PageClient, new_client: Any
) -> None:
    here = forum.make.area()
    lead, host = forum.lead(here), forum.lead(here)
    open_one = gatherings.event(host, forum.space(), title="Open pebble")
    gatherings.event(host, forum.space(), title="Unanswered pebble")
    gatherings.say(lead, open_one, A.PERHAPS)
    client.sign_in(lead)
    made = client.post_page("/my-learning/calendar")
    path = made.one(".csa-calendar-address").get_text().partition("localhost")[2]

    there = new_client().get(path)
    entry = Calendar.from_ical(there.data).walk("VEVENT")
    with unit_of_work():
        ends = update(RoleInArea).where(RoleInArea.person_id == lead.id)
        db.session.execute(ends.values(starts_on=date(2020, 1, 1), ends_on=date(2020, 2, 1)))
    gone = Calendar.from_ical(new_client().get(path).data).walk("VEVENT")

    assert gone == []
    assert [str(each["summary"]) for each in entry] == ["Event of the network"]
    assert entry[0]["url"].endswith(f"/network/threads/{open_one}")
    assert b"pebble" not in there.data
    assert str(entry[0]["status"]) == "TENTATIVE"


def test_an_event_asks_no_more_of_the_database_for_more_people_and_events(
    forum: Forum, client: PageClient
) -> None:
    area, space_id = forum.make.area(), forum.space()
    reader = forum.lead(area)
    thread_id = gatherings.event(reader, space_id)
    gatherings.say(forum.lead(area), thread_id, A.COMING)
    client.sign_in(reader)
    addresses = [
        "/network",
        "/network/events",
        f"/network/threads/{thread_id}",
        f"/network/threads/{thread_id}/who-comes",
    ]

    counts: list[list[int]] = [[], []]
    for round_of in counts:
        for address in addresses:
            client.get_page(address)
            with count_statements() as statements:
                client.get_page(address)
            round_of.append(statements.count)
        for _ in range(4):
            gatherings.say(forum.lead(area), thread_id, A.COMING)
            gatherings.event(reader, space_id)

    assert counts[0] == counts[1]
    assert max(counts[0]) <= 10


def test_a_waiting_place_is_read_as_it_is_kept(forum: Forum) -> None:
    people = [forum.lead() for _ in range(3)]
    thread_id = gatherings.event(forum.lead(), forum.space(), setting=setting_in(48, places=2))
    for person in people:
        gatherings.say(person, thread_id, A.COMING)

    found = []
    for person in people:
        viewer = viewer_of(person)
        event = gathering_queries.get_gathering(viewer, thread_queries.get_thread(viewer, thread_id))
        found.append((event.own_place, event.is_waiting, event.coming_count))

    assert found == [(1, False, 3), (2, False, 3), (3, True, 3)]


@pytest.mark.parametrize("kind", list(GatheringKind))
def test_a_support_session_is_made_by_the_programme_team(forum: Forum, kind: GatheringKind) -> None:
    space_id = forum.space()

    gatherings.event(forum.programme(), space_id, kind=kind)

    if kind is GatheringKind.SUPPORT_SESSION:
        with pytest.raises(NotFound):
            gatherings.event(forum.lead(), space_id, kind=kind)
    else:
        gatherings.event(forum.lead(), space_id, kind=kind)


@pytest.mark.parametrize("verb", ["begin-event", "begin-poll"])
def test_a_second_click_begins_nothing_twice(forum: Forum, client: PageClient, verb: str) -> None:
    address = f"/network/spaces/{forum.space()}/{verb}"
    client.sign_in(forum.lead())
    poll = {"options": "Red\nGreen", "how_many": "one", "closes_at": "5pm"}
    poll |= {f"closes_on-{part}": value for part, value in (("day", "3"), ("month", "4"), ("year", "2027"))}
    sent = values(client.get_page(address), **poll)

    first, second = (client.post_page(address, sent) for _ in range(2))

    assert first.response.request.path == second.response.request.path
    assert forum.count(Thread) == 1


@pytest.mark.parametrize("is_listed", [True, False])
def test_no_mail_goes_out_about_an_event_that_is_removed(forum: Forum, is_listed: bool) -> None:
    host, coming = forum.lead(), forum.lead()
    thread_id = gatherings.event(host, forum.space())
    gatherings.say(coming, thread_id, A.COMING)
    change(host, thread_id, place="Room 4")
    with unit_of_work():
        db.session.get_one(Thread, thread_id).is_listed = is_listed

    row = db.session.scalars(select(OutboxRow)).one()
    mail = OutboxFacts(row.person_id, row.kind, row.facts, row.path, row.created_at)

    assert is_still_true(mail) is is_listed


def test_two_who_change_an_event_at_once_do_not_write_over_one_another(forum: Forum, app: Flask) -> None:
    host, programme = forum.lead(), forum.programme()
    thread_id = gatherings.event(host, forum.space())
    actors = [viewer_of(host), viewer_of(programme)]

    def move(actor: Any, hours: int) -> None:
        gathering_service.change_event(actor, thread_id=thread_id, version=1, setting=setting_in(hours))

    acts = [
        serving(app, lambda a=actor, h=hours: move(a, h))
        for actor, hours in zip(actors, (60, 70), strict=True)
    ]
    answers = all_at_once(app, *acts)

    assert sorted(answers) == ["ChangedMeanwhile", "done"]
    db.session.rollback()
    assert db.session.get_one(Gathering, thread_id).version == 2


def test_the_longest_event_is_the_next_until_it_ends_and_none_is_longer(forum: Forum) -> None:
    host = forum.lead()
    fortnight = setting_in(1)._replace(ends_at=in_hours(14 * 24))
    thread_id = gatherings.event(host, forum.space(), setting=fortnight)
    gatherings.event(host, forum.space(), setting=setting_in(13 * 24))

    for hours, next_one in ((0, True), (14 * 24 - 1, True), (14 * 24 + 1, False)):
        with clock.at(in_hours(hours)):
            found = event_queries.find_next(viewer_of(host))
            listed = event_queries.list_events(viewer_of(host), is_past=False, page=1).rows
        assert (found is not None and found.thread_id == thread_id) is next_one
        assert (thread_id in [each.thread_id for each in listed]) is next_one
    with pytest.raises(InvalidChoice):
        gatherings.event(host, forum.space(), setting=fortnight._replace(ends_at=in_hours(14 * 24 + 1)))

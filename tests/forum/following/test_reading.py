"""Saying what one has read: by a script, by a button, by answering; whole spaces at once, and taking that back."""

from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import select

from csaleads.accounts.models import Person
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.errors import NotFound
from csaleads.core.unit_of_work import unit_of_work
from csaleads.forum import service
from csaleads.forum.following import heed_service, marks, reading_service
from csaleads.forum.following.models import Heed, ThreadRead
from csaleads.forum.models import Space, SpaceKind
from csaleads.forum.threads import queries as thread_queries
from csaleads.network.models import NetworkMember
from tests.adversary.rivals import all_at_once, serving
from tests.conftest import NOON
from tests.factories import Factory
from tests.forum.conftest import Forum
from tests.page_client import PageClient

MINUTE = timedelta(minutes=1)


def seen(forum: Forum, person: Person, thread_id: int) -> int:
    number = thread_queries.get_thread(forum.viewer(person), thread_id).seen_number
    db.session.rollback()
    return number


def read_version(person: Person) -> int:
    db.session.rollback()
    return db.session.get_one(NetworkMember, person.id, populate_existing=True).read_version


def newest(space_id: int) -> datetime:
    db.session.rollback()
    moment = db.session.scalar(select(Space.last_posted_at).where(Space.id == space_id))
    assert moment is not None
    return moment


@pytest.fixture
def long_thread(forum: Forum) -> int:
    asker = forum.lead()
    thread_id = forum.thread(asker, forum.space())
    for _ in range(59):
        forum.answer(asker, thread_id)
    return thread_id


def test_opening_a_thread_reads_nothing_and_the_script_says_what_was_in_view(
    forum: Forum, client: PageClient, long_thread: int
) -> None:
    reader = forum.lead()
    client.sign_in(reader)

    client.get_page(f"/network/threads/{long_thread}")
    after_opening = seen(forum, reader, long_thread)
    answer = client.post(f"/network/threads/{long_thread}/read", data={"number": "7", "by_script": "1"})

    assert after_opening == 0
    assert (answer.status_code, answer.data) == (204, b"")
    assert seen(forum, reader, long_thread) == 7


def test_without_scripts_a_button_says_it_page_by_page(
    forum: Forum, client: PageClient, long_thread: int
) -> None:
    reader = forum.lead()
    page = client.sign_in(reader).get_page(f"/network/threads/{long_thread}")

    next_page = client.post_page(
        f"/network/threads/{long_thread}/read", page.form_values("form[data-reading]")
    )
    after_first = seen(forum, reader, long_thread)
    last = client.post_page(
        f"/network/threads/{long_thread}/read", next_page.form_values("form[data-reading]")
    )

    assert (after_first, seen(forum, reader, long_thread)) == (50, 60)
    assert next_page.response.request.args["page"] == "2"
    assert not last.html.select("form[data-reading]")


def test_the_thread_says_how_much_is_new_on_each_page_and_leads_to_the_first_of_it(
    forum: Forum, client: PageClient, long_thread: int
) -> None:
    reader = forum.lead()
    with unit_of_work():
        reading_service.read_up_to(forum.viewer(reader), thread_id=long_thread, number=53)
    client.sign_in(reader)

    for number in (1, 2):
        assert (
            "7 new posts since you were here"
            in client.get_page(f"/network/threads/{long_thread}?page={number}").main
        )
    there = client.get(f"/network/threads/{long_thread}/first-unread").headers["Location"]
    with unit_of_work():
        reading_service.read_up_to(forum.viewer(reader), thread_id=long_thread, number=60)

    assert there == f"/network/threads/{long_thread}?page=2#number-54"
    assert client.get_page(there).one("#number-54")
    assert "since you were here" not in client.get_page(f"/network/threads/{long_thread}").main


@pytest.mark.parametrize(("number", "expected"), [("3", 5), ("6", 6), ("400", 60), ("", 5), ("x", 5)])
def test_nobody_has_read_less_than_before_or_more_than_there_is(
    forum: Forum, client: PageClient, long_thread: int, number: str, expected: int
) -> None:
    reader = forum.lead()
    client.sign_in(reader).post(f"/network/threads/{long_thread}/read", data={"number": "5"})

    client.post(f"/network/threads/{long_thread}/read", data={"number": number})

    assert seen(forum, reader, long_thread) == expected


def test_what_changes_nothing_is_not_counted_anew(forum: Forum, long_thread: int) -> None:
    reader = forum.lead()
    versions = []
    for number in (5, 5, 3, 6):
        with unit_of_work():
            reading_service.read_up_to(forum.viewer(reader), thread_id=long_thread, number=number)
        versions.append(read_version(reader))

    assert versions == [1, 1, 1, 2]


def test_nobody_reads_in_a_thread_that_is_not_theirs(forum: Forum, make: Factory) -> None:
    area = make.area()
    lead, stranger = forum.lead(area), forum.lead()
    thread_id = forum.thread(lead, forum.space(SpaceKind.AREA, area_id=area.id))

    with unit_of_work():
        reading_service.read_up_to(forum.viewer(lead), thread_id=thread_id, number=1)
    with pytest.raises(NotFound), unit_of_work():
        reading_service.read_up_to(forum.viewer(stranger), thread_id=thread_id, number=1)

    assert forum.count(ThreadRead, ThreadRead.person_id == stranger.id) == 0


def test_two_devices_at_once_keep_the_higher_number(app: Flask, forum: Forum, long_thread: int) -> None:
    reader = forum.lead()
    viewer = forum.viewer(reader)
    db.session.rollback()

    def reads(number: int) -> str:
        reading_service.read_up_to(viewer, thread_id=long_thread, number=number)
        return ""

    answers = all_at_once(app, *(serving(app, lambda n=number: reads(n)) for number in (9, 40, 23, 31)))

    assert answers == ["done"] * 4
    assert seen(forum, reader, long_thread) == 40


def test_reading_answering_muting_and_marking_at_once_wait_for_one_another_and_all_happen(
    app: Flask, forum: Forum, long_thread: int
) -> None:
    reader = forum.lead()
    viewer = forum.viewer(reader)
    space_id = thread_queries.get_thread(viewer, long_thread).space_id
    moment = newest(space_id)

    acts = [
        lambda: reading_service.read_up_to(viewer, thread_id=long_thread, number=12),
        lambda: service.answer(viewer, thread_id=long_thread, body="A zebra crossing.", key=uuid4()),
        lambda: heed_service.heed_thread(viewer, thread_id=long_thread, heed=Heed.MUTE),
        lambda: heed_service.heed_space(viewer, space_id=space_id, heed=Heed.FOLLOW),
        lambda: reading_service.mark_spaces(viewer, shown={space_id: moment}),
        lambda: service.answer(viewer, thread_id=long_thread, body="A pebble note.", key=uuid4()),
    ]
    for _ in range(3):
        answers = all_at_once(app, *(serving(app, act) for act in acts))

        assert answers == ["done"] * len(acts)


def test_marking_a_space_leaves_new_what_was_posted_while_one_looked(
    forum: Forum, client: PageClient
) -> None:
    asker, reader, space_id = forum.lead(), forum.lead(), forum.space()
    before = forum.thread(asker, space_id)
    page = client.sign_in(reader).get_page(f"/network/spaces/{space_id}")
    meanwhile = forum.thread(asker, space_id)  # in the same moment by the clock

    values = page.form_values(f"form[action='/network/spaces/{space_id}/read']")
    client.post_page(f"/network/spaces/{space_id}/read", values)

    assert (seen(forum, reader, before), seen(forum, reader, meanwhile)) == (1, 0)


def test_everything_is_marked_and_taken_back_for_a_while(forum: Forum, client: PageClient) -> None:
    asker, reader = forum.lead(), forum.lead()
    spaces = [forum.space(name=name) for name in ("Here", "There")]
    threads = [forum.thread(asker, space_id) for space_id in spaces]
    with unit_of_work():
        reading_service.mark_spaces(forum.viewer(reader), shown={spaces[0]: newest(spaces[0])})
    newer = forum.thread(asker, spaces[0])
    page = client.sign_in(reader).get_page("/network")

    with clock.at(NOON + MINUTE):
        marked = client.post_page("/network/read", page.form_values("form[action='/network/read']"))
        all_read = [seen(forum, reader, thread_id) for thread_id in (*threads, newer)]
    with clock.at(NOON + 2 * MINUTE):
        values = marked.form_values("form[action='/network/read/take-back']")
        client.post_page("/network/read/take-back", values)

    assert all_read == [1, 1, 1]
    assert [seen(forum, reader, thread_id) for thread_id in (*threads, newer)] == [1, 0, 0]


@pytest.mark.parametrize(("minutes", "expected"), [(9, 0), (11, 1)])
def test_a_mark_is_taken_back_within_ten_minutes_and_not_later(
    forum: Forum, client: PageClient, minutes: int, expected: int
) -> None:
    reader, space_id = forum.lead(), forum.space()
    thread_id = forum.thread(forum.lead(), space_id)
    with unit_of_work():
        marked_at = reading_service.mark_spaces(forum.viewer(reader), shown={space_id: newest(space_id)})
    assert marked_at is not None

    with clock.at(NOON + minutes * MINUTE), unit_of_work():
        reading_service.take_back_mark(forum.viewer(reader), marked_at=marked_at)

    assert seen(forum, reader, thread_id) == expected


def test_taking_back_leaves_what_was_marked_again_since(forum: Forum) -> None:
    reader, asker, space_id = forum.lead(), forum.lead(), forum.space()
    first = forum.thread(asker, space_id)
    viewer = forum.viewer(reader)
    with unit_of_work():
        marked_at = reading_service.mark_spaces(viewer, shown={space_id: newest(space_id)})
    assert marked_at is not None
    second = forum.thread(asker, space_id)
    with clock.at(NOON + MINUTE), unit_of_work():
        reading_service.mark_spaces(viewer, shown={space_id: newest(space_id)})

    with clock.at(NOON + 2 * MINUTE), unit_of_work():
        is_taken_back = reading_service.take_back_mark(viewer, marked_at=marked_at)

    assert not is_taken_back
    assert (seen(forum, reader, first), seen(forum, reader, second)) == (1, 1)


def test_a_mark_from_the_future_reaches_no_further_than_the_newest_post(forum: Forum) -> None:
    reader, asker, space_id = forum.lead(), forum.lead(), forum.space()
    forum.thread(asker, space_id)
    with unit_of_work():
        reading_service.mark_spaces(forum.viewer(reader), shown={space_id: NOON + timedelta(days=900)})
    later = forum.thread(asker, space_id)

    assert seen(forum, reader, later) == 0


@pytest.mark.parametrize("text", ["", "x", "1.", ".5", "1.x 2", "٣.4", "1." + "9" * 40, "9" * 12 + ".5"])
def test_what_no_page_of_ours_wrote_marks_nothing(text: str) -> None:
    assert marks.read(text) == {}


def test_what_a_page_showed_comes_back_as_it_was() -> None:
    shown = {3: NOON, 4: NOON + timedelta(microseconds=7)}

    assert marks.read(marks.written(shown | {5: None})) == shown

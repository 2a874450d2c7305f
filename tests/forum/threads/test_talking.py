"""Beginning a thread and answering in one: who may, where it stands, and that nobody's words are lost."""

import pytest

from csaleads.core.database import db
from csaleads.core.errors import NotFound, WrongState
from csaleads.core.unit_of_work import unit_of_work
from csaleads.forum.models import Post, Space, SpaceKind, Thread, ThreadKind
from csaleads.forum.posts import queries as post_queries
from csaleads.forum.spaces import queries as space_queries
from csaleads.forum.threads import queries as thread_queries
from csaleads.screening.service import CouldIdentify
from tests.factories import Factory
from tests.forum.conftest import Forum
from tests.page_client import PageClient
from tests.statements import count_statements


def test_a_lead_begins_a_thread_and_a_lead_of_another_area_answers(forum: Forum, client: PageClient) -> None:
    asker, other = forum.lead(name="Jo Ward"), forum.lead(name="Ana Reed")
    space_id = forum.space()

    client.sign_in(asker)
    page = client.get_page(f"/network/spaces/{space_id}/begin")
    values = page.form_values() | {"kind": "question", "title": "Pebble note", "body": "A zebra crossing."}
    thread = client.post_page(f"/network/spaces/{space_id}/begin", values)
    client.sign_in(other)
    values = client.get_page(thread.response.request.path).form_values("#answer form")
    answered = client.post_page(
        f"{thread.response.request.path}/answer", values | {"body": "We met at the *zebra crossing*."}
    )

    assert thread.h1 == "Pebble note"
    assert "Jo Ward" in answered.main
    assert "Ana Reed" in answered.main
    assert answered.one(".csa-post__body em").get_text() == "zebra crossing"


def test_the_first_page_shows_spaces_and_how_many_threads_are_new(forum: Forum, client: PageClient) -> None:
    asker, other = forum.lead(), forum.lead()
    space_id = forum.space(name="Running clinics")
    forum.thread(asker, space_id)

    own = client.sign_in(asker).get_page("/network").main
    others = client.sign_in(other).get_page("/network").main

    assert "Running clinics" in own
    assert "1 new" not in own
    assert "1 new" in others


@pytest.mark.parametrize("kind", [SpaceKind.OPEN, SpaceKind.ANNOUNCEMENTS])
def test_only_the_programme_team_announces(forum: Forum, kind: SpaceKind) -> None:
    lead, programme = forum.lead(), forum.programme()
    space_id = forum.space(kind)
    kind_of_thread = ThreadKind.ANNOUNCEMENT if kind is SpaceKind.ANNOUNCEMENTS else ThreadKind.DISCUSSION

    forum.thread(programme, space_id, kind=kind_of_thread)

    if kind is SpaceKind.ANNOUNCEMENTS:
        with pytest.raises(NotFound):
            forum.thread(lead, space_id, kind=kind_of_thread)
    else:
        forum.thread(lead, space_id, kind=kind_of_thread)


def test_the_private_space_of_an_area_is_nothing_to_leads_of_another(forum: Forum, make: Factory) -> None:
    here, there = make.area(), make.area()
    lead, stranger = forum.lead(here), forum.lead(there)
    space_id = forum.space(SpaceKind.AREA, area_id=here.id)
    thread_id = forum.thread(lead, space_id)

    assert thread_queries.get_thread(forum.viewer(lead), thread_id).space_id == space_id
    with pytest.raises(NotFound):
        thread_queries.get_thread(forum.viewer(stranger), thread_id)
    with pytest.raises(NotFound):
        space_queries.get_space(forum.viewer(stranger), space_id)
    with pytest.raises(NotFound):
        forum.answer(stranger, thread_id)


@pytest.mark.parametrize("is_locked", [False, True])
def test_nobody_answers_in_a_locked_thread(forum: Forum, is_locked: bool) -> None:
    lead = forum.lead()
    thread_id = forum.thread(lead, forum.space())
    with unit_of_work():
        db.session.get_one(Thread, thread_id).is_locked = is_locked

    if is_locked:
        with pytest.raises(WrongState):
            forum.answer(lead, thread_id)
    else:
        forum.answer(lead, thread_id)
    assert forum.count(Post) == (1 if is_locked else 2)


def test_what_could_identify_somebody_is_asked_about_and_kept_in_the_form(
    forum: Forum, client: PageClient
) -> None:
    thread_id = forum.thread(forum.lead(), forum.space())
    client.sign_in(forum.lead())
    values = client.get_page(f"/network/threads/{thread_id}").form_values("#answer form")

    page = client.post_page(
        f"/network/threads/{thread_id}/answer",
        values | {"body": "Her mother, Karolina Wisniewska, rang."},
        status=422,
    )

    assert "Karolina Wisniewska" in page.main
    assert forum.count(Post) == 1


def test_a_second_click_posts_nothing_twice(forum: Forum, client: PageClient) -> None:
    thread_id = forum.thread(forum.lead(), forum.space())
    client.sign_in(forum.lead())
    values = client.get_page(f"/network/threads/{thread_id}").form_values("#answer form")

    for _ in range(2):
        client.post_page(f"/network/threads/{thread_id}/answer", values | {"body": "A zebra crossing."})

    assert forum.count(Post) == 2


def test_posts_are_numbered_without_holes_and_a_space_counts_its_threads(forum: Forum) -> None:
    lead, space_id = forum.lead(), forum.space()
    thread_id = forum.thread(lead, space_id)
    for _ in range(3):
        forum.answer(lead, thread_id)

    shown = thread_queries.get_thread(forum.viewer(lead), thread_id)
    posts = post_queries.list_posts(forum.viewer(lead), shown, page=1)

    assert [post.number for post in posts.rows] == [1, 2, 3, 4]
    assert (shown.last_number, shown.answer_count) == (4, 3)
    assert db.session.get_one(Space, space_id).thread_count == 1


def test_a_question_without_a_name_names_nobody_and_its_asker_goes_on_unnamed(
    forum: Forum, client: PageClient
) -> None:
    asker, other = forum.lead(name="Jo Ward"), forum.lead()
    thread_id = forum.thread(asker, forum.space(), is_anonymous=True)
    forum.answer(asker, thread_id, is_anonymous=True)

    page = client.sign_in(other).get_page(f"/network/threads/{thread_id}")

    assert "Jo Ward" not in page.text
    assert page.main.count("The person who asked") == 2
    assert {row.author_id for row in db.session.query(Post)} == {None}


def test_a_thread_and_a_space_ask_no_more_of_the_database_for_more_posts(
    forum: Forum, client: PageClient
) -> None:
    lead, reader, space_id = forum.lead(), forum.lead(), forum.space()
    thread_id = forum.thread(lead, space_id)
    client.sign_in(reader)
    addresses = (f"/network/threads/{thread_id}", f"/network/spaces/{space_id}", "/network")

    def count(address: str) -> int:
        with count_statements() as statements:
            client.get_page(address)
        return statements.count

    before = [count(address) for address in addresses]
    for _ in range(4):
        forum.answer(forum.lead(), thread_id)
        forum.thread(forum.lead(), space_id)

    assert [count(address) for address in addresses] == before
    assert max(before) <= 8


def test_nothing_that_could_identify_somebody_is_stored(forum: Forum) -> None:
    lead, space_id = forum.lead(), forum.space()

    with pytest.raises(CouldIdentify):
        forum.thread(lead, space_id, body="I met Karolina Wisniewska at school.")

    assert forum.count(Thread) == 0

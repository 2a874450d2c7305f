"""The one search finds what is said in the network: for those who read it, as it reads now, and naming nobody who is unnamed."""

import pytest
from flask import Flask

from csaleads.access.permissions import Role
from csaleads.access.viewer import SYSTEM
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.full_text import queries as full_text
from csaleads.core.full_text.models import StreamDocument
from csaleads.core.unit_of_work import unit_of_work
from csaleads.finding import queries as finding
from csaleads.forum import changes
from csaleads.forum.changes import Change
from csaleads.forum.models import Participant, Post, PostState, Space, SpaceKind, Thread
from csaleads.forum.posts import wiping
from csaleads.network.models import ConductVersion, Restriction, RestrictionKind
from csaleads.programmes.models import CohortMember, MemberState
from tests.factories import Factory
from tests.forum.conftest import Forum
from tests.page_client import Page, PageClient
from tests.statements import count_statements

STONES = ("amber", "quartz", "granite", "chalk", "marble", "slate")


def search(client: PageClient, words: str, **filters: str) -> Page:
    return client.get_page("/search", query_string={"q": words, **filters})


def found(page: Page) -> list[str]:
    return [link["href"] for link in page.html.select(".csa-results__title a")]


def change(change: Change, thread_id: int, post_id: int | None = None, **columns: object) -> None:
    """What a journey of the forum does: it changes the row and tells so."""
    with unit_of_work():
        thread = db.session.get_one(Thread, thread_id)
        post = db.session.get_one(Post, post_id) if post_id is not None else None
        for name, value in columns.items():
            setattr(post or thread, name, value)
        changes.announce(SYSTEM, change, thread, post)


def test_a_member_finds_title_and_words_with_space_author_and_date(client: PageClient, forum: Forum) -> None:
    author = forum.lead(name="Ida Reed")
    thread_id = forum.thread(author, forum.space(), title="Pebble note", body="A **zebra** crossing.")
    answer_id = forum.answer(author, thread_id, "Quartz beside it.")
    client.sign_in(forum.lead())

    by_title, by_words = search(client, "pebble"), search(client, "quartz")

    assert set(found(by_title)) == {
        f"/network/posts/{forum.first_post(thread_id)}",
        f"/network/posts/{answer_id}",
    }
    assert found(by_words) == [f"/network/posts/{answer_id}"]
    assert "Practice questions · Question · Ida Reed · " in by_words.main
    assert client.get(found(by_words)[0]).status_code == 302


def test_only_members_who_agreed_and_are_not_suspended_find_threads(
    client: PageClient, forum: Forum, make: Factory
) -> None:
    area = make.area()
    forum.thread(forum.lead(area), forum.space(), title="Pebble note")
    suspended = forum.lead(area)
    with unit_of_work():
        db.session.add(
            Restriction(
                person_id=suspended.id,
                kind=RestrictionKind.SUSPENDED,
                since=clock.now(),
            )
        )
    nobody = [suspended, make.lead(area), make.person(area, Role.SOCIAL_WORKER)]

    for person in nobody:
        client.sign_in(person)
        page = search(client, "pebble")
        assert found(page) == []
        assert "threads of the network" not in page.main

    client.sign_in(forum.lead(area))
    assert len(found(search(client, "pebble"))) == 1
    assert "titles and posts of threads of the network" in search(client, "giraffe").main
    with unit_of_work():
        db.session.add(ConductVersion(number=2, words="Be kinder.", words_html="", published_at=clock.now()))
    assert found(search(client, "pebble")) == []


def test_what_is_private_is_found_by_those_alone_who_read_it(
    client: PageClient, forum: Forum, make: Factory
) -> None:
    here, there = make.area(), make.area()
    ours, theirs, programme = forum.lead(here), forum.lead(there), forum.programme()
    forum.thread(ours, forum.space(SpaceKind.AREA, area_id=here.id), title="Pebble of ours")
    with unit_of_work():
        between = Space(kind=SpaceKind.ONE_TO_ONE, name="Private", made_at=clock.now())
        db.session.add(between)
        db.session.flush()
        between_id = between.id
    private_id = forum.thread(ours, forum.space(), title="Pebble between two")
    with unit_of_work():
        db.session.add_all(Participant(thread_id=private_id, person_id=each.id) for each in (ours, theirs))
    change(Change.MOVED, private_id, space_id=between_id)

    titles = {}
    for name, person in (("ours", ours), ("theirs", theirs), ("programme", programme)):
        client.sign_in(person)
        titles[name] = [tag.get_text() for tag in search(client, "pebble").html.select(".csa-results__title")]

    assert titles == {"ours": ["Pebble of ours"], "theirs": [], "programme": []}
    assert not [key for key in db.session.scalars(db.select(StreamDocument.title)) if "between" in key]


def test_what_is_said_in_a_cohort_is_not_even_counted_for_others(
    client: PageClient, forum: Forum, make: Factory
) -> None:
    area = make.area()
    space_id = forum.space(SpaceKind.COHORT, cohort_id=make.cohort(area).id)
    forum.thread(forum.programme(), space_id, title="Pebble note")

    client.sign_in(forum.programme())
    assert len(found(search(client, "pebble"))) == 1
    client.sign_in(forum.lead(area))
    assert "Nothing was found" in search(client, "pebble").main


def test_an_index_that_lags_behind_shows_nobody_what_they_may_not_read(
    client: PageClient, forum: Forum
) -> None:
    thread_id = forum.thread(forum.lead(), forum.space(), title="Pebble note")
    with unit_of_work():
        db.session.get_one(Post, forum.first_post(thread_id)).state = PostState.HIDDEN  # and tells nobody
    client.sign_in(forum.lead())

    assert "Nothing was found" in search(client, "pebble").main


def test_a_moved_thread_is_found_by_those_who_read_it_where_it_stands_now(
    client: PageClient, forum: Forum, make: Factory
) -> None:
    here, there = make.area(), make.area()
    ours, theirs = forum.lead(here), forum.lead(there)
    thread_id = forum.thread(ours, forum.space(), title="Pebble note")
    client.sign_in(theirs)
    assert len(found(search(client, "pebble"))) == 1

    change(Change.MOVED, thread_id, space_id=forum.space(SpaceKind.AREA, area_id=here.id))

    assert found(search(client, "pebble")) == []
    client.sign_in(ours)
    assert len(found(search(client, "pebble"))) == 1


@pytest.mark.parametrize(
    ("gone", "state"),
    [
        (Change.HIDDEN, PostState.HIDDEN),
        (Change.REMOVED, PostState.REMOVED_BY_AUTHOR),
        (Change.WIPED, PostState.REMOVED_BY_MODERATOR),
    ],
)
def test_a_post_that_is_not_shown_is_in_no_index_and_comes_back_with_it(
    client: PageClient, forum: Forum, gone: Change, state: PostState
) -> None:
    thread_id = forum.thread(forum.lead(), forum.space())
    post_id = forum.answer(forum.lead(), thread_id, "Quartz beside it.")
    client.sign_in(forum.lead())
    assert len(found(search(client, "quartz"))) == 1

    change(gone, thread_id, post_id, state=state)
    assert found(search(client, "quartz")) == []
    assert not db.session.scalars(db.select(StreamDocument).where(StreamDocument.key == str(post_id))).all()

    change(Change.SHOWN, thread_id, post_id, state=PostState.SHOWN)
    assert len(found(search(client, "quartz"))) == 1


def test_edited_words_are_found_and_those_of_before_are_not(client: PageClient, forum: Forum) -> None:
    thread_id = forum.thread(forum.lead(), forum.space(), body="A zebra crossing.")
    client.sign_in(forum.lead())

    change(Change.EDITED, thread_id, forum.first_post(thread_id), body_html="<p>A quartz.</p>")

    assert found(search(client, "zebra")) == []
    assert len(found(search(client, "quartz"))) == 1


def test_a_closed_thread_is_found_no_more(client: PageClient, forum: Forum) -> None:
    thread_id = forum.thread(forum.lead(), forum.space(), title="Pebble note")
    forum.answer(forum.lead(), thread_id)
    client.sign_in(forum.lead())
    assert len(found(search(client, "pebble"))) == 2

    change(Change.CLOSED, thread_id, is_listed=False)

    assert found(search(client, "pebble")) == []


def test_who_asked_without_a_name_is_named_to_nobody(client: PageClient, forum: Forum) -> None:
    asker = forum.lead(name="Ida Reed")
    forum.thread(asker, forum.space(), title="Pebble note", is_anonymous=True)

    for person in (asker, forum.lead(), forum.programme()):
        client.sign_in(person)
        main = search(client, "pebble").main
        assert "Somebody who asks without their name" in main
        assert "Ida Reed" not in main
        assert found(search(client, "Reed")) == []


def test_filters_of_resources_leave_no_thread_and_a_topic_those_of_its_space(
    client: PageClient, forum: Forum, make: Factory
) -> None:
    topic, other = make.topic(), make.topic()
    forum.thread(forum.lead(), forum.space(), title="Pebble note")
    forum.thread(forum.lead(), forum.space(SpaceKind.TOPIC, topic_id=topic.id), title="Pebble of a topic")
    client.sign_in(forum.lead())

    counts = {
        "none": len(found(search(client, "pebble"))),
        "topic": len(found(search(client, "pebble", topic=str(topic.id)))),
        "other": len(found(search(client, "pebble", topic=str(other.id)))),
        "kind": len(found(search(client, "pebble", kind="guide"))),
        "state": len(found(search(client, "pebble", state="draft"))),
    }

    assert counts == {"none": 2, "topic": 1, "other": 0, "kind": 0, "state": 0}


def test_the_search_costs_as_much_for_many_posts_as_for_one(
    client: PageClient, forum: Forum, make: Factory
) -> None:
    area, space_id = make.area(), forum.space()
    make.resource(make.topic(), area, title="A pebble")
    thread_id = forum.thread(forum.lead(area), space_id, title="Pebble note")
    client.sign_in(forum.lead(area))
    search(client, "pebble")
    with count_statements() as few:
        search(client, "pebble")
    for _ in range(5):
        forum.answer(forum.lead(area), thread_id)
    search(client, "pebble")

    with count_statements() as many:
        search(client, "pebble")

    assert many.count == few.count <= 10


def test_the_reindexing_knows_every_post_that_is_found_and_no_other(app: Flask, forum: Forum) -> None:
    thread_id = forum.thread(forum.lead(), forum.space())
    hidden_id = forum.answer(forum.lead(), thread_id)
    change(Change.HIDDEN, thread_id, hidden_id, state=PostState.HIDDEN)
    with unit_of_work():
        db.session.execute(StreamDocument.__table__.delete())

    result = app.test_cli_runner().invoke(args=["search", "reindex"])

    assert "1 documents of kind post." in result.output
    db.session.rollback()
    assert list(db.session.scalars(db.select(StreamDocument.key))) == [str(forum.first_post(thread_id))]


def headings(page: Page) -> list[str]:
    return [heading.get_text() for heading in page.html.select("main h2")]


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if a search looked at three documents, and showed two of each kind."""
    monkeypatch.setattr(full_text, "MOST", 3)
    monkeypatch.setattr(full_text, "MOST_TITLED", 2)
    monkeypatch.setattr(finding, "ROWS_OF_SEVERAL", 2)


def test_resources_and_threads_stand_apart_and_each_can_be_looked_through_alone(
    client: PageClient, forum: Forum, make: Factory, few: None
) -> None:
    topic = make.topic()
    for stone in STONES[:3]:
        make.resource(topic, title=f"A pebble of {stone}")
    thread_id = forum.thread(forum.lead(), forum.space(), title="Pebble note")
    for _ in range(5):
        forum.answer(forum.lead(), thread_id)
    client.sign_in(forum.lead())

    page = search(client, "pebble")

    assert headings(page) == ["3 resources", "More than 3 posts in the network"]
    assert len(found(page)) == 4
    assert found(page)[2] == f"/network/posts/{forum.first_post(thread_id)}"
    assert "Those with all your words in the title come first, then the newest. Add a word" in page.main
    assert page.href("All 3 resources") == "/search?q=pebble&look=resource"
    assert page.href("More posts in the network") == "/search?q=pebble&look=post"
    resources, posts = search(client, "pebble", look="resource"), search(client, "pebble", look="post")
    assert headings(resources) == ["3 resources"]
    assert "Look in: Resources" not in resources.main
    assert len(found(resources)) == 3
    assert len(found(posts)) == len(set(found(posts))) == 5
    assert [option.get_text() for option in page.html.select("#look option")] == [
        "Everything",
        "Resources",
        "Threads of the network",
    ]


def test_whoever_reads_no_threads_is_not_asked_where_to_look(
    client: PageClient, forum: Forum, make: Factory
) -> None:
    area = make.area()
    forum.thread(forum.lead(area), forum.space(), title="Pebble note")
    client.sign_in(make.person(area, Role.SOCIAL_WORKER))

    page = search(client, "pebble", look="post")

    assert "Nothing was found" in page.main
    assert not page.html.select("#look")


def test_what_others_said_lately_hides_nothing_that_one_may_read(
    client: PageClient, forum: Forum, make: Factory, few: None
) -> None:
    here, there = make.area(), make.area()
    ours, theirs, topic = forum.lead(here), forum.lead(there), make.topic()
    old = {
        "open": forum.thread(ours, forum.space(), title="Pebble note"),
        "area": forum.thread(ours, forum.space(SpaceKind.AREA, area_id=here.id), title="Pebble note"),
        "topic": forum.thread(ours, forum.space(SpaceKind.TOPIC, topic_id=topic.id), title="Pebble note"),
    }
    newer_id = forum.thread(theirs, forum.space(SpaceKind.AREA, area_id=there.id), title="A pebble")
    cohort_id = forum.thread(
        forum.programme(),
        forum.space(SpaceKind.COHORT, cohort_id=make.cohort(there).id),
        title="A pebble",
    )
    for _ in range(6):
        forum.answer(theirs, newer_id)
        forum.answer(forum.programme(), cohort_id)
    client.sign_in(ours)

    page = search(client, "pebble")

    assert set(found(page)) <= {f"/network/posts/{forum.first_post(each)}" for each in old.values()}
    assert headings(page) == ["3 posts in the network"]
    of_topic = search(client, "pebble", topic=str(topic.id))
    assert found(of_topic) == [f"/network/posts/{forum.first_post(old['topic'])}"]


def test_a_member_of_a_cohort_finds_what_is_said_there_until_they_leave_it(
    client: PageClient, forum: Forum, make: Factory
) -> None:
    area = make.area()
    cohort, member = make.cohort(area), forum.lead(area)
    row = make.member(cohort, area, member)
    forum.thread(forum.programme(), forum.space(SpaceKind.COHORT, cohort_id=cohort.id), title="Pebble note")
    client.sign_in(member)
    assert len(found(search(client, "pebble"))) == 1

    with unit_of_work():
        db.session.get_one(CohortMember, row.id).state = MemberState.LEFT

    assert found(search(client, "pebble")) == []


def test_a_title_goes_from_all_posts_of_its_thread_with_the_first(client: PageClient, forum: Forum) -> None:
    author = forum.lead()
    thread_id = forum.thread(author, forum.space(), title="Quartz", body="Beginning.")
    forum.answer(forum.lead(), thread_id, "Pebble answer.")
    client.sign_in(forum.lead())
    assert len(found(search(client, "quartz"))) == 2

    with unit_of_work():
        thread = db.session.get_one(Thread, thread_id)
        post = db.session.get_one(Post, forum.first_post(thread_id))
        post.state = PostState.REMOVED_BY_MODERATOR
        wiping.wipe(SYSTEM, thread, post)
        changes.announce(SYSTEM, Change.WIPED, thread, post)

    assert found(search(client, "quartz")) == []
    assert len(found(search(client, "pebble"))) == 1
    rows = db.session.execute(db.select(StreamDocument.title, StreamDocument.marks, StreamDocument.body))
    assert "quartz" not in repr(rows.all()).lower()


def talk(page: Page) -> list[str]:
    return [link.get_text() for link in page.html.select("section[aria-labelledby=talk] .csa-threads__link")]


def test_the_page_of_a_topic_shows_members_the_newest_five_threads_and_the_way_to_ask(
    client: PageClient, forum: Forum, make: Factory
) -> None:
    topic, area = make.topic(), make.area()
    space_id = forum.space(SpaceKind.TOPIC, topic_id=topic.id)
    author = forum.lead(area)
    client.sign_in(author)
    assert (
        "Nobody has begun a thread about this topic yet"
        in client.get_page(f"/learning/topics/{topic.id}").main
    )
    for stone in STONES:
        forum.thread(author, space_id, title=f"A pebble of {stone}", is_anonymous=stone == "slate")
    forum.thread(author, forum.space(), title="Pebble elsewhere")
    change(Change.CLOSED, forum.thread(author, space_id, title="Pebble closed"), is_listed=False)

    with count_statements() as asked:
        page = client.get_page(f"/learning/topics/{topic.id}")

    assert talk(page) == [f"A pebble of {stone}" for stone in reversed(STONES[1:])]
    assert "Somebody who asks without their name" in page.main
    assert page.href("Ask the network") == f"/network/spaces/{space_id}/begin"
    assert page.href("All threads about this topic (7)") == f"/network/spaces/{space_id}"
    assert asked.count <= 10


def test_the_page_of_a_topic_shows_threads_to_no_one_who_may_not_enter(
    client: PageClient, forum: Forum, make: Factory
) -> None:
    topic, area = make.topic(), make.area()
    space_id = forum.space(SpaceKind.TOPIC, topic_id=topic.id)
    forum.thread(forum.lead(area), space_id, title="Pebble note")

    for person in (make.lead(area), make.person(area, Role.SOCIAL_WORKER)):
        client.sign_in(person)
        page = client.get_page(f"/learning/topics/{topic.id}")
        assert not page.html.select("section[aria-labelledby=talk]")
        assert "Pebble note" not in page.main


def test_a_closed_space_of_a_topic_is_read_and_nobody_is_asked_to_write_there(
    client: PageClient, forum: Forum, make: Factory
) -> None:
    topic = make.topic()
    space_id = forum.space(SpaceKind.TOPIC, topic_id=topic.id)
    forum.thread(forum.lead(), space_id, title="Pebble note")
    forum.close(space_id)
    client.sign_in(forum.lead())

    page = client.get_page(f"/learning/topics/{topic.id}")

    assert talk(page) == ["Pebble note"]
    assert "Ask the network" not in page.main

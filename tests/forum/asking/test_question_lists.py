"""Lists of questions: what waits for an answer, what one asked oneself, and the views of a space."""

import pytest

from csaleads.core.database import db
from csaleads.core.unit_of_work import unit_of_work
from csaleads.forum import ways
from csaleads.forum.models import SpaceKind, Thread, ThreadKind
from csaleads.forum.spaces import list_queries
from tests.factories import Factory
from tests.forum.conftest import Forum
from tests.page_client import PageClient
from tests.statements import count_statements

UNANSWERED = "/network/questions/unanswered"
MINE = "/network/questions/mine"


def titles(page: object) -> list[str]:
    return [link.get_text(strip=True) for link in page.html.select(".csa-threads__link")]  # type: ignore[attr-defined]  # a page


def test_open_questions_without_an_answer_stand_in_the_order_that_one_chooses(
    forum: Forum, client: PageClient
) -> None:
    lead, space_id = forum.lead(), forum.space()
    forum.thread(lead, space_id, title="Teaspoon one")
    forum.thread(lead, forum.space(), title="Teaspoon two", is_anonymous=True)
    answered = forum.thread(lead, space_id, title="Teaspoon answered")
    forum.answer(forum.lead(), answered)
    forum.thread(lead, space_id, title="Teaspoon talk", kind=ThreadKind.DISCUSSION)
    locked = forum.thread(lead, space_id, title="Teaspoon closed")
    with unit_of_work():
        db.session.get_one(Thread, locked).is_locked = True
    client.sign_in(forum.lead())

    oldest = client.get_page(UNANSWERED)
    newest = client.get_page(f"{UNANSWERED}?order=newest")

    assert titles(oldest) == ["Teaspoon one", "Teaspoon two"]
    assert titles(newest) == ["Teaspoon two", "Teaspoon one"]
    assert "Unanswered questions (2)" in client.get_page("/network").main


def test_the_row_of_ways_counts_no_further_than_it_needs_to(
    forum: Forum, client: PageClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    lead, space_id = forum.lead(), forum.space()
    for module in (list_queries, ways):
        monkeypatch.setattr(module, "MOST_COUNTED", 3)
    client.sign_in(lead)
    shown = []

    for _ in range(4):
        forum.thread(lead, space_id)
        shown.append(client.get_page("/network").one('.csa-views [href$="unanswered"]').get_text())

    assert [words.partition("questions")[2] for words in shown] == [" (1)", " (2)", " (2+)", " (2+)"]


def test_questions_of_private_and_closed_spaces_do_not_stand_in_the_list_of_others(
    forum: Forum, make: Factory, client: PageClient
) -> None:
    here = make.area()
    lead, colleague, stranger = forum.lead(here), forum.lead(here), forum.lead()
    forum.thread(lead, forum.space(SpaceKind.AREA, area_id=here.id), title="Teaspoon private")
    closed = forum.space()
    forum.thread(lead, closed, title="Teaspoon closed")
    forum.close(closed)

    theirs = titles(client.sign_in(stranger).get_page(UNANSWERED))
    ours = titles(client.sign_in(colleague).get_page(UNANSWERED))

    assert theirs == []
    assert ours == ["Teaspoon private"]


def test_one_finds_what_one_asked_with_and_without_a_name_and_nobody_else_does(
    forum: Forum, client: PageClient
) -> None:
    asker, space_id = forum.lead(), forum.space()
    forum.thread(asker, space_id, title="Teaspoon named")
    unnamed = forum.thread(asker, space_id, title="Teaspoon unnamed", is_anonymous=True)
    forum.thread(forum.lead(), space_id, title="Teaspoon of another", is_anonymous=True)
    forum.answer(forum.lead(name="Ana Reed"), unnamed)

    own = client.sign_in(asker).get_page(MINE)
    others = client.sign_in(forum.lead()).get_page(MINE)

    assert titles(own) == ["Teaspoon unnamed", "Teaspoon named"]
    assert "Asked without your name" in own.main
    assert "Ana Reed" in own.main
    assert titles(others) == []
    assert "You have not begun anything yet" in others.main


def test_only_so_many_threads_without_a_name_are_opened(
    forum: Forum, monkeypatch: pytest.MonkeyPatch
) -> None:
    asker, space_id = forum.lead(), forum.space()
    ids = [forum.thread(asker, space_id, is_anonymous=True) for _ in range(3)]

    everything = [line.id for line in list_queries.list_asked_unnamed(forum.viewer(asker))]
    monkeypatch.setattr(list_queries, "MOST_LOOKED_AT", 2)
    newest = [line.id for line in list_queries.list_asked_unnamed(forum.viewer(asker))]

    assert everything == ids[::-1]
    assert newest == ids[:0:-1]


@pytest.mark.parametrize(
    ("show", "expected"),
    [
        ("", ["Teaspoon talk", "Teaspoon answered", "Teaspoon question"]),
        ("unanswered", ["Teaspoon question"]),
        ("questions", ["Teaspoon answered", "Teaspoon question"]),
        ("discussions", ["Teaspoon talk"]),
        ("announcements", []),
        ("nonsense", ["Teaspoon talk", "Teaspoon answered", "Teaspoon question"]),
    ],
)
def test_a_space_shows_the_kind_that_the_address_asks_for(
    forum: Forum, client: PageClient, show: str, expected: list[str]
) -> None:
    lead, space_id = forum.lead(), forum.space()
    forum.thread(lead, space_id, title="Teaspoon question")
    answered = forum.thread(lead, space_id, title="Teaspoon answered")
    forum.answer(lead, answered)
    forum.thread(lead, space_id, title="Teaspoon talk", kind=ThreadKind.DISCUSSION)

    page = client.sign_in(lead).get_page(f"/network/spaces/{space_id}?show={show}")

    assert sorted(titles(page)) == sorted(expected)
    current = [link.get_text(strip=True) for link in page.html.select(".csa-views [aria-current]")]
    assert current == {"nonsense": ["All"], "": ["All"], "announcements": []}.get(show, [show.capitalize()])


def test_a_view_of_a_space_is_paged_exactly(
    forum: Forum, client: PageClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("csaleads.forum.spaces.threads_queries.ROWS_PER_PAGE", 2)
    lead, space_id = forum.lead(), forum.space()
    for number in ("one", "two", "three"):
        forum.thread(lead, space_id, title=f"Teaspoon {number}")
        forum.thread(lead, space_id, title="Teaspoon talk", kind=ThreadKind.DISCUSSION)
    client.sign_in(lead)

    first = titles(client.get_page(f"/network/spaces/{space_id}?show=questions"))
    second = client.get_page(f"/network/spaces/{space_id}?show=questions&page=2")
    beyond = client.get_page(f"/network/spaces/{space_id}?show=questions&page=9")

    assert sorted([*first, *titles(second)]) == ["Teaspoon one", "Teaspoon three", "Teaspoon two"]
    assert "There is no such page" in beyond.main


def test_lists_ask_no_more_of_the_database_for_more_questions(forum: Forum, client: PageClient) -> None:
    asker, space_id = forum.lead(), forum.space()
    client.sign_in(asker)
    counts = []

    for _ in range(2):
        for _ in range(3):
            forum.thread(asker, space_id)
            forum.thread(asker, space_id, is_anonymous=True)
        with count_statements() as statements:
            for url in ("/network", UNANSWERED, MINE, f"/network/spaces/{space_id}?show=unanswered"):
                client.get_page(url)
        counts.append(statements.count)

    assert counts[0] == counts[1] <= 4 * 8

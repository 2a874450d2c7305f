"""Naming members, linking to resources, seeing how a post will look, quoting, and the link to copy."""

from typing import Any

import pytest
from sqlalchemy import select

from csaleads.core.database import db
from csaleads.core.unit_of_work import unit_of_work
from csaleads.forum.following.models import Mention
from csaleads.forum.models import Post, PostState, SpaceKind
from csaleads.screening.service import CouldIdentify
from tests.factories import Factory
from tests.forum.conftest import Forum
from tests.page_client import PageClient
from tests.statements import count_statements


def named() -> set[int]:
    return set(db.session.scalars(select(Mention.person_id)))


def newest_html() -> str:
    return db.session.scalars(select(Post.body_html).order_by(Post.id.desc()).limit(1)).one()


@pytest.mark.parametrize("typed", ["@Jo Ward", "@Jo Ward’s", "(@Jo Ward)", "@Zoë O’Brien", "@Zoë O'Brien"])
def test_a_member_is_named_by_their_full_name_and_nobody_is_asked_about_it(forum: Forum, typed: str) -> None:
    lead, jo, zoe = forum.lead(), forum.lead(name="Jo Ward"), forum.lead(name="Zoë O’Brien")
    thread_id = forum.thread(lead, forum.space())

    forum.answer(lead, thread_id, f"A pebble note of {typed}.")

    assert named() == {zoe.id if "Zoë" in typed else jo.id}
    assert 'class="csa-mention"' in newest_html()


@pytest.mark.parametrize(
    "typed", ["Jo Ward’s mother", "@Jo Ward and Jo Ward’s mother", "@Jo Ward Wisniewska"]
)
def test_a_name_that_no_member_was_called_by_is_still_asked_about(forum: Forum, typed: str) -> None:
    lead = forum.lead()
    forum.lead(name="Jo Ward")
    thread_id = forum.thread(lead, forum.space())

    with pytest.raises(CouldIdentify):
        forum.answer(lead, thread_id, f"A pebble note of {typed}.")


def test_somebody_who_never_entered_or_belongs_no_longer_is_not_named(forum: Forum, make: Factory) -> None:
    lead = forum.lead()
    make.lead(make.area(), name="Ana Reed")
    thread_id = forum.thread(lead, forum.space())

    with pytest.raises(CouldIdentify):
        forum.answer(lead, thread_id, "A pebble note of @Ana Reed.")

    assert named() == set()


def test_a_name_of_two_members_tells_neither_and_the_page_says_so(forum: Forum, client: PageClient) -> None:
    lead = forum.lead()
    for _ in range(2):
        forum.lead(name="Jo Ward")
    thread_id = forum.thread(lead, forum.space())
    client.sign_in(lead)
    values = client.get_page(f"/network/threads/{thread_id}").form_values("#answer form")

    page = client.post_page(f"/network/threads/{thread_id}/answer", values | {"body": "Thank you, @Jo Ward."})

    assert "called Jo Ward, so nobody was told" in page.text
    assert named() == set()
    assert "csa-mention" not in newest_html()


def test_the_resource_of_a_link_stands_below_the_post_for_whoever_may_see_it(
    forum: Forum, make: Factory, client: PageClient
) -> None:
    here, there = make.area(), make.area()
    lead, other = forum.lead(here), forum.lead(there)
    topic = make.topic()
    shared = make.resource(topic, here, owner=lead, for_network=True, title="For every area")
    private = make.resource(topic, here, owner=lead, title="For one area")
    links = "\n\n".join(f"http://localhost/learning/resources/{each.id}" for each in (shared, private))
    thread_id = forum.thread(lead, forum.space())
    with_paths = links.replace("http://localhost", "")
    with unit_of_work():
        post = db.session.scalars(select(Post)).one()
        post.resource_ids = f"{shared.id.hex} {private.id.hex}"
    assert with_paths.count("/learning/resources/") == 2

    own = client.sign_in(lead).get_page(f"/network/threads/{thread_id}")
    others = client.sign_in(other).get_page(f"/network/threads/{thread_id}")

    assert [card.get_text() for card in own.html.select(".csa-card__link")] == [
        "For every area",
        "For one area",
    ]
    assert [card.get_text() for card in others.html.select(".csa-card__link")] == ["For every area"]
    assert "For one area" not in others.text


@pytest.mark.parametrize("site", ["", "http://127.0.0.1:8000"])
def test_the_address_of_a_resource_is_not_taken_for_the_number_of_a_case(forum: Forum, site: str) -> None:
    lead, space_id = forum.lead(), forum.space()
    taken_for_one = "905b7f56-a40b-4365-9717-a073a5d575f7"

    forum.thread(lead, space_id, body=f"A pebble note:\n\n{site}/learning/resources/{taken_for_one}")

    with pytest.raises(CouldIdentify):
        forum.thread(lead, space_id, body=f"Our number is {taken_for_one.upper()}, a pebble note.")


def test_a_post_keeps_the_resources_that_it_links_to(forum: Forum, make: Factory) -> None:
    lead = forum.lead()
    resource = make.resource(make.topic(), make.area(), owner=lead)

    forum.answer(
        lead,
        forum.thread(lead, forum.space()),
        f"A pebble note.\n\n[Read](/learning/resources/{resource.id})",
    )

    kept = db.session.scalars(select(Post.resource_ids).order_by(Post.id.desc()).limit(1)).one()
    assert kept == resource.id.hex


def test_a_preview_shows_how_it_will_look_and_stores_nothing(forum: Forum, client: PageClient) -> None:
    lead = forum.lead()
    forum.lead(name="Jo Ward")
    client.sign_in(lead)

    shown = client.post("/network/preview", data={"body": "A *pebble* note of @Jo Ward <script>"})
    empty = client.post("/network/preview", data={"body": "  "})
    too_long = client.post("/network/preview", data={"body": "a " * 6000})

    assert shown.json is not None
    assert "<em>pebble</em>" in shown.json["html"]
    assert "csa-mention" in shown.json["html"]
    assert "<script" not in shown.json["html"]
    assert empty.json == {"html": ""}
    assert (too_long.status_code, list(too_long.json or ())) == (422, ["error"])
    assert forum.count(Post) == 0


def test_previews_are_limited(forum: Forum, client: PageClient) -> None:
    client.sign_in(forum.lead())

    answers = [client.post("/network/preview", data={"body": "a"}).status_code for _ in range(61)]

    assert set(answers[:50]) == {200}
    assert answers[-1] == 429


@pytest.mark.parametrize("page", ["begin", "answer", "edit"])
def test_without_scripts_the_page_comes_back_with_the_preview(
    forum: Forum, client: PageClient, page: str
) -> None:
    lead, space_id = forum.lead(), forum.space()
    thread_id = forum.thread(lead, space_id)
    post_id = db.session.scalars(select(Post.id)).one()
    opened, to = {
        "begin": (f"/network/spaces/{space_id}/begin", f"/network/spaces/{space_id}/begin"),
        "answer": (f"/network/threads/{thread_id}", f"/network/threads/{thread_id}/answer"),
        "edit": (f"/network/posts/{post_id}/edit", f"/network/posts/{post_id}/edit"),
    }[page]
    client.sign_in(lead)
    form = client.get_page(opened).html.select_one("form:has(textarea)")
    assert form is not None
    values = {each["name"]: each.get("value", "") for each in form.select("input[type=hidden]")}

    shown = client.post_page(to, values | {"body": "A *pebble* note", "preview": "yes"})

    assert shown.one(".csa-preview em").get_text() == "pebble"
    assert shown.one("textarea").get_text().strip() == "A *pebble* note"
    assert shown.errors == []
    assert forum.count(Post) == 1


def test_a_post_is_quoted_into_the_answer_with_who_wrote_it(forum: Forum, client: PageClient) -> None:
    asker, other = forum.lead(), forum.lead(name="Jo Ward")
    thread_id = forum.thread(asker, forum.space(), body="A zebra.\n\nA crossing.")
    unnamed = forum.thread(asker, forum.space(), is_anonymous=True, body="A quiet zebra.")
    client.sign_in(other)

    page = client.get_page(client.get_page(f"/network/threads/{thread_id}").href("Quote"))
    quiet = client.get_page(client.get_page(f"/network/threads/{unnamed}").href("Quote"))
    values = page.form_values("#answer form")
    client.post_page(f"/network/threads/{thread_id}/answer", values)

    assert (
        page.one("#answer textarea").get_text().strip()
        == f"{asker.full_name} wrote:\n\n> A zebra.\n>\n> A crossing."
    )
    assert (
        quiet.one("#answer textarea").get_text().strip() == "The person who asked wrote:\n\n> A quiet zebra."
    )
    assert asker.full_name not in quiet.text
    assert "<blockquote" in newest_html()


def test_words_that_are_not_shown_and_of_other_threads_are_not_quoted(
    forum: Forum, client: PageClient
) -> None:
    lead, stranger_space = forum.lead(), forum.space(SpaceKind.OPEN)
    here = forum.thread(lead, stranger_space, body="A zebra.")
    there = forum.thread(lead, stranger_space, body="A pebble.")
    post_of_there = db.session.scalars(select(Post.id).where(Post.thread_id == there)).one()
    hidden = forum.answer(lead, here, "A hidden zebra.")
    with unit_of_work():
        db.session.get_one(Post, hidden).state = PostState.HIDDEN
    client.sign_in(forum.lead())

    for post_id in (post_of_there, hidden, 99999, "x"):
        page = client.get_page(f"/network/threads/{here}?quote={post_id}")
        assert page.one("#answer textarea").get_text().strip() == ""


def test_the_date_of_every_post_is_its_permanent_link(forum: Forum, client: PageClient) -> None:
    lead = forum.lead()
    thread_id = forum.thread(lead, forum.space())
    post_id = db.session.scalars(select(Post.id)).one()

    page = client.sign_in(lead).get_page(f"/network/threads/{thread_id}")

    assert page.one(".csa-post__when")["href"] == f"/network/posts/{post_id}"


def test_a_thread_asks_no_more_for_more_cards_corrections_and_quotes(
    forum: Forum, make: Factory, client: PageClient
) -> None:
    lead = forum.lead()
    thread_id = forum.thread(lead, forum.space())
    client.sign_in(forum.lead())
    counts: list[Any] = []

    for _ in range(2):
        for _ in range(3):
            resource = make.resource(make.topic(), make.area(), owner=lead, for_network=True)
            post_id = forum.answer(lead, thread_id)
            with unit_of_work():
                post = db.session.get_one(Post, post_id)
                post.resource_ids, post.correction_count = resource.id.hex, 1
        with count_statements() as statements:
            client.get_page(f"/network/threads/{thread_id}")
        counts.append(statements.count)

    assert counts[0] == counts[1] <= 10

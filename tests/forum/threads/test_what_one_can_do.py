"""What stands below posts is kept for whom the same is true, and is what it would be if it were worked out anew."""

from collections.abc import Sequence

import pytest
from bs4 import Tag

from csaleads.accounts.models import Person
from csaleads.core.database import db
from csaleads.core.kept import Kept
from csaleads.core.unit_of_work import unit_of_work
from csaleads.forum.models import Post, PostState, Thread
from csaleads.forum.threads import posts as thread_posts
from tests.forum.conftest import Forum
from tests.page_client import PageClient


def address_of(action: Tag) -> str:
    """Where it leads. The address by which a hidden post is changed is sealed anew each time."""
    return str(action.get("href") or action.get("formaction")).partition("/hidden/")[0]


def shown_to(client: PageClient, people: Sequence[Person], thread_id: int) -> list[list[str]]:
    """For each of the people, what stands below each post of the thread."""
    found = []
    for person in people:
        page = client.sign_in(person).get_page(f"/network/threads/{thread_id}")
        found.append(
            [
                " | ".join(f"{each.get_text()} {address_of(each)}" for each in post)
                for post in (
                    row.select(".csa-post__foot a, .csa-post__foot button")
                    for row in page.html.select("li.csa-post")
                )
            ]
        )
    return found


@pytest.mark.parametrize("is_anonymous", [False, True])
def test_nobody_is_offered_what_was_kept_for_somebody_else(
    forum: Forum, client: PageClient, monkeypatch: pytest.MonkeyPatch, is_anonymous: bool
) -> None:
    asker, other, reader, programme = forum.lead(), forum.lead(), forum.lead(), forum.programme()
    thread_id = forum.thread(asker, forum.space(), is_anonymous=is_anonymous)
    posts = [forum.answer(person, thread_id) for person in (other, asker, other, reader)]
    with unit_of_work():
        db.session.get_one(Post, posts[2]).state = PostState.HIDDEN
    client.sign_in(reader).post(f"/network/posts/{posts[0]}/helpful")
    people = (programme, asker, reader, other, programme, other, reader, asker)

    before = shown_to(client, people, thread_id)
    with unit_of_work():
        db.session.get_one(Thread, thread_id).accepted_post_id = posts[0]
        db.session.get_one(Thread, thread_id).is_locked = True
    after = shown_to(client, people, thread_id)

    class Forgetful(Kept[thread_posts.ShownPosts]):
        def get(self, key: object) -> None:
            return None

    monkeypatch.setattr(thread_posts, "_kept", Forgetful(1))
    assert shown_to(client, people, thread_id) == after
    with unit_of_work():
        db.session.get_one(Thread, thread_id).accepted_post_id = None
        db.session.get_one(Thread, thread_id).is_locked = False
    assert shown_to(client, people, thread_id) == before
    assert before != after
    assert len({tuple(each) for each in before[:4]}) == 4

"""On the page of a resource stand the threads that link to it: those that the reader reads, as they stand now."""

from uuid import UUID

from csaleads.access.permissions import Role
from csaleads.access.viewer import SYSTEM
from csaleads.anonymity.service import screen_strictly
from csaleads.core.database import db
from csaleads.core.unit_of_work import unit_of_work
from csaleads.forum import changes
from csaleads.forum.changes import Change
from csaleads.forum.models import Post, PostState, SpaceKind, Thread
from csaleads.forum.spaces.linked_models import PostResource
from csaleads.learning.models import Resource
from tests.factories import Factory
from tests.forum.conftest import Forum
from tests.page_client import PageClient
from tests.statements import count_statements


def link(post_id: int, *resource_ids: UUID, change: Change = Change.EDITED, **columns: object) -> None:
    """The post links to these resources, and to no others; whoever changed it tells so."""
    with unit_of_work():
        post = db.session.get_one(Post, post_id)
        post.resource_ids = " ".join(key.hex for key in resource_ids)
        for name, value in columns.items():
            setattr(post, name, value)
        changes.announce(SYSTEM, change, db.session.get_one(Thread, post.thread_id), post)


def linking(client: PageClient, resource_id: UUID) -> list[str]:
    page = client.get_page(f"/learning/resources/{resource_id}")
    return [tag.get_text() for tag in page.html.select("section[aria-labelledby=linking] .csa-threads__link")]


def test_members_see_the_threads_that_link_to_it_once_and_the_newest_first(
    client: PageClient, forum: Forum, make: Factory
) -> None:
    resource, other = (make.resource(make.topic()) for _ in range(2))
    space_id, author = forum.space(), forum.lead()
    older = forum.thread(author, space_id, title="Pebble note")
    newer = forum.thread(author, space_id, title="Zebra note")
    again = forum.answer(author, newer)
    elsewhere = forum.thread(author, space_id, title="Quartz note")
    for post_id in (forum.first_post(older), forum.first_post(newer), again):
        link(post_id, resource.id)
    link(forum.first_post(elsewhere), other.id)
    client.sign_in(author)

    with count_statements() as asked:
        found = linking(client, resource.id)

    assert found == ["Zebra note", "Pebble note"]
    assert asked.count <= 10


def test_what_links_to_it_no_longer_or_is_not_shown_is_not_there(
    client: PageClient, forum: Forum, make: Factory
) -> None:
    resource, other = (make.resource(make.topic()) for _ in range(2))
    post_id = forum.first_post(forum.thread(forum.lead(), forum.space(), title="Pebble note"))
    link(post_id, resource.id, other.id)
    client.sign_in(forum.lead())
    assert (linking(client, resource.id), linking(client, other.id)) == (["Pebble note"], ["Pebble note"])

    link(post_id, other.id)
    assert (linking(client, resource.id), linking(client, other.id)) == ([], ["Pebble note"])
    link(post_id, other.id, change=Change.HIDDEN, state=PostState.HIDDEN)
    assert linking(client, other.id) == []
    link(post_id, change=Change.WIPED)
    assert forum.count(PostResource) == 0


def test_nobody_sees_there_what_they_may_not_read(client: PageClient, forum: Forum, make: Factory) -> None:
    area, resource = make.area(), make.resource(make.topic())
    ours = forum.lead(area)
    private = forum.thread(ours, forum.space(SpaceKind.AREA, area_id=area.id), title="Pebble of ours")
    link(forum.first_post(private), resource.id)
    link(forum.first_post(forum.thread(ours, forum.space(), title="Zebra note")), resource.id)

    found = {}
    people = {
        "ours": ours,
        "theirs": forum.lead(),
        "not agreed": make.lead(area),
        "worker": make.person(area, Role.SOCIAL_WORKER),
    }
    for name, person in people.items():
        client.sign_in(person)
        found[name] = linking(client, resource.id)

    assert found == {
        "ours": ["Zebra note", "Pebble of ours"],
        "theirs": ["Zebra note"],
        "not agreed": [],
        "worker": [],
    }


def test_a_link_in_what_somebody_posts_is_enough(client: PageClient, forum: Forum, make: Factory) -> None:
    author, resource = forum.lead(), linkable(make)
    body = f"[Read it]({address(resource)})\n\n[Read it again]({address(resource)})"

    forum.thread(author, forum.space(), title="Pebble note", body=body)

    client.sign_in(author)
    assert linking(client, resource.id) == ["Pebble note"]


def address(resource: Resource) -> str:
    return f"/learning/resources/{resource.id}"


def linkable(make: Factory) -> Resource:
    """A resource whose address the screening takes for nothing else: some look like the number of a case."""
    made = (make.resource(make.topic()) for _ in range(20))
    return next(each for each in made if not screen_strictly(f"[Read it]({address(each)})"))

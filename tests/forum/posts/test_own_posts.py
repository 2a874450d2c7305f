"""An author edits a post within a day, corrects it later, removes it; everybody else reads what changed."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import select

from csaleads.accounts.models import Person
from csaleads.audit.models import AuditEvent
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.errors import ChangedMeanwhile, NotFound, WrongState
from csaleads.core.once import FormSubmission
from csaleads.core.unit_of_work import unit_of_work
from csaleads.forum import changes
from csaleads.forum.changes import Change
from csaleads.forum.following.models import Mention
from csaleads.forum.models import Correction, Post, PostEdition, PostState, Space, Thread
from csaleads.forum.posts import editing_service, removing_service
from csaleads.forum.posts.editing_service import Rewritten
from csaleads.forum.posts.wiping import NO_TITLE
from csaleads.screening.service import CouldIdentify
from tests.adversary.rivals import all_at_once, serving
from tests.conftest import NOON
from tests.forum.conftest import Forum
from tests.page_client import PageClient

DAY = timedelta(hours=24)
MOMENT = timedelta(seconds=1)


def first_of(thread_id: int) -> Post:
    query = select(Post).where(Post.thread_id == thread_id, Post.number == 1)
    return db.session.scalars(query.execution_options(populate_existing=True)).one()


def edit(forum: Forum, person: Person, post_id: int, body: str, *, title: str = "", edition: int = 1) -> None:
    with unit_of_work():
        editing_service.edit_post(
            forum.viewer(person), post_id=post_id, new=Rewritten(body, title), edition=edition, key=uuid4()
        )


def correct(forum: Forum, person: Person, post_id: int, body: str = "A pebble note.") -> None:
    with unit_of_work():
        editing_service.add_correction(forum.viewer(person), post_id=post_id, body=body, key=uuid4())


def remove(forum: Forum, person: Person, post_id: int) -> bool:
    with unit_of_work():
        return removing_service.remove_post(forum.viewer(person), post_id=post_id)


def set_post(post_id: int, **columns: Any) -> None:
    with unit_of_work():
        post = db.session.get_one(Post, post_id)
        for name, value in columns.items():
            setattr(post, name, value)


@pytest.mark.parametrize(("later", "is_late"), [(DAY - MOMENT, False), (DAY + MOMENT, True)])
def test_a_post_is_edited_for_a_day_and_corrected_after_it(
    forum: Forum, later: timedelta, is_late: bool
) -> None:
    lead = forum.lead()
    post_id = forum.answer(lead, forum.thread(lead, forum.space()))

    with clock.at(NOON + later):
        if is_late:
            with pytest.raises(WrongState):
                edit(forum, lead, post_id, "A new zebra crossing.")
            correct(forum, lead, post_id)
        else:
            with pytest.raises(WrongState):
                correct(forum, lead, post_id)
            edit(forum, lead, post_id, "A new zebra crossing.")

    assert forum.count(Correction) == int(is_late)
    assert forum.count(PostEdition) == int(not is_late)


def test_everybody_who_reads_the_thread_sees_what_was_changed_and_when(
    forum: Forum, client: PageClient
) -> None:
    lead, other = forum.lead(), forum.lead()
    thread_id = forum.thread(lead, forum.space(), body="We met at the zebra crossing.")
    post_id = first_of(thread_id).id
    client.sign_in(lead)
    values = client.get_page(f"/network/posts/{post_id}/edit").form_values()

    changed = client.post_page(
        f"/network/posts/{post_id}/edit",
        values | {"title": "Pebble notes", "body": "We met at the *quiet* crossing."},
    )
    read = client.sign_in(other).get_page(changed.href("see what changed"))

    assert changed.h1 == "Pebble notes"
    assert changed.one(".csa-post__body em").get_text() == "quiet"
    assert [gone.get_text() for gone in read.html.select("section del")] == ["Taken out", "note", "zebra"]
    assert [new.get_text() for new in read.html.select("section ins")] == ["Put in", "notes", "*quiet*"]


def test_an_edited_post_names_and_links_to_what_it_says_now(forum: Forum) -> None:
    lead, jo, ana = forum.lead(), forum.lead(name="Jo Ward"), forum.lead(name="Ana Reed")
    post_id = forum.answer(lead, forum.thread(lead, forum.space()), "Thank you, @Jo Ward.")

    edit(forum, lead, post_id, "Thank you, @Ana Reed.")

    assert list(db.session.scalars(select(Mention.person_id))) == [ana.id]
    assert jo.id != ana.id


def test_nobody_but_the_author_changes_corrects_or_removes_a_post(forum: Forum, client: PageClient) -> None:
    lead, programme = forum.lead(), forum.programme()
    post_id = forum.answer(lead, forum.thread(lead, forum.space()))

    client.sign_in(programme)
    for page in ("edit", "correct", "remove"):
        client.get_page(f"/network/posts/{post_id}/{page}", status=404)
    with pytest.raises(NotFound):
        edit(forum, programme, post_id, "A pebble note.")
    with pytest.raises(NotFound):
        remove(forum, programme, post_id)
    with clock.at(NOON + DAY + MOMENT), pytest.raises(NotFound):
        correct(forum, programme, post_id)

    assert db.session.get_one(Post, post_id).body == "Another zebra crossing."


def test_what_is_edited_or_added_is_screened(forum: Forum) -> None:
    lead = forum.lead()
    thread_id = forum.thread(lead, forum.space())
    post_id = first_of(thread_id).id

    with pytest.raises(CouldIdentify):
        edit(forum, lead, post_id, "Karolina Wisniewska rang.")
    with pytest.raises(CouldIdentify):
        edit(forum, lead, post_id, "A zebra crossing.", title="Karolina Wisniewska")
    with clock.at(NOON + DAY + MOMENT), pytest.raises(CouldIdentify):
        correct(forum, lead, post_id, "Karolina Wisniewska rang.")

    assert (first_of(thread_id).edition, forum.count(Correction)) == (1, 0)


def test_two_tabs_that_edit_the_same_post_lose_neither_text(forum: Forum, client: PageClient) -> None:
    lead = forum.lead()
    post_id = forum.answer(lead, forum.thread(lead, forum.space()))
    client.sign_in(lead)
    address = f"/network/posts/{post_id}/edit"
    first, second = (client.get_page(address).form_values() for _ in range(2))

    client.post_page(address, first | {"body": "A pebble note of the first tab."})
    both = client.post_page(address, second | {"body": "A pebble note of the second tab."}, status=409)
    client.post_page(address, both.form_values() | {"body": "A pebble note of both."})

    assert "of the first tab" in both.main
    assert "of the second tab" in both.one("textarea").get_text()
    assert db.session.get_one(Post, post_id).body == "A pebble note of both."
    assert forum.count(PostEdition) == 2


def test_of_two_edits_at_once_one_is_told_that_it_changed(app: Flask, forum: Forum) -> None:
    lead = forum.lead()
    post_id = forum.answer(lead, forum.thread(lead, forum.space()))
    viewer = forum.viewer(lead)

    def editing(body: str) -> Any:
        return serving(
            app,
            lambda: editing_service.edit_post(
                viewer, post_id=post_id, new=Rewritten(body), edition=1, key=uuid4()
            ),
        )

    answers = all_at_once(app, editing("A pebble note."), editing("A second pebble note."))

    assert sorted(answers) == ["ChangedMeanwhile", "done"]
    assert db.session.get_one(Post, post_id).edition == 2


def test_sending_the_same_edit_twice_changes_nothing_the_second_time(forum: Forum) -> None:
    lead = forum.lead()
    post_id = forum.answer(lead, forum.thread(lead, forum.space()))

    for _ in range(2):
        edit(forum, lead, post_id, "A pebble note.")

    assert forum.count(PostEdition) == 1
    with pytest.raises(ChangedMeanwhile):
        edit(forum, lead, post_id, "Another pebble note.")


def test_a_hidden_post_is_mended_at_any_time_stays_hidden_and_keeps_nothing_of_before(forum: Forum) -> None:
    lead = forum.lead()
    post_id = forum.answer(lead, forum.thread(lead, forum.space()))
    set_post(post_id, state=PostState.HIDDEN)

    with clock.at(NOON + 3 * DAY):
        edit(forum, lead, post_id, "A pebble note.")

    post = db.session.get_one(Post, post_id)
    assert (post.state, post.body) == (PostState.HIDDEN, "A pebble note.")
    assert forum.count(PostEdition) == 0


@pytest.mark.parametrize("is_locked", [False, True])
def test_in_a_locked_thread_posts_are_removed_and_not_edited(forum: Forum, is_locked: bool) -> None:
    lead = forum.lead()
    thread_id = forum.thread(lead, forum.space())
    post_id = forum.answer(lead, thread_id)
    with unit_of_work():
        db.session.get_one(Thread, thread_id).is_locked = is_locked

    if is_locked:
        with pytest.raises(WrongState):
            edit(forum, lead, post_id, "A pebble note.")
    else:
        edit(forum, lead, post_id, "A pebble note.")
    remove(forum, lead, post_id)

    assert db.session.get_one(Post, post_id).state is PostState.REMOVED_BY_AUTHOR


def test_corrections_stand_beneath_the_post_with_their_date(forum: Forum, client: PageClient) -> None:
    lead, other = forum.lead(), forum.lead()
    thread_id = forum.thread(lead, forum.space())
    post_id = forum.answer(lead, thread_id)
    with clock.at(NOON + 2 * DAY):
        client.sign_in(lead)
        address = f"/network/posts/{post_id}/correct"
        for text in ("A *pebble* note.", "A second note."):
            values = client.get_page(address).form_values()
            client.post_page(address, values | {"body": text})
        page = client.sign_in(other).get_page(f"/network/threads/{thread_id}")

    found = [each.get_text(" ") for each in page.html.select(".csa-correction")]
    assert len(found) == 2
    assert "20 Nov" in found[0]
    assert page.html.select(".csa-correction em")[0].get_text() == "pebble"


def test_removing_leaves_a_mark_and_nothing_of_the_words(forum: Forum, client: PageClient) -> None:
    lead, other = forum.lead(), forum.lead()
    thread_id = forum.thread(other, forum.space())
    forum.lead(name="Jo Ward")
    post_id = forum.answer(lead, thread_id, "A pebble note for @Jo Ward.")
    edit(forum, lead, post_id, "A changed pebble note.")
    with clock.at(NOON + DAY + MOMENT):
        correct(forum, lead, post_id, "A third pebble note.")

    page = client.sign_in(lead).get_page(f"/network/posts/{post_id}/remove")
    client.post_page(f"/network/posts/{post_id}/remove", page.form_values())
    read = client.sign_in(other).get_page(f"/network/threads/{thread_id}")

    assert "cannot be undone" in page.main
    assert "The author removed this post." in read.main
    assert "pebble note" not in read.main.replace("Pebble note", "")
    post = db.session.get_one(Post, post_id)
    assert (post.body, post.body_html, post.resource_ids, post.correction_count) == ("", "", "", 0)
    assert (forum.count(PostEdition), forum.count(Correction), forum.count(Mention)) == (0, 0, 0)
    assert db.session.get_one(Thread, thread_id).answer_count == 0


def test_whoever_listens_hears_that_words_are_gone(forum: Forum) -> None:
    heard: list[tuple[Change, int | None]] = []
    lead = forum.lead()
    thread_id = forum.thread(lead, forum.space())
    post_id = forum.answer(lead, thread_id)
    changes._listeners.append(lambda actor, change, thread, post: heard.append((change, post and post.id)))

    try:
        edit(forum, lead, post_id, "A pebble note.")
        remove(forum, lead, post_id)
        remove(forum, lead, first_of(thread_id).id)
    finally:
        changes._listeners.pop()

    first = first_of(thread_id).id
    assert heard == [
        (Change.EDITED, post_id),
        (Change.REMOVED, post_id),
        (Change.WIPED, post_id),
        (Change.REMOVED, first),
        (Change.WIPED, first),
        (Change.CLOSED, None),
    ]


@pytest.mark.parametrize("is_answered", [False, True])
def test_with_the_first_post_goes_the_thread_unless_somebody_answered(
    forum: Forum, client: PageClient, is_answered: bool
) -> None:
    lead, other, space_id = forum.lead(), forum.lead(), forum.space()
    thread_id = forum.thread(lead, space_id)
    if is_answered:
        forum.answer(other, thread_id)

    is_whole = remove(forum, lead, first_of(thread_id).id)

    thread, space = db.session.get_one(Thread, thread_id), db.session.get_one(Space, space_id)
    assert (is_whole, thread.is_listed, space.thread_count) == (
        not is_answered,
        is_answered,
        int(is_answered),
    )
    assert thread.title == ("Pebble note" if is_answered else NO_TITLE)
    client.sign_in(other).get_page(f"/network/threads/{thread_id}", status=200 if is_answered else 404)


def test_an_answer_to_a_thread_that_is_removed_meanwhile_is_handed_back(
    forum: Forum, client: PageClient
) -> None:
    lead, other = forum.lead(), forum.lead()
    thread_id = forum.thread(lead, forum.space())
    client.sign_in(other)
    values = client.get_page(f"/network/threads/{thread_id}").form_values("#answer form")
    remove(forum, lead, first_of(thread_id).id)

    page = client.post_page(
        f"/network/threads/{thread_id}/answer", values | {"body": "A long pebble note."}, status=409
    )

    assert "A long pebble note." in page.main
    assert forum.count(Post) == 1


def test_of_removing_and_answering_at_once_either_the_thread_goes_or_the_answer_stays(
    app: Flask, forum: Forum
) -> None:
    lead, other = forum.lead(), forum.lead()
    thread_id = forum.thread(lead, forum.space())
    post_id, viewer = first_of(thread_id).id, forum.viewer(lead)

    answers = all_at_once(
        app,
        serving(app, lambda: removing_service.remove_post(viewer, post_id=post_id)),
        lambda: _answer(app, forum, other, thread_id),
    )

    thread = db.session.get_one(Thread, thread_id, populate_existing=True)
    assert answers[0] == "done"
    assert thread.is_listed is (answers[1] == "done")
    assert thread.answer_count == int(answers[1] == "done")


def _answer(app: Flask, forum: Forum, person: Person, thread_id: int) -> str:
    with app.app_context():
        try:
            forum.answer(person, thread_id)
        except NotFound:
            return "NotFound"
        finally:
            db.session.remove()
    return "done"


def test_no_row_tells_who_edits_corrects_and_removes_without_a_name(forum: Forum, client: PageClient) -> None:
    asker, other = forum.lead(name="Mina Castell"), forum.lead()
    thread_id = forum.thread(asker, forum.space(), is_anonymous=True)
    forum.answer(other, thread_id)
    post_id = first_of(thread_id).id

    client.sign_in(asker)
    values = client.get_page(f"/network/posts/{post_id}/edit").form_values()
    client.post_page(f"/network/posts/{post_id}/edit", values | {"body": "A pebble note."})
    with clock.at(NOON + DAY + MOMENT):
        client.sign_in(asker)
        values = client.get_page(f"/network/posts/{post_id}/correct").form_values()
        client.post_page(f"/network/posts/{post_id}/correct", values | {"body": "A pebble note more."})
        page = client.sign_in(other).get_page(f"/network/threads/{thread_id}")
    remove(forum, asker, post_id)

    verbs = ("edit_post", "correct_post", "remove_own_post")
    told = list(
        db.session.scalars(select(AuditEvent).where(AuditEvent.verb.in_(verbs)).order_by(AuditEvent.id))
    )
    assert [event.actor_id == asker.id for event in told] == [False, False, False]
    assert "Mina Castell" not in page.text
    assert _claims_of(asker.id) == 0


def _claims_of(person_id: int) -> int:
    query = select(FormSubmission).where(
        FormSubmission.person_id == person_id, FormSubmission.location.like("%/network/%")
    )
    return len(list(db.session.scalars(query)))

"""What somebody types is kept for them alone until it is posted, thrown away or forgotten."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, text, update

from csaleads.accounts import held_forms, leaving
from csaleads.accounts.models import SignInSession
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.errors import ChangedMeanwhile
from csaleads.core.unit_of_work import unit_of_work
from csaleads.forum.models import Draft, Post, Thread
from csaleads.forum.posts import draft_queries, draft_service
from csaleads.forum.posts.draft_queries import Place
from csaleads.forum.posts.draft_service import Begun
from tests.adversary.rivals import all_at_once
from tests.conftest import NOON
from tests.factories import Factory
from tests.forum.conftest import Forum
from tests.page_client import PageClient
from tests.statements import count_statements

JSON = {"Accept": "application/json"}


def keep(forum: Forum, person: Any, place: Place, body: str, **more: Any) -> int:
    with unit_of_work():
        return draft_service.save_draft(
            forum.viewer(person), place=place, begun=Begun("", body, **more), is_autosave="page_key" in more
        )


def bodies() -> list[str]:
    return [draft.body for draft in db.session.scalars(select(Draft).order_by(Draft.saved_at, Draft.id))]


def test_what_is_typed_is_kept_sealed_shown_again_and_gone_when_it_is_posted(
    forum: Forum, client: PageClient
) -> None:
    lead = forum.lead()
    thread_id = forum.thread(forum.lead(), forum.space())
    client.sign_in(lead)
    page = f"/network/threads/{thread_id}"
    values = client.get_page(page).form_values("#answer form")

    saved = client.post(f"{page}/draft", data=values | {"body": "A pebble note, half"}, headers=JSON)
    again = client.get_page(page)
    shown = again.one("#answer textarea").get_text().strip()
    stored = db.session.execute(text("SELECT body_sealed FROM forum_drafts")).scalar_one()
    client.post_page(f"{page}/answer", again.form_values("#answer form"))

    assert saved.status_code == 200
    assert saved.json is not None
    assert saved.json["fields"] == {"version": "1"}
    assert shown == "A pebble note, half"
    assert "This is your draft" in again.main
    assert b"pebble" not in bytes(stored)
    assert bodies() == []
    assert forum.count(Post) == 2


def test_a_draft_is_the_authors_alone(forum: Forum, client: PageClient) -> None:
    lead, other = forum.lead(), forum.lead()
    thread_id = forum.thread(lead, forum.space())
    keep(forum, lead, Place(thread_id=thread_id), "A pebble note.")
    draft_id = db.session.scalars(select(Draft.id)).one()

    client.sign_in(other)
    page = client.get_page(f"/network/threads/{thread_id}")
    client.get_page(f"/network/drafts/{draft_id}/throw-away", status=404)
    client.post(f"/network/drafts/{draft_id}/throw-away")

    assert "A pebble note." not in page.main
    assert bodies() == ["A pebble note."]


def test_an_open_page_goes_on_saving_and_a_second_tab_loses_nothing(forum: Forum, client: PageClient) -> None:
    lead, space_id = forum.lead(), forum.space()
    client.sign_in(lead)
    page, to = f"/network/spaces/{space_id}/begin", f"/network/spaces/{space_id}/draft"
    first, second = (client.get_page(page).form_values() for _ in range(2))

    for words in ("A pebble", "A pebble note"):
        assert client.post(to, data=first | {"body": words}, headers=JSON).status_code == 200
    refused = client.post(to, data=second | {"body": "A zebra crossing"}, headers=JSON)
    both = client.post_page(to, second | {"body": "A zebra crossing"}, status=409)
    kept = client.post_page(to, both.form_values() | {"body": "A pebble note at the zebra crossing"})

    assert refused.status_code == 409
    assert "A pebble note" in both.main
    assert both.one("textarea").get_text().strip() == "A zebra crossing"
    assert kept.h1 == "My drafts"
    assert bodies() == ["A pebble note at the zebra crossing"]


def test_of_two_tabs_that_save_first_at_once_one_is_told(app: Flask, forum: Forum) -> None:
    lead = forum.lead()
    place = Place(thread_id=forum.thread(lead, forum.space()))
    viewer = forum.viewer(lead)

    def saving(body: str) -> Any:
        def save() -> str:
            with app.app_context():
                try:
                    with unit_of_work():
                        draft_service.save_draft(viewer, place=place, begun=Begun("", body, 0, body))
                except ChangedMeanwhile:
                    return "changed"
                finally:
                    db.session.remove()
            return "saved"

        return save

    answers = all_at_once(app, saving("A pebble note."), saving("A second pebble note."))

    assert sorted(answers) == ["changed", "saved"]
    assert len(bodies()) == 1


def test_what_another_tab_saved_stays_when_this_one_posts(forum: Forum, client: PageClient) -> None:
    lead = forum.lead()
    thread_id = forum.thread(lead, forum.space())
    client.sign_in(lead)
    page = f"/network/threads/{thread_id}"
    first, second = (client.get_page(page).form_values("#answer form") for _ in range(2))
    client.post(f"{page}/draft", data=first | {"body": "Words of the first tab"}, headers=JSON)

    client.post_page(f"{page}/answer", second | {"body": "A pebble note."})

    assert bodies() == ["Words of the first tab"]


def test_a_save_that_arrives_after_the_post_keeps_nothing_of_it(forum: Forum) -> None:
    lead = forum.lead()
    thread_id = forum.thread(lead, forum.space())
    forum.answer(lead, thread_id, "A pebble note.")

    late = keep(forum, lead, Place(thread_id=thread_id), "A pebble note.", page_key="k")
    new = keep(forum, lead, Place(thread_id=thread_id), "A new pebble note.", page_key="k")

    assert (late, new) == (0, 1)


def test_without_scripts_a_button_keeps_the_draft_and_the_list_leads_back(
    forum: Forum, client: PageClient
) -> None:
    lead, space_id = forum.lead(), forum.space(name="Running clinics")
    client.sign_in(lead)
    values = client.get_page(f"/network/spaces/{space_id}/begin").form_values()

    kept = client.post_page(
        f"/network/spaces/{space_id}/draft", values | {"title": "Pebble note", "body": "Half of it"}
    )
    again = client.get_page(kept.href("Go on writing"))
    thrown = client.get_page(again.href("Throw the draft away"))
    after = client.post_page(thrown.response.request.path, thrown.form_values())

    assert "Half of it" in kept.main
    assert "Running clinics" in kept.main
    assert again.one("#title")["value"] == "Pebble note"
    assert "You have no drafts" in after.main


def test_nothing_is_kept_of_what_is_written_without_a_name(forum: Forum, client: PageClient) -> None:
    lead, space_id = forum.lead(), forum.space()
    client.sign_in(lead)
    to = f"/network/spaces/{space_id}/draft"
    values = client.get_page(f"/network/spaces/{space_id}/begin").form_values() | {"body": "A pebble"}
    client.post(to, data=values, headers=JSON)
    before = bodies()

    by_script = client.post(to, data=values | {"is_anonymous": "y", "body": "A pebble note"}, headers=JSON)
    by_button = client.post_page(to, values | {"is_anonymous": "y", "body": "A pebble note"}, status=422)

    assert before == ["A pebble"]
    assert by_script.status_code == 403
    assert "A draft says whose it is" in by_button.main
    assert by_button.one("textarea").get_text().strip() == "A pebble note"
    assert bodies() == []


def test_whoever_asked_without_a_name_has_no_draft_in_that_thread(forum: Forum, client: PageClient) -> None:
    asker, other = forum.lead(), forum.lead()
    thread_id = forum.thread(asker, forum.space(), is_anonymous=True)

    own = client.sign_in(asker).get_page(f"/network/threads/{thread_id}")
    others = client.sign_in(other).get_page(f"/network/threads/{thread_id}")

    assert own.html.select("form[data-autosave-url]") == []
    assert len(others.html.select("form[data-autosave-url]")) == 1


@pytest.mark.parametrize(("days", "left"), [(89, 1), (90, 0)])
def test_a_draft_dies_after_ninety_days_of_silence(app: Flask, forum: Forum, days: int, left: int) -> None:
    lead = forum.lead()
    keep(forum, lead, Place(thread_id=forum.thread(lead, forum.space())), "A pebble note.")

    with clock.at(NOON + timedelta(days=days)):
        said = app.test_cli_runner().invoke(args=["network", "tidy"])

    assert said.exit_code == 0, said.output
    assert len(bodies()) == left


def test_whoever_leaves_the_network_leaves_no_draft(forum: Forum, make: Factory) -> None:
    area = make.area()
    lead, stays, coordinator = forum.lead(area), forum.lead(), make.coordinator(area)
    place = Place(thread_id=forum.thread(stays, forum.space()))
    keep(forum, lead, place, "A pebble note.")
    keep(forum, stays, place, "A quiet zebra crossing.")

    with unit_of_work():
        leaving.close_in_area(forum.viewer(coordinator), person_id=lead.id, area_id=area.id)

    assert bodies() == ["A quiet zebra crossing."]


def test_a_draft_of_a_thread_that_is_gone_is_still_read(forum: Forum, client: PageClient) -> None:
    lead = forum.lead()
    thread_id = forum.thread(forum.lead(), forum.space(), title="Zebra crossings")
    keep(forum, lead, Place(thread_id=thread_id), "A pebble note.")
    with unit_of_work():
        db.session.get_one(Thread, thread_id).is_listed = False

    page = client.sign_in(lead).get_page("/network/drafts")

    assert "A pebble note." in page.main
    assert "Zebra crossings" not in page.main
    assert "You cannot post there any more" in page.main


def test_the_list_of_drafts_asks_no_more_for_more_of_them(forum: Forum, client: PageClient) -> None:
    lead, space_id = forum.lead(), forum.space()
    client.sign_in(lead)
    counts = []

    for _ in range(2):
        for _ in range(3):
            keep(forum, lead, Place(thread_id=forum.thread(lead, space_id)), "A pebble note.")
        with count_statements() as statements:
            client.get_page("/network/drafts")
        counts.append(statements.count)

    assert counts[0] == counts[1] <= 4
    assert len(draft_queries.list_drafts(forum.viewer(lead))) == 6


def test_what_was_typed_when_the_session_ended_is_put_back_into_the_answer(
    forum: Forum, client: PageClient
) -> None:
    lead = forum.lead()
    thread_id = forum.thread(lead, forum.space())
    page = f"/network/threads/{thread_id}"
    client.sign_in(lead)
    values = client.get_page(page).form_values("#answer form")
    with unit_of_work():
        db.session.execute(update(SignInSession).values(last_seen_at=clock.now() - timedelta(days=2)))

    ours = {"Referer": f"http://localhost{page}", "Sec-Fetch-Site": "same-origin"}
    client.post(f"{page}/answer", data=values | {"body": "A pebble note."}, headers=ours)
    client.sign_in(lead)
    with client.session_transaction() as session:
        session[held_forms.COOKIE_KEY] = [page]
    back = client.get_page(page)

    assert "A pebble note." in back.one("#answer textarea").get_text()

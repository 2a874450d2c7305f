"""The weekly mail: to whom, of what, and never twice in a week."""

import threading
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from csaleads.access.permissions import Role
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.unit_of_work import roll_back, unit_of_work
from csaleads.finding import digest_queries, digest_service
from csaleads.finding.models import LearningDigest
from csaleads.learning import resource_queries, resource_service
from csaleads.learning.models import Audience, Resource, ResourceState
from csaleads.notify import choices, delivery
from csaleads.notify import service as notify
from csaleads.notify.models import Message, MessageKind, OutboxRow, OutboxState
from tests.conftest import NOON
from tests.learning.conftest import Cast
from tests.page_client import PageClient
from tests.statements import count_statements

WEEK = timedelta(days=7)
LEADS = {"lead", "other_lead", "their_lead"}


def run(app: Flask) -> str:
    result = app.test_cli_runner().invoke(args=["learning", "digest"])
    assert result.exit_code == 0, result.output
    return result.output


def receivers(cast: Cast) -> set[str]:
    ids = set(db.session.scalars(select(OutboxRow.person_id)))
    db.session.rollback()
    return {part for part, person in cast.person.items() if person.id in ids}


def deliver(app: Flask) -> list[str]:
    delivery.deliver_what_is_due(threading.Event())
    folder = Path(app.config["MAIL_FOLDER"])
    mails = [file.read_text() for file in sorted(folder.glob("*.eml"))]
    for file in folder.glob("*.eml"):
        file.unlink()
    return mails


def choose(cast: Cast, part: str, *kinds: MessageKind) -> None:
    with unit_of_work():
        choices.choose(cast.actor(part), wanted=kinds)


def test_leads_have_it_without_asking_others_when_they_ask(app: Flask, cast: Cast) -> None:
    choose(cast, "worker", MessageKind.LEARNING_DIGEST)
    choose(cast, "other_lead")
    with clock.at(NOON + timedelta(hours=1)):
        cast.make.resource(cast.make.topic(), title="Pebble")

        assert "3 mails" in run(app)

    assert receivers(cast) == {"lead", "their_lead", "worker"}


def test_it_lists_the_titles_that_the_reader_sees_and_nothing_else(app: Flask, cast: Cast) -> None:
    topic, make = cast.make.topic(), cast.make
    make.resource(topic, cast.here, title="Ours", summary="A summary that is in no mail.")
    make.resource(topic, cast.here, title="Ours for leads", audience=Audience.LEADS)
    make.resource(topic, cast.here, title="Draft", state=ResourceState.DRAFT)
    make.resource(topic, cast.there, title="Theirs")
    make.resource(topic, cast.there, title="For every area", for_network=True)
    make.resource(topic, cast.here, title="Long ago", at=clock.now() - timedelta(days=8))
    choose(cast, "other_lead")
    choose(cast, "their_lead")

    run(app)
    (mail,) = deliver(app)

    listed = [line[2:] for line in mail.splitlines() if line.startswith("- ")]
    assert listed == ["For every area", "Ours", "Ours for leads"]
    assert "summary" not in mail
    assert "What is new in learning this week" in mail
    assert "yours=3Dnew" in mail or "yours=new" in mail
    assert db.session.scalars(select(Message)).all() == []


def test_one_mail_a_week_however_often_the_command_runs(app: Flask, cast: Cast) -> None:
    topic = cast.make.topic()
    cast.make.resource(topic, title="First")
    assert "3 mails" in run(app)
    assert "0 mails" in run(app)

    with clock.at(NOON + timedelta(days=2)):
        cast.make.resource(topic, title="Second")
        assert "0 mails" in run(app)
        delivered = deliver(app)
    with clock.at(NOON + WEEK):
        assert "3 mails" in run(app)
        again = deliver(app)
    with clock.at(NOON + 2 * WEEK):
        assert "0 mails" in run(app)

    assert len(delivered) == len(again) == 3
    assert all("- First" in mail and "Second" not in mail for mail in delivered)
    assert all("- Second" in mail and "First" not in mail for mail in again)


def test_a_week_begins_on_monday(app: Flask, cast: Cast) -> None:
    sunday = NOON + timedelta(days=4)
    cast.make.resource(cast.make.topic(), title="First")
    run(app)
    with clock.at(sunday):
        cast.make.resource(cast.make.topic(), title="Second")
        assert "0 mails" in run(app)
    with clock.at(sunday + timedelta(days=1)):
        assert "3 mails" in run(app)


def test_nothing_goes_out_where_nothing_changed(app: Flask, cast: Cast) -> None:
    cast.make.resource(cast.make.topic(), title="Old", at=NOON - timedelta(days=20))

    assert "0 mails" in run(app)
    assert db.session.scalars(select(LearningDigest)).all() == []


def test_a_kill_in_the_middle_leaves_the_rest_for_the_next_run_and_nobody_twice(
    app: Flask, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    cast.make.resource(cast.make.topic(), title="Pebble")
    tell, told = notify.tell_all, []

    def killed_at_the_second(news: list[notify.News]) -> None:
        tell(news)
        told.append(news)
        if len(told) == 2:
            raise KeyboardInterrupt

    monkeypatch.setattr(notify, "tell_all", killed_at_the_second)
    app.test_cli_runner().invoke(args=["learning", "digest"])
    roll_back()
    monkeypatch.setattr(notify, "tell_all", tell)
    assert len(receivers(cast)) == 1

    assert "2 mails" in run(app)

    assert receivers(cast) == LEADS
    assert len(deliver(app)) == 3


def test_of_two_runs_at_once_one_mails(cast: Cast) -> None:
    cast.make.resource(cast.make.topic(), title="Pebble")
    week_on = digest_service.first_day_of_week(clock.today())
    both = [list(digest_queries.list_waiting(week_on, until=clock.now())) for _ in range(2)]
    db.session.rollback()

    sent = []
    for waiting in zip(*both, strict=True):
        for each in waiting:
            with unit_of_work():
                sent.append(digest_service.send_digest(each, week_on=week_on))

    assert sent == [True, False] * 3
    assert len(db.session.scalars(select(OutboxRow)).all()) == 3


def test_what_was_changed_in_place_is_told_and_what_was_only_checked_is_not(app: Flask, cast: Cast) -> None:
    old = NOON - timedelta(days=20)
    topic = cast.make.topic()
    changed = cast.make.resource(topic, cast.here, title="Changed", at=old, summary="As it was.")
    checked = cast.make.resource(topic, cast.here, title="Checked", at=old)
    coordinator = cast.actor("coordinator")
    with unit_of_work():
        shown = resource_queries.get_resource(coordinator, changed.id)
        said = replace(shown.content, summary="As it is now.")
        resource_service.edit_resource(coordinator, resource_id=changed.id, content=said, version=1)
        resource_service.check_resource(
            coordinator, resource_id=checked.id, version=1, review_by=clock.today() + WEEK
        )
    choose(cast, "other_lead")

    with clock.at(NOON + timedelta(hours=1)):
        assert "1 mails" in run(app)
        (mail,) = deliver(app)

    assert "- Changed" in mail
    assert "Checked" not in mail


def test_what_is_taken_back_before_the_mail_is_sent_is_not_in_it(app: Flask, cast: Cast) -> None:
    topic = cast.make.topic()
    cast.make.resource(topic, cast.here, title="Stays")
    gone = cast.make.resource(topic, cast.here, title="Gone")
    only = cast.make.resource(topic, cast.there, title="The only one")
    run(app)
    for part, row in (("coordinator", gone), ("their_coordinator", only)):
        with unit_of_work():
            resource_service.move_resource(cast.actor(part), resource_id=row.id, verb="archive", version=1)

    mails = deliver(app)

    assert len(mails) == 2
    assert all("- Stays" in mail and "Gone" not in mail for mail in mails)
    states = list(db.session.scalars(select(OutboxRow.state)))
    assert sorted(states) == [OutboxState.OVERTAKEN, OutboxState.SENT, OutboxState.SENT]


def test_who_stopped_it_before_it_was_sent_gets_none(app: Flask, cast: Cast) -> None:
    cast.make.resource(cast.make.topic(), title="Pebble")
    run(app)
    for part in LEADS:
        choose(cast, part)

    assert deliver(app) == []


def test_who_asks_for_it_later_is_told_of_what_comes_from_then_on(app: Flask, cast: Cast) -> None:
    topic = cast.make.topic()
    cast.make.resource(topic, title="Before", at=NOON - timedelta(days=1))
    choose(cast, "worker", MessageKind.LEARNING_DIGEST)
    for part in LEADS:
        choose(cast, part)
    with clock.at(NOON + timedelta(days=1)):
        cast.make.resource(topic, title="After")
        run(app)
        (mail,) = deliver(app)

    assert "- After" in mail
    assert "Before" not in mail


def test_what_csaleads_shipped_with_is_no_news_in_the_first_mail(app: Flask, cast: Cast) -> None:
    row = cast.make.resource(cast.make.topic(), title="Shipped")
    with unit_of_work():
        db.session.get_one(Resource, row.id).start_key = "shipped"
    assert "0 mails" in run(app)


def test_long_lists_are_cut_and_say_how_many_more(app: Flask, cast: Cast) -> None:
    topic = cast.make.topic()
    for number in range(digest_queries.MOST_TITLES + 3):
        cast.make.resource(topic, cast.here, title=f"Number {number:02d}")
    choose(cast, "other_lead")
    run(app)

    (mail,) = deliver(app)

    assert mail.count("- Number") == digest_queries.MOST_TITLES
    assert "- and 3 more" in mail


def test_who_holds_no_role_any_more_or_has_not_joined_gets_none(app: Flask, cast: Cast) -> None:
    cast.make.resource(cast.make.topic(), title="Pebble")
    cast.make.person(cast.here, Role.PRACTICE_LEAD, joined_at=None)
    cast.make.person(cast.here, Role.PRACTICE_LEAD, left_on=clock.today())
    former = cast.make.person()
    cast.make.role(former, cast.here, Role.PRACTICE_LEAD, ends_on=clock.today() - timedelta(days=1))

    run(app)

    assert receivers(cast) == LEADS
    assert len(db.session.scalars(select(OutboxRow)).all()) == 3


def test_who_waits_is_found_in_three_statements(cast: Cast) -> None:
    week_on = digest_service.first_day_of_week(clock.today())

    def count() -> int:
        list(digest_queries.list_waiting(week_on, until=clock.now()))
        with count_statements() as statements:
            list(digest_queries.list_waiting(week_on, until=clock.now()))
        return statements.count

    few = count()
    for _ in range(5):
        cast.make.person(cast.here, Role.PRACTICE_LEAD)

    assert count() == few == 3


@pytest.mark.parametrize(("part", "is_ticked"), [("lead", True), ("worker", False), ("programme", False)])
def test_the_choice_is_on_a_page_of_ones_own(
    client: PageClient, cast: Cast, part: str, is_ticked: bool
) -> None:
    client.sign_in(cast.person[part])
    page = client.get_page(client.get_page("/messages").href("Which emails you get"))
    assert page.one("main input[type=checkbox]").has_attr("checked") is is_ticked

    ticked = {} if is_ticked else {"wanted": "learning_digest"}
    saved = client.post_page("/messages/emails", {"csrf_token": "as every form has one"} | ticked)

    assert saved.one("main input[type=checkbox]").has_attr("checked") is not is_ticked
    assert "It is noted which emails you get" in saved.text


def test_who_may_have_none_has_nothing_to_choose(client: PageClient, cast: Cast) -> None:
    client.sign_in(cast.person["auditor"])

    assert "There is nothing to choose" in client.get_page("/messages/emails").main
    client.post_page("/messages/emails", {"wanted": "learning_digest"}, status=422)
    client.post_page("/messages/emails", {"wanted": "booked"}, status=422)


def test_nobody_can_switch_off_what_concerns_them(client: PageClient, cast: Cast) -> None:
    client.sign_in(cast.person["lead"])

    client.post_page("/messages/emails", {"wanted": "booked"}, status=422)

"""The mail of titles a day or a week: to whom, of what, and never twice."""

import threading
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from csaleads.accounts.models import Person
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.unit_of_work import unit_of_work
from csaleads.forum.following import digest_queries, digest_service, heed_service, reading_service
from csaleads.forum.following.models import Heed, NetworkDigest
from csaleads.forum.models import Thread
from csaleads.network.models import MailRhythm, NetworkMember
from csaleads.notify import delivery
from csaleads.notify import service as notify
from csaleads.notify.models import MessageKind, OutboxRow
from tests.adversary.rivals import all_at_once, serving
from tests.conftest import NOON
from tests.forum.conftest import Forum
from tests.statements import count_statements

DAY = timedelta(days=1)  # NOON is a Wednesday
HOUR = timedelta(hours=1)


def run(app: Flask) -> str:
    result = app.test_cli_runner().invoke(args=["network", "digest"])
    assert result.exit_code == 0, result.output
    return result.output


def mailed() -> list[int]:
    db.session.rollback()
    query = select(OutboxRow.person_id).where(OutboxRow.kind == MessageKind.NETWORK_DIGEST)
    return sorted(db.session.scalars(query))


def deliver(app: Flask) -> list[str]:
    delivery.deliver_what_is_due(threading.Event())
    return [file.read_text() for file in sorted(Path(app.config["MAIL_FOLDER"]).glob("*.eml"))]


def choose(person: Person, rhythm: MailRhythm) -> None:
    with unit_of_work():
        db.session.get_one(NetworkMember, person.id).mail_rhythm = rhythm


@pytest.fixture
def asker(forum: Forum) -> Person:
    return forum.lead()


@pytest.fixture
def thread_id(forum: Forum, asker: Person) -> int:
    """A thread that the asker began, with an answer of which they were told and that they have not read."""
    thread_id = forum.thread(asker, forum.space(name="Running clinics"), title="Pebble note")
    forum.answer(forum.lead(), thread_id)
    return thread_id


@pytest.mark.parametrize(
    ("rhythm", "days", "expected"),
    [
        (MailRhythm.DAILY, 1, 1),
        (MailRhythm.WEEKLY, 1, 0),  # Thursday
        (MailRhythm.WEEKLY, 5, 1),  # Monday
        (MailRhythm.AT_ONCE, 5, 0),
        (MailRhythm.NEVER, 5, 0),
    ],
)
def test_titles_are_mailed_in_the_rhythm_that_was_chosen(
    app: Flask, asker: Person, thread_id: int, rhythm: MailRhythm, days: int, expected: int
) -> None:
    choose(asker, rhythm)

    with clock.at(NOON + days * DAY):
        run(app)

    assert mailed() == [asker.id] * expected


def test_it_lists_titles_by_space_and_no_words(app: Flask, asker: Person, thread_id: int) -> None:
    with clock.at(NOON + DAY):
        run(app)
        facts = str(db.session.scalars(select(OutboxRow.facts)).one())
        db.session.rollback()
        (mail,) = deliver(app)

    assert "Pebble" not in facts
    assert "- Running clinics: Pebble note" in mail
    assert "zebra" not in mail
    assert "/network/following" in mail


def test_however_often_it_runs_it_mails_once_a_day_and_only_what_is_new(
    app: Flask, forum: Forum, asker: Person, thread_id: int
) -> None:
    with clock.at(NOON + DAY):
        run(app)
        run(app)
    with clock.at(NOON + DAY + 2 * HOUR):
        run(app)
        forum.answer(forum.lead(), thread_id)
    once = mailed()
    with clock.at(NOON + 2 * DAY):
        run(app)
        run(app)
    with clock.at(NOON + 3 * DAY):
        run(app)

    assert once == [asker.id]
    assert mailed().count(asker.id) == 2


def test_two_runs_at_once_mail_once(app: Flask, asker: Person, thread_id: int) -> None:
    now = NOON + DAY
    with clock.at(now):
        due = [each for each in digest_queries.list_due(now) if each.reader.person_id == asker.id]
    acts = [serving(app, lambda: digest_service.send_digest(due[0], now=now) and None) for _ in range(3)]

    answers = all_at_once(app, *acts, at=now)

    assert answers == ["done"] * 3
    assert mailed() == [asker.id]


def test_a_run_that_is_killed_in_the_middle_is_finished_by_the_next(
    app: Flask, forum: Forum, asker: Person, thread_id: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = forum.lead()
    own = forum.thread(other, forum.space())
    forum.answer(asker, own)
    tell_all, calls = notify.tell_all, []

    def dies(news: list[notify.News]) -> None:
        calls.append(news)
        if len(calls) == 2:
            raise KeyboardInterrupt
        tell_all(news)

    with clock.at(NOON + DAY):
        monkeypatch.setattr(notify, "tell_all", dies)
        app.test_cli_runner().invoke(args=["network", "digest"])
        after_the_kill = mailed()
        monkeypatch.undo()
        run(app)

    assert len(after_the_kill) == 1
    assert mailed() == sorted([asker.id, other.id])


@pytest.mark.parametrize("meanwhile", ["nothing", "read", "muted", "closed", "unfollowed", "never"])
def test_what_is_overtaken_when_the_mail_goes_is_not_in_it(
    app: Flask, forum: Forum, asker: Person, thread_id: int, meanwhile: str
) -> None:
    viewer = forum.viewer(asker)
    with clock.at(NOON + DAY):
        run(app)
        with unit_of_work():
            if meanwhile == "read":
                reading_service.read_up_to(viewer, thread_id=thread_id, number=2)
            elif meanwhile == "muted":
                heed_service.heed_thread(viewer, thread_id=thread_id, heed=Heed.MUTE)
            elif meanwhile == "unfollowed":
                heed_service.heed_thread(viewer, thread_id=thread_id, heed=None)
            elif meanwhile == "closed":
                db.session.get_one(Thread, thread_id).is_listed = False
            elif meanwhile == "never":
                db.session.get_one(NetworkMember, asker.id).mail_rhythm = MailRhythm.NEVER
        mails = deliver(app)

    assert len(mails) == (1 if meanwhile == "nothing" else 0)


def test_who_follows_nothing_new_is_noted_and_not_mailed(app: Flask, forum: Forum, asker: Person) -> None:
    with clock.at(NOON + DAY):
        run(app)

    assert mailed() == []
    assert forum.count(NetworkDigest, NetworkDigest.person_id == asker.id) == 1


def test_a_mail_costs_as_much_for_many_threads_as_for_one(
    app: Flask, forum: Forum, asker: Person, thread_id: int
) -> None:
    counts = []
    for days in (1, 2):
        with clock.at(NOON + days * DAY), count_statements() as statements:
            run(app)
        counts.append(statements.count)
        with clock.at(NOON + days * DAY + HOUR):
            for _ in range(4):
                forum.answer(forum.lead(), forum.thread(asker, forum.space()))
        with unit_of_work():  # who answered is no reader of this test
            db.session.execute(
                NetworkMember.__table__.update()
                .where(NetworkMember.person_id != asker.id)
                .values(mail_rhythm=MailRhythm.NEVER)
            )

    assert mailed() == [asker.id] * 2
    assert counts[1] <= counts[0]

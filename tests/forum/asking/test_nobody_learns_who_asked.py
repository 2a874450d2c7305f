"""Worlds that differ in who asked without a name alone: every page, mail and calendar of everybody else is the same in them, byte
for byte, and so is every row of the database, but for what is sealed and what is made by chance."""

import re
import threading
from datetime import timedelta
from email import message_from_string
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple

from flask import Flask
from sqlalchemy import LargeBinary, select, text

from csaleads.access.permissions import Role
from csaleads.access.viewer import Viewer
from csaleads.accounts.models import Person
from csaleads.core import clock
from csaleads.core.database import Base, db
from csaleads.core.limits import limit_of
from csaleads.core.unit_of_work import unit_of_work
from csaleads.forum.authorship import Author, author_for, is_by, person_behind
from csaleads.forum.following import unread_queries
from csaleads.forum.gatherings.models import Answer
from csaleads.forum.models import Post, Thread
from csaleads.forum.spaces import list_queries
from csaleads.network.models import MailRhythm, NetworkMember
from csaleads.notify import delivery
from csaleads.programmes.feeds import routes as feed_routes
from tests.factories import Factory
from tests.forum.conftest import Forum
from tests.forum.gatherings import stage as gatherings
from tests.page_client import PageClient
from tests.statements import count_statements

CANDIDATES = ("ann", "bo", "cy")
OTHERS = ("reader", "answerer", "moderator", "programme")
BY_CHANCE = re.compile(
    r'(name="(?:csrf_token|once_key|page_key)"[^>]*value=")[^"]*(")|(<meta name="csrf[^>]*content=")[^"]*(")'
)
MADE_BY_CHANCE = {"anonymous_key", "token_hash", "key", "mark"}  # columns
NAME_OF_MAIL = re.compile(r"^Message-ID: .*$", re.MULTILINE)
AT_ONCE = ("ann", "bo", "reader", "answerer")  # who is mailed of each thread; the others are once a day
DAY = timedelta(days=1)


class Seen(NamedTuple):
    """What somebody got at an address."""

    status: int
    location: str | None
    length: str | None
    body: str
    statements: int


class World(NamedTuple):
    """What a world looks like in the end: pages by viewer and address, what each was mailed in two days, the calendar behind the
    address of each, and the rows of every table, in their order."""

    pages: dict[tuple[str, str], Seen]
    mails: dict[str, list[str]]
    calendars: dict[str, str]
    rows: dict[str, list[Any]]


def emptied(app: Flask) -> None:
    """Every table is empty and counts from 1, and nothing is kept of another world."""
    unread_queries.forget()
    list_queries.forget()
    with unit_of_work():
        if db.engine.dialect.name == "postgresql":
            names = ", ".join(f'"{table.name}"' for table in Base.metadata.sorted_tables)
            db.session.execute(text(f"TRUNCATE {names} RESTART IDENTITY CASCADE"))
        else:
            for table in reversed(Base.metadata.sorted_tables):
                db.session.execute(table.delete())


def cast(make: Factory) -> dict[str, Person]:
    """The same people with the same ids, names and areas in each world."""
    people = {}
    for place, part in enumerate((*CANDIDATES, *OTHERS), start=1):
        role = Role.PROGRAMME_TEAM if part == "programme" else Role.PRACTICE_LEAD
        area = None if part == "programme" else make.area(f"Area {place}")
        email = f"{part}@area.example"
        people[part] = make.person(area, role, name=f"{part.title()} Ward", email=email)
    make.agreed(*people.values())
    make.moderator(people["moderator"], people["programme"])
    for part in (*CANDIDATES, "answerer"):
        make.directory_entry(people[part])
    with unit_of_work():
        for part in AT_ONCE:
            db.session.get_one(NetworkMember, people[part].id).mail_rhythm = MailRhythm.AT_ONCE
    return people


def ask(clients: dict[str, PageClient], asker: str, space_id: int) -> int:
    """`asker` asks without a name, in two clicks; the id of the thread."""
    begin = f"/network/spaces/{space_id}/begin"
    values = clients[asker].get_page(begin).form_values() | {
        "kind": "question",
        "title": "Pebble note",
        "body": "A zebra crossing.",
        "is_anonymous": "y",
    }
    for _ in range(2):  # the second click asks nothing anew
        assert clients[asker].post(begin, data=values).location == f"/network/spaces/{space_id}"
    return db.session.scalars(select(Thread.id).where(Thread.author_id.is_(None))).one()


def play(app: Flask, make: Factory, new_client: Any, asker: str) -> World:
    """`asker` asks without a name, goes on so, and says which answer helped; everybody else does the same in each world."""
    emptied(app)
    people = cast(make)
    forum = Forum(make)
    space_id = forum.space()
    clients: dict[str, PageClient] = {part: new_client().sign_in(person) for part, person in people.items()}
    thread_id = ask(clients, asker, space_id)
    for part in (*CANDIDATES, *OTHERS):  # all of them read, and follow
        page = clients[part].get_page(f"/network/threads/{thread_id}")
        clients[part].post(f"/network/threads/{thread_id}/read", data={"number": "1"})
        clients[part].post(f"/network/threads/{thread_id}/heed/follow")
    answer_id = forum.answer(people["answerer"], thread_id)
    page = clients[asker].get_page(f"/network/threads/{thread_id}")
    clients[asker].post(
        f"/network/threads/{thread_id}/answer",
        data=page.form_values("#answer form") | {"body": "Another pebble note.", "is_anonymous": "y"},
    )
    clients["reader"].post(f"/network/posts/{answer_id}/helpful")
    clients[asker].post(f"/network/posts/{answer_id}/accept")
    db.session.rollback()
    assert db.session.get_one(Thread, thread_id).accepted_post_id == answer_id
    assert db.session.scalars(select(Post.author_id)).all().count(None) == 2
    pages = look_around(clients, addresses(space_id, thread_id))
    calendars = look_at_calendars(app, clients, people, space_id)
    return World(pages, deliver(app), calendars, dump())


def look_at_calendars(
    app: Flask, clients: dict[str, PageClient], people: dict[str, Person], space_id: int
) -> dict[str, str]:
    """What the calendar behind each one's address says, when everybody comes to an event."""
    app.extensions[feed_routes.LIMIT] = limit_of(app, feed_routes.AS_OFTEN)
    event_id = gatherings.event(people["programme"], space_id)
    calendars = {}
    for part in (*CANDIDATES, "reader", "answerer", "moderator"):
        gatherings.say(people[part], event_id, Answer.COMING)
        page = clients[part].post_page("/my-learning/calendar")
        address = page.one(".csa-calendar-address").get_text().removeprefix("http://localhost")
        calendars[part] = clients[part].get(address).get_data(as_text=True)
    return calendars


def deliver(app: Flask) -> dict[str, list[str]]:
    """What each was mailed today, and tomorrow with the mail of the day; without the name of a mail, which is by chance."""
    folder = Path(app.config["MAIL_FOLDER"])
    for left in folder.glob("*.eml"):
        left.unlink()
    delivery.deliver_what_is_due(threading.Event())
    with clock.at(clock.now() + DAY):
        assert app.test_cli_runner().invoke(args=["network", "digest"]).exit_code == 0
        delivery.deliver_what_is_due(threading.Event())
    mails: dict[str, list[str]] = {}
    for file in folder.glob("*.eml"):
        mail = NAME_OF_MAIL.sub("", file.read_text())
        mails.setdefault(message_from_string(mail)["To"], []).append(mail)
    return {to: sorted(found) for to, found in mails.items()}


def addresses(space_id: int, thread_id: int) -> list[str]:
    db.session.rollback()
    posts = list(db.session.scalars(select(Post.id)))
    return [
        "/",
        "/messages",
        "/network",
        f"/network/spaces/{space_id}",
        f"/network/spaces/{space_id}?show=unanswered",
        f"/network/spaces/{space_id}/begin",
        f"/network/threads/{thread_id}",
        f"/network/threads/{thread_id}/first-unread",
        *(f"/network/posts/{post_id}" for post_id in posts),
        *(f"/network/posts/{post_id}/who-asked" for post_id in posts),
        "/network/questions/unanswered",
        "/network/questions/mine",
        "/network/private",
        "/network/directory",
        "/search?q=pebble",
        "/development",
        "/calendar",
    ]


def look_around(clients: dict[str, PageClient], urls: list[str]) -> dict[tuple[str, str], Seen]:
    seen = {}
    for part, client in clients.items():
        for url in urls:
            with count_statements() as statements:
                answer = client.get(url)
            body = BY_CHANCE.sub(r"\1\2\3\4", answer.get_data(as_text=True))
            seen[part, url] = Seen(
                answer.status_code,
                answer.location,
                answer.headers.get("Content-Length"),
                body,
                statements.count,
            )
    return seen


def dump() -> dict[str, list[Any]]:
    """The rows of every table in the order in which the database keeps them, without what is sealed or made by chance."""
    db.session.rollback()
    rows: dict[str, list[Any]] = {}
    for table in Base.metadata.sorted_tables:
        columns = [
            column
            for column in table.c
            if not isinstance(column.type, LargeBinary) and column.name not in MADE_BY_CHANCE
        ]
        found = [dict(row._mapping) for row in db.session.execute(select(*columns))] if columns else []
        if found:
            rows[table.name] = [_without_chance(table.name, row) for row in found]
    keys = db.session.scalars(text("SELECT key FROM form_submissions"))
    rows["owners of keys"] = [key.partition(".")[0] for key in keys]
    return rows


def _without_chance(table: str, row: dict[str, Any]) -> dict[str, Any]:
    """Ids of what is screened in the trail are those of a form, made by chance."""
    is_form = table == "audit_events" and row.get("subject_kind") == "forum_post"
    return row | {"subject_id": ""} if is_form else row


def test_no_page_and_no_row_tells_who_asked_without_a_name(
    app: Flask, make: Factory, new_client: Any
) -> None:
    worlds = {asker: play(app, make, new_client, asker) for asker in CANDIDATES}
    own = worlds["ann"].pages["ann", "/network/questions/mine"].body
    others = worlds["ann"].pages["bo", "/network/questions/mine"].body

    told = []
    for one, other in combinations(CANDIDATES, 2):
        first, second = worlds[one], worlds[other]
        told += [
            f"{part} at {url}: {first.pages[part, url][:3]} {second.pages[part, url][:3]}"
            for part, url in first.pages
            if part not in (one, other) and first.pages[part, url] != second.pages[part, url]
        ]
        for kind in ("mails", "calendars"):
            mine, theirs = getattr(first, kind), getattr(second, kind)
            told += [f"{kind} of {who}" for who in mine | theirs if mine.get(who) != theirs.get(who)]
        told += [
            f"{name}: {mine} / {theirs}"
            for name in first.rows | second.rows
            for mine, theirs in _differences(first.rows.get(name, []), second.rows.get(name, []))
        ]

    assert told == []
    assert {row["person_id"] for row in worlds["ann"].rows["forum_thread_follows"]} == set(range(1, 8))
    assert len(worlds["ann"].rows["messages"]) > 5
    assert len(worlds["ann"].pages) > 100
    assert {to.split(" ")[0] for to in worlds["ann"].mails} >= {"Ann", "Bo", "Cy", "Reader", "Answerer"}
    assert "Pebble note" in "".join(mail for mails in worlds["ann"].mails.values() for mail in mails)
    assert all("BEGIN:VEVENT" in calendar for calendar in worlds["ann"].calendars.values())
    assert "Pebble note" in own
    assert "Pebble note" not in others


def _differences(first: list[Any], second: list[Any]) -> list[tuple[Any, Any]]:
    if len(first) != len(second):
        return [(first, second)]
    return [(a, b) for a, b in zip(first, second, strict=True) if a != b]


def test_a_question_that_nobody_has_answered_leaves_no_row_of_who_asked(
    app: Flask, make: Factory, new_client: Any
) -> None:
    worlds = {}
    for asker in CANDIDATES:
        emptied(app)
        people = cast(make)
        clients = {part: new_client().sign_in(person) for part, person in people.items()}
        thread_id = ask(clients, asker, Forum(make).space())
        clients["reader"].post(f"/network/threads/{thread_id}/read", data={"number": "1"})
        worlds[asker] = dump()

    assert worlds["ann"] == worlds["bo"] == worlds["cy"]
    assert "forum_thread_follows" not in worlds["ann"]
    assert len(worlds["ann"]["forum_posts"]) == 1


def test_what_is_sealed_is_as_long_whoever_asked(app: Flask) -> None:
    lengths = set()

    for person_id in (1, 12, 123_456_789):
        viewer = Viewer(person_id, "Ann Ward", "ann@area.example")
        author = author_for(viewer, is_anonymous=True)
        assert person_behind(author) == person_id
        lengths.add(len(author.sealed_author or b""))

    assert len(lengths) == 1


def test_a_name_that_no_key_opens_belongs_to_nobody(app: Flask) -> None:
    viewer = Viewer(5, "Ann Ward", "ann@area.example")
    author = author_for(viewer, is_anonymous=True)

    assert is_by(viewer, author)
    assert not is_by(viewer, Author(None, "another key", author.sealed_author))

"""Reporting a post, what happens to it then, and that nobody learns who reported or who wrote anonymously."""

import json
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import select

from csaleads.audit.models import AuditEvent
from csaleads.core import clock
from csaleads.core.database import Base, db
from csaleads.core.errors import NotAllowed, NotFound, WrongState
from csaleads.core.unit_of_work import unit_of_work
from csaleads.forum.changes import Change, _listeners
from csaleads.forum.library.models import KnowledgeConsent, KnowledgeProposal
from csaleads.forum.models import Correction, Participant, PostEdition, PostState, SpaceKind, Thread
from csaleads.forum.moderation import mending_service
from csaleads.forum.moderation.models import Report, ReportKind, ReportState
from csaleads.forum.moderation.policy import Decision
from csaleads.learning.knowledge import KnowledgeState
from csaleads.notify import service as notify
from csaleads.notify.models import Message, MessageKind
from tests.forum.conftest import Forum
from tests.forum.moderation.stage import Moderation, moderation, wrong_counts
from tests.page_client import PageClient
from tests.statements import count_statements

__all__ = ["moderation"]
K = MessageKind


def told(kind: MessageKind) -> list[int]:
    return sorted(db.session.scalars(select(Message.person_id).where(Message.kind == kind)))


def test_a_post_is_reported_in_two_clicks(forum: Forum, moderation: Moderation, client: PageClient) -> None:
    thread_id = forum.thread(forum.lead(), forum.space())
    client.sign_in(forum.lead())

    page = client.get_page(client.get_page(f"/network/threads/{thread_id}").href("Report"))
    values = page.form_values("main form") | {"kind": "identifies"}
    after = client.post_page(page.response.request.path, values)

    assert "The post is hidden" in after.main
    assert "A zebra crossing." not in after.main
    assert "This post is hidden while a moderator looks at it." in after.main


@pytest.mark.parametrize("kind", ReportKind)
def test_only_what_identifies_somebody_is_hidden_at_once(
    forum: Forum, moderation: Moderation, kind: ReportKind
) -> None:
    author, moderator = forum.lead(), moderation.moderator()
    post_id = forum.answer(author, forum.thread(forum.lead(), forum.space()))

    moderation.report(forum.lead(), post_id, kind)

    is_hidden = kind is ReportKind.IDENTIFIES
    assert moderation.state(post_id) is (PostState.HIDDEN if is_hidden else PostState.SHOWN)
    assert told(K.POST_HIDDEN) == ([author.id] if is_hidden else [])
    assert told(K.POST_TO_JUDGE) == ([moderator.id] if is_hidden else [])
    assert wrong_counts() == []


def test_a_hidden_post_is_told_to_everything_that_listens(
    forum: Forum, moderation: Moderation, monkeypatch: pytest.MonkeyPatch
) -> None:
    post_id = moderation.first_post(forum.thread(forum.lead(), forum.space()))
    heard: list[Change] = []
    monkeypatch.setattr(
        "csaleads.forum.changes._listeners",
        [*_listeners, lambda actor, change, thread, post: heard.append(change)],
    )

    moderation.report(forum.lead(), post_id)
    moderation.judge(moderation.moderator(), post_id, Decision.SHOW)

    assert heard == [Change.HIDDEN, Change.SHOWN]


def test_a_hidden_post_is_read_by_its_author_and_moderators_alone(
    forum: Forum, moderation: Moderation, client: PageClient
) -> None:
    author, moderator, other = forum.lead(), moderation.moderator(), forum.lead()
    thread_id = forum.thread(forum.lead(), forum.space())
    moderation.report(forum.lead(), forum.answer(author, thread_id, "We laid a pebble."))

    seen = [
        "We laid a pebble." in client.sign_in(person).get_page(f"/network/threads/{thread_id}").main
        for person in (author, moderator, other)
    ]

    assert seen == [True, True, False]


def test_the_title_goes_with_a_hidden_first_post_and_comes_back_with_it(
    forum: Forum, moderation: Moderation, client: PageClient
) -> None:
    space_id, reader = forum.space(), forum.lead()
    thread_id = forum.thread(forum.lead(), space_id, title="Pebble note")
    client.sign_in(reader)

    moderation.report(forum.lead(), moderation.first_post(thread_id))
    hidden = client.get_page(f"/network/spaces/{space_id}").main
    moderation.judge(moderation.moderator(), moderation.first_post(thread_id), Decision.SHOW)
    shown = client.get_page(f"/network/spaces/{space_id}").main

    assert ("Pebble note" in hidden, "Pebble note" in shown) == (False, True)


def test_one_reports_a_post_once_while_it_is_open_and_others_may_too(
    forum: Forum, moderation: Moderation
) -> None:
    reporter, post_id = forum.lead(), moderation.first_post(forum.thread(forum.lead(), forum.space()))

    moderation.report(reporter, post_id, ReportKind.UNKIND)
    with pytest.raises(WrongState):
        moderation.report(reporter, post_id, ReportKind.OTHER)
    moderation.report(forum.lead(), post_id, ReportKind.OTHER)

    assert forum.count(Report) == 2


def test_one_does_not_report_oneself_nor_what_one_does_not_read(forum: Forum, moderation: Moderation) -> None:
    here = forum.make.area()
    author = forum.lead(here)
    post_id = moderation.first_post(forum.thread(author, forum.space(SpaceKind.AREA, area_id=here.id)))

    with pytest.raises(NotAllowed):
        moderation.report(author, post_id)
    with pytest.raises(NotFound):
        moderation.report(forum.lead(), post_id)
    moderation.report(forum.lead(here), post_id)

    assert forum.count(Report) == 1


@pytest.mark.parametrize("decision", [Decision.SHOW, Decision.REMOVE])
def test_whoever_reported_hears_what_came_of_it_and_moderators_do_not_see_who_it_was(
    forum: Forum, moderation: Moderation, client: PageClient, decision: Decision
) -> None:
    reporter, moderator = forum.lead(name="Ana Reed"), moderation.moderator()
    post_id = moderation.first_post(forum.thread(forum.lead(), forum.space()))
    moderation.report(reporter, post_id, words="Look at the pebble note.")

    client.sign_in(moderator)
    queue = client.get_page("/network/moderation")
    case = client.get_page(f"/network/moderation/posts/{post_id}")
    moderation.judge(moderator, post_id, decision)

    assert "Look at the pebble note." in case.main
    assert "Ana Reed" not in queue.text + case.text
    is_upheld = decision is Decision.REMOVE
    assert told(K.REPORT_UPHELD) == ([reporter.id] if is_upheld else [])
    assert told(K.REPORT_DISMISSED) == ([] if is_upheld else [reporter.id])
    states = set(db.session.scalars(select(Report.state)))
    assert states == {ReportState.UPHELD if is_upheld else ReportState.DISMISSED}
    actors = select(AuditEvent.actor_id).where(AuditEvent.verb == "report_post")
    assert set(db.session.scalars(actors)) == {0}


def test_moderators_decide_by_a_page_that_asks_why(
    forum: Forum, moderation: Moderation, client: PageClient
) -> None:
    post_id = moderation.first_post(forum.thread(forum.lead(), forum.space()))
    moderation.report(forum.lead(), post_id)
    client.sign_in(moderation.moderator())
    page = client.get_page(f"/network/moderation/posts/{post_id}")
    values = page.form_values() | {"decision": "remove"}

    refused = client.post_page(f"/network/moderation/posts/{post_id}", values, status=422)
    done = client.post_page(f"/network/moderation/posts/{post_id}", values | {"reason": "A pebble note."})

    assert refused.errors == ["Enter why"]
    assert "The post is taken down." in done.main
    assert moderation.state(post_id) is PostState.REMOVED_BY_MODERATOR
    assert moderation.newest_act().reason == "A pebble note."


def test_nobody_decides_about_their_own_post(
    forum: Forum, moderation: Moderation, client: PageClient
) -> None:
    moderator, other = moderation.moderator(), moderation.moderator()
    post_id = moderation.first_post(forum.thread(moderator, forum.space()))
    moderation.report(forum.lead(), post_id)

    client.sign_in(moderator).get_page(f"/network/moderation/posts/{post_id}", status=404)
    with pytest.raises(NotAllowed):
        moderation.judge(moderator, post_id, Decision.SHOW)
    moderation.judge(other, post_id, Decision.SHOW)

    assert moderation.state(post_id) is PostState.SHOWN


def test_of_two_moderators_at_once_the_second_looks_again(forum: Forum, moderation: Moderation) -> None:
    post_id = moderation.first_post(forum.thread(forum.lead(), forum.space()))
    moderation.report(forum.lead(), post_id)
    first, second = moderation.moderator(), moderation.moderator()
    moderation.judge(first, post_id, Decision.SHOW)

    with pytest.raises(WrongState):
        moderation.judge(second, post_id, Decision.SHOW)


def mend(forum: Forum, person: Any, post_id: int, body: str, *, edition: int = 1, title: str = "") -> None:
    with unit_of_work():
        mending_service.mend(
            forum.viewer(person), post_id=post_id, edition=edition, title=title, body=body, key=uuid4()
        )


def test_the_author_changes_a_hidden_post_and_a_moderator_shows_it_again(
    forum: Forum, moderation: Moderation, client: PageClient
) -> None:
    author, moderator = forum.lead(), moderation.moderator()
    thread_id = forum.thread(forum.lead(), forum.space())
    post_id = forum.answer(author, thread_id, "We laid a pebble.")
    moderation.report(forum.lead(), post_id)

    client.sign_in(author)
    page = client.get_page(client.get_page("/network/acts").href("Change it and send it back"))
    values = page.form_values() | {"body": "We laid a zebra crossing."}
    sent = client.post_page(page.response.request.path, values)
    queue = client.sign_in(moderator).get_page("/network/moderation")
    moderation.judge(moderator, post_id, Decision.SHOW)

    assert "A moderator reads it and shows it again." in sent.main
    assert "2 reports" in queue.main
    assert "We laid a zebra crossing." in client.get_page(f"/network/threads/{thread_id}").main
    assert told(K.POST_TO_JUDGE) == [moderator.id, moderator.id]


def test_what_a_hidden_post_said_before_is_not_kept(forum: Forum, moderation: Moderation) -> None:
    author = forum.lead()
    post_id = forum.answer(author, forum.thread(forum.lead(), forum.space()), "We laid a pebble.")
    with unit_of_work():
        db.session.add(PostEdition(post_id=post_id, edition=1, body="x", body_html="x", made_at=clock.now()))
        db.session.add(Correction(post_id=post_id, body="x", body_html="x", made_at=clock.now()))
    moderation.report(forum.lead(), post_id)

    mend(forum, author, post_id, "A zebra crossing.")

    assert (forum.count(PostEdition), forum.count(Correction)) == (0, 0)


@pytest.mark.parametrize("is_hidden", [True, False])
def test_only_a_hidden_post_is_mended_and_only_by_its_author(
    forum: Forum, moderation: Moderation, is_hidden: bool
) -> None:
    author = forum.lead()
    post_id = forum.answer(author, forum.thread(forum.lead(), forum.space()))
    moderation.report(forum.lead(), post_id, ReportKind.IDENTIFIES if is_hidden else ReportKind.UNKIND)

    with pytest.raises(NotFound):
        mend(forum, forum.lead(), post_id, "A pebble.")
    if is_hidden:
        mend(forum, author, post_id, "A pebble.")
        with pytest.raises(WrongState):  # the same page on another device
            mend(forum, author, post_id, "Another pebble.")
    else:
        with pytest.raises(WrongState):
            mend(forum, author, post_id, "A pebble.")


def test_wiping_leaves_nothing_of_the_words(forum: Forum, moderation: Moderation) -> None:
    author, reader = forum.lead(), forum.lead()
    thread_id = forum.thread(author, forum.space(), title="Grey feather", body="A heron feather.")
    post_id = moderation.first_post(thread_id)
    topic = forum.make.topic()
    with unit_of_work():
        words = {"body": "heron", "body_html": "heron", "made_at": clock.now()}
        db.session.add(PostEdition(post_id=post_id, edition=1, **words))
        db.session.add(Correction(post_id=post_id, **words))
        proposal = KnowledgeProposal(
            thread_id=thread_id,
            proposed_by_id=reader.id,
            proposed_at=clock.now(),
            topic_id=topic.id,
            title="Grey feather",
            summary="A heron feather.",
        )
        db.session.add(proposal)
        db.session.flush()
        db.session.add(KnowledgeConsent(knowledge_id=proposal.id, post_id=post_id))
        notify.tell(
            reader.id,
            K.MODERATED,
            facts={"what": "Grey feather"},
            path=f"/network/threads/{thread_id}",
        )
    moderation.report(reader, post_id, words="The heron feather.")

    moderation.judge(moderation.moderator(), post_id, Decision.WIPE)

    assert "heron" not in everything_stored()
    assert db.session.scalars(select(KnowledgeProposal.state)).one() is KnowledgeState.WITHDRAWN
    verbs = set(db.session.scalars(select(AuditEvent.verb)))
    assert "wipe_post" in verbs
    assert wrong_counts() == []


def everything_stored() -> str:
    """Every row of every table that is not a name of ours, in small letters."""
    rows = [
        str(tuple(row))
        for table in Base.metadata.sorted_tables
        for row in db.session.execute(select(table)).all()
    ]
    return "\n".join(rows).lower()


def test_of_a_private_question_moderators_see_the_reported_post_alone(
    forum: Forum, moderation: Moderation, client: PageClient
) -> None:
    space_id = forum.space(SpaceKind.ONE_TO_ONE)
    one, two, moderator = forum.lead(), forum.lead(), moderation.moderator()
    thread_id = forum.thread(one, forum.space(), title="Zebra title", body="The first pebble.")
    post_id = forum.answer(two, thread_id, "The second pebble.")
    with unit_of_work():
        db.session.get_one(Thread, thread_id).space_id = space_id
        db.session.add_all(Participant(thread_id=thread_id, person_id=person.id) for person in (one, two))

    before = client.sign_in(moderator).get(f"/network/moderation/posts/{post_id}").status_code
    told_before = client.sign_in(one).get_page(f"/network/posts/{post_id}/report").main
    moderation.report(one, post_id, ReportKind.UNKIND)
    client.sign_in(moderator)
    queue = client.get_page("/network/moderation").main
    case = client.get_page(f"/network/moderation/posts/{post_id}").main
    others = client.get(f"/network/moderation/posts/{moderation.first_post(thread_id)}").status_code

    assert before == 404
    assert "Moderators see this post alone" in told_before
    assert "The second pebble." in case
    assert "The first pebble." not in case
    assert "Zebra title" not in queue + case
    assert others == 404
    client.get_page(f"/network/threads/{thread_id}", status=404)


def test_no_row_joins_the_author_of_a_hidden_anonymous_post_to_it(
    forum: Forum, moderation: Moderation, client: PageClient
) -> None:
    asker = forum.lead(name="Jo Ward")
    thread_id = forum.thread(asker, forum.space(), is_anonymous=True)
    post_id = moderation.first_post(thread_id)

    moderation.report(forum.lead(), post_id)
    moderation.judge(moderation.moderator(), post_id, Decision.HIDE)

    assert told(K.POST_HIDDEN) == told(K.MODERATED) == [asker.id]
    message = db.session.scalars(select(Message).where(Message.kind == K.POST_HIDDEN)).one()
    assert (message.path, json.dumps(message.facts)) == ("/network/acts", "{}")
    act = moderation.newest_act()
    assert (act.person_id, act.post_id) == (None, post_id)
    assert {event.actor_id for event in db.session.scalars(select(AuditEvent))}.isdisjoint({asker.id})
    own = client.sign_in(asker).get_page("/network/acts").main
    assert "About what you wrote without your name" in own
    assert "Pebble note" in own
    other = client.sign_in(forum.lead()).get_page("/network/acts").main
    assert "Nothing concerns you" in other


def test_the_queue_asks_no_more_of_the_database_for_more_reports(
    forum: Forum, moderation: Moderation, client: PageClient
) -> None:
    space_id, moderator = forum.space(), moderation.moderator()
    client.sign_in(moderator)

    counts = []
    for _ in range(2):
        for _ in range(3):
            moderation.report(
                forum.lead(), moderation.first_post(forum.thread(forum.lead(), space_id)), ReportKind.OTHER
            )
        with count_statements() as statements:
            client.get_page("/network/moderation")
            client.get_page("/network/moderation?kind=other")
        counts.append(statements.count)

    assert counts[0] == counts[1] <= 2 * 4
    assert "Nothing of that kind" in client.get_page("/network/moderation?kind=unkind").main
    client.sign_in(forum.lead()).get_page("/network/moderation", status=404)


def test_the_address_at_which_a_hidden_post_is_mended_opens_to_its_author_alone_and_names_no_post(
    forum: Forum, moderation: Moderation, client: PageClient
) -> None:
    asker = forum.lead()
    thread_id = forum.thread(asker, forum.space(), is_anonymous=True)
    moderation.report(forum.lead(), moderation.first_post(thread_id))

    href = client.sign_in(asker).get_page(f"/network/threads/{thread_id}").href("Change it and send it back")
    page = client.get_page(href)

    assert page.form_values()["title"] == "Pebble note"
    assert href.startswith("/network/hidden/")
    client.sign_in(moderation.moderator()).get_page(href, status=404)
    client.sign_in(asker).get_page("/network/hidden/pebble", status=404)


def test_what_is_typed_while_a_moderator_decides_stands_in_the_form(
    forum: Forum, moderation: Moderation, client: PageClient
) -> None:
    author = forum.lead()
    post_id = forum.answer(author, forum.thread(forum.lead(), forum.space()))
    moderation.report(forum.lead(), post_id)
    page = client.sign_in(author).get_page(client.get_page("/network/acts").href("Change it"))
    moderation.judge(moderation.moderator(), post_id, Decision.REMOVE)

    values = page.form_values() | {"body": "We laid a pebble."}
    overtaken = client.post_page(page.response.request.path, values, status=409)

    assert overtaken.form_values()["body"] == "We laid a pebble."
    assert "decided about meanwhile" in overtaken.errors[0]

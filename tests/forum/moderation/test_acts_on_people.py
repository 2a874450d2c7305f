"""Warning, holding and suspending: who may, what it means, how it ends, and that an anonymous author stays unnamed."""

from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select

from csaleads.access.permissions import Role
from csaleads.accounts.models import Person
from csaleads.audit.models import AuditEvent
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.errors import NotAllowed, NotFound, WrongState
from csaleads.core.unit_of_work import begin_writing, commit, unit_of_work
from csaleads.forum import service
from csaleads.forum.errors import WaitsForModerator
from csaleads.forum.models import Draft, Post, Thread, ThreadKind
from csaleads.forum.moderation import author_service, holding_service
from csaleads.forum.moderation.models import ActVerb, HeldPost, ModerationAct
from csaleads.network.models import Restriction, RestrictionKind
from csaleads.network.queries import find_standing
from csaleads.notify.models import Message, MessageKind
from tests.forum.conftest import Forum
from tests.forum.moderation.stage import WHY, Moderation, moderation, wrong_counts
from tests.page_client import PageClient
from tests.statements import count_statements

__all__ = ["moderation"]
V = ActVerb


def lift(forum: Forum, person: Person, act_id: int) -> None:
    with unit_of_work():
        author_service.lift(forum.viewer(person), act_id=act_id, reason=WHY, key=uuid4())


def approve(forum: Forum, person: Person, held_id: int) -> int:
    with unit_of_work():
        return holding_service.approve(forum.viewer(person), held_id=held_id)


def refuse(forum: Forum, person: Person, held_id: int) -> None:
    with unit_of_work():
        holding_service.refuse(forum.viewer(person), held_id=held_id, reason=WHY, key=uuid4())


def write_held(forum: Forum, person: Person, thread_id: int, body: str = "We laid a pebble.") -> int:
    """An answer that waits; its id."""
    try:
        begin_writing()
        service.answer(forum.viewer(person), thread_id=thread_id, body=body, key=uuid4())
    except WaitsForModerator:
        commit()
    return db.session.scalars(select(HeldPost.id).order_by(HeldPost.id.desc()).limit(1)).one()


@pytest.mark.parametrize("verb", [V.WARN, V.HOLD, V.SUSPEND])
@pytest.mark.parametrize("may", [True, False])
def test_moderators_act_on_whoever_wrote_a_post_and_others_do_not(
    forum: Forum, moderation: Moderation, verb: ActVerb, may: bool
) -> None:
    author, person = forum.lead(), moderation.moderator() if may else forum.lead()
    post_id = moderation.first_post(forum.thread(author, forum.space()))

    if may:
        moderation.act_on_author(person, post_id, verb)
    else:
        with pytest.raises(NotFound):
            moderation.act_on_author(person, post_id, verb)

    standing = find_standing(forum.viewer(author))
    assert standing.held is (may and verb is V.HOLD)
    assert standing.is_suspended is (may and verb is V.SUSPEND)
    told = list(db.session.scalars(select(Message.person_id).where(Message.kind == MessageKind.MODERATED)))
    assert told == ([author.id] if may else [])


def test_a_named_moderator_does_not_suspend_the_programme_team_and_nobody_themselves(
    forum: Forum, moderation: Moderation
) -> None:
    moderator, programme, space_id = moderation.moderator(), forum.programme(), forum.space()
    of_programme = moderation.first_post(forum.thread(programme, space_id))
    own = moderation.first_post(forum.thread(moderator, space_id))

    with pytest.raises(NotAllowed):
        moderation.act_on_author(moderator, of_programme, V.SUSPEND)
    with pytest.raises(NotAllowed):
        moderation.act_on_author(moderator, own, V.WARN)
    moderation.act_on_author(forum.programme(), of_programme, V.SUSPEND)

    assert forum.count(Restriction) == 1


def test_whoever_is_suspended_reads_why_and_can_appeal_and_it_ends_by_itself(
    forum: Forum, moderation: Moderation, client: PageClient
) -> None:
    author = forum.lead()
    post_id = moderation.first_post(forum.thread(author, forum.space()))
    moderation.act_on_author(
        moderation.moderator(), post_id, V.SUSPEND, until=clock.now() + timedelta(days=3)
    )

    client.sign_in(author)
    stopped = client.get_page("/network")
    own = client.get_page(stopped.href("Appeal"))
    form = client.get_page(own.href("Appeal"))
    sent = client.post_page(form.response.request.path, form.form_values() | {"words": "A pebble note."})
    with clock.at(clock.now() + timedelta(days=4)):
        later = client.sign_in(author).get_page("/network")

    assert stopped.h1 == "You cannot use the network at the moment"
    assert WHY in stopped.main
    assert "Your appeal is sent." in sent.main
    assert later.h1 == "Network"


@pytest.mark.parametrize("is_anonymous", [False, True])
def test_what_was_laid_is_lifted_by_the_act(forum: Forum, moderation: Moderation, is_anonymous: bool) -> None:
    author, moderator = forum.lead(), moderation.moderator()
    post_id = moderation.first_post(forum.thread(author, forum.space(), is_anonymous=is_anonymous))
    moderation.act_on_author(moderator, post_id, V.HOLD)
    act_id = moderation.newest_act().id

    lift(forum, moderator, act_id)
    with pytest.raises(WrongState):
        lift(forum, moderator, act_id)

    assert not find_standing(forum.viewer(author)).held


def test_the_author_of_an_anonymous_post_is_held_without_a_row_or_an_event_that_joins_the_two(
    forum: Forum, moderation: Moderation, client: PageClient
) -> None:
    asker, moderator = forum.lead(name="Jo Ward"), moderation.moderator()
    post_id = moderation.first_post(forum.thread(asker, forum.space(), is_anonymous=True))

    client.sign_in(moderator)
    page = client.get_page(f"/network/moderation/posts/{post_id}/author")
    values = page.form_values() | {"verb": "hold", "reason": "A pebble note."}
    done = client.post_page(f"/network/moderation/posts/{post_id}/author", values)

    assert find_standing(forum.viewer(asker)).held
    act = moderation.newest_act()
    assert (act.person_id, act.restriction_id, act.post_id) == (None, None, post_id)
    laid = db.session.scalars(select(Restriction)).one()
    assert laid.person_id == asker.id
    assert laid.since != act.done_at
    events = db.session.scalars(select(AuditEvent)).all()
    assert not any(event.subject_kind == "person" and event.subject_id == str(asker.id) for event in events)
    assert "hold_author" in {event.verb for event in events}
    assert "without learning who it is" in page.main
    assert "Jo Ward" not in page.text + done.text
    own = client.sign_in(asker).get_page("/network/acts").main
    assert "A pebble note." in own


def test_a_refusal_does_not_tell_who_an_anonymous_author_is(forum: Forum, moderation: Moderation) -> None:
    programme, asker, space_id = forum.programme(), forum.lead(), forum.space()
    moderator = moderation.moderator()
    named = moderation.first_post(forum.thread(asker, space_id))
    moderation.act_on_author(moderator, named, V.HOLD)

    for person in (programme, asker):
        with unit_of_work():  # as if it were written before
            db.session.query(Restriction).filter_by(person_id=person.id).update({"lifted_at": clock.now()})
        post_id = moderation.first_post(forum.thread(person, space_id, is_anonymous=True))
        moderation.act_on_author(moderator, post_id, V.HOLD)
        moderation.act_on_author(moderator, post_id, V.HOLD)

    assert find_standing(forum.viewer(asker)).held


def test_what_somebody_writes_who_is_held_waits_and_is_shown_in_their_name(
    forum: Forum, moderation: Moderation, client: PageClient
) -> None:
    author, moderator = forum.lead(name="Ana Reed"), moderation.moderator()
    thread_id = forum.thread(author, forum.space())
    moderation.act_on_author(moderator, moderation.first_post(thread_id), V.HOLD)

    client.sign_in(author)
    values = client.get_page(f"/network/threads/{thread_id}").form_values("#answer form")
    waiting = client.post_page(f"/network/threads/{thread_id}/answer", values | {"body": "We laid a pebble."})
    again = client.post_page(f"/network/threads/{thread_id}/answer", values | {"body": "We laid a pebble."})
    others = client.sign_in(forum.lead()).get_page(f"/network/threads/{thread_id}")
    queue = client.sign_in(moderator).get_page("/network/moderation/held")
    held_id = db.session.scalars(select(HeldPost.id)).one()
    client.post_page(f"/network/moderation/held/{held_id}/approve")
    shown = client.sign_in(forum.lead()).get_page(f"/network/threads/{thread_id}")

    assert "Your post waits for a moderator." in waiting.main
    assert "Waits for a moderator" in waiting.main
    assert again.h1 == "Pebble note"
    assert "We laid a pebble." not in others.main
    assert "We laid a pebble." in queue.main
    assert "We laid a pebble." in shown.main
    assert shown.main.count("Ana Reed") == 2
    assert forum.count(HeldPost) == 0
    assert wrong_counts() == []


def test_a_thread_of_somebody_who_is_held_waits_too(
    forum: Forum, moderation: Moderation, client: PageClient
) -> None:
    author, moderator, space_id = forum.lead(), moderation.moderator(), forum.space()
    moderation.act_on_author(moderator, moderation.first_post(forum.thread(author, space_id)), V.HOLD)

    client.sign_in(author)
    values = client.get_page(f"/network/spaces/{space_id}/begin").form_values()
    said = {"kind": "question", "title": "Grey feather", "body": "A heron."}
    page = client.post_page(f"/network/spaces/{space_id}/begin", values | said)
    own = client.get_page("/network/acts").main
    approve(forum, moderator, db.session.scalars(select(HeldPost.id)).one())

    assert "Your post waits for a moderator." in page.main
    assert "Grey feather" in own
    thread = db.session.scalars(select(Thread).where(Thread.title == "Grey feather")).one()
    assert (thread.author_id, thread.kind, thread.last_number) == (author.id, ThreadKind.QUESTION, 1)
    assert wrong_counts() == []


@pytest.mark.parametrize("kind", [ThreadKind.QUESTION, ThreadKind.POLL])
def test_a_poll_of_somebody_who_is_held_is_refused_before_anything_is_stored(
    forum: Forum, moderation: Moderation, kind: ThreadKind
) -> None:
    author, space_id = forum.lead(), forum.space()
    moderation.act_on_author(
        moderation.moderator(), moderation.first_post(forum.thread(author, space_id)), V.HOLD
    )

    with pytest.raises(WrongState if kind is ThreadKind.POLL else WaitsForModerator):
        forum.thread(author, space_id, kind=kind)

    assert forum.count(Thread) == 1


def test_an_anonymous_answer_waits_and_is_shown_unnamed(forum: Forum, moderation: Moderation) -> None:
    asker, moderator = forum.lead(), moderation.moderator()
    thread_id = forum.thread(asker, forum.space(), is_anonymous=True)
    moderation.act_on_author(moderator, moderation.first_post(thread_id), V.HOLD)
    try:
        begin_writing()
        service.answer(
            forum.viewer(asker), thread_id=thread_id, body="A pebble.", key=uuid4(), is_anonymous=True
        )
    except WaitsForModerator:
        commit()
    held = db.session.scalars(select(HeldPost)).one()
    assert held.author_id is None

    post_id = approve(forum, moderator, held.id)

    post = db.session.get_one(Post, post_id)
    assert post.author_id is None
    assert (
        db.session.scalars(select(ModerationAct.person_id).where(ModerationAct.verb == V.APPROVE)).one()
        is None
    )


def test_a_refused_post_goes_back_to_the_draft_with_the_reason(
    forum: Forum, moderation: Moderation, client: PageClient
) -> None:
    author, moderator = forum.lead(), moderation.moderator()
    thread_id = forum.thread(author, forum.space())
    moderation.act_on_author(moderator, moderation.first_post(thread_id), V.HOLD)
    with unit_of_work():
        draft = Draft(person_id=author.id, thread_id=thread_id, saved_at=clock.now())
        draft.body = "A heron."
        db.session.add(draft)
    held_id = write_held(forum, author, thread_id)

    refuse(forum, moderator, held_id)
    with pytest.raises(NotFound):  # another moderator, at once
        approve(forum, moderation.moderator(), held_id)

    assert db.session.scalars(select(Draft)).one().body == "A heron.\n\nWe laid a pebble."
    own = client.sign_in(author).get_page("/network/acts").main
    assert "Refused a post that had waited" in own


@pytest.mark.parametrize("is_locked", [False, True])
def test_a_post_that_waited_is_not_shown_in_a_thread_that_was_closed(
    forum: Forum, moderation: Moderation, is_locked: bool
) -> None:
    author, moderator = forum.lead(), moderation.moderator()
    thread_id = forum.thread(author, forum.space())
    moderation.act_on_author(moderator, moderation.first_post(thread_id), V.HOLD)
    held_id = write_held(forum, author, thread_id)
    with unit_of_work():
        db.session.get_one(Thread, thread_id).is_locked = is_locked

    if is_locked:
        with pytest.raises(WrongState):
            approve(forum, moderator, held_id)
    else:
        approve(forum, moderator, held_id)

    assert forum.count(HeldPost) == (1 if is_locked else 0)


def test_a_held_moderator_does_not_show_their_own_post(forum: Forum, moderation: Moderation) -> None:
    moderator, programme = moderation.moderator(), forum.programme()
    thread_id = forum.thread(moderator, forum.space())
    moderation.act_on_author(programme, moderation.first_post(thread_id), V.HOLD)
    held_id = write_held(forum, moderator, thread_id)

    with pytest.raises(NotAllowed):
        approve(forum, moderator, held_id)
    approve(forum, programme, held_id)


def test_pages_of_moderators_ask_no_more_for_more_rows(
    forum: Forum, moderation: Moderation, client: PageClient
) -> None:
    moderator, space_id = moderation.moderator(), forum.space()
    client.sign_in(moderator)
    pages = ("/network/moderation/held", "/network/moderation/acts", "/network/acts")

    counts = []
    for _ in range(2):
        for _ in range(3):
            author = forum.lead()
            thread_id = forum.thread(author, space_id)
            moderation.act_on_author(moderator, moderation.first_post(thread_id), V.HOLD)
            write_held(forum, author, thread_id)
        with count_statements() as statements:
            for page in pages:
                client.get_page(page)
        counts.append(statements.count)

    assert counts[0] == counts[1] <= 3 * 7


def test_the_programme_team_moderates_and_other_roles_do_not(
    forum: Forum, moderation: Moderation, client: PageClient
) -> None:
    coordinator = forum.make.person(forum.make.area(), Role.COORDINATOR)

    assert client.sign_in(forum.programme()).get_page("/network/moderation/acts").status == 200
    client.sign_in(coordinator).get_page("/network/moderation/acts", status=404)
    client.sign_in(forum.lead()).get_page("/network/moderation/acts", status=404)


def test_restrictions_of_both_kinds_end_apart(forum: Forum, moderation: Moderation) -> None:
    author, moderator = forum.lead(), moderation.moderator()
    post_id = moderation.first_post(forum.thread(author, forum.space()))
    moderation.act_on_author(moderator, post_id, V.HOLD)
    held_act = moderation.newest_act().id
    moderation.act_on_author(moderator, post_id, V.SUSPEND)

    lift(forum, moderator, held_act)

    left = db.session.scalars(select(Restriction.kind).where(Restriction.lifted_at.is_(None))).all()
    assert left == [RestrictionKind.SUSPENDED]

"""What the pages of moderation need: a post and a thread that the lead wrote, reported, held and decided about by a moderator."""

from typing import TYPE_CHECKING

from csaleads.access.viewer import Viewer
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.unit_of_work import unit_of_work
from csaleads.forum.models import Post, PostState, Space, SpaceKind, Thread, ThreadKind
from csaleads.forum.moderation.models import (
    ActVerb,
    AppealState,
    HeldPost,
    ModerationAct,
    Report,
    ReportKind,
    WatchedPhrase,
)
from csaleads.forum.posts import own_links
from csaleads.network.models import Restriction, RestrictionKind

if TYPE_CHECKING:
    from tests.access.world import World


def add_moderation(world: "World") -> None:
    """The programme team moderates; what is moderated is a lead's of the first area, the other moderator is nobody's."""
    with unit_of_work():
        lead, moderator = world.people["lead"].id, world.people["other_lead"].id
        space = Space(kind=SpaceKind.OPEN, name="Moderated", made_at=clock.now(), thread_count=2)
        db.session.add(space)
        db.session.flush()
        thread, into = (_thread(space.id, lead) for _ in range(2))
        posts = [_post(thread.id, number, lead) for number in (1, 2)]
        hidden = _post(thread.id, 3, lead, PostState.HIDDEN)
        elsewhere = world.names[
            "named_person"
        ]  # what a member who is held may open is tried in the forum's own tests
        laid = Restriction(person_id=elsewhere, kind=RestrictionKind.HELD, since=clock.now(), until=None)
        held = HeldPost(thread_id=thread.id, author_id=lead, body="A wet morning.", written_at=clock.now())
        phrase = WatchedPhrase(phrase="a wet morning", added_by_id=moderator, added_at=clock.now())
        db.session.add_all([laid, held, phrase])
        db.session.add(
            Report(post_id=posts[1].id, kind=ReportKind.OTHER, reporter_id=None, reported_at=clock.now())
        )
        db.session.flush()
        acts = {
            "own_act": _act(ActVerb.REMOVE, moderator, lead, posts[1].id),
            "laying_act": _act(
                ActVerb.HOLD, moderator, world.people["asker"].id, None, restriction_id=laid.id
            ),
            "appealed_act": _act(
                ActVerb.REMOVE,
                moderator,
                lead,
                posts[1].id,
                appeal=AppealState.ASKED,
                appealed_at=clock.now(),
            ),
        }
        db.session.add_all(acts.values())
        db.session.flush()
        reader = Viewer(lead, "", "")
        world.names |= {name: act.id for name, act in acts.items()} | {
            "moderated_thread": thread.id,
            "into_thread": into.id,
            "moderated_post": posts[1].id,
            "hidden_link": own_links.link_to(reader, own_links.POST, hidden.id),
            "own_act_link": own_links.link_to(reader, own_links.ACT, acts["own_act"].id),
            "held_post": held.id,
            "phrase": phrase.id,
        }


def _thread(space_id: int, author_id: int) -> Thread:
    thread = Thread(
        space_id=space_id,
        kind=ThreadKind.QUESTION,
        title="A wet morning",
        author_id=author_id,
        started_at=clock.now(),
        last_posted_at=clock.now(),
        last_number=3,
        answer_count=1,
    )
    db.session.add(thread)
    db.session.flush()
    return thread


def _post(thread_id: int, number: int, author_id: int, state: PostState = PostState.SHOWN) -> Post:
    post = Post(
        thread_id=thread_id,
        number=number,
        author_id=author_id,
        body="Zebra crossing.",
        body_html="<p>Zebra crossing.</p>",
        state=state,
        posted_at=clock.now(),
    )
    db.session.add(post)
    db.session.flush()
    return post


def _act(verb: ActVerb, moderator: int, person: int, post_id: int | None, **columns: object) -> ModerationAct:
    return ModerationAct(
        verb=verb,
        moderator_id=moderator,
        person_id=person,
        post_id=post_id,
        done_at=clock.now(),
        reason="A walk in the rain.",
        **columns,
    )

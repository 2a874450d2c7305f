"""A thread becomes an entry of the library: a member proposes it, all who wrote what it draws on agree, another one checks.

Consent is asked for each post. Whose a post without a name is stands in no row of this: its author is told as everybody is, and
what they answer the trail says csaleads did.
"""

from collections.abc import Iterable
from typing import NamedTuple
from uuid import UUID

from csaleads.access.viewer import SYSTEM, Viewer
from csaleads.audit import service as audit
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.encryption import CannotOpen
from csaleads.core.errors import ChangedMeanwhile, InvalidChoice, NotFound, WrongState
from csaleads.core.unit_of_work import writes
from csaleads.forum import addresses, changes
from csaleads.forum.authorship import is_by, person_behind
from csaleads.forum.changes import Change
from csaleads.forum.library import policy as knowledge_policy
from csaleads.forum.library import queries
from csaleads.forum.library.models import KnowledgeConsent, KnowledgeProposal
from csaleads.forum.models import Post, Thread
from csaleads.forum.posts import posting
from csaleads.forum.screened import post_subject
from csaleads.forum.threads.queries import lock_thread
from csaleads.learning import from_talk_service
from csaleads.learning.knowledge import Consent, KnowledgeState
from csaleads.learning.queries import get_topic
from csaleads.network import people_queries
from csaleads.network.queries import find_standing
from csaleads.notify import service as notify
from csaleads.notify.models import MessageKind
from csaleads.screening import service as screening
from csaleads.screening.service import NO_ANSWERS, Answers

GOES = (Change.HIDDEN, Change.REMOVED, Change.WIPED, Change.MOVED, Change.CLOSED)
K = MessageKind


class NewEntry(NamedTuple):
    """What somebody proposes: written anew, and the posts that it draws on."""

    title: str
    summary: str
    topic_id: UUID
    post_ids: tuple[int, ...]


@writes
def propose(
    actor: Viewer, *, thread_id: int, new: NewEntry, key: UUID, screened: Answers = NO_ANSWERS
) -> int:
    """Everybody who wrote what it draws on is asked; the id of the proposal. A post under the actor's own name needs no asking.

    Raises NotFound where the actor may not, WrongState where one is open already, InvalidChoice for posts that are not shown
    there, CouldIdentify and CannotScreen for the words.
    """
    thread, view = lock_thread(actor, thread_id)
    knowledge_policy.require_propose(actor, view.facts)
    get_topic(actor, new.topic_id)
    if queries.open_proposal_of(thread.id) is not None:
        raise WrongState("propose", "open")
    posts = queries.posts_of(new.post_ids, thread.id)
    if not posts or len(posts) != len(set(new.post_ids)):
        raise InvalidChoice("posts")
    texts = {"title": new.title, "summary": new.summary}
    passed = screening.pass_texts(actor, subject=post_subject(key), texts=texts, answers=screened)
    row = KnowledgeProposal(
        thread_id=thread.id,
        proposed_by_id=actor.person_id,
        proposed_at=clock.now(),
        topic_id=new.topic_id,
        title=str(passed["title"]),
        summary=str(passed["summary"]),
    )
    db.session.add(row)
    db.session.flush()
    _note(actor, "propose_knowledge", row, posts=len(posts), **passed.counts)
    _ask(actor, row, posts)
    posting.touch_space(thread.space_id)
    db.session.flush()
    return row.id


def _ask(actor: Viewer, row: KnowledgeProposal, posts: Iterable[Post]) -> None:
    """Each author is told once, however many posts are theirs; whoever proposes without saying so that one is theirs too."""
    asked: set[int] = set()
    for post in posts:
        is_own = post.author_id == actor.person_id
        said = Consent.GIVEN if is_own else Consent.ASKED
        db.session.add(KnowledgeConsent(knowledge_id=row.id, post_id=post.id, consent=said))
        if not is_own:
            _require_still_here(post)
            asked.add(_author_of(post))
    for person_id in sorted(asked):
        notify.tell(person_id, K.CONSENT_ASKED, facts={}, path=addresses.CONSENTS)
    db.session.flush()
    _go_on_when_all_agree(row)


def _require_still_here(post: Post) -> None:
    """Who belongs to the network no longer could not answer. Of posts without a name nothing is said, not even that."""
    if post.author_id is not None and not people_queries.is_member(post.author_id):
        raise InvalidChoice("posts")


def _author_of(post: Post) -> int:
    """Raises InvalidChoice where no key at hand opens who it was: they could never be asked."""
    try:
        return person_behind(post)
    except CannotOpen:
        raise InvalidChoice("posts") from None


@writes
def give_consent(actor: Viewer, *, knowledge_id: int, post_id: int) -> None:
    """The actor, who wrote the post, agrees. Saying it twice changes nothing. Raises NotFound, WrongState where it is over."""
    row, consent, doer = _asked(actor, knowledge_id, post_id)
    if consent.consent is Consent.GIVEN:
        return
    consent.consent = Consent.GIVEN
    consent.answered_at = clock.now()
    _note(doer, "give_consent", row)
    _go_on_when_all_agree(row)
    db.session.flush()


@writes
def refuse_consent(actor: Viewer, *, knowledge_id: int, post_id: int) -> None:
    """The actor, who wrote the post, does not agree, or takes it back: nothing comes of it. Raises as above."""
    row, consent, doer = _asked(actor, knowledge_id, post_id)
    consent.consent = Consent.REFUSED
    consent.answered_at = clock.now()
    _end(row, "refuse")
    _note(doer, "refuse_consent", row)
    _tell_ended(row)
    db.session.flush()


def _asked(
    actor: Viewer, knowledge_id: int, post_id: int
) -> tuple[KnowledgeProposal, KnowledgeConsent, Viewer]:
    """The locked proposal, what was said about that post of the actor's, and who the trail says answers."""
    row, _ = _lock(actor, knowledge_id)
    consent = db.session.get(KnowledgeConsent, (knowledge_id, post_id), populate_existing=True)
    post = db.session.get(Post, post_id)
    if consent is None or post is None or not is_by(actor, post):
        raise NotFound("consent")
    knowledge_policy.after(row.state, "refuse")
    return row, consent, SYSTEM if post.author_id is None else actor


@writes
def withdraw(actor: Viewer, *, knowledge_id: int) -> None:
    """Whoever proposed it does so no longer. Raises NotFound to others, WrongState where it is over."""
    row, _ = _lock(actor, knowledge_id)
    if row.proposed_by_id != actor.person_id:
        raise NotFound("proposal")
    _end(row, "withdraw")
    _note(actor, "withdraw_knowledge", row)
    db.session.flush()


@writes
def publish(actor: Viewer, *, knowledge_id: int, version: int) -> UUID:
    """A moderator who did not propose it has read it for anonymity: it stands in the library; the id of the resource.

    Raises NotFound, WrongState unless all agreed, ChangedMeanwhile where it changed after `version`.
    """
    row, thread = _lock_to_check(actor, knowledge_id)
    if knowledge_policy.after(row.state, "publish") and row.version != version:
        raise ChangedMeanwhile
    link = from_talk_service.link_back(addresses.of_thread(row.thread_id))
    entry = from_talk_service.Entry(row.title, row.summary, (row.topic_id,), link)
    resource_id = from_talk_service.publish(actor, entry)
    row.resource_id, row.state = resource_id, KnowledgeState.PUBLISHED
    row.checked_by_id, row.checked_at = actor.person_id, clock.now()
    row.version += 1
    _note(actor, "publish_knowledge", row)
    facts = {"thread": row.thread_id}
    path = f"/learning/resources/{resource_id}"
    notify.tell(row.proposed_by_id, K.KNOWLEDGE_PUBLISHED, facts=facts, path=path)
    posting.touch_space(thread.space_id)
    db.session.flush()
    return resource_id


@writes
def turn_down(actor: Viewer, *, knowledge_id: int) -> None:
    """A moderator who did not propose it holds that somebody could be known by it. Raises NotFound, WrongState."""
    row, _ = _lock_to_check(actor, knowledge_id)
    _end(row, "turn_down")
    row.checked_by_id, row.checked_at = actor.person_id, clock.now()
    _note(actor, "turn_down_knowledge", row)
    _tell_ended(row)
    db.session.flush()


@changes.subscribe
@writes
def end_with_post(actor: Viewer, change: Change, thread: Thread, post: Post | None) -> None:
    """Nothing is published of a post that is not shown in its thread any more."""
    if change not in GOES:
        return
    db.session.flush()
    row = queries.open_proposal_of(thread.id)
    if row is None or (thread.is_listed and not _has_lost_a_post(row)):
        return
    _end(row, "withdraw")
    _note(SYSTEM, "withdraw_knowledge", row)
    _tell_ended(row)
    db.session.flush()


def _tell_ended(row: KnowledgeProposal) -> None:
    """Whoever proposed it learns that it is over, and not by whom or why."""
    facts = {"thread": row.thread_id}
    notify.tell(row.proposed_by_id, K.KNOWLEDGE_ENDED, facts=facts, path=addresses.of_thread(row.thread_id))


def _has_lost_a_post(row: KnowledgeProposal) -> bool:
    used = [consent.post_id for consent in queries.consents_of(row.id)]
    return len(queries.posts_of(used, row.thread_id)) < len(used)


def _lock(actor: Viewer, knowledge_id: int) -> tuple[KnowledgeProposal, Thread]:
    thread, _ = lock_thread(actor, queries.thread_of(knowledge_id))
    return queries.lock_proposal(knowledge_id), thread


def _lock_to_check(actor: Viewer, knowledge_id: int) -> tuple[KnowledgeProposal, Thread]:
    row, thread = _lock(actor, knowledge_id)
    if not knowledge_policy.can_check(actor, find_standing(actor), row.proposed_by_id):
        raise NotFound("proposal")
    return row, thread


def _go_on_when_all_agree(row: KnowledgeProposal) -> None:
    db.session.flush()
    if row.state is KnowledgeState.ASKED and all(
        consent.consent is Consent.GIVEN for consent in queries.consents_of(row.id)
    ):
        row.state = knowledge_policy.after(row.state, "agree")
        row.version += 1


def _end(row: KnowledgeProposal, verb: str) -> None:
    row.state = knowledge_policy.after(row.state, verb)
    row.version += 1


def _note(actor: Viewer, verb: str, row: KnowledgeProposal, **details: int) -> None:
    audit.record(actor, verb, subject=("knowledge", row.id), area_id=None, **details)

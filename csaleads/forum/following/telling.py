"""Members are told of what is new in what they follow: once for each thread until they have read it. No title is kept with it.

Whom a post concerns is found at the end of the transaction that posts it, when everything that hangs on the post is there. It
costs as many statements for a thousand followers as for one.
"""

from typing import NamedTuple

from sqlalchemy.orm import Session

from csaleads.access.viewer import SYSTEM_PERSON_ID, Viewer
from csaleads.core.database import db
from csaleads.core.encryption import CannotOpen
from csaleads.core.unit_of_work import before_commit, notes, writes
from csaleads.forum import addresses, changes
from csaleads.forum.authorship import person_behind
from csaleads.forum.changes import Change
from csaleads.forum.following import heed_service, telling_queries
from csaleads.forum.following.models import Heed, ThreadTold
from csaleads.forum.following.telling_queries import Hearer, Whom
from csaleads.forum.models import Post, PostState, Thread
from csaleads.forum.posts import posting
from csaleads.network.models import MailRhythm
from csaleads.notify import service as notify
from csaleads.notify.models import MessageKind
from csaleads.notify.service import News, OutboxFacts

NEWS = "csaleads_forum_news"
K = MessageKind


class Happened(NamedTuple):
    """What is to be told before the transaction ends."""

    thread: Thread
    post: Post
    is_posted: bool  # and not only edited


@changes.subscribe
@writes
def note_change(actor: Viewer, change: Change, thread: Thread, post: Post | None) -> None:
    """Whoever writes follows; whom the post concerns is told when the transaction ends."""
    if change is Change.MOVED:
        posting.keep_newest(thread)
    if post is None or change not in (Change.POSTED, Change.EDITED):
        return
    if change is Change.POSTED:
        _follow(thread, post)
    waiting: dict[int, Happened] = notes().setdefault(NEWS, {})
    waiting.setdefault(post.id, Happened(thread, post, change is Change.POSTED))


@before_commit
def tell_of_news(session: Session) -> None:
    """Everybody whom the posts of this transaction concern is told of them."""
    for happened in notes().pop(NEWS, {}).values():
        if happened.thread.is_listed and happened.post.state is PostState.SHOWN:
            _tell(happened)


def _follow(thread: Thread, post: Post) -> None:
    """Whoever writes under their name follows.

    Whoever asked without a name follows together with the first who answers, in an order that says nothing. Before that there is
    nothing of which they would be told, and no row names them.
    """
    if post.author_id is None:
        return
    people = {post.author_id}
    if thread.author_id is None and not telling_queries.is_answered_by_name(thread.id, but=post.id):
        people |= _asker_of(thread)
    for person_id in sorted(people):
        heed_service.follow_unless_muted(person_id, thread.id)


def _asker_of(thread: Thread) -> set[int]:
    """Nobody, where no key at hand opens who it was: an answer is not refused for that."""
    try:
        return {person_behind(thread)}
    except CannotOpen:
        return set()


def _tell(happened: Happened) -> None:
    thread, post = happened.thread, happened.post
    whom = Whom.MENTIONED
    if happened.is_posted:
        whom = Whom.ALL if thread.must_read and post.number == 1 else Whom.FOLLOWERS
    author_id = post.author_id or SYSTEM_PERSON_ID  # whoever has no name there is told like everybody else
    hearers = telling_queries.list_hearers(thread, post, author_id, whom)
    if hearers:
        _note_told(thread, hearers)
        notify.tell_all([_news(hearer, happened, whom) for hearer in hearers])


def _note_told(thread: Thread, hearers: list[Hearer]) -> None:
    rows = telling_queries.told_rows(thread, [hearer.person_id for hearer in hearers])
    new = posting.inserting(ThreadTold).from_select(["person_id", "thread_id", "number"], rows)
    keys = ["person_id", "thread_id"]
    db.session.connection().execute(
        new.on_conflict_do_update(index_elements=keys, set_={"number": new.excluded.number})
    )


def _news(hearer: Hearer, happened: Happened, whom: Whom) -> News:
    thread, post = happened.thread, happened.post
    facts: dict[str, str | int] = {"thread": thread.id, "upto": post.number}
    if whom is Whom.ALL:
        return announced(hearer.person_id, thread.id)
    at_once = hearer.mail_rhythm is MailRhythm.AT_ONCE
    if hearer.is_mentioned:
        return News(hearer.person_id, K.MENTIONED, facts, addresses.of_post(post.id), mail=at_once)
    return News(hearer.person_id, K.THREAD_NEWS, facts, addresses.first_unread_of(thread.id), mail=at_once)


def announced(person_id: int, thread_id: int) -> News:
    """The person is asked to read an announcement, whatever else they want to hear."""
    return News(person_id, K.ANNOUNCEMENT_TO_READ, {"thread": thread_id}, addresses.of_thread(thread_id))


def is_still_news(mail: OutboxFacts) -> bool:
    """Whether the reader still wants to be mailed at once, may read the thread, and has not read as far."""
    told = telling_queries.find_told(mail.person_id, int(mail.facts["thread"]))
    if told is None or told.standing.mail_rhythm is not MailRhythm.AT_ONCE:
        return False
    thread = told.thread
    is_muted = Heed.MUTE in (thread.heed, thread.space_heed if thread.heed is None else None)
    if is_muted or thread.seen_number >= int(mail.facts["upto"]):
        return False
    return telling_queries.has_unread(thread.id, after=thread.seen_number)


def is_still_to_read(mail: OutboxFacts) -> bool:
    """Whether the announcement must still be read, and the reader has not ticked it off."""
    told = telling_queries.find_told(mail.person_id, int(mail.facts["thread"]))
    if told is None or not told.thread.must_read:
        return False
    return not telling_queries.has_ticked(mail.person_id, told.thread.id)


def title_of(mail: OutboxFacts) -> list[str]:
    """The title of the thread as it is called when the mail goes; nothing where the reader may not open it any more."""
    told = telling_queries.find_told(mail.person_id, int(mail.facts["thread"]))
    return [told.thread.title] if told is not None else []


for _kind in (K.THREAD_NEWS, K.MENTIONED):
    notify.register_check(_kind, is_still_news)
    notify.register_listing(_kind, title_of)
notify.register_check(K.ANNOUNCEMENT_TO_READ, is_still_to_read)
notify.register_listing(K.ANNOUNCEMENT_TO_READ, title_of)

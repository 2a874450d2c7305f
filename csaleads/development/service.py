"""Writing one's own CPD: an entry begun, taken up from something done here, saved, finished, opened again, removed.

Nothing of it is told to anybody. The trail knows that an entry was written, by whom, and in no area.
"""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from csaleads.access.permissions import Permission
from csaleads.access.viewer import Viewer
from csaleads.audit import service as audit
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.errors import ChangedMeanwhile, InvalidChoice, NotFound, WrongState
from csaleads.core.unit_of_work import savepoint, writes
from csaleads.development import policy, queries, source_queries
from csaleads.development.content import NAMES, EntryContent, gaps_of
from csaleads.development.errors import NotComplete, NotOnThisDay
from csaleads.development.first_words import GAVE, Given, words_of_given, words_of_suggestion
from csaleads.development.models import CpdEntry, CpdSource, EntryKind, EntryState
from csaleads.development.screened import subject_of
from csaleads.development.source_queries import Suggestion
from csaleads.development.sources import SOURCE_OF, Source
from csaleads.development.year_service import withdraw_if_incomplete
from csaleads.development.years import year_of
from csaleads.learning import queries as topics
from csaleads.screening import service as screening
from csaleads.screening.service import NO_ANSWERS, Answers


@writes
def begin_entry(actor: Viewer, *, kind: EntryKind, done_on: date) -> UUID:
    """The actor has a draft of that kind; its id. Raises NotFound to whoever keeps no CPD, NotOnThisDay."""
    policy.require_keeper(actor)
    _require_day(done_on)
    return _begin(actor, kind, done_on).id


@writes
def begin_given(actor: Viewer, *, given: Given) -> UUID:
    """What the actor gave to colleagues is a draft entry, its first answer written; its id.

    Raises as `begin_entry`, and InvalidChoice for a topic that is none or a kind that is not given to others.
    """
    policy.require_keeper(actor)
    _require_day(given.done_on)
    if given.kind not in GAVE:
        raise InvalidChoice("kind")
    if given.topic_id is not None:
        _require_topic(actor, given.topic_id)
    entry = _begin(actor, given.kind, given.done_on)
    entry.what_and_why = words_of_given(given)
    entry.topic_id = given.topic_id
    db.session.flush()
    return entry.id


def _begin(actor: Viewer, kind: EntryKind, done_on: date) -> CpdEntry:
    now = clock.now()
    entry = CpdEntry(
        person_id=actor.person_id,
        area_id=actor.areas_with(Permission.KEEP_CPD)[0],
        kind=kind,
        done_on=done_on,
        made_at=now,
        saved_at=now,
    )
    db.session.add(entry)
    db.session.flush()
    _note(actor, "begin_cpd_entry", entry.id)
    return entry


@writes
def take_up(actor: Viewer, *, source: Source) -> UUID:
    """What the actor did here is a draft entry, its first answers written; its id. Asking again leads to the same entry.

    Raises NotFound for what they did not do, WrongState for what they left out before.
    """
    settled = _settle(actor, source)
    if isinstance(settled, CpdSource):
        if settled.entry_id is None:
            raise WrongState("take_up", "left_out")
        return settled.entry_id
    row, found = settled
    entry = _begin(actor, source.kind, found.done_on)
    entry.what_and_why = words_of_suggestion(found)
    entry.topic_id = found.topic_id
    row.entry_id = entry.id
    db.session.flush()
    return entry.id


@writes
def leave_out(actor: Viewer, *, source: Source) -> None:
    """It is not suggested to the actor again. Saying it twice changes nothing. Raises NotFound for what they did not do."""
    settled = _settle(actor, source)
    if isinstance(settled, CpdSource):
        return
    _note(actor, "leave_out_of_cpd", actor.person_id, kind="person")
    db.session.flush()


def _settle(actor: Viewer, source: Source) -> CpdSource | tuple[CpdSource, Suggestion]:
    """The row of what was settled before, or a new one with what was suggested."""
    policy.require_keeper(actor)
    known = _source(actor, source)
    if known is not None:
        return known
    found = source_queries.find_suggestion(actor, source)
    if found is None:
        settled_meanwhile = _source(actor, source)
        if settled_meanwhile is None:
            raise NotFound("source")
        return settled_meanwhile
    row = CpdSource(person_id=actor.person_id, settled_at=clock.now(), **{SOURCE_OF[source.kind]: source.key})
    try:
        with savepoint():
            db.session.add(row)
    except IntegrityError:  # the second of two clicks at once
        first = _source(actor, source)
        if first is None:
            raise
        return first
    return row, found


def _source(actor: Viewer, source: Source) -> CpdSource | None:
    query = select(CpdSource).where(
        CpdSource.person_id == actor.person_id, getattr(CpdSource, SOURCE_OF[source.kind]) == source.key
    )
    return db.session.scalar(query.with_for_update().execution_options(populate_existing=True))


@writes
def save_entry(
    actor: Viewer, *, entry_id: UUID, content: EntryContent, version: int, page_key: str = ""
) -> int:
    """The draft says what `content` says; the answer is its new version.

    `version` is the one that the page showed; an older one is taken only where all that was saved since came from the same open
    page (`page_key`) or says the same, as after a double click; else raises ChangedMeanwhile. Raises WrongState once it is
    finished, NotOnThisDay, InvalidChoice.
    """
    row = _lock_for_saving(actor, entry_id, content, version=version, page_key=page_key)
    _write(actor, row, content)
    row.saved_from = None
    _note(actor, "save_cpd_entry", row.id)
    db.session.flush()
    return row.version


@writes
def autosave_entry(
    actor: Viewer, *, entry_id: UUID, content: EntryContent, version: int, page_key: str
) -> int:
    """Like `save_entry`, for a page that goes on being typed in. Writes no audit event: one would come every few seconds."""
    row = _lock_for_saving(actor, entry_id, content, version=version, page_key=page_key)
    _write(actor, row, content)
    row.saved_from = page_key[:40] or None
    db.session.flush()
    return row.version


@writes
def finish_entry(
    actor: Viewer,
    *,
    entry_id: UUID,
    content: EntryContent,
    version: int,
    page_key: str = "",
    screened: Answers = NO_ANSWERS,
) -> None:
    """The entry says `content`, is finished and counts for its year.

    Raises as `save_entry`, NotComplete with what is missing, CouldIdentify and CannotScreen for its words.
    """
    row = _lock_for_saving(actor, entry_id, content, version=version, page_key=page_key)
    gaps = gaps_of(content)
    if gaps:
        raise NotComplete(gaps)
    texts = {name: content.text(name) for name in NAMES}
    passed = screening.pass_texts(actor, subject=subject_of(row), texts=texts, answers=screened)
    _write(actor, row, content)
    row.state = policy.entry_after(row.state, "finish")
    row.finished_at, row.has_peer, row.saved_from = clock.now(), content.has_peer, None
    _note(actor, "finish_cpd_entry", row.id, counts=passed.counts)
    db.session.flush()


@writes
def reopen_entry(actor: Viewer, *, entry_id: UUID) -> bool:
    """The entry is a draft again and does not count meanwhile; whether its year was shared and is not any more.

    Raises NotFound, WrongState where it is a draft.
    """
    row = queries.lock_entry(actor, entry_id)
    share = queries.lock_share(actor.person_id, year_of(row.done_on))
    row.state = policy.entry_after(row.state, "reopen")
    row.finished_at, row.has_peer = None, False
    row.version += 1
    _note(actor, "reopen_cpd_entry", row.id)
    db.session.flush()
    return withdraw_if_incomplete(actor, share, year_of(row.done_on))


@writes
def remove_entry(actor: Viewer, *, entry_id: UUID) -> bool:
    """Nothing is left of the entry, and what it was made from is not suggested again; the same answer as `reopen_entry`."""
    row = queries.lock_entry(actor, entry_id)
    year = year_of(row.done_on)
    share = queries.lock_share(actor.person_id, year)
    db.session.execute(update(CpdSource).where(CpdSource.entry_id == row.id).values(entry_id=None))
    screening.forget_marks([row.id])
    _note(actor, "remove_cpd_entry", row.id)
    db.session.delete(row)
    db.session.flush()
    return withdraw_if_incomplete(actor, share, year)


def _lock_for_saving(
    actor: Viewer, entry_id: UUID, content: EntryContent, *, version: int, page_key: str
) -> CpdEntry:
    row = queries.lock_entry(actor, entry_id)
    if row.state is not EntryState.DRAFT:
        raise WrongState("save", row.state.value)
    is_own_page = bool(page_key) and row.saved_from == page_key
    if row.version != version and not is_own_page and queries.content_of(row) != content:
        raise ChangedMeanwhile
    return row


def _write(actor: Viewer, row: CpdEntry, content: EntryContent) -> None:
    """Every part that has changed is sealed anew."""
    _require_day(content.done_on)
    if content.topic_id is not None and content.topic_id != row.topic_id:
        _require_topic(actor, content.topic_id)
    before = queries.content_of(row)
    for name in NAMES:
        if before.text(name) != content.text(name):
            setattr(row, name, content.text(name))
    row.kind, row.done_on = content.kind, content.done_on
    row.topic_id, row.peer_role = content.topic_id, content.peer_role
    row.saved_at = clock.now()
    row.version += 1


def _require_topic(actor: Viewer, topic_id: UUID) -> None:
    if topic_id not in {topic.id for topic in topics.list_topics(actor)}:
        raise InvalidChoice("topic_id")


def _require_day(done_on: date) -> None:
    if not policy.is_day_of_entry(done_on, clock.today()):
        raise NotOnThisDay


def _note(
    actor: Viewer,
    verb: str,
    key: UUID | int,
    *,
    kind: str = "cpd_entry",
    counts: Mapping[str, int] = MappingProxyType({}),
) -> None:
    """An event in the chain of the network: not even the coordinator of the area reads that somebody writes."""
    audit.record(actor, verb, subject=(kind, key), area_id=None, **counts)

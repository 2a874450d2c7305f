"""One's own entry in the directory: saved, taken off at once, put back."""

from dataclasses import asdict, dataclass

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from csaleads.access.viewer import Viewer
from csaleads.audit import service as audit
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.errors import ChangedMeanwhile, NotFound
from csaleads.core.unit_of_work import savepoint, writes
from csaleads.network import policy
from csaleads.network.models import DirectoryEntry
from csaleads.network.queries import find_standing
from csaleads.network.screened import entry_subject
from csaleads.screening import service as screening
from csaleads.screening.service import NO_ANSWERS, Answers


@dataclass(frozen=True)
class EntryContent:
    """What somebody lets the others see: each `shows_…` is a consent of its own."""

    is_listed: bool = False
    shows_area: bool = False
    shows_team: bool = False
    shows_topics: bool = False
    languages: str = ""
    shows_languages: bool = False
    ask_me_about: str = ""
    shows_ask_me_about: bool = False
    can_shadow: bool = False
    shows_can_shadow: bool = False
    takes_private_questions: bool = True


@writes
def save(actor: Viewer, *, version: int, content: EntryContent, screened: Answers = NO_ANSWERS) -> None:
    """The actor's entry is as `content` says. `version` is the one that the page showed, 0 where there was none.

    Raises NotFound to whoever may not enter the network now, ChangedMeanwhile where it was saved elsewhere since, CouldIdentify
    and CannotScreen for the words.
    """
    policy.require_may_enter(find_standing(actor))
    entry = _lock(actor)
    if (entry.version if entry else 0) != version:
        raise ChangedMeanwhile
    passed = screening.pass_texts(
        actor,
        subject=entry_subject(actor.person_id),
        texts={"languages": content.languages, "ask_me_about": content.ask_me_about},
        answers=screened,
    )
    values = asdict(content) | {name: str(text) for name, text in passed.texts.items()}
    if entry is None:
        entry = _begin(actor)
    for name, value in values.items():
        setattr(entry, name, value)
    _note(actor, entry, "save_entry", is_listed=content.is_listed, **passed.counts)


def _begin(actor: Viewer) -> DirectoryEntry:
    entry = DirectoryEntry(person_id=actor.person_id, version=0, changed_at=clock.now())
    try:
        with savepoint():
            db.session.add(entry)
    except IntegrityError:  # the first save of another device
        raise ChangedMeanwhile from None
    return entry


@writes
def take_off(actor: Viewer) -> None:
    """Nobody finds the actor in the directory any more; what they wrote and agreed to is kept for them alone."""
    _list(actor, is_listed=False)


@writes
def put_back(actor: Viewer) -> None:
    """The actor stands in the directory again as before. NotFound where they have no entry."""
    policy.require_may_enter(find_standing(actor))
    _list(actor, is_listed=True)


def _list(actor: Viewer, *, is_listed: bool) -> None:
    policy.require_member(actor)
    entry = _lock(actor)
    if entry is None:
        raise NotFound("entry")
    if entry.is_listed is not is_listed:
        entry.is_listed = is_listed
        _note(actor, entry, "put_back_entry" if is_listed else "take_off_entry")
    db.session.flush()


def _lock(actor: Viewer) -> DirectoryEntry | None:
    query = select(DirectoryEntry).where(DirectoryEntry.person_id == actor.person_id).with_for_update()
    entry: DirectoryEntry | None = db.session.scalar(query.execution_options(populate_existing=True))
    return entry


def _note(actor: Viewer, entry: DirectoryEntry, verb: str, **counts: int) -> None:
    entry.version += 1
    entry.changed_at = clock.now()
    db.session.flush()
    audit.record(actor, verb, subject=("person", actor.person_id), area_id=None, **counts)
    db.session.flush()

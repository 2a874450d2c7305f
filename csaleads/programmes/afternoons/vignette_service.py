"""Writing the made-up cases: for the programme team."""

from dataclasses import dataclass
from uuid import UUID, uuid4

from sqlalchemy.exc import IntegrityError

from csaleads.access.viewer import Viewer
from csaleads.audit import service as audit
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.errors import ChangedMeanwhile, InvalidChoice, NotFound
from csaleads.core.unit_of_work import savepoint, writes
from csaleads.programmes.afternoons import policy as afternoon_policy
from csaleads.programmes.afternoons import vignette_queries
from csaleads.programmes.afternoons.models import Vignette
from csaleads.programmes.screened import vignette_subject
from csaleads.screening import service as screening
from csaleads.screening.service import NO_ANSWERS, Answers


@dataclass(frozen=True)
class VignetteContent:
    """What a made-up case says."""

    topic_id: UUID
    title: str
    text: str
    questions: str = ""

    @property
    def texts(self) -> dict[str, str]:
        return {"title": self.title, "text": self.text, "questions": self.questions}


@writes
def add_vignette(
    actor: Viewer, *, vignette_id: UUID, content: VignetteContent, screened: Answers = NO_ANSWERS
) -> UUID:
    """One more in the library, under an id that the page gave it.

    Raises NotFound, also where another one has that id, InvalidChoice, CouldIdentify, CannotScreen.
    """
    afternoon_policy.require_write_vignettes(actor)
    row = Vignette(id=vignette_id, version=0, is_in_use=True)
    _write(actor, row, content, screened)
    try:
        with savepoint():
            db.session.add(row)
    except IntegrityError:
        raise NotFound("vignette") from None
    _record(actor, "add_vignette", row.id)
    return row.id


@writes
def edit_vignette(
    actor: Viewer,
    *,
    vignette_id: UUID,
    version: int,
    content: VignetteContent,
    screened: Answers = NO_ANSWERS,
) -> None:
    """It says `content`. Raises NotFound, ChangedMeanwhile, InvalidChoice, CouldIdentify and CannotScreen."""
    afternoon_policy.require_write_vignettes(actor)
    row = vignette_queries.lock_vignette(vignette_id)
    if row.version != version:
        raise ChangedMeanwhile
    _write(actor, row, content, screened)
    _record(actor, "edit_vignette", row.id)


@writes
def use_vignette(actor: Viewer, *, vignette_id: UUID, is_in_use: bool) -> None:
    """Groups are offered it, or not any more; saying it twice changes nothing. Raises NotFound."""
    afternoon_policy.require_write_vignettes(actor)
    row = vignette_queries.lock_vignette(vignette_id)
    if row.is_in_use == is_in_use:
        return
    row.is_in_use = is_in_use
    row.version += 1
    _record(actor, "use_vignette" if is_in_use else "put_vignette_away", row.id)


def new_id() -> UUID:
    """For one that is about to be written: what is kept in its words belongs to it."""
    return uuid4()


def _write(actor: Viewer, row: Vignette, content: VignetteContent, screened: Answers) -> None:
    if not vignette_queries.has_topic(content.topic_id):
        raise InvalidChoice("topic")
    passed = screening.pass_texts(
        actor, subject=vignette_subject(row.id), texts=content.texts, answers=screened
    )
    row.topic_id, row.title = content.topic_id, passed["title"]
    row.text, row.questions = passed["text"], passed["questions"]
    row.changed_by_id, row.changed_at = actor.person_id, clock.now()
    row.version += 1


def _record(actor: Viewer, verb: str, vignette_id: UUID) -> None:
    audit.record(actor, verb, subject=("vignette", vignette_id), area_id=None)
    db.session.flush()

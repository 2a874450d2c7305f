"""Taking in the files that people choose for a resource. A file waits with its sender until a resource takes it.

So it need not be chosen again where the form is shown once more: because something else is wrong, or the screening asks.
"""

from datetime import timedelta
from uuid import UUID

from csaleads.access.viewer import Viewer
from csaleads.audit import service as audit
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.document_text import DocumentText, text_of_document
from csaleads.core.errors import InvalidChoice, NotFound
from csaleads.core.stored_files.service import Incoming, Sent, keep, remove_file, taken_in
from csaleads.core.unit_of_work import writes
from csaleads.learning import file_queries, policy
from csaleads.learning.content import FileFacts
from csaleads.learning.material_models import ResourceFile

WAITS_FOR = timedelta(days=7)  # as long as what somebody typed when their session had ended


def take_in(actor: Viewer, *, sent: Sent, instead_of: UUID | None = None) -> FileFacts:
    """The file waits with the actor, its text read; the one that waited before, `instead_of`, is gone.

    The text is read before anything is written: that takes seconds. Raises NotFound to whoever adds nothing, NotTaken with the
    reason, StoreUnavailable.
    """
    if not policy.places_to_add(actor):
        raise NotFound("place for resources")
    with taken_in(sent) as incoming:
        found = text_of_document(sent.content, incoming.kind)
        return _keep_waiting(actor, incoming=incoming, found=found, instead_of=instead_of)


@writes
def _keep_waiting(
    actor: Viewer, *, incoming: Incoming, found: DocumentText, instead_of: UUID | None
) -> FileFacts:
    file = keep(incoming, saved_by_id=actor.person_id)
    db.session.add(ResourceFile(file_id=file.id, outcome=found.outcome, text=found.text))
    if instead_of is not None:
        _drop(instead_of, sent_by_id=actor.person_id)
    audit.record(actor, "send_file", subject=("file", file.id), area_id=None, size=file.size_bytes)
    db.session.flush()
    return FileFacts(file.id, file.display_name, file.kind, file.size_bytes, file.saved_at)


def _drop(file_id: UUID, *, sent_by_id: int | None = None) -> bool:
    """The file is gone, unless a resource has taken it meanwhile or it is somebody else's."""
    rows = file_queries.lock_file(file_id)
    if rows is None:
        return False
    waiting, stored = rows
    if waiting.resource_id is not None or sent_by_id not in (None, stored.saved_by_id):
        return False
    db.session.delete(waiting)
    db.session.flush()
    remove_file(stored)
    return True


@writes
def claim(
    facts: FileFacts, *, resource_id: UUID | None, by_id: int | None, is_lent: bool = False
) -> ResourceFile:
    """The row of the file, locked, for its resource to be written into it.

    Raises InvalidChoice where it is neither that resource's already nor waits with its sender, who is `by_id`. What is lent has
    the file of the original, which stays with the original.
    """
    rows = file_queries.lock_file(facts.id)
    if rows is None:
        raise InvalidChoice("file")
    claimed, stored = rows
    waits = claimed.resource_id is None and stored.saved_by_id == by_id
    is_its_own = claimed.resource_id is not None and claimed.resource_id == resource_id
    is_of_original = is_lent and claimed.resource_id is not None
    if not (waits or is_its_own or is_of_original):
        raise InvalidChoice("file")
    return claimed


@writes
def forget_waiting() -> int:
    """What was chosen in a form and not saved within a week is gone; how many files that were."""
    old = file_queries.waiting_since_before(clock.now() - WAITS_FOR)
    return sum(_drop(file_id) for file_id in old)

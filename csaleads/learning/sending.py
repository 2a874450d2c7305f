"""The file of a form: taken in when the form is sent, and known again however often the form is shown."""

from uuid import UUID

from csaleads.access.guards import viewer
from csaleads.core.stored_files.kinds import NotTaken
from csaleads.core.stored_files.stores import StoreUnavailable
from csaleads.core.stored_upload_fields import words_for
from csaleads.core.unit_of_work import commit
from csaleads.learning import file_queries, file_service
from csaleads.learning.content import FileFacts
from csaleads.learning.file_forms import FileForm
from csaleads.learning.forms import ResourceForm

CHOSEN = "You have chosen {}. It is kept for you until you save."
HAS = "It has {}. Choose another file to replace it."
NOT_KEPT = "The file cannot be kept at the moment. Try again in a few minutes: what you typed is still here"


def know_file(form: ResourceForm, current: FileFacts | None = None) -> None:
    """The form knows the file that waits for it with the viewer, or else the one that the resource has."""
    waiting = file_queries.find_waiting(viewer(), _id_of(form.waiting.typed))
    form.known_file = waiting or current
    form.file.known = (
        CHOSEN.format(waiting.words) if waiting else HAS.format(current.words) if current else ""
    )


def take_in_file(form: ResourceForm | FileForm) -> None:
    """The file that was chosen waits with the viewer, whatever else is wrong with the form; or the form says why it does not."""
    if form.file.sent is None or form.file.errors or not form.is_file:
        return
    try:
        facts = file_service.take_in(viewer(), sent=form.file.sent, instead_of=_id_of(form.waiting.typed))
    except NotTaken as refused:
        form.fail("file", words_for(refused))
    except StoreUnavailable:
        form.fail("file", NOT_KEPT)
    else:
        commit()
        form.known_file = facts
        form.waiting.data = str(facts.id)
        form.file.known = CHOSEN.format(facts.words)


def _id_of(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None

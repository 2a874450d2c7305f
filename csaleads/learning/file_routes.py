"""Files of resources: sent by those who add them, and handed out to those who see the resource."""

from uuid import UUID

from flask import jsonify
from flask.typing import ResponseReturnValue

from csaleads.access.guards import requires, viewer
from csaleads.access.permissions import Permission
from csaleads.core.stored_files.receiving import takes_files
from csaleads.core.stored_files.serving import answer_with
from csaleads.learning import file_queries, sending
from csaleads.learning.blueprint import blueprint
from csaleads.learning.file_forms import FileForm

READS = Permission.READ_RESOURCES
NOTHING_SENT = "Choose a file"
ADDS = (Permission.ADD_RESOURCES, Permission.RUN_CURRICULUM)


@blueprint.get("/learning/resources/<uuid:resource_id>/file")
@requires(READS)
def file(resource_id: UUID) -> ResponseReturnValue:
    """The file of the resource as it reads now."""
    return answer_with(file_queries.get_stored_file(viewer(), resource_id))


@blueprint.get("/learning/resources/<uuid:resource_id>/editions/<int:edition>/file")
@requires(READS)
def edition_file(resource_id: UUID, edition: int) -> ResponseReturnValue:
    """The file that an edition of the resource had."""
    return answer_with(file_queries.get_stored_file(viewer(), resource_id, edition))


@blueprint.post("/learning/files")
@requires(*ADDS)
@takes_files
def send_file() -> ResponseReturnValue:
    """A file waits with the viewer while they fill in the rest of the form: for the script that sends it at once."""
    form = FileForm()
    if form.validate_on_submit():
        sending.take_in_file(form)
    if form.errors or form.known_file is None:
        said = next((line.message for line in form.error_list()), NOTHING_SENT)
        return jsonify(error=said), 422
    return jsonify(waiting=str(form.known_file.id), words=form.file.known)

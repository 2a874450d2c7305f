"""How a post will look, before it is sent. Nothing is stored, screened or told to anybody."""

from typing import cast

from flask import Flask, abort, current_app, jsonify
from flask.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue

from csaleads.access.guards import requires
from csaleads.access.permissions import Permission
from csaleads.core.limits import limit_of
from csaleads.forum import writing
from csaleads.forum.blueprint import blueprint
from csaleads.forum.forms import AnswerForm
from csaleads.forum.models import LONGEST_POST

AS_OFTEN = "60 per minute"
LIMIT = "csaleads_forum_preview"


@blueprint.record_once
def _prepare(state: BlueprintSetupState) -> None:
    state.app.extensions[LIMIT] = limit_of(cast(Flask, state.app), AS_OFTEN)


@blueprint.post("/network/preview")
@requires(Permission.USE_NETWORK)
def preview() -> ResponseReturnValue:
    """The HTML of the text that is being typed, for components/preview.html."""
    if not current_app.extensions[LIMIT]():
        abort(429)
    body = AnswerForm().body.typed
    if len(body) > LONGEST_POST:
        return jsonify(error=f"Your text must be {LONGEST_POST:,} characters or fewer to be shown"), 422
    return jsonify(html=str(writing.preview_of(body)) if body else "")

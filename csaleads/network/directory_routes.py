"""The directory of members."""

from flask import render_template
from flask.typing import ResponseReturnValue

from csaleads.access.guards import requires
from csaleads.access.permissions import Permission
from csaleads.network.blueprint import blueprint


@blueprint.get("/network/directory")
@requires(Permission.USE_NETWORK)
def directory() -> ResponseReturnValue:
    """Members who chose to be listed."""
    return render_template("network/directory.html")

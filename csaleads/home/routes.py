"""Today, and the pages about the service itself."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from csaleads.access.guards import public, signed_in, viewer

blueprint = Blueprint("home", __name__)


@blueprint.get("/")
@signed_in
def today() -> ResponseReturnValue:
    """What needs the viewer now, whatever their roles, each with its one next step."""
    return render_template("home/today.html", needs=[], coming=[], figures=[], first_name=viewer().first_name)


@blueprint.get("/help")
@public
def help() -> ResponseReturnValue:  # noqa: A001 - the address says what it is
    """How csaleads works, in questions."""
    return render_template("home/help.html")


@blueprint.get("/accessibility")
@public
def accessibility() -> ResponseReturnValue:
    """The accessibility statement."""
    return render_template("home/accessibility.html")


@blueprint.get("/privacy")
@public
def privacy() -> ResponseReturnValue:
    """What is kept about whom, who sees it, and for how long."""
    return render_template("home/privacy.html")

"""The engine reads its lists and its model beside the first page of a process, so that the first text waits for neither."""

from flask import current_app

from csaleads.screening import engine
from csaleads.screening.blueprint import blueprint


@blueprint.before_app_request
def warm_up() -> None:
    """Once a process. Tests say when they want it."""
    if not current_app.testing:
        engine.warm_up()

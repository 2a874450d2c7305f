"""What a load balancer asks: is the process alive, and can it serve?"""

from flask import Blueprint
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import SQLAlchemyError

from csaleads.access.guards import public
from csaleads.core.migrations import is_schema_current

blueprint = Blueprint("health", __name__, url_prefix="/health")


@blueprint.get("/live")
@public
def live() -> ResponseReturnValue:
    """The process answers."""
    return {"status": "alive"}


@blueprint.get("/ready")
@public
def ready() -> ResponseReturnValue:
    """The database answers and has the tables of this version."""
    try:
        current = is_schema_current()
    except SQLAlchemyError:
        return {"status": "no database"}, 503
    return ({"status": "ready"}, 200) if current else ({"status": "migrations are due"}, 503)

"""Who may run the curriculum. Pure questions: no database, no pages."""

from csaleads.access.permissions import Permission
from csaleads.access.viewer import Viewer
from csaleads.core.errors import NotFound


def can_run_curriculum(viewer: Viewer) -> bool:
    """The programme team says what the topics are, in which order, and what the whole network reads."""
    return viewer.can(Permission.RUN_CURRICULUM)


def require_curriculum(actor: Viewer) -> None:
    """Raises NotFound to everybody but the programme team."""
    if not can_run_curriculum(actor):
        raise NotFound("curriculum")


def require_reader(viewer: Viewer) -> None:
    """Raises NotFound to whoever reads no resources at all."""
    if not viewer.can(Permission.READ_RESOURCES):
        raise NotFound("learning")

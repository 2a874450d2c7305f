"""Who says what they know, who is shown it, and who may have the weekly mail. Pure: no database, no pages."""

from csaleads.access.permissions import PERMISSIONS, Permission, Role
from csaleads.access.viewer import Viewer
from csaleads.core.errors import NotFound

READERS = tuple(sorted(role for role, held in PERMISSIONS.items() if Permission.READ_RESOURCES in held))


def can_say(viewer: Viewer) -> bool:
    """Whoever reads resources may say of themselves, and of nobody else, that they know a topic well."""
    return viewer.can(Permission.READ_RESOURCES)


def require_say(actor: Viewer) -> None:
    """Raises NotFound to whoever reads no resources."""
    if not can_say(actor):
        raise NotFound("topic")


def sees_who_knows(viewer: Viewer) -> bool:
    """Practice Leads and the programme team."""
    return viewer.can(Permission.SEE_WHO_KNOWS)


def require_who_knows(viewer: Viewer) -> None:
    """Raises NotFound to everybody else."""
    if not sees_who_knows(viewer):
        raise NotFound("colleagues")


def may_have_digest(viewer: Viewer) -> bool:
    """Whoever reads resources."""
    return viewer.can(Permission.READ_RESOURCES)


def has_digest_by_default(viewer: Viewer) -> bool:
    """Practice Leads have the weekly mail until they say otherwise; everybody else once they ask for it."""
    return viewer.holds(Role.PRACTICE_LEAD)

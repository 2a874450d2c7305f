"""Who belongs to the network, who moderates, who runs it. Pure questions."""

from csaleads.access.permissions import PERMISSIONS, Permission
from csaleads.access.viewer import Viewer
from csaleads.core.errors import NotFound
from csaleads.network.standing import Standing

MEMBER_ROLES = tuple(sorted(role for role, held in PERMISSIONS.items() if Permission.USE_NETWORK in held))


def is_member(viewer: Viewer) -> bool:
    """Practice Leads of all areas and the programme team, for as long as they hold the role."""
    return viewer.can(Permission.USE_NETWORK)


def require_member(viewer: Viewer) -> None:
    """Raises NotFound to everybody else."""
    if not is_member(viewer):
        raise NotFound("network")


def is_programme(viewer: Viewer) -> bool:
    """The programme team runs the network and moderates in it."""
    return viewer.can(Permission.RUN_NETWORK)


def require_programme(actor: Viewer) -> None:
    """Raises NotFound to everybody else."""
    if not is_programme(actor):
        raise NotFound("network")


def require_may_enter(standing: Standing) -> None:
    """Raises NotFound to whoever has not agreed to the newest code, or is suspended."""
    if not standing.may_enter:
        raise NotFound("network")


def require_not_suspended(standing: Standing) -> None:
    """Raises NotFound to whoever is suspended."""
    if standing.is_suspended:
        raise NotFound("network")


def require_moderator(standing: Standing) -> None:
    """Raises NotFound to whoever neither is of the programme team nor was named, or may not enter now."""
    if not standing.is_moderator or not standing.may_enter:
        raise NotFound("network")

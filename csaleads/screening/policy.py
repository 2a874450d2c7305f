"""Who looks at what others kept as identifying nobody."""

from csaleads.access.permissions import Permission
from csaleads.access.viewer import Viewer
from csaleads.core.errors import NotFound, WrongState
from csaleads.screening.models import Verdict

REVIEW = Permission.REVIEW_EXCEPTIONS


def can_see(viewer: Viewer, area_id: int) -> bool:
    """Whether the viewer is a lead or the coordinator of the area."""
    return viewer.can_in(REVIEW, area_id)


def can_review(viewer: Viewer, *, area_id: int, person_id: int) -> bool:
    """The same, for what somebody else kept: nobody agrees with themselves."""
    return can_see(viewer, area_id) and viewer.person_id != person_id


def require_review(viewer: Viewer, *, area_id: int, person_id: int, verdict: Verdict | None) -> None:
    """Raises NotFound unless the viewer may review it, WrongState where somebody has."""
    if not can_review(viewer, area_id=area_id, person_id=person_id):
        raise NotFound
    if verdict is not None:
        raise WrongState("review", verdict.value)

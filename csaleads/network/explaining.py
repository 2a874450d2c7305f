"""Why something was laid on a member is known upstairs, where moderators give their reasons: the forum hands it in here."""

from collections.abc import Callable

from csaleads.access.viewer import Viewer

Explanation = Callable[[Viewer, int], str]
_explanations: list[Explanation] = []


def explained_by(explain: Explanation) -> Explanation:
    """`explain(viewer, restriction_id)` answers the reason that the viewer may read, or nothing."""
    if explain not in _explanations:
        _explanations.append(explain)
    return explain


def reason_of(viewer: Viewer, restriction_id: int) -> str:
    """Why the restriction was laid on the viewer, in the moderator's words; empty where nobody says so."""
    return next((reason for explain in _explanations if (reason := explain(viewer, restriction_id))), "")

"""What screening asks of this room: why attendance was corrected, or a certificate withdrawn, names no child either."""

from collections.abc import Collection, Mapping
from uuid import UUID

from csaleads.access.permissions import Permission
from csaleads.access.viewer import Viewer
from csaleads.programmes import attendance_queries
from csaleads.screening import service as screening
from csaleads.screening.service import Named, Subject

KIND = "cohort_member"


def subject_of(member_id: int, area_id: int) -> Subject:
    """A member as what these texts belong to. Members are numbered, and subjects need an id of 128 bits."""
    return Subject(KIND, UUID(int=member_id), area_id)


def names_of(viewer: Viewer | None, subject_ids: Collection[UUID]) -> Mapping[UUID, Named]:
    """The page of the member's attendance, for the coordinators of their area; nobody else is told whose it is."""
    places = attendance_queries.places_of([subject_id.int for subject_id in subject_ids])
    return {
        UUID(int=member_id): Named("Attendance", f"/cohorts/{cohort_id}/members/{member_id}/attendance")
        for member_id, (cohort_id, area_id) in places.items()
        if viewer is None or viewer.can_in(Permission.RUN_COHORTS_OF_AREA, area_id)
    }


screening.register_namer(KIND, names_of)

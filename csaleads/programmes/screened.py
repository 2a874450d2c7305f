"""What screening asks of this room: what its texts belong to, and how each is called."""

from collections.abc import Collection, Mapping
from uuid import UUID, uuid5

from csaleads.access.permissions import Permission
from csaleads.access.viewer import Viewer
from csaleads.programmes.addresses import OWN_PAGE, attendance_page
from csaleads.programmes.attendance import queries as attendance_queries
from csaleads.screening import service as screening
from csaleads.screening.service import Named, Subject

CASE = "presented_case"
POINTS = "learning_points"
VIGNETTE = "vignette"
PREPARATION = "day_preparation"
CHECK_OUT = "check_out"
MEMBER = "cohort_member"
_DAYS = UUID("7a1d6f0e-5c0b-4b53-9f0e-4d5b0f4f6c19")


def preparation_subject(day_id: int) -> Subject:
    """What members do before a day belongs to a cohort, which may be of several areas: to the network."""
    return Subject(PREPARATION, uuid5(_DAYS, str(day_id)), None)


def case_subject(case_id: UUID, area_id: int) -> Subject:
    """A case of somebody of the area."""
    return Subject(CASE, case_id, area_id)


def points_subject(day_id: int, group_number: int) -> Subject:
    """What a group learnt on a day. Its members are of several areas: of the network."""
    return Subject(POINTS, uuid5(_DAYS, f"{day_id} {group_number}"), None)


def vignette_subject(vignette_id: UUID) -> Subject:
    """Fiction, which belongs to the network."""
    return Subject(VIGNETTE, vignette_id, None)


def check_out_subject(day_id: int, member_id: int) -> Subject:
    """How a member is after a day. Of no area: nobody there is told that something was kept in it."""
    return Subject(CHECK_OUT, uuid5(_DAYS, f"{day_id} {member_id}"), None)


def member_subject(member_id: int, area_id: int) -> Subject:
    """A member: why attendance was corrected, or a certificate withdrawn. Members are numbered, and subjects have a UUID."""
    return Subject(MEMBER, UUID(int=member_id), area_id)


def names_of_members(viewer: Viewer | None, subject_ids: Collection[UUID]) -> Mapping[UUID, Named]:
    """The page of the member's attendance, for the coordinators of their area; nobody else is told whose it is."""
    places = attendance_queries.places_of([subject_id.int for subject_id in subject_ids])
    return {
        UUID(int=member_id): Named("Attendance", attendance_page(cohort_id, member_id))
        for member_id, (cohort_id, area_id) in places.items()
        if viewer is None or viewer.can_in(Permission.RUN_COHORTS_OF_AREA, area_id)
    }


def names_of_cases(viewer: Viewer | None, case_ids: Collection[UUID]) -> Mapping[UUID, Named]:
    """Nobody who looks at what was kept in a case is led to it; its author, who is asked to look again, finds it."""
    if viewer is not None:
        return {}
    return {case_id: Named("a case for a learning day", OWN_PAGE) for case_id in case_ids}


screening.register_namer(CASE, names_of_cases)
screening.register_namer(MEMBER, names_of_members)

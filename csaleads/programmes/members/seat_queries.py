"""Where the viewer sits on a learning day: as a member, as the lead of a group, or as one of those who look after the cohort."""

from dataclasses import dataclass

from csaleads.access.viewer import Viewer
from csaleads.core.errors import NotFound
from csaleads.programmes import policy
from csaleads.programmes.afternoons import group_queries
from csaleads.programmes.afternoons.group_queries import GroupView
from csaleads.programmes.members import queries as member_queries
from csaleads.programmes.models import MemberState
from csaleads.programmes.queries import CohortView


@dataclass(frozen=True)
class Seat:
    """The viewer's place in a cohort. `groups` are those that they may see; `own` is the one in which they are a member."""

    member_id: int | None
    own: GroupView | None
    groups: tuple[GroupView, ...]
    looks_after: bool
    person_id: int

    @property
    def is_member(self) -> bool:
        return self.member_id is not None

    @property
    def facilitates(self) -> tuple[GroupView, ...]:
        return tuple(group for group in self.groups if group.facilitator_id == self.person_id)

    def presents_on(self, day_id: int) -> bool:
        """Whether the viewer has a turn on the day."""
        return self.own is not None and (day_id, self.member_id) in self.own.pairs

    @property
    def is_taken(self) -> bool:
        """Whether the viewer has to do with the days themselves: they have packs, and know where to meet online."""
        return self.is_member or bool(self.facilitates) or self.looks_after


def find_seat(viewer: Viewer, cohort: CohortView) -> Seat:
    """The viewer's place in a cohort that they were let see. A fixed number of statements."""
    own = member_queries.find_own(viewer, cohort.id)
    member_id = own[0] if own is not None and own[1] in policy.HOLDS_A_PLACE else None
    groups = tuple(group_queries.list_groups(viewer, cohort))
    own_group = next((group for group in groups if viewer.person_id in group.person_ids), None)
    looks_after = any(policy.sees_to_area(viewer, cohort, area.id) for area in cohort.areas)
    return Seat(member_id, own_group, groups, looks_after, viewer.person_id)


def has_seat(viewer: Viewer, cohort: CohortView, state: MemberState | None) -> bool:
    """Whether the viewer, whose own part in the cohort is in `state`, would be let `take_seat`. At most one statement."""
    if state in policy.HOLDS_A_PLACE or any(
        policy.sees_to_area(viewer, cohort, area.id) for area in cohort.areas
    ):
        return True
    return group_queries.facilitates_in(viewer, cohort.id)


def take_seat(viewer: Viewer, cohort: CohortView) -> Seat:
    """The same; NotFound for whoever neither takes part, nor leads a group, nor looks after an area of it."""
    seat = find_seat(viewer, cohort)
    if not seat.is_taken:
        raise NotFound("seat")
    return seat

"""Who reads a case, writes what a group learnt, and sees a reserve case. Pure questions."""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Protocol

from csaleads.access.permissions import Permission
from csaleads.access.viewer import Viewer
from csaleads.core.errors import NotFound

CASE_KEPT_FOR = timedelta(days=7)  # after its day
CHECK_OUT_KEPT_FOR = timedelta(days=28)


class GroupOfDay(Protocol):
    """What the rules need to know of a group."""

    @property
    def person_ids(self) -> Collection[int]: ...
    @property
    def facilitator_id(self) -> int | None: ...
    @property
    def pairs(self) -> Collection[tuple[int, int]]: ...


class CaseFacts(Protocol):
    """What the rules need to know of a case. `group` is the one in which its author is a member today, if any."""

    @property
    def author_id(self) -> int: ...
    @property
    def member_id(self) -> int: ...
    @property
    def day_id(self) -> int: ...
    @property
    def held_on(self) -> date: ...
    @property
    def shared_at(self) -> datetime | None: ...


def is_past_keeping(held_on: date, today: date) -> bool:
    """Whether a case of that day is to be wiped."""
    return today > held_on + CASE_KEPT_FOR


def is_of_group(viewer: Viewer, group: GroupOfDay) -> bool:
    """Its members and the lead who sees to it, and nobody else, however much they look after."""
    return viewer.person_id in {*group.person_ids, group.facilitator_id}


def can_read_case(viewer: Viewer, case: CaseFacts, group: GroupOfDay | None, *, today: date) -> bool:
    """Its author always; once it is shared their group and its lead, while the author presents on that day and it is kept."""
    if is_past_keeping(case.held_on, today):
        return False
    if viewer.person_id == case.author_id:
        return True
    if case.shared_at is None or group is None or (case.day_id, case.member_id) not in group.pairs:
        return False
    return is_of_group(viewer, group)


def can_write_points(viewer: Viewer, group: GroupOfDay) -> bool:
    """The lead who sees to the group."""
    return group.facilitator_id == viewer.person_id


def require_write_points(viewer: Viewer, group: GroupOfDay) -> None:
    if not can_write_points(viewer, group):
        raise NotFound


def sees_reserve(viewer: Viewer, group: GroupOfDay, held_on: date, *, today: date) -> bool:
    """The lead of the group beforehand, so that they can prepare; its members from the day on."""
    if group.facilitator_id == viewer.person_id:
        return True
    return is_of_group(viewer, group) and today >= held_on


def can_read_vignettes(viewer: Viewer) -> bool:
    """Leads, coordinators and the programme team."""
    return viewer.can(Permission.READ_RESOURCES_FOR_LEADS)


def can_write_vignettes(viewer: Viewer) -> bool:
    return viewer.can(Permission.RUN_CURRICULUM)


def require_write_vignettes(actor: Viewer) -> None:
    """Raises NotFound to everybody but the programme team."""
    if not can_write_vignettes(actor):
        raise NotFound("vignette")
